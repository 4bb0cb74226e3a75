import FlyingSocks
import Foundation

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// One connection, from the request that it asks to the end of the answer.
struct Client: Sendable {
    private let connection: AsyncSocket
    private let number: Int
    private let door: Door

    init(_ connection: AsyncSocket, number: Int, _ door: Door) {
        (self.connection, self.number, self.door) = (connection, number, door)
    }

    func serve(_ handler: @escaping LoopbackServer.Handler) async {
        defer {
            try? connection.close()
            door.leave(number)
        }
        let response: HTTPResponse?
        do {
            let request = try await within(door.limits.seconds) { try await readRequest() }
            response = await answer(request, handler)
        } catch let refusal as HTTPRefusal {
            response = HTTPResponse(status: refusal.status)
        } catch {
            // It has gone, or said too little for too long.
            response = nil
        }
        guard let response else { return }
        try? await within(door.limits.seconds) { try await connection.write(Data(response.bytes)) }
        shutdown(connection.socket.file.rawValue, Int32(SHUT_WR))
        // A connection that is closed while something still comes loses its answer.
        try? await within(1) { try await drop() }
    }

    private func readRequest() async throws -> HTTPRequest {
        var reader = HTTPRequestReader(bodyLimit: door.limits.bodyBytes)
        while true {
            let piece = try await connection.read(atMost: 1 << 16)
            let request = try reader.take(piece) { (head) throws(HTTPRefusal) in try door.admit(head, from: number) }
            if let request { return request }
        }
    }

    /// - Returns: `nil` when the client has gone meanwhile.
    private func answer(_ request: HTTPRequest, _ handler: @escaping LoopbackServer.Handler) async -> HTTPResponse? {
        await withTaskGroup(of: HTTPResponse?.self) { group in
            group.addTask { await handler(request) }
            group.addTask {
                try? await drop()
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    /// Reads what nobody wants, to the end.
    private func drop() async throws {
        do {
            while true { _ = try await connection.read(atMost: 1 << 16) }
        } catch SocketError.disconnected {
            return
        }
    }
}

private struct TooLate: Error {}

/// Does the work, or ends it when it takes longer than that many seconds.
private func within<Result: Sendable>(_ seconds: Double, _ work: @escaping @Sendable () async throws -> Result) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask { try await work() }
        group.addTask {
            try await Task.sleep(nanoseconds: UInt64(seconds * 1e9))
            throw TooLate()
        }
        defer { group.cancelAll() }
        guard let result = try await group.next() else { throw TooLate() }
        return result
    }
}
