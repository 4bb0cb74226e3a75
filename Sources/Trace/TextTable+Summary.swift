import Text

extension TextTable {
    /// How the run ended, what still waits, if something does, and what was printed when.
    mutating func appendSummary() {
        append(text: "\n")
        let duration = durationText(trace.duration)
        switch trace.outcome {
        case .fulfilled: append(text: styled("fulfilled", .good) + " after \(duration)\n")
        case .running(let reason):
            append(text: styled("running", .good) + ": fulfilled after \(duration), and goes on at \(durationText(trace.end)): ")
            append(text: visibleText(reason) + "\n")
        case .exited(let status):
            append(text: styled("exited", status == 0 ? .good : .bad) + " after \(duration): process.exit(\(status))\n")
        case .rejected(let error): append(text: styled("rejected", .bad) + " after \(duration): \(visibleText(error))\n")
        case .loadError(let error): append(text: styled("load error", .bad) + ": \(visibleText(error))\n")
        case .linkError(let error): append(text: styled("link error", .bad) + ": \(visibleText(error))\n")
        case .blocked(let reason): append(text: styled("blocked", .bad) + " at \(duration): \(visibleText(reason))\n")
        case .unsettled:
            append(text: styled("unsettled", .bad) + ": at \(durationText(trace.end)) nothing is left to do, and the entry still waits\n")
            appendWaitingModules()
        }
        if trace.isTruncated { append(text: "the record ends after \(counted(trace.events.count, "event"))\n") }
        appendPrintedLine()
    }

    /// The console in one line: `printed X1, Y, X2, Z at 0, 0, 1000, 1000 ms`. Of many lines it tells how many, and the first.
    private mutating func appendPrintedLine() {
        let lines = trace.console
        guard let first = lines.first, let last = lines.last else { return }
        let texts = lines.prefix(Self.printedLimit).map(Self.brief).joined(separator: ", ")
        if lines.count <= Self.printedLimit {
            append(text: "printed \(texts) at \(lines.map { millisecondsText($0.time) }.joined(separator: ", ")) ms\n")
        } else {
            let span = first.time == last.time ? "at" : "from \(millisecondsText(first.time)) to"
            let rest = lines.count - Self.printedLimit
            append(text: "printed \(lines.count) lines \(span) \(durationText(last.time)): \(texts) and \(rest) more\n")
        }
    }

    /// So many lines are told.
    private static let printedLimit = 12

    /// A line in few words.
    private static func brief(_ line: ConsoleLine) -> String {
        line.text.isEmpty ? "an empty line" : visibleText(shortened(line.text, to: 24))
    }

    /// The modules that never finished, each with what it waits for.
    private mutating func appendWaitingModules() {
        let shown = 12
        var lastAwait = [Event.Kind?](repeating: nil, count: trace.modules.count)
        for event in trace.events {
            guard let module = event.module else { continue }
            switch event.kind {
            case .suspended: lastAwait[Int(module.rawValue)] = event.kind
            case .resumed: lastAwait[Int(module.rawValue)] = nil
            default: break
            }
        }
        var count = 0
        for (index, module) in trace.modules.enumerated() where module.status == .evaluatingAsync {
            count += 1
            guard count <= shown else { continue }
            append(text: "  \(visibleText(module.name))  ")
            if let kind = lastAwait[index] {
                append(text: trace.words(for: kind) + "\n")
            } else if let pending = module.pendingAsyncDependencies, pending > 0 {
                append(text: trace.words(for: .pendingDependencies(count: Int32(clamping: pending), completed: nil)) + "\n")
            } else {
                append(text: "waits for its cycle\n")
            }
        }
        if count > shown { append(text: "  and \(count - shown) more\n") }
    }
}
