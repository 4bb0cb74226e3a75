import Diagnostics
import Files
import JavaScript
import Programs
import Text

/// A program as bundlers look at it: all its modules parsed, their names analysed with one table, and what each import and export means.
///
/// It is made once and never changes, so that several bundlers can share it.
public final class LinkedGraph: Sendable {
    /// A module, and where its imports lead.
    public struct Module: Sendable {
        /// The name as the user knows it.
        public var name: String
        /// The name of a file that stands for the module alone: it works in an import after `./`.
        public var fileName: String
        public var isJSON: Bool
        /// The text as it was read: JavaScript or JSON.
        public var source: SourceFile
        /// The tree, and its names; for JSON that of a module which exports the value as its default.
        public var analysed: AnalysedModule
        /// By ``ModuleRequestID``: the module that is asked for.
        public var targets: [ModuleNumber]
        /// The calls of `import()`, in the order in which they end.
        public var calls: [Call]
        /// Whether it is CommonJS: the tree has its text as the body of one function.
        public var isCommonJS = false
        /// What it requires, in the order in which the calls end; of CommonJS only.
        public var requires: [Require] = []
        /// Whether it imports CommonJS as Node.js does: what `module.exports` is, is the default export, whatever `__esModule` says.
        public var hasNodeImports = true
        /// [[HasTLA]]: whether its own code awaits, reached or not.
        public var hasTLA: Bool { analysed.tree.hasTLA }
    }

    /// A call of `import()`.
    public struct Call: Sendable {
        public var node: NodeID
        /// `nil` where only the run knows the specifier.
        public var target: ModuleNumber?
        /// Whether it stands in no function.
        public var isAtTopLevel: Bool
        /// Whether it is itself what an `await` waits for.
        public var isAwaited: Bool
    }

    /// A call of `require()` that names its module.
    public struct Require: Sendable {
        public var node: NodeID
        public var target: ModuleNumber
    }

    public let program: Program
    /// The graph before it was linked; module numbers are those of it.
    public let graph: StaticGraph
    /// By number; `nil` for what is not reachable from the entries.
    private let modules: [Module?]
    /// The modules that are reachable from the entries by imports, and by calls of `import()` that name what they want, in the order of their numbers.
    public let reachable: [ModuleNumber]
    public let entries: [ModuleNumber]
    /// By number: how long the module's text takes to arrive and to be parsed; nanoseconds.
    let arrivals: [ModuleArrival]
    let exports: ExportResolver

    public subscript(module: ModuleNumber) -> Module {
        guard let module = modules[Int(module)] else { preconditionFailure("a module that nothing reaches is not linked") }
        return module
    }

    /// - Throws: modules that cannot be found, read or parsed. What imports and exports mean is not judged: that is up to the bundler.
    public init(_ program: Program) throws(DiagnosticList) {
        let program = program.forBundlers()
        self.program = program
        var options = StaticGraph.Options()
        options.keepsTrees = true
        options.readsCommonJS = true
        let graph = StaticGraph(program, options)
        var problems: [Diagnostic] = graph.limitProblem.map { [$0] } ?? []
        if let refusal = Self.refusal(of: program) { throw DiagnosticList([refusal]) }
        self.graph = graph
        entries = graph.entries
        reachable = Self.reachable(in: graph)
        for number in reachable {
            if problems.count >= Self.problemLimit { break }
            let module = graph[number]
            if let problem = module.problem {
                problems.append(module.isRead ? problem : Self.located(problem, of: number, in: graph))
                continue
            }
            if program.isStub(module.key) {
                problems.append(Self.untaken(module, "no file", by: "the models of bundlers do"))
                continue
            }
            if module.isWasm {
                problems.append(Self.untaken(module, "a WebAssembly module", by: "the models of bundlers do"))
                continue
            }
            problems += module.requests.compactMap(\.problem) + module.calls.compactMap(\.problem)
            problems += module.requires.compactMap { $0.isTried ? nil : $0.problem }
            if let request = module.requests.first(where: { $0.phase == .source }) {
                problems.append(
                    module.source.diagnostic(
                        .link, "no bundler takes 'import source'", at: request.range, suggestion: "bundle without this module"))
            }
        }
        if !problems.isEmpty { throw DiagnosticList(problems) }
        (modules, arrivals) = try Self.link(graph, reachable)
        var isRequired = [Bool](repeating: false, count: graph.modules.count)
        for case let module? in modules { for call in module.requires { isRequired[Int(call.target)] = true } }
        self.isRequired = isRequired
        let isCommonJS = zip(modules, isRequired).map { Self.isCommonJS($0, $1) }
        exports = ExportResolver(modules, isCommonJS: isCommonJS)
    }

    // MARK: CommonJS

    /// By number: whether some module requires it.
    private let isRequired: [Bool]

