extension NodeModules {
    /// https://nodejs.org/api/fs.html: reading, as far as a program's modules may be read, and writing into the memory of the run
    static let fs = #"""
        "use strict";
        const host = __dirname;
        const start = globalThis.setImmediate;
        const files = require("internal/files");
        const { failure, look, find, isFolder, isThere } = files;
        const { join, resolve, dirname, basename } = require("path");
        function pathOf(path, name = "path") {
          if (typeof path === "string") return path;
          if (typeof path === "object" && path !== null) {
            if (typeof path.href === "string") return require("url").fileURLToPath(path);
            if (path instanceof Uint8Array) return host.decode(path, "utf8", 0, path.length);
          }
          throw host.wrongType(name, "of type string or an instance of Buffer or URL", path);
        }
        const encodingOf = (options) => (typeof options === "string" ? options : options?.encoding);
        function textOf(bytes, encoding) {
          if (encoding === "utf8" || encoding === "utf-8") return host.decode(bytes, "utf8", 0, bytes.length);
          const buffer = require("buffer").Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
          return encoding && encoding !== "buffer" ? buffer.toString(encoding) : buffer;
        }
        // What is to be written, as bytes.
        function bytesFrom(data, encoding, name = "data") {
          if (typeof data === "string") return require("buffer").Buffer.from(data, encoding === "buffer" ? undefined : encoding);
          if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
          throw host.wrongType(name, "of type string or an instance of Buffer, TypedArray, or DataView", data);
        }
        function readFileSync(path, options) {
          if (typeof path === "number") return textOf(restOf(files.descriptor(path, "read")), encodingOf(options));
          const name = pathOf(path);
          const found = look(name);
          if (isFolder(found.kind)) throw failure("EISDIR", "read");
          const encoding = encodingOf(options);
          if (found.kind !== "file") {
            if (encoding !== "utf8" && encoding !== "utf-8") openSync(name);
            throw files.missing(found, "open", name);
          }
          return textOf(files.bytesOf(found), encoding);
        }
        function restOf(known) {
          if (!known.entry || isFolder(known.found.kind)) throw failure("EISDIR", "read");
          const bytes = known.entry.bytes.slice(known.position, known.entry.size);
          known.position += bytes.length;
          return bytes;
        }
        // Folders above the program are there, as its own path says; whatever else they have is missing to it.
        function existsSync(path) {
          try { return isThere(look(pathOf(path)).kind); } catch { return false; }
        }
        function statOf(path, options, syscall, follows) {
          const name = pathOf(path);
          const found = look(name, follows);
          if (isThere(found.kind) || found.kind === "link") return stats(found);
          if (options?.throwIfNoEntry === false) return undefined;
          throw files.missing(found, syscall, name);
        }
        function stats(found) {
          const isFile = found.kind === "file";
          const entry = found.entry;
          return new Stats(isFile, entry ? (entry.kind === "link" ? entry.target.length : isFile ? entry.size : 4096) : isFile ? host.sizeOf(found.whole) : 4096, entry);
        }
        function statSync(path, options) { return statOf(path, options, "stat", true); }
        function lstatSync(path, options) { return statOf(path, options, "lstat", false); }
        // What is told of a file of the disk is the same on every machine, but for its size.
        function Stats(isFile, size, entry) {
          Object.assign(this, {
            dev: 1, mode: entry?.mode ?? (isFile ? 33188 : 16877), nlink: entry?.links ?? 1, uid: 1000, gid: 1000, rdev: 0, blksize: 4096, ino: entry?.number ?? 1, size,
            blocks: Math.ceil(size / 512), atimeMs: entry?.accessed ?? files.started, mtimeMs: entry?.modified ?? files.started, ctimeMs: entry?.changed ?? files.started,
            birthtimeMs: entry?.born ?? files.started,
          });
          for (const name of ["atime", "mtime", "ctime", "birthtime"])
            Object.defineProperty(this, name, { value: new Date(this[name + "Ms"]), writable: true, enumerable: true, configurable: true });
        }
        const kinds = { isFile: 32768, isDirectory: 16384, isSymbolicLink: 40960, isFIFO: 4096, isSocket: 49152, isBlockDevice: 24576, isCharacterDevice: 8192 };
        for (const name of Object.keys(kinds)) Stats.prototype[name] = function () { return (this.mode & 61440) === kinds[name]; };
        class Dirent {
          #kind;
          constructor(name, path, kind) {
            this.name = name;
            this.parentPath = path;
            this.#kind = kind;
          }
          isFile() { return this.#kind === "file"; }
          isDirectory() { return this.#kind === "folder"; }
          isSymbolicLink() { return this.#kind === "link"; }
        }
        for (const name of Object.keys(kinds)) if (!(name in Dirent.prototype)) Dirent.prototype[name] = () => false;
        function readdirSync(path, options) {
          const name = pathOf(path);
          const found = look(name);
          if (found.kind === "above") throw failure("EACCES", "scandir", name);
          if (!isFolder(found.kind)) throw found.kind === "file" ? failure("ENOTDIR", "scandir", name) : files.missing(found, "scandir", name);
          const settings = typeof options === "string" ? { encoding: options } : options ?? {};
          const list = [];
          const waiting = [[name, ""]];
          while (waiting.length > 0) {
            const [folder, prefix] = waiting.shift();
            for (const [own, kind] of files.namesIn(look(folder))) {
              list.push(settings.withFileTypes ? new Dirent(own, folder, kind) : prefix + own);
              if (settings.recursive && kind === "folder") waiting.push([join(folder, own), prefix + own + "/"]);
            }
          }
          return settings.encoding === "buffer" ? list.map((one) => require("buffer").Buffer.from(one)) : list;
        }
        function accessSync(path) {
          find(pathOf(path), "access");
        }
        function realpathSync(path) {
          const name = pathOf(path);
          const whole = resolve(name);
          if (!existsSync(whole)) {
            // It is gone through name by name.
            let part = whole;
            for (let above = whole; !existsSync(above); above = dirname(above)) part = above;
            throw failure("ENOENT", "lstat", part);
          }
          return look(whole).whole;
        }
        function nativeRealpathSync(path) {
          return find(pathOf(path), "realpath").whole;
        }
        // What changes something: in the memory of the run alone.
        function writeFileSync(path, data, options) {
          const bytes = bytesFrom(data, encodingOf(options));
          const number = typeof path === "number" ? path : typeof data === "string" ? files.open(pathOf(path), options?.flag ?? "w", options?.mode) :
            openSync(path, options?.flag ?? "w", options?.mode);
          write(files.descriptor(number, "write"), bytes, null);
          if (number !== path) files.descriptors.delete(number);
        }
        function appendFileSync(path, data, options) {
          const settings = typeof options === "string" ? { encoding: options } : options;
          writeFileSync(path, data, { flag: "a", ...settings });
        }
        function write(known, bytes, position) {
          if (!known.writes) throw failure("EBADF", "write");
          const at = known.appends ? known.entry.size : position ?? known.position;
          files.writeAt(known.entry, bytes, at);
          if (position === null || known.appends) known.position = at + bytes.length;
          return bytes.length;
        }
        function mkdirSync(path, options) {
          const name = pathOf(path);
          const found = look(name, false);
          const mode = typeof options === "number" ? options : options?.mode;
          if (!options?.recursive) {
            if (found.kind !== "missing" && found.kind !== "inFile") throw failure("EEXIST", "mkdir", name);
            files.findRoom(found, "mkdir", name);
            files.put(found.whole, files.newFolder(mode));
            return undefined;
          }
          const missing = [];
          for (let at = name; ; at = dirname(at)) {
            const there = look(at);
            if (isFolder(there.kind)) break;
            if (there.kind === "file") throw failure(at === name ? "EEXIST" : "ENOTDIR", "mkdir", name);
            missing.unshift([there.whole, at]);
          }
          for (const [whole] of missing) files.put(whole, files.newFolder(mode));
          return missing[0]?.[1];
        }
        let suffix = 0;
        function mkdtempSync(prefix, options) {
          const name = pathOf(prefix, "prefix");
          let text = "";
          for (let rest = ++suffix * 7919 + 12345; text.length < 6; rest = (rest * 69069 + 1) % 4294967296) text += "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789"[(rest >>> 8) % 46];
          const whole = name + text;
          files.findRoom(look(whole), "mkdtemp", name + "XXXXXX");
          files.put(resolve(whole), files.newFolder(0o700));
          return textOf(bytesFrom(whole), encodingOf(options) ?? "utf8");
        }
        function unlinkSync(path) {
          const name = pathOf(path);
          const found = find(name, "unlink", false);
          if (isFolder(found.kind)) throw failure("EISDIR", "unlink", name);
          files.remove(found.whole);
        }
        function rmdirSync(path, options) {
          const name = pathOf(path);
          const found = find(name, "rmdir", false);
          if (!isFolder(found.kind)) throw failure("ENOTDIR", "rmdir", name);
          if (found.kind !== "folder") throw failure("EACCES", "rmdir", name);
          if (!options?.recursive && files.namesIn(found).length > 0) throw failure("ENOTEMPTY", "rmdir", name);
          files.remove(found.whole);
        }
        function rmSync(path, options) {
          const name = pathOf(path);
          const found = look(name, false);
          if (!isThere(found.kind) && found.kind !== "link") {
            if (options?.force) return;
            throw files.missing(found, "lstat", name);
          }
          if (isFolder(found.kind)) {
            if (!options?.recursive) throw systemFailure("ERR_FS_EISDIR", `Path is a directory: rm returned EISDIR (is a directory) ${name}`, "EISDIR", "is a directory", "rm", 21, name);
            if (found.kind !== "folder") throw failure("EACCES", "rm", name);
          }
          files.remove(found.whole);
        }
        function systemFailure(code, text, reason, words, syscall, number, path) {
          const error = host.error("Error", code, text);
          Object.defineProperty(error, "name", { value: "SystemError", writable: true, enumerable: false, configurable: true });
          error.info = { code: reason, message: words, path, syscall, errno: number };
          Object.assign(error, { errno: number, syscall, path });
          return error;
        }
        function renameSync(from, to) {
          const [name, other] = [pathOf(from, "oldPath"), pathOf(to, "newPath")];
          const found = look(name, false);
          if (!isThere(found.kind) && found.kind !== "link") throw files.missing(found, "rename", name, other);
          const target = look(other, false);
          if (target.whole === found.whole) return;
          files.findRoom(target, "rename", name, other);
          if (isFolder(found.kind)) {
            if (target.kind === "file" || target.kind === "link") throw failure("ENOTDIR", "rename", name, other);
            if (target.kind === "folder" && files.namesIn(target).length > 0) throw failure("ENOTEMPTY", "rename", name, other);
            if (target.whole.startsWith(found.whole + "/")) throw failure("EINVAL", "rename", name, other);
          } else if (isFolder(target.kind)) throw failure("EISDIR", "rename", name, other);
          const moved = files.carry(found.whole, target.whole, true);
          files.remove(found.whole);
          moved.links += 1;
        }
        function copyFileSync(from, to, mode = 0) {
          const [name, other] = [pathOf(from, "src"), pathOf(to, "dest")];
          const found = look(name);
          if (found.kind !== "file") throw isFolder(found.kind) ? failure("EISDIR", "copyfile", name, other) : files.missing(found, "copyfile", name, other);
          const target = look(other);
          if (isFolder(target.kind)) throw failure("EISDIR", "copyfile", name, other);
          if (target.kind === "file" && mode & 1) throw failure("EEXIST", "copyfile", name, other);
          files.findRoom(target, "copyfile", name, other);
          files.carry(found.whole, target.whole, false);
        }
        function cpSync(from, to, options) {
          const [name, other] = [pathOf(from, "src"), pathOf(to, "dest")];
          if (options?.filter && !options.filter(name, other)) return;
          const found = find(name, "cp", false);
          if (!isFolder(found.kind)) {
            mkdirSync(dirname(other), { recursive: true });
            if (existsSync(other) && options?.force === false) {
              if (options.errorOnExist) throw systemFailure("ERR_FS_CP_EEXIST", `Target already exists: cp returned EEXIST (${other} already exists) ${other}`, "EEXIST", `${other} already exists`, "cp", 17, other);
              return;
            }
            files.carry(found.whole, look(other).whole, false);
            return;
          }
          if (!options?.recursive)
            throw systemFailure("ERR_FS_EISDIR", `Recursive option not enabled, cannot copy a directory: cp returned EISDIR (${name} is a directory (not copied)) ${name}`, "EISDIR", `${name} is a directory (not copied)`, "cp", 21, name);
          const names = files.namesIn(found);
          mkdirSync(other, { recursive: true });
          for (const [own] of names) cpSync(join(name, own), join(other, own), options);
        }
        function symlinkSync(target, path) {
          const name = pathOf(path);
          const found = look(name, false);
          if (found.kind !== "missing") throw failure(found.kind === "inFile" ? "ENOTDIR" : "EEXIST", "symlink", pathOf(target, "target"), name);
          files.findRoom(found, "symlink", pathOf(target, "target"), name);
          files.put(found.whole, files.newLink(pathOf(target, "target")));
        }
        function readlinkSync(path, options) {
          const name = pathOf(path);
          const found = find(name, "readlink", false);
          if (found.kind !== "link") throw failure("EINVAL", "readlink", name);
          return textOf(bytesFrom(found.entry.target), encodingOf(options) ?? "utf8");
        }
        function linkSync(from, to) {
          const [name, other] = [pathOf(from, "existingPath"), pathOf(to, "newPath")];
          const found = look(name);
          if (found.kind !== "file") throw files.missing(found, "link", name, other);
          const target = look(other, false);
          if (target.kind !== "missing") throw failure("EEXIST", "link", name, other);
          files.findRoom(target, "link", name, other);
          const entry = files.taken(found);
          files.put(target.whole, entry);
          entry.links += 1;
        }
        function truncateSync(path, length = 0) {
          const name = pathOf(path);
          const found = find(name, "open");
          if (isFolder(found.kind)) throw failure("EISDIR", "open", name);
          files.cutAt(files.taken(found), length);
        }
        const seconds = (time) => (typeof time === "number" ? time * 1000 : typeof time === "string" ? Number(time) * 1000 : Number(time));
        function setTimes(entry, accessed, modified) {
          Object.assign(entry, { accessed: seconds(accessed), modified: seconds(modified) });
        }
        function changed(path, syscall, follows, body) {
          const found = find(pathOf(path), syscall, follows);
          const entry = files.taken(found);
          if (found.kind === "folder" && found.entry === undefined) return;
          body(entry);
        }
        const setMode = (mode) => (entry) => { entry.mode = (entry.mode & 61440) | (typeof mode === "string" ? parseInt(mode, 8) : mode) & 4095; };
        function chmodSync(path, mode) { changed(path, "chmod", true, setMode(mode)); }
        function chownSync(path) { changed(path, "chown", true, () => {}); }
        function lchownSync(path) { changed(path, "lchown", false, () => {}); }
        function utimesSync(path, accessed, modified) { changed(path, "utime", true, (entry) => setTimes(entry, accessed, modified)); }
        function lutimesSync(path, accessed, modified) { changed(path, "lutime", false, (entry) => setTimes(entry, accessed, modified)); }
        // What is open.
        function openSync(path, flags, mode) { return files.open(pathOf(path), flags, mode); }
        function closeSync(number) { files.descriptor(number, "close"); files.descriptors.delete(number); }
        function readSync(number, buffer, offset, length, position) {
          if (typeof offset === "object" && offset !== null) ({ offset, length, position } = offset);
          const known = files.descriptor(number, "read");
          if (!known.reads) throw failure("EBADF", "read");
          if (!known.entry || isFolder(known.found.kind)) throw failure("EISDIR", "read");
          const from = offset ?? 0;
          const at = typeof position === "number" && position >= 0 ? position : typeof position === "bigint" ? Number(position) : known.position;
          const count = Math.max(0, Math.min(length ?? buffer.byteLength - from, buffer.byteLength - from, known.entry.size - at));
          new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).set(known.entry.bytes.subarray(at, at + count), from);
          if (at === known.position && !(typeof position === "number" && position >= 0)) known.position += count;
          return count;
        }
        function writeSync(number, data, offset, length, position) {
          const known = files.descriptor(number, "write");
          if (typeof data === "string") return write(known, bytesFrom(data, typeof length === "string" ? length : "utf8", "buffer"), typeof offset === "number" ? offset : null);
          if (typeof offset === "object" && offset !== null) ({ offset, length, position } = offset);
          const bytes = bytesFrom(data, undefined, "buffer");
          return write(known, bytes.subarray(offset ?? 0, (offset ?? 0) + (length ?? bytes.length - (offset ?? 0))), typeof position === "number" ? position : null);
        }
        const inTurn = (body) => (number, buffers, position) => {
          let sum = 0;
          for (const one of buffers) sum += body(number, one, 0, one.byteLength, typeof position === "number" ? position + sum : null);
          return sum;
        };
        const readvSync = inTurn(readSync);
        const writevSync = inTurn(writeSync);
        function fstatSync(number) {
          const known = files.descriptor(number, "fstat");
          return known.entry && !known.entry.ofDisk ? stats({ kind: known.entry.kind, entry: known.entry }) : stats(known.found);
        }
        function ftruncateSync(number, length = 0) { files.cutAt(files.descriptor(number, "ftruncate").entry, length); }
        const settled = (syscall) => (number) => { files.descriptor(number, syscall); };
        function futimesSync(number, accessed, modified) { const { entry } = files.descriptor(number, "futime"); if (entry) setTimes(entry, accessed, modified); }
        function fchmodSync(number, mode) { const { entry } = files.descriptor(number, "fchmod"); if (entry) setMode(mode)(entry); }
        class Dir {
          #entries;
          constructor(path, options) {
            this.path = pathOf(path);
            this.#entries = readdirSync(path, { ...options, withFileTypes: true });
          }
          readSync() { return this.#entries.shift() ?? null; }
          read(callback) {
            if (callback) start(() => callback(null, this.readSync()));
            else return later(() => this.readSync());
          }
          closeSync() {}
          close(callback) {
            if (callback) start(() => callback(null));
            else return later(() => {});
          }
          async *[Symbol.asyncIterator]() { for (let entry; (entry = await this.read()) !== null;) yield entry; }
        }
        function opendirSync(path, options) {
          const name = pathOf(path);
          const found = find(name, "opendir");
          if (!isFolder(found.kind)) throw failure("ENOTDIR", "opendir", name);
          return new Dir(name, options);
        }
        const sync = {
          readFile: readFileSync, readdir: readdirSync, stat: statSync, lstat: lstatSync, access: accessSync, realpath: realpathSync, writeFile: writeFileSync,
          appendFile: appendFileSync, mkdir: mkdirSync, mkdtemp: mkdtempSync, unlink: unlinkSync, rmdir: rmdirSync, rm: rmSync, rename: renameSync, copyFile: copyFileSync, cp: cpSync,
          symlink: symlinkSync, readlink: readlinkSync, link: linkSync, truncate: truncateSync, chmod: chmodSync, chown: chownSync, lchown: lchownSync, utimes: utimesSync,
          lutimes: lutimesSync, opendir: opendirSync,
        };
        const ofDescriptors = {
          open: openSync, close: closeSync, read: readSync, write: writeSync, readv: readvSync, writev: writevSync, fstat: fstatSync, ftruncate: ftruncateSync, futimes: futimesSync,
          fchmod: fchmodSync, fsync: settled("fsync"), fdatasync: settled("fdatasync"), fchown: settled("fchown"),
        };
        // The same as a promise, and with a callback: a task of the event loop later. What opens a file, asks for its size and closes it takes a round for each.
        const rounds = new Map([[readFileSync, 4], [writeFileSync, 3], [appendFileSync, 3]]);
        const after = (count, body) => (count > 1 ? start(() => after(count - 1, body)) : body());
        // The signal that a program may have given with its options, to abort what reads or writes a file as a whole.
        const placesOfOptions = new Map([[readFileSync, 1], [writeFileSync, 2], [appendFileSync, 2]]);
        function signalFor(body, values) {
          const options = placesOfOptions.has(body) ? values[placesOfOptions.get(body)] : undefined;
          const signal = typeof options === "object" && options !== null ? options.signal : undefined;
          if (signal !== undefined && (typeof signal !== "object" || signal === null || !("aborted" in signal)))
            throw host.wrongType("options.signal", "an instance of AbortSignal", signal);
          return signal;
        }
        function abortError(signal) {
          const error = new Error("The operation was aborted", { cause: signal.reason });
          error.name = "AbortError";
          error.code = "ABORT_ERR";
          return error;
        }
        const later = (body, whole = body, values = []) => new Promise((resolve, reject) => {
          const signal = signalFor(whole, values);
          if (signal?.aborted) return reject(abortError(signal));
          start(() => {
            try {
              if (signal?.aborted) return reject(abortError(signal));
              const result = body();
              after(rounds.get(whole) ?? 1, () => (signal?.aborted ? reject(abortError(signal)) : resolve(result)));
            } catch (error) { reject(error); }
          });
        });
        const withCallback = (body, withBuffer) => function (...values) {
          let callback = values.pop();
          if (callback === undefined && body === closeSync) callback = () => {};
          if (typeof callback !== "function")
            throw host.wrongType("cb", "of type function", callback);
          // By the name of what calls back a stack tells where that stands in Node.js.
          const callers = {
            oncomplete(...found) { callback(...found); }, onFailure(error) { callback(error); }, onCall(...found) { callback(...found); },
            readFileAfterOpen(error) { callback(error); }, readFileAfterClose(...found) { callback(...found); }, wrapper(...found) { callback(...found); },
          };
          const { [0]: done, [1]: fail } = body === readFileSync ? [callers.readFileAfterClose, callers.readFileAfterOpen] :
            body === statSync || body === lstatSync || body === fstatSync ? [callers.oncomplete, callers.onFailure] :
            withBuffer ? [callers.wrapper, callers.wrapper] : [callers.onCall, callers.onCall];
          const signal = signalFor(body, values);
          if (signal?.aborted) return void callback(abortError(signal));
          start(() => {
            let result;
            if (signal?.aborted) return fail(abortError(signal));
            try {
              result = body(...values);
            } catch (error) {
              // Nothing of the program has called.
              Object.defineProperty(error, "stack", { value: `${error}`, writable: true, enumerable: false, configurable: true });
              return fail(error);
            }
            after(rounds.get(body) ?? 1, () => {
              if (withBuffer) done(null, result, values[1]);
              else if (result === undefined && body !== mkdirSync) done(null);
              else done(null, result);
            });
          });
        };
        const promises = {};
        const fs = { existsSync, promises };
        for (const name of Object.keys(sync)) {
          const body = name === "realpath" ? nativeRealpathSync : sync[name];
          fs[name + "Sync"] = sync[name];
          promises[name] = function (...values) { return later(() => body(...values), body, values); };
          fs[name] = withCallback(sync[name]);
        }
        for (const name of Object.keys(ofDescriptors)) {
          fs[name + "Sync"] = ofDescriptors[name];
          fs[name] = withCallback(ofDescriptors[name], ["read", "write", "readv", "writev"].includes(name));
        }
        fs.realpathSync.native = nativeRealpathSync;
        fs.realpath.native = withCallback(nativeRealpathSync);
        for (const native of [fs.realpathSync.native, fs.realpath.native]) Object.defineProperty(native, "name", { value: "" });
        fs.exists = function exists(path, callback) { start(() => callback(existsSync(path))); };
        for (const name of ["open", "writeFile", "appendFile", "readFile"]) {
          const body = promises[name];
          // What is open may be named by its handle.
          promises[name] = function (path, ...values) {
            if (typeof path === "object" && path instanceof FileHandle) return path[name](...values);
            return name === "open" ? later(() => new FileHandle(openSync(path, ...values))) : name === "writeFile" ? later(() => written(path, ...values), writeFileSync, [path, ...values]) : body(path, ...values);
          };
        }
        // What is written may come in parts.
        async function written(path, data, options) {
          if (typeof data === "string" || ArrayBuffer.isView(data) || typeof data?.[Symbol.iterator] !== "function" && typeof data?.[Symbol.asyncIterator] !== "function")
            return writeFileSync(path, data, options);
          const parts = [];
          for await (const part of data) parts.push(bytesFrom(part, encodingOf(options)));
          return writeFileSync(path, require("buffer").Buffer.concat(parts), options);
        }
        class FileHandle extends require("events") {
          #number;
          constructor(number) {
            super();
            this.#number = number;
          }
          get fd() { return this.#number; }
          #later(body) { return later(() => body(this.#number)); }
          read(buffer, ...values) {
            const into = ArrayBuffer.isView(buffer) ? buffer : buffer?.buffer ?? require("buffer").Buffer.alloc(16384);
            const rest = ArrayBuffer.isView(buffer) ? values : [buffer ?? {}];
            return this.#later((number) => ({ __proto__: null, bytesRead: readSync(number, into, ...rest), buffer: into }));
          }
          write(buffer, ...values) { return this.#later((number) => ({ __proto__: null, bytesWritten: writeSync(number, buffer, ...values), buffer })); }
          readv(buffers, position) { return this.#later((number) => ({ __proto__: null, bytesRead: readvSync(number, buffers, position), buffers })); }
          writev(buffers, position) { return this.#later((number) => ({ __proto__: null, bytesWritten: writevSync(number, buffers, position), buffers })); }
          readFile(options) { return this.#later((number) => readFileSync(number, options)); }
          writeFile(data, options) { return this.#later((number) => writeFileSync(number, data, options)); }
          appendFile(data, options) { return this.writeFile(data, options); }
          stat() { return this.#later(fstatSync); }
          truncate(length) { return this.#later((number) => ftruncateSync(number, length)); }
          utimes(accessed, modified) { return this.#later((number) => futimesSync(number, accessed, modified)); }
          chmod(mode) { return this.#later((number) => fchmodSync(number, mode)); }
          chown() { return this.#later(ofDescriptors.fchown); }
          sync() { return this.#later(ofDescriptors.fsync); }
          datasync() { return this.#later(ofDescriptors.fdatasync); }
          createReadStream(options) { return fs.createReadStream(null, { ...options, fd: this }); }
          createWriteStream(options) { return fs.createWriteStream(null, { ...options, fd: this }); }
          readLines(options) { return require("readline").createInterface({ input: this.createReadStream(options), crlfDelay: Infinity }); }
          close() {
            if (this.#number < 0) return Promise.resolve();
            const number = this.#number;
            this.#number = -1;
            return later(() => { closeSync(number); this.emit("close"); });
          }
          [Symbol.asyncDispose]() { return this.close(); }
        }
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
        Object.assign(fs, require("internal/fileStreams")(fs, pathOf));
        // What looks at the machine is there by name, and ends the run when it is called.
        fs.lchmod = fs.lchmodSync = undefined;
        host.refuseAll(fs, "fs", "glob statfs globSync statfsSync watch watchFile unwatchFile openAsBlob Utf8Stream mkdtempDisposableSync");
        Object.assign(fs, { FileReadStream: fs.ReadStream, FileWriteStream: fs.WriteStream, Dir });
        host.refuseAll(promises, "fs.promises", "glob statfs lchmod mkdtempDisposable watch");
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
