/// The coordinates in Graphviz's `plain` output, in points, y downwards.
///
/// https://graphviz.org/docs/outputs/plain/
public struct PlainLayout: Sendable, Equatable {
    public struct Point: Sendable, Equatable {
        public var x, y: Double
        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    public struct Edge: Sendable, Equatable {
        public var tail, head: String
        /// A Bézier curve: 3n+1 points.
        public var points: [Point]
    }

    public var width = 0.0
    public var height = 0.0
    /// Centres by node name. For look-ups only: a dictionary has no order worth drawing.
    public var centers: [String: Point] = [:]
    public var edges: [Edge] = []

    /// Reads the text. Node names must be plain words, as ours are.
    public init(parsing text: String) throws(GraphvizError) {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            func number(_ index: Int) throws(GraphvizError) -> Double {
                guard index < words.count, let value = Double(words[index]) else {
                    throw GraphvizError(message: "unexpected layout line: \(line)")
                }
                return value * 72
            }
            switch words.first {
            case "graph":
                width = try number(2)
                height = try number(3)
            case "node":
                let center = Point(x: try number(2), y: height - (try number(3)))
                centers[String(words[1])] = center
            case "edge":
                guard words.count > 3, let count = Int(words[3]), count >= 4, words.count >= 4 + 2 * count else {
                    throw GraphvizError(message: "unexpected layout line: \(line)")
                }
                var edge = Edge(tail: String(words[1]), head: String(words[2]), points: [])
                edge.points.reserveCapacity(count)
                for index in 0..<count {
                    edge.points.append(Point(x: try number(4 + 2 * index), y: height - (try number(5 + 2 * index))))
                }
                edges.append(edge)
            default: break
            }
        }
    }
}
