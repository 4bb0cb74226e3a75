import Diagnostics
import Files
import Programs
import Scenario
import Text

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A program to lint, and the configuration that holds for it.
struct LintInput {
    var program: Program
    /// `nil` where the graph tells.
    var entries: [ModuleKey]?
    var configuration: LintConfiguration?
    /// The scenario's path; `nil` for modules on disk.
    var scenarioPath: String?
    /// The folder that patterns and entries of the configuration start from; ends in `/`, or is empty.
    var folder = ""
}

/// Turns paths into programs: the modules below one folder are one, and each scenario is.
struct LintInputs {
    private(set) var inputs: [LintInput] = []
    /// What keeps an input from being linted.
    private(set) var problems: [Diagnostic] = []
    /// What was left out.
    private(set) var notes: [Diagnostic] = []
    private let request: LintRequest
    private let commonFolder: String
    private let outermost: [ExactText: String]
    private var configurations: [(folder: String, configuration: LintConfiguration?)] = []

    /// Modules that are linted together.
    fileprivate struct Group {
        /// What is read from: ends in `/`, or is empty for the current folder.
        var folder: String
        var configuration: LintConfiguration?
        var files: [String] = []
        var known: Set<ExactText> = []
        var pages: [String] = []
        /// The folders that were named.
        var named: [String] = []
    }

    init(_ request: LintRequest) {
        self.request = request
        commonFolder = Self.commonFolder(of: request.paths)
        outermost = Self.outermostFolders(of: request.paths)
        var groups: [Group] = []
        for path in request.paths { add(path, to: &groups) }
        checkEntries(groups)
        for group in groups { finish(group) }
    }

    /// What `--entry` names has to be a module, and one of a graph that is linted.
    private mutating func checkEntries(_ groups: [Group]) {
        for entry in request.entries {
            let path = Self.given(entry, isFolder: false)
            let message: String
            if !Self.exists(path) {
                message = "--entry \(entry): there is no such file"
            } else if !Self.isFile(path) || !Self.isModule(path) {
                message = "--entry \(entry): that is no module"
            } else if groups.isEmpty {
                message = "--entry \(entry): a scenario says itself which of its modules is started"
            } else if request.paths.count > 1, !groups.contains(where: { Self.lies(path, in: $0.folder) }) {
                message = "--entry \(entry): it is in no folder that is linted"
            } else {
                continue
            }
            problems.append(
                Diagnostic(
                    .file, message,
                    suggestion: "name a file that ends in .mjs, .js, .cjs, .ts, .mts or .cts, by its path from the current folder"
                ))
        }
    }

    private mutating func add(_ path: String, to groups: inout [Group]) {
        if Self.isScenario(path) { return addScenario(path) }
        let isFolder = Self.isFolder(path)
        guard isFolder || Self.isModule(path) else {
            problems.append(Self.problem(ofInput: path))
            return
        }
        let given = Self.given(path, isFolder: isFolder)
        let own = isFolder ? given : Paths.folder(of: given)
        guard let configuration = configuration(for: own) else { return }
        let configured = configuration.map { Paths.folder(of: $0.file) }
        let folder = configured.flatMap { Self.lies(given, in: $0) ? $0 : nil } ?? base(for: own)
        var index = groups.firstIndex { $0.folder == folder && $0.configuration?.file == configuration?.file } ?? -1
        if index < 0 {
            index = groups.count
            groups.append(Group(folder: folder, configuration: configuration))
        }
        if isFolder {
            let patterns = (configuration?.ignored ?? []).map(PathPattern.init)
            let start = configured ?? ""
            let found = ModuleFiles(below: given) { file in patterns.match(Self.path(file, from: start)) }
            for file in found.paths { groups[index].insert(file) }
            groups[index].pages += found.pages
            groups[index].named.append(given)
            notes += found.problems.map { Self.asNote($0) }
            if found.otherCount > 0 { notes.append(Self.note(ofOtherFiles: found.otherCount, in: path)) }
        } else if !(configuration?.ignored ?? []).map(PathPattern.init).match(Self.path(given, from: configured ?? "")) {
            do throws(Diagnostic) {
                // A file that cannot be read is told at once.
                _ = try readFile(path: path, limit: Limits(request.limits).sourceBytes)
                groups[index].insert(given)
            } catch {
                problems.append(error)
            }
        }
    }

