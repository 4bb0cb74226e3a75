extension NodeModules {
    /// https://nodejs.org/api/crypto.html: hashes and random numbers
    static let crypto = #"""
        "use strict";
        const host = __dirname;
        const { Buffer } = require("buffer");
        const lazyTransform = () => require("stream").Transform;
        const { wrongType } = host;
        const ranged = (name, range, value) => host.error("RangeError", "ERR_OUT_OF_RANGE",
          `The value of "${name}" is out of range. It must be ${range}. Received ${host.inspect(value)}`);
        // Names of the functions that the simulator has, as programs write them.
        const functions = {
          md5: "md5", "ssl3-md5": "md5", "rsa-md5": "md5", sha1: "sha1", "sha-1": "sha1", "ssl3-sha1": "sha1", "rsa-sha1": "sha1", "rsa-sha1-2": "sha1",
          sha256: "sha256", "sha-256": "sha256", "sha2-256": "sha256", "rsa-sha256": "sha256", sha384: "sha384", "sha-384": "sha384",
          "sha2-384": "sha384", "rsa-sha384": "sha384", sha512: "sha512", "sha-512": "sha512", "sha2-512": "sha512", "rsa-sha512": "sha512",
        };
        const known = [
          "RSA-MD5", "RSA-RIPEMD160", "RSA-SHA1", "RSA-SHA1-2", "RSA-SHA224", "RSA-SHA256", "RSA-SHA3-224", "RSA-SHA3-256", "RSA-SHA3-384",
          "RSA-SHA3-512", "RSA-SHA384", "RSA-SHA512", "RSA-SHA512/224", "RSA-SHA512/256", "RSA-SM3", "blake2b512", "blake2s256",
          "id-rsassa-pkcs1-v1_5-with-sha3-224", "id-rsassa-pkcs1-v1_5-with-sha3-256", "id-rsassa-pkcs1-v1_5-with-sha3-384",
          "id-rsassa-pkcs1-v1_5-with-sha3-512", "md5", "md5-sha1", "md5WithRSAEncryption", "ripemd", "ripemd160", "ripemd160WithRSA", "rmd160",
          "sha1", "sha1WithRSAEncryption", "sha224", "sha224WithRSAEncryption", "sha256", "sha256WithRSAEncryption", "sha3-224", "sha3-256",
          "sha3-384", "sha3-512", "sha384", "sha384WithRSAEncryption", "sha512", "sha512-224", "sha512-224WithRSAEncryption", "sha512-256",
          "sha512-256WithRSAEncryption", "sha512WithRSAEncryption", "shake128", "shake256", "sm3", "sm3WithRSAEncryption", "ssl3-md5", "ssl3-sha1",
        ];
        function functionOf(name) {
          if (typeof name !== "string") throw wrongType("algorithm", "of type string", name);
          const lower = name.toLowerCase();
          if (Object.hasOwn(functions, lower)) return functions[lower];
          if (known.some((one) => one.toLowerCase() === lower)) host.refuse(`crypto.createHash("${name}")`);
          throw new Error("Digest method not supported");
        }
        function bytesOf(data, encoding, name) {
          if (typeof data === "string") return Buffer.from(data, encoding === "buffer" ? undefined : encoding);
          if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
          throw wrongType(name, "of type string or an instance of Buffer, TypedArray, or DataView", data);
        }
        function keyOf(key, encoding) {
          if (typeof key === "string") return Buffer.from(key, encoding);
          if (ArrayBuffer.isView(key)) return Buffer.from(key.buffer, key.byteOffset, key.byteLength);
          if (key instanceof ArrayBuffer) return Buffer.from(key);
          throw wrongType("key", "of type string or an instance of ArrayBuffer, Buffer, TypedArray, DataView, KeyObject, or CryptoKey", key);
        }
        const state = Symbol("state");
        const encoded = (bytes, encoding) => (encoding && encoding !== "buffer" ? bytes.toString(encoding) : bytes);
        const finalized = () => host.error("Error", "ERR_CRYPTO_HASH_FINALIZED", "Digest already called");
        function define(constructor, methods) {
          for (const name of Object.keys(methods)) constructor.prototype[name] = methods[name];
        }
        function Hash(algorithm, options) {
          if (!new.target) return new Hash(algorithm, options);
          lazyTransform().call(this, options);
          const parts = algorithm instanceof Hash ? [...algorithm[state].parts] : [];
          this[state] = { name: algorithm instanceof Hash ? algorithm[state].name : functionOf(algorithm), parts, isDone: false };
        }
        function Hmac(algorithm, key, options) {
          if (!new.target) return new Hmac(algorithm, key, options);
          if (typeof algorithm !== "string") throw wrongType("hmac", "of type string", algorithm);
          const bytes = keyOf(key, options?.encoding);
          lazyTransform().call(this, options);
          const lower = algorithm.toLowerCase();
          if (!Object.hasOwn(functions, lower) && !known.some((one) => one.toLowerCase() === lower))
            throw host.error("TypeError", "ERR_CRYPTO_INVALID_DIGEST", `Invalid digest: ${algorithm}`);
          this[state] = { name: functionOf(algorithm), key: bytes, parts: [], isDone: false };
        }
        for (const constructor of [Hash, Hmac]) {
          define(constructor, {
            update(data, encoding) {
              if (this[state].isDone) throw finalized();
              this[state].parts.push(Buffer.from(bytesOf(data, encoding, "data")));
              return this;
            },
            _transform(chunk, encoding, callback) {
              this[state].parts.push(Buffer.from(bytesOf(chunk, encoding, "data")));
              callback();
            },
            _flush(callback) {
              this.push(this.digest());
              callback();
            },
          });
        }
        define(Hash, {
          copy(options) {
            if (this[state].isDone) throw finalized();
            return new Hash(this, options);
          },
          digest(encoding) {
            const own = this[state];
            if (own.isDone) throw finalized();
            own.isDone = true;
            return encoded(Buffer.from(host.hash(own.name, Buffer.concat(own.parts)).buffer), encoding);
          },
        });
        define(Hmac, {
          digest(encoding) {
            const own = this[state];
            if (own.isDone) return encoded(Buffer.from(""), encoding);
            own.isDone = true;
            return encoded(Buffer.from(host.hash(own.name, Buffer.concat(own.parts), own.key).buffer), encoding);
          },
        });
        let isLinked = false;
        // The prototypes are linked to those of streams before anybody can see one.
        function linked(constructor) {
          if (!isLinked) {
            isLinked = true;
            for (const one of [Hash, Hmac]) {
              Object.setPrototypeOf(one.prototype, lazyTransform().prototype);
              Object.setPrototypeOf(one, lazyTransform());
            }
          }
          return constructor;
        }
        function randomBytes(size, callback) {
          if (typeof size !== "number") throw wrongType("size", "of type number", size);
          if (!(size >= 0 && size <= 2147483647)) throw ranged("size", ">= 0 && <= 2147483647", size);
          if (callback !== undefined && typeof callback !== "function") throw wrongType("callback", "of type function", callback);
          const bytes = Buffer.alloc(size);
          host.fillRandom(bytes);
          if (callback === undefined) return bytes;
          globalThis.setImmediate(callback, null, bytes);
        }
        function randomFillSync(view, offset = 0, size) {
          if (!ArrayBuffer.isView(view) && !(view instanceof ArrayBuffer)) throw wrongType("buf", "an instance of ArrayBuffer or ArrayBufferView", view);
          const unit = view.BYTES_PER_ELEMENT ?? 1;
          const bytes = view instanceof ArrayBuffer ? new Uint8Array(view) : new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
          const start = offset * unit;
          if (!(start >= 0 && start <= bytes.length)) throw ranged("offset", `>= 0 && <= ${bytes.length}`, offset);
          const end = size === undefined ? bytes.length : start + size * unit;
          if (!(end <= bytes.length)) throw ranged("size + offset", `<= ${bytes.length}`, size + offset);
          host.fillRandom(bytes.subarray(start, end));
          return view;
        }
        function randomInt(low, high, callback) {
          if (high === undefined || typeof high === "function") [low, high, callback] = [0, low, high];
          if (!Number.isSafeInteger(low)) throw wrongType("min", "a safe integer", low);
          if (!Number.isSafeInteger(high)) throw wrongType("max", "a safe integer", high);
          if (high <= low) throw ranged("max", `greater than the value of "min" (${low})`, high);
          if (high - low > 281474976710655) throw ranged("max - min", "<= 281474976710655", high - low);
          const value = low + Math.floor(host.random() * (high - low));
          if (callback === undefined) return value;
          globalThis.process.nextTick(callback, undefined, value);
        }
        function randomUUID() {
          const bytes = randomBytes(16);
          bytes[6] = (bytes[6] & 0x0f) | 0x40;
          bytes[8] = (bytes[8] & 0x3f) | 0x80;
          const text = bytes.toString("hex");
          return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join("-");
        }
        function timingSafeEqual(a, b) {
          const bytes = (value, name) => {
            if (value instanceof ArrayBuffer) return Buffer.from(value);
            if (!ArrayBuffer.isView(value))
              throw host.error("TypeError", "ERR_INVALID_ARG_TYPE", `The "${name}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`);
            return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
          };
          const [left, right] = [bytes(a, "buf1"), bytes(b, "buf2")];
          if (left.length !== right.length)
            throw host.error("RangeError", "ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH", "Input buffers must have the same byte length");
          return left.equals(right);
        }
        function pbkdf2Sync(password, salt, iterations, length, digest) {
          const name = functionOf(digest);
          const [key, start] = [bytesOf(password, "utf8", "password"), bytesOf(salt, "utf8", "salt")];
          const blocks = [];
          let size = 0;
          for (let number = 1; size < length; number++) {
            const count = Buffer.alloc(4);
            count.writeUInt32BE(number);
            let latest = Buffer.from(host.hash(name, Buffer.concat([start, count]), key).buffer);
            const block = Buffer.from(latest);
            for (let round = 1; round < iterations; round++) {
              latest = Buffer.from(host.hash(name, latest, key).buffer);
              for (let index = 0; index < block.length; index++) block[index] ^= latest[index];
            }
            blocks.push(block);
            size += block.length;
          }
          return Buffer.concat(blocks, length);
        }
        function hkdfSync(digest, key, salt, info, length) {
          const name = functionOf(digest);
          const secret = Buffer.from(host.hash(name, bytesOf(key, "utf8", "ikm"), bytesOf(salt, "utf8", "salt")).buffer);
          const parts = [];
          let latest = Buffer.alloc(0);
          for (let number = 1, size = 0; size < length; number++) {
            latest = Buffer.from(host.hash(name, Buffer.concat([latest, bytesOf(info, "utf8", "info"), Buffer.from([number])]), secret).buffer);
            parts.push(latest);
            size += latest.length;
          }
          const bytes = Buffer.concat(parts, length);
          return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
        }
        // With a callback: the result comes in a task of its own.
        const later = (body) => (...values) => {
          const callback = values.pop();
          if (typeof callback !== "function") throw wrongType("callback", "of type function", callback);
          const result = body(...values);
          globalThis.setImmediate(callback, null, result);
        };
        function createHash(algorithm, options) { return new (linked(Hash))(algorithm, options); }
        function createHmac(algorithm, key, options) { return new (linked(Hmac))(algorithm, key, options); }
        module.exports = {
          createHash, createHmac, getCiphers: () => [...ciphers], getCurves: () => [...curves], getHashes: () => [...known],
          hkdf: later(hkdfSync), hkdfSync, pbkdf2: later(pbkdf2Sync), pbkdf2Sync, randomBytes, randomInt, randomUUID, timingSafeEqual,
          randomFill(view, ...rest) {
            const callback = rest.pop();
            if (typeof callback !== "function") throw wrongType("callback", "of type function", callback);
            randomFillSync(view, ...rest);
            globalThis.setImmediate(callback, null, view);
          },
          randomFillSync,
          hash(algorithm, data, encoding = "hex") { return createHash(algorithm).update(data).digest(encoding); },
          getFips: () => 0, fips: 0,
          constants: {
            defaultCoreCipherList: "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256",
            TLS1_VERSION: 769, TLS1_1_VERSION: 770, TLS1_2_VERSION: 771, TLS1_3_VERSION: 772,
            SSL_OP_ALL: 2147485776, SSL_OP_NO_SSLv2: 0, SSL_OP_NO_SSLv3: 33554432, SSL_OP_NO_TLSv1: 67108864, SSL_OP_NO_TLSv1_1: 268435456,
            SSL_OP_NO_TLSv1_2: 134217728, SSL_OP_NO_TLSv1_3: 536870912, SSL_OP_CIPHER_SERVER_PREFERENCE: 4194304, SSL_OP_LEGACY_SERVER_CONNECT: 4,
            SSL_OP_NO_TICKET: 16384, SSL_OP_NO_COMPRESSION: 131072, ENGINE_METHOD_ALL: 65535, ENGINE_METHOD_NONE: 0,
            RSA_PKCS1_PADDING: 1, RSA_NO_PADDING: 3, RSA_PKCS1_OAEP_PADDING: 4, RSA_X931_PADDING: 5, RSA_PKCS1_PSS_PADDING: 6,
            RSA_PSS_SALTLEN_DIGEST: -1, RSA_PSS_SALTLEN_MAX_SIGN: -2, RSA_PSS_SALTLEN_AUTO: -2,
            POINT_CONVERSION_COMPRESSED: 2, POINT_CONVERSION_UNCOMPRESSED: 4, POINT_CONVERSION_HYBRID: 6,
          },
          prng: randomBytes, pseudoRandomBytes: randomBytes, rng: randomBytes,
        };
        const ciphers = ["aes-128-cbc", "aes-128-ctr", "aes-128-gcm", "aes-192-cbc", "aes-192-ctr", "aes-192-gcm", "aes-256-cbc", "aes-256-ctr", "aes-256-gcm", "chacha20-poly1305"];
        const curves = ["prime256v1", "secp256k1", "secp384r1", "secp521r1"];
        for (const [name, get] of [
          ["Hash", () => linked(Hash)], ["Hmac", () => linked(Hmac)], ["webcrypto", () => globalThis.crypto],
          ["subtle", () => globalThis.crypto.subtle], ["getRandomValues", () => (array) => globalThis.crypto.getRandomValues(array)],
        ]) Object.defineProperty(module.exports, name, { get, enumerable: true, configurable: true });
        host.refuseAll(module.exports, "crypto", "argon2 argon2Sync checkPrime checkPrimeSync createCipheriv createDecipheriv createDiffieHellman " +
          "createDiffieHellmanGroup createECDH createPrivateKey createPublicKey createSecretKey createSign createVerify diffieHellman generatePrime " +
          "generatePrimeSync getCipherInfo getDiffieHellman generateKeyPair generateKeyPairSync generateKey generateKeySync privateDecrypt " +
          "privateEncrypt publicDecrypt publicEncrypt scrypt scryptSync sign setEngine setFips verify encapsulate decapsulate Certificate Cipheriv " +
          "Decipheriv DiffieHellman DiffieHellmanGroup ECDH KeyObject Sign Verify X509Certificate secureHeapUsed randomUUIDv7");
        """#
}
