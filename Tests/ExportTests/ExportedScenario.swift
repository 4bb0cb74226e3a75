import Diagnostics
import Export
import Foundation
import Scenario

/// A scenario's export.
func exported(_ yaml: String) throws -> ExportedProgram {
    try ExportedProgram(Scenario.read(bytes: Array(yaml.utf8), name: "scenario.yaml", folder: "."))
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

/// A folder that is gone when its last user is.
final class Scratch {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "tla-sim-\(UUID().uuidString)").resolvingSymlinksInPath()
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }

    func write(_ name: String, _ text: String) throws {
        let file = url.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func text(_ name: String) -> String? { (try? Data(contentsOf: url.appending(path: name))).map { String(decoding: $0, as: UTF8.self) } }

    /// Everything below the folder, by path; folders end in `/`.
    func all() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: url.path).map { name in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: path(name), isDirectory: &isFolder)
            return isFolder.boolValue ? name + "/" : name
        }.sorted()
    }
}
