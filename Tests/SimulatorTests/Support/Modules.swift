import Diagnostics
import Hosts
import Programs
import TestSupport
import Text
import Trace

@testable import Scenario
@testable import Simulator

/// Modules in memory, to be run as a test needs them.
struct Modules: ExpressibleByDictionaryLiteral {
    var sources: [(name: String, source: String)]
    var entries: [String]
    var json: Set<String> = []
    var limits = LimitSettings()

    /// The first module is the entry.
    init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements.map { ($0.0, $0.1) })
    }

    init(_ sources: [(name: String, source: String)], entry: String? = nil) {
        self.sources = sources
        entries = [entry ?? sources[0].name]
    }

    private var scenario: Scenario {
        let document = SourceFile(name: "test.yaml", bytes: [])
        let place = SourceLocation(file: "test.yaml", line: 1, column: 1)
        let modules = sources.map { name, source in
            // Problems name the module and its own lines.
            let start = SourceFile.Segment(start: 0, location: SourceLocation(file: name, line: 1, column: 1), isVerbatim: true)
            return ScenarioModule(
                name: name, form: json.contains(name) ? .json(source) : .code(DocumentText(source, at: place, segments: [start])),
                load: nil, parse: nil, size: nil, location: place, keyPath: "modules.\(name)")
        }
        return Scenario(
            title: "test", about: "", host: nil, entries: entries, modules: modules, resources: [], limits: limits,
            expect: Expectations(), see: [], document: document, folder: "", allowsOutside: false,
            moduleIndices: Dictionary(uniqueKeysWithValues: sources.enumerated().map { (ExactText($1.name), $0) }))
    }

    /// Runs the modules on a host, which is named as a user would.
    func run(_ host: String = "spec", recordsEvents: Bool = true) throws -> Run {
        guard let profile = HostProfile.named(host) else { throw NoSuchHost(name: host) }
        let program = try Program(scenario: scenario)
        return try onLargeStack { program.run(RunOptions(host: profile, recordsEvents: recordsEvents)) }
    }

    /// The state of a run that has not begun.
    func withMachine(_ host: String = "spec", _ body: (inout Machine) -> Void) throws {
        guard let profile = HostProfile.named(host) else { throw NoSuchHost(name: host) }
        let program = try Program(scenario: scenario)
        try onLargeStack {
            var machine = Machine(program, host: profile, limits: program.effectiveLimits, isRecording: false)
            body(&machine)
        }
    }

    /// What the modules print.
    func lines(_ host: String = "spec") throws -> [String] { try run(host, recordsEvents: false).trace.lines }

    struct NoSuchHost: Error { var name: String }
}

/// What one module prints, and how the run ends when that is no success.
///
/// The outcome stands in the list, so that a program that dies half-way cannot pass for one that says less.
func console(_ source: String, host: String = "spec", steps: Int64? = nil) throws -> [String] {
    var modules = Modules([("main.mjs", source)])
    modules.limits[.steps] = steps
    let run = try modules.run(host, recordsEvents: false)
    var lines = run.trace.lines
    if run.trace.outcome != .fulfilled { lines.append("outcome: \(run.trace.outcome)") }
    lines += run.diagnostics.map { "problem: \($0.message)" }
    return lines
}

extension Trace {
    /// The printed lines.
    var lines: [String] { console.map(\.text) }

    /// The printed lines with the virtual millisecond at which each came.
    var timedLines: [String] { console.map { "\($0.time / 1_000_000) \($0.text)" } }

    func name(_ module: ModuleIndex?) -> String { module.map { self[$0].name } ?? "none" }

    /// The bodies in the order in which they began.
    var started: [String] {
        events.compactMap { event in
            if case .started = event.kind { name(event.module) } else { nil }
        }
    }

    func module(named name: String) throws -> TraceModule {
        guard let module = modules.first(where: { $0.name == name }) else { throw NoSuchModule(name: name) }
        return module
    }

    struct NoSuchModule: Error { var name: String }
}
