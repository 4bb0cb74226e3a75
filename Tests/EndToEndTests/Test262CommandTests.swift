import TestSupport
import Testing

@Suite("test262")
struct Test262CommandTests {
    @Test(
        "A list that leads nowhere, or out of the checkout, is told and counts nothing",
        arguments: [
            ("", "names no test"), ("# nothing\n\n", "names no test"), ("test/gone.js\n", "there is no such file"),
            ("../secret.js\n", "it lies outside the checkout"), ("test/../../secret.js\n", "it lies outside the checkout"),
        ])
    func lists(list: String, words: String) throws {
        let scratch = try ScratchFolder()
        try scratch.write("secret.js", "/*---\nflags: [module]\n---*/\n")
        try scratch.write("checkout/test/a.js", "")
        try scratch.write("list.txt", list)
        let result = try CommandLineTool.run("test262", "checkout", "--list", "list.txt", in: scratch.url)
        #expect(result.status == 2)
        #expect(result.output.isEmpty, "\(result.output)")
        #expect(result.errors.contains(words), "\(result.errors)")
    }
}
