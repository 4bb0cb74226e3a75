import Locales
import Testing

struct NormalFormTests {
    private func normalized(_ text: String, _ form: NormalForm) -> String {
        String(decoding: form.normalized(Array(text.utf16), limit: 1000) ?? [], as: UTF16.self)
    }

    /// The examples of https://unicode.org/reports/tr15/#Examples, and what is made by rule.
    @Test(arguments: [
        ("\u{1E9B}\u{323}", "\u{1E9B}\u{323}", "\u{17F}\u{323}\u{307}", "\u{1E69}", "s\u{323}\u{307}"),
        ("\u{212B}", "\u{C5}", "A\u{30A}", "\u{C5}", "A\u{30A}"),
        ("\u{FB01}2\u{2075}", "\u{FB01}2\u{2075}", "\u{FB01}2\u{2075}", "fi25", "fi25"),
        ("\u{D55C}", "\u{D55C}", "\u{1112}\u{1161}\u{11AB}", "\u{D55C}", "\u{1112}\u{1161}\u{11AB}"),
        ("\u{1112}\u{1161}\u{11AB}", "\u{D55C}", "\u{1112}\u{1161}\u{11AB}", "\u{D55C}", "\u{1112}\u{1161}\u{11AB}"),
        // A composition that is excluded stays in its parts.
        ("\u{958}", "\u{915}\u{93C}", "\u{915}\u{93C}", "\u{915}\u{93C}", "\u{915}\u{93C}"),
        ("plain", "plain", "plain", "plain", "plain"), ("", "", "", "", ""),
    ])
    func examples(_ text: String, _ c: String, _ d: String, _ kc: String, _ kd: String) {
        #expect(normalized(text, .composed).unicodeScalars.elementsEqual(c.unicodeScalars))
        #expect(normalized(text, .decomposed).unicodeScalars.elementsEqual(d.unicodeScalars))
        #expect(normalized(text, .compatiblyComposed).unicodeScalars.elementsEqual(kc.unicodeScalars))
        #expect(normalized(text, .compatiblyDecomposed).unicodeScalars.elementsEqual(kd.unicodeScalars))
    }

    @Test func marksOfOneClassKeepTheirOrderAndBlockEachOther() {
        // Dot below (220) comes before both marks above (230); the second of these is not composed past the first.
        #expect(normalized("a\u{308}\u{301}\u{323}", .decomposed).unicodeScalars.elementsEqual("a\u{323}\u{308}\u{301}".unicodeScalars))
        #expect(normalized("a\u{304}\u{301}", .composed).unicodeScalars.elementsEqual("\u{101}\u{301}".unicodeScalars))
    }

    @Test func aSurrogateThatStandsAloneStays() {
        let units: [UInt16] = [0xD800, 0x65, 0x301, 0xDC00, 0xD83D, 0xDE00, 0xDBFF]
        #expect(NormalForm.composed.normalized(units, limit: 100) == [0xD800, 0xE9, 0xDC00, 0xD83D, 0xDE00, 0xDBFF])
    }

    @Test func whatWouldBeTooLongIsNotMade() {
        let units = [UInt16](repeating: 0xFDFA, count: 100)
        #expect(NormalForm.compatiblyDecomposed.normalized(units, limit: 1000) == nil)
        #expect(NormalForm.compatiblyDecomposed.normalized(units, limit: 1800)?.count == 1800)
    }
}
