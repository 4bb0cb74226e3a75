import Diagnostics
import Programs
import TestSupport
import Testing
import Trace

@testable import WhatIf

/// `--set` takes the time that the program takes when somebody writes the other time.
@Suite("Other times")
struct SetTests {
    static func load(_ yaml: String) throws -> Program { try Program.load(text: Array(yaml.utf8), name: "test.yaml") }

    static func scenario(config: String, resource: String = "300ms", load: String = "0ms") -> String {
        """
        title: Test
        entry: main.mjs
        modules:
          main.mjs: |
            import { env } from "./config.mjs";
            import "./beside.mjs";
            console.log("main", env);
          beside.mjs:
            load: \(load)
            steps: [{sleep: 250ms}, {log: beside}]
          config.mjs:
            code: |
        \(config.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n"))
        resources:
          https://example.com/env: {after: \(resource), text: env}
        """
    }

    static func config(_ wait: String, _ second: String = "0") -> String {
        """
        const wait = (time) => new Promise((done) => setTimeout(done, time));
        async function read() { await wait(\(wait)); return (await fetch("https://example.com/env")).text(); }
        console.log("config");
        export const env = await read();
        await sleep(\(second));
        console.log("config done");
        """
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var change: Change
        /// The same program with the change made by hand.
        var byHand: String
        var testDescription: String { change.words }
    }

    static let original = scenario(config: config("100", "200"))

    static let cases: [Case] = [
        Case(
            change: .set(subject: "https://example.com/env", nanoseconds: 0),
            byHand: scenario(config: config("100", "200"), resource: "0ms")),
        Case(
            change: .set(subject: "https://example.com/env", nanoseconds: 1_000_000_000),
            byHand: scenario(config: config("100", "200"), resource: "1s")),
        Case(
            change: .set(subject: "load:beside.mjs", nanoseconds: 700_000_000),
            byHand: scenario(config: config("100", "200"), load: "700ms")),
        // 100 + 300 of line 4 become 200, in their proportion.
        Case(
            change: .set(subject: "config.mjs:4", nanoseconds: 200_000_000),
            byHand: scenario(config: config("50", "200"), resource: "150ms")),
        Case(change: .set(subject: "config.mjs:5", nanoseconds: 0), byHand: scenario(config: config("100", "0"))),
        Case(change: .set(subject: "config.mjs:5", nanoseconds: 900_000_000), byHand: scenario(config: config("100", "900"))),
        // 600 in all become 60.
        Case(change: .set(subject: "config.mjs", nanoseconds: 60_000_000), byHand: scenario(config: config("10", "20"), resource: "30ms")),
        Case(
            change: .set(subject: "config.mjs", nanoseconds: 1_200_000_000),
            byHand: scenario(config: config("200", "400"), resource: "600ms")),
        Case(
            change: .set(subject: "beside.mjs", nanoseconds: 2_000_000_000), byHand: original.replacing("sleep: 250ms", with: "sleep: 2s")),
    ]

    @Test("The time by hand", arguments: cases) func byHand(_ test: Case) throws {
        let result = try changed(try Self.load(Self.original), test.change)
        let after = try run(result.program).trace
        let byHand = try run(try Self.load(test.byHand)).trace
        #expect(after.outcome == .fulfilled)
        #expect(after.duration == byHand.duration)
        #expect(after.lines == byHand.lines)
        #expect(after.console.map(\.time) == byHand.console.map(\.time))
    }

    @Test("A time that is no whole part of the one before is kept to the nanosecond")
    func exact() throws {
        let text = "await sleep(100); await sleep(100); await sleep(100); console.log('done');"
        for time in [1, 7, 100_000_001, 299_999_999, 1_000_000_007] as [Int64] {
            let result = try changed(program([("main.mjs", text)]), .set(subject: "main.mjs", nanoseconds: time))
            #expect(try run(result.program).trace.duration == time)
        }
    }

    @Test("A wait that took no time gets one, and each round of a loop its own")
    func rounds() throws {
        let text = """
            for (const n of [1, 2, 3]) {
              await null;
              console.log(n);
            }
            """
        let after = try run(try changed(program([("main.mjs", text)]), .set(subject: "main.mjs:2", nanoseconds: 5_000_000)).program).trace
        #expect(after.console.map(\.time) == [5_000_000, 10_000_000, 15_000_000])
    }

