/// What the tests of test262 find in the global object: their harness, of our own making, for the tests that the simulator's subset can run.
/// https://github.com/tc39/test262/blob/main/CONTRIBUTING.md#handling-errors-and-negative-test-cases
enum Test262Harness {
    /// What ``source`` prints when an asynchronous test is done, and what it begins a failure with.
    /// https://github.com/tc39/test262/blob/main/INTERPRETING.md#async-tests
    static let complete = "Test262:AsyncTestComplete"
    static let failure = "Test262:AsyncTestFailure:"

    /// The files of test262's own harness whose definitions ``source`` has.
    static let includes: Set<String> = [
        "assert.js", "sta.js", "doneprintHandle.js", "asyncHelpers.js", "compareArray.js", "propertyHelper.js", "promiseHelper.js",
        "fnGlobalObject.js", "deepEqual.js", "isConstructor.js", "nans.js", "atomicsHelper.js",
    ]

    /// What messages call ``source``.
    static let fileName = "test262-harness.mjs"

    /// A file of test262's own harness, with what it defines made global.
    static func wrapped(_ source: String, defines names: [String]) -> String {
        // Some files define more than they say.
        var names = names
        for line in source.split(whereSeparator: \.isNewline) {
            for word in ["function ", "var ", "const "] where line.hasPrefix(word) {
                let name = String(line.dropFirst(word.count).prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" })
                if !name.isEmpty, !names.contains(name) { names.append(name) }
            }
        }
        let definitions = names.map {
            "Object.defineProperty(globalThis, \"\($0)\", { value: \($0), writable: true, configurable: true });"
        }
        return "\n(function () {\n\(source)\n\(definitions.joined(separator: "\n"))\n})();\n"
    }

    // The tests replace built-in functions to see who calls them, so everything is taken at once.
    static let source = #"""
        const { is, getOwnPropertyDescriptor, getPrototypeOf, prototype: objectPrototype } = Object;
        const { construct, ownKeys } = Reflect;
        const hasOwn = Object.hasOwn;
        const print = console.log;
        const text = String;
        const PromiseConstructor = Promise;
        const isArray = Array.isArray;
        const { apply } = Reflect;
        const { transfer } = ArrayBuffer.prototype;
        const isDetached = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, "detached").get;
        const define = (name, value) => Object.defineProperty(globalThis, name, {
          value, writable: true, enumerable: false, configurable: true,
        });

        function Test262Error(message) {
          if (!new.target) return new Test262Error(message);
          this.message = message ?? "";
        }
        Test262Error.prototype.toString = function () { return `Test262Error: ${this.message}`; };
        Test262Error.thrower = message => { throw new Test262Error(message); };

        function show(value) {
          if (typeof value === "string") return JSON.stringify(value);
          if (is(value, -0)) return "-0";
          if (isArray(value)) return `[${value.map(show).join(", ")}]`;
          try {
            return text(value);
          } catch {
            return typeof value;
          }
        }

        function fail(message, what) {
          throw new Test262Error(message === undefined ? what : `${text(message)}: ${what}`);
        }

        function assert(value, message) {
          if (value !== true) fail(message, `expected true, got ${show(value)}`);
        }
        assert._isSameValue = is;
        assert._toString = show;
        assert.sameValue = (actual, expected, message) => {
          if (!is(actual, expected)) fail(message, `expected ${show(expected)}, got ${show(actual)}`);
        };
        assert.notSameValue = (actual, unexpected, message) => {
          if (is(actual, unexpected)) fail(message, `expected something other than ${show(unexpected)}`);
        };

        function checkError(error, Expected, message, how) {
          if (error === null || typeof error !== "object") fail(message, `expected ${Expected.name} ${how}, got ${show(error)}`);
          if (error.constructor === Expected) return;
          const name = error.constructor?.name;
          fail(message, `expected ${Expected.name} ${how}, got ${name === Expected.name ? "another " : ""}${name}: ${error.message}`);
        }

        assert.throws = (Expected, action, message) => {
          if (typeof action !== "function") fail(message, "assert.throws needs an error constructor and a function");
          try {
            action();
          } catch (error) {
            checkError(error, Expected, message, "to be thrown");
            return;
          }
          fail(message, `expected ${Expected.name} to be thrown, and nothing was`);
        };

        function sameElements(actual, expected) {
          if (actual.length !== expected.length) return false;
          for (let index = 0; index < actual.length; index++) if (!is(actual[index], expected[index])) return false;
          return true;
        }

