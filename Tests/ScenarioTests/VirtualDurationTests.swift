import Testing

@testable import Scenario

@Suite struct VirtualDurationTests {
    @Test(
        arguments: [
            ("0", 0), ("1", 1_000_000), ("1.5", 1_500_000), ("1s", 1_000_000_000), ("250ms", 250_000_000), ("1.5s", 1_500_000_000),
            ("10us", 10_000), ("2min", 120_000_000_000), ("5ns", 5), (".5ms", 500_000), ("1e3", 1_000_000_000), ("25e-1s", 2_500_000_000),
            ("0.1s", 100_000_000), ("0.000000001s", 1), ("1.000000000s", 1_000_000_000), ("0.0000000000s", 0), ("0.05min", 3_000_000_000),
            ("3153600000s", 3_153_600_000_000_000_000), ("+2s", 2_000_000_000),
        ] as [(String, Int64)])
    func isExact(text: String, nanoseconds: Int64) throws {
        #expect(try VirtualDuration(parsing: text).nanoseconds == nanoseconds)
    }

    @Test(arguments: [
        ("-1s", "a duration cannot be negative, found '-1s'"), ("NaN", "expected a duration, found 'NaN'"),
        (".inf", "expected a duration, found '.inf'"), ("", "expected a duration, found ''"), ("s", "expected a duration, found 's'"),
        ("1 s", "unknown unit in the duration '1 s', expected ns, us, ms, s or min"),
        ("1.2.3s", "unknown unit in the duration '1.2.3s', expected ns, us, ms, s or min"),
        ("0x10", "unknown unit in the duration '0x10', expected ns, us, ms, s or min"),
        ("0.5ns", "a duration counts whole nanoseconds, and '0.5ns' is finer"),
        ("3153600000.000000001s", "a duration is at most 100 years, found '3153600000.000000001s'"),
        ("99999999999999999999999999min", "a duration is at most 100 years, found '99999999999999999999999999min'"),
        ("1e99999999999999999999", "a duration is at most 100 years, found '1e99999999999999999999'"),
        ("1e-99999999999999999999", "a duration counts whole nanoseconds, and '1e-99999999999999999999' is finer"),
    ])
    func refusesWhatIsNone(text: String, message: String) {
        #expect(throws: VirtualDuration.ParseError.self) { try VirtualDuration(parsing: text) }
        do throws(VirtualDuration.ParseError) { _ = try VirtualDuration(parsing: text) } catch { #expect(error.message == message) }
    }

    @Test func isWrittenExactly() {
        #expect(VirtualDuration(nanoseconds: 1).milliseconds == "0.000001")
        #expect(VirtualDuration(nanoseconds: 250_000).milliseconds == "0.25")
        #expect(VirtualDuration(nanoseconds: 1_000_000_000).milliseconds == "1000")
        #expect(VirtualDuration(nanoseconds: 1_500_000_000).description == "1.5s")
        #expect(VirtualDuration(nanoseconds: 250_000_000).description == "250ms")
        #expect(VirtualDuration(nanoseconds: 0).description == "0ms")
    }
}
