import Diagnostics
import Testing

@testable import JavaScript

@Suite("Syntax and early errors")
struct EarlyErrorTests {
    @Test(
        "targets of assignments",
        arguments: [
            ("1 = a", "1:1 cannot assign to a literal"),
            ("f() = a", "1:1 cannot assign to a call"),
            ("a?.b = c", "1:1 cannot assign to an optional chain"),
            ("(a, b) = c", "1:2 cannot assign to an expression"),
            ("a + b = c", "1:1 cannot assign to an expression"),
            ("({a}) = b", "1:2 a pattern must not stand in parentheses of its own"),
            ("[(a = 1)] = b", "1:3 cannot assign to an assignment"),
            ("[([a])] = b", "1:3 a pattern must not stand in parentheses of its own"),
            ("[...a,] = b", "1:2 the rest of a pattern must not have a ',' behind it"),
            ("[...a, b] = c", "1:2 the rest of a pattern must stand last"),
            ("[...a = 1] = b", "1:5 the rest of a pattern must not have a default"),
            ("({...{a}} = b)", "1:6 expected a name after '...' in an object pattern"),
            ("({a() {}} = b)", "1:3 a method or accessor cannot be part of a pattern"),
            ("({a = 1})", "1:5 a default such as '{a = 1}' stands only in a pattern"),
            ("f({a = 1})", "1:6 a default such as '{a = 1}' stands only in a pattern"),
            ("({a = 1}.b)", "1:5 a default such as '{a = 1}' stands only in a pattern"),
            ("[{a = 1}.b] = c", "1:5 a default such as '{a = 1}' stands only in a pattern"),
            ("({a: 1} = b)", "1:6 cannot assign to a literal"),
            ("eval = 1", "1:1 'eval' must not be declared or assigned in a module"),
            ("arguments++", "1:1 'arguments' must not be declared or assigned in a module"),
            ("({eval} = a)", "1:3 'eval' must not be declared or assigned in a module"),
            ("1++", "1:1 '++' needs a variable or property to assign to, found a literal"),
            ("--f()", "1:3 '--' needs a variable or property to assign to, found a call"),
            ("[a] += b", "1:1 '+=' needs a variable or property to assign to, found an array literal"),
            ("this = 1", "1:1 cannot assign to 'this'"),
            ("a => {} = 1", "1:9 expected ';' or a line break after the expression, found '='"),
            ("({__proto__: a, '__proto__': b})", "1:17 an object literal sets '__proto__' once, found it twice"),
            ("function f() { new.target = 1 }", "1:16 cannot assign to 'new.target'"),
        ])
    func targets(source: String, message: String) {
        #expect(complaint(about: source) == message)
    }

