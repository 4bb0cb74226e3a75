import Awaits
import Diagnostics
import JavaScript
import Programs
import Text

/// Changes programs, to see what would become of them: program → program.
///
/// The texts of modules are rewritten as a person would, and printed; every place in them leads back to the line that somebody wrote. Changes are made in this
/// order, whatever that of the list: awaits and imports are cut, modules deferred, times set, and what is left waits side by side.
public struct WhatIf: Sendable {
    /// A program that was changed.
    public struct Result: Sendable {
        public var program: Program
        /// What was done, a sentence each, such as `config.mjs waits for lines 3, 5 and 8 side by side`.
        public var done: [String] = []
        /// The changes that set a time by ``ProgramTimes/waits``, in their order there.
        public var setWaits: [(change: Change, module: String)] = []
        /// The awaits that now begin together, by module, as groups of places; for ``Change/parallel(module:lines:)``.
        public var together: [[SourceLocation]] = []
    }

    public let program: Program
    let graph: StaticGraph

    /// - Parameter loaded: modules that belong to the program and that its text does not name, such as what a run has loaded.
    public init(_ program: Program, loaded: [ModuleKey] = []) {
        self.program = program
        var options = StaticGraph.Options()
        options.alsoIncluding = loaded
        graph = StaticGraph(program, options)
    }

    /// What it takes to read the modules, to print them with changes and to read that, in the steps of a run.
    public var steps: Int { graph.stepsOfLinking + graph.stepsOfPrinting + graph.stepsOfReading }

    /// Makes the changes.
    ///
    /// - Throws: why one of them cannot be made, and what to write instead.
    public func applying(_ changes: [Change]) throws(Diagnostic) -> Result {
        var work = Work(program: program, graph: graph)
        for change in changes { if case .cut(let module, let line, let column) = change { try work.cut(module, line, column, change) } }
        for change in changes { if case .defer(let module) = change { try work.deferModule(module, change) } }
        for change in changes { if case .preload(let module) = change { try work.preload(module, change) } }
        for change in changes { if case .set(let subject, let time) = change { try work.set(subject, time, change) } }
        for change in changes { if case .parallel(let module, let lines) = change { try work.parallel(module, lines, change) } }
        return work.result
    }
}

/// What is being made of a program.
struct Work {
    let program: Program
    let graph: StaticGraph
    var result: WhatIf.Result
    /// The texts as they are now, of those that were changed.
    private var texts: [ModuleKey: SourceFile] = [:]
    /// What was set, and by which change.
    var settings = Settings()

    init(program: Program, graph: StaticGraph) {
        self.program = program
        self.graph = graph
        result = WhatIf.Result(program: program)
    }

    func problem(_ change: Change, _ message: String, _ suggestion: String? = nil, at place: SourceLocation? = nil) -> Diagnostic {
        Diagnostic(.usage, "\(visibleText(change.words)): \(message)", at: place, suggestion: suggestion)
    }

    // MARK: Modules

    /// The module that a name on the command line means.
    func module(_ name: String, _ change: Change) throws(Diagnostic) -> ModuleNumber {
        let wanted = ExactText(name.hasPrefix("./") ? String(name.dropFirst(2)) : name)
        let names = graph.modules.map(\.name)
        if let index = names.firstIndex(where: { ExactText($0) == wanted }) { return ModuleNumber(index) }
        let ending = "/" + wanted.text
        let near = names.indices.filter { names[$0].hasSuffix(ending) }
        if near.count == 1 { return ModuleNumber(near[0]) }
        let files = graph.modules.indices.filter { graph.modules[$0].key.path == name }
        if files.count == 1 { return ModuleNumber(files[0]) }
        if near.count > 1 {
            throw problem(change, "there are \(near.count) modules of that name", "write one of \(list(near.map { names[$0] }))")
        }
        let hint = nearestName(to: wanted.text, among: names.prefix(20_000)).map { "did you mean '\($0)'?" }
        throw problem(change, "there is no module '\(name)'", hint ?? "the modules are \(list(names))")
    }

    /// Some names, for a message.
    func list(_ names: [String]) -> String {
        let shown = names.prefix(6).map { "'\($0)'" }.joined(separator: ", ")
        return names.count > 6 ? "\(shown) and \(names.count - 6) more" : shown
    }

    /// The module as it is now, to be rewritten.
    func analysed(_ number: ModuleNumber, _ change: Change) throws(Diagnostic) -> AnalysedModule {
        let module = graph[number]
        if let problem = module.problem { throw problem }
        guard module.kind == .module else {
            throw problem(change, "'\(module.name)' is \(module.kind == .json ? "JSON" : "a script")", "name a module")
        }
        return try AnalysedModule(texts[module.key] ?? module.source, nesting: program.effectiveLimits.nesting)
    }

    mutating func replace(_ number: ModuleNumber, by text: SourceFile) {
        var text = text
        text.number = number
        texts[graph[number].key] = text
        result.program = result.program.with(texts: [graph[number].key: text])
    }

    func name(_ number: ModuleNumber) -> String { graph[number].name }
}
