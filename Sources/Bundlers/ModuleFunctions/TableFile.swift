import JavaScript
import Programs
import Text

/// The files of a bundler that keeps modules in tables: one for each entry, with the table and a runtime, and one for each chunk.
struct TableFiles {
    let functions: ModuleFunctions
    /// The JavaScript around the table of an entry, which it calls `modules`; it has a `load(name, file)` where there are chunks.
    let runtime: (_ entry: TableChunks.Entry, _ hasAsync: Bool) -> String
    /// What is called with the entry's key, and what stands behind the call: it gives what the entry exports, or a promise of that.
    let start: String
    var startSuffix = ""

    func output() -> Bundler.Output {
        let chunks = functions.chunks
        var output = Bundler.Output()
        for entry in chunks.entries {
            output.files.append(
                Bundle.File(name: entry.fileName, source: text(of: entry).printed(as: entry.fileName), modules: entry.modules))
            output.entries.append(entry.fileName)
        }
        for chunk in chunks.chunks {
            output.files.append(
                Bundle.File(name: chunk.fileName, source: text(of: chunk).printed(as: chunk.fileName), modules: chunk.modules))
        }
        return output
    }

    /// What a runtime and the text around it have at the top of a file.
    private static let runtimeNames = [
        "modules", "begun", "chunks", "files", "install", "load", "asyncModules", "runAsync", "finish", "exported", "Context",
        "instantiate",
        "__webpack_require__",
    ]

    private func text(of entry: TableChunks.Entry) -> Fragment {
        let chunks = functions.chunks.chunks
        let graph = functions.graph
        let exports = graph.exports.names(of: entry.module).map(graph[entry.module].analysed.text)
        let imported = entry.imports.map { "chunk_\($0)" }
        let exported = exports.indices.map { "exported_\($0)" }
        let names = RuntimeNames(Self.runtimeNames + imported + exported, beside: entry.modules, of: graph)
        var text = Fragment()
        for (chunk, name) in zip(entry.imports, imported) {
            text.appendLine("import * as \(names[name]) from \(literal: "./" + chunks[chunk].fileName);")
        }
        text.appendLine("// The modules, by name. Each is a function that defines the module's exports and runs it.")
        text.appendLine("const \(names["modules"]) = {")
        text.appendLine(functions.table(entry.modules))
        text.appendLine("};\n")
        let hasAsync = (entry.modules + chunks.flatMap(\.modules)).contains { functions.async[$0] }
        text.appendLine(Fragment(names.text(runtime(entry, hasAsync))))
        for name in imported { text.appendLine("\(names["install"])(\(names[name]));") }
        let isAsync = functions.async[entry.module]
        let start =
            "\(isAsync ? "await " : "")\(names.text(self.start))"
            + "(\(jsonStringLiteral(functions.id(of: entry.module))))\(startSuffix);"
        guard !exports.isEmpty else {
            text.appendLine("\(start)")
            return text
        }
        text.appendLine("const \(names["exported"]) = \(start)")
        for (name, variable) in zip(exports, exported) {
            text.appendLine("const \(names[variable]) = \(memberText(names["exported"], name));")
        }
        let list = zip(exports, exported).map { "\(names[$1]) as \(ImportLines.name($0))" }
        text.appendLine("export { \(list.joined(separator: ", ")) };")
        return text
    }

    private func text(of chunk: TableChunks.Chunk) -> Fragment {
        let names = RuntimeNames(["name", "modules"], beside: chunk.modules, of: functions.graph)
        var text: Fragment = "const \(names["name"]) = \(literal: chunk.name);"
        text.appendLine("const \(names["modules"]) = {")
        text.appendLine(functions.table(chunk.modules))
        text.appendLine("};")
        text.appendLine("export { \(ImportLines.item(names["name"], as: "name")), \(ImportLines.item(names["modules"], as: "modules")) };")
        return text
    }

    /// `load(name, file)`: true for a chunk that is here, and a promise for one that is on its way.
    static let loading = """
        // The chunks that are here: true; and those that are on their way: a promise.
        const chunks = new Map();

        function install(file) {
          Object.assign(modules, file.modules);
          chunks.set(file.name, true);
        }

        function load(name, file) {
          if (!chunks.has(name)) {
            const coming = file().then(install, (error) => {
              chunks.delete(name);
              throw error;
            });
            chunks.set(name, Promise.race([coming]));
          }
          return chunks.get(name);
        }

        """

    /// `const files`: functions that load the files of chunks, by name.
    static func files(_ chunks: [TableChunks.Chunk]) -> String {
        let list = chunks.map { "  \(propertyKey($0.name)): () => import(\(jsonStringLiteral("./" + $0.fileName))),\n" }.joined()
        return "// The files of chunks.\nconst files = {\n\(list)};\n"
    }
}
