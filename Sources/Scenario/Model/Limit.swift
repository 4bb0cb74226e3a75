import Files

/// Something that a run is bounded by. The names are those of a scenario's `limits` and of `--limit`.
public enum Limit: String, CaseIterable, Hashable, Sendable {
    /// Steps of the JavaScript machine: turns of loops, calls and jobs, and native work by its size.
    case steps
    /// Virtual time.
    case time
    /// What the program's objects, texts, timers and waiting functions take.
    case heap
    /// How many calls of JavaScript functions may be inside each other.
    case calls
    /// How many modules the graph may have.
    case modules
    /// How large a file is read: the document, or a module.
    case source
    /// How many words and signs all modules may have together where they are read and not only run: by `lint`, bundlers, `what-if` and `export`.
    case words
    /// How deep brackets, blocks and functions may nest in a module.
    case nesting
    /// How many events are recorded. A longer run goes on, and only its record ends.
    case trace
    /// How much the program may print.
    case output

    /// How the limit's value is written.
    public enum Unit: Sendable {
        case count
        case duration
        case size
    }

    public var unit: Unit {
        switch self {
        case .steps, .calls, .modules, .words, .nesting, .trace: .count
        case .time: .duration
        case .heap, .source, .output: .size
        }
    }

    /// The values that the limit may have, in its unit: nanoseconds for durations, bytes for sizes.
    ///
    /// What bounds them from above is the machine: indices of 32 bits, and the stack that the parser needs for each level.
    public var range: ClosedRange<Int64> {
        switch self {
        case .steps: 1...1_000_000_000_000_000
        case .time: 0...VirtualDuration.maximum.nanoseconds
        case .heap: 1...16_000_000_000
        case .calls: 1...1_000_000
        case .modules: 1...10_000_000
        case .source: 1...100_000_000
        case .words: 1...1_000_000_000
        case .nesting: 1...2_000
        case .trace: 1...100_000_000
        case .output: 1...1_000_000_000
        }
    }

    /// The most that a scenario may set: it may be text by a stranger, who must not keep this machine busy for long. The user, on the
    /// command line, may set more.
    public var scenarioMaximum: Int64 {
        switch self {
        case .steps: 100_000_000
        case .heap: 1_000_000_000
        case .calls, .modules: 100_000
        case .words: 8_000_000
        case .trace: 1_000_000
        case .output: 100_000_000
        case .time, .source, .nesting: range.upperBound
        }
    }

    /// Reads a value as the command line writes it.
    public func value(parsing text: String) throws(ValueError) -> Int64 { try value(parsing: text, in: range) }

    /// Reads a value as a scenario writes it.
    func scenarioValue(parsing text: String) throws(ValueError) -> Int64 {
        try value(parsing: text, in: range.lowerBound...scenarioMaximum)
    }

    private func value(parsing text: String, in range: ClosedRange<Int64>) throws(ValueError) -> Int64 {
        let value: Int64?
        let example: String
        switch unit {
        case .count:
            value = text.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } ? Int64(text) : nil
            example = "a whole number"
        case .duration:
            do throws(VirtualDuration.ParseError) {
                value = try VirtualDuration(parsing: text).nanoseconds
            } catch {
                throw ValueError(message: error.message, suggestion: error.suggestion)
            }
            example = "a duration such as 2min"
        case .size:
            value = parseSize(text)
            example = "a size such as 64MB"
        }
        guard let value, range.contains(value) else {
            let bounds = "from \(words(range.lowerBound)) to \(words(range.upperBound))"
            throw ValueError(message: "the limit '\(rawValue)' takes \(example) \(bounds), found '\(shortened(text))'", suggestion: nil)
        }
        return value
    }

    /// Why a text is no value of a limit.
    public struct ValueError: Error, Hashable {
        public var message: String
        public var suggestion: String?
    }

    /// A value of this limit, as the scenario and the command line write it.
    public func words(_ value: Int64) -> String {
        switch unit {
        case .count: return String(value)
        case .duration: return VirtualDuration(nanoseconds: value).description
        case .size: return sizeText(Int(value))
        }
    }

    /// What to do about a limit that is reached.
    ///
    /// - Parameters:
    ///   - value: the limit's value in the run.
    ///   - needed: what would do, if that is known; otherwise it is doubled.
    public func advice(_ value: Int64, for needed: Int64? = nil) -> String {
        guard value < range.upperBound else { return "the limit '\(rawValue)' is as high as it can be: \(words(value))" }
        let (double, overflows) = value.multipliedReportingOverflow(by: 2)
        let next = needed ?? (overflows ? .max : double)
        let raised = words(min(next, range.upperBound))
        let flag = "the limit '\(rawValue)' is \(words(value)); raise it with --limit \(rawValue)=\(raised)"
        return next > scenarioMaximum ? flag : flag + ", or with limits: {\(rawValue): \(raised)} in a scenario"
    }
}
