import JavaScript
import Programs

/// The modules that are linted: how they import each other, and their trees.
public struct LintedGraph: Sendable {
    public let graph: StaticGraph

    public init(_ graph: StaticGraph) { self.graph = graph }
}
