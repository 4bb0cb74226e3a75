extension NodeModules {
    /// A part of `stream`.
    static let streamWriting = #"""
        // Writing.
        function WritableState(options, stream, isDuplex) {
          isDuplex = isDuplex ?? stream instanceof Duplex;
          this[kState] = numberOf(writableBits, ["sync", "constructed", "emitClose", "autoDestroy", "decodeStrings"]);
          if (options?.objectMode || (isDuplex && options?.writableObjectMode)) this.objectMode = true;
          this.highWaterMark = markOf(options, isDuplex, "writable", this.objectMode);
          if (options?.decodeStrings === false) this.decodeStrings = false;
          if (options?.emitClose === false) this.emitClose = false;
          if (options?.autoDestroy === false) this.autoDestroy = false;
          setEncodingOf(this, options?.defaultEncoding);
          this.length = 0;
          this.corked = 0;
          this.onwrite = host.isLatest ? (error) => onwrite(stream, error) : onwrite.bind(undefined, stream);
          this.writelen = 0;
          resetBuffer(this);
          this.pendingcb = 0;
          Object.defineProperty(this, own, { value: { tick: null, ended: [], isPending: false } });
        }
        defineWritableState(WritableState.prototype);
        const own = Symbol("own");
        WritableState.prototype.getBuffer = function getBuffer() { return this.buffered.slice(); };
        Object.defineProperty(WritableState.prototype, "bufferedRequestCount", { get() { return this.buffered.length; }, configurable: true });
        function Writable(options) {
          if (!(this instanceof Duplex) && !Function.prototype[Symbol.hasInstance].call(Writable, this)) return new Writable(options);
          this._events ??= { close: undefined, error: undefined, prefinish: undefined, finish: undefined, drain: undefined };
          this._writableState = new WritableState(options, this, this instanceof Duplex);
          if (options) {
            if (typeof options.write === "function") this._write = options.write;
            if (typeof options.writev === "function") this._writev = options.writev;
            if (typeof options.destroy === "function") this._destroy = options.destroy;
            if (typeof options.final === "function") this._final = options.final;
            if (typeof options.construct === "function") this._construct = options.construct;
            if (options.signal) addAbortSignal(options.signal, this);
          }
          Stream.call(this, options);
          construct(this, () => {
            const state = this._writableState;
            if (!state.writing) writeBuffered(this, state);
            maybeFinish(this, state);
          });
        }
        Object.setPrototypeOf(Writable.prototype, Stream.prototype);
        Object.setPrototypeOf(Writable, Stream);
        Writable.WritableState = WritableState;
        Object.defineProperty(Writable, Symbol.hasInstance, {
          configurable: true, writable: true,
          value(object) {
            if (Function.prototype[Symbol.hasInstance].call(this, object)) return true;
            return this === Writable && object?._writableState instanceof WritableState;
          },
        });
        const destroyedError = (name) => failure("ERR_STREAM_DESTROYED", `Cannot call ${name} after a stream was destroyed`);
        function writeTo(stream, chunk, encoding, callback) {
          const state = stream._writableState;
          if (typeof encoding === "function") [callback, encoding] = [encoding, state.defaultEncoding];
          else {
            if (!encoding) encoding = state.defaultEncoding;
            else if (encoding !== "buffer" && !Buffer.isEncoding(encoding)) throw failure("ERR_UNKNOWN_ENCODING", `Unknown encoding: ${encoding}`, "TypeError");
            if (typeof callback !== "function") callback = nothing;
          }
          if (chunk === null) throw failure("ERR_STREAM_NULL_VALUES", "May not write null values to stream", "TypeError");
          if (!state.objectMode) {
            if (typeof chunk === "string") {
              if (state.decodeStrings) {
                chunk = Buffer.from(chunk, encoding);
                encoding = "buffer";
              }
            } else if (chunk instanceof Buffer) encoding = "buffer";
            else if (isView(chunk)) [chunk, encoding] = [bytesOf(chunk), "buffer"];
            else throw wrongType("chunk", "of type string or an instance of Buffer, TypedArray, or DataView", chunk);
          }
          let error;
          if (state.ending) error = failure("ERR_STREAM_WRITE_AFTER_END", "write after end");
          else if (state.destroyed) error = destroyedError("write");
          if (error) {
            nextTick(callback, error);
            errorOrDestroy(stream, error, true);
            return error;
          }
          state.pendingcb++;
          const length = state.objectMode ? 1 : chunk.length;
          state.length += length;
          if (state.writing || state.corked || state.errored || !state.constructed) buffer(state, { chunk, encoding, callback });
          else doWrite(stream, state, false, length, chunk, encoding, callback);
          const hasRoom = state.length < state.highWaterMark;
          if (!hasRoom) state.needDrain = true;
          return hasRoom && !state.errored && !state.destroyed;
        }
        function doWrite(stream, state, isList, length, chunk, encoding, callback) {
          state.writelen = length;
          if (callback !== nothing) state.writecb = callback;
          state[kState] |= kExpectWriteCb;
          state.writing = true;
          state.sync = true;
          if (state.destroyed) state.onwrite(destroyedError("write"));
          else if (isList) stream._writev(chunk, state.onwrite);
          else stream._write(chunk, encoding, state.onwrite);
          state.sync = false;
        }
        function writeFailed(stream, state, error, callback) {
          state.pendingcb--;
          callback(error);
          failBuffered(state);
          errorOrDestroy(stream, error);
        }
        // What _write has been given is written.
        function onwrite(stream, error) {
          const state = stream._writableState;
          const { sync, writecb: callback } = state;
          if ((state[kState] & kExpectWriteCb) === 0) return errorOrDestroy(stream, failure("ERR_MULTIPLE_CALLBACK", "Callback called multiple times"));
          state.writing = false;
          state[kState] &= ~kExpectWriteCb;
          state.writecb = null;
          state.length -= state.writelen;
          state.writelen = 0;
          if (error) {
            if (!state.errored) state.errored = error;
            if (stream._readableState && !stream._readableState.errored) stream._readableState.errored = error;
            if (sync) nextTick(writeFailed, stream, state, error, callback);
            else writeFailed(stream, state, error, callback);
            return;
          }
          if (state.buffered.length > 0) writeBuffered(stream, state);
          if (!sync) return afterWrite(stream, state, 1, callback);
          const drains = state.needDrain && state.length === 0;
          if (callback === nothing) {
            if (!state[own].isPending && (drains || state.destroyed)) {
              state[own].isPending = true;
              nextTick(afterWrite, stream, state, 1, callback);
            } else {
              state.pendingcb--;
              if (state.ending) maybeFinish(stream, state, true);
            }
          } else if (state[own].tick !== null && state[own].tick.callback === callback) state[own].tick.count++;
          else {
            const tick = { callback, count: 1 };
            state[own].tick = tick;
            state[own].isPending = true;
            nextTick(() => {
              state[own].tick = null;
              afterWrite(stream, state, tick.count, callback);
            });
          }
        }
        function afterWrite(stream, state, count, callback) {
          state[own].isPending = false;
          if (!state.ending && !stream.destroyed && state.length === 0 && state.needDrain) {
            state.needDrain = false;
            stream.emit("drain");
          }
          while (count-- > 0) {
            state.pendingcb--;
            callback(null);
          }
          if (state.destroyed) failBuffered(state);
          if (state.ending) maybeFinish(stream, state, true);
        }
        function failBuffered(state) {
          if (state.writing) return;
          const { buffered } = state;
          resetBuffer(state);
          for (const { chunk, callback } of buffered) {
            state.length -= state.objectMode ? 1 : chunk.length;
            callback(state.errored ?? destroyedError("write"));
          }
          for (const callback of state[own].ended.splice(0)) callback(state.errored ?? destroyedError("end"));
        }
        function writeBuffered(stream, state) {
          if (state.corked || state.bufferProcessing || state.destroyed || !state.constructed || state.buffered.length === 0) return;
          const list = state.buffered;
          state.bufferProcessing = true;
          if (list.length > 1 && stream._writev) {
            state.pendingcb -= list.length - 1;
            const callback = list.every((one) => one.callback === nothing) ? nothing : (error) => { for (const one of list) one.callback(error); };
            const chunks = list.map(({ chunk, encoding, callback }) => ({ chunk, encoding, callback }));
            chunks.allBuffers = list.every((one) => one.encoding === "buffer");
            resetBuffer(state);
            doWrite(stream, state, true, state.length, chunks, "", callback);
          } else {
            let index = 0;
            do {
              const { chunk, encoding, callback } = list[index++];
              doWrite(stream, state, false, state.objectMode ? 1 : chunk.length, chunk, encoding, callback);
            } while (index < list.length && !state.writing);
            if (index === list.length) resetBuffer(state);
            else list.splice(0, index);
          }
          state.bufferProcessing = false;
        }
        const needsFinish = (state) => state.ending && !state.destroyed && state.constructed && state.length === 0 && !state.errored &&
          state.buffered.length === 0 && !state.finished && !state.writing && !state.errorEmitted && !state.closeEmitted;
        function callEnded(state, error) { for (const callback of state[own].ended.splice(0)) callback(error); }
        function maybeFinish(stream, state, isLater) {
          if (!needsFinish(state)) return;
          if (!state.prefinished && !state.finalCalled) {
            if (typeof stream._final === "function" && !state.destroyed) {
              state.finalCalled = true;
              callFinal(stream, state);
            } else {
              state.prefinished = true;
              stream.emit("prefinish");
            }
          }
          if (state.pendingcb !== 0) return;
          if (isLater) {
            state.pendingcb++;
            nextTick(() => {
              if (needsFinish(state)) finish(stream, state);
              else state.pendingcb--;
            });
          } else if (needsFinish(state)) {
            state.pendingcb++;
            finish(stream, state);
          }
        }
        function callFinal(stream, state) {
          let isCalled = false;
          function done(error) {
            if (isCalled) return errorOrDestroy(stream, error ?? failure("ERR_MULTIPLE_CALLBACK", "Callback called multiple times"));
            isCalled = true;
            state.pendingcb--;
            if (error) {
              callEnded(state, error);
              errorOrDestroy(stream, error, state.sync);
            } else if (needsFinish(state)) {
              state.prefinished = true;
              stream.emit("prefinish");
              state.pendingcb++;
              nextTick(finish, stream, state);
            }
          }
          state.sync = true;
          state.pendingcb++;
          try {
            stream._final(done);
          } catch (error) {
            done(error);
          }
          state.sync = false;
        }
        function finish(stream, state) {
          state.pendingcb--;
          state.finished = true;
          callEnded(state, null);
          stream.emit("finish");
          if (state.autoDestroy) {
            const other = stream._readableState;
            if (!other || (other.autoDestroy && (other.endEmitted || other.readable === false))) stream.destroy();
          }
        }
        const writableMethods = {
          _undestroy: undestroy,
          _destroy(error, callback) { callback(error); },
          [EventEmitter.captureRejectionSymbol](error) { this.destroy(error); },
          destroy(error, callback) {
            const state = this._writableState;
            if (!state.destroyed && (state.buffered.length > 0 || state[own].ended.length > 0)) nextTick(failBuffered, state);
            destroy.call(this, error, callback);
            return this;
          },
          pipe() { errorOrDestroy(this, failure("ERR_STREAM_CANNOT_PIPE", "Cannot pipe, not readable")); },
          write(chunk, encoding, callback) {
            if (chunk != null && typeof encoding === "function") [callback, encoding] = [encoding, undefined];
            return writeTo(this, chunk, encoding, callback) === true;
          },
          cork() { this._writableState.corked++; },
          uncork() {
            const state = this._writableState;
            if (!state.corked) return;
            state.corked--;
            if (!state.writing) writeBuffered(this, state);
          },
          setDefaultEncoding(encoding) {
            if (typeof encoding === "string") encoding = encoding.toLowerCase();
            if (!Buffer.isEncoding(encoding)) throw failure("ERR_UNKNOWN_ENCODING", `Unknown encoding: ${encoding}`, "TypeError");
            this._writableState.defaultEncoding = encoding;
            return this;
          },
          _write(chunk, encoding, callback) {
            if (!this._writev) throw failure("ERR_METHOD_NOT_IMPLEMENTED", "The _write() method is not implemented");
            this._writev([{ chunk, encoding }], callback);
          },
          _writev: null,
          end(chunk, encoding, callback) {
            const state = this._writableState;
            if (typeof chunk === "function") [callback, chunk, encoding] = [chunk, null, null];
            else if (typeof encoding === "function") [callback, encoding] = [encoding, null];
            let error;
            if (chunk !== null && chunk !== undefined) {
              const result = writeTo(this, chunk, encoding);
              if (result instanceof Error) error = result;
            }
            if (state.corked) {
              state.corked = 1;
              this.uncork();
            }
            if (!error) {
              if (!state.errored && !state.ending) {
                state.ending = true;
                maybeFinish(this, state, true);
                state.ended = true;
              } else if (state.finished) error = failure("ERR_STREAM_ALREADY_FINISHED", "Cannot call end after a stream was finished");
              else if (state.destroyed) error = destroyedError("end");
            }
            if (typeof callback === "function") {
              if (error) nextTick(callback, error);
              else if (state.errored) nextTick(callback, state.errored);
              else if (state.finished) nextTick(callback);
              else state[own].ended.push(callback);
            }
            return this;
          },
        };
        defineMethods(Writable.prototype, writableMethods);
        const writableGetters = {
          closed() { return this._writableState?.closed ?? false; },
          writableFinished() { return this._writableState?.finished ?? false; },
          writableObjectMode() { return this._writableState?.objectMode ?? false; },
          writableBuffer() { return this._writableState?.getBuffer(); },
          writableEnded() { return this._writableState?.ending ?? false; },
          writableNeedDrain() { const s = this._writableState; return Boolean(s) && !s.destroyed && !s.ending && s.needDrain; },
          writableHighWaterMark() { return this._writableState?.highWaterMark; },
          writableCorked() { return this._writableState?.corked ?? 0; },
          writableLength() { return this._writableState?.length; },
          errored() { return this._writableState?.errored ?? null; },
          writableAborted() {
            const state = this._writableState;
            return state.writable !== false && (state.destroyed || Boolean(state.errored)) && !state.finished;
          },
        };
        defineGetters(Writable.prototype, writableGetters);
        const writableProperty = {
          configurable: true, enumerable: false,
          get() { const s = this._writableState; return Boolean(s) && s.writable !== false && !s.destroyed && !s.errored && !s.ending && !s.ended; },
          set(value) { if (this._writableState) this._writableState.writable = Boolean(value); },
        };
        Object.defineProperty(Writable.prototype, "writable", writableProperty);
        Object.defineProperty(Writable.prototype, "destroyed", {
          configurable: true, enumerable: false, get() { return this._writableState?.destroyed ?? false; },
          set(value) { if (this._writableState) this._writableState.destroyed = value; },
        });
        """#
}
