import Engines
import Export
import Foundation
import Programs
import Scenario
import Simulator
import Testing
import Verification

private let installedChromium: Engine? = try? Engine.find("chromium")

/// The whole way through the Chromium that is installed. Skipped, and said to be, where there is none.
@Suite(.enabled(if: installedChromium != nil, "needs chromium on the PATH"))
struct InstalledChromiumTests {
    @Test("One program after another is run on pages of one browser, and a report is as large as it is")
    func pages() async throws {
        let chromium = try #require(installedChromium)
        // Who drives a browser waits for it, and the server's tasks need the threads that tests run on.
        let (seen, told) = try await withCheckedThrowingContinuation { done in
            Thread.detachNewThread { done.resume(with: Result { try Self.drive(chromium) }) }
        }
        #expect(seen.count == Self.texts.count)
        for (text, seen) in zip(Self.texts, seen) { #expect(seen.verdict == .same, "\(text): \(seen.outcome)") }
        #expect(told.count <= 1, "\(told)")
    }

    private static let texts = [
        "console.log(1); await sleep(5); console.log(2)", "console.log('x'.repeat(3e6))", "throw new Error('boom')",
        "console.log('heard'); for (;;);", "console.log('after one that hangs')",
    ]

    private static func drive(
        _ chromium: Engine
    ) throws -> (seen: [(verdict: Verification.Verdict, outcome: Observation.Outcome)], told: [String]) {
        let host = try chromium.profile()
        var told: [String] = []
        let session = BrowserSession(chromium) { told.append($0.message) }
        let seen = try texts.map { text in
            let yaml = "entry: a\nmodules:\n  a: \"\(text)\"\n"
            let program = try Program(scenario: Scenario.read(bytes: Array(yaml.utf8), name: "scenario.yaml", folder: "."))
            let result = try Verification.run(
                chromium, profile: host, simulated: program.run(RunOptions(host: host, loadsAtOnce: true)),
                exported: try ExportedProgram(program), timeout: 30, browser: session)
            return (result.verdict, result.observed.outcome)
        }
        return (seen, told)
    }
}
