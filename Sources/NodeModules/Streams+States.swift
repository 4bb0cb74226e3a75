extension NodeModules {
    /// A part of `stream`: what a side of a stream is in, bits of one number, as programs see it that print a stream.
    static let streamStates = #"""
        const kState = Symbol("kState");
        const sharedBits = { objectMode: 0, errorEmitted: 1, autoDestroy: 2, emitClose: 3, destroyed: 4, closed: 5, closeEmitted: 6, constructed: 8 };
        const readableBits = {
          ...sharedBits, ended: 9, endEmitted: 10, reading: 11, sync: 12, needReadable: 13, emittedReadable: 14, readableListening: 15,
          resumeScheduled: 16, multiAwaitDrain: 17, readingMore: 18, dataEmitted: 19,
        };
        const writableBits = {
          ...sharedBits, sync: 9, finalCalled: 10, needDrain: 11, ending: 12, finished: 13, decodeStrings: 14, writing: 15,
          bufferProcessing: 16, prefinished: 17, allBuffers: 18, allNoop: 19, ended: 30,
        };
        const kDataListening = 1 << 27;
        const kExpectWriteCb = 1 << 26;
        const kBuffered = 1 << 29;
        const kBufferedValue = Symbol("kBufferedValue");
        const numberOf = (bits, names) => names.reduce((number, name) => number | (1 << bits[name]), 0);
        function defineBits(prototype, bits) {
          for (const name of Object.keys(bits)) {
            const bit = 1 << bits[name];
            Object.defineProperty(prototype, name, {
              enumerable: false,
              get() { return (this[kState] & bit) !== 0; },
              set(value) { if (value) this[kState] |= bit; else this[kState] &= ~bit; },
            });
          }
        }
        // A value of which a bit tells that it is there, and what it is without.
        function defineValue(prototype, name, bit, without) {
          const key = Symbol(`k${name[0].toUpperCase()}${name.slice(1)}Value`);
          Object.defineProperty(prototype, name, {
            enumerable: false,
            get() { return (this[kState] & bit) !== 0 ? this[key] : without; },
            set(value) {
              if (value) {
                this[key] = value;
                this[kState] |= bit;
              } else this[kState] &= ~bit;
            },
          });
        }
        // true, false, or null before anyone has said.
        function defineChoice(prototype, name, isSaid, isTrue) {
          Object.defineProperty(prototype, name, {
            enumerable: false,
            get() { return (this[kState] & isSaid) !== 0 ? (this[kState] & isTrue) !== 0 : null; },
            set(value) {
              this[kState] &= ~(isSaid | isTrue);
              if (value !== null && value !== undefined) this[kState] |= isSaid | (value ? isTrue : 0);
            },
          });
        }
        function defineEncoding(prototype, isUTF8) {
          const key = Symbol("kDefaultEncodingValue");
          Object.defineProperty(prototype, "defaultEncoding", {
            enumerable: false,
            get() { return (this[kState] & isUTF8) !== 0 ? "utf8" : this[key]; },
            set(value) {
              if (value === "utf8" || value === "utf-8") this[kState] |= isUTF8;
              else {
                this[kState] &= ~isUTF8;
                this[key] = value;
              }
            },
          });
        }
        function setEncodingOf(state, encoding) {
          if (encoding === undefined || encoding === null) state.defaultEncoding = "utf8";
          else if (Buffer.isEncoding(encoding)) state.defaultEncoding = encoding;
          else throw failure("ERR_UNKNOWN_ENCODING", `Unknown encoding: ${encoding}`, "TypeError");
        }
        function defineReadableState(prototype) {
          defineBits(prototype, readableBits);
          defineValue(prototype, "errored", 1 << 7, null);
          defineEncoding(prototype, 1 << 20);
          defineValue(prototype, "decoder", 1 << 21, null);
          defineValue(prototype, "encoding", 1 << 22, null);
          defineChoice(prototype, "flowing", 1 << 23, 1 << 24);
          defineChoice(prototype, "paused", 1 << 25, 1 << 26);
        }
        function defineWritableState(prototype) {
          defineBits(prototype, writableBits);
          defineValue(prototype, "errored", 1 << 7, null);
          defineChoice(prototype, "writable", 1 << 21, 1 << 22);
          defineEncoding(prototype, 1 << 24);
          defineValue(prototype, "writecb", 1 << 25, nothing);
          Object.defineProperty(prototype, "buffered", {
            enumerable: false,
            get() { return (this[kState] & kBuffered) !== 0 ? this[kBufferedValue] : []; },
            set(value) { resetBuffer(this); for (const one of value) buffer(this, one); },
          });
        }
        function resetBuffer(state) {
          state[kBufferedValue] = null;
          state.bufferedIndex = 0;
          state.allBuffers = state.allNoop = true;
          state[kState] &= ~kBuffered;
        }
        function buffer(state, write) {
          if ((state[kState] & kBuffered) === 0) {
            state[kState] |= kBuffered;
            state[kBufferedValue] = [];
          }
          state[kBufferedValue].push(write);
          if (write.encoding !== "buffer") state.allBuffers = false;
          if (write.callback !== nothing) state.allNoop = false;
        }
        """#
}
