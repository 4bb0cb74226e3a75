import Diagnostics
import Trace

extension TraceText {
    /// A module's text with the places that its file has for it.
    init(_ file: SourceFile) {
        var rows: [String] = []
        var places: [Place] = []
        var segment = 0
        for range in Self.rows(of: file.bytes) {
            let offset = UInt32(range.lowerBound)
            while segment + 1 < file.segments.count, file.segments[segment + 1].start <= offset { segment += 1 }
            let location = file.location(at: offset)
            let isCopy = file.segments.indices.contains(segment) ? file.segments[segment].isVerbatim : true
            places.append(Place(line: location.line, column: isCopy ? location.column : nil))
            rows.append(String(decoding: file.bytes[range], as: UTF8.self))
        }
        self.init(rows: rows, places: places)
    }
}
