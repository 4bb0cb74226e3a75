import Diagnostics
import Foundation
import Hosts
import JavaScript
import Programs
import Scenario
import Simulator
import TestSupport
import Testing
import Trace

@testable import Bundlers

/// What must hold of any program that is put into one scope.
@Suite struct HoistingPropertyTests {
    /// Programs without awaits and circles, whose modules all use the same few names at the top, in functions, blocks, patterns, classes and labels.
    @Test(arguments: ["rollup", "rollup@3"]) func `one scope prints what modules print`(model: String) throws {
        let bundler = try #require(Bundler.named(model))
        for seed in 0..<60 {
            var generator = ShadowingPrograms(seed: UInt64(seed))
            let program = try generator.program()
            try onLargeStack {
                let native = program.run(RunOptions(host: .named("node+loaded")))
                #expect(native.trace.outcome == .fulfilled, "seed \(seed)")
                for isSplitting in [true, false] {
                    var options = BundleOptions()
                    options.isSplitting = isSplitting
                    let bundle = try bundler.bundle(program, options)
                    let run = bundle.program.run(RunOptions(host: .named("node+loaded")))
                    #expect(
                        Self.lines(run) == Self.lines(native),
                        "seed \(seed): \(run.trace.outcome)\n\(bundle.files.map { String(decoding: $0.source.bytes, as: UTF8.self) }.joined(separator: "\n---\n"))"
                    )
                }
            }
        }
    }

    /// The lines; those of what `import()` brings are in no order, as that takes other ticks.
    private static func lines(_ run: Run) -> [String] {
        let all = run.trace.console.map(\.text)
        return all.filter { !$0.contains("later") } + all.filter { $0.contains("later") }.sorted()
    }

    /// Nothing that a module means comes to mean something else, and the text has no early error.
    @Test func `names never collide`() throws {
        for seed in 100..<160 {
            var generator = ShadowingPrograms(seed: UInt64(seed))
            let graph = try LinkedGraph(generator.program())
            let order = graph.depthFirstOrder(from: graph.entries)
            let symbols = ProgramSymbols(graph, HoistingStyle(), order: order)
            #expect(symbols.errors.isEmpty)
            let namespaces = symbols.namespaces(of: order)
            let scope = ChunkScope(symbols, modules: order, namespaces: namespaces)
            for module in order { #expect(scope.rewriting(of: module).conflicts().isEmpty, "seed \(seed)") }
            let text = scope.concatenation(namespaces: namespaces, early: Set(namespaces)).printed(as: "bundle.mjs")
            #expect(throws: Never.self, "seed \(seed)") { try onLargeStack { _ = try AnalysedModule(text) } }
        }
    }

    @Test(arguments: ["row", "circle", "stars"]) func `thousands of modules are no more than many`(shape: String) throws {
        // What is not optimised takes ten times as long.
        #if DEBUG
        let count = 2_000
        #else
        let count = 10_000
        #endif
        var modules: [(name: String, text: String)] = []
        for number in 0..<count {
            let next = (number + 1) % count
            var text = "export const x\(number) = \(number);\nlet own = \(number);\nif (own < 0) console.log(own);\n"
            switch shape {
            case "row":
                if number + 1 < count { text = "import { x\(next) as y } from './m\(next)';\n" + text + "if (y < 0) console.log(y);\n" }
            case "circle": text = "import { x\(next) as y } from './m\(next)';\nif (!x\(number)) console.log(y);\n" + text
            default: if number + 1 < count { text = "export * from './m\(next)';\n" + text }
            }
            if number == 0 {
                text += shape == "stars" ? "import { x\(count - 1) as last } from './m1';\nconsole.log(last);\n" : "console.log('end');\n"
            }
            modules.append(("m\(number)", text))
        }
        let program = try programOfTexts(modules, entry: "m0")
        try onLargeStack {
            for model in ["rollup", "rollup@3"] {
                let bundle = try #require(Bundler.named(model)).bundle(program)
                #expect(bundle.files.count == 1)
                #expect(bundle.files[0].modules.count == count)
            }
        }
    }
}

