import Diagnostics
import Programs
import TestSupport
import Testing
import Trace

@testable import WhatIf

@Suite("Cut and deferred")
struct CutAndDeferTests {
    static let report = (
        "report.mjs",
        "await sleep(300);\nconsole.log('report is there');\nexport const report = (x) => console.log('report', x);\nexport default 1;"
    )

    @Test("A deferred module is no part of the start-up, and its names are there when it is")
    func deferred() throws {
        let main = """
            import { report as tell } from "./report.mjs";
            import one, * as all from "./report.mjs";
            export function later() { tell(typeof one + typeof all.report); }
            setTimeout(later, 500);
            console.log("main");
            """
        let whole = program([("main.mjs", main), Self.report])
        let before = try run(whole).trace
        #expect(before.milliseconds == 300)
        let after = try run(try changed(whole, .defer(module: "report.mjs")).program).trace
        #expect(after.outcome == .fulfilled)
        #expect(after.milliseconds == 0)
        #expect(after.lines == ["main", "report is there", "report numberfunction"])
    }

    @Test("Used before it is there, a deferred name fails, which is what the change breaks")
    func tooEarly() throws {
        let main = "import { report } from './report.mjs';\nsetTimeout(() => report(1), 100);"
        let after = try run(try changed(program([("main.mjs", main), Self.report]), .defer(module: "report.mjs")).program)
        #expect(after.trace.lines == ["report is there"])
        #expect(after.outcomeDiagnostics.contains { $0.message.contains("TypeError") } || !after.uncaughtErrors.isEmpty)
    }

    @Test("What the start-up needs is not deferred") func refusedDefer() throws {
        let used = program([("main.mjs", "import { report } from './report.mjs';\nreport(1);"), Self.report])
        #expect(
            try refusal(used, .defer(module: "report.mjs"))
                == "--defer report.mjs: 'report.mjs' is needed while 'main.mjs' is evaluated: 'report' is used here | only what functions use later can come later"
        )
        let exported = program([("main.mjs", "export { report } from './report.mjs';"), Self.report])
        #expect(try refusal(exported, .defer(module: "report.mjs")).contains("exported again"))
        #expect(try refusal(used, .defer(module: "main.mjs")).contains("is the program's entry"))
        let dynamic = program([("main.mjs", "import('./report.mjs');"), Self.report])
        #expect(try refusal(dynamic, .defer(module: "report.mjs")).contains("no declaration imports 'report.mjs'"))
    }

    @Test("An await that is cut is not waited for") func cutAwait() throws {
        let main = "import './a.mjs';\nconsole.log('main');"
        let a = "console.log('a');\nawait import('./report.mjs');\nconsole.log('a done');"
        let whole = program([("main.mjs", main), ("a.mjs", a), Self.report])
        let after = try run(try changed(whole, .cut(module: "a.mjs", line: 2)).program).trace
        #expect(after.milliseconds == 0)
        #expect(after.lines == ["a", "a done", "main", "report is there"])
    }

    @Test("A cut mends a circle that never settles") func cutCircle() throws {
        let whole = program([
            ("main.mjs", "export const x = 1;\nawait import('./plugin.mjs');\nconsole.log('main');"),
            ("plugin.mjs", "import { x } from './main.mjs';\nexport const show = () => x;\nconsole.log('plugin');"),
        ])
        #expect(try run(whole).trace.outcome == .unsettled)
        #expect(try run(try changed(whole, .cut(module: "main.mjs", line: 2)).program).trace.outcome == .fulfilled)
        #expect(try run(try changed(whole, .cut(module: "plugin.mjs", line: 1)).program).trace.outcome == .fulfilled)
    }

    @Test("What cannot be cut is refused, with the lines that can") func refusedCut() throws {
        let whole = program([("main.mjs", "import { report } from './report.mjs';\n\nreport(await 1);"), Self.report])
        #expect(
            try refusal(whole, .cut(module: "main.mjs", line: 2))
                == "--cut main.mjs:2: there is no await and no import in line 2 of 'main.mjs' | there are some in lines 1, 3")
        #expect(try refusal(whole, .cut(module: "main.mjs", line: 1)).contains("the import is needed while the module is evaluated"))
    }

    @Test("Texts of a command line are read, and written as they were") func texts() throws {
        let sets: [(String, Change)] = [
            ("config.mjs=100ms", .set(subject: "config.mjs", nanoseconds: 100_000_000)),
            ("https://a.b/?x=1=0ms", .set(subject: "https://a.b/?x=1", nanoseconds: 0)),
            ("a.mjs:3=1.5s", .set(subject: "a.mjs:3", nanoseconds: 1_500_000_000)),
        ]
        for (text, change) in sets {
            #expect(try ChangeText.set(text) == change)
            #expect(change.arguments == ["--set", text])
        }
        #expect(try ChangeText.parallel("a.mjs:3,5") == .parallel(module: "a.mjs", lines: [3, 5]))
        #expect(try ChangeText.parallel("a.mjs") == .parallel(module: "a.mjs"))
        #expect(try ChangeText.cut("a.mjs:12") == .cut(module: "a.mjs", line: 12))
        #expect(try ChangeText.cut("a.mjs:12:5") == .cut(module: "a.mjs", line: 12, column: 5))
        for text in ["a.mjs", "a.mjs=", "=1s", "a.mjs=soon", "a.mjs=-1ms"] { #expect(throws: Diagnostic.self) { try ChangeText.set(text) } }
        for text in ["a.mjs", "a.mjs:", "a.mjs:0", ":3", ""] { #expect(throws: Diagnostic.self) { try ChangeText.cut(text) } }
        #expect(throws: Diagnostic.self) { try ChangeText.parallel("a.mjs:3-5") }
    }

    @Test("An import that is cut is not deferred too") func cutAndDefer() throws {
        let main = "import { report } from './report.mjs';\nimport './other.mjs';\nexport const later = () => report(1);"
        let other = "import { report } from './report.mjs';\nexport const tell = () => report(2);"
        let whole = program([("main.mjs", main), ("other.mjs", other), Self.report])
        let both = try changed(whole, .cut(module: "main.mjs", line: 1), .defer(module: "report.mjs"))
        #expect(both.done.last == "report.mjs is loaded when other.mjs has run, and not waited for")
        let only = program([("main.mjs", "import { report } from './report.mjs';\nexport const later = () => report(1);"), Self.report])
        #expect(
            try refusal(only, .cut(module: "main.mjs", line: 1), .defer(module: "report.mjs"))
                == "--defer report.mjs: no declaration is left that imports 'report.mjs': --cut takes them out | leave one of the two away")
    }
}
