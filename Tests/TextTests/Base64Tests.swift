import Testing
import Text

@Suite("Base 64")
struct Base64Tests {
    /// RFC 4648, section 10.
    @Test("Base 64 is that of RFC 4648")
    func encoding() {
        let pairs = [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
        ]
        for (text, encoded) in pairs { #expect(base64(Array(text.utf8)) == encoded) }
    }
}
