// How threads begin: by a text, a URL, a path, and with which options.
import { Worker, SHARE_ENV, threadName, resourceLimits } from "node:worker_threads";
const log = (...v) => console.log(...v);
const run = (name, what, options) => new Promise((done) => {
  let worker;
  try { worker = new Worker(what, options); } catch (e) { log(name, "threw", e.name, e.code, e.message); return done(); }
  worker.on("message", (m) => log(name, "message", m));
  worker.on("error", (e) => log(name, "error", e.name, e.code, e.message));
  worker.on("exit", (c) => { log(name, "exit", c); done(); });
});
const say = `const { parentPort, workerData, threadName, resourceLimits } = require("worker_threads"); `;
await run("text", say + `parentPort.postMessage([typeof require, typeof module, __filename, __dirname, typeof exports, workerData, require.main === module, module.id, this === module.exports, this === globalThis]);`, { eval: true, workerData: 5 });
await run("await", `await 1; console.log("hello")`, { eval: true });
await run("import", `import fs from "fs"; console.log(typeof fs.readFileSync, typeof require)`, { eval: true });
await run("import and await", `import fs from "fs"; await 1; console.log("module")`, { eval: true });
await run("throws", `throw new RangeError("thrown")`, { eval: true });
await run("throws with a code", `throw Object.assign(new Error("coded"), { code: "E_OWN", count: 2 })`, { eval: true });
await run("rejects", `Promise.reject(new Error("rejected"))`, { eval: true });
await run("exits", `process.exit(7)`, { eval: true });
await run("argv", say + `parentPort.postMessage([process.argv.length, process.argv[1], process.argv.slice(2), process.execArgv])`, { eval: true, argv: ["x", 5, null] });
await run("env", say + `parentPort.postMessage(Object.entries(process.env).sort().join())`, { eval: true, env: { A: "b", N: 5 } });
process.env.OF_MAIN = "yes";
await run("own env", say + `parentPort.postMessage(process.env.OF_MAIN); process.env.OF_MAIN = "changed"`, { eval: true });
log(process.env.OF_MAIN);
await run("shared env", say + `parentPort.postMessage(process.env.OF_MAIN)`, { eval: true, env: SHARE_ENV });
await run("name", say + `parentPort.postMessage(threadName)`, { eval: true, name: "own name" });
await run("no name", say + `parentPort.postMessage(threadName)`, { eval: true });
await run("limits", say + `parentPort.postMessage([Object.keys(resourceLimits), resourceLimits.maxOldGenerationSizeMb, resourceLimits.stackSizeMb])`, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 50 } });
log(threadName, resourceLimits);
{
  const worker = new Worker(`0`, { eval: true, name: "n", stdout: true, resourceLimits: { maxOldGenerationSizeMb: 50 } });
  log(worker.stdin, typeof worker.stdout.on, typeof worker.stderr.on, worker.threadId > 0, worker.threadName, worker.resourceLimits.maxOldGenerationSizeMb);
  try { worker.postMessage(); } catch (e) { log(e.name, e.code, e.message); }
  await new Promise((done) => worker.on("exit", done));
  log(worker.threadId, worker.threadName, worker.resourceLimits, worker.postMessage(1), worker.postMessage());
}
await run("eval and a URL", new URL("file:///a.js"), { eval: true });
await run("eval and a number", 5, { eval: true });
await run("data", "data:text/javascript,console.log(1)");
await run("data URL", new URL(`data:text/javascript,import { workerData, parentPort } from "node:worker_threads"; parentPort.postMessage([workerData, typeof require]);`), { workerData: { a: 1 } });
await run("data error", new URL(`data:text/javascript,throw new Error("in data")`));
await run("http URL", new URL("http://example.com/a.js"));
await run("http", "http://example.com/a.js");
await run("file", "file:///a/b.js");
for (const path of ["other.mjs", "some-package", "", "node:fs", "C:/a.js"]) await run("path", path);
for (const value of [5, undefined, null, {}, Symbol("s")]) await run("no path", value);
const it = [`0`, { eval: true }];
await run("env number", it[0], { ...it[1], env: 5 });
await run("env null", it[0], { ...it[1], env: null });
await run("argv text", it[0], { ...it[1], argv: "x" });
await run("execArgv text", it[0], { ...it[1], execArgv: "x" });
await run("name number", it[0], { ...it[1], name: 5 });
await run("data that cannot be cloned", it[0], { ...it[1], workerData: () => {} });
