import JavaScript

/// Expressions of a module's top level, or of a function, whose value nobody takes, down to the calls that may give a promise.
struct LooseExpressions {
    private let view: TreeView
    /// The bindings that somebody reads or assigns to.
    private let used: Set<BindingID>
    /// The calls, in the order of the text: what is behind `catch`, a second argument of `then` or an `await` is not among them.
    private(set) var roots: [NodeID] = []

    init(_ view: TreeView) { self.init(view, in: view.tree.body) }

    /// - Parameter body: that of the module, or of a function that runs with it.
    init(_ view: TreeView, in body: NodeList) {
        self.view = view
        used = view.usedBindings
        var pending = Array(view.tree[body])
        while let statement = pending.popLast() {
            if !statement.isNone { look(at: statement, &pending) }
        }
        roots.sort { view.range($0).start < view.range($1).start }
    }

    /// Looks at a statement that is evaluated with the module.
    ///
    /// - Parameter pending: takes the statements in it.
    private mutating func look(at statement: NodeID, _ pending: inout [NodeID]) {
        switch view.tree[statement] {
        case .expressionStatement(let expression): add(expression)
        case .variables(_, let list):
            for declarator in view.tree[list] {
                // A variable that nobody reads.
                guard case .declarator(let target, let value) = view.tree[declarator], !value.isNone, case .identifier = view.tree[target],
                    let binding = view.bindings.binding(of: target), !view.bindings[binding].isExported, !used.contains(binding)
                else { continue }
                add(value)
            }
        case .block(let list): pending += view.tree[list]
        case .if(_, let then, let otherwise): pending += [then, otherwise]
        case .for(let initial, _, _, let body): pending += [initial, body]
        case .forIn(_, _, let body), .forOf(_, _, let body, _), .while(_, let body), .doWhile(let body, _), .labeled(_, let body):
            pending.append(body)
        case .try(let block, _, let handler, let finalizer): pending += [block, handler, finalizer]
        case .switch(_, let cases): pending += view.tree[cases]
        case .switchCase(_, let body): pending += view.tree[body]
        case .classDeclaration(let index):
            for case .classStaticBlock(let function) in view.tree[view.tree.classes[Int(index)].members].map({ view.tree[$0] }) {
                if let id = view.functionID(function) { pending += view.tree[view.tree[id].body] }
            }
        case .exportDeclaration(let inner), .exportDefault(let inner): pending.append(inner)
        default: break
        }
    }

    private mutating func add(_ expression: NodeID) {
        var pending = [expression]
        while let next = pending.popLast() {
            if next.isNone { continue }
            switch view.tree[next] {
            case .sequence(let list): pending += view.tree[list]
            case .logical(_, _, let right): pending.append(right)
            case .conditional(_, let first, let second): pending += [first, second]
            case .optionalChain(let inner): pending.append(inner)
            case .importCall, .taggedTemplate: roots.append(next)
            // `!async function () {}()`, as bundlers write it; and `void` says that nobody waits, and hears nothing either.
            case .unary(_, let operand): pending.append(operand)
            case .call(let callee, let arguments, _):
                guard let (object, name) = method(callee) else {
                    roots.append(next)
                    continue
                }
                switch name {
                case "catch" where hasHandler(arguments, at: 0): break
                case "then" where hasHandler(arguments, at: 1): break
                case "catch", "then", "finally": pending.append(object)
                case "all", "any", "race":
                    if case .identifier(let owner) = view.tree[object], view.module.text(owner) == "Promise",
                        view.bindings.binding(of: object) == nil,
                        let list = view.tree[arguments].first, case .array(let elements) = view.tree[list]
                    {
                        // Of `any`, one that fulfils is enough; it fails when all do.
                        pending += view.tree[elements]
                    } else {
                        roots.append(next)
                    }
                default: roots.append(next)
                }
            default: break
            }
        }
    }

    /// Whether there is an argument, and it is not `undefined` or `null`, which handle nothing.
    private func hasHandler(_ arguments: NodeList, at index: Int) -> Bool {
        let given = view.tree[arguments].prefix(index + 1)
        for argument in given { if case .spread = view.tree[argument] { return true } }
        guard given.count > index, let handler = given.last else { return false }
        switch view.tree[handler] {
        case .null, .unary(.void, _): return false
        case .identifier(let name): return name != .known(.undefined)
        default: return true
        }
    }

    private func method(_ callee: NodeID) -> (object: NodeID, name: String)? {
        switch view.tree[callee] {
        case .member(let object, let name, _): (object, view.module.text(name))
        case .optionalChain(let inner): method(inner)
        default: nil
        }
    }
}

extension TreeView {
    /// The `try` with a `catch` around a node of the top level, which hears nothing of a promise that nobody awaits.
    func catchingTry(around node: NodeID) -> NodeID? {
        var child = node
        while let parent = parents[child] {
            if isFunction(parent) { return nil }
            if case .try(let block, _, let handler, _) = tree[parent], block == child, !handler.isNone { return handler }
            child = parent
        }
        return nil
    }
}
