import Diagnostics
import Hosts
import JavaScript
import Programs
import Text

/// WebAssembly modules, which are described and not compiled: their texts are JavaScript that does the same.
/// https://webassembly.github.io/esm-integration/js-api/
extension Machine {
    /// What the name of a record has behind the module's that stands for the source of it.
    private static let sourceSuffix = " (source)"

    /// Takes the text that the host's way with such modules wants, or refuses it.
    mutating func takeWasm(_ id: ModuleID, _ text: inout ModuleText) throws(LoadProblem) {
        let key = graph.key(of: id)
        if case .refused(let words) = host.wasm, text.wasm != nil {
            let message = words.text(["path": key.path, "specifier": name(of: id)])
            loading.refusals[id.index] = .words(words)
            throw LoadProblem(
                reason: .other,
                diagnostic: Diagnostic(
                    .link, message, suggestion: "instantiate it in JavaScript, or choose a host that has such modules: node, deno"))
        }
        if graph[id].isSource {
            guard text.wasm != nil else {
                let message = "Source phase import object is not defined for module '\(program.name(of: ModuleKey(key.path)))'"
                loading.refusals[id.index] = .error(makeError(realm.syntaxErrorPrototype, message))
                throw LoadProblem(
                    reason: .other,
                    diagnostic: Diagnostic(
                        .link, "SyntaxError: \(message)",
                        suggestion: "only WebAssembly modules have a source to import; leave 'source' out"))
            }
            text.file = made("export default Object.freeze({ [Symbol.toStringTag]: \"WebAssembly.Module\" });", text.file)
            return
        }
        graph[id].isWasm = true
        switch host.wasm {
        case .evaluated(let importsByName): if !importsByName, let other = text.wasm { text.file = other }
        case .file: text.file = made("export default \(jsonStringLiteral("/" + key.path));", text.file)
        case .refused: break
        }
    }

    // MARK: Bytes

    /// The run is over. Where a CompileError of that kind ended it, the program has no other way: it needs what the simulator has not.
    mutating func judgeUncompiled() {
        guard let index = reports.uncompiled else { return }
        var words = progress.entryError.map { errorText($0) } ?? ""
        if case .fatal(let message)? = progress.ending { words += message }
        guard words.contains("tla-sim compiles no WebAssembly") else { return }
        reports.diagnostics[index].message = "WebAssembly is not in tla-sim's subset"
        reports.diagnostics[index].severity = .error
    }

    /// A program wants WebAssembly to be compiled, and is told that this cannot be: it may have another way. Said once, with the first place.
    mutating func noteUncompiled() {
        guard reports.uncompiled == nil else { return }
        reports.uncompiled = reports.diagnostics.count
        let message = "WebAssembly is never compiled here: the program gets a CompileError for it, and goes on as it does for that"
        guard let place = askingPlace()?.place else {
            return reports.diagnostics.append(Diagnostic(.unsupported, message, severity: .warning))
        }
        warn(message, at: place)
    }

    /// A text of our own, all of which stands for the beginning of another.
    func made(_ source: String, _ other: SourceFile) -> SourceFile {
        SourceFile(
            name: other.name, bytes: Array(source.utf8),
            segments: [SourceFile.Segment(start: 0, location: other.location(at: 0), isVerbatim: false)])
    }

    // MARK: import source

    /// The record that stands for a module's source: loaded as the module is, with nothing that it imports, and never run.
    /// https://tc39.es/proposal-source-phase-imports/
    mutating func sourceRecord(of id: ModuleID) -> ModuleID {
        let key = graph.key(of: id)
        if graph[id].isSource { return id }
        let record = moduleRecord(
            graph.table.number(of: ModuleKey(key.path, suffix: key.suffix + Self.sourceSuffix), in: program, names: &strings.names))
        graph[record].isSource = true
        return record
    }

    /// The object that is the source of a module, once it is there.
    mutating func sourceObject(of id: ModuleID) -> ObjectID? {
        guard id != .none, graph[id].isSource, case .object(let source)? = try? get(namespaceObject(id), .known(.default)) else {
            return nil
        }
        return source
    }
}
