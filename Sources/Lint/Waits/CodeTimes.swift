import JavaScript

/// Which function each node of a module stands in, and how early in the text around it a function may be called.
///
/// Text behind text runs behind it, but for loops and calls; and a function is called where a name of it stands, or where it is made.
final class CodeTimes {
    private let code: AnalysedModule
    let parents: ParentTable
    /// By node: the innermost function around it, or -1.
    private let homes: [Int32]
    private let nodeOfFunction: [NodeID]
    /// By class binding: the binding of its name inside itself.
    private let innerNames: [BindingID: BindingID]
    /// Whether other modules may call what this one exports before it has run.
    private let isCalledEarly: Bool
    /// Whether a call only keeps a function, to be called by who has the result.
    private let keepsFunction: (NodeID) -> Bool
    /// By function, or -1 for the module: those directly in it.
    private let functionsOfHome: [Int32: [Int32]]
    /// By function, or -1: of those directly in it where they are called first.
    private var known: [Int32: [Int32: UInt32]] = [:]

    /// - Complexity: linear in the size of the tree.
    init(_ facts: ModuleFacts, isCalledEarly: Bool, keepsFunction: @escaping (NodeID) -> Bool) {
        code = facts.code
        nodeOfFunction = facts.nodeOfFunction
        self.isCalledEarly = isCalledEarly
        self.keepsFunction = keepsFunction
        let tree = facts.code.tree
        parents = ParentTable(of: tree)
        var homes = [Int32](repeating: -1, count: tree.nodes.count)
        // A parent stands behind its children.
        for index in tree.nodes.indices.reversed() {
            guard let parent = parents[NodeID(UInt32(index))] else { continue }
            switch tree[parent] {
            case .function(let function), .functionDeclaration(let function): homes[index] = Int32(function.index)
            default: homes[index] = homes[Int(parent.index)]
            }
        }
        self.homes = homes
        var functionsOfHome: [Int32: [Int32]] = [:]
        for (function, node) in facts.nodeOfFunction.enumerated() where !node.isNone {
            functionsOfHome[homes[Int(node.index)], default: []].append(Int32(function))
        }
        self.functionsOfHome = functionsOfHome
        var innerNames: [BindingID: BindingID] = [:]
        for id in code.bindings.ids where code.bindings[id].kind == .className { innerNames[code.bindings[id].namesake] = id }
        self.innerNames = innerNames
    }

    /// The innermost function around a node; -1 for the module's own code.
    func home(of node: NodeID) -> Int32 { homes[Int(node.index)] }

    /// Whether an expression is evaluated by a statement of its function's body, or of the module, so that nothing but an error passes it by.
    func isDirect(_ value: NodeID) -> Bool {
        var node = value
        while let parent = parents[node] {
            switch code.tree[parent] {
            case .declarator, .variables, .expressionStatement, .exportDeclaration, .exportDefault, .classDeclaration: node = parent
            case .assignment(let target, _): if case .identifier = code.tree[target] { node = parent } else { return false }
            case .function, .functionDeclaration: return true
            default: return false
            }
        }
        return true
    }

    /// The place in a function's text, or the module's, before which the code at a node has not run; 0 where nothing tells.
    func earliest(_ node: NodeID, in home: Int32) -> UInt32 {
        guard let function = outermost(node, in: home) else { return 0 }
        return function < 0 ? code.tree.range(of: node).start : firstCall(of: function)
    }

    /// The function directly in `home` that a node stands in, -1 if it stands in none, and `nil` if `home` is not around it.
    private func outermost(_ node: NodeID, in home: Int32) -> Int32? {
        var function = homes[Int(node.index)]
        if function == home { return -1 }
        while function >= 0 {
            let outer = homes[Int(nodeOfFunction[Int(function)].index)]
            if outer == home { return function }
            function = outer
        }
        return nil
    }

    /// The place in the text around a function before which nobody calls it.
    private func firstCall(of function: Int32) -> UInt32 {
        let home = homes[Int(nodeOfFunction[Int(function)].index)]
        if known[home] == nil { known[home] = firstCalls(in: home) }
        return known[home]?[function] ?? 0
    }

