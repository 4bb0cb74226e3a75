extension NodeModules {
    /// https://nodejs.org/api/path.html
    static let path = #"""
        "use strict";
        const { check, names, shared, way, extension, withoutSuffix, formatted } = require("internal/paths");
        const { process } = globalThis;
        function resolve(...paths) {
          let result = "";
          for (let index = paths.length - 1; index >= 0 && result[0] !== "/"; index--) {
            check(paths[index], `paths[${index}]`);
            if (paths[index] !== "") result = paths[index] + (result === "" ? "" : "/" + result);
          }
          if (result[0] !== "/") result = process.cwd() + "/" + result;
          return "/" + names(result, "/", false).join("/");
        }
        function normalize(path) {
          check(path, "path");
          if (path === "") return ".";
          const isAbsolute = path[0] === "/";
          let result = names(path, "/", !isAbsolute).join("/");
          if (result === "" && !isAbsolute) result = ".";
          if (result !== "" && path.endsWith("/")) result += "/";
          return isAbsolute ? "/" + (result === "/" ? "" : result) : result;
        }
        function isAbsolute(path) {
          check(path, "path");
          return path[0] === "/";
        }
        function join(...paths) {
          for (const path of paths) check(path, "path");
          const joined = paths.filter((path) => path !== "").join("/");
          return joined === "" ? "." : normalize(joined);
        }
        function relative(from, to) {
          check(from, "from");
          check(to, "to");
          if (from === to) return "";
          const start = names(resolve(from), "/", false);
          const goal = names(resolve(to), "/", false);
          return way(start, goal, shared(start, goal, (one, other) => one === other)).join("/");
        }
        // A path without the slashes at its end, but for the root.
        function trimmed(path) {
          let end = path.length;
          while (end > 1 && path[end - 1] === "/") end--;
          return path.slice(0, end);
        }
        function dirname(path) {
          check(path, "path");
          if (path === "") return ".";
          const text = trimmed(path);
          const slash = text.lastIndexOf("/");
          if (slash < 0) return ".";
          return slash === 0 ? (text[1] === "/" && text.length === 2 ? "//" : "/") : trimmed(text.slice(0, slash));
        }
        function basename(path, suffix) {
          if (suffix !== undefined) check(suffix, "suffix");
          check(path, "path");
          const text = trimmed(path);
          const name = text === "/" ? "" : text.slice(text.lastIndexOf("/") + 1);
          return withoutSuffix(name, suffix);
        }
        function extname(path) {
          check(path, "path");
          return extension(basename(path));
        }
        function format(object) { return formatted(object, "/"); }
        function parse(path) {
          check(path, "path");
          const root = path[0] === "/" ? "/" : "";
          const text = trimmed(path);
          const base = basename(path);
          const ext = extname(path);
          const slash = text.lastIndexOf("/");
          const dir = slash < 0 ? "" : slash === 0 ? "/" : text.slice(0, slash);
          return { root, dir, base, ext, name: ext === "" ? base : base.slice(0, base.length - ext.length) };
        }
        function toNamespacedPath(path) { return path; }
        const posix = {
          resolve, normalize, isAbsolute, join, relative, toNamespacedPath, dirname, basename, extname, format, parse,
          sep: "/", delimiter: ":", win32: null, posix: null, _makeLong: toNamespacedPath,
        };
        posix.posix = posix;
        __dirname.refuseAll(posix, "path", "matchesGlob");
        module.exports = posix;
        posix.win32 = require("path/win32");
        """#

    /// https://nodejs.org/api/path.html#pathposix
    static let pathPosix = #"module.exports = require("path");"#
}
