import ArgumentParser
import Diagnostics
import Simulator
import Trace

/// `tla-sim console INPUT`
struct ConsoleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console",
        abstract: "Behave like the host: only the program's own output, and the host's exit status.",
        discussion: """
            Prints exactly what the program prints, on standard output and standard
            error as the host does it. What the host says goes to standard error.

            Example:
              tla-sim console main.mjs --host node

            Exit status, the host's own:
              0   the program fulfils
              1   it rejects, has an uncaught error, or does not load or link
              13  it never settles (on deno: 1)
            and from tla-sim: 2 when the input cannot be used, 14 when the run
            would go on for ever, 64 when the command line is wrong.
            """)

    @OptionGroup var input: InputArgument
    @OptionGroup var host: HostOption

    mutating func run() throws {
        let program = try input.load()
        let run = program.run(RunOptions(host: host.profile, recordsEvents: false))
        for line in run.trace.console {
            let stream = line.stream == .out ? standardOutput : standardError
            // The streams go to one terminal as a rule: keep the order in which the program wrote.
            (line.stream == .out ? standardError : standardOutput).flush()
            stream.write(line.text + "\n")
        }
        standardOutput.flush()
        for message in run.hostMessages { standardError.write(message + "\n") }
        if run.hostMessages.isEmpty { report(run.diagnostics) }
        try end(run.exitStatus)
    }
}
