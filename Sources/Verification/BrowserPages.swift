import Dispatch
import Loopback
import Threads

/// What the pages of a browser are given, and what they tell: the server's tasks bring it, and who drives the browser takes it.
final class BrowserPages: Sendable {
    private struct State {
        /// Reports from elsewhere than its place are of a page before.
        var site: BrowserSite?
        var lines: [Observation.Line] = []
        var report: Observation?
        /// The request of the last page, which waits to be told the next.
        var idle: CheckedContinuation<HTTPResponse, Never>?
    }

    private let lock = Lock()
    nonisolated(unsafe) private var state = State()
    private let news = DispatchSemaphore(value: 0)

    /// A page tells so many lines by themselves.
    private static let mostLines = 1_000

    deinit { end() }

    // MARK: For who drives the browser

    /// Begins with another page.
    ///
    /// - Returns: whether a page that waited was told to go there.
    func begin(_ site: BrowserSite) -> Bool {
        let idle = lock.locked {
            let idle = state.idle
            state = State(site: site)
            return idle
        }
        idle?.resume(returning: HTTPResponse(body: Array("\(site.place)/".utf8)))
        return idle != nil
    }

    /// What the page has reported; waits for it so many milliseconds.
    func report(milliseconds: Int) -> Observation? {
        if let report = lock.locked({ state.report }) { return report }
        _ = news.wait(timeout: .now() + .milliseconds(milliseconds))
        return lock.locked { state.report }
    }

    /// The lines that the page told before its report.
    var lines: [Observation.Line] { lock.locked { state.lines } }

    /// Lets go the page that waits, if any.
    func end() {
        let idle = lock.locked {
            defer { state.idle = nil }
            return state.idle
        }
        idle?.resume(returning: HTTPResponse())
    }

    // MARK: For the server

    func answer(_ request: HTTPRequest) async -> HTTPResponse {
        guard let site = lock.locked({ state.site }) else { return .notFound }
        let place = site.place
        guard request.method == "POST" else { return site.response(to: request.path) }
        if request.path == "\(place)/line" {
            if let line = BrowserSite.line(request.body) {
                lock.locked { if state.site?.place == place, state.lines.count < Self.mostLines { state.lines.append(line) } }
            }
            return HTTPResponse()
        }
        guard request.path == "\(place)/report", let told = BrowserSite.observation(request.body) else { return .notFound }
        return await withCheckedContinuation { continuation in
            let isTaken = lock.locked {
                guard state.site?.place == place, state.report == nil else { return false }
                state.report = told
                state.idle = continuation
                return true
            }
            if isTaken { news.signal() } else { continuation.resume(returning: .notFound) }
        }
    }
}
