import Diagnostics
import TestSupport
import Testing

@testable import JavaScript

@Suite("Printing with other parts")
struct RewritingTests {
    /// A module, and its nodes by their text.
    private struct Subject {
        let module: AnalysedModule
        var rewriting: Rewriting

        init(_ source: String, name: String = "m.mjs") throws {
            module = try AnalysedModule(SourceFile(name: name, text: source))
            rewriting = Rewriting(of: module)
        }

        /// The innermost node with that text that is no key.
        func node(_ text: String) throws -> NodeID {
            let match = module.tree.nodes.indices.first { index in
                let range = module.tree.ranges[index]
                if case .string = module.tree.nodes[index] { return false }
                return module.source.bytes[Int(range.start)..<Int(range.end)].elementsEqual(text.utf8)
            }
            guard let match else { throw NoSuchNode(text: text) }
            return NodeID(UInt32(match))
        }

        func item(_ index: Int) -> NodeID { Array(module.tree[module.tree.body])[index] }

        var text: String { String(decoding: rewriting.printed(as: "printed.mjs").bytes, as: UTF8.self) }
    }

    struct NoSuchNode: Error { var text: String }

    private func replaced(_ source: String, _ node: String, _ fragment: Fragment, as level: ExpressionLevel = .expression) throws -> String
    {
        var subject = try Subject(source)
        subject.rewriting.replace(try subject.node(node), with: fragment, as: level)
        return subject.text
    }

    // MARK: Expressions

    @Test(
        "an expression is replaced, with parentheses where its place takes less",
        arguments: [
            ("x = old;", "a, b", .expression, "x = (a, b);\n"), ("x = old;", "a = b", .assignment, "x = a = b;\n"),
            ("f(old);", "a, b", .expression, "f((a, b));\n"),
            ("old;", "a, b", .expression, "a, b;\n"), ("old.x;", "a + b", .expression, "(a + b).x;\n"),
            ("old.x;", "a.b", .member, "a.b.x;\n"),
            ("await old;", "a", .unary, "await a;\n"), ("await old;", "a + b", .assignment, "await (a + b);\n"),
            ("-old;", "-a", .unary, "- -a;\n"),
            ("1 + old + 2;", "a", .member, "1 + a + 2;\n"), ("1 + old + 2;", "a + b", .assignment, "1 + (a + b) + 2;\n"),
            ("old();", "a", .member, "a();\n"), ("old();", "a.b", .member, "(0, a.b)();\n"), ("old`x`;", "a.b", .member, "(0, a.b)`x`;\n"),
            ("new old();", "a.b()", .member, "new (a.b())();\n"), ("old;", "{}.x", .expression, "({}.x);\n"),
            ("old;", "function () {}()", .expression, "(function () {}());\n"),
            ("() => old;", "{ x }", .member, "() => ({ x });\n"),
            ("export default old;", "class {}", .member, "export default (class {});\n"),
            ("for (old; ; ) ;", "a in b", .assignment, "for ((a in b);;)\n  ;\n"), ("({ old });", "a", .member, "({ old: a });\n"),
            ("({ old } = x);", "a", .member, "({ old: a } = x);\n"),
            ("`${old}`;", "a, b", .expression, "`${a, b}`;\n"), ("x[old];", "a, b", .expression, "x[a, b];\n"),
            ("old ?? x;", "a || b", .assignment, "(a || b) ?? x;\n"),
            ("old ** 2;", "-a", .unary, "(-a) ** 2;\n"), ("x = async () => old;", "{}", .member, "x = async () => ({});\n"),
        ] as [(String, String, ExpressionLevel, String)])
    func expressions(source: String, text: String, level: ExpressionLevel, expected: String) throws {
        #expect(try replaced(source, "old", Fragment(text), as: level) == expected)
        _ = try AnalysedModule(SourceFile(name: "printed.mjs", text: expected))
    }

