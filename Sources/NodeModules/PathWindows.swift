extension NodeModules {
    /// https://nodejs.org/api/path.html#pathwin32
    ///
    /// Paths as Windows has them: slashes of both kinds, drives such as `C:`, and shares such as `\\server\share`.
    static let pathWin32 = #"""
        "use strict";
        const { check, names, shared, way, extension, withoutSuffix, formatted } = require("internal/paths");
        const { process } = globalThis;
        const slashes = /[\\/]/;
        const isSlash = (character) => character === "/" || character === "\\";
        const isLetter = (character) => character !== undefined && /^[A-Za-z]$/.test(character);
        // What comes before the names of a path: a drive or a share, and whether a slash follows; where the names begin.
        function rootOf(path) {
          if (isSlash(path[0])) {
            const share = /^[\\/]{2}([^\\/]+)[\\/]+([^\\/]+)([\\/]*)/.exec(path);
            if (!share) return { device: "", isAbsolute: true, end: 1, isShare: false };
            if (share[1] === "." || share[1] === "?") return { device: `\\\\${share[1]}`, isAbsolute: true, end: 4, isShare: false };
            const end = share[0].length - share[3].length;
            return { device: `\\\\${share[1]}\\${share[2]}`, isAbsolute: true, end, isShare: true };
          }
          if (isLetter(path[0]) && path[1] === ":") {
            const isAbsolute = isSlash(path[2]);
            return { device: path.slice(0, 2), isAbsolute, end: isAbsolute ? 3 : 2, isShare: false };
          }
          return { device: "", isAbsolute: false, end: 0, isShare: false };
        }
        function resolve(...paths) {
          let device = "";
          let tail = "";
          let isAbsolute = false;
          for (let index = paths.length - 1; index >= -1; index--) {
            let path;
            if (index >= 0) {
              path = paths[index];
              check(path, `paths[${index}]`);
              if (path.length === 0) continue;
            } else if (device.length === 0) {
              path = process.cwd();
            } else {
              path = process.env[`=${device}`] || process.cwd();
              if (path.slice(0, 2).toLowerCase() !== device.toLowerCase() && path[2] === "\\") path = `${device}\\`;
            }
            const root = rootOf(path);
            if (root.device.length > 0) {
              if (device.length > 0) {
                if (root.device.toLowerCase() !== device.toLowerCase()) continue;
              } else device = root.device;
            }
            if (isAbsolute) {
              if (device.length > 0) break;
            } else {
              tail = `${path.slice(root.end)}\\${tail}`;
              isAbsolute = root.isAbsolute;
              if (isAbsolute && device.length > 0) break;
            }
          }
          tail = names(tail, slashes, !isAbsolute).join("\\");
          return isAbsolute ? `${device}\\${tail}` : `${device}${tail}` || ".";
        }
        function normalize(path) {
          check(path, "path");
          if (path.length === 0) return ".";
          if (path.length === 1) return isSlash(path) ? "\\" : path;
          const { device, isAbsolute, end, isShare } = rootOf(path);
          if (isShare && end === path.length) return `${device}\\`;
          let tail = end < path.length ? names(path.slice(end), slashes, !isAbsolute).join("\\") : "";
          if (tail.length === 0 && !isAbsolute) tail = ".";
          if (tail.length > 0 && isSlash(path[path.length - 1])) tail += "\\";
          if (!isAbsolute && device === "" && path.includes(":")) {
            // What was a name must not become a drive.
            if (isLetter(tail[0]) && tail[1] === ":") return `.\\${tail}`;
            let colon = path.indexOf(":");
            do {
              if (colon === path.length - 1 || isSlash(path[colon + 1])) return `.\\${tail}`;
            } while ((colon = path.indexOf(":", colon + 1)) !== -1);
          }
          return isAbsolute ? `${device}\\${tail}` : `${device}${tail}`;
        }
        function isAbsolute(path) {
          check(path, "path");
          return path.length > 0 && (isSlash(path[0]) || (isLetter(path[0]) && path[1] === ":" && isSlash(path[2])));
        }
        function join(...paths) {
          for (const path of paths) check(path, "path");
          const parts = paths.filter((path) => path.length > 0);
          if (parts.length === 0) return ".";
          let joined = parts.join("\\");
          // Two slashes at the beginning are a share only where the first path has them itself.
          const slashes = /^[\\/]+/.exec(joined)?.[0].length ?? 0;
          const own = /^[\\/]+/.exec(parts[0])?.[0].length ?? 0;
          const isShare = own === 2 && parts[0].length > 2;
          if (!isShare && slashes >= 2) joined = `\\${joined.slice(slashes)}`;
          return normalize(joined);
        }
        function relative(from, to) {
          check(from, "from");
          check(to, "to");
          if (from === to) return "";
          const [begin, end] = [resolve(from), resolve(to)];
          const isSame = (one, other) => one.toLowerCase() === other.toLowerCase();
          if (isSame(begin, end)) return "";
          const [start, goal] = [begin, end].map((path) => path.split("\\").filter((name) => name !== ""));
          const count = shared(start, goal, isSame);
          // From another drive or share nothing leads there.
          if (count === 0 || (begin.startsWith("\\\\") && count < 2)) return end;
          return way(start, goal, count).join("\\");
        }
        function toNamespacedPath(path) {
          if (typeof path !== "string" || path.length === 0) return path;
          const resolved = resolve(path);
          if (resolved.length <= 2) return path;
          if (resolved.startsWith("\\\\") && resolved[2] !== "?" && resolved[2] !== ".") return `\\\\?\\UNC\\${resolved.slice(2)}`;
          if (isLetter(resolved[0]) && resolved.startsWith(":\\", 1)) return `\\\\?\\${resolved}`;
          return resolved;
        }
        // A path's root as it is written, of which a share is a part with what parts it from the names.
        function writtenRoot(path) {
          if (path.length === 1) return isSlash(path) ? 1 : 0;
          const share = /^[\\/]{2}[^\\/]+[\\/]+[^\\/]+/.exec(path);
          if (share) return share[0].length + (path.length > share[0].length ? 1 : 0);
          const root = rootOf(path);
          return isSlash(path[0]) ? 1 : root.end;
        }
        function dirname(path) {
          check(path, "path");
          if (path.length === 0) return ".";
          if (path.length === 1) return isSlash(path) ? path : ".";
          const rootEnd = writtenRoot(path);
          if (rootEnd === path.length && /^[\\/]{2}/.test(path)) return path;
          let end = path.length;
          while (end > rootEnd && isSlash(path[end - 1])) end--;
          let slash = end - 1;
          while (slash >= rootEnd && !isSlash(path[slash])) slash--;
          if (slash < rootEnd) return rootEnd === 0 ? "." : path.slice(0, rootEnd);
          return path.slice(0, slash);
        }
        // Where the last name begins and ends.
        function lastName(path) {
          const start = isLetter(path[0]) && path[1] === ":" ? 2 : 0;
          let end = path.length;
          while (end > start && isSlash(path[end - 1])) end--;
          let begin = end;
          while (begin > start && !isSlash(path[begin - 1])) begin--;
          return path.slice(begin, end);
        }
        function basename(path, suffix) {
          if (suffix !== undefined) check(suffix, "suffix");
          check(path, "path");
          const name = lastName(path);
          return withoutSuffix(name, suffix);
        }
        function extname(path) {
          check(path, "path");
          return extension(lastName(path));
        }
        function format(object) { return formatted(object, "\\"); }
        function parse(path) {
          check(path, "path");
          const result = { root: "", dir: "", base: "", ext: "", name: "" };
          if (path.length === 0) return result;
          if (path.length === 1) {
            if (isSlash(path)) result.root = result.dir = path;
            else result.base = result.name = path;
            return result;
          }
          const rootEnd = writtenRoot(path);
          result.root = path.slice(0, rootEnd);
          if (rootEnd === path.length) {
            result.dir = result.root;
            return result;
          }
          let end = path.length;
          while (end > rootEnd && isSlash(path[end - 1])) end--;
          let begin = end;
          while (begin > rootEnd && !isSlash(path[begin - 1])) begin--;
          result.base = path.slice(begin, end);
          result.ext = extension(result.base);
          result.name = result.base.slice(0, result.base.length - result.ext.length);
          result.dir = begin > rootEnd ? path.slice(0, begin - 1) : result.root;
          return result;
        }
        const win32 = {
          resolve, normalize, isAbsolute, join, relative, toNamespacedPath, dirname, basename, extname, format, parse,
          sep: "\\", delimiter: ";", win32: null, posix: null, _makeLong: toNamespacedPath,
        };
        win32.win32 = win32;
        win32.posix = require("path/posix");
        __dirname.refuseAll(win32, "path.win32", "matchesGlob");
        module.exports = win32;
        """#
}
