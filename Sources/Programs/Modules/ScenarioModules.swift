import Diagnostics
import Files
import Scenario

/// The modules of a scenario document. Those that stand in it are texts from the start; files are read when they are asked for.
struct ScenarioModules: ModuleSource {
    let scenario: Scenario
    /// By the module's place in the document; `nil` for one in a file.
    private let texts: [SourceFile?]

    var resolution: ScenarioResolution { ScenarioResolution(scenario: scenario) }

    init(_ scenario: Scenario) {
        self.scenario = scenario
        var desugaring = Desugaring(scenario)
        texts = scenario.modules.map { desugaring.text(of: $0) }
    }

    var knownModules: [ModuleKey] { scenario.modules.filter { !$0.isClassic && !$0.isInline }.map { ModuleKey($0.name) } }

    func reader(sourceLimit: Int) -> ModuleReader {
        let name = "the scenario's folder"
        guard let held = scenario.heldFolder else {
            return ModuleReader(folder: scenario.folder, called: name, allowsOutside: scenario.allowsOutside, sourceLimit: sourceLimit)
        }
        return ModuleReader(
            FolderBoundary(folder: scenario.folder, called: name, held: held), allowsOutside: scenario.allowsOutside,
            sourceLimit: sourceLimit)
    }

    func read(_ key: ModuleKey, reader: inout ModuleReader) throws(LoadProblem) -> ModuleText {
        guard let index = scenario.index(ofModule: key.path) else {
            throw LoadProblem(reason: .notFound, diagnostic: Diagnostic(.file, "there is no module '\(key.path)'"))
        }
        let module = scenario.modules[index]
        let text = if let text = texts[index] { text } else { try file(of: module, reader: &reader) }
        var made = ModuleText(
            file: text, isJSON: module.isJSON, load: module.load?.nanoseconds ?? 0,
            parse: module.parse?.nanoseconds ?? 0)
        made.hasOwnLoad = module.load != nil
        (made.size, made.isCached, made.isInDocument) = (module.size, module.isCached, module.isInline)
        return made
    }

    private func file(of module: ScenarioModule, reader: inout ModuleReader) throws(LoadProblem) -> SourceFile {
        guard case .file(let path, let location) = module.form else { preconditionFailure("a module of the document has its text") }
        let joined = Paths.joined(scenario.folder, path)
        do throws(FileProblem) {
            return SourceFile(name: joined, bytes: try reader.read(joined))
        } catch {
            var problem = error.diagnostic
            problem.location = location
            problem.keyPath = keyPath(module.keyPath, key: "file")
            throw LoadProblem(reason: error.reason, diagnostic: scenario.located(problem))
        }
    }

    func name(of key: ModuleKey) -> String { key.path + key.suffix }

    /// Whether its text stands in the page's document, by whose address it goes.
    private func isInline(_ key: ModuleKey) -> Bool { scenario.page != nil && scenario.module(named: key.path)?.isInline == true }

    func filePath(of key: ModuleKey) -> String? { Self.hasOrigin(key) ? nil : "/" + key.path }

    func url(of key: ModuleKey) -> String {
        if isInline(key) { return "file:///index.html" }
        return (Self.hasOrigin(key) ? key.path : "file:///" + Specifier.encodedName(key.path)) + key.suffix
    }

    private static func hasOrigin(_ key: ModuleKey) -> Bool { key.path.contains("://") }

    func isFolder(_ path: String) -> Bool {
        let folder = path.hasSuffix("/") || path.isEmpty ? path : path + "/"
        return scenario.modules.contains { $0.name.hasPrefix(folder) }
    }
}
