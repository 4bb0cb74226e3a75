import Locales
import Testing

/// Expected is what ICU's root collation does, as Node.js 24 shows it.
struct WordOrderTests {
    private func sorted(_ words: [String], _ order: WordOrder = WordOrder()) -> [String] {
        words.sorted { order.compare(Array($0.utf16)[...], Array($1.utf16)[...]) < 0 }
    }

    @Test func lettersStandBesideThoseWithMarks() {
        #expect(sorted(["z", "ä", "b", "a", "Ä", "A", "þ", "ı", "j", "i"]) == ["a", "A", "ä", "Ä", "b", "i", "ı", "j", "z", "þ"])
        #expect(sorted(["Þ", "þ", "zz"]) == ["zz", "þ", "Þ"])
    }

    @Test func punctuationStandsBeforeDigitsAndDigitsBeforeLetters() {
        #expect(sorted(["a", "1", "$", "_", " ", "-", "+"]) == [" ", "_", "-", "+", "$", "1", "a"])
    }

    @Test func optionsChangeTheOrder() {
        var order = WordOrder()
        order.putsUpperCaseFirst = true
        #expect(sorted(["a", "A", "b"], order) == ["A", "a", "b"])
        order = WordOrder()
        order.readsNumbers = true
        #expect(sorted(["a10", "a9"], order) == ["a9", "a10"])
        order = WordOrder()
        order.ignoresPunctuation = true
        #expect(order.compare(Array("a-b".utf16)[...], Array("a b".utf16)[...]) == 0)
        #expect(order.compare(Array("a+b".utf16)[...], Array("ab".utf16)[...]) == -1)
    }
}
