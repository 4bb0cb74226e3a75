import ArgumentParser
import Diagnostics
import Engines
import Export
import Files
import Programs
import Simulator
import Text
import Verification

/// `--replay`: what was recorded stands for the engines, and for the bundlers.
extension VerifyCommand {
    func runRecordings() throws {
        let recordings = try recordings()
        let inputs = VerificationInputs(paths)
        var tally = VerificationTally()
        tell(inputs.problems, &tally)
        if recordings.contains(where: { BundledRecording($0.engine) != nil }) {
            try finish(replayBundlers(recordings, inputs, &tally), tally)
        } else {
            try finish(replayEngines(recordings, inputs, &tally), tally)
        }
    }

    private func recordings() throws -> [Recording] {
        var recordings: [Recording] = []
        for path in replay {
            filesRead.add(path, as: .input)
            do throws(Diagnostic) {
                recordings += try Recording.read(try readFile(path: path, limit: ExportedProgram.fileLimit), name: path)
            } catch {
                report([error])
                throw ExitCode(ExitStatus.badInput)
            }
        }
        return recordings
    }

    /// With `--table` the page is what is asked for, and that something differs is part of it.
    private func finish(_ page: String, _ tally: VerificationTally) throws {
        guard let table else { return try finish(tally) }
        try write(page, to: table, as: .table)
        try end(tally.problems > 0 ? ExitStatus.badInput : 0)
    }

    /// Compares what engines were recorded to do with simulated runs.
    ///
    /// - Returns: the page.
    private func replayEngines(_ recordings: [Recording], _ inputs: VerificationInputs, _ tally: inout VerificationTally) -> String {
        var page = EnginesTable(recordings)
        let ofInput = Dictionary(grouping: recordings) { ExactText($0.id) }
        for input in inputs.all {
            guard let (program, plain) = loaded(input, &tally) else { continue }
            let found = ofInput[ExactText(input.id)] ?? []
            if found.isEmpty { tally.tell("\(input.path): no engine was recorded with it") }
            var runs: [String: Run] = [:]
            for recording in found {
                guard var profile = Engine.profile(label: recording.engine) else {
                    tally.tell("'\(recording.engine)' is no engine that is known")
                    continue
                }
                if recording.isLoaded { profile = profile.loaded }
                guard let run = runs[profile.name] ?? simulated(program, profile, &tally) else { continue }
                runs[profile.name] = run
                guard let exported = exported(program, plain, run, &tally) else { continue }
                guard recording.digest == exported.digest else {
                    tally.tell(outdated(recording, input))
                    continue
                }
                let result = Verification(
                    engine: recording.engine, profile: profile, observed: recording.observation, simulated: run,
                    usesDeferredImport: exported.hasDeferredImport)
                if table == nil {
                    show(result, input, program, exported, &tally)
                } else {
                    page.add(result, id: input.id, program: program)
                }
            }
        }
        return page.text
    }

    /// Compares what bundlers were recorded to do with their models.
    ///
    /// - Returns: the page.
    private func replayBundlers(_ recordings: [Recording], _ inputs: VerificationInputs, _ tally: inout VerificationTally) -> String {
        var page = BundlersTable(recordings)
        let ofInput = Dictionary(grouping: recordings) { ExactText($0.id) }
        for input in inputs.all {
            do throws(DiagnosticList) {
                let program = try limits.load(input.path)
                let digest = try ExportedProgram(program).digest
                let found = ofInput[ExactText(input.id)] ?? []
                for recording in found where recording.digest != digest { tally.tell(outdated(recording, input)) }
                for (recording, isSame) in page.add(program, id: input.id, found.filter { $0.digest == digest }) {
                    tally.count(isSame: isSame)
                    guard table == nil else { continue }
                    messages.write("\(visibleText(input.path)): \(visibleText(recording)), \(isSame ? "same" : "different")\n")
                }
            } catch {
                tally.tell(error.diagnostics)
            }
        }
        return page.text
    }

    private func outdated(_ recording: Recording, _ input: VerificationInput) -> String {
        "\(input.path): changed since \(recording.engine) was recorded; record it anew"
    }
}
