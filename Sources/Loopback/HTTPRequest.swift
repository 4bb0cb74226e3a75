/// A request of HTTP/1.1.
public struct HTTPRequest: Sendable {
    public var method: String
    /// Without the query; percent-encoding undone.
    public var path: String
    /// Names in lower case, values without the blanks around them.
    var headers: [(name: String, value: String)]
    public var body: [UInt8] = []

    /// The values of all headers of that name.
    func values(_ name: String) -> [String] { headers.filter { $0.name == name }.map(\.value) }

    /// Undoes percent-encoding.
    static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// The status by which a request is refused.
struct HTTPRefusal: Error, Hashable {
    var status: Int
    static let malformed = HTTPRefusal(status: 400)
    static let forbidden = HTTPRefusal(status: 403)
    static let notFound = HTTPRefusal(status: 404)
    static let otherMethod = HTTPRefusal(status: 405)
    static let bodyTooLarge = HTTPRefusal(status: 413)
    static let headTooLarge = HTTPRefusal(status: 431)
}

/// Puts a request together from the pieces in which it comes. No byte is looked at twice, and no size is believed before it is bounded.
struct HTTPRequestReader {
    /// Bytes of the request line and the headers, and how many of the latter.
    static let largestHead = 16 << 10
    static let mostHeaders = 64
    /// Bytes; more than any report of a program is long.
    static let largestBody = 64 << 20

    private static let blankLine = Array("\r\n\r\n".utf8)

    private var bytes: [UInt8] = []
    /// Of what was looked at before, nothing is part of a blank line but what such a line begins with.
    private var searched = 0
    private var request: HTTPRequest?
    private var bodyLength = 0
    private let bodyLimit: Int

    /// - Parameter bodyLimit: bytes.
    init(bodyLimit: Int = largestBody) { self.bodyLimit = min(bodyLimit, Self.largestBody) }

    /// Takes a piece.
    ///
    /// - Parameter admit: looks at the request when its head is there, before a body is waited for.
    /// - Returns: the request, once it is there whole; what comes after it is dropped.
    mutating func take(
        _ piece: some Collection<UInt8>, admit: (HTTPRequest) throws(HTTPRefusal) -> Void
    ) throws(HTTPRefusal) -> HTTPRequest? {
        bytes += piece
        if request == nil {
            guard let end = endOfHead() else {
                if bytes.count > Self.largestHead { throw .headTooLarge }
                return nil
            }
            guard end <= Self.largestHead else { throw .headTooLarge }
            let head = try Self.head(bytes[..<end])
            bodyLength = try Self.bodyLength(head, limit: bodyLimit)
            try admit(head)
            request = head
            bytes.removeFirst(end + Self.blankLine.count)
        }
        guard bytes.count >= bodyLength, var whole = request else { return nil }
        whole.body = Array(bytes.prefix(bodyLength))
        return whole
    }

    private mutating func endOfHead() -> Int? {
        var place = max(0, searched - (Self.blankLine.count - 1))
        while place + Self.blankLine.count <= bytes.count {
            if bytes[place..<place + Self.blankLine.count].elementsEqual(Self.blankLine) { return place }
            place += 1
        }
        searched = bytes.count
        return nil
    }

    // MARK: The head

    private static func head(_ bytes: ArraySlice<UInt8>) throws(HTTPRefusal) -> HTTPRequest {
        let text = String(decoding: bytes, as: UTF8.self)
        // A line break is both characters; no other control character belongs into a head.
        let lines = text.unicodeScalars.split(separator: "\r", omittingEmptySubsequences: false)
        var parts: [Substring] = []
        for (index, line) in lines.enumerated() {
            guard index == 0 || line.first == "\n" else { throw .malformed }
            let content = index == 0 ? line : line.dropFirst()
            guard content.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F || $0 == "\t" }) else { throw .malformed }
            parts.append(Substring(content))
        }
        let words = parts[0].split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, words[2] == "HTTP/1.1", words[1].hasPrefix("/"), !words[0].isEmpty else { throw .malformed }
        guard parts.count - 1 <= mostHeaders else { throw .headTooLarge }
        var headers: [(name: String, value: String)] = []
        for line in parts.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { throw .malformed }
            let name = line[..<colon]
            guard !name.isEmpty, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .malformed }
            let isBlank = { (character: Character) in character == " " || character == "\t" }
            let value = String(line[line.index(after: colon)...].drop(while: isBlank).reversed().drop(while: isBlank).reversed())
            headers.append((name.lowercased(), value))
        }
        return HTTPRequest(method: String(words[0]), path: HTTPRequest.decoded(words[1].prefix { $0 != "?" }), headers: headers)
    }

    private static func bodyLength(_ head: HTTPRequest, limit: Int) throws(HTTPRefusal) -> Int {
        guard head.values("transfer-encoding").isEmpty else { throw .malformed }
        let lengths = head.values("content-length")
        guard let digits = lengths.first else { return 0 }
        guard lengths.count == 1, !digits.isEmpty, digits.utf8.allSatisfy({ UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9") }) else {
            throw .malformed
        }
        // Of so many digits no number is too large for arithmetic.
        guard digits.utf8.count <= 15, let length = Int(digits), length <= limit else { throw .bodyTooLarge }
        return length
    }
}
