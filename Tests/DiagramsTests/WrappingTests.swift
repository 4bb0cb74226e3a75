import Testing

@testable import Diagrams

@Suite struct WrappingTests {
    private let font = Canvas.Font(size: 9.5)

    @Test func noWordStandsAloneInTheLastLine() {
        let text = "they part at line 3: host node prints no more, host deno prints price ends; a column per job, in the order they ran"
        let limit = TextMetrics.width(of: text, font) - 5
        let lines = TextMetrics.wrapped(text, width: limit, lines: 2, font)
        #expect(lines.joined(separator: " ") == text)
        let widths = lines.map { TextMetrics.width(of: $0, font) }
        #expect(widths.count == 2 && widths[1] > 0.8 * widths[0] && widths.allSatisfy { $0 <= limit })
    }

    @Test func whatHasNoRoomIsCutAtTheEndOfFullLines() {
        let text = Array(repeating: "word", count: 60).joined(separator: " ")
        let lines = TextMetrics.wrapped(text, width: 300, lines: 2, font)
        #expect(lines.count == 2 && lines[1].hasSuffix("…"))
        #expect(lines.allSatisfy { TextMetrics.width(of: $0, font) > 250 })
        #expect(TextMetrics.wrapped("a word", width: 300, lines: 2, font) == ["a word"])
        #expect(TextMetrics.wrapped("", width: 300, lines: 2, font) == [])
    }
}
