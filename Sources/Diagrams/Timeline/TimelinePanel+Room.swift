extension TimelinePanel {
    /// Lets chips that were cut say more, as far as their lane is free.
    mutating func widenPills() {
        for row in rows.indices {
            var first = 0
            while first < rows[row].pills.count {
                var last = first
                while last + 1 < rows[row].pills.count, rows[row].pills[last + 1].left - right(of: last, in: row) < 5 { last += 1 }
                widen(first...last, in: row)
                first = last + 1
            }
        }
    }

    private func right(of pill: Int, in row: Int) -> Double { rows[row].pills[pill].left + rows[row].pills[pill].width }

    /// Shares the room up to the next mark among neighbours, the first first.
    private mutating func widen(_ pills: ClosedRange<Int>, in row: Int) {
        let isCut = rows[row].pills[pills].contains { pill in pill.longest.map { $0 != pill.text } ?? false }
        guard isCut else { return }
        var room = freeRoom(after: right(of: pills.upperBound, in: row), in: row)
        var shift = 0.0
        for index in pills {
            rows[row].pills[index].left += shift
            let pill = rows[row].pills[index]
            guard room > 8, let longest = pill.longest, longest != pill.text else { continue }
            let font = Canvas.Font(size: TextSize.smallest, isBold: true)
            let place = pill.number.map { Self.placeWidth($0) } ?? 0
            guard let text = TextMetrics.fit(longest, width: pill.width - place + room - 9, font), text.count > pill.text.count else {
                continue
            }
            let gained = TimelinePicture.chipWidth(text) + place - pill.width
            guard gained > 0, gained <= room else { continue }
            rows[row].pills[index].text = text
            rows[row].pills[index].width += gained
            shift += gained
            room -= gained
        }
    }

    /// How wide a chip after this place may be.
    ///
    /// - Parameter keepsWords: whether a bar that goes on below it has room for its own words as well.
    func freeRoom(after end: Double, in row: Int, keepsWords: Bool = true) -> Double {
        var limit = plotRight + 4
        // What is where it begins does not stand in its way, by whichever sum of numbers it was found.
        for run in rows[row].runs where run.right > end + 0.5 { limit = min(limit, max(run.left, end)) }
        for pill in rows[row].pills where pill.left > end { limit = min(limit, pill.left) }
        for arrow in arrows {
            if let span = space(of: arrow, in: row), span.1 > end + 0.6 { limit = min(limit, max(span.0, end)) }
        }
        for bar in rows[row].bars where bar.left > end { limit = min(limit, bar.left) }
        // A bar that goes on below the chips keeps room for its own words.
        for bar in rows[row].bars where keepsWords && bar.left <= end && bar.right > end {
            let words = min(170, TextMetrics.width(of: bar.labels.first ?? "", size: TextSize.smallest)) + 16
            limit = min(limit, min(bar.right, limit) - words - (bar.isOpen ? 90 : 0))
        }
        return max(0, limit - end - 5)
    }
}
