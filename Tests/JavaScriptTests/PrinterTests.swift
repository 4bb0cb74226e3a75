import Diagnostics
import Testing

@testable import JavaScript

@Suite("Printing")
struct PrinterTests {
    /// Prints a module, and checks that the print says the same.
    private func printed(_ source: String) throws -> String {
        var names = NameTable()
        let tree = try parseModule(SourceFile(name: "m.mjs", text: source), names: &names)
        let text = printModule(tree, names: names)
        let again = try parseModule(SourceFile(name: "printed.mjs", text: text), names: &names)
        #expect(tree.hasSameShape(as: again), "printed as \(text)")
        #expect(printModule(again, names: names) == text)
        return text
    }

    @Test("a module of every kind of statement reads well")
    func layout() throws {
        let source = """
            import a, { b as c, "d e" as f } from "./a.mjs";
            import * as ns from "b" with { type: "json" };
            import defer * as later from "c";
            import "d";
            export let g = 1, h = { i: 1, "j k": 2 };
            if (a) {
              await b;
            } else if (c)
              d();
            else {}
            for (let i = 0; i < 3; i++) {
              continue;
            }
            for await (const x of y)
              break;
            outer: do {
              switch (a) {
                case 1:
                  break outer;
                default:
                  ;
              }
            } while (false);
            try {
              throw new Error("x");
            } catch ({ message }) {} finally {
              debugger;
            }
            export async function* gen(a, { b = 1 } = {}, [, ...c]) {
              yield* a;
            }
            export default class extends Base {
              static #count = 0;
              constructor() {
                super();
              }
              get size() {
                return this.#count;
              }
              static {
                this.x = 1;
              }
            }
            export { a as "x y", c };
            export * as all from "e";

            """
        #expect(try printed(source) == source)
    }

    @Test(
        "expressions keep their meaning",
        arguments: [
            ("(a + b) * c - (d - e)", "(a + b) * c - (d - e);"),
            ("(a, b), c", "(a, b), c;"),
            ("a = (b, c)", "a = (b, c);"),
            ("(a ** b) ** c ** d", "(a ** b) ** c ** d;"),
            ("(-a) ** (-b)", "(-a) ** -b;"),
            ("- -a + +(+b) - --c", "- -a + + +b - --c;"),
            ("(a || b) ?? (c && d)", "(a || b) ?? (c && d);"),
            ("a ?? b ?? c", "a ?? b ?? c;"),
            ("a || (b || c)", "a || (b || c);"),
            ("(a ?? b) || c", "(a ?? b) || c;"),
            ("a && (b || c)", "a && (b || c);"),
            ("(a?.b).c", "(a?.b).c;"),
            ("(a?.b)()", "(a?.b)();"),
            ("a?.b.c?.[d]?.(e)", "a?.b.c?.[d]?.(e);"),
            ("new (a())()", "new (a())();"),
            ("new (a.b().c)", "new (a.b().c)();"),
            ("new a.b.c", "new a.b.c();"),
            ("new (import('x'))", "new (import(\"x\"))();"),
            ("new (a?.b)()", "new (a?.b)();"),
            ("(function () {})()", "(function () {}());"),
            ("(() => {})()", "(() => {})();"),
            ("({}).x", "({}.x);"),
            ("({a} = b)", "({ a } = b);"),
            ("x = class {}", "x = class {};"),
            ("(class {}).name", "(class {}.name);"),
            ("a => ({})", "(a) => ({});"),
            ("a => ({}).b", "(a) => ({}.b);"),
            ("a => [b, , c, ,]", "(a) => [b,, c,,];"),
            ("(1).x + 1.5.y", "(1).x + (1.5).y;"),
            ("1e21 + 0.1 + 0xff", "1e+21 + 0.1 + 255;"),
            ("for (var a = (b in c) ? 1 : 2; ;) ;", "for (var a = (b in c) ? 1 : 2;;)\n  ;"),
            ("for ((async) of a) ;", "for ((async) of a)\n  ;"),
            ("typeof (() => {})", "typeof (() => {});"),
            ("(await a).b", "(await a).b;"),
            ("(a ? b : c) ? (d, e) : f", "(a ? b : c) ? (d, e) : f;"),
            (#"'\n"\\\u202E\uD800'"#, #""\n\"\\\u202E\uD800";"#),
            (#"x = `a\n${b}\``"#, #"x = `a\n${b}\``;"#),
            ("x = {'a': 1, 'b-c': 2, 3: 4, a, async *m() {}}", "x = {\n  a: 1,\n  \"b-c\": 2,\n  3: 4,\n  a,\n  async *m() {},\n};"),
            ("(a = 1) => { ('use strict') }", "(a = 1) => {\n  (\"use strict\");\n};"),
            ("export default (function () {})", "export default (function () {});"),
            ("export default (class {}).name", "export default (class {}.name);"),
            ("function* g() { (yield a).b; yield }", "function* g() {\n  (yield a).b;\n  yield;\n}"),
            ("class A { #a; m(o) { return (#a in o) + 1 } }", "class A {\n  #a;\n  m(o) {\n    return (#a in o) + 1;\n  }\n}"),
        ])
    func expressions(source: String, text: String) throws {
        #expect(try printed(source) == text + "\n")
    }

    @Test("a chain as long as the parser takes is printed without recursion")
    func longChain() throws {
        let links = ParserLimits.treeDepth - 10
        for link in [" + a", ".a", "()", " ?? a", "`x`", "[a]"] {
            let text = try printed("a" + String(repeating: link, count: links))
            #expect(text == "a" + String(repeating: link, count: links) + ";\n")
        }
    }

    @Test("a name in parentheses that a function does not take keeps them")
    func parenthesizedTargets() throws {
        #expect(
            try printed("(a) = function() {}; ({ a: (b) = () => 1, a = () => 2 } = x); (a) ??= class {}; (a) = b;").contains(
                "(a) = function"))
    }
}
