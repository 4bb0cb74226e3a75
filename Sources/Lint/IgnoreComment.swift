import Algorithms
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
        let texts = texts(of: module)
        comments.removeAll { comment in isIn(texts, comment.range.start) }
        for index in comments.indices {
            let location = module.source.location(at: comments[index].range.end)
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

    /// A comment that nearly says that findings are meant, and is not heeded.
    struct NearMiss: Sendable {
        var range: SourceRange
        /// Whether it stands where such a comment stands, and only its words are wrong.
        var isAtStart: Bool
        /// Its first words, as they are written.
        var words: String
    }

    private static let verbs = ["ignore", "disable", "suppress", "skip"].map { Array($0.utf8) }

    /// The comments of a module that are none of ``all(in:)`` and look like one.
    ///
    /// - Complexity: a search of the text; where it finds any, the module's nodes are looked at too.
    static func nearMisses(in module: AnalysedModule) -> [NearMiss] {
        let bytes = module.source.bytes
        var found: [NearMiss] = []
        for place in nearOccurrences(in: bytes) {
            let isWord = place + word.count <= bytes.count && word.indices.allSatisfy { bytes[place + $0] == word[$0] }
            if isWord, comment(at: place, in: bytes) != nil { continue }
            guard let isAtStart = opening(before: place, in: bytes) else { continue }
            var end = place
            while end < bytes.count, end < place + 40, bytes[end] > 0x20 { end += 1 }
            if end < bytes.count, bytes[end] == 0x20, !verbs.contains(where: { contains($0, in: bytes[place..<end]) }) {
                end += 1
                while end < bytes.count, end < place + 40, bytes[end] > 0x20 { end += 1 }
            }
            found.append(
                NearMiss(
                    range: SourceRange(start: UInt32(place), end: UInt32(end)), isAtStart: isAtStart,
                    words: String(decoding: bytes[place..<end], as: UTF8.self)))
        }
        if found.isEmpty { return [] }
        let texts = texts(of: module)
        found.removeAll { isIn(texts, $0.range.start) }
        return found
    }

    /// Where the tool's name stands with a word behind it that says to ignore, however it is written.
    private static func nearOccurrences(in bytes: [UInt8]) -> [Int] {
        var places: [Int] = []
        bytes.withUnsafeBufferPointer { bytes in
            func isLetter(_ index: Int, _ letter: UInt8) -> Bool { index < bytes.count && bytes[index] | 0x20 == letter }
            func isSeparator(_ index: Int) -> Bool { index < bytes.count && [0x2D, 0x5F, 0x20, 0x3A, 0x2E, 0x2F].contains(bytes[index]) }
            var index = 0
            while index + 12 <= bytes.count {
                guard isLetter(index + 1, 0x6C), isLetter(index, 0x74), isLetter(index + 2, 0x61) else {
                    index += 1
                    continue
                }
                let start = index
                index += 3
                if isSeparator(index) { index += 1 }
                guard isLetter(index, 0x73), isLetter(index + 1, 0x69), isLetter(index + 2, 0x6D) else { continue }
                index += 3
                while isSeparator(index), index < start + 12 { index += 1 }
                let verb = verbs.first { verb in verb.indices.allSatisfy { isLetter(index + $0, verb[$0]) } }
                guard let verb else { continue }
                index += verb.count
                // As in `@tla-sim-ignore`.
                places.append(start)
            }
        }
        return places
    }

    private static func contains(_ word: [UInt8], in bytes: ArraySlice<UInt8>) -> Bool {
        let lower = bytes.map { $0 | 0x20 }
        return lower.indices.contains { start in
            start + word.count <= lower.count && word.indices.allSatisfy { lower[start + $0] == word[$0] }
        }
    }

    /// Whether a comment begins before a place in its line, and nothing but the marks of comments stands between; `nil` where none begins.
    private static func opening(before place: Int, in bytes: [UInt8]) -> Bool? {
        var index = place
        var isAtStart = true
        while index > 0, bytes[index - 1] != 0x0A, bytes[index - 1] != 0x0D {
            index -= 1
            let byte = bytes[index]
            if byte == UInt8(ascii: "/"), index > 0, bytes[index - 1] == UInt8(ascii: "/") { return isAtStart }
            if byte == UInt8(ascii: "*"), index > 0, bytes[index - 1] == UInt8(ascii: "/") { return isAtStart }
            if byte == UInt8(ascii: "/"), index > 0, bytes[index - 1] == UInt8(ascii: "*") { return nil }
            let isMark = byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "/")
            if !isMark { isAtStart = false }
        }
        // A line of a longer comment.
        var first = index
        while first < place, bytes[first] == 0x20 || bytes[first] == 0x09 { first += 1 }
        return first < place && bytes[first] == UInt8(ascii: "*") ? isAtStart : nil
    }

    /// The ranges of literals, in order: what reads like a comment in them is none.
    private static func texts(of module: AnalysedModule) -> [SourceRange] {
        module.tree.nodes.enumerated().compactMap { index, node -> SourceRange? in
            switch node {
            case .string, .templateElement, .regularExpression: module.tree.ranges[index]
            default: nil
            }
        }.sorted { $0.start < $1.start }
    }

    /// Binary search for the range that may hold an offset. Texts do not lie in each other.
    private static func isIn(_ ranges: [SourceRange], _ offset: UInt32) -> Bool {
        let index = ranges.partitioningIndex { $0.start > offset }
        return index > 0 && offset < ranges[index - 1].end
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
