extension NodeModules {
    /// https://nodejs.org/api/buffer.html
    static let buffer = #"""
        "use strict";
        const host = __dirname;
        const { Uint8Array, ArrayBuffer, DataView } = globalThis;
        const kMaxLength = 2 ** 53 - 1;
        const kStringMaxLength = 536870888;
        const ranged = (name, range, value) => host.error("RangeError", "ERR_OUT_OF_RANGE",
          `The value of "${name}" is out of range. It must be ${range}. Received ${shownNumber(value)}`);
        const { wrongType } = host;
        const unknownEncoding = (name) => host.error("TypeError", "ERR_UNKNOWN_ENCODING", `Unknown encoding: ${name}`);
        function shownNumber(value) {
          const isLarge = typeof value === "bigint" ? value > 2n ** 32n || value < -(2n ** 32n) : Number.isInteger(value) && Math.abs(value) > 2 ** 32;
          if (!isLarge) return host.inspect(value);
          const text = String(value);
          const sign = text[0] === "-" ? "-" : "";
          let digits = text.slice(sign.length);
          let shown = "";
          for (; digits.length > 3; digits = digits.slice(0, -3)) shown = "_" + digits.slice(-3) + shown;
          return sign + digits + shown + (typeof value === "bigint" ? "n" : "");
        }
        function checkNumber(value, name, low, high) {
          if (typeof value !== "number") throw wrongType(name, "of type number", value);
          if ((low !== undefined && value < low) || (high !== undefined && value > high) || ((low ?? high) !== undefined && value !== value))
            throw ranged(name, `${low !== undefined ? `>= ${low}` : ""}${low !== undefined && high !== undefined ? " && " : ""}${high !== undefined ? `<= ${high}` : ""}`, value);
        }
        const names = {
          utf8: "utf8", "utf-8": "utf8", ucs2: "utf16le", "ucs-2": "utf16le", utf16le: "utf16le", "utf-16le": "utf16le", latin1: "latin1",
          binary: "latin1", base64: "base64", base64url: "base64url", hex: "hex", ascii: "ascii",
        };
        function encodingName(name) {
          const text = `${name}`;
          return Object.hasOwn(names, text) ? names[text] : Object.hasOwn(names, text.toLowerCase()) ? names[text.toLowerCase()] : undefined;
        }
        function encodingOf(name) {
          if (name === undefined || name === null || name === "") return "utf8";
          const found = encodingName(name);
          if (found === undefined) throw unknownEncoding(name);
          return found;
        }
        const isView = (value) => ArrayBuffer.isView(value);
        const isBytes = (value) => isView(value) && Object.prototype.toString.call(value) === "[object Uint8Array]";
        const isAnyBuffer = (value) => typeof value === "object" && value !== null &&
          ["[object ArrayBuffer]", "[object SharedArrayBuffer]"].includes(Object.prototype.toString.call(value));

        class FastBuffer extends Uint8Array {
          constructor(source, offset, length) { super(source, offset, length); }
        }
        const prototype = FastBuffer.prototype;
        let hasWarned = false;
        function Buffer(value, encodingOrOffset, length) {
          if (!hasWarned && host.isOutsidePackages()) {
            hasWarned = true;
            globalThis.process.emitWarning(
              "Buffer() is deprecated due to security and usability issues. Please use the Buffer.alloc(), Buffer.allocUnsafe(), or Buffer.from() methods instead.",
              "DeprecationWarning", "DEP0005");
          }
          if (typeof value === "number") {
            if (typeof encodingOrOffset === "string") throw wrongType("string", "of type string", value);
            return Buffer.alloc(value);
          }
          return Buffer.from(value, encodingOrOffset, length);
        }
        Object.defineProperty(Buffer, "prototype", { value: prototype, writable: true, enumerable: false, configurable: false });
        Object.defineProperty(prototype, "constructor", { value: Buffer, writable: true, enumerable: false, configurable: true });
        Object.setPrototypeOf(Buffer, Uint8Array);
        Object.defineProperty(Buffer, Symbol.species, { configurable: true, enumerable: false, get() { return FastBuffer; } });

