import Diagnostics
import Engines

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// As much of HTTP/1.1 as a browser on the same machine needs: one request a connection, answered from memory.
///
/// It listens on 127.0.0.1 alone, at a port that the system chooses, and knows no files. It answers only who names it exactly, knows the
/// place, and comes from no foreign page. It is our own code because the packages that serve HTTP bring Foundation, which the program is built
/// without.
final class LoopbackServer {
    struct Response {
        var status = 200
        var type = "text/plain; charset=utf-8"
        var body: [UInt8] = []
        static let notFound = Response(status: 404)
    }

    /// A connection that waits for its answer.
    struct Connection: Hashable { fileprivate var number: Int }

    private struct Client {
        enum State {
            case asking(HTTPRequestReader)
            /// Until it is answered, however long that takes.
            case waiting
            case answering([UInt8], sent: Int)
            /// Nothing more is said, and what still comes is dropped: a connection closed before that loses its answer.
            case ending
        }

        var number: Int
        var descriptor: Int32
        var state: State
        /// When it is given up, on ``Clock``.
        var limit: Double
    }

    /// What a client may take.
    struct Limits: Sendable {
        /// Connections at once. A browser has some six.
        var connections = 64
        /// Seconds for a whole request, and for a whole answer.
        var seconds = 30.0
    }

    let port: UInt16
    /// The folder that requests must be in, such as `/1f3…`: who does not know it gets nothing.
    var place = "/\(LoopbackServer.secret())"

    private let listener: Int32
    private let limits: Limits
    private var clients: [Client] = []
    private var count = 0

    init(limits: Limits = Limits()) throws(Diagnostic) {
        self.limits = limits
        #if canImport(Darwin)
        let kind = SOCK_STREAM
        #else
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        #endif
        listener = socket(AF_INET, kind, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                descriptor >= 0 && bind(descriptor, $0, length) == 0 && listen(descriptor, 64) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else {
            let reason = String(cString: strerror(errno))
            if listener >= 0 { close(listener) }
            throw Diagnostic(.file, "cannot listen on 127.0.0.1: \(reason)")
        }
        port = UInt16(bigEndian: address.sin_port)
        Self.prepare(listener)
    }

    deinit {
        for client in clients { close(client.descriptor) }
        close(listener)
    }

    /// Neither waits for a read or write, nor is handed to a program that we start.
    private static func prepare(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    /// 128 bits that nobody can guess, as 32 digits.
    static func secret() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    // MARK: Serving

    /// Takes what came in, waiting at most that many milliseconds for it, and has it answered. No client is waited for.
    ///
    /// - Parameter answer: gives the response, or `nil` to answer later.
    func serve(milliseconds: Int32, _ answer: (HTTPRequest, Connection) -> Response?) {
        var polled = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
        var numbers: [Int] = []
        for client in clients {
            let events: Int32
            switch client.state {
            case .asking, .ending: events = Int32(POLLIN)
            case .answering: events = Int32(POLLOUT)
            case .waiting: continue
            }
            polled.append(pollfd(fd: client.descriptor, events: Int16(events), revents: 0))
            numbers.append(client.number)
        }
        guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return dropLate() }
        for (number, entry) in zip(numbers, polled.dropFirst()) where entry.revents != 0 { advance(number, answer) }
        if polled[0].revents != 0 { acceptAll() }
        dropLate()
    }

    private func acceptAll() {
        for _ in 0..<16 {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else { return }
            Self.prepare(descriptor)
            #if canImport(Darwin)
            var isOn: Int32 = 1
            setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &isOn, socklen_t(MemoryLayout<Int32>.size))
            #endif
            // Who is silent longest makes room.
            if clients.count >= limits.connections {
                guard let silent = clients.first(where: { if case .asking(let reader) = $0.state { !reader.isAdmitted } else { false } })
                else {
                    close(descriptor)
                    continue
                }
                drop(silent.number)
            }
            count += 1
            clients.append(
                Client(number: count, descriptor: descriptor, state: .asking(.init()), limit: Clock.now + limits.seconds))
        }
    }

    private func dropLate() {
        let now = Clock.now
        for client in clients where client.limit < now { drop(client.number) }
    }

    private func drop(_ number: Int) {
        guard let index = clients.firstIndex(where: { $0.number == number }) else { return }
        close(clients.remove(at: index).descriptor)
    }

