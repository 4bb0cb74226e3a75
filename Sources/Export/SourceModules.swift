import Diagnostics
import Scenario
import Text

/// The modules of a program as an export takes them: of a scenario, or found on disk from an entry module.
struct SourceModules {
    struct Module {
        /// The name in the scenario, or the path from the entry's folder.
        var name: String
        var isJSON: Bool
        var source: SourceFile
    }

    var title: String
    var modules: [Module]
    /// Indices into ``modules``.
    var entries: [Int]
    var resources: [ScenarioResource]
    /// What plain files cannot carry.
    var notes: [String]
    private let targets: Targets

    private enum Targets {
        case scenario(Scenario)
        case disk(DiskModules)
    }

    /// The module that a specifier means; `nil` when the program has none.
    func target(of specifier: String, from referrer: Int) -> Int? {
        switch targets {
        case .scenario(let scenario):
            return scenario.resolve(specifier: specifier, from: modules[referrer].name).flatMap { scenario.index(ofModule: $0) }
        case .disk(let disk):
            return DiskModules.path(of: specifier, from: disk.root + modules[referrer].name).flatMap { disk.indices[ExactText($0)] }
        }
    }

    /// - Throws: why a module's file cannot be read.
    init(_ scenario: Scenario) throws(DiagnosticList) {
        title = scenario.title
        resources = scenario.resources
        modules = []
        notes = []
        var late: [String] = []
        for module in scenario.modules {
            modules.append(Module(name: module.name, isJSON: module.isJSON, source: try scenario.source(of: module)))
            if module.load != nil || module.parse != nil || module.size != nil { late.append(module.name) }
        }
        entries = scenario.entries.compactMap { scenario.index(ofModule: $0) }
        targets = .scenario(scenario)
        if !late.isEmpty {
            notes.append("load and parse times are left out, since files are there at once: \(Self.list(late))")
        }
        if entries.count > 1 {
            notes.append(
                "entry.mjs imports the entries as one graph, in which an error keeps the later ones from running; "
                    + "index.html has a script for each")
        }
    }

    /// - Throws: why the entry cannot be read.
    init(entryPath: String, allowOutside: Bool) throws(DiagnosticList) {
        let disk = try DiskModules(entry: entryPath, allowsOutside: allowOutside)
        title = entryPath
        resources = []
        entries = [0]
        modules = disk.modules
        notes = disk.notes
        targets = .disk(disk)
    }

    static func list(_ names: [String]) -> String {
        let shown = names.prefix(3).map { "'\(visibleText($0))'" }
        let rest = names.count > 3 ? " and \(names.count - 3) more" : ""
        return shown.joined(separator: ", ") + rest
    }
}
