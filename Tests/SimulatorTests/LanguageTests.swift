import TestSupport
import Testing

/// The language, by small programs and what they print.
///
/// The lines stand here as ECMA-262 has them; where Node is installed, it runs every program too and must agree.
@Suite struct LanguageTests {
    struct Program: CustomTestStringConvertible, Sendable {
        var name: String
        var source: String
        var lines: [String]
        var testDescription: String { name }

        init(_ name: String, _ source: String, _ lines: [String]) {
            self.name = name
            self.source = source
            self.lines = lines
        }
    }

    @Test(arguments: functions + patterns + classes + generators + control + expressions + details)
    func program(_ program: Program) throws {
        let seen = try console(program.source)
        #expect(seen == program.lines)
    }

    /// What Node.js 20 does not have yet is among these: the lines are those of Node.js 24.19.0.
    @Test(arguments: regularExpressions + bigIntegers + typedArrays + disposal + iteratorHelpers)
    func library(_ program: Program) throws {
        let seen = try console(program.source, host: "node").flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
        #expect(seen.map(String.init) == program.lines)
    }

    @Test(.enabled(if: Node.isInstalled, "needs node 20 or later on the PATH"))
    func `node prints the same`() throws {
        let programs = Self.functions + Self.patterns + Self.classes + Self.generators + Self.control + Self.expressions + Self.details
        var entry = ""
        var files: [(name: String, source: String)] = []
        for (number, program) in programs.enumerated() {
            entry += "console.log('== \(number)'); await import('./p\(number).mjs');\n"
            files.append(("p\(number).mjs", program.source))
        }
        let printed = try Node.lines(of: [("entry.mjs", entry)] + files)
        let expected = programs.enumerated().flatMap { ["== \($0)"] + $1.lines }
        for (line, wanted) in zip(printed, expected) where line != wanted {
            Issue.record("node prints \(line), and the table has \(wanted)")
            return
        }
        #expect(printed.count == expected.count)
    }

    @Test func `default values do not see the variables of the body`() throws {
        let source = """
            let x = 'outer';
            function f(g = () => x) { let x = 'inner'; return g(); }
            function h(a, b = () => a) { var a; const before = a; a = 5; return [before, b(), a].join(); }
            console.log(f(), h(1));
            """
        #expect(try console(source) == ["outer 1,1,5"])
    }

    @Test func `a parameter is in its dead zone until its turn`() throws {
        let source = "try { (function (a = b, b) {})(); } catch (error) { console.log(error.name); }"
        #expect(try console(source) == ["ReferenceError"])
    }

    static let functions: [Program] = [
        Program(
            "a let of a loop is new in every turn, a var is not",
            """
            const fs = [], gs = [];
            for (let i = 0; i < 3; i++) { fs.push(() => i); i += 0; }
            for (var j = 0; j < 3; j++) gs.push(() => j);
            for (const k of [7, 8]) fs.push(() => k);
            for (const k in { a: 1, b: 2 }) fs.push(() => k);
            console.log(fs.map((f) => f()).join(), gs.map((g) => g()).join());
            """, ["0,1,2,7,8,a,b 3,3,3"]),
        Program(
            "a closure made in the head of a loop sees the first binding",
            "const fs = []; for (let i = 0, f = () => i; i < 2; i++) { fs.push(f); } console.log(fs[0](), fs[1]());", ["0 0"]),
        Program(
            "hoisting: functions before everything, var as undefined, let not yet",
            """
            console.log(f(), v);
            try { l; } catch (error) { console.log(error.name); }
            function f() { return 'f'; }
            var v = 1; let l = 2;
            { function f() { return 'inner'; } console.log(f()); }
            console.log(f());
            """, ["f undefined", "ReferenceError", "inner", "f"]),
        Program(
            "defaults see earlier parameters and have a scope of their own",
            """
            let x = 'outer';
            function f(a, b = a + 1, c = () => x + b, ...rest) { return b + c() + rest.length; }
            console.log(f(1), f(1, 5, undefined, 7, 8), f.length);
            """, ["2outer20 5outer52 1"]),
        Program(
            "this, arrows and arguments",
            """
            const o = { x: 1, m() { return [() => this.x, function () { return this; }]; }, args() { return (() => arguments.length)(1); } };
            const [arrow, plain] = o.m();
            console.log(arrow(), plain(), o.args(1, 2, 3));
            console.log(o.m.call({ x: 5 })[0](), o.m.bind({ x: 6 })()[0](), o.m.apply({ x: 7 }, [])[0]());
            """, ["1 undefined 3", "5 6 7"]),
        Program(
            "named function expressions and names of functions",
            """
            const fact = function self(n) { return n < 2 ? 1 : n * self(n - 1); };
            const arrow = () => {}; const { a = () => {} } = {}; const o = { ['b' + 1]() {}, get g() { return 1; } };
            console.log(fact(5), fact.name, arrow.name, a.name, o.b1.name, (() => {}).name === '');
            """, ["120 self arrow a b1 true"]),
        Program(
            "new.target and constructors that return",
            """
            function F() { return new.target === F ? { made: true } : 'called'; }
            class A { constructor() { return { other: 1 }; } }
            console.log(new F().made, F(), new A().other, new A() instanceof A);
            """, ["true called 1 false"]),
    ]

