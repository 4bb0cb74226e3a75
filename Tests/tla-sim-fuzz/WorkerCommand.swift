import ArgumentParser
import Foundation
import Fuzzing

/// `tla-sim-fuzz worker`: tries inputs until the time is over or one breaks it.
struct WorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "worker", abstract: "What `run` starts.", shouldDisplay: false)

    @Argument var target: FuzzTarget
    @Option var record: String
    @Option var seed: UInt64
    @Option var seconds: Double
    @Option var corpus: String
    @Option var scenarios: String
    @Flag var libFuzzer = false

    func run() throws {
        limitMemory()
        let record = try Record(path: self.record)
        let seeds = try Corpus.seeds(for: target, scenarios: scenarios)
        try judged {
            if libFuzzer {
                try LibFuzzer.run(target, record: record, seeds: seeds, seed: seed, seconds: seconds, corpus: corpus)
            } else {
                try OwnFuzzer.run(target, record: record, seeds: seeds, seed: seed, seconds: seconds)
            }
        }
        record.state = .done
    }
}

/// Tries one input; does not come back when it shows a fault.
func tryInput(_ input: UnsafeBufferPointer<UInt8>, _ target: FuzzTarget, _ record: Record) {
    record.begin(UnsafeRawBufferPointer(input))
    do {
        if let verdict = try judge(Array(input), target) {
            record.message = verdict
            record.state = .failed
            _exit(1)
        }
    } catch {
        record.message = "\(error)"
        record.state = .failed
        _exit(1)
    }
    // What is never given back shows after many inputs only.
    if record.count % 256 == 0, residentBytes() > 2 << 30 {
        record.message = "the process has grown to \(residentBytes() >> 20) MiB"
        record.state = .failed
        _exit(1)
    }
}

/// The mutations of ours alone: each input follows from the seed and its number.
enum OwnFuzzer {
    static func seed(_ seed: UInt64, _ number: Int) -> UInt64 { seed &* 0x9E37_79B9_7F4A_7C15 ^ (UInt64(number) &* 0xD1B5_4A32_D192_ED03) }

    static func run(_ target: FuzzTarget, record: Record, seeds: [[UInt8]], seed: UInt64, seconds: Double) throws {
        let end = Date().addingTimeInterval(seconds)
        var number = 0
        while Date() < end {
            var mutator = Mutator(seed: Self.seed(seed, number), others: seeds)
            let input = mutator.input(for: target)
            input.withUnsafeBufferPointer { tryInput($0, target, record) }
            number += 1
        }
    }
}
