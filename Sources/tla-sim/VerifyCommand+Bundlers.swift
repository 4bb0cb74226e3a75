import ArgumentParser
import Bundlers
import Diagnostics
import Engines
import Export
import Hosts
import Programs
import Simulator
import Text
import Verification

extension VerifyCommand {
    /// Runs on an engine what a bundler makes of each input: its model, or with `--real` the bundler itself. Both are compared with the simulated
    /// run of what the model makes.
    func run(_ bundler: Bundler, on name: String) throws {
        let inputs = verificationInputs(paths)
        try refuseEqualNames(inputs)
        var (found, profile) = try engine(called: name)
        // What a bundler makes is compared for its own order, and not for that in which its chunks are read.
        profile = profile.loaded
        guard !found.isBrowser else {
            report([Diagnostic(.usage, "--bundler runs on node or deno, and not on \(found.label)")])
            return try end(64)
        }
        var tool: InstalledBundler?
        if real {
            do throws(Diagnostic) {
                tool = try InstalledBundler.standing(for: bundler.name)
            } catch {
                report([error])
                return try end(error.kind == .usage ? 64 : ExitStatus.noEngine)
            }
        }
        report([tool?.notice, found.notice(of: rights)].compactMap { $0 })
        var tally = Tally()
        var recorded = ""
        tellEmptyFolders(&tally)
        let label = tool.map { BundledRecording(model: bundler.name, tool: $0.label, engine: found.label).text }
        for input in inputs {
            guard let bundling = attempt(bundler, input, tool, &tally) else { continue }
            let name = paths.count == 1 && paths[0] == input.path ? "" : "\(visibleText(input.path)) bundled by \(bundler.name), "
            if let refusal = bundling.observedRefusal {
                let observation = Observation(lines: [], outcome: BundledRecording.refusalMark + refusal)
                if let label {
                    recorded +=
                        Recording(id: input.id, digest: bundling.digest, engine: label, observation: observation, isLoaded: true).line
                }
            }
            switch (bundling.model, bundling.observedRefusal) {
            case (.failure(let problems), let refusal):
                let words = problems.diagnostics.first?.message ?? ""
                guard tool != nil else {
                    tally.notCompared += 1
                    messages.write("\(name)not run: \(bundler.name) refuses it: \(visibleText(words))\n")
                    continue
                }
                let isSame = refusal.map { $0.contains(words) } ?? false
                if isSame { tally.same += 1 } else { tally.different += 1 }
                messages.write("\(name)\(isSame ? "same: refused" : "different: the model refuses"): \(visibleText(words))\n")
                if !isSame { messages.write("  \(tool!.label) \(refusal.map { "says: \(visibleText($0))" } ?? "makes a bundle")\n") }
            case (.success, let refusal?):
                tally.different += 1
                messages.write("\(name)different: \(tool!.label) refuses it: \(visibleText(refusal))\n")
            case (.success(let program), nil):
                guard let run = simulated(program, profile, &tally), let exported = bundling.exported else { continue }
                do throws(Diagnostic) {
                    let result = try Verification.run(
                        found, rights: rights, profile: profile, simulated: run, exported: exported, timeout: timeout)
                    show(result, input, program, exported, &tally)
                    if let label {
                        recorded +=
                            Recording(id: input.id, digest: bundling.digest, engine: label, observation: result.observed, isLoaded: true)
                            .line
                    }
                } catch {
                    report([error])
                    return try end(ExitStatus.noEngine)
                }
            }
        }
        if let tool { try keep(recorded, "\(bundler.name)-\(tool.tool.rawValue)-\(tool.version)") }
        try finish(tally)
    }

    /// What became of one input.
    private struct Attempt {
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
        _ bundler: Bundler, _ input: VerificationInput, _ tool: InstalledBundler?, _ tally: inout Tally
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
            var attempt = Attempt(model: model, digest: source.digest)
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
            report(error.diagnostics)
            tally.problems += 1
            return nil
        }
    }

    // MARK: Recordings

    /// Compares what bundlers were recorded to do with their models; with `--table` as a page.
    func replayBundlers(_ recordings: [Recording]) throws {
        var tally = Tally()
        var page = BundlersTable(recordings)
        tellEmptyFolders(&tally)
        for input in verificationInputs(paths) {
            do throws(DiagnosticList) {
                let program = try limits.load(input.path)
                let digest = try ExportedProgram(program).digest
                for recording in recordings where recording.id == input.id && recording.digest != digest {
                    tally.problem("\(input.path): changed since \(recording.engine) was recorded; record it anew")
                }
                let row = page.add(program, id: input.id, recordings.filter { $0.id == input.id && $0.digest == digest })
                for (recording, isSame) in row {
                    if isSame { tally.same += 1 } else { tally.different += 1 }
                    guard table == nil else { continue }
                    messages.write("\(visibleText(input.path)): \(visibleText(recording)), \(isSame ? "same" : "different")\n")
                }
            } catch {
                report(error.diagnostics)
                tally.problems += 1
            }
        }
        if let table {
            try writing { () throws(DiagnosticList) in try writeFile(table, page.text, as: .table, isForced: outputs.force) }
            if table != standardStreamName { messages.write("wrote \(visibleText(table))\n") }
            return try end(tally.problems > 0 ? ExitStatus.badInput : 0)
        }
        try finish(tally)
    }
}