    static let patterns: [Program] = [
        Program(
            "destructuring with defaults, rest, holes and nesting",
            """
            const { a, b: { c = 'c0', ...rest } = {}, ...others } = { a: 1, b: { d: 4, e: 5 }, f: 6, g: 7 };
            const [x, , y = 'y0', ...[z, w]] = [1, 2, undefined, 4, 5];
            console.log(a, c, Object.keys(rest).join(), Object.keys(others).join(), x, y, z, w);
            """, ["1 c0 d,e f,g 1 y0 4 5"]),
        Program(
            "destructuring into anything that can be assigned, in order",
            """
            const o = {}; let i = 0; const list = [];
            [o.x, o['y' + i++], list[i]] = [1, 2, 3];
            let p = 1, q = 2; [p, q] = [q, p];
            ({ p = 10, ['q']: q } = { q: 9 });
            for (const [k, { v }] of [['k', { v: 'v' }]]) console.log(o.x, o.y0, p, q, k, v);
            """, ["1 2 10 9 k v"]),
        Program(
            "what cannot be taken apart",
            """
            try { const { a } = null; } catch (error) { console.log(error.name); }
            try { const [a] = {}; } catch (error) { console.log(error.name); }
            try { (({ a }) => a)(); } catch (error) { console.log(error.name); }
            const { length } = 'four'; console.log(length);
            """, ["TypeError", "TypeError", "TypeError", "4"]),
        Program(
            "a pattern closes the iterator that it leaves early",
            """
            const it = { [Symbol.iterator]() { let n = 0; return { next: () => ({ value: n++, done: false }), return() { console.log('closed'); return {}; } }; } };
            const [a, b] = it; console.log(a, b);
            for (const n of it) { if (n == 2) break; }
            try { for (const n of it) throw new Error('out'); } catch (error) { console.log(error.message); }
            lab: for (const x of [1]) for (const n of it) continue lab;
            console.log((() => { for (const n of it) return n; })());
            """, ["closed", "0 1", "closed", "closed", "out", "closed", "closed", "0"]),
        Program(
            "spread in calls, arrays and objects",
            """
            const f = (...all) => all.join('');
            console.log(f(...'ab', 1, ...[2, 3], ...new Set([4, 4])), [...'xy', ...[1]].length);
            const o = { a: 1, ...{ b: 2, a: 3 }, ...null, ...'h', c: 4 };
            console.log(Object.keys(o).join(), o.a, Math.max(...[1, 5, 2]), new Date(...[0]).getTime());
            """, ["ab1234 3", "0,a,b,c 3 5 0"]),
    ]

