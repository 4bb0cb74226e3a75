import Programs

/// Which modules a tool takes to be asynchronous: those that await, and those that import such, as far as the tool's walk finds them.
///
/// Calls of `import()` count in none: where one is awaited, the `await` itself does.
struct AsyncFlags: Sendable {
    private var flags: [Bool]

    subscript(module: ModuleNumber) -> Bool { flags[Int(module)] }

    private init(count: Int) { flags = [Bool](repeating: false, count: count) }

    /// All importers of asynchronous modules, through cycles too: webpack, and esbuild since 0.28.2, go through the graph until nothing changes.
    ///
    /// - Parameter awaits: whether a module awaits itself, as the tool sees it; as the language does when left out.
    /// - Complexity: linear in the number of modules and imports.
    static func closure(_ graph: LinkedGraph, awaits: ((ModuleNumber) -> Bool)? = nil) -> AsyncFlags {
        var result = AsyncFlags(count: graph.graph.modules.count)
        var importers = [[ModuleNumber]](repeating: [], count: graph.graph.modules.count)
        var pending: [ModuleNumber] = []
        for module in graph.reachable {
            for target in graph[module].targets { importers[Int(target)].append(module) }
            if awaits?(module) ?? graph[module].hasTLA {
                result.flags[Int(module)] = true
                pending.append(module)
            }
        }
        while let module = pending.popLast() {
            for importer in importers[Int(module)] where !result.flags[Int(importer)] {
                result.flags[Int(importer)] = true
                pending.append(importer)
            }
        }
        return result
    }

    /// One walk, which takes a module that it is still at to be synchronous and keeps what it found: rolldown's.
    ///
    /// - Parameter order: the modules, in the order in which the tool has met them.
    static func oneWalk(_ graph: LinkedGraph, order: [ModuleNumber]) -> AsyncFlags {
        var walk = FlagWalk(graph, readsBackEdges: false, stopsAtFirst: true)
        for module in order { walk.run(from: module) }
        var result = AsyncFlags(count: graph.graph.modules.count)
        result.flags = walk.flags
        return result
    }

    /// Two walks in depth, bun's: the first finds what awaits and what imports such; the second, which does not go into what is asynchronous
    /// already, finds some of what the first missed in cycles. Measured with bun 1.4.4.
    ///
    /// - Parameter order: the modules, in the order in which the tool has met them.
    static func twoWalks(_ graph: LinkedGraph, order: [ModuleNumber]) -> AsyncFlags {
        var first = FlagWalk(graph, readsBackEdges: true, stopsAtFirst: false)
        for module in order { first.run(from: module) }
        var second = FlagWalk(graph, readsBackEdges: true, stopsAtFirst: false)
        second.flags = first.flags
        second.entersKnown = false
        for module in order { second.run(from: module) }
        var result = AsyncFlags(count: graph.graph.modules.count)
        result.flags = second.flags
        return result
    }
}

/// A walk in depth along static imports, with a stack of its own, that finds asynchronous modules.
private struct FlagWalk {
    private struct Visit {
        var module: ModuleNumber
        var next = 0
    }

    private let graph: LinkedGraph
    /// Whether a module that the walk is still at counts as what is known of it so far; otherwise as synchronous.
    private let readsBackEdges: Bool
    /// Whether the walk leaves a module at the first of its imports that is asynchronous, and does not go into those of one that awaits.
    private let stopsAtFirst: Bool
    var entersKnown = true
    var flags: [Bool]
    private var isVisited: [Bool]
    private var isOpen: [Bool]
    private var visits: [Visit] = []

    init(_ graph: LinkedGraph, readsBackEdges: Bool, stopsAtFirst: Bool) {
        self.graph = graph
        self.readsBackEdges = readsBackEdges
        self.stopsAtFirst = stopsAtFirst
        flags = [Bool](repeating: false, count: graph.graph.modules.count)
        isVisited = flags
        isOpen = flags
    }

    mutating func run(from start: ModuleNumber) {
        enter(start)
        while let visit = visits.last {
            let targets = graph[visit.module].targets
            if visit.next > 0, counts(targets[visit.next - 1]) { flags[Int(visit.module)] = true }
            if visit.next == targets.count || (stopsAtFirst && flags[Int(visit.module)]) {
                isOpen[Int(visit.module)] = false
                visits.removeLast()
                continue
            }
            visits[visits.count - 1].next += 1
            enter(targets[visit.next])
        }
    }

    private func counts(_ module: ModuleNumber) -> Bool { flags[Int(module)] && (readsBackEdges || !isOpen[Int(module)]) }

    private mutating func enter(_ module: ModuleNumber) {
        guard !isVisited[Int(module)] else { return }
        isVisited[Int(module)] = true
        if graph[module].hasTLA { flags[Int(module)] = true }
        guard entersKnown || !flags[Int(module)] else { return }
        isOpen[Int(module)] = true
        visits.append(Visit(module: module))
    }
}
