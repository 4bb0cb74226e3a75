import ArgumentParser
import Diagnostics
import Simulator

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The input that most commands take.
struct InputArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp("A scenario (.yaml, .yml, .json) or a JavaScript module (.mjs, .js).", valueName: "input"),
        completion: .file(extensions: ["yaml", "yml", "json", "mjs", "js"]))
    var path: String

    /// The program, or what is wrong with it on standard error and the status that tells so.
    func load(_ limits: LimitOptions) throws -> Program {
        do {
            return try Program.load(path: path, limits: limits.settings, allowOutside: limits.allowOutside)
        } catch {
            report(error.diagnostics)
            throw ExitCode(ExitStatus.of(error.diagnostics))
        }
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

    /// The profile; `nil` for the scenario's own.
    var profile: HostProfile? { name.flatMap(HostProfile.named) }

    func validate() throws {
        guard let name, HostProfile.named(name) == nil else { return }
        let known = HostProfile.all.map(\.name)
        let hint = nearestName(to: name, among: known).map { " Did you mean '\($0)'?" } ?? " Known hosts: \(known.joined(separator: ", "))."
        throw ValidationError("There is no host '\(name)'.\(hint)")
    }
}

/// When colours are used on a terminal.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never

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
