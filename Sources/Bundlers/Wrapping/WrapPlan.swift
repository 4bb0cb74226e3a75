import JavaScript
import Programs

/// Which modules a tool puts into functions that run them when they are first asked for, and which of those functions are asynchronous.
struct WrapPlan: Sendable {
    private var wrapped: [Bool]
    let flags: AsyncFlags

    func isWrapped(_ module: ModuleNumber) -> Bool { wrapped[Int(module)] }

    func isAsync(_ module: ModuleNumber) -> Bool { flags[module] }

    /// No module in a function.
    static func bare(_ graph: LinkedGraph, _ flags: AsyncFlags) -> WrapPlan {
        WrapPlan(wrapped: [Bool](repeating: false, count: graph.graph.modules.count), flags: flags)
    }

    /// All modules in functions.
    static func all(_ graph: LinkedGraph, _ flags: AsyncFlags) -> WrapPlan {
        WrapPlan(wrapped: [Bool](repeating: true, count: graph.graph.modules.count), flags: flags)
    }

    /// The rule of esbuild, and of those that took it over: a module that `import()` asks for in the same file is run when that is called, so it is
    /// wrapped, and with it all that it leads to.
    ///
    /// - Parameters:
    ///   - modules: the modules of which the calls count.
    ///   - also: modules that something else than a call of the program asks for so.
    static func lazy(
        _ graph: LinkedGraph, _ flags: AsyncFlags, callsOf modules: [ModuleNumber], also: [ModuleNumber] = []
    ) -> WrapPlan {
        var plan = bare(graph, flags)
        var pending: [ModuleNumber] = []
        func wrap(_ module: ModuleNumber) {
            if plan.wrapped[Int(module)] { return }
            plan.wrapped[Int(module)] = true
            pending.append(module)
        }
        for module in also { wrap(module) }
        for module in modules { for target in graph.calledModules(of: module) { wrap(target) } }
        while let module = pending.popLast() {
            for target in graph[module].targets { wrap(target) }
            for target in graph.calledModules(of: module) { wrap(target) }
        }
        return plan
    }
}

extension LinkedGraph {
    /// What modules lead to, by imports and by calls of `import()`, and themselves: in depth, what a module leads to before it, its imports before its calls.
    ///
    /// - Parameter followsCalls: whether calls count.
    func depthFirstOrder(from starts: [ModuleNumber], followsCalls: Bool = true) -> [ModuleNumber] {
        var order: [ModuleNumber] = []
        var isMet = [Bool](repeating: false, count: graph.modules.count)
        var visits: [(module: ModuleNumber, list: [ModuleNumber], next: Int)] = []
        func list(_ module: ModuleNumber) -> [ModuleNumber] {
            followsCalls ? self[module].targets + calledModules(of: module) : self[module].targets
        }
        for start in starts where !isMet[Int(start)] {
            isMet[Int(start)] = true
            visits.append((start, list(start), 0))
            while let visit = visits.last {
                guard visit.next < visit.list.count else {
                    order.append(visit.module)
                    visits.removeLast()
                    continue
                }
                visits[visits.count - 1].next += 1
                let target = visit.list[visit.next]
                if isMet[Int(target)] { continue }
                isMet[Int(target)] = true
                visits.append((target, list(target), 0))
            }
        }
        return order
    }

    /// What modules lead to and themselves, in breadth: as a tool meets them that reads files one after another.
    func discoveryOrder(from starts: [ModuleNumber]) -> [ModuleNumber] {
        var order: [ModuleNumber] = []
        var isMet = [Bool](repeating: false, count: graph.modules.count)
        func meet(_ module: ModuleNumber) {
            if isMet[Int(module)] { return }
            isMet[Int(module)] = true
            order.append(module)
        }
        for start in starts { meet(start) }
        var next = 0
        while next < order.count {
            for target in self[order[next]].targets { meet(target) }
            for target in calledModules(of: order[next]) { meet(target) }
            next += 1
        }
        return order
    }
}
