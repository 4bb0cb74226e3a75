extension NodeModules {
    /// https://nodejs.org/api/url.html, without the parser of old
    static let url = #"""
        "use strict";
        const host = __dirname;
        function fileURLToPath(url) {
          const text = typeof url === "string" ? url : url?.href;
          if (typeof text !== "string")
            throw host.error("TypeError", "ERR_INVALID_ARG_TYPE",
              `The "path" argument must be of type string or an instance of URL. Received ${host.received(url)}`);
          if (!text.startsWith("file:")) {
            if (!text.includes(":")) {
              const error = host.error("TypeError", "ERR_INVALID_URL", "Invalid URL");
              error.input = text;
              throw error;
            }
            throw host.error("TypeError", "ERR_INVALID_URL_SCHEME", "The URL must be of scheme file");
          }
          const path = host.filePath(text);
          if (path === undefined)
            throw host.error("TypeError", "ERR_INVALID_FILE_URL_HOST", 'File URL host must be "localhost" or empty on linux');
          return path;
        }
        function pathToFileURL(path) {
          if (typeof path !== "string")
            throw host.error("TypeError", "ERR_INVALID_ARG_TYPE",
              `The "path" argument must be of type string. Received ${host.received(path)}`);
          let resolved = require("path").resolve(path);
          if (path.endsWith("/") && resolved !== "/") resolved += "/";
          return new globalThis.URL(host.fileURL(resolved));
        }
        function format(url) { return typeof url === "string" ? url : url.href; }
        module.exports = { fileURLToPath, pathToFileURL, format };
        for (const name of ["URL", "URLSearchParams"])
          Object.defineProperty(module.exports, name, { get: () => globalThis[name], enumerable: true, configurable: true });
        """#

    /// https://nodejs.org/api/querystring.html
    static let querystring = #"""
        "use strict";
        const escape = (text) => globalThis.encodeURIComponent(text);
        const unescape = (text) => { try { return globalThis.decodeURIComponent(text); } catch { return text; } };
        const shown = (value) =>
          typeof value === "string" ? value : ["number", "bigint", "boolean"].includes(typeof value) ? String(value) : "";
        function stringify(object, separator = "&", equals = "=", options) {
          const encode = options?.encodeURIComponent ?? module.exports.escape;
          if (object === null || typeof object !== "object") return "";
          return Object.keys(object).flatMap((key) => {
            const values = Array.isArray(object[key]) ? object[key] : [object[key]];
            return values.map((value) => encode(shown(key)) + equals + encode(shown(value)));
          }).join(separator);
        }
        function parse(text, separator = "&", equals = "=", options) {
          const decode = options?.decodeURIComponent ?? module.exports.unescape;
          const result = Object.create(null);
          if (typeof text !== "string" || text === "") return result;
          for (const part of text.split(separator)) {
            if (part === "") continue;
            const index = part.indexOf(equals);
            const read = (piece) => decode(piece.replaceAll("+", " "));
            const key = read(index < 0 ? part : part.slice(0, index));
            const value = index < 0 ? "" : read(part.slice(index + equals.length));
            if (!(key in result)) result[key] = value;
            else if (Array.isArray(result[key])) result[key].push(value);
            else result[key] = [result[key], value];
          }
          return result;
        }
        module.exports = { escape, unescape, stringify, parse, encode: stringify, decode: parse };
        """#
}
