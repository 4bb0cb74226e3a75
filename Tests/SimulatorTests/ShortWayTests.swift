import Testing

/// What the interpreter's short ways for the most common code must not change: Node.js 20 printed what is expected.
@Suite struct ShortWayTests {
    private func lines(_ source: String) throws -> [String] {
        try console(source).flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    }

    // Every function that reads or writes is one place in the code, which all the objects go through one after another.
    @Test func `one place reads and writes properties of every kind of object`() throws {
        let lines = try lines(
            #"""
            const read = (o) => o.a;
            const write = (o, v) => { try { o.a = v; return "set"; } catch (e) { return e.constructor.name; } };
            const call = (o) => { try { return o.m(); } catch (e) { return e.constructor.name; } };
            const log = [];
            const each = (title, ...values) => log.push(`${title}: ${values.join(" ")}`);

            // A property comes, goes, and comes again.
            const changing = { b: 1 };
            const seen = [read(changing)];
            changing.a = 1; seen.push(read(changing));
            changing.a = undefined; seen.push(read(changing));
            delete changing.a; seen.push(read(changing), "a" in changing);
            changing.a = 2; seen.push(read(changing), Object.keys(changing).join("+"));
            each("changing", ...seen);

            // Objects of one shape are not one object.
            const twins = [{ a: 1, b: 2 }, { a: 3, b: 4 }];
            delete twins[0].b;
            Object.defineProperty(twins[1], "a", { get: () => "got" });
            each("twins", read(twins[0]), read(twins[1]), write(twins[0], 9), write(twins[1], 9), read(twins[0]), read(twins[1]));

            // What is inherited: changed, shadowed, replaced and taken away.
            const base = { a: "base", m() { return "m1"; } };
            const middle = Object.create(base);
            const leaf = Object.create(middle);
            const inherited = [read(leaf), call(leaf)];
            middle.a = "middle"; inherited.push(read(leaf));
            base.m = () => "m2"; inherited.push(call(leaf));
            leaf.a = "own"; inherited.push(read(leaf), read(middle));
            delete leaf.a; delete middle.a; inherited.push(read(leaf));
            Object.setPrototypeOf(middle, { a: "other" }); inherited.push(read(leaf), call(leaf));
            Object.setPrototypeOf(middle, null); inherited.push(read(leaf));
            each("inherited", ...inherited);

            // Accessors instead of data, own and inherited.
            let held = 5;
            const accessor = Object.create({ get a() { return `get ${held} ${this.tag}`; }, set a(v) { held = v; } }, { tag: { value: "leaf" } });
            each("accessor", read(accessor), write(accessor, 6), read(accessor), Object.hasOwn(accessor, "a"));
            const onlyGetter = { get a() { return 1; } };
            each("only a getter", read(onlyGetter), write(onlyGetter, 2), write(Object.create(onlyGetter), 2));

            // Constant and frozen, own and inherited, before and after.
            const frozen = { a: 1 };
            each("frozen", write(frozen, 2), Object.freeze(frozen).a, write(frozen, 3), read(frozen), write(Object.create(frozen), 4));
            const sealed = Object.preventExtensions({ b: 1 });
            each("sealed", write(sealed, 1), read(sealed));

            // Proxies, as the object and in its chain.
            const proxy = new Proxy({ a: 1 }, { get: (t, k, r) => `p ${String(k)} ${r === below}`, set: (t, k, v) => { t[k] = v; return v !== 7; } });
            const below = Object.create(proxy);
            each("proxy", read(proxy), read(below), write(proxy, 3), write(proxy, 7), write(below, 7));

            // Fields, private names, and a class's own side.
            class Base { a = 1; static a = "static"; m() { return `m${this.a}`; } }
            class Derived extends Base { constructor() { super(); this.b = this.a + 1; } m() { return super.m() + "!"; } }
            each("fields", read(new Base()), read(new Derived()), read(Base), read(Derived), call(new Derived()), new Derived().b);
            const shadow = new Derived(); shadow.m = () => "own"; each("methods", call(shadow), call(new Derived()));

            // Arrays, texts, functions, errors, typed arrays, and names that spell numbers.
            const length = (o) => o.length;
            const list = [1, 2]; const lengths = [length(list)]; list.push(3); list.length = 1; lengths.push(length(list), list[0]);
            each("lengths", ...lengths, length("text"), length(new String("four")), length((x, y) => 0), length(new Uint8Array(7)), length({ length: "x" }), length(Object.create([1, 2, 3])));
            const named = (o) => o.name;
            each("names", named(read), named(class Q {}), named({ name: "n" }), named(new TypeError("e")), named(Object.assign(function f() {}, { x: 1 })));
            const infinite = (o) => o.Infinity;
            const typed = new Uint8Array(2); Object.setPrototypeOf(typed, { Infinity: 1, a: "proto" });
            each("typed", infinite(typed), read(typed), write(typed, 1), read(typed));
            const many = {}; for (let i = 0; i < 100; i++) many["k" + i] = i;
            each("many", many.k7, (many.k7 = "x"), many.k7, delete many.k7, many.k7, many.k99, read(many), write(many, 8), read(many));
            each("nothing", ...[null, undefined, 1, true, Symbol.iterator].map((v) => { try { return String(read(v)); } catch (e) { return e.message; } }));
            const deep = Array.from({ length: 40 }).reduce((o) => Object.create(o), { a: "deep", m: () => "called" });
            each("deep", read(deep), call(deep), write(deep, "own"), read(deep));
            console.log(log.join("\n"));
            """#)
        #expect(
            lines == [
                "changing:  1   false 2 b+a",
                "twins: 1 got set TypeError 9 got",
                "inherited: base m1 middle m2 own middle base other TypeError ",
                "accessor: get 5 leaf set get 6 leaf false",
                "only a getter: 1 TypeError TypeError",
                "frozen: set 2 TypeError 2 TypeError",
                "sealed: TypeError ",
                "proxy: p a false p a true set TypeError TypeError",
                "fields: 1 1 static static m1! 2",
                "methods: own m1!",
                "lengths: 2 1 1 4 4 2 7 x 3",
                "names: read Q n TypeError f",
                "typed:  proto set 1",
                "many: 7 x x true  99  set 8",
                "nothing: Cannot read properties of null (reading 'a') Cannot read properties of undefined (reading 'a') undefined undefined undefined",
                "deep: deep called set own",
            ])
    }

    @Test func `built-in iterators give the same values, whether or not next has been replaced`() throws {
        let lines = try lines(
            #"""
            const lines = [];
            const take = (title, iterable) => { const out = []; for (const value of iterable) out.push(value); lines.push(`${title}: ${out.join(" ")} | ${[...iterable].length}`); };
            const all = (title) => {
              take(title + " map", new Map([[1, "a"], [2, "b"]]));
              take(title + " set", new Set("aab"));
              take(title + " text", "x\u{1F600}\ud800y");
              take(title + " keys", new Map([["k", 1]]).keys());
            };
            all("own");
            const MapIterator = Object.getPrototypeOf(new Map().entries()), SetIterator = Object.getPrototypeOf(new Set().values()), StringIterator = Object.getPrototypeOf(""[Symbol.iterator]());
            const kept = [MapIterator, SetIterator, StringIterator].map((p) => p.next);
            for (const [i, p] of [MapIterator, SetIterator, StringIterator].entries()) p.next = function () { const r = kept[i].call(this); return r.done ? r : { done: false, value: "patched" }; };
            all("patched");
            for (const [i, p] of [MapIterator, SetIterator, StringIterator].entries()) p.next = kept[i];
            const mixed = new Set([1])[Symbol.iterator](); mixed.next = kept[0]; mixed[Symbol.iterator] = () => mixed;
            try { for (const x of mixed) lines.push(x); } catch (e) { lines.push(e.constructor.name); }
            const growing = new Map([[1, 1]]); const seen = [];
            for (const [k] of growing) { seen.push(k); if (k < 5) { growing.delete(k); growing.set(k + 1, 0); } }
            lines.push(seen.join(), [...growing.keys()].join());
            console.log(lines.join("\n"));
            """#)
        #expect(
            lines == [
                "own map: 1,a 2,b | 2",
                "own set: a b | 2",
                "own text: x 😀 � y | 4",
                "own keys: k | 0",
                "patched map: patched patched | 2",
                "patched set: patched | 1",
                "patched text: patched patched patched patched | 4",
                "patched keys: patched | 0",
                "TypeError",
                "1,2,3,4,5",
                "5",
            ])
    }

    @Test func `operators of numbers take every number, and what is none`() throws {
        let lines = try lines(
            #"""
            const out = [];
            for (const n of [0, -0, 1.9, -1.9, 2147483647, 2147483648, 4294967295, 4294967296, -2147483649, 1e15 + 3, 2 ** 53, 2 ** 62 + 2048, 2 ** 63, -(2 ** 63), 2 ** 63 + 4096, 2 ** 64 + 65536, 1e300, NaN, Infinity, -Infinity])
              out.push([n | 0, n & 255, n ^ -1, n << 3, n >> 1, n >>> 1, 1 << n].join(","));
            for (const [a, b] of [[7, 3], [-7, 3], [7, -3], [0, 5], [-0, 5], [2 ** 53 - 1, 10], [2 ** 62, 3], [1e18, 7], [5.5, 2], [5, 2.5], [5, 0], [Infinity, 2], [2, Infinity], [2 ** 63, 3], [1e300, 7], [6, 3]])
              out.push(`${a % b} ${Object.is(a % b, -0)} ${a / b} ${a - b} ${a * b}`);
            for (const [a, b] of [[1, 2], ["1", 2], ["a", "b"], [null, 1], [undefined, 1], [NaN, 1], [1n, 2], [{ valueOf: () => 3 }, 2]])
              out.push([a < b, a <= b, a > b, a >= b, a === b, a !== b, a < b ? "y" : "n", !(a >= b) || "no", (a === b) + 1].join(","));
            let turns = 0; for (let i = 10; i > 0; i -= 3) turns++; while (!(turns >= 9)) turns++;
            out.push(turns);
            console.log(out.join("\n"));
            """#)
        #expect(
            lines == [
                "0,0,-1,0,0,0,1",
                "0,0,-1,0,0,0,1",
                "1,1,-2,8,0,0,2",
                "-1,255,0,-8,-1,2147483647,-2147483648",
                "2147483647,255,-2147483648,-8,1073741823,1073741823,-2147483648",
                "-2147483648,0,2147483647,0,-1073741824,1073741824,1",
                "-1,255,0,-8,-1,2147483647,-2147483648",
                "0,0,-1,0,0,0,1",
                "2147483647,255,-2147483648,-8,1073741823,1073741823,-2147483648",
                "-1530494973,3,1530494972,640942104,-765247487,1382236161,8",
                "0,0,-1,0,0,0,1",
                "2048,0,-2049,16384,1024,1024,1",
                "0,0,-1,0,0,0,1",
                "0,0,-1,0,0,0,1",
                "4096,0,-4097,32768,2048,2048,1",
                "65536,0,-65537,524288,32768,32768,1",
                "0,0,-1,0,0,0,1",
                "0,0,-1,0,0,0,1",
                "0,0,-1,0,0,0,1",
                "0,0,-1,0,0,0,1",
                "1 false 2.3333333333333335 4 21",
                "-1 false -2.3333333333333335 -10 -21",
                "1 false -2.3333333333333335 10 -21",
                "0 false 0 -5 0",
                "0 true 0 -5 0",
                "1 false 900719925474099.1 9007199254740981 90071992547409900",
                "1 false 1537228672809129200 4611686018427388000 13835058055282164000",
                "1 false 142857142857142860 1000000000000000000 7000000000000000000",
                "1.5 false 2.75 3.5 11",
                "0 false 2 2.5 12.5",
                "NaN false Infinity 5 0",
                "NaN false Infinity Infinity Infinity",
                "2 false 0 -Infinity Infinity",
                "2 false 3074457345618258400 9223372036854776000 27670116110564327000",
                "1 false 1.4285714285714286e+299 1e+300 7e+300",
                "0 false 2 3 18",
                "true,true,false,false,false,true,y,true,1",
                "true,true,false,false,false,true,y,true,1",
                "true,true,false,false,false,true,y,true,1",
                "true,true,false,false,false,true,y,true,1",
                "false,false,false,false,false,true,n,true,1",
                "false,false,false,false,false,true,n,true,1",
                "true,true,false,false,false,true,y,true,1",
                "false,false,true,true,false,true,n,no,1",
                "9",
            ])
    }
}
