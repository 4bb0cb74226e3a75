/// In which order the modules of a graph come, and which import each other.
extension StaticGraph {
    /// The modules in the order in which InnerModuleEvaluation is done with them: each after those that it imports, but for cycles. Where
    /// none awaits, their bodies run in this order. https://tc39.es/ecma262/#sec-innermoduleevaluation
    ///
    /// A deferred import leads to the modules that await, and to no other.
    ///
    /// - Parameter starts: the modules that are evaluated, one after another.
    /// - Complexity: linear in the number of modules and requests; a deferred import counts as often as it leads to a module.
    public func evaluationOrder(from starts: [ModuleNumber]) -> [ModuleNumber] { walk(from: starts).order }

    /// The modules that lead to each other by their imports, in groups: [[CycleRoot]] and what comes back to it. A module in no cycle is a
    /// group of its own.
    ///
    /// Groups come in the order of evaluation, and the modules of a group too. A group of one module is a cycle only where the module imports itself.
    ///
    /// - Complexity: linear in the number of modules and requests.
    public func components(from starts: [ModuleNumber]) -> [[ModuleNumber]] { walk(from: starts).components }

    /// What evaluating a module evaluates before it, in order. https://tc39.es/ecma262/#sec-innermoduleevaluation
    private func evaluationList(of module: ModuleNumber, isDone: (ModuleNumber) -> Bool) -> [ModuleNumber] {
        let requests = self[module].requests
        guard requests.contains(where: { $0.phase != .evaluation }) else { return requests.compactMap(\.target) }
        var list: [ModuleNumber] = []
        var listed: Set<ModuleNumber> = []
        for request in requests {
            guard let target = request.target else { continue }
            switch request.phase {
            case .evaluation:
                if listed.insert(target).inserted { list.append(target) }
            case .defer:
                for late in asynchronousDependencies(of: target, isDone: isDone) where listed.insert(late).inserted { list.append(late) }
            case .source, .sync: break
            }
        }
        return list
    }

    /// GatherAsynchronousTransitiveDependencies. https://tc39.es/proposal-defer-import-eval/#sec-GatherAsynchronousTransitiveDependencies
    private func asynchronousDependencies(of start: ModuleNumber, isDone: (ModuleNumber) -> Bool) -> [ModuleNumber] {
        var result: [ModuleNumber] = []
        var seen: Set<ModuleNumber> = []
        var pending = [start]
        while let module = pending.popLast() {
            guard seen.insert(module).inserted, !isDone(module) else { continue }
            if self[module].hasTLA {
                result.append(module)
            } else {
                pending += self[module].requests.reversed().compactMap(\.target)
            }
        }
        return result
    }

    /// InnerModuleEvaluation's walk, with a stack of its own: the order in which it is done with modules, and its strongly connected components.
    private func walk(from starts: [ModuleNumber]) -> (order: [ModuleNumber], components: [[ModuleNumber]]) {
        var walk = Walk(count: modules.count)
        for start in starts where walk.index[Int(start)] < 0 {
            walk.enter(start, evaluationList(of: start) { walk.index[Int($0)] >= 0 })
            while let (module, required) = walk.next() {
                guard let required else {
                    walk.leave(module)
                    continue
                }
                if walk.index[Int(required)] < 0 {
                    walk.enter(required, evaluationList(of: required) { walk.index[Int($0)] >= 0 })
                } else {
                    walk.meet(required, from: module)
                }
            }
        }
        return (walk.order, walk.components)
    }
}

/// The state of a walk. Names are those of https://tc39.es/ecma262/#sec-cyclic-module-records
private struct Walk {
    private struct Visit {
        var module: ModuleNumber
        var list: [ModuleNumber]
        var next = 0
    }

    var order: [ModuleNumber] = []
    var components: [[ModuleNumber]] = []
    /// [[DFSIndex]]; -1 before the module is met.
    var index: [Int]
    private var ancestorIndex: [Int]
    /// By module, its place in ``order``.
    private var place: [Int]
    private var isOnStack: [Bool]
    private var stack: [ModuleNumber] = []
    private var visits: [Visit] = []
    private var count = 0

    init(count: Int) {
        index = [Int](repeating: -1, count: count)
        ancestorIndex = index
        place = index
        isOnStack = [Bool](repeating: false, count: count)
    }

    mutating func enter(_ module: ModuleNumber, _ list: [ModuleNumber]) {
        index[Int(module)] = count
        ancestorIndex[Int(module)] = count
        count += 1
        stack.append(module)
        isOnStack[Int(module)] = true
        visits.append(Visit(module: module, list: list))
    }

    /// The module that the walk is at, and what it goes to next; no such module when it is done with its list, and `nil` at the end of the walk.
    mutating func next() -> (module: ModuleNumber, required: ModuleNumber?)? {
        guard let visit = visits.last else { return nil }
        guard visit.next < visit.list.count else { return (visit.module, nil) }
        visits[visits.count - 1].next += 1
        return (visit.module, visit.list[visit.next])
    }

    mutating func meet(_ required: ModuleNumber, from module: ModuleNumber) {
        guard isOnStack[Int(required)] else { return }
        ancestorIndex[Int(module)] = min(ancestorIndex[Int(module)], ancestorIndex[Int(required)])
    }

    mutating func leave(_ module: ModuleNumber) {
        visits.removeLast()
        place[Int(module)] = order.count
        order.append(module)
        if ancestorIndex[Int(module)] == index[Int(module)] {
            var group: [ModuleNumber] = []
            repeat {
                group.append(stack.removeLast())
                isOnStack[Int(group[group.count - 1])] = false
            } while group[group.count - 1] != module
            let place = place
            components.append(group.sorted { place[Int($0)] < place[Int($1)] })
        }
        if let importer = visits.last?.module { meet(module, from: importer) }
    }
}
