extension WebModules {
    /// https://streams.spec.whatwg.org/#qs
    static let queues = #"""
        "use strict";
        // https://streams.spec.whatwg.org/#qs
        const host = __dirname;
        const { define, invalid } = require("interfaces");
        const state = (message) => host.error("TypeError", "ERR_INVALID_STATE", `Invalid state: ${message}`);
        function highWaterMarkOf(init) {
          if (init === null || (typeof init !== "object" && typeof init !== "function")) throw invalid("init", "of type object", init);
          if (init.highWaterMark === undefined)
            throw host.error("TypeError", "ERR_MISSING_OPTION", "init.highWaterMark is required");
          return +init.highWaterMark;
        }
        const byteLength = Object.defineProperty((chunk) => chunk.byteLength, "name", { value: "size" });
        const one = Object.defineProperty(() => 1, "name", { value: "size" });
        class ByteLengthQueuingStrategy {
          #highWaterMark;
          constructor(init) { this.#highWaterMark = highWaterMarkOf(init); }
          get highWaterMark() { return this.#highWaterMark; }
          get size() { return byteLength; }
          static {
            host.inspector(this.prototype, (value) => (#highWaterMark in value
              ? { name: "ByteLengthQueuingStrategy", object: { highWaterMark: value.#highWaterMark } } : undefined));
          }
        }
        define(ByteLengthQueuingStrategy);
        class CountQueuingStrategy {
          #highWaterMark;
          constructor(init) { this.#highWaterMark = highWaterMarkOf(init); }
          get highWaterMark() { return this.#highWaterMark; }
          get size() { return one; }
          static {
            host.inspector(this.prototype, (value) => (#highWaterMark in value
              ? { name: "CountQueuingStrategy", object: { highWaterMark: value.#highWaterMark } } : undefined));
          }
        }
        define(CountQueuingStrategy);
        // https://streams.spec.whatwg.org/#validate-and-normalize-high-water-mark
        function highWaterMark(strategy, usual) {
          const value = strategy?.highWaterMark;
          if (value === undefined) return usual;
          const number = +value;
          if (Number.isNaN(number) || number < 0)
            throw host.error("RangeError", "ERR_INVALID_ARG_VALUE", `The property 'strategy.highWaterMark' is invalid. Received ${host.inspect(value)}`);
          return number;
        }
        function sizeOf(strategy) {
          const size = strategy?.size;
          if (size === undefined) return () => 1;
          if (typeof size !== "function") throw invalid("strategy.size", "of type function", size);
          return (chunk) => size.call(undefined, chunk);
        }
        // https://streams.spec.whatwg.org/#enqueue-value-with-size
        function enqueueSized(queue, value, size) {
          size = +size;
          if (Number.isNaN(size) || size < 0 || size === Infinity)
            throw host.error("RangeError", "ERR_INVALID_ARG_VALUE", `The argument 'size' is invalid. Received ${size}`);
          queue.entries.push({ value, size });
          queue.total += size;
        }
        function dequeue(queue) {
          const entry = queue.entries[queue.first];
          queue.entries[queue.first++] = undefined;
          if (queue.first > 32 && queue.first * 2 > queue.entries.length) {
            queue.entries = queue.entries.slice(queue.first);
            queue.first = 0;
          }
          queue.total = Math.max(0, queue.total - entry.size);
          return entry.value;
        }
        const newQueue = () => ({ entries: [], first: 0, total: 0 });
        const isEmpty = (queue) => queue.first === queue.entries.length;
        const peek = (queue) => queue.entries[queue.first].value;
        const resolved = (value) => host.promiseOf(value);
        function rejected(error) {
          const promise = host.promise();
          host.reject(promise, error);
          return promise;
        }
        // A promise resolved with a value: also of a promise it is another one. https://webidl.spec.whatwg.org/#a-promise-resolved-with
        function settledBy(value) {
          const promise = host.promise();
          host.resolve(promise, value);
          return promise;
        }
        // The promise of what a function of the program gives, or throws.
        function called(fn, receiver, ...values) {
          try {
            return settledBy(fn.call(receiver, ...values));
          } catch (error) {
            return rejected(error);
          }
        }
        function method(object, name, label) {
          const value = object?.[name];
          if (value === undefined) return undefined;
          if (typeof value === "function") return value;
          throw host.hasCodes ? new TypeError("Bind must be called on a function") : invalid(`${label}.${name}`, "of type function", value);
        }
        module.exports = {
          ByteLengthQueuingStrategy, CountQueuingStrategy, highWaterMark, sizeOf, enqueueSized, dequeue, newQueue, isEmpty, peek, resolved,
          rejected, called, settledBy, method, state,
        };
        """#
}
