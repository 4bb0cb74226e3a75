import Text

/// The end of a run that a limit stopped, where the same events come again and again.
struct Repetition {
    /// Into ``Trace/events``: where the round begins that is shown, and where the repeating end.
    let start: Int
    let end: Int
    /// How many rows a round has.
    let rowCount: Int
    /// How often it comes after that which is shown.
    let count: Int
    /// The virtual time of the last event that is left out; nanoseconds.
    let until: Int64

    /// How many rows a round has at most.
    private static let longest = 24
    /// How often it comes at least.
    private static let fewest = 8

    /// - Returns: `nil` where the run ended by itself, and where no round comes often enough.
    /// - Complexity: linear in the number of events.
    init?(_ trace: Trace, _ options: TextOptions) {
        guard case .blocked = trace.outcome else { return nil }
        var rows: [Int] = []
        var kinds: [Int] = []
        var numbers: [String: Int] = [:]
        for (index, event) in trace.events.enumerated() where options.shows(event) {
            let words: String
            switch event.kind {
            case .blocked: continue
            case .console(let line): words = trace.console.indices.contains(Int(line)) ? trace.console[Int(line)].text : ""
            default: words = trace.words(for: event.kind)
            }
            var key = String(
                decoding: words.utf8.prefix(200).filter { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }, as: UTF8.self)
            key += "\0\(event.module?.rawValue ?? -1)"
            let number = numbers[key] ?? numbers.count
            numbers[key] = number
            rows.append(index)
            kinds.append(number)
        }
        for period in 1...Self.longest where rows.count >= Self.fewest * period {
            var first = rows.count
            while first > period, kinds[first - 1] == kinds[first - 1 - period] { first -= 1 }
            first -= period
            guard rows.count - first >= Self.fewest * period, first >= 0 else { continue }
            // The first round is shown, and one that is not whole at its end is left out with the others.
            let shown = first + period
            (start, end, rowCount) = (rows[first], shown < rows.count ? rows[shown] : trace.events.count, period)
            count = (rows.count - shown) / period
            until = trace.events[rows[rows.count - 1]].time
            return
        }
        return nil
    }

    /// Whether the row of an event is left out.
    func leavesOut(_ index: Int, _ event: Event) -> Bool {
        if index < end { return false }
        if case .blocked = event.kind { return false }
        return true
    }

    /// What is said in the place of the rows that are left out.
    var words: String {
        let rows = rowCount == 1 ? "this row comes" : "these \(rowCount) rows come"
        return "… \(rows) again \(count) times, until \(durationText(until))"
    }
}
