import Text

/// The properties of strings that `\p{…}` names with the flag v. https://tc39.es/ecma262/#table-binary-unicode-properties-of-strings
enum UnicodeStrings {
    static func isProperty(_ name: String) -> Bool { properties[name] != nil }

    static func strings(_ name: String) -> ClassStrings? { properties[name]?() }

    private static let properties: [String: @Sendable () -> ClassStrings] = [
        "Basic_Emoji": { basicEmoji }, "Emoji_Keycap_Sequence": { keycaps },
        "RGI_Emoji_Modifier_Sequence": { modified }, "RGI_Emoji_Flag_Sequence": { flags }, "RGI_Emoji_Tag_Sequence": { tags },
        "RGI_Emoji_ZWJ_Sequence": { joined }, "RGI_Emoji": { all },
    ]

    private static let selector: UInt32 = 0xFE0F

    private static let characters = UnicodeProperties.lines(UnicodeData.basicEmoji)

    private static let basicEmoji: ClassStrings = {
        var result = ClassStrings(characters: characters["single"] ?? CodePointSet())
        for range in characters["selected"]?.ranges ?? [] {
            for character in range.first...range.last { result.insert([character, selector]) }
        }
        return result
    }()

    private static let keycaps: ClassStrings = {
        var result = ClassStrings()
        for character in "#*0123456789".unicodeScalars { result.insert([character.value, selector, 0x20E3]) }
        return result
    }()

    private static let modified: ClassStrings = {
        var result = ClassStrings()
        for range in characters["modified"]?.ranges ?? [] {
            for character in range.first...range.last {
                for modifier in UInt32(0x1F3FB)...0x1F3FF { result.insert([character, modifier]) }
            }
        }
        return result
    }()

    private static let flags: ClassStrings = {
        let letters = Array(String(describing: UnicodeData.flags).utf8)
        var result = ClassStrings()
        for index in stride(from: 0, to: letters.count - 1, by: 2) {
            result.insert([letters[index], letters[index + 1]].map { 0x1F1E6 + UInt32($0) - 0x41 })
        }
        return result
    }()

    /// England, Scotland and Wales.
    private static let tags: ClassStrings = {
        var result = ClassStrings()
        for region in ["gbeng", "gbsct", "gbwls"] {
            result.insert([0x1F3F4] + region.unicodeScalars.map { 0xE0000 + $0.value } + [0xE007F])
        }
        return result
    }()

    private static let joined: ClassStrings = {
        var numbers = PackedNumbers(String(describing: UnicodeData.joined)[...].utf8)
        var points: [UInt32] = []
        for _ in 0..<(numbers.next() ?? 0) { points.append((points.last ?? 0) + UInt32(numbers.next() ?? 0)) }
        var result = ClassStrings()
        var string: [UInt32] = []
        while let shared = numbers.next(), let count = numbers.next() {
            string.removeLast(string.count - shared)
            for _ in 0..<count { string.append(points[numbers.next() ?? 0]) }
            result.insert(string)
        }
        return result
    }()

    private static let all: ClassStrings = {
        var result = basicEmoji
        for part in [keycaps, modified, flags, tags, joined] { result.formUnion(part) }
        return result
    }()
}
