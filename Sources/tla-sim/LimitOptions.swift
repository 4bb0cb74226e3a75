import ArgumentParser
import Programs
import Scenario

/// How far a run may go, and what it may read.
struct LimitOptions: ParsableArguments {
    @Option(
        name: .customLong("limit"),
        help: ArgumentHelp(
            "Set a limit. May be given several times. They are, with their defaults: \(Self.defaults()). A flag wins over the scenario.",
            valueName: "name=value"),
        completion: .list(Limit.allCases.map { $0.rawValue + "=" }))
    var values: [String] = []

    @Option(
        help: ArgumentHelp(
            """
            Until when the run is watched: startup (its end, or, of a program that has none, a minute after its start-up), settled (every entry \
            has settled), idle (nothing is left to do, or a limit is met), or a virtual time such as 10s. (default: startup)
            """, valueName: "when"),
        completion: .list(RunUntil.words))
    var until: String?

    @Flag(help: "Also read modules outside the folder of the scenario or the entry.")
    var allowOutside = false

    @Option(
        help: ArgumentHelp(
            "Read modules from this folder and below it, in place of the project's folder: the nearest with a package.json.",
            valueName: "folder"), completion: .directory)
    var root: String?

    @Option(
        name: .customLong("require"),
        help: ArgumentHelp(
            "Require this module before the program, as node --require does. May be given several times.", valueName: "module"))
    var requires: [String] = []

    @Option(
        name: .customLong("import"),
        help: ArgumentHelp("Import this module before the program, as node --import does. May be given several times.", valueName: "module")
    )
    var imports: [String] = []

    @Option(
        name: .customLong("proposal"),
        help: ArgumentHelp(
            "Allow what is only proposed to TC39: \(Proposal.allCases.map(\.rawValue).joined(separator: ", ")). In a scenario write proposals.",
            valueName: "name"), completion: .list(Proposal.allCases.map(\.rawValue)))
    var proposalNames: [String] = []

    var proposals: [Proposal] { proposalNames.compactMap { Proposal(rawValue: $0) } }

    @Option(
        name: .customLong("stub"),
        help: ArgumentHelp(
            """
            Put a stub in the place of a module that is not there, such as express, '@scope/*' or pg=20ms with the time that it takes to arrive: \
            whatever is done with it gives a thing of its own kind. May be given several times.
            """, valueName: "name"))
    var stub: [String] = []

    /// What stands in the place of modules that are not there.
    var stubs: [ModuleStub] { stub.compactMap { ModuleStub(parsing: $0) } }

    /// What runs before the program: what is required comes first.
    var preloads: [ScenarioPreload] { requires.map { .init(.require, $0) } + imports.map { .init(.import, $0) } }

    /// All of these options again, as arguments: for a process of our own, and empty where none is given.
    var arguments: [String] {
        func each(_ option: String, _ values: [String]) -> [String] { values.flatMap { [option, $0] } }
        return each("--limit", values) + each("--until", until.map { [$0] } ?? []) + (allowOutside ? ["--allow-outside"] : [])
            + each("--root", root.map { [$0] } ?? []) + each("--require", requires) + each("--import", imports)
            + each("--proposal", proposalNames) + each("--stub", stub)
    }

    /// The limits that the flags set; the last one of a name counts.
    var settings: LimitSettings {
        var settings = LimitSettings()
        for text in values {
            if case .success((let limit, let value)) = Self.setting(text) { settings[limit] = value }
        }
        settings.until = until.flatMap { try? RunUntil(parsing: $0) }
        settings.room = .ofThisProcess
        return settings
    }

    func validate() throws {
        for text in values { _ = try Self.setting(text).get() }
        for text in stub where ModuleStub(parsing: text) == nil {
            throw ValidationError("A stub is written as the name of a module, or name=time, such as pg=20ms, found '\(text)'.")
        }
        if let until, case .failure(let error) = Self.until(until) { throw error }
        for name in proposalNames where Proposal(rawValue: name) == nil {
            if ["import.defer", "import defer", "import.source", "import source"].contains(name) {
                throw ValidationError("'\(name)' needs no --proposal: it is there as it is.")
            }
            throw unknownName(name, of: "proposal", among: Proposal.allCases.map(\.rawValue))
        }
    }

    static func defaults(of named: [Limit] = Limit.allCases) -> String {
        let limits = Limits()
        return named.map { "\($0.rawValue)=\(limits.words($0))" }.joined(separator: ", ")
    }

    /// `steps=1000`.
    static func setting(
        _ text: String, among known: [Limit] = Limit.allCases, example: String = "steps=20000000"
    ) -> Result<(Limit, Int64), ValidationError> {
        guard let equals = text.firstIndex(of: "=") else {
            return .failure(ValidationError("A limit is written name=value, such as \(example), found '\(text)'."))
        }
        let name = String(text[..<equals])
        guard let limit = Limit(rawValue: name), known.contains(limit) else {
            return .failure(unknownName(name, of: "limit", among: known.map(\.rawValue)))
        }
        do throws(Limit.ValueError) {
            return .success((limit, try limit.value(parsing: String(text[text.index(after: equals)...]))))
        } catch {
            return .failure(invalid(error))
        }
    }

    /// `10s`.
    private static func until(_ text: String) -> Result<RunUntil, ValidationError> {
        do throws(Limit.ValueError) {
            return .success(try RunUntil(parsing: text))
        } catch {
            return .failure(invalid(error))
        }
    }

    private static func invalid(_ error: Limit.ValueError) -> ValidationError {
        func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() + "." }
        return ValidationError(error.message + "." + (error.suggestion.map { " " + sentence($0) } ?? ""))
    }
}