        assert.compareArray = (actual, expected, message) => {
          // Nothing here is iterated: some tests break how arrays are.
          if (actual === null || typeof actual !== "object") fail(message, "the actual value is no array");
          if (expected === null || typeof expected !== "object") fail(message, "the expected value is no array");
          if (!sameElements(actual, expected)) fail(message, `expected [${[...expected].map(show)}], got [${[...actual].map(show)}]`);
        };
        define("compareArray", sameElements);

        function sameDeeply(actual, expected, seen = new Map()) {
          if (is(actual, expected)) return true;
          if (actual === null || expected === null || typeof actual !== "object" || typeof expected !== "object") return false;
          if (seen.get(actual) === expected) return true;
          seen.set(actual, expected);
          if (isArray(actual) !== isArray(expected)) return false;
          if (isArray(actual)) {
            return actual.length === expected.length && [...actual].every((value, index) => sameDeeply(value, expected[index], seen));
          }
          if (actual instanceof Map || actual instanceof Set) {
            if (actual.constructor !== expected.constructor || actual.size !== expected.size) return false;
            return sameDeeply([...actual], [...expected], seen);
          }
          if (actual instanceof Error && (actual.constructor !== expected.constructor || actual.message !== expected.message)) return false;
          const keys = ownKeys(actual).filter(key => getOwnPropertyDescriptor(actual, key).enumerable);
          const others = ownKeys(expected).filter(key => getOwnPropertyDescriptor(expected, key).enumerable);
          return keys.length === others.length && keys.every(key => hasOwn(expected, key) && sameDeeply(actual[key], expected[key], seen));
        }
        assert.deepEqual = (actual, expected, message) => {
          if (!sameDeeply(actual, expected)) fail(message, `expected ${show(expected)}, got ${show(actual)}`);
        };

        function isPrimitive(value) { return value === null || (typeof value !== "object" && typeof value !== "function"); }

        // What the tests reach into an engine by, as far as the language itself can do it.
        define("$262", {
          global: globalThis,
          // As on every host, a timer takes a while: some tests ask by timers of no length whether a time is over.
          agent: {
            monotonicNow: () => Date.now(), setTimeout: (callback, delay) => setTimeout(callback, Math.max(delay, 1)),
            timeouts: { yield: 100, small: 200, long: 1000, huge: 10000 },
          },
          detachArrayBuffer(buffer) {
            if (!apply(isDetached, buffer, [])) apply(transfer, buffer, []);
            return null;
          },
        });

        // Asynchronous tests

        let isDone = false;
        function $DONE(error) {
          const isSecond = isDone;
          isDone = true;
          if (isSecond) print("Test262:AsyncTestFailure:Test262Error: $DONE was called twice");
          else if (!error) print("Test262:AsyncTestComplete");
          else if (typeof error === "object" && error !== null && "name" in error) {
            print(`Test262:AsyncTestFailure:${error.name}: ${error.message}`);
          } else print(`Test262:AsyncTestFailure:${error instanceof Test262Error ? error : `Test262Error: ${show(error)}`}`);
        }

        function asyncTest(action) {
          if (typeof action !== "function") return $DONE(new Test262Error("asyncTest needs a function"));
          try {
            action().then(() => $DONE(), error => $DONE(error));
          } catch (error) {
            $DONE(error);
          }
        }

        assert.throwsAsync = (Expected, action, message) => new PromiseConstructor(resolve => {
          if (typeof Expected !== "function") fail(message, "assert.throwsAsync needs an error constructor");
          if (typeof action !== "function") fail(message, "assert.throwsAsync needs a function");
          const expectation = `expected ${Expected.name} to be thrown asynchronously`;
          let result;
          try {
            result = action();
          } catch {
            fail(message, `${expectation}, but it was thrown synchronously`);
          }
          if (result === null || typeof result !== "object" || typeof result.then !== "function") {
            fail(message, `${expectation}, but the result has no then`);
          }
          const settled = new PromiseConstructor((onFulfilled, onRejected) => {
            try {
              result.then(onFulfilled, onRejected);
            } catch {
              fail(message, `${expectation}, but then itself threw`);
            }
          });
          resolve(settled.then(
            () => fail(message, `${expectation}, but nothing was`),
            error => checkError(error, Expected, message, "to be thrown asynchronously"),
          ));
        });

        // Promises

        function checkSequence(list, message) {
          list.forEach((element, index) => {
            if (element !== index + 1) fail(message, `steps in an unexpected sequence: ${list.join()}`);
          });
          return true;
        }

        function checkSettledPromises(settled, expected, message) {
          assert(isArray(settled), message);
          assert.sameValue(settled.length, expected.length, message);
          settled.forEach((element, index) => {
            const isFulfilled = element.status === "fulfilled";
            assert.sameValue(element.status, expected[index].status, message);
            assert.sameValue(hasOwn(element, "value"), isFulfilled, message);
            assert.sameValue(hasOwn(element, "reason"), !isFulfilled, message);
            const key = isFulfilled ? "value" : "reason";
            assert.sameValue(element[key], expected[index][key], message);
          });
        }

