import FlyingSocks
import Foundation
import Threads

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// One connection, from the request that it asks to the end of the answer.
///
/// What is to end early is ended by shutting the connection down: FlyingSocks gives up a wait that is cancelled in a task of Swift's own pool,
/// and that may be busy.
final class Client: Sendable {
    private let connection: AsyncSocket
    private let number: Int
    private let door: Door
    private let thread: ServerThread

    private struct State {
        var isOpen = true
        /// Whether the client has ended its side, or is gone.
        var hasEnded = false
    }

    private let lock = Lock()
    nonisolated(unsafe) private var state = State()

    init(_ connection: AsyncSocket, number: Int, _ door: Door, _ thread: ServerThread) {
        (self.connection, self.number, self.door, self.thread) = (connection, number, door, thread)
    }

    func serve(_ handler: @escaping LoopbackServer.Handler) async {
        await withTaskCancellationHandler {
            await answer(handler)
        } onCancel: {
            shutDown(SHUT_RDWR)
        }
        close()
        door.leave(number)
    }

    private func answer(_ handler: @escaping LoopbackServer.Handler) async {
        let response: HTTPResponse, rest: Task<Void, Never>
        do {
            let request = try await within(door.limits.seconds) { try await readRequest() }
            let work = thread.run { await handler(request) }
            // Who goes away takes the work along.
            rest = thread.run { [self] in
                await drop()
                work.cancel()
            }
            response = await work.value
            if lock.locked({ state.hasEnded }) { return }
        } catch let refusal as HTTPRefusal {
            response = HTTPResponse(status: refusal.status)
            rest = thread.run { [self] in await drop() }
        } catch {
            // It has gone, or said too little for too long.
            return
        }
        try? await within(door.limits.seconds) { try await connection.write(Data(response.bytes)) }
        shutDown(SHUT_WR)
        // A connection that is closed while something still comes loses its answer.
        await within(1) { await rest.value }
    }

    private func readRequest() async throws -> HTTPRequest {
        var reader = HTTPRequestReader(bodyLimit: door.limits.bodyBytes)
        while true {
            let piece = try await connection.read(atMost: 1 << 16)
            let request = try reader.take(piece) { (head) throws(HTTPRefusal) in try door.admit(head, from: number) }
            if let request { return request }
        }
    }

    /// Reads what nobody wants, to the end.
    private func drop() async {
        while (try? await connection.read(atMost: 1 << 16)) != nil {}
        lock.locked { state.hasEnded = true }
    }

    // MARK: Its end

    /// Does the work; when that takes longer than so many seconds, the connection ends, and with it what waits for it.
    private func within<Result>(_ seconds: Double, _ work: () async throws -> Result) async rethrows -> Result {
        let clock = thread.run { [self] in
            guard (try? await Task.sleep(nanoseconds: UInt64(seconds * 1e9))) != nil, !Task.isCancelled else { return }
            shutDown(SHUT_RDWR)
        }
        defer { clock.cancel() }
        return try await work()
    }

    private func shutDown(_ sides: some BinaryInteger) {
        lock.locked { if state.isOpen { _ = shutdown(connection.socket.file.rawValue, Int32(sides)) } }
    }

    private func close() {
        lock.locked {
            state.isOpen = false
            try? connection.close()
        }
    }
}
