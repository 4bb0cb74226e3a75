import Diagnostics
import Files

/// A file `tla-sim.yaml`: what a tree of modules is linted for.
public struct LintConfiguration: Sendable {
    /// A text of the file, and where it stands.
    public struct Entry: Sendable {
        public var text: String
        public var location: SourceLocation
        public var keyPath: String
    }

    /// The file, as messages name it.
    public var file: String
    /// The modules that a host starts with, by their paths from the file's folder.
    public var entries: [Entry] = []
    /// Names of hosts.
    public var hosts: [String] = []
    /// Names of bundlers.
    public var bundlers: [String] = []
    /// What becomes of the findings of a rule: `off`, `warning` or `error`.
    public var rules: [(name: String, level: String)] = []
    /// Patterns of paths from the file's folder that are left out.
    public var ignored: [String] = []

    /// The names that the file may use: others get a problem with the near one.
    public struct KnownNames: Sendable {
        public var rules: [String]
        public var hosts: [String]
        public var bundlers: [String]

        public init(rules: [String], hosts: [String], bundlers: [String]) {
            self.rules = rules
            self.hosts = hosts
            self.bundlers = bundlers
        }
    }

    /// How large the file may be, in bytes.
    private static let sizeLimit = 1_000_000

    /// Reads the file.
    ///
    /// - Throws: every problem of the document, by position.
    public static func read(path: String, names: KnownNames) throws(DiagnosticList) -> LintConfiguration {
        let bytes: [UInt8]
        do throws(Diagnostic) {
            bytes = try readFile(path: path, limit: sizeLimit)
        } catch {
            throw DiagnosticList([error])
        }
        return try read(bytes: bytes, name: path, names: names)
    }

    /// Reads the file from memory.
    ///
    /// - Throws: every problem of the document, by position.
    public static func read(bytes: [UInt8], name: String, names: KnownNames) throws(DiagnosticList) -> LintConfiguration {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let positions = DocumentPositions(file: name, bytes: bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes)
        if let offset = firstInvalidUTF8(positions.bytes) {
            throw DiagnosticList([
                positions.problem("the document is not valid UTF-8 from here", at: offset..<offset, suggestion: "save it as UTF-8")
            ])
        }
        // A file of which nothing is written yet, or all is commented out, asks for nothing.
        if positions.bytes.split(separator: UInt8(ascii: "\n")).allSatisfy({ isBlank($0) }) { return LintConfiguration(file: name) }
        var composer = YAMLComposer(positions)
        guard let root = composer.compose(), composer.problems.isEmpty else { throw DiagnosticList(composer.problems).sortedByPosition() }
        var check = ShapeCheck(positions)
        check.check(root, .object(document(names)), "")
        if !check.problems.isEmpty { throw DiagnosticList(check.problems).sortedByPosition() }
        let configuration = LintConfiguration(root, positions)
        if let patterns = root["ignore"], configuration.hasTooManyPatterns {
            throw DiagnosticList([
                positions.problem(
                    "there are more than \(patternLimit) patterns, or they are longer than \(patternBytes) bytes together",
                    at: patterns.range, suggestion: "name folders, such as vendor/**")
            ])
        }
        return configuration
    }

    /// How many patterns there may be, and how long all of them: each is held against each file.
    private static let (patternLimit, patternBytes) = (500, 20_000)

    private var hasTooManyPatterns: Bool {
        ignored.count > Self.patternLimit || ignored.reduce(0) { $0 + $1.utf8.count } > Self.patternBytes
    }

    private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
        let text = line.drop { $0 == UInt8(ascii: " ") || $0 == 0x0D || $0 == 0x09 }
        return text.isEmpty || text.first == UInt8(ascii: "#")
    }

    private init(file: String) { self.file = file }

    private init(_ root: YAMLNode, _ positions: DocumentPositions) {
        file = positions.file
        func texts(_ key: String) -> [YAMLNode] { root[key].map { $0.elements ?? [$0] } ?? [] }
        for (index, node) in texts("entries").enumerated() {
            let path = root["entries"]?.elements == nil ? "entries" : "entries[\(index)]"
            entries.append(Entry(text: node.scalarText ?? "", location: positions.location(of: node.range.lowerBound), keyPath: path))
        }
        hosts = texts("hosts").compactMap(\.scalarText)
        bundlers = texts("bundlers").compactMap(\.scalarText)
        ignored = texts("ignore").compactMap(\.scalarText)
        for pair in root["rules"]?.pairs ?? [] {
            if let name = pair.key.scalarText, let level = pair.value.scalarText { rules.append((name, level)) }
        }
    }

    // MARK: Its form

    private static let level = Shape.word(
        ["off", "warning", "error"], alsoCalled: ["warn": "warning", "on": "error", "none": "off", "0": "off", "info": "warning"])

    private static func document(_ names: KnownNames) -> KeyTable {
        func words(_ words: [String]) -> Shape { .either([.word(words), .list(of: .word(words))]) }
        return KeyTable(
            what: "a configuration of tla-sim",
            keys: [
                .init(
                    "entries", .either([.line, .list(of: .line)]), "The modules that a host starts with, by their paths from this file.",
                    alsoCalled: ["entry", "main", "input"]),
                .init(
                    "hosts", words(names.hosts), "The hosts that the modules run on.", alsoCalled: ["host", "runtime", "env", "platform"]),
                .init("bundlers", words(names.bundlers), "The bundlers that the modules go through.", alsoCalled: ["bundler"]),
                .init(
                    "rules",
                    .object(KeyTable(what: "the rules", keys: names.rules.map { .init($0, level, "What becomes of its findings.") })),
                    "What becomes of a rule's findings: off, warning or error.", alsoCalled: ["rule", "lint"]),
                .init(
                    "ignore", .either([.line, .list(of: .line)]), "Patterns of paths that are left out, such as vendor/**.",
                    alsoCalled: ["ignores", "ignored", "exclude", "excludes", "ignorePatterns"]),
            ])
    }
}
