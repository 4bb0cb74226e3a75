import Trace

/// Collects who waits for whom at the end of a trace.
///
/// Of a run as it was, the facts of the heap and of the module records tell all. A bundle's run by the user's own modules, and a trace that has no
/// such facts, are read from what happened.
struct WaitGraphBuilder {
    private(set) var nodes: [WaitGraph.Node] = []
    private(set) var edges: [WaitGraph.Edge] = []
    /// By edge of an `await`: when it began; a greater number is later.
    private(set) var closing: [Int: Int] = [:]

    private let trace: Trace
    /// The modules that never went on, in order; and for which others those wait that have not begun.
    private var open: [(module: ModuleIndex, awaited: [ModuleIndex])] = []
    private var unsettled: Set<ModuleIndex> = []
    private var waits: [PendingWait]
    private var promises: [PromiseNumber: PendingPromise] = [:]
    private(set) var nodeOfModule: [ModuleIndex: Int] = [:]
    private var nodeOfWait: [Int: Int] = [:]
    private var nodeOfPromise: [PromiseNumber: Int] = [:]
    private var nodeOfThen: [ModuleIndex: Int] = [:]
    /// By promise that code awaits itself: the expression, of the first wait for it.
    private var expressions: [PromiseNumber: String] = [:]
    /// The specifiers of calls of `import()`, by their numbers.
    private var specifiers: [Int32: String] = [:]

    private struct Stand: Hashable {
        var module: ModuleIndex
        var position: Position
    }

    init(_ trace: Trace, _ timeline: () -> Timeline) {
        self.trace = trace
        waits = trace.pendingWaits.filter { trace.modules.indices.contains(Int($0.module.rawValue)) }
        if waits.count != trace.pendingWaits.count { waits = [] }
        for promise in trace.pendingPromises where !waits.isEmpty { promises[promise.promise] = promise }
        if trace.bundler == nil, waits.contains(where: { $0.order >= 0 }) {
            readModules()
        } else {
            readLanes(timeline())
        }
        for wait in waits where expressions[wait.promise] == nil { expressions[wait.promise] = wait.expression }
    }

    /// - Parameter withAllFunctions: whether async functions are in it for which no module waits.
    mutating func build(withAllFunctions: Bool = false) {
        for (module, _) in open { _ = node(of: module) }
        for (index, wait) in waits.enumerated() where wait.function == nil { nodeOfWait[index] = node(of: wait.module) }
        for (module, awaited) in open {
            for target in awaited where isUnsettled(target) {
                edges.append(
                    WaitGraph.Edge(
                        from: node(of: module), to: node(of: target), kind: .dependency, request: request(of: module, for: target)))
            }
        }
        let began = waits.allSatisfy { $0.order >= 0 } ? [:] : beginnings()
        for (index, wait) in waits.enumerated() where wait.function == nil { follow(index, wait, began) }
        guard withAllFunctions else { return }
        for (index, wait) in waits.enumerated() where nodeOfWait[index] == nil {
            var pending: [Int] = []
            _ = function(index, &pending)
            follow(index, wait, began)
        }
    }

    // MARK: The facts

    private func isUnsettled(_ module: ModuleIndex) -> Bool { unsettled.contains(module) }

    /// The import by which a module waits for another: of that itself, or of one that is in a cycle of imports with it.
    private func request(of module: ModuleIndex, for target: ModuleIndex) -> TraceModule.Request? {
        let requests = trace[module].requests
        return requests.first { $0.module == target }
            ?? requests.first { $0.module.map { trace[$0].cycleRoot == target } ?? false }
    }

    /// What module records tell.
    private mutating func readModules() {
        for index in trace.modules.indices {
            let module = ModuleIndex(index)
            guard trace.modules[index].status == .evaluatingAsync || trace.modules[index].status == .evaluating else { continue }
            unsettled.insert(module)
            open.append((module, trace.modules[index].pendingDependencies))
        }
    }