    private mutating func addScenario(_ path: String) {
        guard let configuration = configuration(for: Self.given(Paths.folder(of: path), isFolder: true)) else { return }
        do throws(DiagnosticList) {
            let program = try Program.load(path: path, limits: request.limits, allowOutside: request.allowsOutside)
            inputs.append(LintInput(program: program, configuration: configuration, scenarioPath: path))
        } catch {
            problems += error.diagnostics
        }
    }

    private mutating func finish(_ group: Group) {
        var group = group
        let start = group.configuration.map { Paths.folder(of: $0.file) } ?? ""
        var entries: [String]?
        if !request.entries.isEmpty {
            entries = request.entries.map { Self.given($0, isFolder: false) }.filter {
                (request.paths.count == 1 || Self.lies($0, in: group.folder)) && Self.isFile($0) && Self.isModule($0)
            }
        } else if let configuration = group.configuration, !configuration.entries.isEmpty {
            entries = []
            for entry in configuration.entries {
                let path = Paths.normalized(entry.text, from: start, top: .isOpen)
                if Self.isFile(path), Self.isModule(path) {
                    entries?.append(path)
                } else {
                    problems.append(
                        Diagnostic(
                            .scenario, "there is no module '\(entry.text)'", at: entry.location,
                            width: max(1, entry.text.unicodeScalars.count),
                            keyPath: entry.keyPath, suggestion: "entries are paths from the folder of \(configuration.file)"))
                }
            }
        } else {
            let declared =
                group.named.flatMap { DeclaredEntries.ofPackage(in: $0) } + group.pages.flatMap { DeclaredEntries.ofPage($0) }
            let known = declared.filter { group.known.contains(ExactText($0)) }
            if !known.isEmpty {
                entries = known
            } else if request.paths.count == 1, group.named.isEmpty, group.files.count == 1 {
                // Who names one module means that it is what is started.
                entries = group.files
            }
        }
        for entry in entries ?? [] { group.insert(entry) }
        if group.files.isEmpty {
            if problems.isEmpty, !group.named.isEmpty {
                problems.append(
                    Diagnostic(
                        .file, "there is no module in \(group.named.map { $0.isEmpty ? "." : $0 }.joined(separator: ", "))",
                        suggestion:
                            "modules are files that end in .mjs, .js, .cjs, .ts, .mts or .cts, and node_modules is left out unless it is named"
                    ))
            }
            return
        }
        var limits = request.limits
        limits[.modules] = limits[.modules] ?? LintRequest.moduleLimit
        let program = Program(
            files: group.files, in: group.folder, called: "the folder that is linted", limits: limits, allowOutside: request.allowsOutside)
        let keys = program.entries
        var numbers: [ExactText: ModuleKey] = [:]
        for (file, key) in zip(group.files, keys) { numbers[ExactText(file)] = key }
        let chosen = entries.map { $0.compactMap { numbers[ExactText($0)] } }
        inputs.append(LintInput(program: program, entries: chosen, configuration: group.configuration, folder: start))
    }

    // MARK: Configurations

    /// The configuration for a folder; `nil` inside when there is none, and outside when it is wrong, which was told.
    private mutating func configuration(for folder: String) -> LintConfiguration?? {
        let path = request.configuration ?? Self.nearestConfiguration(from: folder)
        guard let path else { return .some(nil) }
        if let known = configurations.first(where: { $0.folder == path }) { return known.configuration.map { .some($0) } ?? nil }
        do throws(DiagnosticList) {
            let configuration = try LintConfiguration.read(path: path, names: Rule.knownNames)
            configurations.append((path, configuration))
            return .some(configuration)
        } catch {
            configurations.append((path, nil))
            problems += error.diagnostics
            return nil
        }
    }

    /// `tla-sim.yaml` in a folder or the nearest above it, but not above the top of a repository.
    private static func nearestConfiguration(from folder: String) -> String? {
        var folder = folder
        for _ in 0..<64 {
            if isFile(folder + "tla-sim.yaml") { return folder + "tla-sim.yaml" }
            if exists(folder + ".git") { return nil }
            guard let resolved = Paths.resolved(folder.isEmpty ? "." : folder), resolved != "/" else { return nil }
            // `..` of a path that has none is its folder; else the system knows.
            let isNamed = !folder.isEmpty && !folder.split(separator: "/").contains("..") && folder != "/"
            folder = isNamed ? Paths.folder(of: String(folder.dropLast())) : folder + "../"
        }
        return nil
    }