    /// Whether a tool keeps a module as CommonJS, so that only its run tells what it exports: CommonJS itself, and JSON that is required.
    func isCommonJS(_ module: ModuleNumber) -> Bool { Self.isCommonJS(modules[Int(module)], isRequired[Int(module)]) }

    private static func isCommonJS(_ module: Module?, _ isRequired: Bool) -> Bool {
        module.map { $0.isCommonJS || $0.isJSON && isRequired } ?? false
    }

    /// Whether any module is kept as CommonJS.
    var hasCommonJS: Bool { reachable.contains { isCommonJS($0) } }

    /// What has to be there for a module to run: what it imports, and what it may require meanwhile.
    func needs(of module: ModuleNumber) -> [ModuleNumber] { self[module].targets + self[module].requires.map(\.target) }

    /// The problems of a tool that does not take all that a module may be.
    ///
    /// - Parameters:
    ///   - tool: as the subject of a sentence.
    ///   - takesCommonJS: whether it takes CommonJS.
    ///   - takesUsing: whether it takes a `using` declaration at the top level.
    func untaken(by tool: String, takesCommonJS: Bool, takesUsing: Bool) -> [Diagnostic] {
        var problems: [Diagnostic] = []
        for number in reachable where problems.count < Self.problemLimit {
            let module = graph[number]
            if !takesCommonJS, module.isCommonJS { problems.append(Self.untaken(module, "CommonJS", by: "\(tool) does")) }
            if !takesUsing, let tree = module.tree, let declaration = Self.topLevelUsing(in: tree) {
                problems.append(
                    module.source.diagnostic(
                        .unsupported, "\(tool) does not take a 'using' declaration at the top level of a module",
                        at: tree.range(of: declaration), suggestion: "put the module's work into a block or a function"))
            }
        }
        return problems
    }

    private static func untaken(_ module: StaticGraph.Module, _ what: String, by tool: String) -> Diagnostic {
        Diagnostic(
            .unsupported, "'\(module.name)' is \(what), which \(tool) not take", at: module.source.location(at: 0),
            suggestion: "bundle without it, or write it as a module")
    }

    /// How many problems are told: what follows helps nobody, and each is looked for in all modules and told with its line.
    static let problemLimit = 200

    /// The first `using` declaration that is disposed of when the module is done: a bundler lowers it, or moves it to another scope.
    private static func topLevelUsing(in tree: SyntaxTree) -> NodeID? {
        tree[tree.body].first { if case .variables(let kind, _) = tree[$0] { kind.isUsing } else { false } }
    }

    /// Why a program is none that a bundler takes, by what it is begun with; `nil` where it is one.
    private static func refusal(of program: Program) -> Diagnostic? {
        if program.page != nil {
            return Diagnostic(.usage, "a bundler takes modules, and this is a page", suggestion: "bundle the module that its script names")
        }
        if program.entries.contains(where: { program.isScript($0) }) {
            return Diagnostic(.usage, "a bundler takes modules, and the entry is a script", suggestion: "leave --script out")
        }
        if !program.preloads.isEmpty {
            return Diagnostic(.usage, "a bundler takes the modules of an entry, and the program has preloads", suggestion: "leave them out")
        }
        return nil
    }

    /// Whether a module is reachable from the entries, and so is linked.
    func isLinked(_ module: ModuleNumber) -> Bool { modules[Int(module)] != nil }

    /// The specifier by which a file of the output asks for the file of a module, where each module has one of its own.
    func specifier(of module: ModuleNumber, from file: String) -> String {
        let way = Paths.relative("/" + self[module].fileName, to: "/" + Paths.folder(of: file))
        return way.hasPrefix("../") ? way : "./" + way
    }

    /// That a module cannot be read, told where it is asked for first.
    private static func located(_ problem: Diagnostic, of module: ModuleNumber, in graph: StaticGraph) -> Diagnostic {
        guard problem.location == nil else { return problem }
        for importer in graph.modules {
            let request = importer.requests.first { $0.target == module }?.range
            guard let range = request ?? importer.calls.first(where: { $0.target == module })?.specifierRange else { continue }
            return graph.program.located(
                importer.source.diagnostic(.link, problem.message, at: range, suggestion: problem.suggestion))
        }
        return problem
    }

    private static func reachable(in graph: StaticGraph) -> [ModuleNumber] {
        var isReached = [Bool](repeating: false, count: graph.modules.count)
        var pending = graph.entries
        for entry in pending { isReached[Int(entry)] = true }
        while let module = pending.popLast() {
            let asked = graph[module].requests.compactMap(\.target) + graph[module].calls.compactMap(\.target)
            for target in asked + graph[module].requires.compactMap(\.target) where !isReached[Int(target)] {
                isReached[Int(target)] = true
                pending.append(target)
            }
        }
        return isReached.indices.filter { isReached[$0] }.map { ModuleNumber($0) }
    }