    static let classes: [Program] = [
        Program(
            "fields, accessors, statics and private names, in order",
            """
            const log = [];
            class A {
                a = log.push('a'); #p = log.push('p'); ['c' + log.push('key')] = log.push('c'); static s = log.push('s');
                static { log.push('block ' + this.s); }
                constructor() { log.push('constructor'); }
                get p() { return this.#p; } set p(v) { this.#p = v * 2; }
                #secret() { return 'secret ' + this.#p; } reveal() { return this.#secret(); }
                static has(o) { return #p in o; } static #count = 0; static next() { return ++A.#count; }
            }
            const a = new A(); a.p = 21;
            console.log(log.join());
            console.log(a.p, a.reveal(), A.has(a), A.has({}), A.next(), A.next(), a.c1);
            try { A.prototype.p; } catch (error) { console.log(error.name); }
            """, ["key,s,block 2,a,p,c,constructor", "42 secret 42 true false 1 2 6", "TypeError"]),
        Program(
            "inheritance, super and what this is before super()",
            """
            class A { constructor(x) { this.x = x; } hi() { return 'A' + this.x; } static make() { return new this(9); } get g() { return 'g' + this.x; } }
            class B extends A { y = this.x + 1; constructor(x) { const early = () => this; try { early(); } catch (error) { console.log(error.name); } super(x); }
                hi() { return 'B' + super.hi() + (() => super.g)(); } static make() { return super.make().y; } }
            class C extends B {}
            const c = new C(1);
            console.log(c.hi(), c.y, B.make(), c instanceof A, Object.getPrototypeOf(C) === B);
            class N extends null { static x = 1; }
            console.log(N.x, Object.getPrototypeOf(N.prototype));
            try { A(); } catch (error) { console.log(error.name); }
            try { new (class extends A { constructor() {} })(); } catch (error) { console.log(error.name); }
            try { new (class extends A { constructor() { super(); super(); } })(); } catch (error) { console.log(error.name); }
            """,
            ["ReferenceError", "ReferenceError", "BA1g1 2 10 true true", "1 null", "TypeError", "ReferenceError", "ReferenceError"]),
        Program(
            "super in object methods and static blocks",
            """
            const base = { hi() { return 'base ' + this.n; } };
            const o = { __proto__: base, n: 1, hi() { return super.hi() + '!'; } };
            class A { static v = 1; } class B extends A { static { this.w = super.v + 1; } }
            console.log(o.hi(), B.w);
            """, ["base 1! 2"]),
        Program(
            "subclasses of built-in constructors",
            """
            class List extends Array { last() { return this[this.length - 1]; } }
            class Oops extends Error { constructor(m) { super(m); this.name = 'Oops'; } }
            const l = new List(); l.push(1, 2);
            const e = new Oops('m');
            console.log(l.last(), l.length, l instanceof Array, String(e), e instanceof Error, l.map((x) => x) instanceof List);
            """, ["2 2 true Oops: m true true"]),
        Program(
            "class bindings and computed names",
            """
            const C = class Named { static self() { return Named; } }; console.log(C.self() === C, C.name, (class {}).name === '');
            try { class X extends X {} } catch (error) { console.log(error.name); }
            class K { static ['a' + 'b']() { return 'ab'; } 'quoted name'() { return 'q'; } 12() { return 12; } static async *g() { yield 1; } }
            console.log(K.ab(), new K()['quoted name'](), new K()[12](), (await K.g().next()).value);
            """, ["true Named true", "ReferenceError", "ab q 12 1"]),
    ]

