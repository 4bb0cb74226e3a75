extension WebModules {
    /// https://webassembly.github.io/spec/js-api/: all of it but for code, which is never compiled
    static let webAssembly = #"""
        "use strict";
        // https://webassembly.github.io/spec/js-api/
        const host = __dirname;
        const { bytesOf, define } = require("interfaces");
        const isObject = (value) => (typeof value === "object" && value !== null) || typeof value === "function";
        const label = (name) => `WebAssembly.${name}()`;
        // MARK: Errors
        function errorClass(name) {
          const constructor = { [name]: function (message, options) {
            return Reflect.construct(Error, [message, options], new.target ?? constructor);
          } }[name];
          Object.setPrototypeOf(constructor, Error);
          Object.defineProperty(constructor, "length", { value: 1, configurable: true });
          Object.defineProperty(constructor, "prototype", {
            value: Object.create(Error.prototype, {
              constructor: { value: constructor, writable: true, configurable: true },
              name: { value: name, writable: true, configurable: true },
              message: { value: "", writable: true, configurable: true },
            }), writable: false,
          });
          return constructor;
        }
        const [CompileError, LinkError, RuntimeError, SuspendError] = ["CompileError", "LinkError", "RuntimeError", "SuspendError"].map(errorClass);
        // MARK: Interfaces
        const states = new WeakMap();
        // An interface: `make` gives the state of an object that the constructor makes.
        function described(name, length, make, members) {
          const constructor = { [name]: function (...values) {
            if (new.target === undefined) throw new TypeError(`${label(name)}: WebAssembly.${name} must be invoked with 'new'`);
            states.set(this, { kind: name, ...make(...values) });
          } }[name];
          Object.defineProperty(constructor, "length", { value: length, configurable: true });
          const prototype = Object.create(Object.prototype, { constructor: { value: constructor, writable: true, configurable: true } });
          Object.defineProperties(prototype, Object.getOwnPropertyDescriptors(members));
          Object.defineProperty(constructor, "prototype", { value: prototype, writable: false });
          return define(constructor, `WebAssembly.${name}`);
        }
        const stateOf = (value, kind) => { const state = isObject(value) ? states.get(value) : undefined; return state?.kind === kind ? state : undefined; };
        function receiver(value, kind, place) {
          const state = stateOf(value, kind);
          if (state === undefined) throw new TypeError(`${place}: Receiver is not a WebAssembly.${kind}`);
          return state;
        }
        function made(constructor, state) {
          const object = Object.create(constructor.prototype);
          states.set(object, { kind: constructor.name, ...state });
          return object;
        }
        // EnforceRange of WebIDL, in V8's words.
        function whole(value, what, place, low, high) {
          const number = Math.trunc(+value);
          if (!Number.isFinite(number)) throw new TypeError(`${place}: ${what} must be convertible to a valid number`);
          if (number < 0) throw new TypeError(`${place}: ${what} must be non-negative`);
          if (number > 4294967295) throw new TypeError(`${place}: ${what} must be in the unsigned long range`);
          const colon = what.startsWith("Property") ? ":" : "";
          if (number < low) throw new RangeError(`${place}: ${what}${colon} value ${number} is below the lower bound ${low}`);
          if (number > high) throw new RangeError(`${place}: ${what}${colon} value ${number} is above the upper bound ${high}`);
          return number;
        }
        function limits(descriptor, place, most, mostMaximum = most) {
          if (descriptor.initial === undefined) throw new TypeError(`${place}: Property 'initial' is required`);
          const initial = whole(descriptor.initial, "Property 'initial'", place, 0, most);
          const { maximum } = descriptor;
          return { initial, maximum: maximum === undefined ? undefined : whole(maximum, "Property 'maximum'", place, initial, mostMaximum) };
        }
        // MARK: Modules
        const hexadecimal = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
        function sourceBytes(source, place, words = "a buffer source") {
          const bytes = bytesOf(source);
          if (bytes === undefined) throw new TypeError(`${place}: Argument 0 must be ${words}`);
          return bytes.slice();
        }
        // What is wrong with the beginning of a module's bytes.
        function headerProblem(bytes) {
          if (bytes.length === 0) return "BufferSource argument is empty";
          for (const [start, what, wanted] of [[0, "magic word", [0, 97, 115, 109]], [4, "version", [1, 0, 0, 0]]]) {
            const found = bytes.subarray(start, start + 4);
            if (found.length < 4) return `expected 4 bytes, fell off end @+${start}`;
            if (wanted.some((byte, index) => byte !== found[index]))
              return `expected ${what} ${hexadecimal(wanted)}, found ${hexadecimal(found)} @+${start}`;
          }
        }
        // The custom sections of a module that has nothing else; undefined where it has more, which would have to be compiled.
        function customSections(bytes) {
          let position = 8;
          const number = () => {
            let [result, shift] = [0, 1];
            for (;;) {
              if (position >= bytes.length || shift > 2 ** 28) throw undefined;
              const byte = bytes[position++];
              result += (byte & 127) * shift;
              if (byte < 128) return result;
              shift *= 128;
            }
          };
          const sections = [];
          try {
            while (position < bytes.length) {
              if (bytes[position++] !== 0) return undefined;
              const size = number();
              const end = position + size;
              const length = number();
              if (end > bytes.length || position + length > end) return undefined;
              const name = host.text(bytes.slice(position, position + length), true);
              sections.push({ name, bytes: bytes.slice(position + length, end) });
              position = end;
            }
          } catch (error) {
            if (error === undefined) return undefined;
            throw error;
          }
          return sections;
        }
        // What a module of these bytes is; throws a CompileError for bytes that are none, and for all that has to be compiled.
        function compiled(bytes, place) {
          const problem = headerProblem(bytes);
          if (problem !== undefined) throw new CompileError(`${place}: ${problem}`);
          const sections = customSections(bytes);
          if (sections !== undefined) return { sections };
          host.uncompiled();
          throw new CompileError(`${place}: tla-sim compiles no WebAssembly`);
        }
        function moduleOf(value, place) {
          const state = stateOf(value, "Module");
          if (state === undefined) throw new TypeError(`${place}: Argument 0 must be a WebAssembly.Module`);
          return state;
        }
        const Module = described("Module", 1, (source) => compiled(sourceBytes(source, label("Module")), label("Module")), {});
        Object.assign(Module, {
          imports(module) {
            moduleOf(module, label("Module.imports"));
            return [];
          },
          exports(module) {
            moduleOf(module, label("Module.exports"));
            return [];
          },
          customSections(module, sectionName) {
            const { sections } = moduleOf(module, label("Module.customSections"));
            if (sectionName === undefined) throw new TypeError(`${label("Module.customSections")}: Argument 1 is required`);
            const name = `${sectionName}`;
            return sections.filter((section) => section.name === name).map((section) => section.bytes.slice().buffer);
          },
        });
        const noExports = () => ({ exports: Object.freeze(Object.create(null)) });
        function checkImports(imports, place) {
          if (imports !== undefined && !isObject(imports)) throw new TypeError(`${place}: Argument 1 must be an object`);
        }
        const Instance = described("Instance", 1, (module, imports) => {
          moduleOf(module, label("Instance"));
          checkImports(imports, label("Instance"));
          return noExports();
        }, {
          get exports() { return receiver(this, "Instance", "WebAssembly.Instance.exports").exports; },
        });
        // MARK: Memories
        const page = 65536;
        const Memory = described("Memory", 1, (descriptor) => {
          const place = label("Memory");
          if (!isObject(descriptor)) throw new TypeError(`${place}: Argument 0 must be a memory descriptor`);
          const { initial, maximum } = limits(descriptor, place, page);
          const isShared = Boolean(descriptor.shared);
          if (isShared && maximum === undefined) throw new TypeError(`${place}: If shared is true, maximum property should be defined.`);
          return { maximum, isShared, buffer: isShared ? Object.freeze(new SharedArrayBuffer(initial * page)) : new ArrayBuffer(initial * page) };
        }, {
          grow(delta) {
            const place = label("Memory.grow");
            const state = receiver(this, "Memory", place);
            const count = whole(delta, "Argument 0", place, 0, 4294967295);
            const before = state.buffer.byteLength / page;
            if (before + count > (state.maximum ?? page)) throw new RangeError(`${place}: Maximum memory size exceeded`);
            // The old buffer of a shared memory would have to show the same bytes as the new one.
            if (state.isShared) host.outside("WebAssembly.Memory.grow of a shared memory");
            if (state.buffer.resizable) state.buffer.resize((before + count) * page);
            else replace(state, (before + count) * page);
            return before;
          },
          toFixedLengthBuffer() {
            const state = receiver(this, "Memory", label("Memory.toFixedLengthBuffer"));
            if (state.buffer.resizable) replace(state, state.buffer.byteLength);
            return state.buffer;
          },
          toResizableBuffer() {
            const place = label("Memory.toResizableBuffer");
            const state = receiver(this, "Memory", place);
            if (state.isShared) host.outside("WebAssembly.Memory.toResizableBuffer of a shared memory");
            if (state.maximum === undefined) throw new TypeError(`${place}: Memory must have a maximum`);
            if (!state.buffer.resizable) replace(state, state.buffer.byteLength, { maxByteLength: state.maximum * page });
            return state.buffer;
          },
          get buffer() { return receiver(this, "Memory", "WebAssembly.Memory.buffer").buffer; },
        });
        // Another buffer with the same content, which leaves the old one without any.
        function replace(state, length, options) {
          const content = new Uint8Array(host.transfer(state.buffer));
          state.buffer = new ArrayBuffer(length, options);
          new Uint8Array(state.buffer).set(content);
        }
        // MARK: Tables
        // No function of WebAssembly can be had here: one of JavaScript is none.
        const functionWords = "function-typed object must be null (if nullable) or a Wasm function object";
        const mostEntries = 10000000;
        const Table = described("Table", 1, (descriptor, value) => {
          const place = label("Table");
          if (!isObject(descriptor)) throw new TypeError(`${place}: Argument 0 must be a table descriptor`);
          const element = `${descriptor.element}`;
          if (!["anyfunc", "externref"].includes(element))
            throw new TypeError(`${place}: Descriptor property 'element' must be a WebAssembly reference type`);
          const { initial, maximum } = limits(descriptor, place, mostEntries, 4294967295);
          const isFunctions = element === "anyfunc";
          if (isFunctions && value !== undefined && value !== null)
            throw new TypeError(`${place}: Argument 2 must be undefined or a value of type compatible with the type of the new table: ${functionWords}.`);
          return { isFunctions, maximum, entries: new Array(initial).fill(isFunctions ? null : value) };
        }, {
          get length() { return receiver(this, "Table", label("Table.length")).entries.length; },
          grow(delta, value) {
            const place = label("Table.grow");
            const state = receiver(this, "Table", place);
            const count = whole(delta, "Argument 0", place, 0, 4294967295);
            if (state.isFunctions && value !== undefined && value !== null)
              throw new TypeError(`${place}: Argument 1 is invalid: ${functionWords}`);
            const before = state.entries.length;
            if (before + count > Math.min(state.maximum ?? mostEntries, mostEntries)) throw new RangeError(`${place}: failed to grow table by ${count}`);
            for (let index = 0; index < count; index++) state.entries.push(state.isFunctions ? null : value);
            return before;
          },
          set(index, value) {
            const state = receiver(this, "Table", label("Table.set"));
            const place = entry(state, index, "Table.set");
            if (state.isFunctions && value !== undefined && value !== null)
              throw new TypeError(`${label("Table.set")}: Argument 1 is invalid for table: ${functionWords}`);
            state.entries[place] = state.isFunctions ? null : value;
          },
          get(index) {
            const state = receiver(this, "Table", label("Table.get"));
            return state.entries[entry(state, index, "Table.get")];
          },
        });
        for (const name of ["grow", "set"]) Object.defineProperty(Table.prototype[name], "length", { value: 1, configurable: true });
        function entry(state, index, name) {
          const number = whole(index, "Argument 0", label(name), 0, 4294967295);
          if (number >= state.entries.length)
            throw new RangeError(`${label(name)}: invalid address ${number} in ${state.isFunctions ? "funcref" : "externref"} table of size ${state.entries.length}`);
          return number;
        }
        // MARK: Globals and exceptions
        const zeros = { __proto__: null, i32: 0, i64: 0n, f32: 0, f64: 0, externref: undefined, anyfunc: null };
        // ToWebAssemblyValue
        function converted(type, value, place) {
          switch (type) {
            case "i32": return value | 0;
            case "i64": return BigInt.asIntN(64, typeof value === "bigint" ? value : BigInt.asIntN(64, toBigInt(value)));
            case "f32": return Math.fround(value);
            case "f64": return +value;
            case "externref": return value;
          }
          if (value !== null) throw new TypeError(`${place}: ${functionWords}`);
          return null;
        }
        // ToBigInt, which takes no numbers: that of a typed array's element.
        const toBigInt = (value) => new BigInt64Array([value])[0];
        const Global = described("Global", 1, (descriptor, value) => {
          const place = label("Global");
          if (!isObject(descriptor)) throw new TypeError(`${place}: Argument 0 must be a global descriptor`);
          const isMutable = Boolean(descriptor.mutable);
          const type = `${descriptor.value}`;
          if (type === "v128") throw new TypeError(`${place}: A global of type 'v128' cannot be created in JavaScript`);
          if (!(type in zeros)) throw new TypeError(`${place}: Descriptor property 'value' must be a WebAssembly type`);
          return { type, isMutable, value: value === undefined ? zeros[type] : converted(type, value, place) };
        }, {
          valueOf() { return receiver(this, "Global", label("Global.valueOf")).value; },
          get value() { return receiver(this, "Global", "get WebAssembly.Global.value)").value; },
          set value(value) {
            const state = receiver(this, "Global", "set WebAssembly.Global.value)");
            if (!state.isMutable) throw new TypeError("set WebAssembly.Global.value): Can't set the value of an immutable global.");
            state.value = converted(state.type, value, "set WebAssembly.Global.value)");
          },
        });
        const Tag = described("Tag", 1, (type) => {
          const place = label("Tag");
          if (!isObject(type)) throw new TypeError(`${place}: Argument 0 must be a tag type`);
          if (!isObject(type.parameters) || typeof type.parameters[Symbol.iterator] !== "function")
            throw new TypeError(`${place}: Argument 0 must be a tag type with 'parameters'`);
          const parameters = Array.from(type.parameters, (parameter, index) => {
            if (!(`${parameter}` in zeros)) throw new TypeError(`${place}: Argument 0 parameter type at index #${index} must be a value type`);
            return `${parameter}`;
          });
          return { parameters };
        }, {});
        const JSTag = made(Tag, { parameters: ["externref"] });
        const names = host.words.wasmNames.split(" ");
        const hasStacks = names.includes("JSTag");
        const Exception = described("Exception", hasStacks ? 2 : 1, (tag, payload, options) => {
          const place = label("Exception");
          const type = stateOf(tag, "Tag");
          if (type === undefined) throw new TypeError(`${place}: Argument 0 must be a WebAssembly tag`);
          if (tag === JSTag) throw new TypeError(`${place}: Argument 0 cannot be WebAssembly.JSTag`);
          if (!isObject(payload) || typeof payload[Symbol.iterator] !== "function")
            throw new TypeError(`${place}: Exception values must be an iterable object`);
          const values = [...payload];
          if (values.length !== type.parameters.length) throw new TypeError(`${place}: Number of exception values does not match signature length`);
          const stack = options?.traceStack ? new Error().stack : undefined;
          return { tag, stack, values: values.map((value, index) => converted(type.parameters[index], value, place)) };
        }, {
          getArg(tag, index) {
            const place = label("Exception.getArg");
            const state = receiver(this, "Exception", place);
            if (stateOf(tag, "Tag") === undefined) throw new TypeError(`${place}: Argument 0 must be a WebAssembly.Tag`);
            if (state.tag !== tag) throw new TypeError(`${place}: First argument does not match the exception tag`);
            const number = whole(index, "Argument 1", place, 0, 4294967295);
            if (number >= state.values.length) throw new RangeError(`${place}: Index out of range`);
            return state.values[number];
          },
          is(tag) {
            const state = receiver(this, "Exception", label("Exception.is"));
            if (stateOf(tag, "Tag") === undefined) throw new TypeError(`${label("Exception.is")}: Argument 0 must be a WebAssembly.Tag`);
            return state.tag === tag;
          },
          get stack() { return receiver(this, "Exception", "WebAssembly.Exception.stack").stack; },
        });
        const Suspending = described("Suspending", 1, (body) => {
          if (typeof body !== "function") throw new TypeError(`${label("Suspending")}: Argument 0 must be a function`);
          return { body };
        }, {});
        // MARK: The namespace
        const rejected = (error) => {
          const promise = host.promise();
          host.reject(promise, error);
          return promise;
        };
        // Settles as `body` does, after a task that compiles beside the program.
        function later(body) {
          const promise = host.promise();
          const done = host.promise();
          let settle;
          try {
            const value = body();
            settle = () => host.resolve(promise, value);
          } catch (error) {
            settle = () => host.reject(promise, error);
          }
          host.later(done, undefined);
          host.react(done, settle);
          return promise;
        }
        const both = (state) => ({ module: made(Module, state), instance: made(Instance, noExports()) });
        // The bytes of a response, which must be one of WebAssembly.
        function streamed(source, finish) {
          const promise = host.promise();
          const { Response } = require("response");
          const settle = (body) => (value) => { try { body(value); } catch (error) { host.reject(promise, error); } };
          const fail = (error) => host.reject(promise, error);
          host.react(host.promiseOf(source), settle((response) => {
            if (!(response instanceof Response))
              throw host.error("TypeError", "ERR_INVALID_ARG_TYPE", `The "source" argument must be an instance of Response or an Promise resolving to Response. Received ${host.received(response)}`);
            const type = response.headers.get("content-type");
            const wrong = (words) => host.error("TypeError", "ERR_WEBASSEMBLY_RESPONSE", `WebAssembly response ${words}`);
            if (type !== "application/wasm") throw wrong(`has unsupported MIME type '${type}'`);
            if (!response.ok) throw wrong(`has status code ${response.status}`);
            host.react(response.arrayBuffer(), settle((buffer) => host.resolve(promise, finish(new Uint8Array(buffer)))), fail);
          }), fail);
          return promise;
        }
        const namespace = {
          compile(source) {
            const place = label("compile");
            try {
              const bytes = sourceBytes(source, place);
              return bytes.length === 0 ? rejected(new CompileError(`${place}: ${headerProblem(bytes)}`)) : later(() => made(Module, compiled(bytes, place)));
            } catch (error) {
              return rejected(error);
            }
          },
          // What cannot be compiled is told to be none: whoever asks has another way.
          validate(source) {
            const bytes = sourceBytes(source, label("validate"));
            if (headerProblem(bytes) !== undefined) return false;
            if (customSections(bytes) !== undefined) return true;
            host.uncompiled();
            return false;
          },
          instantiate(source, imports) {
            const place = label("instantiate");
            try {
              if (!isObject(source)) throw new TypeError(`${place}: Argument 0 must be a buffer source or a WebAssembly.Module object`);
              checkImports(imports, place);
              if (stateOf(source, "Module") !== undefined) return host.promiseOf(made(Instance, noExports()));
              const bytes = sourceBytes(source, place, "a buffer source or a WebAssembly.Module object");
              return bytes.length === 0 ? rejected(new CompileError(`${place}: ${headerProblem(bytes)}`)) : later(() => both(compiled(bytes, place)));
            } catch (error) {
              return rejected(error);
            }
          },
          compileStreaming(source) { return streamed(source, (bytes) => made(Module, compiled(bytes, label("compileStreaming")))); },
          instantiateStreaming(source, imports) {
            return streamed(source, (bytes) => {
              checkImports(imports, label("instantiateStreaming"));
              return both(compiled(bytes, label("instantiateStreaming")));
            });
          },
        };
        // Of a function of WebAssembly, of which there is none.
        namespace.promising = function promising(body) {
          throw new TypeError(`${label("promising")}: Argument 0 must be a ${typeof body === "function" ? "WebAssembly exported " : ""}function`);
        };
        Object.defineProperty(namespace.instantiate, "length", { value: 1, configurable: true });
        Object.defineProperty(namespace.instantiateStreaming, "length", { value: 1, configurable: true });
        const WebAssembly = {};
        const own = { CompileError, LinkError, RuntimeError, SuspendError, Module, Instance, Table, Memory, Global, Tag, Exception, Suspending };
        for (const name of names)
          Object.defineProperty(WebAssembly, name, name === "JSTag" ? { value: JSTag, configurable: true }
            : { value: own[name] ?? namespace[name], writable: true, enumerable: name in namespace, configurable: true });
        Object.defineProperty(WebAssembly, Symbol.toStringTag, { value: "WebAssembly", configurable: true });
        if (!hasStacks) delete Exception.prototype.stack;
        if (!names.includes("promising")) for (const name of ["toFixedLengthBuffer", "toResizableBuffer"]) delete Memory.prototype[name];
        module.exports = { WebAssembly };
        """#
}
