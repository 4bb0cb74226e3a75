import Foundation

/// `tla-sim serve`, running, and requests to it by raw sockets.
final class RunningBench {
    let process = Process()
    /// With the token; ends in `/`.
    let address: URL

    init(_ arguments: String...) throws {
        let output = Pipe()
        process.executableURL = CommandLineTool.binary
        process.arguments = ["serve"] + arguments
        process.currentDirectoryURL = CommandLineTool.packageFolder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var line: [UInt8] = []
        while line.last != UInt8(ascii: "\n"), let byte = try output.fileHandleForReading.read(upToCount: 1)?.first { line.append(byte) }
        guard let address = URL(string: String(decoding: line.dropLast(), as: UTF8.self)) else { throw CocoaError(.fileReadUnknown) }
        self.address = address
    }

    deinit { end() }

    func end(_ signal: Int32 = SIGTERM) {
        guard process.isRunning else { return }
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
    }

    var port: UInt16 { UInt16(address.port ?? 0) }
    /// `/4b1f…/`
    var place: String { address.path.hasSuffix("/") ? address.path : address.path + "/" }

    /// The processes of its runs.
    var children: [Int32] {
        let folder = "/proc/\(process.processIdentifier)/task"
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return tasks.flatMap { task in
            let list = (try? String(contentsOfFile: "\(folder)/\(task)/children", encoding: .utf8)) ?? ""
            return list.split(separator: " ").compactMap { Int32($0) }
        }.filter { child in
            ((try? String(contentsOfFile: "/proc/\(child)/cmdline", encoding: .utf8)) ?? "").contains("serve-run")
        }
    }

    // MARK: Requests

    struct Answer {
        var status: Int
        var head: String
        var body: String
        var json: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]) ?? [:] }
    }

    /// A connection that has asked; its descriptor is the caller's to close.
    func ask(_ path: String, body: String? = nil, headers: [String: String] = [:], host: String? = nil) -> Int32 {
        #if canImport(Darwin)
        let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #else
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        var socketAddress = sockaddr_in()
        socketAddress.sin_family = sa_family_t(AF_INET)
        socketAddress.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        socketAddress.sin_port = port.bigEndian
        withUnsafePointer(to: &socketAddress) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        var patience = timeval(tv_sec: 120, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let own = "127.0.0.1:\(port)"
        var lines = ["\(body == nil ? "GET" : "POST") \(path) HTTP/1.1", "Host: \(host ?? own)"]
        if let body { lines.append("Content-Length: \(body.utf8.count)") }
        if body != nil, headers["Origin"] == nil { lines.append("Origin: http://\(own)") }
        lines += headers.map { "\($0): \($1)" }
        let bytes = Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")).utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress! + sent, bytes.count - sent, 0) }
            if count <= 0 { break }
            sent += count
        }
        return descriptor
    }

    /// What comes, to the end.
    func answer(_ descriptor: Int32) -> Answer {
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = recv(descriptor, &piece, piece.count, 0), count > 0 { bytes += piece[..<count] }
        let text = String(decoding: bytes, as: UTF8.self)
        let parts = text.components(separatedBy: "\r\n\r\n")
        return Answer(status: Int(text.dropFirst(9).prefix(3)) ?? 0, head: parts[0], body: parts.dropFirst().joined(separator: "\r\n\r\n"))
    }

    func get(_ path: String) -> Answer { answer(ask(place + path)) }

    static func job(_ text: String, name: String = "main.mjs", host: String? = nil, bundler: String? = nil) -> String {
        var job: [String: Any] = ["name": name, "text": text, "wish": "run"]
        job["host"] = host
        job["bundler"] = bundler
        return (try? JSONSerialization.data(withJSONObject: job)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    func run(_ text: String, name: String = "main.mjs", host: String? = nil, bundler: String? = nil) -> [String: Any] {
        answer(ask(place + "run", body: Self.job(text, name: name, host: host, bundler: bundler))).json
    }
}
