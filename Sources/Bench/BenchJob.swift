import Text

/// A text that the bench wants to see run. It goes to a process of its own as JSON.
public struct BenchJob: Hashable, Sendable {
    public enum Wish: String, Sendable {
        /// The trace, the pictures and the explanation.
        case run
        /// The page that steps through the run.
        case play
    }

    /// What messages call the text: the name of its file, without folders.
    public var name: String
    /// A scenario document, a module, or a page, whose name says so.
    public var text: String
    /// As `--host` has it; `nil` for the text's own.
    public var host: String?
    /// As `--bundler` has it; `nil` for the modules as they are.
    public var bundler: String?
    public var wish: Wish
    /// How many letters of a text there is room for in a line.
    public var columns: Int
    /// Whether pictures are for a telephone.
    public var isNarrow: Bool
    /// The folder that is served, as an absolute path; `nil` where there is none, and nothing is read.
    public var root: String?
    /// The folder of the file below it; empty for the folder itself.
    public var folder: String

    /// - Parameter value: as ``json`` makes it; `nil` comes of anything else.
    public init?(_ value: JSONValue) {
        func text(_ key: String) -> String? { if case .string(let text)? = value[key] { text } else { nil } }
        guard let name = text("name"), let content = text("text"), let wish = text("wish").flatMap(Wish.init) else { return nil }
        self.name = name
        self.text = content
        self.wish = wish
        let columns: Int? = if case .number(let digits)? = value["columns"] { Int(digits) } else { nil }
        self.columns = min(160, max(30, columns ?? 90))
        isNarrow = value["isNarrow"] == .bool(true)
        (host, bundler, root, folder) = (text("host"), text("bundler"), text("root"), text("folder") ?? "")
    }

    public var json: JSONValue {
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        return .object([
            "name": .string(name), "text": .string(self.text), "wish": .string(wish.rawValue), "host": text(host), "bundler": text(bundler),
            "root": text(root), "folder": .string(folder), "columns": .integer(columns), "isNarrow": .bool(isNarrow),
        ])
    }
}
