import Hosts
import Simulator
import TestSupport
import Testing
import Text

@testable import Differential

@Suite struct GeneratorTests {
    @Test func `the same seed gives the same cases, whatever else is generated`() {
        let generator = FuzzGenerator(seed: 7, families: FuzzFamily.allCases)
        let forwards = (0..<80).map(generator.fuzzCase)
        let backwards = (0..<80).reversed().map(generator.fuzzCase)
        #expect(forwards == backwards.reversed())
        #expect(Set(forwards).count > 75, "cases repeat")
        #expect(forwards != (0..<80).map(FuzzGenerator(seed: 8, families: FuzzFamily.allCases).fuzzCase))
    }

    /// Reports name cases by seed and number, so what those mean must not change without anybody noticing.
    @Test func `the cases of a seed are what they were`() {
        let generator = FuzzGenerator(seed: 1, families: FuzzFamily.allCases)
        // The names and sources of eighty cases.
        let texts = (0..<80).flatMap { generator.fuzzCase($0).files }.map { $0.name + $0.source }
        #expect(
            fnv1a(texts.joined().utf8) == 15_432_466_613_242_897_494, "if the generator is meant to have changed, write this number here")
    }

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
        for family in [FuzzFamily.dag, .ticks] {
            let found = cases(family).count { hasCycle($0) }
            #expect(found == 0, "\(family)")
        }
        for family in [FuzzFamily.cycles, .errors, .dynamic, .timers, .values] {
            let found = cases(family).count { hasCycle($0) }
            #expect(found > 30, "\(family)")
        }
        let failing = cases(.errors).count { $0.hasError }
        #expect(failing > 100)
        for family in FuzzFamily.allCases {
            let timed = cases(family).count { $0.hasTimers }
            #expect(family == .timers ? timed > 150 : timed == 0, "\(family): \(timed)")
        }
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
            #expect(
                Set(delays).count == delays.count && delays.allSatisfy { $0 >= 8 && $0.nonzeroBitCount == 1 }, "case \(number): \(delays)")
        }
    }
}
