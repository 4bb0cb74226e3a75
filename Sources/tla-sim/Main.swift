import ArgumentParser

@main
enum Main {
    static func main() {
        ignoreClosedPipes()
        runOnLargeStack { TLASim.main() }
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
            RunCommand.self, ConsoleCommand.self, CheckCommand.self, DrawCommand.self, GalleryCommand.self, Test262Command.self,
        ],
        defaultSubcommand: RunCommand.self)
}
