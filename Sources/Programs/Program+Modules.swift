import Diagnostics
import Files
import Scenario
import Text

/// The program's modules: what a specifier means, and what text a module has.
extension Program {
    /// The entry as diagnostics and traces name its file, which need not be how the command line spells it; `nil` for a scenario.
    public var entryFile: String? { isOnDisk ? entries[0].path : nil }

    /// The modules that are known without reading any: all of a scenario, the entries of a program on disk.
    public var knownModules: [ModuleKey] { source.knownModules }

    /// The limits of a run: the command line's over the scenario's over the defaults.
    public var effectiveLimits: Limits { Limits(scenario?.limits ?? LimitSettings(), limits) }

    /// What `fetch()` finds at a URL; `nil` when there is nothing.
    public func resource(at url: String) -> ScenarioResource? {
        var resource = scenario?.resource(at: url)
        if !times.resources.isEmpty, let time = times.resources[ExactText(url)] { resource?.after = VirtualDuration(nanoseconds: time) }
        return resource
    }

    /// The module that a specifier means. On disk it need not be there.
    ///
    /// - Throws: a diagnostic of kind `.link` without a place: the caller knows where the specifier stands.
    public func resolve(_ specifier: String, from referrer: ModuleKey) throws(Diagnostic) -> ModuleKey {
        var reader = reader(sourceLimit: effectiveLimits.sourceBytes)
        return try resolve(specifier, from: referrer, .standard, reader: &reader)
    }

    /// The same by certain rules.
    ///
    /// - Parameter reader: what reads package.json files, and keeps them; why none was found is in ``ModuleReader/packageProblem``.
    public func resolve(
        _ specifier: String, from referrer: ModuleKey, _ rules: ResolutionRules, reader: inout ModuleReader
    ) throws(Diagnostic) -> ModuleKey {
        reader.packages.problem = nil
        reader.work += stubSteps(for: specifier)
        if stub(for: specifier) != nil { return ModuleStub.key(of: specifier) }
        let form = Specifier(specifier).form
        if form == .url(scheme: "data"), rules.manner == .import { return ModuleKey(specifier) }
        if DataURL.isOne(referrer.path), form == .relative || form == .rooted {
            throw Diagnostic(
                .link, "a module in a 'data:' URL lies in no folder, so that '\(specifier)' leads nowhere from it",
                suggestion: "write a 'file:' URL, or put the module into a file")
        }
        guard isForBundlers, let outside = HostModule.key(for: specifier) else {
            return try source.resolve(specifier, from: referrer, rules, &reader)
        }
        if isOnDisk || HostModule.isOne(ModuleKey(specifier)) { return outside }
        // A scenario's own modules come first.
        return (try? source.resolve(specifier, from: referrer, rules, &reader)) ?? outside
    }

    /// The absolute path of the folder in which the program runs; `/` for a scenario's.
    public var currentFolder: String {
        guard isOnDisk, let folder = (source as? DiskModules)?.currentFolder ?? Paths.currentFolder else { return "/" }
        return folder == "/" ? folder : String(folder.dropLast())
    }

    /// From where preloads are found: the current folder, or a scenario's root.
    public var preloadPlace: ModuleKey {
        guard isOnDisk, entries[0].path.hasPrefix("/"), let folder = Paths.currentFolder else { return ModuleKey("preload") }
        return ModuleKey(folder + "preload")
    }

    /// Where the module would be that a specifier means, whether or not there is one; `nil` for a bare specifier.
    public func place(of specifier: String, from referrer: ModuleKey) -> ModuleKey? {
        source.place(of: Specifier(specifier), from: referrer)
    }

    /// Where a URL leads that is no specifier of a module: one without `./`, as `worker.js`, is relative all the same.
    ///
    /// - Returns: `nil` for what leads to no file.
    public func place(ofURL address: String, from base: ModuleKey) -> ModuleKey? {
        let text = address.trimmingBlanks
        let specifier = Specifier.ofURL(text)
        switch specifier.form {
        case .url(scheme: "data"), .url(scheme: "blob"): return ModuleKey(text)
        // A URL of the web names a host.
        case .url(scheme: let scheme) where ["http", "https"].contains(scheme):
            let isOfNoHost = text.dropFirst(scheme.count + 1).allSatisfy { $0 == "/" || $0 == "\\" }
            // What is no module of a scenario is nowhere: nothing is loaded from the network.
            return isOfNoHost ? nil : source.place(of: specifier, from: base) ?? ModuleKey(text)
        case .url, .file: return source.place(of: specifier, from: base)
        // No path leads on from a text that is in no file.
        case _ where DataURL.isOne(base.path) || base.path.hasPrefix(Self.objectScheme): return nil
        case .relative, .rooted: return source.place(of: specifier, from: base)
        // The empty one.
        case .bare: return base
        }
    }

