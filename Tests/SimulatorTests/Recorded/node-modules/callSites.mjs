// Error.prepareStackTrace, Error.stackTraceLimit and Error.captureStackTrace. https://v8.dev/docs/stack-trace-api
const own = (sites) => sites.filter((site) => !site.getFileName()?.startsWith("node:") && site.getFileName());
const calls = [];
Error.prepareStackTrace = (error, sites) => { calls.push(`${error.name}: ${error.message}, ${Array.isArray(sites)}`); return "prepared"; };
const first = new Error("first"); console.log(calls.length); console.log(first.stack, first.stack, calls.join());
const plain = {}; Error.captureStackTrace(plain); console.log(calls.length, plain.stack, calls.length, Object.keys(plain).length);
const set = new Error("set"); set.stack = "mine"; console.log(set.stack, calls.length);
const child = Object.create(new Error("parent")); console.log(child.stack, calls.length);
Error.prepareStackTrace = undefined; const later = new Error("later"); Error.prepareStackTrace = (error, sites) => own(sites).length; console.log(later.stack);
const before = new Error("before"); Error.prepareStackTrace = undefined; console.log(before.stack.split("\n")[0]);
Error.prepareStackTrace = 5; console.log(new Error("five").stack.split("\n")[0]);
let thrown = 0; Error.prepareStackTrace = () => { thrown++; throw new RangeError("inner"); };
const bad = new Error("bad"); for (const _ of [1, 2]) try { bad.stack; } catch (error) { console.log(error.name, error.message, thrown); }
Error.prepareStackTrace = (error, sites) => own(sites);
const sites = () => new Error("sites").stack;
console.log(Object.getOwnPropertyNames(Object.getPrototypeOf(sites()[0])).sort().join(), sites()[0].constructor.name, Object.keys(sites()[0]).length);
try { sites()[0].getFileName.call({}); } catch (error) { console.log(error.name, error.message); }
const tell = (site) => [site.getTypeName(), site.getFunctionName(), site.getMethodName(), site.isToplevel(), site.isConstructor(), site.isNative(), site.isEval(), site.isAsync(), site.getThis(), site.getFunction(), site.getLineNumber(), String(site).replace(/\(?(file:.*\/)?[\w.]+js:\d+:\d+\)?/, "PLACE"), site.getFileName()?.slice(0, 8), site.getFileName() === site.getScriptNameOrSourceURL(), site.getEvalOrigin(), site.getPromiseIndex(), site.isPromiseAll()].map(String).join(" ");
function named() { return new Error("n").stack; }
class A { method() { return new Error("m").stack; } static make() { return new A().method(); } get value() { return this.method(); } #hidden() { return new Error("h").stack; } call() { return this.#hidden(); } constructor(deep) { if (deep) this.made = new Error("c").stack; } }
const object = { name() { return new Error("o").stack; }, arrow: () => new Error("a").stack, async later() { await 1; return new Error("l").stack; }, *walk() { yield new Error("g").stack; } }; object.alias = object.name;
for (const stack of [named(), new A().method(), A.make(), new A().value, new A().call(), new A(true).made, object.name(), object.alias(), object.arrow(), (() => new Error().stack)(), (function () { return new Error().stack; })(), named.call(new Map()), new named(), Reflect.construct(A, [true]).made, [...object.walk()][0]]) console.log(Array.isArray(stack) ? tell(stack[0]) : "no stack");
console.log(tell((await object.later())[0]));
console.log(named().map((site) => site.getColumnNumber()).slice(0, 1).join(), named()[0].getEnclosingLineNumber(), named()[0].getEnclosingColumnNumber(), named()[0].getPosition() > 0, named()[0].getScriptHash().length);
const outer = () => inner(), inner = () => { const target = {}; Error.captureStackTrace(target, inner); return target.stack; }; console.log(outer()[0].getFunctionName());
const again = (n) => n ? again(n - 1) : (() => { const target = {}; Error.captureStackTrace(target, again); return target.stack.filter((site) => site.getFunctionName() === "again").length; })(); console.log(again(3));
const none = {}; Error.captureStackTrace(none, Map); console.log(none.stack.length);
try { Error.captureStackTrace(5); } catch (error) { console.log(error.name, error.message); }
try { Error.captureStackTrace(Object.freeze({})); } catch (error) { console.log(error.name, error.message); }
const deep = (n) => n ? deep(n - 1) : new Error("deep").stack.length;
for (const limit of [10, 1, 0, 3.9, 50, -1, NaN]) { Error.stackTraceLimit = limit; console.log(limit, deep(60)); }
Error.stackTraceLimit = Infinity; console.log(deep(60) > 60);
for (const limit of ["5", undefined, null, {}]) { Error.stackTraceLimit = limit; const error = new Error("x"); console.log(error.stack, Object.getOwnPropertyNames(error).join()); }
delete Error.stackTraceLimit; console.log(new Error("x").stack); Error.stackTraceLimit = 2; Error.prepareStackTrace = undefined;
const deepText = (n) => n ? deepText(n - 1) : new Error("deep").stack; console.log(deepText(5).split("\n").length); Error.stackTraceLimit = 0; console.log(deepText(5));
console.log(typeof Error.captureStackTrace, Error.captureStackTrace.length);
