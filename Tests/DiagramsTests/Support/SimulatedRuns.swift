import Analysis
import Differential
import Foundation
import Programs
import Scenario
import Simulator
import TestSupport
import Trace

/// Runs by which properties of pictures are tested: of every scenario of the repository, and of random graphs.
enum SimulatedRuns {
    struct Named: CustomStringConvertible, Sendable {
        var name: String
        var trace: Trace
        var analysed: AnalysedRun { AnalysedRun(trace) }
        var description: String { name }
    }

    static let all = examples + scenarios + random

    static let examples =
        TraceFixture.examples.map { Named(name: $0.name, trace: $0.trace) } + [Named(name: "held up", trace: TraceFixture.heldUp)]

    static let scenarios: [Named] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Scenarios")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        let paths = files.map(\.path).filter { $0.hasSuffix(".yaml") }.sorted()
        precondition(paths.count > 50, "the scenarios of the repository are not where they were")
        return runs(paths.count) { index in
            (String(paths[index].dropFirst(folder.path.count + 1)), try Program.load(path: paths[index]))
        }
    }()

    /// The same every time.
    static let random: [Named] = {
        let generator = FuzzGenerator(seed: 12, families: FuzzFamily.allCases)
        return runs(240) { index in
            let item = generator.fuzzCase(index)
            let scenario = try Scenario.read(bytes: Array(item.scenarioText().utf8), name: "case.yaml", folder: "")
            return ("random graph \(index), \(item.family)", try Program(scenario: scenario))
        }
    }()

    private static func runs(_ count: Int, _ program: (Int) throws -> (String, Program)) -> [Named] {
        do {
            return try onLargeStack {
                try (0..<count).map { index in
                    let (name, program) = try program(index)
                    return Named(name: name, trace: program.run().trace)
                }
            }
        } catch {
            preconditionFailure("a run of the tests cannot be had: \(error)")
        }
    }
}
