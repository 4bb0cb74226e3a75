import util from "node:util";
const o = { a: "x".repeat(30), b: "y".repeat(30), c: "z".repeat(10) };
class A { constructor() { this.x = 1; } [util.inspect.custom](depth, options, inspect) { return "A<" + depth + "," + Object.keys(options).join() + "," + (inspect === util.inspect) + ">\nnext"; } }
console.log(new A(), [new A()], { a: { b: new A() } });
console.log(A.prototype);
class B { [util.inspect.custom]() { return { hello: [1, 2, { x: { y: 1 } }], text: "a\nb" }; } }
console.log({ b: { c: new B() } });
class C { [util.inspect.custom]() { return this; } }
console.log(new C(), [new C()]);
class D { [util.inspect.custom]() { return 5; } } console.log(new D(), String(util.inspect(new D())));
class E { [util.inspect.custom]() { throw new RangeError("no"); } }
try { console.log([new E()]); } catch (e) { console.log("caught", e.message); }
class F { [util.inspect.custom](d, o) { return o.stylize("F", "special") + util.inspect({ deep: { deep: { deep: {} } } }, o); } }
console.log(new F(), [[new F()]]);
console.log({ a: [[[new A()]]] });
console.log("%s %o %O %j", new A(), new A(), new A(), new D());
console.log(new Proxy(new D(), {}));
console.log(util.inspect(new A(), { customInspect: false }));
console.log(util.inspect({ b: 2, a: 1, c: [3, 1] }, { sorted: true, compact: false }));
console.log(util.inspect({ b: 2, a: { x: [1, 2, { y: 3 }] } }, { compact: true, depth: 9 }));
console.log(util.inspect({ b: 2, a: { x: [1, 2, { y: 3 }] } }, { compact: 1, depth: 9 }));
console.log(util.inspect(Array.from({ length: 200 }, (_, i) => i), { maxArrayLength: 5 }), util.inspect("x".repeat(50), { maxStringLength: 10 }));
console.log(util.inspect({ get a() { return { x: 1 }; }, set b(v) {}, get d() { return 5; }, set d(v) {} }, { getters: true }));
console.log(util.inspect([1, "a", null, undefined, Symbol("s"), 5n, true, /x/, new Date(0), () => {}, class Q {}, new Map([["k", 1]])], { colors: true }));
console.log(util.inspect({ a: 123456789.12345, b: 1234567n }, { numericSeparator: true }));
console.log(util.inspect(Object.defineProperty({ v: 1 }, "hidden", { value: 2 }), { showHidden: true }), util.inspect([1], true), util.inspect({ a: { b: { c: {} } } }, false, 0));
console.log(util.inspect(new Proxy({ a: 1 }, { get() {} }), { showProxy: true }));
console.log(util.inspect(new Map([[{ a: 1 }, new Set([1])]]), { compact: false }));
console.log(util.inspect({ b: 1, a: 2 }, { sorted: (x, y) => (x < y ? 1 : -1) }), util.inspect({ a: {} }, { depth: null, breakLength: Infinity }));
console.log(util.formatWithOptions({ compact: false }, "%O", { a: 1 }), util.formatWithOptions({ colors: true }, "%s %d", "a", 5, { a: 5 }));
console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 }); console.dir(new A(), { customInspect: false });
class A_ { constructor() { this.x = 1; } [util.inspect.custom](depth, options, inspect) { return "A<" + depth + "," + typeof options + "," + typeof inspect + ">\nnext"; } }
console.log(new A_(), [new A_()], { a: { b: new A_() } });
class B_ { [util.inspect.custom]() { return { hello: [1, 2, { x: { y: 1 } }], text: "a\nb" }; } }
console.log({ b: { c: new B_() } });
class C_ { [util.inspect.custom]() { return this; } }
console.log(new C_(), [new C_()]);
class D_ { [util.inspect.custom]() { return 5; } } console.log(new D_(), [new D_()]);
class E_ { [util.inspect.custom]() { throw new RangeError("no"); } }
try { console.log([new E_()]); } catch (e) { console.log("caught", e.message); }
console.log({ a: [[[new A_()]]] });
console.log("%s|%o|%O|%j|%d", new A_(), new A_(), new A_(), new D_(), new D_());
console.log(new Proxy(new D_(), {}));
class G_ { [util.inspect.custom]() { return null; } } console.log(new G_()); class H_ { [util.inspect.custom]() { return Symbol("s"); } } try { console.log(new H_()); } catch (e) { console.log(e.message); }
class I_ { [util.inspect.custom]() { return undefined; } } console.log(new I_());
function f() {} f[util.inspect.custom] = () => "own f"; console.log(f, [f]);
console.log(new Map([[new D_(), new D_()]]), new Set([new D_()]));
class Loop { [util.inspect.custom]() { return util.inspect(this); } }
try { console.log(new Loop()); } catch (error) { console.log(error.name, error.message); }
const circle = { name: "circle", [util.inspect.custom](depth, options) { return { inner: this.name, again: [this] }; } };
console.log(util.inspect({ circle }, { depth: 1 }));
console.log(util.inspect({ text: "line one\nline two and more\nline three of the text", other: 1 }, { compact: true, breakLength: 40 }));
console.log(util.inspect([1, [2], "abc"], { maxArrayLength: -1, maxStringLength: -1, breakLength: -1 }), util.inspect({}, { depth: -5 }));
console.log(util.inspect(new Map([[1, 2]]), { maxArrayLength: 0 }), util.inspect(new Uint8Array(3), { maxArrayLength: 0 }), util.inspect("abc", { maxStringLength: 0 }));
console.log(util.inspect({ a: [[[[1]]]] }, { depth: Infinity, compact: 1e9 }));
class Ever { [util.inspect.custom]() { return new Ever(); } }
try { console.log(new Ever()); } catch (error) { console.log(error.name, error.message); }
console.log(util.inspect({ [Symbol("k")]: 1, [Symbol("a b")]: 2 }), util.inspect(new ArrayBuffer(4)), util.inspect(new DataView(new ArrayBuffer(2))));
