extension NodeModules {
    /// https://nodejs.org/api/util.html, as far as start-up code goes
    static let util = #"""
        "use strict";
        const host = __dirname;
        function checkFunction(value, name) {
          if (typeof value !== "function")
            throw host.wrongType(name, "of type function", value);
        }
        const custom = Symbol.for("nodejs.util.promisify.custom");
        function promisify(original) {
          checkFunction(original, "original");
          if (original[custom]) {
            checkFunction(original[custom], "util.promisify.custom");
            return original[custom];
          }
          function promisified(...values) {
            return new Promise((resolve, reject) => {
              Reflect.apply(original, this, [...values, (error, result) => (error ? reject(error) : resolve(result))]);
            });
          }
          Object.setPrototypeOf(promisified, Object.getPrototypeOf(original));
          return Object.defineProperties(promisified, Object.getOwnPropertyDescriptors(original));
        }
        promisify.custom = custom;
        function callbackify(original) {
          checkFunction(original, "original");
          function callbackified(...values) {
            const callback = values.pop();
            checkFunction(callback, "last argument");
            Reflect.apply(original, this, values).then(
              (result) => globalThis.process.nextTick(callback, null, result),
              (error) => globalThis.process.nextTick(callback, error ||
                host.error("Error", "ERR_FALSY_VALUE_REJECTION", "Promise was rejected with falsy value")));
          }
          return callbackified;
        }
        function inherits(constructor, parent) {
          Object.defineProperty(constructor, "super_", { value: parent, writable: true, configurable: true });
          Object.setPrototypeOf(constructor.prototype, parent.prototype);
        }
        const warned = new Set();
        function deprecate(original, message, code) {
          let hasWarned = false;
          function deprecated(...values) {
            if (!hasWarned) {
              hasWarned = true;
              if (code === undefined || !warned.has(code)) globalThis.process.emitWarning(message, "DeprecationWarning", code);
              if (code !== undefined) warned.add(code);
            }
            return new.target ? Reflect.construct(original, values, new.target) : Reflect.apply(original, this, values);
          }
          Object.setPrototypeOf(deprecated, original);
          return deprecated;
        }
        const { inspect } = require("internal/inspection");
        function styleText(format, text, options) {
          if (typeof text !== "string")
            throw host.wrongType("text", "of type string", text);
          const codes = [format].flat().filter((name) => name !== "none").map((name) => {
            if (!inspect.colors[name])
              throw host.error("TypeError", "ERR_INVALID_ARG_VALUE", `The argument 'format' must be one of: ${Object.keys(inspect.colors).map((one) => `'${one}'`).join(", ")}. Received ${host.inspect(name)}`);
            return inspect.colors[name];
          });
          // A stream that is no terminal takes no colours.
          if (host.isLatest && options?.validateStream !== false) return text;
          return codes.reduceRight((inner, [open, close]) => `\x1b[${open}m${inner}\x1b[${close}m`, text);
        }
        const tag = (value) => Object.prototype.toString.call(value).slice(8, -1);
        const arrayTag = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;
        const typedName = (value) => (typeof value === "object" && value !== null ? arrayTag.call(value) : undefined);
        const isBoxed = (name) => (value) => typeof value === "object" && value !== null && tag(value) === name;
        const types = {
          isExternal: () => false, isDate: isBoxed("Date"), isArgumentsObject: isBoxed("Arguments"), isBigIntObject: isBoxed("BigInt"),
          isBooleanObject: isBoxed("Boolean"), isNumberObject: isBoxed("Number"), isStringObject: isBoxed("String"), isSymbolObject: isBoxed("Symbol"),
          isBoxedPrimitive: (value) => ["Number", "String", "Boolean", "BigInt", "Symbol"].some((name) => isBoxed(name)(value)),
          isNativeError: (value) => host.isError(value), isRegExp: isBoxed("RegExp"),
          isAsyncFunction: (value) => typeof value === "function" && tag(value).startsWith("Async"),
          isGeneratorFunction: (value) => typeof value === "function" && tag(value).endsWith("GeneratorFunction"),
          isGeneratorObject: (value) => ["Generator", "AsyncGenerator"].includes(tag(value)) && typeof value === "object",
          isPromise: isBoxed("Promise"), isMap: isBoxed("Map"), isSet: isBoxed("Set"), isMapIterator: isBoxed("Map Iterator"), isSetIterator: isBoxed("Set Iterator"),
          isWeakMap: isBoxed("WeakMap"), isWeakSet: isBoxed("WeakSet"), isArrayBuffer: isBoxed("ArrayBuffer"), isDataView: isBoxed("DataView"),
          isSharedArrayBuffer: isBoxed("SharedArrayBuffer"), isProxy: (value) => host.isProxy?.(value) ?? false, isModuleNamespaceObject: isBoxed("Module"),
          isAnyArrayBuffer: (value) => isBoxed("ArrayBuffer")(value) || isBoxed("SharedArrayBuffer")(value), isCryptoKey: isBoxed("CryptoKey"),
          isKeyObject: isBoxed("KeyObject"), isArrayBufferView: (value) => ArrayBuffer.isView(value),
          isTypedArray: (value) => typedName(value) !== undefined,
        };
        for (const name of ["Uint8", "Uint8Clamped", "Uint16", "Uint32", "Int8", "Int16", "Int32", "Float16", "Float32", "Float64", "BigInt64", "BigUint64"])
          types[`is${name}Array`] = (value) => typedName(value) === `${name}Array`;
        const numbers = Object.entries(require("os").constants.errno);
        const systemName = (number) => numbers.find(([, value]) => value === -number)?.[0];
        // https://nodejs.org/api/util.html#utilparseargsconfig
        function parseArgs({ args = globalThis.process.argv.slice(2), options = {}, strict = true, allowPositionals = !strict, allowNegative = false, tokens = false } = {}) {
          const failure = (code, message) => host.error("TypeError", code, message);
          const values = Object.create(null);
          const positionals = [];
          const list = [];
          const long = (short) => Object.keys(options).find((name) => options[name].short === short) ?? short;
          const store = (name, value, raw, inline, index) => {
            let own = Object.hasOwn(options, name) ? options[name] : undefined;
            if (allowNegative && !own && value === undefined && name.startsWith("no-") && options[name.slice(3)]?.type === "boolean") {
              own = options[name.slice(3)];
              [name, value] = [name.slice(3), false];
            }
            if (tokens) list.push({ kind: "option", name, rawName: raw, index, value: value === false ? undefined : value, inlineValue: value === undefined || value === false ? undefined : inline });
            if (strict) {
              if (!own) throw failure("ERR_PARSE_ARGS_UNKNOWN_OPTION", `Unknown option '${raw}'` + (allowPositionals ? `. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- ${JSON.stringify(raw)}` : ""));
              const shown = own.short ? `-${own.short}, --${name}` : `--${name}`;
              if (own.type === "string" && typeof value !== "string") throw failure("ERR_PARSE_ARGS_INVALID_OPTION_VALUE", `Option '${shown} <value>' argument missing`);
              if (own.type === "boolean" && typeof value === "string") throw failure("ERR_PARSE_ARGS_INVALID_OPTION_VALUE", `Option '${shown}' does not take an argument`);
            }
            const result = value ?? true;
            if (own?.multiple) (values[name] ??= []).push(result);
            else if (name !== "__proto__") values[name] = result;
          };
          for (let index = 0; index < args.length; index++) {
            const arg = args[index];
            const takes = (name) => Object.hasOwn(options, name) && options[name].type === "string";
            const next = () => (args[index + 1] !== undefined && (args[index + 1] === "-" || !args[index + 1].startsWith("-") || !strict) ? args[++index] : undefined);
            if (arg === "--") {
              if (tokens) list.push({ kind: "option-terminator", index });
              for (const rest of args.slice(index + 1)) {
                positionals.push(rest);
                if (tokens) list.push({ kind: "positional", index: ++index, value: rest });
              }
              break;
            }
            if (arg.startsWith("--") && arg.length > 2) {
              const equals = arg.indexOf("=", 3);
              const name = equals < 0 ? arg.slice(2) : arg.slice(2, equals);
              const at = index;
              const value = equals >= 0 ? arg.slice(equals + 1) : takes(name) ? next() : undefined;
              store(name, value, `--${name}`, equals >= 0, at);
            } else if (arg.startsWith("-") && arg.length > 1) {
              const at = index;
              for (let position = 1; position < arg.length; position++) {
                const name = long(arg[position]);
                if (takes(name)) {
                  const inline = position + 1 < arg.length;
                  store(name, inline ? arg.slice(position + 1) : next(), `-${arg[position]}`, inline, at);
                  break;
                }
                store(name, undefined, `-${arg[position]}`, undefined, at);
              }
            } else {
              if (!allowPositionals)
                throw failure("ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL", `Unexpected argument '${arg}'. This command does not take positional arguments`);
              positionals.push(arg);
              if (tokens) list.push({ kind: "positional", index, value: arg });
            }
          }
          for (const name of Object.keys(options))
            if (options[name].default !== undefined && values[name] === undefined) values[name] = options[name].default;
          return tokens ? { values, positionals, tokens: list } : { values, positionals };
        }
        module.exports = {
          promisify, callbackify, inherits, deprecate, inspect, format: host.format, types,
          isDeepStrictEqual: (a, b) => require("internal/comparisons").isDeepEqual(a, b, true),
          debuglog: () => Object.assign(() => {}, { enabled: false }),
          debug: () => Object.assign(() => {}, { enabled: false }),
          stripVTControlCharacters: (text) => host.withoutEscapes(text),
          isArray: Array.isArray, styleText, parseArgs,
          _extend: (target, source) => (source === null || typeof source !== "object" ? target : Object.assign(target, source)),
          formatWithOptions: host.formatWithOptions,
          getSystemErrorName: systemName, getSystemErrorMessage: (number) => systemName(number),
          getSystemErrorMap: () => new Map(numbers.map(([name, number]) => [-number, [name, name]])),
          toUSVString: (text) => `${text}`.toWellFormed(), getCallSites: () => [], setTraceSigInt() {}, transferableAbortSignal: (signal) => signal,
          transferableAbortController: () => new globalThis.AbortController(),
          aborted: (signal) => new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener("abort", () => resolve(), { once: true }))),
          convertProcessSignalToExitCode: (name) => 128 + require("os").constants.signals[name],
        };
        host.lazily(module.exports, "util", "TextEncoder TextDecoder");
        host.refuseAll(module.exports, "util", "parseEnv MIMEType MIMEParams diff _errnoException _exceptionWithHostPort");
        """#

    /// https://nodejs.org/api/util.html#utiltypes
    static let utilTypes = #"module.exports = require("util").types;"#

    /// https://nodejs.org/api/util.html, by its name of old
    static let sys = #"module.exports = require("util");"#
}
