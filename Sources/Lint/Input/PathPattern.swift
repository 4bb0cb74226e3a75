/// A pattern of paths, as `ignore` in a configuration has it: `vendor/**`, `*.min.js`, `dist/`.
///
/// `*` and `?` stand for what is no `/`, `**` for any folders. A pattern without a `/` inside stands for a name anywhere, and one that names a folder
/// for all below it.
struct PathPattern: Sendable {
    private let names: [[UInt8]]

    private static let any = Array("**".utf8)

    init(_ text: String) {
        var names = text.utf8.split(separator: UInt8(ascii: "/")).map(Array.init).filter { $0 != Array(".".utf8) }
        let isAnywhere = names.count == 1 && !text.hasPrefix("/") && !text.hasPrefix("./")
        if isAnywhere { names.insert(Self.any, at: 0) }
        // Two in a row say what one does.
        self.names = names.enumerated().filter { $0.offset == 0 || $0.element != Self.any || names[$0.offset - 1] != Self.any }.map(
            \.element)
    }

    /// Whether the path, or a folder that it lies in, is meant.
    ///
    /// - Parameter path: from the folder that the pattern is about.
    func matches(_ path: String) -> Bool { matches(parts: Self.parts(of: path)) }

    fileprivate static func parts(of path: String) -> [[UInt8]] { path.utf8.split(separator: UInt8(ascii: "/")).map(Array.init) }

    fileprivate func matches(parts: [[UInt8]]) -> Bool {
        // By pattern name: whether the names before it fit the parts so far.
        var fits = [Bool](repeating: false, count: names.count + 1)
        fits[0] = true
        spread(&fits)
        for part in parts {
            var next = [Bool](repeating: false, count: names.count + 1)
            for (index, name) in names.enumerated() where fits[index] {
                if name == Self.any { next[index] = true } else if Self.matches(part, name) { next[index + 1] = true }
            }
            spread(&next)
            fits = next
            // All is below what is meant. `a/**` means what is below a, and not a itself, of which only folders are asked.
            if fits[names.count] { return true }
        }
        return false
    }

    /// `**` may stand for nothing.
    private func spread(_ fits: inout [Bool]) {
        for (index, name) in names.enumerated() where fits[index] && name == Self.any { fits[index + 1] = true }
    }

    /// Whether a name fits one with `*` and `?`, in time that is at most the product of their lengths.
    private static func matches(_ text: [UInt8], _ pattern: [UInt8]) -> Bool {
        var (place, next) = (0, 0)
        var star: (pattern: Int, text: Int)?
        while place < text.count {
            if next < pattern.count, pattern[next] == UInt8(ascii: "*") {
                star = (next, place)
                next += 1
            } else if next < pattern.count, pattern[next] == UInt8(ascii: "?") || pattern[next] == text[place] {
                place += 1
                next += 1
            } else if let last = star {
                star = (last.pattern, last.text + 1)
                next = last.pattern + 1
                place = last.text + 1
            } else {
                return false
            }
        }
        return pattern[next...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}

extension [PathPattern] {
    /// Whether one of them means the path, or a folder that it lies in.
    func match(_ path: String) -> Bool {
        if isEmpty { return false }
        let parts = PathPattern.parts(of: path)
        return contains { $0.matches(parts: parts) }
    }
}