/// Makes programs.
struct ShadowingPrograms {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    private mutating func below(_ limit: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(limit))
    }

    private static let names = ["a", "b", "f", "ns", "x$1", "Object", "then"]

    mutating func program() throws -> Program {
        let count = 3 + below(5)
        var modules: [(name: String, text: String)] = []
        for number in 0..<count { modules.append(("m\(number)", module(number))) }
        return try programOfTexts(modules, entry: "m\(count - 1)")
    }

    private mutating func module(_ number: Int) -> String {
        var free = Self.names
        func log(_ text: String) -> String { "console.log('\(number)', \(text));\n" }
        // The names that are left change places from module to module.
        for index in free.indices { free.swapAt(index, below(free.count)) }
        free.removeAll { $0 == "Object" && below(2) == 0 }
        var text = ""
        var readable: [String] = []
        for target in 0..<number where below(3) > 0 {
            guard let local = free.popLast() else { break }
            switch below(4) {
            case 0:
                text += "import * as \(local) from './m\(target)';\n"
                text += log("\(local).value, \(local).get(1), Object_keys(\(local)), \(local).nested?.value")
            case 1:
                text += "import { value as \(local) } from './m\(target)';\n"
                readable.append(local)
            case 2:
                text += "import \(local) from './m\(target)';\n"
                text += log("\(local)(2)")
            default:
                text += "import { get as \(local), bump } from './m\(target)';\n".replacingOccurrences(
                    of: "bump", with: "bump as bump\(target)")
                text += "bump\(target)();\n" + log("\(local)(3), typeof \(local)")
            }
        }
        text = "const Object_keys = ns => globalThis.Object.keys(ns).join();\n" + text
        let (one, two) = (free.popLast() ?? "u", free.popLast() ?? "w")
        let forms = [
            "let \(one) = \(number), \(two) = [\(number)];", "const { length: \(one), [0]: \(two) } = 'q\(number)';",
            "var [\(one), { \(two) = 4 }] = [1, {}];",
        ]
        text += forms[below(forms.count)] + "\n"
        readable += [one, two]
        // What a parameter of that name would hide before it has its value is left alone.
        let inner = readable.filter { !["a", "b", "f"].contains($0) }.first ?? "value"
        text += """
            class \(number % 2 == 0 ? "K" : "x$2") { #v = \(inner); static s = 'static'; get v() { return this.#v; } }
            function helper({ a, b = \(inner) } = {}, ...f) {
              outer: for (const x of [1, 2]) { for (let ns = 0; ns < 2; ns++) { if (ns) continue outer; var a$1 = ns; } }
              try { throw { value: 1 }; } catch ({ value: f$1 }) { a$1 += f$1; }
              return [a, b, f.length, a$1, typeof \(inner), (function x() { const a = 1; return a + typeof x; })()].join();
            }
            export let value = \(number * 10);
            export function get(a) { { let value = a; return [value, helper({ a }, 1, 2)].join(); } }
            export function bump() { value += 1; }
            export { value as "a string", get as default, \(one) as exported };

            """
        if number > 0, below(2) == 0 { text += "export * as nested from './m\(below(number))';\n" }
        text += log("helper(), new \(number % 2 == 0 ? "K" : "x$2")().v, \(readable.joined(separator: ", "))")
        if below(3) == 0, number > 0 { text += "import('./m\(below(number))').then(m => console.log('\(number) later', m.value));\n" }
        return text
    }
}

private func programOfTexts(_ modules: [(name: String, text: String)], entry: String) throws -> Program {
    func quoted(_ text: String) -> String {
        String(decoding: (try? JSONEncoder().encode(text)) ?? Data(), as: UTF8.self).replacingOccurrences(of: "\\/", with: "/")
    }
    let document = "entry: \(entry)\nmodules:\n" + modules.map { "  \($0.name): \(quoted($0.text))\n" }.joined()
    return try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "graph.yaml", folder: "."))
}
