import Testing

@testable import Differential

@Suite struct VerdictTests {
    /// The entry imports two modules, one after the other; the second ended well, in a cycle whose root fails.
    static let erroredCycle = FuzzCase(
        family: .errors,
        modules: [
            .init(body: [.dynamicImport(1, .caught), .dynamicImport(3, .caught)]),
            .init(imports: [FuzzImport(target: 2, form: .bare)]),
            .init(imports: [FuzzImport(target: 3, form: .bare)], body: [.awaitValue(.null), .throwError]),
            .init(imports: [FuzzImport(target: 2, form: .bare)]),
        ])

    private static let simulated = FuzzResult(lines: ["a", "b", "= fulfilled"], ending: .ranOut)

    private func explained(_ lines: [String], _ words: String, of item: FuzzCase = erroredCycle) -> Bool {
        KnownDeparture.explaining(item, seen: FuzzResult(lines: lines, ending: .died(words)), simulated: Self.simulated) != nil
    }

    @Test func `an abort is known by the check that failed, and by what came before it`() {
        let words = "Check failed: module->status() == kLinked || module->status() == kEvaluated."
        #expect(explained(["a", "b"], words))
        #expect(explained([], words))
        #expect(explained(["a"], "Check failed: module->status() == kLinked || module->status() == kEvaluatingAsync || more"))
        #expect(explained(["a"], "Check failed: module->status() == kEvaluating || module->status() == kEvaluated."))
        // Another order before it, or more than the simulator prints, is a difference of its own.
        #expect(!explained(["b"], words))
        #expect(!explained(["a", "b", "= fulfilled", "c"], words))
        #expect(!explained(["a", "b"], "Check failed: something else"))
        #expect(!explained(["a", "b"], "# Fatal error in , line 0"))
        #expect(!explained(["a", "b"], "no end"))
        // Without such a cycle, or without an error, there is nothing that V8 is known to abort for.
        var tame = Self.erroredCycle
        tame.modules[2].body.removeLast()
        #expect(!explained(["a"], words, of: tame))
        tame = Self.erroredCycle
        tame.modules[3].imports = []
        #expect(!explained(["a"], words, of: tame))
    }

    @Test func `results are the same by the code units of their lines`() {
        func printed(_ line: String) -> FuzzResult { FuzzResult(lines: [line], ending: .ranOut) }
        #expect(printed("\u{E9}") == printed("\u{E9}"))
        #expect(printed("\u{E9}") != printed("e\u{301}"))
        #expect(printed("a") != FuzzResult(lines: ["a"], ending: .uncaught("")))
        #expect(printed("a") != FuzzResult(lines: ["a", "b"], ending: .ranOut))
    }
}
