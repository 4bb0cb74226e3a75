// Values of many kinds and directives, to be printed by the console of each host. Recorded with:
//   TZ=UTC NO_COLOR=1 node values.mjs > values.node-20.20.2.txt
const show = (value) => { try { console.log(value()); } catch (error) { console.log(`threw ${error.name}: ${error.message}`); } };
console.log("#1"); show(() => ("plain"));
console.log("#2"); show(() => ('it\'s'));
console.log("#3"); show(() => ("say \"hi\""));
console.log("#4"); show(() => ("both ' and \""));
console.log("#5"); show(() => ("all ' \" `"));
console.log("#6"); show(() => ("line\nbreak"));
console.log("#7"); show(() => ("tab\t nul\0 bell\x07 esc\x1b del\x7f"));
console.log("#8"); show(() => ("back\\slash"));
console.log("#9"); show(() => ("é 日本 😀"));
console.log("#10"); show(() => ("\ud800 lone"));
console.log("#11"); show(() => ("\u2028\u2029\u200b\ufeff"));
console.log("#12"); show(() => ("$" + "{x}"));
console.log("#13"); show(() => (""));
console.log("#14"); show(() => ([""]));
console.log("#15"); show(() => (["a", 'it\'s', "say \"hi\"", "both ' and \"", "all ' \" `", "line\nbreak", "tab\t", "\x1b[31m", "\x7f\x9f", "\\", "\ud800", "\u2028", "é😀"]));
console.log("#16"); show(() => ({ a: "b" }));
console.log("#17"); show(() => ({ "a-b": 1, "0": 2, "valid_id": 3, "1x": 4, "it's": 5, 'a"b': 6, "é": 7, "": 8, "a\nb": 9, "$": 10, _: 11, "日本": 12 }));
console.log("#18"); show(() => ({ [Symbol("s")]: 1, [Symbol.iterator]: 2, [Symbol("it's")]: 3, [Symbol()]: 4, [Symbol("a b")]: 5 }));
console.log("#19"); show(() => ([Symbol("s"), Symbol(), Symbol("a b"), Symbol.iterator, Symbol.for("x")]));
console.log("#20"); show(() => (Symbol("it's")));
console.log("#21"); show(() => (0));
console.log("#22"); show(() => (-0));
console.log("#23"); show(() => ([0, -0, NaN, Infinity, -Infinity, 1e21, 1e-7, 0.1, 123456789.123]));
console.log("#24"); show(() => ([true, false, null, undefined]));
console.log("#25"); show(() => (null));
console.log("#26"); show(() => (undefined));
console.log("#27"); show(() => ([]));
console.log("#28"); show(() => ({}));
console.log("#29"); show(() => ([[]]));
console.log("#30"); show(() => ([{}]));
console.log("#31"); show(() => ({ a: {} }));
console.log("#32"); show(() => ({ a: [] }));
console.log("#33"); show(() => ([[[]]]));
console.log("#34"); show(() => ([[[[]]]]));
console.log("#35"); show(() => ([[[[1]]]]));
console.log("#36"); show(() => ({ a: { b: { c: {} } } }));
console.log("#37"); show(() => ({ a: { b: { c: { d: 1 } } } }));
console.log("#38"); show(() => ({ a: { b: { c: [] } } }));
console.log("#39"); show(() => ({ a: { b: { c: [1] } } }));
console.log("#40"); show(() => ([1, 2, 3]));
console.log("#41"); show(() => ([1, , 3]));
console.log("#42"); show(() => ([, ,]));
console.log("#43"); show(() => ([, "a"]));
console.log("#44"); show(() => ([undefined, , null]));
console.log("#45"); show(() => (new Array(5)));
console.log("#46"); show(() => (Array(3).concat([1], Array(2))));
console.log("#47"); show(() => (Array.from({ length: 6 }, (_, i) => i)));
console.log("#48"); show(() => (Array.from({ length: 7 }, (_, i) => i)));
console.log("#49"); show(() => (Array.from({ length: 10 }, (_, i) => i)));
console.log("#50"); show(() => (Array.from({ length: 27 }, (_, i) => i * 100)));
console.log("#51"); show(() => (Array.from({ length: 100 }, (_, i) => i)));
console.log("#52"); show(() => (Array.from({ length: 101 }, (_, i) => i)));
console.log("#53"); show(() => (Array.from({ length: 150 }, (_, i) => "item" + i)));
console.log("#54"); show(() => (Array.from({ length: 30 }, (_, i) => "x".repeat(i % 7))));
console.log("#55"); show(() => (Array.from({ length: 8 }, (_, i) => ({ id: i }))));
console.log("#56"); show(() => (Array.from({ length: 3 }, (_, i) => ({ id: i, name: "name" + i, tags: ["a", "b"] }))));
console.log("#57"); show(() => (["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "c"]));
console.log("#58"); show(() => (["x".repeat(100)]));
console.log("#59"); show(() => ("x".repeat(200)));
console.log("#60"); show(() => ({ text: "x".repeat(100) }));
console.log("#61"); show(() => ({ text: "word ".repeat(40) }));
console.log("#62"); show(() => ({ text: "line one\nline two\nline three" }));
console.log("#63"); show(() => (["line one of the text\nline two of the text, which is long enough to be broken into pieces by inspection\nline three"]));
console.log("#64"); show(() => ({ aaaaaaaaaaaaaaaaaaaa: 1, bbbbbbbbbbbbbbbbbbbbbbbbbb: 2, cccccccccccccccccccc: 3 }));
console.log("#65"); show(() => ({ aaaaaaaaaaaaaaaaaaaa: 1, bbbbbbbbbbbbbbbbbbbbbbbbbb: 2, cccccccccccccccccccc: 3, ddddddddddddd: 4 }));
console.log("#66"); show(() => ({ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7 }));
console.log("#67"); show(() => ({ a: 1, b: "two", c: [3], d: { e: 4 }, f: null, g: undefined }));
console.log("#68"); show(() => (Object.fromEntries(Array.from({ length: 30 }, (_, i) => ["key" + i, i]))));
console.log("#69"); show(() => (Object.fromEntries(Array.from({ length: 110 }, (_, i) => ["k" + i, i]))));
console.log("#70"); show(() => ({ a: 1, get b() { return 2; }, set b(v) {}, get c() { return 3; }, set d(v) {} }));
console.log("#71"); show(() => ({ f() {}, g: () => {}, h: function () {}, async i() {}, *j() {}, async *k() {}, l: class {}, m: class N {} }));
console.log("#72"); show(() => ([function () {}, () => {}, async () => {}, function* () {}, async function* () {}, class {}, class A {}]));
console.log("#73"); show(() => (function named() {}));
console.log("#74"); show(() => (() => 1));
console.log("#75"); show(() => (async () => {}));
console.log("#76"); show(() => (function* gen() {}));
console.log("#77"); show(() => (async function* agen() {}));
console.log("#78"); show(() => (class A {}));
console.log("#79"); show(() => (class B extends Array {}));
console.log("#80"); show(() => (class C extends (class D {}) {}));
console.log("#81"); show(() => (class { static x = 1 }));
console.log("#82"); show(() => (Object.assign(function f() {}, { a: 1 })));
console.log("#83"); show(() => (Object.assign(() => {}, { a: 1, b: "x" })));
console.log("#84"); show(() => (Math.max));
console.log("#85"); try { console.log; } catch (error) { console.log(`threw ${error.name}`); }
console.log("#86"); show(() => (Promise));
console.log("#87"); show(() => (Array.prototype.map));
console.log("#88"); show(() => ((function () {}).bind(null)));
console.log("#89"); show(() => ((function named() {}).bind(null)));
console.log("#90"); show(() => (new (class Foo { constructor() { this.a = 1; } })));
console.log("#91"); show(() => (new (class Foo {})));
console.log("#92"); show(() => (new (class { constructor() { this.a = "x"; } })));
console.log("#93"); show(() => (new (class Foo extends (class Bar { constructor() { this.a = 1; } }) {})));
console.log("#94"); show(() => (new (class Foo extends Array {})));
console.log("#95"); show(() => (Object.assign(new (class Foo extends Array {})(), { x: 1 })));
console.log("#96"); show(() => (new (class Foo extends Map {})([[1, 2]])));
console.log("#97"); show(() => (new (class Foo extends Set {})([1])));
console.log("#98"); show(() => (new (class Foo extends Error {})("msg").name));
console.log("#99"); show(() => (Object.create(null)));
console.log("#100"); show(() => (Object.assign(Object.create(null), { a: 1 })));
console.log("#101"); show(() => (Object.create({})));
console.log("#102"); show(() => (Object.create({ a: 1 })));
console.log("#103"); show(() => (Object.create(class Foo {}.prototype)));
console.log("#104"); show(() => (Object.create(Object.create(null))));
console.log("#105"); show(() => (Object.setPrototypeOf({ a: 1 }, null)));
console.log("#106"); show(() => (Object.setPrototypeOf([1], null)));
console.log("#107"); show(() => (Object.create(Array.prototype)));
console.log("#108"); show(() => ({ constructor: "own" }));
console.log("#109"); show(() => ({ constructor: { name: "Fake" } }));
console.log("#110"); show(() => ({ __proto__: { constructor: { name: "Fake" } }, a: 1 }));
console.log("#111"); show(() => ({ [Symbol.toStringTag]: "Tag" }));
console.log("#112"); show(() => ({ [Symbol.toStringTag]: "Tag", a: 1 }));
console.log("#113"); show(() => (new (class Foo { get [Symbol.toStringTag]() { return "Tag"; } })));
console.log("#114"); show(() => (new (class Foo { get [Symbol.toStringTag]() { return "Foo"; } })));
console.log("#115"); show(() => (Object.assign(Object.create(null), { [Symbol.toStringTag]: "T" })));
console.log("#116"); show(() => (new Map()));
console.log("#117"); show(() => (new Map([["k", "v"]])));
console.log("#118"); show(() => (new Map([["k", { a: 1 }], [{ b: 2 }, [1, 2]], [null, undefined], [1, "it's"]])));
console.log("#119"); show(() => (new Map([[new Map([[1, 2]]), new Set([1])]])));
console.log("#120"); show(() => (Object.assign(new Map([[1, 2]]), { extra: true })));
console.log("#121"); show(() => (new Set()));
console.log("#122"); show(() => (new Set(["a", 1, { b: 2 }, ["c"]])));
console.log("#123"); show(() => (new Set([new Set([new Set([new Set([1])])])])));
console.log("#124"); show(() => (new WeakMap()));
console.log("#125"); show(() => (new WeakSet()));
console.log("#126"); show(() => (new WeakRef({ a: 1 })));
console.log("#127"); show(() => (new Map([["a", 1], ["b", 2]]).entries()));
console.log("#128"); show(() => (new Map([["a", 1]]).keys()));
console.log("#129"); show(() => (new Map([["a", 1]]).values()));
console.log("#130"); show(() => (new Set(["a", 1]).values()));
console.log("#131"); show(() => (new Set(["a", 1]).entries()));
console.log("#132"); show(() => ([1, 2][Symbol.iterator]()));
console.log("#133"); show(() => ("ab"[Symbol.iterator]()));
console.log("#134"); show(() => ((function* () {})()));
console.log("#135"); show(() => ((async function* () {})()));
console.log("#136"); show(() => (Array.from({ length: 120 }, (_, i) => i).values()));
console.log("#137"); show(() => (new Map(Array.from({ length: 120 }, (_, i) => [i, i]))));
console.log("#138"); show(() => (new Set(Array.from({ length: 120 }, (_, i) => i))));
console.log("#139"); show(() => (Promise.resolve(1)));
console.log("#140"); show(() => (Promise.resolve("s")));
console.log("#141"); show(() => (Promise.resolve({ a: 1 })));
console.log("#142"); show(() => (Promise.resolve()));
console.log("#143"); show(() => (new Promise(() => {})));
console.log("#144"); show(() => (Object.assign(Promise.resolve(1), { x: 1 })));
console.log("#145"); show(() => ((() => { const p = Promise.reject(new Error("x")); p.catch(() => {}); return typeof p; })()));
console.log("#146"); show(() => ([Promise.resolve(1), new Promise(() => {})]));
console.log("#147"); show(() => (new Date(0)));
console.log("#148"); show(() => ([new Date(0)]));
console.log("#149"); show(() => (new Date(NaN)));
console.log("#150"); show(() => (Object.assign(new Date(0), { a: 1 })));
console.log("#151"); show(() => (new (class MyDate extends Date {})(0)));
console.log("#152"); show(() => (new Boolean(true)));
console.log("#153"); show(() => (new Number(3)));
console.log("#154"); show(() => (new Number(-0)));
console.log("#155"); show(() => (new String("abc")));
console.log("#156"); show(() => (Object.assign(new String("abc"), { x: 1 })));
console.log("#157"); show(() => (Object(Symbol("s"))));
console.log("#158"); show(() => ([new Boolean(false), new Number(1), new String("it's")]));
console.log("#159"); show(() => (Object.assign(new Number(1), { a: 1 })));
console.log("#160"); show(() => ((() => { const o = { a: 1 }; o.self = o; return o; })()));
console.log("#161"); show(() => ((() => { const a = [1]; a.push(a); return a; })()));
console.log("#162"); show(() => ((() => { const a = {}, b = { a }; a.b = b; return a; })()));
console.log("#163"); show(() => ((() => { const o = { x: {} }; o.x.o = o; o.y = { p: o.x }; return o; })()));
console.log("#164"); show(() => ((() => { const m = new Map(); m.set("m", m); return m; })()));
console.log("#165"); show(() => ((() => { const shared = { a: 1 }; return [shared, shared]; })()));
console.log("#166"); show(() => (Object.freeze({ a: 1 })));
console.log("#167"); show(() => (Object.defineProperty({ b: 1 }, "a", { value: 1, enumerable: false })));
console.log("#168"); show(() => (Object.defineProperty({}, "a", { get() { return 1; }, enumerable: true })));
console.log("#169"); show(() => (Object.defineProperties({}, { a: { set() {}, enumerable: true }, b: { get() {}, set() {}, enumerable: true } })));
console.log("#170"); show(() => (Object.assign([1, 2], { a: "x", "-1": 2 })));
console.log("#171"); show(() => (Object.assign([1, 2], { [Symbol("s")]: 1 })));
console.log("#172"); show(() => ([[1, 2, [3, 4, [5, [6]]]], { a: { b: { c: {} } } }]));
console.log("#173"); show(() => ({ a: [{ b: { c: 1 } }] }));
console.log("#174"); show(() => ({ a: [[[1]]] }));
console.log("#175"); show(() => ([[["deep", ["deeper"]]]]));
console.log("#176"); show(() => ({ l1: { l2: { l3: { l4: 1 } } } }));
console.log("#177"); show(() => ({ arr: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] }));
console.log("#178"); show(() => ({ arr: Array.from({ length: 20 }, (_, i) => i) }));
console.log("#179"); show(() => ({ arr: Array.from({ length: 20 }, (_, i) => "s" + i) }));
console.log("#180"); show(() => ({ s: new Set([1, 2, 3]), m: new Map([["a", { b: 1 }]]) }));
console.log("#181"); show(() => ({ d: new Date(86400000), f() {}, s: Symbol("x"), n: null, u: undefined }));
console.log("#182"); show(() => ({ users: [{ name: "Ann", age: 3, tags: ["x", "y"] }, { name: "Bob", age: 4, tags: [] }], total: 2 }));
console.log("#183"); show(() => ({ id: 1, name: "A rather long name that goes on and on", description: "An even longer description of the thing at hand", n: 1 }));
console.log("#184"); show(() => ([{ a: 1, b: 2 }, { a: 3, b: 4 }]));
console.log("#185"); show(() => ([["a", 1], ["b", 2]]));
console.log("#186"); show(() => ([[1, 2, 3], [4, 5, 6], [7, 8, 9]]));
console.log("#187"); show(() => (Array.from({ length: 5 }, (_, i) => Array.from({ length: 5 }, (_, j) => i * j))));
console.log("#188"); show(() => (["apple", "banana", "cherry", "date", "elderberry", "fig", "grape", "honeydew melon"]));
console.log("#189"); show(() => ([1.5, 22.25, 333.125, 4, 55, 666, 7777, 88888]));
console.log("#190"); show(() => ([-1, -22, 333, -4444, 5, 6, 7, 8]));
console.log("#191"); show(() => (["a", 1, "b", 2, "c", 3, "d", 4]));
console.log("#192"); show(() => ([true, false, true, false, true, false, true]));
console.log("#193"); show(() => ([null, null, null, null, null, null, null]));
console.log("#194"); show(() => ([undefined, undefined, undefined, undefined, undefined, undefined, undefined]));
console.log("#195"); show(() => (["日本語", "中文", "한국어", "a", "b", "c", "d", "e"]));
console.log("#196"); show(() => ((function () { return arguments; })(1, "a")));
console.log("#197"); show(() => (globalThis === globalThis));
console.log("#198"); show(() => (Math));
console.log("#199"); show(() => (JSON));
console.log("#200"); show(() => (Reflect));
console.log("#201"); show(() => (Atomics[Symbol.toStringTag]));
console.log("#202"); show(() => (new AggregateError([new Error("a")], "agg").message));
console.log("#203"); show(() => ([1, "a", null].map(String)));
console.log("#204"); show(() => (Object.entries({ a: 1, b: "x" })));
console.log("#205"); show(() => ("abc".split("")));
console.log("#206"); show(() => ({ "key with spaces": 1, "key-dash": 2, 123: 3, "1.5": 4, "-1": 5, "01": 6 }));
console.log("#207"); show(() => ({ undefined: undefined, null: null, true: true, NaN: NaN }));
console.log("#208"); show(() => ({ class: 1, function: 2, default: 3, async: 4 }));
console.log("#209"); show(() => ({ a1: 1, $b: 2, _c: 3, "d.e": 4, "f/g": 5, "#h": 6, "@i": 7 }));
console.log("#210"); show(() => ({ valueOf() { return 1; } }));
console.log("#211"); show(() => ({ toString() { return "x"; } }));
console.log("#212"); show(() => ({ then() {} }));
console.log("#213"); show(() => ([[1, [2, [3, [4, [5]]]]]]));
console.log("#214"); show(() => ({ f: Object.assign(() => {}, { x: { y: { z: 1 } } }) }));
console.log("#215"); show(() => ({ c: class Foo extends (class Bar {}) { static s = 1 } }));
console.log("#216"); show(() => ([class {}, class extends Object {}, class X extends null {}]));
console.log("#217"); show(() => (Object.assign(Object.create({ constructor: function Foo() {} }), { a: 1 })));
console.log("#218"); show(() => (new (function Old() { this.a = 1; })()));
console.log("#219"); show(() => (new (function () { this.a = 1; })()));
console.log("#220"); show(() => (Object.create(function Named() {}.prototype)));
console.log("#221"); show(() => ([..."hello"]));
console.log("#222"); show(() => ({ n: 1e100, m: -1e-100, z: -0 }));
console.log("#223"); show(() => ({ long1: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", long2: "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" }));
console.log("#224"); show(() => ({ k: ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"] }));
console.log("#225"); show(() => ([["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"], ["c"]]));
console.log("#226"); show(() => (new Map([["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"], ["c", "d"]])));
console.log("#227"); show(() => (new Set(["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"])));
console.log("#228"); show(() => (new Map(Array.from({ length: 8 }, (_, i) => ["key" + i, { v: i }]))));
console.log("#229"); show(() => ({ a: { b: 1, c: 2, d: 3, e: 4, f: 5, g: 6, h: 7, i: 8 }, j: { k: 1 } }));
console.log("#230"); show(() => ({ very: { long: { nested: [1, 2, 3, 4, 5, 6, 7], other: "text text text text text text text text text" } } }));
console.log("#231"); show(() => (new DOMException("msg", "AbortError").name));
console.log("#232"); show(() => (structuredClone({ a: [1, { b: 2 }], m: new Map([[1, 2]]) })));
console.log("#233"); try { console.log("%s", "a"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#234"); try { console.log("%s %s", "a"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#235"); try { console.log("%s", "a", "b", { c: "d" }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#236"); try { console.log("%d %i %f", 1.5, 1.5, "1.5"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#237"); try { console.log("%d", "x"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#238"); try { console.log("%d", {}); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#239"); try { console.log("%i", "12px"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#240"); try { console.log("%f", "x"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#241"); try { console.log("%j", { a: "b" }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#242"); try { console.log("%o", { a: "b" }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#243"); try { console.log("%O", { a: "b" }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#244"); try { console.log("%O", { a: { b: { c: { d: 1 } } } }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#245"); try { console.log("%o", [1, "a"]); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#246"); try { console.log("%c styled", "color: red"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#247"); try { console.log("%% %s", 1); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#248"); try { console.log("%s", null); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#249"); try { console.log("%s", undefined); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#250"); try { console.log("%s", Symbol("s")); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#251"); try { console.log("%s", { a: "b" }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#252"); try { console.log("%s", ["a", "b"]); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#253"); try { console.log("%s", () => {}); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#254"); try { console.log("%s", class A {}); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#255"); try { console.log("%s", new Date(0)); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#256"); try { console.log("%s", -0); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#257"); try { console.log("%d", -0); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#258"); try { console.log("%s", 1e21); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#259"); try { console.log("%x", 1); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#260"); try { console.log("%", 1); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#261"); try { console.log("100%", "done"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#262"); try { console.log("a", "b"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#263"); try { console.log("a", { b: "c" }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#264"); try { console.log({ a: "x" }, "y"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#265"); try { console.log(["a"], ["b"]); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#266"); try { console.log(1, "a", true, null, undefined); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#267"); try { console.log("%s", new (class Foo { toString() { return "custom"; } })); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#268"); try { console.log("%s", new (class Foo {})); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#269"); try { console.log("%s", { toString() { return "own"; } }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#270"); try { console.log("%s", Object.create(null)); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#271"); try { console.log("%s", new Map([["a", "b"]])); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#272"); try { console.log("%i", 1e21); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#273"); try { console.log("%d", "0x10"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#274"); try { console.log("%s%s", "a", "b", "c"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#275"); try { console.log("", "a"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#276"); try { console.log("a\nb", ["c"]); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#277"); try { console.log("%s", "it's"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#278"); try { console.log("%s", ["it's"]); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#279"); try { console.log("%j", "text"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#280"); try { console.log("%j", undefined); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#281"); try { console.log("%o", "text"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#282"); try { console.log("%O", "text"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#283"); try { console.log("%O", ["text", "it's"]); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#284"); try { console.log("%o", { f() {}, a: { b: { c: { d: { e: 1 } } } } }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#285"); try { console.log("%o", function foo() {}); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#286"); try { console.log("%s", [1, [2, [3]]]); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#287"); try { console.log("%s", { a: { b: 1 } }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#288"); try { console.log("%s", new Error("boom").message); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#289"); show(() => (Symbol("")));
console.log("#290"); show(() => (Symbol("a.b")));
console.log("#291"); show(() => (Symbol("a-b")));
console.log("#292"); show(() => ([Symbol("")]));
console.log("#293"); show(() => ({ [Symbol("")]: 1, [Symbol("a\nb")]: 2, [Symbol('say "x"')]: 3 }));
console.log("#294"); show(() => (Object.defineProperty({}, Symbol("hid"), { value: 1, enumerable: false })));
console.log("#295"); show(() => ({ ["__proto__"]: 1 }));
console.log("#296"); show(() => ({ ["__proto__"]: { a: 1 } }));
console.log("#297"); show(() => (["\v\f\b\r\0", "${x}", "`", "'", '"', "`'", "`\"", "'\"`${a}"]));
console.log("#298"); show(() => ("${x}'\""));
console.log("#299"); show(() => ([`'"\${x}`]));
console.log("#300"); show(() => ("\x80\xa0"));
console.log("#301"); show(() => (["\x80\xa0", "\u007f", "\u0085"]));
console.log("#302"); show(() => (Object.create(Object.create(Object.create(null)))));
console.log("#303"); show(() => (Object.assign(Object.create(Object.create(null)), { a: 1 })));
console.log("#304"); show(() => (Object.create(Object.assign(Object.create(null), { b: 1 }))));
console.log("#305"); show(() => (Object.setPrototypeOf([1, 2], Object.create(null))));
console.log("#306"); show(() => (Object.setPrototypeOf(new Map([[1, 2]]), null)));
console.log("#307"); show(() => (Object.setPrototypeOf(new Set([1]), Object.create(null))));
console.log("#308"); show(() => (Object.setPrototypeOf(function f() {}, null)));
console.log("#309"); show(() => (Object.setPrototypeOf(class K {}, null)));
console.log("#310"); show(() => (Object.setPrototypeOf(new Date(0), null)));
console.log("#311"); show(() => (Object.setPrototypeOf(Promise.resolve(1), null)));
console.log("#312"); show(() => (Object.setPrototypeOf({ a: { b: 1 } }, Object.create(Object.create(null)))));
console.log("#313"); show(() => (Object.setPrototypeOf({}, class A {}.prototype)));
console.log("#314"); show(() => (new (class A { get [Symbol.toStringTag]() { return ""; } })));
console.log("#315"); show(() => (Object.defineProperty({}, Symbol.toStringTag, { value: "Hidden" })));
console.log("#316"); show(() => (Object.defineProperty({ a: 1 }, Symbol.toStringTag, { value: "Hidden" })));
console.log("#317"); show(() => (Object.defineProperty(Object.create(null), Symbol.toStringTag, { value: "Hidden" })));
console.log("#318"); show(() => (Object.defineProperty([1], Symbol.toStringTag, { value: "Hidden" })));
console.log("#319"); show(() => (Object.assign([1], { [Symbol.toStringTag]: "Own" })));
console.log("#320"); show(() => (Object.assign(new Map([[1, 2]]), { [Symbol.toStringTag]: "Own" })));
console.log("#321"); show(() => (Object.assign(() => {}, { [Symbol.toStringTag]: "Own" })));
console.log("#322"); show(() => (Object.assign(class A {}, { [Symbol.toStringTag]: "Own" })));
console.log("#323"); show(() => (new (class A extends Promise {})(() => {})));
console.log("#324"); show(() => (new (class A extends Date {})(NaN)));
console.log("#325"); show(() => (Object.assign(new (class A extends Date {})(0), { x: 1 })));
console.log("#326"); show(() => (new (class A extends String {})("abc")));
console.log("#327"); show(() => (new (class A extends Number {})(1)));
console.log("#328"); show(() => (new (class A extends Boolean {})(true)));
console.log("#329"); show(() => (class A { constructor(a = class {}) {} }));
console.log("#330"); show(() => (class A extends (() => class B {})() {}));
console.log("#331"); show(() => (class A /* (comment) */ extends Array {}));
console.log("#332"); show(() => (class A{}));
console.log("#333"); show(() => (class  A  {  }));
console.log("#334"); show(() => (class { }));
console.log("#335"); show(() => ([class extends Array {}]));
console.log("#336"); show(() => (class A extends null {}));
console.log("#337"); show(() => ((class A { static name = "other" })));
console.log("#338"); show(() => ((class { static name = "named" })));
console.log("#339"); show(() => (Object.assign(class A {}, { x: 1 })));
console.log("#340"); show(() => ((() => { function f() {} f.prototype = null; return f; })()));
console.log("#341"); show(() => (Object.defineProperty(function f() {}, "name", { value: "renamed" })));
console.log("#342"); show(() => (Object.defineProperty(function f() {}, "name", { value: "" })));
console.log("#343"); show(() => (Object.defineProperty(function f() {}, "name", { value: 5 })));
console.log("#344"); show(() => ((() => { const f = function () {}; delete f.name; return f; })()));
console.log("#345"); show(() => (function* g() {}));
console.log("#346"); show(() => (async function a() {}));
console.log("#347"); show(() => ({ async m() {}, *g() {}, get x() { return 1; } }));
console.log("#348"); show(() => (Object.getOwnPropertyDescriptor({ get x() { return 1; } }, "x")));
console.log("#349"); show(() => (Object.getOwnPropertyDescriptor({ x: "a" }, "x")));
console.log("#350"); show(() => (Object.getOwnPropertyDescriptors({ a: 1, get b() { return 2; } })));
console.log("#351"); show(() => ([Symbol.iterator, Symbol.asyncIterator]));
console.log("#352"); show(() => (Object(1)));
console.log("#353"); show(() => (Object("x")));
console.log("#354"); show(() => (Object(true)));
console.log("#355"); show(() => (Object(Symbol.iterator)));
console.log("#356"); show(() => (Object.assign(Object("ab"), { 5: "x" })));
console.log("#357"); show(() => ([new String("a"), new Date(0), new Map(), new Set(), /* */ []]));
console.log("#358"); show(() => (new Map([[{ a: 1 }, { b: [1, 2, { c: 3 }] }]])));
console.log("#359"); show(() => (new Map([["a", new Map([["b", new Map([["c", new Map([["d", new Map([["e", 1]])]])]])]])]])));
console.log("#360"); show(() => (new Set([[1, [2, [3, [4, [5, [6]]]]]]])));
console.log("#361"); show(() => ({ a: { b: { c: { d: { e: { f: 1 } } } } } }));
console.log("#362"); show(() => ({ a: { b: { c: { d: { e: {} } } } } }));
console.log("#363"); show(() => ({ a: { b: { c: { d: { e: [] } } } } }));
console.log("#364"); show(() => ({ a: { b: { c: { d: { e: new Map() } } } } }));
console.log("#365"); show(() => ({ a: { b: { c: { d: { e: new Map([[1, 2]]) } } } } }));
console.log("#366"); show(() => ({ a: { b: { c: { d: { e: new (class Foo { x = 1 })() } } } } }));
console.log("#367"); show(() => ({ a: { b: { c: { d: { e: Object.assign(Object.create(null), { x: 1 }) } } } } }));
console.log("#368"); show(() => ({ a: { b: { c: { d: { e: () => {} } } } } }));
console.log("#369"); show(() => ({ a: { b: { c: { d: { e: class Z {} } } } } }));
console.log("#370"); show(() => ({ a: { b: { c: { d: { e: new Date(0) } } } } }));
console.log("#371"); show(() => ({ a: { b: { c: { d: { e: Promise.resolve(1) } } } } }));
console.log("#372"); show(() => ({ a: { b: { c: { d: { e: "text" } } } } }));
console.log("#373"); show(() => ({ a: { b: { c: { d: { e: Object.assign(() => {}, { x: 1 }) } } } } }));
console.log("#374"); show(() => ({ a: { b: { c: new (class Foo { x = 1 })() } } }));
console.log("#375"); show(() => ({ a: { b: { c: Object.assign(Object.create(null), { x: 1 }) } } }));
console.log("#376"); show(() => ({ a: { b: { c: new Map([[1, 2]]) } } }));
console.log("#377"); show(() => ({ a: { b: { c: new Set([1]) } } }));
console.log("#378"); show(() => ({ a: { b: { c: Object.assign(() => {}, { x: 1 }) } } }));
console.log("#379"); show(() => ({ a: { b: { c: [1, 2] } } }));
console.log("#380"); show(() => ({ a: { b: { c: Object.assign(new Date(0), { x: 1 }) } } }));
console.log("#381"); show(() => ({ a: { b: { c: new (class Foo extends Array {})(3) } } }));
console.log("#382"); show(() => ({ a: { b: { c: Promise.resolve({ x: 1 }) } } }));
console.log("#383"); show(() => ({ a: { b: { c: (function () { return arguments; })(1) } } }));
console.log("#384"); show(() => (Array.from({ length: 200 }, () => ({ a: 1 })).length));
console.log("#385"); show(() => (Array.from({ length: 120 }, (_, i) => "s" + i)));
console.log("#386"); show(() => (Object.assign(Array.from({ length: 101 }, (_, i) => i), { x: 1 })));
console.log("#387"); show(() => (Array.from({ length: 16 }, (_, i) => "item number " + i)));
console.log("#388"); show(() => (Array.from({ length: 7 }, (_, i) => "a".repeat(i * 3))));
console.log("#389"); show(() => (Array.from({ length: 12 }, (_, i) => [i])));
console.log("#390"); show(() => (Array.from({ length: 12 }, (_, i) => ({ i }))));
console.log("#391"); show(() => (Array.from({ length: 12 }, (_, i) => i % 2 ? i : String(i))));
console.log("#392"); show(() => (Array.from({ length: 9 }, (_, i) => [i, i * i, "x" + i])));
console.log("#393"); show(() => ([[1, 2], [3, 4], [5, 6], [7, 8], [9, 10], [11, 12], [13, 14]]));
console.log("#394"); show(() => ({ matrix: [[1, 0, 0], [0, 1, 0], [0, 0, 1]] }));
console.log("#395"); show(() => ({ a: Array.from({ length: 101 }, (_, i) => i) }));
console.log("#396"); show(() => ("y".repeat(10001).length));
console.log("#397"); show(() => (["y".repeat(10001)][0].length));
console.log("#398"); show(() => (["a\nb\nc"]));
console.log("#399"); show(() => (["a\nb\nc d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n o p q r s t"]));
console.log("#400"); show(() => ({ message: "first line of a long message that goes on\nsecond line of a long message that goes on and on" }));
console.log("#401"); show(() => ([undefined, null, true, 1, "s", Symbol("y")]));
console.log("#402"); show(() => ((function (a, b) { return arguments; })()));
console.log("#403"); show(() => (Object.freeze([1, 2])));
console.log("#404"); show(() => (Object.seal({ a: 1 })));
console.log("#405"); show(() => ([Object.create({}), Object.create(null)]));
console.log("#406"); show(() => ([new (class {})(), new (class Foo {})()]));
console.log("#407"); show(() => ({ a: new (class Foo { b = { c: { d: 1 } } })() }));
console.log("#408"); show(() => (new (class Point { constructor() { this.x = 1; this.y = 2; } toString() { return "P"; } })()));
console.log("#409"); show(() => (new (class Point { constructor() { this.x = 1; } get z() { return 3; } })()));
console.log("#410"); show(() => (new (class Secret { #a = 1; b = 2 })()));
console.log("#411"); show(() => ([1.0, 2.5, -3.75, 1e10, 1e-10]));
console.log("#412"); show(() => ([1000000, 1, 22, 333, 4444, 55555, 666666]));
console.log("#413"); show(() => (["", " ", "  "]));
console.log("#414"); show(() => ({ "": "" }));
console.log("#415"); show(() => ({ a: "", b: " " }));
console.log("#416"); show(() => ({ é: 1 }));
console.log("#417"); show(() => ({ "日本": "語" }));
console.log("#418"); show(() => ("multi\nline"));
console.log("#419"); show(() => (["multi\nline"]));
console.log("#420"); show(() => (new Error("boom").message));
console.log("#421"); show(() => ({ e: new Error("boom").name }));
console.log("#422"); show(() => (Object.keys(console).length > 5));
console.log("#423"); show(() => (typeof console.log));
console.log("#424"); show(() => (Object.prototype.toString.call(globalThis)));
console.log("#425"); show(() => (String(Symbol("x"))));
console.log("#426"); show(() => ([null].concat([[undefined]])));
console.log("#427"); show(() => ([[], [[]], {}]));
console.log("#428"); show(() => ([{}, { a: {} }]));
console.log("#429"); show(() => ({ a: [], b: {}, c: new Map(), d: new Set(), e: "", f: 0 }));
console.log("#430"); show(() => ({ f: function () {}, g: function named() {}, h: class {}, i: class Named {} }));
console.log("#431"); show(() => ({ p: Promise.resolve([1, { a: 2 }]) }));
console.log("#432"); show(() => ([new Map([["a", 1]]), new Set(["a"])]));
console.log("#433"); show(() => (new Map([["long key number one", { some: "value", other: "value two" }], ["long key number two", { some: "value" }]])));
console.log("#434"); show(() => (new Set([{ some: "value", other: "value two" }, { some: "value three", other: "value four" }, "text"])));
console.log("#435"); show(() => (new WeakSet([{}])));
console.log("#436"); show(() => (new Map().entries()));
console.log("#437"); show(() => (new Set().values()));
console.log("#438"); show(() => ([].values()));
console.log("#439"); show(() => ([][Symbol.iterator]()));
console.log("#440"); show(() => (new Map([[1, 2]])[Symbol.iterator]()));
console.log("#441"); show(() => (JSON.stringify({ a: [1, "x"] })));
console.log("#442"); show(() => (JSON.parse('{"a":{"b":[1,2,{"c":null}]}}')));
console.log("#443"); show(() => (Object.entries({ x: { y: 1 } })));
console.log("#444"); show(() => (new Array(3).fill({ a: 1 })));
console.log("#445"); show(() => ([..."añ😀"]));
console.log("#446"); show(() => ("😀".split("")));
console.log("#447"); show(() => (["😀", "👨‍👩‍👧", "é"]));
console.log("#448"); show(() => ({ "😀": "smile" }));
console.log("#449"); try { console.log(); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#450"); try { console.log(""); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#451"); try { console.log(" "); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#452"); try { console.log(undefined); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#453"); try { console.log(null, undefined); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#454"); try { console.log("a", "b", 1); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#455"); try { console.log("%s is %d years", "Bob", 42, "extra", { a: "x" }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#456"); try { console.log("%o and %O", { a: [1] }, { b: ["x"] }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#457"); try { console.log("%s", "a", "%s", "b"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#458"); try { console.log({}, "%s", "b"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#459"); try { console.log("%d%%", 50); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#460"); try { console.log("%s"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#461"); try { console.log("%s %s %s", 1, 2); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#462"); try { console.log("%5d", 3); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#463"); try { console.log("%s", Symbol("x"), Symbol("y")); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#464"); try { console.log("%d", Symbol("x")); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#465"); try { console.log("%i", Symbol("x")); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#466"); try { console.log("%f", Symbol("x")); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#467"); try { console.log("%i", "3.7abc"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#468"); try { console.log("%d", "3.7abc"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#469"); try { console.log("%d", "42"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#470"); try { console.log("%f", "3.7abc"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#471"); try { console.log("%d", null); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#472"); try { console.log("%d", true); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#473"); try { console.log("%i", null); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#474"); try { console.log("%f", null); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#475"); try { console.log("%d", []); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#476"); try { console.log("%d", [5]); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#477"); try { console.log("%i", [5]); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#478"); try { console.log("%f", [5.5]); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#479"); try { console.log("%i", { valueOf() { return 3; } }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#480"); try { console.log("%d", 1e300); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#481"); try { console.log("%f", 1.0); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#482"); try { console.log("%f", -0); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#483"); try { console.log("%i", -0); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#484"); try { console.log("%i", -0.5); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#485"); try { console.log("%d", NaN); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#486"); try { console.log("%d", Infinity); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#487"); try { console.log("%i", Infinity); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#488"); try { console.log("%j", { a: [1, "x"] }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#489"); try { console.log("%j", () => {}); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#490"); try { console.log("%j", Symbol("x")); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#491"); try { console.log("%j", "x"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#492"); try { console.log("%j %s", undefined, "x"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#493"); try { console.log("%c%s", "css", "x"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#494"); try { console.log("%s", [1, [2, "x"]]); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#495"); try { console.log("%s", { a: 1, toString() { return "T"; } }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#496"); try { console.log("%s", function f() { return 1; }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#497"); try { console.log("%s", class A { m() {} }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#498"); try { console.log("%s", new Set(["a"])); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#499"); try { console.log("%s", Promise.resolve(1)); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#500"); try { console.log("%s", []); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#501"); try { console.log("%s", {}); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#502"); try { console.log("%s", new (class A { constructor() { this.x = { y: { z: 1 } }; } })()); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#503"); try { console.log("%s", new Date(NaN)); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#504"); try { console.log("%s", Object(Symbol("w"))); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#505"); try { console.log("%s", new String("boxed")); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#506"); try { console.log("%s", new Number(-0)); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#507"); try { console.log("%o", 5); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#508"); try { console.log("%o", null); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#509"); try { console.log("%o", [1, [2, [3, [4, [5, [6]]]]]]); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#510"); try { console.log("%O", [1, [2, [3, [4, [5, [6]]]]]]); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#511"); try { console.log("%O", { a: "it's" }, "tail"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#512"); try { console.log("%o", class A { static x = 1 }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#513"); try { console.log("%o", new Map([["a", { b: "c" }]])); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#514"); try { console.info("i"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#515"); try { console.debug("d"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#516"); try { console.dir({ a: { b: { c: { d: { e: { f: 1 } } } } } }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#517"); try { console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#518"); try { console.dir({ a: { b: { c: { d: 1 } } } }, { depth: null }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#519"); try { console.dir({ a: { b: { c: { d: 1 } } } }, { depth: Infinity }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#520"); try { console.dir("text"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#521"); try { console.dir(["it's", "x"]); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#522"); try { console.dir(1, 2); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#523"); try { console.dir(); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#524"); try { console.count(); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#525"); try { console.count("x"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#526"); try { console.count(undefined); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#527"); try { console.count(null); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#528"); try { console.count(5); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#529"); try { console.countReset(); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#530"); try { console.group(); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#531"); try { console.log("in group"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#532"); try { console.groupEnd(); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#533"); try { console.group("G %s", "x"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#534"); try { console.log("a\nb", { a: "x" }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#535"); try { console.group({ a: 1 }); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#536"); try { console.log(["deep"]); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#537"); try { console.groupCollapsed("c"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#538"); try { console.log("out"); } catch (error) { console.log(`threw ${error.name}`); }
console.log("#539"); console.log("%i", "0x10");
console.log("#540"); console.log("%d", "0b11");
console.log("#541"); console.log("%f", "1e3x");
