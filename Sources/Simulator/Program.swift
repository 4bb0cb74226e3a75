import Diagnostics
import Scenario

/// Something that can be run: a scenario document, or a tree of modules on disk.
public struct Program: Sendable {
    /// The scenario's title; for a module on disk its path as given.
    public var title: String { input.title }
    /// The scenario's `about`; empty for a module on disk.
    public var about: String { input.about }
    /// The scenario; `nil` for a module on disk.
    public var scenario: Scenario? {
        if case .scenario(let scenario) = input.source { return scenario }
        return nil
    }

    var input: ProgramInput
    /// The host that the scenario names.
    let host: HostProfile?

    /// Reads what a command was given: a scenario document (`.yaml`, `.yml`, `.json`), or a module (`.mjs`, `.js`) whose imports are
    /// found on disk when they are loaded.
    ///
    /// - Throws: every problem found, never an empty list.
    public static func load(path: String) throws(DiagnosticList) -> Program {
        if path.hasSuffix(".yaml") || path.hasSuffix(".yml") || path.hasSuffix(".json") {
            return try Program(scenario: Scenario.read(path: path))
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
            _ = try readFile(path: path, limit: Scenario.moduleFileLimit)
        } catch {
            throw DiagnosticList([error])
        }
        let key = ProgramInput.join(ProgramInput.folder(of: path), "./" + path.dropFirst(ProgramInput.folder(of: path).count))
        let input = ProgramInput(
            title: path, about: "", entries: [key], source: .disk(root: ProgramInput.folder(of: key)))
        return Program(input: input, host: nil)
    }

    /// The text of a file, which need not be a module.
    ///
    /// - Throws: why it cannot be read.
    public static func sourceText(path: String) throws(DiagnosticList) -> String {
        do throws(Diagnostic) {
            return String(decoding: try readFile(path: path, limit: Scenario.moduleFileLimit), as: UTF8.self)
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

    /// The same program after a synchronous module of its own, which runs to its end before the entries are loaded, and of
    /// which no import knows.
    public func preceded(by module: SourceFile) -> Program {
        var program = self
        program.input.prelude = module
        return program
    }

    /// - Throws: a problem with the host that the scenario names.
    public init(scenario: Scenario) throws(DiagnosticList) {
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
            host: profile)
    }

    private init(input: ProgramInput, host: HostProfile?) {
        self.input = input
        self.host = host
    }
}
