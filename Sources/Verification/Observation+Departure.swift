extension Observation {
    /// In which way it is not another, in a few words for the cell of a table: `another order, no end`.
    public func departure(from other: Observation) -> String {
        var words: [String] = []
        if !lines.elementsEqual(other.lines, by: { $0.hasSameText(as: $1) }) {
            words.append(lines.map(\.text).sorted() == other.lines.map(\.text).sorted() ? "another order" : "other lines")
        }
        if !endsAlike(other) { words.append(EnginesTable.escaped(outcome.text)) }
        return words.joined(separator: ", ")
    }
}
