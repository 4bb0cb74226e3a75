import { Readable, Writable, Transform, PassThrough } from "node:stream";
const log = (...values) => console.log(values.join(" "));
const source = Readable.from(["a", "b"]);
const upper = new Transform({ transform(chunk, encoding, done) { log("transform", chunk); done(null, `${chunk}`.toUpperCase()); }, flush(done) { log("flush"); done(null, "!"); } });
const sink = new Writable({ write(chunk, encoding, done) { log("write", chunk); setImmediate(done); }, final(done) { log("final"); done(); } });
for (const [name, stream] of [["source", source], ["upper", upper], ["sink", sink]])
  for (const event of ["end", "finish", "close", "pipe", "unpipe", "resume", "pause"]) stream.on(event, () => log(name, event));
source.pipe(upper).pipe(sink);
(function tick(left) { if (left) process.nextTick(() => { log("tick", left); tick(left - 1); }); })(6);
queueMicrotask(() => log("microtask"));
setImmediate(() => log("immediate"));
const pass = new PassThrough();
pass.on("data", (chunk) => log("data", chunk));
log(pass.write("x", () => log("written")), pass.writableLength, pass.readableFlowing);
pass.end();
await new Promise((done) => sink.on("close", done));
log(sink instanceof Writable, pass instanceof Readable, source.destroyed, sink.writableFinished);
