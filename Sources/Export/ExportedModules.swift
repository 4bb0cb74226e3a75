import Diagnostics
import Files
import JavaScript
import NodeModules
import Programs
import Text

/// The modules of a program, each with a file of its own in the export.
struct ExportedModules {
    struct Module {
        /// The name in the scenario, or the path from the entry's folder.
        var name: String
        var file: String
        /// By which the prelude knows it: the name in the scenario, or the path from a folder that holds all of the program.
        var lookupName: String
        var text: StaticGraph.Module
    }

    let graph: StaticGraph
    /// One for each text: the same file asked for with another query is another module, and the same file.
    private(set) var modules: [Module] = []
    /// The module of each of the graph's; `nil` for one that cannot be read, which an engine will miss as the simulator does.
    private var indices: [Int?] = []
    private var knownFiles: Set<String> = []

    /// - Throws: why a scenario's file, or an entry, cannot be read.
    init(_ graph: StaticGraph) throws(DiagnosticList) {
        self.graph = graph
        let program = graph.program
        for (number, module) in graph.modules.enumerated() where !module.isRead {
            guard let problem = module.problem, !program.isOnDisk || graph.entries.contains(ModuleNumber(number)) else { continue }
            throw DiagnosticList([problem])
        }
        if let problem = graph.limitProblem { throw DiagnosticList([problem]) }
        let lookupNames = Self.lookupNames(graph)
        var byPath: [ExactText: Int] = [:]
        var texts: [(number: Int, name: String)] = []
        for (number, module) in graph.modules.enumerated() {
            guard module.isRead else {
                indices.append(nil)
                continue
            }
            let path = ExactText(module.key.path)
            if byPath[path] == nil {
                byPath[path] = texts.count
                texts.append((number, Self.name(of: module.key, in: program)))
            }
            indices.append(byPath[path])
        }
        let names = FileNames(texts.map { ($0.name, graph.modules[$0.number].kind == .json) })
        knownFiles = Set(names.files)
        modules = texts.enumerated().map { index, text in
            Module(
                name: text.name, file: names.files[index], lookupName: lookupNames[text.number], text: graph.modules[text.number])
        }
    }

    /// The name in the scenario, or the path from the entry's folder, also of what lies above it: where that is on this machine is no part of the
    /// program.
    private static func name(of key: ModuleKey, in program: Program) -> String {
        guard program.isOnDisk, let path = program.filePath(of: key), let entry = program.filePath(of: program.entries[0]) else {
            return key.path
        }
        return Paths.relative(path, to: Paths.folder(of: entry))
    }

    /// For modules on disk the paths from the folder nearest to all of them, so that what a specifier climbs to is among the names.
    private static func lookupNames(_ graph: StaticGraph) -> [String] {
        guard graph.program.isOnDisk else { return graph.modules.map(\.key.path) }
        let paths = graph.modules.map { graph.program.filePath(of: $0.key) ?? $0.key.path }
        var common = paths.first.map(Paths.folder) ?? ""
        for (path, module) in zip(paths, graph.modules) where module.isRead {
            while !path.utf8.starts(with: common.utf8) { common = Paths.folder(of: String(common.dropLast())) }
        }
        return paths.map { String($0.dropFirst(common.count)) }
    }

    var entryFiles: [String] { graph.entries.compactMap { indices[Int($0)].map { modules[$0].file } } }

    // MARK: Specifiers

    /// A module's text, in which specifiers find the files of the export.
    func text(of module: Module) -> SourceFile {
        var rewriting = ModuleRewriting()
        for declaration in module.text.declarations {
            let request = module.text.requests[declaration.request]
            if let text = specifier(for: request.specifier, target: request.target, in: module) {
                rewriting.replace(declaration.range, by: .text(text))
            }
        }
        for call in module.text.calls {
            guard let constant = call.specifier else {
                rewriting.replace(call.specifierRange, by: .lookup)
                continue
            }
            if let text = specifier(for: constant, target: call.target, in: module) {
                rewriting.replace(call.specifierRange, by: .text(text))
            }
        }
        return rewriting.text(
            of: module.text.source, prelude: ExportedProgram.specifier(of: ExportedProgram.preludeFile, from: module.file),
            name: module.lookupName)
    }

    /// What to write for a specifier; `nil` to leave it.
    private func specifier(for written: String, target: ModuleNumber?, in module: Module) -> String? {
        let parts = Specifier(written)
        let path = Self.path(of: parts, from: module.file)
        if let target, let index = indices[Int(target)] {
            let file = modules[index].file
            let suffix = graph[target].key.suffix
            if let path, ExactText(path) == ExactText(file), parts.suffix == suffix { return nil }
            return ExportedProgram.specifier(of: file, from: module.file) + suffix
        }
        // A module of Node's own that the simulator has as well; a host that has none finds none, there as here.
        if let name = NodeModules.name(in: written), !NodeModules.loadsFiles(name) { return nil }
        // What the program does not have must not be found: not in the engine, nor on the disk around the export.
        let isJSON = written.hasSuffix(".json")
        if let path, !knownFiles.contains(path), FileNames.wishedPath(for: path, isJSON: isJSON) == path { return nil }
        let missing = FileNames.wishedPath(for: written, isJSON: isJSON)
        return ExportedProgram.specifier(of: "\(FileNames.nowhere)/\(missing)", from: module.file)
    }

