import Testing

@testable import JavaScript

@Suite("Expressions")
struct ExpressionTests {
    @Test(
        "operators bind as they should",
        arguments: [
            ("a + b * c - d", "(subtract (add a (multiply b c)) d)"), ("(a + b) * c", "(multiply (add a b) c)"),
            ("a ** b ** c", "(exponent a (exponent b c))"),
            ("(-a) ** b", "(exponent (minus a) b)"),
            ("-(a ** b)", "(minus (exponent a b))"),
            ("2 ** -1", "(exponent 2.0 (minus 1.0))"),
            (
                "a || b && c | d ^ e & f == g < h << i + j * k",
                "(or a (and b (bitwiseOr c (bitwiseXor d (bitwiseAnd e (equal f (less g (shiftLeft h (add i (multiply j k))))))))))"
            ),
            (
                "a * b + c << d < e == f & g ^ h | i && j || k",
                "(or (and (bitwiseOr (bitwiseXor (bitwiseAnd (equal (less (shiftLeft (add (multiply a b) c) d) e) f) g) h) i) j) k)"
            ),
            ("a ?? b ?? c", "(coalesce (coalesce a b) c)"),
            ("(a || b) ?? c", "(coalesce (or a b) c)"),
            ("a >>> b >> c", "(shiftRight (shiftRightUnsigned a b) c)"),
            ("a instanceof b in c", "(in (instanceof a b) c)"), ("!a === typeof b", "(strictEqual (not a) (typeof b))"),
            ("- -a", "(minus (minus a))"),
            ("a++ + ++b", "(add (post-increment a) (pre-increment b))"),
            ("void 0, 1", "(sequence (void 0.0) 1.0)"),
            ("a ? b : c ? d : e", "(conditional a b (conditional c d e))"), ("a = b = c", "(= a (= b c))"), ("a += b", "(add= a b)"),
            ("a >>>= b **= c", "(shiftRightUnsigned= a (exponent= b c))"), ("a ??= b ||= c &&= d", "(coalesce= a (or= b (and= c d)))"),
            ("a <!--b", "(less a (not (pre-decrement b)))"), ("delete a.b", "(delete (.b a))"), ("a?.5:1", "(conditional a 0.5 1.0)"),
        ])
    func operators(source: String, tree: String) {
        #expect(dump(source) == tree)
    }

    @Test(
        "members, calls, new and optional chains",
        arguments: [
            ("a.b[c](d, ...e)", "(call ([] (.b a) c) d (spread e))"), ("new A", "(new A)"), ("new A(b).c()", "(call (.c (new A b)))"),
            ("new a.b.C(d)", "(new (.C (.b a)) d)"), ("new (a())(b)", "(new (call a) b)"), ("new new A(b)(c)", "(new (new A b) c)"),
            ("a?.b.c", "(optionalChain (.c (?.b a)))"), ("a?.[b]?.(c)", "(optionalChain (?.call (?.[] a b) c))"),
            ("(a?.b).c", "(.c (optionalChain (?.b a)))"),
            ("a.if.class", "(.class (.if a))"),
            ("a`b`(c)", "(call (taggedTemplate a `b`) c)"),
            ("import.meta.url", "(.url import.meta)"),
            ("import('a')", "(import 'a' _)"),
            ("import('a', b,).then(c)", "(call (.then (import 'a' b)) c)"),
            ("import.defer('a')", "(import.defer 'a' _)"),
            ("import.source('a')", "(import.source 'a' _)"),
            ("new import.meta.A", "(new (.A import.meta))"),
            ("f(a,)", "(call f a)"),
            ("async(a)", "(call async a)"),
            ("async (a, ...b)", "(call async a (spread b))"),
            ("async\n(a)", "(call async a)"),
        ])
    func members(source: String, tree: String) {
        #expect(dump(source) == tree)
    }

