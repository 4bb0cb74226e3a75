extension NodeModules {
    /// https://nodejs.org/api/diagnostics_channel.html
    static let diagnosticsChannel = #"""
        "use strict";
        const host = __dirname;
        const channels = new Map();
        const { wrongType } = host;
        function checkFunction(value, name) { if (typeof value !== "function") throw wrongType(name, "of type function", value); }
        // An error of a subscriber is the process's own, and no one's that publishes.
        function later(error) { globalThis.process.nextTick(() => { throw error; }); }
        class Channel {
          constructor(name) {
            this._subscribers = undefined;
            this.name = name;
          }
          static [Symbol.hasInstance](value) {
            return Function.prototype[Symbol.hasInstance].call(this, value);
          }
          get hasSubscribers() { return (this._subscribers?.length ?? 0) > 0 || (this._stores?.size ?? 0) > 0; }
          subscribe(subscription) {
            checkFunction(subscription, "subscription");
            this._subscribers = [...(this._subscribers ?? []), subscription];
          }
          unsubscribe(subscription) {
            const index = this._subscribers?.indexOf(subscription) ?? -1;
            if (index < 0) return false;
            this._subscribers = this._subscribers.filter((_, other) => other !== index);
            return true;
          }
          bindStore(store, transform) { (this._stores ??= new Map()).set(store, transform); }
          unbindStore(store) { return this._stores?.delete(store) ?? false; }
          publish(data) {
            for (const subscriber of this._subscribers ?? []) {
              try { subscriber(data, this.name); } catch (error) { later(error); }
            }
          }
          runStores(data, body, thisValue, ...values) {
            let run = () => {
              this.publish(data);
              return Reflect.apply(body, thisValue, values);
            };
            for (const [store, transform] of this._stores ?? []) {
              const next = run;
              run = () => {
                let value = data;
                if (transform) try { value = transform(data); } catch (error) {
                  later(error);
                  return next();
                }
                return store.run(value, next);
              };
            }
            return run();
          }
        }
        function channel(name) {
          if (typeof name !== "string" && typeof name !== "symbol") throw wrongType("channel", "of type string or symbol", name);
          if (!channels.has(name)) channels.set(name, new Channel(name));
          return channels.get(name);
        }
        const events = ["start", "end", "asyncStart", "asyncEnd", "error"];
        // Runs what is traced between its start and its end, and tells what it throws.
        function run(tracing, context, body) {
          return tracing.start.runStores(context, () => {
            try {
              return body();
            } catch (error) {
              context.error = error;
              tracing.error.publish(context);
              throw error;
            } finally {
              tracing.end.publish(context);
            }
          });
        }
        class TracingChannel {
          constructor(given) {
            for (const name of events) {
              const own = typeof given === "string" ? channel(`tracing:${given}:${name}`) : given?.[name];
              if (!(own instanceof Channel)) throw wrongType(`nameOrChannels.${name}`, "an instance of Channel", own);
              Object.defineProperty(this, name, { value: own, enumerable: true, writable: true, configurable: true });
            }
          }
          get hasSubscribers() { return events.some((name) => this[name].hasSubscribers); }
          subscribe(handlers) { for (const name of events) if (handlers[name]) this[name].subscribe(handlers[name]); }
          unsubscribe(handlers) {
            return events.filter((name) => handlers[name]).map((name) => this[name].unsubscribe(handlers[name])).every(Boolean);
          }
          traceSync(body, context = {}, thisValue, ...values) {
            if (!this.hasSubscribers) return Reflect.apply(body, thisValue, values);
            return run(this, context, () => context.result = Reflect.apply(body, thisValue, values));
          }
          tracePromise(body, context = {}, thisValue, ...values) {
            if (!this.hasSubscribers) return Reflect.apply(body, thisValue, values);
            const settled = (name) => (value) => {
              context[name] = value;
              if (name === "error") this.error.publish(context);
              this.asyncStart.publish(context);
              this.asyncEnd.publish(context);
              return name === "error" ? Promise.reject(value) : value;
            };
            return run(this, context, () => {
              let promise = Reflect.apply(body, thisValue, values);
              if (!(promise instanceof Promise)) promise = Promise.resolve(promise);
              return promise.then(settled("result"), settled("error"));
            });
          }
          traceCallback(body, position = -1, context = {}, thisValue, ...values) {
            if (!this.hasSubscribers) return Reflect.apply(body, thisValue, values);
            const callback = values.at(position);
            checkFunction(callback, "callback");
            const tracing = this;
            values.splice(position, 1, function (error, result) {
              if (error) {
                context.error = error;
                tracing.error.publish(context);
              } else context.result = result;
              return tracing.asyncStart.runStores(context, () => {
                try { return Reflect.apply(callback, this, arguments); } finally { tracing.asyncEnd.publish(context); }
              });
            });
            return run(this, context, () => Reflect.apply(body, thisValue, values));
          }
        }
        module.exports = {
          channel,
          hasSubscribers: (name) => channels.get(name)?.hasSubscribers ?? false,
          subscribe: (name, subscription) => channel(name).subscribe(subscription),
          tracingChannel: (given) => new TracingChannel(given),
          unsubscribe: (name, subscription) => channel(name).unsubscribe(subscription),
          Channel,
        };
        """#
}
