import ArgumentParser

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

@main
enum Main {
    static func main() {
        ignoreClosedPipes()
        runOnLargeStack {
            do {
                var command = try TLASim.parseAsRoot()
                do {
                    try command.run()
                } catch let error as ValidationError {
                    // Found out while it ran, such as a name that the run does not have.
                    reportUsage(error, of: type(of: command))
                    exit(ExitCode.validationFailure.rawValue)
                }
            } catch {
                let code = TLASim.exitCode(for: error)
                if code == .validationFailure, !(error is ExitCode) {
                    reportUsage(error)
                    exit(code.rawValue)
                }
                // Help, the version, and the status of a command that has said all there is to say.
                TLASim.exit(withError: error)
            }
        }
    }
}

/// The command and what stands below it.
struct TLASim: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tla-sim",
        abstract: "In what order JavaScript modules run, when, why: told and drawn.",
        discussion: """
            INPUT is a scenario (.yaml, .yml, .json) or a module (.mjs, .js).
            A bare INPUT means `run`.

            Example:
              tla-sim Scenarios/hello/siblings.yaml

            \(ExitStatus.help)
            """,
        version: "0.1.0",
        subcommands: [
            RunCommand.self, ConsoleCommand.self, CheckCommand.self, DrawCommand.self, ExportCommand.self, VerifyCommand.self,
            GalleryCommand.self, Test262Command.self, FuzzCommand.self,
        ],
        defaultSubcommand: RunCommand.self)
}
