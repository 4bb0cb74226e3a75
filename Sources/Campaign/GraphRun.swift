import Bundlers
import Diagnostics
import Hosts
import Programs
import Simulator
import Text
import Trace

/// What a program printed and how it ended.
public struct GraphRun: Hashable, Sendable {
    public enum Ending: Hashable, Sendable {
        case fulfilled
        /// Nothing is left to do, and the entry waits.
        case unsettled
        case rejected(String)
        /// The output does not parse.
        case syntaxError(isLink: Bool)
        /// The bundler makes no output, and says why.
        case buildError(String)
        /// Anything else, in words.
        case other(String)
    }

    public var lines: [String]
    public var ending: Ending
}

/// In which way a run departs from native's.
public enum Departure: String, Sendable, CaseIterable {
    /// Other lines, or the same in another order.
    case order
    /// It never settles.
    case hang
    case rejection
    case syntaxError = "SyntaxError"
    /// There is nothing to run.
    case buildError = "build error"
    /// It does not load, or is stopped by a limit.
    case failure

    init?(of seen: GraphRun, from native: GraphRun) {
        guard seen != native else { return nil }
        switch seen.ending {
        case .fulfilled: self = .order
        case .unsettled: self = .hang
        case .rejected: self = .rejection
        case .syntaxError: self = .syntaxError
        case .buildError: self = .buildError
        case .other: self = .failure
        }
    }
}

/// One graph, linked once, and what its bundles do. Programs that are the same to the byte run once.
struct GraphTrial {
    /// Graphs are small, and what they wait for is on Node.js.
    static let host = HostProfile.named("node") ?? .all[0]

    private let graph: LinkedGraph
    private var known: [(files: [Bundle.File], entries: [String], run: GraphRun)] = []
    /// What models did, for those that make the same.
    private var runs: [Asked: GraphRun] = [:]
    private(set) var native: GraphRun

    private struct Asked: Hashable {
        var bundler: String
        var isSplitting: Bool?
    }

    /// - Throws: what keeps the graph from being linked, which a graph of the generator's never does.
    init(_ graph: RandomGraph) throws(DiagnosticList) {
        let program = graph.program
        self.graph = try LinkedGraph(program)
        native = Self.run(program)
        let linked = self.graph
        known.append(
            (
                linked.reachable.map { Bundle.File(name: linked[$0].fileName, source: linked[$0].source, modules: [$0]) },
                linked.entries.map { linked[$0].fileName }, native
            ))
    }

    mutating func run(_ bundler: Bundler, isSplitting: Bool?) -> GraphRun {
        if let twin = bundler.twin(for: graph), let run = runs[Asked(bundler: twin, isSplitting: isSplitting)] { return run }
        let run = runBundle(of: bundler, isSplitting: isSplitting)
        runs[Asked(bundler: bundler.name, isSplitting: isSplitting)] = run
        return run
    }

    private mutating func runBundle(of bundler: Bundler, isSplitting: Bool?) -> GraphRun {
        var options = BundleOptions()
        options.isSplitting = isSplitting
        let bundle: Bundle
        do throws(DiagnosticList) {
            bundle = try bundler.bundle(graph, options)
        } catch {
            return GraphRun(lines: [], ending: .buildError(error.diagnostics.first?.message ?? ""))
        }
        if let same = known.first(where: { Self.areSame($0.files, bundle.files) && $0.entries == bundle.entries }) { return same.run }
        let run = Self.run(bundle.program)
        known.append((bundle.files, bundle.entries, run))
        return run
    }

    private static func areSame(_ some: [Bundle.File], _ others: [Bundle.File]) -> Bool {
        some.count == others.count
            && zip(some, others).allSatisfy { ExactText($0.name) == ExactText($1.name) && $0.source.bytes == $1.source.bytes }
    }

    private static func run(_ program: Program) -> GraphRun {
        let run = program.run(RunOptions(host: host, recordsEvents: false, recordsModules: false))
        let ending: GraphRun.Ending =
            switch run.trace.outcome {
            case .fulfilled: .fulfilled
            case .unsettled: .unsettled
            case .rejected(let text): .rejected(text)
            case .loadError where run.isSyntaxError: .syntaxError(isLink: false)
            case .linkError where run.isSyntaxError: .syntaxError(isLink: true)
            case .loadError(let text): .other("load error: \(text)")
            case .linkError(let text): .other("link error: \(text)")
            case .blocked(let text): .other("blocked: \(text)")
            case .running(let text): .other("running: \(text)")
            case .exited(let status): .other("exited: \(status)")
            }
        return GraphRun(lines: run.trace.console.map(\.text), ending: ending)
    }
}

extension Run {
    fileprivate var isSyntaxError: Bool { diagnostics.contains { $0.kind == .syntax } }
}
