// Functions from text, and eval.
const show = (act) => {
  try {
    const value = act();
    console.log(typeof value === "function" ? String(value) : value);
  } catch (error) {
    console.log(error.name + (error.name === "SyntaxError" ? "" : ": " + error.message));
  }
};
const sloppy = (text) => (0, eval)(`(${text})()`);
show(() => new Function("a", "b", "return a + b")(1, 2));
show(() => Function("a,b", "c", "return a + b + c")(1, 2, 3));
show(() => new Function("a", "b = 1", "...c", ""));
show(() => new Function("a", "b = 1", "...c", "").length);
show(() => new Function().name);
show(() => new Function("return this")() === globalThis);
show(() => new Function("'use strict'; return this")());
show(() => new Function("/*", "*/){"));
show(() => new Function("){}, function("));
show(() => new Function("}, function(){"));
show(() => new Function("a = `", "`){"));
show(() => new Function("a //", "return a")(4));
show(() => new Function("return typeof anonymous")());
show(() => new (new Function("this.x = new.target.name"))().x);
show(() => new Function("super.x"));
show(() => new Function("return"));
show(() => new Function("made = 5; return delete globalThis.made")());
const Generator = Object.getPrototypeOf(function* () {}).constructor;
const Async = Object.getPrototypeOf(async function () {}).constructor;
show(() => [...new Generator("a", "yield a; yield 2")(1)].join());
show(() => new Generator("yield 1"));
show(() => new Async("x", "return await x"));
class Made extends Function { constructor() { super("return 42"); } }
show(() => new Made()() + " " + (new Made() instanceof Made));
// with
show(() => new Function("o", "var p = ''; with (o || {}) { p += x; x = 3; var y = 4; (function () { p += x; })(); p += typeof nope; p += typeof x; delete x; } return [p, y, JSON.stringify(o)].join('|')")({ x: 2, y: 9 }));
show(() => new Function("o", "with (o) return m()")({ m() { return this.k; }, k: 7 }));
show(() => new Function("with ([1, 2]) return typeof keys + length")());
show(() => new Function("with (null) {}")());
show(() => new Function("with ({ a: 1 }) with ({ b: 2, get c() { return a + b; } }) return c + a")());
// Indirect eval
show(() => (0, eval)("1 + 1"));
show(() => (0, eval)("({ a: 1 })").a);
show(() => (0, eval)("var g = 5; g") + g);
show(() => Object.getOwnPropertyDescriptor(globalThis, "g").configurable);
show(() => (0, eval)("let l = 5; l") + typeof l);
show(() => (0, eval)("function h() { return 7 } h()") + h());
show(() => (0, eval)("this") === globalThis && (0, eval)("'use strict'; this") === globalThis);
show(() => (0, eval)("'use strict'; var s = 1; typeof s") + typeof s);
show(() => globalThis.eval("return 1"));
show(() => { const other = eval; const x = 1; return other("typeof x"); });
// What statements give
for (const text of ["1; if (false) {}", "1; var x = 2", "1; do { 2; break; } while (0)", "2; {}", "try { 1 } finally { 2 }", "3; switch (1) { case 1: 4 }", "for (var i = 0; i < 3; i++) i",
  "label: for (;;) { 7; break label }", "1; function f() {}", "1;;;;", "", "do { 3; if (true) { break; } } while (0)", "try { throw 1 } catch (e) { e + 1 } finally { 5 }"]) show(() => (0, eval)(text));
// Direct eval
show(() => { let a = 1; eval("a = 2"); return a; });
show(() => { let a = 1; return (function () { return (() => eval("a + this.q + arguments.length"))(); }).call({ q: 10 }, 1, 2); });
show(() => { const k = 1; eval("k = 2"); });
show(() => { const all = []; for (let i = 0; i < 3; i++) all.push(eval("() => i")); return all.map((f) => f()).join(); });
show(() => eval("new.target"));
show(() => (function () { return eval("new.target"); })());
show(() => { let x = 1; { let x = 2; return eval("eval('x')"); } });
show(() => eval("undeclared"));
show(() => { class A { z = 3; m() { return eval("this.z"); } } return new A().m(); });
show(() => { try { throw 5; } catch (e) { return eval("e + 1"); } });
show(() => { function f(a = eval("1"), b = eval("a + 1")) { return a + b; } return f(); });
show(() => { const { a, b = eval("a") } = { a: 3 }; return b; });
show(() => { let s = ""; for (const k in { a: 1, b: 2 }) s += eval("k"); return s; });
show(() => { eval("x"); let x = 1; });
show(() => { eval("var own = 1"); return typeof own; });
show(() => eval("{"));
show(() => eval(5));
show(() => eval());
show(() => eval("(async () => {})").constructor.name);
show(() => sloppy("function () { function f(p) { eval('p = 5; var q = 6'); return p } return f(1) }"));
show(() => sloppy("function () { var v = 1; eval('var v = 9'); return v }"));
show(() => sloppy("function () { with ({ e: 5 }) return eval('e') }"));
show(() => sloppy("function () { return eval('arguments.length') }"));
show(() => String(eval));
