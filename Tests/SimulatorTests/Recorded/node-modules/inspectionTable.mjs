// A table of values as util.inspect and util.format show them.
import util from "node:util";
const show = (...v) => { try { console.log(util.inspect(...v)); } catch (e) { console.log("threw", e.name, e.message); } };
const fmt = (...v) => { try { console.log(util.format(...v)); } catch (e) { console.log("threw", e.name, e.message); } };
// depth
const deep = (n) => { let v = "end"; for (let i = 0; i < n; i++) v = { a: v }; return v; };
show(deep(14), { depth: null, compact: 100, breakLength: Infinity }); show(deep(14), { depth: Infinity, compact: 100, breakLength: Infinity }); show(deep(14), { depth: 12, compact: 100, breakLength: Infinity });
show(deep(14), { depth: null }); console.dir(deep(13), { depth: null });
show([[[[[[[[[[[[1]]]]]]]]]]]], { depth: null }); show(deep(4)); show(deep(4), { depth: -1 }); show(deep(4), { depth: 0 });
// circles
const circle = { name: "c" }; circle.self = circle; circle.list = [circle, { circle }];
show(circle); show(circle, { colors: true });
// %s
class WithText { toString() { return "text of it"; } }
class Inherits extends WithText {}
class WithCustom { [util.inspect.custom]() { return "custom"; } }
class Both { toString() { return "own text"; } [util.inspect.custom]() { return "custom"; } }
class WithPrimitive { [Symbol.toPrimitive](hint) { return "primitive " + hint; } }
class ErrorOfText extends Error { toString() { return "error text"; } }
fmt("%s|%s|%s|%s|%s", new WithText(), new Inherits(), new WithCustom(), new Both(), new WithPrimitive());
fmt("%s|%s|%s|%s", { toString() { return "own"; } }, { a: { b: { c: 1 } } }, [1, [2, [3]]], Object.create(null));
fmt("%s|%s|%s|%s|%s|%s", 1n, Symbol("s"), -0, undefined, null, true);
fmt("%s|%s|%s", () => 1, class A {}, function f() {});
fmt("%s|%s", new Date(0), new Date(NaN));
fmt("%s|%s", new ErrorOfText("m"), new (class extends WithText { toString = undefined })());
fmt("%s", { toString() { throw new Error("no"); } }); fmt("%s", { toString: null }); fmt("%s", Object.create({ toString() { return "inherited"; } }));
fmt("%s|%s", new String("boxed"), new Number(3)); fmt("%s|%s|%s", new Map([[1, 2]]), new Set([1]), /x/g);
// other directives
fmt("%d|%d|%d|%d|%d|%d", "5", 1n, {}, Symbol("s"), "", -0); fmt("%i|%i|%i|%i|%i", "5.9", 1.9, 1n, {}, Symbol("s")); fmt("%f|%f|%f|%f", "5.9x", 1n, {}, Symbol("s"));
fmt("%j|%j|%j|%j", { a: [1] }, undefined, () => 1, { toJSON() { return "j"; } }); fmt("%j", circle); fmt("%j", { toJSON() { throw new TypeError("in toJSON"); } }); fmt("%j", 1n);
fmt("%o", { f() {}, a: [1] }); fmt("%O", { a: { b: { c: { d: { e: 1 } } } } }); fmt("%o", [1]);
fmt("%c styled %c", "css", "css"); fmt("%%|%s", 1); fmt("100%", 1); fmt("%x", 1); fmt("%s"); fmt("a", "b", { c: 1 }, "d"); fmt(1, "%s", 2); fmt("%s %s", 1); fmt("%%"); fmt("%s", "a", "b", { c: "d" });
// iterators and collections
const map = new Map([["a", 1], ["b", { c: 2 }]]); const set = new Set(["x", "y"]);
show(map.entries()); show(map.keys()); show(map.values()); show(set.values()); show(set.entries()); const it = map.entries(); it.next(); show(it); it.next(); it.next(); show(it); show([1, 2][Symbol.iterator]()); show("ab"[Symbol.iterator]()); show("ab".matchAll(/a/g));
show(new Map([[{ k: 1 }, new Map([[1, new Map([[2, new Map()]])]])]])); show(new WeakMap()); show(Object.assign(new Map([[1, 2]]), { own: 1 })); show(Object.assign(new Set([1]), { own: 1 }));
// proxies
show(new Proxy({ a: 1 }, { get() { return 5; } })); show(new Proxy({ a: 1 }, {}), { showProxy: 1 }); show(new Proxy(new Proxy({}, {}), {}), { showProxy: true }); show(new Proxy(function f() {}, {}), { showProxy: true }); show({ p: new Proxy([1], {}) }, { showProxy: true, depth: 0 }); const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); show(proxy); show(proxy, { showProxy: true });
// getters
const got = { get a() { return { x: 1 }; }, set b(v) {}, get d() { return "t"; }, set d(v) {} };
show(got); show(got, { getters: true }); show(got, { getters: "get" }); show(got, { getters: "set" }); show(got, { getters: true, colors: true });
// numbers
for (const n of [1234567.8912345, -1234, 123, 1e21, 1234.5, 0.0001234, -0, NaN, Infinity]) show(n, { numericSeparator: true }); show(123456789n, { numericSeparator: true }); show([1234567, 0.1234567], { numericSeparator: true });
// layouts
const wide = { b: [1, 2, { c: 3 }], a: { d: "text", e: new Map([["k", { v: 1 }]]) }, z: "w".repeat(60), y: [[], {}, [[]]] };
for (const compact of [false, true, 0, 1, 2, 5]) show(wide, { compact, depth: 5 }); show(wide, { sorted: true }); show(wide, { sorted: (x, y) => (x > y ? -1 : 1), breakLength: 40 }); show(wide, { breakLength: Infinity }); show(new Set([3, 1, 2]), { sorted: true }); show(new Map([["b", 1], ["a", 2]]), { sorted: true });
show([1, 2, 3], { maxArrayLength: 0 }); show([1, 2, 3], { maxArrayLength: 2 }); show([1, 2, 3], { maxArrayLength: null }); show("abcdef", { maxStringLength: 0 }); show("abcdef", { maxStringLength: 3 }); show(["abcdef"], { maxStringLength: null }); show(new Set([1, 2, 3]), { maxArrayLength: 1 }); show(new Map([[1, 2], [3, 4]]), { maxArrayLength: 1 }); show([, , 1, , 2], { maxArrayLength: 2 }); show({ a: [1, 2, 3] }, { maxArrayLength: 1 });
// bytes
show(new Uint8Array([1, 2, 3])); show(Object.assign(new Float64Array(2), { x: 1 })); show(new Uint8Array(3), { showHidden: true }); show(new BigInt64Array(2)); show(new ArrayBuffer(3)); show(new DataView(new ArrayBuffer(2), 1)); show(new Uint8Array(200), { maxArrayLength: 3 }); show(new SharedArrayBuffer(2)); show(Buffer.from("ab"));
// keys
show({ [Symbol("k")]: 1, [Symbol()]: 2, [Symbol("a b")]: 3, [Symbol.iterator]: 4, "a-b": 5, 1: 6, "": 7, "a'b": 8, "\n": 9, ünï: 10, __proto__: null }); show(Object.defineProperty({}, Symbol("hidden"), { value: 1 })); show(Object.defineProperty({}, Symbol("hidden"), { value: 1 }), { showHidden: true }); show(Symbol("d e")); show({ ["__proto__"]: 1 });
show(Object.create(null)); show(Object.create({})); show(Object.create(Object.create(null))); show(Object.create(class X {}.prototype)); show(Object.assign(Object.create(null), { a: 1, b: Object.create(null) })); class Tagged { get [Symbol.toStringTag]() { return "tag"; } } show(new Tagged()); show({ [Symbol.toStringTag]: "own tag" }); class Nul { constructor() { return Object.setPrototypeOf({ a: 1 }, null); } } show(new Nul()); show(Object.setPrototypeOf([1], null)); show(Object.setPrototypeOf(new Map([[1, 2]]), null)); show(Object.setPrototypeOf(() => {}, null)); show(Object.setPrototypeOf(new Date(0), null)); show(new (class extends Array {})(3)); show(new (class Sub extends Map {})([[1, 2]])); show(new (class Foo extends Uint8Array {})(2)); show(new (class P extends Promise {})(() => {}));
// functions and classes
show(class {}); show(class A {}); show(class B extends Map {}); show(class extends null {}); class C1 {} class C2 extends C1 { static x = 1; static m() {} } show(C2); show({ C2 }); show(Object.assign(() => {}, { a: 1, b: { c: {} } })); show(async () => {}); show(function* g() {}); show(async function* ag() {}); show(Object.defineProperty(() => {}, "name", { value: "a b" })); show(Object.defineProperty(function () {}, "name", { value: 5 })); show(Math.max); show(Object.assign(function named() {}, { prototype: null })); show((function () { return arguments; })(1, 2)); show(Math); show(JSON); show(globalThis.Reflect); show(Atomics); show(class A { static [Symbol.toStringTag] = "T"; });
// boxed
show(new String("abc")); show(Object.assign(new String("abc"), { x: 1 })); show(new Number(-0)); show(new Boolean(false)); show(Object(1n)); show(Object(Symbol("s"))); show(Object.assign(new Number(3), { x: 1 })); show(new (class extends String {})("s")); show([new String("a'b")]);
show(new Date(0)); show(new Date(NaN)); show(Object.assign(new Date(0), { x: 1 })); show(/a/g); show(Object.assign(/a/g, { x: 1 })); show([new Date(NaN)]); show(new (class D extends Date {})(0)); show(new (class R extends RegExp {})("x"));
show(Promise.resolve({ a: 1 })); const rejected = Promise.reject(5); rejected.catch(() => {}); show(rejected); show(new Promise(() => {})); show(Object.assign(Promise.resolve(1), { x: 1 }));
show((function* gen() {})()); show((async function* gen() {})()); show(new (class W { #p = 1; q = 2; })()); show([undefined, null, , 5]); show([1.5, -0, "a", 'it\'s', "q\"'`"]); show("a\nb\u0007\x7f\ud800"); show(["a".repeat(20) + "\n" + "b".repeat(80)]); show(Array.from({ length: 30 }, (_, i) => "item" + i)); show(Object.assign([1, 2], { x: 1, "-1": 2 })); show([["a", "b"], ["c", "d"]]); show(new Array(5)); show([{ a: 1, b: 2 }, { a: 3, b: 4 }]); show({ a: [{ b: { c: {} } }] }); show({ a: 1n, b: Symbol("x"), c: null, d: undefined });
const ns = await import("data:text/javascript,export const a = 1; export let b = { c: 2 }; export default function d() {}"); show(ns); show({ ns }); show(await import("data:text/javascript,")); show(await import("data:text/javascript,import { inspect } from 'node:util'; import * as me from 'data:text/javascript,export const x = 1'; export const text = inspect(me);"));
