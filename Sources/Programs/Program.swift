import Diagnostics
import Files
import Hosts
import Scenario
import Text

/// What can be run, exported, bundled or looked at: a set of modules, and which of them are the entries.
///
/// The modules of a scenario are texts from the start, its steps made into JavaScript. Those on disk are found as they are asked for.
public struct Program: Sendable {
    /// The scenario's title; for a module on disk its name, without the folders that it lies in: those are the machine's.
    public let title: String
    /// The scenario's `about`; empty for a module on disk.
    public let about: String
    /// The modules that are run, in order; at least one.
    public private(set) var entries: [ModuleKey]
    /// The scenario; `nil` for modules on disk.
    public let scenario: Scenario?
    /// The host that the scenario names; `nil` when it names none.
    public let host: HostProfile?
    /// The limits that the command line sets; they come before the scenario's own.
    public let limits: LimitSettings
    /// Whether the entries are scripts; what they import are modules all the same.
    public private(set) var entriesAreScripts = false
    /// Whether strict mode rules in scripts that do not ask for it.
    public private(set) var scriptsAreStrict = false
    /// The page that the entries are the scripts of; `nil` for entries that are run as they are.
    public internal(set) var page: PageDocument?
    /// How files arrive; `nil` for files that are there at once but for what they say themselves.
    public internal(set) var network: NetworkSettings?
    /// What runs before the entries: a module that imports nothing, awaits nothing, and that no import finds.
    public private(set) var prelude: SourceFile?

    /// The text of an entry that is in no file, but was given by the program itself.
    var entryText: ModuleText?
    /// What such an entry is called. https://nodejs.org/api/worker_threads.html#new-workerfilename-options
    public static let textName = "[worker eval]"

    /// What may be used that is only proposed.
    public var proposals: [Proposal] = []
    /// Whether microtasks run after each module that has been evaluated, and not after the whole graph.
    public private(set) var checkpointsBetweenModules = false

    /// What runs before the entries, and is found from where they lie.
    public var preloads: [ScenarioPreload] = []

    /// What stands in the place of modules that are not there.
    public var stubs: [ModuleStub] = []

    /// What it was made of; `nil` for a program as somebody wrote it.
    public private(set) var making: ProgramMaking?

    /// Whether a specifier may leave off the ending of a file: see ``init(files:in:called:limits:allowOutside:)``.
    private(set) var mayLeaveOffEndings = false

    /// Whether what modules ask for is found as bundlers find it: see ``forBundlers()``.
    private(set) var isForBundlers = false

    /// Whether the modules are files that are found as they are asked for.
    public private(set) var isOnDisk: Bool

    var source: any ModuleSource
    /// Where it is noted which files are read.
    var filesRead: FilesRead?
    /// Texts that stand in the place of modules' own.
    var texts: [ModuleKey: SourceFile] = [:]
    /// Times that are other than the program says.
    public internal(set) var times = ProgramTimes()

    /// Reads what a command was given: a scenario document (`.yaml`, `.yml`, `.json`), or a module (`.mjs`, `.js`) whose imports are
    /// found on disk when they are loaded.
    ///
    /// - Parameters:
    ///   - path: the input.
    ///   - limits: what the command line sets; it comes before what the scenario sets.
    ///   - allowOutside: whether modules are read from outside the scenario's or the entry's folder.
    ///   - filesRead: where it is noted which files are read, now and when the program is run.
    /// - Throws: every problem found, never an empty list.
    public static func load(
        path: String, limits: LimitSettings = LimitSettings(), allowOutside: Bool = false, filesRead: FilesRead? = nil
    ) throws(DiagnosticList) -> Program {
        try requireCurrentFolder()
        filesRead?.add(path, as: .input)
        let sourceLimit = Limits(limits).sourceBytes
        if path.hasSuffix(".yaml") || path.hasSuffix(".yml") || path.hasSuffix(".json") {
            var program = try Program(
                scenario: Scenario.read(path: path, allowOutside: allowOutside, sourceLimit: sourceLimit), limits: limits)
            program.filesRead = filesRead
            return program
        }
        if isPage(path) {
            var program = try loadPage(path: path, limits: limits, allowOutside: allowOutside)
            program.filesRead = filesRead
            return program
        }
        guard
            Self.isNamedWithoutEnding(path) || path.hasSuffix(".mjs") || path.hasSuffix(".js") || path.hasSuffix(".cjs")
                || TypedFiles.isTyped(path)
        else {
            throw DiagnosticList([
                Diagnostic(.file, "cannot tell what '\(path)' is", suggestion: Self.advice(forName: path))
            ])
        }
        do throws(Diagnostic) {
            // A file that cannot be read is told at once, and not as a failed import.
            _ = try readFile(path: path, limit: sourceLimit, advice: Limits(limits).advice(.source))
        } catch {
            throw DiagnosticList([error])
        }
        var program = Program(modulesOnDisk: DiskModules(entry: Self.realPath(of: path), allowsOutside: allowOutside), limits: limits)
        program.filesRead = filesRead
        return program
    }

