import Diagnostics
import Engines
import Export
import Loopback

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
    private let pages = BrowserPages()
    private var server: LoopbackServer?
    private var process: EngineProcess?
    private var profile: TemporaryFolder?
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
        let server = try startedServer()
        let place = "/\(LoopbackServer.secret())"
        server.place = place
        let site = BrowserSite(program, place: place, expectedEnd: expectedEnd, isEndless: isEndless)
        // The first start of a browser takes long.
        var patience = timeout + (hasBeenStarted ? 5 : 20)
        if !pages.begin(site) { try start(server.address) }
        var limit = Clock.now + patience
        while Clock.now < limit {
            if let report = pages.report(milliseconds: 50) { return report }
            guard let reason = reasonOfEnd() else { continue }
            if reason == .withoutSandbox {
                try start(server.address)
                patience = timeout + 20
                limit = Clock.now + patience
            } else {
                return Observation(lines: [], outcome: .aborted("the browser \(reason == .printing ? "printed too much" : "ended")"))
            }
        }
        // What hangs cannot be asked for another page.
        let lines = pages.lines
        stop()
        return Observation(lines: lines, outcome: .noEnd)
    }

    private func startedServer() throws(Diagnostic) -> LoopbackServer {
        if let server { return server }
        let pages = pages
        let server = try LoopbackServer { await pages.answer($0) }
        self.server = server
        return server
    }

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
        pages.end()
    }
}