    static let generators: [Program] = [
        Program(
            "generators take values, throws and returns",
            """
            function* g() { try { const x = yield 1; console.log('got', x); try { yield 2; } catch (error) { console.log('caught', error); } yield 3; } finally { console.log('finally'); yield 'late'; } }
            const it = g();
            console.log(it.next('lost').value, it.next('in').value, it.throw('t').value);
            let r = it.return('r'); console.log(r.value, r.done); r = it.next(); console.log(r.value, r.done); r = it.next(); console.log(r.value, r.done);
            const fresh = g(); console.log(fresh.return(5).value, fresh.next().done);
            """, ["got in", "caught t", "1 2 3", "finally", "late false", "r true", "undefined true", "5 true"]),
        Program(
            "yield* hands everything on",
            """
            function* inner() { try { const x = yield 'i1'; console.log('inner got', x); yield 'i2'; } finally { console.log('inner finally'); } return 'result'; }
            function* outer() { const r = yield* inner(); console.log(r); yield* 'ab'; }
            const it = outer(); console.log(it.next().value, it.next('v').value, it.next().value, it.next().value, it.next().done);
            const cut = outer(); cut.next(); console.log(cut.return('cut').value);
            """, ["inner got v", "inner finally", "result", "i1 i2 a b true", "inner finally", "cut"]),
        Program(
            "async generators queue their requests",
            """
            async function* g() { console.log('begin'); const x = yield 1; console.log('x', x); yield Promise.resolve(2); return 3; }
            const it = g();
            const all = await Promise.all([it.next('a'), it.next('b'), it.next('c'), it.next('d')]);
            console.log(all.map((r) => r.value + '' + r.done).join());
            const other = g(); await other.next(); try { await other.throw(new Error('t')); } catch (error) { console.log(error.message); } console.log((await other.next()).done);
            """, ["begin", "x b", "1false,2false,3true,undefinedtrue", "begin", "t", "true"]),
        Program(
            "for await over promises, async and sync iterables",
            """
            async function* g() { try { yield 1; yield 2; } finally { await null; console.log('closed'); } }
            for await (const x of g()) { console.log(x); if (x === 1) break; }
            for await (const x of [Promise.resolve('p'), 'v']) console.log(x);
            try { for await (const x of [Promise.reject(new Error('r'))]) console.log('never'); } catch (error) { console.log(error.message); }
            try { for await (const x of 5) ; } catch (error) { console.log(error.name); }
            const it = { [Symbol.asyncIterator]() { let n = 0; return { next: async () => ({ value: ++n, done: n > 2 }) }; } };
            for await (const n of it) console.log('n', n);
            """, ["1", "closed", "p", "v", "r", "TypeError", "n 1", "n 2"]),
        Program(
            "await in every place of an expression",
            """
            const o = { async m(x) { return x; }, n: 1 };
            const log = [];
            const f = (...a) => { log.push(a.join('')); return a.length; };
            console.log(1 + await o.m(2) * (await 3), [await 1, ...await [2, 3]].length, `${await 'a'}${await 'b'}`, (await o).n, await o.m(await o.m(5)));
            console.log(f(await 1, f(2, await 3), ...(await [4])), { k: await 'v', [await 'w']: 2 }.w, (await null) ?? 'd', await (async () => 1)() ? 'y' : 'n');
            let x = 1; x += await 2; o.n += await o.n; o[await 'z'] = await 26;
            console.log(x, o.n, o.z, log.join());
            async function g(a = 1, { b = 2 } = {}) { for (let i = await 0; i < await 2; i += await 1) a += i; switch (await b) { case await 2: return a + b; } }
            console.log(await g(), await Promise.all([1, 2].map(async (v) => (await v) * 2)).then((v) => v.join()));
            """, ["7 3 ab 1 5", "3 2 d y", "3 2 26 23,124", "4 2,4"]),
    ]

    static let control: [Program] = [
        Program(
            "labels, break and continue",
            """
            let s = '';
            outer: for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) { if (j === 1) continue outer; if (i === 2) break outer; s += `${i}${j} `; } }
            block: { s += 'in '; if (s) break block; s += 'never'; }
            let n = 0; do { n++; if (n === 2) continue; if (n > 3) break; } while (n < 10);
            let w = 0; while (true) { if (++w > 4) break; }
            console.log(s + n + w);
            """, ["00 10 in 45"]),
        Program(
            "switch falls through, and default may stand anywhere",
            """
            const f = (x) => { let s = ''; switch (x) { case 1: s += 'a'; default: s += 'd'; case 2: s += 'b'; break; case '1': { let s2 = 'str'; s += s2; } } return s; };
            console.log(f(1), f(2), f('1'), f(9));
            switch (3) { case 0: let z; break; case 3: try { z; } catch (error) { console.log(error.name); } }
            """, ["adb b str db", "ReferenceError"]),
        Program(
            "finally decides",
            """
            const f = () => { try { return 'try'; } finally { return 'finally'; } };
            const g = () => { let x = 1; try { return x; } finally { x = 2; } };
            const h = () => { for (;;) { try { throw 1; } catch (e) { return 'c' + e; } finally { break; } } return 'after'; };
            const k = () => { l: try { return 'no'; } finally { break l; } return 'yes'; };
            const m = async () => { try { await null; throw new Error('x'); } catch { await null; return 'caught'; } finally { await null; console.log('fin'); } };
            console.log(f(), g(), h(), k()); console.log(await m());
            """, ["finally 1 after yes", "fin", "caught"]),
        Program(
            "for…in over own and inherited names, not shadowed ones twice",
            """
            const base = { b: 1, shared: 2 }; const o = Object.create(base); o.z = 1; o[1] = 1; o.shared = 3; o[0] = 0;
            let s = ''; for (const k in o) s += k + ' '; for (const k in null) s += 'never'; for (var i in 'ab') s += i;
            console.log(s);
            """, ["0 1 z shared b 01"]),
        Program(
            "errors: cause, AggregateError, thrown values of any kind",
            """
            const e = new Error('outer', { cause: 'inner' }); console.log(e.cause, e.message, String(new TypeError('t')));
            try { throw { code: 7 }; } catch ({ code }) { console.log(code); }
            try { null.x; } catch (error) { console.log(error instanceof TypeError); }
            try { undefinedName; } catch (error) { console.log(error instanceof ReferenceError, error.message); }
            console.log(new AggregateError([1, 2], 'm').errors.length);
            """, ["inner outer TypeError: t", "7", "true", "true undefinedName is not defined", "2"]),
    ]

