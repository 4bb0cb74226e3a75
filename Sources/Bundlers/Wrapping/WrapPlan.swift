import JavaScript
import Programs

/// Which modules a tool puts into functions that run them when they are first asked for, and which of those functions are asynchronous.
struct WrapPlan: Sendable {
    private let graph: LinkedGraph
    private var wrapped: [Bool]
    let flags: AsyncFlags

    func isWrapped(_ module: ModuleNumber) -> Bool { wrapped[Int(module)] }

    /// Whether the function of a module gives what it exports, as it is CommonJS.
    func isCommonJS(_ module: ModuleNumber) -> Bool { graph.isCommonJS(module) }

    func isAsync(_ module: ModuleNumber) -> Bool { flags[module] }

    private init(_ graph: LinkedGraph, _ flags: AsyncFlags, isWrapped: Bool) {
        self.graph = graph
        self.flags = flags
        wrapped = [Bool](repeating: isWrapped, count: graph.graph.modules.count)
    }

    /// No module in a function, but CommonJS and all that it leads to: that is run when it is required.
    static func bare(_ graph: LinkedGraph, _ flags: AsyncFlags) -> WrapPlan {
        var plan = WrapPlan(graph, flags, isWrapped: false)
        plan.wrap(graph.reachable.filter { graph.isCommonJS($0) } + graph.reachable.flatMap { graph[$0].requires.map(\.target) })
        return plan
    }

    /// All modules in functions.
    static func all(_ graph: LinkedGraph, _ flags: AsyncFlags) -> WrapPlan { WrapPlan(graph, flags, isWrapped: true) }

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
        plan.wrap(also + modules.flatMap { graph.calledModules(of: $0) })
        return plan
    }

    /// Puts modules into functions, and all that they lead to.
    private mutating func wrap(_ modules: [ModuleNumber]) {
        var pending = modules
        while let module = pending.popLast() {
            if wrapped[Int(module)] { continue }
            wrapped[Int(module)] = true
            pending += graph.needs(of: module) + graph.calledModules(of: module)
        }
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
            followsCalls ? needs(of: module) + calledModules(of: module) : needs(of: module)
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
            for target in needs(of: order[next]) { meet(target) }
            for target in calledModules(of: order[next]) { meet(target) }
            next += 1
        }
        return order
    }
}
