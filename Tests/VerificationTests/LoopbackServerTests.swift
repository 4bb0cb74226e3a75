import Foundation
import Testing

@testable import Verification

/// The server as other programs of this machine, and pages of other sites, meet it.
@Suite struct LoopbackServerTests {
    /// A program that speaks to the server; the server is served by the test itself.
    private final class Caller {
        let descriptor: Int32

        init(_ server: LoopbackServer) {
            #if canImport(Darwin)
            descriptor = socket(AF_INET, SOCK_STREAM, 0)
            #else
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            #endif
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            address.sin_port = server.port.bigEndian
            let descriptor = descriptor
            withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    _ = connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
        }

        deinit { close(descriptor) }

        func say(_ text: String) {
            let bytes = Array(text.utf8)
            _ = send(descriptor, bytes, bytes.count, 0)
        }

        /// What the server says, to the end of the connection; `nil` when that does not come.
        func answer(_ server: LoopbackServer, _ serve: (HTTPRequest, LoopbackServer.Connection) -> LoopbackServer.Response?) -> String? {
            var bytes: [UInt8] = []
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            for _ in 0..<2_000 {
                server.serve(milliseconds: 1, serve)
                let count = recv(descriptor, &piece, piece.count, Int32(MSG_DONTWAIT))
                if count > 0 { bytes += piece[..<count] }
                if count == 0 { return String(decoding: bytes, as: UTF8.self) }
                if count < 0, errno != EAGAIN { return String(decoding: bytes, as: UTF8.self) }
            }
            return nil
        }
    }

    private static let ours: @Sendable (HTTPRequest, LoopbackServer.Connection) -> LoopbackServer.Response? = { request, _ in
        .init(body: Array("secret \(request.body.count)".utf8))
    }

    private func status(_ text: String, _ server: LoopbackServer) -> Int? {
        let caller = Caller(server)
        caller.say(text)
        let answer = caller.answer(server, Self.ours)
        #expect(answer?.contains("secret") == answer?.hasPrefix("HTTP/1.1 200 OK"))
        return answer.flatMap { Int($0.dropFirst(9).prefix(3)) }
    }

    @Test("Who knows the place is answered, and nobody else is")
    func place() throws {
        let server = try LoopbackServer(), other = try LoopbackServer()
        #expect(server.place.utf8.count == 33 && server.place != other.place)
        let host = "Host: 127.0.0.1:\(server.port)\r\n\r\n"
        #expect(status("GET \(server.place)/ HTTP/1.1\r\n\(host)", server) == 200)
        for path in ["/", "/1/", "/1/program/a.mjs", server.place, other.place + "/", "/x" + server.place + "/"] {
            #expect(status("GET \(path) HTTP/1.1\r\n\(host)", server) == 404, "\(path)")
        }
    }

    @Test("It is called by its own name only")
    func host() throws {
        let server = try LoopbackServer()
        for host in ["evil.example", "evil.example:\(server.port)", "localhost:\(server.port)", "127.0.0.1", "127.0.0.1:1", ""] {
            #expect(status("GET \(server.place)/ HTTP/1.1\r\nHost: \(host)\r\n\r\n", server) == 403, "\(host)")
        }
        #expect(status("GET \(server.place)/ HTTP/1.1\r\n\r\n", server) == 400)
        let twice = String(repeating: "Host: 127.0.0.1:\(server.port)\r\n", count: 2)
        #expect(status("GET \(server.place)/ HTTP/1.1\r\n\(twice)\r\n", server) == 400)
    }

    @Test("A report comes from a page of ours, or not at all")
    func origin() throws {
        let server = try LoopbackServer()
        let own = "http://127.0.0.1:\(server.port)"
        func post(_ headers: [String], method: String = "POST") -> Int? {
            let lines = (["Host: 127.0.0.1:\(server.port)", "Content-Length: 2"] + headers).map { $0 + "\r\n" }.joined()
            return status("\(method) \(server.place)/report HTTP/1.1\r\n\(lines)\r\n{}", server)
        }
        #expect(post(["Origin: \(own)"]) == 200)
        #expect(post(["Origin: \(own)", "Sec-Fetch-Site: same-origin"]) == 200)
        for headers in [
            [], ["Origin: null"], ["Origin: http://evil.example"], ["Origin: \(own).evil.example"], ["Origin: http://127.0.0.1"],
            ["Origin: \(own)", "Origin: http://evil.example"], ["Origin: \(own)", "Sec-Fetch-Site: cross-site"],
            ["Origin: \(own)", "Sec-Fetch-Site: none"],
        ] { #expect(post(headers) == 403, "\(headers)") }
        #expect(post(["Origin: \(own)"], method: "PUT") == 405)
        // Nor is a source read by another page.
        let host = "Host: 127.0.0.1:\(server.port)\r\n"
        for headers in ["Origin: http://evil.example\r\n", "Sec-Fetch-Site: cross-site\r\n", "Sec-Fetch-Site: same-site\r\n"] {
            #expect(status("GET \(server.place)/ HTTP/1.1\r\n\(host)\(headers)\r\n", server) == 403, "\(headers)")
        }
    }

    @Test("The largest number as a length ends one request, and nothing else")
    func length() throws {
        let server = try LoopbackServer()
        #expect(status("GET / HTTP/1.1\r\nContent-Length: 9223372036854775807\r\n\r\n", server) == 413)
        #expect(status("GET \(server.place)/ HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n\r\n", server) == 200)
    }

    @Test("Who is silent, slow or many holds up nobody")
    func silence() throws {
        let server = try LoopbackServer(limits: .init(connections: 8))
        var silent: [Caller] = []
        for number in 0..<40 {
            silent.append(Caller(server))
            if number % 2 == 0 { silent[number].say("GET / HT") }
            server.serve(milliseconds: 1, Self.ours)
        }
        #expect(status("GET \(server.place)/ HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n\r\n", server) == 200)
        withExtendedLifetime(silent) {}
    }

    @Test("A connection that says nothing for too long is ended")
    func timeout() throws {
        let server = try LoopbackServer(limits: .init(seconds: 0))
        let caller = Caller(server)
        #expect(caller.answer(server, Self.ours) == "")
    }

    @Test("An answer that is not taken at once is given in parts, while others are served")
    func largeAnswer() throws {
        let server = try LoopbackServer()
        let head = "GET \(server.place)/ HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n\r\n"
        let large = 20 << 20
        let slow = Caller(server)
        slow.say(head)
        for _ in 0..<20 {
            server.serve(milliseconds: 1) { _, _ in .init(body: [UInt8](repeating: UInt8(ascii: "x"), count: large)) }
        }
        #expect(status(head, server) == 200)
        let answer = slow.answer(server, Self.ours)
        #expect(answer?.utf8.suffix(large).allSatisfy { $0 == UInt8(ascii: "x") } == true)
    }

    @Test("An answer may come later, to who still waits")
    func later() throws {
        let server = try LoopbackServer()
        let caller = Caller(server)
        caller.say("GET \(server.place)/ HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n\r\n")
        var waiting: LoopbackServer.Connection?
        for _ in 0..<100 where waiting == nil {
            server.serve(milliseconds: 1) { _, connection in
                waiting = connection
                return nil
            }
        }
        server.send(.init(body: Array("secret at last".utf8)), to: try #require(waiting))
        #expect(caller.answer(server, Self.ours)?.hasSuffix("secret at last") == true)
    }
}
