import Foundation
import TestSupport
import Testing
import Trace

/// Programs that use what hosts have by the web's standards, compared line by line with recordings of the engines. `Recorded/README.md` says
/// how to repeat them.
@Suite struct WebNameTests {
    struct Host: CustomTestStringConvertible, Sendable {
        var name: String
        var engine: String
        /// Programs that the simulator answers otherwise, and is known to.
        var departures: Set<String>
        var testDescription: String { name }
    }

    static let hosts = [
        Host(name: "node", engine: "node-24.19.0", departures: nodeDepartures)
    ]

    private static let nodeDepartures: Set<String> = []

    /// The parts of a recording below lines such as `### name`.
    private func sections(_ name: String) throws -> [(name: String, text: String)] {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: "txt", subdirectory: "Recorded/web"))
        return try String(contentsOf: url, encoding: .utf8).components(separatedBy: "### ").dropFirst().map { part in
            let end = part.firstIndex(of: "\n") ?? part.endIndex
            return (String(part[..<end]), String(part[end...].dropFirst()))
        }
    }

    @Test(arguments: hosts) func `programs print what they print on the engine`(_ host: Host) throws {
        let recorded = Dictionary(uniqueKeysWithValues: try sections(host.engine).map { ($0.name, $0.text) })
        for program in try sections("programs") where !host.departures.contains(program.name) {
            let run = try Modules([("main.mjs", program.text)]).run(host.name, recordsEvents: false)
            let printed = run.trace.console.filter { $0.stream == .out }.map { $0.text + "\n" }.joined() + "exit \(run.exitStatus)\n"
            let wanted = try #require(recorded[program.name], "\(program.name) is not recorded")
            if printed != wanted { Issue.record("\(program.name):\n\(printed)\nand on \(host.engine):\n\(wanted)") }
        }
    }

    // MARK: As native code

    @Test func `no call inside is in a stack, and errors stand where the program called`() throws {
        let source = "try { new URL('x'); } catch ({ stack }) { console.log(stack.split('\\n').length, stack.includes('web:')); }"
        #expect(try console(source, host: "node") == ["6 false"])
        let run = try Modules([("main.mjs", "const a = 1;\nnew URL('x');")]).run("node")
        #expect(run.outcomeDiagnostics.first?.location?.line == 2)
    }

    @Test func `the library is no module of the trace, and its callbacks are steps of the host`() throws {
        let source = """
            const reader = new ReadableStream({ pull(c) { c.enqueue(1); } }).getReader();
            await reader.read();
            console.log('read');
            """
        let trace = try Modules([("main.mjs", source)]).run("node").trace
        #expect(trace.modules.map(\.name) == ["main.mjs"])
        #expect(trace.lines == ["read"])
    }

    @Test func `what is lacking on Node.js 20 is lacking here`() throws {
        let source = "console.log(typeof navigator, typeof WebSocket, typeof URL, typeof File, 'navigator' in globalThis);"
        #expect(try console(source, host: "node@20") == ["undefined undefined function function false"])
    }

    @Test func `a timer of a signal keeps no process alive`() throws {
        let source = "AbortSignal.timeout(60_000); setTimeout(() => console.log(performance.now()), 10);"
        #expect(try console(source, host: "node") == ["10"])
    }

    @Test func `a request that has settled cannot be given up`() throws {
        let source = """
            const controller = new AbortController();
            setTimeout(() => controller.abort(), 10);
            await fetch('https://a.test/', { signal: controller.signal }).catch((error) => console.log(error.name));
            """
        #expect(try console(source, host: "node") == ["TypeError"], "there is no such resource, which is known at once")
    }
}
