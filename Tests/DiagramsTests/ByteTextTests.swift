import Testing

@testable import Diagrams

/// Numbers, as they stand in every picture.
@Suite struct ByteTextTests {
    @Test(
        arguments: [
            (0, "0"), (1, "1"), (-1, "-1"), (12.5, "12.5"), (0.05, "0.05"), (-0.25, "-0.25"), (1.004, "1"), (1.005001, "1.01"),
            (99.999, "100"),
            (-0.004, "0"), (1_234_567.891, "1234567.89"), (.nan, "0"), (.infinity, "0"), (1e300, "0"),
        ] as [(Double, String)])
    func decimals(_ value: Double, _ text: String) {
        #expect(fixed(value) == text)
    }

    @Test func asManyDecimalsAsAreAskedFor() {
        #expect(fixed(1.0 / 3, digits: 5) == "0.33333")
        #expect(fixed(2.0 / 3, digits: 0) == "1")
        #expect(fixed(1.00001, digits: 5) == "1.00001")
    }

    @Test(
        arguments: [
            (0, "0 ms"), (1, "1 ns"), (1_500, "1.5 µs"), (12_345_678, "12.345678 ms"), (60_000_000_000, "60 s"), (-250_000, "-250000 ns"),
        ] as [(Int64, String)])
    func durations(_ nanoseconds: Int64, _ text: String) {
        #expect(duration(nanoseconds) == text)
    }

    @Test func theLargestAndTheSmallestWholeNumbers() {
        var text = ByteText()
        text.append(Int.min)
        text.append(Int.max)
        text.append(0)
        #expect(text.text == "\(Int.min)\(Int.max)0")
    }
}