    @Test("What a wait does not bring about itself keeps its time, and the run tells")
    func othersWork() throws {
        let whole = program([
            ("main.mjs", "const { x } = await import('./slow.mjs');\nconsole.log(x);"),
            ("slow.mjs", "await sleep(300); export const x = 1;"),
        ])
        let result = try changed(whole, .set(subject: "main.mjs:1", nanoseconds: 0))
        let after = try run(result.program)
        #expect(after.trace.milliseconds == 300)
        #expect(after.setWaits == [.init(count: 1, before: 300_000_000, after: 300_000_000, longest: 300_000_000)])
        // The module that takes the time can be set.
        #expect(try run(try changed(whole, .set(subject: "slow.mjs", nanoseconds: 0)).program).trace.milliseconds == 0)
    }

    @Test("With awaits side by side, each line keeps the time that it is given") func together() throws {
        let text =
            "const a = await load(100);\nconst b = await load(300);\nfunction load(time) { return sleep(time).then(() => time); }\nconsole.log(a, b);"
        let whole = program([("main.mjs", text)])
        #expect(try run(try changed(whole, .parallel(module: "main.mjs")).program).trace.milliseconds == 300)
        let both = try changed(whole, .parallel(module: "main.mjs"), .set(subject: "main.mjs:2", nanoseconds: 150_000_000))
        #expect(try run(both.program).trace.milliseconds == 150)
        let all = try changed(whole, .parallel(module: "main.mjs"), .set(subject: "main.mjs", nanoseconds: 50_000_000))
        #expect(try run(all.program).trace.milliseconds == 50)
    }

    @Test("What cannot be set is refused, with what to write instead") func refusals() throws {
        let whole = try Self.load(Self.original)
        #expect(
            try refusal(whole, .set(subject: "https://example.com/en", nanoseconds: 0))
                == "--set https://example.com/en=0ms: there is no resource 'https://example.com/en' | did you mean 'https://example.com/env'?"
        )
        #expect(
            try refusal(whole, .set(subject: "main.mjs", nanoseconds: 0))
                == "--set main.mjs=0ms: 'main.mjs' awaits nothing at its top level | to set the time that it takes to load, write --set load:main.mjs=0ms"
        )
        #expect(
            try refusal(program([("main.mjs", "await 1;\n\nawait 2;")]), .set(subject: "main.mjs:2", nanoseconds: 0))
                == "--set main.mjs:2=0ms: there is no await in line 2 of 'main.mjs' | there are some in lines 1, 3")
    }

    @Test("A time is set once") func twice() throws {
        let whole = program([("main.mjs", "await sleep(1);\nawait sleep(2);\nconst f = async () => { await sleep(3); };")])
        let set = { (subject: String, time: Int64) in Change.set(subject: subject, nanoseconds: time * 1_000_000) }
        for (first, second) in [
            ("main.mjs", "./main.mjs"), ("main.mjs:1", "main.mjs:1:1"), ("main.mjs", "main.mjs:2"), ("main.mjs:2", "main.mjs"),
            ("load:main.mjs", "load:main.mjs"), ("parse:main.mjs", "parse:./main.mjs"),
        ] {
            #expect(
                try refusal(whole, set(first, 5), set(second, 7))
                    == "--set \(second)=7ms: its time is set already, by --set \(first)=5ms | set each time once: of two nobody could say which counts"
            )
        }
        _ = try changed(whole, set("main.mjs", 5), set("main.mjs:3", 7), set("load:main.mjs", 1))
        _ = try changed(whole, set("main.mjs:1", 5), set("main.mjs:2", 7))
    }

    @Test("What is awaited is told as it is written") func ownTexts() throws {
        let whole = program([("main.mjs", "const f = (x) => sleep(x);\nconst a = await f(10);\nconst b = await f(20);")])
        for change in [
            Change.set(subject: "main.mjs:2", nanoseconds: 5), .set(subject: "main.mjs", nanoseconds: 5), .parallel(module: "main.mjs"),
        ] {
            let trace = try run(try changed(whole, change).program).trace
            let awaited = trace.events.compactMap { if case .suspended(_, let text) = $0.kind { trace[text] } else { nil } }
            #expect(awaited == ["f(10)", "f(20)"], "\(change.words)")
        }
    }
}
