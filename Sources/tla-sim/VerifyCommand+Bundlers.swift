import ArgumentParser
import Bundlers
import Diagnostics
import Engines
import Export
import Hosts
import Programs
import Text
import Verification

/// `--engine` with `--bundler`: the engine runs what a bundler makes of each input: its model, or with `--real` the bundler itself. Both are compared
/// with the simulated run of what the model makes.
extension VerifyCommand {
    func run(_ bundler: Bundler, on name: String) throws {
        let inputs = try foundInputs()
        let (found, profile) = try engine(called: name)
        guard !found.isBrowser else {
            report([Diagnostic(.usage, "--bundler runs on node or deno, and not on \(found.label)")])
            return try end(ExitStatus.usage)
        }
        let tool = try real ? endingWithoutEngine { () throws(Diagnostic) in try InstalledBundler.standing(for: bundler.name) } : nil
        report([tool?.notice, found.notice(of: rights)].compactMap { $0 })
        var tally = VerificationTally()
        var recorded = ""
        tell(inputs.problems, &tally)
        for input in inputs.all {
            guard let bundling = attempt(bundler, input, tool, &tally) else { continue }
            // What a bundler makes is compared for its own order, and not for that in which its chunks are read.
            guard let observed = try compare(bundling, input, found, profile.loaded, &tally), let tool else { continue }
            let label = BundledRecording(model: bundler.name, tool: tool.label, engine: found.label).text
            recorded += Recording(id: input.id, digest: bundling.digest, engine: label, observation: observed, isLoaded: true).line
        }
        if let tool { try keep(recorded, "\(bundler.name)-\(tool.tool.rawValue)-\(tool.version)") }
        try finish(tally)
    }

    /// What became of one input.
    private struct Attempt {
        var bundler: Bundler
        /// The bundler itself, where that was asked for.
        var tool: InstalledBundler?
        /// What the model made of it.
        var model: Result<Program, DiagnosticList>
        /// What the engine is given; `nil` when whoever should have made it refused.
        var exported: ExportedProgram?
        /// What the bundler itself said when it refused.
        var observedRefusal: String?
        /// Of the program before it was bundled.
        var digest: String
    }

    private func attempt(
        _ bundler: Bundler, _ input: VerificationInput, _ tool: InstalledBundler?, _ tally: inout VerificationTally
    ) -> Attempt? {
        do throws(DiagnosticList) {
            let program = try limits.load(input.path)
            let source = try ExportedProgram(program)
            let options = bundling.chunks.options
            let model: Result<Program, DiagnosticList>
            do throws(DiagnosticList) {
                model = .success(try bundler.bundle(program, options).program)
            } catch {
                guard !ExitStatus.isOutsideSubset(error.diagnostics) else { throw error }
                model = .failure(error)
            }
            var attempt = Attempt(bundler: bundler, tool: tool, model: model, digest: source.digest)
            guard let tool else {
                if case .success(let made) = model { attempt.exported = try ExportedProgram(made) }
                return attempt
            }
            var files: [ExactText: String] = [:]
            for module in source.modules { files[ExactText(module.name)] = module.file }
            let request = InstalledBundler.Request(
                isSplitting: options.isSplitting ?? bundler.splitsByDefault,
                chunks: options.manualChunks.map { ($0.name, $0.modules.map { name in files[ExactText(name)] ?? name }) })
            do throws(Diagnostic) {
                switch try tool.bundle(source, request) {
                case .program(let made): attempt.exported = made
                case .refusal(let words): attempt.observedRefusal = words
                }
            } catch {
                throw DiagnosticList([error])
            }
            return attempt
        } catch {
            tally.tell(error.diagnostics)
            return nil
        }
    }

    /// Compares and tells.
    ///
    /// - Returns: what the bundler or the engine did; `nil` where nothing was run.
    private func compare(
        _ attempt: Attempt, _ input: VerificationInput, _ engine: Engine, _ profile: HostProfile, _ tally: inout VerificationTally
    ) throws -> Observation? {
        let name = paths == [input.path] ? "" : "\(visibleText(input.path)) bundled by \(attempt.bundler.name), "
        let refusal = attempt.observedRefusal
        switch attempt.model {
        case .failure(let problems):
            let words = problems.diagnostics.first?.message ?? ""
            guard let tool = attempt.tool else {
                tally.countNotCompared()
                messages.write("\(name)not run: \(attempt.bundler.name) refuses it: \(visibleText(words))\n")
                return nil
            }
            let isSame = refusal?.contains(words) ?? false
            tally.count(isSame: isSame)
            messages.write("\(name)\(isSame ? "same: refused" : "different: the model refuses"): \(visibleText(words))\n")
            if !isSame { messages.write("  \(tool.label) \(refusal.map { "says: \(visibleText($0))" } ?? "makes a bundle")\n") }
        case .success(let program):
            if let refusal, let tool = attempt.tool {
                tally.count(isSame: false)
                messages.write("\(name)different: \(tool.label) refuses it: \(visibleText(refusal))\n")
                break
            }
            guard let exported = attempt.exported, let run = simulated(program, profile, &tally) else { return nil }
            let result = try endingWithoutEngine { () throws(Diagnostic) in
                try Verification.run(engine, rights: rights, profile: profile, simulated: run, exported: exported, timeout: timeout)
            }
            show(result, input, program, exported, &tally)
            return result.observed
        }
        return refusal.map { Observation(lines: [], outcome: .refused($0)) }
    }
}
