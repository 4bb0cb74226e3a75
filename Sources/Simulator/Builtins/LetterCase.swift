/// Lower case as ECMA-262 asks for it.
enum LetterCase {
    private static let capitalSigma: Unicode.Scalar = "\u{3A3}"
    private static let finalSigma: Unicode.Scalar = "\u{3C2}"

    /// toLowercase of the Unicode Default Case Conversion, with its one rule that looks at what stands beside a letter: a capital sigma at
    /// the end of a word becomes a final one. https://tc39.es/ecma262/#sec-string.prototype.tolowercase
    static func lowercased(_ text: String) -> String {
        guard text.unicodeScalars.contains(capitalSigma) else { return text.lowercased() }
        let scalars = Array(text.unicodeScalars)
        // Whether a cased letter comes next after each, and before each, whatever case-ignorable characters lie between.
        var isCasedAfter = [Bool](repeating: false, count: scalars.count)
        var isCased = false
        for (index, scalar) in scalars.enumerated().reversed() {
            isCasedAfter[index] = isCased
            if !scalar.properties.isCaseIgnorable { isCased = scalar.properties.isCased }
        }
        isCased = false
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            if scalar == capitalSigma, isCased, !isCasedAfter[index] {
                result.append(finalSigma)
            } else {
                // One by one: a piece at a time would move what is there already.
                for lower in scalar.properties.lowercaseMapping.unicodeScalars { result.append(lower) }
            }
            if !scalar.properties.isCaseIgnorable { isCased = scalar.properties.isCased }
        }
        return String(result)
    }

    // MARK: Turkish and Azerbaijani. https://www.unicode.org/Public/UCD/latest/ucd/SpecialCasing.txt

    private static let dotAbove: Unicode.Scalar = "\u{307}"

    /// An I loses no dot that it has not: it becomes a dotless one, unless the dot follows.
    static func turkicLowercased(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while index < scalars.count {
            switch scalars[index] {
            case "\u{130}": result.append("i")
            case "I":
                let dot = scalars[(index + 1)...].firstIndex {
                    $0.properties.canonicalCombiningClass.rawValue == 0 || $0.properties.canonicalCombiningClass.rawValue == 230
                }
                if let dot, scalars[dot] == dotAbove {
                    result.append("i")
                    for mark in scalars[(index + 1)..<dot] { result.append(mark) }
                    index = dot
                } else {
                    result.append("\u{131}")
                }
            default: result.append(scalars[index])
            }
            index += 1
        }
        return lowercased(String(result))
    }

    static func turkicUppercased(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(scalar == "i" ? "\u{130}" : scalar) }
        return String(result).uppercased()
    }
}
