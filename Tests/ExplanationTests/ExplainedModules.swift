import Bundlers
import Diagnostics
import Explanation
import Hosts
import Programs
import TestSupport
import Text

@testable import Scenario
@testable import Simulator

/// Modules in memory whose run is explained; the first is the entry.
struct ExplainedModules: ExpressibleByDictionaryLiteral {
    var sources: [(name: String, source: String)]

    init(dictionaryLiteral elements: (String, String)...) { sources = elements.map { ($0.0, $0.1) } }

    init(_ sources: [(name: String, source: String)]) { self.sources = sources }

    func program() throws -> Program {
        let document = SourceFile(name: "test.yaml", bytes: [])
        let place = SourceLocation(file: "test.yaml", line: 1, column: 1)
        let modules = sources.map { name, source in
            let start = SourceFile.Segment(start: 0, location: SourceLocation(file: name, line: 1, column: 1), isVerbatim: true)
            return ScenarioModule(
                name: name, form: .code(DocumentText(source, at: place, segments: [start])), load: nil, parse: nil, size: nil,
                location: place, keyPath: "modules.\(name)")
        }
        return try Program(
            scenario: Scenario(
                title: "test", about: "", host: nil, entries: [sources[0].name], modules: modules, resources: [], limits: LimitSettings(),
                expect: Expectations(), see: [], document: document, folder: "", allowsOutside: false,
                moduleIndices: Dictionary(uniqueKeysWithValues: sources.enumerated().map { (ExactText($1.name), $0) })))
    }

    /// - Parameters:
    ///   - bundler: the name of the bundler that makes the program first; `nil` for none.
    ///   - recordsEvents: whether the run that is explained was recorded.
    func explained(_ host: String = "spec", bundler: String? = nil, recordsEvents: Bool = true) throws -> Explanation {
        guard let profile = HostProfile.named(host) else { throw Missing(name: host) }
        var program = try program()
        return try onLargeStack {
            if let bundler {
                guard let model = Bundler.named(bundler) else { throw Missing(name: bundler) }
                program = try model.bundle(program).program
            }
            let run = program.run(RunOptions(host: profile, recordsEvents: recordsEvents, recordsModules: recordsEvents))
            let explanation = Explanation(of: run, program)
            _ = explanation.failures
            return explanation
        }
    }

    /// What is told of the end of the run: the message, the notes with their places, and the remedies.
    func told(_ host: String = "spec", bundler: String? = nil, recordsEvents: Bool = true) throws -> [String] {
        let problems = try explained(host, bundler: bundler, recordsEvents: recordsEvents).outcomeDiagnostics
        func words(_ place: SourceLocation) -> String { "\(place.file):\(place.line):\(place.column)" }
        var told: [String] = []
        for problem in problems {
            told.append((problem.location.map { words($0) + ": " } ?? "") + problem.message)
            for place in problem.related { told.append("\(place.message) (\(words(place.location)))") }
            if let help = problem.suggestion { told.append("help: " + help) }
            for help in problem.alternatives { told.append("or: " + help) }
        }
        return told
    }

    struct Missing: Error { var name: String }
}
