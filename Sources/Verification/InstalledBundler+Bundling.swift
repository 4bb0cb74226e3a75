import Diagnostics
import Engines
import Export
import Files
import Text

extension InstalledBundler {
    /// What the tool is asked for.
    public struct Request: Sendable {
        /// `nil` for what the tool does by itself.
        public var isSplitting: Bool?
        /// Chunks, each with files of the export that go into it.
        public var chunks: [(name: String, files: [String])]

        public init(isSplitting: Bool? = nil, chunks: [(name: String, files: [String])] = []) {
            self.isSplitting = isSplitting
            self.chunks = chunks
        }
    }

    public enum Output: Sendable {
        /// The program made of the tool's files.
        case program(ExportedProgram)
        /// The tool made nothing, and said this.
        case refusal(String)
    }

    /// Seconds after which a tool is ended; a small graph takes one or two.
    private static let patience = 60.0
    private static let sources = "source", outputs = "out", inExport = "bundle"

    /// Bundles a program for real.
    ///
    /// The modules lie in a folder that is made for it and removed afterwards; the tool runs there, with no more of our environment than an engine
    /// has, and is ended after a minute.
    ///
    /// - Throws: that it cannot be started, does not end, or that files cannot be written or read.
    public func bundle(_ program: ExportedProgram, _ request: Request = Request()) throws(Diagnostic) -> Output {
        let folder = try TemporaryFolder()
        do throws(DiagnosticList) {
            try program.write(to: "\(folder.path)/\(Self.sources)")
        } catch {
            throw error.diagnostics[0]
        }
        var entries = program.entries
        if model.hasSuffix("-lazy") {
            let name = (0...).lazy.map { "lazy\($0).mjs" }.first { name in !program.files.contains { $0.path == name } }!
            let text = entries.map { "await import(\(jsonStringLiteral("./" + $0)));\n" }.joined()
            try folder.write("\(Self.sources)/\(name)", text)
            entries = [name]
        }
        let arguments = try arguments(entries, request, in: folder)
        let result = try EngineProcess.run(
            path, arguments, surroundings: try EngineSurroundings(in: folder, rights: .ownFolder), timeout: Self.patience)
        switch result.ending {
        case .exited(0): break
        case .exited: return .refusal(Self.words(result, in: folder.path))
        case .timedOut: throw Diagnostic(.engine, "\(label) was ended after \(Int(Self.patience)) s")
        case .printedTooMuch, .signalled: throw Diagnostic(.engine, "\(label) broke down")
        }
        return .program(try made(program, entries, in: folder))
    }

