import { Duplex, Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";

const numbers = () => new ReadableStream({
  start(controller) {
    for (const part of ["a", "b", "c"]) controller.enqueue(part);
    controller.close();
  },
});
for await (const part of Readable.fromWeb(numbers(), { encoding: "utf8" })) console.log("from", part);
for await (const part of Readable.toWeb(Readable.from(["x", "y"]))) console.log("to", part);
console.log(await text(Readable.toWeb(Readable.from([Buffer.from("bytes")], { objectMode: false }))));
const got = [];
const sink = new WritableStream({ write(part) { got.push(String(part)); }, close() { got.push("closed"); } });
const writable = Writable.fromWeb(sink);
writable.write("1");
writable.end("2");
await new Promise((resolve) => writable.on("close", resolve));
console.log(got.join());
const kept = [];
const writer = Writable.toWeb(new Writable({ write(part, encoding, callback) { kept.push(String(part)); setTimeout(callback, 1); } })).getWriter();
await writer.write("p");
await writer.write("q");
await writer.close();
console.log(kept.join());
const { readable, writable: entry } = new TransformStream({ transform(part, controller) { controller.enqueue(String(part).toUpperCase()); } });
const both = Duplex.fromWeb({ readable, writable: entry }, { encoding: "utf8" });
both.end("loud");
for await (const part of both) console.log(part);
const broken = new ReadableStream({ pull(controller) { controller.error(new Error("broken")); } });
await new Promise((resolve) => Readable.fromWeb(broken).on("error", (error) => resolve(console.log(error.message))).resume());
console.log([Readable, Writable, Duplex].map((one) => [typeof one.fromWeb, one.toWeb.length, one.fromWeb.name]).join(" "));
