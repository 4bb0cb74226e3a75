import Bundlers
import Diagnostics
import Hosts
import Programs
import Simulator
import TestSupport
import Testing

/// Graphs that people reported, and what the models of bundlers that wrap modules make of them.
@Suite struct WrappingTests {
    /// What the output of a model prints, and how it ends.
    struct Seen: Equatable, CustomStringConvertible {
        var lines: [String]
        var ending: String
        var description: String { "\(lines) \(ending)" }

        init(_ lines: [String], _ ending: String = "fulfilled") {
            self.lines = lines
            self.ending = ending
        }
    }

    private func bundle(
        _ files: [String: String], entry: String = "main.mjs", _ model: String, splitting: Bool? = nil, format: BundleFormat? = nil
    ) throws -> Bundle {
        var options = BundleOptions()
        (options.isSplitting, options.format) = (splitting, format)
        return try #require(Bundler.named(model)).bundle(program(files: files, entry: entry), options)
    }

    private func text(_ bundle: Bundle) -> String {
        bundle.files.map { String(decoding: $0.source.bytes, as: UTF8.self) }.joined(separator: "\n")
    }

    private func run(_ files: [String: String], entry: String = "main.mjs", _ model: String, splitting: Bool? = nil) throws -> Seen {
        let run = try bundle(files, entry: entry, model, splitting: splitting).program.run(RunOptions(host: .named("node+loaded")))
        if run.diagnostics.contains(where: { $0.kind == .syntax }) { return Seen(run.trace.console.map(\.text), "SyntaxError") }
        let ending =
            switch run.trace.outcome {
            case .fulfilled: "fulfilled"
            case .unsettled: "never settled"
            case .rejected(let text): String(text.prefix { $0 != ":" })
            default: "\(run.trace.outcome)"
            }
        return Seen(run.trace.console.map(\.text), ending)
    }

    private func words(_ files: [String: String], _ model: String, splitting: Bool? = nil, format: BundleFormat? = nil) throws -> [String] {
        do {
            _ = try bundle(files, model, splitting: splitting, format: format)
            return []
        } catch let problems as DiagnosticList {
            return problems.diagnostics.map(\.message)
        }
    }

    // MARK: Circles

    /// esbuild#4498: a and b import each other, and a imports a module that awaits. Every wrapper is asynchronous; the circle does not wait for itself,
    /// since b comes back to a in its synchronous part. bun's two walks find both too; rolldown's one walk takes b to be synchronous.
    static let circle = [
        "main.mjs": "import './b.mjs';\nconsole.log('main');\n",
        "a.mjs": "import './b.mjs';\nimport './c.mjs';\nconsole.log('a');\n",
        "b.mjs": "import './a.mjs';\nconsole.log('b');\n",
        "c.mjs": "await 0;\nconsole.log('c');\n",
    ]

    @Test func circleOfWrappers() throws {
        #expect(try run(Self.circle, "esbuild") == Seen(["c", "a", "b", "main"]))
        #expect(try run(Self.circle, "esbuild-lazy") == Seen(["c", "a", "b", "main"]))
        #expect(try run(Self.circle, "bun-lazy") == Seen(["c", "a", "b", "main"]))
    }

    /// A circle that is entered at both ends: a module is taken to be synchronous whose wrapper holds an `await`. Recorded with bun 1.4.4.
    @Test func missedAwait() throws {
        let files = [
            "main.mjs": "import './a.mjs';\nconsole.log('main');\n",
            "a.mjs": "import './b.mjs';\nimport './c.mjs';\nconsole.log('a');\n",
            "b.mjs": "import './a.mjs';\nconsole.log('b');\n",
            "c.mjs": "await 0;\nconsole.log('c');\n",
        ]
        #expect(try run(files, "rolldown-strict").ending == "SyntaxError")
    }

    /// rolldown#9548: a ring with an await waits for itself where modules are wrapped.
    @Test func ring() throws {
        let files = [
            "main.mjs": "import { a } from './ring-a.mjs';\nconsole.log(a);\n",
            "ring-a.mjs": "import './ring-b.mjs';\nexport const a = await Promise.resolve('a');\n",
            "ring-b.mjs": "import './ring-c.mjs';\nconsole.log('b');\n",
            "ring-c.mjs": "import './ring-d.mjs';\nconsole.log('c');\n",
            "ring-d.mjs": "await 0;\nimport './ring-a.mjs';\nconsole.log('d');\n",
        ]
        #expect(try run(files, "native") == Seen(["d", "c", "b", "a"]))
        #expect(try run(files, "rolldown") == Seen(["d", "c", "b", "a"]))
        #expect(try run(files, "esbuild-lazy") == Seen(["d", "c", "b", "a"]))
        #expect(try run(files, "rolldown-strict") == Seen(["d", "c", "b", "a"]))
    }

