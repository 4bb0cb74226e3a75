import Diagnostics
import Testing

@testable import JavaScript

@Suite("What names mean")
struct BindingsTests {
    /// Every use of a name in a line of code, by column: `a@9→5` means the one declared at column 5, `a@9→free` none of the module's.
    private func meanings(_ source: String) throws -> String {
        let module = try AnalysedModule(SourceFile(name: "m.mjs", text: source))
        let uses = module.bindings.references.filter { $0.usage != .declaration }
        return uses.map { reference in
            let start = module.tree.range(of: reference.node).start + 1
            switch reference.meaning {
            case .binding(let id): return (start, "\(module.bindings[id].name)@\(start)→\(module.bindings[id].range.start + 1)")
            case .free(let index): return (start, "\(module.bindings.freeNames[index])@\(start)→free")
            }
        }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.1).joined(separator: " ")
    }

    @Test(
        "a name means the innermost declaration around it",
        arguments: [
            ("let a; { let a; a } a", "a@17→14 a@21→5"),
            ("f(); function f() { f }", "f@1→15 f@21→15"),
            ("{ var a; } a; { a }", "a@12→7 a@17→7"),
            ("let x; function f(a = x) { var x; x }", "x@23→5 x@35→32"),
            ("let x; function f(a = () => x, x) { x }", "x@29→32 x@37→32"),
            ("function f(a, b = a) { let c = b; { let c; c } }", "a@19→12 b@32→15 c@44→41"),
            ("try {} catch (e) { e; { let e; e } } e", "e@20→15 e@32→29 e@38→free"),
            ("try {} catch ({ a, b = a }) { a + b }", "a@24→17 a@31→17 b@35→20"),
            ("class A { m() { A } static n = A; [A] }", "A@17→7 A@32→7 A@36→7"),
            ("(class A { m() { A } }); A", "A@18→8 A@26→free"),
            ("(function f() { f }); f", "f@17→11 f@23→free"),
            ("(function f(f) { f })", "f@18→13"),
            ("for (let i = 0; i < n; i++) { let i; i } i", "i@17→10 n@21→free i@24→10 i@38→35 i@42→free"),
            ("for (const a of a) a", "a@17→12 a@20→12"),
            ("for (var a in b) ; a", "b@15→free a@20→10"),
            ("a: for (;;) { let a; break a }", ""),
            ("let a; x = { a, b: a, a: 1, ['a']: a.a }", "x@8→free a@14→5 a@20→5 a@36→5"),
            ("let a; ({ a, b: [a = a] } = a)", "a@11→5 a@18→5 a@22→5 a@29→5"),
            ("let t; t`${t}`; typeof t; typeof u", "t@8→5 t@12→5 t@24→5 u@34→free"),
            ("switch (a) { case a: let a; default: a }", "a@9→free a@19→26 a@38→26"),
            ("let a; class B { static { var a; a } x = a; static #y = a }", "a@34→31 a@42→5 #y@52→52 a@57→5"),
            ("import a, { b as c } from 'd'; import * as e from 'd'; a, b, c, e", "a@56→8 b@59→free c@62→13 e@65→39"),
            ("function f() { arguments; () => arguments }", ""),
            ("arguments; () => arguments", "arguments@1→free arguments@18→free"),
            ("let \\u0061 = 1; a", "a@17→5"),
            ("let undefined; undefined", "undefined@16→5"),
        ])
    func meaning(source: String, expected: String) throws {
        let found = try meanings(source)
        #expect(found == expected)
    }

    @Test("a private name means the class that declares it")
    func privateNames() throws {
        let found = try meanings("class A { #x; m(o) { o.#x; class B { #x; n() { #x in o } } } }")
        #expect(found == "#x@11→11 #x@22→11 o@22→17 #x@38→38 #x@48→38 o@54→17")
    }

    /// The bindings of a module as `name kind`, with what holds of them.
    private func facts(_ source: String) throws -> [String] {
        let module = try AnalysedModule(SourceFile(name: "m.mjs", text: source))
        return module.bindings.ids.map { id in
            let binding = module.bindings[id]
            let flags = [
                binding.isCaptured ? "captured" : nil, binding.isAssigned ? "assigned" : nil, binding.isExported ? "exported" : nil,
                binding.namesake != id ? "with \(binding.namesake.index)" : nil,
            ]
            return (["\(id.index) \(binding.name) \(binding.kind)"] + flags.compactMap { $0 }).joined(separator: " ")
        }
    }

    @Test("what a binding is, and what is done to it")
    func kinds() throws {
        #expect(
            try facts(
                "import a from 'a'; import * as b from 'b'; var c = 1; c = 2; let d; () => d++; const e = 1; export { e, a }; export class F {}"
            )
                == [
                    "0 a import exported", "1 b namespace", "2 c var assigned", "3 d let captured assigned", "4 e const exported",
                    "5 F class exported", "6 F className with 5",
                ])
        #expect(
            try facts("function f(a, { b }) { [a] = b; for (b of a) ; } export default () => 1")
                == ["0 f function", "1 a parameter assigned", "2 b parameter assigned", "3 *default* defaultExport exported"])
        #expect(try facts("export default function f() {}") == ["0 f function exported"])
        #expect(try facts("(function g(a) { g })") == ["0 g functionName", "1 a parameter"])
    }

    @Test("bindings that share a word of the text share their name")
    func namesakes() throws {
        #expect(
            try facts("function f(a, b = a) { var a; var c; }") == [
                "0 f function", "1 a parameter", "2 b parameter", "3 a var with 1", "4 c var",
            ])
        #expect(
            try facts("function f(a, b = a) { function a() {} }") == ["0 f function", "1 a parameter", "2 b parameter", "3 a function"])
        #expect(try facts("try {} catch (e) { var e = 1; { var e } }") == ["0 e catchParameter", "1 e var with 0"])
        #expect(
            try facts("try {} catch (e) { try {} catch (e) { var e } }")
                == ["0 e catchParameter", "1 e catchParameter with 0", "2 e var with 0"])
        #expect(try facts("(class A { a() { A } })") == ["0 A className captured"])
    }

    @Test("a scope knows what it uses of the world outside it")
    func outside() throws {
        let module = try AnalysedModule(SourceFile(name: "m.mjs", text: "let a, b; function f(c) { let d = a; { log(c, d); } } b"))
        let bindings = module.bindings
        func names(of scope: ScopeID) -> [String] {
            bindings.outsideMeanings(of: scope).map { meaning in
                switch meaning {
                case .binding(let id): bindings[id].name
                case .free(let index): bindings.freeNames[index]
                }
            }.sorted()
        }
        #expect(bindings.scopes.map(\.kind) == [.module, .function, .block])
        #expect(bindings.scopes.map(\.parent?.index) == [nil, 0, 1])
        #expect(names(of: ScopeID(index: 1)) == ["a", "log"])
        #expect(names(of: ScopeID(index: 2)) == ["c", "d", "log"])
        #expect(names(of: .module) == ["log"])
        #expect(bindings.freeNames == ["log"])
        #expect(bindings.bindings(in: .module).map { bindings[$0].name } == ["a", "b", "f"])
    }

    @Test("a node stands in the scope that its names are looked up in")
    func scopeOfNode() throws {
        let source = """
            a; { b; } for (let i = c; ; d) { e; } function f(g = h) { j; } (k = l) => m;
            class N extends O { [p] = q; static { r; } } switch (s) { case t: let u = v; }
            try { w; } catch (x) { y; } try { w; } catch ({ x = z }) { A; } function B(C) { D; }
            """
        let module = try AnalysedModule(SourceFile(name: "m.mjs", text: source))
        let parents = ParentTable(of: module.tree)
        #expect(module.bindings.references.count > 25)
        for reference in module.bindings.references {
            let scope = module.bindings.scope(of: reference.node, in: module.tree, parents)
            #expect(scope == reference.scope, "\(module.tree[reference.node])")
        }
    }

    @Test("imports and exports are entries, and an import that is exported again is another module's export")
    func entries() throws {
        let source = """
            import { a, b as c } from "x"; import * as d from "y"; import defer * as e from "z";
            export { a, c as f, d, e }; export { g as h } from "x"; export * from "y"; export * as i from "y"; export default 1; export let { j } = k;
            """
        let module = try AnalysedModule(SourceFile(name: "m.mjs", text: source))
        let bindings = module.bindings
        #expect(
            bindings.imports.map { "\(bindings[$0.binding].name) \($0.imported.map(module.text) ?? "*") \($0.request.index)" }
                == ["a a 0", "c b 0", "d * 1", "e * 2"])
        let exports = bindings.exports.map { entry in
            let name = entry.exported.map(module.text) ?? "*"
            return switch entry.kind {
            case .local(let id): "\(name) local \(bindings[id].name)"
            case .indirect(let request, let imported): "\(name) \(module.text(imported)) of \(request.index)"
            case .namespace(let request): "\(name) namespace \(request.index)"
            case .all(let request): "all \(request.index)"
            }
        }
        #expect(
            exports == [
                "a a of 0", "f b of 0", "d namespace 1", "e local e", "h g of 0", "all 1", "i namespace 1", "default local *default*",
                "j local j",
            ])
    }

    @Test("modules analysed together have one table, and each its own meanings")
    func together() throws {
        let modules = try AnalysedModule.all([SourceFile(name: "a", text: "let x; x"), SourceFile(name: "b", text: "x; let y")])
        #expect(modules.map(\.bindings.freeNames) == [[], ["x"]])
        guard case .identifier(let first) = modules[0].tree[modules[0].bindings.references[0].node],
            case .identifier(let second) = modules[1].tree[modules[1].bindings.references[0].node]
        else { throw NotThere() }
        #expect(first == second)
        #expect(modules[0].text(second) == "x")
        #expect(throws: Diagnostic.self) { try AnalysedModule.all([SourceFile(name: "c", text: "let z; let z")]) }
    }

    struct NotThere: Error {}
}
