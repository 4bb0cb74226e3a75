extension NodeModules {
    /// What `node:assert` and `node:util` call deeply equal. https://nodejs.org/api/assert.html#comparison-details
    static let internalComparisons = #"""
        "use strict";
        const isObject = (value) => typeof value === "object" && value !== null;
        const tagOf = (value) => Object.prototype.toString.call(value);
        const isOwn = (object, key) => Object.prototype.propertyIsEnumerable.call(object, key);
        const isIndex = (key) => /^(0|[1-9]\d*)$/.test(key);
        const bytesOf = (view) => ArrayBuffer.isView(view)
          ? new Uint8Array(view.buffer, view.byteOffset, view.byteLength) : new Uint8Array(view);
        const isBuffer = (value) => value instanceof ArrayBuffer ||
          (typeof SharedArrayBuffer === "function" && value instanceof SharedArrayBuffer);
        const wrapped = [Number, String, Boolean, BigInt, Symbol];

        // Two values that are equal or not without a look at what they hold; undefined where they are objects of one kind.
        function areSame(a, b, isStrict) {
          if (a === b) return a !== 0 || !isStrict || Object.is(a, b);
          if (isObject(a) && isObject(b))
            return (isStrict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) || tagOf(a) !== tagOf(b) ? false : undefined;
          if (isStrict) return Object.is(a, b);
          return !isObject(a) && !isObject(b) && (a == b || (a !== a && b !== b));
        }

        // What an object holds beside its properties.
        function haveEqualContents(a, b, isStrict, pairs) {
          if (a instanceof Date) return b instanceof Date && a.getTime() === b.getTime();
          if (a instanceof RegExp)
            return b instanceof RegExp && a.source === b.source && a.flags === b.flags && a.lastIndex === b.lastIndex;
          if (a instanceof Error)
            return b instanceof Error && a.message === b.message && a.name === b.name &&
              ["cause", "errors"].every((key) => Object.hasOwn(a, key) === Object.hasOwn(b, key) && isDeepEqual(a[key], b[key], isStrict, pairs));
          if (ArrayBuffer.isView(a) || isBuffer(a)) {
            if (ArrayBuffer.isView(b) !== ArrayBuffer.isView(a) || a.byteLength !== b.byteLength) return false;
            // Loosely, zeros of both signs are one.
            if (!isStrict && /^\[object Float/.test(tagOf(a))) return a.every((value, index) => value === b[index]);
            const other = bytesOf(b);
            return bytesOf(a).every((byte, index) => byte === other[index]);
          }
          if (a instanceof Set) return b instanceof Set && haveEqualElements(a, b, isStrict, pairs);
          if (a instanceof Map) return b instanceof Map && haveEqualEntries(a, b, isStrict, pairs);
          for (const type of wrapped)
            if (a instanceof type) return b instanceof type && Object.is(type.prototype.valueOf.call(a), type.prototype.valueOf.call(b));
          return ![Promise, WeakMap, WeakSet].some((type) => a instanceof type);
        }

        // Each element of one has one of its own in the other.
        function haveEqualElements(a, b, isStrict, pairs) {
          if (a.size !== b.size) return false;
          const rest = [...b].filter((value) => !a.has(value));
          for (const value of a) {
            if (b.has(value)) continue;
            const index = rest.findIndex((other) => isDeepEqual(value, other, isStrict, pairs));
            if (index < 0) return false;
            rest.splice(index, 1);
          }
          return true;
        }
        function haveEqualEntries(a, b, isStrict, pairs) {
          if (a.size !== b.size) return false;
          const rest = new Map([...b].filter(([key]) => !a.has(key)));
          for (const [key, value] of a) {
            if (b.has(key)) {
              if (!isDeepEqual(value, b.get(key), isStrict, pairs)) return false;
              continue;
            }
            const found = [...rest].find((other) => isDeepEqual(key, other[0], isStrict, pairs) && isDeepEqual(value, other[1], isStrict, pairs));
            if (!found) return false;
            rest.delete(found[0]);
          }
          return true;
        }

        // The properties that count; the elements of views were compared with their bytes.
        function keysOf(object, isStrict) {
          const keys = Object.keys(object);
          const names = ArrayBuffer.isView(object) ? keys.filter((key) => !isIndex(key)) : keys;
          return isStrict ? [...names, ...Object.getOwnPropertySymbols(object).filter((symbol) => isOwn(object, symbol))] : names;
        }

        // The pairs are those that are being compared: a circle is equal to one of the same form.
        function isDeepEqual(a, b, isStrict, pairs = new Map()) {
          const isSame = areSame(a, b, isStrict);
          if (isSame !== undefined) return isSame;
          if (Array.isArray(a) !== Array.isArray(b) || (Array.isArray(a) && a.length !== b.length)) return false;
          if (pairs.has(a)) return pairs.get(a) === b;
          pairs.set(a, b);
          try {
            if (!haveEqualContents(a, b, isStrict, pairs)) return false;
            const keys = keysOf(a, isStrict);
            return keys.length === keysOf(b, isStrict).length &&
              keys.every((key) => isOwn(b, key) && isDeepEqual(a[key], b[key], isStrict, pairs));
          } finally {
            pairs.delete(a);
          }
        }
        module.exports = { isDeepEqual };
        """#
}
