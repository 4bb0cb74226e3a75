import Diagnostics
import Testing

/// What the language or a host has and the simulator has not is refused by name and with its place, where it is first reached.
@Suite struct OutsideTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var source: String
        var name: String
        var column: Int
        var testDescription: String { name }

        init(_ source: String, _ name: String, column: Int) {
            self.source = source
            self.name = name
            self.column = column
        }
    }

    static let cases = [
        Case("new Temporal.Instant(0n);", "Temporal", column: 5),
        Case("Temporal.Now.instant();", "Temporal", column: 1),
        Case("new Intl.DisplayNames('en');", "Intl.DisplayNames", column: 1),
        Case("new Date().toLocaleString('en', { timeZone: 'Europe/Berlin' });", "the time zone 'Europe/Berlin'", column: 1),
        Case(
            "Function('class A { accessor a }');", "code from text ('accessor' fields are not in tla-sim's subset)", column: 1),
    ]

    @Test(arguments: cases)
    func `it ends the run, and no handler catches it`(_ outside: Case) throws {
        let run = try Modules(["main.mjs": "try { \(outside.source) } catch { console.log('caught'); }"].map { ($0, $1) }).run()
        #expect(run.trace.lines == [])
        let problem = try #require(run.diagnostics.first)
        #expect(problem.kind == .unsupported)
        #expect(problem.message == "\(outside.name) is not in tla-sim's subset")
        #expect(problem.location?.column == outside.column + 6)
    }

    @Test func `a program may bring its own`() throws {
        let source = "globalThis.Temporal ??= 1;"
        #expect(try Modules([("main.mjs", source)]).run().diagnostics.count == 1, "asking for it is reaching it")
        let given = "globalThis.Temporal = { now: () => 'mine' }; console.log(Temporal.now());"
        #expect(try console(given) == ["mine"])
    }

    @Test func `what only hosts have is unknown to ECMA-262 alone`() throws {
        let source = "console.log(WebSocket);"
        #expect(try console("console.log(typeof WebSocket);") == ["undefined"])
        #expect(try Modules([("main.mjs", source)]).run("node").diagnostics.first?.message == "WebSocket is not in tla-sim's subset")
    }

    @Test func `a program that asks whether it is there goes on without it`() throws {
        let source = "const name = 'WebSocket'; console.log(typeof WebSocket, typeof globalThis[name], name in globalThis);"
        let run = try Modules([("main.mjs", source)]).run("node")
        #expect(run.trace.lines == ["undefined undefined false"])
        #expect(run.diagnostics.isEmpty)
    }
}
