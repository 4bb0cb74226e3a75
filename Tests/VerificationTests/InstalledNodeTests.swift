import Engines
import Export
import Foundation
import Programs
import Scenario
import Simulator
import TestSupport
import Testing
import Text
import Verification

/// The Node.js that is installed, when it is one that profiles are measured on.
enum InstalledNode {
    static let engine: Engine? = {
        guard let engine = try? Engine.find("node") else { return nil }
        return engine.majorVersion >= 20 ? engine : nil
    }()
}

/// The whole way through the Node.js that is installed. Skipped, and said to be, where there is none.
@Suite(.enabled(if: InstalledNode.engine != nil, "needs node 20 or later on the PATH"))
struct InstalledNodeTests {
    private func verify(_ yaml: String, timeout: Double = 30) throws -> Verification {
        let scenario = try Scenario.read(bytes: Array(yaml.utf8), name: "scenario.yaml", folder: ".")
        let node = try #require(InstalledNode.engine)
        let host = try node.profile()
        return try Verification.run(
            node, profile: host, simulated: try Program(scenario: scenario).run(RunOptions(host: host, loadsAtOnce: true)),
            exported: try ExportedProgram(Program(scenario: scenario)), timeout: timeout)
    }

    @Test(
        "Order, streams, objects, resources, times and ends come through",
        arguments: [
            "entry: a\nmodules:\n  a: 'import \"b\"; console.log(\"a\", {x: [1]}); console.error(\"%s!\", 1, \"more\"); console.log(\"two\\nlines\");'\n"
                + "  b: 'await sleep(20); console.group(\"in\"); console.log(\"b\"); console.groupEnd();'\n",
            "entry: a\nmodules:\n  a: 'await import(`./${\"b\"}`); await import({ toString() { return \"x/c\" } });'\n"
                + "  b: 'console.log(\"b\")'\n  x/c: 'console.log(\"c\"); await import(\"../b\"); await import(\"d\").catch(() => console.log(\"no d\"))'\n",
            "entry: a\nmodules:\n  a: 'const r = await fetch(\"/x\"); console.log(r.status, await r.json()); await fetch(\"/y\")'\n"
                + "resources:\n  /x: {after: 5ms, json: {k: 1}}\n  /y: {fails: gone}\n",
            "entry: a\nmodules:\n  a: 'console.log(1); await new Promise(() => {})'\n",
            "entry: a\nmodules:\n  a: 'process.exitCode = 7; process.nextTick(() => console.log(\"tick\"))'\n",
            "entry: a\nmodules:\n  a: 'import { x } from \"b\"'\n  b: 'console.log(1)'\n",
            "entry: a\nmodules:\n  a: 'import \"fs\"; console.log(1)'\n",
            "entry: a\nmodules:\n  a: 'import \"b\"'\n  b: 'console.log(1); await null; throw new SyntaxError(\"mine\")'\n",
            // Modules are told apart by code units, and so are lines.
            "entry: a\nmodules:\n  a: 'import \"./\u{E9}.mjs\"; import \"./e\u{301}.mjs\"; import \"./b.mjs\"'\n"
                + "  b.mjs: 'import \"./\u{AC01}\"; import \"./\u{1100}\u{1161}\u{11A8}\"'\n"
                + "  \u{E9}.mjs: 'console.log(\"one\")'\n  e\u{301}.mjs: 'console.log(\"two\")'\n"
                + "  \u{AC01}: 'console.log(\"three\")'\n  \u{1100}\u{1161}\u{11A8}: 'console.log(\"four\")'\n",
            "entry: a\nmodules:\n  a: 'import \"./e\u{301}.mjs\"'\n  \u{E9}.mjs: 'console.log(\"other\")'\n",
            // The marks of the observer are nobody else's.
            "entry: a\nmodules:\n  a: 'console.log(\"\\u001e1\\u001fa\\n\\u001e2\\u001fb\\n\\u001d{}\"); console.log(\"\\u001f c\")'\n",
            // What comes of an import() is no link error.
            "entry: a\nmodules:\n  a: 'await import(\"./nowhere.mjs\")'\n",
            "entry: a\nmodules:\n  a: 'console.log(1); await import(\"b\")'\n  b: 'import { x } from \"c\"'\n  c: ''\n",
            "entry: a\nmodules:\n  a: 'import \"./nowhere.mjs\"'\n",
            "entry: a\nmodules:\n  a: 'console.log(1); process.exit(5)'\n",
            // An engine finds its files at once.
            "entry: a\nmodules:\n  a: 'import \"b\"; import \"c\"; setTimeout(() => console.log(\"t\"), 20)'\n"
                + "  b: {load: 90ms, code: 'console.log(\"b\"); await null; console.log(\"b ends\")'}\n  c: 'console.log(\"c\")'\n",
            // 13 is the status of what never settles, and anybody's.
            "entry: a\nmodules:\n  a: 'process.exit(13)'\n",
            "entry: a\nmodules:\n  a: 'process.exitCode = 13'\n",
            "entry: a\nmodules:\n  a: 'process.exitCode = 13; await new Promise(() => {})'\n",
            "entry: a\nmodules:\n  a: 'process.exitCode = 5; await new Promise(() => {})'\n",
            "entry: a\nmodules:\n  a: 'setTimeout(() => process.exit(13), 1); await new Promise(() => {})'\n",
            "entry: entry.mjs\nmodules:\n  entry.mjs: 'import \"prelude.mjs\"; console.log(1)'\n  prelude.mjs: 'console.log(2)'\n",
        ])
    func same(yaml: String) throws {
        let result = try verify(yaml)
        #expect(result.verdict == .same, "\(result.observed)\n\(result.simulated)")
    }

