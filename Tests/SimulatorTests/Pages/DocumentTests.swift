import Hosts
import Testing

@testable import Simulator

/// Pages that Chromium 156 and Firefox 153 ran: what they printed is what a run prints.
struct DocumentTests {
    @Test(arguments: ["chromium", "firefox"])
    func recordedPagesRunInTheirOrder(host: String) throws {
        var same = 0
        for page in try RecordedPage.read("documents.jsonl") {
            let printed = try page.printed(host)
            #expect(page.recorded(host).contains(printed), "\(page.id) on \(host)")
            same += 1
        }
        #expect(same == 109)
    }

    /// Random pages, and some about one thing each, whose files and timers came one after another: each when the browser had nothing else to do.
    @Test(arguments: ["chromium", "firefox"])
    func pagesWithSetTimesRunInTheirOrder(host: String) throws {
        var same = 0
        for page in try RecordedPage.read("set-times.jsonl") where !page.recorded(host).isEmpty {
            let printed = try page.printed(host)
            #expect(page.recorded(host).contains(printed), "\(page.id) on \(host)")
            same += 1
        }
        #expect(same > 0)
    }
}
