extension NodeModules {
    /// The ports of `node:worker_threads`: event targets that are used as emitters too.
    /// https://nodejs.org/api/worker_threads.html#class-messageport and https://nodejs.org/api/events.html#class-nodeeventtarget
    static let internalPorts = #"""
        "use strict";
        const host = __dirname;
        const { AbortSignal, CustomEvent, Event, EventTarget, MessageEvent } = globalThis;
        // What a listener of an emitter is given in the place of an event.
        const values = new WeakMap();
        const valueOf = (event) => (values.has(event) ? values.get(event) : event);
        function checkListener(listener) {
          if (typeof listener === "function" || (typeof listener === "object" && listener !== null)) return true;
          if (listener === undefined || listener === null) {
            globalThis.process.emitWarning(`addEventListener called with ${listener} which has no effect.`, "AddEventListenerArgumentTypeWarning");
            return false;
          }
          throw host.wrongType("listener", "an instance of EventListener", listener);
        }
        const [changed, dispatch, handlerOf, setHandler] = [Symbol(), Symbol(), Symbol(), Symbol()];
        class NodeEventTarget extends EventTarget {
          // By type, in the order in which they were added: { listener, captures, own }.
          #lists = new Map();
          #handlers = new Map();
          #most = 10;
          #add(type, listener, { captures = false, isOnce = false, isEmitters = false, passive = false } = {}) {
            type = `${type}`;
            if (!this.#lists.has(type)) this.#lists.set(type, []);
            const list = this.#lists.get(type);
            if (list.some((one) => one.listener === listener && one.captures === captures)) return;
            const target = this;
            const own = (event) => {
              if (isOnce) this.#remove(type, listener, captures);
              if (isEmitters) return Reflect.apply(listener, target, [valueOf(event)]);
              return typeof listener === "function" ? Reflect.apply(listener, target, [event]) : listener.handleEvent(event);
            };
            list.push({ listener, captures, own });
            super.addEventListener(type, own, { capture: captures, passive });
            this[changed](type, list.length, 1);
          }
          #remove(type, listener, captures) {
            type = `${type}`;
            const list = this.#lists.get(type) ?? [];
            const index = list.findIndex((one) => one.listener === listener && one.captures === captures);
            if (index < 0) return;
            const [{ own }] = list.splice(index, 1);
            if (list.length === 0) this.#lists.delete(type);
            super.removeEventListener(type, own, captures);
            this[changed](type, list.length, -1);
          }
          // What follows from one listener more or less, where there are so many then.
          [changed]() {}
          addEventListener(type, listener, options) {
            if (!checkListener(listener)) return;
            const captures = typeof options === "boolean" ? options : !!options?.capture;
            const signal = options?.signal;
            if (signal instanceof AbortSignal) {
              if (signal.aborted) return;
              signal.addEventListener("abort", () => this.#remove(type, listener, captures), { once: true });
            }
            this.#add(type, listener, { captures, isOnce: !!options?.once, passive: !!options?.passive });
          }
          removeEventListener(type, listener, options) {
            this.#remove(type, listener, typeof options === "boolean" ? options : !!options?.capture);
          }
          on(type, listener) {
            if (checkListener(listener)) this.#add(type, listener, { isEmitters: true });
            return this;
          }
          once(type, listener) {
            if (checkListener(listener)) this.#add(type, listener, { isEmitters: true, isOnce: true });
            return this;
          }
          off(type, listener, options) {
            this.removeEventListener(type, listener, options);
            return this;
          }
          addListener(type, listener) { return this.on(type, listener); }
          removeListener(type, listener, options) { return this.off(type, listener, options); }
          emit(type, value) {
            const hasListeners = this.listenerCount(type) > 0;
            this[dispatch](new CustomEvent(`${type}`, { detail: value }), value);
            return hasListeners;
          }
          [dispatch](event, value) {
            values.set(event, value);
            this.dispatchEvent(event);
          }
          removeAllListeners(type) {
            for (const one of type === undefined ? [...this.#lists.keys()] : [`${type}`]) {
              for (const { own, captures } of this.#lists.get(one) ?? []) super.removeEventListener(one, own, captures);
              this.#lists.delete(one);
            }
            return this;
          }
          listenerCount(type) { return this.#lists.get(`${type}`)?.length ?? 0; }
          eventNames() { return [...this.#lists.keys()]; }
          getMaxListeners() { return this.#most; }
          setMaxListeners(count) { this.#most = count; }
          [handlerOf](type) { return this.#handlers.get(type)?.handler ?? null; }
          // The function of an attribute such as `onmessage`.
          [setHandler](type, handler) {
            const known = this.#handlers.get(type);
            if (typeof handler !== "function" && (typeof handler !== "object" || handler === null)) {
              if (known) this.#remove(type, known.own, false);
              this.#handlers.delete(type);
            } else if (known) known.handler = handler;
            else {
              const entry = { handler, own: (event) => (typeof entry.handler === "function" ? Reflect.apply(entry.handler, this, [event]) : undefined) };
              this.#handlers.set(type, entry);
              this.#add(type, entry.own);
            }
          }
        }
        class MessagePortCloseEvent extends Event {}

        const secret = {};
        class MessagePort extends NodeEventTarget {
          // The way to the other end.
          #pipe;
          constructor(key, pipe) {
            if (key !== secret) throw host.nativeError("ERR_CONSTRUCT_CALL_INVALID", "Constructor cannot be called");
            super();
            for (const name of ["newListener", "removeListener"]) this.on(name, () => {});
            this.#pipe = pipe;
          }
          // Whoever listens to messages keeps the thread alive.
          [changed](type, count, change) {
            if (type !== "message" || count !== (change > 0 ? 1 : 0)) return;
            this.#pipe.refer(this, change > 0);
            this.#pipe.listen(this, change > 0);
          }
          get onmessage() { return this[handlerOf]("message"); }
          set onmessage(handler) { this[setHandler]("message", handler); }
          get onmessageerror() { return this[handlerOf]("messageerror"); }
          set onmessageerror(handler) { this[setHandler]("messageerror", handler); }
          postMessage(value, transfer) {
            if (arguments.length === 0) throw host.nativeError("ERR_MISSING_ARGS", "Not enough arguments to MessagePort.postMessage");
            return this.#pipe.post(this, value, transfer);
          }
          start() { this.#pipe.listen(this, true); }
          ref() { this.#pipe.refer(this, true); }
          unref() { this.#pipe.refer(this, false); }
          hasRef() { return this.#pipe.hasRef(this); }
          close(callback) {
            if (typeof callback === "function" && this.#pipe.isOpen(this)) this.once("close", callback);
            this.#pipe.close(this);
          }
          emit(type, value) {
            if (type !== "message" && type !== "messageerror") return super.emit(type, value);
            const hasListeners = this.listenerCount(type) > 0;
            tell(this, type, value);
            return hasListeners;
          }
          [Symbol.for("nodejs.util.inspect.custom")]() {
            if (!(#pipe in this)) return this;
            const look = this.#pipe.isOpen(this) ? { active: true, refed: this.hasRef() } : { active: false };
            return Object.assign(Object.create(MessagePort.prototype), look);
          }
        }
        // Something comes to a port.
        function tell(port, type, value, ports = []) {
          const event = type === "close" ? new MessagePortCloseEvent("close") : new MessageEvent(type, { data: value, ports });
          port[dispatch](event, type === "close" ? event : value);
        }
        module.exports = { makePort: (pipe) => new MessagePort(secret, pipe), tell, MessagePort };
        """#
}
