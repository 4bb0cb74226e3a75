import Diagnostics
import JavaScript
import Programs
import Text

extension Bundler {
    /// Turbopack, which has a copy of webpack's way with asynchronous modules.
    static let turbopack = Bundler(
        name: "turbopack", tool: "Turbopack of Next.js 16",
        rule: "as webpack; a module that threw throws again for everyone who asks for it later",
        evidence: "read: its runtime has a copy of webpack's since 5.88", splitsByDefault: true, formats: [.esm]
    ) { request throws(DiagnosticList) in
        try LinkProblems(graph: request.graph).check()
        let chunks = try TableChunks(request)
        let functions = ModuleFunctions(request.graph, style: TurbopackStyle(), chunks: chunks)
        return TableFiles(
            functions: functions, runtime: { _, hasAsync in TurbopackStyle.runtime(chunks.chunks, hasAsync: hasAsync) },
            start: "instantiate",
            startSuffix: ".exports"
        ).output()
    }
}

/// How Turbopack writes a module.
private struct TurbopackStyle: ModuleFunctionStyle {
    var parameters: [String] { ["__turbopack_context__"] }
    var defaultExport: String { "__TURBOPACK__default__export__" }
    var wait: String { "__turbopack_handle_async_dependencies__" }
    var done: String { "__turbopack_async_result__" }
    var dependencies: String { "__turbopack_async_dependencies__" }

    func id(for name: String) -> String { "[project]/\(name)" }

    func variable(for name: String, number: Int) -> String { "__TURBOPACK__imported__module__\(UniqueNames.identifier(for: name))__" }

    func request(_ id: String, _ parameters: [String]) -> String { "\(parameters[0]).i(\(jsonStringLiteral(id)))" }

    func exports(_ exports: [(name: String, value: String)], _ parameters: [String]) -> [String] {
        if exports.isEmpty { return ["\(parameters[0]).s([]);"] }
        return ["\(parameters[0]).s(["] + exports.map { "  \(jsonStringLiteral($0.name)), () => \($0.value)," } + ["]);"]
    }

    func asyncCall(_ parameters: [String], awaits: Bool) -> (begin: String, end: String) { ("\(parameters[0]).a(", ", \(awaits));") }

    func importCall(_ id: String, chunks: [TableChunks.Chunk], _ parameters: [String], interop: CommonJSInterop?) -> String {
        let context = parameters[0]
        let loads = chunks.map { "\(context).l(\(jsonStringLiteral($0.name)))" }.joined(separator: ", ")
        return "Promise.\(loads.isEmpty ? "resolve()" : "all([\(loads)])").then(() => \(context).i(\(jsonStringLiteral(id))))"
    }

    static func runtime(_ chunks: [TableChunks.Chunk], hasAsync: Bool) -> String {
        var parts = [core]
        if hasAsync {
            parts.append(
                AsyncModuleRuntime.text() + "\nContext.prototype.a = function (body, awaits) {\n  runAsync(this.m, body, awaits);\n};\n")
        }
        if !chunks.isEmpty {
            parts += [TableFiles.loading, TableFiles.files(chunks)]
            parts.append(
                """
                // Loads a chunk.
                Context.prototype.l = (name) => load(name, files[name]);

                """)
        }
        return parts.joined(separator: "\n")
    }

    private static let core = """
        // The modules that have begun.
        const begun = new Map();

        // A module, which the first who asks runs. One that threw throws again.
        function instantiate(id) {
          let module = begun.get(id);
          if (module !== undefined) {
            if (module.error) throw module.error;
            return module;
          }
          module = { exports: {}, error: undefined };
          begun.set(id, module);
          try {
            modules[id](new Context(module));
          } catch (error) {
            module.error = error;
            throw error;
          }
          return module;
        }

        // What a module's function works with.
        class Context {
          constructor(module) {
            this.m = module;
            this.e = module.exports;
          }

          // What another module exports; of an asynchronous one, a promise of that.
          i(id) {
            return instantiate(id).exports;
          }

          // Exports names: each is read where it is declared whenever somebody asks.
          s(bindings) {
            Object.defineProperty(this.e, "__esModule", { value: true });
            Object.defineProperty(this.e, Symbol.toStringTag, { value: "Module" });
            for (let index = 0; index < bindings.length; index += 2) {
              if (Object.hasOwn(this.e, bindings[index])) continue;
              Object.defineProperty(this.e, bindings[index], { enumerable: true, get: bindings[index + 1] });
            }
            Object.seal(this.e);
          }
        }

        """
}