    @Test(
        "operators",
        arguments: [
            ("a ?? b || c", "1:1 '??' must not be mixed with '||' or '&&' without parentheses"),
            ("a && b ?? c", "1:1 '??' must not be mixed with '||' or '&&' without parentheses"),
            ("a ?? b && c", "1:6 '??' must not be mixed with '||' or '&&' without parentheses"),
            ("-a ** b", "1:1 an operator such as '-' must not stand before the base of '**'"),
            ("await a ** b", "1:1 an operator such as '-' must not stand before the base of '**'"),
            ("delete a", "1:8 'delete' must not be given a name in a module, only a property"),
            ("delete ((a))", "1:10 'delete' must not be given a name in a module, only a property"),
            ("a?.b`c`", "1:5 a template must not be the tail of an optional chain"),
            ("a?.`b`", "1:4 a template must not be the tail of an optional chain"),
            ("new a?.b()", "1:6 'new' must not be given an optional chain"),
            ("a ? b", "1:6 expected ':' and the other value of the conditional, found the end of the module"),
            ("a +", "1:4 expected an expression, found the end of the module"),
            ("a.", "1:3 expected a property name after '.', found the end of the module"),
            ("f(a b)", "1:5 expected ')' to close the arguments, or ',', found 'b'"),
            ("f(a}", "1:4 expected ')' to close the arguments, or ',', found '}'"),
            ("[a b]", "1:4 expected ',' or ']' in the array literal, found 'b'"),
            ("({a b})", "1:5 expected ',' or '}' in the object literal, found 'b'"),
            ("({if})", "1:3 'if' is a reserved word and cannot be a name"),
            ("({'a'})", "1:6 expected ':' after the key, found '}'"),
            ("()", "1:3 expected '=>' after the parameters of an arrow function, found the end of the module"),
            ("(a,)", "1:5 expected '=>' after the parameters of an arrow function, found the end of the module"),
            ("(a", "1:3 expected ')', found the end of the module"),
            (#"`\u`"#, "1:1 an escape in the template is not valid"),
        ])
    func operators(source: String, message: String) {
        #expect(complaint(about: source) == message)
    }

    @Test(
        "functions",
        arguments: [
            ("function f(a b) {}", "1:14 expected ',' or ')' in the parameters, found 'b'"),
            ("function f(...a, b) {}", "1:16 expected ')' after the rest parameter, which stands last, found ','"),
            ("function f(...a = 1) {}", "1:17 the rest of a pattern must not have a default"),
            ("function (a) {}", "1:10 expected a name for the function, or '(', found '('"),
            (
                "function f(a = 1) { 'use strict' }",
                "1:21 'use strict' must not stand in a function whose parameters have defaults or patterns"
            ),
            (
                "({a}) => { 'x'; \"use strict\" }",
                "1:17 'use strict' must not stand in a function whose parameters have defaults or patterns"
            ),
            ("function f() { await a }", "1:16 'await' stands only in async functions and at the top level of a module"),
            ("() => await a", "1:7 'await' stands only in async functions and at the top level of a module"),
            ("async function f(a = await b) {}", "1:22 'await' must not stand in the parameters of a function"),
            ("(a = await b) => a", "1:6 the parameters of an arrow function must not hold 'await' or 'yield'"),
            ("async (a = await b) => a", "1:12 the parameters of an arrow function must not hold 'await' or 'yield'"),
            ("function* g() { (a = yield) => a }", "1:22 the parameters of an arrow function must not hold 'await' or 'yield'"),
            ("function* g(a = yield) {}", "1:17 'yield' must not stand in the parameters of a generator"),
            ("yield", "1:1 'yield' stands only in generators, and is a reserved word in modules"),
            ("let await", "1:5 'await' is a reserved word in modules and cannot be a name"),
            ("function yield() {}", "1:10 'yield' is a reserved word in modules and cannot be a name"),
            ("await => a", "1:7 expected an expression, found '=>'"),
            ("async await => a", "1:7 'await' is a reserved word in modules and cannot be a name"),
            ("(a)\n=> b", "2:1 '=>' must stand on the line on which the parameters end"),
            ("((a)) => b", "1:3 a parameter must not stand in parentheses"),
            ("(a.b) => c", "1:2 expected a name or pattern as a parameter, found an expression"),
            ("([a.b]) => c", "1:3 expected a name or pattern as a parameter, found an expression"),
            ("([a.b] = 1) => c", "1:3 expected a name or pattern as a parameter, found an expression"),
            ("(1) => a", "1:2 expected a name or pattern as a parameter, found a literal"),
            ("(...a, b) => c", "1:6 expected ')' after the rest parameter, which stands last, found ','"),
            ("async (...a,) => b", "1:8 the rest parameter stands last, without a ',' behind it"),
            ("eval => 1", "1:1 'eval' must not be declared or assigned in a module"),
            ("function eval() {}", "1:10 'eval' must not be declared or assigned in a module"),
            ("function f(arguments) {}", "1:12 'arguments' must not be declared or assigned in a module"),
            ("function f() {", "1:15 expected '}' to close the body of the function, found the end of the module"),
            ("1 + a => b", "1:7 expected ';' or a line break after the expression, found '=>'"),
            ("x = {get a(b) {}}", "1:11 a getter has no parameters, found 1"),
            ("a => {}()", "1:8 expected ';' or a line break after the expression, found '('"),
        ])
    func functions(source: String, message: String) {
        #expect(complaint(about: source) == message)
    }

    @Test(
        "statements",
        arguments: [
            ("if (a) let b", "1:8 'let' must not be declared directly under a statement such as 'if' or a loop"),
            ("while (a) function f() {}", "1:11 a function must not be declared directly under a statement such as 'if' or a loop"),
            ("if (a) async function f() {}", "1:8 a function must not be declared directly under a statement such as 'if' or a loop"),
            ("a: class B {}", "1:4 a class must not be declared directly under a statement such as 'if' or a loop"),
            ("a: function f() {}", "1:4 a function declaration must not have a label"),
            ("a: { a: ; }", "1:6 the label 'a' stands around itself"),
            ("a: { continue a }", "1:15 'continue' needs the label of a loop, and 'a' is none"),
            ("break", "1:1 'break' without a label stands only in a loop or a 'switch'"),
            ("continue", "1:1 'continue' stands only in a loop"),
            ("switch (a) { case 1: continue }", "1:22 'continue' stands only in a loop"),
            ("for (;;) { break a }", "1:18 there is no label 'a' around this 'break'"),
            ("a: for (;;) { () => { break a } }", "1:29 there is no label 'a' around this 'break'"),
            ("const a", "1:8 expected '=' and a value for the constant 'a', found the end of the module"),
            ("let [a]", "1:8 expected '=' and a value to take apart, found the end of the module"),
            ("let let = 1", "1:5 'let' is a reserved word in modules and cannot be a name"),
            ("let static", "1:5 'static' is a reserved word in modules and cannot be a name"),
            ("var 1", "1:5 expected a name to declare, found the number 1"),
            ("for (let a, b of c) ;", "1:6 a 'for … of' loop declares one name or pattern, found 2"),
            ("for (let a = 1 of b) ;", "1:6 what a 'for … of' loop declares must not have a value"),
            ("for (var a = 1 in b) ;", "1:6 what a 'for … in' loop declares must not have a value"),
            ("for (async of b) ;", "1:6 a 'for' loop must not start with 'async of'"),
            ("for (a of b, c) ;", "1:12 expected ')' to close the head of 'for', found ','"),
            ("for (const a; ;) ;", "1:13 expected '=' and a value for the constant 'a', found ';'"),
            ("for (f() of a) ;", "1:6 cannot assign to a call"),
            ("for await (a in b) ;", "1:14 expected 'of' in the head of 'for await', found 'in'"),
            ("for await (;;) ;", "1:12 expected an expression, found ';'"),
            ("function f() { for await (a of b) ; }", "1:20 'await' stands only in async functions and at the top level of a module"),
            ("for ({a = 1}; ;) ;", "1:9 a default such as '{a = 1}' stands only in a pattern"),
            ("try {}", "1:7 expected 'catch' or 'finally' after the 'try' block, found the end of the module"),
            ("throw\na", "1:1 expected what to throw on the line of 'throw'"),
            ("switch (a) { default: default: }", "1:23 a second 'default' in one 'switch'"),
            ("switch (a) { b }", "1:14 expected 'case', 'default' or '}', found 'b'"),
            ("else a", "1:1 an 'else' without its 'if'"),
            ("{", "1:2 expected '}' to close the block, found the end of the module"),
            ("}", "1:1 expected an expression, found '}'"),
            ("if a", "1:4 expected '(' after 'if', found 'a'"),
            ("do a while (b)", "1:6 expected ';' or a line break after the expression, found 'while'"),
            ("enum A {}", "1:1 'enum' is a reserved word and cannot be a name"),
            ("interface", "1:1 'interface' is a reserved word in modules and cannot be a name"),
        ])
    func statements(source: String, message: String) {
        #expect(complaint(about: source) == message)
    }

    @Test("a message names the line, shows it, and says how wide the problem is")
    func positions() {
        var names = NameTable()
        let source = SourceFile(name: "dir/a.mjs", text: "let a = 1;\r\n  let é = a foo;\n")
        #expect {
            try parseModule(source, names: &names)
        } throws: { error in
            guard let diagnostic = error as? Diagnostic else { return false }
            #expect(diagnostic.kind == .syntax)
            #expect(diagnostic.location == SourceLocation(file: "dir/a.mjs", line: 2, column: 13))
            #expect(diagnostic.width == 3)
            #expect(diagnostic.sourceLine == "  let é = a foo;")
            return true
        }
    }

    @Test("code that stands in another document is shown at its place there")
    func segments() {
        var names = NameTable()
        let place = SourceLocation(file: "scenario.yaml", line: 7, column: 5)
        let source = SourceFile(
            name: "x", bytes: Array("a;\nb c".utf8), segments: [.init(start: 0, location: place, isVerbatim: true, continuationColumn: 5)])
        #expect {
            try parseModule(source, names: &names)
        } throws: { error in
            guard let diagnostic = error as? Diagnostic else { return false }
            #expect(diagnostic.location == SourceLocation(file: "scenario.yaml", line: 8, column: 7))
            #expect(diagnostic.sourceLine == "    b c")
            return true
        }
    }

    @Test(
        "a mistyped keyword is recognised",
        arguments: [
            ("functoin f() {}", "did you mean 'function'?"), ("cosnt a = 1", "did you mean 'const'?"), ("awiat a", "did you mean 'await'?"),
            ("hello world", nil),
        ]
            as [(String, String?)])
    func suggestions(source: String, suggestion: String?) {
        #expect {
            try parse(source)
        } throws: { error in
            (error as? Diagnostic)?.suggestion == suggestion
        }
    }
}
