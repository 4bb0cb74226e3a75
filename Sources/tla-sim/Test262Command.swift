import ArgumentParser
import Conformance
import Diagnostics
import Files
import Text
import Threads

/// `tla-sim test262 PATH`
struct Test262Command: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test262",
        abstract: "Run the tests of a test262 checkout in the simulator.",
        discussion: """
            Without --list: every test of test/language and test/built-ins, or of
            the folders that --folder names. The tests' harness is built in;
            scripts run strict, and what needs sloppy code, or a feature that is not
            there, is counted as not run, with its reason. No file outside the
            checkout is read.

            Examples:
              tla-sim test262 ../test262
              tla-sim test262 ../test262 --folder test/built-ins/Proxy
              tla-sim test262 ../test262 --list Tests/ConformanceTests/test262-core.txt

            Exit status:
              0   every test that was run passed
              1   a test failed
              2   PATH is no checkout of test262, or has no such folder; a list is
                  empty, or names a test that is not there or lies outside of it
              64  the command line is wrong
            """)

    @Argument(help: ArgumentHelp("A checkout of test262.", valueName: "path"), completion: .directory)
    var path: String

    @Option(
        help: ArgumentHelp("Run the tests that this file names, a path below the checkout on each line.", valueName: "file"),
        completion: .file())
    var list: String?

    @Option(help: ArgumentHelp("Run the tests of this folder below the checkout. May be given several times.", valueName: "folder"))
    var folder: [String] = []

    @Option(help: ArgumentHelp("How many tests run at once.", valueName: "count"))
    var jobs = 4

    @Flag(name: .shortAndLong, help: "Also name the tests that pass, and those that are not run.")
    var verbose = false

    mutating func validate() throws {
        if list != nil, !folder.isEmpty { throw ValidationError("--list and --folder both say which tests to run: write one of them.") }
        guard (1...64).contains(jobs) else { throw ValidationError("--jobs takes a number from 1 to 64, and not \(jobs).") }
    }

    mutating func run() throws {
        var tests: [String] = []
        do throws(DiagnosticList) {
            if let list { tests = try Test262Selection.read(list: list) } else { tests = try collectedTests() }
        } catch {
            report(error.diagnostics)
            try end(ExitStatus.badInput)
        }
        var summary = Test262Summary()
        var problems: [Diagnostic] = []
        for (name, outcome) in zip(tests, outcomes(of: tests)) {
            switch outcome {
            case .success(let result):
                summary.add(result, for: name)
                show(result, name)
            case .failure(let error): problems += error.diagnostics
            }
        }
        report(problems)
        // Of nothing there is nothing to count: the problems say why.
        if problems.count < tests.count {
            standardOutput.write(summary.text)
            if list == nil, !summary.reasonsText.isEmpty { standardOutput.write("\nnot run:\n" + summary.reasonsText) }
        }
        try end(!problems.isEmpty ? ExitStatus.badInput : summary.failed > 0 ? ExitStatus.failed : 0)
    }

    /// What becomes of each test, in their order.
    private func outcomes(of tests: [String]) -> [Result<Test262Result, DiagnosticList>] {
        let threads = min(jobs, max(1, tests.count / Self.blockSize))
        let checkout = path
        return mappedInParallel(tests, threads: threads, blockSize: Self.blockSize, stackSize: LargeStack.size) { test in
            Result { () throws(DiagnosticList) in try Test262Test(path: test, checkout: checkout).run() }
        }
    }

    private static let blockSize = 16

    private func show(_ result: Test262Result, _ name: String) {
        switch result {
        case .passed: if verbose { standardOutput.write("ok    \(visibleText(name))\n") }
        case .notRun(let reason): if verbose { standardOutput.write("-     \(visibleText(name)): \(visibleText(reason))\n") }
        case .failed(let reason): standardOutput.write("FAIL  \(visibleText(name)): \(visibleText(reason))\n")
        }
    }

    private func collectedTests() throws(DiagnosticList) -> [String] {
        var found: [String] = []
        for folder in folder.isEmpty ? Test262Selection.folders : folder {
            let before = found.count
            collectTests(in: folder, &found)
            if found.count == before, !self.folder.isEmpty {
                throw DiagnosticList([
                    Diagnostic(.file, "\(path) has no tests in \(folder)", suggestion: "name a folder by its path below the checkout")
                ])
            }
        }
        guard found.isEmpty else { return found }
        throw DiagnosticList([
            Diagnostic(
                .file, "\(path) is no checkout of test262",
                suggestion: "get one with git clone --depth 1 https://github.com/tc39/test262, and give its folder")
        ])
    }

    private func collectTests(in folder: String, _ found: inout [String]) {
        for name in listFolder(Paths.joined(path, folder)) ?? [] {
            let inner = Paths.joined(folder, name)
            if isFolder(Paths.joined(path, inner)) {
                collectTests(in: inner, &found)
            } else if Test262Selection.isTest(name) {
                found.append(inner)
            }
        }
    }
}
