import Foundation
import TestSupport
import Testing

@Suite("what-if")
struct WhatIfCommandTests {
    private func scratch() throws -> ScratchFolder {
        let scratch = try ScratchFolder()
        try scratch.write("load.mjs", "export const load = (name, time) => sleep(time).then(() => name);\n")
        try scratch.write(
            "config.mjs",
            """
            import { load } from "./load.mjs";
            export const env = await load("env", 300);
            export const flags = await load("flags", 500);
            console.log("config");

            """)
        try scratch.write("main.mjs", "import { env, flags } from \"./config.mjs\";\nconsole.log(env, flags);\n")
        return scratch
    }

    private func whatIf(_ arguments: String, in scratch: ScratchFolder) throws -> CommandLineTool.Result {
        try CommandLineTool.shell("\"$TLA_SIM\" what-if \(arguments)", in: scratch.url)
    }

    @Test("Before and after, what was done, what moved") func text() throws {
        let scratch = try scratch()
        let result = try whatIf("main.mjs --parallel config.mjs", in: scratch)
        #expect(result.status == 0 && result.errors == "")
        #expect(
            result.output == """
                main.mjs  (host spec)

                config.mjs: env and flags (lines 2 and 3) wait side by side

                the start-up takes 500 ms instead of 800 ms: 300 ms (38 %) sooner
                the same lines are printed, in the same order

                module      before         after
                config.mjs  0 to 800 ms    0 to 500 ms
                main.mjs    800 to 800 ms  500 to 500 ms

                """)
        let both = try whatIf("./main.mjs --set config.mjs:3=100ms --set config.mjs:2=50ms --parallel config.mjs --host node", in: scratch)
        #expect(both.output.contains("the start-up takes 100 ms instead of 800 ms"), "\(both.output)")
    }

    @Test("What a program prints means nothing in Markdown") func markdown() throws {
        let scratch = try ScratchFolder()
        try scratch.write("a.mjs", "await sleep(10);\nconsole.log('@team');\n")
        try scratch.write("b.mjs", "await sleep(20);\nconsole.log('$x$ <b>');\n")
        try scratch.write("main.mjs", "import './a.mjs';\nimport './b.mjs';\n")
        let result = try whatIf("main.mjs --set a.mjs=30ms --format markdown", in: scratch)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("line 1 is '&#36;x&#36; &lt;b&gt;', and was '&#64;team'"), "\(result.output)")
    }

    @Test("The files stay as they are, and the picture shows both runs") func picture() throws {
        let scratch = try scratch()
        let before = try scratch.files()
        let result = try whatIf("main.mjs --set config.mjs=0ms -o compare.svg", in: scratch)
        #expect(result.status == 0 && result.output.hasSuffix("wrote compare.svg\n"), "\(result.output)\(result.errors)")
        #expect(Set(try scratch.files()).subtracting(before) == ["compare.svg"])
        let again = try whatIf("main.mjs --set config.mjs=0ms -o compare.svg --format json", in: scratch)
        #expect(again.status == 0 && again.output.contains("\"savedNanoseconds\": 800000000"), "\(again.output)")
    }

    @Test("What breaks is told, with status 1") func broken() throws {
        let scratch = try scratch()
        try scratch.write(
            "main.mjs", "import { env } from './config.mjs';\nconst x = await Promise.resolve({ y: { z: 1 } });\nconsole.log(x.y.z);\n")
        let result = try whatIf("main.mjs --cut main.mjs:2", in: scratch)
        #expect(result.status == 1)
        #expect(result.output.contains("with the change it ends with an error"), "\(result.output)")
        #expect(result.errors.contains("main.mjs:3:"), "\(result.errors)")
    }

    @Test("A change that cannot be made ends with 64, and says what to write") func refused() throws {
        let scratch = try scratch()
        for (arguments, words) in [
            ("main.mjs", "nothing is changed"), ("main.mjs --parallel confg.mjs", "did you mean 'config.mjs'?"),
            ("main.mjs --set config.mjs", "there is no time in it"), ("main.mjs --cut config.mjs", "there is no line in it"),
            ("main.mjs --cut config.mjs:9", "there is no await and no import in line 9"),
            ("main.mjs --defer main.mjs", "is the program's entry"),
            ("main.mjs --set https://x.y/=0ms", "what fetch() finds stands under 'resources'"),
            ("main.mjs --bundler rolup", "did you mean 'rollup'?"),
        ] {
            let result = try whatIf(arguments, in: scratch)
            #expect(result.status == 64 && result.errors.contains(words) && result.output == "", "\(arguments): \(result)")
        }
    }

    @Test("With a bundler the change and the bundle are one") func bundled() throws {
        let scratch = try scratch()
        let result = try whatIf("main.mjs --parallel config.mjs --bundler rollup", in: scratch)
        #expect(result.status == 0 && result.output.contains("rollup bundles it"), "\(result.output)\(result.errors)")
        #expect(result.output.contains("the start-up takes 500 ms instead of 800 ms"), "\(result.output)")
    }

    @Test("run says one line of it where it saves much") func hint() throws {
        let scratch = try scratch()
        let result = try CommandLineTool.shell("\"$TLA_SIM\" run main.mjs --no-pictures", in: scratch.url)
        #expect(
            result.errors
                == "note: the start-up could be over 300 ms sooner (38 %): awaits of 'config.mjs' do not depend on each other\n  help: see tla-sim what-if main.mjs --parallel config.mjs\n"
        )
    }
}
