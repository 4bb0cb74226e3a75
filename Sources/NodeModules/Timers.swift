extension NodeModules {
    /// https://nodejs.org/api/timers.html
    static let timers = #"""
        "use strict";
        const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate } = globalThis;
        module.exports = { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate };
        Object.defineProperty(module.exports, "promises", { get: () => require("timers/promises"), enumerable: true, configurable: true });
        """#

    /// https://nodejs.org/api/timers.html#timers-promises-api
    static let timersPromises = #"""
        "use strict";
        const { setTimeout: start, clearTimeout, setInterval: startInterval, clearInterval, setImmediate: startImmediate, clearImmediate } =
          globalThis;
        function abortError(signal) {
          const error = new Error("The operation was aborted", { cause: signal.reason });
          error.name = "AbortError";
          error.code = "ABORT_ERR";
          return error;
        }
        // A promise of a timer that a signal may take back.
        function wait(begin, end, value, options) {
          const signal = options?.signal;
          if (signal?.aborted) return Promise.reject(abortError(signal));
          return new Promise((resolve, reject) => {
            let onAbort;
            const timer = begin(() => {
              if (onAbort) signal.removeEventListener("abort", onAbort);
              resolve(value);
            });
            if (options?.ref === false) timer.unref();
            if (!signal) return;
            onAbort = () => {
              end(timer);
              reject(abortError(signal));
            };
            signal.addEventListener("abort", onAbort);
          });
        }
        function setTimeout(delay, value, options) { return wait((done) => start(done, delay), clearTimeout, value, options); }
        function setImmediate(value, options) { return wait(startImmediate, clearImmediate, value, options); }
        async function* setInterval(delay, value, options) {
          const signal = options?.signal;
          if (signal?.aborted) throw abortError(signal);
          let ready = 0;
          let wake;
          const timer = startInterval(() => {
            ready++;
            wake?.();
            wake = undefined;
          }, delay);
          if (options?.ref === false) timer.unref();
          const onAbort = () => {
            clearInterval(timer);
            wake?.();
            wake = undefined;
          };
          signal?.addEventListener("abort", onAbort);
          try {
            while (!signal?.aborted) {
              if (ready === 0) await new Promise((resolve) => { wake = resolve; });
              for (; ready > 0; ready--) yield value;
            }
            throw abortError(signal);
          } finally {
            clearInterval(timer);
            signal?.removeEventListener("abort", onAbort);
          }
        }
        const scheduler = {
          wait: (delay, options) => setTimeout(delay, undefined, options),
          yield: () => setImmediate(),
        };
        module.exports = { setTimeout, setImmediate, setInterval, scheduler };
        """#
}
