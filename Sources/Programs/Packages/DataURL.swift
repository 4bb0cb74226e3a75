import Diagnostics
import Files
import Text

/// Modules in `data:` URLs. https://fetch.spec.whatwg.org/#data-url-processor
enum DataURL {
    static func isOne(_ text: String) -> Bool { text.prefix(5).lowercased() == "data:" }

    /// What a message or a picture shows of one.
    static func shown(_ text: String) -> String { text.count > 40 ? text.prefix(39) + "…" : text }

    /// The module that stands in a URL.
    static func text(of url: String) throws(LoadProblem) -> ModuleText {
        guard let comma = url.firstIndex(of: ",") else { throw problem(url, "it has no ',' before its text") }
        var type = url[..<comma].dropFirst("data:".count).lowercased().filter { $0 != " " }
        var body = url[url.index(after: comma)...]
        if let hash = body.firstIndex(of: "#") { body = body[..<hash] }
        let isBase64 = type.hasSuffix(";base64")
        if isBase64 { type.removeLast(";base64".count) }
        let format: ModuleFormat
        switch type.prefix(while: { $0 != ";" }) {
        case "text/javascript", "application/javascript": format = .module
        case "application/json": format = .json
        case let other: throw problem(url, "'\(other)' is no type of a module", "write data:text/javascript,…")
        }
        var bytes = Specifier.decodedBytes(body)
        if isBase64 {
            guard let decoded = decoded(base64: bytes) else { throw problem(url, "it is not base64") }
            bytes = decoded
        }
        return ModuleText(file: SourceFile(name: shown(url), bytes: bytes), format: format)
    }

    private static func problem(_ url: String, _ why: String, _ suggestion: String? = nil) -> LoadProblem {
        LoadProblem(reason: .other, diagnostic: Diagnostic(.link, "cannot load '\(shown(url))': \(why)", suggestion: suggestion))
    }

    /// https://infra.spec.whatwg.org/#forgiving-base64-decode
    private static func decoded(base64 bytes: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes where ![0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "=")].contains(byte) {
            let value: UInt8
            switch byte {
            case 0x41...0x5A: value = byte - 0x41
            case 0x61...0x7A: value = byte - 0x61 + 26
            case 0x30...0x39: value = byte - 0x30 + 52
            case UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "/"): value = 63
            default: return nil
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return result
    }
}
