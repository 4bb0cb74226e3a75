import Diagnostics
import Export
import Hosts
import Programs
import Simulator
import Text
import Verification

/// What becomes of an input, whoever ran it: what keeps it from being compared is told and counted.
extension VerifyCommand {
    func tell(_ problems: [Diagnostic], _ tally: inout VerificationTally) {
        for problem in problems { tally.tell([problem]) }
    }

    func loaded(_ input: VerificationInput, _ tally: inout VerificationTally) -> (Program, ExportedProgram)? {
        do throws(DiagnosticList) {
            let program = try limits.load(input.path)
            return (program, try ExportedProgram(program))
        } catch {
            // Of many, what no export stands for is one that is not compared. Named alone it is a mistake.
            if paths != [input.path], let problem = error.diagnostics.first, problem.kind == .unsupported {
                if table == nil { messages.write("\(visibleText(input.path)), not compared: \(visibleText(problem.message))\n") }
                tally.countNotCompared()
            } else {
                tally.tell(error.diagnostics)
            }
            return nil
        }
    }

    /// The program as the engine gets it: with the files whose names only a run computes.
    func exported(_ program: Program, _ plain: ExportedProgram, _ run: Run, _ tally: inout VerificationTally) -> ExportedProgram? {
        guard plain.mayLackModules else { return plain }
        do throws(DiagnosticList) {
            return try ExportedProgram(program, loaded: run.loadedModules, imports: run.imports)
        } catch {
            tally.tell(error.diagnostics)
            return nil
        }
    }

    /// The simulated run; `nil` when the simulator refuses, which is no difference, and no engine need be asked.
    func simulated(_ program: Program, _ profile: HostProfile, _ tally: inout VerificationTally) -> Run? {
        let run = program.run(RunOptions(host: profile, recordsEvents: false, loadsAtOnce: true))
        let problems = run.diagnostics.filter(\.isOutsideSubset)
        if problems.isEmpty { return run }
        tally.tell(problems)
        return nil
    }

    func show(
        _ result: Verification, _ input: VerificationInput, _ program: Program, _ exported: ExportedProgram,
        _ tally: inout VerificationTally
    ) {
        let isAlone = paths == [input.path] && replay.isEmpty
        let name = isAlone ? "" : "\(visibleText(input.path)) on \(result.engine), "
        messages.write("\(name)\(result.summary)\(isAlone ? ", on \(result.engine) and as \(result.profile)" : "")\n")
        switch result.verdict {
        case .same: tally.count(isSame: true)
        case .notUnderstood: tally.countNotCompared()
        case .different:
            tally.count(isSame: false)
            for line in result.difference(of: program).split(separator: "\n") { messages.write("  \(line)\n") }
            for note in [result.stopText].compactMap({ $0 }) + exported.notes { messages.write("  note: \(note)\n") }
            if let line = result.engineWords { messages.write("  \(result.engine) says: \(visibleText(line))\n") }
        }
        messages.flush()
    }

    func finish(_ tally: VerificationTally) throws {
        if let text = tally.text { messages.write(text) }
        try end(tally.status)
    }
}
