import ArgumentParser
import Diagnostics
import Explanation
import Programs
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
            Into a file or a pipe every byte goes as the program wrote it; on a
            terminal, control characters are written out, as \\u{1B} for Escape.

            Example:
              tla-sim console main.mjs --host node

            Exit status, the host's own:
              0   the program fulfils (on node: its process.exitCode), or goes on
                  after its start-up, which no host ends: see --until
              1   it rejects, or a module does not parse, link or load;
                  on node and deno also: an error is not caught
              13  it never settles (on deno: 1)
            and tla-sim's, where a host has none:
              2   the input cannot be used: it is missing itself, or a bad
                  scenario, or JavaScript outside the subset
              14  the run is blocked: it would go on for ever
              64  the command line is wrong
            """)

    @OptionGroup var input: InputArgument
    @OptionGroup var host: HostOption
    @OptionGroup var bundler: BundlerOption
    @OptionGroup var seed: SeedOption
    @OptionGroup var limits: LimitOptions
    @OptionGroup var reporting: ReportOptions

    mutating func run() throws {
        let program = try bundler.applied(to: input.load(limits))
        var options = try RunOptions(
            host: host.profile, recordsEvents: false, recordsModules: false, seed: seed.checked(program, host.profile))
        options.showsStacks = true
        let run = program.run(options)
        // What a page was asked to tell of its events, no browser prints.
        for line in run.trace.console where line.method != "event" {
            let stream = line.stream == .out ? standardOutput : standardError
            // The streams go to one terminal as a rule: keep the order in which the program wrote.
            (line.stream == .out ? standardError : standardOutput).flush()
            stream.write(stream.shown(line.text) + (line.isEnded ? "\n" : ""))
        }
        standardOutput.flush()
        tell(run, of: program)
        try end(ExitStatus.isOutsideSubset(run.diagnostics) ? ExitStatus.badInput : run.exitStatus)
    }

    /// What of the order the host does not promise. The lines alone do not tell, so the program is run again.
    private func undetermined(of program: Program) -> [Diagnostic] {
        guard seed.seed == nil, (host.profile ?? program.host)?.leavesToChance == true else { return [] }
        return Explanation(of: program.run(RunOptions(host: host.profile)), program).undetermined.map(\.diagnostic)
    }

    /// Whether no host has words for it.
    private static func isOurs(_ problem: Diagnostic) -> Bool {
        problem.kind == .blocked || problem.kind == .running || problem.kind == .unsettled
    }

    /// What became of the run, in the host's own words. ECMA-262 has no words, no host tells of a run that is blocked or goes on, and a program that
    /// asks for JSON wants to read the same of all of them.
    private func tell(_ run: Run, of program: Program) {
        let isOurs = DiagnosticsForm.chosen == .json || !run.trace.isOfHost
        if !isOurs { for message in run.hostMessages { standardError.write(standardError.shown(message.text) + "\n") } }
        let told =
            isOurs || run.stoppedWaiting != nil
            ? Explanation(of: run, program).outcomeDiagnostics.filter { isOurs || Self.isOurs($0) }
            : run.outcomeDiagnostics.filter(Self.isOurs)
        report(run.diagnostics + told + [run.writtenNote].compactMap(\.self) + (isOurs ? undetermined(of: program) : []))
    }
}
