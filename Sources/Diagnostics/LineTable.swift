import Algorithms
import Synchronization

/// Where the lines of a text begin: found once, and only as far as somebody asks.
///
/// It keeps the position of every so many bytes, so that a place in a text of one long line is found as quickly as in one of many short lines.
final class LineTable: Sendable {
    /// A place in a text: how many line breaks stand before it, and how many Unicode scalars between the last of them and it.
    struct Position {
        var line: UInt32 = 0
        var column: UInt32 = 0
    }

    /// Those of the text: they stand here so that a text takes no more room.
    let segments: [SourceFile.Segment]

    private static let stride = 2_048

    /// The positions of the offsets that are multiples of the stride.
    private let marks = Mutex<[Position]>([Position()])

    init(segments: [SourceFile.Segment]) { self.segments = segments }

    /// The position of an offset. Constant time, once the text has been walked through up to it.
    func position(of offset: Int, in bytes: [UInt8]) -> Position {
        let offset = min(offset, bytes.count)
        let block = offset / Self.stride
        guard block > 0 else { return Self.walk(from: Position(), over: 0..<offset, of: bytes) }
        let start = marks.withLock { marks in
            while marks.count <= block {
                let begin = (marks.count - 1) * Self.stride
                marks.append(Self.walk(from: marks[marks.count - 1], over: begin..<begin + Self.stride, of: bytes))
            }
            return marks[block]
        }
        return Self.walk(from: start, over: block * Self.stride..<offset, of: bytes)
    }

    /// The offset at which a line begins, counted from 0; the text's end where it has not so many.
    func start(ofLine line: Int, in bytes: [UInt8]) -> Int {
        guard line > 0 else { return 0 }
        _ = position(of: bytes.count, in: bytes)
        let block = marks.withLock { marks in
            // The last one before the line begins.
            let last = max(0, marks.partitioningIndex { $0.line >= line } - 1)
            return (offset: last * Self.stride, position: marks[last])
        }
        var (index, found) = (block.offset, Int(block.position.line))
        while index < bytes.count, found < line {
            if Self.isBreak(index, in: bytes) { found += 1 }
            index += 1
        }
        return index
    }

    /// Whether a line ends with a byte.
    static func isBreak(_ index: Int, in bytes: [UInt8]) -> Bool {
        bytes[index] == 0x0A || (bytes[index] == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A))
    }

    private static func walk(from start: Position, over range: Range<Int>, of bytes: [UInt8]) -> Position {
        var position = start
        for index in range {
            let byte = bytes[index]
            if byte == 0x0A || byte == 0x0D, isBreak(index, in: bytes) {
                position.line += 1
                position.column = 0
            } else if byte & 0xC0 != 0x80 {
                position.column += 1
            }
        }
        return position
    }
}
