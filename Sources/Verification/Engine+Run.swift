import Diagnostics
import Engines
import Export
import Text

extension Engine {
    /// Runs a program and tells what it did.
    ///
    /// What is run is the export's program, as a user runs it, and as the process's own entry.
    ///
    /// - Parameters:
    ///   - loadsFirst: whether all modules are loaded and linked before.
    ///   - rights: what the program may do; the engine sees to it as far as it can, and is no sandbox of ours.
    ///   - timeout: seconds after which it is ended.
    ///   - outputLimit: bytes of output after which it is ended likewise.
    /// - Throws: that the engine cannot be started or its files cannot be written.
    func observe(
        _ program: ExportedProgram, loadsFirst: Bool, rights: EngineRights, timeout: Double, outputLimit: Int
    ) throws(Diagnostic) -> Observation {
        let folder = try TemporaryFolder()
        do throws(DiagnosticList) {
            try program.watched.write(to: folder.path + "/program")
        } catch {
            throw error.diagnostics[0]
        }
        let last = loadsFirst && program.hasDynamicImport ? "./program/\(LoadFirst.file)" : nil
        let token = String(UInt64.random(in: .min ... .max), radix: 36)
        try folder.write("observer.mjs", Observer.process(token: token, last: last, mayReachProcesses: rights == .user))
        let entry = "\(folder.path)/program/\(program.startFile)"
        let arguments = try arguments(running: entry, after: "\(folder.path)/observer.mjs", reading: folder.path, rights: rights)
        let result = try EngineProcess.run(
            path, arguments, surroundings: try EngineSurroundings(in: folder, rights: rights), timeout: timeout, outputLimit: outputLimit)
        return observation(of: result, token: token)
    }

    private func observation(of result: EngineProcess.Result, token: String) -> Observation {
        var output = result.output[...]
        // Of what was cut off the last line is not whole.
        if result.ending == .printedTooMuch, let end = output.utf8.lastIndex(of: UInt8(ascii: "\n")) { output = output[...end] }
        let (lines, reports) = Observer.read(String(output), token: token)
        var observation = Observation(lines: lines, outcome: .noEnd, messages: result.errors)
        observation.hasPrintedTooMuch = result.ending == .printedTooMuch
        if result.errors.contains("# Fatal error in") {
            observation.outcome = .aborted("fatal error")
        } else if case .signalled(let signal) = result.ending {
            observation.outcome = .aborted("signal \(signal)")
        } else if case .exited(let status) = result.ending {
            observation.outcome =
                switch kind {
                case .deno: denoOutcome(status, result.errors, hasPrinted: !lines.isEmpty)
                case .bun: bunOutcome(status, result.errors, hasPrinted: !lines.isEmpty)
                case .node, .chromium, .firefox: nodeOutcome(status, reports, result.errors)
                }
            if case .aborted = observation.outcome { return observation }
            observation.status = status
        }
        return observation
    }

    private func nodeOutcome(_ status: Int32, _ reports: [JSONValue], _ messages: String) -> Observation.Outcome {
        // With 0 the program has taken on whatever it was.
        if status != 0, let error = reports.first(where: { $0["text"] != nil }), case .string(let text)? = error["text"] {
            let isOfLoader: Bool
            if case .string(let code)? = error["code"], code.hasPrefix("ERR_") { isOfLoader = true } else { isOfLoader = false }
            // What is no part of the entry's graph fails after that has begun.
            let hasBegun = error["begun"] == .bool(true)
            let isSyntax = text.hasPrefix("SyntaxError")
            if !hasBegun, isOfLoader || isSyntax { return .linkError(Self.name(of: text)) }
            return .rejection(text)
        }
        let ends = reports.compactMap { $0["end"] }
        // The program itself ended the process, with a status of its own.
        if ends.contains(.string("exit")) { return .fulfilled }
        switch status {
        case 0: return .fulfilled
        case 13 where ends.contains(.string("unsettled")) || messages.contains("Detected unsettled top-level await"): return .neverSettled
        default:
            // The report of an error that no monitor sees, such as one in the loader.
            // Without one the program itself chose the status.
            guard let line = messages.split(separator: "\n").first(where: { $0.contains("Error") && !$0.hasPrefix(" ") }) else {
                return .fulfilled
            }
            return line.hasPrefix("SyntaxError") ? .linkError("SyntaxError") : .rejection(String(line))
        }
    }

    /// The name of an error, by its text.
    private static func name(of error: some StringProtocol) -> String { String(error.prefix { $0 != ":" && $0 != " " }) }

    private func bunOutcome(_ status: Int32, _ messages: String, hasPrinted: Bool) -> Observation.Outcome {
        let lines = messages.split(separator: "\n")
        guard status != 0, let line = lines.first(where: { $0.hasPrefix("error: ") || $0.prefix { $0 != ":" }.hasSuffix("Error") }) else {
            return .fulfilled
        }
        if !hasPrinted, line.hasPrefix("SyntaxError") || line.contains("Cannot find ") { return .linkError("SyntaxError") }
        return .rejection(line.hasPrefix("error: ") ? "Error: " + line.dropFirst("error: ".count) : String(line))
    }

    private func denoOutcome(_ status: Int32, _ messages: String, hasPrinted: Bool) -> Observation.Outcome {
        guard let line = messages.split(separator: "\n").first(where: { $0.hasPrefix("error: ") }) else {
            return status == 0 ? .fulfilled : .aborted("status \(status)")
        }
        var text = line.dropFirst("error: ".count)
        if text.hasPrefix("Top-level await promise never resolved") { return .neverSettled }
        guard text.hasPrefix("Uncaught ") else { return .linkError(Self.name(of: text)) }
        text = text.dropFirst("Uncaught ".count)
        if text.hasPrefix("(in promise) ") { text = text.dropFirst("(in promise) ".count) }
        if !hasPrinted, text.hasPrefix("SyntaxError") { return .linkError("SyntaxError") }
        return .rejection(String(text))
    }
}
