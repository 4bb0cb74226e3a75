import Testing

/// Programs without end that spend their time in the library: it counts its work, so that the limit of steps stops them.
@Suite struct EndlessProgramTests {
    private static let loops = [
        "const o = {}; for (let i = 0; i < 3000; i++) o['k' + i] = i; for (let i = 0; i < 3000; i++) delete o['k' + i]; for (;;) for (const k in o);",
        "const o = {}; for (let i = 0; i < 3000; i++) o['k' + i] = i; for (;;) Object.keys(o);",
        "const o = {}; for (let i = 0; i < 3000; i++) o['k' + i] = i; for (;;) ({ ...o });",
        "const m = new Map(); for (let i = 0; i < 3000; i++) m.set(i, i); for (let i = 1; i < 1400; i++) m.delete(i); for (;;) [...m.keys()];",
        "const s = JSON.stringify(Array(3000).fill('abcdefg')); for (;;) JSON.parse(s);",
        "const s = JSON.stringify('x'.repeat(30000)); for (;;) JSON.parse(s);", "const s = 'x'.repeat(30000); for (;;) JSON.stringify(s);",
        "for (;;) (1e300).toString(2);", "for (;;) (5e-324).toFixed(100);", "for (let i = 0.1; ; i++) String(i);",
        "const s = 'abcdefghij'.repeat(3000); for (;;) s.split('a');", "const s = 'abcdefghij'.repeat(3000); for (;;) s.indexOf('z');",
        "const s = 'abcdefghij'.repeat(3000); for (;;) s.replaceAll('a', 'b');", "const s = 'É'.repeat(30000); for (;;) s.toLowerCase();",
        "const s = 'x'.repeat(30000), t = s + 'a', u = s + 'b'; for (;;) t === u;",
        "const s = 'x'.repeat(30000), t = s + 'a', u = s + 'b'; for (;;) t < u;",
        "const s = 'x'.repeat(30000), t = s + 'a', u = s + 'b'; for (;;) t.localeCompare(u);",
        "const s = '1'.repeat(30000); for (;;) Number(s);", "const a = Array(30000).fill(1); for (;;) a.copyWithin(0, 1);",
        "const a = Array(30000).fill(1); for (;;) a.reverse();", "const a = Array(3000).fill(1); for (;;) Math.max.apply(null, a);",
        "const a = Array(3000).fill(1); for (;;) Promise.all(a);", "const a = Array(3000).fill({}); for (;;) structuredClone(a);",
        "let o = {}; for (let i = 0; i < 3000; i++) o = Object.create(o); const x = {}; for (;;) x.isPrototypeOf(o);",
        "const a = []; a.length = 30000; for (;;) a.sort();",
        "const s = '0x' + '1'.repeat(30000); for (;;) +s;", "const s = 'x'.repeat(30000); for (;;) new Error(s).stack;",
        "const s = ' '.repeat(30000) + 'x'; for (;;) try { JSON.parse(s); } catch {}",
        "const s = '\\u0001'.repeat(30000); for (;;) JSON.stringify(s);", "for (;;) 'x'.padStart(30000, 'ab');",
        "const m = new Map(), s = 'x'.repeat(30000); for (let i = 0; ; i++) m.get(s + i);",
        "const o = {}, s = 'x'.repeat(30000); for (let i = 0; ; i++) o[s + i];",
        "const a = Array.from({ length: 3000 }, (_, i) => i); for (;;) a.toSorted();",
        "const a = Array.from({ length: 3000 }, (_, i) => i / 3); for (;;) `${a}`;",
        "const a = Array.from({ length: 3000 }, (_, i) => i); for (;;) Object.groupBy(a, (x) => x % 10);",
        "const a = []; a.length = 300000; a[299999] = 1; Object.freeze(a); for (;;) Object.isFrozen(a);",
        "const o = {}; for (let i = 0; i < 3000; i++) o['k' + i] = i; for (;;) Object.freeze(o);",
        "for (;;) String(new Date(0));", "for (;;) (class { #x = 1; static y = 2; m() {} });",
        "const list = Array(3000).fill(0); for (;;) try { list(...list); } catch {}",
        "const x = 1n << 100_000n, y = x + 0n; for (;;) x < y;",
        "const x = 1n << 100_000n; for (;;) Number(x);",
        "for (let i = 0; ; i++) new RegExp('[\\\\p{L}\\\\p{N}]' + i, 'iv');",
    ]