    static let expressions: [Program] = [
        Program(
            "optional chaining stops the whole chain",
            """
            let n = 0; const o = { a: { f() { return this === o.a; } }, z: null };
            console.log(o?.a?.f(), o.z?.x.y.z[n++], o.no?.(n++), o.a.no?.(n++), o?.['a'].f?.(), n, delete o?.q);
            try { o.z.x?.y; } catch (error) { console.log(error.name); }
            """, ["true undefined undefined undefined true 0 true", "TypeError"]),
        Program(
            "logical assignment and nullish values",
            "let a = null, b = 0, c = 1; a ??= 'A'; b ||= 'B'; c &&= 'C'; const o = { get x() { console.log('get'); return 1; } }; o.x ??= 2; console.log(a, b, c, null ?? 'd', 0 ?? 'd', (null || undefined) ?? 'e');",
            ["get", "A B C d 0 e"]),
        Program(
            "templates and tags",
            """
            const tag = (strings, ...values) => strings.raw.join('|') + values.join(',') + strings.length;
            console.log(tag`a${1}\\n${2}c`, `x${`y${1 + 1}`}z`, `line
            two`.length);
            const same = () => ((s) => s)`q`; console.log(same() === same(), Object.isFrozen(same()));
            """, ["a|\\n|c1,23 xy2z 8", "true true"]),
        Program(
            "getters, setters, computed keys and symbols",
            """
            const key = Symbol('key'); const log = [];
            const o = { get [key]() { return 's'; }, set v(x) { log.push(x); }, get v() { return log.length; }, ['a' + 1]: 1, 'b c': 2, 3: 3 };
            o.v = 'set'; o.v += 1; console.log(o[key], o.v, log.join(), Object.keys(o).join(), key.toString(), key.description);
            console.log({ [Symbol.toPrimitive]: (hint) => hint } + '', `${{ [Symbol.toPrimitive]: (hint) => hint }}`, +{ valueOf: () => 4 }, { toString: () => 't' } + '');
            console.log([] instanceof Object, 2 instanceof class { static [Symbol.hasInstance](x) { return x === 2; } }, String({ [Symbol.toStringTag]: 'Tag' }));
            """, ["s 2 set,2 3,v,a1,b c Symbol(key) key", "default string 4 t", "true true [object Tag]"]),
        Program(
            "numbers and their texts",
            "console.log(0.1 + 0.2, 1e21, 1e-7, -0, 1 / 0, NaN, 5 % -3, -5 % 3, 2 ** 10, 7 / 2 | 0, -1 >>> 28, 1 << 31, ~5, 0xff, 0b11, 1_000, 123456789012345680000, (25).toString(36), (1.005).toFixed(2));",
            ["0.30000000000000004 1e+21 1e-7 -0 Infinity NaN 2 -2 1024 3 15 -2147483648 -6 255 3 1000 123456789012345680000 p 1.00"]),
        Program(
            "equality and conversion",
            "console.log('1' == 1, null == undefined, null == 0, NaN == NaN, [1] == 1, '' + [1, [2, 3]], '' + {}, '5' * '2', '5' + 2, +'', +' 12 ', +'1x', true + 1, typeof null, typeof (() => 1), void 0, [10, 9, 1].sort().join(), 'b' > 'a', '10' < '9', 10 < '9');",
            ["true true false false true 1,2,3 [object Object] 10 52 0 12 NaN 2 object function undefined 1,10,9 true true false"]),
        Program(
            "the order in which operands are evaluated",
            """
            const log = []; const t = (x) => { log.push(x); return x; }; const o = {};
            t(1) + t(2) * t(3); o[t('k')] = t('v'); [t('e1'), { [t('ck')]: t('cv') }]; t(() => 0)(t('arg'));
            console.log(log.map((x) => typeof x === 'function' ? 'f' : x).join());
            let i = 0; const a = []; a[i++] = i++; a[i] = i = 5; console.log(a.join(), i);
            let x = 1; x += (x = 5, 10); console.log(x, (1, 2), i++ + ++i, i);
            """, ["1,2,3,k,v,e1,ck,cv,f,arg", "1,,5 5", "11 2 12 7"]),
    ]
}
