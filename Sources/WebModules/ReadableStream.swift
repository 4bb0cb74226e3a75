extension WebModules {
    /// https://streams.spec.whatwg.org/#rs
    static let readable = #"""
        "use strict";
        // https://streams.spec.whatwg.org/#rs-class
        const host = __dirname;
        const { define, invalid, invalidThis } = require("interfaces");
        const { highWaterMark, isEmpty, sizeOf, resolved, rejected, called, method, state } = require("queues");
        const readers = require("readers");
        const controllers = require("readableController");
        const { records } = readers;
        const made = {};
        function of(value) {
          const record = records.get(value);
          if (record === undefined) throw invalidThis("ReadableStream");
          return record;
        }
        class ReadableStream {
          constructor(underlyingSource = undefined, strategy = {}) {
            const stream = readers.newStream();
            stream.object = this;
            records.set(this, stream);
            if (underlyingSource === made) return;
            if (underlyingSource === null) throw invalid("source", "of type object", underlyingSource);
            const source = underlyingSource;
            const type = source?.type;
            const cancel = method(source, "cancel", "source");
            const pull = method(source, "pull", "source");
            const start = method(source, "start", "source");
            const members = {
              start: start && ((controller) => start.call(source, controller)),
              pull: pull && ((controller) => called(pull, source, controller)),
              cancel: cancel && ((reason) => called(cancel, source, reason)),
            };
            if (`${type}` === "bytes" && type !== undefined) {
              if (strategy?.size !== undefined)
                throw host.error("RangeError", "ERR_INVALID_ARG_VALUE", "The property 'strategy.size' is invalid. Received " + host.inspect(strategy.size));
              require("byteController").setUpFrom(stream, source, members, highWaterMark(strategy, 0));
              return;
            }
            if (type !== undefined) throw host.error("TypeError", "ERR_INVALID_ARG_VALUE", `The property 'source.type' is invalid. Received ${host.inspect(type)}`);
            const size = sizeOf(strategy);
            controllers.setUp(stream, { ...members, highWaterMark: highWaterMark(strategy, 1), size });
          }
          static from(asyncIterable) { return from(asyncIterable); }
          get locked() { return readers.isLocked(of(this)); }
          cancel(reason = undefined) {
            const stream = records.get(this);
            if (stream === undefined) return rejected(invalidThis("ReadableStream"));
            return readers.isLocked(stream) ? rejected(state("ReadableStream is locked")) : readers.cancel(stream, reason);
          }
          getReader(options = {}) {
            const stream = of(this);
            const mode = options?.mode;
            if (mode !== undefined && `${mode}` !== "byob")
              throw host.error("TypeError", "ERR_INVALID_ARG_VALUE", `The property 'options.mode' is invalid. Received ${host.inspect(mode)}`);
            return readers.getReader(stream, mode !== undefined);
          }
          pipeThrough(transform, options = {}) {
            const stream = of(this);
            const writables = require("writable");
            const target = writables.records.get(transform?.writable);
            if (records.get(transform?.readable) === undefined) throw invalid("transform.readable", "an instance of ReadableStream", transform?.readable);
            if (target === undefined) throw invalid("transform.writable", "an instance of WritableStream", transform?.writable);
            const signal = signalOf(options);
            if (readers.isLocked(stream)) throw state("The ReadableStream is locked");
            if (writables.isLocked(target)) throw state("The WritableStream is locked");
            host.handled(require("piping").pipe(stream, target, options ?? {}, signal));
            return transform.readable;
          }
          pipeTo(destination, options = {}) {
            const stream = records.get(this);
            if (stream === undefined) return rejected(invalidThis("ReadableStream"));
            const writables = require("writable");
            const target = writables.records.get(destination);
            try {
              if (target === undefined) throw invalid("transform.writable", "an instance of WritableStream", destination);
              const signal = signalOf(options);
              if (readers.isLocked(stream)) throw state("The ReadableStream is locked");
              if (writables.isLocked(target)) throw state("The WritableStream is locked");
              return require("piping").pipe(stream, target, options ?? {}, signal);
            } catch (error) {
              return rejected(error);
            }
          }
          tee() {
            const stream = of(this);
            if (readers.isLocked(stream)) throw state("ReadableStream is locked");
            return teeRecord(stream);
          }
          values(options = {}) {
            const stream = of(this);
            return iterate(stream, Boolean(options?.preventCancel));
          }
        }
        define(ReadableStream);
        Object.defineProperty(ReadableStream.prototype, Symbol.asyncIterator,
          { value: ReadableStream.prototype.values, writable: true, configurable: true });
        host.inspector(ReadableStream.prototype, (value) => {
          const stream = records.get(value);
          if (stream === undefined) return undefined;
          const object = { locked: readers.isLocked(stream), state: stream.state, supportsBYOB: Boolean(stream.controller?.isByte) };
          return { name: "ReadableStream", object };
        });
        function signalOf(options) {
          const signal = options?.signal;
          if (signal === undefined) return undefined;
          if (require("abort").isAborted(signal) === undefined) throw invalid("options.signal", "an instance of AbortSignal", signal);
          return signal;
        }
        function make(parts) {
          const stream = records.get(new ReadableStream(made));
          controllers.setUp(stream, { highWaterMark: 1, size: () => 1, ...parts });
          return stream;
        }

        // https://streams.spec.whatwg.org/#rs-asynciterator
        const iteratorPrototype = Object.create(Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype), {
          next: { value: function next() { return iterators.get(this).next(); }, writable: true, enumerable: true, configurable: true },
          return: { value: function (value) { return iterators.get(this).return(value); }, writable: true, enumerable: true, configurable: true },
        });
        Object.defineProperty(iteratorPrototype.return, "name", { value: "return" });
        const iterators = new WeakMap();
        function iterate(stream, preventCancel) {
          const reader = readers.acquire(stream, false);
          let ongoing, isFinished = false, hasBegun = false;
          function nextSteps() {
            if (isFinished) return resolved({ value: undefined, done: true });
            const promise = host.promise();
            readers.read(reader, {
              chunk: (value) => { if (host.words.iteration !== "idl") ongoing = undefined; host.resolve(promise, { value, done: false }); },
              close: () => {
                ongoing = undefined;
                isFinished = true;
                readers.release(reader);
                host.resolve(promise, { value: undefined, done: true });
              },
              error: (reason) => {
                ongoing = undefined;
                isFinished = true;
                readers.release(reader);
                host.reject(promise, reason);
              },
            });
            if (host.words.iteration !== "idl") return promise;
            return host.then(promise, (result) => {
              ongoing = undefined;
              return result;
            });
          }
          function returnSteps(value) {
            if (isFinished) return resolved({ value, done: true });
            isFinished = true;
            if (preventCancel) {
              readers.release(reader);
              return resolved({ value, done: true });
            }
            const result = readers.cancel(reader.stream, value);
            readers.release(reader);
            return host.then(result, () => ({ value, done: true }));
          }
          const iterator = Object.create(iteratorPrototype);
          iterators.set(iterator, {
            next() {
              // Node.js lets the stream start before its first read.
              if (!hasBegun && host.words.iteration.startsWith("node")) ongoing = resolved(undefined);
              hasBegun = true;
              const { controller } = stream;
              if (ongoing !== undefined) {
                ongoing = host.then(ongoing, nextSteps, nextSteps);
              } else if ((host.words.iteration === "node" || host.words.iteration === "direct") && !isFinished && stream.state === "readable" && !controller.isByte
                && !isEmpty(controller.queue)) {
                // What is there already is not waited for.
                return nextSteps();
              } else {
                ongoing = nextSteps();
              }
              return ongoing;
            },
            return(value) {
              hasBegun = true;
              ongoing = ongoing === undefined ? returnSteps(value) : host.then(ongoing, () => returnSteps(value), () => returnSteps(value));
              return ongoing;
            },
          });
          return iterator;
        }

        // https://streams.spec.whatwg.org/#readable-stream-from-iterable
        function from(iterable) {
          const fail = () => host.error("TypeError", "ERR_ARG_NOT_ITERABLE", `${host.inspect(iterable)} must be iterable`);
          if (iterable === null || iterable === undefined) throw fail();
          let fn = iterable[Symbol.asyncIterator];
          if (fn === undefined || fn === null) fn = iterable[Symbol.iterator];
          if (typeof fn !== "function") throw fail();
          const iterator = fn.call(iterable);
          if (typeof iterator !== "object" || iterator === null) throw state("The iterator method must return an object");
          let stream;
          const check = (result, name) => {
            if (typeof result === "object" && result !== null) return result;
            throw state(`The promise returned by the iterator.${name}() method must fulfill with an object`);
          };
          stream = make({
            highWaterMark: 0,
            pull() {
              const pulled = host.promise();
              const fail = (reason) => host.reject(pulled, reason);
              const attempt = (work) => (value) => {
                try {
                  work(value);
                } catch (reason) {
                  fail(reason);
                }
              };
              host.react(promised(() => iterator.next()), attempt((result) => {
                if (check(result, "next").done) {
                  controllers.close(stream.controller);
                  host.resolve(pulled, undefined);
                  return;
                }
                host.react(host.promiseOf(result.value), attempt((value) => {
                  controllers.enqueue(stream.controller, value);
                  host.resolve(pulled, undefined);
                }), fail);
              }), fail);
              return pulled;
            },
            cancel(reason) {
              let end;
              try {
                end = iterator.return;
              } catch (error) {
                return rejected(error);
              }
              if (end === undefined || end === null) return resolved(undefined);
              return host.then(promised(() => end.call(iterator, reason)), (result) => { check(result, "return"); });
            },
          });
          return stream.object;
        }

        function promised(call) {
          try {
            return host.promiseOf(call());
          } catch (error) {
            return rejected(error);
          }
        }

        // https://streams.spec.whatwg.org/#abstract-opdef-readablestreamdefaulttee
        function teeRecord(stream) {
          const reader = readers.acquire(stream, false);
          let isReading = false, readsAgain = false, reason1, reason2, isCanceled1 = false, isCanceled2 = false;
          const cancelPromise = host.promise();
          let branch1, branch2;
          function pull() {
            if (isReading) {
              readsAgain = true;
              return resolved(undefined);
            }
            isReading = true;
            readers.read(reader, {
              chunk(chunk) {
                host.react(resolved(undefined), () => {
                  readsAgain = false;
                  const second = stream.controller.isByte ? chunk.slice() : chunk;
                  if (!isCanceled1) controllers.enqueue(branch1.controller, chunk);
                  if (!isCanceled2) controllers.enqueue(branch2.controller, second);
                  isReading = false;
                  if (readsAgain) pull();
                });
              },
              close() {
                isReading = false;
                if (!isCanceled1) controllers.close(branch1.controller);
                if (!isCanceled2) controllers.close(branch2.controller);
                if (!isCanceled1 || !isCanceled2) host.resolve(cancelPromise, undefined);
              },
              error() { isReading = false; },
            });
            return resolved(undefined);
          }
          branch1 = make({
            pull, cancel(reason) {
              isCanceled1 = true;
              reason1 = reason;
              if (isCanceled2) host.resolve(cancelPromise, readers.cancel(stream, [reason1, reason2]));
              return cancelPromise;
            },
          });
          branch2 = make({
            pull, cancel(reason) {
              isCanceled2 = true;
              reason2 = reason;
              if (isCanceled1) host.resolve(cancelPromise, readers.cancel(stream, [reason1, reason2]));
              return cancelPromise;
            },
          });
          host.react(reader.closed, undefined, (reason) => {
            controllers.error(branch1.controller, reason);
            controllers.error(branch2.controller, reason);
            if (!isCanceled1 || !isCanceled2) host.resolve(cancelPromise, undefined);
          });
          return [branch1.object, branch2.object];
        }

        // A stream of bytes that are there already.
        function streamOf(...chunks) {
          const stream = records.get(new ReadableStream(made));
          const bytesController = require("byteController");
          bytesController.setUp(stream, {
            highWaterMark: 0,
            pull() {
              const bytes = chunks.shift();
              if (bytes !== undefined && bytes.length > 0) bytesController.enqueue(stream.controller, bytes.slice());
              if (chunks.length > 0) return resolved(undefined);
              bytesController.close(stream.controller);
              const { pending } = stream.controller;
              if (pending.length > 0) stream.controller.object.byobRequest.respond(0);
              return resolved(undefined);
            },
          });
          return stream.object;
        }
        // Reads all chunks, each of which is to be bytes.
        function readAll(object, done, failed) {
          const stream = of(object);
          const reader = readers.acquire(stream, false);
          const chunks = [];
          const next = () => readers.read(reader, {
            chunk(chunk) {
              if (host.kindOf(chunk) !== "Uint8Array") {
                const error = new TypeError("Received non-Uint8Array chunk");
                host.handled(readers.cancel(stream, error));
                failed(error);
                return;
              }
              chunks.push(chunk);
              host.react(resolved(undefined), next);
            },
            close() { done(chunks); }, error: failed,
          });
          next();
        }
        host.hooks.isReadable = (value) => records.has(value);
        host.hooks.isDisturbed = (value) => {
          const stream = records.get(value);
          return stream.isDisturbed || readers.isLocked(stream);
        };
        module.exports = { ReadableStream, make, tee: (object) => teeRecord(of(object)), streamOf, readAll };
        """#
}
