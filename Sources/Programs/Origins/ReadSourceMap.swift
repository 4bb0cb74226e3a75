import Algorithms
import Text

/// A source map of version 3 as it is read: where each part of a printed text comes from. https://tc39.es/ecma426/
///
/// Maps of sections are not read.
struct ReadSourceMap: Sendable {
    /// A place in a source, from 0.
    struct Place: Hashable, Sendable {
        var source: Int32
        var line: Int32
    }

    private struct Segment {
        var column: Int32
        /// `nil` for text that comes from nowhere.
        var place: Place?
    }

    /// The names of the sources, as the map has them.
    let sources: [String]
    private let segments: [Segment]
    /// By line: where its segments begin; one more at the end.
    private let starts: [Int]

    /// - Returns: `nil` for what is no such map.
    init?(_ bytes: [UInt8]) {
        guard let map = JSONReader.value(of: bytes), case .string(let mappings)? = map["mappings"], case .array(let list)? = map["sources"]
        else { return nil }
        var root = ""
        if case .string(let text)? = map["sourceRoot"], !text.isEmpty { root = text.hasSuffix("/") ? text : text + "/" }
        sources = list.map { if case .string(let name) = $0 { root + name } else { "" } }
        var reader = MappingReader(count: Int32(clamping: sources.count))
        guard reader.read(mappings.utf8) else { return nil }
        segments = reader.segments
        starts = reader.starts + [reader.segments.count]
    }

    /// Where a place of the printed text comes from.
    ///
    /// - Parameters:
    ///   - line: from 0.
    ///   - column: from 0, in units of UTF-16.
    func place(line: Int, column: Int) -> Place? {
        guard starts.indices.contains(line + 1) else { return nil }
        let ofLine = segments[starts[line]..<starts[line + 1]]
        let next = ofLine.partitioningIndex { Int($0.column) > column }
        return next > ofLine.startIndex ? ofLine[next - 1].place : nil
    }

    /// The last place before the end of a range that anything in it comes from.
    ///
    /// - Parameters:
    ///   - start: the line and the column at which the range begins; both as of ``place(line:column:)``.
    ///   - end: those behind it.
    ///   - isMeant: whether a place counts.
    func lastPlace(
        from start: (line: Int, column: Int), to end: (line: Int, column: Int), where isMeant: (Place) -> Bool
    ) -> Place? {
        guard start.line >= 0, start.line <= end.line else { return nil }
        for line in (start.line...min(max(end.line, start.line), max(starts.count - 2, start.line))).reversed()
        where starts.indices.contains(line + 1) {
            for segment in segments[starts[line]..<starts[line + 1]].reversed() {
                if line == end.line, Int(segment.column) >= end.column { continue }
                if line == start.line, Int(segment.column) < start.column { break }
                if let place = segment.place, isMeant(place) { return place }
            }
        }
        return nil
    }

    /// Goes through the digits of `mappings`, which count on from the segment before.
    private struct MappingReader {
        let count: Int32
        var segments: [Segment] = []
        var starts = [0]
        private var column: Int32 = 0
        private var place = Place(source: 0, line: 0)

        init(count: Int32) { self.count = count }

        /// - Returns: whether it is well formed.
        mutating func read(_ text: String.UTF8View) -> Bool {
            var fields: [Int32] = []
            var (value, shift) = (Int64(0), 0)
            for byte in text {
                switch byte {
                case UInt8(ascii: ";"), UInt8(ascii: ","):
                    guard shift == 0, end(&fields) else { return false }
                    if byte == UInt8(ascii: ";") {
                        starts.append(segments.count)
                        column = 0
                    }
                default:
                    guard let digit = Self.digits[Int(byte)], shift <= 30 else { return false }
                    value |= Int64(digit & 31) << shift
                    if digit & 32 != 0 {
                        shift += 5
                    } else {
                        fields.append(Int32(clamping: value & 1 == 1 ? -(value >> 1) : value >> 1))
                        (value, shift) = (0, 0)
                    }
                }
            }
            return shift == 0 && end(&fields)
        }

        private mutating func end(_ fields: inout [Int32]) -> Bool {
            defer { fields.removeAll(keepingCapacity: true) }
            if fields.isEmpty { return true }
            guard fields.count == 1 || fields.count >= 4 else { return false }
            column &+= fields[0]
            guard fields.count > 1 else {
                segments.append(Segment(column: column, place: nil))
                return true
            }
            place.source &+= fields[1]
            place.line &+= fields[2]
            segments.append(Segment(column: column, place: (0..<count).contains(place.source) && place.line >= 0 ? place : nil))
            return true
        }

        /// By byte: the value of the digit of base 64.
        private static let digits: [UInt8?] = {
            var values = [UInt8?](repeating: nil, count: 256)
            for (value, byte) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
                values[Int(byte)] = UInt8(value)
            }
            return values
        }()
    }
}