    @Test(
        "array and object literals",
        arguments: [
            ("[,]", "(array _)"), ("[a,,b,]", "(array a _ b)"), ("[...a, ...b]", "(array (spread a) (spread b))"),
            (
                "x = {a, b: 1, 'c': 2, 3: 4, [d]: 5, ...e}",
                "(= x (object (shorthand 'a' a) (value 'b' 1.0) (value 'c' 2.0) (value 3.0 4.0) (computed-value d 5.0) (spread e)))"
            ),
            ("x = {get: 1, set, async}", "(= x (object (value 'get' 1.0) (shorthand 'set' set) (shorthand 'async' async)))"),
            (
                "x = {get a() {}, set a(b) {}}",
                "(= x (object (getter 'a' (function +method +getter () )) (setter 'a' (function +method +setter (b) ))))"
            ),
            (
                "x = {a() {}, async b() {}, *c() {}, async *d() {}}",
                "(= x (object (method 'a' (function +method () )) (method 'b' (function +async +method () )) (method 'c' (function +generator +method () )) (method 'd' (function +async +generator +method () ))))"
            ),
            (
                "x = {get() {}, async() {}, if: 1}",
                "(= x (object (method 'get' (function +method () )) (method 'async' (function +method () )) (value 'if' 1.0)))"
            ),
            (
                "x = {__proto__: a, ['__proto__']: b, __proto__() {}}",
                "(= x (object (value '__proto__' a) (computed-value '__proto__' b) (method '__proto__' (function +method () ))))"
            ),
        ])
    func literals(source: String, tree: String) {
        #expect(dump(source) == tree)
    }

    @Test(
        "patterns that start as expressions",
        arguments: [
            ("[a, b = 1, , ...c] = d", "(= (arrayPattern a (patternDefault b 1.0) _ (rest c)) d)"),
            (
                "({a, b: c, d = 1, [e]: f.g, ...h} = i)",
                "(= (objectPattern (key 'a' a) (key 'b' c) (key 'd' (patternDefault d 1.0)) (computed-key e (.g f)) (rest h)) i)"
            ),
            ("[{a = 1} = {}] = b", "(= (arrayPattern (patternDefault (objectPattern (key 'a' (patternDefault a 1.0))) (object))) b)"),
            ("[(a), (b.c)] = d", "(= (arrayPattern a (.c b)) d)"), ("[a.b, c[d]] = e", "(= (arrayPattern (.b a) ([] c d)) e)"),
            ("({__proto__: a, __proto__: b} = c)", "(= (objectPattern (key '__proto__' a) (key '__proto__' b)) c)"),
            ("[...[a, b]] = c", "(= (arrayPattern (rest (arrayPattern a b))) c)"),
            ("[a = b = c] = d", "(= (arrayPattern (patternDefault a (= b c))) d)"),
            ("({a: [b] = c} = d)", "(= (objectPattern (key 'a' (patternDefault (arrayPattern b) c))) d)"),
        ])
    func patterns(source: String, tree: String) {
        #expect(dump(source) == tree)
    }

    @Test(
        "arrow functions",
        arguments: [
            ("a => b", "(function +arrow +expression (a) (return b))"), ("() => {}", "(function +arrow () )"),
            (
                "(a, [b], {c = 1}, ...d) => a",
                "(function +arrow +expression (a (arrayPattern b) (objectPattern (key 'c' (patternDefault c 1.0))) (rest d)) (return a))"
            ),
            ("(a = 1,) => ({})", "(function +arrow +expression ((patternDefault a 1.0)) (return (object)))"),
            ("async a => await a", "(function +async +arrow +expression (a) (return (await a)))"),
            ("async (a, ...[b]) => {}", "(function +async +arrow (a (rest (arrayPattern b))) )"),
            ("async => async", "(function +arrow +expression (async) (return async))"),
            ("a => b => c", "(function +arrow +expression (a) (return (function +arrow +expression (b) (return c))))"),
            ("a ? (b) : c => d", "(conditional a b (function +arrow +expression (c) (return d)))"),
            ("a => b, c", "(sequence (function +arrow +expression (a) (return b)) c)"),
            ("a => {}\n[b]", "(expressionStatement (function +arrow (a) )) ; (expressionStatement (array b))"),
            ("x = a => this + arguments", "(= x (function +arrow +expression +arguments +this (a) (return (add this arguments))))"),
        ])
    func arrows(source: String, tree: String) {
        #expect(dump(source) == tree)
    }
}
