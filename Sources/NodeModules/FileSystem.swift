extension NodeModules {
    /// https://nodejs.org/api/fs.html: reading, as far as a program's modules may be read
    static let fs = #"""
        "use strict";
        const host = __dirname;
        const start = globalThis.setImmediate;
        function pathOf(path) {
          if (typeof path === "string" && !path.startsWith("file:")) return path;
          if (typeof path === "object" && path !== null && typeof path.href === "string") return require("url").fileURLToPath(path);
          if (typeof path === "string") return path;
          throw host.error("TypeError", "ERR_INVALID_ARG_TYPE",
            `The "path" argument must be of type string or an instance of Buffer or URL. Received ${host.received(path)}`);
        }
        const numbers = { ENOENT: -2, EISDIR: -21, ENOTDIR: -20, EACCES: -13 };
        const words = {
          ENOENT: "no such file or directory", EISDIR: "illegal operation on a directory", ENOTDIR: "not a directory",
          EACCES: "permission denied",
        };
        function failure(code, syscall, path) {
          const isRead = syscall === "read";
          const error = new Error(`${code}: ${words[code]}, ${syscall}${isRead ? "" : ` '${path}'`}`);
          error.errno = numbers[code];
          error.code = code;
          error.syscall = syscall;
          if (!isRead) error.path = path;
          return error;
        }
        function readFileSync(path, options) {
          const name = pathOf(path);
          const kind = host.kindOf(name);
          if (kind === "folder") throw failure("EISDIR", "read", name);
          if (kind !== "file") throw failure(kind === "outside" ? "EACCES" : "ENOENT", "open", name);
          const encoding = typeof options === "string" ? options : options?.encoding;
          return host.readFile(name, encoding);
        }
        function existsSync(path) {
          try { return ["file", "folder"].includes(host.kindOf(pathOf(path))); } catch { return false; }
        }
        function statSync(path, options) {
          const name = pathOf(path);
          const kind = host.kindOf(name);
          if (kind !== "file" && kind !== "folder") {
            if (options?.throwIfNoEntry === false) return undefined;
            throw failure(kind === "outside" ? "EACCES" : "ENOENT", "stat", name);
          }
          const isFile = kind === "file";
          return { size: isFile ? host.sizeOf(name) : 4096, isFile: () => isFile, isDirectory: () => !isFile, isSymbolicLink: () => false };
        }
        function accessSync(path) {
          const name = pathOf(path);
          const kind = host.kindOf(name);
          if (kind !== "file" && kind !== "folder") throw failure(kind === "outside" ? "EACCES" : "ENOENT", "access", name);
        }
        function realpathSync(path) {
          const name = pathOf(path);
          if (!existsSync(name)) throw failure("ENOENT", "realpath", name);
          return require("path").resolve(name);
        }
        const sync = { readFile: readFileSync, stat: statSync, lstat: statSync, access: accessSync, realpath: realpathSync };
        // The same as a promise, and with a callback: a task of the event loop later.
        const later = (body) => new Promise((resolve, reject) => start(() => { try { resolve(body()); } catch (error) { reject(error); } }));
        const promises = {};
        const fs = { existsSync, promises };
        for (const name of Object.keys(sync)) {
          fs[name + "Sync"] = sync[name];
          promises[name] = function (...values) { return later(() => sync[name](...values)); };
          fs[name] = function (...values) {
            const callback = values.pop();
            if (typeof callback !== "function")
              throw host.error("TypeError", "ERR_INVALID_ARG_TYPE",
                `The "cb" argument must be of type function. Received ${host.received(callback)}`);
            start(() => {
              let result;
              try { result = sync[name](...values); } catch (error) { return callback(error); }
              callback(null, result);
            });
          };
        }
        fs.constants = promises.constants = { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 };
        // What would change files is not there.
        for (const name of ["writeFile", "appendFile", "mkdir", "rm", "unlink", "rename", "readdir", "copyFile", "open", "rmdir", "mkdtemp"]) {
          host.outside(fs, name, "fs." + name);
          host.outside(fs, name + "Sync", `fs.${name}Sync`);
          host.outside(promises, name, "fs.promises." + name);
        }
        for (const name of ["createReadStream", "createWriteStream", "watch"]) host.outside(fs, name, "fs." + name);
        module.exports = fs;
        """#

    static let fsPromises = #"module.exports = require("fs").promises;"#
}
