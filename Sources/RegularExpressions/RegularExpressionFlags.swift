/// The flags of a regular expression. https://tc39.es/ecma262/#sec-get-regexp.prototype.flags
public struct RegularExpressionFlags: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let hasIndices = RegularExpressionFlags(rawValue: 1)
    public static let global = RegularExpressionFlags(rawValue: 2)
    public static let ignoreCase = RegularExpressionFlags(rawValue: 4)
    public static let multiline = RegularExpressionFlags(rawValue: 8)
    public static let dotAll = RegularExpressionFlags(rawValue: 16)
    public static let unicode = RegularExpressionFlags(rawValue: 32)
    public static let unicodeSets = RegularExpressionFlags(rawValue: 64)
    public static let sticky = RegularExpressionFlags(rawValue: 128)

    private static let letters: [(Character, RegularExpressionFlags)] = [
        ("d", .hasIndices), ("g", .global), ("i", .ignoreCase), ("m", .multiline), ("s", .dotAll), ("u", .unicode), ("v", .unicodeSets),
        ("y", .sticky),
    ]

    /// `nil` for a letter that is none or stands twice, and for `u` with `v`.
    public init?(_ text: some StringProtocol) {
        var flags: RegularExpressionFlags = []
        for letter in text {
            guard let flag = Self.letters.first(where: { $0.0 == letter })?.1, flags.insert(flag).inserted else { return nil }
        }
        if flags.isSuperset(of: [.unicode, .unicodeSets]) { return nil }
        self = flags
    }

    /// Whether a character is a code point, and not a code unit.
    public var readsCodePoints: Bool { !isDisjoint(with: [.unicode, .unicodeSets]) }

    /// The letters, in the order in which `flags` gives them.
    public var text: String { String(Self.letters.filter { contains($0.1) }.map(\.0)) }
}
