import TestSupport
import Testing

/// `check` on scenarios that expect something of bundlers.
@Suite struct BundlerExpectationTests {
    private static let modules = """
        entry: z
        modules:
          x: {steps: [{log: X1}, {sleep: 1s}, {log: X2}]}
          y: {steps: [{log: Y}]}
          z: {imports: [x, y], steps: [{log: Z}]}
        expect:
          trace: [X1, Y, X2, Z]
          duration: 1s

        """

    private func check(_ bundlers: String, _ options: String...) throws -> (CommandLineTool.Result, ScratchFolder) {
        let scratch = try ScratchFolder()
        try scratch.write("s.yaml", Self.modules + "  bundlers:\n" + bundlers)
        return (try CommandLineTool.run(["check", "s.yaml"] + options, in: scratch.url), scratch)
    }

    @Test func eachBundlerIsRunAndNamed() throws {
        let (result, scratch) = try check("    native: {}\n    tsc: {trace: [X1, X2, Y, Z]}\n", "--junit", "r.xml")
        #expect(result.status == 1)
        #expect(result.output.contains("ok    s.yaml\nok    s.yaml bundled by native\nFAIL  s.yaml bundled by tsc  (s)\n"))
        #expect(result.output.contains("in expect.bundlers.tsc.trace"))
        #expect(result.output.hasSuffix("2 passed, 1 failed\n"))
        let junit = try #require(scratch.text("r.xml"))
        #expect(junit.contains("tests=\"3\" failures=\"1\""))
        #expect(junit.contains("name=\"s (spec, bundled by tsc)\""))
    }

    @Test func aNameThatIsNoBundlersIsTold() throws {
        let (result, _) = try check("    natvie: {}\n")
        #expect(result.status == 2)
        #expect(result.output.contains("there is no bundler 'natvie'; known are native, tsc"))
        #expect(result.output.contains("did you mean 'native'?"))
        #expect(result.output.contains("s.yaml:10:5"))
    }

    @Test func aRefusalCanBeExpected() throws {
        let scratch = try ScratchFolder()
        let text = "entry: a\nmodules: {a: 'import \"nope\"'}\nexpect:\n  outcome: load error\n  bundlers:\n"
        try scratch.write("s.yaml", text + "    native: {outcome: {build error: no module}}\n    tsc: {}\n")
        let result = try CommandLineTool.run("check", "s.yaml", in: scratch.url)
        #expect(result.status == 1)
        #expect(result.output.contains("ok    s.yaml bundled by native\n"), "\(result.output)")
        #expect(result.output.contains("expected the outcome load error, seen build error with"), "\(result.output)")
    }
}