    /// The file of the export that a relative specifier leads to; `nil` for other specifiers, and outside the export.
    private static func path(of specifier: Specifier, from file: String) -> String? {
        guard specifier.form == .relative, !specifier.hasEncodedSlash else { return nil }
        let path = Paths.normalized(specifier.decodedPath, from: Paths.folder(of: file), top: .isOpen)
        return path.hasPrefix("../") ? nil : path
    }

    /// What computed specifiers meant in a run: the name of the module that says it, the specifier, and the file with its query.
    func seenSpecifiers(_ imports: [SeenImport]) -> [(referrer: String, specifier: String, file: String)] {
        guard !imports.isEmpty else { return [] }
        var ofPath: [ExactText: Module] = [:]
        for module in modules { ofPath[ExactText(module.text.key.path)] = module }
        var known: Set<[ExactText]> = []
        return imports.compactMap { call in
            guard let target = call.target, let referrer = ofPath[ExactText(call.referrer.path)],
                let module = ofPath[ExactText(target.path)],
                referrer.text.calls.contains(where: { $0.specifier == nil }), isOfProgram(call.specifier),
                known.insert([ExactText(referrer.lookupName), ExactText(call.specifier)]).inserted
            else { return nil }
            return (referrer.lookupName, call.specifier, module.file + target.suffix)
        }
    }

    /// Whether a specifier is one that the program has of itself. Where its files are on this machine is no part of it, if only `import.meta` tells.
    private func isOfProgram(_ specifier: String) -> Bool {
        let form = Specifier(specifier).form
        guard form != .relative, modules.contains(where: \.text.usesImportMeta), let entry = graph.program.entries.first,
            let path = graph.program.filePath(of: entry)
        else { return true }
        let folder = String(Paths.folder(of: path).dropLast())
        guard specifier.contains(folder) else { return true }
        return modules.contains { String(decoding: $0.text.source.bytes, as: UTF8.self).contains(folder) }
    }

    // MARK: What is not carried

    /// A sentence for each thing that plain files do not carry.
    ///
    /// - Parameter imports: the calls of `import()` in a run.
    func notes(wasRun: Bool, _ imports: [SeenImport]) -> [String] {
        var notes: [String] = []
        func note(_ names: [String], _ text: (String) -> String) { if !names.isEmpty { notes.append(text(Self.list(names))) } }
        note(graph.modules.filter { $0.unreadReason == .isOutside }.map(\.key.path)) {
            "left out, for lying outside the entry's folder: \($0); they are elsewhere than the program"
        }
        let late = graph.program.scenario?.modules.filter { $0.load != nil || $0.parse != nil || $0.size != nil } ?? []
        note(late.map(\.name)) { "load and parse times are left out, since files are there at once: \($0)" }
        if entryFiles.count > 1 {
            notes.append(
                "entry.mjs imports the entries as one graph, in which an error keeps the later ones from running; "
                    + "index.html has a script for each")
        }
        note(modules.filter { $0.text.problem != nil }.map(\.name)) { "kept as they are, for they do not parse: \($0)" }
        note(modules.filter(\.text.usesImportMeta).map(\.name)) {
            "import.meta tells where the exported files are, and not where the program's are: \($0)"
        }
        if graph.program.isOnDisk {
            let seen = Dictionary(grouping: imports) { ExactText($0.referrer.path) }
            let mayLack = modules.filter { module in
                let ofModule = seen[ExactText(module.text.key.path)] ?? []
                return module.text.calls.contains { $0.specifier == nil && !Self.isWhole($0, ofModule) }
            }
            note(mayLack.map(\.name)) {
                wasRun
                    ? "of what import() computes, only what a simulated run has loaded is taken: \($0)"
                    : "what import() computes is left out, where nothing else names it: \($0)"
            }
        }
        return notes
    }

    /// Whether a run came to a call, and loaded all that it asked for there.
    private static func isWhole(_ call: StaticGraph.ImportCall, _ imports: [SeenImport]) -> Bool {
        let own = imports.filter { $0.offset >= call.range.start && $0.offset < call.range.end }
        return !own.isEmpty && own.allSatisfy { $0.target != nil }
    }

    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(3).map { "'\(visibleText($0))'" }
        let rest = names.count > 3 ? " and \(names.count - 3) more" : ""
        return shown.joined(separator: ", ") + rest
    }
}
