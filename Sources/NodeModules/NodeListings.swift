/// What Node's modules have, in the order in which they list it, with the names and the lengths of the functions: measured, so that who goes through
/// a module finds what there is.
///
/// A word is a name: `-` stands before one that is not enumerable, `/` before the length of a function, and before that `=` and the function's own name
/// where it has another, with `+` in the place of a space. `*` is the module itself.
package enum NodeListings {
    package struct Entry: Sendable, Equatable {
        package var name: String
        package var isHidden = false
        /// `nil` for what is no function.
        package var function: Function?

        package struct Function: Sendable, Equatable {
            package var name: String
            package var length: Int32
        }

        init(_ word: Substring) {
            var word = word
            if word.first == "-" {
                isHidden = true
                word.removeFirst()
            }
            guard let slash = word.lastIndex(of: "/"), let length = Int32(word[word.index(after: slash)...]) else {
                name = String(word)
                return
            }
            let parts = word[..<slash].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            name = String(parts[0])
            let own = parts.count > 1 ? parts[1].split(separator: "+").joined(separator: " ") : name
            function = Function(name: own, length: length)
        }
    }

    /// The enumerable names of the global object, in order.
    package static let globals = [
        "global", "clearImmediate", "setImmediate", "clearInterval", "clearTimeout", "setInterval", "setTimeout", "queueMicrotask",
        "structuredClone", "atob", "btoa", "performance", "fetch", "crypto", "navigator",
    ]

    /// The names of a module; none of one that is not listed.
    ///
    /// - Parameter isLatest: whether of Node.js 24, or of 20.
    /// - Complexity: linear in the text of all modules.
    package static func entries(of module: String, isLatest: Bool) -> [Entry] {
        var entries: [Entry] = []
        var isThere = false
        for line in (isLatest ? latest : earlier).split(separator: "\n") {
            if line.first != " " {
                if isThere { break }
                isThere = line.hasPrefix(module + ":")
            }
            if isThere { entries += line.split(separator: " ").dropFirst(line.first == " " ? 0 : 1).map { Entry($0) } }
        }
        return entries
    }
}
