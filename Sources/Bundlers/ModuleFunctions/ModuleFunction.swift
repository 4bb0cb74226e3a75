import Diagnostics
import JavaScript
import Programs
import Text

/// A module as a function that a runtime calls: how one bundler writes it.
///
/// The function defines the module's exports, as getters, asks for its imports one after another, waits for those that are asynchronous, all at
/// once, and then has the module's own statements, in which imported names are members of what the runtime gave.
protocol ModuleFunctionStyle: Sendable {
    /// The function's parameters.
    var parameters: [String] { get }
    /// What an `export default` without a name is called.
    var defaultExport: String { get }
    /// The parameters of the function inside the function of an asynchronous module: what waits, and what ends it.
    var wait: String { get }
    var done: String { get }
    /// What holds the result of the wait.
    var dependencies: String { get }

    /// Whether CommonJS is told that `__filename` is a string.
    var tellsFileNames: Bool { get }

    /// The key of a module in the table, for its name.
    func id(for name: String) -> String
    /// The variable that holds what an imported module exports.
    func variable(for name: String, number: Int) -> String
    /// Asks for a module.
    func request(_ id: String, _ parameters: [String]) -> String
    /// Defines the exports: lines.
    func exports(_ exports: [(name: String, value: String)], _ parameters: [String]) -> [String]
    /// The beginning and the end of the call that makes a module asynchronous.
    ///
    /// - Parameter awaits: whether it awaits itself.
    func asyncCall(_ parameters: [String], awaits: Bool) -> (begin: String, end: String)
    /// `import()` of a module that the chunks hold.
    ///
    /// - Parameter interop: how the caller imports CommonJS, where the module is that; otherwise `nil`.
    func importCall(_ id: String, chunks: [TableChunks.Chunk], _ parameters: [String], interop: CommonJSInterop?) -> String
}

extension ModuleFunctionStyle {
    var tellsFileNames: Bool { false }
}

/// How a module imports CommonJS.
enum CommonJSInterop: Sendable {
    /// As Node.js: the default export is what the module exports, whatever it says.
    case node
    /// By what the module says of itself: with `__esModule` its default export is its `default`.
    case flagged
}

/// Writes the modules of a graph in one style.
struct ModuleFunctions {
    let graph: LinkedGraph
    let style: any ModuleFunctionStyle
    let async: AsyncModules
    let chunks: TableChunks
    /// By module number: its key in the table.
    private let ids: [ModuleNumber: String]

    init(_ graph: LinkedGraph, style: any ModuleFunctionStyle, chunks: TableChunks) {
        self.graph = graph
        self.style = style
        self.chunks = chunks
        async = AsyncModules(graph)
        var taken: Set<ExactText> = []
        var ids: [ModuleNumber: String] = [:]
        for module in graph.reachable {
            let wanted = style.id(for: graph[module].name)
            var id = wanted
            var number = 2
            while !taken.insert(ExactText(id)).inserted {
                id = "\(wanted)?\(number)"
                number += 1
            }
            ids[module] = id
        }
        self.ids = ids
    }

    func id(of module: ModuleNumber) -> String { ids[module] ?? "" }

    /// The entries of a table: a line or more each, in braces' indentation.
    func table(_ modules: [ModuleNumber]) -> Fragment {
        var text = Fragment()
        for module in modules { text.appendLine(function(of: module)) }
        return text
    }