    /// bun#22704: m1 imports m2, and m3 imports m1; all are reached by `import()`.
    @Test func reachedTwice() throws {
        let files = [
            "main.mjs":
                "import('./m1.mjs').then((m) => console.log('m1', m.one));\nimport('./m3.mjs').then((m) => console.log('m3', m.three));\n",
            "m1.mjs": "import { two } from './m2.mjs';\nexport const one = await Promise.resolve(two - 1);\nconsole.log('runs m1');\n",
            "m2.mjs": "export const two = await 2;\nconsole.log('runs m2');\n",
            "m3.mjs": "import { one } from './m1.mjs';\nexport const three = one + 2;\nconsole.log('runs m3');\n",
        ]
        for model in ["bun", "bun-lazy", "esbuild", "esbuild-lazy"] {
            #expect(try run(files, model).lines.sorted() == ["m1 1", "m3 3", "runs m1", "runs m2", "runs m3"], "\(model)")
        }
    }

    /// rolldown#5023: siblings that wait for each other never settle in a row.
    @Test func rendezvous() throws {
        let files = [
            "main.mjs": "import './a.mjs';\nimport './b.mjs';\nconsole.log('main');\n",
            "shared.mjs": "export let open;\nexport const gate = new Promise((resolve) => { open = resolve; });\n",
            "a.mjs": "import { gate } from './shared.mjs';\nconsole.log('a waits');\nawait gate;\nconsole.log('a goes on');\n",
            "b.mjs": "import { open } from './shared.mjs';\nconsole.log('b opens');\nopen();\n",
        ]
        for model in ["esbuild", "esbuild-lazy", "bun", "rolldown", "rolldown-strict"] {
            #expect(try run(files, model) == Seen(["a waits"], "never settled"), "\(model)")
        }
        // b does not await: bun runs it first.
        #expect(try run(files, "bun-lazy") == Seen(["b opens", "a waits", "a goes on", "main"]))
    }

    /// rolldown#9530: a module that is imported statically and by `import()`.
    @Test func importedBothWays() throws {
        let files = [
            "main.mjs":
                "import { v } from './both.mjs';\nconsole.log('main', v);\nconst ns = await import('./both.mjs');\nconsole.log(ns.v === v);\n",
            "both.mjs": "export const v = await Promise.resolve('v');\nconsole.log('both');\n",
        ]
        for model in ["native", "esbuild", "esbuild-lazy", "bun", "bun-lazy", "rolldown", "rolldown-strict"] {
            #expect(try run(files, model) == Seen(["both", "main v", "true"]), "\(model)")
            #expect(try run(files, model, splitting: true) == Seen(["both", "main v", "true"]), "\(model)")
        }
    }

    // MARK: What stands where

