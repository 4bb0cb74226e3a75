extension NodeModules {
    /// https://nodejs.org/api/async_context.html and https://nodejs.org/api/async_hooks.html
    static let asyncHooks = #"""
        "use strict";
        const host = __dirname;
        const { wrongType } = host;
        // The values of all storages in the running code: a map that is never changed, which every job takes along.
        const none = new Map();
        const current = () => host.asyncContext() ?? none;
        function running(context, body, thisValue, values) {
          const before = current();
          host.setAsyncContext(context);
          try {
            return Reflect.apply(body, thisValue, values);
          } finally {
            host.setAsyncContext(before);
          }
        }
        class AsyncLocalStorage {
          #default;
          #name;
          #isOn = true;
          constructor(options = {}) {
            this.#default = options?.defaultValue;
            this.#name = options?.name === undefined ? "" : `${options.name}`;
          }
          get name() { return this.#name; }
          static bind(body) { return AsyncResource.bind(body); }
          static snapshot() {
            const context = current();
            return (body, ...values) => running(context, body, undefined, values);
          }
          disable() {
            this.#isOn = false;
            const context = new Map(current());
            context.delete(this);
            host.setAsyncContext(context);
          }
          enterWith(value) {
            this.#isOn = true;
            host.setAsyncContext(new Map(current()).set(this, value));
          }
          run(value, body, ...values) {
            this.#isOn = true;
            return running(new Map(current()).set(this, value), body, undefined, values);
          }
          exit(body, ...values) {
            const context = new Map(current());
            context.delete(this);
            return running(context, body, undefined, values);
          }
          getStore() {
            const context = current();
            return this.#isOn && context.has(this) ? context.get(this) : this.#default;
          }
          withScope(value) {
            const before = current();
            this.enterWith(value);
            return { dispose() { host.setAsyncContext(before); }, [Symbol.dispose ?? Symbol.for("dispose")]() { host.setAsyncContext(before); } };
          }
        }
        // Only what a program makes itself has a number.
        let latestId = 1;
        let runningIds = [1, 0];
        class AsyncResource {
          #id = ++latestId;
          #trigger;
          #context = current();
          constructor(type, options = {}) {
            if (typeof type !== "string") throw wrongType("type", "of type string", type);
            this.#trigger = typeof options === "number" ? options : options?.triggerAsyncId ?? runningIds[0];
          }
          runInAsyncScope(body, thisValue, ...values) {
            const before = runningIds;
            runningIds = [this.#id, this.#trigger];
            try {
              return running(this.#context, body, thisValue, values);
            } finally {
              runningIds = before;
            }
          }
          emitDestroy() { return this; }
          asyncId() { return this.#id; }
          triggerAsyncId() { return this.#trigger; }
          bind(body, thisValue) {
            if (typeof body !== "function") throw wrongType("fn", "of type function", body);
            const resource = this;
            const bound = thisValue === undefined
              ? function (...values) { return resource.runInAsyncScope(body, this, ...values); }
              : (...values) => resource.runInAsyncScope(body, thisValue, ...values);
            Object.defineProperty(bound, "length", { configurable: true, enumerable: false, value: body.length, writable: false });
            return bound;
          }
          static bind(body, type, thisValue) { return new AsyncResource(type || body.name || "bound-anonymous-fn").bind(body, thisValue); }
        }
        class AsyncHook {
          enable() { host.refuse("async_hooks.createHook().enable"); }
          disable() { return this; }
        }
        const resource = {};
        module.exports = {
          AsyncLocalStorage,
          createHook(callbacks) {
            for (const name of ["init", "before", "after", "destroy", "promiseResolve"])
              if (callbacks[name] !== undefined && typeof callbacks[name] !== "function")
                throw host.error("TypeError", "ERR_ASYNC_CALLBACK", `hook.${name} must be a function`);
            return new AsyncHook();
          },
          executionAsyncId: () => runningIds[0], triggerAsyncId: () => runningIds[1], executionAsyncResource: () => resource,
          asyncWrapProviders: Object.freeze({ __proto__: null, NONE: 0, DIRHANDLE: 1, DNSCHANNEL: 2, FILEHANDLE: 4, PROMISE: 24, Timeout: 55, Immediate: 56, TickObject: 57 }),
          AsyncResource,
        };
        """#
}
