import Analysis
import ArgumentParser
import Diagnostics
import Diagrams
import Explanation
import Programs
import Simulator
import Text
import Trace
import WhatIf

/// `tla-sim what-if INPUT`
struct WhatIfCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "what-if",
        abstract: "Run the program with something changed, beside the program itself.",
        discussion: """
            Tells what the change brings: how long the start-up takes before and after,
            which modules begin and end at another time, what is printed in another
            order, and what breaks. The program's files stay as they are.

            --set SUBJECT=TIME    something takes another time:
                config.mjs=100ms     the awaits of its top level, together
                config.mjs:3=50ms    each await in that line
                'https://…=0ms'      what fetch() finds there, in a scenario
                load:config.mjs=1s   the module's way here; also parse:
            --parallel config.mjs   its top-level awaits that do not depend on each
                                    other wait side by side; config.mjs:3,5 for those
            --defer report.mjs      it is loaded when its importers have run
            --preload ui.mjs        the page asks for it by a modulepreload
            --cut a.mjs:12          the await, or the import, in that line is left out
            --bundler rollup        what the bundler makes of it, with the changes

            Examples:
              tla-sim what-if main.mjs --parallel config.mjs
              tla-sim what-if main.mjs --set config.mjs:3=0ms --host node -o compare.svg

            Exit status:
              0   both ran, and the change breaks nothing
              1   with the change the program ends otherwise; or the program itself
                  does not parse, link or load
              2   the input cannot be used
              14  the program has no end, or both runs together take more steps than
                  the limit has
              64  the command line is wrong, or the change cannot be made
              74  the picture cannot be written
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, json }

    @OptionGroup var input: InputArgument

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Let a module, a line's await, or a resource take that long. May be given several times.", valueName: "subject=time"))
    var set: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Let independent awaits of a module's top level wait side by side. May be given several times.", valueName: "module"))
    var parallel: [String] = []

    @Option(
        name: .customLong("defer"), parsing: .singleValue,
        help: ArgumentHelp("Load a module after its importers have run. May be given several times.", valueName: "module"))
    var deferred: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Leave the await or the import of a line out. May be given several times.", valueName: "module:line"))
    var cut: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Have the page preload a module. May be given several times.", valueName: "module"))
    var preload: [String] = []

    @OptionGroup var bundler: BundlerOption
    @OptionGroup var host: HostOption

    @Option(help: ArgumentHelp("The form of the comparison: text, markdown or json.", valueName: "format"))
    var format = Format.text

    @Option(
        name: [.customShort("o"), .long], help: ArgumentHelp("Also draw both runs, as SVG.", valueName: "file"),
        completion: .file(extensions: ["svg"]))
    var output: String?

    @OptionGroup var outputs: OutputOptions
    @OptionGroup var limits: LimitOptions
    @OptionGroup var reporting: ReportOptions

    func validate() throws {
        if set.isEmpty, parallel.isEmpty, deferred.isEmpty, cut.isEmpty, preload.isEmpty, bundler.name == nil {
            throw ValidationError("Nothing is changed. Write --set, --parallel, --defer, --cut, --preload or --bundler.")
        }
        if let output { _ = try PictureFormat.chosen(.svg, output: output) }
        if output == standardStreamName {
            throw ValidationError("The comparison goes to standard output. Write -o with the name of a file.")
        }
    }

    mutating func run() throws {
        let changes = try changes()
        let program = try input.load(limits)
        var options = RunOptions(host: host.profile)
        let before = program.run(options)
        guard before.trace.hasRun, !before.trace.outcome.isBlocked else {
            // There is nothing whole to change.
            report(Explanation(of: before, program).diagnostics)
            return try end(ExitStatus.of(before.trace.outcome, before.diagnostics))
        }
        let changed: WhatIf.Result
        do throws(Diagnostic) {
            let whatIf = WhatIf(program, loaded: before.loadedModules)
            options.stepsTaken = before.stepCount + whatIf.steps
            guard options.stepsTaken < program.effectiveLimits.steps else { throw program.problem(ofTooMuch: "the program is not changed") }
            changed = try whatIf.applying(changes)
        } catch {
            report([program.located(error)])
            return try end(ExitStatus.ofChanging(error))
        }
        let after = try bundler.applied(to: changed.program).run(options)
        guard after.stepCount <= program.effectiveLimits.steps else {
            report([program.problem(ofTooMuch: "the program with the change is not run to its end")])
            return try end(ExitStatus.blocked)
        }
        let forms = WhatIfForms(
            changes: changes, bundler: bundler.name, changed: changed, before: before, after: after, title: program.title)
        switch format {
        case .text: standardOutput.write(forms.text)
        case .markdown: standardOutput.write(forms.markdown)
        case .json: standardOutput.write(forms.json)
        }
        standardOutput.flush()
        report(forms.problems)
        if let output { try draw(forms, to: output) }
        let isOutside = ExitStatus.isOutsideSubset(before.diagnostics + after.diagnostics)
        try end(isOutside ? ExitStatus.badInput : forms.isBroken ? ExitStatus.failed : 0)
    }

    private func changes() throws -> [Change] {
        do throws(Diagnostic) {
            var changes: [Change] = []
            for text in set { changes.append(try ChangeText.set(text)) }
            for text in parallel { changes.append(try ChangeText.parallel(text)) }
            for text in deferred { changes.append(.defer(module: text)) }
            for text in preload { changes.append(.preload(module: text)) }
            for text in cut { changes.append(try ChangeText.cut(text)) }
            return changes
        } catch {
            report([error])
            throw ExitCode.validationFailure
        }
    }

    private func draw(_ forms: WhatIfForms, to path: String) throws {
        let runs = [
            ComparedRun(label: "before", run: AnalysedRun(forms.before.trace.unbundled)),
            ComparedRun(label: forms.label, run: AnalysedRun(forms.after.trace.unbundled)),
        ]
        try writeComparison(of: runs, to: path, outputs, tellingOn: format == .text ? standardOutput : standardError)
    }
}