    private static let arrayLikes = [
        "reverse.call(o)", "indexOf.call(o, 1)", "lastIndexOf.call(o, 1)", "includes.call(o, 1)", "fill.call(o, 1)", "join.call(o, '')",
        "sort.call(o)", "forEach.call(o, x => x)", "find.call(o, x => x)", "findLast.call(o, x => x)", "reduceRight.call(o, x => x, 0)",
        "copyWithin.call(o, 1, 0)", "splice.call(o, 0, 1)", "shift.call(o)", "slice.call(o, 0, 2 ** 32 - 1)",
        "concat.call([], Object.assign(o, { [Symbol.isConcatSpreadable]: true }))",
    ].map { "const o = { length: 2 ** 53 - 1 }; Array.prototype.\($0);" }

    @Test(arguments: loops + arrayLikes)
    func `work of the library counts`(_ source: String) throws {
        #expect(try console(source, steps: 300_000).first?.hasPrefix(#"outcome: blocked("no end after 300000 steps at "#) == true)
    }

    /// What is done at once and would pass the limit is not begun.
    @Test(arguments: [
        "'Σ'.repeat(300_000).toLowerCase();", "'é'.repeat(300_000).toUpperCase();", "Number('1'.repeat(400_000));",
        "parseFloat('0.' + '1'.repeat(400_000));", "Date.parse('x'.repeat(400_000));",
        "const s = 'x'.repeat(400_000); s.localeCompare(s + 'a') || isNaN(s);",
        "JSON.parse('[' + '1,'.repeat(400_000) + '1]');", "JSON.stringify('x'.repeat(700_000));", "console.time('x'.repeat(1_300_000));",
        "fetch('x'.repeat(1_300_000));", "import('./' + 'x'.repeat(700_000));",
        "for (let n = 0; ; n++) 1.7e308 % 3e-308;", "const s = 'é'.repeat(30_000); for (;;) s[5];",
        "const s = 'x'.repeat(60_000); for (let i = 0; ; i++) (s + i).charCodeAt(5);",
        "const s = 'x'.repeat(60_000), m = new Map(); for (let i = 0; ; i++) m.get(`${s}${i}`);",
        "const f = ((...list) => list.length).bind(null, ...Array(1000).fill(0)); for (;;) f();",
        "for (;;) console.log([0.1, 0.2, { a: 1 / 3 }]);", "for (;;) 'abc'.nothing?.();",
    ])
    func `work that is done at once counts before it is done`(_ source: String) throws {
        #expect(try console(source, steps: 300_000).last?.hasPrefix(#"outcome: blocked("no end after 300000 steps at "#) == true)
    }

    /// How many turns a loop comes to until the limit, by what is in it.
    private func turns(_ body: String, before: String = "", steps: Int64 = 100_000) throws -> Int {
        let source = "\(before); for (let n = 1; ; n++) { \(body); if (n % 20 === 0) console.log(n); }"
        return try console(source, steps: steps).compactMap { Int($0) }.last ?? 0
    }