    // MARK: Paths

    /// The folder that is read from for a path that was named in a folder: the deepest that holds all paths below the current folder; elsewhere the
    /// outermost of those that were named and hold it.
    private func base(for own: String) -> String { Self.isHere(own) ? commonFolder : outermost[ExactText(own)] ?? own }

    /// For each folder that is named, or of a file that is, elsewhere than below the current folder: the outermost of them that holds it.
    private static func outermostFolders(of paths: [String]) -> [ExactText: String] {
        let folders = paths.filter { !isScenario($0) }.map { path in
            let isFolder = isFolder(path)
            let given = given(path, isFolder: isFolder)
            return isFolder ? given : Paths.folder(of: given)
        }
        var result: [ExactText: String] = [:]
        var root: String?
        // What begins with a folder comes directly behind it.
        for folder in folders.filter({ !isHere($0) }).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            if let root, lies(folder, in: root) {
                result[ExactText(folder)] = root
            } else {
                root = folder
                result[ExactText(folder)] = folder
            }
        }
        return result
    }

    private static func isHere(_ path: String) -> Bool { !path.hasPrefix("/") && !path.hasPrefix("../") }

    private static func commonFolder(of paths: [String]) -> String {
        var common: [Substring]?
        for path in paths where !isScenario(path) {
            let given = given(path, isFolder: isFolder(path))
            guard isHere(given) else { continue }
            let names = Paths.folder(of: given).split(separator: "/")
            common = common.map { common in zip(common, names).prefix { $0 == $1 }.map(\.0) } ?? names
        }
        let names = common ?? []
        return names.isEmpty ? "" : names.joined(separator: "/") + "/"
    }

    private static func isScenario(_ path: String) -> Bool {
        [".yaml", ".yml", ".json"].contains(where: path.hasSuffix) && !isFolder(path)
    }

    private static func lies(_ path: String, in folder: String) -> Bool {
        folder.isEmpty ? !path.hasPrefix("/") && !path.hasPrefix("../") : path.utf8.starts(with: folder.utf8)
    }

    private static func path(_ path: String, from folder: String) -> String {
        path.utf8.starts(with: folder.utf8) ? String(path.dropFirst(folder.count)) : path
    }

    /// A path without what says nothing in it; that of a folder ends in `/`, or is empty for the current one.
    static func given(_ path: String, isFolder: Bool) -> String {
        let normalized = Paths.normalized(path, from: "", top: .isOpen)
        if path.hasPrefix("/"), normalized.isEmpty || normalized == "/" { return "/" }
        return isFolder && !normalized.isEmpty && !normalized.hasSuffix("/") ? normalized + "/" : normalized
    }

    static func isModule(_ path: String) -> Bool { [".mjs", ".js", ".cjs"].contains { path.hasSuffix($0) } || TypedFiles.isTyped(path) }

    private static func kind(of path: String) -> mode_t? {
        var status = stat()
        return stat(path.isEmpty ? "." : path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    static func isFolder(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

    private static func isFile(_ path: String) -> Bool { kind(of: path) == S_IFREG }

    private static func exists(_ path: String) -> Bool { kind(of: path) != nil }

    // MARK: Words

    private static func problem(ofInput path: String) -> Diagnostic {
        guard exists(path) else { return Diagnostic(.file, "cannot read \(path): there is no such file or folder") }
        let isTyped = TypedFiles.compiledEndings.contains(where: path.hasSuffix)
        return Diagnostic(
            .file, "cannot tell what '\(path)' is",
            suggestion: isTyped
                ? "JSX is not linted: compile it to .mjs or .js first"
                : "name a folder, a module (.mjs, .js, .cjs, .ts, .mts or .cts) or a scenario (.yaml, .yml or .json)")
    }

    private static func asNote(_ problem: Diagnostic) -> Diagnostic {
        var note = problem
        note.severity = .note
        return note
    }

    private static func note(ofOtherFiles count: Int, in path: String) -> Diagnostic {
        Diagnostic(
            .lint, "\(counted(count, "file")) with JSX in \(path) \(count == 1 ? "was" : "were") left out",
            suggestion: "lint what they are compiled to", severity: .note)
    }
}

extension LintInputs.Group {
    fileprivate mutating func insert(_ file: String) {
        if known.insert(ExactText(file)).inserted { files.append(file) }
    }
}
