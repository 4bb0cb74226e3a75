extension NodeModules {
    /// https://nodejs.org/api/worker_threads.html
    static let workerThreads = #"""
        "use strict";
        const host = __dirname;
        class Emitter {
          #listeners = new Map();
          #add(name, listener, once, first) {
            if (!this.#listeners.has(name)) this.#listeners.set(name, []);
            const list = this.#listeners.get(name);
            if (first) list.unshift({ listener, once }); else list.push({ listener, once });
            this._changed?.(name);
            return this;
          }
          on(name, listener) { return this.#add(name, listener, false, false); }
          addListener(name, listener) { return this.#add(name, listener, false, false); }
          prependListener(name, listener) { return this.#add(name, listener, false, true); }
          once(name, listener) { return this.#add(name, listener, true, false); }
          off(name, listener) {
            const list = this.#listeners.get(name) ?? [];
            const index = list.findIndex((entry) => entry.listener === listener);
            if (index >= 0) list.splice(index, 1);
            this._changed?.(name);
            return this;
          }
          removeListener(name, listener) { return this.off(name, listener); }
          removeAllListeners(name) {
            if (name === undefined) this.#listeners.clear(); else this.#listeners.delete(name);
            this._changed?.(name ?? "message");
            return this;
          }
          listenerCount(name) { return (this.#listeners.get(name) ?? []).length; }
          emit(name, ...values) {
            const list = [...(this.#listeners.get(name) ?? [])];
            if (list.length === 0) {
              if (name === "error") throw values[0];
              return false;
            }
            for (const entry of list) {
              if (entry.once) this.off(name, entry.listener);
              entry.listener.apply(this, values);
            }
            return true;
          }
        }
        class Worker extends Emitter {
          #number; #isOver = false; #ends = [];
          constructor(filename, options = {}) {
            super();
            const place = typeof filename === "object" && filename !== null && typeof filename.href === "string" ? filename.href : filename;
            if (typeof place !== "string")
              throw host.error("TypeError", "ERR_INVALID_ARG_TYPE",
                'The "filename" argument must be of type string or an instance of URL. Received ' + host.received(filename));
            this.#number = host.startThread(place, options.workerData, (kind, value) => this.#told(kind, value));
            this.threadId = this.#number;
          }
          #told(kind, value) {
            if (this.#isOver) return;
            if (kind === "exit") {
              this.#isOver = true;
              this.threadId = -1;
              for (const done of this.#ends) done(value);
            }
            this.emit(kind, ...(kind === "online" ? [] : [value]));
          }
          postMessage(value, transfer) {
            refuseMoves(transfer);
            host.postToThread(this.#number, value);
          }
          terminate() {
            if (this.#isOver) return Promise.resolve();
            return new Promise((done) => { this.#ends.push(done); host.terminate(this.#number); });
          }
          ref() { host.setReferenced(this.#number, true); }
          unref() { host.setReferenced(this.#number, false); }
        }
        // A port's own way to the other end: post(value), listen(whether), close().
        const secret = {};
        const ends = new WeakMap();
        class MessagePort extends Emitter {
          #pipe; #handler = null; #isClosed = false;
          constructor(key, pipe) {
            if (key !== secret) throw host.error("TypeError", "ERR_CONSTRUCT_CALL_INVALID", "Constructor cannot be called");
            super();
            this.#pipe = pipe;
          }
          _changed(name) {
            if (name === "message" && !this.#isClosed) this.#pipe.listen(this.listenerCount("message") > 0);
          }
          get onmessage() { return this.#handler; }
          set onmessage(handler) {
            if (this.#handler) this.off("message", this.#handler.own);
            this.#handler = handler;
            if (typeof handler === "function") {
              const own = (data) => handler({ data, target: this });
              handler.own = own;
              this.on("message", own);
            }
          }
          postMessage(value, transfer) {
            refuseMoves(transfer);
            this.#pipe.post(value);
          }
          ref() { if (!this.#isClosed) this.#pipe.listen(true); }
          unref() { if (this.#pipe.isKeeper) this.#pipe.listen(false); }
          start() { this.ref(); }
        }
        function closeOf(pipe) {
          return function close() {
            if (pipe.isKeeper) this.unref();
            pipe.close(this);
          };
        }
        const later = globalThis.setTimeout;
        const copyOf = globalThis.structuredClone;
        function refuseMoves(transfer) {
          const list = Array.isArray(transfer) ? transfer : transfer?.transfer ?? [];
          if (list.some((value) => value instanceof MessagePort))
            throw new Error("tla-sim: a MessagePort stays in its thread; send what it would say with postMessage");
        }
        class MessageChannel {
          constructor() {
            const pair = [0, 1].map(() => ({ port: null, other: null, waiting: [], isOpen: true, isListening: false }));
            pair.forEach((end, index) => {
              end.other = pair[1 - index];
              const deliver = (to) => later(() => {
                if (to.isOpen && to.isListening && to.waiting.length > 0) to.port.emit("message", to.waiting.shift());
              }, 0);
              const pipe = {
                post(value) {
                  const copy = copyOf(value);
                  if (!end.other.isOpen) return;
                  end.other.waiting.push(copy);
                  if (end.other.isListening) deliver(end.other);
                },
                listen(isListening) {
                  const begins = isListening && !end.isListening;
                  end.isListening = isListening;
                  if (begins) for (const _ of end.waiting) deliver(end);
                },
                close() {
                  for (const one of [end, end.other]) {
                    if (!one.isOpen) continue;
                    one.isOpen = false;
                    later(() => one.port.emit("close"), 0);
                  }
                },
              };
              end.port = new MessagePort(secret, pipe);
              Object.defineProperty(end.port, "close", { value: closeOf(pipe), configurable: true, writable: true });
              ends.set(end.port, end);
              this["port" + (index + 1)] = end.port;
            });
          }
        }
        function receiveMessageOnPort(port) {
          const end = ends.get(port);
          if (end === undefined)
            throw host.error("TypeError", "ERR_INVALID_ARG_TYPE", 'The "port" argument must be a MessagePort instance');
          return end.waiting.length > 0 ? { message: end.waiting.shift() } : undefined;
        }
        let parentPort = null;
        if (!host.isMainThread) {
          const pipe = {
            isKeeper: true,
            post(value) { host.postToThread(0, value); },
            listen(isListening) { host.listen(isListening); },
            close(port) { port.emit("close"); },
          };
          parentPort = new MessagePort(secret, pipe);
          if (host.hasClose) Object.defineProperty(parentPort, "close", { value: closeOf(pipe), configurable: true, writable: true });
          host.setParentHandler((kind, value) => parentPort.emit(kind, value));
        }
        module.exports = {
          Worker, MessageChannel, MessagePort, receiveMessageOnPort, isMainThread: host.isMainThread, parentPort, threadId: host.threadId,
          workerData: host.workerData(),
        };
        """#
}