    private static func words(_ result: EngineProcess.Result, in folder: String) -> String {
        let text = (result.errors + "\n" + result.output).replacing(folder + "/", with: "").replacing("\(sources)/", with: "")
        return text.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    // MARK: What the tool is told

    private func arguments(_ entries: [String], _ request: Request, in folder: TemporaryFolder) throws(Diagnostic) -> [String] {
        switch tool {
        case .esbuild:
            return entries.map { "./\(Self.sources)/\($0)" } + [
                "--bundle", "--format=esm", "--outdir=\(Self.outputs)", "--outbase=\(Self.sources)", "--out-extension:.js=.mjs",
                "--platform=node", "--log-level=error",
            ] + (request.isSplitting == true ? ["--splitting"] : [])
        case .bun:
            return ["build"] + entries.map { "./\(Self.sources)/\($0)" } + [
                "--outdir=\(Self.outputs)", "--root=\(Self.sources)", "--target=node", "--format=esm",
            ] + (request.isSplitting == true ? ["--splitting"] : [])
        case .rollup, .rolldown:
            let file = "\(tool.rawValue).config.mjs"
            try folder.write(file, "export default \(rollupOptions(entries, request, in: folder.path).text(isIndented: true));\n")
            return ["-c", file] + (tool == .rollup ? ["--silent"] : [])
        case .vite:
            let build = JSONValue.object([
                "outDir": .string("\(folder.path)/\(Self.outputs)"), "target": .string("esnext"), "minify": .bool(false),
                "modulePreload": .bool(false), "rollupOptions": rollupOptions(entries, request, in: folder.path),
            ])
            let options = JSONValue.object(["root": .string("\(folder.path)/\(Self.sources)"), "build": build])
            try folder.write("vite.config.mjs", "export default \(options.text(isIndented: true));\n")
            return ["build", "--config", "vite.config.mjs", "--logLevel", "error"]
        case .webpack:
            let options = webpackOptions(entries, request, in: folder.path)
            try folder.write("webpack.config.cjs", "module.exports = \(options.text(isIndented: true));\n\(Self.webpackGroups)")
            return ["--config", "webpack.config.cjs"]
        }
    }

    /// The name of an entry, which its output is called after.
    private static func stem(_ entry: String) -> String {
        guard let dot = entry.lastIndex(of: ".") else { return entry }
        return String(entry[..<dot])
    }

    private func rollupOptions(_ entries: [String], _ request: Request, in folder: String) -> JSONValue {
        func absolute(_ file: String) -> JSONValue { .string("\(folder)/\(Self.sources)/\(file)") }
        var output: [JSONValue.Member] = [
            .init("dir", .string("\(folder)/\(Self.outputs)")), .init("format", .string("es")),
            .init("entryFileNames", .string("[name].mjs")), .init("chunkFileNames", .string("[name]-[hash].mjs")),
        ]
        if request.isSplitting == false { output.append(.init("inlineDynamicImports", .bool(true))) }
        if model == "rolldown-strict" { output.append(.init("strictExecutionOrder", .bool(true))) }
        if !request.chunks.isEmpty {
            output.append(.init("manualChunks", .object(request.chunks.map { .init($0.name, .array($0.files.map(absolute))) })))
        }
        return .object([
            .init("input", .object(entries.map { .init(Self.stem($0), absolute($0)) })), .init("output", .object(output)),
        ])
    }

    private func webpackOptions(_ entries: [String], _ request: Request, in folder: String) -> JSONValue {
        let output = JSONValue.object([
            "path": .string("\(folder)/\(Self.outputs)"), "filename": .string("[name].cjs"), "chunkFilename": .string("[name].cjs"),
            "library": .object(["type": .string("commonjs2")]),
        ])
        let mode: JSONValue = request.isSplitting == false ? .object(["dynamicImportMode": .string("eager")]) : .object([])
        let groups = request.chunks.map { chunk in
            JSONValue.Member(chunk.name, .array(chunk.files.map { .string("\(folder)/\(Self.sources)/\($0)") }))
        }
        return .object([
            "mode": .string("development"), "devtool": .bool(false), "cache": .bool(false), "target": .string("node"),
            "context": .string("\(folder)/\(Self.sources)"),
            "entry": .object(entries.map { .init(Self.stem($0), .string("./" + $0)) }),
            "experiments": .object(["topLevelAwait": .bool(true)]), "output": output,
            "module": .object(["parser": .object(["javascript": mode])]), "groups": .object(groups),
        ])
    }

    /// Makes of `groups` what webpack calls cache groups, whose tests are functions.
    private static let webpackGroups = """
        const { groups, ...options } = module.exports;
        const cacheGroups = { default: false, defaultVendors: false };
        for (const [name, files] of Object.entries(groups)) {
          cacheGroups[name] = { name, enforce: true, chunks: "all", test: (module) => files.includes(module.resource) };
        }
        if (Object.keys(groups).length > 0) options.optimization = { splitChunks: { chunks: "all", minSize: 0, cacheGroups } };
        module.exports = options;

        """

    // MARK: What the tool made

    private func made(_ program: ExportedProgram, _ entries: [String], in folder: TemporaryFolder) throws(Diagnostic) -> ExportedProgram {
        var names: [String] = []
        try Self.collect("", in: "\(folder.path)/\(Self.outputs)", depth: 0, into: &names)
        var files: [ExportedProgram.File] = []
        for name in names where !name.hasSuffix(".map") {
            let bytes = try readFile(path: "\(folder.path)/\(Self.outputs)/\(name)", limit: ExportedProgram.fileLimit)
            files.append(.init(path: "\(Self.inExport)/\(name)", bytes: bytes))
        }
        var starts: [String] = []
        for entry in entries {
            let stem = "\(Self.inExport)/\(Self.stem(entry))"
            guard let file = files.first(where: { [".mjs", ".js", ".cjs"].map { stem + $0 }.contains($0.path) }) else {
                throw Diagnostic(.engine, "\(label) made no file for the entry '\(visibleText(entry))'")
            }
            guard file.path.hasSuffix(".cjs") else {
                starts.append(file.path)
                continue
            }
            // A script of webpack's gives the promise of its entry: whoever requires it may wait.
            let start = "\(stem).start.mjs"
            let last = file.path.split(separator: "/").last.map(String.init) ?? file.path
            files.append(.init(path: start, bytes: Array("import entry from \(jsonStringLiteral("./" + last));\nawait entry;\n".utf8)))
            starts.append(start)
        }
        return program.made(of: files, entries: starts)
    }

    /// The files below a folder, in order.
    private static func collect(_ inner: String, in folder: String, depth: Int, into names: inout [String]) throws(Diagnostic) {
        guard depth < 32, names.count < 100_000 else { throw Diagnostic(.engine, "the bundler made too many files") }
        let path = inner.isEmpty ? folder : "\(folder)/\(inner)"
        var found: [String] = []
        do throws(SystemError) {
            let held = try HeldFolder(path)
            try forEachEntry(of: held.descriptor) { bytes in
                if bytes.first != UInt8(ascii: "."), let name = textOfName(bytes) { found.append(name) }
                return true
            }
        } catch {
            throw Diagnostic(.file, "cannot read \(path): \(error.words)")
        }
        for name in found.sorted() {
            let next = inner.isEmpty ? name : "\(inner)/\(name)"
            if (try? HeldFolder("\(folder)/\(next)")) != nil {
                try collect(next, in: folder, depth: depth + 1, into: &names)
            } else {
                names.append(next)
            }
        }
    }
}
