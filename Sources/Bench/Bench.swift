import Diagnostics
import Loopback
import Text
import Threads

/// The local bench: a page to write on, and the server that shows what becomes of it. It serves until it is let go.
public final class Bench: Sendable {
    public struct Settings: Sendable {
        public var version: String
        /// Names with what they are, as the menus show them.
        public var hosts: [(name: String, words: String)]
        public var bundlers: [(name: String, words: String)]
        /// The JSON Schema of scenario documents, by which keys are completed.
        public var schema: JSONValue

        public init(
            version: String, hosts: [(name: String, words: String)], bundlers: [(name: String, words: String)], schema: JSONValue
        ) {
            (self.version, self.hosts, self.bundlers, self.schema) = (version, hosts, bundlers, schema)
        }
    }

    private let server: LoopbackServer

    /// What to open: who has it may use the bench.
    public var address: String { server.address }

    /// - Parameters:
    ///   - folder: what is served; `nil` for none.
    ///   - port: 0 for one that the system chooses.
    /// - Throws: that nobody can listen there.
    public init(_ settings: Settings, folder: BenchFolder?, runs: BenchRuns, port: UInt16 = 0) throws(Diagnostic) {
        let place = "/\(LoopbackServer.secret())"
        let answers = BenchAnswers(settings, folder: folder, runs: runs, place: place)
        // A browser has six connections to one server; a hundred runs wait on a hundred.
        let limits = LoopbackServer.Limits(connections: 400, seconds: 30, bodyBytes: BenchAnswers.largestRequest)
        server = try LoopbackServer(port: port, place: place, limits: limits) { await answers.answer($0) }
    }
}
