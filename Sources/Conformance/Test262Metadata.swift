import Diagnostics
import Scenario

/// What a file of test262 says about itself, between `/*---` and `---*/`.
/// https://github.com/tc39/test262/blob/main/INTERPRETING.md
public struct Test262Metadata: Sendable {
    /// How the test must fail.
    public struct Negative: Sendable, Equatable {
        public enum Phase: String, Sendable { case parse, resolution, runtime }
        public var phase: Phase
        /// The constructor's name.
        public var type: String
    }

    /// `module`, `async`, `noStrict`, `onlyStrict`, `raw`, …
    public var flags: Set<String>
    public var includes: [String]
    public var features: [String]
    public var negative: Negative?

    public var isModule: Bool { flags.contains("module") }
    public var isAsync: Bool { flags.contains("async") }

    private static let knownFlags: Set<String> = [
        "onlyStrict", "noStrict", "module", "raw", "async", "generated", "CanBlockIsFalse", "CanBlockIsTrue", "non-deterministic",
    ]

    /// The metadata of a file as they stand.
    private static func mapping(file: String, source: String) throws(DiagnosticList) -> YAMLMapping {
        guard let start = source.utf8.firstRange(of: "/*---".utf8),
            let end = source.utf8[start.upperBound...].firstRange(of: "---*/".utf8)
        else {
            throw DiagnosticList([
                Diagnostic(.file, "\(file) is no test of test262", suggestion: "a test has its metadata between /*--- and ---*/")
            ])
        }
        // A few files end their lines with a carriage return alone, which is a line break for YAML too.
        return try YAMLMapping(file: file, text: String(source[start.upperBound..<end.lowerBound]))
    }

    /// What a file of the harness defines.
    static func definitions(file: String, source: String) throws(DiagnosticList) -> [String] {
        try mapping(file: file, source: source).list("defines")
    }

    /// - Throws: that the file has no metadata, or what is wrong with them.
    public init(file: String, source: String) throws(DiagnosticList) {
        let mapping = try Self.mapping(file: file, source: source)
        flags = Set(mapping.list("flags"))
        includes = mapping.list("includes")
        features = mapping.list("features")
        if let unknown = mapping.list("flags").first(where: { !Self.knownFlags.contains($0) }) {
            throw DiagnosticList([Diagnostic(.file, "\(file): '\(unknown)' is no flag of test262")])
        }
        guard mapping.hasKey("negative") else { return }
        guard let described = mapping.mapping("negative"), let phase = described.text("phase").flatMap(Negative.Phase.init),
            let type = described.text("type")
        else {
            throw DiagnosticList([Diagnostic(.file, "\(file): 'negative' needs a known phase and a type")])
        }
        negative = Negative(phase: phase, type: type)
    }
}
