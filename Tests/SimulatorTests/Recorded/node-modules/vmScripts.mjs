// Scripts of node:vm share their top-level declarations, and are parsed when they are made.
import vm from "node:vm";
// Modules are strict, so all of it is text.
vm.runInThisContext(String.raw`(function (vm) {
const show = (label, act) => {
  try {
    const value = act();
    console.log(label, typeof value === "function" ? String(value) : value);
  } catch (error) {
    console.log(label, error.name + ": " + error.message);
  }
};
show(1, () => { vm.runInThisContext("let a1 = 1; const b1 = 2; class C1 {}"); return vm.runInThisContext("a1 + b1 + typeof C1"); });
show(2, () => vm.runInThisContext("let a1 = 1;"));
show(3, () => vm.runInThisContext("var a1 = 1;"));
show(4, () => vm.runInThisContext("function a1() {}"));
show(5, () => vm.runInThisContext("b1 = 3"));
show(6, () => { try { vm.runInThisContext("throw 1; let tdz1 = 1"); } catch {} return vm.runInThisContext("tdz1"); });
show(7, () => vm.runInThisContext("typeof tdz1"));
show(8, () => a1);
show(9, () => "a1" in globalThis);
show(10, () => vm.runInThisContext("var v1 = 5; function f1() { return v1 } f1()"));
show(11, () => v1 + f1());
show(12, () => JSON.stringify(Object.getOwnPropertyDescriptor(globalThis, "v1")));
show(13, () => vm.runInThisContext("let v1 = 1"));
show(14, () => vm.runInThisContext("let undefined = 1"));
show(15, () => vm.runInThisContext("var undefined = 1; undefined"));
show(16, () => vm.runInThisContext("this === globalThis"));
show(17, () => vm.runInThisContext("'use strict'; let st1 = 3; this === globalThis && st1"));
show(18, () => st1);
show(19, () => (0, eval)("let a1 = 9; a1"));
show(20, () => (0, eval)("var a1 = 9; a1"));
show(21, () => { const s = new vm.Script("counter1 = (globalThis.counter1 ?? 0) + 1"); return [s.runInThisContext(), s.runInThisContext()]; });
show(22, () => { const s = new vm.Script("let once1 = 1"); s.runInThisContext(); return s.runInThisContext(); });
show(23, () => vm.runInThisContext("return 1"));
show(24, () => vm.runInThisContext("new.target"));
show(25, () => vm.runInThisContext("delete v1"));
show(26, () => vm.runInThisContext("function NaN() {}"));
show(27, () => vm.runInThisContext("let NaN = 1"));
show(28, () => vm.runInThisContext("a1 = 7; (() => a1)()"));
show(29, () => vm.runInThisContext("typeof require + typeof module + typeof console"));
show(30, () => new vm.Script("let dup = 1; let dup = 2"));
show(31, () => vm.runInThisContext("let x1; { function x1() {} } typeof x1"));
show(32, () => vm.runInThisContext("{ function blk1() { return 1 } } typeof blk1"));
show(33, () => { vm.runInThisContext("let blk2 = 1"); return vm.runInThisContext("{ function blk2() { return 1 } } typeof blk2"); });
show(34, () => new vm.Script("1+"));
show(35, () => vm.compileFunction("return a + b", ["a", "b"])(1, 2));
show(36, () => vm.compileFunction("return 1").name);
show(37, () => String(vm.compileFunction("return a + b", ["a", "b"])));
show(38, () => vm.runInThisContext("1+"));
show(39, () => new vm.Script("let 1"));
show(40, () => new vm.Script("foo bar"));
show(41, () => vm.compileFunction("return this === globalThis")());
show(42, () => vm.compileFunction(5));
show(43, () => vm.compileFunction("1", 5));
show(44, () => vm.runInThisContext(5));
show(45, () => new vm.Script({}));
show(46, () => vm.compileFunction("return arguments.length", [])(1,2,3));
show(47, () => vm.Script("1"));
show(48, () => Object.prototype.toString.call(new vm.Script("1")));
show(49, () => new vm.Script("1").runInThisContext({}));
show(50, () => vm.runInThisContext("1", "x.js"));
show(51, () => vm.runInThisContext("1", 4));
show(52, () => new vm.Script("1", { filename: 4 }));
show(53, () => vm.compileFunction("return new.target")());
show(54, () => vm.createScript("1+"));
show(55, () => vm.compileFunction("let a = 1", ["a"]));
show(56, () => vm.compileFunction("'use strict'; return this")());
})`)(vm);
