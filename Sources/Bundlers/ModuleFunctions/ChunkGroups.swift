import Programs

/// What loads together: a group for each entry, and one for each call of `import()`, which holds what the module that is asked for needs and what
/// is not there by then on every way to the call.
struct ChunkGroups: Sendable {
    struct Group: Sendable {
        /// The module that is asked for.
        var root: ModuleNumber
        /// Its modules, in the order in which they are found.
        var modules: [ModuleNumber] = []
    }

    /// A call of `import()`: the module it stands in, and which of the module's calls it is.
    struct Call: Hashable, Sendable {
        var module: ModuleNumber
        var index: Int
    }

    private(set) var groups: [Group] = []
    private(set) var groupOfCall: [Call: Int] = [:]

    private let graph: LinkedGraph
    /// By group: what is there before it is loaded.
    private var available: [BitSet] = []
    private var isPending: [Bool] = []
    private var pending: [Int] = []

    /// - Complexity: linear in the number of modules and imports of each group; a group is looked at again when a new way to its call lacks what
    ///   others bring.
    init(_ graph: LinkedGraph, entries: [ModuleNumber]) {
        self.graph = graph
        for entry in entries { add(root: entry, available: BitSet(graph.graph.modules.count)) }
        var next = 0
        while next < pending.count {
            let group = pending[next]
            next += 1
            isPending[group] = false
            fill(group)
        }
    }

    private mutating func add(root: ModuleNumber, available: BitSet) {
        groups.append(Group(root: root))
        self.available.append(available)
        isPending.append(true)
        pending.append(groups.count - 1)
    }

    private mutating func fill(_ group: Int) {
        var there = available[group]
        var modules: [ModuleNumber] = []
        var stack = [groups[group].root]
        while let module = stack.popLast() {
            guard there.insert(Int(module)) else { continue }
            modules.append(module)
            for target in graph.needs(of: module).reversed() where !there.contains(Int(target)) { stack.append(target) }
        }
        groups[group].modules = modules
        for module in modules {
            for (index, call) in graph[module].calls.enumerated() {
                guard let target = call.target else { continue }
                if let known = groupOfCall[Call(module: module, index: index)] {
                    let before = available[known]
                    available[known] &= there
                    guard available[known] != before, !isPending[known] else { continue }
                    isPending[known] = true
                    pending.append(known)
                } else {
                    groupOfCall[Call(module: module, index: index)] = groups.count
                    add(root: target, available: there)
                }
            }
        }
    }
}
