// What a program sees that prints emitters and streams: their own fields, and the bits of their states.
import EventEmitter from "node:events";
import { Duplex, PassThrough, Readable, Transform, Writable } from "node:stream";
const nothing = () => {};
class Door extends EventEmitter {
  constructor() {
    super();
    this.isOpen = false;
    this.on("open", nothing);
  }
}
console.log(new EventEmitter(), new Door(), new EventEmitter({ captureRejections: true }));
const emitter = new EventEmitter();
emitter.once("twice", nothing);
emitter.on("twice", nothing);
emitter.once("once", function named() {});
console.log(emitter, emitter.rawListeners("once")[0].name);
emitter.off("once", nothing);
emitter.removeAllListeners("once");
console.log(emitter.eventNames(), emitter._eventsCount);
emitter.removeAllListeners(undefined);
console.log(emitter.eventNames());
emitter.removeAllListeners();
console.log(emitter);
emitter.on(EventEmitter.errorMonitor, (error) => console.log("monitored", error.message));
emitter.on("error", (error) => console.log("heard", error.message));
emitter.emit("error", new Error("boom"));
console.log(Object.getOwnPropertyNames(EventEmitter.prototype).join(" "));
for (const stream of [new Readable(), new Writable({ write: nothing }), new Duplex(), new Transform({ objectMode: true }), new PassThrough({ readableObjectMode: true })]) {
  console.log(stream);
  console.log(Reflect.ownKeys(stream).map(String).join(" "));
}
const readable = new Readable({ read: nothing, highWaterMark: 5, emitClose: false, autoDestroy: false, defaultEncoding: "hex" });
console.log(readable._readableState, readable.eventNames());
readable.on("removeListener", (name) => console.log("removed", name));
readable.on("end", nothing);
readable.off("end", nothing);
readable.on("data", nothing);
console.log(readable.eventNames(), readable.listenerCount("data"), readable._readableState.flowing, readable._readableState.paused);
readable.pause();
console.log(readable._readableState.flowing, readable._readableState.paused, readable._readableState.errored, readable._readableState.decoder);
readable.removeAllListeners();
console.log(readable._events, readable._eventsCount);
const kept = [];
const slow = new Writable({ highWaterMark: 4, write(chunk, encoding, done) { kept.push(`${chunk}`); setImmediate(done); } });
slow.write("one");
slow.write("two");
slow.write("three");
console.log(slow.writableLength, slow._writableState.buffered.length, slow._writableState.getBuffer().length, slow._writableState.needDrain, slow._writableState.allBuffers);
slow.end(() => console.log(kept, slow._writableState.buffered, slow._writableState.bufferedRequestCount, slow._writableState.finished));
const source = new PassThrough();
source.pipe(new PassThrough());
console.log(source._events.data, source._events.end);
