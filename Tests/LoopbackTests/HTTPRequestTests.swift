import Testing

@testable import Loopback

@Suite struct HTTPRequestTests {
    private func read(_ text: String, pieces: Int = .max) throws(HTTPRefusal) -> HTTPRequest? {
        var reader = HTTPRequestReader()
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let piece = rest.prefix(pieces)
            rest = rest.dropFirst(piece.count)
            if let request = try reader.take(piece, admit: { _ in }) { return request }
        }
        return nil
    }

    @Test("A request is the same in whatever pieces it comes", arguments: [1, 2, 3, 7, 1_000])
    func pieces(size: Int) throws {
        let request = try #require(
            try read("POST /a%20b?c HTTP/1.1\r\nHost:  x \r\nContent-LENGTH: 5\r\nX: \r\n\r\nhello", pieces: size))
        #expect(request.method == "POST" && request.path == "/a b")
        #expect(request.values("host") == ["x"] && request.values("x") == [""])
        #expect(request.body == Array("hello".utf8))
    }

    @Test("One that is not whole is waited for")
    func incomplete() throws {
        #expect(try read("GET / HTTP/1.1\r\nHost: x\r\n") == nil)
        #expect(try read("GET / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhell") == nil)
    }

    @Test(
        "A length is bounded before anything is reckoned with it",
        arguments: [
            ("9223372036854775807", 413), ("9223372036854775808", 413), ("18446744073709551615", 413), ("99999999999999999999999", 413),
            ("67108865", 413), ("999999999999999", 413), ("-1", 400), ("+1", 400), ("1e3", 400), ("", 400), ("1 1", 400), ("0x10", 400),
            ("1\r\nContent-Length: 1", 400), ("1\r\nTransfer-Encoding: chunked", 400),
        ])
    func length(text: String, status: Int) {
        #expect(throws: HTTPRefusal(status: status)) { try read("POST / HTTP/1.1\r\nContent-Length: \(text)\r\n\r\n") }
    }

    @Test("A head is bounded, whether it has an end or not")
    func head() {
        let long = String(repeating: "x", count: HTTPRequestReader.largestHead + 1)
        for text in ["GET /\(long) HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nX: \(long)\r\n\r\n", "GET /\(long)", long] {
            for pieces in [7, 4_096, .max] { #expect(throws: HTTPRefusal.headTooLarge) { try read(text, pieces: pieces) } }
        }
        let many = String(repeating: "X: y\r\n", count: HTTPRequestReader.mostHeaders + 1)
        #expect(throws: HTTPRefusal.headTooLarge) { try read("GET / HTTP/1.1\r\n\(many)\r\n") }
    }

    @Test(
        "What is no request is refused",
        arguments: [
            "", "GET", "GET /", "GET / HTTP/1.0", "GET  / HTTP/1.1", "GET x HTTP/1.1", "GET / HTTP/1.1\r\nno colon",
            "GET / HTTP/1.1\r\n: x",
            "GET / HTTP/1.1\r\nA : x", "GET / HTTP/1.1\r\n folded: x", "GET / HTTP/1.1\r\nA: \u{0}", "GET / HTTP/1.1\nHost: x",
            "GET / HTTP/1.1\r\nA: b\rHost: x", "GET http://x/ HTTP/1.1",
        ])
    func malformed(text: String) {
        #expect(throws: HTTPRefusal.malformed) { try read(text + "\r\n\r\n") }
    }

    @Test("Percent-encoded paths are decoded, and what is no encoding is left")
    func paths() {
        #expect(HTTPRequest.decoded("/a%20b/%C3%A4%zz%4") == "/a b/ä%zz%4")
    }
}