    /// What lanes tell: each module that never went on, with the stretch that never ended.
    private mutating func readLanes(_ timeline: Timeline) {
        unsettled = Set(timeline.lanes.lazy.filter { $0.ending == .unsettled }.compactMap(\.module))
        for (number, call) in timeline.imports.enumerated() { specifiers[Int32(number)] = call.specifier }
        // Of a bundle the modules that have not begun.
        var isTold: Set<ModuleIndex> = []
        for (index, module) in trace.modules.enumerated() where !module.pendingDependencies.isEmpty {
            unsettled.insert(ModuleIndex(index))
            isTold.insert(ModuleIndex(index))
            open.append((ModuleIndex(index), module.pendingDependencies))
        }
        for wait in waits where wait.function == nil { unsettled.insert(wait.module) }
        for lane in timeline.lanes {
            guard let module = lane.module, !isTold.contains(module), let last = lane.segments.last(where: { $0.to == nil }) else {
                continue
            }
            if case .waits(let awaited) = last.kind { open.append((module, awaited)) } else { open.append((module, [])) }
        }
        if waits.isEmpty { readWaits(timeline) }
    }

    /// What a trace without ``Trace/pendingWaits`` tells: where modules stand, and which of their calls of `import()` are open.
    private mutating func readWaits(_ timeline: Timeline) {
        for (lane, content) in timeline.lanes.enumerated() {
            guard let module = content.module, let segment = content.segments.last(where: { $0.to == nil }),
                case .suspended(let expression) = segment.kind,
                case .suspended(let position, _) = trace.events[segment.from.event].kind
            else { continue }
            // Numbers that no promise of a run has.
            let promise = PromiseNumber(rawValue: -2 - Int32(waits.count))
            var settlers: [PendingPromise.Settler] = []
            for (number, call) in timeline.imports.enumerated() where call.lane == lane && call.settled == nil {
                guard expression.contains(call.specifier), let target = call.target.flatMap({ timeline.lanes[$0].module }),
                    isUnsettled(target)
                else { continue }
                settlers.append(.module(target, import: Int32(number)))
            }
            promises[promise] = PendingPromise(promise: promise, settlers: settlers)
            waits.append(PendingWait(module: module, function: nil, position: position, expression: expression, promise: promise))
        }
    }

    /// The event at which the code last stopped at each place.
    private func beginnings() -> [Stand: Int] {
        var result: [Stand: Int] = [:]
        for (index, event) in trace.events.enumerated() {
            guard let module = event.module else { continue }
            switch event.kind {
            case .suspended(let position, _), .functionSuspended(_, let position):
                result[Stand(module: module, position: position)] = index
            default: break
            }
        }
        return result
    }

    // MARK: Nodes and edges

    private mutating func node(of module: ModuleIndex) -> Int {
        if let known = nodeOfModule[module] { return known }
        nodes.append(WaitGraph.Node(kind: .module(module)))
        nodeOfModule[module] = nodes.count - 1
        return nodes.count - 1
    }

    /// From a wait on, over what would settle its promise, and so on.
    private mutating func follow(_ start: Int, _ wait: PendingWait, _ began: [Stand: Int]) {
        var pending = [start]
        while let index = pending.popLast() {
            let wait = waits[index]
            guard let from = nodeOfWait[index] else { continue }
            nodes[from].position = wait.position
            nodes[from].awaits = wait.expression
            nodes[from].start = wait.start
            nodes[from].standsAtImport = trace.bundler != nil && UnbundledWaits.isImport(wait.expression)
            nodes[from].usesValue = wait.usesValue
            let settlers = promises[wait.promise]?.settlers ?? []
            // The promise of an async function is the function: one box for both.
            if settlers.count == 1, case .function(let inner) = settlers[0], waits.indices.contains(inner) {
                addWait(from: from, to: function(inner, &pending), wait, began)
                continue
            }
            addWait(from: from, to: promise(wait.promise, &pending), wait, began)
        }
    }

    private mutating func addWait(from: Int, to: Int, _ wait: PendingWait, _ began: [Stand: Int]) {
        closing[edges.count] = wait.order >= 0 ? Int(wait.order) : began[Stand(module: wait.module, position: wait.position)] ?? -1
        edges.append(WaitGraph.Edge(from: from, to: to, kind: .awaits))
    }

    private mutating func function(_ index: Int, _ pending: inout [Int]) -> Int {
        if let known = nodeOfWait[index] { return known }
        nodes.append(WaitGraph.Node(kind: .function(waits[index].functionName ?? "", in: waits[index].module)))
        nodeOfWait[index] = nodes.count - 1
        pending.append(index)
        return nodes.count - 1
    }