    @Test("a replacement may hold what it replaces, and parts of it, which may be replaced too")
    func wrapping() throws {
        var subject = try Subject("x = await import(name(\"./a\"), b);")
        let call = try subject.node("import(name(\"./a\"), b)")
        subject.rewriting.replace(call, with: "\(call).then((m) => m)", as: .member)
        #expect(subject.text == "x = await import(name(\"./a\"), b).then((m) => m);\n")
        let inner = try subject.node("name(\"./a\")")
        subject.rewriting.replace(inner, with: "\(literal: "./\"a\"")")
        #expect(subject.text == "x = await import((\"./\\\"a\\\"\"), b).then((m) => m);\n")
        let operand = try subject.node("b")
        subject.rewriting.replace(operand, with: "\(operand) + \(inner)", as: .assignment)
        #expect(subject.text == "x = await import((\"./\\\"a\\\"\"), b + (\"./\\\"a\\\"\")).then((m) => m);\n")
    }

    @Test("replacements that hold each other come to an end")
    func cyclicReplacements() throws {
        var subject = try Subject("f(a, b);")
        let (a, b) = (try subject.node("a"), try subject.node("b"))
        subject.rewriting.replace(a, with: "\(b).x", as: .member)
        subject.rewriting.replace(b, with: "\(a).y", as: .member)
        #expect(subject.text == "f(a.y.x, b.x.y);\n")
        var leading = try Subject("a; b;")
        let (first, second) = (try leading.node("a"), try leading.node("b"))
        leading.rewriting.replace(first, with: "\(second)")
        leading.rewriting.replace(second, with: "\(first)")
        #expect(leading.text == "a;\nb;\n" || leading.text == "(a);\n(b);\n")
    }

    @Test("what stands in a fragment gets the parentheses that its place asks for")
    func levels() throws {
        var subject = try Subject("x(a, (b, c), d + e, (f) => {}, g);")
        let sum = try subject.node("d + e")
        for (fragment, text) in [
            ("\(sum).y", "(d + e).y"), ("-\(sum)", "-(d + e)"), ("y = \(sum, as: .assignment)", "y = d + e"),
            ("await \(try subject.node("g"))", "await g"), ("y(\(try subject.node("b, c"), as: .assignment))", "y((b, c))"),
            ("y[\(try subject.node("b, c"), as: .expression)]", "y[b, c]"), ("\(try subject.node("(f) => {}"))()", "((f) => {})()"),
        ] as [(Fragment, String)] {
            subject.rewriting.replace(sum, with: fragment, as: .assignment)
            #expect(subject.text == "x(a, (b, c), \(text), (f) => {}, g);\n")
        }
    }

    @Test("a name in a fragment is what the binding is called")
    func names() throws {
        var subject = try Subject("import { a } from 'm'; let b; c(a, b);")
        let ids = Array(subject.module.bindings.ids)
        subject.rewriting.names[ids[0]] = .member(of: "m", key: "default")
        subject.rewriting.names[ids[1]] = .identifier("b$1")
        subject.rewriting.omitsImports = true
        subject.rewriting.replace(try subject.node("c(a, b);"), with: "d(\(ids[0]), \(ids[1]));")
        #expect(subject.text == "let b$1;\nd(m.default, b$1);\n")
    }

    // MARK: Statements

