import Diagnostics
import Hosts
import JavaScript
import Programs
import Text

/// Imported files that hold no JavaScript by their names, such as `style.css`: bundlers take them, and hosts differ.
extension Machine {
    /// Files that hold code for machines. What imports one runs it, and the simulator cannot.
    private static let binaryEndings: Set = [".wasm", ".node"]
    /// Those that Bun reads into values.
    private static let dataEndings: Set = [".toml", ".yaml", ".yml", ".json5", ".jsonc", ".md", ".html"]

    /// Takes the text that the host makes of such a file, or refuses it as the host does.
    ///
    /// - Parameter isImported: by another module; else it is an entry.
    mutating func takeOtherFile(_ id: ModuleID, _ text: inout ModuleText, isImported: Bool) throws(LoadProblem) {
        guard let ending = text.otherEnding, !graph[id].isScript else { return }
        switch host.otherFiles {
        case .read: if Self.binaryEndings.contains(ending) { throw problem(ofBinary: id, text) }
        case .refusedByEnding(let words):
            if ending == ".wasm", case .evaluated = host.wasm { throw problem(ofBinary: id, text) }
            if isImported || text.format == .module { throw refusal(of: id, words, ["ending": ending, "path": name(of: id)]) }
        case .refusedByKind(let words, let kinds):
            if Self.binaryEndings.contains(ending) { throw problem(ofBinary: id, text) }
            guard isImported || kinds[ending] != nil else { return }
            let url = program.url(of: graph.key(of: id))
            throw refusal(of: id, words, ["kind": kinds[ending] ?? OtherFiles.unknownKind, "url": url])
        case .refusedByType(let words): throw refusal(of: id, words, ["type": OtherFiles.type(ofEnding: ending)])
        case .made: if isImported { text.file = try madeText(of: id, text, ending) }
        }
    }

    /// - Parameter values: what belongs into the words.
    private mutating func refusal(of id: ModuleID, _ words: ErrorWords, _ values: KeyValuePairs<String, String>) -> LoadProblem {
        let message = words.text(values)
        loading.refusals[id.index] = .words(ErrorWords(words.code, message, type: words.type, showsCode: words.showsCode))
        let name = name(of: id)
        return LoadProblem(
            reason: .other,
            diagnostic: Diagnostic(
                .link, message.split(separator: "\n").first.map(String.init) ?? message,
                suggestion: "bundlers take such files, and this host does not: bundle first, leave the import out, or say "
                    + "--stub '*\(name.split(separator: "/").last ?? "")'"))
    }

    /// What is code for machines is no text of the program's.
    private mutating func problem(ofBinary id: ModuleID, _ text: ModuleText) -> LoadProblem {
        let isWasm = text.otherEnding == ".wasm"
        let advice =
            isWasm
            ? "say in a scenario what it imports and exports, with 'wasm:' (docs/hosts/wasm.md)"
            : "put a stub in its place: --stub '*.node'"
        return LoadProblem(
            reason: .other,
            diagnostic: Diagnostic(
                .unsupported, "'\(name(of: id))': tla-sim reads no \(isWasm ? "WebAssembly" : "addons") from files",
                at: text.file.location(at: 0), suggestion: advice))
    }

    /// The module that the host makes of a file: a style sheet is empty, a text its text, and any other the path of the file.
    private mutating func madeText(of id: ModuleID, _ text: ModuleText, _ ending: String) throws(LoadProblem) -> SourceFile {
        let mark = "export const __esModule = true;"
        if ending == ".css" { return made("\(mark) export default {};", text.file) }
        if ending == ".txt" {
            return made("export default \(jsonStringLiteral(String(decoding: text.file.bytes, as: UTF8.self)));", text.file)
        }
        if ending == ".node" { throw problem(ofBinary: id, text) }
        if Self.dataEndings.contains(ending) {
            throw LoadProblem(
                reason: .other,
                diagnostic: Diagnostic(
                    .unsupported, "'\(name(of: id))': this host makes values of such a file, and tla-sim does not",
                    at: text.file.location(at: 0), suggestion: "put what it holds into a .json file, or into a module"))
        }
        return made("\(mark) export default \(jsonStringLiteral(fileName(of: id)));", text.file)
    }
}
