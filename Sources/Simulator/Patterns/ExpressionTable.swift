import JavaScript
import RegularExpressions

/// A regular expression object's own part. https://tc39.es/ecma262/#sec-properties-of-regexp-instances
struct RegExpRecord {
    /// [[OriginalSource]]
    var source: StringID
    /// [[RegExpMatcher]] and [[OriginalFlags]]: index into ``ExpressionTable/compiled``.
    var expression: Int32
}

/// The regular expressions of a run, each compiled once.
struct ExpressionTable {
    private struct Key: Hashable {
        var pattern: NameID
        var flags: RegularExpressionFlags
    }

    /// Patterns longer than this are not looked for among those that were compiled.
    static let longestKey = 1000

    var records: [RegExpRecord] = []
    private(set) var compiled: [RegularExpression] = []
    private var known: [Key: Int32] = [:]
    /// What the compiled ones take, in bytes.
    private(set) var compiledBytes = 0
    var matcher = Matcher()

    var byteCount: Int { records.count * MemoryLayout<RegExpRecord>.stride + compiledBytes }

    func find(_ pattern: NameID, _ flags: RegularExpressionFlags) -> Int32? { known[Key(pattern: pattern, flags: flags)] }

    mutating func add(_ expression: RegularExpression, _ pattern: NameID?) -> Int32 {
        compiled.append(expression)
        compiledBytes += expression.byteCount
        let index = Int32(compiled.count - 1)
        if let pattern { known[Key(pattern: pattern, flags: expression.flags)] = index }
        return index
    }
}
