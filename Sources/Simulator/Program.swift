import Diagnostics
import Hosts
import Scenario
import Text

/// Something that can be run: a scenario document, or a tree of modules on disk.
public struct Program: Sendable {
    /// The scenario's title; for a module on disk its name, without the folders that it lies in: those are the machine's.
    public var title: String { input.title }
    /// The scenario's `about`; empty for a module on disk.
    public var about: String { input.about }
    /// The scenario; `nil` for a module on disk.
    public var scenario: Scenario? {
        if case .scenario(let scenario) = input.source { return scenario }
        return nil
    }

    /// The entry as diagnostics and traces name its file, which need not be how the command line spells it; `nil` for a scenario.
    public var entryFile: String? { input.isOnDisk ? input.entries[0] : nil }

    var input: ProgramInput
    /// The host that the scenario names.
    let host: HostProfile?
    /// The limits that the command line sets; they come before the scenario's own.
    let limits: LimitSettings

    /// Reads what a command was given: a scenario document (`.yaml`, `.yml`, `.json`), or a module (`.mjs`, `.js`) whose imports are
    /// found on disk when they are loaded.
    ///
    /// - Parameters:
    ///   - path: the input.
    ///   - limits: what the command line sets; it comes before what the scenario sets.
    ///   - allowOutside: whether modules are read from outside the scenario's or the entry's folder.
    /// - Throws: every problem found, never an empty list.
    public static func load(
        path: String, limits: LimitSettings = LimitSettings(), allowOutside: Bool = false
    ) throws(DiagnosticList) -> Program {
        let sourceLimit = Limits(limits).sourceBytes
        if path.hasSuffix(".yaml") || path.hasSuffix(".yml") || path.hasSuffix(".json") {
            return try Program(
                scenario: Scenario.read(path: path, allowOutside: allowOutside, sourceLimit: sourceLimit), limits: limits)
        }
        guard path.hasSuffix(".mjs") || path.hasSuffix(".js") else {
            throw DiagnosticList([
                Diagnostic(
                    .file, "cannot tell what '\(path)' is",
                    suggestion: "name a scenario (.yaml, .yml or .json) or a module (.mjs or .js)")
            ])
        }
        do throws(Diagnostic) {
            // A file that cannot be read is told at once, and not as a failed import.
            _ = try readFile(path: path, limit: sourceLimit)
        } catch {
            throw DiagnosticList([error])
        }
        let key = ProgramInput.entryKey(path)
        let input = ProgramInput(
            title: key.split(separator: "/").last.map(String.init) ?? key, about: "", entries: [key],
            source: .disk(root: ProgramInput.folder(of: key), allowsOutside: allowOutside))
        return Program(input: input, host: nil, limits: limits)
    }

    /// The text of a file, which need not be a module.
    ///
    /// - Throws: why it cannot be read.
    public static func sourceText(path: String) throws(DiagnosticList) -> String {
        do throws(Diagnostic) {
            return String(decoding: try readFile(path: path, limit: Limits().sourceBytes), as: UTF8.self)
        } catch {
            throw DiagnosticList([error])
        }
    }

    /// The same program with entries that are scripts: strict ones, whose variables are no properties of the global object.
    public func asScript() -> Program {
        var program = self
        program.input.entriesAreScripts = true
        return program
    }

    /// The same program with modules read from a folder and below it, which may be larger than the entry's own; not for a scenario.
    ///
    /// - Parameter name: what the folder is, for messages, such as `the checkout`.
    public func confined(to folder: String, called name: String) -> Program {
        var program = self
        program.input.boundary = ProgramInput.Boundary(folder: ProgramInput.entryKey(folder), name: name)
        return program
    }

    /// The same program after a synchronous module of its own, which runs to its end before the entries are loaded, and of
    /// which no import knows.
    public func preceded(by module: SourceFile) -> Program {
        var program = self
        program.input.prelude = module
        return program
    }

    /// - Parameters:
    ///   - scenario: what is run.
    ///   - limits: what comes before the limits that the scenario sets.
    /// - Throws: a problem with the host that the scenario names.
    public init(scenario: Scenario, limits: LimitSettings = LimitSettings()) throws(DiagnosticList) {
        var profile: HostProfile?
        if let selection = scenario.host {
            profile = HostProfile.named(selection.name)
            guard profile != nil else {
                let near = nearestName(to: selection.name, among: HostProfile.all.map(\.name))
                throw DiagnosticList([
                    scenario.located(
                        Diagnostic(
                            .scenario, "there is no host '\(selection.name)'", at: selection.location, keyPath: "host",
                            suggestion: near.map { "did you mean '\($0)'?" }
                                ?? "hosts are " + HostProfile.all.map(\.name).joined(separator: ", ")))
                ])
            }
            if let option = selection.options.first {
                throw DiagnosticList([
                    scenario.located(
                        Diagnostic(
                            .scenario, "the host option '\(option.key)' comes with a later version", at: option.location,
                            keyPath: "host.\(option.key)"))
                ])
            }
        }
        self.init(
            input: ProgramInput(
                title: scenario.title, about: scenario.about, entries: scenario.entries, source: .scenario(scenario)),
            host: profile, limits: limits)
    }

    private init(input: ProgramInput, host: HostProfile?, limits: LimitSettings) {
        self.input = input
        self.host = host
        self.limits = limits
    }
}
