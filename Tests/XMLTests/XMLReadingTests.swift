import TestSupport
import Testing
import XML

@Suite struct XMLReadingTests {
    /// Everything that is told, a line each.
    private final class Record: XMLHandler {
        var lines: [String] = []

        func start(_ name: XMLName, _ attributes: XMLAttributes) {
            lines.append("<\(name.text)" + attributes.map { " \($0.name.text)=\($0.value.text)" }.joined())
        }

        func end(_ name: XMLName) { lines.append("/\(name.text)") }

        func text(_ part: UnsafeBufferPointer<UInt8>) { lines.append(String(decoding: part, as: UTF8.self)) }
    }

    @Test func tellsElementsAttributesAndTextsInOrder() throws {
        let record = Record()
        try readXML(
            """
            <?xml version="1.0"?><!DOCTYPE a SYSTEM "nowhere.dtd"><!-- a note --><a one="1" two="&lt;&amp;&#45;">b<c/>é&gt;</a>
            """, record)
        #expect(record.lines == ["<a one=1 two=<&-", "b", "<c", "/c", "é", ">", "/a"])
    }

    @Test(arguments: [
        "", "<a>", "<a></b>", "<a b=1/>", "<a b='1' b='2'/>", "<a/><b/>", "text", "<a>&nothing;</a>", "<a>\u{1}</a>", "<a><![CDATA[</a>",
        "<a>]]></a>",
    ])
    func refusesWhatIsNotWellFormed(_ text: String) {
        #expect(throws: XMLError.self) { try WellFormedXML(text) }
    }

    @Test func anErrorTellsItsLine() {
        #expect {
            try WellFormedXML("<a>\n<b>\n</a>")
        } throws: { error in
            (error as? XMLError)?.line == 3
        }
    }

    @Test func namesAndValuesAreCompared() throws {
        final class Compare: XMLHandler {
            var answers: [Bool] = []
            func start(_ name: XMLName, _ attributes: XMLAttributes) {
                answers += [name == "abc", name == "ab", name == "abcd", attributes.value(of: "x").map { $0 == "" } ?? false]
                answers.append(attributes.value(of: "y") == nil)
            }
            func end(_ name: XMLName) {}
            func text(_ part: UnsafeBufferPointer<UInt8>) {}
        }
        let compare = Compare()
        try readXML("<abc x=''/>", compare)
        #expect(compare.answers == [true, false, false, true, true])
    }
}
