import Foundation
import Hosts
import Programs
import Scenario
import Simulator
import TestSupport
import Trace

extension FuzzTarget {
    /// A fifth of what is allowed by default, and so in a fifth of its time; much less in a build that is not optimised.
    private static var bounds: (steps: Int64, heap: Int64) {
        #if DEBUG
        (10_000, 8_000_000)
        #else
        (2_000_000, 50_000_000)
        #endif
    }

    /// What a run may take beside what the limit counts, in bytes: its program's text and code, its record, and what it holds for a while.
    private static let besides = 150_000_000

    /// Runs a program of ``Attacks``, or what became of one. The first byte is the digit of the host.
    ///
    /// The time is judged by whoever calls, as for all targets.
    func checkLimits(_ input: [UInt8]) throws(Finding) {
        guard let selector = input.first else { return }
        let host = HostProfile.all[Int(selector &- UInt8(ascii: "0")) % 5]
        let text = ModuleTexts(parsing: Attacks.expanded(Array(input.dropFirst())))
        let program: Program
        let scenario: Scenario
        do {
            var read = try readScenario(Array(text.document.utf8))
            read.limits[.steps] = Self.bounds.steps
            read.limits[.heap] = Self.bounds.heap
            scenario = read
            program = try Program(scenario: scenario)
        } catch {
            return
        }
        let memory = PeakMemory()
        let run = program.run(RunOptions(host: host))
        let grown = memory.grown()
        try expect((0...255).contains(run.exitStatus), "an exit status that no process has")
        // Twice what is counted, while it moves to a larger place.
        try expect(
            grown < 2 * Int(Self.bounds.heap) + Self.besides,
            "a run takes \(grown >> 20) MiB where \(Self.bounds.heap >> 20) MiB are allowed")
    }
}

/// How far the memory of the process rises from one moment on. Where the system does not tell, it never does.
private struct PeakMemory {
    private let start: Int

    init() {
        // Makes the highest that was reached the present again.
        try? Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs"))
        start = Self.peak
    }

    func grown() -> Int { max(0, Self.peak - start) }

    /// In bytes.
    private static var peak: Int {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kilobytes = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return 0 }
        return kilobytes << 10
    }
}
