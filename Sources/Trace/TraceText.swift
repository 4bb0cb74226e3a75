/// The text of a module, in rows, and the way from a place of the trace to one of them.
///
/// The trace counts lines in the file that a person edits, which for a module of a scenario is the scenario's.
public struct TraceText: Sendable, Equatable {
    /// Where a row begins in that file.
    public struct Place: Sendable, Equatable {
        /// From 1.
        public var line: Int
        /// From 1; `nil` where the row is no copy of what stands there.
        public var column: Int?

        public init(line: Int, column: Int?) {
            self.line = line
            self.column = column
        }
    }

    public let rows: [String]
    public let places: [Place]
    /// By row: how many characters it has.
    private let widths: [Int]
    /// By line of the file: the rows that stand for it, in their order.
    private let rowsOfLine: [Int: [Int]]

    /// - Parameter places: by row.
    public init(rows: [String], places: [Place]) {
        self.rows = rows
        self.places = places
        widths = rows.map(\.unicodeScalars.count)
        var rowsOfLine: [Int: [Int]] = [:]
        for (row, place) in places.enumerated() { rowsOfLine[place.line, default: []].append(row) }
        self.rowsOfLine = rowsOfLine
    }

    /// - Parameters:
    ///   - lines: by row; empty where they are those of the text itself.
    ///   - columns: by row; empty where every row begins at column 1.
    /// - Returns: `nil` where they are not as many as the rows.
    init?(_ text: String, lines: [Int], columns: [Int?]) {
        let bytes = Array(text.utf8)
        let rows = Self.rows(of: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
        guard lines.isEmpty || lines.count == rows.count, columns.isEmpty || columns.count == rows.count else { return nil }
        let places = rows.indices.map { row in
            Place(line: lines.isEmpty ? row + 1 : lines[row], column: columns.isEmpty ? 1 : columns[row])
        }
        self.init(rows: rows, places: places)
    }

    /// Where the lines of a text stand, without their ends. U+2028 and U+2029 end none, as they end no line of an editor.
    public static func rows(of bytes: [UInt8]) -> [Range<Int>] {
        var rows: [Range<Int>] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            let isReturn = bytes[index] == 0x0D
            guard isReturn || bytes[index] == 0x0A else {
                index += 1
                continue
            }
            rows.append(start..<index)
            index += isReturn && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
            start = index
        }
        rows.append(start..<bytes.count)
        return rows
    }

    /// The numbers to write beside the rows; `nil` where they are those of the rows.
    public var numbers: [Int]? { places.enumerated().allSatisfy { $1.line == $0 + 1 } ? nil : places.map(\.line) }

    /// The columns at which the rows begin in the file; `nil` where all do at the first.
    public var columns: [Int?]? { places.allSatisfy { $0.column == 1 } ? nil : places.map(\.column) }

    /// The row and the column in it of a place of the trace, both from 1; `nil` for a place that is not in the text.
    public func place(of position: Position) -> (row: Int, column: Int)? {
        let column = Int(position.column)
        guard let candidates = rowsOfLine[Int(position.line)],
            let row = candidates.last(where: { (places[$0].column ?? 1) <= column }) ?? candidates.first
        else { return nil }
        guard let start = places[row].column else { return (row + 1, 1) }
        return (row + 1, max(1, min(column - start + 1, widths[row] + 1)))
    }
}
