import Diagnostics
import Scenario
import Text

/// A program as plain files that a real engine runs: the modules, a prelude, and an entry that imports both.
public struct ExportedProgram: Sendable {
    public struct File: Sendable {
        /// From the folder of the export, with `/`; holds no `..` and begins with no `/`.
        public var path: String
        public var bytes: [UInt8]
    }

    /// A module and its file.
    public struct Module: Sendable {
        public var name: String
        public var file: String
        public var isJSON: Bool
        /// Whether its text is another than the program's: it names files that could not keep their names.
        public var isRewritten: Bool
    }

    /// What a user runs.
    public static let entryFile = "entry.mjs"
    /// What the entry imports when all is loaded, where modules are asked for while the program runs; elsewhere the entry is that itself.
    static let programFile = "program.mjs"
    public static let preludeFile = "prelude.mjs"
    /// The largest file that is read, in bytes.
    public static let fileLimit = 64 << 20

    public var title: String
    /// All files but the manifest.
    public var files: [File] = []
    public var modules: [Module] = []
    /// The files of the entry modules, in order.
    public var entries: [String] = []
    /// What the files do not carry, a sentence each.
    public var notes: [String]
    /// What `fetch` finds, as the prelude has it.
    private let resources: String
    /// Whether a module asks for others while it runs.
    public var hasDynamicImport = false
    /// Whether a module uses `import defer`, which few engines know.
    public var hasDeferredImport = false

    /// - Throws: why a module's file cannot be read.
    public init(_ scenario: Scenario) throws(DiagnosticList) { self.init(try SourceModules(scenario)) }

    /// The modules on disk that an entry reaches.
    ///
    /// - Parameter allowOutside: whether files outside the entry's folder are taken too.
    /// - Throws: why the entry cannot be read.
    public init(entryPath: String, allowOutside: Bool = false) throws(DiagnosticList) {
        self.init(try SourceModules(entryPath: entryPath, allowOutside: allowOutside))
    }

    private init(_ source: SourceModules) {
        title = source.title
        resources = Prelude.rows(source.resources)
        notes = source.notes
        let names = FileNames(source.modules.map { ($0.name, $0.isJSON) })
        let known = Set(names.files)
        var unread: [String] = []
        var computed: [String] = []
        var placed: [String] = []
        var moduleFiles: [File] = []
        for (index, module) in source.modules.enumerated() {
            let file = names.files[index]
            var bytes = module.source.bytes
            if !module.isJSON {
                let text = ModuleText(module.source)
                if text.problem != nil { unread.append(module.name) }
                if text.hasComputedImport { computed.append(module.name) }
                if text.usesImportMeta { placed.append(module.name) }
                hasDynamicImport = hasDynamicImport || text.hasDynamicImport
                hasDeferredImport = hasDeferredImport || text.hasDeferredImport
                bytes = text.rewritten(prelude: Self.specifier(of: Self.preludeFile, from: file), name: module.name) { specifier in
                    if let target = source.target(of: specifier, from: index) {
                        return Self.path(of: specifier, from: file).map(ExactText.init) == ExactText(names.files[target])
                            ? nil : Self.specifier(of: names.files[target], from: file)
                    }
                    // What the program does not have must not be found: not in the engine, nor on the disk around the export.
                    let isJSON = specifier.hasSuffix(".json")
                    if let path = Self.path(of: specifier, from: file), !known.contains(path),
                        FileNames.wishedPath(for: path, isJSON: isJSON) == path
                    {
                        return nil
                    }
                    let missing = FileNames.wishedPath(for: specifier, isJSON: isJSON)
                    return Self.specifier(of: "\(FileNames.nowhere)/\(missing)", from: file)
                }
            }
            moduleFiles.append(File(path: file, bytes: bytes))
            modules.append(
                Module(name: module.name, file: file, isJSON: module.isJSON, isRewritten: bytes != module.source.bytes))
        }
        if !unread.isEmpty {
            notes.append("kept as they are, for they do not parse: \(SourceModules.list(unread))")
        }
        if !placed.isEmpty {
            notes.append("import.meta tells where the exported files are, and not where the program's are: \(SourceModules.list(placed))")
        }
        entries = source.entries.map { names.files[$0] }
        let table = computed.isEmpty ? nil : modules.map { ($0.name, $0.file) }
        if hasDynamicImport {
            files = [File(path: Self.entryFile, bytes: Array(Self.loadingEntryText.utf8))]
            files.append(File(path: Self.programFile, bytes: Array(programText().utf8)))
            files += LoadFirst.files(for: modules)
        } else {
            files = [File(path: Self.entryFile, bytes: Array(programText().utf8))]
        }
        files.append(File(path: Self.preludeFile, bytes: Array(Prelude.text(resources: source.resources, modules: table).utf8)))
        if modules.contains(where: { $0.file.hasSuffix(".js") }) {
            // Without it engines take .js for scripts of the older kind.
            files.append(File(path: "package.json", bytes: Array("{\"private\":true,\"type\":\"module\"}\n".utf8)))
        }
        if entries.count > 1 { files.append(File(path: "index.html", bytes: Array(pageText().utf8))) }
        files += moduleFiles
    }

    // MARK: Specifiers

    /// The file that a URL resolver gets to by a relative specifier; `nil` for other specifiers, and outside the export.
    private static func path(of specifier: String, from file: String) -> String? {
        guard specifier.hasPrefix("./") || specifier.hasPrefix("../") else { return nil }
        var path = file.split(separator: "/").dropLast()
        for part in specifier.split(separator: "/", omittingEmptySubsequences: false) {
            if part == "." { continue }
            if part == ".." {
                if path.popLast() == nil { return nil }
            } else {
                path.append(part)
            }
        }
        return path.joined(separator: "/")
    }

    /// The specifier of a file of the export in another one.
    public static func specifier(of target: String, from file: String) -> String {
        var goal = target.split(separator: "/")[...]
        var base = file.split(separator: "/").dropLast()
        while goal.count > 1, let first = base.first, first == goal.first {
            goal.removeFirst()
            base.removeFirst()
        }
        return (base.isEmpty ? "./" : String(repeating: "../", count: base.count)) + goal.joined(separator: "/")
    }

    /// A digest of the modules, which of them are entries, and what `fetch` finds: it changes when the program does, and not with what an
    /// export puts around it.
    public var digest: String {
        let own = Set(modules.map(\.file))
        var bytes: [UInt8] = []
        for file in files where own.contains(file.path) {
            bytes += "\(file.path)\0\(file.bytes.count)\0".utf8
            bytes += file.bytes
        }
        for entry in entries { bytes += "\(entry)\0".utf8 }
        return textDigest(bytes + resources.utf8)
    }
}
