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
          postMessage(value) { host.postToThread(this.#number, value); }
          terminate() {
            if (this.#isOver) return Promise.resolve();
            return new Promise((done) => { this.#ends.push(done); host.terminate(this.#number); });
          }
          ref() { host.setReferenced(this.#number, true); }
          unref() { host.setReferenced(this.#number, false); }
        }
        let parentPort = null;
        if (!host.isMainThread) {
          class MessagePort extends EventEmitter {
            #handler = null;
            #isClosed = false;
            _changed(name) {
              if (name === "message" && !this.#isClosed) host.listen(this.listenerCount("message") > 0);
            }
            get onmessage() { return this.#handler; }
            set onmessage(handler) {
              if (this.#handler) this.off("message", this.#handler.own);
              this.#handler = handler;
              if (typeof handler === "function") {
                const own = (data) => handler({ data });
                handler.own = own;
                this.on("message", own);
              }
            }
            postMessage(value) { host.postToThread(0, value); }
            ref() { if (!this.#isClosed) host.listen(true); }
            unref() { host.listen(false); }
            start() { host.listen(true); }
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
          if (host.hasClose) Object.defineProperty(MessagePort.prototype, "close", { value() { this.unref(); this.emit("close"); }, configurable: true, writable: true });
          parentPort = new MessagePort();
          host.setParentHandler((kind, value) => parentPort.emit(kind, value));
        }
        const environment = new Map();
        module.exports = {
          isInternalThread: false, isMainThread: host.isMainThread, resourceLimits: {}, threadId: host.threadId, threadName: "",
          SHARE_ENV: Symbol.for("nodejs.worker_threads.SHARE_ENV"), Worker, parentPort, workerData: host.workerData(),
          markAsUncloneable() {}, markAsUntransferable() {}, isMarkedAsUntransferable: () => false,
          setEnvironmentData(key, value) { if (value === undefined) environment.delete(key); else environment.set(key, value); },
          getEnvironmentData: (key) => environment.get(key),
        };
        host.refuseAll(module.exports, "worker_threads", "moveMessagePortToContext receiveMessageOnPort postMessageToThread");
        for (const name of ["MessagePort", "MessageChannel", "BroadcastChannel"])
          Object.defineProperty(module.exports, name, { get: () => globalThis[name], enumerable: true, configurable: true });
        """#
}
