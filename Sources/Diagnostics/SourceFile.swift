import Algorithms

/// A half-open range of UTF-8 offsets in one source text.
public struct SourceRange: Hashable, Sendable {
    /// Offset of the first byte.
    public var start: UInt32
    /// Offset just past the last byte.
    public var end: UInt32

    public init(start: UInt32, end: UInt32) {
        self.start = start
        self.end = end
    }
}

/// A place that a person can open in an editor.
public struct SourceLocation: Hashable, Sendable {
    /// The file as the user would name it.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// The column, from 1, counted in Unicode scalars.
    public var column: Int

    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }
}

/// A text with a name, and the way from an offset in it to a line and a column of the file that a person edits.
///
/// JavaScript that stands inside a scenario, or that was made from declarative steps, is a text of its own; its
/// ``segments`` say which lines of the scenario document it came from, so that an error names the document. A text that was printed
/// from others has ``origins``, which lead to the places in those.
public struct SourceFile: Sendable {
    /// A stretch of this text that came from elsewhere.
    public struct Segment: Sendable {
        /// The first offset in this text that the segment covers; it reaches to the next segment's start.
        public var start: UInt32
        /// Where that offset is in the file that a person edits.
        public var location: SourceLocation
        /// True when the text is copied letter by letter, so that columns count on within the line and lines count on;
        /// false when the whole segment stands for that one place.
        public var isVerbatim: Bool
        /// The column at which a second or later line of a verbatim segment starts in the edited file, from 1.
        public var continuationColumn: Int

        public init(start: UInt32, location: SourceLocation, isVerbatim: Bool, continuationColumn: Int = 1) {
            self.start = start
            self.location = location
            self.isVerbatim = isVerbatim
            self.continuationColumn = continuationColumn
        }
    }

    /// The file as the user would name it.
    public var name: String
    /// The text, UTF-8.
    public var bytes: [UInt8] { didSet { lines = LineTable(segments: lines.segments) } }
    /// Where the text came from, by ascending ``Segment/start``; empty when the text is the file.
    public var segments: [Segment] {
        get { lines.segments }
        set { lines = LineTable(segments: newValue) }
    }
    private var lines: LineTable
    /// Which parts of the text come from which other texts; `nil` when it was not made from any.
    public var origins: SourceOrigins?
    /// The number by which whoever makes other texts of this one knows it; -1 where nobody does.
    public var number: Int32 = -1

    public init(name: String, bytes: [UInt8], segments: [Segment] = [], origins: SourceOrigins? = nil) {
        self.name = name
        self.bytes = bytes
        lines = LineTable(segments: segments)
        self.origins = origins
    }

    public init(name: String, text: String) {
        self.init(name: name, bytes: Array(text.utf8))
    }

    /// The place of an offset, in the file that a person edits. Constant time, once the text has been walked through.
    public func location(at offset: UInt32) -> SourceLocation {
        if let origins, let place = origins.place(of: offset) { return origins.sources[place.source].location(at: place.offset) }
        let position = lines.position(of: Int(offset), in: bytes)
        guard let segment = segment(at: offset) else {
            return SourceLocation(file: name, line: Int(position.line) + 1, column: Int(position.column) + 1)
        }
        guard segment.isVerbatim else { return segment.location }
        let start = lines.position(of: Int(segment.start), in: bytes)
        var location = segment.location
        location.line += Int(position.line - start.line)
        location.column =
            position.line == start.line
            ? location.column + Int(position.column - start.column) : segment.continuationColumn + Int(position.column)
        return location
    }

    /// The line, from 1, of an offset in this text itself, or in the one that was copied into it there; 0 for text that nobody wrote.
    public func ownLine(at offset: UInt32) -> Int {
        guard let origins else { return Int(lines.position(of: Int(offset), in: bytes).line) + 1 }
        return origins.place(of: offset).map { origins.sources[$0.source].ownLine(at: $0.offset) } ?? 0
    }

    /// The segment that covers an offset.
    private func segment(at offset: UInt32) -> Segment? {
        let segments = lines.segments
        let index = segments.partitioningIndex { $0.start > offset }
        return index > 0 ? segments[index - 1] : nil
    }

    /// Where an offset leads through all texts that this one was made from: into the text that somebody wrote.
    ///
    /// - Returns: `nil` for text that nobody but a printer wrote, and for a text that was not made from any.
    public func origin(of offset: UInt32) -> (source: SourceFile, offset: UInt32)? {
        guard let origins, let place = origins.place(of: offset) else { return nil }
        var source = origins.sources[place.source]
        var offset = place.offset
        while let inner = source.origins {
            guard let place = inner.place(of: offset) else { return nil }
            source = inner.sources[place.source]
            offset = place.offset
        }
        return (source, offset)
    }

