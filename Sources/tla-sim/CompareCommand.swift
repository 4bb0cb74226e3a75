import Analysis
import ArgumentParser
import Bundlers
import Diagnostics
import Diagrams
import Explanation
import Hosts
import Programs
import Simulator
import Text
import Trace

/// `tla-sim compare INPUT`
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare what bundlers make of the program with the program itself.",
        discussion: """
            Runs the program as it is, and what each bundler makes of it, on each host.
            A table tells whether each prints the same lines in the same order, and if
            not the first line that differs and why; how long the start-up takes; how
            it ends. -o draws the timelines below each other on one axis, a lane for each
            of your own modules, with a mark where a bundle parts. Bundles that do the
            same at the same times are one.

            Examples:
              tla-sim compare main.mjs --bundlers rollup,esbuild,webpack
              tla-sim compare main.mjs --bundlers all --hosts node,chromium --format json
              tla-sim compare main.mjs --bundlers rollup@3 --splitting on -o compare.svg

            Exit status:
              0   every bundle prints the same lines in the same order, ends alike, and
                  starts up no later
              1   a bundle does not; or a bundler refuses the program; or the program
                  does not parse, link or load
              2   the input cannot be used
              14  the program, or all of it that is compared, takes more steps than the
                  limit has
              64  the command line is wrong
              74  the picture cannot be written
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, json }

    @OptionGroup var input: InputArgument

    @Option(
        help: ArgumentHelp(
            "The bundlers, with commas between them, or all; tla-sim bundlers lists them.", valueName: "names"),
        completion: .list(["all"] + Bundler.all.map(\.name)))
    var bundlers = "all"

    @Option(help: ArgumentHelp("The bundler that the others are compared with; native is none.", valueName: "name"))
    var base = "native"

    @Option(
        help: ArgumentHelp(
            "The hosts, with commas between them: \(HostProfile.all.map(\.name).joined(separator: ", ")). Without it the scenario's own, or spec.",
            valueName: "names"))
    var hosts: String?

    @OptionGroup var chunks: ChunkOptions

    @Option(help: ArgumentHelp("The form of the table: text, markdown or json.", valueName: "format"))
    var format = Format.text

    @Option(
        name: [.customShort("o"), .long], help: ArgumentHelp("Also draw the runs, as SVG.", valueName: "file"),
        completion: .file(extensions: ["svg"]))
    var output: String?

    @OptionGroup var outputs: OutputOptions
    @OptionGroup var limits: LimitOptions
    @OptionGroup var reporting: ReportOptions

    private var profiles: [HostProfile?] {
        guard let hosts else { return [nil] }
        return listedNames(hosts).map(HostProfile.named)
    }

    func validate() throws {
        _ = try listedBundlers(bundlers, of: "--bundlers")
        if Bundler.named(base) == nil { throw BundlerOption.unknown(base) }
        if let hosts {
            let names = listedNames(hosts)
            guard !names.isEmpty else { throw ValidationError("--hosts names no host. Write names with commas.") }
            for name in names where HostProfile.named(name) == nil { throw HostOption.unknown(name) }
        }
        if let output { _ = try PictureFormat.chosen(.svg, output: output) }
        if output == standardStreamName { throw ValidationError("The table goes to standard output. Write -o with the name of a file.") }
    }

    mutating func run() throws {
        let program = try input.load(limits)
        let table = try table(of: program)
        if table.isBaseBroken, let first = table.rows.first, case .ran(let run, _) = first.result {
            report(Explanation(of: run, program).diagnostics)
            return try end(ExitStatus.of(run.trace.outcome, run.diagnostics))
        }
        let forms = BundleTableForms(table: table, title: program.title)
        switch format {
        case .text: standardOutput.write(forms.text)
        case .markdown: standardOutput.write(forms.markdown)
        case .json: standardOutput.write(forms.json)
        }
        standardOutput.flush()
        for row in table.rows { if case .refused(let problems) = row.result { report(problems) } }
        if let output { try draw(table, to: output) }
        let isTooMuch = table.rows.contains {
            if case .refused(let problems) = $0.result { problems.contains { $0.kind == .blocked } } else { false }
        }
        let isOutside = table.rows.contains {
            if case .ran(let run, _) = $0.result { ExitStatus.isOutsideSubset(run.diagnostics) } else { false }
        }
        try end(isOutside ? ExitStatus.badInput : isTooMuch ? ExitStatus.blocked : table.agrees ? 0 : ExitStatus.failed)
    }

    /// What is compared; what keeps it from being made is said, and ends the command.
    private func table(of program: Program) throws -> BundleTable {
        guard let base = Bundler.named(base) else { throw BundlerOption.unknown(base) }
        let bundlers = try listedBundlers(bundlers, of: "--bundlers")
        do throws(DiagnosticList) {
            return try BundleTable(program, base: base, bundlers, chunks.options, hosts: profiles)
        } catch {
            report(error.diagnostics)
            throw ExitCode(ExitStatus.ofBundling(error.diagnostics))
        }
    }

    private func draw(_ table: BundleTable, to path: String) throws {
        let (runs, leftOut) = table.pictured(limit: HostsOption.runLimit)
        if !leftOut.isEmpty {
            report([
                Diagnostic(
                    .usage,
                    "the picture has room for \(HostsOption.runLimit) runs that differ: \(leftOut.joined(separator: ", ")) are left out",
                    suggestion: "name fewer with --bundlers", severity: .warning)
            ])
        }
        if runs.isEmpty { return }
        try writeComparison(of: runs, to: path, outputs, tellingOn: format == .text ? standardOutput : standardError)
    }
}

extension BundleTable {
    /// The runs to be drawn: those that do the same at the same times are one.
    ///
    /// - Parameter limit: how many runs there are at most.
    /// - Returns: the runs, and the bundlers for which there was no room.
    func pictured(limit: Int) -> (runs: [ComparedRun], leftOut: [String]) {
        var groups: [[ComparedBundle]] = []
        for row in rows where row.trace != nil {
            if let index = groups.firstIndex(where: { $0[0].looksLike(row) }) { groups[index].append(row) } else { groups.append([row]) }
        }
        let hosts = Set(rows.map(\.host))
        let runs = groups.prefix(limit).compactMap { group -> ComparedRun? in
            guard case .ran(_, let run) = group[0].result else { return nil }
            let names = group.map(\.bundler)
            let shown =
                names.count > 8 ? names.prefix(7).joined(separator: ", ") + " and \(names.count - 7) more" : names.joined(separator: ", ")
            return ComparedRun(label: hosts.count > 1 ? "\(group[0].host): \(shown)" : shown, run: run, parting: mark(group[0]))
        }
        return (runs, groups.dropFirst(limit).flatMap { $0 }.map(\.bundler))
    }

    private func mark(_ row: ComparedBundle) -> (time: Int64, words: String)? {
        guard let parting = row.parting, let reason = parting.reason, let trace = row.trace else { return nil }
        let words = this(parting, reason)
        if let line = parting.line { return (line < trace.console.count ? trace.console[line].time : trace.duration, words) }
        switch reason {
        case .behind(_, _, let time, let native): return (min(time, max(native, 0)), words)
        case .late(_, _, _, let native): return (native, words)
        default: return nil
        }
    }

    private func this(_ parting: BundleParting, _ reason: BundleParting.Reason) -> String {
        (parting.line.map { "line \($0 + 1) differs: " } ?? "") + visibleText(words.label(reason))
    }
}

extension Outcome {
    /// Whether a limit stopped the run, or something that never ends.
    var isBlocked: Bool {
        if case .blocked = self { true } else { false }
    }
}
