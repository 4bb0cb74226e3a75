extension WebModules {
    /// https://streams.spec.whatwg.org/#ws
    static let writable = #"""
        "use strict";
        // https://streams.spec.whatwg.org/#ws
        const host = __dirname;
        const { define, illegal, invalid, invalidThis } = require("interfaces");
        const { highWaterMark, sizeOf, enqueueSized, dequeue, newQueue, isEmpty, peek, resolved, rejected, called, settledBy, method, state } = require("queues");
        const secret = {};
        const closeSign = {};
        const records = new WeakMap();
        const writerRecords = new WeakMap();
        const controllerRecords = new WeakMap();
        const isLocked = (stream) => stream.writer !== null;
        const newStream = () => ({
          state: "writable", error: undefined, writer: null, controller: null, object: null, writeRequests: [], inFlightWrite: null,
          closeRequest: null, inFlightClose: null, pendingAbort: null, backpressure: false,
        });
        const closesOrIsInFlight = (stream) => stream.closeRequest !== null || stream.inFlightClose !== null;
        const hasInFlight = (stream) => stream.inFlightWrite !== null || stream.inFlightClose !== null;

        // https://streams.spec.whatwg.org/#writer-abstract-ops
        function acquire(stream) {
          if (isLocked(stream)) throw state("WritableStream is locked");
          const writer = { stream, ready: undefined, closed: undefined };
          stream.writer = writer;
          switch (stream.state) {
            case "writable":
              writer.ready = !closesOrIsInFlight(stream) && stream.backpressure ? host.promise() : resolved(undefined);
              writer.closed = host.promise();
              break;
            case "erroring":
              writer.ready = rejected(stream.error);
              host.handled(writer.ready);
              writer.closed = host.promise();
              break;
            case "closed":
              writer.ready = resolved(undefined);
              writer.closed = resolved(undefined);
              break;
            default:
              writer.ready = rejected(stream.error);
              host.handled(writer.ready);
              writer.closed = rejected(stream.error);
              host.handled(writer.closed);
          }
          return writer;
        }
        function release(writer) {
          const { stream } = writer;
          const reason = state("Writer has been released");
          rejectPromise(writer, "ready", reason);
          rejectPromise(writer, "closed", reason);
          stream.writer = null;
          writer.stream = null;
        }
        // A promise that is pending is rejected, one that has settled is replaced.
        function rejectPromise(writer, name, reason) {
          if (host.isPending(writer[name])) host.reject(writer[name], reason); else writer[name] = rejected(reason);
          host.handled(writer[name]);
        }
        function write(writer, chunk) {
          const { stream } = writer;
          const { controller } = stream;
          let size;
          try {
            size = controller.size === undefined ? 1 : controller.size(chunk);
          } catch (reason) {
            errorIfNeeded(controller, reason);
            size = 1;
          }
          if (stream !== writer.stream) return rejected(state("Mismatched WritableStreams"));
          if (stream.state === "errored") return rejected(stream.error);
          if (closesOrIsInFlight(stream) || stream.state === "closed") return rejected(state("WritableStream is closed"));
          if (stream.state === "erroring") return rejected(stream.error);
          const promise = host.promise();
          stream.writeRequests.push(promise);
          try {
            enqueueSized(controller.queue, chunk, size);
          } catch (reason) {
            errorIfNeeded(controller, reason);
            return promise;
          }
          if (!closesOrIsInFlight(stream) && stream.state === "writable") updateBackpressure(stream, hasBackpressure(controller));
          advance(controller);
          return promise;
        }
        function desiredSize(stream) {
          if (stream.state === "errored" || stream.state === "erroring") return null;
          return stream.state === "closed" ? 0 : stream.controller.highWaterMark - stream.controller.queue.total;
        }

        // https://streams.spec.whatwg.org/#ws-abstract-ops
        function close(stream) {
          if (stream.state === "closed" || stream.state === "errored") return rejected(state(`WritableStream is ${stream.state}`));
          const promise = host.promise();
          stream.closeRequest = promise;
          if (stream.writer !== null && stream.backpressure && stream.state === "writable") host.resolve(stream.writer.ready, undefined);
          enqueueSized(stream.controller.queue, closeSign, 0);
          advance(stream.controller);
          return promise;
        }
        function abort(stream, reason) {
          if (stream.state === "closed" || stream.state === "errored") return resolved(undefined);
          stream.controller.abortController?.abort(reason);
          stream.controller.abortReason = { reason };
          if (stream.state === "closed" || stream.state === "errored") return resolved(undefined);
          if (stream.pendingAbort !== null) return stream.pendingAbort.promise;
          const wasErroring = stream.state === "erroring";
          const promise = host.promise();
          stream.pendingAbort = { promise, reason: wasErroring ? undefined : reason, wasErroring };
          if (!wasErroring) startErroring(stream, reason);
          return promise;
        }
        function startErroring(stream, reason) {
          stream.state = "erroring";
          stream.error = reason;
          if (stream.writer !== null) rejectPromise(stream.writer, "ready", reason);
          if (!hasInFlight(stream) && stream.controller.isStarted) finishErroring(stream);
        }
        function finishErroring(stream) {
          stream.state = "errored";
          stream.controller.queue = newQueue();
          for (const request of stream.writeRequests.splice(0)) host.reject(request, stream.error);
          const pending = stream.pendingAbort;
          if (pending === null) {
            rejectCloseAndClosed(stream);
            return;
          }
          stream.pendingAbort = null;
          if (pending.wasErroring) {
            host.reject(pending.promise, stream.error);
            rejectCloseAndClosed(stream);
            return;
          }
          const result = stream.controller.abort(pending.reason);
          clear(stream.controller);
          host.react(result, () => {
            host.resolve(pending.promise, undefined);
            rejectCloseAndClosed(stream);
          }, (reason) => {
            host.reject(pending.promise, reason);
            rejectCloseAndClosed(stream);
          });
        }
        function rejectCloseAndClosed(stream) {
          if (stream.closeRequest !== null) {
            host.reject(stream.closeRequest, stream.error);
            stream.closeRequest = null;
          }
          if (stream.writer !== null) {
            host.reject(stream.writer.closed, stream.error);
            host.handled(stream.writer.closed);
          }
        }
        function dealWithRejection(stream, reason) {
          if (stream.state === "writable") startErroring(stream, reason); else finishErroring(stream);
        }
        function updateBackpressure(stream, backpressure) {
          const { writer } = stream;
          if (writer !== null && backpressure !== stream.backpressure) {
            if (backpressure) writer.ready = host.promise(); else host.resolve(writer.ready, undefined);
          }
          stream.backpressure = backpressure;
        }

        // https://streams.spec.whatwg.org/#ws-default-controller-abstract-ops
        const hasBackpressure = (controller) => controller.highWaterMark - controller.queue.total <= 0;
        function clear(controller) { controller.write = controller.close = controller.abort = controller.size = undefined; }
        function errorIfNeeded(controller, reason) { if (controller.stream.state === "writable") errorNow(controller, reason); }
        function errorNow(controller, reason) {
          clear(controller);
          startErroring(controller.stream, reason);
        }
        function advance(controller) {
          const { stream } = controller;
          if (!controller.isStarted || stream.inFlightWrite !== null) return;
          if (stream.state === "erroring") {
            finishErroring(stream);
            return;
          }
          if (isEmpty(controller.queue)) return;
          const value = peek(controller.queue);
          if (value === closeSign) processClose(controller); else processWrite(controller, value);
        }
        function processClose(controller) {
          const { stream } = controller;
          stream.inFlightClose = stream.closeRequest;
          stream.closeRequest = null;
          dequeue(controller.queue);
          const result = controller.close();
          clear(controller);
          host.react(result, () => {
            host.resolve(stream.inFlightClose, undefined);
            stream.inFlightClose = null;
            if (stream.state === "erroring") {
              stream.error = undefined;
              if (stream.pendingAbort !== null) {
                host.resolve(stream.pendingAbort.promise, undefined);
                stream.pendingAbort = null;
              }
            }
            stream.state = "closed";
            if (stream.writer !== null) host.resolve(stream.writer.closed, undefined);
          }, (reason) => {
            host.reject(stream.inFlightClose, reason);
            stream.inFlightClose = null;
            if (stream.pendingAbort !== null) {
              host.reject(stream.pendingAbort.promise, reason);
              stream.pendingAbort = null;
            }
            dealWithRejection(stream, reason);
          });
        }
        function processWrite(controller, chunk) {
          const { stream } = controller;
          stream.inFlightWrite = stream.writeRequests.shift();
          host.react(controller.write(chunk), () => {
            host.resolve(stream.inFlightWrite, undefined);
            stream.inFlightWrite = null;
            dequeue(controller.queue);
            if (!closesOrIsInFlight(stream) && stream.state === "writable") updateBackpressure(stream, hasBackpressure(controller));
            advance(controller);
          }, (reason) => {
            if (stream.state === "writable") clear(controller);
            host.reject(stream.inFlightWrite, reason);
            stream.inFlightWrite = null;
            dealWithRejection(stream, reason);
          });
        }
        // https://streams.spec.whatwg.org/#set-up-writable-stream-default-controller
        function setUp(stream, { start, write: writeSteps, close: closeSteps, abort: abortSteps, highWaterMark: mark, size }) {
          const object = new WritableStreamDefaultController(secret);
          const controller = {
            object, stream, queue: newQueue(), isStarted: false, highWaterMark: mark, size, abortController: undefined, abortReason: undefined,
            write: writeSteps ? (chunk) => writeSteps(chunk, object) : () => resolved(undefined), close: closeSteps ?? (() => resolved(undefined)),
            abort: abortSteps ?? (() => resolved(undefined)),
          };
          controllerRecords.set(object, controller);
          stream.controller = controller;
          updateBackpressure(stream, hasBackpressure(controller));
          host.react(settledBy(start ? start(object) : undefined), () => {
            controller.isStarted = true;
            advance(controller);
          }, (reason) => {
            controller.isStarted = true;
            dealWithRejection(stream, reason);
          });
        }
        const made = {};
        function make(parts) {
          const stream = records.get(new WritableStream(made));
          setUp(stream, { highWaterMark: 1, size: () => 1, ...parts });
          return stream;
        }
        function of(value) {
          const record = records.get(value);
          if (record === undefined) throw invalidThis("WritableStream");
          return record;
        }
        class WritableStream {
          constructor(underlyingSink = undefined, strategy = {}) {
            const stream = newStream();
            stream.object = this;
            records.set(this, stream);
            if (underlyingSink === made) return;
            if (underlyingSink === null) throw invalid("sink", "of type object", underlyingSink);
            const sink = underlyingSink;
            const type = sink?.type;
            if (type !== undefined) throw host.error("RangeError", "ERR_INVALID_ARG_VALUE", `The argument 'type' is invalid. Received ${host.inspect(type)}`);
            const size = sizeOf(strategy);
            const mark = highWaterMark(strategy, 1);
            const [abortMethod, closeMethod, start, writeMethod] = ["abort", "close", "start", "write"].map((name) => method(sink, name, "sink"));
            setUp(stream, {
              start: start && ((controller) => start.call(sink, controller)),
              write: writeMethod && ((chunk, controller) => called(writeMethod, sink, chunk, controller)),
              close: closeMethod && (() => called(closeMethod, sink)), abort: abortMethod && ((reason) => called(abortMethod, sink, reason)),
              highWaterMark: mark, size,
            });
          }
          get locked() { return isLocked(of(this)); }
          abort(reason = undefined) {
            const stream = records.get(this);
            if (stream === undefined) return rejected(invalidThis("WritableStream"));
            return isLocked(stream) ? rejected(state("WritableStream is locked")) : abort(stream, reason);
          }
          close() {
            const stream = records.get(this);
            if (stream === undefined) return rejected(invalidThis("WritableStream"));
            if (isLocked(stream)) return rejected(state("WritableStream is locked"));
            return closesOrIsInFlight(stream) ? rejected(state("Failure closing WritableStream")) : close(stream);
          }
          getWriter() { return new WritableStreamDefaultWriter(this); }
        }
        define(WritableStream);
        host.inspector(WritableStream.prototype, (value) => {
          const stream = records.get(value);
          return stream && { name: "WritableStream", object: { locked: isLocked(stream), state: stream.state } };
        });
        const detached = () => state("Writer is not bound to a WritableStream");
        class WritableStreamDefaultWriter {
          constructor(stream) {
            const record = records.get(stream);
            if (record === undefined) throw invalid("stream", "an instance of WritableStream", stream);
            writerRecords.set(this, acquire(record));
          }
          get closed() { return writerRecords.get(this)?.closed ?? rejected(invalidThis("WritableStreamDefaultWriter")); }
          get desiredSize() {
            const writer = writerRecords.get(this);
            if (writer === undefined) throw invalidThis("WritableStreamDefaultWriter");
            if (writer.stream === null) throw detached();
            return desiredSize(writer.stream);
          }
          get ready() { return writerRecords.get(this)?.ready ?? rejected(invalidThis("WritableStreamDefaultWriter")); }
          abort(reason = undefined) {
            const writer = writerRecords.get(this);
            if (writer === undefined) return rejected(invalidThis("WritableStreamDefaultWriter"));
            return writer.stream === null ? rejected(detached()) : abort(writer.stream, reason);
          }
          close() {
            const writer = writerRecords.get(this);
            if (writer === undefined) return rejected(invalidThis("WritableStreamDefaultWriter"));
            if (writer.stream === null) return rejected(detached());
            return closesOrIsInFlight(writer.stream) ? rejected(state("Failure to close WritableStream")) : close(writer.stream);
          }
          releaseLock() {
            const writer = writerRecords.get(this);
            if (writer === undefined) throw invalidThis("WritableStreamDefaultWriter");
            if (writer.stream !== null) release(writer);
          }
          write(chunk = undefined) {
            const writer = writerRecords.get(this);
            if (writer === undefined) return rejected(invalidThis("WritableStreamDefaultWriter"));
            return writer.stream === null ? rejected(detached()) : write(writer, chunk);
          }
        }
        define(WritableStreamDefaultWriter);
        host.inspector(WritableStreamDefaultWriter.prototype, (value) => {
          const writer = writerRecords.get(value);
          return writer && { name: "WritableStreamDefaultWriter", object: {
            stream: writer.stream?.object, close: writer.closed, ready: writer.ready, desiredSize: writer.stream ? desiredSize(writer.stream) : undefined,
          } };
        });
        class WritableStreamDefaultController {
          constructor(key = undefined) { if (key !== secret) throw illegal(); }
          get signal() {
            const controller = controllerRecords.get(this);
            if (controller === undefined) throw invalidThis("WritableStreamDefaultController");
            if (!controller.abortController) {
              controller.abortController = new (require("abort").AbortController)();
              if (controller.abortReason) controller.abortController.abort(controller.abortReason.reason);
            }
            return controller.abortController.signal;
          }
          error(reason = undefined) {
            const controller = controllerRecords.get(this);
            if (controller === undefined) throw invalidThis("WritableStreamDefaultController");
            if (controller.stream.state === "writable") errorNow(controller, reason);
          }
        }
        define(WritableStreamDefaultController);
        module.exports = {
          WritableStream, WritableStreamDefaultWriter, WritableStreamDefaultController, records, isLocked, acquire, release, write, close, abort,
          make, errorIfNeeded, closesOrIsInFlight,
        };
        """#
}
