import Diagnostics
import JavaScript
import Text

/// A comment that says that findings are meant: `// tla-sim-ignore-next-line import-cycle-await: the plugin is optional`.
struct IgnoreComment: Sendable {
    enum Reach: Sendable { case line, nextLine, file }

    var reach: Reach
    /// The names of rules.
    var rules: [String]
    /// Empty where none was given, and then it is not heeded.
    var reason: String
    /// The comment from its word to its end.
    var range: SourceRange
    /// The line that it is about, in the file that a person edits.
    var line = 0

    private static let word = Array("tla-sim-ignore".utf8)

    /// The comments of a module.
    ///
    /// - Complexity: a search of the text; where there are any, the module's nodes are looked at too.
    static func all(in module: AnalysedModule) -> [IgnoreComment] {
        let bytes = module.source.bytes
        let places = occurrences(in: bytes)
        guard !places.isEmpty else { return [] }
        var comments = places.compactMap { comment(at: $0, in: bytes) }
        if comments.isEmpty { return [] }
        // What reads like a comment in a text is none.
        let texts = module.tree.nodes.enumerated().compactMap { index, node -> SourceRange? in
            switch node {
            case .string, .templateElement, .regularExpression: module.tree.ranges[index]
            default: nil
            }
        }.sorted { $0.start < $1.start }
        comments.removeAll { comment in isIn(texts, comment.range.start) }
        var known: (offset: UInt32, location: SourceLocation)?
        for index in comments.indices {
            let end = comments[index].range.end
            let location = module.source.location(at: end, after: known)
            known = (end, location)
            comments[index].line = location.line + (comments[index].reach == .nextLine ? 1 : 0)
        }
        // Comments below each other are about the same line.
        let reversed = comments.indices.reversed()
        for (index, next) in zip(reversed.dropFirst(), reversed)
        where comments[index].reach == .nextLine && comments[next].reach == .nextLine && comments[next].line == comments[index].line + 1 {
            comments[index].line = comments[next].line
        }
        return comments
    }

    /// Binary search for the range that may hold an offset. Texts do not lie in each other.
    private static func isIn(_ ranges: [SourceRange], _ offset: UInt32) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].start <= offset { low = middle + 1 } else { high = middle }
        }
        return low > 0 && offset < ranges[low - 1].end
    }

    private static func occurrences(in bytes: [UInt8]) -> [Int] {
        var places: [Int] = []
        bytes.withUnsafeBufferPointer { bytes in
            var index = 0
            // Few texts have an `l` after a `t`; the word's hyphens are rarer still.
            while index + word.count <= bytes.count {
                if bytes[index + 3] == UInt8(ascii: "-"), bytes[index] == UInt8(ascii: "t"), bytes[index + 7] == UInt8(ascii: "-"),
                    word.indices.allSatisfy({ bytes[index + $0] == word[$0] })
                {
                    places.append(index)
                    index += word.count
                } else {
                    index += 1
                }
            }
        }
        return places
    }

    private static func comment(at place: Int, in bytes: [UInt8]) -> IgnoreComment? {
        var start = place
        while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 || bytes[start - 1] == UInt8(ascii: "*") { start -= 1 }
        // `/*` and `/**` end in the stars that were stepped over.
        let isBlock = start > 0 && bytes[start - 1] == UInt8(ascii: "/") && start < place && bytes[start] == UInt8(ascii: "*")
        let isLine =
            start > 1 && bytes[start - 1] == UInt8(ascii: "/") && bytes[start - 2] == UInt8(ascii: "/") && bytes[start] != UInt8(ascii: "*")
        guard isBlock || isLine else { return nil }
        var end = place
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D {
            if isBlock, bytes[end] == UInt8(ascii: "*"), end + 1 < bytes.count, bytes[end + 1] == UInt8(ascii: "/") { break }
            end += 1
        }
        let text = String(decoding: bytes[(place + word.count)..<end], as: UTF8.self)
        var rest = text[...]
        let reach: Reach
        if rest.hasPrefix("-next-line") {
            reach = .nextLine
            rest = rest.dropFirst("-next-line".count)
        } else if rest.hasPrefix("-file") {
            reach = .file
            rest = rest.dropFirst("-file".count)
        } else {
            reach = .line
            if rest.hasPrefix("-line") { rest = rest.dropFirst("-line".count) }
        }
        guard rest.isEmpty || rest.first == " " || rest.first == "\t" || rest.first == ":" else { return nil }
        let parts = rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let rules = parts[0].split { $0 == "," || $0 == " " || $0 == "\t" }.map(String.init)
        let reason = parts.count > 1 ? parts[1].trimmed : ""
        return IgnoreComment(
            reach: reach, rules: rules, reason: reason, range: SourceRange(start: UInt32(place), end: UInt32(end)))
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var text = self
        while let last = text.last, last.isWhitespace || last == "*" { text.removeLast() }
        return String(text.drop { $0.isWhitespace })
    }
}