    @Test(
        "a statement is replaced by one, several or none",
        arguments: [
            ("a; old; b;", "x;", "a;\nx;\nb;\n"), ("a; old; b;", "x;\ny;", "a;\nx;\ny;\nb;\n"), ("a; old; b;", "", "a;\nb;\n"),
            ("if (a) old;", "x;\ny;", "if (a) {\n  x;\n  y;\n}\n"), ("if (a) old; else b;", "x;", "if (a) {\n  x;\n} else\n  b;\n"),
            ("if (a) b; else old;", "", "if (a)\n  b;\nelse {\n}\n"), ("while (a) old;", "x;", "while (a) {\n  x;\n}\n"),
            ("do old; while (a);", "x;", "do {\n  x;\n} while (a);\n"), ("l: old;", "x;", "l: {\n  x;\n}\n"),
            ("if (a) if (b) old; else c;", "x;", "if (a)\n  if (b) {\n    x;\n  } else\n    c;\n"),
            ("if (a) for (;;) old; else c;", "if (x) y;", "if (a)\n  for (;;) {\n    if (x) y;\n  }\nelse\n  c;\n"),
            ("function f() { old; }", "x;\ny;", "function f() {\n  x;\n  y;\n}\n"),
            ("switch (a) { case 1: old; }", "x;", "switch (a) {\n  case 1:\n    x;\n}\n"),
            ("{ { old; } }", "f(() => {\n  x;\n});", "{\n  {\n    f(() => {\n      x;\n    });\n  }\n}\n"),
        ])
    func statements(source: String, text: String, expected: String) throws {
        #expect(try replaced(source, "old;", Fragment(text)) == expected)
    }

