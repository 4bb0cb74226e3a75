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
              "file URL string, or absolute path string. Received " + host.inspect(filename, 2));
          return host.createRequire(filename);
        };
        Module.Module = Module;
        module.exports = Module;
        """#

    /// https://nodejs.org/api/process.html
    static let process = "module.exports = globalThis.process;"
}