        // Properties

        function isConfigurable(object, name) {
          try {
            delete object[name];
          } catch (error) {
            if (!(error instanceof TypeError)) throw error;
          }
          return !hasOwn(object, name);
        }

        function isEnumerable(object, name) {
          if (typeof name === "string") {
            let isListed = false;
            for (const key in object) if (key === name) isListed = true;
            if (!isListed) return false;
          }
          return hasOwn(object, name) && objectPrototype.propertyIsEnumerable.call(object, name);
        }

        function isWritable(object, name, verified, value) {
          const old = object[name];
          const hadOwn = hasOwn(object, name);
          let next = value ?? (isArray(object) && name === "length" ? 2 ** 32 - 1 : "unlikelyValue");
          if (value === undefined && is(next, old)) next += "2";
          try {
            object[name] = next;
          } catch (error) {
            if (!(error instanceof TypeError)) throw error;
          }
          const isWritten = is(object[verified || name], next);
          if (isWritten) {
            if (hadOwn) object[name] = old;
            else delete object[name];
          }
          return isWritten;
        }

        function verifyProperty(object, name, expected, options) {
          const label = options?.label ?? text(name);
          const own = getOwnPropertyDescriptor(object, name);
          if (expected === undefined) {
            assert.sameValue(own, undefined, label);
            return true;
          }
          if (own === undefined) fail(label, "expected an own property");
          for (const key of ["value", "get", "set"]) if (hasOwn(expected, key)) assert.sameValue(own[key], expected[key], `${label}.${key}`);
          if (hasOwn(expected, "value")) assert.sameValue(object[name], expected.value, label);
          const checks = { enumerable: isEnumerable, writable: isWritable, configurable: isConfigurable };
          for (const key of ["enumerable", "writable", "configurable"]) {
            if (expected[key] === undefined) continue;
            assert.sameValue(own[key], expected[key], `${label} ${key}`);
            assert.sameValue(checks[key](object, name), expected[key], `${label} ${key}, tried`);
          }
          if (options?.restore) Object.defineProperty(object, name, own);
          return true;
        }

        const verifyCallableProperty = (object, name, functionName = text(name), functionLength, expected, options) => {
          const value = object[name];
          assert.sameValue(typeof value, "function", text(name));
          verifyProperty(value, "name", { value: functionName, writable: false, enumerable: false, configurable: true }, { restore: true });
          if (functionLength !== undefined) {
            verifyProperty(value, "length", { value: functionLength, writable: false, enumerable: false, configurable: true }, { restore: true });
          }
          return verifyProperty(object, name, { writable: true, enumerable: false, configurable: true, ...expected, value }, options);
        };

        const verifiers = {
          verifyEqualTo: (object, name, value) => assert.sameValue(object[name], value, text(name)),
          verifyWritable: (object, name, verified, value) => assert(isWritable(object, name, verified, value), `${text(name)} is writable`),
          verifyNotWritable: (object, name, verified, value) => {
            if (!verified) assert(!getOwnPropertyDescriptor(object, name).writable, `${text(name)} is not writable`);
            assert(!isWritable(object, name, verified, value), `${text(name)} is not writable`);
          },
          verifyEnumerable: (object, name) => assert(isEnumerable(object, name), `${text(name)} is enumerable`),
          verifyNotEnumerable: (object, name) => assert(!isEnumerable(object, name), `${text(name)} is not enumerable`),
          verifyConfigurable: (object, name) => assert(isConfigurable(object, name), `${text(name)} is configurable`),
          verifyNotConfigurable: (object, name) => assert(!isConfigurable(object, name), `${text(name)} is not configurable`),
        };

        function isConstructor(value) {
          if (typeof value !== "function") throw new Test262Error("isConstructor needs a function");
          try {
            construct(function () {}, [], value);
          } catch {
            return false;
          }
          return true;
        }

        for (const [name, value] of Object.entries({
          Test262Error, assert, $DONE, asyncTest, checkSequence, checkSettledPromises, isConfigurable, isEnumerable, isWritable,
          verifyProperty, verifyPrimordialProperty: verifyProperty, verifyCallableProperty,
          verifyPrimordialCallableProperty: verifyCallableProperty, ...verifiers, isConstructor, isPrimitive,
          print: line => print(line), fnGlobalObject: () => globalThis, NaNs: [NaN, 0 / 0, Infinity - Infinity, -NaN, Number("x")],
          $DONOTEVALUATE: () => { throw "Test262: This statement should not be evaluated."; },
        })) define(name, value);
        """#
}
