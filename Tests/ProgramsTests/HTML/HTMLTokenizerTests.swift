import Testing

@testable import Programs

/// The tags that a browser finds in a document, and the texts of its scripts.
struct HTMLTokenizerTests {
    private func tags(_ html: String) -> [String] {
        var tokenizer = HTMLTokenizer(Array(html.utf8))
        var found: [String] = []
        while let tag = tokenizer.next() {
            let attributes = tag.attributes.map { " \($0.name)=\($0.value)" }.joined()
            let text = tag.text.map { ">" + String(decoding: Array(html.utf8)[$0], as: UTF8.self) } ?? ""
            found.append((tag.isEnd ? "/" : "") + tag.name + attributes + text)
        }
        return found
    }

    @Test func attributes() {
        #expect(
            tags("<SCRIPT Src='a.js' async type = module data-x=\"&lt;&#x41;&amp;&unknown;\" src=b.js>") == [
                "script src=a.js async= type=module data-x=<A&&unknown;>"
            ])
        #expect(tags("<a href=x?a=1&lt=2&amp;b>") == ["a href=x?a=1&lt=2&b"])
        #expect(tags("<img/src=a/><br/ ><p =x>") == ["img src=a/", "br", "p =x="])
    }

    @Test func commentsAndWhatCountsAsSuch() {
        #expect(tags("<!-- <script>a</script> --><p>") == ["p"])
        #expect(tags("<!--><p>--><b>") == ["p", "b"])
        #expect(tags("<!doctype html><?php <p> ?><i></ x><u>") == ["i", "u"])
        #expect(tags("<!-- open <p>") == [])
        #expect(tags("<!-- a --!><p>1 < 2<q>") == ["p", "q"])
    }

    @Test func textEndsAtItsOwnEndTag() {
        #expect(tags("<script>if (a</b/.x) '<p>'</script ><p>") == ["script>if (a</b/.x) '<p>'", "/script", "p"])
        #expect(
            tags("<title><script></title><style><!-- </style><textarea><p></textarea>") == [
                "title><script>", "/title", "style><!-- ", "/style", "textarea><p>", "/textarea",
            ])
        #expect(tags("<noscript><img></noscript><script>open") == ["noscript><img>", "/noscript", "script>open"])
    }

    @Test func scriptsInCommentsOfScripts() {
        #expect(tags("<script><!-- <script>a</script> --></script><p>") == ["script><!-- <script>a</script> -->", "/script", "p"])
        #expect(tags("<script><!-- a</script><p>") == ["script><!-- a", "/script", "p"])
        #expect(tags("<script><!-- <scripty>a</script><p>") == ["script><!-- <scripty>a", "/script", "p"])
    }
}