    /// What reads the modules, for one run or one look at all of them. It keeps folders open as long as it lives.
    ///
    /// - Parameter sourceLimit: the largest file that is read, in bytes.
    public func reader(sourceLimit: Int) -> ModuleReader {
        var reader = source.reader(sourceLimit: sourceLimit)
        reader.filesRead = filesRead
        if let most = effectiveLimits.allSourceBytes { reader.limitAll(to: most, advice: effectiveLimits.advice(.source)) }
        return reader
    }

    /// The text of a module.
    ///
    /// Every place in it leads back to the file that a person edits: the scenario document, down to the line and column of an expression in it, or
    /// the module's own file.
    public func read(_ key: ModuleKey, reader: inout ModuleReader) throws(LoadProblem) -> ModuleText {
        var text = try ownText(of: key, reader: &reader)
        if !texts.isEmpty, let file = texts[key] { text.file = file }
        if let time = times.loads[key] { (text.load, text.hasOwnLoad) = (time, true) }
        if let time = times.parses[key] { text.parse = time }
        text.stripTypes(of: key, nesting: effectiveLimits.nesting)
        return text
    }

    private func ownText(of key: ModuleKey, reader: inout ModuleReader) throws(LoadProblem) -> ModuleText {
        if isStub(key) {
            let load = stub(for: ModuleStub.specifier(of: key.path))?.load ?? 0
            let file = SourceFile(name: key.path, bytes: Array(ModuleStub.text.utf8))
            return ModuleText(file: file, format: .commonJS, load: load)
        }
        if isForBundlers, HostModule.isOne(key) { return ModuleText(file: HostModule.file(of: key, names: [])) }
        if let entryText, key == entries[0] { return entryText }
        return DataURL.isOne(key.path) ? try DataURL.text(of: key.path) : try source.read(key, reader: &reader)
    }

    /// Whether a module is no file, but stands for itself.
    private func isOfNoFile(_ key: ModuleKey) -> Bool {
        DataURL.isOne(key.path) || key.path.hasPrefix(Self.objectScheme) || isStub(key) || isForBundlers && HostModule.isOne(key)
            || isOnDisk && ["http://", "https://"].contains(where: key.path.hasPrefix)
    }

    /// How the URLs begin that `URL.createObjectURL()` makes.
    static let objectScheme = "blob:"

    /// Whether a module is a text that the program itself gave.
    public func isText(_ key: ModuleKey) -> Bool { entryText != nil && key == entries[0] }

    /// The text of one module.
    ///
    /// - Throws: why it cannot be read.
    public func text(of key: ModuleKey) throws(DiagnosticList) -> ModuleText {
        var reader = reader(sourceLimit: effectiveLimits.sourceBytes)
        do throws(LoadProblem) {
            return try read(key, reader: &reader)
        } catch {
            throw DiagnosticList([error.diagnostic])
        }
    }

    /// A module's name as the user knows it: that of the scenario, or the path from the entry's folder, and its query and fragment.
    public func name(of key: ModuleKey) -> String {
        isStub(key) || isForBundlers && HostModule.isOne(key)
            ? key.path : DataURL.isOne(key.path) ? DataURL.shown(key.path) : source.name(of: key)
    }

    /// `import.meta.url`. An import of it finds the module itself.
    public func url(of key: ModuleKey) -> String { isOfNoFile(key) ? key.path : source.url(of: key) }

    /// The absolute path of a module's file, which for a module of a scenario stands below the root; `nil` for one with an origin of its own.
    public func filePath(of key: ModuleKey) -> String? { isOfNoFile(key) ? nil : source.filePath(of: key) }

    /// A specifier of a module that is there and that one which was not found most likely meant, written so that it works in the referrer.
    public func nearestSpecifier(to specifier: String, from referrer: ModuleKey) -> String? {
        source.nearest(to: specifier, from: referrer)
    }

    /// Whether modules of a scenario lie in a folder of that path.
    public func isFolder(_ path: String) -> Bool { source.isFolder(path) }

    /// The problem with the line of the file that it is about, where that is a scenario document.
    public func located(_ problem: Diagnostic) -> Diagnostic { scenario?.located(problem) ?? problem }
}
