extension NodeModules {
    /// Streams of Node.js as those of the web, and back. https://nodejs.org/api/stream.html#streamreadablefromwebreadablestream-options
    static let internalStreamAdapters = #"""
        "use strict";
        const host = __dirname;
        const { Readable, Writable, Duplex, finished } = require("stream");
        const checked = (value, name, type) => {
          if (!(value instanceof globalThis[type])) throw host.wrongType(name, `an instance of ${type}`, value);
          return value;
        };
        // What a stream of Node.js does with the reader of one of the web.
        function reading(stream, get) {
          const reader = stream.getReader();
          let isClosed = false;
          reader.closed.then(() => { isClosed = true; }, (error) => {
            isClosed = true;
            get().destroy(error);
          });
          return {
            read() {
              reader.read().then(({ done, value }) => { get().push(done ? null : value); }, (error) => { get().destroy(error); });
            },
            end(error, done) {
              if (isClosed) done();
              else reader.cancel(error).then(done, done);
            },
          };
        }
        function writing(stream, get) {
          const writer = stream.getWriter();
          let isClosed = false;
          writer.closed.then(() => { isClosed = true; }, (error) => {
            isClosed = true;
            get().destroy(error);
          });
          return {
            write(chunk, encoding, callback) {
              writer.ready.then(() => writer.write(chunk)).then(() => callback(), callback);
            },
            final(callback) {
              if (isClosed) callback();
              else writer.close().then(() => callback(), callback);
            },
            end(error, done) {
              if (isClosed || error == null) done();
              else writer.abort(error).then(done, done);
            },
          };
        }
        function readableFromWeb(stream, options = {}) {
          const { read, end } = reading(checked(stream, "readableStream", "ReadableStream"), () => made);
          const made = new Readable({ ...options, read, destroy(error, callback) { end(error, () => callback(error)); } });
          return made;
        }
        function writableFromWeb(stream, options = {}) {
          const { write, final, end } = writing(checked(stream, "writableStream", "WritableStream"), () => made);
          const made = new Writable({ ...options, write, final, destroy(error, callback) { end(error, () => callback(error)); } });
          return made;
        }
        function duplexFromWeb(pair, options = {}) {
          const one = reading(checked(pair?.readable, "pair.readable", "ReadableStream"), () => made);
          const other = writing(checked(pair.writable, "pair.writable", "WritableStream"), () => made);
          const made = new Duplex({
            ...options, read: one.read, write: other.write, final: other.final,
            destroy(error, callback) { other.end(error, () => one.end(error, () => callback(error))); },
          });
          return made;
        }
        function readableToWeb(stream, options = {}) {
          const isObjects = stream.readableObjectMode;
          const strategy = options?.strategy ?? (isObjects
            ? new globalThis.CountQueuingStrategy({ highWaterMark: stream.readableHighWaterMark })
            : { highWaterMark: stream.readableHighWaterMark, size: (chunk) => chunk?.byteLength ?? 1 });
          let controller;
          let isDone = false;
          stream.pause();
          const stop = finished(stream, { writable: false }, (error) => {
            isDone = true;
            stop();
            stream.on("error", () => {});
            if (error) controller.error(error);
            else controller.close();
          });
          stream.on("data", (chunk) => {
            if (isDone) return;
            controller.enqueue(!isObjects && chunk instanceof Uint8Array ? new Uint8Array(chunk) : chunk);
            if (controller.desiredSize <= 0) stream.pause();
          });
          return new globalThis.ReadableStream({
            start(own) { controller = own; },
            pull() { stream.resume(); },
            cancel(reason) {
              isDone = true;
              stream.destroy(reason);
            },
          }, strategy);
        }
        function writableToWeb(stream) {
          let controller;
          let drained;
          const stop = finished(stream, { readable: false }, (error) => {
            stop();
            stream.on("error", () => {});
            if (error) {
              drained?.reject(error);
              controller.error(error);
            }
          });
          stream.on("drain", () => drained?.resolve());
          return new globalThis.WritableStream({
            start(own) { controller = own; },
            write(chunk) {
              if (!stream.writableNeedDrain && stream.write(chunk)) return;
              const waiting = new Promise((resolve, reject) => { drained = { resolve, reject }; });
              return waiting.finally(() => { drained = undefined; });
            },
            abort(reason) { stream.destroy(reason); },
            close() {
              return new Promise((resolve, reject) => {
                finished(stream, { readable: false }, (error) => (error ? reject(error) : resolve()));
                stream.end();
              });
            },
          }, { highWaterMark: stream.writableHighWaterMark, size: (chunk) => (stream.writableObjectMode ? 1 : chunk?.byteLength ?? 1) });
        }
        const duplexToWeb = (stream, options) => ({ readable: readableToWeb(stream, options), writable: writableToWeb(stream) });
        module.exports = { readableFromWeb, writableFromWeb, duplexFromWeb, readableToWeb, writableToWeb, duplexToWeb };
        """#
}
