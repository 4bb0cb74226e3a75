import Diagnostics
import Files
import Programs
import Scenario
import Text

/// A program as plain files that a real engine runs: the modules, a prelude, and an entry that imports both.
public struct ExportedProgram: Sendable {
    public struct File: Sendable {
        /// From the folder of the export, with `/`; holds no `..` and begins with no `/`.
        public var path: String
        public var bytes: [UInt8]

        public init(path: String, bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }
    }

    /// A module and its file.
    public struct Module: Sendable {
        public var name: String
        public var file: String
        public var isJSON: Bool
        /// Whether its text is another than the program's: it names files that could not keep their names.
        public var isRewritten: Bool
        /// The text as it is written, which leads to where it comes from.
        public var source: SourceFile
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
    /// Whether there may be more modules than the export has: files on disk whose specifier an `import()` computes. A run can tell which.
    public let mayLackModules: Bool

    /// - Parameters:
    ///   - loaded: the modules that a run of the program has loaded, which are taken beside those that the texts name; `nil` when it was not run.
    ///   - imports: the calls of `import()` in that run. What they meant there they mean in the export.
    /// - Throws: why a scenario's file, or the entry, cannot be read.
    public init(_ program: Program, loaded: [ModuleKey]? = nil, imports: [SeenImport] = []) throws(DiagnosticList) {
        var options = StaticGraph.Options()
        options.alsoIncluding = loaded ?? []
        let graph = StaticGraph(program, options)
        if let hindrance = Self.hindrance(of: graph) { throw DiagnosticList([hindrance]) }
        let modules = try ExportedModules(graph)
        let found = program.scenario?.resources ?? []
        title = program.title
        resources = Prelude.rows(found)
        mayLackModules = program.isOnDisk && loaded == nil && modules.graph.hasComputedImports
        notes = modules.notes(wasRun: loaded != nil, imports)
        var moduleFiles: [File] = []
        for module in modules.modules {
            let text = modules.text(of: module)
            moduleFiles.append(File(path: module.file, bytes: text.bytes))
            self.modules.append(
                Module(
                    name: module.name, file: module.file, isJSON: module.text.kind == .json,
                    isRewritten: text.bytes != module.text.source.bytes, source: text))
            hasDynamicImport = hasDynamicImport || !module.text.calls.isEmpty
            hasDeferredImport =
                hasDeferredImport || module.text.requests.contains { $0.phase == .defer }
                || module.text.calls.contains { $0.phase == .defer }
        }
        entries = modules.entryFiles
        files = startFiles
        let table = modules.graph.hasComputedImports ? modules.modules.map { ($0.lookupName, $0.file) } : nil
        let prelude = Prelude.text(
            resources: found, modules: table, seen: modules.seenSpecifiers(imports), hasBareNames: !program.isOnDisk)
        files.append(File(path: Self.preludeFile, bytes: Array(prelude.utf8)))
        if self.modules.contains(where: { $0.file.hasSuffix(".js") }) { files.append(Self.packageFile) }
        if entries.count > 1 { files.append(File(path: "index.html", bytes: Array(pageText().utf8))) }
        files += moduleFiles
    }

    /// The specifier of a file of the export in another one.
    public static func specifier(of target: String, from file: String) -> String {
        let way = Paths.relative("/" + target, to: "/" + Paths.folder(of: file))
        return way.hasPrefix("../") ? way : "./" + way
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
