import CGraphvizShim

/// Where Graphviz puts the nodes and edges of a graph: points, from the left and from the top.
public struct Coordinates: Sendable, Equatable {
    public struct Point: Sendable, Equatable {
        public var x, y: Double
        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    public var width, height: Double
    /// Centres by node name. For look-ups only: a dictionary has no order worth drawing.
    public var centers: [String: Point] = [:]
    /// By an edge's `key`: a Bézier curve of 3n+1 points from its tail to its head. None where Graphviz drew none, or several.
    public var curves: [String: [Point]] = [:]

    /// Lays a graph out, in this process; as ``renderSVG(dot:engine:use:)`` does, and with its errors. Read from the laid out graph itself, since
    /// what Graphviz would write of it has five digits a number.
    public init(dot: String, engine: LayoutEngine) throws(GraphvizError) {
        let found = tla_graphviz_lay_out(dot, dot.utf8.count, engine.rawValue)
        defer { tla_graphviz_coordinates_free(found) }
        if let message = found.message { throw GraphvizError(message) }
        (width, height) = (found.width, found.height)
        for node in UnsafeBufferPointer(start: found.nodes, count: found.node_count) {
            centers[String(cString: node.name)] = Point(x: node.center.x, y: node.center.y)
        }
        for edge in UnsafeBufferPointer(start: found.edges, count: found.edge_count) where edge.count % 3 == 1 {
            curves[String(cString: edge.key)] = UnsafeBufferPointer(start: edge.points, count: edge.count).map { Point(x: $0.x, y: $0.y) }
        }
    }
}
