import Analysis
import Diagnostics
import Explanation
import Programs
import Simulator
import Text
import Trace
import WhatIf

/// What a change of a program brings, for people, in Markdown, and for programs.
struct WhatIfForms {
    let changes: [Change]
    let bundler: String?
    let changed: WhatIf.Result
    let before: Run
    let after: Run
    let title: String
    private let comparison: BeforeAndAfter
    /// What is wrong with the run after the change, where that is what breaks it.
    let problems: [Diagnostic]
    /// Whether the program ends otherwise than by itself, and not better.
    let isBroken: Bool

    init(changes: [Change], bundler: String?, changed: WhatIf.Result, before: Run, after: Run, title: String) {
        self.changes = changes
        self.bundler = bundler
        self.changed = changed
        self.before = before
        self.after = after
        self.title = title
        var comparison = BeforeAndAfter(before.trace.unbundled, after.trace.unbundled)
        // What has nothing to run has no place in a bundle.
        if bundler != nil { comparison.moved.removeAll { $0.after == nil && $0.before?.start == $0.before?.end } }
        self.comparison = comparison
        isBroken = !comparison.endAlike && comparison.after == nil
        problems = isBroken ? Explanation(of: after, changed.program).diagnostics : []
    }

    private var arguments: [String] { changes.map(\.words) + (bundler.map { ["--bundler \($0)"] } ?? []) }

    /// The changes in few words, for a picture.
    var label: String {
        let all = arguments.joined(separator: " ")
        guard all.unicodeScalars.count > Self.labelLimit, arguments.count > 1 else { return "with \(all)" }
        return "with \(arguments[0]) and \(counted(arguments.count - 1, "more change"))"
    }

    private static let labelLimit = 60

    // MARK: Sentences

    private var done: [String] { changed.done + (bundler.map { ["\($0) bundles it"] } ?? []) + overdue }

    /// Of times that were set, those that were not kept.
    private var overdue: [String] {
        zip(changed.setWaits, after.setWaits).enumerated().compactMap { index, pair in
            let (set, wait) = pair
            guard case .set(let subject, let time) = set.change else { return nil }
            if wait.count == 0 { return "\(subject): the run does not come to wait there" }
            let isTogether = changed.program.times.waits[index].isTogether
            guard let taken = isTogether ? wait.after : wait.longest else { return "\(subject): it is never over, whatever its time" }
            guard taken > time else { return nil }
            return "\(subject) takes \(durationText(taken)) all the same: it waits for what others do too, such as a module that is loaded"
        }
    }

    private var total: String {
        guard let one = comparison.before else {
            if let other = comparison.after { return "the start-up is over after \(durationText(other)); before, it \(Self.fails(before))" }
            return "before as after, the start-up \(Self.fails(after))"
        }
        guard let other = comparison.after else {
            return "the start-up takes \(durationText(one)), and with the change it \(Self.fails(after))"
        }
        let difference = one - other
        if difference == 0 { return "the start-up takes \(durationText(one)), before as after" }
        let share = one > 0 ? " (\(percent(abs(difference), of: one)) %)" : ""
        return
            "the start-up takes \(durationText(other)) instead of \(durationText(one)): \(durationText(abs(difference)))\(share) \(difference > 0 ? "sooner" : "later")"
    }

    /// What becomes of a start-up that does not end well.
    private static func fails(_ run: Run) -> String {
        switch run.trace.outcome {
        case .unsettled: "is never over"
        case .blocked: "would go on for ever"
        case .exited: "ends the process"
        default: "ends with an error"
        }
    }

    private func percent(_ part: Int64, of whole: Int64) -> Int64 { Int64((Double(part) * 100 / Double(whole)).rounded()) }

    private var order: String {
        guard let line = comparison.line else {
            return before.trace.console.isEmpty ? "nothing is printed, before as after" : "the same lines are printed, in the same order"
        }
        func shown(_ text: String?) -> String { text.map { "'\(Self.brief($0))'" } ?? "nothing more" }
        let what = comparison.isOnlyOrder ? "the same lines are printed in another order" : "other lines are printed"
        return "\(what): line \(line + 1) is \(shown(comparison.printed.after)), and was \(shown(comparison.printed.before))"
    }

