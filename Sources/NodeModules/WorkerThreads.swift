extension NodeModules {
    /// https://nodejs.org/api/worker_threads.html
    static let workerThreads = #"""
        "use strict";
        const host = __dirname;
        const EventEmitter = require("events");
        class Worker extends EventEmitter {
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
        class MessagePort extends EventEmitter {
          #pipe; #handler = null; #own = new Map();
          constructor(key, pipe) {
            if (key !== secret) throw host.error("TypeError", "ERR_CONSTRUCT_CALL_INVALID", "Constructor cannot be called");
            super();
            this.#pipe = pipe;
          }
          _changed(name) {
            if (name === "message") this.#pipe.listen(this.listenerCount("message") > 0);
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
          ref() { this.#pipe.listen(true); }
          unref() { if (this.#pipe.isKeeper) this.#pipe.listen(false); }
          start() { this.ref(); }
          // As of an EventTarget: listeners that are given an event.
          addEventListener(name, listener, options) {
            if (!this.#own.has(name)) this.#own.set(name, new Map());
            const known = this.#own.get(name);
            if (listener == null || known.has(listener)) return;
            const own = (data) => {
              if (options?.once) this.removeEventListener(name, listener);
              const event = { type: name, data, target: this };
              if (typeof listener === "function") listener.call(this, event); else listener.handleEvent(event);
            };
            known.set(listener, own);
            this.on(name, own);
          }
          removeEventListener(name, listener) {
            const own = this.#own.get(name)?.get(listener);
            if (own === undefined) return;
            this.#own.get(name).delete(listener);
            this.off(name, own);
          }
        }
        // Whoever listens to messages keeps the thread alive.
        for (const method of ["on", "addListener", "prependListener", "once", "prependOnceListener", "off", "removeListener", "removeAllListeners"]) {
          const inherited = EventEmitter.prototype[method];
          MessagePort.prototype[method] = function (name, ...values) {
            const result = inherited.call(this, name, ...values);
            this._changed(name ?? "message");
            return result;
          };
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
        const environment = new Map();
        module.exports = {
          isInternalThread: false, isMainThread: host.isMainThread, resourceLimits: {}, threadId: host.threadId, threadName: "",
          SHARE_ENV: Symbol.for("nodejs.worker_threads.SHARE_ENV"), Worker, MessageChannel, MessagePort, receiveMessageOnPort, parentPort,
          workerData: host.workerData(),
          markAsUncloneable() {}, markAsUntransferable() {}, isMarkedAsUntransferable: () => false,
          setEnvironmentData(key, value) { if (value === undefined) environment.delete(key); else environment.set(key, value); },
          getEnvironmentData: (key) => environment.get(key),
        };
        host.refuseAll(module.exports, "worker_threads", "moveMessagePortToContext postMessageToThread");
        Object.defineProperty(module.exports, "BroadcastChannel", { get: () => globalThis.BroadcastChannel, enumerable: true, configurable: true });
        """#
}
