import Diagnostics
import Testing

@testable import JavaScript

@Suite("Printing with other names")
struct RenamingTests {
    private func rewriting(_ source: String, _ names: [String: Renaming.Name]) throws -> Rewriting {
        let module = try AnalysedModule(SourceFile(name: "m.mjs", text: source))
        var rewriting = Rewriting(of: module)
        for id in module.bindings.ids {
            if let name = names[module.bindings[id].name] { rewriting.names[id] = name }
        }
        return rewriting
    }

    /// The module with every binding of a name renamed.
    private func renamed(_ source: String, _ names: [String: String]) throws -> String {
        let rewriting = try rewriting(source, names.mapValues { .identifier($0) })
        let text = String(decoding: rewriting.printed(as: "printed.mjs").bytes, as: UTF8.self)
        _ = try AnalysedModule(SourceFile(name: "printed.mjs", text: text))
        return text
    }

    @Test(
        "every place where the name stands is renamed, and nothing else",
        arguments: [
            ("let a = 1; a.a = { a: a }; x.a;", "let b = 1;\nb.a = { a: b };\nx.a;\n"),
            ("let a; ({ a, c: a });", "let b;\n({ a: b, c: b });\n"),
            ("let { a, c: [a$], ...d } = a$2; let { a: e = a } = d;", "let { a: b, c: [a$], ...d } = a$2;\nlet { a: e = b } = d;\n"),
            ("let { a = 1 } = c; ({ a = 2 } = c);", "let { a: b = 1 } = c;\n({ a: b = 2 } = c);\n"),
            ("let a; ({ a: a, 'a': 1, a() {} });", "let b;\n({\n  a: b,\n  a: 1,\n  a() {},\n});\n"),
            ("a: for (;;) { let a; break a; }", "a: for (;;) {\n  let b;\n  break a;\n}\n"),
            ("import a from 'x'; a;", "import b from \"x\";\nb;\n"),
            ("import { a } from 'x'; import { c as a$ } from 'x';", "import { a as b } from \"x\";\nimport { c as a$ } from \"x\";\n"),
            ("import { c as a } from 'x'; import * as d from 'x';", "import { c as b } from \"x\";\nimport * as d from \"x\";\n"),
            ("import * as a from 'x'; a.a;", "import * as b from \"x\";\nb.a;\n"),
            ("let a; export { a };", "let b;\nexport { b as a };\n"),
            ("let a; export { a as b, a as c };", "let b;\nexport { b as b, b as c };\n"),
            ("export { a } from 'x';", "export { a } from \"x\";\n"),
            ("export let a = 1, { c, d: [e] } = f;", "let b = 1, { c, d: [e] } = f;\nexport { b as a, c, e };\n"),
            ("export function a() { a; }", "function b() {\n  b;\n}\nexport { b as a };\n"),
            ("export async function* a() {}", "async function* b() {}\nexport { b as a };\n"),
            ("export class a { c() { return a; } }", "class b {\n  c() {\n    return b;\n  }\n}\nexport { b as a };\n"),
            ("export default function a() {} a;", "export default function b() {}\nb;\n"),
            ("export default class a {}", "export default class b {}\n"),
            ("(function a() { a; }); (class a { c = a; });", "(function b() {\n  b;\n});\n(class b {\n  c = b;\n});\n"),
            ("function f(a, c = a) { var a; return a; }", "function f(b, c = b) {\n  var b;\n  return b;\n}\n"),
            ("try {} catch (a) { var a = 1; }", "try {} catch (b) {\n  var b = 1;\n}\n"),
            ("for (a of c) ; let a;", "for (b of c)\n  ;\nlet b;\n"),
            ("let a; a`${a}`; typeof a; new a(); a?.(); a?.a;", "let b;\nb`${b}`;\ntypeof b;\nnew b();\nb?.();\nb?.a;\n"),
            ("let a = function () {}; (a) = function () {};", "let b = function () {};\n(b) = function () {};\n"),
            ("let \\u0061; a;", "let b;\nb;\n"),
            ("let a; -(-a); - -a; +(++a); - --a;", "let b;\n- -b;\n- -b;\n+ ++b;\n- --b;\n"),
        ])
    func everywhere(source: String, expected: String) throws {
        #expect(try renamed(source, ["a": "b"]) == expected)
    }

