import ArgumentParser
import Bundlers
import Diagnostics
import Differential
import Text

/// `tla-sim fuzz --against node`, `tla-sim fuzz --bundlers all`, `tla-sim fuzz --merge a.json b.json`
struct FuzzCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz",
        abstract: "Run random module graphs: against a real engine, or through models of bundlers.",
        discussion: """
            The same seed gives the same cases, and each is known by its number.

            --against compares the simulator with a real engine. A difference is made as
            small as it goes and saved as a scenario, which expects what the engine did.
            The families: \(FuzzFamily.allCases.map(\.rawValue).joined(separator: ", "))
            (deferred only where the engine has `import defer`). Each graph's modules are
            all loaded before it runs, and what is compared with is the host profile of
            the engine. The graphs run for real; the engine is told to let them read their
            own files only, and not to write. With --bundler both run what that model makes
            of a graph: so is seen that an engine runs the printed program as the
            simulator does.

            --bundlers tells how many graphs in a hundred print, bundled, what they print
            as they are, by simulation alone. With -o it saves the result, and for each
            bundler, kind of graph and way to depart the smallest graph that shows it.
            --shard and --merge spread a campaign over machines (docs/campaigns.md).

            Examples:
              tla-sim fuzz --against node --cases 5000 --seed 1
              tla-sim fuzz --against node --cases 100000 --shard 3/16 -o found --resume
              tla-sim fuzz --against node --bundler rollup --splitting off
              tla-sim fuzz --bundlers all --graphs 10000 -o found
              tla-sim fuzz --bundlers rollup,webpack --case 17
              tla-sim fuzz --bundlers all --graphs 100000 --shard 3/16 -o parts
              tla-sim fuzz --merge parts/shard-*.json --format markdown

            Exit status:
              0   no difference, or only such as are known and named; a table is made
              1   a difference that is not known
              2   a result cannot be used, or does not belong to the others
              64  the command line is wrong
              69  the engine is not there, or cannot be run
              74  a result cannot be written
            """)

    @Option(help: ArgumentHelp("node, deno, or the path of one.", valueName: "engine"), completion: .list(["node", "deno"]))
    var against: String?

    @Option(
        help: ArgumentHelp("Models of bundlers, with commas between, or all.", valueName: "names"),
        completion: .list(["all"] + Bundler.all.map(\.name)))
    var bundlers: String?

    @Flag(help: "Add up the results of all shards of a campaign.")
    var merge = false

    @Argument(help: ArgumentHelp("With --merge: the results.", valueName: "results"), completion: .file(extensions: ["json"]))
    var results: [String] = []

    @Option(help: ArgumentHelp("How many cases the whole run has, against an engine. (default: 1000)", valueName: "count"))
    var cases: Int?

    @Option(help: ArgumentHelp("How many graphs the whole campaign has, through bundlers. (default: 1000)", valueName: "count"))
    var graphs: Int?

    @Option(help: ArgumentHelp("What the random numbers begin with. (default: 1)", valueName: "number"))
    var seed: UInt64?

    @Option(
        help: ArgumentHelp("Only the K-th of N parts of the run; the parts together are the whole.", valueName: "K/N"),
        transform: { text in
            guard let shard = Shard(text) else { throw ValidationError("it is a part and how many there are, such as 1/4.") }
            return shard
        })
    var shard: Shard?

    @Option(
        name: .customLong("case"),
        help: ArgumentHelp("Write that graph as a scenario, with what each bundler makes of it.", valueName: "number"))
    var caseNumber: Int?

    @Option(help: ArgumentHelp("How many threads; without it as many as the machine has processors.", valueName: "count"))
    var jobs: Int?

    @Option(help: ArgumentHelp("What the table is written as. (default: text)", valueName: "form"))
    var format: TableFormat?

    @Option(help: ArgumentHelp("Against an engine: begin no more cases after so many seconds.", valueName: "seconds"))
    var time: Int?

    @Option(help: ArgumentHelp("Against an engine: only these families, with commas between them.", valueName: "names"))
    var families: String?

    @OptionGroup var bundling: BundlerOption

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp(
            "Where what is found is saved, and how far the run is. Against an engine fuzz-differences when left out.", valueName: "folder"),
        completion: .directory)
    var output: String?

    @OptionGroup var outputs: OutputOptions

    @Flag(help: "Go on where a run with the same options stopped; of a campaign, leave out shards whose results are there.")
    var resume = false

    @Flag(help: "Let the graphs do in the engine all that you may.")
    var trust = false

    @OptionGroup var reporting: ReportOptions

    /// What the table is written as.
    enum TableFormat: String, ExpressibleByArgument, CaseIterable {
        case text, markdown, json
    }

    mutating func run() throws {
        if let against { return try end(compare(withEngine: against)) }
        try end(merge ? mergeResults() : runCampaign(chosenBundlers()))
    }

    // MARK: Files

    func write(_ path: String, _ text: String, as form: OutputForm) -> Bool {
        do {
            try writeFile(path, text, as: form, isForced: outputs.force)
            return true
        } catch {
            report(error.diagnostics)
            return false
        }
    }
}
