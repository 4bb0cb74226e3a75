extension NodeModules {
    /// https://nodejs.org/api/module.html
    static let module = #"""
        "use strict";
        const host = __dirname;
        function Module() {}
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
          globalPaths: [], wrapper, wrap: (text) => wrapper[0] + text + wrapper[1], _extensions: { ".js"() {}, ".json"() {}, ".node"() {} }, _cache: {},
          _pathCache: {},
          _nodeModulePaths(folder) {
            const parts = require("path").resolve(folder).split("/").slice(1).filter((part) => part !== "");
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
        host.refuseAll(Module, "module", "_load _resolveFilename _resolveLookupPaths _findPath _readPackage register runMain findPackageJSON stripTypeScriptTypes SourceMap");
        Module.Module = Module;
        module.exports = Module;
        """#
}
