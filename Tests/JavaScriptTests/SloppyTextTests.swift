import Diagnostics
import Testing

@testable import JavaScript

/// What only sloppy code may say, and where strict code begins in it.
@Suite struct SloppyTextTests {
    private func complaint(about text: String) -> String? {
        var names = NameTable()
        var store = CodeStore()
        var compiler = ModuleCompiler()
        do throws(Diagnostic) {
            _ = try compiler.compile(
                SourceFile(name: "c.cjs", text: text), goal: .commonJS, names: &names, into: &store,
                check: { _, _ throws(Diagnostic) in })
            return nil
        } catch {
            return error.message
        }
    }

    @Test(arguments: [
        "return 1;", "010 + 08 + '\\033[0m\\8'.length;", "delete x;", "function f(a, a) {}", "var package, interface, static, public;",
        "if (a) function f() {} else function g() {}", "{ function f() {} } let g; { function g() {} }",
        "new.target; arguments; this;", "import('x');", "var await = 1;", "a = 1; class A { m() {} } var static;",
    ])
    func allowed(text: String) { #expect(complaint(about: text) == nil) }

    @Test(arguments: [
        ("'use strict'; 010;", "a number must not start with a superfluous 0"),
        ("'use strict'; '\\010';", "octal escapes are not allowed in modules"),
        ("010in [];", "a name or digit must not follow a number directly"),
        ("08n;", "a name or digit must not follow a number directly"),
        ("function f() { 'use strict'; delete x; }", "'delete' must not be given a name in a module, only a property"),
        ("class A { m(a, a) {} }", "'a' is already declared on line 1"), ("with (a) {}", "'with' statements are not allowed in modules"),
        ("import 'x';", "'import' declarations stand only at the top level of a module"),
        ("import.meta", "'import.meta' stands only in modules"), ("let a; var a;", "'a' is already declared on line 1"),
    ])
    func refused(text: String, message: String) { #expect(complaint(about: text) == message) }
}
