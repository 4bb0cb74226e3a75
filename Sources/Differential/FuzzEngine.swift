import Diagnostics
import Engines

/// A real engine that runs many graphs in one process.
public struct FuzzEngine: Sendable {
    public var engine: Engine
    /// Whether it parses `import defer`.
    public var hasDeferredImports: Bool
    /// What the graphs may do.
    public var rights: EngineRights

    /// The oldest version of each kind of engine that runs the driver; of others there is none.
    private static let oldestVersions: [Engine.Kind: Int] = [.node: 20, .deno: 2, .bun: 1]

    /// An engine by its name, or by the path of its program.
    ///
    /// - Parameters:
    ///   - rights: what the graphs may do.
    ///   - tell: is given, before anything is run, what whoever asks for it is to know.
    /// - Throws: that there is none, that it cannot run files, or that it is not new enough.
    public static func find(
        _ name: String, rights: EngineRights = .ownFolder, tell: (Diagnostic) -> Void = { _ in }
    ) throws(Diagnostic) -> FuzzEngine {
        let hint = "install Node.js 20 or later, Deno 2 or later, or Bun, so that it is on the PATH, or give the path of its program"
        let found: Engine
        do throws(Diagnostic) {
            found = try Engine.find(name)
        } catch {
            throw Diagnostic(error.kind, error.message, suggestion: error.kind == .usage ? error.suggestion : hint)
        }
        guard let oldest = oldestVersions[found.kind] else {
            throw Diagnostic(
                .usage, "\(found.label) runs pages, and no files by themselves",
                suggestion: "fuzz against node, deno or bun, or verify in a browser")
        }
        guard found.majorVersion >= oldest else {
            throw Diagnostic(
                .file, "\(found.path) is no \(found.kind.rawValue) \(oldest) or later: it is \(found.version)", suggestion: hint)
        }
        tell(found.notice(of: rights))
        var engine = FuzzEngine(engine: found, hasDeferredImports: false, rights: rights)
        let probe = FuzzCase(
            family: .deferred, modules: [.init(imports: [FuzzImport(target: 1, form: .deferred)]), .init()])
        engine.hasDeferredImports = try engine.run([probe]).first?.lines.last == "= fulfilled"
        return engine
    }

    /// What the engine makes of each graph, in their order.
    ///
    /// A process that dies takes one graph with it, whose result says so; another goes on with the next. All modules of a graph are loaded
    /// and linked before it runs, so that reading files has no part in the order.
    ///
    /// - Parameter timeScale: what delays are multiplied by, for graphs whose timers a busy machine mixes up.
    public func run(_ cases: [FuzzCase], timeScale: Int = 1) throws(Diagnostic) -> [FuzzResult] {
        try start(cases.map { FuzzFiles($0, nil) }, timeScale: timeScale).finish()
    }

    /// Begins to run the graphs; ``FuzzEngineBatch/finish()`` waits for what comes of them.
    func start(_ cases: [FuzzFiles], timeScale: Int = 1) throws(Diagnostic) -> FuzzEngineBatch {
        let folder = try TemporaryFolder()
        try folder.write("driver.mjs", Self.driver)
        try folder.write("stop.mjs", "throw 'stop';\n")
        for (index, item) in cases.enumerated() {
            try folder.makeFolder("c\(index)")
            var preload = "import '../stop.mjs';\n"
            try folder.write("c\(index)/begin.mjs", "export default () => {\n\(item.main)};\n")
            var folders: Set<String> = []
            for file in item.files {
                try makeFolders(of: "c\(index)/\(file.name)", in: folder, &folders)
                try folder.write("c\(index)/\(file.name)", file.source)
                preload += "import './\(file.name)';\n"
            }
            try folder.write("c\(index)/preload.mjs", preload)
        }
        let batch = try FuzzEngineBatch(engine: engine, rights: rights, folder: folder, count: cases.count, timeScale: timeScale)
        try batch.launch()
        return batch
    }

    /// Makes the folders that a file lies in.
    private func makeFolders(of path: String, in folder: TemporaryFolder, _ made: inout Set<String>) throws(Diagnostic) {
        let parts = path.split(separator: "/").dropLast()
        // The first is the graph's own.
        for count in parts.indices.dropFirst() {
            let name = parts[...count].joined(separator: "/")
            if made.insert(name).inserted { try folder.makeFolder(name) }
        }
    }
}
