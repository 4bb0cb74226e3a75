extension NodeModules {
    /// https://nodejs.org/api/worker_threads.html
    static let workerThreads = #"""
        "use strict";
        const host = __dirname;
        const EventEmitter = require("events");
        // Where a script is, or its text. https://nodejs.org/api/worker_threads.html#new-workerfilename-options
        function placeOf(filename, options) {
          if (options.eval) {
            if (typeof filename === "string") return filename;
            throw host.error("TypeError", "ERR_INVALID_ARG_VALUE",
              `The property 'options.eval' must be false when 'filename' is not a string. Received ${host.inspect(options.eval)}`);
          }
          if (typeof filename === "object" && filename !== null && typeof filename.href === "string" && filename.protocol) {
            if (filename.protocol !== "file:" && filename.protocol !== "data:")
              throw host.error("TypeError", "ERR_INVALID_URL_SCHEME", "The URL must be of scheme file");
            return filename.href;
          }
          if (typeof filename !== "string") throw host.wrongType("filename", "of type string or an instance of URL", filename);
          if (!host.keepsToPaths || /^(\/|\.\.?\/)/.test(filename)) return filename;
          const scheme = /^(file|data):/.exec(filename)?.[1];
          const advice = scheme ? ` Wrap ${scheme === "file" ? "file://" : "data:"} URLs with \`new URL\`.` : "";
          throw host.error("TypeError", "ERR_WORKER_PATH",
            "The worker script or module filename must be an absolute path or a relative path starting with './' or '../'." +
            `${advice} Received "${filename}"`);
        }
        const shareEnv = Symbol.for("nodejs.worker_threads.SHARE_ENV");
        function environmentOf(env) {
          if (env !== null && env !== undefined && env !== shareEnv && typeof env !== "object")
            throw host.wrongType("options.env", "of type object or one of undefined, null, or worker_threads.SHARE_ENV", env);
          const given = env === null || env === undefined || env === shareEnv ? globalThis.process.env : env;
          return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, `${value}`]));
        }
        class Worker extends EventEmitter {
          #number; #isOver = false; #ends = []; #streams = new Map();
          constructor(filename, options = {}) {
            super();
            const { execArgv, argv, name = "WorkerThread", workerData, resourceLimits } = options;
            for (const [key, list] of [["options.execArgv", execArgv], ["options.argv", argv]])
              if (list && !Array.isArray(list)) throw host.wrongType(key, "an instance of Array", list);
            const place = placeOf(filename, options);
            const env = environmentOf(options.env);
            if (typeof name !== "string") throw host.wrongType("options.name", "of type string", name);
            const limits = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 2096, codeRangeSizeMb: 0, stackSizeMb: 4, ...resourceLimits };
            const settings = { argv: argv?.map((one) => `${one}`), env, name, limits };
            this.#number = host.startThread(
              place, !!options.eval, workerData, settings, (kind, value) => this.#told(kind, value), options.transferList);
            this.threadId = this.#number;
            this.resourceLimits = limits;
            if (host.isLatest) this.threadName = name;
            this.stdin = null;
          }
          #told(kind, value) {
            if (this.#isOver) return;
            if (kind === "exit") {
              this.#isOver = true;
              this.threadId = -1;
              this.resourceLimits = {};
              if (host.isLatest) this.threadName = null;
              for (const stream of this.#streams.values()) stream.push(null);
              for (const done of this.#ends) done(value);
            }
            this.emit(kind, ...(kind === "online" ? [] : [value]));
          }
          postMessage(value, transfer) {
            if (this.#isOver) return;
            if (arguments.length === 0) throw host.nativeError("ERR_MISSING_ARGS", "Not enough arguments to MessagePort.postMessage");
            host.postToThread(this.#number, value, transfer);
          }
          // Deviation: what a thread writes goes to the console, and these have nothing.
          #stream(name) {
            if (!this.#streams.has(name)) {
              const stream = new (require("stream").Readable)({ read() {} });
              if (this.#isOver) stream.push(null);
              this.#streams.set(name, stream);
            }
            return this.#streams.get(name);
          }
          get stdout() { return this.#stream("stdout"); }
          get stderr() { return this.#stream("stderr"); }
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
        const settings = host.threadSettings() ?? { limits: {}, name: "" };
        module.exports = {
          isInternalThread: false, isMainThread: host.isMainThread, resourceLimits: settings.limits, threadId: host.threadId,
          ...(host.isLatest ? { threadName: settings.name } : {}), SHARE_ENV: shareEnv, Worker, MessageChannel, MessagePort, receiveMessageOnPort, parentPort,
          workerData: host.workerData(),
          markAsUncloneable() {}, markAsUntransferable() {}, isMarkedAsUntransferable: () => false,
          setEnvironmentData(key, value) { if (value === undefined) environment.delete(key); else environment.set(key, value); },
          getEnvironmentData: (key) => environment.get(key),
        };
        host.refuseAll(module.exports, "worker_threads", "moveMessagePortToContext postMessageToThread");
        Object.defineProperty(module.exports, "BroadcastChannel", { get: () => globalThis.BroadcastChannel, enumerable: true, configurable: true });
        """#
}
