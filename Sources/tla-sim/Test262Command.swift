import ArgumentParser
import Conformance
import Diagnostics
import Text

/// `tla-sim test262 PATH`
struct Test262Command: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test262",
        abstract: "Run the order tests of a test262 checkout in the simulator.",
        discussion: """
            Without --list: the tests of the folders that are about the order of
            evaluation, import(), import defer and promises. The tests' harness is
            built in; scripts are run as modules, and what needs sloppy code or a
            feature outside the subset is counted as not run. No file outside the
            checkout is read.

            Example:
              tla-sim test262 ../test262 --list Tests/ConformanceTests/test262-core.txt

            Exit status:
              0   every test that was run passed
              1   a test failed
              2   PATH is no checkout of test262; a list is empty, or names a test
                  that is not there or lies outside of it
              64  the command line is wrong
            """)

    @Argument(help: ArgumentHelp("A checkout of test262.", valueName: "path"), completion: .directory)
    var path: String

    @Option(
        help: ArgumentHelp("Run the tests that this file names, a path below the checkout on each line.", valueName: "file"),
        completion: .file())
    var list: String?

    @Flag(name: .shortAndLong, help: "Also name the tests that pass.")
    var verbose = false

    mutating func run() throws {
        var tests: [String] = []
        do throws(DiagnosticList) {
            if let list { tests = try Test262Selection.read(list: list) } else { tests = try defaultTests() }
        } catch {
            report(error.diagnostics)
            try end(ExitStatus.badInput)
        }
        var summary = Test262Summary()
        var problems: [Diagnostic] = []
        for name in tests {
            do throws(DiagnosticList) {
                let result = try Test262Test(path: name, checkout: path).run()
                summary.add(result, for: name)
                show(result, name)
            } catch {
                problems += error.diagnostics
            }
        }
        report(problems)
        // Of nothing there is nothing to count: the problems say why.
        if problems.count < tests.count { standardOutput.write(summary.text) }
        try end(!problems.isEmpty ? ExitStatus.badInput : summary.failed > 0 ? ExitStatus.failed : 0)
    }

    private func show(_ result: Test262Result, _ name: String) {
        switch result {
        case .passed: if verbose { standardOutput.write("ok    \(visibleText(name))\n") }
        case .notRun(let reason): if verbose { standardOutput.write("-     \(visibleText(name)): \(visibleText(reason))\n") }
        case .failed(let reason): standardOutput.write("FAIL  \(visibleText(name)): \(visibleText(reason))\n")
        }
    }

    private func defaultTests() throws(DiagnosticList) -> [String] {
        var found: [String] = []
        for folder in Test262Selection.folders { collectTests(in: folder, &found) }
        guard found.isEmpty else { return found }
        throw DiagnosticList([
            Diagnostic(
                .file, "\(path) is no checkout of test262",
                suggestion: "get one with git clone --depth 1 https://github.com/tc39/test262, and give its folder")
        ])
    }

    private func collectTests(in folder: String, _ found: inout [String]) {
        for name in listFolder(joined(path, folder)) ?? [] {
            let inner = joined(folder, name)
            if isFolder(joined(path, inner)) {
                collectTests(in: inner, &found)
            } else if Test262Selection.isTest(name) {
                found.append(inner)
            }
        }
    }
}
