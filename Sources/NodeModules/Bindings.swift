extension NodeModules {
    /// `process.binding`, deprecated for long and asked for by libraries all the same.
    /// https://nodejs.org/api/deprecations.html#dep0111-processbinding
    static let internalBindings = #"""
        "use strict";
        const host = __dirname;
        const { types } = require("util");
        const natives = ["isArrayBuffer", "isAsyncFunction", "isDate", "isExternal", "isMap", "isMapIterator", "isNativeError", "isPromise", "isRegExp", "isSet", "isSetIterator",
          "isAnyArrayBuffer"];
        const views = ["isArrayBufferView", "isDataView", "isTypedArray", "isUint8Array"];
        const natives20 = ["isExternal", "isDate", "isNativeError", "isRegExp", "isAsyncFunction", "isPromise", "isMap", "isSet", "isMapIterator", "isSetIterator", "isArrayBuffer",
          "isDataView", "isAnyArrayBuffer"];
        const viewsOf20 = ["isArrayBufferView", "isTypedArray", "isUint8Array"];
        const pick = (names) => Object.fromEntries(names.map((name) => [name, types[name]]));
        // Those that Node gives and that reach into its own native code.
        const others = "buffer cares_wrap config contextify fs fs_event_wrap icu inspector js_stream natives os pipe_wrap process_wrap spawn_sync stream_wrap tcp_wrap tls_wrap " +
          "tty_wrap udp_wrap uv zlib";
        const kept = new Map();
        function binding(name) {
          name = String(name);
          if (name === "util") return pick(host.isLatest ? [...natives, ...views] : [...natives20, ...viewsOf20]);
          if (name === "constants") {
            if (!kept.has(name)) {
              const { constants: os } = require("os");
              const zlib = require("zlib").constants;
              kept.set(name, { os, fs: require("fs").constants, crypto: require("crypto").constants, zlib, trace: {}, ...(host.isLatest ? { internal: {} } : {}) });
            }
            return kept.get(name);
          }
          if (others.split(" ").includes(name)) host.refuse(`process.binding("${name}")`);
          throw new Error(`No such module: ${name}`);
        }
        module.exports = { binding };
        """#
}