    /// Whether a file's name has no ending, as those of commands: it is JavaScript to Node.js.
    private static func isNamedWithoutEnding(_ path: String) -> Bool {
        guard let name = path.split(separator: "/").last, !name.contains(".") else { return false }
        return FileIdentity(filePath: path) != nil
    }

    /// The file that a link leads to, whose imports start from where it lies; other paths as they are.
    private static func realPath(of path: String) -> String {
        Paths.isSymbolicLink(path) ? Paths.resolved(path) ?? path : path
    }

    /// Paths from a current folder whose own path cannot be told would lead to other files than they say.
    static func requireCurrentFolder() throws(DiagnosticList) {
        guard !Paths.isCurrentFolderText else { return }
        throw DiagnosticList([
            Diagnostic(
                .file, "the path of the current folder is not UTF-8", suggestion: "rename its folder, or run the command from another")
        ])
    }

    /// What to do with an input whose name does not tell what it is.
    private static func advice(forName path: String) -> String {
        if TypedFiles.compiledEndings.contains(where: path.hasSuffix) { return TypedFiles.adviceForJSX }
        if TypedFiles.isDeclarations(path) {
            return "a file of declarations has nothing to run; name the module that it is about"
        }
        return "name a scenario (.yaml, .yml or .json), a module (.mjs, .cjs, .js, .ts, .mts or .cts) or a page (.html)"
    }

    /// - Parameters:
    ///   - scenario: what is run.
    ///   - limits: what comes before the limits that the scenario sets.
    /// - Throws: a problem with the host that the scenario names.
    public init(scenario: Scenario, limits: LimitSettings = LimitSettings()) throws(DiagnosticList) {
        host = try scenario.host.map { selection throws(DiagnosticList) in try Self.host(selection, of: scenario) }
        title = scenario.title
        about = scenario.about
        page = scenario.page.map { PageDocument($0, of: scenario) }
        entries = page?.entries ?? scenario.entries.map { ModuleKey($0) }
        network = scenario.network.map { NetworkSettings($0) }
        self.scenario = scenario
        self.limits = limits
        source = ScenarioModules(scenario)
        preloads = scenario.preloads
        proposals = scenario.proposals
        checkpointsBetweenModules = scenario.checkpointsBetweenModules
        stubs = scenario.stubs.map { ModuleStub($0.name, load: $0.load?.nanoseconds ?? 0) }
        isOnDisk = false
    }

    init(modulesOnDisk modules: DiskModules, limits: LimitSettings) {
        title = modules.entries[0].split(separator: "/").last.map(String.init) ?? modules.entries[0]
        about = ""
        host = nil
        entries = modules.knownModules
        scenario = nil
        self.limits = limits
        source = modules
        isOnDisk = true
    }

    /// A page on disk.
    init(page: PageDocument, _ source: PageModules, _ modules: DiskModules, limits: LimitSettings) {
        title = modules.entries[0].split(separator: "/").last.map(String.init) ?? modules.entries[0]
        about = ""
        host = nil
        entries = page.entries
        scenario = nil
        self.limits = limits
        self.source = source
        isOnDisk = true
        self.page = page
    }

    /// Files of a folder, for a look at them: each is an entry, and what they import is found from there, also without the ending of a file.
    ///
    /// - Parameters:
    ///   - files: paths below the folder, as the user would type them; at least one.
    ///   - folder: the folder that is read from; ends in `/`, or is empty for the current one.
    ///   - name: what the folder is, for messages: `the folder that is linted`.
    ///   - allowOutside: whether modules are read from elsewhere too.
    public init(
        files: [String], in folder: String, called name: String, limits: LimitSettings = LimitSettings(), allowOutside: Bool = false
    ) {
        self.init(modulesOnDisk: DiskModules(files: files, in: folder, called: name, allowsOutside: allowOutside), limits: limits)
        mayLeaveOffEndings = true
    }

