import Bundlers
import Diagnostics
import Engines
import Export
import Foundation
import Hosts
import Programs
import Simulator
import Testing
import Verification

/// What bundlers made of their scenarios, run on Node.js and recorded, replayed: each model's output does the same.
@Suite struct RecordedBundlerTests {
    private static let package = RecordedScenarioTests.package

    /// Where a bundler does otherwise than its model, and why. A difference that is new fails, and one that is gone does too.
    static let known: [String: [String: String]] = [:]

    static let recorded = [
        "bun-bun-1.4.4", "bun-lazy-bun-1.4.4", "esbuild-esbuild-0.28.2", "esbuild-lazy-esbuild-0.28.2", "rollup-rollup-4.62.5",
        "rollup@3-rollup-3.15.0", "webpack-webpack-5.109.2", "webpack@5.75-webpack-5.75.0",
    ]

    @Test(arguments: recorded)
    func replay(name: String) throws {
        let file = Self.package.appending(path: "Tests/VerificationTests/Recorded/bundlers/\(name).jsonl")
        let recordings = try Recording.read(Array(try Data(contentsOf: file)), name: file.path)
        #expect(recordings.count >= 34)
        var differing: Set<String> = []
        for recording in recordings {
            let path = Self.package.appending(path: "Scenarios/bundlers/\(recording.id)").path
            let program = try Program.load(path: path)
            #expect(
                recording.digest == (try ExportedProgram(program).digest),
                "\(recording.id) changed since \(recording.engine) was recorded: record it anew")
            let label = try #require(BundledRecording(recording.engine))
            let bundler = try #require(Bundler.named(label.model))
            let host = try #require(Engine.profile(label: label.engine)).loaded
            let options = RunOptions(host: host, recordsEvents: false, recordsModules: false, loadsAtOnce: true)
            let simulated = Observation(try bundler.bundle(program).program.run(options), on: host)
            guard !recording.observation.isSame(as: simulated) else { continue }
            differing.insert(recording.id)
            if Self.known[name]?[recording.id] == nil {
                Issue.record("\(recording.id), \(recording.engine): \(recording.observation), simulated \(simulated)")
            }
        }
        #expect(differing == Set(Self.known[name, default: [:]].keys), "the list of known differences is out of date")
    }
}
