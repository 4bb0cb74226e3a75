extension NodeModules {
    /// A part of `stream`.
    static let streamPipelines = #"""
        // Pipelines.
        async function pump(iterable, writable, done, { end }) {
          let failed;
          let wake = null;
          const resume = (error) => {
            if (error) failed = error;
            const callback = wake;
            wake = null;
            callback?.();
          };
          const room = () => new Promise((resolve, reject) => {
            if (failed) reject(failed);
            else wake = () => (failed ? reject(failed) : resolve());
          });
          writable.on("drain", resume);
          const cleanup = finished(writable, { readable: false }, resume);
          try {
            if (writable.writableNeedDrain) await room();
            for await (const chunk of iterable) if (!writable.write(chunk)) await room();
            if (end) {
              writable.end();
              await room();
            }
            done();
          } catch (error) {
            done(failed && failed !== error ? failed : error);
          } finally {
            cleanup();
            writable.off("drain", resume);
          }
        }
        function pipeline(...streams) {
          if (typeof streams.at(-1) !== "function") throw wrongType("streams[stream.length - 1]", "of type function", streams.at(-1));
          const callback = streams.pop();
          let isCalled = false;
          return runPipeline(streams, (...values) => {
            if (isCalled) return;
            isCalled = true;
            callback(...values);
          });
        }
        const isIterable = (value) => Boolean(value) && (typeof value[Symbol.asyncIterator] === "function" || typeof value[Symbol.iterator] === "function");
        function runPipeline(streams, callback, options) {
          if (streams.length === 1 && Array.isArray(streams[0])) streams = streams[0];
          if (streams.length < 2) throw failure("ERR_MISSING_ARGS", 'The "streams" argument must be specified', "TypeError");
          const outer = options?.signal;
          let controller;
          // Made for a stage that asks for it.
          const stage = { get signal() { return (controller ??= new globalThis.AbortController()).signal; } };
          let failed;
          let value;
          const destroys = [];
          const cleanups = [];
          let count = 0;
          function done(error, isLast) {
            if (error && (!failed || failed.code === "ERR_STREAM_PREMATURE_CLOSE")) failed = error;
            if (!failed && !isLast) return;
            while (destroys.length) destroys.shift()(failed);
            outer?.removeEventListener("abort", onAbort);
            controller?.abort();
            if (isLast) {
              if (!failed) for (const cleanup of cleanups) cleanup();
              nextTick(callback, failed, value);
            }
          }
          const finishOne = (error) => done(error, --count === 0);
          const onAbort = () => finishOne(abortError(outer.reason));
          outer?.addEventListener("abort", onAbort);
          function guard(stream, isReading, isWriting) {
            let isOver = false;
            stream.on("close", () => { isOver = true; });
            const cleanup = finished(stream, { readable: isReading, writable: isWriting }, (error) => { isOver = !error; });
            destroys.push((error) => {
              if (isOver) return;
              isOver = true;
              destroyer(stream, error || failure("ERR_STREAM_DESTROYED", "Cannot call pipe after a stream was destroyed"));
            });
            return cleanup;
          }
          let latest;
          for (let index = 0; index < streams.length; index++) {
            const stream = streams[index];
            const isReading = index < streams.length - 1;
            const isWriting = index > 0;
            const ends = isReading || options?.end !== false;
            const isLast = index === streams.length - 1;
            if (isNodeStream(stream)) {
              if (ends) cleanups.push(guard(stream, isReading, isWriting));
              const onError = (error) => { if (error && error.name !== "AbortError" && error.code !== "ERR_STREAM_PREMATURE_CLOSE") finishOne(error); };
              stream.on("error", onError);
              if (isReadableNode(stream) && isLast) cleanups.push(() => stream.removeListener("error", onError));
            }
            if (index === 0) {
              if (typeof stream === "function") {
                latest = stream(stage);
                if (!isIterable(latest)) throw failure("ERR_INVALID_RETURN_VALUE", `Expected Iterable, AsyncIterable or Stream to be returned from the "source" function but got ${host.received(latest)}.`, "TypeError");
              } else latest = isIterable(stream) || isReadableNode(stream) ? stream : Duplex.from(stream);
            } else if (typeof stream === "function") {
              const input = latest?.[Symbol.asyncIterator] ? latest : Readable.from(latest);
              latest = stream(input, stage);
              if (!isLast) {
                if (!isIterable(latest)) throw failure("ERR_INVALID_RETURN_VALUE", `Expected AsyncIterable to be returned from the "transform[${index - 1}]" function but got ${host.received(latest)}.`, "TypeError");
              } else {
                const through = new PassThrough({ objectMode: true });
                const then = latest?.then;
                if (typeof then === "function") {
                  count++;
                  then.call(latest, (result) => {
                    value = result;
                    if (result !== null && result !== undefined) through.write(result);
                    if (ends) through.end();
                    nextTick(finishOne);
                  }, (error) => {
                    through.destroy(error);
                    nextTick(finishOne, error);
                  });
                } else if (isIterable(latest)) {
                  count++;
                  pump(latest, through, finishOne, { end: ends });
                } else throw failure("ERR_INVALID_RETURN_VALUE", `Expected AsyncIterable or Promise to be returned from the "destination" function but got ${host.received(latest)}.`, "TypeError");
                latest = through;
                cleanups.push(guard(through, false, true));
              }
            } else if (isNodeStream(stream)) {
              if (isReadableNode(latest)) {
                count += 2;
                const cleanup = join(latest, stream, finishOne, ends);
                if (isReadableNode(stream) && isLast) cleanups.push(cleanup);
              } else if (isIterable(latest)) {
                count++;
                pump(latest, stream, finishOne, { end: ends });
              } else throw wrongType("val", "an instance of Readable, Iterable, AsyncIterable, ReadableStream, or TransformStream", latest);
              latest = stream;
            } else latest = Duplex.from(stream);
          }
          if (outer?.aborted) nextTick(onAbort);
          return latest;
        }
        function join(source, target, finishOne, ends) {
          let isEnded = false;
          target.on("close", () => { if (!isEnded) finishOne(premature()); });
          source.pipe(target, { end: false });
          if (ends) {
            const end = () => {
              isEnded = true;
              target.end();
            };
            if (isEndedReading(source)) nextTick(end);
            else source.once("end", end);
          } else finishOne();
          finished(source, { readable: true, writable: false }, (error) => {
            const state = source._readableState;
            if (error && error.code === "ERR_STREAM_PREMATURE_CLOSE" && state && state.ended && !state.errored && !state.errorEmitted)
              source.once("end", finishOne).once("error", finishOne);
            else finishOne(error);
          });
          return finished(target, { readable: false, writable: true }, finishOne);
        }
        // Streams one behind another, as one: what is written goes to the first, what is read comes from the last.
        function compose(...streams) {
          if (streams.length === 0) throw failure("ERR_MISSING_ARGS", 'The "streams" argument must be specified', "TypeError");
          const source = new PassThrough({ objectMode: true });
          let latest = source;
          const [first] = streams;
          const isWritable = typeof first === "function" || isWritableNode(first);
          const all = isWritable ? [source] : [];
          for (const one of streams) {
            if (typeof one === "function") {
              const result = one(latest);
              if (result?.[Symbol.asyncIterator]) all.push(Readable.from(result));
              else if (typeof result?.then === "function") result.then(() => output.push(null), (error) => output.destroy(error));
              else throw failure("ERR_INVALID_RETURN_VALUE", `Expected Iterable, AsyncIterable or AsyncFunction to be returned from the "body" function but got ${host.received(result)}.`, "TypeError");
            } else {
              if (latest !== source || isWritable) latest.pipe(one);
              all.push(one);
            }
            latest = all.at(-1);
          }
          const tail = all.at(-1);
          const isReadable = isReadableNode(tail);
          const output = new Duplex({
            objectMode: true, readable: isReadable, writable: isWritable,
            write(chunk, encoding, callback) { if (source.write(chunk, encoding)) callback(); else source.once("drain", callback); },
            final(callback) {
              source.end();
              callback();
            },
            read() { pull(); },
            destroy(error, callback) {
              for (const one of all) destroyer(one, error);
              callback(error);
            },
          });
          function pull() { for (let chunk = tail.read(); chunk !== null; chunk = tail.read()) if (!output.push(chunk)) return; }
          if (isReadable) {
            tail.on("readable", pull);
            tail.on("end", () => output.push(null));
          }
          for (const one of all) one.on("error", (error) => output.destroy(error));
          return output;
        }
        const promises = {
          finished(stream, options) {
            return new Promise((resolve, reject) => {
              const cleanup = finished(stream, options ?? {}, (error) => {
                if (options?.cleanup) cleanup();
                if (error) reject(error);
                else resolve();
              });
            });
          },
          pipeline(...streams) {
            return new Promise((resolve, reject) => {
              let options = {};
              const last = streams.at(-1);
              if (last && typeof last === "object" && !isNodeStream(last) && !isIterable(last) && !last.then) options = streams.pop();
              let isCalled = false;
              runPipeline(streams, (error, value) => {
                if (isCalled) return;
                isCalled = true;
                if (error) reject(error);
                else resolve(value);
              }, options);
            });
          },
        };
        function duplexPair(options) {
          const make = () => new Duplex({
            ...options,
            read() { callWaiting(this); },
            write(chunk, encoding, callback) {
              if (chunk.length === 0) return void nextTick(callback);
              this.other.push(chunk);
              this.other[waiting] = callback;
            },
            final(callback) {
              this.other.on("end", callback);
              this.other.push(null);
            },
          });
          const [first, second] = [make(), make()];
          for (const [one, two] of [[first, second], [second, first]]) {
            Object.defineProperty(one, "other", { value: two });
            Object.defineProperty(one, waiting, { value: null, writable: true });
          }
          return [first, second];
        }
        const adapters = () => require("internal/streamAdapters");
        Readable.fromWeb = function (stream, options) { return adapters().readableFromWeb(stream, options); };
        Readable.toWeb = function (stream, options) { return adapters().readableToWeb(stream, options); };
        Writable.fromWeb = function (stream, options) { return adapters().writableFromWeb(stream, options); };
        Writable.toWeb = function (stream) { return adapters().writableToWeb(stream); };
        Duplex.fromWeb = function (pair, options) { return adapters().duplexFromWeb(pair, options); };
        Duplex.toWeb = function (stream, options) { return adapters().duplexToWeb(stream, options); };
        for (const one of [Readable, Writable, Duplex]) for (const name of ["fromWeb", "toWeb"]) Object.defineProperty(one[name], "name", { value: "" });
        const known = (stream) => Boolean(stream?._readableState || stream?._writableState);
        Object.assign(Stream, {
          isDestroyed: (stream) => (known(stream) ? Boolean(stream.destroyed || anyOf(stream, "destroyed")) : null),
          isDisturbed: (stream) => Boolean(stream && (stream._readableState?.dataEmitted || stream.readableDidRead || stream.readableAborted)),
          isErrored: (stream) => Boolean(stream && (stream._readableState?.errored || stream._writableState?.errored)),
          isReadable: (stream) => (stream && typeof stream.readable === "boolean" ? stream.readable && !stream.destroyed && !isEndedReading(stream) : null),
          isWritable: (stream) => (stream && typeof stream.writable === "boolean" ? stream.writable && !stream.destroyed && !stream.writableEnded : null),
          Readable, Writable, Duplex, Transform, PassThrough, duplexPair, pipeline, addAbortSignal, finished,
          destroy: destroyer, compose, setDefaultHighWaterMark, getDefaultHighWaterMark,
        });
        Object.defineProperty(Stream, "promises", { configurable: true, enumerable: true, get: () => promises });
        const custom = Symbol.for("nodejs.util.promisify.custom");
        Object.defineProperty(pipeline, custom, { enumerable: true, get: () => promises.pipeline });
        Object.defineProperty(finished, custom, { enumerable: true, get: () => promises.finished });
        Stream.Stream = Stream;
        Stream._isArrayBufferView = isView;
        Stream._isUint8Array = (value) => value instanceof Uint8Array;
        Stream._uint8ArrayToBuffer = bytesOf;
        module.exports = Stream;
        """#
}
