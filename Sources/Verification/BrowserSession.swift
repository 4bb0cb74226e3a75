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
/// A page tells what happened by a request that stays open until there is a next page to go to. Each page has a place of its own that nobody
/// else can guess, so that no other page reads it or reports in its stead.
public final class BrowserSession {
    private let engine: Engine
    private let rights: EngineRights
    private let tell: (Diagnostic) -> Void
    private var server: LoopbackServer?
    private var process: EngineProcess?
    private var profile: TemporaryFolder?
    /// The request of the last page, which waits to be told the next.
    private var idle: LoopbackServer.Connection?
    /// Whether Chromium keeps a page from our files by its own sandbox. It has none where root runs it.
    private var hasSandbox: Bool
    private var hasBeenStarted = false

    /// - Parameters:
    ///   - rights: whether the browser gets more of our environment than it needs.
    ///   - tell: is given what whoever asks is to know, each thing once.
    public init(_ engine: Engine, rights: EngineRights = .ownFolder, tell: @escaping (Diagnostic) -> Void = { _ in }) {
        (self.engine, self.rights, self.tell) = (engine, rights, tell)
        hasSandbox = engine.kind != .chromium || geteuid() != 0
    }

    deinit { stop() }

    /// - Parameters:
    ///   - expectedEnd: seconds after which the simulated run has nothing left to do.
    ///   - isEndless: whether the program is expected never to let its page report.
    func observe(_ program: ExportedProgram, expectedEnd: Double, isEndless: Bool, timeout: Double) throws(Diagnostic) -> Observation {
        if server == nil { server = try LoopbackServer() }
        guard let server else { throw Diagnostic(.file, "no server") }
        let place = "/\(LoopbackServer.secret())"
        server.place = place
        let address = "http://127.0.0.1:\(server.port)\(place)/"
        let site = BrowserSite(program, place: place, expectedEnd: expectedEnd, isEndless: isEndless)
        // The first start of a browser takes long.
        var patience = timeout + (hasBeenStarted ? 5 : 20)
        if let connection = idle {
            idle = nil
            server.send(.init(body: Array("\(place)/".utf8)), to: connection)
        } else {
            try start(address)
        }
        var report: Observation?
        var lines: [Observation.Line] = []
        var limit = Clock.now + patience
        while report == nil, Clock.now < limit {
            server.serve(milliseconds: 50) { request, connection in
                guard request.method == "POST" else { return site.response(to: request.path) }
                if request.path == "\(place)/line" {
                    if lines.count < Self.mostLines, let line = BrowserSite.line(request.body) { lines.append(line) }
                    return .init()
                }
                guard request.path == "\(place)/report", report == nil, let told = BrowserSite.observation(request.body) else {
                    return .notFound
                }
                report = told
                idle = connection
                return nil
            }
            guard let reason = reasonOfEnd() else { continue }
            if reason == .withoutSandbox {
                try start(address)
                patience = timeout + 20
                limit = Clock.now + patience
            } else if report == nil {
                return Observation(lines: [], outcome: "aborted:the browser \(reason == .printing ? "printed too much" : "ended")")
            }
        }
        if let report { return report }
        // What hangs cannot be asked for another page.
        stop()
        return Observation(lines: lines, outcome: "no end")
    }

    /// A page tells so many lines by themselves.
    private static let mostLines = 1_000

    private enum Reason { case ended, printing, withoutSandbox }

    /// Why the browser is gone; `nil` while it is not.
    private func reasonOfEnd() -> Reason? {
        guard let process else { return nil }
        if process.printsTooMuch {
            stop()
            return .printing
        }
        guard let ending = process.ending(block: false) else { return nil }
        self.process = nil
        let words = process.result(ending).errors
        stop()
        guard hasSandbox, engine.kind == .chromium, words.contains("No usable sandbox") else { return .ended }
        hasSandbox = false
        return .withoutSandbox
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
        if !hasSandbox {
            arguments.append("--no-sandbox")
            tellOfSandbox()
        }
        hasBeenStarted = true
        process = try EngineProcess.start(
            engine.path, arguments + [address], surroundings: try EngineSurroundings(in: folder, rights: rights))
    }

    private var hasToldOfSandbox = false

    private func tellOfSandbox() {
        guard !hasToldOfSandbox else { return }
        hasToldOfSandbox = true
        let reason = geteuid() == 0 ? "it has none for root" : "this system lets it have none"
        tell(
            Diagnostic(
                .engine, "\(engine.label) runs without its sandbox: \(reason)",
                suggestion: geteuid() == 0 ? "run tla-sim as another user" : nil, severity: .warning))
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
