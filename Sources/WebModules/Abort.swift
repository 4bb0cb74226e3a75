extension WebModules {
    /// https://dom.spec.whatwg.org/#aborting-ongoing-activities
    static let abort = #"""
        "use strict";
        // https://dom.spec.whatwg.org/#aborting-ongoing-activities
        const host = __dirname;
        const { define, required, illegal, invalid, invalidThis } = require("interfaces");
        const secret = {};
        let abort, isAborted, addAlgorithm, makeDependent;
        class AbortSignal extends host.EventTarget {
          #aborted = false;
          #reason = undefined;
          #algorithms = [];
          #isDependent = false;
          #sources = [];
          #dependents = [];
          constructor(key = undefined) {
            if (key !== secret) throw illegal();
            super();
          }
          static abort(reason = host.domException(host.words.abort, "AbortError")) {
            host.requireRequest();
            const signal = new AbortSignal(secret);
            signal.#aborted = true;
            signal.#reason = reason;
            return signal;
          }
          static timeout(delay) {
            required(1, ["delay"], arguments.length);
            if (typeof delay !== "number") throw invalid("delay", "of type number", delay);
            if (!(delay >= 0 && delay <= Number.MAX_SAFE_INTEGER) || (!Number.isInteger(delay) && host.hasCodes))
              throw host.error("RangeError", "ERR_OUT_OF_RANGE", `The value of "delay" is out of range. It must be ${
                Number.isInteger(delay) || Number.isNaN(delay) ? ">= 0 && <= 9007199254740991" : "an integer"}. Received ${delay}`);
            const signal = new AbortSignal(secret);
            host.timer(() => abort(signal, host.domException(host.words.timeout, "TimeoutError")), delay);
            return signal;
          }
          static any(signals) {
            required(1, ["signals"], arguments.length);
            host.requireRequest();
            return makeDependent(new AbortSignal(secret), signals);
          }
          get aborted() { return AbortSignal.#of(this).#aborted; }
          get reason() { return AbortSignal.#of(this).#reason; }
          throwIfAborted() { if (AbortSignal.#of(this).#aborted) throw this.#reason; }
          static #is(value) { return typeof value === "object" && value !== null && #aborted in value; }
          static #of(value) {
            if (!AbortSignal.#is(value)) throw invalidThis("AbortSignal");
            return value;
          }
          #run() {
            const algorithms = this.#algorithms;
            this.#algorithms = [];
            for (const algorithm of algorithms) algorithm();
            host.fire(this, "abort");
          }
          static {
            isAborted = (value) => (AbortSignal.#is(value) ? value.#aborted : undefined);
            // https://dom.spec.whatwg.org/#create-a-dependent-abort-signal, for a signal that is new.
            makeDependent = (result, signals) => {
              const list = [...signals];
              list.forEach((signal, index) => {
                if (!AbortSignal.#is(signal)) throw invalid(`signals[${index}]`, "an instance of AbortSignal", signal);
              });
              const first = list.find((signal) => signal.#aborted);
              if (first) {
                result.#aborted = true;
                result.#reason = first.#reason;
                return result;
              }
              result.#isDependent = true;
              for (const signal of list) {
                for (const source of signal.#isDependent ? signal.#sources : [signal]) {
                  if (result.#sources.includes(source)) continue;
                  result.#sources.push(source);
                  source.#dependents.push(result);
                }
              }
              return result;
            };
            // https://dom.spec.whatwg.org/#abortsignal-signal-abort
            abort = (signal, reason) => {
              if (signal.#aborted) return;
              signal.#aborted = true;
              signal.#reason = reason === undefined ? host.domException(host.words.abort, "AbortError") : reason;
              const dependents = signal.#dependents.filter((dependent) => !dependent.#aborted);
              for (const dependent of dependents) {
                dependent.#aborted = true;
                dependent.#reason = signal.#reason;
              }
              signal.#run();
              for (const dependent of dependents) dependent.#run();
            };
            // An algorithm that runs when the signal aborts; what is given back takes it away again.
            addAlgorithm = (signal, algorithm) => {
              if (signal.#aborted) return () => {};
              signal.#algorithms.push(algorithm);
              return () => { signal.#algorithms = signal.#algorithms.filter((one) => one !== algorithm); };
            };
            host.inspector(this.prototype, (value) =>
              #aborted in value ? { name: "AbortSignal", object: { aborted: value.#aborted } } : undefined);
          }
        }
        define(AbortSignal);
        host.eventHandler(AbortSignal.prototype, "abort");
        class AbortController {
          #signal;
          constructor(key = undefined, signal = undefined) {
            if (key !== secret) host.requireRequest();
            this.#signal = key === secret ? signal : new AbortSignal(secret);
          }
          get signal() { return this.#signal; }
          abort(reason = undefined) { abort(this.#signal, reason); }
          static {
            host.inspector(this.prototype, (value) =>
              #signal in value ? { name: "AbortController", object: { signal: value.#signal } } : undefined);
          }
        }
        define(AbortController);
        host.hooks.signal = (signal, algorithm) => {
          const aborted = isAborted(signal);
          if (aborted === false && algorithm !== undefined) addAlgorithm(signal, algorithm);
          return aborted;
        };
        // A signal of the library's own, such as a request's, which follows another.
        function follow(signal) { return makeDependent(new AbortSignal(secret), signal ? [signal] : []); }
        module.exports = { AbortController, AbortSignal, isAborted, addAlgorithm, makeDependent, follow, secret };
        """#
}
