import Diagnostics
import JavaScript
import Programs

/// The modules that are linted: how they import each other, their trees and what their names mean, and which of them are started.
///
/// Every module of what is linted is in it, whether an entry leads to it or not. What is not there, cannot be read or parsed, or is a package's is
/// outside: ``StaticGraph/Request/target`` is `nil`, or ``analysed(_:)`` is.
public struct LintedGraph: Sendable {
    public let graph: StaticGraph
    /// The modules that a host starts with, in order: those that were named, or those that no module of the graph imports.
    public let entries: [ModuleNumber]
    /// Whether nobody named the ``entries``: of modules that lead to each other any may be the one that is started.
    public let entriesAreGuessed: Bool
    public let settings: LintSettings
    /// By module: whether the simulator has all of the language that it and what it imports are written in, and all of those are there.
    private let canBeRun: [Bool]
    /// By module, as in ``graph``, from where they take longer to get.
    private let analysedModules: [AnalysedModule?]
    /// By module; `nil` for what was not parsed.
    let traits: [ModuleTraits?]
    private let remarks = Remarks()

    /// Reads, parses and analyses the modules of a program.
    ///
    /// - Parameters:
    ///   - entries: the keys of the modules that a host starts with; `nil` where that is to be found out.
    ///   - threads: on how many threads.
    public init(_ program: Program, entries: [ModuleKey]? = nil, settings: LintSettings = LintSettings(), threads: Int = 1) {
        var options = StaticGraph.Options()
        options.lookingThreads = max(1, threads)
        self.init(StaticGraph(program, options), entries: entries, settings: settings)
    }

    init(_ graph: StaticGraph, entries: [ModuleKey]?, settings: LintSettings) {
        self.graph = graph
        self.settings = settings
        analysedModules = graph.modules.map(\.analysed)
        traits = graph.modules.map { module in module.analysed.map { ModuleTraits($0.tree) } }
        canBeRun = graph.modulesThatCanBeRun(traits)
        entriesAreGuessed = entries == nil && graph.program.isOnDisk
        if let entries {
            var numbers: [ModuleKey: ModuleNumber] = [:]
            for (number, module) in graph.modules.enumerated() { numbers[module.key] = ModuleNumber(number) }
            self.entries = entries.compactMap { numbers[$0] }
        } else if !graph.program.isOnDisk {
            self.entries = graph.entries
        } else {
            self.entries = graph.modulesNobodyImports()
        }
    }

    public subscript(module: ModuleNumber) -> StaticGraph.Module { graph[module] }

    /// The modules, in the order of ``graph``.
    public var moduleNumbers: Range<ModuleNumber> { 0..<ModuleNumber(graph.modules.count) }

    /// A module's tree, and what its names mean; `nil` for JSON, and for what cannot be read or parsed.
    public func analysed(_ module: ModuleNumber) -> AnalysedModule? { analysedModules[Int(module)] }

    /// Says in the report what a rule did not look at.
    func note(_ message: String) { remarks.add(Diagnostic(.lint, message, severity: .note)) }

    /// What rules did not look at, each told once.
    var notes: [Diagnostic] { remarks.all }

    // MARK: What findings say

    /// A finding's diagnostic. Its severity is a warning until the rule's is put in.
    ///
    /// - Parameters:
    ///   - range: in the module's text.
    ///   - suggestion: what to write instead.
    public func diagnostic(
        _ message: String, at range: SourceRange, in module: ModuleNumber, suggestion: String? = nil
    ) -> Diagnostic {
        let source = graph[module].source
        var problem = Diagnostic(
            .lint, message, at: place(of: range, in: module), width: source.width(of: range), suggestion: suggestion, severity: .warning)
        problem.sourceLine = source.line(at: range.start)
        if problem.sourceLine?.isLong == true { problem.sourceLine = source.line(at: range.start, reach: Self.excerptReach) }
        return graph.program.located(problem)
    }

    /// How much is kept of a line that is long, as a bundle may be one: there may be thousands of findings in it.
    private static var excerptReach: Int { 200 }

    /// A place beside the one that a finding is about.
    public func related(_ message: String, at range: SourceRange, in module: ModuleNumber) -> RelatedPlace {
        RelatedPlace(message, at: place(of: range, in: module))
    }

    /// A place as a person finds it in a file.
    public func place(of range: SourceRange, in module: ModuleNumber) -> SourceLocation {
        graph[module].source.location(at: range.start)
    }

    /// The scenario that the modules stand in, by its path; `nil` for modules on disk.
    var scenarioPath: String?

    /// What follows `tla-sim explain` to see a run of a module: its file, or the scenario that it stands in; `nil` where it stands in neither, or cannot
    /// be run.
    public func input(for module: ModuleNumber) -> String? {
        guard graph.program.isOnDisk else { return scenarioPath }
        return canBeRun[Int(module)] ? graph[module].key.path : nil
    }
}
