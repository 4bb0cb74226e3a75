extension NodeModules {
    /// https://nodejs.org/api/v8.html
    static let v8 = #"""
        "use strict";
        const host = __dirname;
        const size = 50000000;
        module.exports = {
          cachedDataVersionTag: () => 0,
          getHeapStatistics: () => ({
            total_heap_size: size, total_heap_size_executable: 262144, total_physical_size: size, total_available_size: 4345298944, used_heap_size: size,
            heap_size_limit: 4345298944, malloced_memory: 262320, peak_malloced_memory: 571392, does_zap_garbage: 0, number_of_native_contexts: 1,
            number_of_detached_contexts: 0, total_global_handles_size: 8192, used_global_handles_size: 2112, external_memory: 2272646,
          }),
          getHeapSpaceStatistics: () => [],
          getHeapCodeStatistics: () => ({ code_and_metadata_size: 0, bytecode_and_metadata_size: 0, external_script_source_size: 0, cpu_profiler_metadata_size: 0 }),
          // Flags of the engine change nothing that a simulated run has.
          setFlagsFromString() {}, takeCoverage() {}, stopCoverage() {}, setHeapSnapshotNearHeapLimit() {},
          promiseHooks: {}, isStringOneByteRepresentation: (text) => !/[^\x00-\xff]/.test(text),
          startupSnapshot: { isBuildingSnapshot: () => false, addSerializeCallback() {}, addDeserializeCallback() {}, setDeserializeMainFunction() {} },
        };
        host.refuseAll(module.exports, "v8", "getHeapSnapshot getCppHeapStatistics Serializer Deserializer DefaultSerializer DefaultDeserializer deserialize " +
          "serialize writeHeapSnapshot queryObjects GCProfiler startCpuProfile");
        host.refuseAll(module.exports.promiseHooks, "v8.promiseHooks", "createHook onInit onBefore onAfter onSettled");
        """#

    /// https://nodejs.org/api/vm.html
    static let vm = #"""
        "use strict";
        const host = __dirname;
        const contexts = new WeakSet();
        function checkObject(object, name) {
          if (typeof object !== "object" || object === null)
            throw host.wrongType(name, "of type object", object);
        }
        // The context of the program is the one that there is: another one ends the run.
        function fileName(options) {
          if (typeof options === "string") return options;
          if (options === undefined) return "evalmachine.<anonymous>";
          checkObject(options, "options");
          const { filename = "evalmachine.<anonymous>" } = options;
          if (typeof filename !== "string") throw host.wrongType("options.filename", "of type string", filename);
          return filename;
        }
        class Script {
          #unit;
          constructor(code, options) { this.#unit = host.compileScript(`${code}`, fileName(options)); }
          runInThisContext(options) {
            if (options !== undefined) checkObject(options, "options");
            return host.runScript(this.#unit);
          }
        }
        host.refuseAll(Script.prototype, "vm.Script.prototype", "runInContext runInNewContext createCachedData");
        module.exports = {
          Script,
          createContext(object = {}) {
            checkObject(object, "contextObject");
            contexts.add(object);
            return object;
          },
          createScript: (code, options) => new Script(code, options),
          runInThisContext: (code, options) => new Script(code, options).runInThisContext(),
          compileFunction(code, parameters = [], options = {}) {
            if (typeof code !== "string") throw host.wrongType("code", "of type string", code);
            if (!Array.isArray(parameters)) throw host.wrongType("params", "an instance of Array", parameters);
            parameters.forEach((name, index) => {
              if (typeof name !== "string") throw host.wrongType(`params[${index}]`, "of type string", name);
            });
            checkObject(options, "options");
            return host.compileFunction(code, parameters, fileName(options.filename ?? ""));
          },
          isContext(object) {
            checkObject(object, "object");
            return contexts.has(object);
          },
          constants: { __proto__: null, USE_MAIN_CONTEXT_DEFAULT_LOADER: Symbol("vm_dynamic_import_main_context_default"), DONT_CONTEXTIFY: Symbol("vm_context_no_contextify") },
        };
        host.refuseAll(module.exports, "vm", "runInContext runInNewContext measureMemory");
        """#

    /// https://nodejs.org/api/inspector.html
    static let inspector = #"""
        "use strict";
        const host = __dirname;
        const EventEmitter = require("events");
        class Session extends EventEmitter {}
        host.refuseAll(Session.prototype, "inspector.Session.prototype", "connect connectToMainThread post disconnect");
        const silent = () => {};
        module.exports = { close: silent, url: () => undefined, console: globalThis.console, Session, Network: {}, NetworkResources: {}, DOMStorage: {} };
        host.refuseAll(module.exports, "inspector", "open waitForDebugger");
        """#

    /// https://nodejs.org/api/inspector.html#promises-api
    static let inspectorPromises = #"module.exports = require("inspector");"#

    /// https://nodejs.org/api/tracing.html
    static let traceEvents = #"""
        "use strict";
        module.exports = { getEnabledCategories: () => undefined };
        __dirname.refuseAll(module.exports, "trace_events", "createTracing");
        """#

    /// https://nodejs.org/api/wasi.html
    static let wasi = #"""
        "use strict";
        module.exports = {};
        __dirname.refuseAll(module.exports, "wasi", "WASI");
        """#

    /// https://nodejs.org/api/single-executable-applications.html
    static let sea = #"""
        "use strict";
        module.exports = { isSea: () => false };
        __dirname.refuseAll(module.exports, "sea", "getAsset getRawAsset getAssetAsBlob getAssetKeys");
        """#

    /// https://nodejs.org/api/sqlite.html
    static let sqlite = #"""
        "use strict";
        module.exports = { constants: {} };
        __dirname.refuseAll(module.exports, "sqlite", "DatabaseSync StatementSync Session backup");
        """#

    /// https://nodejs.org/api/test.html
    static let test = #"""
        "use strict";
        const names = "skip todo only after afterEach before beforeEach describe it run suite expectFailure test getTestContext";
        const refusing = {};
        __dirname.refuseAll(refusing, "test", names);
        module.exports = Object.assign(refusing.test, { mock: {}, snapshot: {}, assert: {} }, refusing);
        """#

    /// https://nodejs.org/api/test.html#test-reporters
    static let testReporters = #"""
        "use strict";
        module.exports = {};
        __dirname.refuseAll(module.exports, "test/reporters", "dot junit spec tap lcov");
        """#

    /// https://nodejs.org/api/repl.html
    static let repl = #"""
        "use strict";
        module.exports = { REPL_MODE_SLOPPY: Symbol("repl-sloppy"), REPL_MODE_STRICT: Symbol("repl-strict"), builtinModules: require("module").builtinModules };
        __dirname.refuseAll(module.exports, "repl", "start writer REPLServer Recoverable isValidSyntax");
        """#

    /// https://nodejs.org/api/domain.html
    static let domain = #"""
        "use strict";
        const EventEmitter = require("events");
        class Domain extends EventEmitter {}
        __dirname.refuseAll(Domain.prototype, "domain.Domain.prototype", "add remove run intercept bind enter exit");
        const create = () => new Domain();
        module.exports = { _stack: [], Domain, createDomain: create, create, active: null };
        """#

    /// https://nodejs.org/api/console.html
    static let console = "module.exports = globalThis.console;"

    static let internalConsole = #"""
        "use strict";
        const host = __dirname;
        // A console over streams of the program's own. https://nodejs.org/api/console.html#class-console
        class Console {
          #counts = new Map();
          #times = new Map();
          #indentation = "";
          constructor(stdout, stderr) {
            if (typeof stdout?.write !== "function") {
              const options = stdout;
              stdout = options?.stdout;
              stderr = options?.stderr;
            }
            if (typeof stdout?.write !== "function")
              throw host.error("TypeError", "ERR_CONSOLE_WRITABLE_STREAM", "Console expects a writable stream instance for stdout");
            Object.defineProperty(this, "_stdout", { value: stdout, writable: true, configurable: true });
            Object.defineProperty(this, "_stderr", { value: stderr ?? stdout, writable: true, configurable: true });
            // Methods can be taken off a console and called without it.
            for (const name of Object.getOwnPropertyNames(Console.prototype)) if (name !== "constructor") this[name] = this[name].bind(this);
          }
          #write(stream, values) {
            const text = host.format(...values);
            stream.write((this.#indentation === "" ? text : text.split("\n").map((line) => this.#indentation + line).join("\n")) + "\n");
          }
          log(...values) { this.#write(this._stdout, values); }
          info(...values) { this.#write(this._stdout, values); }
          debug(...values) { this.#write(this._stdout, values); }
          error(...values) { this.#write(this._stderr, values); }
          warn(...values) { this.#write(this._stderr, values); }
          trace(...values) { this.#write(this._stderr, [`Trace: ${host.format(...values)}`]); }
          dir(value, options) { this.#write(this._stdout, [host.inspect(value, { customInspect: false, ...options })]); }
          dirxml(...values) { this.#write(this._stdout, values); }
          table(value, properties) { this.log(require("internal/tables")(value, properties)); }
          assert(value, ...values) {
            if (value) return;
            if (typeof values[0] === "string") values[0] = `Assertion failed: ${values[0]}`;
            else values.unshift("Assertion failed");
            this.#write(this._stderr, values);
          }
          count(label = "default") {
            this.#counts.set(`${label}`, (this.#counts.get(`${label}`) ?? 0) + 1);
            this.#write(this._stdout, [`${label}: ${this.#counts.get(`${label}`)}`]);
          }
          countReset(label = "default") { this.#counts.delete(`${label}`); }
          group(...values) {
            if (values.length > 0) this.log(...values);
            this.#indentation += "  ";
          }
          groupCollapsed(...values) { this.group(...values); }
          groupEnd() { this.#indentation = this.#indentation.slice(2); }
          time(label = "default") { this.#times.set(`${label}`, host.now()); }
          timeEnd(label = "default") {
            this.timeLog(label);
            this.#times.delete(`${label}`);
          }
          timeLog(label = "default", ...values) {
            if (this.#times.has(`${label}`)) this.#write(this._stdout, [`${label}: ${(host.now() - this.#times.get(`${label}`)).toFixed(3)}ms`, ...values]);
          }
          clear() {}
        }
        // `console.Console` is there from the start, and its prototype gets the methods when it is first called.
        module.exports = function make(prototype, target, values) {
          if (!Object.hasOwn(prototype, "log"))
            for (const name of Object.getOwnPropertyNames(Console.prototype))
              if (name !== "constructor") Object.defineProperty(prototype, name, Object.getOwnPropertyDescriptor(Console.prototype, name));
          return Reflect.construct(Console, values, target);
        };
        """#
}
