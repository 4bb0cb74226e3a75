import Testing
import Trace

@testable import Simulator

/// When the files of a page are asked for, and when they are there, as browsers did with a server that takes as long.
struct RequestTests {
    /// By how much a browser may differ, which has work of its own to do before each request; milliseconds.
    private static let slot = 50

    @Test(arguments: ["chromium", "firefox"])
    func filesAreAskedForAsBrowsersDo(host: String) throws {
        var count = 0
        for page in try RecordedPage.read("requests.jsonl") {
            let recorded = page.requests(host)
            guard !recorded.isEmpty else { continue }
            let ends = try arrivals(page.run(host))
            // The first request begins the count in both.
            let first = recorded.compactMap { request in ends[request.name].map { $0 - page.delay(of: request.name) } }.min() ?? 0
            for request in recorded {
                let end = try #require(ends[request.name], "\(page.id) asks for \(request.name)") - first
                let start = end - page.delay(of: request.name)
                #expect(abs(start - request.start) <= Self.slot, "\(page.id) on \(host): \(request.name) at \(start), not \(request.start)")
                #expect(
                    abs(end - request.end) <= Self.slot, "\(page.id) on \(host): \(request.name) is there at \(end), not \(request.end)")
                count += 1
            }
            // Nobody asks for more.
            #expect(Set(ends.keys) == Set(recorded.map(\.name)), "\(page.id) on \(host)")
        }
        #expect(count > 40)
    }

    /// When each file was there; milliseconds.
    private func arrivals(_ trace: Trace) throws -> [String: Int] {
        var ends: [String: Int] = [:]
        for event in trace.events {
            guard case .loaded = event.kind, let module = event.module else { continue }
            ends[trace[module].name] = Int(event.time / 1_000_000)
        }
        return ends
    }
}
