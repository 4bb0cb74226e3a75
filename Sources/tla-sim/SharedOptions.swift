import ArgumentParser
import Diagnostics
import Files
import Hosts
import Programs
import Simulator
import Text

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The input that most commands take.
struct InputArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "A scenario (.yaml, .yml, .json), a module (.mjs, .cjs, .js, .ts, .mts, .cts) or a page (.html); - is standard input.",
            valueName: "input"),
        completion: .file(extensions: ["yaml", "yml", "json", "mjs", "cjs", "js", "ts", "mts", "html"]))
    var path: String

    /// The program, or what is wrong with it on standard error and the status that tells so.
    func load(_ limits: LimitOptions) throws -> Program {
        do {
            return try limits.load(path)
        } catch {
            var problems = error.diagnostics
            if problems.count == 1, problems[0].location == nil { problems[0].suggestion = hint() ?? problems[0].suggestion }
            report(problems)
            throw ExitCode(ExitStatus.of(problems))
        }
    }
}

extension InputArgument {
    /// What a path that leads nowhere most likely meant: a command, or a file of the same folder.
    private func hint() -> String? {
        let folder = Paths.openableFolder(of: path)
        let name = Paths.name(of: path) ?? path
        let all = listFolder(folder) ?? []
        // It leads somewhere: what is wrong with that was said.
        if all.contains(name) { return nil }
        if let command = nearestCommand([path]) { return "did you mean the command '\(command)'?" }
        let endings = [".yaml", ".yml", ".json", ".mjs", ".cjs", ".js", ".ts", ".mts", ".cts", ".html"]
        let names = all.filter { name in endings.contains { name.hasSuffix($0) } }
        let whole = endings.map { name + $0 }.first { names.contains($0) }
        return (whole ?? nearestName(to: name, among: names)).map { "did you mean '\(Paths.joined(folder, $0))'?" }
    }
}

/// The host whose rules apply.
struct HostOption: ParsableArguments {
    @Option(
        name: .customLong("host"),
        help: ArgumentHelp(
            "The host: \(HostProfile.all.map(\.name).joined(separator: ", ")). Without it the scenario's own, or spec.", valueName: "name"),
        completion: .list(HostProfile.all.map(\.name)))
    var name: String?

    @Flag(help: "Every file was read and linked before the program began, so that reading has no part in the order. Takes --host.")
    var loaded = false

    /// The profile; `nil` for the scenario's own.
    var profile: HostProfile? { name.flatMap(HostProfile.named).map { loaded ? $0.loaded : $0 } }

    func validate() throws {
        if loaded, name == nil {
            throw ValidationError("--loaded takes --host. In a scenario write host: {name: node, loaded: true}.")
        }
        if let name, HostProfile.named(name) == nil { throw Self.unknown(name) }
    }

    static func unknown(_ name: String) -> ValidationError {
        unknownName(name, of: "host", among: HostProfile.all.map(\.name))
    }
}

/// When colours are used on a terminal.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never

    /// What the command line asks for, wrong as it may be.
    static let chosen = lastValue(of: "--color").flatMap(ColorChoice.init) ?? .auto

    /// `auto` means: on a terminal that can, unless `NO_COLOR` is set (https://no-color.org).
    func isOn(_ stream: StandardStream) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto: stream.isTerminal && (variable("NO_COLOR") ?? "").isEmpty && variable("TERM") != "dumb"
        }
    }

    private func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
