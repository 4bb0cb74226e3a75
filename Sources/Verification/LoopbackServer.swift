import Diagnostics

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// As much of HTTP/1.1 as a browser on the same machine needs: one request a connection, answered from memory.
///
/// It listens on 127.0.0.1 alone, at a port that the system chooses, and knows no files.
final class LoopbackServer {
    struct Request {
        var method: String
        /// Without the query; percent-encoding undone.
        var path: String
        var body: [UInt8]
    }

    struct Response {
        var status = 200
        var type = "text/plain; charset=utf-8"
        var body: [UInt8] = []
        static let notFound = Response(status: 404)
    }

    /// A connection that waits for its answer.
    struct Connection { fileprivate var descriptor: Int32 }

    private struct Client {
        var descriptor: Int32
        var bytes: [UInt8] = []
    }

    let port: UInt16
    private let listener: Int32
    private var clients: [Client] = []
    /// More than any report of a program is long.
    private static let requestLimit = 64 << 20

    init() throws(Diagnostic) {
        #if canImport(Darwin)
        let kind = SOCK_STREAM
        #else
        let kind = Int32(SOCK_STREAM.rawValue)
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
        _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
    }

    deinit {
        for client in clients { close(client.descriptor) }
        close(listener)
    }

    /// Takes what came in, for at most that many milliseconds, and has it answered.
    ///
    /// - Parameter answer: gives the response, or `nil` to answer later.
    func serve(milliseconds: Int32, _ answer: (Request, Connection) -> Response?) {
        var waiting = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
        waiting += clients.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        guard poll(&waiting, nfds_t(waiting.count), milliseconds) > 0 else { return }
        for index in clients.indices.reversed() where waiting[index + 1].revents != 0 { receive(index, answer) }
        if waiting[0].revents != 0 {
            let descriptor = accept(listener, nil, nil)
            if descriptor >= 0 {
                _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
                clients.append(Client(descriptor: descriptor))
            }
        }
    }

    private func receive(_ index: Int, _ answer: (Request, Connection) -> Response?) {
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(clients[index].descriptor, &piece, piece.count, 0)
        guard count > 0, clients[index].bytes.count + count <= Self.requestLimit else {
            if count < 0, errno == EINTR { return }
            close(clients.remove(at: index).descriptor)
            return
        }
        clients[index].bytes += piece[..<count]
        guard let request = Self.request(in: clients[index].bytes) else { return }
        let connection = Connection(descriptor: clients.remove(at: index).descriptor)
        if let response = answer(request, connection) { send(response, to: connection) }
    }

    /// Sends the response and closes the connection.
    func send(_ response: Response, to connection: Connection) {
        let head =
            "HTTP/1.1 \(response.status) \(response.status == 200 ? "OK" : "Not Found")\r\nContent-Type: \(response.type)\r\n"
            + "Content-Length: \(response.body.count)\r\nCache-Control: no-store\r\n"
            // With these two a page has SharedArrayBuffer.
            + "Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\nConnection: close\r\n\r\n"
        let bytes = Array(head.utf8) + response.body
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes { write(connection.descriptor, $0.baseAddress! + start, $0.count - start) }
            if count < 0, errno == EINTR { continue }
            // The browser has gone: it misses nothing.
            if count <= 0 { break }
            start += count
        }
        close(connection.descriptor)
    }

    // MARK: Requests

    /// The request, once it is there whole.
    private static func request(in bytes: [UInt8]) -> Request? {
        let blank = Array("\r\n\r\n".utf8)
        guard bytes.count >= 4, let end = (0...(bytes.count - 4)).first(where: { bytes[$0..<$0 + 4].elementsEqual(blank) }) else {
            return nil
        }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2 else { return Request(method: "", path: "", body: []) }
        var length = 0
        for line in lines.dropFirst() where line.lowercased().hasPrefix("content-length:") {
            length = Int(line.dropFirst("content-length:".count).drop { $0 == " " }) ?? 0
        }
        guard length >= 0, bytes.count >= end + 4 + length else { return nil }
        return Request(
            method: String(words[0]), path: decoded(words[1].prefix { $0 != "?" }), body: Array(bytes[(end + 4)..<(end + 4 + length)]))
    }

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
