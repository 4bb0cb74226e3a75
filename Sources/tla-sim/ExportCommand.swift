import ArgumentParser
import Diagnostics
import Export
import Scenario
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

    @Flag(help: "Move a folder aside that holds anything else, or an export that was changed since.")
    var force = false

    @OptionGroup var limits: LimitOptions
    @OptionGroup var reporting: ReportOptions

    func validate() throws { try validateFolder(output) }

    mutating func run() throws {
        // What is no input at all is told as every command tells it.
        _ = try input.load(limits)
        let program = try exportedProgram(path: input.path, limits)
        try writing { () throws(DiagnosticList) in
            let aside = try program.write(to: output, isForced: force)
            if let aside { standardOutput.write("moved \(visibleText(output)) to \(visibleText(aside))\n") }
        }
        // The manifest has them too; as JSON, standard error holds problems alone.
        if DiagnosticsForm.chosen == .text { for note in program.notes { standardError.write("note: \(note)\n") } }
        standardOutput.write("wrote \(visibleText(output)) (\(counted(program.modules.count, "module")))\n")
        try end(0)
    }
}

/// The program of an input as files, or what is wrong with it on standard error and the status that tells so.
func exportedProgram(path: String, _ limits: LimitOptions) throws -> ExportedProgram {
    do throws(DiagnosticList) {
        if path.hasSuffix(".mjs") || path.hasSuffix(".js") {
            return try ExportedProgram(entryPath: path, allowOutside: limits.allowOutside)
        }
        return try ExportedProgram(
            Scenario.read(path: path, allowOutside: limits.allowOutside, sourceLimit: Limits(limits.settings).sourceBytes))
    } catch {
        report(error.diagnostics)
        throw ExitCode(ExitStatus.badInput)
    }
}