    /// Goes on with a client as far as that needs no waiting.
    private func advance(_ number: Int, _ answer: (HTTPRequest, Connection) -> Response?) {
        guard let index = clients.firstIndex(where: { $0.number == number }) else { return }
        switch clients[index].state {
        case .waiting: return
        case .answering: flush(index)
        case .ending:
            if let piece = receive(index), piece.isEmpty { drop(number) }
        case .asking(var reader):
            guard let piece = receive(index) else { return }
            guard !piece.isEmpty else { return drop(number) }
            // Not two owners of what has come so far, or it is copied for each piece.
            clients[index].state = .waiting
            do throws(HTTPRefusal) {
                let request = try reader.take(piece) { (head) throws(HTTPRefusal) in try admit(head) }
                guard let request else {
                    clients[index].state = .asking(reader)
                    return
                }
                clients[index].limit = .infinity
                let connection = Connection(number: number)
                if let response = answer(request, connection) { send(response, to: connection) }
            } catch {
                send(Response(status: error.status), to: Connection(number: number))
            }
        }
    }

    /// What has come: nothing at the end, and `nil` when there is nothing yet.
    private func receive(_ index: Int) -> [UInt8]? {
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(clients[index].descriptor, &piece, piece.count, 0)
        if count < 0 { return errno == EINTR || errno == EAGAIN ? nil : [] }
        piece.removeLast(piece.count - count)
        return piece
    }

    // MARK: Who is answered

    /// What we call ourselves; a name that leads to us by a trick is another.
    private var host: String { "127.0.0.1:\(port)" }

    /// Refuses what no page of ours asks.
    private func admit(_ request: HTTPRequest) throws(HTTPRefusal) {
        let hosts = request.values("host")
        guard hosts.count == 1 else { throw .malformed }
        guard hosts[0] == host else { throw .forbidden }
        let isReport = request.method == "POST"
        guard isReport || request.method == "GET" else { throw .otherMethod }
        let origins = request.values("origin"), sites = request.values("sec-fetch-site")
        guard origins.allSatisfy({ $0 == "http://\(host)" }), origins.count == 1 || !isReport && origins.isEmpty else { throw .forbidden }
        // Who types an address, as whoever starts a browser does, comes from no site.
        guard sites.allSatisfy({ $0 == "same-origin" || !isReport && $0 == "none" }) else { throw .forbidden }
        guard request.path.hasPrefix(place + "/") else { throw .notFound }
        guard isReport || request.values("content-length").allSatisfy({ $0 == "0" }) else { throw .malformed }
    }

    // MARK: Answering

    private static let reasons = [
        200: "OK", 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 413: "Content Too Large",
        431: "Request Header Fields Too Large",
    ]

    /// Sends the response, as far as it goes now, and the rest with what is served later; then the connection ends.
    func send(_ response: Response, to connection: Connection) {
        guard let index = clients.firstIndex(where: { $0.number == connection.number }) else { return }
        let head =
            "HTTP/1.1 \(response.status) \(Self.reasons[response.status] ?? "Other")\r\nContent-Type: \(response.type)\r\n"
            + "Content-Length: \(response.body.count)\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
            // With these two a page has SharedArrayBuffer.
            + "Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n"
            // No other page may embed what is here, or be told of the place.
            + "Cross-Origin-Resource-Policy: same-origin\r\nReferrer-Policy: same-origin\r\nConnection: close\r\n\r\n"
        clients[index].state = .answering(Array(head.utf8) + response.body, sent: 0)
        clients[index].limit = Clock.now + limits.seconds
        flush(index)
    }

    private func flush(_ index: Int) {
        guard case .answering(let bytes, var sent) = clients[index].state else { return }
        #if canImport(Darwin)
        let flags: Int32 = 0
        #else
        let flags = Int32(MSG_NOSIGNAL)
        #endif
        let descriptor = clients[index].descriptor
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { Self.write($0[sent...], to: descriptor, flags: flags) }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN {
                clients[index].state = .answering(bytes, sent: sent)
                return
            }
            // The browser has gone: it misses nothing.
            if count <= 0 { return drop(clients[index].number) }
            sent += count
        }
        shutdown(descriptor, Int32(SHUT_WR))
        clients[index].state = .ending
        clients[index].limit = Clock.now + 1
    }

    private static func write(_ bytes: Slice<UnsafeRawBufferPointer>, to descriptor: Int32, flags: Int32) -> Int {
        let rest = UnsafeRawBufferPointer(rebasing: bytes)
        #if canImport(Darwin)
        return Darwin.send(descriptor, rest.baseAddress, rest.count, flags)
        #else
        return Glibc.send(descriptor, rest.baseAddress, rest.count, flags)
        #endif
    }
}
