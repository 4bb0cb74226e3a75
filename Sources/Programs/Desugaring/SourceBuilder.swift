import Diagnostics
import Scenario

/// Writes JavaScript made from a document, and keeps where each part of it came from.
struct SourceBuilder {
    private(set) var bytes: [UInt8] = []
    private(set) var segments: [SourceFile.Segment] = []
    /// How deep the statement being written is nested.
    var level = 0

    var indentation: String { String(repeating: "  ", count: level) }

    /// Text that the document does not hold letter by letter; all of it stands for one place.
    mutating func generated(_ text: String, at location: SourceLocation) {
        if segments.last.map({ !$0.isVerbatim && $0.location == location }) != true {
            segments.append(SourceFile.Segment(start: UInt32(bytes.count), location: location, isVerbatim: false))
        }
        bytes += text.utf8
    }

    /// A line of its own, at the current indentation.
    mutating func line(_ text: String, at location: SourceLocation) {
        generated(indentation + text + "\n", at: location)
    }

    /// Text of the document, less the blanks and line breaks at its end.
    ///
    /// - Parameter isIndented: whether its second and later lines get the current indentation.
    mutating func verbatim(_ text: DocumentText, isIndented: Bool) {
        let source = Array(text.text.utf8)
        let end = source.lastIndex { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }.map { $0 + 1 } ?? 0
        let indent = isIndented ? Array(indentation.utf8) : []
        var next = 0
        var segment = SourceFile.Segment(start: 0, location: text.location, isVerbatim: false)
        for index in 0..<end {
            if next < text.segments.count, Int(text.segments[next].start) == index {
                segment = text.segments[next]
                next += 1
                append(segment)
            } else if index == 0 {
                append(segment)
            }
            bytes.append(source[index])
            guard source[index] == 0x0A else { continue }
            segment.location.line += segment.isVerbatim ? 1 : 0
            if segment.isVerbatim { segment.location.column = segment.continuationColumn }
            let startsSegment = next < text.segments.count && Int(text.segments[next].start) == index + 1
            if !indent.isEmpty, index + 1 < end, source[index + 1] != 0x0A {
                bytes += indent
                if !startsSegment { append(segment) }
            }
        }
    }

    private mutating func append(_ segment: SourceFile.Segment) {
        var segment = segment
        segment.start = UInt32(bytes.count)
        if segments.last?.start == segment.start { segments.removeLast() }
        segments.append(segment)
    }
}
