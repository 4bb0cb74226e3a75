import Diagnostics
import Testing

@testable import JavaScript

@Suite("Hostile input")
struct HostileInputTests {
    /// Ways to nest: what opens a level, what stands innermost, what closes a level.
    static let nestings: [(String, String, String)] = [
        ("(", "1", ")"), ("[", "", "]"), ("x={a:", "1", "}"), ("{", "", "}"), ("`${", "1", "}`"), ("f(", "", ")"), ("a[", "1", "]"),
        ("function f(){", "", "}"), ("a=>", "1", ""),
        ("(a=", "1", ")=>1"), ("async(a=", "1", ")=>1"), ("class A{x=", "1", "}"), ("class A{static{", "", "}}"), ("x={m(){", "", "}}"),
        ("[a=", "1", "]=1"), ("!", "1", ""), ("await ", "1", ""),
        ("new ", "a", ""), ("a?", "1", ":1"), ("a?1:", "1", ""), ("a=", "1", ""), ("a**", "1", ""), ("a||b&&c|d^e&f==g<h<<i+j*(", "1", ")"),
        ("if(1)", ";", ""), ("if(1);else{", ";", "}"), ("for(;;)", ";", ""),
        ("do ", ";", " while(1);"), ("try{", "", "}finally{}"), ("switch(1){case 1:", "", "}"), ("import(", "1", ")"), ("[...", "a", "]"),
    ]

    @Test("100,000 levels end in a message", arguments: nestings)
    func deepNesting(open: String, middle: String, close: String) {
        for isClosed in [true, false] {
            let source = String(repeating: open, count: 100_000) + middle + (isClosed ? String(repeating: close, count: 100_000) : "")
            #expect(complaint(about: source)?.contains("nests too deeply") == true)
        }
    }

    @Test(
        "a module may have so many words and signs, and functions and classes weigh more",
        arguments: ["1;", "x=>x;", "(class{});", "{let a}"])
    func manyParts(statement: String) throws {
        let source = String(repeating: statement, count: 100)
        func complaint(_ parts: Int) -> Diagnostic? {
            var names = NameTable()
            do throws(Diagnostic) {
                _ = try parseModule(SourceFile(name: "m.mjs", text: source), names: &names, parts: parts)
                return nil
            } catch {
                return error
            }
        }
        // No statement here takes less than one, nor more than twenty.
        let problem = try #require(complaint(100))
        #expect(problem.message == ParserLimits.partsMessage && ParserLimits.isPassed(by: problem))
        #expect(complaint(2_000) == nil)
        let weighs = statement.contains("=>") || statement.contains("class")
        #expect((complaint(900) == nil) == !weighs)
    }

    @Test("what people write nests freely: 250 brackets, blocks and patterns")
    func allowedNesting() throws {
        for (open, close) in [("(", ")"), ("[", "]"), ("f(", ")"), ("`${", "}`")] {
            _ = try parse(String(repeating: open, count: 250) + "1" + String(repeating: close, count: 250))
        }
        _ = try parse(String(repeating: "{", count: 250) + String(repeating: "}", count: 250))
        _ = try parse("let " + String(repeating: "[", count: 250) + String(repeating: "]", count: 250) + " = 1")
        _ = try parse(String(repeating: "function f() {", count: 140) + String(repeating: "}", count: 140))
    }

