/// Where the sources of modules can be read: the start of an address, such as `https://example.com/source/`, or of a relative one.
public struct LinkBase: Sendable, Equatable {
    let text: String

    /// `nil` for an address of another scheme than http and https, such as one that runs a script, for one with characters that
    /// an address cannot hold, and for one in which the name of a module could come to be, or change, the name of the server: it
    /// begins with `//`, or has nothing behind the server's name.
    public init?(_ text: String) {
        let allowed = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x21...0x7E: ![0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B, 0x7C, 0x7D].contains(byte)
            default: false
            }
        }
        guard !text.isEmpty, allowed else { return nil }
        let lower = text.lowercased()
        let beforeSlash = lower.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if let scheme = ["http://", "https://"].first(where: lower.hasPrefix) {
            let server = lower.dropFirst(scheme.count)
            guard let end = server.firstIndex(where: { "/?#".contains($0) }), end != server.startIndex else { return nil }
        } else {
            guard !beforeSlash.contains(":"), !lower.hasPrefix("//") else { return nil }
        }
        self.text = text
    }

    /// The address of a module of this name.
    func address(of name: String) -> String {
        // Behind a base of one slash a second would begin the name of a server.
        var result = text == "/" && name.utf8.first == UInt8(ascii: "/") ? "/." : text
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let code = [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
                result += String(decoding: code, as: UTF8.self)
            }
        }
        return result
    }
}
