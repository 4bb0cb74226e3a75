import Graphviz
import Trace
struct GraphPicture {
    init(_ trace: Trace) throws(GraphvizError) {}
    func draw() -> (canvas: Canvas, title: String, description: String) { (Canvas(), "", "") }
}
