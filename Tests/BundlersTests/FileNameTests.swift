import Testing

@testable import Bundlers

@Suite struct FileNameTests {
    @Test("A module may be asked for with as many queries as a graph has modules: nobody tries all numbers for each")
    func manyOfOneName() {
        var names = FileNames()
        let files = (0..<20_000).map { names.claim("lib/x.mjs?\($0)") }
        #expect(Set(files).count == files.count)
        #expect(files.prefix(3) == ["lib/x.mjs", "lib/x-2.mjs", "lib/x-3.mjs"])
        #expect(names.claim("LIB/X.mjs") == "LIB/X-20001.mjs" && names.claim("lib/x-2.mjs") == "lib/x-2-2.mjs")
    }
}
