extension NodeModules {
    /// A part of `stream`.
    static let streamReading = #"""
        // Reading.
        function ReadableState(options, stream, isDuplex) {
          isDuplex = isDuplex ?? stream instanceof Duplex;
          this[kState] = numberOf(readableBits, ["emitClose", "autoDestroy", "constructed", "sync"]);
          if (options?.objectMode || (isDuplex && options?.readableObjectMode)) this.objectMode = true;
          this.highWaterMark = markOf(options, isDuplex, "readable", this.objectMode);
          this.buffer = [];
          this.bufferIndex = 0;
          this.length = 0;
          this.pipes = [];
          if (options?.emitClose === false) this.emitClose = false;
          if (options?.autoDestroy === false) this.autoDestroy = false;
          setEncodingOf(this, options?.defaultEncoding);
          this.awaitDrainWriters = null;
          if (options?.encoding) {
            this.decoder = new (require("string_decoder").StringDecoder)(options.encoding);
            this.encoding = options.encoding;
          }
        }
        defineReadableState(ReadableState.prototype);
        function Readable(options) {
          if (!(this instanceof Readable)) return new Readable(options);
          this._events ??= { close: undefined, error: undefined, data: undefined, end: undefined, readable: undefined };
          this._readableState = new ReadableState(options, this, this instanceof Duplex);
          if (options) {
            if (typeof options.read === "function") this._read = options.read;
            if (typeof options.destroy === "function") this._destroy = options.destroy;
            if (typeof options.construct === "function") this._construct = options.construct;
            if (options.signal && !(this instanceof Duplex)) addAbortSignal(options.signal, this);
          }
          Stream.call(this, options);
          construct(this, () => { if (this._readableState.needReadable) readMore(this, this._readableState); });
        }
        Object.setPrototypeOf(Readable.prototype, Stream.prototype);
        Object.setPrototypeOf(Readable, Stream);
        Readable.ReadableState = ReadableState;
        const sizeOf = (state, chunk) => (state.objectMode ? 1 : chunk.length);
        // Takes what _read gives.
        function take(stream, chunk, encoding, isFirst) {
          const state = stream._readableState;
          if (!state.objectMode) {
            if (typeof chunk === "string") {
              encoding = encoding || state.defaultEncoding;
              if (state.encoding !== encoding) {
                chunk = Buffer.from(chunk, encoding);
                if (state.encoding && isFirst) chunk = chunk.toString(state.encoding);
                else encoding = "";
              }
            } else if (chunk instanceof Buffer) encoding = "";
            else if (isView(chunk)) [chunk, encoding] = [bytesOf(chunk), ""];
            else if (chunk !== undefined && chunk !== null) {
              errorOrDestroy(stream, wrongType("chunk", "of type string or an instance of Buffer, TypedArray, or DataView", chunk));
              return false;
            }
          }
          if (chunk === null) {
            state.reading = false;
            noMore(stream, state);
            return false;
          }
          if (state.objectMode ? chunk === undefined : !chunk || chunk.length === 0) {
            if (!isFirst) {
              state.reading = false;
              readMore(stream, state);
            }
            return !state.ended && (state.length < state.highWaterMark || state.length === 0);
          }
          if (isFirst) {
            if (state.endEmitted) errorOrDestroy(stream, failure("ERR_STREAM_UNSHIFT_AFTER_END_EVENT", "stream.unshift() after end event"));
            else if (state.destroyed || state.errored) return false;
            else add(stream, state, chunk, true);
          } else if (state.ended) {
            errorOrDestroy(stream, failure("ERR_STREAM_PUSH_AFTER_EOF", "stream.push() after EOF"));
            return false;
          } else if (state.destroyed || state.errored) return false;
          else {
            state.reading = false;
            if (state.decoder && !encoding) {
              chunk = state.decoder.write(chunk);
              if (state.objectMode || chunk.length !== 0) add(stream, state, chunk, false);
              else readMore(stream, state);
            } else add(stream, state, chunk, false);
          }
          return !state.ended && (state.length < state.highWaterMark || state.length === 0);
        }
        function add(stream, state, chunk, isFirst) {
          if (state.flowing && state.length === 0 && !state.sync && stream.listenerCount("data") > 0) {
            if (state.multiAwaitDrain) state.awaitDrainWriters.clear();
            else state.awaitDrainWriters = null;
            state.dataEmitted = true;
            stream.emit("data", chunk);
          } else {
            state.length += sizeOf(state, chunk);
            if (isFirst) state.buffer.unshift(chunk);
            else state.buffer.push(chunk);
            if (state.needReadable) emitReadable(stream);
          }
          readMore(stream, state);
        }
        // Nothing more comes.
        function noMore(stream, state) {
          if (state.ended) return;
          if (state.decoder) {
            const chunk = state.decoder.end();
            if (chunk && chunk.length) {
              state.buffer.push(chunk);
              state.length += sizeOf(state, chunk);
            }
          }
          state.ended = true;
          if (state.sync) emitReadable(stream);
          else {
            state.needReadable = false;
            state.emittedReadable = true;
            emitReadableNow(stream);
          }
        }
        function emitReadable(stream) {
          const state = stream._readableState;
          state.needReadable = false;
          if (state.emittedReadable) return;
          state.emittedReadable = true;
          nextTick(emitReadableNow, stream);
        }
        function emitReadableNow(stream) {
          const state = stream._readableState;
          if (!state.destroyed && !state.errored && (state.length || state.ended)) {
            stream.emit("readable");
            state.emittedReadable = false;
          }
          state.needReadable = !state.flowing && !state.ended && state.length <= state.highWaterMark;
          flow(stream);
        }
        function readMore(stream, state) {
          if (state.readingMore || !state.constructed) return;
          state.readingMore = true;
          nextTick(readMoreNow, stream, state);
        }
        function readMoreNow(stream, state) {
          while (!state.reading && !state.ended && (state.length < state.highWaterMark || (state.flowing && state.length === 0))) {
            const before = state.length;
            stream.read(0);
            if (before === state.length) break;
          }
          state.readingMore = false;
        }
        function flow(stream) {
          const state = stream._readableState;
          while (state.flowing && stream.read() !== null);
        }
        function countToRead(count, state) {
          if (count <= 0 || (state.length === 0 && state.ended)) return 0;
          if (state.objectMode) return 1;
          if (Number.isNaN(count)) return state.flowing && state.length ? state.buffer[0].length : state.length;
          if (count <= state.length) return count;
          return state.ended ? state.length : 0;
        }
        function fromBuffer(count, state) {
          const list = state.buffer;
          if (state.length === 0) return null;
          if (state.objectMode) return list.shift();
          if (!count || count >= state.length) {
            const all = state.decoder ? list.join("") : list.length === 1 ? list[0] : Buffer.concat(list, state.length);
            state.buffer = [];
            return all;
          }
          const parts = [];
          let rest = count;
          let used = 0;
          while (rest > 0) {
            const first = list[used];
            if (first.length <= rest) {
              parts.push(first);
              rest -= first.length;
              used++;
            } else {
              parts.push(first.slice(0, rest));
              list[used] = first.slice(rest);
              rest = 0;
            }
          }
          list.splice(0, used);
          return state.decoder ? parts.join("") : parts.length === 1 ? parts[0] : Buffer.concat(parts, count);
        }
        function endReadable(stream) {
          const state = stream._readableState;
          if (state.endEmitted) return;
          state.ended = true;
          nextTick(endReadableNow, state, stream);
        }
        function endReadableNow(state, stream) {
          if (state.errored || state.closeEmitted || state.endEmitted || state.length !== 0) return;
          state.endEmitted = true;
          stream.emit("end");
          if (stream.writable && stream.allowHalfOpen === false) nextTick(endWritable, stream);
          else if (state.autoDestroy) {
            const other = stream._writableState;
            if (!other || (other.autoDestroy && (other.finished || other.writable === false))) stream.destroy();
          }
        }
        function endWritable(stream) { if (stream.writable && !stream.writableEnded && !stream.destroyed) stream.end(); }
        function resume(stream, state) {
          if (!state.reading) stream.read(0);
          state.resumeScheduled = false;
          stream.emit("resume");
          flow(stream);
          if (state.flowing && !state.reading) stream.read(0);
        }
        function updateListening(stream) {
          const state = stream._readableState;
          state.readableListening = stream.listenerCount("readable") > 0;
          if (state.resumeScheduled && state.paused === false) state.flowing = true;
          else if (stream.listenerCount("data") > 0) stream.resume();
          else if (!state.readableListening) state.flowing = null;
        }
        const readableMethods = {
          destroy,
          _undestroy: undestroy,
          _destroy(error, callback) { callback(error); },
          [EventEmitter.captureRejectionSymbol](error) { this.destroy(error); },
          push(chunk, encoding) { return take(this, chunk, encoding, false); },
          unshift(chunk, encoding) { return take(this, chunk, encoding, true); },
          isPaused() { return this._readableState.paused === true || this._readableState.flowing === false; },
          setEncoding(encoding) {
            const state = this._readableState;
            state.decoder = new (require("string_decoder").StringDecoder)(encoding);
            state.encoding = state.decoder.encoding;
            const text = state.buffer.map((chunk) => state.decoder.write(chunk)).join("");
            state.buffer = text === "" ? [] : [text];
            state.length = text.length;
            return this;
          },
          read(count) {
            count = count === undefined ? NaN : Number.isInteger(count) ? count : Number.parseInt(count, 10);
            const state = this._readableState;
            const wanted = count;
            if (count > state.highWaterMark) {
              if (count > 0x40000000) throw failure("ERR_OUT_OF_RANGE", `The value of "size" is out of range. It must be <= 1GiB. Received ${count}`, "RangeError");
              state.highWaterMark = 2 ** Math.ceil(Math.log2(count));
            }
            if (count !== 0) state.emittedReadable = false;
            if (count === 0 && state.needReadable &&
              ((state.highWaterMark !== 0 ? state.length >= state.highWaterMark : state.length > 0) || state.ended)) {
              if (state.length === 0 && state.ended) endReadable(this);
              else emitReadable(this);
              return null;
            }
            count = countToRead(count, state);
            if (count === 0 && state.ended) {
              if (state.length === 0) endReadable(this);
              return null;
            }
            let asks = state.needReadable || state.length === 0 || state.length - count < state.highWaterMark;
            if (state.ended || state.reading || state.destroyed || state.errored || !state.constructed) asks = false;
            else if (asks) {
              state.reading = true;
              state.sync = true;
              if (state.length === 0) state.needReadable = true;
              try {
                this._read(state.highWaterMark);
              } catch (error) {
                errorOrDestroy(this, error);
              }
              state.sync = false;
              if (!state.reading) count = countToRead(wanted, state);
            }
            let chunk = count > 0 ? fromBuffer(count, state) : null;
            if (chunk === null) {
              state.needReadable = state.length <= state.highWaterMark;
              count = 0;
            } else {
              state.length -= count;
              if (state.multiAwaitDrain) state.awaitDrainWriters.clear();
              else state.awaitDrainWriters = null;
            }
            if (state.length === 0) {
              if (!state.ended) state.needReadable = true;
              if (wanted !== count && state.ended) endReadable(this);
            }
            if (chunk !== null && !state.errorEmitted && !state.closeEmitted) {
              state.dataEmitted = true;
              this.emit("data", chunk);
            }
            return chunk;
          },
          _read() { throw failure("ERR_METHOD_NOT_IMPLEMENTED", "The _read() method is not implemented"); },
          pipe(target, options) {
            const source = this;
            const state = this._readableState;
            if (state.pipes.length === 1 && !state.multiAwaitDrain) {
              state.multiAwaitDrain = true;
              state.awaitDrainWriters = new Set(state.awaitDrainWriters ? [state.awaitDrainWriters] : []);
            }
            state.pipes.push(target);
            const ends = (!options || options.end !== false) && target !== globalThis.process.stdout && target !== globalThis.process.stderr;
            const atEnd = ends ? onend : unpipe;
            if (state.endEmitted) nextTick(atEnd);
            else source.once("end", atEnd);
            target.on("unpipe", onunpipe);
            function onunpipe(readable, info) {
              if (readable !== source || !info || info.hasUnpiped) return;
              info.hasUnpiped = true;
              cleanup();
            }
            function onend() { target.end(); }
            let ondrain;
            let isClean = false;
            function cleanup() {
              target.removeListener("close", onclose);
              target.removeListener("finish", onfinish);
              if (ondrain) target.removeListener("drain", ondrain);
              target.removeListener("error", onerror);
              target.removeListener("unpipe", onunpipe);
              source.removeListener("end", onend);
              source.removeListener("end", unpipe);
              source.removeListener("data", ondata);
              isClean = true;
              if (ondrain && state.awaitDrainWriters && (!target._writableState || target._writableState.needDrain)) ondrain();
            }
            function pause() {
              if (!isClean) {
                if (state.pipes.length === 1 && state.pipes[0] === target) {
                  state.awaitDrainWriters = target;
                  state.multiAwaitDrain = false;
                } else if (state.pipes.length > 1 && state.pipes.includes(target)) state.awaitDrainWriters.add(target);
                source.pause();
              }
              if (!ondrain) {
                ondrain = function pipeOnDrainFunctionResult() {
                  if (state.awaitDrainWriters === target) state.awaitDrainWriters = null;
                  else if (state.multiAwaitDrain) state.awaitDrainWriters.delete(target);
                  if ((!state.awaitDrainWriters || state.awaitDrainWriters.size === 0) && source.listenerCount("data")) source.resume();
                };
                target.on("drain", ondrain);
              }
            }
            source.on("data", ondata);
            function ondata(chunk) { if (target.write(chunk) === false) pause(); }
            function onerror(error) {
              unpipe();
              target.removeListener("error", onerror);
              if (target.listenerCount("error") === 0) {
                const own = target._writableState || target._readableState;
                if (own && !own.errorEmitted) errorOrDestroy(target, error);
                else target.emit("error", error);
              }
            }
            target.prependListener("error", onerror);
            function onclose() {
              target.removeListener("finish", onfinish);
              unpipe();
            }
            target.once("close", onclose);
            function onfinish() {
              target.removeListener("close", onclose);
              unpipe();
            }
            target.once("finish", onfinish);
            function unpipe() { source.unpipe(target); }
            target.emit("pipe", source);
            if (target.writableNeedDrain === true) pause();
            else if (!state.flowing) source.resume();
            return target;
          },
          unpipe(target) {
            const state = this._readableState;
            if (state.pipes.length === 0) return this;
            if (!target) {
              const targets = state.pipes;
              state.pipes = [];
              this.pause();
              for (const one of targets) one.emit("unpipe", this, { hasUnpiped: false });
              return this;
            }
            const index = state.pipes.indexOf(target);
            if (index < 0) return this;
            state.pipes.splice(index, 1);
            if (state.pipes.length === 0) this.pause();
            target.emit("unpipe", this, { hasUnpiped: false });
            return this;
          },
          on(name, listener) {
            const result = Stream.prototype.on.call(this, name, listener);
            const state = this._readableState;
            if (name === "data") {
              state[kState] |= kDataListening;
              state.readableListening = this.listenerCount("readable") > 0;
              if (state.flowing !== false) this.resume();
            } else if (name === "readable" && !state.endEmitted && !state.readableListening) {
              state.readableListening = state.needReadable = true;
              state.flowing = false;
              state.emittedReadable = false;
              if (state.length) emitReadable(this);
              else if (!state.reading) nextTick((stream) => stream.read(0), this);
            }
            return result;
          },
          removeListener(name, listener) {
            const result = Stream.prototype.removeListener.call(this, name, listener);
            if (name === "readable") nextTick(updateListening, this);
            else if (name === "data" && this.listenerCount("data") === 0) this._readableState[kState] &= ~kDataListening;
            return result;
          },
          removeAllListeners(name) {
            const result = Stream.prototype.removeAllListeners.apply(this, arguments);
            if (name === "readable" || name === undefined) nextTick(updateListening, this);
            return result;
          },
          resume() {
            const state = this._readableState;
            if (!state.flowing) {
              state.flowing = !state.readableListening;
              if (!state.resumeScheduled) {
                state.resumeScheduled = true;
                nextTick(resume, this, state);
              }
            }
            state.paused = false;
            return this;
          },
          pause() {
            const state = this._readableState;
            if (state.flowing !== false) {
              state.flowing = false;
              this.emit("pause");
            }
            state.paused = true;
            return this;
          },
          wrap(old) {
            let isPaused = false;
            old.on("data", (chunk) => {
              if (!this.push(chunk) && old.pause) {
                isPaused = true;
                old.pause();
              }
            });
            old.on("end", () => this.push(null));
            old.on("error", (error) => errorOrDestroy(this, error));
            old.on("close", () => destroyer(this));
            old.on("destroy", () => destroyer(this));
            this._read = () => {
              if (isPaused && old.resume) {
                isPaused = false;
                old.resume();
              }
            };
            return this;
          },
          [Symbol.asyncIterator]() { return iterate(this); },
          iterator(options) { return iterate(this, options); },
        };
        async function* iterate(stream, options) {
          let wake = nothing;
          function next(resolve) {
            if (this === stream) {
              wake();
              wake = nothing;
            } else wake = resolve;
          }
          stream.on("readable", next);
          let outcome;
          const cleanup = finished(stream, { writable: false }, (error) => {
            outcome = error ?? null;
            wake();
            wake = nothing;
          });
          try {
            while (true) {
              const chunk = stream.destroyed ? null : stream.read();
              if (chunk !== null) yield chunk;
              else if (outcome) throw outcome;
              else if (outcome === null) return;
              else await new Promise(next);
            }
          } catch (error) {
            outcome = error;
            throw error;
          } finally {
            if ((outcome || options?.destroyOnReturn !== false) && (outcome === undefined || stream._readableState.autoDestroy)) destroyer(stream, null);
            else {
              stream.off("readable", next);
              cleanup();
            }
          }
        }
        function defineMethods(prototype, methods) {
          for (const name of Reflect.ownKeys(methods))
            Object.defineProperty(prototype, name, { value: methods[name], writable: true, enumerable: true, configurable: true });
        }
        function defineGetters(prototype, getters) {
          for (const name of Object.keys(getters))
            Object.defineProperty(prototype, name, { get: getters[name], set: undefined, enumerable: false, configurable: true });
        }
        defineMethods(Readable.prototype, readableMethods);
        Readable.prototype.addListener = Readable.prototype.on;
        Readable.prototype.off = Readable.prototype.removeListener;
        const isAlive = (stream) => {
          const state = stream._readableState;
          return Boolean(state) && state.readable !== false && !state.destroyed && !state.errorEmitted && !state.endEmitted;
        };
        Object.defineProperty(Readable.prototype, "readable", {
          configurable: true, enumerable: false, get() { return isAlive(this); },
          set(value) { if (this._readableState) this._readableState.readable = Boolean(value); },
        });
        Object.defineProperty(Readable.prototype, "destroyed", {
          configurable: true, enumerable: false, get() { return this._readableState?.destroyed ?? false; },
          set(value) { if (this._readableState) this._readableState.destroyed = value; },
        });
        Object.defineProperty(Readable.prototype, "readableFlowing", {
          configurable: true, enumerable: false, get() { return this._readableState.flowing; },
          set(value) { if (this._readableState) this._readableState.flowing = value; },
        });
        defineGetters(Readable.prototype, {
          readableDidRead() { return this._readableState.dataEmitted; },
          readableAborted() { const s = this._readableState; return s.readable !== false && (s.destroyed || Boolean(s.errored)) && !s.endEmitted; },
          readableHighWaterMark() { return this._readableState.highWaterMark; },
          readableBuffer() { return this._readableState?.buffer; },
          readableLength() { return this._readableState.length; },
          readableObjectMode() { return this._readableState?.objectMode ?? false; },
          readableEncoding() { return this._readableState?.encoding ?? null; },
          errored() { return this._readableState?.errored ?? null; },
          closed() { return this._readableState?.closed ?? false; },
          readableEnded() { return this._readableState?.endEmitted ?? false; },
        });
        Readable._fromList = fromBuffer;
        Readable.from = function from(iterable, options) {
          if (typeof iterable === "string" || iterable instanceof Buffer)
            return new Readable({
              objectMode: true, ...options,
              read() {
                this.push(iterable);
                this.push(null);
              },
            });
          const isAsync = Boolean(iterable?.[Symbol.asyncIterator]);
          if (!isAsync && !iterable?.[Symbol.iterator]) throw wrongType("iterable", "an instance of Iterable", iterable);
          const iterator = isAsync ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]();
          const readable = new Readable({ objectMode: true, highWaterMark: 1, ...options });
          let isReading = false;
          readable._read = function () {
            if (isReading) return;
            isReading = true;
            if (isAsync) nextAsync();
            else nextSync();
          };
          readable._destroy = function (error, callback) {
            close(error).then(() => nextTick(callback, error), (other) => nextTick(callback, other || error));
          };
          async function close(error) {
            const hasThrow = typeof iterator.throw === "function";
            if (error !== undefined && error !== null && hasThrow) {
              const { value, done } = await iterator.throw(error);
              await value;
              if (done) return;
            }
            if (typeof iterator.return === "function") {
              const { value } = await iterator.return();
              await value;
            }
          }
          function nextSync() {
            while (true) {
              try {
                const { value, done } = iterator.next();
                if (done) return void readable.push(null);
                if (typeof value?.then === "function") return void settle(value);
                if (value === null) throw failure("ERR_STREAM_NULL_VALUES", "May not write null values to stream", "TypeError");
                if (!readable.push(value)) {
                  isReading = false;
                  return;
                }
              } catch (error) {
                return void readable.destroy(error);
              }
            }
          }
          async function settle(promise) {
            try {
              const value = await promise;
              if (value === null) throw failure("ERR_STREAM_NULL_VALUES", "May not write null values to stream", "TypeError");
              if (readable.push(value)) nextSync();
              else isReading = false;
            } catch (error) {
              readable.destroy(error);
            }
          }
          async function nextAsync() {
            while (true) {
              try {
                const { value, done } = await iterator.next();
                if (done) return void readable.push(null);
                if (value === null) throw failure("ERR_STREAM_NULL_VALUES", "May not write null values to stream", "TypeError");
                if (!readable.push(value)) {
                  isReading = false;
                  return;
                }
              } catch (error) {
                return void readable.destroy(error);
              }
            }
          }
          return readable;
        };
        Readable.wrap = (source, options) => new Readable({ objectMode: source.readableObjectMode ?? source.objectMode ?? true, ...options,
          destroy(error, callback) {
            destroyer(source, error);
            callback(error);
          } }).wrap(source);
        // What arrays have, for streams.
        const checkFunction = (value) => { if (typeof value !== "function") throw wrongType("fn", "of type function", value); };
        const operators = {
          async *map(body, options) { for await (const chunk of this) yield await body(chunk, { signal: options?.signal }); },
          async *filter(body, options) { for await (const chunk of this) if (await body(chunk, { signal: options?.signal })) yield chunk; },
          async *flatMap(body, options) { for await (const chunk of this) yield* await body(chunk, { signal: options?.signal }); },
          async *take(count) {
            let rest = Number(count);
            if (rest <= 0) return;
            for await (const chunk of this) {
              yield chunk;
              if (--rest <= 0) return;
            }
          },
          async *drop(count) {
            let rest = Number(count);
            for await (const chunk of this) if (rest-- <= 0) yield chunk;
          },
        };
        Readable.prototype.compose = function (...streams) { return compose(this, ...streams); };
        for (const name of Object.keys(operators)) {
          const operator = operators[name];
          Readable.prototype[name] = { [name](body, options) {
            if (name !== "take" && name !== "drop") checkFunction(body);
            return Readable.from(operator.call(this, body, options));
          } }[name];
        }
        Object.assign(Readable.prototype, {
          async toArray() {
            const list = [];
            for await (const chunk of this) list.push(chunk);
            return list;
          },
          async forEach(body) {
            checkFunction(body);
            for await (const chunk of this) await body(chunk, {});
          },
          async some(body) {
            for await (const chunk of this) if (await body(chunk, {})) return true;
            return false;
          },
          async every(body) {
            for await (const chunk of this) if (!(await body(chunk, {}))) return false;
            return true;
          },
          async find(body) {
            for await (const chunk of this) if (await body(chunk, {})) return chunk;
            return undefined;
          },
          async reduce(body, ...initial) {
            checkFunction(body);
            let value = initial[0];
            let isFirst = initial.length === 0;
            for await (const chunk of this) {
              value = isFirst ? chunk : await body(value, chunk, {});
              isFirst = false;
            }
            if (isFirst) throw failure("ERR_MISSING_ARGS", "Reduce of an empty stream requires an initial value", "TypeError");
            return value;
          },
        });
        """#
}
