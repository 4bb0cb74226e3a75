extension NodeModules {
    /// https://nodejs.org/api/assert.html
    static let assert = #"""
        "use strict";
        const host = __dirname;
        const { isDeepEqual } = require("internal/comparisons");
        class AssertionError extends Error {
          constructor(options) {
            super(options.message);
            this.name = "AssertionError";
            this.generatedMessage = options.generated ?? false;
            this.code = "ERR_ASSERTION";
            this.actual = options.actual;
            this.expected = options.expected;
            this.operator = options.operator;
          }
        }
        function fail(actual, expected, message, operator, words) {
          if (message instanceof Error) throw message;
          throw new AssertionError({ message: message ?? words, generated: message === undefined, actual, expected, operator });
        }
        const shown = (value) => host.inspect(value, { depth: 10 });
        function assert(value, message) {
          if (!value)
            fail(value, true, message, "==", arguments.length === 0
              ? "No value argument passed to `assert.ok()`"
              : "The expression evaluated to a falsy value");
        }
        const strictWords = (a, b) => `Expected values to be strictly equal:\n\n${shown(a)} !== ${shown(b)}\n`;
        Object.assign(assert, {
          AssertionError,
          ok(value, message) { if (!value) fail(value, true, message, "==", "The expression evaluated to a falsy value"); },
          equal(a, b, message) { if (!(a == b || (a !== a && b !== b))) fail(a, b, message, "==", `${shown(a)} == ${shown(b)}`); },
          notEqual(a, b, message) { if (a == b) fail(a, b, message, "!=", `${shown(a)} != ${shown(b)}`); },
          strictEqual(a, b, message) { if (!Object.is(a, b)) fail(a, b, message, "strictEqual", strictWords(a, b)); },
          notStrictEqual(a, b, message) {
            if (Object.is(a, b))
              fail(a, b, message, "notStrictEqual", `Expected "actual" to be strictly unequal to: ${shown(b)}`);
          },
          deepEqual(a, b, message) {
            if (!isDeepEqual(a, b, false))
              fail(a, b, message, "deepEqual", `Expected values to be loosely deep-equal:\n\n${shown(a)}\n\nshould loosely deep-equal\n\n${shown(b)}`);
          },
          deepStrictEqual(a, b, message) {
            if (!isDeepEqual(a, b, true))
              fail(a, b, message, "deepStrictEqual", `Expected values to be strictly deep-equal:\n${shown(a)}\n\nshould equal\n\n${shown(b)}`);
          },
          notDeepEqual(a, b, message) {
            if (isDeepEqual(a, b, false)) fail(a, b, message, "notDeepEqual", `Expected "actual" not to be loosely deep-equal to: ${shown(b)}`);
          },
          notDeepStrictEqual(a, b, message) {
            if (isDeepEqual(a, b, true))
              fail(a, b, message, "notDeepStrictEqual", `Expected "actual" not to be strictly deep-equal to: ${shown(b)}`);
          },
          fail(message) { fail(undefined, undefined, message, "fail", "Failed"); },
          ifError(value) {
            if (value !== null && value !== undefined)
              fail(value, null, undefined, "ifError", `ifError got unwanted exception: ${value?.message ?? shown(value)}`);
          },
          match(text, pattern, message) {
            if (!pattern.test(text))
              fail(text, pattern, message, "match", `The input did not match the regular expression ${shown(pattern)}. Input:\n\n${shown(text)}\n`);
          },
          doesNotMatch(text, pattern, message) {
            if (pattern.test(text))
              fail(text, pattern, message, "doesNotMatch",
                `The input was expected to not match the regular expression ${shown(pattern)}. Input:\n\n${shown(text)}\n`);
          },
          throws(body, expected, message) {
            let error;
            let hasThrown = false;
            try { body(); } catch (thrown) { [error, hasThrown] = [thrown, true]; }
            if (!hasThrown)
              fail(undefined, expected, typeof expected === "string" ? expected : message, "throws", "Missing expected exception.");
            check(error, expected, message, "throws");
          },
          doesNotThrow(body, message) {
            try { body(); } catch (error) {
              fail(error, undefined, typeof message === "string" ? message : undefined, "doesNotThrow",
                `Got unwanted exception.\nActual message: "${error?.message}"`);
            }
          },
          async rejects(promise, expected, message) {
            let error;
            let hasRejected = false;
            try { await (typeof promise === "function" ? promise() : promise); } catch (thrown) { [error, hasRejected] = [thrown, true]; }
            if (!hasRejected)
              fail(undefined, expected, typeof expected === "string" ? expected : message, "rejects", "Missing expected rejection.");
            check(error, expected, message, "rejects");
          },
          async doesNotReject(promise, message) {
            try { await (typeof promise === "function" ? promise() : promise); } catch (error) {
              fail(error, undefined, typeof message === "string" ? message : undefined, "doesNotReject",
                `Got unwanted rejection.\nActual message: "${error?.message}"`);
            }
          },
        });
        function check(error, expected, message, operator) {
          if (expected === undefined || typeof expected === "string") return;
          if (typeof expected === "function") {
            if (expected.prototype !== undefined && error instanceof expected) return;
            if (Error.isPrototypeOf?.(expected) || expected === Error) throw error;
            if (expected.call({}, error) === true) return;
            fail(error, expected, message, operator, `The validation function is expected to return "true". Received ${shown(error)}`);
          } else if (typeof expected.test === "function") {
            if (!expected.test(String(error)))
              fail(error, expected, message, operator,
                `The input did not match the regular expression ${shown(expected)}. Input:\n\n'${String(error)}'\n`);
          } else {
            for (const key of Object.keys(expected)) {
              const want = expected[key];
              const isThere = typeof want?.test === "function" ? want.test(error[key]) : isDeepEqual(error[key], want, true);
              if (!isThere)
                fail(error, expected, message, operator,
                  `Expected values to be strictly deep-equal:\n${shown(error[key])}\n\nshould equal\n\n${shown(want)}`);
            }
          }
        }
        assert.strict = Object.assign((...values) => assert.ok(...values), assert, {
          equal: assert.strictEqual, deepEqual: assert.deepStrictEqual, notEqual: assert.notStrictEqual,
          notDeepEqual: assert.notDeepStrictEqual,
        });
        assert.strict.strict = assert.strict;
        for (const one of [assert, assert.strict]) host.refuseAll(one, "assert", "CallTracker Assert partialDeepStrictEqual");
        module.exports = assert;
        """#

    /// https://nodejs.org/api/assert.html#strict-assertion-mode
    static let assertStrict = #"module.exports = require("assert").strict;"#
}
