import Algorithms

/// Which part of a text comes from which place of which other text, for a text that was printed or put together from others.
///
/// Places lead back through every text on the way: each of ``sources`` may have origins of its own, or segments of a scenario document.
///
/// It never changes, and files share it: most have none, and there are a hundred thousand of them.
public final class SourceOrigins: Sendable {
    /// A stretch of the text; it reaches to the next mark.
    public struct Mark: Hashable, Sendable {
        /// The first offset that it covers.
        public var start: UInt32
        /// What it stands for in the source.
        public var range: SourceRange
        /// The index into ``SourceOrigins/sources``; `nil` for text that stands for itself: nobody but the printer wrote it.
        public var source: UInt32?
        /// Whether it is copied letter by letter, so that offsets count on in it; else all of it stands for all of the range.
        public var isVerbatim: Bool

        public init(start: UInt32, source: UInt32?, range: SourceRange, isVerbatim: Bool) {
            self.start = start
            self.source = source
            self.range = range
            self.isVerbatim = isVerbatim
        }
    }

    /// The texts that it comes from.
    public let sources: [SourceFile]
    /// By ascending ``Mark/start``, one for each.
    public let marks: [Mark]

    public init(sources: [SourceFile], marks: [Mark]) {
        self.sources = sources
        self.marks = marks
    }

    /// The mark that covers an offset; `nil` before the first.
    ///
    /// - Complexity: logarithmic in the number of marks.
    public func mark(at offset: UInt32) -> Mark? { index(at: offset).map { marks[$0] } }

    private func index(at offset: UInt32) -> Int? {
        let index = marks.partitioningIndex { $0.start > offset }
        return index > 0 ? index - 1 : nil
    }

    /// The offset in a source that an offset of the text leads to; `nil` for text that stands for itself.
    public func place(of offset: UInt32) -> (source: Int, offset: UInt32)? {
        guard let mark = mark(at: offset), let source = mark.source else { return nil }
        let start = mark.range.start
        // What follows copied text without a mark of its own, such as a comma, stands at its end.
        return (Int(source), mark.isVerbatim ? min(start + (offset - mark.start), mark.range.end) : start)
    }

    /// The part of a source that a part of the text leads to: from where its first letter leads, to where its last one does. Text that
    /// is not copied leads to all that it stands for when it is there to its end, and else to the first letter.
    ///
    /// - Returns: `nil` when the two lead to unlike sources, or to none.
    public func range(of range: SourceRange) -> (source: Int, range: SourceRange)? {
        guard let start = place(of: range.start), let index = index(at: max(range.start, range.end &- 1)),
            let source = marks[index].source, Int(source) == start.source
        else { return nil }
        let last = marks[index]
        var end = last.range.end
        if last.isVerbatim {
            end = min(last.range.start + (range.end - last.start), end)
        } else if index + 1 < marks.count, range.end < marks[index + 1].start {
            end = min(last.range.start + 1, end)
        }
        return (start.source, SourceRange(start: start.offset, end: max(start.offset, end)))
    }
}
