import CGraphvizShim

/// How Graphviz places what it draws.
public enum LayoutEngine: String, Sendable {
    /// Layers a directed graph.
    case dot
    /// Draws everything where the DOT text says.
    case nop2
}

/// What Graphviz reported, in its own words.
public struct GraphvizError: Error, Equatable, Sendable, CustomStringConvertible {
    public var message: String
    public init(message: String) { self.message = message }
    public var description: String { "Graphviz: \(message)" }

    init(_ message: UnsafeMutablePointer<CChar>) {
        self.message = String(cString: message)
        while self.message.last?.isWhitespace == true { self.message.removeLast() }
    }
}

/// Lays a graph out and draws it as SVG in memory, in this process.
///
/// No configuration file is read and no font is needed: the same text gives the same bytes everywhere. May be called
/// from any thread; calls wait for one another.
///
/// - Parameter use: gets what Graphviz wrote, UTF-8, for as long as it runs.
/// - Throws: ``GraphvizError`` when Graphviz reports any error, even if it went on and drew something.
public func renderSVG<Result>(
    dot: String, engine: LayoutEngine, use: (UnsafeBufferPointer<UInt8>) -> Result
) throws(GraphvizError) -> Result {
    let picture = tla_graphviz_svg(dot, dot.utf8.count, engine.rawValue)
    defer { tla_graphviz_picture_free(picture) }
    if let message = picture.message { throw GraphvizError(message) }
    guard let bytes = picture.bytes else { throw GraphvizError(message: "out of memory") }
    return bytes.withMemoryRebound(to: UInt8.self, capacity: picture.length) {
        use(UnsafeBufferPointer(start: $0, count: picture.length))
    }
}

/// ``renderSVG(dot:engine:use:)`` as a text.
public func renderSVG(dot: String, engine: LayoutEngine) throws(GraphvizError) -> String {
    try renderSVG(dot: dot, engine: engine) { String(decoding: $0, as: UTF8.self) }
}
