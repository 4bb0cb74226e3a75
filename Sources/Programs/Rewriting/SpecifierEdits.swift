import Diagnostics

/// A module's text with some stretches replaced, such as its specifiers; nothing else of it is touched.
public struct SpecifierEdits: Sendable {
    private var edits: [(range: SourceRange, text: String)] = []

    public init() {}

    public var isEmpty: Bool { edits.isEmpty }

    /// Puts a text in the place of a stretch. Stretches do not overlap; an empty one inserts, behind what was inserted there before.
    public mutating func replace(_ range: SourceRange, by text: String) { edits.append((range, text)) }

    public mutating func insert(_ text: String, at offset: UInt32) { replace(SourceRange(start: offset, end: offset), by: text) }

    /// The text that comes of it.
    ///
    /// - Complexity: linear in the length of the text, but for sorting the edits.
    public func bytes(of source: SourceFile) -> [UInt8] {
        if edits.isEmpty { return source.bytes }
        var result: [UInt8] = []
        var next = 0
        for edit in sorted {
            result += source.bytes[next..<Int(edit.range.start)]
            result += edit.text.utf8
            next = Int(edit.range.end)
        }
        result += source.bytes[next...]
        return result
    }

    /// The same as a file, whose places lead back to the module's text: those that were kept letter by letter, and a text that was put in to what
    /// it replaced.
    public func file(of source: SourceFile, named name: String) -> SourceFile {
        if edits.isEmpty { return source }
        var marks: [SourceOrigins.Mark] = []
        var length = 0
        var next: UInt32 = 0
        func mark(_ range: SourceRange, isVerbatim: Bool, count: Int) {
            if count > 0 { marks.append(.init(start: UInt32(length), source: 0, range: range, isVerbatim: isVerbatim)) }
            length += count
        }
        for edit in sorted {
            let kept = SourceRange(start: next, end: edit.range.start)
            mark(kept, isVerbatim: true, count: Int(kept.end - kept.start))
            mark(edit.range, isVerbatim: false, count: edit.text.utf8.count)
            next = edit.range.end
        }
        mark(SourceRange(start: next, end: UInt32(source.bytes.count)), isVerbatim: true, count: source.bytes.count - Int(next))
        return SourceFile(name: name, bytes: bytes(of: source), origins: SourceOrigins(sources: [source], marks: marks))
    }

    private var sorted: [(range: SourceRange, text: String)] {
        edits.enumerated().sorted { ($0.element.range.start, $0.offset) < ($1.element.range.start, $1.offset) }.map(\.element)
    }
}
