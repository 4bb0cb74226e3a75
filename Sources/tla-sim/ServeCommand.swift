import ArgumentParser
import Bench
import Bundlers
import Diagnostics
import Files
import Hosts
import Scenario
import Text

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// `tla-sim serve [FOLDER]`
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "A bench in the browser: write on the left, see it run on the right.",
        discussion: """
            Prints a link that only this machine can open, and whoever has it may use the
            bench: edit scenarios and modules, run them, look at the pictures, share them.
            Ctrl-C ends it.

            Nothing outside the folder is read or written, and nothing is written before
            you say so. Without a folder there are examples, and files are downloaded.

            Examples:
              tla-sim serve
              tla-sim serve Scenarios --open
              tla-sim serve src --port 8080

            Exit status:
              2   the folder cannot be served, or the port is taken
              64  the command line is wrong
            Else it goes on until a signal ends it: 130 for Ctrl-C.
            """)

    @Argument(help: ArgumentHelp("The folder whose scenarios and modules are offered.", valueName: "folder"), completion: .directory)
    var folder: String?

    @Option(help: ArgumentHelp("The port of 127.0.0.1; 0 for one that is free.", valueName: "number"))
    var port: UInt16 = 0

    @Flag(help: "Open the link in the browser.")
    var open = false

    @Option(help: ArgumentHelp("How many runs at once. (default: one a processor)", valueName: "number"))
    var jobs: Int?

    @OptionGroup var limits: LimitOptions

    @OptionGroup var reporting: ReportOptions

    func validate() throws {
        if let jobs, !(1...64).contains(jobs) { throw ValidationError("--jobs must be from 1 to 64.") }
        if limits.allowOutside || limits.root != nil { throw ValidationError("A bench reads its folder only: serve the larger folder.") }
        if !limits.preloads.isEmpty {
            throw ValidationError(
                "What runs before a text belongs into it: write 'preload' in the scenario in place of --require and --import.")
        }
    }

    mutating func run() throws {
        hearEndingSignals()
        let bench: Bench
        do throws(Diagnostic) {
            guard let program = ownProgram else { throw Diagnostic(.file, "cannot tell where tla-sim itself is") }
            let served = try folder.map { path throws(Diagnostic) in try BenchFolder(path) }
            let runs = BenchRuns(executable: program, arguments: ["serve-run"] + limits.arguments, atOnce: jobs)
            bench = try Bench(Self.settings, folder: served, runs: runs, port: port)
        } catch {
            report([error])
            throw ExitCode(ExitStatus.badInput)
        }
        standardOutput.write("\(bench.address)\n")
        standardOutput.flush()
        standardError.write("Who has this link may use the bench. Ctrl-C ends it.\n")
        standardError.flush()
        if open, !openInBrowser(bench.address) {
            report([Diagnostic(.file, "cannot open a browser", suggestion: "open the link yourself", severity: .warning)])
        }
        withExtendedLifetime(bench) {
            while true { pause() }
        }
    }

    private static var settings: Bench.Settings {
        Bench.Settings(
            version: Release.version, hosts: HostProfile.all.map { ($0.name, $0.summary) },
            bundlers: Bundler.all.map { ($0.name, $0.rule) }, schema: Format.schema)
    }
}

/// The path of the program that runs, wherever it is called from; `nil` where the system does not tell.
var ownProgram: String? {
    #if canImport(Darwin)
    var size: UInt32 = 0
    _NSGetExecutablePath(nil, &size)
    var name = [CChar](repeating: 0, count: Int(size) + 1)
    guard _NSGetExecutablePath(&name, &size) == 0 else { return nil }
    return Paths.resolved(String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    #else
    return Paths.resolved("/proc/self/exe")
    #endif
}

/// - Returns: whether a program was found that opens links.
private func openInBrowser(_ address: String) -> Bool {
    #if canImport(Darwin)
    let opener = "open"
    #else
    let opener = "xdg-open"
    #endif
    var identifier: pid_t = 0
    var arguments = [strdup(opener), strdup(address), nil]
    defer { for argument in arguments { free(argument) } }
    return posix_spawnp(&identifier, opener, nil, nil, &arguments, environ) == 0
}
