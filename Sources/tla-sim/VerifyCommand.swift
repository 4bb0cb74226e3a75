import ArgumentParser
import Bundlers
import Diagnostics
import Engines
import Export
import Files
import Hosts
import Programs
import Scenario
import Simulator
import Text
import Verification

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// `tla-sim verify INPUT… --engine NAME`
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Run a real engine on the same program and compare, event by event.",
        discussion: """
            Exports each input into a temporary folder, runs the engine on it, and
            compares its console lines, their order and how it ends with a simulated
            run under that engine's profile. Times are shown and never fail.

            The program runs for real: verify what you would run. Node.js and Deno
            are told to let it read its own files and no others, and not to write;
            --trust lets it do all that you may.

            It runs as anybody runs it: a file is read when import() asks for it. With
            --loaded the engine has every module loaded and linked before, as browsers
            always have here.

            A folder stands for every scenario in it. What was recorded with --record
            is compared with --replay, without any engine; --table makes of it a page
            that tells which engine does what the specification says.

            With --bundler the engine runs what a bundler's model makes of the program,
            and is compared with the simulated run of that. With --real it runs what the
            bundler itself makes, where that is on the PATH: esbuild, rollup, webpack,
            bun, rolldown, vite. The bundler starts with all your rights.

            Examples:
              tla-sim verify Scenarios/hello/siblings.yaml --engine node
              tla-sim verify Scenarios --engine deno --record deno.jsonl
              tla-sim verify Scenarios --replay deno.jsonl
              tla-sim verify Scenarios/bundlers --bundler rollup --real --engine node

            Exit status:
              0   the engine does what the simulator says
              1   an input differs
              2   an input or a recording cannot be used
              64  the command line is wrong
              69  the engine is not there, or cannot be run
              74  a result cannot be written
            """)

    @Argument(
        help: ArgumentHelp("Scenarios, modules, or folders of scenarios; - is standard input.", valueName: "input"),
        completion: .file(extensions: ["yaml", "yml", "json", "mjs", "js"]))
    var paths: [String]

    @Option(
        help: ArgumentHelp("node, deno, bun, chromium, firefox, or the path of one.", valueName: "engine"),
        completion: .list(Engine.Kind.allCases.map(\.rawValue)))
    var engine: String?

    @Option(
        help: ArgumentHelp(
            "Keep what the engine did; in a folder, in a file named after the engine. What folders are missing are made; - is standard output.",
            valueName: "file"),
        completion: .file(extensions: ["jsonl"]))
    var record: String?

    @Option(
        parsing: .upToNextOption, help: ArgumentHelp("Compare with what was recorded.", valueName: "file"),
        completion: .file(extensions: ["jsonl"]))
    var replay: [String] = []

    @Option(
        help: ArgumentHelp("Write what the recorded engines do as a table, in Markdown; - is standard output.", valueName: "file"),
        completion: .file(extensions: ["md"]))
    var table: String?

    @OptionGroup var outputs: OutputOptions

    @Option(
        help: ArgumentHelp(
            "After how many seconds an engine is ended; without it, 20 more than the simulated run takes.", valueName: "seconds"))
    var timeout: Double?

    @Flag(help: "Let the program do in the engine all that you may.")
    var trust = false

    @Flag(help: "Have the engine load and link every module before the program begins.")
    var loaded = false

    @OptionGroup var bundling: BundlerOption

    @Flag(help: "Bundle with the bundler itself, in the place of its model.")
    var real = false

    @OptionGroup var limits: LimitOptions
    @OptionGroup var reporting: ReportOptions

    var rights: EngineRights { trust ? .user : .ownFolder }

    func validate() throws {
        if engine == nil, replay.isEmpty { throw ValidationError("Name an --engine to run, or recordings to --replay.") }
        if engine != nil, !replay.isEmpty { throw ValidationError("--engine and --replay exclude each other.") }
        if record != nil, engine == nil { throw ValidationError("--record needs an --engine to record.") }
        if trust, engine == nil { throw ValidationError("--trust is for the --engine that runs the program.") }
        if bundling.name != nil, engine == nil { throw ValidationError("--bundler needs an --engine that runs what it makes.") }
        if real, bundling.name == nil { throw ValidationError("--real is for a bundler. Write --bundler too.") }
        if bundling.name != nil, record != nil, !real {
            throw ValidationError("Of a bundler only what it makes itself is recorded. Write --real too.")
        }
        if loaded, engine == nil { throw ValidationError("--loaded is for the --engine that runs the program.") }
        if table != nil, replay.isEmpty { throw ValidationError("--table needs recordings to --replay.") }
        if let timeout, timeout <= 0 || timeout > 3600 || timeout.isNaN {
            throw ValidationError("--timeout must be more than 0 and at most 3600 seconds.")
        }
    }

    mutating func run() throws {
        if let engine, let bundler = bundling.bundler { return try run(bundler, on: engine) }
        if let engine { try runEngine(engine) } else { try runRecordings() }
    }

    // MARK: An engine

    private func runEngine(_ name: String) throws {
        let inputs = verificationInputs(paths)
        try refuseEqualNames(inputs)
        var (found, profile) = try engine(called: name)
        if loaded { profile = profile.loaded }
        let session = found.isBrowser ? BrowserSession(found, rights: rights) { report([$0]) } : nil
        var hasBeenTold = false
        var tally = Tally()
        var recorded = ""
        tellEmptyFolders(&tally)
        for input in inputs {
            guard let (program, plain) = loaded(input, &tally), let run = simulated(program, profile, &tally),
                let exported = exported(program, plain, run, &tally)
            else { continue }
            if !hasBeenTold { report([found.notice(of: rights)]) }
            hasBeenTold = true
            do throws(Diagnostic) {
                let result = try Verification.run(
                    found, rights: rights, profile: profile, simulated: run, exported: exported, timeout: timeout, browser: session)
                show(result, input, program, exported, &tally)
                recorded +=
                    Recording(
                        id: input.id, digest: exported.digest, engine: found.label, observation: result.observed,
                        isLoaded: !profile.readsFiles
                    ).line
            } catch {
                report([error])
                return try end(ExitStatus.noEngine)
            }
        }
        try keep(recorded, "\(found.kind.rawValue)-\(found.majorVersion)")
        try finish(tally)
    }

    /// Refuses inputs of which a recording could not tell which it is of.
    func refuseEqualNames(_ inputs: [VerificationInput]) throws {
        guard record != nil, let (first, second) = twoOfOneName(inputs) else { return }
        report([
            Diagnostic(
                .usage, "\(first.path) and \(second.path) would both be recorded as '\(first.id)'",
                suggestion: "record them in files of their own, or name the folder that both are in")
        ])
        try end(64)
    }

    func engine(called name: String) throws -> (Engine, HostProfile) {
        do throws(Diagnostic) {
            let found = try Engine.find(name)
            return (found, try found.profile())
        } catch {
            report([error])
            throw ExitCode(error.kind == .usage ? 64 : ExitStatus.noEngine)
        }
    }

    /// Writes what was recorded, where that is asked for.
    ///
    /// - Parameter name: the file's, less its extension, where a folder was named.
    func keep(_ recorded: String, _ name: String) throws {
        guard let record else { return }
        let file = isFolder(record) || record.hasSuffix("/") ? joined(record, "\(name).jsonl") : record
        try writing { () throws(DiagnosticList) in try writeFile(file, recorded, as: .recording, isForced: outputs.force) }
        if file != standardStreamName { messages.write("wrote \(visibleText(file))\n") }
    }

    // MARK: Recordings

    private func runRecordings() throws {
        var recordings: [Recording] = []
        for path in replay {
            filesRead.add(path, as: .input)
            do throws(Diagnostic) {
                recordings += try Recording.read(try readFile(path: path, limit: ExportedProgram.fileLimit), name: path)
            } catch {
                report([error])
                return try end(ExitStatus.badInput)
            }
        }
        if recordings.contains(where: { BundledRecording($0.engine) != nil }) { return try replayBundlers(recordings) }
        var tally = Tally()
        var page = EnginesTable(recordings)
        tellEmptyFolders(&tally)
        for input in verificationInputs(paths) {
            guard let (program, plain) = loaded(input, &tally) else { continue }
            let found = recordings.filter { $0.id == input.id }
            if found.isEmpty { tally.problem("\(input.path): no engine was recorded with it") }
            var runs: [String: Run] = [:]
            for recording in found {
                guard var profile = Engine.profile(label: recording.engine) else {
                    tally.problem("'\(recording.engine)' is no engine that is known")
                    continue
                }
                if recording.isLoaded { profile = profile.loaded }
                guard let run = runs[profile.name] ?? simulated(program, profile, &tally) else { continue }
                runs[profile.name] = run
                guard let exported = exported(program, plain, run, &tally) else { continue }
                guard recording.digest == exported.digest else {
                    tally.problem("\(input.path): changed since \(recording.engine) was recorded; record it anew")
                    continue
                }
                let result = Verification(
                    engine: recording.engine, profile: profile, observed: recording.observation, simulated: run,
                    usesDeferredImport: exported.hasDeferredImport)
                if table == nil { show(result, input, program, exported, &tally) }
                page.add(result, id: input.id, program: program)
            }
        }
        if let table {
            try writing { () throws(DiagnosticList) in try writeFile(table, page.text, as: .table, isForced: outputs.force) }
            if table != standardStreamName { messages.write("wrote \(visibleText(table))\n") }
            return try end(tally.problems > 0 ? ExitStatus.badInput : 0)
        }
        try finish(tally)
    }

    /// Inputs of which a recording could not tell which it is of.
    private func twoOfOneName(_ inputs: [VerificationInput]) -> (VerificationInput, VerificationInput)? {
        var known: [ExactText: VerificationInput] = [:]
        for input in inputs {
            if let first = known.updateValue(input, forKey: ExactText(input.id)) { return (first, input) }
        }
        return nil
    }

    // MARK: What is common

    /// Where the results are told: not amid a recording or a page that goes to standard output.
    var messages: StandardStream { [record, table].contains(standardStreamName) ? standardError : standardOutput }

    struct Tally {
        var same = 0, different = 0, notCompared = 0, problems = 0
        mutating func problem(_ text: String) { problem(Diagnostic(.file, text)) }
        mutating func problem(_ problem: Diagnostic) {
            problems += 1
            report([problem])
        }
    }

    /// A folder without a scenario is a mistake in the path, and not nothing to do.
    func tellEmptyFolders(_ tally: inout Tally) {
        for path in paths where isFolder(path) {
            let found = FoundScenarios(in: [path])
            for problem in found.problems { tally.problem(problem) }
            if found.paths.isEmpty, found.problems.isEmpty { tally.problem(noScenario(in: [path])) }
        }
    }

    private func loaded(_ input: VerificationInput, _ tally: inout Tally) -> (Program, ExportedProgram)? {
        do throws(DiagnosticList) {
            let program = try limits.load(input.path)
            return (program, try ExportedProgram(program))
        } catch {
            // Of many, what no export stands for is one that is not compared. Named alone it is a mistake.
            if paths != [input.path], let problem = error.diagnostics.first, problem.kind == .unsupported {
                if table == nil { messages.write("\(visibleText(input.path)), not compared: \(visibleText(problem.message))\n") }
                tally.notCompared += 1
                return nil
            }
            report(error.diagnostics)
            tally.problems += 1
            return nil
        }
    }

    /// The program as the engine gets it: with the files whose names only a run computes.
    func exported(_ program: Program, _ plain: ExportedProgram, _ run: Run, _ tally: inout Tally) -> ExportedProgram? {
        guard plain.mayLackModules else { return plain }
        do throws(DiagnosticList) {
            return try ExportedProgram(program, loaded: run.loadedModules, imports: run.imports)
        } catch {
            report(error.diagnostics)
            tally.problems += 1
            return nil
        }
    }

    /// The simulated run; `nil` when the simulator refuses, which is no difference, and no engine need be asked.
    func simulated(_ program: Program, _ profile: HostProfile, _ tally: inout Tally) -> Run? {
        let run = program.run(RunOptions(host: profile, recordsEvents: false, loadsAtOnce: true))
        let problems = run.diagnostics.filter { $0.kind == .unsupported }
        guard !problems.isEmpty else { return run }
        report(problems)
        tally.problems += 1
        return nil
    }

    func show(
        _ result: Verification, _ input: VerificationInput, _ program: Program, _ exported: ExportedProgram, _ tally: inout Tally
    ) {
        let isAlone = paths.count == 1 && paths[0] == input.path && replay.isEmpty
        let name = isAlone ? "" : "\(visibleText(input.path)) on \(result.engine), "
        messages.write("\(name)\(result.summary)\(isAlone ? ", on \(result.engine) and as \(result.profile)" : "")\n")
        switch result.verdict {
        case .same: tally.same += 1
        case .notUnderstood: tally.notCompared += 1
        case .different:
            tally.different += 1
            for line in result.difference(of: program).split(separator: "\n") { messages.write("  \(line)\n") }
            for note in [result.stopText].compactMap({ $0 }) + exported.notes { messages.write("  note: \(note)\n") }
            if !result.observed.messages.isEmpty, !result.observed.outcome.hasPrefix("rejected") {
                let line = result.observed.messages.split(separator: "\n").first { $0.contains("rror") } ?? ""
                if !line.isEmpty { messages.write("  \(result.engine) says: \(visibleText(String(line)))\n") }
            }
        }
        messages.flush()
    }

    func finish(_ tally: Tally) throws {
        let compared = tally.same + tally.different + tally.notCompared
        if compared > 1 || tally.problems > 0 {
            var text = "\(tally.same) same, \(tally.different) different"
            if tally.notCompared > 0 { text += ", \(tally.notCompared) not compared" }
            if tally.problems > 0 { text += ", \(tally.problems) not usable" }
            messages.write(text + "\n")
        }
        try end(tally.problems > 0 || compared == 0 ? ExitStatus.badInput : tally.different > 0 ? ExitStatus.failed : 0)
    }
}

/// An input of `verify`.
struct VerificationInput {
    var path: String
    /// The name in recordings: the path from the folder that was named; for a file its own name.
    var id: String
}

func verificationInputs(_ paths: [String]) -> [VerificationInput] {
    paths.flatMap { path -> [VerificationInput] in
        guard isFolder(path) else { return [VerificationInput(path: path, id: path.split(separator: "/").last.map(String.init) ?? path)] }
        let prefix = path.hasSuffix("/") ? path : path + "/"
        return scenarioPaths(in: [path]).map { inner in
            VerificationInput(path: inner, id: inner.hasPrefix(prefix) ? String(inner.dropFirst(prefix.count)) : inner)
        }
    }
}
