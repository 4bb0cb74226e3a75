import JavaScript

/// A place where a binding, or a property of its value, gets a value.
struct ValueAssignment {
    /// The declaration, the assignment, or the statement that it is.
    var node: NodeID
    /// Where the value is there.
    var end: UInt32
    /// The functions whose code it is, innermost first; empty at the top level.
    var functions: [(node: NodeID, id: FunctionID)]
    /// The last `await` of the same function or top level that comes before the value is there, by the order of the text.
    var awaitBefore: NodeID?
}

/// Finds where a module's text gives values to a binding.
struct ValueAssignments {
    let module: ReadModule
    /// Those that were found, in the order of the text, but for values that are none: `let db = null`.
    private(set) var all: [ValueAssignment] = []
    /// Whether it has a value as soon as the module is linked, as a function declaration has.
    private(set) var isHoisted = false
    /// Whether an assignment takes the value away: `db = null`.
    private(set) var isTakenAway = false
    /// So many are looked at.
    private static let limit = 100

    init(of id: BindingID, in module: ReadModule) {
        self.module = module
        let binding = module.bindings[id]
        switch binding.kind {
        case .function: isHoisted = true
        case .class, .defaultExport:
            if let node = module.nodes(where: { declares($0, binding, id) }).first { add(node) }
        default: break
        }
        for reference in module.bindings.references(to: id) { addPlace(of: reference) }
        all.sort { module.start(of: $0.node) < module.start(of: $1.node) }
    }

    /// Where the binding is declared, by which its dead zone ends.
    static func declaration(of id: BindingID, in module: ReadModule) -> ValueAssignment? {
        var found = ValueAssignments(module: module)
        let binding = module.bindings[id]
        switch binding.kind {
        case .class, .defaultExport: return ValueAssignments(of: id, in: module).all.first
        default:
            for reference in module.bindings.references(to: id) where reference.usage == .declaration {
                for ancestor in module.ancestors(of: reference.node) {
                    guard case .declarator = module.tree[ancestor] else { continue }
                    found.add(module.parents[ancestor] ?? ancestor, end: module.tree.range(of: ancestor).end)
                    return found.all.first
                }
            }
            return nil
        }
    }

    /// The variable whose value an `export default` takes, and where that gets one only afterwards.
    ///
    /// - Returns: `nil` for a default export of another kind, and where the variable may have its value before.
    static func source(ofDefault id: BindingID, in module: ReadModule) -> (variable: BindingID, later: [ValueAssignment])? {
        guard module.bindings[id].kind == .defaultExport, let export = module.declarations[id]?.first,
            case .exportDefault(let value) = module.tree[export], case .identifier = module.tree[value],
            let variable = module.bindings.binding(of: value), module.bindings[variable].isAssigned
        else { return nil }
        let later = ValueAssignments(of: variable, in: module).all
        let start = module.start(of: export)
        guard !later.isEmpty, later.allSatisfy({ !$0.functions.isEmpty || $0.end > start }) else { return nil }
        return (variable, later)
    }

    /// Where what a list or a table holds is put into it.
    static func fillings(of id: BindingID, in module: ReadModule) -> [ValueAssignment] {
        var found = ValueAssignments(module: module)
        for reference in module.bindings.references(to: id) {
            guard let member = module.parents[reference.node], let use = module.parents[member] else { continue }
            switch (module.tree[member], module.tree[use]) {
            case (.member(reference.node, let name, _), .call(member, _, _)):
                if ["set", "add", "push", "unshift"].contains(module.text(name)) { found.add(found.statement(around: use)) }
            case (.member(reference.node, _, _), .assignment(member, _)), (.computedMember(reference.node, _, _), .assignment(member, _)),
                (.computedMember(reference.node, _, _), .logicalAssignment(_, member, _)):
                found.add(found.statement(around: use))
            default: continue
            }
        }
        return found.all
    }

    private init(module: ReadModule) { self.module = module }

    /// Of the property of that name.
    init(ofMember name: String, of id: BindingID, in module: ReadModule) {
        self.module = module
        for reference in module.bindings.references(to: id) {
            guard let member = module.parents[reference.node], case .member(reference.node, let own, _) = module.tree[member],
                module.text(own) == name, let assignment = module.parents[member],
                case .assignment(member, _) = module.tree[assignment]
            else { continue }
            add(statement(around: assignment), end: module.tree.range(of: assignment).end)
        }
        all.sort { module.start(of: $0.node) < module.start(of: $1.node) }
    }

    private func declares(_ node: Node, _ binding: Binding, _ id: BindingID) -> Bool {
        switch node {
        case .classDeclaration(let index): module.bindings.binding(ofClass: index) == id
        case .exportDefault(let value):
            if case .functionDeclaration = module.tree[value] {
                false
            } else {
                binding.kind == .defaultExport && module.start(of: value) == binding.range.start
            }
        default: false
        }
    }

