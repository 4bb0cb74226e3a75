import Diagnostics
import JavaScript
import Programs
import Text

extension Bundler {
    /// Webpack as it is now.
    static let webpack = Bundler(
        name: "webpack", tool: "webpack 5.109",
        rule: "each module a function; all imports start, then one wait for those that are not done, then the body",
        evidence: "measured with webpack 5.75 and 5.109 on Node.js 24", splitsByDefault: true, formats: [.esm], takesCommonJS: true,
        takesUsing: true
    ) { request throws(DiagnosticList) in
        try webpackOutput(request, WebpackRuntime(style: WebpackStyle(names: "webpack", tellsFileNames: true)))
    }

    /// Webpack before 5.88, whose runtime forgets an importer of a module that was done before it could wait.
    static let webpack575 = Bundler(
        name: "webpack@5.75", tool: "webpack 5.75",
        rule: "as webpack, but who imports a module whose await is never reached waits for ever",
        evidence: "measured with webpack 5.75 on Node.js 24", splitsByDefault: true, formats: [.esm], takesCommonJS: true
    ) { request throws(DiagnosticList) in
        try webpackOutput(
            request,
            WebpackRuntime(
                style: WebpackStyle(names: "webpack", importsFiles: false), forgetsWhatIsDoneAtOnce: true, showsFunctions: false))
    }

    /// Imports of `createRequire`: webpack follows what is asked for by it.
    private static func createdRequires(_ graph: LinkedGraph) -> [Diagnostic] {
        graph.reachable.flatMap { (number) -> [Diagnostic] in
            let (module, requests) = (graph[number], graph.graph[number].requests)
            return module.analysed.bindings.imports.compactMap { entry in
                let request = requests[Int(entry.request.index)]
                guard let name = entry.imported, module.analysed.text(name) == "createRequire",
                    ["module", "node:module"].contains(request.specifier)
                else { return nil }
                return Diagnostic(
                    .unsupported, "webpack goes after what 'createRequire' asks for, and the model does not",
                    at: graph.graph.location(of: request.range, in: number), suggestion: "import the module, or require it in CommonJS")
            }
        }
    }

    static func webpackOutput(_ request: Request, _ runtime: WebpackRuntime) throws(DiagnosticList) -> Output {
        try LinkProblems(graph: request.graph).check()
        let problems = createdRequires(request.graph)
        if !problems.isEmpty { throw DiagnosticList(problems) }
        let chunks = try TableChunks(request)
        let functions = ModuleFunctions(request.graph, style: runtime.style, chunks: chunks)
        return TableFiles(
            functions: functions,
            runtime: { _, hasAsync in
                runtime.text(
                    chunks.chunks, hasAsync: hasAsync, hasCommonJS: request.graph.hasCommonJS, usesHost: functions.usesHostRequire)
            },
            start: runtime.style.require
        ).output()
    }
}

/// How webpack writes a module, and rspack after it.
struct WebpackStyle: ModuleFunctionStyle {
    /// Whose names the text has: `webpack`.
    let names: String
    /// Whether a chunk that one `import()` alone loads is named there, as in webpack since 5.109.
    var importsFiles = true
    var tellsFileNames = false

    var require: String { "__\(names)_require__" }
    var parameters: [String] { ["__\(names)_module__", "__\(names)_exports__", require] }
    var defaultExport: String { "__\(names.uppercased())_DEFAULT_EXPORT__" }
    var wait: String { "__\(names)_handle_async_dependencies__" }
    var done: String { "__\(names)_async_result__" }
    var dependencies: String { "__\(names)_async_dependencies__" }

    func id(for name: String) -> String { name.hasPrefix(".") || name.contains("://") ? name : "./\(name)" }

    func variable(for name: String, number: Int) -> String {
        "\(UniqueNames.identifier(for: name))__\(names.uppercased())_IMPORTED_MODULE_\(number)__"
    }

    func request(_ id: String, _ parameters: [String]) -> String { "\(parameters[2])(\(jsonStringLiteral(id)))" }

    func exports(_ exports: [(name: String, value: String)], _ parameters: [String]) -> [String] {
        var lines = ["\(parameters[2]).r(\(parameters[1]));"]
        if exports.isEmpty { return lines }
        lines.append("\(parameters[2]).d(\(parameters[1]), {")
        lines += exports.map { "  \(propertyKey($0.name)): () => \($0.value)," }
        lines.append("});")
        return lines
    }

    func asyncCall(_ parameters: [String], awaits: Bool) -> (begin: String, end: String) {
        ("\(parameters[2]).a(\(parameters[0]), ", awaits ? ", true);" : ");")
    }

    func importCall(_ id: String, chunks: [TableChunks.Chunk], _ parameters: [String], interop: CommonJSInterop?) -> String {
        let require = parameters[2]
        let loads = chunks.map { chunk in
            importsFiles && chunk.hasOneGroup
                ? "\(require).ei(\(jsonStringLiteral(chunk.name)), () => import(\(jsonStringLiteral("./" + chunk.fileName))))"
                : "\(require).e(\(jsonStringLiteral(chunk.name)))"
        }
        let first =
            switch loads.count {
            case 0: "Promise.resolve()"
            case 1: loads[0]
            default: "Promise.all([\(loads.joined(separator: ", "))])"
            }
        switch interop {
        case nil: return "\(first).then(\(require).bind(\(require), \(jsonStringLiteral(id))))"
        case .node: return "\(first).then(\(require).t.bind(\(require), \(jsonStringLiteral(id)), true))"
        case .flagged: return "\(first).then(\(require).t.bind(\(require), \(jsonStringLiteral(id)), false))"
        }
    }
}
