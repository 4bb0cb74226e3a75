import Diagnostics
import Programs
import Testing

@testable import Scenario

/// Documents made to crash, to hang or to fill the memory of whoever reads them.
@Suite struct HostileDocumentTests {
    @Test(arguments: ["[", "{a: ", "- ", "? ", "{? ", "[{", "!t [", "&a ["])
    func deepNestingIsRefused(piece: String) {
        let found = problems(String(repeating: piece, count: 10_000))
        #expect(found.contains { $0.contains("nested more than 100 levels deep") || $0.contains("not valid YAML") }, "\(found.prefix(3))")
        #expect(found.count <= 300)
    }

    @Test func deepBlockNestingIsRefused() {
        var text = ""
        for level in 0..<2_000 { text += String(repeating: " ", count: level) + "a:\n" }
        #expect(problems(text).contains { $0.contains("nested more than 100 levels deep") })
    }

    @Test func deepStepsAreReadAsFarAsTheLimit() throws {
        func document(_ depth: Int) -> String {
            "entry: a\nmodules: {a: {steps: "
                + String(repeating: "[{microtask: ", count: depth) + "[]" + String(repeating: "}]", count: depth) + "}}"
        }
        let source = try javaScript("a", of: try read(document(48)))
        #expect(source.hasPrefix("queueMicrotask(() => {\n  queueMicrotask(() => {\n"))
        #expect(problems(document(49)).contains { $0.contains("nested more than 100 levels deep") })
    }

    @Test func aliasesAreNeverFollowed() {
        var text = "a0: &a0 [x]\n"
        for level in 1...50 {
            text += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 20).joined(separator: ", ") + "]\n"
        }
        text += "? *a50\n: 1\n"
        #expect(problems(text).contains { $0.contains("aliases are not part of the scenario format") })
    }

    @Test func manyValuesAreRefused() {
        let text = "modules: [" + String(repeating: "1,", count: YAMLComposer.nodeLimit + 10) + "]"
        #expect(problems(text).contains { $0.contains("holds more than 1000000 values") })
    }

    @Test func manyProblemsAreCutShort() {
        var text = "entry: a\nmodules:\n"
        for index in 0..<50_000 { text += "  m\(index): {laod: 1, lod: x}\n" }
        let found = problems(text)
        #expect(found.count > 100 && found.count <= 2 * ScenarioReader.problemLimit + 1)
    }

    @Test func aLongLineWithoutEndIsReadInLinearTime() throws {
        // With columns counted from the start of the line for each value, this takes minutes.
        let steps = Array(repeating: #"{log: "é\n\n\n\n\n\n"}"#, count: 20_000).joined(separator: ",")
        let scenario = try read("{entry: a, modules: {a: {steps: [\(steps)]}}}")
        #expect(try Program(scenario: scenario).text(of: ModuleKey(scenario.modules[0].name)).file.bytes.count == 20_000 * 31)
        let code = String(repeating: #"é\n\u0041"#, count: 50_000)
        _ = try read("{entry: a, modules: {a: \"\(code)\"}}")
    }

    @Test(arguments: [
        ("entry: a\nmodules: {a: [\n", "1,\n", "]}\nb c\n"), ("{\"modules\": [", "\"// x\", ", "\"a\" \"b\"]}"),
        ("entry: a\nmodules:\n", "  m:\n    load: 1s\n", " x: 1\n"), ("title: x\n", "  a b c\n", "  d: e\n"),
        ("about: |\n    x\n", "      a: b\n", "  c\n"),
    ])
    func aMistakeAtTheEndOfALongDocumentIsToldInLinearTime(start: String, middle: String, end: String) {
        // With every line looked at for each line, this takes minutes.
        let found = problems(start + String(repeating: middle, count: 100_000) + end)
        #expect(found.count == 1 && !found[0].contains("not valid YAML"), "\(found.prefix(3))")
    }

    @Test func noBytesCrashTheReader() {
        let seeds = [
            ScenarioReaderTests.siblings, "{\"entry\": \"a\", \"modules\": {\"a\": {\"steps\": [{\"await\": \"f(`${x}`)\"}]}}}",
            "entry: a\nmodules:\n  a: |2-\n    x\n   y\n  b: >+\n    c\n\n     d\n  c: \"\\x41\\\n   \\u00e9\"\n",
        ].map { Array($0.utf8) }
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        let pieces: [[UInt8]] =
            [
                "'", "\"", "\\", "|", ">", "[", "]", "{", "}", ": ", "- ", "\n", "\r", "\t", "\u{85}", "\u{2028}", "é", "\0", "#", "&a ",
                "*a", "!", "? ", "---\n", "%",
            ]
            .map { Array($0.utf8) } + [[0xFF], [0xC3]]
        for round in 0..<3_000 {
            var bytes = seeds[round % seeds.count]
            for _ in 0...next(4) {
                let start = next(bytes.count)
                let end = min(bytes.count, start + next(6))
                bytes.replaceSubrange(start..<end, with: pieces[next(pieces.count)])
            }
            if let scenario = try? Scenario.read(bytes: bytes, name: "s.yaml", folder: ".") {
                guard let program = try? Program(scenario: scenario) else { continue }
                for module in scenario.modules {
                    guard let source = try? program.text(of: ModuleKey(module.name)).file else { continue }
                    for offset in 0...source.bytes.count { _ = source.location(at: UInt32(offset)) }
                }
            }
        }
    }
}
