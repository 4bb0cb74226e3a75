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
        const functions = {};
        for (const list of [
          "md5 ssl3-md5 rsa-md5 md5withrsaencryption", "sha1 sha-1 ssl3-sha1 rsa-sha1 rsa-sha1-2 sha1withrsaencryption",
          "sha224 sha-224 sha2-224 rsa-sha224 sha224withrsaencryption", "sha256 sha-256 sha2-256 rsa-sha256 sha256withrsaencryption",
          "sha384 sha-384 sha2-384 rsa-sha384 sha384withrsaencryption", "sha512 sha-512 sha2-512 rsa-sha512 sha512withrsaencryption",
          "sha512-224 sha-512/224 sha2-512/224 rsa-sha512/224 sha512-224withrsaencryption",
          "sha512-256 sha-512/256 sha2-512/256 rsa-sha512/256 sha512-256withrsaencryption",
          "ripemd160 ripemd-160 ripemd rmd160 rsa-ripemd160 ripemd160withrsa", "blake2b512 blake2b-512", "blake2s256 blake2s-256",
          "sm3 rsa-sm3 sm3withrsaencryption", "md5-sha1", "shake128 shake-128", "shake256 shake-256",
          ...["224", "256", "384", "512"].map((bits) => `sha3-${bits} rsa-sha3-${bits} id-rsassa-pkcs1-v1_5-with-sha3-${bits}`),
        ]) for (const name of list.split(" ")) functions[name] = list.split(" ")[0];
        const lengths = { shake128: 16, shake256: 32 };
        // Functions of old that OpenSSL 3 knows and does not give.
        const legacy = ["md4", "rsa-md4", "md4withrsaencryption", "mdc2", "rsa-mdc2", "mdc2withrsa", "whirlpool"];
        const known = [
          "RSA-MD5", "RSA-RIPEMD160", "RSA-SHA1", "RSA-SHA1-2", "RSA-SHA224", "RSA-SHA256", "RSA-SHA3-224", "RSA-SHA3-256", "RSA-SHA3-384",
          "RSA-SHA3-512", "RSA-SHA384", "RSA-SHA512", "RSA-SHA512/224", "RSA-SHA512/256", "RSA-SM3", "blake2b512", "blake2s256",
          "id-rsassa-pkcs1-v1_5-with-sha3-224", "id-rsassa-pkcs1-v1_5-with-sha3-256", "id-rsassa-pkcs1-v1_5-with-sha3-384",
          "id-rsassa-pkcs1-v1_5-with-sha3-512", "md5", "md5-sha1", "md5WithRSAEncryption", "ripemd", "ripemd160", "ripemd160WithRSA", "rmd160",
          "sha1", "sha1WithRSAEncryption", "sha224", "sha224WithRSAEncryption", "sha256", "sha256WithRSAEncryption", "sha3-224", "sha3-256",
          "sha3-384", "sha3-512", "sha384", "sha384WithRSAEncryption", "sha512", "sha512-224", "sha512-224WithRSAEncryption", "sha512-256",
          "sha512-256WithRSAEncryption", "sha512WithRSAEncryption", "shake128", "shake256", "sm3", "sm3WithRSAEncryption", "ssl3-md5", "ssl3-sha1",
        ];
        // An error of OpenSSL, with the parts of its message.
        function opensslError(number, reason, code, stack) {
          const library = "digital envelope routines";
          const error = new Error(`error:${number}:${library}::${reason}`);
          return Object.assign(error, stack ? { opensslErrorStack: stack } : {}, { library, reason, code });
        }
        const unsupported = (...stack) => opensslError("0308010C", "unsupported", "ERR_OSSL_EVP_UNSUPPORTED", stack.length > 0 ? stack : undefined);
        const isLegacy = (name) => legacy.includes(name.toLowerCase());
        const found = (name) => (Object.hasOwn(functions, name.toLowerCase()) ? functions[name.toLowerCase()] : undefined);
        function functionOf(name, words = "Digest method not supported") {
          if (typeof name !== "string") throw wrongType("algorithm", "of type string", name);
          if (isLegacy(name))
            throw unsupported("error:03000086:digital envelope routines::initialization error", "error:0308010C:digital envelope routines::unsupported");
          const own = found(name);
          if (own === undefined) throw new Error(words);
          return own;
        }
        const invalidDigest = (name) => host.error("TypeError", "ERR_CRYPTO_INVALID_DIGEST", `Invalid digest: ${name}`);
        // That of a function which makes codes or keys of it.
        function keyedFunctionOf(name, fails) {
          if (isLegacy(name)) throw fails(true);
          const own = found(name);
          if (own === undefined) throw invalidDigest(name);
          if (Object.hasOwn(lengths, own)) throw fails(false);
          return own;
        }
        const notDerived = (isOld) => new Error(host.isLatest ? "Deriving bits failed" : isOld ? "error:0308010C:digital envelope routines::unsupported" : "error:00000000:lib(0)::reason(0)");
        function bytesOf(data, encoding, name) {
          if (typeof data === "string") return Buffer.from(data, encoding === "buffer" ? undefined : encoding);
          if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
          throw wrongType(name, "of type string or an instance of Buffer, TypedArray, or DataView", data);
        }
        function keyOf(key, encoding) {
          if (typeof key === "string") return Buffer.from(key, encoding);
          if (ArrayBuffer.isView(key)) return Buffer.from(key.buffer, key.byteOffset, key.byteLength);
          if (key instanceof ArrayBuffer) return Buffer.from(key);
          if (isKey(key)) return secretOf(key);
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
          const name = algorithm instanceof Hash ? algorithm[state].name : functionOf(algorithm);
          const length = options?.outputLength;
          if (length !== undefined) {
            if (typeof length !== "number") throw wrongType("options.outputLength", "of type number", length);
            if (!(length >= 0 && length <= 4294967295)) throw ranged("options.outputLength", ">= 0 && <= 4294967295", length);
            if (!Object.hasOwn(lengths, name) && length !== host.hash(name, Buffer.alloc(0)).length)
              throw opensslError("030000B2", "not XOF or invalid length", "ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH");
            if (length > 2 ** 24) host.refuse("a digest of more than 16 MiB");
          }
          this[state] = { name, length: length ?? algorithm[state]?.length, parts, isDone: false };
        }
        function Hmac(algorithm, key, options) {
          if (!new.target) return new Hmac(algorithm, key, options);
          if (typeof algorithm !== "string") throw wrongType("hmac", "of type string", algorithm);
          const bytes = keyOf(key, options?.encoding);
          lazyTransform().call(this, options);
          const name = keyedFunctionOf(algorithm, (isOld) => (!isOld ? new Error("error:00000000:lib(0)::reason(0)")
            : host.isLatest ? unsupported() : unsupported("error:03000086:digital envelope routines::initialization error", "error:0308010C:digital envelope routines::unsupported")));
          this[state] = { name, key: bytes, parts: [], isDone: false };
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
            return encoded(Buffer.from(host.hash(own.name, Buffer.concat(own.parts), undefined, own.length).buffer), encoding);
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
        // MARK: Keys
        const secrets = new WeakMap();
        const isKey = (value) => typeof value === "object" && value !== null && secrets.has(value);
        const secretOf = (key) => Buffer.from(secrets.get(key));
        const invalidThis = () => host.error("TypeError", "ERR_INVALID_THIS", 'Value of "this" must be of type KeyObject');
        const token = {};
        class KeyObject {
          constructor(type, handle) {
            if (!["secret", "public", "private"].includes(type)) throw host.error("TypeError", "ERR_INVALID_ARG_VALUE", `The argument 'type' is invalid. Received ${host.inspect(type)}`);
            if (handle?.token !== token) throw wrongType("handle", "of type object", handle);
            secrets.set(this, handle.bytes);
          }
          get type() {
            if (!isKey(this)) throw invalidThis();
            return "secret";
          }
          toCryptoKey(algorithm, extractable, usages) {
            if (!isKey(this)) throw invalidThis();
            return host.webModule("crypto").makeKey(algorithm, Boolean(extractable), usages, new Uint8Array(secretOf(this)));
          }
          equals(other) {
            if (!isKey(this)) throw invalidThis();
            if (!isKey(other)) throw wrongType("otherKeyObject", "an instance of KeyObject", other);
            return secretOf(this).equals(secretOf(other));
          }
          static from(key) {
            const bytes = host.webModule("crypto").secretOf(key);
            if (bytes === undefined) throw wrongType("key", "an instance of CryptoKey", key);
            return new SecretKeyObject(bytes);
          }
        }
        Object.defineProperty(KeyObject.prototype, Symbol.toStringTag, { value: "KeyObject", configurable: true });
        class SecretKeyObject extends KeyObject {
          constructor(bytes) { super("secret", { token, bytes: Buffer.from(bytes) }); }
          get symmetricKeySize() { return secretOf(this).length; }
          export(options) {
            if (options !== undefined && (typeof options !== "object" || options === null)) throw wrongType("options", "of type object", options);
            const format = options?.format;
            if (format === "jwk") return { kty: "oct", k: secretOf(this).toString("base64url") };
            if (format === undefined || format === "buffer") return secretOf(this);
            throw host.error("TypeError", "ERR_INVALID_ARG_VALUE", `The property 'options.format' must be one of: undefined, 'buffer', 'jwk'. Received ${host.inspect(format)}`);
          }
        }
        function createSecretKey(key, encoding) {
          if (typeof key === "string") return new SecretKeyObject(Buffer.from(key, encoding === "buffer" ? "utf8" : encoding));
          if (!ArrayBuffer.isView(key) && !(key instanceof ArrayBuffer)) throw wrongType("key", "an instance of ArrayBuffer, Buffer, TypedArray, or DataView", key);
          return new SecretKeyObject(keyOf(key));
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
          if (typeof digest !== "string") throw wrongType("digest", "of type string", digest);
          const name = keyedFunctionOf(digest, notDerived);
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
          if (typeof digest !== "string") throw wrongType("digest", "of type string", digest);
          const name = keyedFunctionOf(digest, notDerived);
          if (isKey(key)) key = secretOf(key);
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
          createHash, createHmac, createSecretKey, KeyObject, getCiphers: () => [...ciphers], getCurves: () => [...curves], getHashes: () => [...known],
          hkdf: later(hkdfSync), hkdfSync, pbkdf2: later(pbkdf2Sync), pbkdf2Sync, randomBytes, randomInt, randomUUID, timingSafeEqual,
          randomFill(view, ...rest) {
            const callback = rest.pop();
            if (typeof callback !== "function") throw wrongType("callback", "of type function", callback);
            randomFillSync(view, ...rest);
            globalThis.setImmediate(callback, null, view);
          },
          randomFillSync,
          hash(algorithm, data, encoding = "hex") {
            functionOf(algorithm, `Digest method ${algorithm} is not supported`);
            return createHash(algorithm).update(data).digest(encoding);
          },
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
          "createDiffieHellmanGroup createECDH createPrivateKey createPublicKey createSign createVerify diffieHellman generatePrime " +
          "generatePrimeSync getCipherInfo getDiffieHellman generateKeyPair generateKeyPairSync generateKey generateKeySync privateDecrypt " +
          "privateEncrypt publicDecrypt publicEncrypt scrypt scryptSync sign setEngine setFips verify encapsulate decapsulate Certificate Cipheriv " +
          "Decipheriv DiffieHellman DiffieHellmanGroup ECDH Sign Verify X509Certificate secureHeapUsed randomUUIDv7");
        """#
}