    /// The part of a text that somebody wrote which a part of this one stands for.
    ///
    /// - Returns: `nil` where its two ends do not lead to one text, and for a text that was not made from any.
    public func originalRange(of range: SourceRange) -> (source: SourceFile, range: SourceRange)? {
        guard let origins, range.start < range.end, let start = origins.place(of: range.start),
            let last = origins.mark(at: range.end - 1), last.source.map({ Int($0) }) == start.source,
            origins.sources.indices.contains(start.source)
        else { return nil }
        let source = origins.sources[start.source]
        // What is not copied stands for the whole of something, and ends with it.
        let end = last.isVerbatim ? min(last.range.start + (range.end - last.start), last.range.end) : last.range.end
        guard last.range.start >= start.offset || last.isVerbatim, start.offset < end else { return nil }
        let inner = SourceRange(start: start.offset, end: end)
        guard source.origins == nil else { return source.originalRange(of: inner) }
        return Int(end) <= source.bytes.count ? (source, inner) : nil
    }

    /// The number of the text that somebody wrote from which an offset comes: this one's own, where it was not made from any; -1 where there is none.
    public func originNumber(of offset: UInt32) -> Int32 { origins == nil ? number : origin(of: offset)?.source.number ?? -1 }

    /// Whether parts of the text come from texts that have numbers.
    public var hasOriginNumbers: Bool { origins != nil || number >= 0 }

    /// The line that an offset stands in, so that a caret put under the column of ``location(at:)`` points at it: what the edited file has before a
    /// segment's text is given as spaces.
    ///
    /// - Parameter reach: how many bytes of a long line are kept before the offset, and behind it.
    /// - Returns: `nil` where the text was made from something else, so that no line of it stands in a file.
    public func line(at offset: UInt32, reach: Int = SourceLine.reach) -> SourceLine? {
        if let origins, let place = origins.place(of: offset) {
            return origins.sources[place.source].line(at: place.offset, reach: reach)
        }
        let segment = segment(at: offset)
        if let segment, !segment.isVerbatim { return nil }
        let place = min(Int(offset), bytes.count)
        let lowest = Int(segment?.start ?? 0)
        var start = place
        while start > lowest, place - start < reach, !isBreak(bytes[start - 1]) { start -= 1 }
        var end = place
        while end < bytes.count, end - place < reach, !isBreak(bytes[end]) { end += 1 }
        // No character is cut in two.
        while start < place, bytes[start] & 0xC0 == 0x80 { start += 1 }
        while end > place, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        let column = location(at: UInt32(start)).column
        // What stands before a segment's text.
        let isStart = start == lowest || isBreak(bytes[start - 1])
        guard isStart, column <= reach else { return SourceLine(text, from: column) }
        return SourceLine(String(repeating: " ", count: max(0, column - 1)) + text)
    }

    /// The line of a place that this file itself has; `nil` far into an endless line.
    public func line(of location: SourceLocation) -> SourceLine? {
        guard location.column < SourceLine.reach, location.line > 0 else { return nil }
        let start = lines.start(ofLine: location.line - 1, in: bytes)
        return SourceLine(String(decoding: bytes[start...].prefix(5 * SourceLine.reach).prefix { !isBreak($0) }, as: UTF8.self))
    }

    private func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    /// How many columns a range covers, in the file that a person edits, up to the end of its first line; at least 1.
    public func width(of range: SourceRange) -> Int {
        if let origins, origins.place(of: range.start) != nil {
            return origins.range(of: range).map { origins.sources[$0.source].width(of: $0.range) } ?? 1
        }
        var width = 0
        let start = min(Int(range.start), bytes.count)
        for byte in bytes[start..<max(start, min(Int(range.end), bytes.count))] {
            if byte == 0x0A || byte == 0x0D { break }
            if byte & 0xC0 != 0x80 { width += 1 }
        }
        return max(1, width)
    }

    /// A diagnostic about a range of this text.
    public func diagnostic(
        _ kind: Diagnostic.Kind, _ message: String, at range: SourceRange, suggestion: String? = nil
    ) -> Diagnostic {
        Diagnostic(
            kind, message, at: location(at: range.start), width: width(of: range), suggestion: suggestion,
            sourceLine: line(at: range.start))
    }
}
