extension NodeModules {
    /// https://nodejs.org/api/events.html
    static let events = #"""
        "use strict";
        const host = __dirname;
        function checkListener(listener) {
          if (typeof listener !== "function")
            throw host.wrongType("listener", "of type function", listener);
        }
        function EventEmitter(options) { EventEmitter.init.call(this, options); }
        const kShapeMode = Symbol("shapeMode");
        const kCapture = Symbol("kCapture");
        const kEmitting = Symbol("events.emitting");
        EventEmitter.prototype._events = undefined;
        EventEmitter.prototype._eventsCount = 0;
        EventEmitter.prototype._maxListeners = undefined;
        Object.defineProperty(EventEmitter.prototype, kCapture, { value: false, writable: true, enumerable: false });
        EventEmitter.init = function (options) {
          // What a stream has laid out before stays laid out, with undefined for what nobody listens to.
          this[kShapeMode] = this._events !== undefined && this._events !== Object.getPrototypeOf(this)._events;
          if (!this[kShapeMode]) {
            this._events = { __proto__: null };
            this._eventsCount = 0;
          }
          this._maxListeners = this._maxListeners || undefined;
          this[kCapture] = options?.captureRejections ? true : EventEmitter.prototype[kCapture];
        };
        // The listeners of an event, each a function; those of once() have the program's own as their `listener`.
        function listenersOf(emitter, type) {
          const found = emitter._events === undefined ? undefined : emitter._events[type];
          return found === undefined ? [] : typeof found === "function" ? [found] : found;
        }
        function removeOnly(emitter, type, listener) {
          const events = emitter._events;
          emitter._eventsCount -= 1;
          if (emitter[kShapeMode]) events[type] = undefined;
          else if (emitter._eventsCount === 0) emitter._events = { __proto__: null };
          else delete events[type];
          if (events.removeListener !== undefined) emitter.emit("removeListener", type, listener);
        }
        function add(emitter, type, listener, isFirst) {
          checkListener(listener);
          // What only has the methods of an emitter, as the apps of express have, gets no more than it needs.
          if (emitter._events === undefined) {
            emitter._events = { __proto__: null };
            emitter._eventsCount = 0;
          }
          if (emitter._events.newListener !== undefined) emitter.emit("newListener", type, listener.listener ?? listener);
          const found = emitter._events[type];
          if (found === undefined) {
            emitter._events[type] = listener;
            ++emitter._eventsCount;
          } else if (typeof found === "function") {
            const list = isFirst ? [listener, found] : [found, listener];
            if (host.isLatest) list[kEmitting] = 0;
            emitter._events[type] = list;
          } else if (isFirst) found.unshift(listener);
          else found.push(listener);
          return emitter;
        }
        function onceWrapper() {
          if (this.fired) return undefined;
          this.target.removeListener(this.type, this.wrapFn);
          this.fired = true;
          return this.listener.apply(this.target, arguments);
        }
        function wrapped(target, type, listener) {
          checkListener(listener);
          const state = { fired: false, wrapFn: undefined, target, type, listener };
          const wrapFn = onceWrapper.bind(state);
          wrapFn.listener = listener;
          state.wrapFn = wrapFn;
          return wrapFn;
        }
        const methods = {
          setMaxListeners(count) { this._maxListeners = count; return this; },
          getMaxListeners() { return this._maxListeners ?? EventEmitter.defaultMaxListeners; },
          emit(type, ...values) {
            if (type === "error" && this._events?.[EventEmitter.errorMonitor] !== undefined) this.emit(EventEmitter.errorMonitor, ...values);
            const list = listenersOf(this, type);
            if (list.length === 0) {
              if (type !== "error") return false;
              const error = values[0];
              if (error instanceof Error) throw error;
              const unhandled = host.error("Error", "ERR_UNHANDLED_ERROR", "Unhandled error. (" +
                (typeof error === "string" ? `'${error}'` : host.inspect(error)) + ")");
              unhandled.context = error;
              throw unhandled;
            }
            if (list.length === 1) list[0].apply(this, values);
            else for (const listener of [...list]) listener.apply(this, values);
            return true;
          },
          addListener(type, listener) { return add(this, type, listener, false); },
          on: undefined,
          prependListener(type, listener) { return add(this, type, listener, true); },
          once(type, listener) { return add(this, type, wrapped(this, type, listener), false); },
          prependOnceListener(type, listener) { return add(this, type, wrapped(this, type, listener), true); },
          removeListener(type, listener) {
            checkListener(listener);
            const found = this._events?.[type];
            if (found === undefined) return this;
            if (found === listener || found.listener === listener) {
              removeOnly(this, type, found.listener || listener);
              return this;
            }
            if (typeof found === "function") return this;
            let index = found.length - 1;
            while (index >= 0 && found[index] !== listener && found[index].listener !== listener) index--;
            if (index < 0) return this;
            found.splice(index, 1);
            if (found.length === 1) this._events[type] = found[0];
            if (this._events.removeListener !== undefined) this.emit("removeListener", type, listener);
            return this;
          },
          off: undefined,
          removeAllListeners(type) {
            const events = this._events;
            if (events === undefined) return this;
            if (events.removeListener === undefined) {
              if (arguments.length === 0) {
                this._events = { __proto__: null };
                this._eventsCount = 0;
              } else if (events[type] !== undefined) {
                if (--this._eventsCount === 0) this._events = { __proto__: null };
                else delete events[type];
              }
              this[kShapeMode] = false;
            } else if (arguments.length === 0) {
              for (const key of Reflect.ownKeys(events)) if (key !== "removeListener") this.removeAllListeners(key);
              this.removeAllListeners("removeListener");
              this._events = { __proto__: null };
              this._eventsCount = 0;
              this[kShapeMode] = false;
            } else {
              for (const listener of [...listenersOf(this, type)].reverse()) this.removeListener(type, listener);
            }
            return this;
          },
          listeners(type) { return listenersOf(this, type).map((listener) => listener.listener ?? listener); },
          rawListeners(type) { return [...listenersOf(this, type)]; },
          listenerCount(type, listener) {
            const list = listenersOf(this, type);
            return listener === undefined ? list.length : list.filter((one) => one === listener || one.listener === listener).length;
          },
          eventNames() { return this._eventsCount > 0 ? Reflect.ownKeys(this._events).filter((key) => this._events[key] !== undefined) : []; },
        };
        methods.on = methods.addListener;
        methods.off = methods.removeListener;
        for (const name of Object.keys(methods))
          Object.defineProperty(EventEmitter.prototype, name, { value: methods[name], writable: true, enumerable: true, configurable: true });
        // Only a run that looks at events has this.
        if (host.noteEvent) {
          const { emit } = methods;
          function watched(type, ...values) {
            const isHeard = listenersOf(this, type).length > 0;
            host.noteEvent(this, type, false, type === "error" ? values[0] : undefined, isHeard);
            return type === "error" && !isHeard && host.keepsErrors ? false : emit.call(this, type, ...values);
          }
          Object.defineProperty(EventEmitter.prototype, "emit", { value: watched });
          for (const name of ["addListener", "prependListener", "once", "prependOnceListener"]) {
            const listen = methods[name];
            function listening(type, listener) {
              if (typeof listener === "function") host.noteEvent(this, type, true, listener);
              return listen.call(this, type, listener);
            }
            Object.defineProperty(EventEmitter.prototype, name, { value: listening });
          }
          for (const name of ["removeListener", "removeAllListeners"]) {
            const remove = methods[name];
            function removing(type, listener) {
              if (name === "removeAllListeners" || typeof listener === "function")
                host.noteTakenOff(this, type, listener === undefined ? undefined : listener.listener ?? listener);
              return name === "removeListener" ? remove.call(this, type, listener) : remove.apply(this, arguments);
            }
            Object.defineProperty(EventEmitter.prototype, name, { value: removing });
          }
        }
        EventEmitter.prototype.on = EventEmitter.prototype.addListener;
        EventEmitter.prototype.off = EventEmitter.prototype.removeListener;
        EventEmitter.defaultMaxListeners = 10;
        const isTarget = (value) => typeof value?.addEventListener === "function" && typeof value.on !== "function";
        function abortError(signal) {
          const error = new Error("The operation was aborted", { cause: signal.reason });
          error.name = "AbortError";
          error.code = "ABORT_ERR";
          return error;
        }
        EventEmitter.once = async function once(emitter, name, options) {
          const signal = options?.signal;
          if (signal?.aborted) throw abortError(signal);
          return new Promise((resolve, reject) => {
            signal?.addEventListener("abort", () => {
              if (isTarget(emitter)) emitter.removeEventListener(name, onEvent);
              else {
                emitter.removeListener(name, onEvent);
                emitter.removeListener("error", onError);
              }
              reject(abortError(signal));
            }, { once: true });
            if (isTarget(emitter)) {
              emitter.addEventListener(name, (event) => resolve([event]), { once: true });
              return;
            }
            const onEvent = (...values) => {
              if (name !== "error") emitter.removeListener("error", onError);
              resolve(values);
            };
            const onError = (error) => {
              emitter.removeListener(name, onEvent);
              reject(error);
            };
            emitter.once(name, onEvent);
            if (name !== "error") emitter.once("error", onError);
          });
        };
        EventEmitter.on = function on(emitter, name, options) {
          const signal = options?.signal;
          if (signal?.aborted) throw abortError(signal);
          const values = [];
          const waiting = [];
          let failure;
          let isDone = false;
          const onEvent = (...list) => {
            const next = waiting.shift();
            if (next) next.resolve({ value: list, done: false });
            else values.push(list);
          };
          const onError = (error) => {
            const next = waiting.shift();
            if (next) next.reject(error);
            else failure = { error };
            iterator.return();
          };
          const iterator = {
            next() {
              if (values.length > 0) return Promise.resolve({ value: values.shift(), done: false });
              if (failure) {
                const { error } = failure;
                failure = undefined;
                return Promise.reject(error);
              }
              if (isDone) return Promise.resolve({ value: undefined, done: true });
              return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
            },
            return() {
              if (isTarget(emitter)) emitter.removeEventListener(name, onEvent);
              else emitter.removeListener(name, onEvent);
              if (name !== "error" && !isTarget(emitter)) emitter.removeListener("error", onError);
              isDone = true;
              for (const next of waiting.splice(0)) next.resolve({ value: undefined, done: true });
              return Promise.resolve({ value: undefined, done: true });
            },
            throw(error) { onError(error); },
            [Symbol.asyncIterator]() { return this; },
          };
          if (isTarget(emitter)) {
            emitter.addEventListener(name, onEvent);
            return iterator;
          }
          emitter.on(name, onEvent);
          if (name !== "error") emitter.on("error", onError);
          for (const end of options?.close ?? []) emitter.on(end, () => iterator.return());
          signal?.addEventListener("abort", () => onError(abortError(signal)), { once: true });
          return iterator;
        };
        EventEmitter.listenerCount = (emitter, type) => emitter.listenerCount(type);
        EventEmitter.getEventListeners = (emitter, type) => (typeof emitter.listeners === "function" ? emitter.listeners(type) : []);
        EventEmitter.getMaxListeners = (emitter) => emitter.getMaxListeners?.() ?? EventEmitter.defaultMaxListeners;
        EventEmitter.setMaxListeners = function setMaxListeners(count = EventEmitter.defaultMaxListeners, ...emitters) {
          if (emitters.length === 0) EventEmitter.defaultMaxListeners = count;
          for (const emitter of emitters) if (!isTarget(emitter)) emitter.setMaxListeners(count);
        };
        EventEmitter.addAbortListener = function addAbortListener(signal, listener) {
          if (signal.aborted) globalThis.queueMicrotask(() => listener());
          else signal.addEventListener("abort", listener, { once: true });
          const dispose = () => signal.removeEventListener("abort", listener);
          return { [Symbol.dispose ?? Symbol.for("nodejs.dispose")]: dispose };
        };
        EventEmitter.usingDomains = false;
        EventEmitter.kMaxEventTargetListeners = Symbol("events.maxEventTargetListeners");
        EventEmitter.kMaxEventTargetListenersWarned = Symbol("events.maxEventTargetListenersWarned");
        EventEmitter.captureRejections = false;
        Object.defineProperty(EventEmitter, "EventEmitterAsyncResource", {
          configurable: true, enumerable: true,
          get() {
            const { AsyncResource } = require("async_hooks");
            class EventEmitterAsyncResource extends EventEmitter {
              #resource;
              constructor(options) {
                super();
                this.#resource = new AsyncResource(typeof options === "string" ? options : options?.name ?? new.target.name, options);
              }
              emit(type, ...values) { return this.#resource.runInAsyncScope(() => super.emit(type, ...values)); }
              get asyncResource() { return this.#resource; }
              get asyncId() { return this.#resource.asyncId(); }
              get triggerAsyncId() { return this.#resource.triggerAsyncId(); }
              emitDestroy() {}
            }
            Object.defineProperty(EventEmitter, "EventEmitterAsyncResource", { value: EventEmitterAsyncResource, writable: true, enumerable: true, configurable: true });
            return EventEmitterAsyncResource;
          },
        });
        EventEmitter.errorMonitor = Symbol("events.errorMonitor");
        EventEmitter.captureRejectionSymbol = Symbol.for("nodejs.rejection");
        EventEmitter.EventEmitter = EventEmitter;
        module.exports = EventEmitter;
        """#
}
