import util, { isDeepStrictEqual as strict } from "node:util";
import assert from "node:assert";
import url from "node:url";
import buffer from "node:buffer";
const loose = (a, b) => { try { assert.deepEqual(a, b); return true; } catch { return false; } };
const circle = (x) => { const o = { x }; o.self = o; return o; };
const s = Symbol("s");
const pairs = [
  [1, 1], [1, "1"], [NaN, NaN], [0, -0], [null, undefined], [[], {}], [[1], ["1"]], [{ a: 1 }, { a: 1, b: undefined }],
  [{ a: undefined }, { b: undefined }], [new Date(0), new Date(0)], [new Date(0), new Date(1)], [/a/g, /a/g], [/a/g, /a/i],
  [new Error("a"), new Error("a")], [new Error("a"), new TypeError("a")], [new Error("a", { cause: 1 }), new Error("a", { cause: 2 })],
  [new Uint8Array([1, 2]), new Uint8Array([1, 2])], [new Uint8Array([1]), new Int8Array([1])], [new Float32Array([0]), new Float32Array([-0])],
  [new ArrayBuffer(2), new ArrayBuffer(2)], [new Set([1, { a: 1 }]), new Set([{ a: 1 }, 1])], [new Set([{ a: 1 }, { a: 1 }]), new Set([{ a: 1 }, { a: 2 }])],
  [new Set([1]), new Set(["1"])], [new Map([[{ k: 1 }, 2]]), new Map([[{ k: 1 }, 2]])], [new Map([["a", 1]]), new Map([["a", "1"]])],
  [Object(1), Object(1)], [Object(1), Object(2)], [Object("a"), "a"], [{ [s]: 1 }, { [s]: 1 }], [{ [s]: 1 }, { [s]: 2 }], [{ [s]: 1 }, {}],
  [Object.create(null), {}], [circle(1), circle(1)], [circle(1), circle(2)], [() => {}, () => {}], [new WeakSet(), new WeakSet()],
  [Promise.resolve(1), Promise.resolve(1)], [[, 1], [undefined, 1]], [[1, 2], [1, 2, 3]], [Object.assign([1], { x: 1 }), [1]],
  [new (class A { x = 1; })(), { x: 1 }], [[[[]]], [[[]]]], [Buffer.from("a"), new Uint8Array([97])], [1n, 1], [1n, 1n], [true, 1], [s, s],
  [new Set([undefined]), new Set([null])], [new Set([[]]), new Set([[]])], [new Set([1, 2]), new Set([1])],
];
pairs.forEach(([a, b], index) => console.log(index, strict(a, b), strict(b, a), loose(a, b), loose(b, a)));
console.log(url.domainToASCII("español.com"), url.domainToASCII("xn--iñvalid.com") === "", url.domainToASCII("A B"), url.domainToUnicode("xn--espaol-zwa.com"), url.domainToASCII("EXAMPLE.com"));
console.log(buffer.atob === atob, buffer.btoa === btoa, "isDeepEqual" in assert);
