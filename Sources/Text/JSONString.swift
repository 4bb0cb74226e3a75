/// The text as a JSON string in its quotes, which is a JavaScript string literal too.
///
/// Control characters and U+2028/2029 are escaped, and so are the characters that reorder a line of text where it is
/// shown, which would make a source line read as something else.
public func jsonStringLiteral(_ text: String) -> String {
    var bytes: [UInt8] = []
    appendJSONString(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
}

/// The text as a scalar of YAML in double quotes, with the same escapes but for characters past U+FFFF: YAML knows no pairs of surrogates.
public func yamlStringLiteral(_ text: String) -> String {
    var bytes: [UInt8] = []
    appendQuoted(text, to: &bytes) { scalar, bytes in bytes += "\\U\(hexadecimal(scalar.value, digits: 8))".utf8 }
    return String(decoding: bytes, as: UTF8.self)
}

/// Appends the UTF-8 of ``jsonStringLiteral(_:)``.
func appendJSONString(_ text: String, to bytes: inout [UInt8]) {
    appendQuoted(text, to: &bytes) { scalar, bytes in
        for unit in String(scalar).utf16 { bytes += "\\u\(hexadecimal(unit, digits: 4))".utf8 }
    }
}

/// - Parameter escape: appends the escape of a character past U+FFFF.
private func appendQuoted(_ text: String, to bytes: inout [UInt8], escape: (Unicode.Scalar, inout [UInt8]) -> Void) {
    bytes.append(UInt8(ascii: "\""))
    // Most texts have nothing to escape.
    if text.utf8.allSatisfy(isPlain) {
        bytes.append(contentsOf: text.utf8)
    } else {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": bytes += "\\\"".utf8
            case "\\": bytes += "\\\\".utf8
            case "\n": bytes += "\\n".utf8
            case "\r": bytes += "\\r".utf8
            case "\t": bytes += "\\t".utf8
            default:
                if !isInvisibleControl(scalar) {
                    bytes.append(contentsOf: String(scalar).utf8)
                } else if scalar.value <= 0xFFFF {
                    bytes += "\\u\(hexadecimal(scalar.value, digits: 4))".utf8
                } else {
                    escape(scalar, &bytes)
                }
            }
        }
    }
    bytes.append(UInt8(ascii: "\""))
}

private func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
}
