import Analysis
import Bundlers
import Diagnostics
import Diagrams
import Hosts
import JavaScript
import Programs
import Simulator
import TestSupport
import Trace

extension FuzzTarget {
    private static let misplacesAwaits: Set<String> = ["bun", "bun-lazy", "rolldown", "rolldown-strict"]

    /// Bundles the program by one of the models, which the input chooses: it is refused with problems that can be shown, or gives files that
    /// parse, a run that ends, and pictures.
    func checkBundling(_ input: [UInt8], isThorough: Bool) throws(Finding) {
        guard let (program, host, scenario) = try program(of: input) else { return }
        let choice = fingerprint(input) / 16
        let bundler = Bundler.all[Int(choice % UInt64(Bundler.all.count))]
        var options = BundleOptions()
        switch choice / 32 % 3 {
        case 1: options.isSplitting = true
        case 2: options.isSplitting = false
        default: break
        }
        let bundle: Bundle
        do {
            bundle = try bundler.bundle(program, options)
        } catch {
            return try check(error.diagnostics, in: scenario.document.bytes)
        }
        try expect(!bundle.entries.isEmpty, "a bundle without an entry")
        for file in bundle.files where !file.isJSON {
            do {
                _ = try AnalysedModule(file.source, nesting: 2 * ParserLimits.nestingDepth)
            } catch {
                // These tools give such awaits into functions that are not async, and so do their models.
                if error.message.hasPrefix("'await' stands only in async functions"), Self.misplacesAwaits.contains(bundler.name) { return }
                throw Finding("\(bundler.name) prints what does not parse: \(error.message)")
            }
        }
        let run = bundle.program.run(RunOptions(host: host))
        try check(run.trace)
        try checkPictures(run)
        guard isThorough else { return }
        let again: Bundle
        do {
            again = try bundler.bundle(program, options)
        } catch {
            throw Finding("bundled twice, the program is refused")
        }
        try expect(again.files.map(\.source.bytes) == bundle.files.map(\.source.bytes), "bundled twice, the program gives other files")
        try expect(again.program.run(RunOptions(host: host)).trace == run.trace, "bundled twice, the program gives another trace")
    }

    private func checkPictures(_ run: Run) throws(Finding) {
        let analysed = AnalysedRun(run.trace.unbundled)
        for view in View.all(of: analysed) {
            do {
                _ = try WellFormedXML(Diagrams.draw(analysed, view: view, options: DrawOptions()).svg())
            } catch {
                throw Finding("the \(view.rawValue) of a bundle cannot be drawn: \(error)")
            }
        }
    }
}
