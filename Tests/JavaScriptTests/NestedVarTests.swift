import Diagnostics
import Testing

@testable import JavaScript

/// A `var` in a block belongs further out, and meets the declarations of each block on its way.
@Suite("A var in blocks")
struct NestedVarTests {
    /// What Node.js 20 says to each as a module, with `vm.SourceTextModule`.
    static let accepted = [
        "{ let a } { var a }", "{ var a } { let a }", "{ var a; { let a } }", "{ { var a } { let a } }", "{ { var a } var a; { let a } }",
        "try {} catch (e) { var e }", "for (var a;;) { let a }", "for (var a of []) { let a }", "{ function f() { var a } let a }",
        "{ (() => { { var a } })(); let a }", "function f(a) { { var a } }", "function f(a = 1) { { var a } let b }", "var a; { let a; }",
        "{ var a } var a",
    ]
    static let refused = [
        "{ var a } let a", "{ { var a } let a }", "{ let a; { var a } }", "{ { var a } var a; let a }",
        "try {} catch (e) { { var e } let e }", "try {} catch ([e]) { var e }", "for (let a;;) { var a }", "for (let a of []) { var a }",
        "switch (1) { case 1: var a; case 2: let a }", "switch (1) { case 1: { var a } case 2: let a }",
        "function f(a) { { var a } let a }",
        "{ { var f } function f() {} }", "{ function f() {} var f }", "function g() { { var a } let a }",
        "class C { static { { var a } let a } }", "{ { { var a } } { { let a } } const a = 1 }", "{ { { var a } } class a {} }",
        "let a; { var a }", "import { a } from 'x'; { var a }", "{ var a } import { a } from 'x'",
    ]

    private func accepts(_ text: String) -> Bool {
        var (names, store, compiler) = (NameTable(), CodeStore(), ModuleCompiler())
        let source = SourceFile(name: "test.mjs", bytes: Array(text.utf8))
        return (try? compiler.compile(source, names: &names, into: &store) { _, _ in }) != nil
    }

    @Test(arguments: accepted) func `what engines accept is accepted`(_ text: String) { #expect(accepts(text)) }
    @Test(arguments: refused) func `what engines refuse is refused`(_ text: String) { #expect(!accepts(text)) }

    @Test func `each is kept once, however many blocks are around it`() throws {
        for depth in [1, 200] {
            let text =
                String(repeating: "{", count: depth) + (0..<1_000).map { "var a\($0);" }.joined() + String(repeating: "}", count: depth)
            let module = try AnalysedModule(SourceFile(name: "test.mjs", bytes: Array(text.utf8)))
            #expect(module.bindings.all.count == 1_000)
            var analysis = ScopeAnalysis()
            var names = NameTable()
            analysis.tree = try parseModule(SourceFile(name: "test.mjs", bytes: Array(text.utf8)), names: &names)
            try analysis.analyse(names: &names)
            #expect(analysis.variables.count == 1_000)
            #expect(analysis.nestedVars.count == 1_000)
        }
    }
}
