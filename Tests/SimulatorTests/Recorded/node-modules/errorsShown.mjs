// Errors whose stack the program wrote, and collections whose name holds their tag, as util.inspect shows them.
import assert from "node:assert";
import util from "node:util";
const show = (value, options) => console.log(util.inspect(value, options));
const make = (stack, more) => Object.assign(Object.defineProperty(new Error("m"), "stack", { value: stack, writable: true, configurable: true }), more);
for (const error of [make("my stack"), make("Error: m\n    at place (file:1:2)"), make("Other: m\n    at place (file:1:2)"), make("Error: m\n    at place (file:1:2)", { code: "E" }), make("my stack", { code: "E", list: [1] }), make("TypeError: m\n    at place (file:1:2)", { name: "Mine" }), make("", {}), make(undefined, { code: 1 }), make("two\nlines"), make("two\nlines\n    at place", { a: 1 })]) { show(error); show({ error }); show([error, 1]); show({ a: { b: error } }); }
show(make("Error: m\n    at place", { cause: make("Error: inner\n    at there", { code: "I" }) }));
show({ e: make("Error: m\n    at place", { errors: [make("one"), make("RangeError: two\n    at two")] }) });
class Own extends Error {} show(Object.assign(new Own("x"), { stack: "Error: x\n    at place" })); class Failure extends TypeError { constructor(m) { super(m); this.name = "Failure"; this.stack = `${this}\n    at place`; } } show(new Failure("y")); show([new Failure("y")]);
const gone = new Error("gone"); delete gone.stack; show(gone); show({ gone });
const enumerable = new Error("seen"); Object.defineProperty(enumerable, "stack", { value: "Error: seen\n    at place", enumerable: true }); show(enumerable);
try { assert.equal(1, 2); } catch (error) { error.stack = error.stack.split("\n")[0] + "\n    at place"; show(error); console.log(error.name, String(error)); }
class InternMap extends Map {} class MySet extends Set {} class FooMapBar extends Map {} class Bar extends Map {} class PromisePlus extends Promise {} class WeakMapX extends WeakMap {} class MyInt32Array extends Int32Array {} class Ints extends Int32Array {} class Buffers extends ArrayBuffer {}
for (const value of [new InternMap([[1, 2]]), new MySet([1]), new FooMapBar(), new Bar(), PromisePlus.resolve(1), new WeakMapX(), new MyInt32Array(1), new Ints(1)]) show(value);
const tagged = (name, tag, parent = Object) => { const made = { [name]: class extends parent { get [Symbol.toStringTag]() { return tag; } } }[name]; return made; };
for (const [name, tag] of [["T", "T"], ["TT", "T"], ["TU", "x"], ["Tail", "ail"]]) { show(new (tagged(name, tag))()); show(new (tagged(name, tag, Array))(2)); show(new (tagged(name, tag, Date))(0)); show(new (tagged(name, tag, RegExp))("a")); show(new (tagged(name, tag, String))("a")); show(tagged(name, tag)); }
const nest = { a: { b: { c: { d: { e: 1 } } } } };
for (const depth of [undefined, NaN, null, "1", "x", true, {}, 0.5, -1, 0, Infinity]) { console.log(String(depth)); show(nest, { depth }); }
const wide = { a: "aaaaaaaaaaaaaa", b: [1, 2, 3, 4, 5, 6, 7, 8], t: "x y z x y z x y z\nx y z x y z" };
for (const value of ["3", undefined, NaN, null, true, "x", 0, Infinity, 200]) for (const name of ["breakLength", "compact"]) { console.log(name, String(value)); show(wide, { [name]: value }); }
for (const value of ["3", null, true, 0, Infinity]) for (const name of ["maxArrayLength", "maxStringLength"]) { console.log(name, String(value)); show(wide, { [name]: value }); }
show("abc", { maxStringLength: undefined }); show("abc", { maxStringLength: NaN });
show([DOMException, Event, EventTarget].map((value) => util.inspect(value).split("{")[0].trim()));
