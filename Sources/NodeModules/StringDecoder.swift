extension NodeModules {
    /// https://nodejs.org/api/string_decoder.html
    static let stringDecoder = #"""
        "use strict";
        const host = __dirname;
        const { Buffer } = require("buffer");
        const names = {
          utf8: "utf8", "utf-8": "utf8", ucs2: "utf16le", "ucs-2": "utf16le", utf16le: "utf16le", "utf-16le": "utf16le", latin1: "latin1",
          binary: "latin1", base64: "base64", base64url: "base64url", hex: "hex", ascii: "ascii",
        };
        const pending = Symbol("pending");
        // How many bytes at the end of a chunk begin a character whose rest has not come.
        function unfinished(bytes, encoding) {
          const length = bytes.length;
          if (encoding === "base64" || encoding === "base64url") return length % 3;
          if (encoding === "utf16le") {
            const odd = length % 2;
            const whole = length - odd;
            return whole >= 2 && (bytes[whole - 1] & 0xfc) === 0xd8 ? odd + 2 : odd;
          }
          if (encoding !== "utf8") return 0;
          for (let back = 1; back <= Math.min(3, length); back++) {
            const byte = bytes[length - back];
            if ((byte & 0xc0) === 0x80) continue;
            const need = byte >= 0xf0 && byte <= 0xf7 ? 4 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xc2 && byte < 0xe0 ? 2 : 1;
            if (need <= back) return 0;
            return back;
          }
          return 0;
        }
        const need = (byte) => (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2);
        function StringDecoder(encoding) {
          const text = encoding === undefined || encoding === null || encoding === "" ? "utf8" : `${encoding}`.toLowerCase();
          if (!Object.hasOwn(names, text)) throw host.error("TypeError", "ERR_UNKNOWN_ENCODING", `Unknown encoding: ${encoding}`);
          this.encoding = names[text];
          Object.defineProperty(this, pending, { value: Buffer.alloc(0), writable: true });
        }
        StringDecoder.prototype.write = function write(chunk) {
          if (typeof chunk === "string") return chunk;
          if (!ArrayBuffer.isView(chunk))
            throw host.wrongType("buf", "an instance of Buffer, TypedArray, or DataView", chunk);
          if (this[pending] === undefined) throw host.error("TypeError", "ERR_INVALID_THIS", 'Value of "this" must be of type StringDecoder');
          const bytes = Buffer.concat([this[pending], Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)]);
          const rest = unfinished(bytes, this.encoding);
          this[pending] = bytes.subarray(bytes.length - rest);
          return bytes.toString(this.encoding, 0, bytes.length - rest);
        };
        StringDecoder.prototype.end = function end(chunk) {
          const begun = chunk === undefined ? "" : this.write(chunk);
          let rest = this[pending];
          this[pending] = Buffer.alloc(0);
          if (this.encoding === "utf16le" && rest.length % 2 === 1) rest = rest.subarray(0, rest.length - 1);
          return begun + rest.toString(this.encoding);
        };
        StringDecoder.prototype.text = function text(chunk, offset) {
          this[pending] = Buffer.alloc(0);
          return this.write(chunk.slice(offset));
        };
        Object.defineProperties(StringDecoder.prototype, {
          lastChar: { configurable: true, enumerable: true, get() { return Buffer.concat([this[pending], Buffer.alloc(4 - this[pending].length)]); } },
          lastNeed: {
            configurable: true, enumerable: true,
            get() {
              const held = this[pending].length;
              if (held === 0) return 0;
              if (this.encoding === "utf8") return need(this[pending][0]) - held;
              return this.encoding === "utf16le" ? (held % 2 === 1 ? 1 : 2) : 3 - held;
            },
          },
          lastTotal: {
            configurable: true, enumerable: true,
            get() { return this[pending].length === 0 ? 0 : this.lastNeed + this[pending].length; },
          },
        });
        module.exports = { StringDecoder };
        """#
}