    @Test("an `else if` may be replaced, and what it is replaced by does not take another's `else`")
    func elseIf() throws {
        #expect(
            try replaced("if (a) b; else if (c) d; else e;", "if (c) d; else e;", "x;")
                == "if (a)\n  b;\nelse {\n  x;\n}\n")
        #expect(
            try replaced("if (a) b; else if (c) d; else e;", "d;", "x;") == "if (a)\n  b;\nelse if (c) {\n  x;\n} else\n  e;\n")
    }

    @Test("statements are inserted before and after one, in the order of the calls")
    func insertions() throws {
        var subject = try Subject("a; if (b) c; export let d; () => e;")
        subject.rewriting.insert("x;", before: try subject.node("a;"))
        subject.rewriting.insert("y;", before: try subject.node("a;"))
        subject.rewriting.insert("z;", after: try subject.node("a;"))
        subject.rewriting.insert("v;", after: try subject.node("c;"))
        subject.rewriting.insert("w;", before: try subject.node("let d;"))
        #expect(subject.text == "x;\ny;\na;\nz;\nif (b) {\n  c;\n  v;\n}\nw;\nexport let d;\n() => e;\n")
    }

    @Test("what an arrow function returns may get statements beside it")
    func arrowBodies() throws {
        var subject = try Subject("x = (a) => a + 1;")
        let index = try #require(subject.module.tree.nodes.firstIndex { if case .return = $0 { true } else { false } })
        subject.rewriting.insert("log(a);", before: NodeID(UInt32(index)))
        #expect(subject.text == "x = (a) => {\n  log(a);\n  return a + 1;\n};\n")
    }

    @Test("members of classes and objects are replaced and left out")
    func members() throws {
        var subject = try Subject("class A { constructor() {} a = 1; b() {} } x = { c: 1, d, ...e };")
        subject.rewriting.replace(try subject.node("a = 1;"), with: "static z = 2;")
        let method = try #require(subject.module.tree.nodes.firstIndex { if case .classMethod = $0 { true } else { false } })
        subject.rewriting.remove(NodeID(UInt32(method)))
        subject.rewriting.remove(try subject.node("c: 1"))
        let shorthand = try #require(
            subject.module.tree.nodes.firstIndex { if case .property(_, _, .shorthand, _) = $0 { true } else { false } })
        subject.rewriting.replace(NodeID(UInt32(shorthand)), with: "d: 4, f: 5")
        #expect(subject.text == "class A {\n  constructor() {}\n  static z = 2;\n}\nx = { d: 4, f: 5, ...e };\n")
    }

    @Test("a fragment may hold statements and expressions of the module, indented as its own lines are")
    func blocks() throws {
        var subject = try Subject("before; const x = () => { deep; }; if (y) { z; }")
        let items = Array(subject.module.tree[subject.module.tree.body])
        guard case .variables(_, let list) = subject.module.tree[items[1]], let first = subject.module.tree[list].first,
            case .declarator(let target, let value) = subject.module.tree[first]
        else { throw NoSuchNode(text: "x") }
        subject.rewriting.replace(
            items[1],
            with: """
                try {
                  \(target) = \(value, as: .assignment);

                  \(statements: [items[0], items[2]])
                } finally {
                  \(statements: [])
                }
                """)
        let expected = """
            before;
            try {
              x = () => {
                deep;
              };

              before;
              if (y) {
                z;
              }
            } finally {
            }
            if (y) {
              z;
            }

            """
        #expect(subject.text == expected)
    }

    @Test("modules are put together into one text, whatever tables their names are in")
    func severalModules() throws {
        var first = try Subject("import { b } from './b.mjs'; export let a = b; if (a) { b(); }", name: "a.mjs")
        var second = try Subject("export const b = function () { return 1; };", name: "b.mjs")
        first.rewriting.omitsImports = true
        (first.rewriting.omitsExports, second.rewriting.omitsExports) = (true, true)
        let call = try first.node("b()")
        let fragment: Fragment = """
            var init = async () => {
              \(second.rewriting)
              \(first.rewriting)
            };
            \(call, of: first.rewriting);
            f(function () {\(statements: [second.item(0)], of: second.rewriting)});
            """
        let expected = """
            var init = async () => {
              const b = function () {
                return 1;
              };
              let a = b;
              if (a) {
                b();
              }
            };
            b();
            f(function () {
              const b = function () {
                return 1;
              };
            });

            """
        #expect(String(decoding: fragment.printed(as: "bundle.mjs").bytes, as: UTF8.self) == expected)
        let empty = try Subject("import './x';")
        var silent = empty.rewriting
        silent.omitsImports = true
        let none: Fragment = "{\n  \(silent)\n}"
        #expect(String(decoding: none.printed(as: "bundle.mjs").bytes, as: UTF8.self) == "{\n}\n")
        #expect(silent.printed(as: "x").bytes.isEmpty)
        let lines: Fragment = "\(silent)"
        var text = Fragment()
        text.appendLine("a;")
        text.appendLine(lines)
        text.appendLine("b;")
        #expect(String(decoding: text.printed(as: "bundle.mjs").bytes, as: UTF8.self) == "a;\nb;\n")
    }

    // MARK: Modules

    @Test(
        "imports and exports can be left out",
        arguments: [
            ("import a from 'a'; import 'b'; export { c } from 'd'; export * from 'e'; f;", "f;\n"),
            (
                "export let a = 1; export function b() {} export class C {} let d; export { d };",
                "let a = 1;\nfunction b() {}\nclass C {}\nlet d;\n"
            ),
            ("export default 1;", "const main = 1;\n"), ("export default function () {}", "function main() {}\n"),
            ("export default class {}", "class main {}\n"), ("export default function f() {}", "function f() {}\n"),
            ("export default class C {}", "class C {}\n"), ("export default async () => {};", "const main = async () => {};\n"),
        ])
    func omitting(source: String, expected: String) throws {
        var subject = try Subject(source)
        (subject.rewriting.omitsImports, subject.rewriting.omitsExports) = (true, true)
        for id in subject.module.bindings.ids where subject.module.bindings[id].kind == .defaultExport {
            subject.rewriting.names[id] = .identifier("main")
        }
        #expect(subject.text == expected)
    }

    @Test("a default export that nobody imports is evaluated all the same")
    func unnamedDefaults() throws {
        for (source, expected) in [
            ("export default f();", "f();\n"), ("export default (function () {})();", "(function () {}());\n"),
            ("export default function () {}", ""),
            ("export default class { static x = f(); }", "(class {\n  static x = f();\n});\n"), ("export default {};", "({});\n"),
        ] {
            var subject = try Subject(source)
            subject.rewriting.omitsExports = true
            #expect(subject.text == expected)
        }
    }

    @Test("an export from another module that is left out still loads it")
    func reexports() throws {
        var subject = try Subject("export { a } from './a.json' with { type: 'json' }; export * from './b.mjs'; import c from './c.mjs';")
        subject.rewriting.omitsExports = true
        #expect(subject.text == "import \"./a.json\" with { type: \"json\" };\nimport \"./b.mjs\";\nimport c from \"./c.mjs\";\n")
    }

    @Test("declarations can be made elsewhere, and be assignments where they stood")
    func outside() throws {
        var subject = try Subject(
            """
            import z from 'z';
            export const a = 1, { b, c: [d] = [] } = e;
            let f;
            var { g } = e, h;
            for (var i = 0, n = 2; i < n; i++) { var j = i; let k; }
            for (var l of e) var m;
            for (var [o] of e) ;
            if (a) var p = () => { var q = 1; };
            function r() { var s; return a; }
            export async function t() {}
            export class U { static v = U; }
            export { f };
            export default class { static w = (() => { var x = 1; })(); }
            """)
        subject.rewriting.omitsImports = true
        subject.rewriting.declarations = .outside
        for id in subject.module.bindings.ids {
            switch subject.module.bindings[id].name {
            case "*default*": subject.rewriting.names[id] = .identifier("main")
            case "a": subject.rewriting.names[id] = .identifier("a$1")
            case "U": subject.rewriting.names[id] = .identifier("U$1")
            default: break
            }
        }
        let names = subject.rewriting.hoistedNames.joined(separator: ", ")
        let fragment: Fragment = """
            var \(names);
            \(statements: subject.rewriting.hoistedFunctions, of: subject.rewriting)
            var init = async () => {
              \(subject.rewriting)
            };
            """
        let expected = """
            var a$1, b, d, f, g, h, i, n, j, l, m, o, p, U$1, main;
            function r() {
              var s;
              return a$1;
            }
            async function t() {}
            var init = async () => {
              a$1 = 1, ({ b, c: [d] = [] } = e);
              ({ g } = e);
              for (i = 0, n = 2; i < n; i++) {
                j = i;
                let k;
              }
              for (l of e)
                ;
              for ([o] of e)
                ;
              if (a$1)
                p = () => {
                  var q = 1;
                };
              U$1 = class U$1 {
                static v = U$1;
              };
              main = class {
                static w = (() => {
                  var x = 1;
                })();
              };
            };

            """
        #expect(String(decoding: fragment.printed(as: "bundle.mjs").bytes, as: UTF8.self) == expected)
        _ = try AnalysedModule(SourceFile(name: "bundle.mjs", text: expected))
    }

    @Test("a rewriting leaves the module and other rewritings of it alone")
    func values() throws {
        let subject = try Subject("let a; a;")
        var (first, second) = (subject.rewriting, subject.rewriting)
        first.names[Array(subject.module.bindings.ids)[0]] = .identifier("b")
        second.remove(subject.item(1))
        #expect(String(decoding: first.printed(as: "p").bytes, as: UTF8.self) == "let b;\nb;\n")
        #expect(String(decoding: second.printed(as: "p").bytes, as: UTF8.self) == "let a;\n")
        #expect(subject.text == "let a;\na;\n")
    }

    @Test("a chain as long as the parser takes can be changed at every link")
    func longChain() throws {
        let links = ParserLimits.treeDepth - 10
        let file = try onLargeStack {
            let module = try AnalysedModule(SourceFile(name: "m.mjs", text: "a" + String(repeating: ".b()", count: links / 2)))
            var rewriting = Rewriting(of: module)
            for index in module.tree.nodes.indices {
                let node = NodeID(UInt32(index))
                if case .call = module.tree[node] { rewriting.replace(node, with: "\(node).x", as: .member) }
            }
            return rewriting.printed(as: "p")
        }
        #expect(String(decoding: file.bytes, as: UTF8.self) == "a" + String(repeating: ".b().x", count: links / 2) + ";\n")
    }
}
