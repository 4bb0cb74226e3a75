import Diagnostics
import Hosts
import JavaScript
import Programs

/// WebAssembly modules, which are described and not compiled: their texts are JavaScript that does the same.
/// https://webassembly.github.io/esm-integration/js-api/
extension Machine {
    /// Takes the text that the host's way with such modules wants, or refuses it.
    ///
    /// - Parameter other: the text that imports whole namespaces.
    mutating func takeWasm(_ id: ModuleID, _ text: inout ModuleText, _ other: SourceFile) throws(LoadProblem) {
        graph[id].isWasm = true
        switch host.wasm {
        case .evaluated(let importsByName): if !importsByName { text.file = other }
        case .refused(let words):
            let message = words.text(["path": graph.key(of: id).path, "specifier": name(of: id)])
            throw LoadProblem(
                reason: .other,
                diagnostic: Diagnostic(
                    .link, message, suggestion: "instantiate it in JavaScript, or choose a host that has such modules: node, deno"))
        }
    }
}
