import ArgumentParser

/// `tla-sim manual`
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual",
        abstract: "Write the manual page, for man.",
        discussion: """
            Example:
              tla-sim manual > tla-sim.1

            Exit status:
              0   it is written
              64  the command line is wrong
            """,
        // Packages are made with it; people read the page itself, or --help.
        shouldDisplay: false)

    mutating func run() throws {
        standardOutput.write(ManualPage().text)
        try end(0)
    }
}
