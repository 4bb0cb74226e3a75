import Testing
import Text

@Suite("Times as text")
struct MillisecondsTests {
    @Test(
        "Exact and as short as can be",
        arguments: [
            (0, "0 ms"), (1, "0.000001 ms"), (250_000, "0.25 ms"), (1_000_000, "1 ms"), (1_500_000, "1.5 ms"),
            (1_000_000_000, "1000 ms"), (-2_500_000, "-2.5 ms"), (Int64.max, "9223372036854.775807 ms"),
            (Int64.min, "-9223372036854.775808 ms"),
        ] as [(Int64, String)])
    func duration(nanoseconds: Int64, text: String) {
        #expect(durationText(nanoseconds) == text)
    }
}
