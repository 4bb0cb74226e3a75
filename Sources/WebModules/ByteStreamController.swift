extension WebModules {
    /// https://streams.spec.whatwg.org/#rbs-controller-class
    static let byteController = #"""
        "use strict";
        // https://streams.spec.whatwg.org/#rbs-controller-abstract-ops
        const host = __dirname;
        const { define, illegal, invalid, invalidThis } = require("interfaces");
        const { resolved, settledBy, state } = require("queues");
        const readers = require("readers");
        const secret = {};
        const records = new WeakMap();
        const requestRecords = new WeakMap();
        const sizes = {
          Int8Array: 1, Uint8Array: 1, Uint8ClampedArray: 1, Int16Array: 2, Uint16Array: 2, Float16Array: 2, Int32Array: 4, Uint32Array: 4,
          Float32Array: 4, Float64Array: 8, BigInt64Array: 8, BigUint64Array: 8, DataView: 1,
        };
        function desiredSize(controller) {
          if (controller.stream.state === "errored") return null;
          return controller.stream.state === "closed" ? 0 : controller.highWaterMark - controller.total;
        }
        function shouldPull(controller) {
          const { stream } = controller;
          if (stream.state !== "readable" || controller.closeRequested || !controller.isStarted) return false;
          return readers.requestCount(stream) > 0 || desiredSize(controller) > 0;
        }
        function callPull(controller) {
          if (!shouldPull(controller)) return;
          if (controller.isPulling) {
            controller.pullsAgain = true;
            return;
          }
          controller.isPulling = true;
          host.react(controller.pull(), () => {
            controller.isPulling = false;
            if (!controller.pullsAgain) return;
            controller.pullsAgain = false;
            callPull(controller);
          }, (reason) => error(controller, reason));
        }
        function invalidate(controller) {
          if (controller.request === null) return;
          const request = requestRecords.get(controller.request);
          request.controller = request.view = null;
          controller.request = null;
        }
        function clear(controller) { controller.pull = controller.cancel = undefined; }
        function reset(controller) {
          controller.queue = [];
          controller.total = 0;
        }
        function error(controller, reason) {
          if (controller.stream.state !== "readable") return;
          invalidate(controller);
          controller.pending = [];
          reset(controller);
          clear(controller);
          readers.error(controller.stream, reason);
        }
        function close(controller) {
          const { stream } = controller;
          if (controller.closeRequested || stream.state !== "readable") return;
          if (controller.total > 0) {
            controller.closeRequested = true;
            return;
          }
          const first = controller.pending[0];
          if (first && first.filled % first.elementSize !== 0) {
            const reason = state("Partial read");
            error(controller, reason);
            throw reason;
          }
          clear(controller);
          readers.close(stream);
        }
        function enqueueChunk(controller, buffer, offset, length) {
          controller.queue.push({ buffer, offset, length });
          controller.total += length;
        }
        // The view of what a descriptor has been filled with.
        function viewOf(descriptor) {
          const buffer = host.transfer(descriptor.buffer);
          const constructor = globalThis[descriptor.kind];
          return new constructor(buffer, descriptor.offset, descriptor.filled / descriptor.elementSize);
        }
        function fill(controller, descriptor) {
          const most = Math.min(controller.total, descriptor.length - descriptor.filled);
          const filled = descriptor.filled + most;
          const aligned = filled - (filled % descriptor.elementSize);
          let rest = most;
          let isReady = false;
          if (aligned >= descriptor.least) {
            rest = aligned - descriptor.filled;
            isReady = true;
          }
          while (rest > 0) {
            const head = controller.queue[0];
            const count = Math.min(rest, head.length);
            new Uint8Array(descriptor.buffer).set(new Uint8Array(head.buffer, head.offset, count), descriptor.offset + descriptor.filled);
            if (head.length === count) {
              controller.queue.shift();
            } else {
              head.offset += count;
              head.length -= count;
            }
            controller.total -= count;
            descriptor.filled += count;
            rest -= count;
          }
          return isReady;
        }
        function commit(stream, descriptor) {
          const request = stream.reader.requests.shift();
          const isDone = stream.state === "closed";
          const view = viewOf(descriptor);
          if (isDone) request.close(view); else request.chunk(view);
        }
        function processPending(controller) {
          const filled = [];
          while (controller.pending.length > 0 && controller.total > 0) {
            if (!fill(controller, controller.pending[0])) break;
            filled.push(controller.pending.shift());
          }
          return filled;
        }
        // A chunk of the queue for a request of a default reader.
        function fillRequest(controller, request) {
          const { buffer, offset, length } = controller.queue.shift();
          controller.total -= length;
          handleDrain(controller);
          request.chunk(new Uint8Array(buffer, offset, length));
        }
        function handleDrain(controller) {
          if (controller.total === 0 && controller.closeRequested) {
            clear(controller);
            readers.close(controller.stream);
          } else {
            callPull(controller);
          }
        }
        function enqueue(controller, chunk) {
          const { stream } = controller;
          if (controller.closeRequested || stream.state !== "readable") return;
          const { buffer, byteOffset, byteLength } = chunk;
          if (host.isDetached(buffer)) throw state("Destination ArrayBuffer is detached");
          const own = host.transfer(buffer);
          const first = controller.pending[0];
          if (first) {
            if (host.isDetached(first.buffer)) throw state("Destination ArrayBuffer is detached");
            invalidate(controller);
            first.buffer = host.transfer(first.buffer);
            if (first.readerKind === "none") {
              if (first.filled > 0) enqueueChunk(controller, first.buffer.slice(first.offset, first.offset + first.filled), 0, first.filled);
              controller.pending.shift();
            }
          }
          if (stream.reader && !stream.reader.isBYOB) {
            while (stream.reader.requests.length > 0 && controller.total > 0) fillRequest(controller, stream.reader.requests.shift());
            if (stream.reader === null || stream.reader.requests.length === 0) {
              enqueueChunk(controller, own, byteOffset, byteLength);
            } else {
              if (controller.pending.length > 0) controller.pending.shift();
              stream.reader.requests.shift().chunk(new Uint8Array(own, byteOffset, byteLength));
            }
          } else if (stream.reader) {
            enqueueChunk(controller, own, byteOffset, byteLength);
            for (const descriptor of processPending(controller)) commit(stream, descriptor);
          } else {
            enqueueChunk(controller, own, byteOffset, byteLength);
          }
          callPull(controller);
        }
        function respond(controller, count) {
          const first = controller.pending[0];
          if (controller.stream.state === "closed") {
            if (count !== 0) throw state("bytesWritten must be 0 when the stream is closed");
          } else {
            if (count === 0) throw state("bytesWritten must be greater than 0 when calling respond() on a readable stream");
            if (first.filled + count > first.length)
              throw host.error("RangeError", "ERR_OUT_OF_RANGE", 'The value of "bytesWritten" is out of range.');
          }
          first.buffer = host.transfer(first.buffer);
          respondInternal(controller, count);
        }
        function respondInternal(controller, count) {
          const { stream } = controller;
          const first = controller.pending[0];
          invalidate(controller);
          if (stream.state === "closed") {
            if (first.readerKind === "none") controller.pending.shift();
            if (stream.reader?.isBYOB) {
              const filled = [];
              while (filled.length < stream.reader.requests.length) filled.push(controller.pending.shift());
              for (const descriptor of filled) commit(stream, descriptor);
            }
          } else {
            first.filled += count;
            if (first.readerKind === "none") {
              if (first.filled > 0) enqueueChunk(controller, first.buffer.slice(first.offset, first.offset + first.filled), 0, first.filled);
              controller.pending.shift();
              for (const descriptor of processPending(controller)) commit(stream, descriptor);
            } else if (first.filled >= first.least) {
              controller.pending.shift();
              const remainder = first.filled % first.elementSize;
              if (remainder > 0) {
                const end = first.offset + first.filled;
                enqueueChunk(controller, first.buffer.slice(end - remainder, end), 0, remainder);
              }
              first.filled -= remainder;
              const filled = processPending(controller);
              if (first.readerKind === "default") stream.reader.requests.shift().chunk(viewOf(first)); else commit(stream, first);
              for (const descriptor of filled) commit(stream, descriptor);
            }
          }
          callPull(controller);
        }
        function requestOf(controller) {
          const first = controller.pending[0];
          if (controller.request === null && first) {
            const view = new Uint8Array(first.buffer, first.offset + first.filled, first.length - first.filled);
            controller.request = new ReadableStreamBYOBRequest(secret);
            requestRecords.set(controller.request, { controller, view });
          }
          return controller.request;
        }
        // https://streams.spec.whatwg.org/#set-up-readable-byte-stream-controller
        function setUp(stream, { start, pull, cancel, highWaterMark, autoAllocate }) {
          const object = new ReadableByteStreamController(secret);
          const controller = {
            object, stream, queue: [], total: 0, isStarted: false, closeRequested: false, isPulling: false, pullsAgain: false, highWaterMark,
            pull: pull ? () => pull(object) : () => resolved(undefined), cancel: cancel ?? (() => resolved(undefined)), isByte: true,
            pending: [], request: null,
            cancelSteps(reason) {
              invalidate(controller);
              controller.pending = [];
              reset(controller);
              const result = controller.cancel(reason);
              clear(controller);
              return result;
            },
            pullSteps(request) {
              if (controller.total > 0) {
                fillRequest(controller, request);
                return;
              }
              if (autoAllocate !== undefined) {
                controller.pending.push({
                  buffer: new ArrayBuffer(autoAllocate), offset: 0, length: autoAllocate, filled: 0, least: 1, elementSize: 1, kind: "Uint8Array",
                  readerKind: "default",
                });
              }
              stream.reader.requests.push(request);
              callPull(controller);
            },
            pullInto(view, kind, least, request) {
              const elementSize = sizes[kind];
              const { byteOffset, byteLength } = view;
              let buffer;
              try {
                buffer = host.transfer(view.buffer);
              } catch (reason) {
                request.error(reason);
                return;
              }
              const descriptor = {
                buffer, offset: byteOffset, length: byteLength, filled: 0, least: least * elementSize, elementSize, kind, readerKind: "byob",
              };
              if (controller.pending.length > 0) {
                controller.pending.push(descriptor);
                stream.reader.requests.push(request);
                return;
              }
              if (stream.state === "closed") {
                request.close(new globalThis[kind](buffer, byteOffset, 0));
                return;
              }
              if (controller.total > 0) {
                if (fill(controller, descriptor)) {
                  const filled = viewOf(descriptor);
                  handleDrain(controller);
                  request.chunk(filled);
                  return;
                }
                if (controller.closeRequested) {
                  const reason = state("Partial read");
                  error(controller, reason);
                  request.error(reason);
                  return;
                }
              }
              controller.pending.push(descriptor);
              stream.reader.requests.push(request);
              callPull(controller);
            },
            releaseSteps() {
              if (controller.pending.length === 0) return;
              controller.pending[0].readerKind = "none";
              controller.pending.length = 1;
            },
          };
          records.set(object, controller);
          stream.controller = controller;
          host.react(settledBy(start ? start(object) : undefined), () => {
            controller.isStarted = true;
            callPull(controller);
          }, (reason) => error(controller, reason));
        }
        function setUpFrom(stream, source, members, highWaterMark) {
          const autoAllocate = source?.autoAllocateChunkSize;
          if (autoAllocate === 0) throw host.error("TypeError", "ERR_INVALID_ARG_VALUE", "The property 'source.autoAllocateChunkSize' is invalid. Received 0");
          setUp(stream, { ...members, highWaterMark, autoAllocate: autoAllocate === undefined ? undefined : +autoAllocate });
        }
        function of(value) {
          const record = records.get(value);
          if (record === undefined) throw invalidThis("ReadableByteStreamController");
          return record;
        }
        function isView(value) {
          const kind = host.kindOf(value);
          return kind !== undefined && kind !== "buffer" && kind !== "shared";
        }
        class ReadableByteStreamController {
          constructor(key = undefined) { if (key !== secret) throw illegal(); }
          get byobRequest() { return requestOf(of(this)); }
          get desiredSize() { return desiredSize(of(this)); }
          close() {
            const controller = of(this);
            if (controller.closeRequested || controller.stream.state !== "readable") throw state("Controller is already closed");
            close(controller);
          }
          enqueue(chunk) {
            const controller = of(this);
            if (!isView(chunk)) throw invalid("buffer", "an instance of Buffer, TypedArray, or DataView", chunk);
            if (chunk.byteLength === 0 || chunk.buffer.byteLength === 0) throw state("chunk ArrayBuffer is zero-length or detached");
            if (controller.closeRequested || controller.stream.state !== "readable") throw state("Controller is already closed");
            enqueue(controller, chunk);
          }
          error(reason = undefined) { error(of(this), reason); }
        }
        define(ReadableByteStreamController);
        class ReadableStreamBYOBRequest {
          constructor(key = undefined) { if (key !== secret) throw illegal(); }
          get view() { return requestRecords.get(this)?.view ?? null; }
          respond(bytesWritten) {
            const record = requestRecords.get(this);
            if (!record?.controller) throw state("This BYOB request has been invalidated");
            if (host.isDetached(record.view.buffer)) throw state("Viewed ArrayBuffer is detached");
            respond(record.controller, +bytesWritten);
          }
          respondWithNewView(view) {
            const record = requestRecords.get(this);
            if (!isView(view)) throw invalid("view", "an instance of Buffer, TypedArray, or DataView", view);
            if (!record?.controller) throw state("This BYOB request has been invalidated");
            const { controller } = record;
            const first = controller.pending[0];
            const count = view.byteLength;
            if (first.offset + first.filled !== view.byteOffset || first.filled + count > first.length)
              throw host.error("RangeError", "ERR_INVALID_ARG_VALUE", "The argument 'view' is invalid.");
            first.buffer = host.transfer(view.buffer);
            respondInternal(controller, count);
          }
        }
        define(ReadableStreamBYOBRequest);
        module.exports = { ReadableByteStreamController, ReadableStreamBYOBRequest, setUpFrom, setUp, enqueue, close };
        """#
}
