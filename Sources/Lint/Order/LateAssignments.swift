import JavaScript
import Programs

/// The exported variables of a module that get their first value when its evaluation is over already.
struct LateAssignments {
    /// Why the value comes late.
    enum Reason {
        /// In an async function that nobody awaits, behind an await of it.
        case behindAwait
        /// In a function that is handed to somebody who calls it later.
        case callback
    }

    struct Late {
        var binding: BindingID
        /// The assignment's value.
        var value: NodeID
        var reason: Reason
    }

    private(set) var all: [Late] = []

    private let reader: CodeReader
    private let module: ModuleNumber
    private let facts: ModuleFacts
    /// The functions that have run to their end when the module's evaluation is over.
    private var whole: Set<FunctionID> = []
    /// Those that have been called, and not waited for.
    private var begun: Set<FunctionID> = []
    private static let deepest = 12

    init?(of module: ModuleNumber, _ reader: CodeReader) {
        guard let code = reader.graph.analysed(module) else { return nil }
        // Most modules have none.
        guard
            code.bindings.all.contains(where: {
                $0.isExported && $0.isAssigned && $0.scope == .module && ($0.kind == .let || $0.kind == .var)
            }), let facts = reader.facts(of: module)
        else { return nil }
        self.reader = reader
        self.module = module
        self.facts = facts
        let candidates = code.bindings.ids.filter { isCandidate($0) }
        if candidates.isEmpty { return nil }
        let functionOf = functionOfNodes(code.tree)
        run(code.tree.body, isAwaited: true, depth: 0)
        for binding in candidates {
            var late: Late?
            var isTimely = false
            for value in facts.assigned[binding] ?? [] {
                switch reason(of: value, functionOf[Int(value.index)], code.tree) {
                case .timely: isTimely = true
                case .unknown: break
                case .late(let reason): late = late ?? Late(binding: binding, value: value, reason: reason)
                }
            }
            if let late, !isTimely { all.append(late) }
        }
        if all.isEmpty { return nil }
    }

    /// Whether a variable is exported and has no value of its own.
    private func isCandidate(_ id: BindingID) -> Bool {
        let binding = facts.code.bindings[id]
        guard binding.isExported, binding.isAssigned, binding.scope == .module, binding.kind == .let || binding.kind == .var else {
            return false
        }
        guard case .expression(let value)? = facts.definition(of: id) else { return facts.definition(of: id) == nil }
        switch facts.code.tree[value] {
        case .null, .unary(.void, _): return true
        case .identifier(let name): return facts.code.text(name) == "undefined"
        default: return false
        }
    }

    /// By node: the innermost function around it.
    private func functionOfNodes(_ tree: SyntaxTree) -> [FunctionID?] {
        var result = [FunctionID?](repeating: nil, count: tree.nodes.count)
        for index in tree.nodes.indices.reversed() {
            let own: FunctionID?
            switch tree.nodes[index] {
            case .function(let function), .functionDeclaration(let function): own = function
            default: own = result[index]
            }
            tree.forEachChild(of: NodeID(UInt32(index))) { result[Int($0.index)] = own }
        }
        return result
    }

    private enum Moment {
        case timely
        case unknown
        case late(Reason)
    }

    private func reason(of value: NodeID, _ function: FunctionID?, _ tree: SyntaxTree) -> Moment {
        guard let function else { return .timely }
        if whole.contains(function) { return .timely }
        if begun.contains(function) {
            let first = BodyWalk(of: tree[function].body, in: tree).sites.first { $0.kind != .return && $0.isCertain }
            guard let first else { return .unknown }
            return tree.range(of: first.node).start < tree.range(of: value).end ? .late(.behindAwait) : .timely
        }
        return callbacks.contains(function) ? .late(.callback) : .unknown
    }

    /// Functions that are handed on by code that runs with the module.
    private var callbacks: Set<FunctionID> = []

    // MARK: What runs with the module

    private mutating func run(_ body: NodeList, isAwaited: Bool, depth: Int) {
        let tree = facts.code.tree
        guard depth < Self.deepest else { return }
        let walk = BodyWalk(of: body, in: tree, keepsSteps: true)
        var awaited: [NodeID: Bool] = [:]
        for site in walk.sites where site.kind != .return || isAwaited { mark(site.operand, tree, &awaited) }
        for step in walk.kept {
            switch tree[step.node] {
            case .call(let callee, let arguments, _):
                let isWaitedFor = isAwaited && awaited[step.node] == true
                for case .function(let place) in reader.values(of: callee, in: module).all where place.module == module {
                    let function = tree[place.function]
                    let isSync = !function.flags.contains(.isAsync)
                    if isWaitedFor || isSync {
                        if whole.insert(place.function).inserted { run(function.body, isAwaited: isWaitedFor, depth: depth + 1) }
                    } else if begun.insert(place.function).inserted {
                        run(function.body, isAwaited: false, depth: depth + 1)
                    }
                }
                for argument in tree[arguments] {
                    for case .function(let place) in reader.values(of: argument, in: module).all where place.module == module {
                        if isWaitedFor {
                            if whole.insert(place.function).inserted { run(tree[place.function].body, isAwaited: true, depth: depth + 1) }
                        } else if isLater(callee) {
                            callbacks.insert(place.function)
                        }
                    }
                }
            case .new where awaited[step.node] == true && isAwaited:
                // Whatever is called in it, somebody waits until it has resolved the promise.
                forEachFunction(in: step.node, tree) { whole.insert($0) }
            case .new(_, let arguments):
                for argument in tree[arguments] {
                    if case .function(let function) = tree[argument], whole.insert(function).inserted {
                        run(tree[function].body, isAwaited: false, depth: depth + 1)
                    }
                }
            default: break
            }
        }
    }

    /// Whether a function calls what it is given when the code that calls it is over.
    private func isLater(_ callee: NodeID) -> Bool {
        let tree = facts.code.tree
        switch tree[callee] {
        case .identifier(let name): return ["setTimeout", "setInterval", "setImmediate", "queueMicrotask"].contains(facts.code.text(name))
        case .member(_, let name, _):
            return ["then", "catch", "finally", "nextTick", "addEventListener", "on", "once"].contains(facts.code.text(name))
        default: return false
        }
    }

    private func forEachFunction(in node: NodeID, _ tree: SyntaxTree, _ body: (FunctionID) -> Void) {
        var pending = [node]
        while let node = pending.popLast() {
            if node.isNone { continue }
            if case .function(let function) = tree[node] { body(function) }
            tree.forEachChild(of: node) { pending.append($0) }
        }
    }

    /// Everything in an operand that is waited for belongs to what the await waits for.
    private func mark(_ operand: NodeID, _ tree: SyntaxTree, _ awaited: inout [NodeID: Bool]) {
        var pending = [operand]
        while let node = pending.popLast() {
            if node.isNone { continue }
            awaited[node] = true
            switch tree[node] {
            case .function, .functionDeclaration: continue
            default: tree.forEachChild(of: node) { pending.append($0) }
            }
        }
    }
}
