import CGraphvizShim

/// How Graphviz places what it draws.
public enum LayoutEngine: String, Sendable {
    /// Layers a directed graph.
    case dot
    /// Draws everything where the DOT text says.
    case nop2
}

/// What Graphviz writes.
public enum OutputFormat: String, Sendable {
    case svg
    /// Coordinates as lines of words; see ``PlainLayout``.
    case plain
    /// The graph with its coordinates as attributes.
    case dot
    case json
}

/// What Graphviz reported, in its own words.
public struct GraphvizError: Error, Equatable, Sendable, CustomStringConvertible {
    public var message: String
    public init(message: String) { self.message = message }
    public var description: String { "Graphviz: \(message)" }
}

/// Lays a graph out and renders it in memory, in this process.
///
/// No configuration file is read and no font is needed: the same text gives the same bytes everywhere. May be called
/// from any thread; calls wait for one another.
///
/// - Throws: ``GraphvizError`` when Graphviz reports any error, even if it went on and drew something.
public func render(_ dot: String, engine: LayoutEngine, format: OutputFormat) throws(GraphvizError) -> String {
    let result = tla_graphviz_render(dot, dot.utf8.count, engine.rawValue, format.rawValue)
    defer { tla_graphviz_result_free(result) }
    if let message = result.message {
        var text = String(cString: message)
        while text.last?.isWhitespace == true { text.removeLast() }
        throw GraphvizError(message: text)
    }
    guard let bytes = result.bytes else { throw GraphvizError(message: "out of memory") }
    return bytes.withMemoryRebound(to: UInt8.self, capacity: result.length) {
        String(decoding: UnsafeBufferPointer(start: $0, count: result.length), as: UTF8.self)
    }
}

/// ``render(_:engine:format:)`` to SVG, as Graphviz writes it.
public func renderSVG(dot: String, engine: LayoutEngine) throws(GraphvizError) -> String {
    try render(dot, engine: engine, format: .svg)
}
