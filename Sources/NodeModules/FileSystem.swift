extension NodeModules {
    /// https://nodejs.org/api/fs.html: reading, as far as a program's modules may be read
    static let fs = #"""
        "use strict";
        const host = __dirname;
        const start = globalThis.setImmediate;
        function pathOf(path) {
          if (typeof path === "string") return path;
          if (typeof path === "object" && path !== null && typeof path.href === "string") return require("url").fileURLToPath(path);
          throw host.wrongType("path", "of type string or an instance of Buffer or URL", path);
        }
        const kindOf = (name) => (name === "" ? undefined : host.kindOf(name));
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
          const kind = kindOf(name);
          if (kind === "folder" || kind === "above") throw failure("EISDIR", "read", name);
          if (kind !== "file") throw failure("ENOENT", "open", name);
          const encoding = typeof options === "string" ? options : options?.encoding;
          const bytes = host.readFile(name);
          if (encoding === "utf8" || encoding === "utf-8") return host.decode(bytes, "utf8", 0, bytes.length);
          const buffer = require("buffer").Buffer.from(bytes.buffer);
          return encoding && encoding !== "buffer" ? buffer.toString(encoding) : buffer;
        }
        // Folders above the program are there, as its own path says; whatever else they have is missing to it.
        const isThere = (kind) => ["file", "folder", "above"].includes(kind);
        function existsSync(path) {
          try { return isThere(kindOf(pathOf(path))); } catch { return false; }
        }
        function statSync(path, options) {
          const name = pathOf(path);
          const kind = kindOf(name);
          if (!isThere(kind)) {
            if (options?.throwIfNoEntry === false) return undefined;
            throw failure("ENOENT", "stat", name);
          }
          return new Stats(kind === "file", kind === "file" ? host.sizeOf(name) : 4096);
        }
        // What is told of a file is the same on every machine, but for its size.
        const started = 1735689600000;
        function Stats(isFile, size) {
          Object.assign(this, {
            dev: 1, mode: isFile ? 33188 : 16877, nlink: 1, uid: 1000, gid: 1000, rdev: 0, blksize: 4096, ino: 1, size, blocks: Math.ceil(size / 512),
            atimeMs: started, mtimeMs: started, ctimeMs: started, birthtimeMs: started,
          });
          for (const name of ["atime", "mtime", "ctime", "birthtime"])
            Object.defineProperty(this, name, { value: new Date(started), writable: true, enumerable: true, configurable: true });
        }
        const kinds = { isFile: 32768, isDirectory: 16384, isSymbolicLink: 40960, isFIFO: 4096, isSocket: 49152, isBlockDevice: 24576, isCharacterDevice: 8192 };
        for (const name of Object.keys(kinds)) Stats.prototype[name] = function () { return (this.mode & 61440) === kinds[name]; };
        class Dirent {
          #isFile;
          constructor(name, path, isFile) {
            this.name = name;
            this.parentPath = path;
            this.#isFile = isFile;
          }
          isFile() { return this.#isFile; }
          isDirectory() { return !this.#isFile; }
        }
        for (const name of Object.keys(kinds)) if (!(name in Dirent.prototype)) Dirent.prototype[name] = () => false;
        function readdirSync(path, options) {
          const name = pathOf(path);
          const kind = kindOf(name);
          if (kind !== "folder") throw failure(kind === "above" ? "EACCES" : kind === "file" ? "ENOTDIR" : "ENOENT", "scandir", name);
          const settings = typeof options === "string" ? { encoding: options } : options ?? {};
          const join = require("path").join;
          const found = [];
          const look = (folder, prefix) => {
            for (const entry of host.listFolder(folder)) {
              const isFile = !entry.endsWith("/");
              const own = isFile ? entry : entry.slice(0, -1);
              found.push(settings.withFileTypes ? new Dirent(own, folder, isFile) : prefix + own);
              if (settings.recursive && !isFile) look(join(folder, own), prefix + own + "/");
            }
          };
          look(name, "");
          return settings.encoding === "buffer" ? found.map((one) => require("buffer").Buffer.from(one)) : found;
        }
        function accessSync(path) {
          const name = pathOf(path);
          const kind = kindOf(name);
          if (!isThere(kind)) throw failure("ENOENT", "access", name);
        }
        function realpathSync(path) {
          const name = pathOf(path);
          const whole = require("path").resolve(name);
          if (!existsSync(whole)) {
            // It is gone through name by name.
            let part = whole;
            for (let above = whole; !existsSync(above); above = require("path").dirname(above)) part = above;
            throw failure("ENOENT", "lstat", part);
          }
          return whole;
        }
        function nativeRealpathSync(path) {
          const name = pathOf(path);
          if (!existsSync(name)) throw failure("ENOENT", "realpath", name);
          return require("path").resolve(name);
        }
        const sync = { readFile: readFileSync, readdir: readdirSync, stat: statSync, lstat: (path, options) => statSync(path, options), access: accessSync, realpath: realpathSync };
        // The same as a promise, and with a callback: a task of the event loop later.
        const later = (body) => new Promise((resolve, reject) => start(() => { try { resolve(body()); } catch (error) { reject(error); } }));
        const withCallback = (body) => function (...values) {
          const callback = values.pop();
          if (typeof callback !== "function")
            throw host.wrongType("cb", "of type function", callback);
          start(() => {
            let result;
            try {
              result = body(...values);
            } catch (error) {
              // Nothing of the program has called.
              Object.defineProperty(error, "stack", { value: `${error}`, writable: true, enumerable: false, configurable: true });
              return callback(error);
            }
            callback(null, result);
          });
        };
        const promises = {};
        const fs = { existsSync, promises };
        for (const name of Object.keys(sync)) {
          const body = name === "realpath" ? nativeRealpathSync : sync[name];
          fs[name + "Sync"] = sync[name];
          promises[name] = function (...values) { return later(() => body(...values)); };
          fs[name] = withCallback(sync[name]);
        }
        fs.realpathSync.native = nativeRealpathSync;
        fs.realpath.native = withCallback(nativeRealpathSync);
        for (const native of [fs.realpathSync.native, fs.realpath.native]) Object.defineProperty(native, "name", { value: "" });
        fs.exists = function exists(path, callback) { start(() => callback(existsSync(path))); };
        fs.constants = promises.constants = Object.freeze({
          __proto__: null,
          UV_FS_SYMLINK_DIR: 1, UV_FS_SYMLINK_JUNCTION: 2, O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, UV_DIRENT_UNKNOWN: 0,
          UV_DIRENT_FILE: 1, UV_DIRENT_DIR: 2, UV_DIRENT_LINK: 3, UV_DIRENT_FIFO: 4, UV_DIRENT_SOCKET: 5, UV_DIRENT_CHAR: 6,
          UV_DIRENT_BLOCK: 7, S_IFMT: 61440, S_IFREG: 32768, S_IFDIR: 16384, S_IFCHR: 8192, S_IFBLK: 24576, S_IFIFO: 4096,
          S_IFLNK: 40960, S_IFSOCK: 49152, O_CREAT: 64, O_EXCL: 128, UV_FS_O_FILEMAP: 0, O_NOCTTY: 256, O_TRUNC: 512,
          O_APPEND: 1024, O_DIRECTORY: 65536, O_NOATIME: 262144, O_NOFOLLOW: 131072, O_SYNC: 1052672, O_DSYNC: 4096,
          O_DIRECT: 16384, O_NONBLOCK: 2048, S_IRWXU: 448, S_IRUSR: 256, S_IWUSR: 128, S_IXUSR: 64, S_IRWXG: 56, S_IRGRP: 32,
          S_IWGRP: 16, S_IXGRP: 8, S_IRWXO: 7, S_IROTH: 4, S_IWOTH: 2, S_IXOTH: 1, F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1,
          UV_FS_COPYFILE_EXCL: 1, COPYFILE_EXCL: 1, UV_FS_COPYFILE_FICLONE: 2, COPYFILE_FICLONE: 2,
          UV_FS_COPYFILE_FICLONE_FORCE: 4, COPYFILE_FICLONE_FORCE: 4,
        });
        for (const name of ["F_OK", "R_OK", "W_OK", "X_OK"]) fs[name] = fs.constants[name];
        Object.assign(fs, { Stats, Dirent });
        // The text of a file, as a stream.
        fs.createReadStream = function createReadStream(path, options) {
          const { Readable } = require("stream");
          const settings = typeof options === "string" ? { encoding: options } : options ?? {};
          let isOpen = false;
          const stream = new Readable({
            highWaterMark: 65536, ...settings,
            read(count) {
              if (isOpen) return this.next(count);
              isOpen = true;
              fs.readFile(path, (error, data) => {
                if (error) return this.destroy(error);
                this.emit("open", 3);
                this.emit("ready");
                let position = settings.start ?? 0;
                const end = settings.end === undefined ? data.length : Math.min(settings.end + 1, data.length);
                this.next = (size) => start(() => {
                  const chunk = data.subarray(position, Math.min(position + size, end));
                  position += chunk.length;
                  this.bytesRead = position;
                  this.push(chunk.length === 0 ? null : chunk);
                });
                this.next(count);
              });
            },
          });
          Object.assign(stream, { path, flags: settings.flags ?? "r", bytesRead: 0, fd: null });
          Object.defineProperty(stream, "next", { value: undefined, writable: true, enumerable: false });
          stream.close = function (callback) { this.destroy(null, callback); };
          stream.read(0);
          return stream;
        };
        // What would change files, or holds them open, is there by name, and ends the run when it is called.
        fs.lchmod = fs.lchmodSync = undefined;
        const refused = "appendFile chown chmod close copyFile cp fchown fchmod fdatasync fstat fsync ftruncate futimes glob lchown link lutimes mkdir mkdtemp open " +
          "read readv readlink rename rm rmdir statfs symlink truncate unlink utimes writeFile write writev opendir";
        host.refuseAll(fs, "fs", refused);
        host.refuseAll(fs, "fs", refused.split(" ").map((name) => name + "Sync").join(" "));
        host.refuseAll(fs, "fs", "createWriteStream watch watchFile unwatchFile openAsBlob ReadStream WriteStream Utf8Stream mkdtempDisposableSync");
        Object.assign(fs, {
          FileReadStream: fs.ReadStream, FileWriteStream: fs.WriteStream,
          Dir: class Dir { constructor() { host.refuse("fs.Dir"); } },
        });
        host.refuseAll(promises, "fs.promises", "copyFile cp glob open opendir rename truncate rm rmdir mkdir readlink symlink statfs link unlink chmod lchmod lchown " +
          "chown utimes lutimes mkdtemp mkdtempDisposable writeFile appendFile watch");
        // Node.js makes these when somebody asks.
        const lazily = (name, isSettable) => {
          let value = fs[name];
          Object.defineProperty(fs, name, { get: () => value, set: isSettable ? (other) => { value = other; } : undefined, enumerable: true, configurable: true });
        };
        for (const name of ["ReadStream", "WriteStream", "FileReadStream", "FileWriteStream"]) lazily(name, true);
        for (const name of ["Utf8Stream", "promises"]) if (name in fs) lazily(name, false);
        module.exports = fs;
        """#

    /// https://nodejs.org/api/fs.html#promises-api
    static let fsPromises = #"module.exports = require("fs").promises;"#
}