    private static func link(
        _ graph: StaticGraph, _ reachable: [ModuleNumber]
    ) throws(DiagnosticList) -> ([Module?], [ModuleArrival]) {
        var names = graph.names
        let limits = graph.program.effectiveLimits
        var reader = graph.program.reader(sourceLimit: limits.sourceBytes)
        var arrivals = [ModuleArrival](repeating: ModuleArrival(), count: graph.modules.count)
        var trees: [SyntaxTree] = []
        let analysed: [AnalysedModule]
        do throws(Diagnostic) {
            for number in reachable {
                let module = graph[number]
                if let tree = module.tree {
                    trees.append(tree)
                } else {
                    trees.append(try parseModule(moduleText(ofJSON: module.source), names: &names, nesting: limits.nesting))
                }
            }
            analysed = try AnalysedModule.all(trees, names: &names)
        } catch {
            throw DiagnosticList([graph.program.located(error)])
        }
        var fileNames = FileNames()
        var modules = [Module?](repeating: nil, count: graph.modules.count)
        for (number, analysed) in zip(reachable, analysed) {
            let module = graph[number]
            let nodes = analysed.tree.nodes.indices.filter { if case .importCall = analysed.tree.nodes[$0] { true } else { false } }
            modules[Int(number)] = Module(
                name: module.name, fileName: fileNames.claim(module.name, ending: module.fileEnding), isJSON: module.kind == .json,
                source: module.source, analysed: analysed, targets: module.requests.compactMap(\.target),
                calls: zip(nodes, module.calls).map {
                    Call(node: NodeID(UInt32($0)), target: $1.target, isAtTopLevel: $1.isAtTopLevel, isAwaited: $1.isAwaited)
                }, isCommonJS: module.isCommonJS, requires: requires(of: module, analysed),
                hasNodeImports: !module.isCommonJS && !(module.isUndecided && module.name.hasSuffix(".js")))
            if let text = try? graph.program.read(module.key, reader: &reader) { arrivals[Int(number)] = ModuleArrival(of: text) }
        }
        return (modules, arrivals)
    }

    /// The calls of the `require` that the function around the module has as a parameter, and of no other.
    private static func requires(of module: StaticGraph.Module, _ analysed: AnalysedModule) -> [Require] {
        module.requires.compactMap { call in
            guard let target = call.target, case .call(let callee, _, _) = analysed.tree[call.node],
                analysed.bindings.binding(of: callee) == analysed.commonJSParameter("require")
            else { return nil }
            return Require(node: call.node, target: target)
        }
    }

    /// A JSON module as the module that it stands for.
    private static func moduleText(ofJSON source: SourceFile) -> SourceFile {
        var bytes = source.bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        let text = String(decoding: bytes, as: UTF8.self)
        // As a literal `"__proto__": x` sets the prototype.
        let value = text.contains("__proto__") || text.contains("\\u") ? "JSON.parse(\(jsonStringLiteral(text)))" : text
        let made = "export default \(value);\n"
        let place = SourceFile.Segment(start: 0, location: source.location(at: 0), isVerbatim: false)
        var file = SourceFile(name: source.name, bytes: Array(made.utf8), segments: [place])
        file.number = source.number
        return file
    }
}

extension StaticGraph.Module {
    /// The ending of the file that it alone is, where that is no ES module's.
    var fileEnding: String? { kind == .json ? ".json" : isCommonJS ? ".cjs" : nil }
}

/// Gives files names that no other has, whatever modules are called.
struct FileNames {
    private var taken: Set<ExactText> = []
    /// The number that a name which is taken is tried with next: thousands may fall together.
    private var next: [ExactText: Int] = [:]

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "-", "@", "+": true
        default: !scalar.isASCII && scalar.properties.isAlphabetic
        }
    }

    /// A name for a file of a bundle, like that of a module: a path of plain letters.
    ///
    /// - Parameter ending: what it ends with where it is no module, such as `.json`.
    mutating func claim(_ module: String, ending other: String? = nil) -> String {
        var path = module.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").filter { $0 != "." && $0 != ".." }.map { part in
            String(
                String.UnicodeScalarView(part.unicodeScalars.map { Self.isPlain($0) ? $0 : "_" }))
        }.joined(separator: "/")
        let endings = other.map { [$0] } ?? [".mjs", ".js"]
        let ending = endings.first(where: path.hasSuffix) ?? (other == ".cjs" && path.hasSuffix(".js") ? ".js" : "")
        path.removeLast(ending.count)
        if path.isEmpty { path = "module" }
        let kept = ending.isEmpty || other != nil ? endings[0] : ending
        var name = path + kept
        let wished = ExactText(name.lowercased())
        var number = next[wished] ?? 2
        while !taken.insert(ExactText(name.lowercased())).inserted {
            name = "\(path)-\(number)\(kept)"
            number += 1
        }
        next[wished] = number
        return name
    }
}
