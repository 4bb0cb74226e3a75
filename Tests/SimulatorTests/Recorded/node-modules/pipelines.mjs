import { pipeline, finished, Readable, Writable } from "node:stream";
import { pipeline as pipe } from "node:stream/promises";
const sink = () => new Writable({ objectMode: true, write(chunk, encoding, done) { console.log("write", chunk); done(); } });
await pipe(Readable.from([1, 2]), async function* (input) { for await (const one of input) yield one * 10; }, sink());
console.log(await pipe(async function* () { yield 3; yield 4; }, async (input) => { let sum = 0; for await (const one of input) sum += one; return sum; }));
const failing = sink();
failing._write = (chunk, encoding, done) => done(new Error("full"));
await new Promise((done) => pipeline(Readable.from(["x"]), failing, (error) => { console.log(error.message, failing.destroyed); done(); }));
const early = new Readable({ read() {} });
finished(early, (error) => console.log(error.code, error.message));
early.destroy();
const lines = [];
for await (const chunk of Readable.from(["p", "q"]).map(async (text) => text + text)) lines.push(chunk);
console.log(lines, await Readable.from([1, 2, 3]).filter((one) => one > 1).toArray());
try { for await (const chunk of Readable.from((function* () { yield 1; throw new TypeError("stop"); })())) console.log(chunk); } catch (error) { console.log(error.name); }
const writer = new Writable({ write(chunk, encoding, done) { done(); } });
writer.on("error", (error) => console.log(error.code));
writer.end();
console.log(writer.write("late"));
