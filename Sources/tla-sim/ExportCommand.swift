import ArgumentParser
import Diagnostics
import Export
import Hosts
import Programs
import Simulator
import Text

/// `tla-sim export INPUT -o DIR`
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the program as plain .mjs files for a real engine.",
        discussion: """
            Writes the modules, a prelude that defines sleep, busy and what fetch
            finds, and entry.mjs, which imports the prelude and then the entry. Names
            are kept as far as a file system can; manifest.json tells which file is
            which module, and what plain files cannot carry.

            An engine that has to read a file at import() lets other things run
            meanwhile. Where the program uses import(), entry.mjs therefore has all of
            it loaded first (load-first.mjs), and then imports program.mjs. To see
            what reading does, run program.mjs itself.

            Where import() computes the name of a file, nothing but a run can tell
            which: the program is run in the simulator, and what that loads is taken.

            Example:
              tla-sim export Scenarios/hello/siblings.yaml -o siblings
              node siblings/entry.mjs

            Exit status:
              0   it is written
              2   the input cannot be used
              64  the command line is wrong
              74  it cannot be written: nothing has changed then
            """)

    @OptionGroup var input: InputArgument

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("The folder to write: a new one, an empty one, or an earlier export.", valueName: "folder"),
        completion: .directory)
    var output: String

    @Option(
        help: ArgumentHelp(
            "The host of the simulated run that finds which files an import() computes. Without it node.",
            valueName: "name"),
        completion: .list(HostProfile.all.map(\.name)))
    var host: String?

    @OptionGroup var bundler: BundlerOption

    @Flag(help: "Move a folder aside that holds anything else, or an export that was changed since.")
    var force = false

    @OptionGroup var limits: LimitOptions
    @OptionGroup var reporting: ReportOptions

    func validate() throws {
        if let host, HostProfile.named(host) == nil { throw HostOption.unknown(host) }
        try validateFolder(output)
    }

    mutating func run() throws {
        let program = try exportedProgram(bundler.applied(to: input.load(limits)), host: host)
        try writing { () throws(DiagnosticList) in
            let aside = try untilStopped { () throws(DiagnosticList) in
                try program.write(to: output, isForced: force, sparing: filesRead, isStopped: isStopped)
            }
            if let aside { standardOutput.write("moved \(visibleText(output)) to \(visibleText(aside))\n") }
        }
        // The manifest has them too; as JSON, standard error holds problems alone.
        if DiagnosticsForm.chosen == .text { for note in program.notes { standardError.write("note: \(note)\n") } }
        standardOutput.write("wrote \(visibleText(output)) (\(counted(program.modules.count, "module")))\n")
        try end(0)
    }
}

/// The program as files, or what is wrong with it on standard error and the status that tells so.
///
/// - Parameter host: of the run that tells which files there are whose names the program computes.
func exportedProgram(_ program: Program, host: String?) throws -> ExportedProgram {
    do throws(DiagnosticList) {
        let exported = try ExportedProgram(program)
        guard exported.mayLackModules else { return exported }
        let profile = HostProfile.named(host ?? "node")
        let run = program.run(RunOptions(host: profile, recordsEvents: false))
        return try ExportedProgram(program, loaded: run.loadedModules, imports: run.imports)
    } catch {
        report(error.diagnostics)
        throw ExitCode(ExitStatus.badInput)
    }
}
