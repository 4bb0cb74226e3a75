import Text

extension Observation {
    /// How a run ended. Two are the same when all code units of their texts are.
    public enum Outcome: Sendable {
        case fulfilled
        /// The message of an `Error`; of any other error its name.
        case rejected(String)
        case neverSettled
        /// The name of the error by which a module was not loaded or linked.
        case linkError(String)
        /// It had to be ended.
        case noEnd
        /// The engine itself broke down; why.
        case aborted(String)
        /// A bundler made nothing; what it said.
        case refused(String)

        /// The outcome of an error by its text, such as `Error: boom`.
        static func rejection(_ text: String) -> Outcome {
            let error = "Error: "
            guard text.hasPrefix(error) else { return .rejected(String(text.prefix { $0 != ":" && $0 != "\n" })) }
            return .rejected(String(text.dropFirst(error.count).prefix { $0 != "\n" }))
        }

        /// As recordings have it and tables show it: `fulfilled`, `rejected:boom`, `link error:SyntaxError`.
        public var text: String {
            switch self {
            case .fulfilled: "fulfilled"
            case .rejected(let error): "rejected:\(error)"
            case .neverSettled: "never settled"
            case .linkError(let error): "link error:\(error)"
            case .noEnd: "no end"
            case .aborted(let why): "aborted:\(why)"
            case .refused(let words): "build error:\(words)"
            }
        }

        /// - Parameter text: as ``text`` gives it; `nil` comes of anything else.
        public init?(_ text: String) {
            // By bytes: what follows the colon may be one character with it.
            let parts = text.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false).map {
                String(decoding: $0, as: UTF8.self)
            }
            switch (parts[0], parts.count == 2 ? parts[1] : nil) {
            case ("fulfilled", nil): self = .fulfilled
            case ("rejected", let error?): self = .rejected(error)
            case ("never settled", nil): self = .neverSettled
            case ("link error", let error?): self = .linkError(error)
            case ("no end", nil): self = .noEnd
            case ("aborted", let why?): self = .aborted(why)
            case ("build error", let words?): self = .refused(words)
            default: return nil
            }
        }
    }
}

extension Observation.Outcome: Hashable {
    public static func == (first: Self, second: Self) -> Bool { ExactText(first.text) == ExactText(second.text) }

    public func hash(into hasher: inout Hasher) { hasher.combine(ExactText(text)) }
}