    /// The same of all functions that stand directly in one: each is called where it is named there, or when another is called that names it.
    ///
    /// What comes first is looked at first, as the shortest ways in a graph are found: a call that comes by a function comes no earlier than that.
    private func firstCalls(in home: Int32) -> [Int32: UInt32] {
        var entries: [Int32: Entry] = [:]
        /// By function: those that it names.
        var named: [Int32: [Int32]] = [:]
        var places: [Int32: UInt32] = [:]
        let functions = functionsOfHome[home] ?? []
        for function in functions {
            let entry = entry(of: function)
            entries[function] = entry
            var place = UInt32.max
            if let binding = entry.binding {
                if isCalledEarly, code.bindings[binding].isExported { place = 0 }
                for name in [binding, innerNames[binding]].compactMap({ $0 }) {
                    for reference in code.bindings.references(to: name) where reference.usage != .declaration {
                        guard let inner = outermost(reference.node, in: home) else {
                            place = 0
                            continue
                        }
                        if inner < 0 {
                            place = min(place, code.tree.range(of: reference.node).start)
                        } else if inner != function {
                            named[inner, default: []].append(function)
                        }
                    }
                }
            } else {
                place = entry.start
            }
            places[function] = place == .max ? .max : max(place, entry.start)
        }
        var queue = PlaceQueue(functions.map { (places[$0] ?? 0, $0) })
        while let (place, function) = queue.popFirst() {
            if place > places[function] ?? 0 || place == .max { continue }
            for other in named[function] ?? [] {
                let through = max(place, entries[other]?.start ?? 0)
                if through < places[other] ?? 0 {
                    places[other] = through
                    queue.insert((through, other))
                }
            }
        }
        return places
    }

    /// How a function comes to be called.
    private struct Entry {
        /// Before this place it is not there.
        var start: UInt32
        /// The name by which it is called; `nil` where it may be called at once.
        var binding: BindingID?
    }

    private func entry(of function: Int32) -> Entry {
        let tree = code.tree
        var node = nodeOfFunction[Int(function)]
        let start = tree.range(of: node).start
        func named(_ binding: BindingID?, from place: UInt32) -> Entry { Entry(start: place, binding: binding) }
        if case .functionDeclaration(let id) = tree[node] { return named(code.bindings.binding(of: id), from: 0) }
        while let parent = parents[node] {
            let end = tree.range(of: node).end
            switch tree[parent] {
            case .declarator(let target, _):
                guard case .identifier = tree[target] else { return Entry(start: start) }
                return named(code.bindings.binding(of: target), from: end)
            case .exportDefault: return named(code.bindings.moduleBinding(named: .known(.starDefault)), from: end)
            case .classDeclaration(let index):
                guard node != tree.classes[Int(index)].superclass else { return Entry(start: start) }
                return named(code.bindings.binding(ofClass: index), from: tree.range(of: parent).start)
            case .classField(_, _, let flags) where flags.contains(.isStatic): return Entry(start: start)
            case .classStaticBlock: return Entry(start: start)
            case .property, .object, .classMethod, .classField, .classExpression: node = parent
            case .call where keepsFunction(parent): node = parent
            default: return Entry(start: start)
            }
        }
        return Entry(start: start)
    }
}

/// Functions by the place at which they are called, the first first: a binary heap.
private struct PlaceQueue {
    private var heap: [(place: UInt32, function: Int32)] = []

    init(_ elements: [(UInt32, Int32)]) { for element in elements { insert(element) } }

    mutating func insert(_ element: (UInt32, Int32)) {
        heap.append((element.0, element.1))
        var child = heap.count - 1
        while child > 0, heap[child].place < heap[(child - 1) / 2].place {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func popFirst() -> (UInt32, Int32)? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return (first.place, first.function) }
        heap[0] = last
        var parent = 0
        while true {
            var child = 2 * parent + 1
            if child >= heap.count { break }
            if child + 1 < heap.count, heap[child + 1].place < heap[child].place { child += 1 }
            if heap[parent].place <= heap[child].place { break }
            heap.swapAt(parent, child)
            parent = child
        }
        return (first.place, first.function)
    }
}
