import Text

/// The ways in which text becomes part of a DOT file.
public enum DOTText {
    /// A quoted string that Graphviz takes literally: for ids, classes, colours, names.
    public static func quoted(_ text: String) -> String {
        quote(text, escapingAmpersands: false)
    }

    /// A quoted label that shows exactly this text: backslashes are no escapes, ampersands no entities, angle brackets
    /// no HTML, and a line break is a space.
    public static func label(_ text: String) -> String {
        quote(text, escapingAmpersands: true)
    }

    /// A quoted label whose text starts at its box's left edge.
    public static func leftAlignedLabel(_ text: String) -> String {
        var label = label(text)
        label.removeLast()
        return label + "\\l\""
    }

    /// A quoted label whose text ends at its box's right edge.
    public static func rightAlignedLabel(_ text: String) -> String {
        var label = label(text)
        label.removeLast()
        return label + "\\r\""
    }

    private static func quote(_ text: String, escapingAmpersands: Bool) -> String {
        let text = visible(text)
        // Most texts have nothing to escape.
        let isPlain = text.utf8.allSatisfy { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "&") }
        if isPlain { return "\"" + text + "\"" }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "&" where escapingAmpersands: result += "&amp;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// The text on one line, with nothing in it that a reader could not see or XML 1.0 could not hold.
    ///
    /// Line breaks and tabs become spaces, C0 controls their control pictures, and other controls, noncharacters and the
    /// marks that turn the direction of text the replacement character.
    public static func visible(_ text: String) -> String {
        // Most texts are plain ASCII, and this is asked of every one that is drawn.
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        guard text.unicodeScalars.contains(where: { replacement(for: $0) != nil }) else { return text }
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            // One break, one space.
            if !(scalar == "\n" && previous == "\r") { result.append(replacement(for: scalar) ?? scalar) }
            previous = scalar
        }
        return String(result)
    }

    private static func replacement(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x2028, 0x2029, 0x85: " "
        case 0x00...0x1F: Unicode.Scalar(0x2400 + scalar.value)
        case 0x7F: "\u{2421}"
        case let value where value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(value): "\u{FFFD}"
        default: isInvisibleControl(scalar) ? "\u{FFFD}" : nil
        }
    }
}
