extension NodeModules {
    /// https://nodejs.org/api/module.html
    static let module = #"""
        "use strict";
        const host = __dirname;
        const path = require("path");
        function Module(id = "", parent) {
          this.id = id;
          this.path = path.dirname(id);
          this.exports = {};
          Object.defineProperty(this, "parent", { value: parent, writable: true, configurable: true });
          parent?.children?.push(this);
          Object.assign(this, { filename: null, loaded: false, children: [] });
        }
        Object.defineProperty(Module, "length", { value: 0, configurable: true });
        Object.defineProperty(Module, "prototype", { value: host.modulePrototype(), writable: true });
        Module.builtinModules = host.builtinModules();
        Module.isBuiltin = host.isBuiltin;
        Module.createRequire = function createRequire(filename) {
          if (typeof filename === "object" && filename !== null && typeof filename.href === "string") filename = filename.href;
          if (typeof filename !== "string")
            throw host.error("TypeError", "ERR_INVALID_ARG_VALUE", "The argument 'filename' must be a file URL object, " +
              "file URL string, or absolute path string. Received " + host.inspect(filename));
          return host.createRequire(filename);
        };
        const hooks = [];
        // Calls the hooks of a kind, the latest first, each of which may ask the next, and behind the last the host.
        function run(kind, given, context, fallback) {
          const from = (index) => (value, ctx) => {
            const merged = ctx === undefined ? context : { ...context, ...ctx };
            while (index > 0) if (typeof hooks[--index]?.[kind] === "function") return hooks[index][kind](value, merged, from(index));
            return fallback(value, merged);
          };
          return from(hooks.length)(given);
        }
        if (host.hasHooks)
          Module.registerHooks = function registerHooks({ resolve, load }) {
            const own = { resolve, load };
            hooks.push(own);
            host.setHooks((...rest) => run("resolve", ...rest), (...rest) => run("load", ...rest));
            return {
              deregister() {
                if (hooks.includes(own)) hooks.splice(hooks.indexOf(own), 1);
                if (hooks.length === 0) host.setHooks(undefined, undefined);
              },
            };
          };
        const wrapper = ["(function (exports, require, module, __filename, __dirname) { ", "\n});"];
        Object.assign(Module, {
          globalPaths: [], wrapper, wrap: (text) => wrapper[0] + text + wrapper[1], _extensions: host.requireExtensions(), _cache: host.requireCache(),
          _pathCache: {},
          _nodeModulePaths(folder) {
            const parts = path.resolve(folder).split("/").slice(1).filter((part) => part !== "");
            const found = [];
            for (let count = parts.length; count >= 0; count--)
              if (parts[count - 1] !== "node_modules") found.push(["", ...parts.slice(0, count), "node_modules"].join("/"));
            return found;
          },
          _initPaths() {}, _preloadModules() {}, syncBuiltinESMExports() {}, flushCompileCache() {}, getCompileCacheDir: () => undefined,
          enableCompileCache: () => ({ status: 3 }), findSourceMap: () => undefined, setSourceMapsSupport() {},
          getSourceMapsSupport: () => ({ __proto__: null, enabled: false, nodeModules: false, generatedCode: false }),
          constants: Object.freeze({ __proto__: null, compileCacheStatus: Object.freeze({ __proto__: null, FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 }) }),
        });
        const missing = (request) => Object.assign(new Error(`Cannot find module '${request}'`), { code: "MODULE_NOT_FOUND", requireStack: [] });
        // The file that a request means from a place, which need not be there itself.
        function resolvedFrom(request, places, stranger, parent) {
          let problem;
          for (const place of places) {
            try {
              return host.resolveModule(request, place, parent);
            } catch (error) {
              problem ??= error;
            }
          }
          if (problem === undefined || (stranger && problem.code === "MODULE_NOT_FOUND")) throw missing(request);
          throw problem;
        }
        const within = (folder) => path.join(path.resolve(folder), "[place]");
        Module._resolveFilename = function (request, parent, isMain, options) {
          if (host.isBuiltin(request)) return request;
          if (typeof options === "object" && options !== null && Array.isArray(options.paths)) return resolvedFrom(request, options.paths.map(within), true);
          if (parent?.filename) return resolvedFrom(request, [parent.filename], false, parent);
          const isRelative = /^\.\.?(\/|$)/.test(request);
          return resolvedFrom(request, !isRelative && parent?.paths?.length ? parent.paths.map((folder) => within(path.dirname(folder))) : [within(".")], true);
        };
        Module._load = function (request, parent, isMain) { return host.loadModule(request, parent, parent?.filename ?? within(".")); };
        Module._resolveLookupPaths = function (request, parent) {
          if (host.isBuiltin(request)) return null;
          if (/^\.\.?(\/|$)/.test(request)) return [parent?.id && parent.filename ? path.dirname(parent.filename) : "."];
          return [...(parent?.paths ?? []), ...Module.globalPaths];
        };
        Module._findPath = function (request, paths, isMain) {
          try {
            const file = resolvedFrom(path.isAbsolute(request) ? request : `./${request}`, path.isAbsolute(request) ? [within("/")] : (paths ?? []).map(within), true);
            return require("fs").existsSync(file) ? file : false;
          } catch {
            return false;
          }
        };
        Module._debug = () => {};
        Object.assign(Module.prototype, {
          load: function (filename) {
            this.filename ??= filename;
            this.paths ??= Module._nodeModulePaths(path.dirname(filename));
            const ending = path.extname(filename);
            Module._extensions[Object.hasOwn(Module._extensions, ending) ? ending : ".js"](this, filename);
            this.loaded = true;
          },
          _compile: function (content, filename) {
            const own = host.compileFunction(content.replace(/^#!.*/, ""), ["exports", "require", "module", "__filename", "__dirname"], filename);
            const require = host.createRequire(path.resolve(filename || "[eval]"));
            return Reflect.apply(own, this.exports, [this.exports, require, this, filename, path.dirname(filename)]);
          },
        });
        const read = (filename) => require("fs").readFileSync(filename, "utf8").replace(/^\uFEFF/, "");
        const endings = {
          ".js": function (module, filename) { module._compile(read(filename), filename); },
          ".json": function (module, filename) { module.exports = JSON.parse(read(filename)); },
          ".node": function (module, filename) { host.refuse("a module of native code"); },
        };
        for (const ending of Object.keys(endings)) Object.defineProperty(endings[ending], "name", { value: "", configurable: true });
        Object.assign(Module._extensions, endings);
        // A file whose kind the program loads itself, or whose text it compiles itself.
        function loadFile(filename, parent) {
          const module = new Module(filename, parent);
          Module._cache[filename] = module;
          let isLoaded = false;
          try {
            module.load(filename);
            isLoaded = true;
          } finally {
            if (!isLoaded) delete Module._cache[filename];
          }
          return module.exports;
        }
        host.setModule(Module, loadFile);
        host.refuseAll(Module, "module", "_readPackage register runMain findPackageJSON stripTypeScriptTypes SourceMap");
        Module.Module = Module;
        module.exports = Module;
        """#
}
