import Diagnostics
import Files
import Scenario
import Text

/// The modules of a scenario document. Those that stand in it are texts from the start; files are read when they are asked for.
struct ScenarioModules: ModuleSource {
    let scenario: Scenario
    /// By the module's place in the document; `nil` for one in a file.
    private let texts: [SourceFile?]
    /// The other texts of WebAssembly modules, which import whole namespaces.
    private let wasmTexts: [Int: SourceFile]
    /// The folders that modules lie in, each with its `/`.
    let folders: Set<ExactText>
    /// Whether a module is a package.json, so that packages are looked for.
    let hasPackages: Bool

    var resolution: ScenarioResolution { ScenarioResolution(scenario: scenario) }

    init(_ scenario: Scenario) {
        self.scenario = scenario
        var desugaring = Desugaring(scenario)
        texts = scenario.modules.map { desugaring.text(of: $0) }
        var wasmTexts: [Int: SourceFile] = [:]
        for (index, module) in scenario.modules.enumerated() {
            if let description = module.wasm { wasmTexts[index] = desugaring.text(of: description, module, importsByName: false) }
        }
        self.wasmTexts = wasmTexts
        hasPackages = scenario.modules.contains { $0.name == "package.json" || $0.name.hasSuffix("/package.json") }
        var folders: Set<ExactText> = []
        for module in scenario.modules where module.name.utf8.contains(UInt8(ascii: "/")) {
            var folder = Paths.folder(of: module.name)
            while !folder.isEmpty, folders.insert(ExactText(folder)).inserted { folder = Paths.folder(of: String(folder.dropLast())) }
        }
        self.folders = folders
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
        let text = try text(at: index, reader: &reader)
        var result = ModuleText(
            file: text, format: format(of: module, reader), load: module.load?.nanoseconds ?? 0,
            parse: module.parse?.nanoseconds ?? 0)
        if let description = module.wasm {
            result.wasm = wasmTexts[index]
            if !description.isAsync { result.parse += description.compile.nanoseconds }
        }
        result.hasOwnLoad = module.load != nil
        (result.size, result.isCached, result.isInDocument) = (module.size, module.isCached, module.isInline)
        return result
    }

    /// The text of the module at a place in the document.
    func text(at index: Int, reader: inout ModuleReader) throws(LoadProblem) -> SourceFile {
        if let text = texts[index] { return text }
        return try file(of: scenario.modules[index], reader: &reader)
    }

    /// What a module is: by its form, by the ending of its name, and for `.js` and `.ts` by a package.json of the scenario.
    private func format(of module: ScenarioModule, _ reader: ModuleReader) -> ModuleFormat {
        if module.isJSON { return .json }
        if module.isCommonJS { return .commonJS }
        if scenario.page != nil { return .module }
        guard hasPackages, module.name.hasSuffix(".js") || module.name.hasSuffix(".ts") else { return .module }
        var files = ScenarioFiles(modules: self, reader: reader)
        return files.format(of: module.name, in: Paths.folder(of: module.name), withoutPackage: .module)
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
