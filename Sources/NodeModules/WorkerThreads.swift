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
          class MessagePort extends Emitter {
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
          if (host.hasClose) Object.defineProperty(MessagePort.prototype, "close", { value() { this.unref(); this.emit("close"); }, configurable: true, writable: true });
          parentPort = new MessagePort();
          host.setParentHandler((kind, value) => parentPort.emit(kind, value));
        }
        module.exports = { Worker, isMainThread: host.isMainThread, parentPort, threadId: host.threadId, workerData: host.workerData() };
        """#
}