    @Test("a shorthand that sets a property named __proto__ goes on setting one")
    func shorthandProto() throws {
        #expect(try renamed("let __proto__ = 1; ({ __proto__ });", ["__proto__": "p"]) == "let p = 1;\n({ [\"__proto__\"]: p });\n")
        #expect(try renamed("let { __proto__ } = x;", ["__proto__": "p"]) == "let { __proto__: p } = x;\n")
    }

    @Test("a private name is renamed with its class")
    func privateNames() throws {
        let source = "class A { #x = 1; get #y() { return this?.#x; } set #y(v) { #x in v; } }"
        let expected = "class A {\n  #a = 1;\n  get #b() {\n    return this?.#a;\n  }\n  set #b(v) {\n    #a in v;\n  }\n}\n"
        #expect(try renamed(source, ["#x": "#a", "#y": "#b"]) == expected)
    }

    @Test("a name that reads as the start of an arrow function is kept from it")
    func asyncOf() throws {
        #expect(try renamed("let a; for (a of b) ;", ["a": "async"]) == "let async;\nfor ((async) of b)\n  ;\n")
        #expect(try renamed("let async; for ((async) of b) ;", ["async": "a"]) == "let a;\nfor (a of b)\n  ;\n")
    }

    @Test("a default export without a name can be given one")
    func defaultExports() throws {
        #expect(try renamed("export default 1 + 2;", ["*default*": "sum"]) == "const sum = 1 + 2;\nexport { sum as default };\n")
        #expect(try renamed("export default (class {});", ["*default*": "C"]) == "const C = class {};\nexport { C as default };\n")
        #expect(try renamed("export default function () {}", ["*default*": "f"]) == "export default function f() {}\n")
        #expect(try renamed("export default class {}", ["*default*": "C"]) == "export default class C {}\n")
    }

    @Test(
        "an import can become a member of something",
        arguments: [
            ("a; a.b; typeof a; x = a;", "ns.k;\nns.k.b;\ntypeof ns.k;\nx = ns.k;\n"),
            (
                "a(); a(a)(a); a?.(); a`x`; new a(); a.b();",
                "(0, ns.k)();\n(0, ns.k)(ns.k)(ns.k);\n(0, ns.k)?.();\n(0, ns.k)`x`;\nnew ns.k();\nns.k.b();\n"
            ),
            ("({ a, b: a, [a]: 1 }); `${a}`;", "({ a: ns.k, b: ns.k, [ns.k]: 1 });\n`${ns.k}`;\n"),
            ("await a; () => a; a ? a : -a;", "await ns.k;\n() => ns.k;\nns.k ? ns.k : -ns.k;\n"),
        ])
    func members(source: String, expected: String) throws {
        var rewriting = try rewriting("import { a } from 'm'; " + source, ["a": .member(of: "ns", key: "k")])
        rewriting.omitsImports = true
        #expect(String(decoding: rewriting.printed(as: "p").bytes, as: UTF8.self) == expected)
    }

    @Test("a member whose name is no identifier stands in brackets")
    func memberKeys() throws {
        for (key, text) in [("default", "ns.default"), ("a b", "ns[\"a b\"]"), ("", "ns[\"\"]"), ("1", "ns[\"1\"]"), ("é", "ns.é")] {
            var rewriting = try rewriting("import { a } from 'm'; a;", ["a": .member(of: "ns", key: key)])
            rewriting.omitsImports = true
            #expect(String(decoding: rewriting.printed(as: "p").bytes, as: UTF8.self) == text + ";\n")
        }
    }

    // MARK: What is in the way

    private func settled(_ source: String, _ names: [String: Renaming.Name], reserved: [String] = []) throws -> String {
        var rewriting = try rewriting(source, [:])
        for id in rewriting.module.bindings.bindings(in: .module) {
            if let name = names[rewriting.module.bindings[id].name] { rewriting.names[id] = name }
        }
        rewriting.names.reserve(reserved)
        rewriting.names.settle()
        #expect(rewriting.conflicts().isEmpty)
        return String(decoding: rewriting.printed(as: "printed.mjs").bytes, as: UTF8.self)
    }

