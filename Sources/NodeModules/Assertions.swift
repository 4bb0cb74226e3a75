extension NodeModules {
    /// https://nodejs.org/api/assert.html
    static let assert = #"""
        "use strict";
        const host = __dirname;
        const { isDeepEqual } = require("internal/comparisons");
        const { AssertionError } = require("internal/assertions");
        function fail(actual, expected, message, operator) {
          if (message instanceof Error) throw message;
          throw new AssertionError({ message, actual, expected, operator });
        }
        // An error whose words are not those of its operator, though the program gave none.
        function failWith(words, actual, expected, operator, isGenerated = true) {
          const error = new AssertionError({ message: "-", actual, expected, operator: undefined });
          error.message = words;
          Object.assign(error, { operator, generatedMessage: isGenerated });
          throw error;
        }
        function assert(value, message) { holds(value, message, arguments.length); }
        function holds(value, message, count) {
          if (value) return;
          if (message !== undefined && message !== null) fail(value, true, message, "==");
          failWith(count === 0 ? "No value argument passed to `assert.ok()`" : "The expression evaluated to a falsy value", value, true, "==");
        }
        function checkCount(count) {
          if (count < 2) throw host.error("TypeError", "ERR_MISSING_ARGS", 'The "actual" and "expected" arguments must be specified');
        }
        // The comparisons: by the operator's name, whether the values hold.
        const comparisons = {
          equal: ["==", (a, b) => a == b || (a !== a && b !== b)],
          notEqual: ["!=", (a, b) => !(a == b || (a !== a && b !== b))],
          strictEqual: ["strictEqual", Object.is],
          notStrictEqual: ["notStrictEqual", (a, b) => !Object.is(a, b)],
          deepEqual: ["deepEqual", (a, b) => isDeepEqual(a, b, false)],
          notDeepEqual: ["notDeepEqual", (a, b) => !isDeepEqual(a, b, false)],
          deepStrictEqual: ["deepStrictEqual", (a, b) => isDeepEqual(a, b, true)],
          notDeepStrictEqual: ["notDeepStrictEqual", (a, b) => !isDeepEqual(a, b, true)],
        };
        for (const [name, [operator, isSo]] of Object.entries(comparisons)) {
          assert[name] = { [name](actual, expected, message) {
            checkCount(arguments.length);
            if (!isSo(actual, expected)) fail(actual, expected, message, operator);
          } }[name];
        }
        function matches(text, pattern, message, operator, isWanted) {
          if (!(pattern instanceof RegExp)) throw host.wrongType("regexp", "an instance of RegExp", pattern);
          if (typeof text === "string" && (RegExp.prototype.exec.call(pattern, text) !== null) === isWanted) return;
          if (message !== undefined) fail(text, pattern, message, operator);
          failWith(typeof text !== "string" ? host.wrongType("string", "of type string", text).message
            : `${isWanted ? "The input did not match" : "The input was expected to not match"} the regular expression ${host.inspect(pattern)}. Input:\n\n${host.inspect(text)}\n`,
            text, pattern, operator);
        }
        Object.assign(assert, {
          AssertionError,
          ok: assert,
          fail(message) {
            if (message !== undefined && message !== null) fail(undefined, undefined, message, "fail");
            failWith("Failed", undefined, undefined, "fail");
          },
          ifError(value) {
            if (value === null || value === undefined) return;
            const words = typeof value === "object" && typeof value.message === "string"
              ? value.message.length === 0 && value.constructor ? value.constructor.name : value.message : host.inspect(value);
            failWith(`ifError got unwanted exception: ${words}`, value, null, "ifError", false);
          },
          match(text, pattern, message) { matches(text, pattern, message, "match", true); },
          doesNotMatch(text, pattern, message) { matches(text, pattern, message, "doesNotMatch", false); },
          throws(body, ...rest) { expectError("throws", thrown(body), ...rest); },
          doesNotThrow(body, ...rest) { expectNone("doesNotThrow", thrown(body), ...rest); },
          async rejects(promise, ...rest) { expectError("rejects", await rejected(promise), ...rest); },
          async doesNotReject(promise, ...rest) { expectNone("doesNotReject", await rejected(promise), ...rest); },
        });

        // What a function throws, or a promise rejects with, as { error }; nothing where it does not.
        function thrown(body) {
          if (typeof body !== "function") throw host.wrongType("fn", "of type function", body);
          try { body(); } catch (error) { return { error }; }
          return undefined;
        }
        const isThenable = (value) => value instanceof Promise || (typeof value === "object" && value !== null && typeof value.then === "function" && typeof value.catch === "function");
        async function rejected(promise) {
          let given = promise;
          if (typeof promise === "function") {
            given = promise();
            if (!isThenable(given)) {
              const received = host.wrongType("x", "of", given).message.replace(/^.*Received /s, "");
              throw host.error("TypeError", "ERR_INVALID_RETURN_VALUE",
                `Expected instance of Promise to be returned from the "promiseFn" function but got ${received}.`);
            }
          } else if (!isThenable(given)) throw host.wrongType("promiseFn", "of type function or an instance of Promise", promise);
          try { await given; } catch (error) { return { error }; }
          return undefined;
        }
        function expectError(operator, found, ...rest) {
          let [expected, message] = rest;
          if (typeof expected === "string") {
            if (rest.length > 1) throw host.wrongType("error", "of type function or an instance of Error, RegExp, or Object", expected);
            if (found && (typeof found.error === "object" && found.error !== null ? found.error.message : found.error) === expected)
              throw host.error("TypeError", "ERR_AMBIGUOUS_ARGUMENT", typeof found.error === "object"
                ? `The "error/message" argument is ambiguous. The error message "${expected}" is identical to the message.`
                : `The "error/message" argument is ambiguous. The error "${found.error}" is identical to the message.`);
            [expected, message] = [undefined, expected];
          } else if (expected !== undefined && expected !== null && typeof expected !== "object" && typeof expected !== "function")
            throw host.wrongType("error", "of type function or an instance of Error, RegExp, or Object", expected);
          if (!found) {
            const type = expected?.name ? ` (${expected.name})` : "";
            fail(undefined, expected, `Missing expected ${operator === "rejects" ? "rejection" : "exception"}${type}${message ? `: ${message}` : "."}`, operator);
          }
          check(found.error, expected, message, operator);
        }
        function expectNone(operator, found, expected, message) {
          if (!found) return;
          if (typeof expected === "string") [expected, message] = [undefined, expected];
          if (expected && !isOfKind(found.error, expected)) throw found.error;
          fail(found.error, expected,
            `Got unwanted ${operator === "doesNotReject" ? "rejection" : "exception"}${message ? `: ${message}` : "."}\nActual message: "${found.error?.message}"`, operator);
        }
        function isOfKind(error, expected) {
          if (typeof expected !== "function") return expected instanceof RegExp && RegExp.prototype.exec.call(expected, `${error}`) !== null;
          if (expected.prototype !== undefined && error instanceof expected) return true;
          return !Object.prototype.isPrototypeOf.call(Error, expected) && expected.call({}, error) === true;
        }
        // The properties of two objects that are compared, so that no others are shown.
        class Comparison {
          constructor(object, keys, patterns) {
            for (const key of keys) {
              if (!(key in object)) continue;
              const fits = patterns && typeof object[key] === "string" && patterns[key] instanceof RegExp && RegExp.prototype.exec.call(patterns[key], object[key]) !== null;
              this[key] = fits ? patterns[key] : object[key];
            }
          }
        }
        function check(error, expected, message, operator) {
          if (expected === undefined || expected === null) return;
          if (typeof expected === "function") return checkByFunction(error, expected, message, operator);
          if (expected instanceof RegExp) {
            if (RegExp.prototype.exec.call(expected, `${error}`) !== null) return;
            if (message) fail(error, expected, message, operator);
            failWith(`The input did not match the regular expression ${host.inspect(expected)}. Input:\n\n${host.inspect(`${error}`)}\n`, error, expected, operator);
          }
          const keys = Object.keys(expected);
          if (expected instanceof Error) keys.push("name", "message");
          else if (keys.length === 0)
            throw host.error("TypeError", "ERR_INVALID_ARG_VALUE", `The argument 'error' may not be an empty object. Received ${host.inspect(expected)}`);
          if (typeof error !== "object" || error === null) {
            if (message) fail(error, expected, message, operator);
            return failWith(new AssertionError({ actual: error, expected, operator: "deepStrictEqual" }).message, error, expected, operator);
          }
          for (const key of keys) {
            if (typeof error[key] === "string" && expected[key] instanceof RegExp && RegExp.prototype.exec.call(expected[key], error[key]) !== null) continue;
            if (key in error && isDeepEqual(error[key], expected[key], true)) continue;
            if (message) fail(error, expected, message, operator);
            const [actual, wanted] = [new Comparison(error, keys, expected), new Comparison(expected, keys)];
            failWith(new AssertionError({ actual, expected: wanted, operator: "deepStrictEqual" }).message, error, expected, operator);
          }
        }
        function checkByFunction(error, expected, message, operator) {
          if (expected.prototype !== undefined && error instanceof expected) return;
          let words;
          if (Object.prototype.isPrototypeOf.call(Error, expected)) {
            words = `The error is expected to be an instance of "${expected.name}". Received `;
            words += error instanceof Error ? `"${error.name}"` : `"${host.inspect(error, { depth: -1 })}"`;
          } else {
            const result = expected.call({}, error);
            if (result === true) return;
            words = `The ${expected.name ? `"${expected.name}" ` : ""}validation function is expected to return "true". Received ${host.inspect(result)}`;
          }
          if (message) fail(error, expected, message, operator);
          if (error instanceof Error) words += Object.prototype.isPrototypeOf.call(Error, expected) ? `\n\nError message:\n\n${error.message}` : `\n\nCaught error:\n\n${error}`;
          failWith(words, error, expected, operator);
        }
        assert.strict = Object.assign((...values) => holds(values[0], values[1], values.length), assert, {
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
