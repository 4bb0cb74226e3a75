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
          postMessage(value, transfer) {
            if (this.#isOver) return;
            if (arguments.length === 0) throw host.nativeError("ERR_MISSING_ARGS", "Not enough arguments to MessagePort.postMessage");
            host.postToThread(this.#number, value, transfer);
          }
          terminate() {
            if (this.#isOver) return Promise.resolve();
            return new Promise((done) => { this.#ends.push(done); host.terminate(this.#number); });
          }
          ref() { host.setReferenced(this.#number, true); }
          unref() { host.setReferenced(this.#number, false); }
        }
        const { makePort, tell, MessagePort } = require("internal/ports");
        // The ends of channels.
        const channel = {
          post: host.postToPort, listen: host.listenAtPort, refer: host.referPort, hasRef: host.hasRef, close: host.closePort,
          isOpen: host.isOpenPort,
        };
        host.setPortFactory(function (kind, value, ports) {
          return this === undefined ? makePort(channel) : tell(this, kind, value, ports);
        });
        class MessageChannel {
          constructor() { [this.port1, this.port2] = host.makeChannel(); }
        }
        function receiveMessageOnPort(port) {
          if (!host.isPort(port))
            throw host.nativeError("ERR_INVALID_ARG_TYPE", 'The "port" argument must be a MessagePort instance');
          const taken = host.takeFromPort(port);
          return taken === undefined ? undefined : { message: taken[0] };
        }
        let parentPort = null;
        if (!host.isMainThread) {
          let isReferenced = false;
          let isOpen = true;
          const pipe = {
            post(_, value, transfer) {
              if (isOpen) host.postToThread(0, value, transfer);
              return isOpen || undefined;
            },
            listen(_, isListening) { if (isOpen) host.listen(isListening); },
            refer(_, isListening) { if (isOpen) host.referToParent(isReferenced = isListening); },
            hasRef: () => isReferenced,
            isOpen: () => isOpen,
            close() {
              if (isOpen) host.closeParent();
              isOpen = isReferenced = false;
            },
          };
          parentPort = makePort(pipe);
          host.setParentHandler((kind, value, ports) => tell(parentPort, kind, value, ports));
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
