import Testing

/// Details of ECMA-262 in which implementations go astray; the installed Node.js prints the same.
extension LanguageTests {
    static let details: [Program] = [
        Program(
            "a field names its function, a name in parentheses does not",
            """
            class A { a = () => {}; static b = function () {}; ['c' + 1] = class {}; #d = () => {}; static #e = () => {}; 5 = () => {};
              static [Symbol('f')] = () => {}; static g = class { static name = 'own'; };
              names() { return [this.a, A.b, this.c1, this.#d, A.#e, this[5], A[Object.getOwnPropertySymbols(A)[0]], A.g].map((f) => f.name); } }
            let h, i; (h) = function () {}; [(i) = () => {}] = [];
            console.log(new A().names().join(), '|' + h.name + i.name + '|');
            """, ["a,b,c1,#d,#e,5,[f],own ||"]),
        Program(
            "a pattern evaluates its target before it takes the value",
            """
            const log = [];
            const target = () => { log.push('target'); return {}; };
            const key = () => { log.push('key'); return { toString() { log.push('text'); return 'k'; } }; };
            const source = { get p() { log.push('get'); } };
            ({ p: target()[key()] = log.push('default') } = source);
            const iterable = { [Symbol.iterator]() { return { next() { log.push('next'); return { done: false, value: 1 }; } }; } };
            [target().a, ...target().b] = [1, 2];
            [target().a] = iterable;
            console.log(log.join());
            """, ["target,key,get,default,text,target,target,target,next"]),
        Program(
            "the head of a loop assigns to properties of any kind",
            """
            const log = [];
            class A { #p; static q; run() {
              for (this.#p of [1, 2]) log.push(this.#p);
              for (A.q in { k: 1 }) log.push(A.q);
              for (this['r' + 1] of 'ab') log.push(this.r1);
              for ([this.#p, ...A.q] of [[3, 4]]) log.push(this.#p, A.q[0]);
            } }
            class B extends A { run() { for (super.s of [5]) log.push(this.s); super.run(); } }
            new B().run(); for (log[99] of [6]); console.log(log.join(), log.length);
            """, ["5,1,2,k,a,b,3,4" + String(repeating: ",", count: 91) + ",6 100"]),
        Program(
            "super fails on a null prototype, and cannot be deleted from",
            """
            const bare = { __proto__: null, get() { return super.x; }, set() { super.x = 1; }, remove() { delete super.x; } };
            for (const name of ['get', 'set', 'remove']) try { bare[name](); } catch (error) { console.log(error.name); }
            """, ["TypeError", "TypeError", "ReferenceError"]),
        Program(
            "a nullish base is an error before the key is converted",
            """
            const key = { toString() { console.log('converted'); return 'k'; } };
            for (const act of [(o) => o[key], (o) => { o[key] = 1; }, (o) => { o[key] += 1; }, (o) => o[key]++, (o) => o[key] ??= 1])
              try { act(undefined); } catch (error) { console.log(error.name); }
            """, ["TypeError", "TypeError", "TypeError", "TypeError", "TypeError"]),
        Program(
            "elements with attributes, and arrays with far elements",
            """
            const a = [1, 2, 3];
            Object.defineProperty(a, 1, { get() { return 'got'; }, enumerable: false });
            a[4294967294] = 'last';
            console.log(a.length, a[1], Object.keys(a).join(), a.indexOf(3), a.slice(0, 3));
            const b = [1, 2, 3];
            Object.defineProperty(b, 1, { configurable: false, writable: false });
            for (const act of [() => { b[1] = 9; }, () => { b.length = 0; }, () => { delete b[1]; }])
              try { act(); } catch (error) { console.log(error.name, b.length); }
            const c = [];
            Object.defineProperty(c, 'length', { writable: false });
            for (const act of [() => c.push(1), () => { c[0] = 1; }]) try { act(); } catch (error) { console.log(error.name, c.length); }
            """,
            [
                "4294967295 got 0,2,4294967294 2 [ 1, 'got', 3 ]", "TypeError 3", "TypeError 2", "TypeError 2", "TypeError 0",
                "TypeError 0",
            ]),
        Program(
            "lengths and holes",
            """
            const far = new Array(4294967295);
            console.log(far.length, 0 in far, far);
            for (const length of [-1, 1.5, 4294967296]) try { far.length = length; } catch (error) { console.log(error.name); }
            far.length = 2; far.push(1); far.unshift(0);
            console.log(far, far.length, [, 1, , 2, ,].map((x) => x * 2), Object.keys([, 1]).join());
            let seen = 0; const sparse = []; sparse[1000000] = 1; sparse.length = 3; sparse.forEach(() => seen++); console.log(sparse, seen);
            console.log([1, 2].concat({ length: 1, 0: 'x', [Symbol.isConcatSpreadable]: true }, 3));
            """,
            [
                "4294967295 false [ <4294967295 empty items> ]", "RangeError", "RangeError", "RangeError",
                "[ 0, <2 empty items>, 1 ] 4 [ <1 empty item>, 2, <1 empty item>, 4, <1 empty item> ] 1", "[ <3 empty items> ] 0",
                "[ 1, 2, 'x', 3 ]",
            ]),
        Program(
            "what functions are made of",
            """
            console.log(typeof Function.prototype, Function.prototype(), (function () {}).constructor === Function);
            (function () { try { arguments.callee; } catch (error) { console.log(error.name, Object.keys(arguments).join()); } })(1, 2);
            try { (() => {}).caller; } catch (error) { console.log(error.name); }
            console.log(String(class A { constructor(x) { this.x = x; } }), Object.getPrototypeOf(function* () {}).constructor.name);
            try { class B { static ['prototype']() {} } } catch (error) { console.log(error.name); }
            """,
            [
                "function undefined true", "TypeError 0,1", "TypeError", "class A { constructor(x) { this.x = x; } } GeneratorFunction",
                "TypeError",
            ]),
        Program(
            "what a console writes for a directive",
            """
            class P { get [Symbol.toStringTag]() { return 'Tag'; } }
            class Q { toString() { return 'text'; } }
            console.log('%s %s %s', function f() {}, class K {}, new Q(), new P(), [new P()]);
            console.log('%s %s', { toString() { return 'own'; } }, { a: { b: 1 } });
            console.log('%o %o', [1], (a) => a);
            """,
            [
                "function f() {} class K {} text P [Tag] {} [ P [Tag] {} ]", "own { a: [Object] }",
                "[ 1, [length]: 1 ] [Function (anonymous)] { [length]: 1, [name]: '' }",
            ]),
        Program(
            "the pattern of a catch does not see what its block declares",
            """
            let x = 'outside', probe;
            try { throw []; } catch ([_ = (probe = () => x)]) { let x = 'inside'; console.log(probe(), x); }
            try { throw { a: 1 }; } catch ({ a, b = () => a }) { { let a = 2; } a++; console.log(a, b()); }
            """, ["outside inside", "2 2"]),
        Program(
            "dates are set part by part",
            """
            const date = new Date(Date.UTC(2024, 0, 31, 10));
            date.setUTCMonth(1); console.log(date.toISOString());
            date.setUTCHours(25, 61, 61, 1001); console.log(date.toISOString(), date.setUTCDate(NaN), date.setUTCFullYear(2000) === 946684800000);
            """, ["2024-03-02T10:00:00.000Z", "2024-03-03T02:02:02.001Z NaN true"]),
        Program(
            "the time of a date is put together in the order of ECMA-262, however large its parts",
            """
            console.log(Date.UTC(1970, 0, 1, 80063993375, 29, 1, -288230376151711740), Date.UTC(1970, 0, 213503982336, 0, 0, 0, -18446744073709552000));
            console.log(Date.UTC(275760, 8, 13, 0, 0, 0, 1), Date.UTC(1970, 1e300), Date.UTC(2000, 14, -3), new Date(0).setHours(1e300));
            console.log(new Date(0).setMonth(-13, 40), new Date(NaN).setFullYear(99), new Date(5).setUTCSeconds(61, 1e3));
            """, ["29312 34447360", "NaN NaN 983059200000 NaN", "-30844800000 -59042995200000 62000"]),
        Program(
            "flat asks for the length before it asks what to make",
            """
            const asked = [];
            const seen = new Proxy([[1]], { get(target, name) { asked.push(String(name)); return target[name]; } });
            console.log([].flat.call(seen), asked.join());
            """, ["[ 1 ] length,constructor,0"]),
        Program(
            "only enumerable properties with names are attributes of import()",
            """
            const asked = [];
            const attributes = new Proxy({}, {
              ownKeys: () => [Symbol("s"), "hidden"],
              getOwnPropertyDescriptor(target, key) { asked.push(String(key)); return { configurable: true, enumerable: typeof key === "symbol" }; },
              get() { throw new Error("nothing is to be read"); },
            });
            console.log((await import("data:text/javascript,export default 7", { with: attributes })).default, asked.join());
            """, ["7 hidden"]),
        Program(
            "an array that its separator shortens is joined at the length it had",
            """
            const a = [1, 2, 3, 4];
            console.log(a.join({ toString() { a.length = 1; return '-'; } }));
            """, ["1---"]),
        Program(
            "a text that grows where it stands stays the text it was",
            """
            let s = 'ab' + String(12); s.charCodeAt(0);
            const twice = s + s; twice.charCodeAt(0);
            let t = s + 'x'; t.charCodeAt(0);
            const u = t + s + t; u.charCodeAt(0);
            console.log(s, twice, t, u, u.length, s + 'y' === 'ab12y', t);
            let long = ''; for (let i = 0; i < 20_000; i++) { long += '0123456789'; if (long.charCodeAt(i) < 48) break; }
            console.log(long.length, long.slice(-3), long.indexOf('90', 199_900));
            let parts = 0, whole = '';
            for (let i = 0; i < 4_000; i++) { whole += '0123456789'; parts += whole.slice(-5, -2) === '567' && whole.slice(1, 1) + whole.slice(2, 3) === '2'; }
            let grown = whole.slice(0, 3); grown += 'abcdefghijklmnopqrstuvwxyz'.repeat(3); grown.charCodeAt(0);
            console.log(parts, whole.slice(0, 12), grown.slice(0, 6), grown.length, 'short'.slice(1, 3), grown < whole);
            """, ["ab12 ab12ab12 ab12x ab12xab12ab12x 14 true ab12x", "200000 789 199909", "4000 012345678901 012abc 81 ho false"]),
        Program(
            "the least 64-bit integer has no positive counterpart",
            """
            console.log(-9223372036854775808, String(-(2 ** 63)));
            console.log(new Date('Thu Jan 01 1970 00:00:00 GMT-9223372036854775808').getTime());
            console.log(new Date('Thu Jan 01 -9223372036854775808 00:00:00 GMT').getTime());
            """, ["-9223372036854776000 -9223372036854776000", "NaN", "NaN"]),
    ]