    /// rolldown's documentation: three modules come one after another.
    @Test func documentedExample() throws {
        let files = [
            "main.mjs":
                "import { foo1 } from './tla1.mjs'\nimport { foo2 } from './tla2.mjs'\nimport { bar } from './sync.mjs'\nconsole.log(foo1, foo2, bar)\n",
            "tla1.mjs": "export const foo1 = await Promise.resolve('foo1')\n",
            "tla2.mjs": "export const foo2 = await Promise.resolve('foo2')\n",
            "sync.mjs": "export const bar = 'bar'\n",
        ]
        #expect(
            try text(bundle(files, "rolldown")) == """
                // tla1.mjs
                const foo1 = await Promise.resolve("foo1");

                // tla2.mjs
                const foo2 = await Promise.resolve("foo2");

                // sync.mjs
                const bar = "bar";

                // main.mjs
                console.log(foo1, foo2, bar);

                """)
    }

    /// A file that is not wrapped itself and waits for two modules calls a function that bun leaves out (bun#42046). One wrapped module that needs it too
    /// brings it in.
    @Test func missingHelper() throws {
        var files = [
            "main.mjs": "import './a.mjs';\nimport './b.mjs';\nconsole.log('main');\nimport('./a.mjs');\nimport('./b.mjs');\n",
            "a.mjs": "await 0;\nconsole.log('a');\n",
            "b.mjs": "await 0;\nconsole.log('b');\n",
        ]
        #expect(try run(files, "bun") == Seen([], "ReferenceError"))
        files["c.mjs"] = "import './a.mjs';\nimport './b.mjs';\n"
        files["main.mjs"]? += "import('./c.mjs');\n"
        #expect(try run(files, "bun") == Seen(["a", "b", "main"]))
    }

    /// What `export *` asks for runs, and is not waited for.
    @Test func starsAreNotAwaited() throws {
        let files = [
            "main.mjs": "import { a } from './all.mjs';\nconsole.log(a);\n", "all.mjs": "export * from './a.mjs';\nconsole.log('all');\n",
            "a.mjs": "export let a = 'early';\nawait 0;\nawait 0;\nawait 0;\nawait 0;\na = 'late';\n",
        ]
        #expect(try run(files, "esbuild-lazy") == Seen(["all", "early"]))
        #expect(try run(files, "bun-lazy") == Seen(["all", "early"]))
        #expect(try run(files, "rolldown-strict") == Seen(["all", "late"]))
        #expect(try run(files, "esbuild") == Seen(["all", "late"]))
    }

    /// What bun makes outside of wrappers has its value before the module runs.
    @Test func movedConstants() throws {
        let files = [
            "main.mjs": "import './a.mjs';\n",
            "b.mjs": "import './a.mjs';\nexport const number = 1, object = {}, arrow = () => 2;\nexport class C {}\n",
            "a.mjs": "import { C, arrow, number, object } from './b.mjs';\nconsole.log(number, object, typeof arrow, typeof C);\n",
        ]
        let circle = ["main.mjs": "import './b.mjs';\n"].merging(files) { first, _ in first }
        #expect(try run(circle, "bun-lazy") == Seen(["1 undefined function function"]))
        #expect(try run(circle, "esbuild-lazy") == Seen(["undefined undefined undefined undefined"]))
        #expect(try run(circle, "native").ending == "ReferenceError")
    }

    /// A branch that is never taken: bun leaves it out, and the await in it counts all the same; esbuild keeps it.
    @Test func deadAwait() throws {
        let files = ["main.mjs": "if (false) { await 0; var x = 1; }\nconsole.log(x);\n"]
        #expect(try text(bundle(files, "bun")).contains("await") == false)
        #expect(try text(bundle(files, "bun-lazy")).contains("async ()"))
        #expect(try text(bundle(files, "esbuild")).contains("await 0"))
        #expect(try run(files, "bun") == Seen(["undefined"]))
    }

    // MARK: Words

    @Test func formats() throws {
        let files = ["main.mjs": "import './a.mjs';\n", "a.mjs": "await 0;\n"]
        #expect(
            try words(files, "esbuild", format: .iife) == ["Top-level await is currently not supported with the \"iife\" output format"])
        #expect(
            try words(files, "rolldown", splitting: false, format: .cjs) == [
                "Top-level await is currently not supported with the 'cjs' output format"
            ])
        #expect(try words(files, "bun", format: .cjs) == ["\"await\" can only be used inside an \"async\" function"])
        #expect(
            try words(["main.mjs": "1;\n"], "esbuild", splitting: true, format: .iife) == [
                "Splitting currently only works with the \"esm\" format"
            ])
    }

    @Test func namesThatDoNotLink() throws {
        let files = [
            "main.mjs": "import { nope } from './a.mjs';\nimport * as ns from './a.mjs';\nconst k = 1;\nk = 2;\nns.x = 1;\n",
            "a.mjs": "export let x;\n",
        ]
        #expect(
            try words(files, "esbuild") == [
                "No matching export in \"a.mjs\" for import \"nope\"", "Cannot assign to import \"x\"",
                "Cannot assign to \"k\" because it is a constant",
            ])
        let missing = ["main.mjs": "import * as ns from './a.mjs';\nconsole.log(ns.nope);\n", "a.mjs": "export let x;\n"]
        #expect(
            try bundle(missing, "bun").warnings.map(\.message) == [
                "Import \"nope\" will always be undefined because there is no matching export in \"a.mjs\""
            ])
        #expect(try run(missing, "bun") == Seen(["undefined"]))
    }

    // MARK: Files

    /// Files of esbuild import each other in the order of their numbers, those of bun as they are met; of rolldown as they run.
    @Test func orderOfFiles() throws {
        var files = [
            "main.mjs":
                "import './z.mjs';\nimport './y.mjs';\nimport './x.mjs';\nimport('./d1.mjs');\nimport('./d2.mjs');\nimport('./d3.mjs');\n",
            "d1.mjs": "import './x.mjs';\nimport './y.mjs';\n", "d2.mjs": "import './y.mjs';\n",
            "d3.mjs": "import './z.mjs';\nimport './x.mjs';\nimport './y.mjs';\n",
        ]
        for name in ["x", "y", "z"] { files["\(name).mjs"] = "console.log('\(name)');\nawait 0;\n" }
        #expect(try run(files, "esbuild", splitting: true) == Seen(["z", "x", "y"]))
        #expect(try run(files, "bun", splitting: true) == Seen(["z", "y", "x"]))
        #expect(try run(files, "rolldown", splitting: true) == Seen(["z", "y", "x"]))
    }

    @Test func manyModules() throws {
        var files: [String: String] = [:]
        let count = 3_000
        for number in 0..<count {
            let next =
                number + 1 < count
                ? "import { v as w } from './m\(number + 1).mjs';\nexport const v = w + 1;\n" : "export const v = await 0;\n"
            files["m\(number).mjs"] = next + (number == 0 ? "console.log(v);\nimport('./m1.mjs');\n" : "")
        }
        for model in ["esbuild", "esbuild-lazy", "bun-lazy", "rolldown-strict"] {
            #expect(try onLargeStack { try run(files, entry: "m0.mjs", model) } == Seen(["\(count - 1)"]), "\(model)")
        }
    }
}
