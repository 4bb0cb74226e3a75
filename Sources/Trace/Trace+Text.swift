/// How a trace is written for people.
public struct TextOptions: Sendable {
    /// Whether every event is shown, each with its clause of ECMA-262; otherwise the console and the main events of the modules.
    public var isVerbose: Bool
    /// Whether every microtask is shown, with the place that asked for it and the rule by which there is one.
    public var showsAllJobs: Bool
    /// Whether ANSI colours are used. The caller knows the terminal and `NO_COLOR`.
    public var usesColor: Bool

    public init(isVerbose: Bool = false, showsAllJobs: Bool = false, usesColor: Bool = false) {
        self.isVerbose = isVerbose
        self.showsAllJobs = showsAllJobs
        self.usesColor = usesColor
    }
}

extension Trace {
    /// Writes the trace for people: a row an event, in the columns time, turn.job, module, what happened, with headings; then how the run
    /// ended.
    ///
    /// Of a run that a limit stopped, what comes again and again to its end is shown once.
    ///
    /// Text that came from the program never drives the terminal: control and bidirectional characters are written out.
    ///
    /// - Parameter emit: gets the UTF-8 bytes piece by piece.
    public func writeText(_ options: TextOptions = TextOptions(), _ emit: ([UInt8]) throws -> Void) rethrows {
        var table = TextTable(trace: self, options: options)
        table.appendTitle()
        table.appendHeadings()
        let repetition = Repetition(self, options)
        for (index, event) in events.enumerated() {
            if let repetition, repetition.leavesOut(index, event) {
                if index == repetition.end { table.append(repetition) }
                continue
            }
            table.append(event)
            if table.text.utf8.count >= 1 << 16 { try emit(table.takeBytes()) }
        }
        // Without recorded detail there are no events, and the console lines stand alone.
        if events.isEmpty { for line in console { table.append(line) } }
        table.appendSummary()
        try emit(table.takeBytes())
    }

    /// The whole of ``writeText(_:_:)`` as one text.
    public func text(_ options: TextOptions = TextOptions()) -> String {
        var bytes: [UInt8] = []
        writeText(options) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension TextOptions {
    /// Whether the event has a row.
    func shows(_ event: Event) -> Bool {
        if isVerbose || isMainEvent(event) { return true }
        guard showsAllJobs, case .jobStarted(_, let kind) = event.kind else { return false }
        return !kind.isTask
    }
}

/// Whether the event belongs to the short view.
func isMainEvent(_ event: Event) -> Bool {
    switch event.kind {
    case .partStarted(_, let isImport): !isImport
    case .partSuspended, .partResumed, .partEnded: true
    case .console, .started, .suspended, .resumed, .completed, .failed, .busy, .importCalled, .importSettled: true
    case .loadFailed, .requestFailed, .linkFailed, .unhandledRejection, .uncaught, .blocked: true
    case .agentStarted, .agentEnded, .messageSent, .messageReceived, .responded: true
    // Loading is worth a row only where it takes time.
    case .loaded: event.time > 0
    default: false
    }
}
