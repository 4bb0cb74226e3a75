import Threads

/// Who is let in, and who is within.
final class Door: Sendable {
    /// What we call ourselves; a name that leads to us by a trick is another.
    let host: String
    let limits: LoopbackServer.Limits

    private struct Entry {
        var number: Int
        var task: Task<Void, Never>
        /// Whether its request was understood and admitted.
        var isAdmitted = false
    }

    private struct State {
        var place: String
        /// In the order in which they came.
        var entries: [Entry] = []
        var count = 0
    }

    private let lock = Lock()
    nonisolated(unsafe) private var state: State

    init(host: String, place: String, limits: LoopbackServer.Limits) {
        (self.host, self.limits) = (host, limits)
        state = State(place: place)
    }

    var place: String {
        get { lock.locked { state.place } }
        set { lock.locked { state.place = newValue } }
    }

    // MARK: Coming and going

    /// Lets one more in. Who is silent longest makes room; where nobody is silent, nobody more is let in.
    ///
    /// - Parameter begin: begins to serve it, under its number. When it is not called, or what it gives is cancelled, the connection is closed.
    /// - Returns: whether it was let in.
    func enter(_ begin: (Int) -> Task<Void, Never>) -> Bool {
        lock.locked {
            if state.entries.count >= limits.connections {
                guard let silent = state.entries.firstIndex(where: { !$0.isAdmitted }) else { return false }
                state.entries.remove(at: silent).task.cancel()
            }
            state.count += 1
            state.entries.append(Entry(number: state.count, task: begin(state.count)))
            return true
        }
    }

    func leave(_ number: Int) {
        lock.locked { state.entries.removeAll { $0.number == number } }
    }

    func endAll() {
        for entry in lock.locked({ state.entries }) { entry.task.cancel() }
    }

    private func admitted(_ number: Int) {
        lock.locked {
            guard let index = state.entries.firstIndex(where: { $0.number == number }) else { return }
            state.entries[index].isAdmitted = true
        }
    }

    // MARK: Who is answered

    /// Refuses what no page of ours asks.
    func admit(_ request: HTTPRequest, from number: Int) throws(HTTPRefusal) {
        let hosts = request.values("host")
        guard hosts.count == 1 else { throw .malformed }
        guard hosts[0] == host else { throw .forbidden }
        let isReport = request.method == "POST"
        guard isReport || request.method == "GET" else { throw .otherMethod }
        let origins = request.values("origin"), sites = request.values("sec-fetch-site")
        guard origins.allSatisfy({ $0 == "http://\(host)" }), origins.count == 1 || !isReport && origins.isEmpty else { throw .forbidden }
        // Who types an address, as whoever starts a browser does, comes from no site.
        guard sites.allSatisfy({ $0 == "same-origin" || !isReport && $0 == "none" }) else { throw .forbidden }
        guard request.path.hasPrefix(place + "/") else { throw .notFound }
        guard isReport || request.values("content-length").allSatisfy({ $0 == "0" }) else { throw .malformed }
        admitted(number)
    }
}
