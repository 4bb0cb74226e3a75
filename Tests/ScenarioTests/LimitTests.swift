import Files
import Testing

@testable import Scenario

@Suite struct LimitTests {
    @Test func settingsLieOverTheDefaultsInTheirOrder() {
        var document = LimitSettings(), flags = LimitSettings()
        document[.steps] = 10
        document[.heap] = 20
        flags[.steps] = 30
        let limits = Limits(document, flags)
        #expect(limits.steps == 30 && limits.heapBytes == 20 && limits.calls == Limits().calls)
    }

    @Test func littleRoomLowersWhatIsReadToo() {
        var settings = LimitSettings()
        settings.room = LimitSettings.Room(addressSpace: 400_000_000, heap: 40_000_000)
        let limits = Limits(settings)
        #expect(limits.heapBytes == 40_000_000 && limits.sourceBytes == 2_500_000 && limits.allSourceBytes == 2_500_000)
        #expect(
            limits.advice(.source)
                == "this process may use no more than 400MB of addresses (ulimit -v), so the limit 'source' is 2500kB here; raise that")
        #expect(Limits().allSourceBytes == nil && Limits().advice(.source).hasPrefix("the limit 'source' is 16MB; raise it with"))
    }

    @Test func theTimeUntilWhichARunIsWatchedIsReadAsItIsWritten() throws {
        #expect(try RunUntil.words.map { try RunUntil(parsing: $0) } == [.startUp, .settled, .idle])
        #expect(try RunUntil(parsing: "1.5s") == .time(VirtualDuration(nanoseconds: 1_500_000_000)))
        for (text, words) in [
            ("setled", "did you mean 'settled'?"), ("ever", "a time is a number and a unit, such as 10s"),
            ("1m", "write 1ms for milliseconds, or 1min for minutes"),
        ] {
            #expect(throws: Limit.ValueError.self) { try RunUntil(parsing: text) }
            do { _ = try RunUntil(parsing: text) } catch { #expect(error.suggestion == words) }
        }
        var document = LimitSettings(), flags = LimitSettings()
        document.until = .settled
        #expect(Limits(document, flags).until == .settled && Limits().until == .startUp)
        flags.until = .idle
        #expect(Limits(document, flags).until == .idle)
    }

    @Test(arguments: Limit.allCases) func everyLimitIsReadAsItIsWritten(limit: Limit) throws {
        for value in [limit.range.lowerBound, Limits()[limit], limit.range.upperBound] {
            #expect(try limit.value(parsing: limit.words(value)) == value, "\(limit.words(value))")
        }
        #expect(limit.range.contains(Limits()[limit]) && Limits()[limit] <= limit.scenarioMaximum)
        var limits = Limits()
        limits[limit] = limit.range.upperBound
        #expect(limits[limit] == limit.range.upperBound)
    }

    @Test func adviceSaysWhatCanBeDone() {
        #expect(
            Limit.heap.advice(256_000_000)
                == "the limit 'heap' is 256MB; raise it with --limit heap=512MB, or with limits: {heap: 512MB} in a scenario")
        #expect(Limit.heap.advice(800_000_000) == "the limit 'heap' is 800MB; raise it with --limit heap=1600MB")
        #expect(Limit.nesting.advice(2_000) == "the limit 'nesting' is as high as it can be: 2000")
    }

    @Test func thePageSaysEveryDefaultAndEveryMaximum() throws {
        let path = #filePath.replacing("Tests/ScenarioTests/LimitTests.swift", with: "docs/limits.md")
        let page = String(decoding: try readFile(path: path, limit: 1 << 20), as: UTF8.self)
        for limit in Limit.allCases {
            #expect(page.contains("| `\(limit.rawValue)` | \(Limits().words(limit)) |"), "the default of \(limit)")
            let most = limit == .time ? "100 years" : limit.words(limit.scenarioMaximum)
            let flag = limit == .time ? "100 years" : limit.words(limit.range.upperBound)
            let remark = limit == .source ? ", for its modules" : ""
            #expect(page.contains("| `\(limit.rawValue)` | \(most)\(remark) | \(flag) |"), "the maximum of \(limit)")
        }
    }
}
