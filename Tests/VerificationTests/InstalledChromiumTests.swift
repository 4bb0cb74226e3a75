import Engines
import Export
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
    func pages() throws {
        let chromium = try #require(installedChromium)
        let host = try chromium.profile()
        var told: [String] = []
        let session = BrowserSession(chromium) { told.append($0.message) }
        for text in [
            "console.log(1); await sleep(5); console.log(2)", "console.log('x'.repeat(3e6))", "throw new Error('boom')",
            "console.log('heard'); for (;;);", "console.log('after one that hangs')",
        ] {
            let yaml = "entry: a\nmodules:\n  a: \"\(text)\"\n"
            let program = try Program(scenario: Scenario.read(bytes: Array(yaml.utf8), name: "scenario.yaml", folder: "."))
            let result = try Verification.run(
                chromium, profile: host, simulated: program.run(RunOptions(host: host, loadsAtOnce: true)),
                exported: try ExportedProgram(program), timeout: 30, browser: session)
            #expect(result.verdict == .same, "\(text): \(result.observed.outcome)")
        }
        #expect(told.count <= 1, "\(told)")
    }
}
