import Analysis
import Diagnostics
import Text
import Trace

/// A comparison of bundlers as a table for people, in Markdown, and for programs.
struct BundleTableForms {
    let table: BundleTable
    let title: String

    private var words: CompareWords { table.words }
    private var hasHosts: Bool { Set(table.rows.map(\.host)).count > 1 }

    // MARK: Cells

    private func order(_ row: ComparedBundle) -> String {
        if row.isBase { return "-" }
        guard let parting = row.parting else { return "-" }
        return parting.line == nil ? "same" : "other"
    }

    private func difference(_ row: ComparedBundle) -> String {
        guard let parting = row.parting, let line = parting.line else { return "-" }
        func shown(_ text: String?) -> String { text.map { "'\(shortened(visibleText($0), to: 24))'" } ?? "no more" }
        return "\(line + 1): \(shown(parting.printed.bundle)), not \(shown(parting.printed.native))"
    }

    private func startUp(_ row: ComparedBundle) -> String { row.startUp.map(durationText) ?? "-" }

    private func cost(_ row: ComparedBundle) -> String {
        guard let cost = row.cost, let startUp = row.startUp else { return "-" }
        if cost == 0 { return "0 ms" }
        let text = (cost > 0 ? "+" : "-") + durationText(abs(cost))
        let base = startUp - cost
        return base > 0 ? "\(text) (\(cost > 0 ? "+" : "-")\((abs(cost) * 100 + base / 2) / base) %)" : text
    }

    private func reason(_ row: ComparedBundle) -> String? {
        guard let reason = row.parting?.reason else { return nil }
        return words.sentence(reason)
    }

    private static let headings = ["bundler", "host", "order", "first line that differs", "start-up", "cost", "ends"]

    private func cells(_ row: ComparedBundle) -> [String] {
        [row.bundler, row.host, order(row), difference(row), startUp(row), cost(row), visibleText(words.outcome(of: row))]
    }

    private var columns: [Int] { Self.headings.indices.filter { $0 != 1 || hasHosts } }

    // MARK: Text

    var text: String {
        let all = [Self.headings] + table.rows.map(cells)
        let widths = Self.headings.indices.map { column in all.map { columnCount($0[column]) }.max() ?? 0 }
        var text = "\(visibleText(title))\(hasHosts ? "" : "  (host \(visibleText(table.rows.first?.host ?? "")))")\n\n"
        for row in all {
            let last = columns.last
            text += columns.map { $0 == last ? row[$0] : padded(row[$0], to: widths[$0]) }.joined(separator: "  ") + "\n"
        }
        let reasons = groupedReasons
        if !reasons.isEmpty { text += "\n" }
        for (names, reason) in reasons { text += "\(names): \(visibleText(reason))\n" }
        if !table.agrees, !words.taint.isEmpty { text += "\n" + words.taint.map { visibleText($0) + "\n" }.joined() }
        return text
    }

    /// Each reason once, with the bundlers that it holds for.
    private var groupedReasons: [(names: String, reason: String)] {
        var groups: [(names: [String], reason: String)] = []
        for row in table.rows {
            guard let reason = reason(row) else { continue }
            let name = hasHosts ? "\(row.bundler) on \(row.host)" : row.bundler
            if let index = groups.firstIndex(where: { $0.reason == reason }) {
                groups[index].names.append(name)
            } else {
                groups.append(([name], reason))
            }
        }
        return groups.map { ($0.names.joined(separator: ", "), $0.reason) }
    }

    // MARK: Markdown

    var markdown: String {
        func escaped(_ text: String) -> String { markdownEscaped(visibleText(text)) }
        var text = "| " + columns.map { Self.headings[$0] }.joined(separator: " | ") + " |\n"
        text += "|" + columns.map { $0 == 4 || $0 == 5 ? "---:|" : "---|" }.joined() + "\n"
        for row in table.rows {
            let cells = cells(row)
            text += "| " + columns.map { escaped(cells[$0]) }.joined(separator: " | ") + " |\n"
        }
        let reasons = groupedReasons
        if !reasons.isEmpty { text += "\n" }
        for (names, reason) in reasons { text += "- **\(escaped(names))**: \(escaped(reason))\n" }
        if !table.agrees { for line in words.taint { text += "\n\(escaped(line))\n" } }
        return text
    }

    // MARK: JSON

    var json: String {
        JSONValue.object([
            "generator": .string("tla-sim compare"), "title": .string(title), "agrees": .bool(table.agrees),
            "runs": .array(table.rows.map(value)), "asynchronous": .array(words.taint.map { .string($0) }),
        ]).text(isIndented: true) + "\n"
    }

    private func value(_ row: ComparedBundle) -> JSONValue {
        let parting = row.parting
        var difference = JSONValue.null
        if let parting, let line = parting.line {
            difference = .object([
                "line": .integer(line + 1), "expected": .text(orNull: parting.printed.native),
                "found": .text(orNull: parting.printed.bundle),
            ])
        }
        var reason = JSONValue.null
        if let why = parting?.reason {
            reason = .object(["kind": .string(CompareWords.kind(why)), "words": .string(words.sentence(why))])
        }
        var problems = JSONValue.array([])
        var console = JSONValue.array([])
        switch row.result {
        case .refused(let list): problems = .problems(list)
        case .ran(_, let run): console = .console(of: run.trace)
        }
        return .object([
            "bundler": .string(row.bundler), "host": .string(row.host), "isBase": .bool(row.isBase), "agrees": .bool(row.agrees),
            "sameOrder": parting.map { .bool($0.line == nil) } ?? .null, "firstDifference": difference, "reason": reason,
            "startUpNanoseconds": .time(orNull: row.startUp), "costNanoseconds": .time(orNull: row.cost),
            "outcome": row.trace.map { .string($0.outcome.name) } ?? .string("refused"), "ends": .string(words.outcome(of: row)),
            "problems": problems, "console": console,
        ])
    }
}
