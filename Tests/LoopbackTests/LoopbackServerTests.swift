import Foundation
import Testing

@testable import Loopback

/// The server as other programs of this machine, and pages of other sites, meet it.
@Suite struct LoopbackServerTests {
    /// A program that speaks to the server.
    private final class Caller: Sendable {
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
            // What never comes must not hold up the tests.
            var patience = timeval(tv_sec: 60, tv_usec: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        }

        deinit { close(descriptor) }

        func say(_ text: String) {
            let bytes = Array(text.utf8)
            _ = send(descriptor, bytes, bytes.count, 0)
        }

        /// What the server says, to the end of the connection; `nil` when that does not come.
        func answer() async -> String? {
            // The server's tasks need the threads that tests run on.
            await withCheckedContinuation { told in Thread.detachNewThread { told.resume(returning: self.read()) } }
        }

        func read() -> String? {
            var bytes: [UInt8] = []
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = recv(descriptor, &piece, piece.count, 0)
                if count > 0 { bytes += piece[..<count] }
                if count < 0, errno == EAGAIN || errno == EWOULDBLOCK { return nil }
                if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
            }
        }
    }

    private static func server(_ limits: LoopbackServer.Limits = .init()) throws -> LoopbackServer {
        try LoopbackServer(limits: limits) { HTTPResponse(body: Array("secret \($0.body.count)".utf8)) }
    }

    private func status(_ text: String, _ server: LoopbackServer) async -> Int? {
        let caller = Caller(server)
        caller.say(text)
        let answer = await caller.answer()
        #expect(answer?.contains("secret") == answer?.hasPrefix("HTTP/1.1 200 OK"))
        return answer.flatMap { Int($0.dropFirst(9).prefix(3)) }
    }

    @Test("Who knows the place is answered, and nobody else is")
    func place() async throws {
        let server = try Self.server(), other = try Self.server()
        #expect(server.place.utf8.count == 33 && server.place != other.place)
        let host = "Host: 127.0.0.1:\(server.port)\r\n\r\n"
        #expect(await status("GET \(server.place)/ HTTP/1.1\r\n\(host)", server) == 200)
        for path in ["/", "/1/", "/1/program/a.mjs", server.place, other.place + "/", "/x" + server.place + "/"] {
            #expect(await status("GET \(path) HTTP/1.1\r\n\(host)", server) == 404, "\(path)")
        }
    }

    @Test("It is called by its own name only")
    func host() async throws {
        let server = try Self.server()
        for host in ["evil.example", "evil.example:\(server.port)", "localhost:\(server.port)", "127.0.0.1", "127.0.0.1:1", ""] {
            #expect(await status("GET \(server.place)/ HTTP/1.1\r\nHost: \(host)\r\n\r\n", server) == 403, "\(host)")
        }
        #expect(await status("GET \(server.place)/ HTTP/1.1\r\n\r\n", server) == 400)
        let twice = String(repeating: "Host: 127.0.0.1:\(server.port)\r\n", count: 2)
        #expect(await status("GET \(server.place)/ HTTP/1.1\r\n\(twice)\r\n", server) == 400)
    }

    @Test("A report comes from a page of ours, or not at all")
    func origin() async throws {
        let server = try Self.server()
        let own = "http://127.0.0.1:\(server.port)"
        func post(_ headers: [String], method: String = "POST") async -> Int? {
            let lines = (["Host: 127.0.0.1:\(server.port)", "Content-Length: 2"] + headers).map { $0 + "\r\n" }.joined()
            return await status("\(method) \(server.place)/report HTTP/1.1\r\n\(lines)\r\n{}", server)
        }
        #expect(await post(["Origin: \(own)"]) == 200)
        #expect(await post(["Origin: \(own)", "Sec-Fetch-Site: same-origin"]) == 200)
        for headers in [
            [], ["Origin: null"], ["Origin: http://evil.example"], ["Origin: \(own).evil.example"], ["Origin: http://127.0.0.1"],
            ["Origin: \(own)", "Origin: http://evil.example"], ["Origin: \(own)", "Sec-Fetch-Site: cross-site"],
            ["Origin: \(own)", "Sec-Fetch-Site: none"],
        ] { #expect(await post(headers) == 403, "\(headers)") }
        #expect(await post(["Origin: \(own)"], method: "PUT") == 405)
        // Nor is a source read by another page.
        let host = "Host: 127.0.0.1:\(server.port)\r\n"
        for headers in ["Origin: http://evil.example\r\n", "Sec-Fetch-Site: cross-site\r\n", "Sec-Fetch-Site: same-site\r\n"] {
            #expect(await status("GET \(server.place)/ HTTP/1.1\r\n\(host)\(headers)\r\n", server) == 403, "\(headers)")
        }
    }

    @Test("The largest number as a length ends one request, and nothing else")
    func length() async throws {
        let server = try Self.server()
        #expect(await status("GET / HTTP/1.1\r\nContent-Length: 9223372036854775807\r\n\r\n", server) == 413)
        #expect(await status("GET \(server.place)/ HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n\r\n", server) == 200)
    }

    @Test("A head without end is refused, and what comes after a refusal is no request")
    func endless() async throws {
        let server = try Self.server()
        #expect(await status("GET /" + String(repeating: "x", count: 1 << 18), server) == 431)
        let inner = "GET \(server.place)/ HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n\r\n"
        let outer = "POST / HTTP/1.1\r\nHost: evil.example\r\nContent-Length: \(inner.utf8.count)\r\n\r\n"
        #expect(await status(outer + inner, server) == 403)
    }

    @Test("Who is silent, slow or many holds up nobody")
    func silence() async throws {
        let server = try Self.server(.init(connections: 8))
        var silent: [Caller] = []
        for number in 0..<40 {
            silent.append(Caller(server))
            if number % 2 == 0 { silent[number].say("GET / HT") }
        }
        #expect(await status("GET \(server.place)/ HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n\r\n", server) == 200)
        // Those that made room were told so.
        #expect(await silent[0].answer() == "")
    }

    @Test("Tasks that hold every thread of their pool hold up nobody")
    func busyPool() async throws {
        let server = try Self.server()
        let isOver = DispatchSemaphore(value: 0)
        let holders = (0..<64).map { _ in
            Task.detached {
                isOver.wait()
                isOver.signal()
            }
        }
        // Who asks is no task, or it would wait with the others.
        let caller = Caller(server)
        let answer = await withCheckedContinuation { told in
            Thread.detachNewThread {
                Thread.sleep(forTimeInterval: 0.1)
                caller.say("GET \(server.place)/ HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n\r\n")
                let answer = caller.read()
                isOver.signal()
                told.resume(returning: answer)
            }
        }
        for holder in holders { await holder.value }
        #expect(answer?.hasPrefix("HTTP/1.1 200 OK") == true)
    }

    @Test("A connection that says nothing for too long is ended")
    func timeout() async throws {
        let server = try Self.server(.init(seconds: 0))
        #expect(await Caller(server).answer() == "")
    }

    @Test("An answer that is not taken at once is given in parts, while others are served")
    func largeAnswer() async throws {
        let large = 20 << 20
        let server = try LoopbackServer { request in
            HTTPResponse(
                body: request.path.hasSuffix("/large") ? [UInt8](repeating: UInt8(ascii: "x"), count: large) : Array("secret".utf8))
        }
        let rest = " HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n\r\n"
        let slow = Caller(server), quick = Caller(server)
        // Between the two no task is waited for: the server gives nobody longer than half a minute.
        let (small, answer) = await withCheckedContinuation { told in
            Thread.detachNewThread {
                slow.say("GET \(server.place)/large\(rest)")
                quick.say("GET \(server.place)/\(rest)")
                let small = quick.read()
                told.resume(returning: (small, slow.read()))
            }
        }
        #expect(small?.hasPrefix("HTTP/1.1 200 OK") == true)
        #expect(answer?.utf8.suffix(large).allSatisfy { $0 == UInt8(ascii: "x") } == true)
    }

    @Test("An answer may come later, to who still waits; who has gone needs none, and its work is cancelled")
    func later() async throws {
        let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
        let (ended, ending) = AsyncStream.makeStream(of: Bool.self)
        let server = try LoopbackServer { request in
            if request.path.hasSuffix("/soon") {
                try? await Task.sleep(nanoseconds: 1_000_000)
                return HTTPResponse(body: Array("secret at last".utf8))
            }
            beginning.yield()
            try? await Task.sleep(nanoseconds: 3_600_000_000_000)
            ending.yield(Task.isCancelled)
            return HTTPResponse()
        }
        let rest = " HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n\r\n"
        let caller = Caller(server)
        caller.say("GET \(server.place)/soon\(rest)")
        #expect(await caller.answer()?.hasSuffix("secret at last") == true)
        var leaver: Caller? = Caller(server)
        leaver?.say("GET \(server.place)/\(rest)")
        for await _ in begun { break }
        leaver = nil
        for await isCancelled in ended {
            #expect(isCancelled)
            break
        }
    }

    @Test("A port that somebody has is refused with a word")
    func port() throws {
        let server = try Self.server()
        #expect {
            try LoopbackServer(port: server.port) { _ in .notFound }
        } throws: {
            "\($0)".contains("cannot listen on 127.0.0.1:\(server.port)")
        }
    }
}
