import JavaScript
import Programs
import Text

/// The files of a bundler that keeps modules in tables: one for each entry, with the table and a runtime, and one for each chunk.
struct TableFiles {
    let functions: ModuleFunctions
    /// The JavaScript around the table of an entry, which it calls `modules`; it has a `load(name, file)` where there are chunks.
    let runtime: (_ entry: TableChunks.Entry, _ hasAsync: Bool) -> String
    /// Runs the entry, and gives what it exports or a promise of it.
    let start: (_ id: String) -> String

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

    private func text(of entry: TableChunks.Entry) -> Fragment {
        let chunks = functions.chunks.chunks
        var text = Fragment()
        for chunk in entry.imports { text.appendLine("import * as chunk_\(String(chunk)) from \(literal: "./" + chunks[chunk].fileName);") }
        text.appendLine("// The modules, by name. Each is a function that defines the module's exports and runs it.")
        text.appendLine("const modules = {")
        text.appendLine(functions.table(entry.modules))
        text.appendLine("};\n")
        let hasAsync = (entry.modules + chunks.flatMap(\.modules)).contains { functions.async[$0] }
        text.appendLine(Fragment(runtime(entry, hasAsync)))
        for chunk in entry.imports { text.appendLine("install(chunk_\(String(chunk)));") }
        let start = "\(functions.async[entry.module] ? "await " : "")\(self.start(functions.id(of: entry.module)));"
        let names = functions.graph.exports.names(of: entry.module).map(functions.graph[entry.module].analysed.text)
        guard !names.isEmpty else {
            text.appendLine("\(start)")
            return text
        }
        text.appendLine("const exported = \(start)")
        for (number, name) in names.enumerated() {
            text.appendLine("const exported_\(String(number)) = \(memberText("exported", name));")
        }
        let list = names.enumerated().map { "exported_\($0) as \(isIdentifierName($1) ? $1 : jsonStringLiteral($1))" }
        text.appendLine("export { \(list.joined(separator: ", ")) };")
        return text
    }

    private func text(of chunk: TableChunks.Chunk) -> Fragment {
        var text: Fragment = "export const name = \(literal: chunk.name);"
        text.appendLine("export const modules = {")
        text.appendLine(functions.table(chunk.modules))
        text.appendLine("};")
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
