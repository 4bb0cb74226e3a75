import Foundation
import Programs
import Replay
import Scenario
import TestSupport
import Testing
import Text
import Trace

@testable import Player

/// A browser that is installed, and the script that drives it.
struct InstalledBrowser: CustomTestStringConvertible {
    var name: String
    var path: String
    var testDescription: String { name }

    static let all: [InstalledBrowser] = {
        guard Node.isInstalled else { return [] }
        let firefox = installedProgram("firefox-esr", "firefox")
        return [
            installedChromium.map { InstalledBrowser(name: "chromium", path: $0) },
            firefox.map { InstalledBrowser(name: "firefox", path: $0) },
        ].compactMap { $0 }
    }()

    private static let script = BrowserPagesTests.package.appending(path: "Tests/Browser/play-pages.mjs").path

    /// Steps through every page of a folder.
    func stepThrough(_ folder: ScratchFolder) throws -> (status: Int32, output: String) {
        let pages = try folder.files().filter { $0.hasSuffix(".html") }.sorted()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["node", Self.script, name, path] + pages.map { folder.path($0) }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}

/// Pages as the browsers that are installed show them: opened from disk, and stepped through. Skipped, and said to be, where there is none.
@Suite(
    "Pages in real browsers", .serialized,
    .enabled(if: !InstalledBrowser.all.isEmpty, "needs node, and chromium or firefox, on the PATH"))
struct BrowserPagesTests {
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A page, and beside it the states that the replay has at its steps.
    private static func write(_ runs: [PlayerRun], named name: String, into folder: ScratchFolder) throws {
        let page = PlayerPage(title: runs[0].trace.title, about: runs[0].trace.about, runs: runs)
        try folder.write("\(name).html", page.html)
        var json = JSONWriter()
        json.beginArray()
        for run in runs {
            let writer = RunWriter(run)
            var replay = Replay(run.trace)
            json.beginArray()
            writer.write(replay.state, to: &json)
            // Each state of a run that goes on and on is as large as what it has kept: a hundred of them will do.
            let every = writer.steps.count > 1_000 ? writer.steps.count / 100 : 1
            for (index, step) in writer.steps.enumerated() {
                for _ in step.events { replay.forward() }
                if (index + 1) % every == 0 { writer.write(replay.state, to: &json) }
            }
            json.endArray()
        }
        json.endArray()
        try folder.write("\(name).states.json", bytes: json.takeBytes())
    }

    private static func run(_ text: String, label: String = "spec") throws -> PlayerRun {
        try onLargeStack {
            let scenario = try Scenario.read(bytes: Array(text.utf8), name: "case.yaml", folder: "")
            return try PlayerPageTests.run(try Program(scenario: scenario), label: label)
        }
    }

    @Test(
        "Scenarios go to their ends and back with the states of the replay, by keys too, and ask what prints next",
        arguments: InstalledBrowser.all)
    func scenarios(browser: InstalledBrowser) throws {
        let folder = Self.package.appending(path: "Scenarios")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        // All of them take minutes in each browser.
        let stride = ProcessInfo.processInfo.environment["PAGES_IN_BROWSERS"] == "all" ? 1 : 7
        let paths = files.map(\.path).filter { $0.hasSuffix(".yaml") }.sorted().enumerated()
            .filter { $0.offset % stride == 0 }.map(\.element)
        let scratch = try ScratchFolder()
        var count = 0
        try onLargeStack {
            for path in paths {
                let program = try Program.load(path: path)
                let run = try PlayerPageTests.run(program)
                guard !run.trace.modules.isEmpty else { continue }
                try Self.write([run], named: String(path.dropFirst(folder.path.count + 1)).replacing("/", with: "-"), into: scratch)
                count += 1
            }
        }
        let result = try browser.stepThrough(scratch)
        #expect(result.status == 0, "\(result.output)")
        #expect(result.output.hasPrefix("stepped through \(count) pages, ") && count > 200 / stride, "\(result.output)")
    }

    @Test("Nothing that a program says runs, and nothing is asked for", arguments: InstalledBrowser.all)
    func hostile(browser: InstalledBrowser) throws {
        let evil = #"</script><script>alert(1)</script><img src=http://127.0.0.1:9/ onerror=alert(2)>\u2028\u202e"#
        let run = try Self.run(
            """
            title: "\(evil)"
            about: "\(evil)"
            entry: "<b onclick=alert(3)>.mjs"
            modules:
              "<b onclick=alert(3)>.mjs": |
                import "./<script>alert(4).mjs";
                console.log("\(evil)\\u0000", "x".repeat(100000));
                console.error("<style>*{display:none}</style>");
                const long = "\(String(repeating: "y", count: 100_000))";
                await null;
                throw new Error("\(evil)");
              "<script>alert(4).mjs": console.log(`</template>`);
            """, label: "<i>spec</i>")
        let scratch = try ScratchFolder()
        try Self.write([run], named: "hostile", into: scratch)
        try Self.write([run, run], named: "two", into: scratch)
        let result = try browser.stepThrough(scratch)
        #expect(result.status == 0 && result.output.hasPrefix("stepped through 2 pages"), "\(result.output)")
    }

    @Test("What is wrong is found: another state, and a script that the policy forbids", arguments: InstalledBrowser.all)
    func faults(browser: InstalledBrowser) throws {
        let run = try Self.run("title: T\nentry: a\nmodules:\n  a: console.log(1)\n")
        let good = PlayerPage(title: "T", about: "", runs: [run]).html
        let faults = [
            ("state", good, "should be"),
            ("error", good.replacing("<script>(", with: "<script>/**/("), browser.name == "chromium" ? "Security Policy" : "blocked"),
        ]
        for (name, page, words) in faults {
            let scratch = try ScratchFolder()
            try Self.write([run], named: name, into: scratch)
            try scratch.write("\(name).html", page)
            if name == "state" {
                let states = try #require(scratch.text("state.states.json"))
                try scratch.write("state.states.json", states.replacing(#""printed":1"#, with: #""printed":2"#))
            }
            let result = try browser.stepThrough(scratch)
            #expect(result.status == 1 && result.output.contains(words), "\(name): \(result.output)")
        }
    }
}