    @Test func `a turn counts for what it runs`() throws {
        let ten = try turns(String(repeating: "x = x + 1;", count: 10), before: "let x = 0")
        let thousand = try turns(String(repeating: "x = x + 1;", count: 1_000), before: "let x = 0")
        #expect(ten > 20 * thousand)
        // What is passed over does not count.
        let passed = try turns("if (x) {" + String(repeating: "x = x + 1;", count: 1_000) + "}", before: "let x = 0")
        #expect(passed > 20 * thousand)
        let early = try turns("f()", before: "let x = 0; function f() { if (!x) return; \(String(repeating: "x = x + 1;", count: 1_000)) }")
        #expect(early > 20 * thousand)
        // The same work is the same number of steps, however a function is left.
        let called = try turns("f()", before: "let x = 0; function f() { \(String(repeating: "x = x + 1;", count: 1_000)) }")
        let thrown = try turns(
            "try { f() } catch {}", before: "let x = 0; function f() { \(String(repeating: "x = x + 1;", count: 1_000)) throw 1 }")
        let yielded = try turns(
            "g.next()",
            before: "let x = 0; const g = (function* () { for (;;) { \(String(repeating: "x = x + 1;", count: 1_000)) yield } })()")
        let awaited = try turns(
            "await f()", before: "let x = 0; async function f() { \(String(repeating: "x = x + 1;", count: 1_000)) await 0 }")
        for other in [thrown, yielded, awaited] { #expect(abs(other - called) <= 20, "\(other), \(called)") }
    }

    @Test func `calls count for their arguments, and patterns for their names`() throws {
        let names = (0..<500).map { "a\($0)" }.joined(separator: ", ")
        let plain = try turns("f(1)", before: "function f() {}")
        #expect(try plain > 5 * turns("f(\(names.replacing(/a[0-9]+/, with: "1")))", before: "function f() {}"))
        #expect(try plain > 5 * turns("Math.max(\(names.replacing(/a[0-9]+/, with: "1")))"))
        #expect(try plain > 5 * turns("const { \(names) } = o", before: "const o = {}"))
        #expect(try plain > 5 * turns("f()", before: "function f() { let \(names); }"))
        #expect(try plain > 5 * turns("let \(names); f = () => [\(names)]", before: "let f"))
    }

    private static func package(exports: String) -> String { #"{"name": "p", "exports": \#(exports)}"# }

    /// Two thousand parts of a JSON text.
    private static func listed(_ part: (Int) -> String) -> String { (0..<2_000).map(part).joined(separator: ",") }

    /// A program resolves and reads as often as it likes: what a specifier is held against counts, and so does a text that is asked for again.
    @Test(arguments: [
        ("package.json", package(exports: "{\(listed { "\"./a\($0)\": \"./x.mjs\"" })}"), "p/x"),
        ("package.json", package(exports: "{\(listed { "\"./a\($0)/*\": \"./x.mjs\"" })}"), "p/x"),
        ("package.json", package(exports: "[\(listed { "\"../x\($0)\"" })]"), "p?"),
        ("other.mjs", "/*" + String(repeating: "x", count: 40_000) + "*/", "./other.mjs?"),
    ])
    func `an import counts for what is looked at`(_ name: String, _ text: String, _ specifier: String) throws {
        func imports(_ text: String) throws -> Int {
            let main = "for (let i = 1; ; i++) { await import('\(specifier)' + i).catch(() => {}); console.log(i); }"
            var modules = Modules([("main.mjs", main), (name, text)])
            modules.limits[.steps] = 300_000
            return try modules.run("node", recordsEvents: false).trace.lines.count
        }
        let small = try imports(name == "package.json" ? #"{"name": "p", "exports": {"./a": "./x.mjs"}}"# : "")
        #expect(try imports(text) < small / 4)
    }

    /// The same with the limit of the heap: what waits to be called is kept, too.
    @Test(arguments: [
        "for (;;) setTimeout(() => {}, 1000);", "for (;;) queueMicrotask(() => {});", "for (;;) clearTimeout(setTimeout(() => {}, 1000));",
        "let f = () => 1; for (;;) f = f.bind(null);", "for (;;) new Map();", "for (;;) Promise.all([]);",
    ])
    func `what waits is kept, and counts`(_ source: String) throws {
        var modules = Modules([("main.mjs", source)])
        modules.limits[.heap] = 2_000_000
        let run = try modules.run("node", recordsEvents: false)
        #expect("\(run.trace.outcome)".contains("more than 2MB of objects and texts at"))
    }
}
