import Foundation
import TestSupport
import Testing

@testable import Fuzzing

@Suite("Fuzz targets")
struct FuzzTargetTests {
    static let scenarios = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "Scenarios").path

    @Test("what people wrote passes every target", arguments: FuzzTarget.allCases)
    func corpus(target: FuzzTarget) throws {
        let seeds = try Corpus.seeds(for: target, scenarios: Self.scenarios)
        #expect(seeds.count > 50)
        // Of many some: `make fuzz` begins with all of them.
        for seed in seeds.enumerated().filter({ $0.offset % max(1, seeds.count / 150) == 0 }).map(\.element) {
            try onLargeStack {
                #expect(throws: Never.self, "\(String(decoding: seed.prefix(200), as: UTF8.self))") { try target.check(seed) }
            }
        }
    }

    @Test("some hundred made inputs pass every target", arguments: FuzzTarget.allCases)
    func madeInputs(target: FuzzTarget) throws {
        let seeds = try Corpus.seeds(for: target, scenarios: Self.scenarios)
        for seed in UInt64(1)...(target == .drawing || target == .play ? 30 : 100) {
            var mutator = Mutator(seed: seed, others: seeds)
            let input = mutator.input(for: target)
            try onLargeStack {
                #expect(throws: Never.self, "seed \(seed): \(String(decoding: input, as: UTF8.self))") { try target.check(input) }
            }
        }
    }

    @Test("the same seed makes the same input", arguments: FuzzTarget.allCases)
    func repeatable(target: FuzzTarget) throws {
        let seeds = try Corpus.seeds(for: target, scenarios: Self.scenarios)
        for seed in UInt64(1)...50 {
            var (first, second) = (Mutator(seed: seed, others: seeds), Mutator(seed: seed, others: seeds))
            #expect(first.input(for: target) == second.input(for: target), "seed \(seed)")
        }
    }

    @Test("a target says what is wrong: a fault planted in its output is found")
    func findings() throws {
        let target = FuzzTarget.console
        #expect(throws: Finding.self) { try target.checkVisible("a\u{1B}[2J", "the text") }
        #expect(throws: Finding.self) { try target.checkJSON(Array("{\"a\": 1,}".utf8), "the JSON") }
        #expect(throws: Never.self) { try target.checkJSON(Array("[{\"a\": [1e5, \"\\u00e9\"]}, null]".utf8), "the JSON") }
    }

    @Test("modules in one text come apart and together again")
    func moduleTexts() {
        let text = "import './b.mjs';\n//// b.mjs\nlet b;\n//// c.mjs\n"
        let modules = ModuleTexts(parsing: Array(text.utf8))
        #expect(modules.modules.map(\.name) == ["main.mjs", "b.mjs", "c.mjs"])
        #expect(modules.modules[1].text == "let b;\n")
        #expect(ModuleTexts(parsing: Array("a\n//// main.mjs\nb".utf8)).modules.map(\.name) == ["main.mjs", "main.mjs1"])
    }

    @Test("shrinking keeps what fails, and nothing else")
    func shrinking() {
        let input = Array("one\ntwo\nthree four five\nsix\n".utf8)
        let small = shrunk(input, tries: 500) { String(decoding: $0, as: UTF8.self).contains("four") }
        #expect(String(decoding: small, as: UTF8.self) == "four")
    }
}
