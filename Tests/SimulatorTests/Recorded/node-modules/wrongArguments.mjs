import { pipeline, Readable, Writable } from "node:stream";
import fs from "node:fs";
import crypto from "node:crypto";
import util from "node:util";
import url from "node:url";
import dc from "node:diagnostics_channel";
import { AsyncResource } from "node:async_hooks";
import EventEmitter from "node:events";
const asks = [
  () => pipeline(new Readable({ read() {} }), 5),
  () => Readable.from(5),
  () => Buffer.from(5),
  () => Buffer.compare("a", Buffer.from("b")),
  () => Buffer.concat("a"),
  () => fs.readFileSync({}),
  () => crypto.createHash("md5").update(5),
  () => crypto.randomInt("x"),
  () => util.promisify(null),
  () => url.fileURLToPath(5),
  () => new EventEmitter().on("x", {}),
  () => dc.tracingChannel({ start: 5 }),
  () => new AsyncResource(5),
  () => new Readable().map(5),
];
for (const ask of asks) {
  try { console.log(ask()); } catch (error) { console.log(error.name, error.code, error.message); }
}
