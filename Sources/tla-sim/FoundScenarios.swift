import Diagnostics
import Files

/// The scenario files that paths stand for: a file itself, for a folder every scenario below it, by name.
struct FoundScenarios {
    private(set) var paths: [String] = []
    /// What could not be looked at: names that are not UTF-8.
    private(set) var problems: [Diagnostic] = []

    init(in paths: [String]) {
        for path in paths { add(path) }
    }

    private mutating func add(_ path: String) {
        guard isFolder(path) else {
            paths.append(path)
            return
        }
        var unreadable: [Diagnostic] = []
        for name in listFolder(path, skip: { unreadable += problem($0, in: path) }) ?? [] {
            let inner = Paths.joined(path, name)
            if isFolder(inner) || isScenario(name) { add(inner) }
        }
        problems += unreadable
    }

    private func problem(_ name: [UInt8], in folder: String) -> [Diagnostic] { unreadableName(name, in: folder).map { [$0] } ?? [] }
}

/// What to say of a name that is not UTF-8; `nil` where it is neither a scenario's nor a folder's, and nobody asks for it.
func unreadableName(_ name: [UInt8], in folder: String) -> Diagnostic? {
    let isScenario = [".yaml", ".yml"].contains { name.suffix($0.utf8.count).elementsEqual($0.utf8) }
    guard isScenario || isFolder(name, in: folder) else { return nil }
    return Diagnostic(
        .file, "cannot read \(Paths.joined(folder, shownName(name))): its name is not UTF-8",
        suggestion: "rename it; names that are text can be told and drawn")
}

/// Whether a file that a folder holds is a scenario, by its name.
func isScenario(_ name: String) -> Bool { name.hasSuffix(".yaml") || name.hasSuffix(".yml") }

/// What to say where paths stand for nothing.
func noScenario(in paths: [String]) -> Diagnostic {
    Diagnostic(
        .file, "there is no scenario in \(paths.joined(separator: ", "))",
        suggestion: "name a scenario, or a folder that has files ending in .yaml or .yml")
}
