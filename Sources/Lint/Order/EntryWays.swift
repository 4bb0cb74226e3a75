import Diagnostics
import JavaScript
import Programs

/// By which imports the entries lead to each module, as few as there can be.
struct EntryWays {
    private let graph: LintedGraph
    /// By module: who asks for it first, and where.
    private var cameBy: [ModuleNumber: (from: ModuleNumber, range: SourceRange)] = [:]
    /// So many imports of a way are told.
    private static let most = 8

    /// - Complexity: linear in the number of modules and imports.
    init(_ graph: LintedGraph) {
        self.graph = graph
        var queue = graph.entries
        var seen = Set(queue)
        var next = 0
        while next < queue.count {
            let module = queue[next]
            next += 1
            let asked =
                graph[module].requests.map { ($0.target, $0.range) }
                + graph[module].calls.filter(\.isAtTopLevel).map { ($0.target, $0.specifierRange) }
            for (target, range) in asked {
                guard let target, seen.insert(target).inserted else { continue }
                cameBy[target] = (module, range)
                queue.append(target)
            }
        }
    }

    /// The imports that lead to a module, from an entry on; empty for an entry.
    func places(to module: ModuleNumber) -> [RelatedPlace] {
        var places: [RelatedPlace] = []
        var current = module
        while let (from, range) = cameBy[current], places.count < Self.most {
            places.append(graph.related("'\(graph[from].name)' imports '\(graph[current].name)' here", at: range, in: from))
            current = from
        }
        return places.reversed()
    }
}