    /// Modules that were made, and no document or file: they lie at the root, as a scenario's do.
    ///
    /// - Parameters:
    ///   - modules: no two of one name.
    ///   - entries: the names of those that are run, in order; at least one.
    public init(made modules: [MadeModule], entries: [String], title: String) {
        self.title = title
        about = ""
        host = nil
        self.entries = entries.map { ModuleKey($0) }
        scenario = nil
        limits = LimitSettings()
        source = MadeModules(modules, folder: "/")
        isOnDisk = false
    }

    // MARK: Variants

    /// The same program made of other modules, as a bundler makes it: its title, host, limits, resources and expectations stay.
    ///
    /// - Parameters:
    ///   - modules: no two of one name. They lie where the program's own do: at the root of a scenario, or in the folder of the entry.
    ///   - entries: the names of those that are run, in order; at least one.
    ///   - making: what they were made of, and by whom.
    public func made(of modules: [MadeModule], entries: [String], _ making: ProgramMaking? = nil) -> Program {
        var program = self
        program.making = making
        program.page = nil
        let folder = isOnDisk ? filePath(of: self.entries[0]).map(Paths.folder(of:)) ?? "/" : "/"
        program.source = MadeModules(modules, folder: folder)
        program.entries = entries.map { ModuleKey($0) }
        program.isOnDisk = false
        program.isForBundlers = false
        program.texts = [:]
        return program
    }

    /// The same program as bundlers read it: on disk specifiers may leave off the ending of a file, or name a folder with an index, and what comes with the
    /// host stays outside of what is made.
    public func forBundlers() -> Program {
        var program = self
        program.isForBundlers = true
        if var files = source as? DiskModules {
            files.leavesOffEndings = true
            program.source = files
            program.mayLeaveOffEndings = true
        }
        return program
    }

    /// Whether what a key names is run as a script: what imports it finds a module.
    public func isScript(_ key: ModuleKey) -> Bool {
        entriesAreScripts ? entries.contains(key) : page?.isClassic(key) ?? false
    }

    /// The same program with entries that are scripts.
    ///
    /// - Parameter isStrict: whether strict mode rules though they do not ask for it.
    public func asScript(isStrict: Bool) -> Program {
        var program = self
        program.entriesAreScripts = true
        program.scriptsAreStrict = isStrict
        return program
    }

    /// The same program as another agent runs it, which begins with that module.
    ///
    /// - Parameters:
    ///   - text: of an entry that is in no file, with its name.
    ///   - isScript: whether it is a classic script, as that of a page's worker mostly is.
    public func beginning(with entry: ModuleKey, text: EntryText? = nil, isScript: Bool = false) -> Program {
        var program = self
        program.entries = [entry]
        program.entryText = text.map {
            ModuleText(
                file: SourceFile(name: $0.name, bytes: Array($0.text.utf8)),
                format: $0.mayBeCommonJS ? .undecided(isPackaged: false) : .module)
        }
        program.entriesAreScripts = isScript
        program.prelude = nil
        return program
    }

    /// The same program with modules read from a folder and below it, which may be larger than the entry's own; not for a scenario.
    ///
    /// - Parameter name: what the folder is, for messages, such as `the checkout`.
    public func confined(to folder: String, called name: String) -> Program {
        guard var modules = source as? DiskModules else { return self }
        modules.confine(to: folder, called: name)
        var program = self
        program.source = modules
        return program
    }

    /// The same program after a synchronous module of its own, which runs to its end before the entries are loaded, and of
    /// which no import knows.
    public func preceded(by module: SourceFile) -> Program {
        var program = self
        program.prelude = module
        return program
    }

    /// The same program with other texts of modules, such as those that a rewriting printed. They are found, and arrive, as before.
    public func with(texts: [ModuleKey: SourceFile]) -> Program {
        var program = self
        program.texts.merge(texts) { _, new in new }
        return program
    }

    private static func host(_ selection: HostSelection, of scenario: Scenario) throws(DiagnosticList) -> HostProfile {
        guard let profile = HostProfile.named(selection.name) else {
            let near = nearestName(to: selection.name, among: HostProfile.all.map(\.name))
            throw DiagnosticList([
                scenario.located(
                    Diagnostic(
                        .scenario, "there is no host '\(selection.name)'", at: selection.location, keyPath: "host",
                        suggestion: near.map { "did you mean '\($0)'?" }
                            ?? "hosts are " + HostProfile.all.map(\.name).joined(separator: ", ")))
            ])
        }
        return try profile.with(selection.options, of: scenario)
    }
}
