import Text

/// The percentage table: how many graphs in a hundred print what native prints, and how the others end.
public struct CampaignTable: Sendable {
    private let result: CampaignResult
    /// The first row has the names of the columns, and the first column those of the bundlers.
    private let rows: [[String]]

    public init(_ result: CampaignResult) {
        self.result = result
        rows =
            [[""] + GraphColumn.allCases.map(\.rawValue)]
            + result.rows.map { row in [row.bundler] + GraphColumn.allCases.map { row[$0].map(Self.words) ?? "·" } }
    }

    /// Percentages are rounded down to a tenth, so that 100.0 means all.
    static func words(_ cell: CampaignResult.Cell) -> String {
        guard cell.graphs > 0 else { return "·" }
        let (whole, rest) = cell.same.quotientAndRemainder(dividingBy: cell.graphs)
        let tenths = whole * 1000 + Int(rest.multipliedFullWidth(by: 1000).low) / cell.graphs
        let counts = Departure.allCases.compactMap { departure in
            departure == .order ? nil : cell.departures[departure].map { departure.counted($0.count) }
        }
        return ([leftPadded("\(tenths / 10).\(tenths % 10)", to: 5)] + counts).joined(separator: ", ")
    }

    private var heading: String {
        var kinds = "\(counted(result.count, "graph")) of seed \(result.seed)"
        if !result.isWhole { kinds += ", shard \(result.shard.text) of \(result.graphs)" }
        return "Percent of graphs whose trace is native's: \(kinds)"
    }

    /// For a terminal.
    public var text: String {
        let widths = rows[0].indices.map { column in rows.map { columnCount($0[column]) }.max() ?? 0 }
        var text = heading + "\n\n"
        for row in rows {
            var line = ""
            for (cell, width) in zip(row, widths) { line += padded(cell, to: width) + "  " }
            while line.last == " " { line.removeLast() }
            text += line + "\n"
        }
        return text
    }

    public var markdown: String {
        var text = heading + ".\n\n"
        for (index, row) in rows.enumerated() {
            text += "| " + row.map { $0.trimmingLeadingSpaces }.joined(separator: " | ") + " |\n"
            if index == 0 { text += "|---" + String(repeating: "|---:", count: row.count - 1) + "|\n" }
        }
        return text
    }
}

extension Departure {
    /// With a number, as the table has it.
    func counted(_ count: Int) -> String {
        switch self {
        case .order: "\(count) in another order"
        case .hang: count == 1 ? "1 hangs" : "\(count) hang"
        case .rejection: count == 1 ? "1 rejects" : "\(count) reject"
        case .syntaxError: Text.counted(count, "SyntaxError")
        case .buildError: Text.counted(count, "build error")
        case .failure: count == 1 ? "1 fails" : "\(count) fail"
        }
    }
}

extension String {
    fileprivate var trimmingLeadingSpaces: String { String(drop { $0 == " " }) }
}
