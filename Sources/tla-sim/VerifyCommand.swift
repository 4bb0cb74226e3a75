import ArgumentParser
import Bundlers
import Diagnostics
import Engines
import Verification

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
        guard let engine else { return try runRecordings() }
        if let bundler = bundling.bundler { try run(bundler, on: engine) } else { try run(engine: engine) }
    }

    /// Where the results are told: not amid a recording or a page that goes to standard output.
    var messages: StandardStream { [record, table].contains(standardStreamName) ? standardError : standardOutput }
}
