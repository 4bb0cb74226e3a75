extension NodeModules {
    /// https://nodejs.org/api/fs.html#class-fsreadstream and https://nodejs.org/api/fs.html#class-fswritestream
    static let internalFileStreams = #"""
        "use strict";
        module.exports = (fs, pathOf) => {
          const { Readable, Writable } = require("stream");
          const settingsOf = (options) => (typeof options === "string" ? { encoding: options } : options ?? {});
          const shown = (path) => (path === null || path === undefined ? undefined : typeof path === "string" || path instanceof Uint8Array ? path : pathOf(path));
          function prepare(stream, path, settings, flags) {
            stream.fd = settings.fd === undefined ? null : typeof settings.fd === "object" && settings.fd !== null ? settings.fd.fd : settings.fd;
            stream.path = shown(path);
            stream.flags = settings.flags ?? flags;
            stream.mode = settings.mode ?? 0o666;
          }
          function construct(callback) {
            if (typeof this.fd === "number") return callback();
            fs.open(this.path, this.flags, this.mode, (error, number) => {
              if (error) return callback(error);
              this.fd = number;
              callback();
              this.emit("open", number);
              this.emit("ready");
            });
          }
          function destroy(error, callback) {
            const number = this.fd;
            if (typeof number !== "number" || this.autoClose === false) return callback(error);
            this.fd = null;
            fs.close(number, (problem) => callback(error ?? problem));
          }
          function close(callback) {
            if (callback) {
              if (this.closed) { globalThis.process.nextTick(callback); return; }
              this.on("close", callback);
            }
            if (this instanceof Writable) { if (this.autoClose) this.end(); else this.destroy(); } else this.destroy();
          }
          function ReadStream(path, options) {
            if (!(this instanceof ReadStream)) return new ReadStream(path, options);
            const settings = { ...settingsOf(options) };
            settings.highWaterMark ??= 65536;
            settings.autoDestroy ??= settings.autoClose ?? true;
            prepare(this, path, settings, "r");
            this.start = settings.start;
            this.end = settings.end ?? Infinity;
            this.pos = settings.start;
            this.bytesRead = 0;
            this.autoClose = settings.autoClose ?? true;
            Readable.call(this, { ...settings, start: undefined, read: undefined });
          }
          Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
          Object.setPrototypeOf(ReadStream, Readable);
          ReadStream.prototype._construct = construct;
          ReadStream.prototype._read = function (size) {
            const count = this.pos === undefined ? Math.min(this.end - this.bytesRead + 1, size) : Math.min(this.end - this.pos + 1, size);
            if (count <= 0) { this.push(null); return; }
            const buffer = require("buffer").Buffer.allocUnsafeSlow(count);
            fs.read(this.fd, buffer, 0, count, this.pos ?? null, (error, length) => {
              if (error) { this.destroy(error); return; }
              if (length === 0) { this.push(null); return; }
              this.bytesRead += length;
              if (this.pos !== undefined) this.pos += length;
              this.push(buffer.subarray(0, length));
            });
          };
          ReadStream.prototype._destroy = destroy;
          ReadStream.prototype.close = close;
          function WriteStream(path, options) {
            if (!(this instanceof WriteStream)) return new WriteStream(path, options);
            const settings = { ...settingsOf(options) };
            settings.decodeStrings = false;
            settings.autoDestroy ??= settings.autoClose ?? true;
            prepare(this, path, settings, "w");
            this.flush = settings.flush ?? false;
            this.start = settings.start;
            this.pos = settings.start;
            this.bytesWritten = 0;
            Object.defineProperty(this, "autoClose", { value: settings.autoClose ?? true, writable: true, enumerable: false, configurable: true });
            Writable.call(this, { ...settings, write: undefined, start: undefined });
            if (settings.encoding) this.setDefaultEncoding(settings.encoding);
          }
          Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
          Object.setPrototypeOf(WriteStream, Writable);
          WriteStream.prototype._construct = construct;
          WriteStream.prototype._write = function (data, encoding, callback) {
            const bytes = typeof data === "string" ? require("buffer").Buffer.from(data, encoding) : data;
            fs.write(this.fd, bytes, 0, bytes.length, this.pos ?? null, (error, length) => {
              if (error) return callback(error);
              this.bytesWritten += length;
              if (this.pos !== undefined) this.pos += length;
              callback();
            });
          };
          WriteStream.prototype._destroy = destroy;
          WriteStream.prototype.close = close;
          WriteStream.prototype.destroySoon = WriteStream.prototype.end;
          for (const { prototype } of [ReadStream, WriteStream])
            Object.defineProperty(prototype, "pending", { get() { return this.fd === null; }, configurable: true });
          return {
            ReadStream, WriteStream,
            createReadStream(path, options) { return new ReadStream(path, options); },
            createWriteStream(path, options) { return new WriteStream(path, options); },
          };
        };
        """#
}
