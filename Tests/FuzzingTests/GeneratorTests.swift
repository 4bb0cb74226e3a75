import Simulator
import TestSupport
import Testing

@testable import Fuzzing

@Suite struct GeneratorTests {
    @Test func `the same seed gives the same cases, whatever else is generated`() {
        let generator = FuzzGenerator(seed: 7, families: FuzzFamily.allCases)
        let forwards = (0..<80).map(generator.fuzzCase)
        let backwards = (0..<80).reversed().map(generator.fuzzCase)
        #expect(forwards == backwards.reversed())
        #expect(Set(forwards).count > 75, "cases repeat")
        #expect(forwards != (0..<80).map(FuzzGenerator(seed: 8, families: FuzzFamily.allCases).fuzzCase))
    }

    /// What a seed means must not change from one version to the next without anybody noticing: reports name cases by it.
    @Test func `a case is what it was`() {
        let item = FuzzGenerator(seed: 1, families: [.dag]).fuzzCase(3)
        #expect(item.files.map { "\($0.name):\n\($0.source)" }.joined() == Self.recorded)
    }

    static let recorded = ""

    @Test(arguments: FuzzFamily.allCases)
    func `every case parses and ends`(family: FuzzFamily) throws {
        let generator = FuzzGenerator(seed: 3, families: [family])
        let host = try #require(HostProfile.named("node@20"))
        for number in 0..<60 {
            let item = generator.fuzzCase(number)
            let result = try onLargeStack { item.simulated(on: host) }
            if case .died(let words) = result.ending { Issue.record("\(family) \(number): \(words)\n\(item.scenarioText())") }
        }
    }

    @Test func `the families are about what they say`() {
        func cases(_ family: FuzzFamily) -> [FuzzCase] { (0..<200).map(FuzzGenerator(seed: 5, families: [family]).fuzzCase) }
        func hasCycle(_ item: FuzzCase) -> Bool { item.modules.indices.contains { item.reachable(from: $0).contains($0) } }
        for family in [FuzzFamily.dag, .ticks] { #expect(!cases(family).contains(where: hasCycle)) }
        for family in [FuzzFamily.cycles, .errors, .dynamic, .timers, .values] { #expect(cases(family).count(where: hasCycle) > 30, "\(family)") }
        #expect(cases(.errors).count(where: \.hasError) > 100)
        #expect(cases(.timers).count(where: \.hasTimers) > 150)
        for family in FuzzFamily.allCases where family != .timers { #expect(!cases(family).contains(where: \.hasTimers)) }
    }

    @Test func `no two timers of a case are due at nearly the same time`() {
        for number in 0..<200 {
            let item = FuzzGenerator(seed: 5, families: [.timers]).fuzzCase(number)
            var delays: [Int] = []
            for statement in item.modules.flatMap(\.body) {
                switch statement {
                case .sleep(let delay), .timer(let delay), .clearedTimer(let delay): delays.append(delay)
                case .raceSleeps(let first, let second), .timerInTimer(let first, let second): delays += [first, second]
                default: break
                }
            }
            #expect(Set(delays).count == delays.count && delays.allSatisfy { $0 >= 8 && $0.nonzeroBitCount == 1 }, "case \(number): \(delays)")
        }
    }
}
