import Analysis
import ArgumentParser
import Diagrams
import Foundation
import Fuzzing
import Programs
import Scenario
import Simulator

/// `tla-sim-fuzz growth`
struct GrowthCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "growth", abstract: "Run and draw one scenario many times in one process, and tell how the process grew.")

    @Option var scenario = "Scenarios/hello/siblings.yaml"
    @Option(help: "How many runs.") var runs = 10_000
    @Option(help: "How many KiB the process may grow after the first tenth of the runs.") var slack = 1_024

    func run() throws {
        let grown = try judged {
            try repeatRun(runs / 10)
            let before = residentBytes()
            try repeatRun(runs - runs / 10)
            return residentBytes() - before
        }
        say("\(runs) runs with pictures: grown by \(grown >> 10) KiB")
        if grown > slack << 10 { throw ExitCode(1) }
    }

    private func repeatRun(_ count: Int) throws {
        for _ in 0..<count {
            let run = AnalysedRun(try Program.load(path: scenario).run().trace)
            _ = run.trace.text()
            for view in View.all(of: run) { _ = try draw(run, view: view).svg() }
        }
    }
}

/// What the process has in memory, in bytes; 0 where that cannot be told.
func residentBytes() -> Int {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
    let words = text.split(separator: " ")
    return words.count > 1 ? (Int(words[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
}
