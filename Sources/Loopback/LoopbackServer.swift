import Diagnostics
import FlyingSocks

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// As much of HTTP/1.1 as a browser on the same machine needs: one request a connection, answered from memory.
///
/// It listens on 127.0.0.1 alone and knows no files. It answers only who names it exactly, knows the place, and comes from no foreign page.
///
/// Its tasks have a thread of their own. The sockets, and waiting for many of them at once, are FlyingFox's. Its HTTP server is not used: it
/// reads a head of any length, reads what a refused request left over as the next one, tells nobody that a client has gone, and ends when a
/// connection cannot be accepted.
public final class LoopbackServer: Sendable {
    /// Gives the answer. Its task is cancelled when the client goes away.
    public typealias Handler = @Sendable (HTTPRequest) async -> HTTPResponse

    /// What a client may take.
    public struct Limits: Sendable {
        /// Connections at once. A browser has some six.
        public var connections: Int
        /// Seconds for a whole request, and for a whole answer to be taken.
        public var seconds: Double
        /// Bytes of the body of a request; more than 64 MiB are never taken.
        public var bodyBytes: Int

        public init(connections: Int = 64, seconds: Double = 30, bodyBytes: Int = 64 << 20) {
            self.connections = connections
            self.seconds = seconds
            self.bodyBytes = bodyBytes
        }
    }

    public let port: UInt16
    private let door: Door
    private let work: Task<Void, Never>

    /// The folder that requests must be in, such as `/1f3…`: who does not know it gets nothing.
    public var place: String {
        get { door.place }
        set { door.place = newValue }
    }

    /// Where its pages are.
    public var address: String { "http://\(door.host)\(place)/" }

    /// - Parameters:
    ///   - port: 0 for one that the system chooses.
    ///   - place: see ``place``; one that nobody can guess where it is not given.
    ///   - handler: is asked by many tasks at once.
    /// - Throws: that nobody can listen there.
    public init(
        port: UInt16 = 0, place: String? = nil, limits: Limits = Limits(), handler: @escaping Handler
    ) throws(Diagnostic) {
        // A client that has gone is no reason to end.
        signal(SIGPIPE, SIG_IGN)
        let listener: Socket
        do {
            listener = try Socket(domain: AF_INET)
            try Self.listen(listener, port: port)
            guard case .ip4(_, let chosen) = try listener.sockname() else { throw SocketError.unsupportedAddress }
            self.port = chosen
        } catch {
            let reason = if case SocketError.failed(_, _, let message) = error { message } else { "\(error)" }
            throw Diagnostic(
                .file, "cannot listen on 127.0.0.1\(port == 0 ? "" : ":\(port)"): \(reason)",
                suggestion: port == 0 ? nil : "name another port, or none for one that is free")
        }
        let door = Door(host: "127.0.0.1:\(self.port)", place: place ?? "/\(Self.secret())", limits: limits)
        self.door = door
        let thread = ServerThread()
        work = thread.run { await Self.serve(listener, door, thread, handler) }
    }

    deinit { work.cancel() }

    private static func listen(_ socket: Socket, port: UInt16) throws {
        _ = fcntl(socket.file.rawValue, F_SETFD, FD_CLOEXEC)
        do {
            // Of a server that has just ended, connections may be left.
            try socket.setValue(true, for: .localAddressReuse)
            try socket.bind(to: .inet(ip4: "127.0.0.1", port: port))
            try socket.listen()
        } catch {
            try? socket.close()
            throw error
        }
    }

    /// 128 bits that nobody can guess, as 32 digits.
    public static func secret() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    // MARK: Serving

    private static func serve(_ socket: Socket, _ door: Door, _ thread: ServerThread, _ handler: @escaping Handler) async {
        let pool: any AsyncSocketPool = SocketPool.make()
        defer { try? socket.close() }
        guard let listener = try? AsyncSocket(socket: socket, pool: pool), (try? await pool.prepare()) != nil else { return }
        let waiting = thread.run { try? await pool.run() }
        await withTaskCancellationHandler {
            while !Task.isCancelled {
                do {
                    let connection = try await listener.accept()
                    _ = fcntl(connection.socket.file.rawValue, F_SETFD, FD_CLOEXEC)
                    let isWithin = door.enter { number in
                        let client = Client(connection, number: number, door, thread)
                        return thread.run { await client.serve(handler) }
                    }
                    if !isWithin { try connection.close() }
                } catch {
                    // Too many files are open, or a client was gone before it was let in.
                    try? await Task.sleep(nanoseconds: 20_000_000)
                }
            }
            door.endAll()
        } onCancel: {
            waiting.cancel()
        }
    }
}
