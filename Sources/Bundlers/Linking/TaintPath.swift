import Diagnostics
import JavaScript
import Programs

/// Why a module is asynchronous: the imports that lead from it to an `await`, as few as there can be.
public struct TaintPath: Hashable, Sendable {
    /// A module that asks for the next one.
    public struct Step: Hashable, Sendable {
        public var importer: ModuleNumber
        public var target: ModuleNumber
        /// The specifier in its quotes, or the call of `import()`, in the importer's text.
        public var range: SourceRange
        /// Whether it is a call of `import()`.
        public var isDynamic = false
    }

    /// From the module on; empty where it awaits itself.
    public var steps: [Step]
    /// The module that awaits.
    public var end: ModuleNumber
    /// The word `await` that stands first at its top level.
    public var range: SourceRange
}

/// The ways from modules to an `await`, by static imports.
///
/// Every module that has one waits before its body runs, or in it. Of ways of one length it is the one by the import that stands first.
public struct TaintPaths: Sendable {
    private let graph: LinkedGraph
    /// By module: how many imports it is from an await; -1 where none can be reached.
    private let distance: [Int32]

    /// - Complexity: linear in the number of modules and imports.
    public init(_ graph: LinkedGraph) {
        self.graph = graph
        var importers = [[ModuleNumber]](repeating: [], count: graph.graph.modules.count)
        var distance = [Int32](repeating: -1, count: graph.graph.modules.count)
        var queue: [ModuleNumber] = []
        for module in graph.reachable {
            for target in Self.targets(of: module, in: graph) { importers[Int(target)].append(module) }
            if graph[module].hasTLA {
                distance[Int(module)] = 0
                queue.append(module)
            }
        }
        var next = 0
        while next < queue.count {
            let module = queue[next]
            next += 1
            for importer in importers[Int(module)] where distance[Int(importer)] < 0 {
                distance[Int(importer)] = distance[Int(module)] + 1
                queue.append(importer)
            }
        }
        self.distance = distance
    }

    /// Whether a module awaits, or one that it imports, or one that that imports.
    public func isAsynchronous(_ module: ModuleNumber) -> Bool { distance[Int(module)] >= 0 }

    /// The shortest way from a module to an await; `nil` for one that is synchronous.
    ///
    /// - Complexity: linear in the number of imports on the way.
    public func path(of module: ModuleNumber) -> TaintPath? {
        guard isAsynchronous(module) else { return nil }
        var steps: [TaintPath.Step] = []
        var module = module
        while distance[Int(module)] > 0 {
            let requests = graph.graph[module].requests
            guard
                let request = requests.first(where: {
                    $0.phase == .evaluation && $0.target.map { distance[Int($0)] == distance[Int(module)] - 1 } == true
                }), let target = request.target
            else { return nil }
            steps.append(TaintPath.Step(importer: module, target: target, range: request.range))
            module = target
        }
        guard let range = graph.graph[module].firstAwait else { return nil }
        return TaintPath(steps: steps, end: module, range: range)
    }

    /// What a module waits for: a deferred import is not evaluated with it.
    private static func targets(of module: ModuleNumber, in graph: LinkedGraph) -> [ModuleNumber] {
        graph.graph[module].requests.compactMap { $0.phase == .evaluation ? $0.target : nil }
    }
}

extension LinkedGraph {
    /// The ways from the entries to modules, by imports and calls of `import()`, each as short as can be.
    ///
    /// - Returns: by module the step that leads to it; `nil` for entries and for what is not reached.
    /// - Complexity: linear in the number of modules, imports and calls.
    public func stepsFromEntries() -> [TaintPath.Step?] {
        var step = [TaintPath.Step?](repeating: nil, count: graph.modules.count)
        var isMet = [Bool](repeating: false, count: graph.modules.count)
        var queue: [ModuleNumber] = []
        for entry in entries where !isMet[Int(entry)] {
            isMet[Int(entry)] = true
            queue.append(entry)
        }
        var next = 0
        while next < queue.count {
            let module = queue[next]
            next += 1
            func meet(_ target: ModuleNumber?, _ range: SourceRange, isDynamic: Bool) {
                guard let target, !isMet[Int(target)] else { return }
                isMet[Int(target)] = true
                step[Int(target)] = TaintPath.Step(importer: module, target: target, range: range, isDynamic: isDynamic)
                queue.append(target)
            }
            for request in graph[module].requests { meet(request.target, request.range, isDynamic: false) }
            for call in graph[module].calls { meet(call.target, call.range, isDynamic: true) }
        }
        return step
    }

    /// The shortest way from an entry to a module that awaits.
    ///
    /// - Parameter steps: what ``stepsFromEntries()`` gives.
    public func path(to module: ModuleNumber, _ steps: [TaintPath.Step?]) -> TaintPath? {
        guard let range = graph[module].firstAwait else { return nil }
        var path: [TaintPath.Step] = []
        var next = module
        while let step = steps[Int(next)] {
            path.append(step)
            next = step.importer
        }
        return TaintPath(steps: path.reversed(), end: module, range: range)
    }

    /// The places on a way: each import in words, and the await at last.
    public func places(on path: TaintPath) -> [RelatedPlace] {
        path.steps.map { step in
            let verb =
                step.isDynamic ? "asks for '\(self[step.target].name)' with import() here" : "imports '\(self[step.target].name)' here"
            return RelatedPlace("'\(self[step.importer].name)' \(verb)", at: graph.location(of: step.range, in: step.importer))
        } + [RelatedPlace("'\(self[path.end].name)' awaits here", at: graph.location(of: path.range, in: path.end))]
    }

    // MARK: Formats

    /// The problem of an `await` that a form of output cannot have, one for each module that awaits, with the way from the entry to it.
    ///
    /// - Parameters:
    ///   - message: the tool's own first line.
    ///   - modules: those that are looked at, in the order of the problems.
    public func formatProblems(_ message: String, of modules: [ModuleNumber]) -> [Diagnostic] {
        let steps = stepsFromEntries()
        return modules.compactMap { module in path(to: module, steps).map { formatProblem(message, $0) } }
    }

    /// The problem of the `await` at the end of a way.
    ///
    /// - Parameters:
    ///   - message: the tool's own first line.
    ///   - path: the way from the module whose format cannot have it.
    ///   - suggestion: what to do instead.
    public func formatProblem(_ message: String, _ path: TaintPath, suggestion: String? = nil) -> Diagnostic {
        var problem = graph[path.end].source.diagnostic(
            .bundler, message, at: path.range, suggestion: suggestion ?? "bundle as modules: --format esm")
        problem.related = places(on: path).dropLast()
        return program.located(problem)
    }
}
