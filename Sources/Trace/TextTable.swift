import Text

/// The rows of a trace in aligned columns.
struct TextTable {
    let trace: Trace
    let options: TextOptions
    private(set) var text = ""

    private let timeWidth: Int
    private let jobWidth: Int
    private let moduleWidth: Int
    /// What stands before the further rows of a console line.
    private let indentation: String

    /// Above this a module's name no longer widens the column for all.
    private static let widestModuleColumn = 32

    init(trace: Trace, options: TextOptions) {
        self.trace = trace
        self.options = options
        var timeWidth = Self.headings.time.count
        var jobWidth = Self.headings.job.count
        var lastTime: Int64 = -1
        func measure(_ time: Int64, _ turn: Int32, _ job: JobNumber) {
            // Times hardly change from one event to the next, so this stays cheap.
            if time != lastTime { timeWidth = max(timeWidth, durationText(time).utf8.count) }
            lastTime = time
            jobWidth = max(jobWidth, Self.digitCount(turn) + 1 + Self.digitCount(job.rawValue))
        }
        for event in trace.events where options.shows(event) { measure(event.time, event.turn, event.job) }
        if trace.events.isEmpty { for line in trace.console { measure(line.time, line.turn, line.job) } }
        self.timeWidth = timeWidth
        self.jobWidth = jobWidth
        let narrowest = max(Self.headings.module.count, columnCount(visibleText(trace.document ?? "")))
        let names = trace.modules.map(\.name) + (trace.agents.count > 1 ? trace.agents.map(\.name) : [])
        let widest = names.reduce(narrowest) { max($0, columnCount(visibleText($1))) }
        moduleWidth = min(widest, Self.widestModuleColumn)
        indentation = String(repeating: " ", count: timeWidth + 2 + jobWidth + 2 + moduleWidth)
    }

    private static func digitCount(_ number: Int32) -> Int {
        var count = 1
        var rest = number / 10
        while rest != 0 {
            count += 1
            rest /= 10
        }
        return count
    }

    mutating func takeBytes() -> [UInt8] {
        let bytes = Array(text.utf8)
        text.removeAll(keepingCapacity: true)
        return bytes
    }

    // MARK: Rows

    /// What stands above the columns; what happens needs no heading.
    private static let headings = (time: "time", job: "turn.job", module: "module")

    /// The headings, where there is a row for them.
    mutating func appendHeadings() {
        let hasRow = trace.events.contains { options.shows($0) } || (trace.events.isEmpty && !trace.console.isEmpty)
        guard hasRow else { return }
        let (time, job, module) = Self.headings
        text += styled(leftPadded(time, to: timeWidth) + "  " + padded(job, to: jobWidth) + "  " + module, .dim) + "\n"
    }

    mutating func appendTitle() {
        text += styled(visibleText(trace.title), .bold)
        let seed = trace.seed.map { ", seed \($0)" } ?? ""
        text += styled("  (host \(visibleText(trace.host))\(seed)\(trace.bundler.map { ", bundled by \(visibleText($0))" } ?? ""))", .dim)
        text += "\n\n"
    }

    mutating func append(_ event: Event) {
        if case .console(let line) = event.kind {
            append(trace.console[Int(line)])
            return
        }
        guard options.shows(event) else { return }
        appendColumns(time: event.time, turn: event.turn, job: event.job, module: module(of: event), otherwise: agentName(of: event))
        var words = trace.words(for: event.kind)
        if options.showsAllJobs { words += causeWords(of: event.kind) }
        text += styled("  " + words, event.kind.style)
        if options.isVerbose, let clause = event.kind.clause { text += styled("  [\(clause.operation)]", .dim) }
        text += "\n"
    }

    /// The agent whose row it is, where there are several and no module has to do with it.
    private func agentName(of event: Event) -> String {
        guard trace.agents.count > 1, trace.agents.indices.contains(event.agent.index) else { return "" }
        return event.agent.index == 0 ? trace.document ?? trace.agents[0].name : trace.agents[event.agent.index].name
    }

    /// Whose row it is: that of a job is the module that asked for it, and not the one whose code ran before.
    private func module(of event: Event) -> ModuleIndex? {
        guard options.showsAllJobs, case .jobStarted(let job, _) = event.kind, let cause = trace.cause(of: job) else { return event.module }
        return cause.module
    }

    /// Of a job that is queued, or of a microtask that runs: who asked for it, and by which rule it is.
    private func causeWords(of kind: Event.Kind) -> String {
        let number: JobNumber
        switch kind {
        case .jobQueued(let job, _, _) where options.isVerbose: number = job
        case .jobStarted(let job, _) where !options.isVerbose: number = job
        default: return ""
        }
        guard let cause = trace.cause(of: number) else { return "" }
        return (trace.placeWords(of: cause).map { ", asked for at \($0)" } ?? "") + ": \(cause.rule.sentence)"
    }

    /// Of so many lines of one text each has a row.
    private static var rowLimit: Int { 10_000 }

    /// A line of the console stands out by its mark, and on a terminal by its weight. Further lines of the same text
    /// stand below the first.
    mutating func append(_ line: ConsoleLine) {
        let rows = line.text.utf8.split(separator: UInt8(ascii: "\n"), maxSplits: Self.rowLimit, omittingEmptySubsequences: false)
        for (index, row) in rows.enumerated() {
            if index == Self.rowLimit {
                let count = row.count(where: { $0 == UInt8(ascii: "\n") }) + 1
                text += indentation + "    " + styled("… \(count) more \(count == 1 ? "line" : "lines"), which console prints", .dim) + "\n"
                break
            }
            if index == 0 {
                appendColumns(time: line.time, turn: line.turn, job: line.job, module: line.module, otherwise: trace.document ?? "")
            } else {
                text += indentation
            }
            text += "  "
            text += styled(index == 0 ? "> " : "  ", .dim)
            text += styled(visibleText(String(Substring(row))), line.stream == .error ? .warning : .bold)
            text += "\n"
        }
    }

    private mutating func appendColumns(time: Int64, turn: Int32, job: JobNumber, module: ModuleIndex?, otherwise: String = "") {
        let columns = leftPadded(durationText(time), to: timeWidth) + "  " + padded("\(turn).\(job.rawValue)", to: jobWidth) + "  "
        text += styled(columns, .dim)
        text += padded(module.map(trace.name) ?? visibleText(otherwise), to: moduleWidth)
    }

    mutating func append(_ repetition: Repetition) { text += indentation + "  " + styled(repetition.words, .dim) + "\n" }

    mutating func append(text addition: String) { text += addition }
}

/// What colours are used for.
enum TextStyle: String {
    case plain = ""
    case bold = "1"
    case dim = "2"
    case good = "32"
    case bad = "31"
    case warning = "33"
}

extension TextTable {
    func styled(_ text: String, _ style: TextStyle) -> String {
        guard options.usesColor, style != .plain, !text.isEmpty else { return text }
        return "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
    }
}

extension Event.Kind {
    fileprivate var style: TextStyle {
        switch self {
        case .failed, .loadFailed, .requestFailed, .linkFailed, .unhandledRejection, .uncaught, .blocked: .bad
        default: .plain
        }
    }
}
