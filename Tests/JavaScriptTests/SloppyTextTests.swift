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
        "function f() { arguments = 1; var eval = 2; }", "var yield = 1; yield + yield; ({ yield }); yield => 1;", "label: function f() {}",
        "{ function f() {} function f() {} }", "var st\\u0061tic;",
        "new.target; arguments; this;", "import('x');", "var await = 1;", "a = 1; class A { m() {} } var static;", "with (a) b = 1;",
        "a <!-- b", "--> a", "a; /* b\n */ --> c", "var let; let = 1; for (let in {}) ; for (let = 0; let < 1; let++) ; if (a) let\n{}",
        "let\nlet_ = 1;",
        "for (var i = 0 in {}) ;", "let f = (a = 1) => { { function a() {} } };", "'use strict'; a <!-- b",
    ])
    func allowed(text: String) { #expect(complaint(about: text) == nil) }

    @Test(arguments: [
        ("'use strict'; with (a) {}", "'with' statements are not allowed in strict code"),
        ("'use strict'; 010;", "a number must not start with a superfluous 0"),
        ("'use strict'; '\\010';", "octal escapes are not allowed in modules"),
        ("010in [];", "a name or digit must not follow a number directly"),
        ("08n;", "a name or digit must not follow a number directly"),
        ("function f() { 'use strict'; delete x; }", "'delete' must not be given a name in a module, only a property"),
        ("class A { m(a, a) {} }", "'a' is already declared on line 1"),
        ("function f(a, a = 1) {}", "'a' is already declared on line 1"), ("(a, a) => 1;", "'a' is already declared on line 1"),
        ("while (0) function f() {}", "a function must not be declared directly under a statement such as 'if' or a loop"),
        ("function f(eval) { 'use strict'; }", "'eval' must not be a parameter of a function that is strict"),
        ("function eval() { 'use strict'; }", "'eval' must not name a function that is strict"),
        ("import 'x';", "'import' declarations stand only at the top level of a module"),
        ("import.meta", "'import.meta' stands only in modules"), ("let a; var a;", "'a' is already declared on line 1"),
        ("a --> b --> c\n/* d */ e --> f <!-- g\n--> h\n1--", "'--' needs a variable or property to assign to, found a literal"),
        ("let let = 1;", "'let' must not be the name of what is declared here"),
        ("const a = 1, let = 2;", "'let' must not be the name of what is declared here"),
        ("if (a) let\n[b] = c;", "'let' must not be declared directly under a statement such as 'if' or a loop"),
        ("'use strict'; let = 1;", "expected a name to declare, found '='"),
        ("for (let i = 0 in {}) ;", "what a 'for … in' loop declares must not have a value"),
        ("for (var i = 0 of []) ;", "what a 'for … of' loop declares must not have a value"),
        ("for (var [i] = 0 in {}) ;", "what a 'for … in' loop declares must not have a value"),
        ("'use strict'; for (var i = 0 in {}) ;", "what a 'for … in' loop declares must not have a value"),
    ])
    func refused(text: String, message: String) { #expect(complaint(about: text) == message) }
}
