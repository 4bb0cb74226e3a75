import Export
import Foundation
import Programs
import Scenario
import Text

/// A scenario's export.
func exported(_ yaml: String) throws -> ExportedProgram {
    try ExportedProgram(Program(scenario: Scenario.read(bytes: Array(yaml.utf8), name: "scenario.yaml", folder: ".")))
}

/// The export of modules under those names, the first of them the entry.
func exported(_ modules: KeyValuePairs<String, String>) throws -> ExportedProgram {
    let rows = modules.map { JSONValue.Member($0.key, .string($0.value)) }
    return try exported(JSONValue.object(["entry": .string(modules[0].key), "modules": .object(rows)]).text())
}

extension ExportedProgram {
    /// The text of a module's file.
    func text(of name: String) -> String? {
        guard let file = modules.first(where: { $0.name == name })?.file else { return nil }
        return text(ofFile: file)
    }

    func text(ofFile path: String) -> String? {
        files.first { $0.path == path }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    func file(of name: String) -> String? { modules.first { $0.name == name }?.file }
}