        const fromBytes = (bytes) => new FastBuffer(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        function fromText(text, encoding) {
          const name = encodingName(typeof encoding === "string" && encoding !== "" ? encoding : "utf8");
          if (name === undefined) throw unknownEncoding(encoding);
          return fromBytes(host.encode(text, name));
        }
        function fromList(list) {
          const length = list.length > 0 ? list.length : 0;
          const result = new FastBuffer(length);
          if (isBytes(list)) result.set(list);
          else for (let index = 0; index < length; index++) result[index] = list[index];
          return result;
        }
        const isPresent = (value) => value !== undefined && value !== null;
        function fromObject(value) {
          if (value.length !== undefined || isAnyBuffer(value.buffer)) return typeof value.length !== "number" ? new FastBuffer(0) : fromList(value);
          if (value.type === "Buffer" && Array.isArray(value.data)) return fromList(value.data);
        }
        const firstType = "of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object";
        // Functions as any: programs write `new Buffer.from(…)` too.
        const statics = {
          poolSize: host.isLatest ? 65536 : 8192,
          from: function from(value, encodingOrOffset, length) {
            if (typeof value === "string") return fromText(value, encodingOrOffset);
            if (typeof value === "object" && value !== null) {
              if (isAnyBuffer(value)) {
                let offset = encodingOrOffset === undefined ? 0 : +encodingOrOffset;
                if (offset !== offset) offset = 0;
                const most = value.byteLength - offset;
                if (most < 0) throw host.error("RangeError", "ERR_BUFFER_OUT_OF_BOUNDS", '"offset" is outside of buffer bounds');
                if (length === undefined) return new FastBuffer(value, offset);
                length = +length;
                if (!(length > 0)) length = 0;
                else if (length > most) throw host.error("RangeError", "ERR_BUFFER_OUT_OF_BOUNDS", '"length" is outside of buffer bounds');
                return new FastBuffer(value, offset, length);
              }
              const own = typeof value.valueOf === "function" ? value.valueOf() : undefined;
              if (isPresent(own) && own !== value && (typeof own === "string" || typeof own === "object"))
                return Buffer.from(own, encodingOrOffset, length);
              const made = fromObject(value);
              if (made) return made;
              if (typeof value[Symbol.toPrimitive] === "function") {
                const text = value[Symbol.toPrimitive]("string");
                if (typeof text === "string") return fromText(text, encodingOrOffset);
              }
            }
            throw wrongType("first argument", firstType, value);
          },
          copyBytesFrom: function copyBytesFrom(view, offset, length) {
            if (!isView(view) || view instanceof DataView) throw wrongType("view", "an instance of TypedArray", view);
            const size = view.length;
            if (size === 0) return Buffer.alloc(0);
            if (offset !== undefined) {
              checkNumber(offset, "offset", 0);
              if (offset >= size) return Buffer.alloc(0);
            } else offset = 0;
            const end = length === undefined ? size : offset + length;
            const part = view.subarray(offset, end);
            return fromList(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
          },
          of: function of(...items) {
            const result = new FastBuffer(items.length);
            for (let index = 0; index < items.length; index++) result[index] = items[index];
            return result;
          },
          alloc: function alloc(size, fill, encoding) {
            checkNumber(size, "size", 0, kMaxLength);
            const result = new FastBuffer(size);
            return fill !== undefined && fill !== 0 && size > 0 ? filled(result, fill, 0, size, encoding) : result;
          },
          allocUnsafe: function allocUnsafe(size) {
            checkNumber(size, "size", 0, kMaxLength);
            return new FastBuffer(size);
          },
          allocUnsafeSlow: function allocUnsafeSlow(size) {
            checkNumber(size, "size", 0, kMaxLength);
            return new FastBuffer(size);
          },
          isBuffer: function isBuffer(value) { return value instanceof Buffer; },
          compare: function compare(a, b) {
            if (!isBytes(a)) throw wrongType("buf1", "an instance of Buffer or Uint8Array", a);
            if (!isBytes(b)) throw wrongType("buf2", "an instance of Buffer or Uint8Array", b);
            return a === b ? 0 : order(a, b);
          },
          isEncoding: function isEncoding(name) { return typeof name === "string" && name.length !== 0 && encodingName(name) !== undefined; },
          concat: function concat(list, length) {
            if (!Array.isArray(list)) throw wrongType("list", "an instance of Array", list);
            if (list.length === 0) return new FastBuffer(0);
            if (length === undefined) {
              length = 0;
              for (let index = 0; index < list.length; index++) if (list[index]?.length) length += list[index].length;
            } else checkNumber(length, "length", 0, kMaxLength);
            const result = new FastBuffer(length);
            let position = 0;
            for (let index = 0; index < list.length; index++) {
              const part = list[index];
              if (!isBytes(part)) throw wrongType(`list[${index}]`, "an instance of Buffer or Uint8Array", part);
              const room = length - position;
              if (room <= 0) break;
              result.set(part.length > room ? part.subarray(0, room) : part, position);
              position += part.length;
            }
            return result;
          },
          byteLength: function byteLength(text, encoding) {
            if (typeof text !== "string") {
              if (isView(text) || isAnyBuffer(text)) return text.byteLength;
              throw wrongType("string", "of type string or an instance of Buffer or ArrayBuffer", text);
            }
            const name = encodingName(encoding ?? "utf8") ?? "utf8";
            if (name === "latin1" || name === "ascii") return text.length;
            if (name === "utf16le") return text.length * 2;
            if (name === "hex") return text.length >>> 1;
            if (name === "base64" || name === "base64url") {
              let count = text.length;
              if (text[count - 1] === "=") count--;
              if (count > 1 && text[count - 1] === "=") count--;
              return (count * 3) >>> 2;
            }
            return host.encode(text, name).length;
          },
        };
        for (const name of Object.keys(statics)) Object.defineProperty(Buffer, name, { value: statics[name], writable: true, enumerable: true, configurable: true });
        Object.defineProperty(Buffer, "name", { value: "Buffer", configurable: true });
        Object.defineProperty(Buffer, "length", { value: 3, configurable: true });

        // Bytes as a text in which each is one code unit: texts are compared and searched at once.
        const unitsOf = (bytes) => host.decode(bytes, "latin1", 0, bytes.length);
        function order(a, b) {
          const [left, right] = [unitsOf(a), unitsOf(b)];
          return left < right ? -1 : left > right ? 1 : 0;
        }
        // Integers are counted from the start, negative ones from the end.
        function bounded(value, length, fallback) {
          if (value === undefined) return fallback;
          value = Math.trunc(+value) || 0;
          if (value < 0) value = Math.max(value + length, 0);
          return Math.min(value, length);
        }
        function filled(buffer, value, offset, end, encoding) {
          if (typeof value === "string") {
            if (offset === undefined || typeof offset === "string") [encoding, offset, end] = [offset, 0, buffer.length];
            else if (typeof end === "string") [encoding, end] = [end, buffer.length];
            if (encoding !== undefined && typeof encoding !== "string") throw wrongType("encoding", "of type string", encoding);
            const name = encodingName(encoding || "utf8");
            if (name === undefined) throw unknownEncoding(encoding);
            value = value.length === 0 ? 0 : host.encode(value, name);
            if (value.length === 0)
              throw host.error("TypeError", "ERR_INVALID_ARG_VALUE", `The argument 'value' is invalid. Received ${host.inspect(arguments[1])}`);
          } else if (typeof value === "boolean") value = +value;
          if (offset === undefined) [offset, end] = [0, buffer.length];
          else {
            checkNumber(offset, "offset", 0);
            if (end === undefined) end = buffer.length;
            else checkNumber(end, "end", 0, buffer.length);
          }
          if (offset >= end) return buffer;
          if (typeof value !== "object") Uint8Array.prototype.fill.call(buffer, value & 255, offset, end);
          else {
            if (value.length === 0)
              throw host.error("TypeError", "ERR_INVALID_ARG_VALUE", `The argument 'value' is invalid. Received ${host.inspect(value)}`);
            const first = Math.min(value.length, end - offset);
            buffer.set(value.subarray(0, first), offset);
            for (let done = first; done < end - offset; done *= 2)
              buffer.copyWithin(offset + done, offset, offset + Math.min(done, end - offset - done));
          }
          return buffer;
        }
        function search(buffer, value, offset, encoding, isForward) {
          if (!isBytes(buffer)) throw wrongType("buffer", "an instance of Buffer, TypedArray, or DataView", buffer);
          if (typeof offset === "string") [encoding, offset] = [offset, undefined];
          offset = +offset;
          if (offset !== offset) offset = isForward ? 0 : buffer.length;
          offset = offset > 0x7fffffff ? 0x7fffffff : offset < -0x80000000 ? -0x80000000 : Math.trunc(offset);
          if (offset < 0) offset += buffer.length;
          if (offset < 0) {
            if (!isForward) return -1;
            offset = 0;
          }
          if (typeof value === "number") value = String.fromCharCode(value & 255);
          else if (typeof value === "string") value = unitsOf(host.encode(value, encodingOf(encoding)));
          else if (isBytes(value)) value = unitsOf(value);
          else throw wrongType("value", "one of type number or string or an instance of Buffer or Uint8Array", value);
          const units = unitsOf(buffer);
          if (value === "" ) return Math.min(offset, buffer.length);
          if (encoding !== undefined && encodingOf(encoding) === "utf16le") {
            // Whole code units are found, and no halves of two.
            let index = isForward ? units.indexOf(value, offset) : units.lastIndexOf(value, offset);
            while (index > 0 && index % 2 === 1) index = isForward ? units.indexOf(value, index + 1) : units.lastIndexOf(value, index - 1);
            return index;
          }
          return isForward ? (offset > units.length ? -1 : units.indexOf(value, offset)) : units.lastIndexOf(value, offset);
        }
        function written(buffer, text, offset, length, name) {
          const bytes = host.encode(text, name);
          let count = Math.min(bytes.length, length, buffer.length - offset);
          // A character that does not fit is left out whole.
          if (count < bytes.length && name === "utf8") while (count > 0 && (bytes[count] & 0xc0) === 0x80) count--;
          if (count < bytes.length && name === "utf16le") count -= count % 2;
          buffer.set(count === bytes.length ? bytes : bytes.subarray(0, count), offset);
          return count;
        }
        const methods = {
          copy(target, targetStart, start, end) {
            if (!isBytes(target)) throw wrongType("target", "an instance of Buffer or Uint8Array", target);
            const whole = (value, fallback) => (value === undefined ? fallback : Number.isNaN(Math.trunc(+value)) ? 0 : Math.trunc(+value));
            targetStart = whole(targetStart, 0);
            if (targetStart < 0) throw ranged("targetStart", ">= 0", targetStart);
            start = whole(start, 0);
            if (start < 0 || start > this.length) throw ranged("sourceStart", `>= 0 && <= ${this.length}`, start);
            end = whole(end, this.length);
            if (end < 0) throw ranged("sourceEnd", ">= 0", end);
            if (targetStart >= target.length || start >= end) return 0;
            const count = Math.min(end - start, target.length - targetStart, this.length - start);
            if (count <= 0) return 0;
            target.set(this.subarray(start, start + count), targetStart);
            return count;
          },
          toString(encoding, start, end) {
            if (arguments.length === 0) return host.decode(this, "utf8", 0, this.length);
            const length = this.length;
            start = start > 0 ? Math.min(Math.trunc(start), length) : 0;
            end = end === undefined || end > length ? length : Math.trunc(end) || 0;
            if (end <= start) return "";
            const name = encoding === undefined ? "utf8" : encodingName(encoding);
            if (name === undefined) throw unknownEncoding(encoding);
            return host.decode(this, name, start, end);
          },
          equals(other) {
            if (!isBytes(other)) throw wrongType("otherBuffer", "an instance of Buffer or Uint8Array", other);
            return this === other || (this.byteLength === other.byteLength && unitsOf(this) === unitsOf(other));
          },
          inspect() { return host.inspect(this); },
          compare(target, targetStart, targetEnd, start, end) {
            if (!isBytes(target)) throw wrongType("target", "an instance of Buffer or Uint8Array", target);
            if (arguments.length === 1) return order(this, target);
            const limit = (value, name, fallback, most) => {
              if (value === undefined) return fallback;
              checkNumber(value, name, 0, most);
              return value;
            };
            targetStart = limit(targetStart, "targetStart", 0, kMaxLength);
            targetEnd = limit(targetEnd, "targetEnd", target.length, target.length);
            start = limit(start, "sourceStart", 0, kMaxLength);
            end = limit(end, "sourceEnd", this.length, this.length);
            if (start >= end) return targetStart >= targetEnd ? 0 : -1;
            if (targetStart >= targetEnd) return 1;
            return order(this.subarray(start, end), target.subarray(targetStart, targetEnd));
          },
          indexOf(value, offset, encoding) { return search(this, value, offset, encoding, true); },
          lastIndexOf(value, offset, encoding) { return search(this, value, offset, encoding, false); },
          includes(value, offset, encoding) { return search(this, value, offset, encoding, true) !== -1; },
          fill(value, offset, end, encoding) { return filled(this, value, offset, end, encoding); },
          write(text, offset, length, encoding) {
            if (typeof text !== "string") throw wrongType("string", "of type string", text);
            if (offset === undefined) return written(this, text, 0, this.length, "utf8");
            if (length === undefined && typeof offset === "string") [encoding, length, offset] = [offset, this.length, 0];
            else {
              checkNumber(offset, "offset", 0, this.length);
              const rest = this.length - offset;
              if (length === undefined) length = rest;
              else if (typeof length === "string") [encoding, length] = [length, rest];
              else {
                checkNumber(length, "length", 0, this.length);
                length = Math.min(length, rest);
              }
            }
            return written(this, text, offset, length, encodingOf(encoding));
          },
          toJSON() { return { type: "Buffer", data: Array.from(this) }; },
          subarray(start, end) {
            const length = this.length;
            start = bounded(start, length, 0);
            end = bounded(end, length, length);
            return new FastBuffer(this.buffer, this.byteOffset + start, Math.max(end - start, 0));
          },
          slice(start, end) { return this.subarray(start, end); },
        };
        for (const size of [2, 4, 8])
          methods[`swap${size * 8}`] = function () {
            if (this.length % size !== 0)
              throw host.error("RangeError", "ERR_INVALID_BUFFER_SIZE", `Buffer size must be a multiple of ${size * 8}-bits`);
            for (let start = 0; start < this.length; start += size) Uint8Array.prototype.reverse.call(this.subarray(start, start + size));
            return this;
          };
        for (const name of ["ascii", "base64", "base64url", "latin1", "hex", "ucs2", "utf8"]) {
          methods[`${name}Slice`] = function (start = 0, end = this.length) {
            return end <= start ? "" : host.decode(this, names[name], start, Math.min(end, this.length));
          };
          methods[`${name}Write`] = function (text, offset = 0, length = this.length - offset) {
            return written(this, text, offset, length, names[name]);
          };
        }
        function outOfBounds(value, most, name) {
          if (Math.floor(value) !== value) {
            checkNumber(value, name ?? "offset");
            return ranged(name ?? "offset", "an integer", value);
          }
          if (most < 0) return host.error("RangeError", "ERR_BUFFER_OUT_OF_BOUNDS", "Attempt to access memory outside buffer bounds");
          return ranged(name ?? "offset", `>= ${name ? 1 : 0} and <= ${most}`, value);
        }
        function viewAt(buffer, offset, size) {
          if (typeof offset !== "number") throw wrongType("offset", "of type number", offset);
          if (buffer[offset] === undefined || buffer[offset + size - 1] === undefined) throw outOfBounds(offset, buffer.length - size);
          return new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
        }
        function valueRange(size, isSigned, isBig) {
          const n = isBig ? "n" : "";
          const bits = size * 8;
          if (size <= 4) return isSigned ? `>= ${-(2 ** (bits - 1))} and <= ${2 ** (bits - 1) - 1}` : `>= 0 and <= ${2 ** bits - 1}`;
          return isSigned ? `>= -(2${n} ** ${bits - 1}${n}) and < 2${n} ** ${bits - 1}${n}` : `>= 0${n} and < 2${n} ** ${bits}${n}`;
        }
        function readInteger(buffer, offset, size, isSigned, isLittle) {
          viewAt(buffer, offset, size);
          let value = 0;
          for (let index = 0; index < size; index++) value = value * 256 + buffer[offset + (isLittle ? size - 1 - index : index)];
          return isSigned && value >= 2 ** (size * 8 - 1) ? value - 2 ** (size * 8) : value;
        }
        function writeInteger(buffer, value, offset, size, isSigned, isLittle) {
          value = +value;
          const low = isSigned ? -(2 ** (size * 8 - 1)) : 0;
          const high = isSigned ? 2 ** (size * 8 - 1) - 1 : 2 ** (size * 8) - 1;
          if (value > high || value < low) throw ranged("value", valueRange(size, isSigned, false), value);
          viewAt(buffer, offset, size);
          let rest = Math.trunc(value) || 0;
          if (rest < 0) rest += 2 ** (size * 8);
          for (let index = 0; index < size; index++) {
            buffer[offset + (isLittle ? index : size - 1 - index)] = rest % 256;
            rest = Math.floor(rest / 256);
          }
          return offset + size;
        }
        function checkByteLength(size) {
          if (size === undefined || typeof size !== "number") throw wrongType("byteLength", "of type number", size);
          if (!(size >= 1 && size <= 6) || Math.floor(size) !== size) throw outOfBounds(size, 6, "byteLength");
        }
        for (const order of ["LE", "BE"]) {
          const isLittle = order === "LE";
          for (const kind of ["Int", "UInt", "Uint"]) {
            const isSigned = kind === "Int";
            methods[`read${kind}${order}`] = function (offset, size) {
              if (offset === undefined) throw wrongType("offset", "of type number", offset);
              checkByteLength(size);
              return readInteger(this, offset, size, isSigned, isLittle);
            };
            methods[`write${kind}${order}`] = function (value, offset, size) {
              checkByteLength(size);
              return writeInteger(this, value, offset, size, isSigned, isLittle);
            };
            for (const bits of [8, 16, 32]) {
              if (bits === 8 && !isLittle) continue;
              const end = bits === 8 ? "" : order;
              methods[`read${kind}${bits}${end}`] = function (offset = 0) { return readInteger(this, offset, bits / 8, isSigned, isLittle); };
              methods[`write${kind}${bits}${end}`] = function (value, offset = 0) {
                return writeInteger(this, value, offset, bits / 8, isSigned, isLittle);
              };
            }
            const [reader, low, high] = isSigned ? ["getBigInt64", -(2n ** 63n), 2n ** 63n - 1n] : ["getBigUint64", 0n, 2n ** 64n - 1n];
            const writer = reader.replace("get", "set");
            methods[`readBig${kind}64${order}`] = function (offset = 0) { return viewAt(this, offset, 8)[reader](offset, isLittle); };
            methods[`writeBig${kind}64${order}`] = function (value, offset = 0) {
              if (value > high || value < low) throw ranged("value", valueRange(8, isSigned, true), value);
              viewAt(this, offset, 8)[writer](offset, value, isLittle);
              return offset + 8;
            };
          }
          for (const [name, type, size] of [["Float", "Float32", 4], ["Double", "Float64", 8]]) {
            methods[`read${name}${order}`] = function (offset = 0) { return viewAt(this, offset, size)[`get${type}`](offset, isLittle); };
            methods[`write${name}${order}`] = function (value, offset = 0) {
              viewAt(this, offset, size)[`set${type}`](offset, +value, isLittle);
              return offset + size;
            };
          }
        }
        for (const name of Object.keys(methods)) {
          Object.defineProperty(methods[name], "name", { value: name, configurable: true });
          Object.defineProperty(prototype, name, { value: methods[name], writable: true, enumerable: true, configurable: true });
        }
        prototype.toLocaleString = prototype.toString;
        prototype[Symbol.for("nodejs.util.inspect.custom")] = prototype.inspect;
        Object.defineProperty(prototype, "parent", { enumerable: true, get() { return this instanceof Buffer ? this.buffer : undefined; } });
        Object.defineProperty(prototype, "offset", { enumerable: true, get() { return this instanceof Buffer ? this.byteOffset : undefined; } });
        host.setBufferPrototype(prototype);

        function SlowBuffer(length) {
          checkNumber(length, "size", 0, kMaxLength);
          return new FastBuffer(length);
        }
        Object.setPrototypeOf(SlowBuffer.prototype, Uint8Array.prototype);
        Object.setPrototypeOf(SlowBuffer, Uint8Array);
        function bytesOf(value) {
          if (isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
          if (isAnyBuffer(value)) return new Uint8Array(value);
          throw wrongType("input", "an instance of ArrayBuffer, Buffer, or TypedArray", value);
        }
        module.exports = {
          Buffer, SlowBuffer,
          transcode(source, from, to) {
            if (!isBytes(source)) throw wrongType("source", "an instance of Buffer or Uint8Array", source);
            const [first, second] = [encodingName(from), encodingName(to)];
            const isKnown = (name) => ["utf8", "utf16le", "latin1", "ascii"].includes(name);
            if (!isKnown(first) || !isKnown(second)) {
              const error = new Error("Unable to transcode Buffer [U_ILLEGAL_ARGUMENT_ERROR]");
              error.code = "U_ILLEGAL_ARGUMENT_ERROR";
              error.errno = 1;
              throw error;
            }
            let text = host.decode(source, first, 0, source.length);
            if (second === "latin1" || second === "ascii")
              text = Array.from(text, (one) => (one.codePointAt(0) > (second === "ascii" ? 127 : 255) ? "?" : one)).join("");
            return fromBytes(host.encode(text, second));
          },
          isUtf8(input) {
            const bytes = bytesOf(input);
            return unitsOf(host.encode(host.decode(bytes, "utf8", 0, bytes.length), "utf8")) === unitsOf(bytes);
          },
          isAscii(input) {
            const bytes = bytesOf(input);
            return host.decode(bytes, "ascii", 0, bytes.length) === unitsOf(bytes);
          },
          kMaxLength, kStringMaxLength,
          constants: { MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH: kStringMaxLength },
        };
        let mostShown = 50;
        Object.defineProperty(module.exports, "INSPECT_MAX_BYTES", {
          get: () => mostShown, set: (count) => { checkNumber(count, "INSPECT_MAX_BYTES", 0); mostShown = count; }, enumerable: true, configurable: true,
        });
        Buffer[Symbol("kIsEncodingSymbol")] = Buffer.isEncoding;
        const lazily = (name) => Object.defineProperty(module.exports, name, { get: () => globalThis[name], enumerable: true, configurable: true });
        for (const name of ["Blob", "atob", "btoa"]) lazily(name);
        host.outside(module.exports, "resolveObjectURL", "buffer.resolveObjectURL");
        lazily("File");
        """#
}