    private mutating func addPlace(of reference: Reference) {
        switch reference.usage {
        case .read: return
        case .declaration:
            for ancestor in module.ancestors(of: reference.node) {
                guard case .declarator(let target, let value) = module.tree[ancestor] else { continue }
                // The head of a loop has no value either, and is no way that anybody exports.
                if value.isNone || (target == reference.node && isNothing(value)) { return }
                return add(module.parents[ancestor] ?? ancestor, end: module.tree.range(of: ancestor).end)
            }
        case .write, .readAndWrite:
            for ancestor in module.ancestors(of: reference.node) {
                switch module.tree[ancestor] {
                case .assignment(_, let value):
                    if isNothing(value) {
                        isTakenAway = true
                        return
                    }
                    return add(statement(around: ancestor), end: module.tree.range(of: ancestor).end)
                case .compoundAssignment, .logicalAssignment, .update, .forIn, .forOf:
                    return add(statement(around: ancestor), end: module.tree.range(of: ancestor).end)
                default: continue
                }
            }
        }
    }

    /// `undefined`, `void 0` or `null`.
    private func isNothing(_ value: NodeID) -> Bool {
        switch module.tree[value] {
        case .null, .unary(.void, _): true
        case .identifier(let name): module.text(name) == "undefined"
        default: false
        }
    }

    private func statement(around node: NodeID) -> NodeID {
        guard let parent = module.parents[node], case .expressionStatement = module.tree[parent] else { return node }
        return parent
    }

    private mutating func add(_ node: NodeID, end: UInt32? = nil) {
        if all.count >= Self.limit { return }
        let end = end ?? module.tree.range(of: node).end
        let functions = module.functions(around: node)
        let last = module.awaits.last { module.start(of: $0.node) < end && $0.function == functions.first?.node }?.node
        all.append(ValueAssignment(node: node, end: end, functions: functions, awaitBefore: last))
    }
}

/// How code of a function comes to run, as far as the text says.
enum FunctionUse {
    /// It is called there, which nobody awaits when `isFloating`.
    case called(NodeID, isFloating: Bool)
    /// It is an argument of a call of what is written so, such as `setTimeout` or `.then`.
    case argument(NodeID, callee: String)
    case unknown

    /// Where a function is used that is not the code around it.
    static func of(_ function: (node: NodeID, id: FunctionID), in module: ReadModule) -> FunctionUse {
        if let parent = module.parents[function.node], case .call(let callee, let arguments, _) = module.tree[parent] {
            if callee == function.node { return .called(parent, isFloating: isFloating(parent, in: module)) }
            if module.tree[arguments].contains(function.node) { return .argument(parent, callee: calleeText(callee, in: module)) }
        }
        guard let name = name(of: function, in: module) else { return .unknown }
        for reference in module.bindings.references(to: name) where reference.usage == .read {
            guard let parent = module.parents[reference.node], case .call(let callee, let arguments, _) = module.tree[parent],
                !module.functions(around: parent).contains(where: { $0.node == function.node })
            else { continue }
            if callee == reference.node { return .called(parent, isFloating: isFloating(parent, in: module)) }
            if module.tree[arguments].contains(reference.node) { return .argument(parent, callee: calleeText(callee, in: module)) }
        }
        return .unknown
    }

    /// The binding that stands for the function and nothing else.
    static func name(of function: (node: NodeID, id: FunctionID), in module: ReadModule) -> BindingID? {
        if case .functionDeclaration = module.tree[function.node] { return module.bindings.binding(of: function.id) }
        guard let parent = module.parents[function.node], case .declarator(let target, function.node) = module.tree[parent],
            let binding = module.bindings.binding(of: target), !module.bindings[binding].isAssigned
        else { return nil }
        return binding
    }

    static func isFloating(_ call: NodeID, in module: ReadModule) -> Bool {
        guard let parent = module.parents[call] else { return false }
        switch module.tree[parent] {
        case .expressionStatement, .unary(.void, _): return true
        // `connect().catch(…)` hears of errors, and waits for nothing.
        case .member(_, let name, _) where ["catch", "then", "finally"].contains(module.text(name)):
            guard let outer = module.parents[parent], case .call(parent, _, _) = module.tree[outer] else { return false }
            return isFloating(outer, in: module)
        default: return false
        }
    }

    /// `setTimeout`, or of a method its name with a dot: what it is called on may be long.
    private static func calleeText(_ callee: NodeID, in module: ReadModule) -> String {
        switch module.tree[callee] {
        case .member(let object, let name, _):
            if let written = module.written(callee), case .identifier = module.tree[object] { return written }
            return "." + module.text(name)
        default: return module.written(callee) ?? "a function"
        }
    }
}
