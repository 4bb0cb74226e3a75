import Diagnostics
import JavaScript
import Programs
import Threads

/// A circle of waits among the pieces of a bundle that a bundler made functions of, or put into a table: for whoever tells of a run of it.
public struct BundleCircle: Sendable {
    /// A piece that waits for the next one.
    public struct Step: Sendable {
        public enum Kind: Sendable {
            /// By what stands in the place of a static import.
            case imports
            /// By an `await` of what an `import()` became.
            case awaits
        }

        /// The module that waits, and the one that it waits for: by their own names where the bundle says them.
        public var from, to: String
        public var kind: Kind
        /// Where, in the bundle.
        public var location: SourceLocation
        /// Where that comes from, where the bundle says it.
        public var origin: BundleOrigins.Origin?
        /// Whether the code stands at an `await` there.
        public var standsThere: Bool
    }

    /// In the order in which they wait; the last waits for the first.
    public var steps: [Step]
    /// What takes it apart, the likelier first.
    public var advice: [String]
}

extension BundleCircle {
    /// The circles in a program that a bundler wrote; none where its modules are modules.
    public static func all(in program: Program) -> [BundleCircle] {
        let graph = LintedGraph(program)
        // Searches call each other: they get a stack of which they know how deep they may go.
        return inParallel(2, stackSize: 256 << 20) { index in index == 0 ? [] : circles(in: graph) }.flatMap { $0 }
    }

    /// How many are looked for.
    private static let most = 20

    private static func circles(in graph: LintedGraph) -> [BundleCircle] {
        let words = CycleWords(WaitGraph(CodeReader(graph)))
        return WaitCycles(words.waits).cycles(most: most).compactMap { cycle in
            let edges = cycle.edges.map { words.waits.edges[Int($0)] }
            guard edges.contains(where: { words.unit($0.from) != nil }) else { return nil }
            let steps = edges.compactMap(words.step)
            return steps.count == edges.count ? BundleCircle(steps: steps, advice: words.advice(edges)) : nil
        }
    }
}

extension CycleWords {
    /// An edge as a step; `nil` where its place cannot be told.
    fileprivate func step(_ edge: WaitGraph.Edge) -> BundleCircle.Step? {
        let place: (range: SourceRange, module: ModuleNumber)
        switch edge.kind {
        case .request(let index): place = (waits.graph[edge.from].requests[index].range, edge.from)
        case .require(let node), .wait(_, let node):
            guard let tree = waits.reader.tree(node.module) else { return nil }
            place = (tree.range(of: node.node), node.module)
        }
        return BundleCircle.Step(
            from: plainName(of: edge.from), to: plainName(of: edge.to), kind: isImport(edge) ? .imports : .awaits,
            location: waits.graph.place(of: place.range, in: place.module),
            origin: waits.reader.origin(at: place.range.start, in: place.module), standsThere: edge.wait != nil)
    }
}
