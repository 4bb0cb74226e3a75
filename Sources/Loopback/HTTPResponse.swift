/// An answer of HTTP/1.1, from memory.
public struct HTTPResponse: Sendable {
    public var status: Int
    /// The media type of the body.
    public var type: String
    /// Headers beside those that every answer has.
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]

    public init(
        status: Int = 200, type: String = "text/plain; charset=utf-8", headers: [(name: String, value: String)] = [], body: [UInt8] = []
    ) {
        self.status = status
        self.type = type
        self.headers = headers
        self.body = body
    }

    public static let notFound = HTTPResponse(status: 404)

    private static let reasons = [
        200: "OK", 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 409: "Conflict",
        413: "Content Too Large", 431: "Request Header Fields Too Large", 503: "Service Unavailable",
    ]

    /// As it is sent. The connection ends after it.
    var bytes: [UInt8] {
        let own = [
            ("Content-Type", type), ("Content-Length", "\(body.count)"), ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            // No other page may embed what is here, or be told of the place.
            ("Cross-Origin-Resource-Policy", "same-origin"), ("Referrer-Policy", "same-origin"), ("Connection", "close"),
        ]
        let lines = (own + headers.map { ($0.name, $0.value) }).map { "\($0): \($1)\r\n" }.joined()
        return Array("HTTP/1.1 \(status) \(Self.reasons[status] ?? "Other")\r\n\(lines)\r\n".utf8) + body
    }
}
