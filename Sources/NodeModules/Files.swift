extension NodeModules {
    /// Files as a run sees them: those of the disk, where it may read, and over them what it has written, which is kept in memory and never reaches
    /// the disk.
    static let internalFiles = #"""
        "use strict";
        const host = __dirname;
        const { resolve, dirname } = require("path");
        const now = Date.now;
        const started = 1735689600000;
        // Where a program finds room for files of a moment.
        const temporary = "/tmp";
        const numbers = {
          ENOENT: -2, EISDIR: -21, ENOTDIR: -20, EACCES: -13, EEXIST: -17, ENOTEMPTY: -39, EBADF: -9, EINVAL: -22, ELOOP: -40, EXDEV: -18,
        };
        const words = {
          ENOENT: "no such file or directory", EISDIR: "illegal operation on a directory", ENOTDIR: "not a directory",
          EACCES: "permission denied", EEXIST: "file already exists", ENOTEMPTY: "directory not empty", EBADF: "bad file descriptor",
          EINVAL: "invalid argument", ELOOP: "too many symbolic links encountered", EXDEV: "cross-device link not permitted",
        };
        function failure(code, syscall, path, dest) {
          const target = dest === undefined ? "" : ` -> '${dest}'`;
          const error = new Error(`${code}: ${words[code]}, ${syscall}${path === undefined ? "" : ` '${path}'`}${target}`);
          error.errno = numbers[code];
          error.code = code;
          error.syscall = syscall;
          if (path !== undefined) error.path = path;
          if (dest !== undefined) error.dest = dest;
          return error;
        }
        // By path: what was written there, and `null` where something was removed that the disk has.
        const written = new Map();
        let serial = 1;
        function entryOf(kind, mode, more) {
          const time = now();
          return { kind, mode, number: ++serial, links: kind === "folder" ? 2 : 1, accessed: time, modified: time, changed: time, born: time, ...more };
        }
        const newFolder = (mode = 0o777) => entryOf("folder", 16384 | (mode & ~18 & 4095));
        const newFile = (mode = 0o666) => entryOf("file", 32768 | (mode & ~18 & 4095), { bytes: new Uint8Array(0), size: 0 });
        const newLink = (target) => entryOf("link", 41471, { target });
        function onDisk(whole, name) {
          const kind = host.kindOf(name);
          if (kind === "file" || kind === "folder" || kind === "above") return kind;
          return whole === temporary ? "room" : "missing";
        }
        const isFolder = (kind) => kind === "folder" || kind === "above" || kind === "room";
        const isThere = (kind) => kind === "file" || isFolder(kind);
        // What a path leads to: of which kind, by which path in the end, and what was written of it.
        function look(name, follows = true, hops = 0) {
          if (name === "") return { kind: "missing", whole: "" };
          const whole = resolve(name);
          if (written.size === 0) return { kind: onDisk(whole, name), whole };
          let isHidden = false;
          for (let end = whole.indexOf("/", 1); ; end = whole.indexOf("/", end + 1)) {
            const isLast = end < 0;
            const at = isLast ? whole : whole.slice(0, end);
            const entry = written.get(at);
            if (entry === null) return { kind: "missing", whole };
            if (entry?.kind === "link" && (follows || !isLast)) {
              if (hops === 40) return { kind: "loop", whole };
              return look(resolve(dirname(at), entry.target) + (isLast ? "" : whole.slice(end)), follows, hops + 1);
            }
            if (entry?.kind === "file" && !isLast) return { kind: "inFile", whole };
            if (entry !== undefined) isHidden = true;
            if (isLast) return entry === undefined ? { kind: isHidden ? "missing" : onDisk(whole, hops === 0 ? name : whole), whole } : { kind: entry.kind, whole, entry };
          }
        }
        // Why nothing is found by a path.
        function missing(found, syscall, path, dest) {
          const isInFile = found.kind === "inFile" || found.whole !== "" && found.whole !== "/" && look(dirname(found.whole)).kind === "file";
          return failure(found.kind === "loop" ? "ELOOP" : isInFile ? "ENOTDIR" : "ENOENT", syscall, path, dest);
        }
        function find(name, syscall, follows = true) {
          const found = look(name, follows);
          if (!isThere(found.kind) && found.kind !== "link") throw missing(found, syscall, name);
          return found;
        }
        // The folder in which something is to be made.
        function findRoom(found, syscall, name, dest) {
          const folder = look(dirname(found.whole));
          if (isFolder(folder.kind)) return folder;
          throw failure(folder.kind === "file" || folder.kind === "inFile" ? "ENOTDIR" : "ENOENT", syscall, name, dest);
        }
        function put(whole, entry) {
          written.set(whole, entry);
          host.noteWritten(whole, entry === null ? undefined : entry.kind);
        }
        // The entry of what is there: what the disk has is taken over, to be changed.
        function taken(found) {
          if (found.entry !== undefined) return found.entry;
          const entry = found.kind === "file" ? newFile() : newFolder();
          if (found.kind === "file") {
            entry.bytes = host.readFile(found.whole);
            entry.size = entry.bytes.length;
            put(found.whole, entry);
          }
          return entry;
        }
        function bytesOf(found) {
          return found.entry === undefined ? host.readFile(found.whole) : found.entry.bytes.slice(0, found.entry.size);
        }
        function writeAt(entry, bytes, position) {
          const end = position + bytes.length;
          if (end > entry.bytes.length) {
            const room = new Uint8Array(Math.max(end, entry.bytes.length * 2));
            room.set(entry.bytes.subarray(0, entry.size));
            entry.bytes = room;
          }
          if (position > entry.size) entry.bytes.fill(0, entry.size, position);
          entry.bytes.set(bytes, position);
          if (end > entry.size) entry.size = end;
          touch(entry);
        }
        function cutAt(entry, length) {
          if (length > entry.size) writeAt(entry, new Uint8Array(length - entry.size), entry.size);
          entry.size = length;
          touch(entry);
        }
        function touch(entry) { entry.modified = entry.changed = now(); }
        // The names in a folder, sorted; those of folders end in `/`.
        function namesIn(found) {
          const own = found.whole === "/" ? "/" : found.whole + "/";
          const names = new Map();
          if (found.entry === undefined && found.kind === "folder")
            for (const name of host.listFolder(found.whole)) names.set(name.endsWith("/") ? name.slice(0, -1) : name, name.endsWith("/") ? "folder" : "file");
          for (const [path, entry] of written) {
            if (!path.startsWith(own) || path.length === own.length || path.indexOf("/", own.length) >= 0) continue;
            if (entry === null) names.delete(path.slice(own.length)); else names.set(path.slice(own.length), entry.kind);
          }
          return [...names].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
        }
        // Nothing is left by a path.
        function remove(whole) {
          const below = whole + "/";
          for (const path of [...written.keys()]) if (path.startsWith(below)) written.delete(path);
          const entry = written.get(whole);
          if (entry) { entry.links -= 1; entry.changed = now(); }
          put(whole, null);
        }
        // What is by one path is by another too, or instead.
        function carry(from, to, isMove) {
          const found = look(from, false);
          if (found.kind === "file" || found.kind === "link") {
            const entry = found.entry ?? taken(found);
            put(to, isMove || found.kind === "link" ? entry : { ...entry, bytes: entry.bytes.slice(0, entry.size), number: ++serial, links: 1, born: now(), modified: now() });
          } else {
            const names = namesIn(found);
            put(to, found.entry && isMove ? found.entry : newFolder());
            for (const [name] of names) carry(found.whole + "/" + name, to + "/" + name, isMove);
          }
          return written.get(to);
        }
        const descriptors = new Map();
        const letters = {
          __proto__: null, r: 0, rs: 0, sr: 0, "r+": 2, "rs+": 2, "sr+": 2, w: 577, wx: 705, xw: 705, "w+": 578, "wx+": 706, "xw+": 706, a: 1089, ax: 1217,
          xa: 1217, as: 1089, sa: 1089, "a+": 1090, "ax+": 1218, "xa+": 1218, "as+": 1090, "sa+": 1090,
        };
        function flagsOf(flags = "r") {
          if (typeof flags === "number") return flags;
          if (letters[flags] === undefined)
            throw host.error("TypeError", "ERR_INVALID_ARG_VALUE", `The argument 'flags' is invalid. Received ${host.inspect(flags)}`);
          return letters[flags];
        }
        function open(name, flags, mode) {
          const bits = flagsOf(flags ?? "r");
          const found = look(name);
          const writes = (bits & 3) !== 0;
          let entry = found.entry;
          if (isThere(found.kind)) {
            if ((bits & 192) === 192) throw failure("EEXIST", "open", name);
            if (isFolder(found.kind)) {
              if (writes) throw failure("EISDIR", "open", name);
            } else if (writes) {
              if (bits & 512 && entry === undefined) { entry = newFile(); put(found.whole, entry); } else entry = taken(found);
              if (bits & 512) cutAt(entry, 0);
            }
          } else {
            if ((bits & 64) === 0) throw missing(found, "open", name);
            if (found.kind !== "missing" || found.whole === "") throw missing(found, "open", name);
            findRoom(found, "open", name);
            entry = newFile(mode);
            put(found.whole, entry);
          }
          let number = 3;
          while (descriptors.has(number)) number += 1;
          if (entry === undefined && found.kind === "file") { entry = { ...newFile(), bytes: host.readFile(found.whole), ofDisk: true }; entry.size = entry.bytes.length; }
          descriptors.set(number, { entry, found, position: 0, reads: (bits & 3) !== 1, writes, appends: (bits & 1024) !== 0 });
          return number;
        }
        function descriptor(number, syscall) {
          const known = descriptors.get(number);
          if (known === undefined) throw failure("EBADF", syscall);
          return known;
        }
        module.exports = {
          started, failure, look, missing, find, findRoom, put, taken, bytesOf, writeAt, cutAt, touch, namesIn, remove, carry, open, descriptor, descriptors,
          newFile, newFolder, newLink, isFolder, isThere, flagsOf,
        };
        """#
}
