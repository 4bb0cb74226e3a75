extension WebModules {
    /// https://streams.spec.whatwg.org/#ts
    static let transform = #"""
        "use strict";
        // https://streams.spec.whatwg.org/#ts
        const host = __dirname;
        const { define, illegal, invalid, invalidThis } = require("interfaces");
        const { highWaterMark, sizeOf, resolved, called, method, state } = require("queues");
        const readable = require("readable");
        const readers = require("readers");
        const sources = require("readableController");
        const writables = require("writable");
        const secret = {};
        const records = new WeakMap();
        const controllerRecords = new WeakMap();
        function setBackpressure(stream, backpressure) {
          if (stream.change !== undefined) host.resolve(stream.change, undefined);
          stream.change = host.promise();
          stream.backpressure = backpressure;
        }
        function errorBoth(stream, reason) {
          sources.error(stream.readable.controller, reason);
          errorWritable(stream, reason);
        }
        function errorWritable(stream, reason) {
          clear(stream.controller);
          writables.errorIfNeeded(stream.writable.controller, reason);
          if (stream.backpressure) setBackpressure(stream, false);
        }
        function clear(controller) { controller.transform = controller.flush = controller.cancel = undefined; }
        function enqueue(controller, chunk) {
          const { stream } = controller;
          const target = stream.readable.controller;
          if (!sources.canCloseOrEnqueue(target)) throw state("Unable to enqueue");
          try {
            sources.enqueue(target, chunk);
          } catch (reason) {
            errorWritable(stream, reason);
            throw stream.readable.error;
          }
          const backpressure = !(readers.requestCount(stream.readable) > 0 || sources.desiredSize(target) > 0);
          if (backpressure !== stream.backpressure) setBackpressure(stream, true);
        }
        function perform(controller, chunk) {
          return host.then(controller.transform(chunk), undefined, (reason) => {
            errorBoth(controller.stream, reason);
            throw reason;
          });
        }
        // https://streams.spec.whatwg.org/#initialize-transform-stream
        function setUp(object, { start, transform, flush, cancel, writableMark, writableSize, readableMark, readableSize }) {
          const stream = { object, readable: undefined, writable: undefined, backpressure: undefined, change: undefined, controller: undefined };
          records.set(object, stream);
          const started = host.promise();
          const controller = { object: new TransformStreamDefaultController(secret), stream, transform: undefined, flush: undefined, cancel: undefined, finish: undefined };
          controllerRecords.set(controller.object, controller);
          controller.transform = transform ? (chunk) => transform(chunk, controller.object) : (chunk) => called(() => enqueue(controller, chunk));
          controller.flush = flush ? () => flush(controller.object) : () => resolved(undefined);
          controller.cancel = cancel ?? (() => resolved(undefined));
          // How both sides end: the one that begins it calls, and the other waits for the same promise.
          const finish = (run, done, failed) => {
            if (controller.finish !== undefined) return controller.finish;
            const promise = controller.finish = host.promise();
            const result = run();
            clear(controller);
            host.react(result, () => done(promise), (reason) => failed(promise, reason));
            return promise;
          };
          stream.writable = writables.make({
            start: () => started, highWaterMark: writableMark, size: writableSize,
            write(chunk) {
              if (!stream.backpressure) return perform(controller, chunk);
              return host.then(stream.change, () => {
                if (stream.writable.state === "erroring") throw stream.writable.error;
                return perform(controller, chunk);
              });
            },
            abort: (reason) => finish(() => controller.cancel(reason), (promise) => {
              if (stream.readable.state === "errored") {
                host.reject(promise, stream.readable.error);
                return;
              }
              sources.error(stream.readable.controller, reason);
              host.resolve(promise, undefined);
            }, (promise, failure) => {
              sources.error(stream.readable.controller, failure);
              host.reject(promise, failure);
            }),
            close: () => finish(() => controller.flush(), (promise) => {
              if (stream.readable.state === "errored") {
                host.reject(promise, stream.readable.error);
                return;
              }
              sources.close(stream.readable.controller);
              host.resolve(promise, undefined);
            }, (promise, failure) => {
              sources.error(stream.readable.controller, failure);
              host.reject(promise, failure);
            }),
          });
          stream.readable = readable.make({
            start: () => started, highWaterMark: readableMark, size: readableSize,
            pull() {
              setBackpressure(stream, false);
              return stream.change;
            },
            cancel: (reason) => finish(() => controller.cancel(reason), (promise) => {
              if (stream.writable.state === "errored") {
                host.reject(promise, stream.writable.error);
                return;
              }
              errorWritable(stream, reason);
              host.resolve(promise, undefined);
            }, (promise, failure) => {
              errorWritable(stream, failure);
              host.reject(promise, failure);
            }),
          });
          setBackpressure(stream, true);
          stream.controller = controller;
          host.resolve(started, start ? start(controller.object) : undefined);
          return stream;
        }
        function of(value, name = "TransformStream") {
          const record = (name === "TransformStream" ? records : controllerRecords).get(value);
          if (record === undefined) throw invalidThis(name);
          return record;
        }
        class TransformStream {
          constructor(transformer = undefined, writableStrategy = {}, readableStrategy = {}) {
            if (transformer === null) throw invalid("transformer", "of type object", transformer);
            for (const name of ["readableType", "writableType"]) {
              const type = transformer?.[name];
              if (type !== undefined)
                throw host.error("RangeError", "ERR_INVALID_ARG_VALUE", `The property 'transformer.${name}' is invalid. Received ${host.inspect(type)}`);
            }
            const readableMark = highWaterMark(readableStrategy, 0);
            const readableSize = sizeOf(readableStrategy);
            const writableMark = highWaterMark(writableStrategy, 1);
            const writableSize = sizeOf(writableStrategy);
            const [cancel, flush, start, transform] = ["cancel", "flush", "start", "transform"].map((name) => method(transformer, name, "transformer"));
            setUp(this, {
              start: start && ((controller) => start.call(transformer, controller)),
              transform: transform && ((chunk, controller) => called(transform, transformer, chunk, controller)),
              flush: flush && ((controller) => called(flush, transformer, controller)), cancel: cancel && ((reason) => called(cancel, transformer, reason)),
              writableMark, writableSize, readableMark, readableSize,
            });
          }
          get readable() { return of(this).readable.object; }
          get writable() { return of(this).writable.object; }
        }
        define(TransformStream);
        host.inspector(TransformStream.prototype, (value) => {
          const stream = records.get(value);
          if (stream === undefined) return undefined;
          const object = { readable: stream.readable.object, writable: stream.writable.object, backpressure: stream.backpressure };
          return { name: "TransformStream", object };
        });
        class TransformStreamDefaultController {
          constructor(key = undefined) { if (key !== secret) throw illegal(); }
          get desiredSize() { return sources.desiredSize(of(this, "TransformStreamDefaultController").stream.readable.controller); }
          enqueue(chunk = undefined) { enqueue(of(this, "TransformStreamDefaultController"), chunk); }
          error(reason = undefined) { errorBoth(of(this, "TransformStreamDefaultController").stream, reason); }
          terminate() {
            const { stream } = of(this, "TransformStreamDefaultController");
            sources.close(stream.readable.controller);
            errorWritable(stream, state("TransformStream has been terminated"));
          }
        }
        define(TransformStreamDefaultController);
        module.exports = { TransformStream, TransformStreamDefaultController };
        """#
}