    @Test("a chain is bounded by the depth of its tree", arguments: ["+a", ".b", "()", "&&a", "`x`", "[1]"])
    func longChains(link: String) throws {
        _ = try parse("a" + String(repeating: link, count: 1_500))
        #expect(
            complaint(about: "a" + String(repeating: link, count: 100_000))
                == "1:1 the expression nests too deeply: a chain of more than 2000 links")
    }

    @Test("a chain in code from text is a list", arguments: ["+a", ".b", "()", "&&a", "`x`", "[1]", "?.b", "+a*b-c", "(a)[b].c"])
    func longChainsFromText(link: String) {
        #expect(complaintOfEval(about: "a" + String(repeating: link, count: 20_000)) == nil)
    }

    @Test("what nests beside the links of a chain in code from text is bounded all the same")
    func deepLinksFromText() {
        let text = String(repeating: "a+(", count: 100_000) + "1" + String(repeating: ")", count: 100_000)
        #expect(complaintOfEval(about: text)?.contains("nests too deeply") == true)
        #expect(complaintOfEval(about: String(repeating: "a+a+a+(", count: 200) + "1" + String(repeating: ")", count: 200)) == nil)
    }

    @Test("functions with an eval may stand in each other up to a depth: each name inside is looked for in all of them")
    func nestedEvals() {
        func text(_ depth: Int) -> String {
            String(repeating: "(function () { eval('');", count: depth) + "name;" + String(repeating: "})();", count: depth)
        }
        #expect(complaintOfEval(about: text(16)) == nil)
        #expect(complaintOfEval(about: text(17)) == "the code nests too deeply: more than 16 functions with 'eval' in each other")
        #expect(complaintOfEval(about: "'use strict';" + text(17)) == nil)
    }

    /// What is wrong with a text that `eval` is given: it is compiled too.
    private func complaintOfEval(about text: String) -> String? {
        var names = NameTable()
        var store = CodeStore()
        var compiler = ModuleCompiler()
        do throws(Diagnostic) {
            _ = try compiler.compile(
                SourceFile(name: "e", text: text), goal: .eval, names: &names, into: &store, check: { _, _ throws(Diagnostic) in })
            return nil
        } catch {
            return error.message
        }
    }

    @Test("what is only long is fine: statements, elements, commas, strings, templates")
    func longInputs() throws {
        _ = try parse(String(repeating: "a;\n", count: 50_000))
        _ = try parse("[" + String(repeating: "a,", count: 50_000) + "]")
        _ = try parse("a" + String(repeating: ",a", count: 50_000))
        _ = try parse("'" + String(repeating: "x", count: 200_000) + "'")
        _ = try parse("`" + String(repeating: "${a}", count: 20_000) + "`")
        _ = try parse("let " + (0..<5_000).map { "a\($0)" }.joined(separator: ","))
        _ = try parse((0..<5_000).map { "export let a\($0);" }.joined())
        _ = try parse(String(repeating: "if (a + b) c; else ", count: 20_000) + "d;")
    }

    @Test("every beginning of a module is refused or taken, and never crashes")
    func beginnings() {
        let bytes = Array(Self.sample.utf8)
        for end in 0...bytes.count { _ = complaint(about: Array(bytes[..<end])) }
    }

    @Test("what is taken prints and parses to the same tree, whatever was changed", arguments: 1...8 as ClosedRange<UInt64>)
    func mutations(seed: UInt64) throws {
        var random = Generator(state: seed)
        let sample = Array(Self.sample.utf8)
        var accepted = 0
        for _ in 0..<400 {
            var bytes = sample
            for _ in 0..<(1 + random.below(3)) {
                let place = random.below(bytes.count)
                switch random.below(4) {
                case 0: bytes.remove(at: place)
                case 1: bytes.insert(Self.alphabet[random.below(Self.alphabet.count)], at: place)
                case 2: bytes[place] = Self.alphabet[random.below(Self.alphabet.count)]
                default:
                    let length = min(random.below(20), bytes.count - place)
                    bytes.insert(contentsOf: Array(bytes[place..<place + length]), at: random.below(bytes.count))
                }
            }
            var names = NameTable()
            guard let tree = try? parseModule(SourceFile(name: "m.mjs", bytes: bytes), names: &names) else { continue }
            accepted += 1
            let text = printModule(tree, names: names)
            let again = try parseModule(SourceFile(name: "printed.mjs", text: text), names: &names)
            #expect(tree.hasSameShape(as: again), "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
        }
        #expect(accepted > 0)
    }

    /// Small random numbers that are the same on every machine (xorshift).
    struct Generator {
        var state: UInt64
        mutating func below(_ limit: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int((state &* 0x2545_F491_4F6C_DD1D >> 33) % UInt64(limit))
        }
    }

    static let alphabet = Array("(){}[];,.:?=>+-*/!&|'\"`$#\\ \nabxyz019_\u{E9}".utf8)

    static let sample = #"""
        #!/usr/bin/env node
        import a, * as b from "./a.mjs" with { type: "json" };
        import { c as d, "e f" as g } from 'b';
        export const { h, i: [j = 1, ...k], ...l } = await a?.b?.[c](...d);
        export default async function* m(n, { o } = {}, ...p) { for await (const q of n) yield* q ?? (o || p); }
        class R extends (a, b) { #s = 1; static t = () => this; get #u() { return #s in this; } static { a: for (;;) break a; }
          constructor() { super(new.target, ...arguments); } async *['v']() { await super.w; } }
        const x = `y${`z${1e3}`}\u0041`, aa = async (b, [c] = []) => ({ c, __proto__: null, get d() { return -(2 ** 3); } });
        try { switch (x) { case 0x1f: throw new Error('\x41'); default: delete a.b; } } catch ({ message }) { aa`t${1}`; } finally { }
        label: do { if (a) continue label; else ({ a: b.c, d = 2 } = x); } while (!typeof a && void 0 in b);
        """#
}
