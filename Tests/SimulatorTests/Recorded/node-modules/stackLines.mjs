// Stacks with Node's own lines, names of calls by what they are made on, and V8's columns.
import EventEmitter from "node:events";
import fs from "node:fs";
const show = (error) => console.log(error.stack.replaceAll(import.meta.url, "MAIN"));
const at = (name) => show(new Error(name));
at("body");
class Shape { area() { at("method"); } static of() { at("static"); } get side() { at("getter"); return 1; } constructor() { at("constructor"); } }
new Shape().area(); Shape.of(); void new Shape().side;
[1].forEach(() => at("callback")); "b".replace(/b/, function named() { at("replacer"); return ""; }); new Promise(function run() { at("executor"); });
const own = {}; own.run = function () { at("inferred"); }; own.run(); Shape.prototype.more = () => at("prototype"); new Shape().more();
const emitter = new EventEmitter(); emitter.on("one", () => at("listener")); emitter.emit("one"); emitter.once("two", function () { at("once"); }); emitter.emit("two", 1);
emitter.on("one", () => {}); emitter.emit("one");
const bodies = {
  read() { null.x; }, chain() { own.a.b.c(); }, element() { own["a"](); }, behindCall() { at.call.bind(at)(at, "x").y.z; }, write() { own.a.b = 1; }, test() { 1 in null; }, mixed() { 1n + 1; },
  spaced() { own . missing (); }, json() { JSON.parse("{"); }, repeat() { "x".repeat(-1); }, decode() { decodeURIComponent("%"); }, reduce() { [].reduce(Boolean); },
  file() { fs.readFileSync("/missing/file"); }, stat() { fs.statSync("/missing/file"); }, text() { fs.readFileSync("/missing/file", "utf8"); }, url() { new URL("x"); },
};
for (const name of Object.keys(bodies)) try { bodies[name](); } catch (error) { show(error); }
const text = "äß😀"; try { void text.a.b; } catch (error) { show(error); }
process.nextTick(() => at("tick")); process.nextTick((a) => at(a), "tick with an argument"); queueMicrotask(() => at("microtask"));
setTimeout(() => { at("timer"); setTimeout(function named() { at("named timer"); setImmediate(() => at("immediate")); }, 1, 2); }, 30);
const wait = async (name) => { await null; at(name); };
await wait("async"); at("after await"); await Promise.all([null, wait("all")]);
class Lot { async one() { await null; at("method"); } async two() { await this.one(); } } await new Lot().two();
await new Promise((done) => setTimeout(done, 200)); at("after a timer");
fs.stat("/", () => { at("stat"); fs.readFile("/missing/file", (error) => show(error)); });
