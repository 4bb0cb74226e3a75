import Diagnostics
import Engines
import Export

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A browser without a window that runs one program after another, each on a page of its own.
///
/// A page tells what happened by a request that stays open until there is a next page to go to.
public final class BrowserSession {
    private let engine: Engine
    private var server: LoopbackServer?
    private var process: EngineProcess?
    private var profile: TemporaryFolder?
    /// The request of the last page, which waits to be told the next.
    private var idle: LoopbackServer.Connection?
    private var number = 0

    private let rights: EngineRights

    /// - Parameters:
    ///   - rights: whether the browser gets more of our environment than it needs.
    ///   - tell: is given what whoever asks is to know, each thing once.
    public init(_ engine: Engine, rights: EngineRights = .ownFolder, tell: @escaping (Diagnostic) -> Void = { _ in }) {
        (self.engine, self.rights) = (engine, rights)
    }

    deinit { stop() }

    /// - Parameters:
    ///   - expectedEnd: seconds after which the simulated run has nothing left to do.
    ///   - isEndless: whether the program is expected never to let its page report.
    func observe(_ program: ExportedProgram, expectedEnd: Double, isEndless: Bool, timeout: Double) throws(Diagnostic) -> Observation {
        if server == nil { server = try LoopbackServer() }
        guard let server else { throw Diagnostic(.file, "no server") }
        number += 1
        let place = "/\(number)"
        let site = BrowserSite(program, place: place, expectedEnd: expectedEnd, isEndless: isEndless)
        if let connection = idle {
            idle = nil
            server.send(.init(body: Array("\(place)/".utf8)), to: connection)
        } else {
            try start("http://127.0.0.1:\(server.port)\(place)/")
        }
        var report: Observation?
        var lines: [Observation.Line] = []
        let limit = Clock.now + timeout + (number == 1 ? 20 : 5)
        while report == nil, Clock.now < limit {
            server.serve(milliseconds: 50) { request, connection in
                if request.method == "POST", request.path == "\(place)/line" {
                    if let line = BrowserSite.line(request.body) { lines.append(line) }
                    return .init()
                }
                guard request.method == "POST", request.path == "\(place)/report" else { return site.response(to: request.path) }
                report = BrowserSite.observation(request.body)
                idle = connection
                return nil
            }
            if process?.ending(block: false) != nil {
                process = nil
                stop()
                if report == nil { return Observation(lines: [], outcome: "aborted:the browser ended") }
            }
        }
        if let report { return report }
        // What hangs cannot be asked for another page.
        stop()
        return Observation(lines: lines, outcome: "no end")
    }

    private func start(_ address: String) throws(Diagnostic) {
        let folder = try TemporaryFolder()
        profile = folder
        var arguments: [String] =
            switch engine.kind {
            case .firefox: ["--headless", "--no-remote", "--profile", folder.path]
            default:
                [
                    "--headless=new", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-dev-shm-usage",
                    "--disable-background-networking", "--disable-background-timer-throttling", "--disable-renderer-backgrounding",
                    "--user-data-dir=\(folder.path)",
                ]
            }
        // Chromium does not start as root with its sandbox.
        if engine.kind == .chromium, geteuid() == 0 { arguments.append("--no-sandbox") }
        process = try EngineProcess.start(
            engine.path, arguments + [address], surroundings: try EngineSurroundings(in: folder, rights: rights))
    }

    private func stop() {
        if let process {
            _ = process.result(process.kill(.timedOut))
        }
        process = nil
        profile = nil
        if let idle, let server { server.send(.init(), to: idle) }
        idle = nil
    }
}
