/// A module specifier, taken apart as the URL that it may be.
///
/// Node.js, Deno and pages take `./`, `../` and `/` from the importing module's URL, and anything with a scheme for a URL by itself.
/// https://html.spec.whatwg.org/multipage/webappapis.html#resolve-a-module-specifier
public struct Specifier: Sendable {
    public enum Form: Hashable, Sendable {
        /// `./x`, `../x`, and `.` and `..`, which name folders.
        case relative
        /// `/x`: from the root.
        case rooted
        /// A URL of a file on this machine.
        case file
        /// A URL of another scheme, or of a file elsewhere; the scheme in small letters.
        case url(scheme: String)
        /// A name, which only a host's own table, or a scenario, gives a meaning.
        case bare
    }

    public let text: String
    public let form: Form
    /// The path, with its percent-encodings; for ``Form/file`` and ``Form/rooted`` it begins with `/`. The whole text where it is no path.
    let path: String
    /// The query and the fragment as a URL has them, each with its sign; empty ones are none.
    ///
    /// Deviation: to Deno and to a page `./x#` is another module than `./x`, to Node.js the same.
    public let suffix: String

    public init(_ text: String) {
        self.text = text
        let form = Self.form(of: text)
        switch form {
        case .bare, .url:
            (self.form, path, suffix) = (form, text, "")
        case .relative, .rooted:
            self.form = form
            (path, suffix) = Self.split(Self.trimmed(text))
        case .file:
            let (rest, suffix) = Self.split(Self.trimmed(text.dropFirst("file:".count)))
            var path = rest
            var host = ""
            if path.hasPrefix("//") {
                path.removeFirst(2)
                host = String(path.prefix { $0 != "/" })
                path.removeFirst(host.count)
            }
            // Only this machine's own files are read.
            guard host.isEmpty || host.lowercased() == "localhost" else {
                (self.form, self.path, self.suffix) = (.url(scheme: "file"), text, "")
                return
            }
            if !path.hasPrefix("/") { path = "/" + path }
            (self.form, self.path, self.suffix) = (.file, path, suffix)
        }
    }

    /// A URL that is no specifier: `x.js` is relative as `./x.js` is.
    public static func ofURL(_ address: String) -> Specifier {
        let specifier = Specifier(address)
        return specifier.form == .bare && !address.isEmpty ? Specifier("./" + address) : specifier
    }

    /// Whether it starts from the importing module or the root, and not from a scheme or a name.
    public var isRelative: Bool { form == .relative || form == .rooted }

    /// Whether it leads to a file, by a path or a `file:` URL.
    public var namesFile: Bool { isRelative || form == .file }

    private static func form(of text: String) -> Form {
        if text == "." || text == ".." || text.hasPrefix("./") || text.hasPrefix("../") { return .relative }
        if text.hasPrefix("/") { return .rooted }
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), colon != text.startIndex, text.utf8.first.map(isLetter) == true,
            text.utf8[..<colon].allSatisfy({ isLetter($0) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0) })
        else { return .bare }
        let scheme = text[..<colon].lowercased()
        return scheme == "file" ? .file : .url(scheme: scheme)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }

    /// Without what the URL parser drops: line breaks and tabs, and controls and blanks at the end. A backslash is a slash.
    /// https://url.spec.whatwg.org/#concept-basic-url-parser
    private static func trimmed(_ text: some StringProtocol) -> [UInt8] {
        var bytes = text.utf8.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return bytes
    }

    private static func split(_ bytes: [UInt8]) -> (path: String, suffix: String) {
        let end = bytes.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? bytes.count
        let path = bytes[..<end].map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
        let hash = bytes[end...].firstIndex(of: UInt8(ascii: "#")) ?? bytes.count
        let query = encoded(bytes[end..<hash], .query)
        let fragment = encoded(bytes[hash...], .fragment)
        return (String(decoding: path, as: UTF8.self), (query.count > 1 ? query : "") + (fragment.count > 1 ? fragment : ""))
    }

    // MARK: Percent-encoding

    private enum PercentEncodeSet { case path, name, query, fragment }

    /// https://url.spec.whatwg.org/#path-percent-encode-set and its neighbours, for URLs of files.
    private static func encoded(_ bytes: some Sequence<UInt8>, _ set: PercentEncodeSet) -> String {
        var result = ""
        for byte in bytes {
            let isEncoded =
                switch byte {
                case ...0x20, 0x7F..., UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"): true
                case UInt8(ascii: "'"): set == .query
                case UInt8(ascii: "`"): set != .query
                // The rest is what Node.js escapes when it makes a URL of a path, so that the path can be had back.
                case UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "#"): set == .path
                case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "|"), UInt8(ascii: "^"), UInt8(ascii: "["), UInt8(ascii: "]"),
                    UInt8(ascii: "~"), UInt8(ascii: "\\"):
                    set == .path || set == .name
                default: false
                }
            if isEncoded {
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.count == 1 ? "%0" + digits : "%" + digits
            } else {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return result
    }

    /// The path of a URL that stands for a path of names as they are.
    public static func encodedPath(_ path: String) -> String { encoded(path.utf8, .path) }

    /// What stands in a URL for a name that may be written as in a URL already: percent-encodings, a query and a fragment stay.
    static func encodedName(_ name: String) -> String { encoded(name.utf8, .name) }

    /// A text with its percent-encodings read; those that are none stay. What comes to be no UTF-8 is replaced.
    static func decoded(_ text: some StringProtocol) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        return String(decoding: decodedBytes(text), as: UTF8.self)
    }

    static func decodedBytes(_ text: some StringProtocol) -> [UInt8] {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = digit(bytes[index + 1]),
                let low = digit(bytes[index + 2])
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    /// Whether the path holds an encoded `/` or `\`, which no name of a file can.
    public var hasEncodedSlash: Bool {
        let lower = path.lowercased()
        return lower.contains("%2f") || lower.contains("%5c")
    }

    /// Whether the percent-encodings of the path are of UTF-8: what is not names no file that can be told.
    public var isText: Bool { !path.utf8.contains(UInt8(ascii: "%")) || Self.decodedBytes(path).elementsEqual(decodedPath.utf8) }

    /// The path with each name decoded. Names that say `.` or `..` in percent-encoding are those, as in URLs.
    public var decodedPath: String { Self.decoded(path) }
}