    @Test(
        "Whatever is thrown, the outcome is told alike",
        arguments: [
            "new Error('')", "new TypeError('')", "[1, 2]", "Symbol('x')", "Object.create(null)", "null", "undefined", "'text'", "''",
            "() => 1", "{ name: 'Error', message: 'fake' }", "{ toString() { throw 1 } }", "new (class Foo {})()",
            "new (class Mine extends Error {})('m')",
            "Object.defineProperty(new Error('m'), 'name', { get() { return 'G' } })", "Object.assign(new Error('m'), { name: '' })",
            "Object.assign(new Error('m'), { code: 'ERR_MINE' })",
            "(delete globalThis.JSON, delete globalThis.Error, delete globalThis.Object, delete globalThis.String, 'gone')",
        ])
    func thrown(value: String) throws {
        let result = try verify(
            JSONValue.object([
                "entry": .string("a"), "modules": .object(["a": .string("console.log(1); throw \(value)")]),
            ]).text())
        #expect(result.verdict == .same, "\(result.observed)\n\(result.simulated)")
    }

    // The virtual clock begins in the year 2000.
    @Test("What only a real engine knows is a difference")
    func different() throws {
        let result = try verify("host: node\nentry: a\nmodules:\n  a: 'console.log(Date.now() > 1e12)'\n")
        #expect(result.verdict == .different)
        #expect(result.runs == 3)
    }

    @Test("What prints far more than the simulated run is ended, and said to be")
    func flood() throws {
        let result = try verify(
            "host: node\nentry: a\nmodules:\n  a: 'if (Date.now() > 1e12) for (;;) console.log(\"flood\");'\n")
        #expect(result.verdict == .different)
        #expect(result.stopText?.hasSuffix("was ended after more than 1024 kB of output; simulated, the program prints less") == true)
        #expect(try verify("entry: a\nmodules:\n  a: 'for (let i = 0;; i++) console.log(i)'\n").verdict == .same)
    }

    @Test("A program without end is ended, and what it printed is kept")
    func endless() throws {
        let result = try verify("entry: a\nmodules:\n  a: 'console.log(1); for (;;);'\n", timeout: 3)
        #expect(result.observed.outcome == .noEnd)
        #expect(result.verdict == .same)
    }

    /// `entry.mjs` has all modules loaded before the program runs, as `verify --loaded` has.
    @Test(
        "node entry.mjs prints what verify --loaded says",
        arguments: [
            "import-cycle", "member-of-an-errored-cycle", "rejection-order", "ticks-of-a-new-module", "ticks-of-an-evaluated-module",
        ])
    func asAUser(name: String) throws {
        let node = try #require(InstalledNode.engine)
        let path = RecordedScenarioTests.package.appending(path: "Scenarios/engines/\(name).yaml").path
        let program = try Program.load(path: path)
        let folder = try ScratchFolder()
        try ExportedProgram(program).write(to: folder.path)
        let run = program.run(RunOptions(host: try node.profile().loaded))
        let result = try EngineProcess.run(node.path, [folder.path + "/entry.mjs"], timeout: 60)
        #expect(result.output == run.trace.console.map { $0.text + "\n" }.joined())
        #expect(result.ending == .exited(run.exitStatus))
    }

    /// The wrapper of an export changes neither order nor status: the entry alone, with the prelude loaded before, does the same.
    @Test("entry.mjs does as the entry alone")
    func wrapper() throws {
        let node = try #require(InstalledNode.engine)
        for (body, status) in [("console.log(1)", 0), ("await new Promise(() => {})", 13), ("await sleep(1); throw new Error('x')", 1)] {
            let folder = try ScratchFolder()
            let yaml = JSONValue.object([
                "entry": .string("a"),
                "modules": .object([
                    "a": .string("import 'b'; queueMicrotask(() => console.log('m')); " + body), "b": .string("console.log('b')"),
                ]),
            ])
            try ExportedProgram(Program(scenario: Scenario.read(bytes: Array(yaml.text().utf8), name: "s.yaml", folder: "."))).write(
                to: folder.path)
            func run(_ arguments: [String]) throws -> (String, Int32) {
                let process = Process()
                process.executableURL = URL(filePath: node.path)
                process.arguments = arguments
                process.standardError = FileHandle.nullDevice
                let output = Pipe()
                process.standardOutput = output
                try process.run()
                let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
                process.waitUntilExit()
                return (text, process.terminationStatus)
            }
            let wrapped = try run([folder.path + "/entry.mjs"])
            let alone = try run(["--import=\(folder.path)/prelude.mjs", folder.path + "/a.mjs"])
            #expect(wrapped == alone)
            #expect(wrapped.1 == status)
        }
    }
}