    private mutating func thenFunction(of module: ModuleIndex) -> Int {
        if let known = nodeOfThen[module] { return known }
        nodes.append(WaitGraph.Node(kind: .thenFunction(of: module)))
        nodeOfThen[module] = nodes.count - 1
        return nodes.count - 1
    }

    /// The promise and all that would settle it. Walks on a list of its own: chains may be long.
    private mutating func promise(_ first: PromiseNumber, _ pending: inout [Int]) -> Int {
        var work: [(number: PromiseNumber, node: Int)] = []
        func enter(_ number: PromiseNumber, _ builder: inout Self) -> Int {
            if let known = builder.nodeOfPromise[number] { return known }
            var node = WaitGraph.Node(kind: builder.kind(ofPromise: number, behind: first))
            node.promise = number
            node.isUntold = builder.promises[number] == nil
            node.origin = builder.promises[number]?.origin
            node.isImport = builder.callText(number) != nil
            builder.nodes.append(node)
            builder.nodeOfPromise[number] = builder.nodes.count - 1
            work.append((number, builder.nodes.count - 1))
            return builder.nodes.count - 1
        }
        let result = enter(first, &self)
        while let (number, node) = work.popLast() {
            for settler in promises[number]?.settlers ?? [] {
                let target: Int
                switch settler {
                case .module(let module, _):
                    guard trace.modules.indices.contains(Int(module.rawValue)) else { continue }
                    target = self.node(of: trace[module].cycleRoot.flatMap { isUnsettled($0) ? $0 : nil } ?? module)
                case .function(let index):
                    guard waits.indices.contains(index) else { continue }
                    target = function(index, &pending)
                case .thenable(let module, _):
                    guard trace.modules.indices.contains(Int(module.rawValue)) else { continue }
                    target = thenFunction(of: module)
                case .promise(let other):
                    let other = telling(other, for: number)
                    // The promise of an async function is the function here as well.
                    if let only = promises[other]?.settlers, only.count == 1, case .function(let inner) = only[0],
                        waits.indices.contains(inner)
                    {
                        target = function(inner, &pending)
                    } else {
                        target = enter(other, &self)
                    }
                }
                edges.append(WaitGraph.Edge(from: node, to: target, kind: .settles))
            }
        }
        return result
    }

    /// The first promise that tells something: not one that hosts and built-in functions made on the way, and not a second one of the same call.
    private func telling(_ first: PromiseNumber, for waiting: PromiseNumber) -> PromiseNumber {
        var number = first
        var seen: Set<PromiseNumber> = []
        while let promise = promises[number], nodeOfPromise[number] == nil, expressions[number] == nil, seen.insert(number).inserted,
            promise.origin == nil || promise.origin == promises[waiting]?.origin,
            promise.settlers.count == 1, case .promise(let next) = promise.settlers[0], promises[next] != nil
        {
            number = next
        }
        return number
    }

    private func kind(ofPromise number: PromiseNumber, behind first: PromiseNumber) -> WaitGraph.Node.Kind {
        let awaited = expressions[number]
        // `import.defer()` is no `import()`.
        if let awaited, awaited.hasPrefix("import.defer") { return .promise(awaited) }
        if let name = callText(number) ?? awaited { return .promise(name) }
        if let origin = promises[number]?.origin {
            return .promise(origin.name.isEmpty ? origin.expression : "\(origin.name) = \(origin.expression)")
        }
        return .promiseBehind(expressions[first] ?? "")
    }

    /// `import("./a.mjs")`, for the promise of such a call.
    private func callText(_ number: PromiseNumber) -> String? {
        for settler in promises[number]?.settlers ?? [] {
            switch settler {
            case .module(_, let call), .thenable(_, let call):
                // A bundler writes other specifiers than the user.
                if trace.bundler != nil, let own = promises[number]?.origin?.expression, own.hasPrefix("import(") { return own }
                if let specifier = promises[number]?.specifier ?? specifiers[call] { return "import(\"\(specifier)\")" }
            case .function, .promise: continue
            }
        }
        return nil
    }
}
