import Algorithms
import Diagnostics
import Text

/// A source map of version 3: where each part of a printed file comes from. https://tc39.es/ecma426/
///
/// The sources are the modules, each with its text: of a scenario too, where a debugger has more of a module by itself than of the document that it stands in.
public struct SourceMap: Sendable {
    /// The name of the printed file.
    public let file: String
    /// By source: the name, as a URL that is relative to the file.
    public private(set) var sources: [String] = []
    /// By source: the text.
    public private(set) var contents: [String] = []
    /// What was called otherwise before it was printed.
    public private(set) var names: [String] = []
    /// The mappings as the format writes them.
    public private(set) var mappings = ""

    /// - Parameters:
    ///   - printed: the text; its origins are the map.
    ///   - name: its path from the folder of the output.
    ///   - nameOfSource: the name of a module by the number of its text.
    /// - Complexity: linear in the length of the text and of its sources.
    public init(of printed: SourceFile, named name: String, nameOfSource: (Int32) -> String) {
        file = String(name.split(separator: "/").last ?? "")
        var pieces = OriginPieces()
        pieces.add(printed)
        var writer = MappingWriter(printed.bytes)
        let above = String(repeating: "../", count: name.count { $0 == "/" })
        var sourceOfNumber: [Int32: Int] = [:]
        var texts: [LineTable] = []
        var nameNumbers: [ExactText: Int] = [:]
        for (index, piece) in pieces.pieces.enumerated() {
            let end = index + 1 < pieces.pieces.count ? Int(pieces.pieces[index + 1].start) : printed.bytes.count
            guard let leaf = piece.leaf else {
                writer.add(at: Int(piece.start), nil)
                continue
            }
            let origin = pieces.leaves[leaf]
            let source = sourceOfNumber[origin.number] ?? sources.count
            if source == sources.count {
                sourceOfNumber[origin.number] = source
                sources.append(above + Self.address(nameOfSource(origin.number)))
                contents.append(String(decoding: origin.bytes, as: UTF8.self))
                texts.append(LineTable(origin.bytes))
            }
            var newName: Int?
            if !piece.isVerbatim, let old = Self.identifier(in: origin.bytes, piece.range) {
                newName = nameNumbers[ExactText(old)] ?? names.count
                if newName == names.count {
                    nameNumbers[ExactText(old)] = names.count
                    names.append(old)
                }
            }
            var start = Int(piece.start)
            while true {
                let offset = piece.isVerbatim ? min(piece.range.start + UInt32(start) - piece.start, piece.range.end) : piece.range.start
                let place = texts[source].place(of: Int(offset))
                writer.add(at: start, MappingWriter.Origin(source: source, line: place.line, column: place.column, name: newName))
                // A mapping ends with its line.
                guard let next = writer.lineStart(after: start), next < end else { break }
                start = next
            }
        }
        mappings = String(decoding: writer.text, as: UTF8.self)
    }

    /// The map as its file has it; ends with a line break.
    public var json: String {
        JSONValue.object([
            "version": .integer(3), "file": .string(file), "sources": .array(sources.map { .string($0) }),
            "sourcesContent": .array(contents.map { .string($0) }), "names": .array(names.map { .string($0) }),
            "mappings": .string(mappings),
        ]).text() + "\n"
    }

    /// An identifier of plain letters that makes up all of a range.
    private static func identifier(in bytes: [UInt8], _ range: SourceRange) -> String? {
        guard range.end > range.start, range.end - range.start <= 100, Int(range.end) <= bytes.count else { return nil }
        let text = bytes[Int(range.start)..<Int(range.end)]
        let isName = text.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F || byte == 0x24
        }
        return isName && !(0x30...0x39).contains(text[text.startIndex]) ? String(decoding: text, as: UTF8.self) : nil
    }

    /// A name as a URL: letters that mean something in one are written as their bytes.
    public static func address(_ name: String) -> String {
        var address = ""
        for byte in name.utf8 {
            let scalar = Unicode.Scalar(byte)
            let isPlain = byte > 0x20 && byte < 0x7F && !"%?#\"<>\\^`{}|".unicodeScalars.contains(scalar)
            address += isPlain ? String(scalar) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
        return address
    }
}

/// The parts of a printed text, each with the place that it leads to through all texts on the way.
private struct OriginPieces {
    struct Piece {
        var start: UInt32
        /// Into ``leaves``; `nil` for text that nobody but a printer wrote.
        var leaf: Int?
        var range: SourceRange
        var isVerbatim: Bool
    }

    private(set) var pieces: [Piece] = []
    private(set) var leaves: [SourceFile] = []
    private var leafOfNumber: [Int32: Int] = [:]

    mutating func add(_ file: SourceFile) {
        add(file, SourceRange(start: 0, end: UInt32(file.bytes.count)), at: 0)
    }

    /// Adds what a part of a text leads to.
    ///
    /// - Parameter start: where the part stands in the printed text.
    private mutating func add(_ file: SourceFile, _ range: SourceRange, at start: UInt32) {
        guard let origins = file.origins else {
            guard file.number >= 0 else { return append(Piece(start: start, leaf: nil, range: range, isVerbatim: false)) }
            return append(Piece(start: start, leaf: leaf(file), range: range, isVerbatim: true))
        }
        let marks = origins.marks
        var index = origins.firstMark(at: range.start)
        if index == marks.count || marks[index].start > range.start {
            append(Piece(start: start, leaf: nil, range: range, isVerbatim: false))
        }
        while index < marks.count, marks[index].start < range.end || marks[index].start == range.start {
            let mark = marks[index]
            let skipped = mark.start < range.start ? range.start - mark.start : 0
            let place = start + (mark.start + skipped - range.start)
            if let source = mark.source {
                let inner = origins.sources[Int(source)]
                let innerStart = mark.isVerbatim ? min(mark.range.start + skipped, mark.range.end) : mark.range.start
                if !mark.isVerbatim {
                    let leaf = inner.origins == nil ? (inner, mark.range) : inner.leaf(of: mark.range)
                    append(
                        Piece(
                            start: place, leaf: leaf.flatMap { $0.0.number >= 0 ? self.leaf($0.0) : nil }, range: leaf?.1 ?? mark.range,
                            isVerbatim: false))
                } else {
                    add(inner, SourceRange(start: innerStart, end: max(innerStart, mark.range.end)), at: place)
                }
            } else {
                append(Piece(start: place, leaf: nil, range: mark.range, isVerbatim: false))
            }
            index += 1
        }
    }

    private mutating func append(_ piece: Piece) {
        if let last = pieces.last, last.start >= piece.start { pieces.removeLast() }
        pieces.append(piece)
    }

    private mutating func leaf(_ file: SourceFile) -> Int {
        if let known = leafOfNumber[file.number] { return known }
        leafOfNumber[file.number] = leaves.count
        leaves.append(file)
        return leaves.count - 1
    }
}

extension SourceOrigins {
    /// The index of the mark that covers an offset, or of the first one behind it.
    fileprivate func firstMark(at offset: UInt32) -> Int {
        let index = marks.partitioningIndex { $0.start > offset }
        return max(0, index - 1)
    }
}

extension SourceFile {
    /// What a range leads to in the text that somebody wrote.
    fileprivate func leaf(of range: SourceRange) -> (SourceFile, SourceRange)? {
        guard let origin = origin(of: range.start) else { return nil }
        let last = self.origin(of: max(range.start, range.end &- 1))
        let end = last.flatMap { $0.source.number == origin.source.number ? $0.offset + 1 : nil }
        return (origin.source, SourceRange(start: origin.offset, end: max(origin.offset, end ?? origin.offset)))
    }
}
