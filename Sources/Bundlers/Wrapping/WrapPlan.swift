import JavaScript
import Programs

/// Which modules a tool puts into functions that run them when they are first asked for, and which of those functions are asynchronous.
struct WrapPlan: Sendable {
    private let graph: LinkedGraph
    private var wrapped: [Bool]
    /// CommonJS that the tool makes modules of: where each of them is run.
    private var converted: [ModuleNumber: Conversion] = [:]
    let flags: AsyncFlags

    func isWrapped(_ module: ModuleNumber) -> Bool { wrapped[Int(module)] }

    /// Whether the function of a module gives what it exports, as it is CommonJS.
    func isCommonJS(_ module: ModuleNumber) -> Bool { graph.isCommonJS(module) }

    /// When CommonJS that became a module is run.
    private enum Conversion {
        /// In its place among the modules.
        case inPlace
        /// When it is asked for, as it is in a function.
        case whenAsked
    }

    /// Whether the tool makes a module of CommonJS.
    func isConverted(_ module: ModuleNumber) -> Bool { converted[module] != nil }

    /// Whether CommonJS that became a module is in a function.
    func isRunLate(_ module: ModuleNumber) -> Bool { converted[module] == .whenAsked }

    /// Whether CommonJS that became a module is run in its place.
    func isRunInPlace(_ module: ModuleNumber) -> Bool { converted[module] == .inPlace }

    func isAsync(_ module: ModuleNumber) -> Bool { flags[module] }

    private init(_ graph: LinkedGraph, _ flags: AsyncFlags, isWrapped: Bool) {
        self.graph = graph
        self.flags = flags
        wrapped = [Bool](repeating: isWrapped, count: graph.graph.modules.count)
    }

    /// No module in a function, but CommonJS and all that it leads to: that is run when it is required.
    ///
    /// - Parameters:
    ///   - converted: CommonJS that the tool makes modules of, as nothing sees the difference but the order.
    ///   - asked: modules that something else asks for so.
    static func bare(
        _ graph: LinkedGraph, _ flags: AsyncFlags, converted: Set<ModuleNumber> = [], also asked: [ModuleNumber] = []
    ) -> WrapPlan {
        var plan = WrapPlan(graph, flags, isWrapped: false)
        let kept = graph.reachable.filter { graph.isCommonJS($0) && !converted.contains($0) }
        plan.wrap(kept + graph.reachable.flatMap { graph[$0].requires.map(\.target) } + asked)
        for module in converted {
            plan.converted[module] = plan.isWrapped(module) ? .whenAsked : .inPlace
            // Its text is a function all the same.
            plan.wrapped[Int(module)] = true
        }
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
        _ graph: LinkedGraph, _ flags: AsyncFlags, callsOf modules: [ModuleNumber], also: [ModuleNumber] = [],
        converted: Set<ModuleNumber> = []
    ) -> WrapPlan {
        bare(graph, flags, converted: converted, also: also + modules.flatMap { graph.calledModules(of: $0) })
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