    @Test("what would hide a new name moves, and only that")
    func settling() throws {
        #expect(
            try settled("let a; function f(b) { return a + b; } function g(b) { return b; }", ["a": .identifier("b")])
                == "let b;\nfunction f(b$1) {\n  return b + b$1;\n}\nfunction g(b) {\n  return b;\n}\n")
        #expect(
            try settled("let a; { let b; { let b$1; a, b, b$1; } }", ["a": .identifier("b")])
                == "let b;\n{\n  let b$2;\n  {\n    let b$1;\n    b, b$2, b$1;\n  }\n}\n")
        #expect(
            try settled("let a; { let c; { var b; c; } a; }", ["a": .identifier("x")])
                == "let x;\n{\n  let c;\n  {\n    var b;\n    c;\n  }\n  x;\n}\n")
        #expect(try settled("let a, b; a, b;", ["a": .identifier("b")]) == "let b, b$1;\nb, b$1;\n")
        #expect(
            try settled("import { a } from 'm'; (ns) => a(ns);", ["a": .member(of: "ns", key: "a")])
                == "import { a } from \"m\";\n(ns$1) => (0, ns.a)(ns$1);\n")
        #expect(try settled("(Promise) => { let x; }", [:], reserved: ["Promise", "y"]) == "(Promise$1) => {\n  let x;\n};\n")
    }

    @Test("a variable must not come to stand between another one and its uses, or among its parameters")
    func variables() throws {
        #expect(
            try settled("var a; { let b; { var a; } }", ["a": .identifier("b")])
                == "var b;\n{\n  let b$1;\n  {\n    var b;\n  }\n}\n", "a var passes through the block, which must not declare its name")
        let module = try AnalysedModule(
            SourceFile(
                name: "m.mjs", text: "function f(a, b = 1) { var c; return c; } try {} catch ({ d }) { let e; async function g() {} }"))
        for (name, new) in [("c", "a"), ("c", "b"), ("a", "c"), ("e", "d"), ("d", "e"), ("g", "d"), ("d", "g")] {
            var rewriting = Rewriting(of: module)
            for id in module.bindings.ids where module.bindings[id].name == name { rewriting.names[id] = .identifier(new) }
            #expect(!rewriting.conflicts().isEmpty, "\(name) → \(new)")
            rewriting.names.settle()
            #expect(rewriting.conflicts().isEmpty, "\(name) → \(new)")
        }
    }

    @Test("what cannot be told apart is said")
    func conflicts() throws {
        func conflicts(_ source: String, _ names: [String: String]) throws -> Int {
            try rewriting(source, names.mapValues { .identifier($0) }).conflicts().count
        }
        #expect(try conflicts("let a, b;", ["a": "b"]) == 1)
        #expect(try conflicts("let a; b;", ["a": "b"]) == 1, "a global would be hidden")
        #expect(try conflicts("let a; (b) => a;", ["a": "b"]) == 1)
        #expect(try conflicts("let a; (b) => b;", ["a": "b"]) == 0)
        #expect(try conflicts("let a;", ["a": "await"]) == 1)
        #expect(try conflicts("let a; () => arguments;", ["a": "arguments"]) == 1)
        #expect(try conflicts("(function a(b) { b; })", ["a": "b"]) == 1)
        #expect(try conflicts("(function a(a) { a; }); try {} catch (e) { var e; }", ["x": "y"]) == 0)
        #expect(try conflicts("let a; class B { #a; m() { this.#a; } }", ["a": "b", "#a": "#b"]) == 0)
    }

    @Test("names are taken once, and never those that mean something else")
    func uniqueNames() {
        var names = UniqueNames()
        names.reserve(["console"])
        #expect(names.claim("a") == "a")
        #expect(names.claim("a") == "a$1")
        #expect(names.claim("a$1") == "a$1$1")
        #expect(names.claim("a") == "a$2")
        #expect(names.claim("console") == "console$1")
        #expect(names.claim("await") == "await$1")
        #expect(names.claim("arguments") == "arguments$1")
        #expect(names.contains("let") && names.contains("a") && !names.contains("b"))
        // One letter to a reader, two names to the language.
        #expect(names.claim("é") == "é")
        #expect(names.claim("e\u{301}") == "e\u{301}")
    }

    @Test(
        "an identifier reminds of a path",
        arguments: [
            ("./lib/my-module.mjs", "my_module"), ("a.mjs", "a"), ("x/1.js", "_1"), ("", "_"), ("../..", "_"), ("a b  c", "a_b_c"),
            (".env", "_env"),
            ("päckchen.mjs", "päckchen"),
        ])
    func identifiers(path: String, name: String) {
        #expect(UniqueNames.identifier(for: path) == name)
    }
}
