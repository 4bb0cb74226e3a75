import Diagnostics

/// Text that a scenario document holds, such as JavaScript, and where each part of it stands there.
public struct DocumentText: Sendable {
    public var text: String
    /// Where the value begins in the document: its quote or `|`, if it has one.
    public var location: SourceLocation
    /// Where the characters stand, by offsets in ``text``.
    public var segments: [SourceFile.Segment]

    public init(_ text: String, at location: SourceLocation, segments: [SourceFile.Segment] = []) {
        self.text = text
        self.location = location
        self.segments = segments.isEmpty ? [SourceFile.Segment(start: 0, location: location, isVerbatim: false)] : segments
    }

    /// Where the byte at an offset of ``text`` stands.
    func location(at offset: Int) -> SourceLocation {
        SourceFile(name: location.file, bytes: Array(text.utf8), segments: segments).location(at: UInt32(offset))
    }
}
