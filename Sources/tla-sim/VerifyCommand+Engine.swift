import ArgumentParser
import Diagnostics
import Engines
import Export
import Files
import Hosts
import Programs
import Simulator
import Text
import Verification

/// `--engine`: a real engine runs each input.
extension VerifyCommand {
    func run(engine name: String) throws {
        let inputs = try foundInputs()
        var (found, profile) = try engine(called: name)
        if loaded { profile = profile.loaded }
        let session = found.isBrowser ? BrowserSession(found, rights: rights) { report([$0]) } : nil
        var hasBeenTold = false
        var tally = VerificationTally()
        var recorded = ""
        tell(inputs.problems, &tally)
        for input in inputs.all {
            guard let (program, plain) = loaded(input, &tally), let run = simulated(program, profile, &tally),
                let exported = exported(program, plain, run, &tally)
            else { continue }
            if !hasBeenTold { report([found.notice(of: rights)]) }
            hasBeenTold = true
            let result = try endingWithoutEngine { () throws(Diagnostic) in
                try Verification.run(
                    found, rights: rights, profile: profile, simulated: run, exported: exported, timeout: timeout, browser: session)
            }
            show(result, input, program, exported, &tally)
            recorded +=
                Recording(
                    id: input.id, digest: exported.digest, engine: found.label, observation: result.observed, isLoaded: !profile.readsFiles
                ).line
        }
        try keep(recorded, "\(found.kind.rawValue)-\(found.majorVersion)")
        try finish(tally)
    }

    /// The inputs. Those of which a recording could not tell which it is of are refused.
    func foundInputs() throws -> VerificationInputs {
        let inputs = VerificationInputs(paths)
        guard record != nil, let (first, second) = inputs.twoOfOneName else { return inputs }
        report([
            Diagnostic(
                .usage, "\(first.path) and \(second.path) would both be recorded as '\(first.id)'",
                suggestion: "record them in files of their own, or name the folder that both are in")
        ])
        throw ExitCode(ExitStatus.usage)
    }

    /// An engine, with the profile of the simulator that stands for it.
    func engine(called name: String) throws -> (Engine, HostProfile) {
        try endingWithoutEngine { () throws(Diagnostic) in
            let found = try Engine.find(name)
            return (found, try found.profile())
        }
    }

    /// Does what needs an engine or another program. Where that is not there or cannot be run, it is said, and ends the command.
    func endingWithoutEngine<Result>(_ body: () throws(Diagnostic) -> Result) throws -> Result {
        do throws(Diagnostic) {
            return try body()
        } catch {
            report([error])
            throw ExitCode(error.kind == .usage ? ExitStatus.usage : ExitStatus.noEngine)
        }
    }

    /// Writes what was recorded, where that is asked for.
    ///
    /// - Parameter name: the file's, less its extension, where a folder was named.
    func keep(_ recorded: String, _ name: String) throws {
        guard let record else { return }
        try write(recorded, to: isFolder(record) || record.hasSuffix("/") ? Paths.joined(record, "\(name).jsonl") : record, as: .recording)
    }

    /// Writes a result, and tells where it is.
    func write(_ text: String, to file: String, as form: OutputForm) throws {
        try writing { () throws(DiagnosticList) in try writeFile(file, text, as: form, isForced: outputs.force) }
        if file != standardStreamName { messages.write("wrote \(visibleText(file))\n") }
    }
}
