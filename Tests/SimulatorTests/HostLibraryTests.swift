import Foundation
import Hosts
import TestSupport
import Testing
import Trace

/// What each host has, and how its console writes values, as its engine does: by recordings of the engine itself.
/// `Recorded/README.md` says how to repeat them.
@Suite struct HostLibraryTests {
    struct Host: CustomTestStringConvertible, Sendable {
        var name: String
        /// The engine of the recording.
        var engine: String
        var testDescription: String { name }
    }

    static let hosts = [
        Host(name: "node", engine: "node-24.19.0"), Host(name: "node@20", engine: "node-20.20.2"), Host(name: "deno", engine: "deno-2.9.8"),
    ]

    private func text(_ name: String, _ type: String, _ folder: String) throws -> String {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: type, subdirectory: "Recorded/\(folder)"))
        return try String(contentsOf: url, encoding: .utf8)
    }

    private func printed(_ script: String, _ folder: String, host: String) throws -> [String] {
        let run = try Modules([("main.mjs", text(script, "mjs", folder))]).run(host, recordsEvents: false)
        #expect(run.trace.outcome == .fulfilled)
        return run.trace.console.filter { $0.stream == .out }.flatMap { $0.text.components(separatedBy: "\n") }
    }

    // MARK: Names

    private func inventory(_ lines: [String]) -> [String: String] {
        Dictionary(
            lines.map { line in
                let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
                return (parts[0], parts.count > 1 ? parts[1] : "")
            }, uniquingKeysWith: { first, _ in first })
    }

    /// What only the simulator has: functions of its own, and a tag that Deno's global object inherits.
    private static let own: Set<String> = ["sleep", "busy", "@@toStringTag"]

    /// What is left undefined, and why nobody is misled.
    private static func isLeftOut(_ name: String) -> Bool {
        // Graphics, and handlers that pages have as properties.
        if name.hasPrefix("GPU") || name.hasPrefix("DOM") || name.hasPrefix("Image") || name.hasPrefix("on") { return true }
        // What the console of Node.js keeps on itself, and what belongs to a debugger.
        if name.hasPrefix("console.@@") || name.hasPrefix("console._") { return true }
        return [
            "console.Console", "console.context", "console.createTask", "console.indentLevel", "name", "createImageBitmap",
            "OffscreenCanvas",
            "NavigatorUAData", "@@undefined", "@@[[webidl.brand]]", "Symbol.metadata", "Date.prototype.toTemporalInstant",
            "%IteratorPrototype%.@@toStringTag", "%IteratorPrototype%.@@dispose", "%AsyncIteratorPrototype%.@@asyncDispose",
        ].contains(name)
    }

    @Test(arguments: hosts) func `a host has the names that its engine has`(_ host: Host) throws {
        let real = inventory(try text("inventory.\(host.engine)", "txt", "libraries").components(separatedBy: "\n").filter { !$0.isEmpty })
        let simulated = inventory(try printed("inventory", "libraries", host: host.name))
        #expect(simulated.keys.filter { real[$0] == nil && !Self.own.contains($0) }.sorted() == [], "\(host.engine) has none of these")
        #expect(real.keys.filter { simulated[$0] == nil && !Self.isLeftOut($0) }.sorted() == [], "\(host.engine) has these")
        for (name, kind) in simulated.sorted(by: { $0.key < $1.key }) {
            guard let realKind = real[name], kind != "accessor", realKind != "accessor" else { continue }
            #expect(kind == realKind, "\(name) is \(kind), and \(realKind) on \(host.engine)")
        }
    }

    @Test func `every name that a host lacks or has of its own is looked for`() {
        for profile in HostProfile.all {
            #expect(Set(profile.globals.absent).count == profile.globals.absent.count, "\(profile.name) names something twice")
            #expect(Set(profile.globals.outside).isDisjoint(with: profile.globals.absent), "\(profile.name)")
        }
    }

    // MARK: Values

    /// The blocks below the lines `#1`, `#2`, …, which groups may have moved to the right.
    private func blocks(_ lines: [String]) -> [[String]] {
        var blocks: [[String]] = []
        for line in lines {
            let start = line.drop { $0 == " " }
            if start.hasPrefix("#"), Int(start.dropFirst()) == blocks.count + 1 {
                blocks.append([])
            } else {
                blocks[blocks.count - 1].append(line)
            }
        }
        return blocks
    }

    @Test(arguments: hosts) func `a console writes values as its engine does`(_ host: Host) throws {
        let source = try text("values", "mjs", "consoles").split(separator: "\n").filter { $0.hasPrefix("console.log(\"#") }
        let recorded = try text("values.\(host.engine)", "txt", "consoles").components(separatedBy: "\n").dropLast()
        let wanted = blocks(Array(recorded))
        let seen = blocks(try printed("values", "consoles", host: host.name))
        #expect(wanted.count == source.count && seen.count == source.count && source.count > 500)
        for (index, (line, text)) in zip(seen, wanted).enumerated() where line != text {
            Issue.record("\(source[index])\n\(line.joined(separator: "\n"))\nand on \(host.engine)\n\(text.joined(separator: "\n"))")
        }
    }

    @Test(
        .enabled(if: Node.majorVersion == 20, "needs node 20 on the PATH"))
    func `the recording is what node prints`() throws {
        let recorded = try text("values.node-20.20.2", "txt", "consoles").components(separatedBy: "\n").dropLast()
        #expect(try Node.lines(of: [("values.mjs", try text("values", "mjs", "consoles"))]) == Array(recorded))
    }

    /// What goes to the error stream.
    @Test func `failed assertions, and labels that nobody began`() throws {
        let source = """
            console.assert(false); console.assert(false, 'm'); console.assert(false, 'm %s', 'x', { a: 'b' }); console.assert(false, { a: 'b' }, 1);
            console.assert(true, 'n'); console.countReset('c'); console.timeEnd('t'); console.timeLog('t');
            """
        func errors(_ host: String) throws -> [String] {
            try Modules([("main.mjs", source)]).run(host, recordsEvents: false).trace.console.filter { $0.stream == .error }.map(\.text)
        }
        let node = [
            "Assertion failed", "Assertion failed: m", "Assertion failed: m x { a: 'b' }", "Assertion failed { a: 'b' } 1",
        ]
        #expect(try errors("node") == node && errors("node@20") == node)
        #expect(
            try errors("deno") == [
                "Assertion failed", "Assertion failed: m", "Assertion failed: m x { a: \"b\" }", "Assertion failed: { a: \"b\" } 1",
                "Count for 'c' does not exist", "Timer 't' does not exist", "Timer 't' does not exist",
            ])
    }

    // MARK: Timers, the global object, and the exit status

    @Test func `what a callback has for its this`() throws {
        let source = """
            const name = (t) => t === undefined ? 'undefined' : t === globalThis ? 'global' : t.constructor.name;
            const timer = setTimeout(function () { console.log('timeout', name(this), this === timer, arguments.length); }, 1, 2, 3);
            const interval = setInterval(function () { console.log('interval', name(this), this === interval); clearInterval(this); }, 9);
            const immediate = globalThis.setImmediate?.(function () { console.log('immediate', name(this), this === immediate); });
            queueMicrotask(function () { console.log('microtask', name(this)); });
            globalThis.process?.nextTick(function () { console.log('nextTick', name(this)); });
            """
        let node = [
            "microtask undefined", "nextTick undefined", "timeout Timeout true 2", "interval Timeout true", "immediate Immediate true",
        ]
        for host in ["node", "node@20", "deno"] { #expect(Set(try Modules([("m.mjs", source)]).lines(host)) == Set(node), "\(host)") }
        var modules = Modules([("m.mjs", source)])
        modules.limits.until = .time(.init(nanoseconds: 10_000_000))
        #expect(try modules.lines("browser") == ["microtask undefined", "timeout global false 2", "interval global false"])
        #expect(try modules.lines("spec").contains("timeout undefined false 2"))
    }

    @Test func `the global object by its other names`() throws {
        let source = """
            console.log(typeof global, typeof self, typeof window, Object.prototype.toString.call(globalThis), globalThis.global === globalThis);
            console.log(setTimeout.length, structuredClone.length, Object.keys({ ...console }).includes('log'));
            """
        #expect(try console(source, host: "node") == ["object undefined undefined [object global] true", "2 2 true"])
        #expect(try console(source, host: "node@20") == ["object undefined undefined [object global] true", "5 0 true"])
        #expect(try console(source, host: "deno") == ["object object undefined [object Window] true", "2 2 true"])
        #expect(try console(source, host: "spec") == ["undefined undefined undefined [object Object] false", "2 1 true"])
    }

    @Test func `an exit code is an integer`() throws {
        let source = """
            for (const value of ['x', 1.5, true, {}, '', '3', 256, null, undefined]) try {
              process.exitCode = value; console.log('set', process.exitCode);
            } catch (error) { console.log(error.name, error.code, error.message); }
            try { process.exit('x'); } catch (error) { console.log(error.code); }
            process.exit('4');
            """
        func lines(_ type: String, _ object: String) -> [String] {
            [
                "TypeError ERR_INVALID_ARG_TYPE The \"code\" argument must be \(type). Received type string ('x')",
                "RangeError ERR_OUT_OF_RANGE The value of \"code\" is out of range. It must be an integer. Received 1.5",
                "TypeError ERR_INVALID_ARG_TYPE The \"code\" argument must be \(type). Received type boolean (true)",
                "TypeError ERR_INVALID_ARG_TYPE The \"code\" argument must be \(type). Received an instance of Object",
                "TypeError ERR_INVALID_ARG_TYPE The \"code\" argument must be \(type). Received type string ('')",
                "set 3", "set 256", "set \(object)", "set undefined", "ERR_INVALID_ARG_TYPE", "outcome: exited(status: 4)",
            ]
        }
        #expect(try console(source, host: "node@20") == lines("of type number", "null"))
        #expect(try console(source, host: "deno") == lines("integer", "null"))
    }

    /// Measured on Node.js 20.20.2 and 24.19.0 and Deno 2.9.8.
    @Test func `the status of an entry that never settles`() throws {
        for (code, statuses) in [
            ("5", [5, 5, 1]), ("0", [0, 13, 1]), ("'0'", [0, 13, 1]), ("undefined", [13, 13, 1]), ("-1", [255, 255, 1]),
        ] as [(String, [Int32])] {
            for (host, status) in zip(["node@20", "node", "deno"], statuses) {
                let run = try Modules([("m.mjs", "process.exitCode = \(code); await new Promise(() => {});")]).run(host)
                #expect(run.exitStatus == status && run.trace.outcome == .unsettled, "\(code) on \(host)")
            }
        }
    }

    @Test func `a program that ends its process has neither fulfilled nor rejected`() throws {
        for (source, status, time) in [
            ("process.exit(3);", 3, 0), ("process.exit();", 0, 0),
            ("setTimeout(() => process.exit(2), 10); await new Promise(() => {});", 2, 10),
            ("setTimeout(() => process.exit(), 10); process.exitCode = 9;", 9, 10),
        ] as [(String, Int32, Int64)] {
            let run = try Modules([("m.mjs", source)]).run("node")
            #expect(run.trace.outcome == .exited(status: status) && run.exitStatus == status, "\(source)")
            #expect(run.trace.duration == time * 1_000_000)
            #expect(run.trace.text().contains("exited after \(time) ms: process.exit(\(status))\n"))
        }
    }

    @Test func `a stack that is captured`() throws {
        let source = """
            class Failure extends Error { constructor(m) { super(m); this.name = 'Failure'; Error.captureStackTrace(this, Failure); } }
            function make() { return new Failure('boom'); }
            const stack = make().stack.split('\\n'); console.log(stack[0], '|', stack[1].trim(), '|', stack.length);
            const object = { name: 'N', message: 'M' }; Error.captureStackTrace(object);
            console.log(object.stack.split('\\n')[0], Object.keys(object).join());
            function hidden() { const o = {}; Error.captureStackTrace(o, hidden); return o.stack; }
            console.log(hidden().split('\\n').slice(0, 2).join('|'), Error.stackTraceLimit);
            """
        #expect(
            try console(source, host: "node") == [
                "Failure: boom | at make (file:///main.mjs:2:26) | 6", "N: M name,message", "Error|    at file:///main.mjs:7:13 10",
            ])
        #expect(try console("console.log(typeof Error.captureStackTrace);") == ["undefined"])
    }
}
