/// What was recorded: a model, the bundler that it stands for, and the engine that ran what the bundler made.
///
/// A ``Recording`` of a bundler has it in the place of the engine: `rollup@3 (rollup 3.15.0) on node 20.20.2`.
public struct BundledRecording: Hashable, Sendable {
    public var model: String
    public var tool: String
    public var engine: String

    public init(model: String, tool: String, engine: String) {
        self.model = model
        self.tool = tool
        self.engine = engine
    }

    public var text: String { "\(model) (\(tool)) on \(engine)" }

    /// - Returns: `nil` for the recording of an engine.
    public init?(_ text: String) {
        guard let open = text.firstRange(of: " ("), let close = text.firstRange(of: ") on "), open.upperBound <= close.lowerBound else {
            return nil
        }
        self.init(
            model: String(text[..<open.lowerBound]), tool: String(text[open.upperBound..<close.lowerBound]),
            engine: String(text[close.upperBound...]))
    }
}
