import Diagnostics
import Files

/// Which of the user's modules each part of a bundler's output comes from, as far as the output says: by its source map, or by the comments
/// that stand before modules.
///
/// esbuild and bun write `// src/a.js` before a module, rolldown `//#region src/a.js`, webpack in development a box with the name in it. Rollup and minified
/// output say nothing but in their map.
public struct BundleOrigins: Sendable {
    /// A place in a module of the user's.
    public struct Origin: Hashable, Sendable {
        /// The module: a path as the bundler had it, or from the current folder.
        public var module: String
        /// From 1; `nil` where only the module is known.
        public var line: Int?

        /// `src/a.js:3`
        public var text: String { line.map { "\(module):\($0)" } ?? module }

        /// Whether words that may name the module lack the place.
        public func says(moreThan words: String) -> Bool { line != nil || words.firstRange(of: module) == nil }
    }

    private struct Mapped {
        var map: ReadSourceMap
        /// By source of the map.
        var names: [String]
    }

    private let text: SourceFile
    private let mapped: Mapped?
    /// Where a module begins, by ascending offset; an empty name where one ends.
    private let headings: [(start: Int, name: String)]

    /// Whether the text says nothing.
    public var isEmpty: Bool { mapped == nil && headings.isEmpty }

    /// - Parameters:
    ///   - map: the text of its source map.
    ///   - folder: the one that the map lies in, with its `/`; empty for the current folder.
    public init(of text: SourceFile, map: [UInt8]? = nil, folder: String = "") {
        self.text = text
        if let map = map.flatMap(ReadSourceMap.init) {
            mapped = Mapped(map: map, names: map.sources.map { Self.path($0, from: folder) })
            headings = []
        } else {
            mapped = nil
            headings = Self.headings(in: text.bytes)
        }
    }

    /// Where the code at an offset comes from; `nil` for code of the bundler's, and where nothing says it.
    public func origin(at offset: UInt32) -> Origin? {
        if let mapped {
            let (line, column) = place(of: Int(offset))
            guard let place = mapped.map.place(line: line, column: column) else { return nil }
            let name = mapped.names[Int(place.source)]
            return name.isEmpty ? nil : Origin(module: name, line: Int(place.line) + 1)
        }
        guard let heading = headings.last(where: { $0.start <= Int(offset) }), !heading.name.isEmpty else { return nil }
        return Origin(module: heading.name)
    }

    /// The module that a piece of the text was; of several that are in one function the last, which is the one that the others were brought in for.
    public func module(of range: SourceRange) -> String? {
        guard let mapped else { return origin(at: range.start)?.module }
        let place = mapped.map.lastPlace(from: place(of: Int(range.start)), to: place(of: Int(range.end))) {
            !mapped.names[Int($0.source)].isEmpty
        }
        return place.map { mapped.names[Int($0.source)] }
    }

    /// The line from 0, and the column from 0 in units of UTF-16.
    private func place(of offset: Int) -> (line: Int, column: Int) {
        var start = min(offset, text.bytes.count)
        let end = start
        while start > 0, text.bytes[start - 1] != 0x0A, text.bytes[start - 1] != 0x0D { start -= 1 }
        var column = 0
        for byte in text.bytes[start..<end] where byte & 0xC0 != 0x80 { column += byte >= 0xF0 ? 2 : 1 }
        return (text.ownLine(at: UInt32(end)) - 1, column)
    }

    /// The path of a source: webpack writes `webpack://name/./src/a.js`.
    private static func path(_ source: String, from folder: String) -> String {
        if let scheme = source.firstRange(of: "://") {
            guard source.hasPrefix("webpack") || source.hasPrefix("rspack") || source.hasPrefix("turbopack") else { return source }
            let path = source[scheme.upperBound...].drop { $0 != "/" }.drop { $0 == "/" }
            // What the bundler adds of its own.
            if path.hasPrefix("webpack/") || path.hasPrefix("rspack/") { return "" }
            return Paths.normalized(String(path), top: .isOpen)
        }
        return source.isEmpty ? "" : Paths.normalized(source, from: source.hasPrefix("/") ? "" : folder, top: .isOpen)
    }

    // MARK: Comments

    /// The headings of a text. One that names no folder counts only beside others: it may be anybody's comment.
    private static func headings(in bytes: [UInt8]) -> [(start: Int, name: String)] {
        var found: [(start: Int, name: String)] = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            // A long line is no such comment.
            if end - start < 1_000, let name = heading(bytes[start..<end]) { found.append((start, name)) }
            start = end + 1
        }
        let names = Set(found.map(\.name).filter { !$0.isEmpty })
        return names.count > 1 || names.first?.contains("/") == true ? found : []
    }

    /// The module that a line begins; empty where it ends one, `nil` for any other line.
    private static func heading(_ line: ArraySlice<UInt8>) -> String? {
        let text: Substring
        if line.starts(with: "//#region ".utf8) {
            text = Substring(decoding: line.dropFirst(10), as: UTF8.self)
        } else if line.starts(with: "//#endregion".utf8) {
            return ""
        } else if line.starts(with: "// ".utf8) {
            text = Substring(decoding: line.dropFirst(3), as: UTF8.self)
        } else if line.starts(with: "  !*** ".utf8), line.suffix(5).elementsEqual(" ***!".utf8) {
            text = Substring(decoding: line.dropFirst(7).dropLast(5), as: UTF8.self)
        } else {
            return nil
        }
        let name = text.last == "\r" ? text.dropLast() : text
        return isPath(name) ? String(name) : nil
    }

    private static let endings = ["js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx", "json", "vue", "svelte"]

    private static func isPath(_ name: Substring) -> Bool {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex, endings.contains(String(name[name.index(after: dot)...])) else {
            return false
        }
        return !name.contains { $0 == " " || $0 == "\t" || $0 == "(" || $0 == "'" || $0 == "\"" }
    }
}