    private static func brief(_ text: String) -> String { shortened(visibleText(text), to: 60) }

    private var ends: String? {
        if comparison.endAlike { return nil }
        return "it ends \(words(after.trace.outcome)), and ended \(words(before.trace.outcome))"
    }

    private func words(_ outcome: Outcome) -> String {
        outcome.detail.map { "\(outcome.name): \(Self.brief($0))" } ?? outcome.name
    }

    private func times(_ stretch: BeforeAndAfter.Stretch?) -> String {
        guard let stretch else { return "does not begin" }
        guard let end = stretch.end else { return "\(millisecondsText(stretch.start)) ms, never done" }
        return "\(millisecondsText(stretch.start)) to \(durationText(end))\(stretch.hasFailed ? ", fails" : "")"
    }

    /// How many modules are shown.
    private static let limit = 12

    private var more: String? {
        comparison.moved.count > Self.limit ? "and \(counted(comparison.moved.count - Self.limit, "more module"))" : nil
    }

    // MARK: Text

    var text: String {
        var text = "\(visibleText(title))  (host \(visibleText(before.trace.host)))\n\n"
        for line in done { text += "\(visibleText(line))\n" }
        text += "\n\(visibleText(total))\n\(order)\n"
        if let ends { text += "\(ends)\n" }
        let rows = comparison.moved.prefix(Self.limit).map { [visibleText($0.name), times($0.before), times($0.after)] }
        if !rows.isEmpty {
            let all = [["module", "before", "after"]] + rows
            let widths = (0..<2).map { column in all.map { columnCount($0[column]) }.max() ?? 0 }
            text += "\n"
            for row in all { text += "\(padded(row[0], to: widths[0]))  \(padded(row[1], to: widths[1]))  \(row[2])\n" }
            if let more { text += "\(more)\n" }
        }
        return text
    }

    // MARK: Markdown

    var markdown: String {
        func escaped(_ text: String) -> String { markdownEscaped(visibleText(text)) }
        var text = done.map { "- \(escaped($0))\n" }.joined()
        text += "\n\(escaped(total))\n\n\(escaped(order))\n"
        if let ends { text += "\n\(escaped(ends))\n" }
        if !comparison.moved.isEmpty {
            text += "\n| module | before | after |\n|---|---|---|\n"
            for module in comparison.moved.prefix(Self.limit) {
                text += "| \(escaped(module.name)) | \(times(module.before)) | \(times(module.after)) |\n"
            }
            if let more { text += "\n\(more)\n" }
        }
        return text
    }

    // MARK: JSON

    var json: String {
        func run(_ run: Run, _ startUp: Int64?) -> JSONValue {
            .object([
                "startUpNanoseconds": .time(orNull: startUp), "outcome": .string(run.trace.outcome.name),
                "detail": .text(orNull: run.trace.outcome.detail), "console": .console(of: run.trace),
            ])
        }
        func stretch(_ stretch: BeforeAndAfter.Stretch?) -> JSONValue {
            guard let stretch else { return .null }
            return .object([
                "startNanoseconds": .integer(stretch.start), "endNanoseconds": .time(orNull: stretch.end),
                "hasFailed": .bool(stretch.hasFailed),
            ])
        }
        var difference = JSONValue.null
        if let line = comparison.line {
            difference = .object([
                "line": .integer(line + 1), "before": .text(orNull: comparison.printed.before),
                "after": .text(orNull: comparison.printed.after),
                "isOnlyOrder": .bool(comparison.isOnlyOrder),
            ])
        }
        return JSONValue.object([
            "generator": .string("tla-sim what-if"), "title": .string(title), "host": .string(before.trace.host),
            "changes": .array(arguments.map { .string($0) }), "done": .array(done.map { .string($0) }),
            "savedNanoseconds": .time(orNull: comparison.saved), "isBroken": .bool(isBroken),
            "before": run(before, comparison.before), "after": run(after, comparison.after), "firstDifference": difference,
            "moved": .array(
                comparison.moved.map {
                    .object(["module": .string($0.name), "before": stretch($0.before), "after": stretch($0.after)])
                }),
            "problems": .problems(problems),
        ]).text(isIndented: true) + "\n"
    }
}
