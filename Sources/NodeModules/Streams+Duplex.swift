extension NodeModules {
    /// A part of `stream`.
    static let streamBoth = #"""
        // Both.
        function Duplex(options) {
          if (!(this instanceof Duplex)) return new Duplex(options);
          this._events ??= {
            close: undefined, error: undefined, prefinish: undefined, finish: undefined, drain: undefined, data: undefined, end: undefined, readable: undefined,
          };
          this._readableState = new ReadableState(options, this, true);
          this._writableState = new WritableState(options, this, true);
          this.allowHalfOpen = options?.allowHalfOpen !== false;
          if (options) {
            for (const [name, key] of [["read", "_read"], ["write", "_write"], ["writev", "_writev"], ["destroy", "_destroy"], ["final", "_final"], ["construct", "_construct"]])
              if (typeof options[name] === "function") this[key] = options[name];
            if (options.signal) addAbortSignal(options.signal, this);
          }
          Stream.call(this, options);
          if (options?.readable === false) Object.assign(this._readableState, { readable: false, ended: true, endEmitted: true });
          if (options?.writable === false) Object.assign(this._writableState, { writable: false, ending: true, ended: true, finished: true });
          construct(this, () => {
            if (this._readableState.needReadable) readMore(this, this._readableState);
            if (!this._writableState.writing) writeBuffered(this, this._writableState);
            maybeFinish(this, this._writableState);
          });
        }
        Object.setPrototypeOf(Duplex.prototype, Readable.prototype);
        Object.setPrototypeOf(Duplex, Readable);
        for (const name of ["write", "cork", "uncork", "setDefaultEncoding", "_write", "_writev", "end"])
          Object.defineProperty(Duplex.prototype, name, Object.getOwnPropertyDescriptor(Writable.prototype, name));
        defineMethods(Duplex.prototype, { destroy: writableMethods.destroy });
        for (const name of ["writableFinished", "writableObjectMode", "writableBuffer", "writableEnded", "writableNeedDrain", "writableHighWaterMark", "writableCorked", "writableLength"])
          Object.defineProperty(Duplex.prototype, name, Object.getOwnPropertyDescriptor(Writable.prototype, name));
        Object.defineProperty(Duplex.prototype, "writable", writableProperty);
        Object.defineProperty(Duplex.prototype, "destroyed", {
          configurable: true, enumerable: false,
          get() { return this._readableState !== undefined && this._writableState !== undefined && this._readableState.destroyed && this._writableState.destroyed; },
          set(value) { if (this._readableState && this._writableState) this._readableState.destroyed = this._writableState.destroyed = value; },
        });
        Duplex.from = function from(body) {
          if (body instanceof Duplex) return body;
          if (typeof body === "function" || body?.readable instanceof Readable) return compose(...(typeof body === "function" ? [body] : [body.writable, body.readable]));
          return Readable.from(body);
        };
        function Transform(options) {
          if (!(this instanceof Transform)) return new Transform(options);
          Duplex.call(this, { ...options, readableHighWaterMark: undefined, ...(options?.readableHighWaterMark === undefined ? {} : { readableHighWaterMark: options.readableHighWaterMark }) });
          this._readableState.sync = false;
          this[waiting] = null;
          if (options) {
            if (typeof options.transform === "function") this._transform = options.transform;
            if (typeof options.flush === "function") this._flush = options.flush;
          }
          this.on("prefinish", prefinish);
        }
        function prefinish() { if (this._final !== finalTransform) finalTransform.call(this); }
        const waiting = Symbol("kCallback");
        // What was written before has been read: the next may come.
        function callWaiting(stream) {
          const callback = stream[waiting];
          if (!callback) return;
          stream[waiting] = null;
          callback();
        }
        Object.setPrototypeOf(Transform.prototype, Duplex.prototype);
        Object.setPrototypeOf(Transform, Duplex);
        function finalTransform(callback) {
          if (typeof this._flush === "function" && !this.destroyed) {
            this._flush((error, data) => {
              if (error) {
                if (callback) callback(error);
                else this.destroy(error);
                return;
              }
              if (data !== null && data !== undefined) this.push(data);
              this.push(null);
              callback?.();
            });
          } else {
            this.push(null);
            callback?.();
          }
        }
        defineMethods(Transform.prototype, {
          _final: finalTransform,
          _transform() { throw failure("ERR_METHOD_NOT_IMPLEMENTED", "The _transform() method is not implemented"); },
          _write(chunk, encoding, callback) {
            const [writable, readable] = states(this);
            const before = readable.length;
            this._transform(chunk, encoding, (error, value) => {
              if (error) return void callback(error);
              if (value !== null && value !== undefined) this.push(value);
              if (writable.ended || before === readable.length || readable.length < readable.highWaterMark) callback();
              else this[waiting] = callback;
            });
          },
          _read() { callWaiting(this); },
        });
        function PassThrough(options) {
          if (!(this instanceof PassThrough)) return new PassThrough(options);
          Transform.call(this, options);
        }
        Object.setPrototypeOf(PassThrough.prototype, Transform.prototype);
        Object.setPrototypeOf(PassThrough, Transform);
        PassThrough.prototype._transform = function (chunk, encoding, callback) { callback(null, chunk); };
        """#
}