    private func function(of number: ModuleNumber) -> Fragment {
        if graph.isCommonJS(number) { return commonJSFunction(of: number) }
        let module = graph[number]
        let analysed = module.analysed
        var writing = ModuleWriting(module: analysed)
        let parameters = style.parameters.map { writing.claim($0) }
        let variables = module.targets.indices.map { writing.claim(style.variable(for: graph[module.targets[$0]].name, number: $0)) }
        let isAsync = async[number]
        let (wait, done, held) =
            isAsync ? (writing.claim(style.wait), writing.claim(style.done), writing.claim(style.dependencies)) : ("", "", "")
        writing.nameImports(variables, defaultExport: style.defaultExport)
        let imports = CommonJSImports(of: number, in: graph, variables, require: parameters.last ?? "", &writing)
        if !module.calls.isEmpty { writing.reserve("Promise") }
        replaceCalls(of: number, parameters, &writing.rewriting)
        if module.hasTLA, !isAsync { writing.rewriting.remove(DeadBranches(of: analysed.tree, .constants)) }
        writing.replaceURL(with: graph.program.url(of: graph.graph[number].key))
        writing.settle()

        var text: Fragment = "  \(key(id(of: number))): (\(parameters.joined(separator: ", "))) => {"
        let call = style.asyncCall(parameters, awaits: async.awaits(number))
        if isAsync {
            text.appendLine("    \(call.begin)async (\(wait), \(done)) => {")
            text.appendLine("      try {")
        }
        // What `using` holds is disposed of before the module is done.
        let hasBlock = isAsync && !WrittenUsing.declarations(in: analysed).isEmpty
        if hasBlock { text.appendLine("        {") }
        let indentation = isAsync ? "        " : "    "
        for line in style.exports(exports(of: number, writing, variables, imports), parameters) { text.appendLine("\(indentation + line)") }
        var waited: [String] = []
        for (index, target) in module.targets.enumerated() {
            let line: Fragment = "\(indentation)var \(variables[index]) = \(style.request(id(of: target), parameters));"
            text.appendLine(writing.standing(line, forRequest: index))
            for line in imports.lines[index] ?? [] { text.appendLine("\(indentation + line)") }
            if async[target], !waited.contains(variables[index]) { waited.append(variables[index]) }
        }
        if !waited.isEmpty {
            let list = waited.joined(separator: ", ")
            text.appendLine("\(indentation)var \(held) = \(wait)([\(list)]);")
            text.appendLine("\(indentation)[\(list)] = \(held).then ? (await \(held))() : \(held);")
        }
        for line in imports.additions(parameters) { text.appendLine("\(indentation + line)") }
        text.appendLine(isAsync ? "        \(writing.rewriting)" : "    \(writing.rewriting)")
        if hasBlock { text.appendLine("        }") }
        if isAsync {
            text.appendLine("        \(done)();")
            text.appendLine("      } catch (error) {")
            text.appendLine("        \(done)(error);")
            text.appendLine("      }")
            text.appendLine("    }\(call.end)")
        }
        text.appendLine("  },")
        return text
    }

    /// Puts what loads chunks into the place of each `import()`.
    func replaceCalls(of number: ModuleNumber, _ parameters: [String], _ rewriting: inout Rewriting) {
        let module = graph[number]
        for (index, call) in module.calls.enumerated() {
            guard let target = call.target else { continue }
            let loaded = (chunks.chunksOfCall[ChunkGroups.Call(module: number, index: index)] ?? []).map { chunks.chunks[$0] }
            let interop: CommonJSInterop? = graph.isCommonJS(target) ? module.hasNodeImports ? .node : .flagged : nil
            let text = style.importCall(id(of: target), chunks: loaded, parameters, interop: interop)
            rewriting.replace(call.node, with: Fragment(text), as: .member)
        }
    }

    /// `["__proto__"]` would be the table's prototype without its brackets.
    func key(_ name: String) -> String { name == "__proto__" ? "[\"__proto__\"]" : jsonStringLiteral(name) }

    /// The exports of a module and what gives their values, in the order of a namespace's names.
    private func exports(
        of number: ModuleNumber, _ writing: ModuleWriting, _ variables: [String], _ imports: CommonJSImports
    ) -> [(name: String, value: String)] {
        let module = graph[number]
        let analysed = module.analysed
        var found: [(name: String, value: String)] = []
        var own: Set<NameID> = []
        for export in analysed.bindings.exports {
            guard let name = export.exported, own.insert(name).inserted else { continue }
            let value =
                switch export.kind {
                case .local(let binding): writing.text(of: binding)
                case .indirect(let request, let imported):
                    imports.text(of: imported, from: request) ?? memberText(variables[Int(request.index)], analysed.text(imported))
                case .namespace(let request): imports.text(of: nil, from: request) ?? variables[Int(request.index)]
                case .all: ""
                }
            found.append((analysed.text(name), value))
        }
        let stars = analysed.bindings.exports.compactMap { export in if case .all(let request) = export.kind { request } else { nil } }
        if !stars.isEmpty {
            var others = Set(graph.exports.names(of: number)).subtracting(own)
            for star in stars where !others.isEmpty {
                for name in graph.exports.names(of: module.targets[Int(star.index)]) where others.remove(name) != nil {
                    let text = analysed.text(name)
                    found.append((text, memberText(variables[Int(star.index)], text)))
                }
            }
        }
        return found.sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }
    }
}

/// `object.key`, or `object["key"]`.
func memberText(_ object: String, _ key: String) -> String {
    isIdentifierName(key) ? "\(object).\(key)" : "\(object)[\(jsonStringLiteral(key))]"
}

/// A key of an object literal that makes a property of that name.
func propertyKey(_ name: String) -> String {
    if name == "__proto__" { return "[\"__proto__\"]" }
    return isIdentifierName(name) ? name : jsonStringLiteral(name)
}

/// Whether a text can stand after a `.`: plain letters only, whatever else the language allows.
func isIdentifierName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"), UInt8(ascii: "$"):
            true
        default: false
        }
    }
}
