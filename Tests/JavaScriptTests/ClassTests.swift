import Testing

@testable import JavaScript

@Suite("Classes")
struct ClassTests {
    @Test(
        "members",
        arguments: [
            ("class A {}", "(class A)"), ("x = class B extends (a, b) {}", "(= x (class B extends (sequence a b)))"),
            ("class A { constructor(a) {} }", "(class A (function +method +constructor (a) ))"),
            (
                "class A extends B { constructor() { super(1, ...a); super.x; super[y] } }",
                "(class A extends B (function +method +constructor +derived +this () (expressionStatement (superCall 1.0 (spread a))) (expressionStatement (super.x)) (expressionStatement (superComputedMember y))))"
            ),
            (
                "class A { a() {} static b() {} get c() {} static set d(e) {} async *[f]() {} }",
                "(class A (method 'a' (function +method () )) (static-method 'b' (function +method () )) (getter 'c' (function +method +getter () )) (static-setter 'd' (function +method +setter (e) )) (computed-method f (function +async +generator +method () )))"
            ),
            (
                "class A { a; b = 1; static c = this.a; 'd'; 5 = e; [f] = g }",
                "(class A (field 'a' _) (field 'b' (function +method +field () (return 1.0))) (static-field 'c' (function +method +field +this () (return (.a this)))) (field 'd' _) (field 5.0 (function +method +field () (return e))) (computed-field f (function +method +field () (return g))))"
            ),
            (
                "class A { static { this.a; { let b } } }",
                "(class A (classStaticBlock (function +method +block +this () (expressionStatement (.a this)) (block (let (declarator b _))))))"
            ),
            (
                "class A { get; set; static; async; get\n*a() {} }",
                "(class A (field 'get' _) (field 'set' _) (field 'static' _) (field 'async' _) (field 'get' _) (method 'a' (function +generator +method () )))"
            ),
            (
                "class A { static static; get get() {} static async() {} async get() {} }",
                "(class A (static-field 'static' _) (getter 'get' (function +method +getter () )) (static-method 'async' (function +method () )) (method 'get' (function +async +method () )))"
            ),
            (
                "class A { static() {} get() {} set = 1; static = 2; static get = 3 }",
                "(class A (method 'static' (function +method () )) (method 'get' (function +method () )) (field 'set' (function +method +field () (return 1.0))) (field 'static' (function +method +field () (return 2.0))) (static-field 'get' (function +method +field () (return 3.0))))"
            ),
            (
                "class A { #a = 1; #b() { return this.#a ?? A.#c } static #c; get #d() {} set #d(e) {} has(o) { return #a in o && o?.#b() } }",
                "(class A (field #a (function +method +field () (return 1.0))) (method #b (function +method +this () (return (coalesce (.#a this) (.#c A))))) (static-field #c _) (getter #d (function +method +getter () )) (setter #d (function +method +setter (e) )) (method 'has' (function +method (o) (return (and (in #a o) (optionalChain (call (?.#b o))))))))"
            ),
            (
                "class A { a = 1\nb = () => this\n'c'() {} }",
                "(class A (field 'a' (function +method +field () (return 1.0))) (field 'b' (function +method +field +this () (return (function +arrow +expression +this () (return this))))) (method 'c' (function +method () )))"
            ),
            (
                "class A { #a; m() { class B { n(o) { o.#a } } } }",
                "(class A (field #a _) (method 'm' (function +method () (class B (method 'n' (function +method (o) (expressionStatement (.#a o))))))))"
            ),
        ])
    func members(source: String, tree: String) {
        #expect(dump(source) == tree)
    }

    @Test(
        "what a class must not have",
        arguments: [
            ("class A { constructor() {} constructor() {} }", "1:28 a class has one constructor, found a second"),
            ("class A { get constructor() {} }", "1:15 a constructor must not be a getter, setter, generator or async"),
            ("class A { 'constructor' = 1 }", "1:11 a field must not be named 'constructor'"),
            ("class A { static prototype() {} }", "1:18 a static member of a class must not be named 'prototype'"),
            ("class A { #constructor }", "1:11 a private name must not be '#constructor'"),
            ("class A { #a; #a }", "1:15 the private name '#a' is declared twice"),
            ("class A { get #a() {} static set #a(b) {} }", "1:34 the private name '#a' is declared twice"),
            ("class A { get #a() {} get #a() {} }", "1:27 the private name '#a' is declared twice"),
            ("class A { m() { this.#a } }", "1:22 the private name '#a' is not declared in a class around it"),
            ("class A extends (o => o.#a) { #a }", "1:25 the private name '#a' is not declared in a class around it"),
            ("a.#b", "1:3 the private name '#b' is not declared in a class around it"),
            ("class A { #a; m() { delete this.#a } }", "1:28 a private member cannot be deleted"),
            ("class A { #a; m(o) { delete (o?.#a) } }", "1:30 a private member cannot be deleted"),
            (
                "class A { #a; m(o) { 1 + #a in o } }",
                "1:26 a private name before 'in' must not be an operand of an operator that binds tighter"
            ),
            ("class A { #a; m(o) { (#a) } }", "1:23 a private name stands only after '.' or before 'in'"),
            ("x = {#a: 1}", "1:6 a private name stands only in a class"),
            ("class A { constructor() { super() } }", "1:27 'super(…)' stands only in the constructor of a class that extends another"),
            ("class A extends B { m() { super() } }", "1:27 'super(…)' stands only in the constructor of a class that extends another"),
            ("function f() { super.x }", "1:16 'super' stands only in methods"),
            ("class A { a = arguments }", "1:15 'arguments' must not stand in the value of a field"),
            ("class A { static { () => arguments } }", "1:26 'arguments' must not stand in a static block"),
            ("class A { static { await a } }", "1:20 'await' must not stand in a static block"),
            ("class A { a = await b }", "1:15 'await' must not stand in the value of a field"),
            ("class A { static { return } }", "1:20 'return' must not stand in a static block"),
            ("class A { static { if (1) { return 2 } } }", "1:29 'return' must not stand in a static block"),
            ("for (;;) { class A { static { break } } }", "1:31 'break' without a label stands only in a loop or a 'switch'"),
            ("class A { get a(b) {} }", "1:16 a getter has no parameters, found 1"),
            ("class A { set a() {} }", "1:16 a setter has one parameter, found 0"),
            ("class A { set a(...b) {} }", "1:17 a setter's parameter must not be a rest parameter"),
            ("class let {}", "1:7 'let' is a reserved word in modules and cannot be a name"),
            ("class {}", "1:7 expected a name for the class, found '{'"),
            ("class A { a b }", "1:13 expected ';' or a line break after the field, found 'b'"),
            ("class A { static static static }", "1:25 expected ';' or a line break after the field, found 'static'"),
            ("class A { accessor a }", "1:11 unsupported: 'accessor' fields are not in tla-sim's subset"),
            ("class A {", "1:10 expected '}' to close the class, found the end of the module"),
        ])
    func errors(source: String, message: String) {
        #expect(complaint(about: source) == message)
    }
}
