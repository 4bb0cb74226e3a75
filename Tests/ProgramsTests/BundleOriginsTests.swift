import Diagnostics
import Programs
import Testing

/// Where the parts of a bundler's output come from, as far as it says it.
@Suite struct BundleOriginsTests {
    private func origins(_ text: String, map: String? = nil) -> BundleOrigins {
        BundleOrigins(of: SourceFile(name: "dist/main.js", text: text), map: map.map { Array($0.utf8) }, folder: "dist/")
    }

    @Test("A source map tells the module and the line, from the current folder")
    func maps() {
        let map =
            #"{"version":3,"sources":["../src/a.mjs","webpack://app/./src/b.mjs","webpack://app/webpack/bootstrap"],"mappings":"AAAA,EACA;ACDA,CCAA"}"#
        let found = origins("one\n\u{E9}two\n", map: map)
        #expect(found.origin(at: 0)?.text == "src/a.mjs:1")
        #expect(found.origin(at: 2)?.text == "src/a.mjs:2")
        #expect(found.origin(at: 4)?.module == "src/b.mjs")
        // What the bundler adds of its own, in the column behind a letter of two bytes.
        #expect(found.origin(at: 6) == nil)
        #expect(found.origin(at: 9) == nil)
    }

    @Test(
        "What is no map is not read",
        arguments: ["", "{", #"{"version":3,"sources":[],"mappings":"!"}"#, #"{"mappings":"AAAA"}"#, #"{"sources":["a"],"mappings":"AA"}"#])
    func broken(map: String) { #expect(origins("one", map: map).isEmpty) }

    @Test("A map that names a source which it has not says nothing there")
    func lacking() { #expect(origins("one", map: #"{"sources":["a.js"],"mappings":"AEAA"}"#).origin(at: 0) == nil) }

    @Test("Comments before modules tell them, as the tools write them")
    func comments() {
        let esbuild = origins("// src/a.mjs\nvar a;\n\n// src/b.ts\nvar b;\n")
        #expect(esbuild.origin(at: 14)?.text == "src/a.mjs")
        #expect(esbuild.origin(at: 35)?.text == "src/b.ts")
        let rolldown = origins("var x;\n//#region src/a.js\nvar a;\n//#endregion\nvar b;\n")
        #expect(rolldown.origin(at: 0) == nil)
        #expect(rolldown.origin(at: 28)?.text == "src/a.js")
        #expect(rolldown.origin(at: 47) == nil)
        #expect(origins("/*!***!*\\\n  !*** ./src/a.js ***!\n  \\***/\n(a)").origin(at: 45)?.text == "./src/a.js")
    }

    @Test(
        "Anybody's comment is none",
        arguments: ["// main.js\nvar a;", "// see lib/a.js\nvar a;", "// a.txt\n// b.txt\n", "let s = '// a/b.js';"])
    func others(text: String) { #expect(origins(text).isEmpty) }
}
