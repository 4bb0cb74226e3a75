/// Which modules a host would start with, as far as the graph tells.
extension StaticGraph {
    /// The modules that no other module of the graph imports, in the order of their numbers. Where modules import each other and nobody else imports one
    /// of them, the first of them.
    ///
    /// - Complexity: linear in the number of modules and requests.
    public func modulesNobodyImports() -> [ModuleNumber] {
        let groups = groupsThatLeadToEachOther()
        var isImported = [Bool](repeating: false, count: groups.count)
        for (module, group) in groups.groupOfModule.enumerated() {
            forEachTarget(of: modules[module]) { target in
                if groups.groupOfModule[Int(target)] != group { isImported[Int(groups.groupOfModule[Int(target)])] = true }
            }
        }
        var isTaken = isImported
        var entries: [ModuleNumber] = []
        for module in modules.indices where modules[module].kind != .json && modules[module].isRead {
            let group = Int(groups.groupOfModule[module])
            if isTaken[group] { continue }
            isTaken[group] = true
            entries.append(ModuleNumber(module))
        }
        return entries
    }

    private func forEachTarget(of module: Module, _ body: (ModuleNumber) -> Void) {
        for request in module.requests { if let target = request.target { body(target) } }
        for call in module.calls { if let target = call.target { body(target) } }
    }

    /// Strongly connected components over declarations and `import()` alike, by Tarjan's algorithm with a stack of its own.
    private func groupsThatLeadToEachOther() -> (groupOfModule: [Int32], count: Int) {
        var targets: [[ModuleNumber]] = []
        targets.reserveCapacity(modules.count)
        for module in modules {
            var list: [ModuleNumber] = []
            forEachTarget(of: module) { list.append($0) }
            targets.append(list)
        }
        var group = [Int32](repeating: -1, count: modules.count)
        var index = [Int32](repeating: -1, count: modules.count)
        var low = index
        var open: [ModuleNumber] = []
        var visits: [(module: ModuleNumber, next: Int)] = []
        var (nextIndex, nextGroup) = (Int32(0), Int32(0))
        for start in modules.indices where index[start] < 0 {
            visits.append((ModuleNumber(start), 0))
            while let (module, next) = visits.last {
                let place = Int(module)
                if next == 0, index[place] < 0 {
                    index[place] = nextIndex
                    low[place] = nextIndex
                    nextIndex += 1
                    open.append(module)
                }
                if next < targets[place].count {
                    visits[visits.count - 1].next += 1
                    let target = Int(targets[place][next])
                    if index[target] < 0 {
                        visits.append((ModuleNumber(target), 0))
                    } else if group[target] < 0 {
                        low[place] = min(low[place], index[target])
                    }
                    continue
                }
                visits.removeLast()
                if let above = visits.last { low[Int(above.module)] = min(low[Int(above.module)], low[place]) }
                guard low[place] == index[place] else { continue }
                while let member = open.popLast() {
                    group[Int(member)] = nextGroup
                    if member == module { break }
                }
                nextGroup += 1
            }
        }
        return (group, Int(nextGroup))
    }
}
