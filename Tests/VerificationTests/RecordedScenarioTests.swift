import Diagnostics
import Engines
import Export
import Foundation
import Hosts
import Programs
import Scenario
import Simulator
import TestSupport
import Testing
import Verification

/// What engines did with the scenarios, replayed: the same lines in the same order, and the same end.
@Suite struct RecordedScenarioTests {
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Where an engine does otherwise than its profile, and why. A difference that is new fails, and one that is gone does too.
    static let known: [String: [String: String]] = [
        "node-20": [
            "engines/dependency-of-an-errored-cycle.yaml": "the engine aborts",
            "engines/synchronous-member-of-an-errored-cycle.yaml": "the engine aborts",
        ],
        "node-24": ["engines/synchronous-member-of-an-errored-cycle.yaml": "the engine aborts"],
        "deno-2": [
            "errors/environment-set-by-the-entry.yaml": "the engine lets a program read the environment only where it is told to",
            "packages/query-is-identity.yaml": "an encoded letter is another one to the engine",
        ],
        "bun-1": [
            "deferred/import-defer-call.yaml": "there is no import.defer()",
            "dynamic/plugins-import-the-host.yaml": "the engine does not wait for a caller, also behind Promise.all",
            "hosts/two-imports-of-one-cycle.yaml": "threads decide which file is first",
            "packages/query-is-identity.yaml": "an encoded letter is another one to the engine",
            "progress/endless-recursion.yaml": "the engine has proper tail calls",
            "progress/pattern-that-backtracks.yaml": "the engine gives up after so many steps, and says that nothing matches",
            "typescript/enum-is-more-than-types.yaml": "the engine words it so",
        ],
        "chromium-156": browsers,
        "firefox-153": browsers.merging(["progress/endless-recursion.yaml": "the engine calls its error InternalError"]) { $1 },
    ]

    private static let browsers = [
        "hosts/import-beside-a-timer.yaml": "a file that is there is read from the server all the same, which takes longer than a timer",
        "hosts/web/fetch-that-is-given-up.yaml": "the time of a page begins before its scripts are there",
        "packages/query-is-identity.yaml": "an encoded letter is another one to the engine",
    ]

    static let engines = ["node-20", "node-24", "deno-2", "bun-1", "chromium-156", "firefox-153"]

    @Test(arguments: engines)
    func replay(engine: String) throws {
        let file = Self.package.appending(path: "Tests/VerificationTests/Recorded/\(engine).jsonl")
        let recordings = try Recording.read(Array(try Data(contentsOf: file)), name: file.path)
        var differing: Set<String> = []
        for recording in recordings {
            let path = Self.package.appending(path: "Scenarios/\(recording.id)").path
            guard FileManager.default.fileExists(atPath: path) else {
                Issue.record("\(recording.id) is no scenario any more: record \(engine) anew")
                continue
            }
            let program = try Program.load(path: path)
            let exported = try ExportedProgram(program)
            #expect(recording.digest == exported.digest, "\(recording.id) changed since \(recording.engine) was recorded: record it anew")
            let profile = try #require(Engine.profile(label: recording.engine))
            let host = recording.isLoaded ? profile.loaded : profile
            let result = Verification(
                engine: recording.engine, profile: host, observed: recording.observation,
                simulated: program.run(RunOptions(host: host, recordsEvents: false, recordsModules: false, loadsAtOnce: true)),
                usesDeferredImport: exported.hasDeferredImport)
            guard result.verdict == .different else { continue }
            differing.insert(recording.id)
            if Self.known[engine]?[recording.id] == nil {
                Issue.record("\(recording.id) on \(recording.engine): \(result.summary)\n\(result.difference(of: program))")
            }
        }
        #expect(differing == Set(Self.known[engine, default: [:]].keys), "the list of known differences is out of date")
        #expect(recordings.count >= 80)
    }

    @Test("A changed order, a changed end and a changed time are told apart")
    func differences() throws {
        let path = Self.package.appending(path: "Scenarios/hello/siblings.yaml").path
        let program = try Program.load(path: path)
        let host = try #require(HostProfile.named("node"))
        let run = program.run(RunOptions(host: host))
        func verdict(_ change: (inout Observation) -> Void) -> Verification {
            var observation = Observation(run, on: host)
            change(&observation)
            return Verification(
                engine: "node 24.0.0", profile: host, observed: observation, simulated: run, usesDeferredImport: false)
        }
        #expect(verdict { _ in }.summary == "same: 5 events, times within 0 ms")
        #expect(verdict { $0.lines[0].time += 7 }.summary == "same: 5 events, times within 7 ms")
        let order = verdict { $0.lines.swapAt(1, 2) }
        #expect(order.verdict == .different)
        #expect(order.summary == "different: from line 2 on")
        #expect(
            order.difference(of: program) == """
                  node 24.0.0                  simulated as node
                  X1                           X1                           0 ms  0.0  x
                - X2
                  Y                            Y                            0 ms  0.0  y
                +                              X2                           1000 ms  1.2  x
                  Z                            Z                            1000 ms  1.3  z
                  (ends: fulfilled, status 0)  (ends: fulfilled, status 0)
                The simulator there: 0 ms, turn 0, in y.
                  runs:   task 0 (host start) runs

                """)
        #expect(
            verdict { $0.status = 1 }.summary
                == "different: the same lines, and another end: fulfilled, status 1, simulated fulfilled, status 0")
        #expect(verdict { $0.lines.removeLast() }.verdict == .different)
    }
}
