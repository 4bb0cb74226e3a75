extension WebModules {
    /// https://streams.spec.whatwg.org/#default-reader-class
    static let readers = #"""
        "use strict";
        // Readable streams from inside, and their readers. https://streams.spec.whatwg.org/#rs-abstract-ops
        const host = __dirname;
        const { define, invalid, invalidThis } = require("interfaces");
        const { resolved, rejected, settledBy, state } = require("queues");
        const records = new WeakMap();
        const newStream = () => ({ state: "readable", reader: null, error: undefined, isDisturbed: false, controller: null, object: null });
        const isLocked = (stream) => stream.reader !== null;
        const requestCount = (stream) => (stream.reader === null ? 0 : stream.reader.requests.length);
        function close(stream) {
          stream.state = "closed";
          const reader = stream.reader;
          if (reader === null) return;
          host.resolve(reader.closed, undefined);
          if (reader.isBYOB) return;
          for (const request of reader.requests.splice(0)) request.close();
        }
        function error(stream, reason) {
          stream.state = "errored";
          stream.error = reason;
          const reader = stream.reader;
          if (reader === null) return;
          host.reject(reader.closed, reason);
          host.handled(reader.closed);
          for (const request of reader.requests.splice(0)) request.error(reason);
        }
        function cancel(stream, reason) {
          stream.isDisturbed = true;
          if (stream.state === "closed") return resolved(undefined);
          if (stream.state === "errored") return rejected(stream.error);
          close(stream);
          if (stream.reader?.isBYOB) for (const request of stream.reader.requests.splice(0)) request.close(undefined);
          return host.then(stream.controller.cancelSteps(reason), () => undefined);
        }
        // https://streams.spec.whatwg.org/#readable-stream-reader-generic-initialize
        function acquire(stream, isBYOB) {
          if (isLocked(stream)) throw state("ReadableStream is locked");
          if (isBYOB && !stream.controller.isByte)
            throw host.error("TypeError", "ERR_INVALID_ARG_VALUE", "The argument 'stream' must be a byte stream. Received " + host.inspect(stream.object));
          const reader = { stream, isBYOB, requests: [], closed: undefined };
          stream.reader = reader;
          if (stream.state === "readable") reader.closed = host.promise();
          else if (stream.state === "closed") reader.closed = resolved(undefined);
          else {
            reader.closed = rejected(stream.error);
            host.handled(reader.closed);
          }
          return reader;
        }
        function release(reader) {
          const { stream } = reader;
          const reason = state("Reader released");
          if (stream.state === "readable") host.reject(reader.closed, reason); else reader.closed = rejected(reason);
          host.handled(reader.closed);
          stream.controller.releaseSteps();
          stream.reader = null;
          reader.stream = null;
          for (const request of reader.requests.splice(0)) request.error(state("Releasing reader"));
        }
        // https://streams.spec.whatwg.org/#readable-stream-default-reader-read
        function read(reader, request) {
          const { stream } = reader;
          stream.isDisturbed = true;
          if (stream.state === "closed") request.close();
          else if (stream.state === "errored") request.error(stream.error);
          else stream.controller.pullSteps(request);
        }
        const detached = () => state("The reader is not attached to a stream");
        function promiseRequest(promise) {
          return {
            chunk: (value) => host.resolve(promise, { value, done: false }),
            close: (value) => host.resolve(promise, { value, done: true }),
            error: (reason) => host.reject(promise, reason),
          };
        }
        const readerRecords = new WeakMap();
        function readerOf(value, name) {
          const record = readerRecords.get(value);
          if (record === undefined || record.isBYOB !== (name === "ReadableStreamBYOBReader")) throw invalidThis(name);
          return record;
        }
        function inspectReader(reader, name) {
          const record = readerRecords.get(reader);
          if (record === undefined) return undefined;
          return { name, object: { stream: record.stream?.object, readRequests: record.requests.length, close: record.closed } };
        }
        function checkStream(stream) {
          const record = records.get(stream);
          if (record === undefined) throw invalid("stream", "an instance of ReadableStream", stream);
          return record;
        }
        class ReadableStreamDefaultReader {
          constructor(stream) { readerRecords.set(this, acquire(checkStream(stream), false)); }
          get closed() {
            const record = readerRecords.get(this);
            return record === undefined ? rejected(invalidThis("ReadableStreamDefaultReader")) : record.closed;
          }
          cancel(reason = undefined) {
            const record = readerRecords.get(this);
            if (record === undefined) return rejected(invalidThis("ReadableStreamDefaultReader"));
            return record.stream === null ? rejected(detached()) : cancel(record.stream, reason);
          }
          read() {
            const record = readerRecords.get(this);
            if (record === undefined) return rejected(invalidThis("ReadableStreamDefaultReader"));
            if (record.stream === null) return rejected(detached());
            const promise = host.promise();
            read(record, promiseRequest(promise));
            return promise;
          }
          releaseLock() {
            const record = readerOf(this, "ReadableStreamDefaultReader");
            if (record.stream !== null) release(record);
          }
        }
        define(ReadableStreamDefaultReader);
        host.inspector(ReadableStreamDefaultReader.prototype, (value) => inspectReader(value, "ReadableStreamDefaultReader"));
        class ReadableStreamBYOBReader {
          constructor(stream) { readerRecords.set(this, acquire(checkStream(stream), true)); }
          get closed() {
            const record = readerRecords.get(this);
            return record === undefined ? rejected(invalidThis("ReadableStreamBYOBReader")) : record.closed;
          }
          cancel(reason = undefined) {
            const record = readerRecords.get(this);
            if (record === undefined) return rejected(invalidThis("ReadableStreamBYOBReader"));
            return record.stream === null ? rejected(detached()) : cancel(record.stream, reason);
          }
          read(view, options = {}) {
            const record = readerRecords.get(this);
            if (record === undefined) return rejected(invalidThis("ReadableStreamBYOBReader"));
            const kind = host.kindOf(view);
            if (kind === undefined || kind === "buffer" || kind === "shared")
              return rejected(invalid("view", "an instance of Buffer, TypedArray, or DataView", view));
            if (view.byteLength === 0) return rejected(state("View or Viewed ArrayBuffer is zero-length or detached"));
            const least = options?.min === undefined ? 1 : +options.min;
            if (!(least >= 1)) return rejected(host.error("TypeError", "ERR_INVALID_ARG_VALUE", `The property 'options.min' is invalid. Received ${least}`));
            const length = kind === "DataView" ? view.byteLength : view.length;
            if (least > length) return rejected(host.error("RangeError", "ERR_OUT_OF_RANGE", `options.min must be <= view.length`));
            if (record.stream === null) return rejected(detached());
            const promise = host.promise();
            const request = promiseRequest(promise);
            const { stream } = record;
            stream.isDisturbed = true;
            if (stream.state === "errored") request.error(stream.error);
            else stream.controller.pullInto(view, kind, least, request);
            return host.words.iteration.startsWith("node") ? settledBy(promise) : promise;
          }
          releaseLock() {
            const record = readerOf(this, "ReadableStreamBYOBReader");
            if (record.stream !== null) release(record);
          }
        }
        define(ReadableStreamBYOBReader);
        host.inspector(ReadableStreamBYOBReader.prototype, (value) => inspectReader(value, "ReadableStreamBYOBReader"));
        function getReader(stream, isBYOB) {
          return isBYOB ? new ReadableStreamBYOBReader(stream.object) : new ReadableStreamDefaultReader(stream.object);
        }
        module.exports = {
          records, newStream, isLocked, requestCount, close, error, cancel, acquire, release, read, getReader,
          ReadableStreamDefaultReader, ReadableStreamBYOBReader,
        };
        """#
}
