import Testing

@testable import JavaScript

@Suite("Statements")
struct StatementTests {
    @Test(
        "declarations",
        arguments: [
            ("var a, b = 1", "(var (declarator a _) (declarator b 1.0))"),
            ("let [a, , b = 1, ...c] = d", "(let (declarator (arrayPattern a _ (patternDefault b 1.0) (rest c)) d))"),
            (
                "const {a, b: {c} = d, [e]: f, ...g} = h",
                "(const (declarator (objectPattern (key 'a' a) (key 'b' (patternDefault (objectPattern (key 'c' c)) d)) (computed-key e f) (rest g)) h))"
            ),
            ("let async, of, get", "(let (declarator async _) (declarator of _) (declarator get _))"),
            ("function f(a, b = a, ...c) {}", "(function f (a (patternDefault b a) (rest c)) )"),
            (
                "async function* f() { yield* a; await b }",
                "(function f +async +generator () (expressionStatement (yield* a)) (expressionStatement (await b)))"
            ),
        ])
    func declarations(source: String, tree: String) {
        #expect(dump(source) == tree)
    }

    @Test(
        "branches and loops",
        arguments: [
            ("if (a) b; else if (c) d; else e", "(if a (expressionStatement b) (if c (expressionStatement d) (expressionStatement e)))"),
            ("for (;;) ;", "(for _ _ _ (empty))"),
            ("for (let i = 0; i < 2; i++) {}", "(for (let (declarator i 0.0)) (less i 2.0) (post-increment i) (block))"),
            ("for (const a of b) c", "(forOf (const (declarator a _)) b (expressionStatement c))"),
            ("for (var a in b, c) ;", "(forIn (var (declarator a _)) (sequence b c) (empty))"),
            ("for (a.b of c) ;", "(forOf (.b a) c (empty))"),
            ("for ([a, {b}] of c) ;", "(forOf (arrayPattern a (objectPattern (key 'b' b))) c (empty))"),
            ("for await (const a of b) ;", "(forAwait (const (declarator a _)) b (empty))"),
            ("for await (async of b) ;", "(forAwait async b (empty))"),
            ("for ((async) of b) ;", "(forOf async b (empty))"),
            ("for (async of => a; ;) ;", "(for (function +async +arrow +expression (of) (return a)) _ _ (empty))"),
            ("for (var a = (b in c); ;) ;", "(for (var (declarator a (in b c))) _ _ (empty))"),
            ("for (let of = 1; ;) ;", "(for (let (declarator of 1.0)) _ _ (empty))"),
            ("for (a in b) ;", "(forIn a b (empty))"),
            ("for (a = () => { b in c }; ;) ;", "(for (= a (function +arrow () (expressionStatement (in b c)))) _ _ (empty))"),
            ("do a; while (b) c", "(doWhile (expressionStatement a) b) ; (expressionStatement c)"),
            ("while (a) { break; continue }", "(while a (block (break) (continue)))"),
            ("a: b: for (;;) { continue a; break b }", "(label a (label b (for _ _ _ (block (continue a) (break b)))))"),
            ("a: { break a }", "(label a (block (break a)))"),
            (
                "switch (a) { case 1: b; default: case 2: break }",
                "(switch a (switchCase 1.0 (expressionStatement b)) (switchCase _) (switchCase 2.0 (break)))"
            ),
            (
                "try { a } catch { b } finally { c }",
                "(try (block (expressionStatement a)) _ (block (expressionStatement b)) (block (expressionStatement c)))"
            ),
            ("try {} catch ({message}) {}", "(try (block) (objectPattern (key 'message' message)) (block) _)"),
            ("throw a; debugger", "(throw a) ; (debugger)"),
        ])
    func control(source: String, tree: String) {
        #expect(dump(source) == tree)
    }

    @Test(
        "semicolons are inserted where the language inserts them",
        arguments: [
            ("a\nb", "(expressionStatement a) ; (expressionStatement b)"),
            ("a\n(b)", "(call a b)"),
            ("a\n++b", "(expressionStatement a) ; (expressionStatement (pre-increment b))"),
            ("{ a }", "(block (expressionStatement a))"), ("let a\nlet b", "(let (declarator a _)) ; (let (declarator b _))"),
            ("function f() { return\na }", "(function f () (return _) (expressionStatement a))"),
            ("for (;;) { continue\na }", "(for _ _ _ (block (continue) (expressionStatement a)))"),
            ("a: for (;;) { break\na }", "(label a (for _ _ _ (block (break) (expressionStatement a))))"),
            ("async\nfunction f() {}", "(expressionStatement async) ; (function f () )"),
            ("function* g() { yield\na }", "(function g +generator () (expressionStatement (yield _)) (expressionStatement a))"),
        ])
    func semicolons(source: String, tree: String) {
        #expect(dump(source) == tree)
    }

    @Test(
        "what functions are seen to use",
        arguments: [
            ("function f() { return this }", "(function f +this () (return this))"),
            (
                "function f() { () => this }",
                "(function f +this () (expressionStatement (function +arrow +expression +this () (return this))))"
            ),
            (
                "function f() { () => () => arguments }",
                "(function f +arguments () (expressionStatement (function +arrow +expression +arguments () (return (function +arrow +expression +arguments () (return arguments))))))"
            ),
            ("function f() { function g() { this } }", "(function f () (function g +this () (expressionStatement this)))"),
            ("function f(a = arguments) {}", "(function f +arguments ((patternDefault a arguments)) )"),
            (
                "function f() { (a = this) => a }",
                "(function f +this () (expressionStatement (function +arrow +expression +this ((patternDefault a this)) (return a))))"
            ),
            (
                "function f() { this; (a) => a }",
                "(function f +this () (expressionStatement this) (expressionStatement (function +arrow +expression (a) (return a))))"
            ),
            ("function f() { new.target }", "(function f +this () (expressionStatement new.target))"),
            (
                "function f() { ({m() { super.x }}) }",
                "(function f () (expressionStatement (object (method 'm' (function +method +this () (expressionStatement (super.x)))))))"
            ),
        ])
    func uses(source: String, tree: String) {
        #expect(dump(source) == tree)
    }
}