    @Test func `a chain of else if may be of any length`() throws {
        let chain = (0..<2_000).map { "if (x === \($0)) { console.log('no'); } else " }.joined()
        #expect(try console("const x = 1_999.5; \(chain)console.log('end');") == ["end"])
    }

    /// By ECMA-262; V8 looks it up later.
    @Test func `super looks up its base before the key is converted`() throws {
        let source = """
            const o = { __proto__: { x: 'old' }, get() { return super[{ toString() { Object.setPrototypeOf(o, { x: 'new' }); return 'x'; } }]; } };
            console.log(o.get(), o.get());
            """
        #expect(try console(source) == ["old new"])
    }

    /// By ECMA-262; V8 asks for the inner iterator's method before it awaits.
    @Test func `yield* in an async generator awaits the value of a return before it hands it on`() throws {
        let source = """
            const log = [];
            const inner = { [Symbol.asyncIterator]() { return this; }, next() { return { done: false }; },
              get return() { log.push('get return'); }, throw(reason) { log.push('throw ' + reason); return { done: true }; } };
            async function* g() { yield* inner; }
            const a = g(); await a.next(); await a.return({ get then() { log.push('get then'); } });
            const b = g(); await b.next(); await b.return(Promise.reject('r'));
            console.log(log.join());
            """
        #expect(try console(source) == ["get then,get return,get then,throw r"])
    }

    /// Node.js 20 has none of these yet.
    @Test func `what the library has gained`() throws {
        let source = """
            const map = new Map([['a', 1]]);
            console.log(map.getOrInsert('a', 2), map.getOrInsert('b', 2), map.getOrInsertComputed('c', (key) => key + key), map.size);
            console.log(Error.isError(new TypeError('x')), Error.isError({ __proto__: Error.prototype }));
            const { promise, resolve } = Promise.withResolvers(); resolve(7);
            console.log(await promise, await Promise.try((a) => a + 1, 1), await Promise.try(() => { throw 'thrown'; }).catch((e) => e));
            console.log(Object.groupBy([1, 2, 3], (x) => (x % 2 ? 'odd' : 'even')).odd);
            try { new WeakMap().set(Symbol.for('x'), 1); } catch (error) { console.log(error.name); }
            """
        #expect(try console(source) == ["1 2 cc 3", "true false", "7 2 thrown", "[ 1, 3 ]", "TypeError"])
    }
}
