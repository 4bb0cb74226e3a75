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
              throw host.wrongType("filename", "of type string or an instance of URL", filename);
            this.#number = host.startThread(
              place, options.workerData, (kind, value) => this.#told(kind, value), options.transferList);
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
          postMessage(value, transfer) { host.postToThread(this.#number, value, transfer); }
          terminate() {
            if (this.#isOver) return Promise.resolve();
            return new Promise((done) => { this.#ends.push(done); host.terminate(this.#number); });
          }
          ref() { host.setReferenced(this.#number, true); }
          unref() { host.setReferenced(this.#number, false); }
        }
        // A port's own way to the other end: post(value, transfer), listen(whether), refer(whether), close().
        const secret = {};
        class MessagePort extends EventEmitter {
          #pipe; #handler = null; #own = new Map();
          constructor(key, pipe) {
            if (key !== secret) throw host.error("TypeError", "ERR_CONSTRUCT_CALL_INVALID", "Constructor cannot be called");
            super();
            this.#pipe = pipe;
          }
          _changed(name) {
            if (name === "message") this.#pipe.listen(this, this.listenerCount("message") > 0);
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
          postMessage(value, transfer) { this.#pipe.post(this, value, transfer); }
          ref() { this.#pipe.refer(this, true); }
          unref() { this.#pipe.refer(this, false); }
          start() { this.#pipe.listen(this, true); }
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
        const setClose = (port, close) => Object.defineProperty(port, "close", { value: close, configurable: true, writable: true });
        // The ends of channels.
        const channel = { post: host.postToPort, listen: host.listenAtPort, refer: host.referPort };
        host.setPortFactory(function (kind, value) {
          if (this !== undefined) return void this.emit(kind, ...(kind === "close" ? [] : [value]));
          const port = new MessagePort(secret, channel);
          setClose(port, function close() { host.closePort(this); });
          return port;
        });
        class MessageChannel {
          constructor() { [this.port1, this.port2] = host.makeChannel(); }
        }
        function receiveMessageOnPort(port) {
          if (!host.isPort(port))
            throw host.error("TypeError", "ERR_INVALID_ARG_TYPE", 'The "port" argument must be a MessagePort instance');
          const taken = host.takeFromPort(port);
          return taken === undefined ? undefined : { message: taken[0] };
        }
        let parentPort = null;
        if (!host.isMainThread) {
          const pipe = {
            post(_, value, transfer) { host.postToThread(0, value, transfer); },
            listen(_, isListening) { host.listen(isListening); },
            refer(_, isListening) { host.listen(isListening); },
          };
          parentPort = new MessagePort(secret, pipe);
          if (host.hasClose) setClose(parentPort, function close() { this.unref(); this.emit("close"); });
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
