extension WebModules {
    /// https://w3c.github.io/webcrypto/
    static let crypto = #"""
        "use strict";
        // https://w3c.github.io/webcrypto/
        const host = __dirname;
        const { bytesOf, define, illegal, required } = require("interfaces");
        const secret = {};
        const hashes = { __proto__: null, "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512" };
        const blocks = { __proto__: null, "SHA-1": 64, "SHA-256": 64, "SHA-384": 128, "SHA-512": 128 };
        const integerArrays = ["Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array", "BigInt64Array", "BigUint64Array"];
        const nameOf = (algorithm) => `${typeof algorithm === "object" && algorithm !== null ? algorithm.name : algorithm}`;
        function hashName(algorithm) {
          const name = nameOf(algorithm).toUpperCase();
          if (!(name in hashes)) throw host.domException("Unrecognized algorithm name", "NotSupportedError");
          return name;
        }
        function copyOf(data, name) {
          const bytes = host.kindOf(data) === "shared" ? undefined : bytesOf(data);
          if (bytes === undefined)
            throw host.error("TypeError", "ERR_INVALID_ARG_TYPE", `Failed to execute '${name}' on 'SubtleCrypto': data is not instance of ArrayBuffer, Buffer, TypedArray, or DataView.`);
          return bytes.slice();
        }
        // An operation that is done beside the program. What is wrong with its arguments is known at once.
        function operation(work) {
          const promise = host.promise();
          try {
            host.later(promise, work());
          } catch (error) {
            host.reject(promise, error);
          }
          return promise;
        }
        class CryptoKey {
          #type; #extractable; #algorithm; #usages; #bytes;
          constructor(key = undefined, type, extractable, algorithm, usages, bytes) {
            if (key !== secret) throw illegal();
            this.#type = type;
            this.#extractable = extractable;
            this.#algorithm = algorithm;
            this.#usages = usages;
            this.#bytes = bytes;
          }
          get type() { return this.#type; }
          get extractable() { return this.#extractable; }
          get algorithm() { return this.#algorithm; }
          get usages() { return this.#usages; }
          static {
            keyBytes = (key, usage) => {
              if (typeof key !== "object" || key === null || !(#bytes in key))
                throw host.error("TypeError", "ERR_INVALID_ARG_TYPE", `parameter 2 is not of type 'CryptoKey'.`);
              if (usage && !key.#usages.includes(usage)) throw host.domException(`Unable to use this key to ${usage}`, "InvalidAccessError");
              return key.#bytes;
            };
            secretOf = (key) => (typeof key === "object" && key !== null && #bytes in key ? key.#bytes : undefined);
            host.inspector(this.prototype, (value) => (#bytes in value
              ? { name: "CryptoKey", object: { type: value.#type, extractable: value.#extractable, algorithm: value.#algorithm, usages: value.#usages } }
              : undefined));
          }
        }
        var keyBytes, secretOf;
        define(CryptoKey);
        function hmacHash(key) { return hashes[key.algorithm.hash.name]; }
        function makeKey(algorithm, extractable, usages, bytes) {
          const name = nameOf(algorithm);
          const list = [...usages].map((usage) => `${usage}`);
          switch (name.toUpperCase()) {
            case "HMAC": {
              const hash = hashName(algorithm.hash);
              if (list.some((usage) => usage !== "sign" && usage !== "verify")) throw host.domException("Unsupported key usage for an HMAC key", "SyntaxError");
              if (list.length === 0) throw host.domException("Usages cannot be empty when importing a secret key.", "SyntaxError");
              bytes ??= host.fill(new Uint8Array(algorithm.length === undefined ? blocks[hash] : Math.ceil(algorithm.length / 8)));
              return new CryptoKey(secret, "secret", extractable, { name: "HMAC", length: bytes.length * 8, hash: { name: hash } }, list, bytes);
            }
            case "AES-CBC": case "AES-CTR": case "AES-GCM": case "AES-KW":
              bytes ??= host.fill(new Uint8Array((algorithm.length ?? 256) / 8));
              if (![16, 24, 32].includes(bytes.length)) throw host.domException("Invalid key length", "DataError");
              return new CryptoKey(secret, "secret", extractable, { name: name.toUpperCase(), length: bytes.length * 8 }, list, bytes);
            case "PBKDF2": case "HKDF":
              if (bytes) return new CryptoKey(secret, "secret", extractable, { name: name.toUpperCase() }, list, bytes);
          }
          throw host.domException("Unrecognized algorithm name", "NotSupportedError");
        }
        const refuse = (name) => { host.outside(`crypto.subtle.${name}`); };
        class SubtleCrypto {
          constructor(key = undefined) { if (key !== secret) throw illegal(); }
          digest(algorithm, data) {
            return operation(() => {
              required(2, ["algorithm", "data"], arguments.length);
              return host.digest(hashes[hashName(algorithm)], copyOf(data, "digest"));
            });
          }
          importKey(format, keyData, algorithm, extractable, keyUsages) {
            return operation(() => {
              required(4, ["format", "keyData", "algorithm", "extractable"], arguments.length);
              if (format === "raw" || format === "raw-secret") return makeKey(algorithm, Boolean(extractable), keyUsages, copyOf(keyData, "importKey"));
              if (format === "jwk" && keyData?.kty === "oct") return makeKey(algorithm, Boolean(extractable), keyUsages, fromBase64URL(keyData.k));
              return refuse(`importKey of ${format}`);
            });
          }
          exportKey(format, key) {
            return operation(() => {
              const bytes = keyBytes(key);
              if (!key.extractable) throw host.domException("key is not extractable", "InvalidAccessError");
              if (format === "raw" || format === "raw-secret") return bytes.slice().buffer;
              return refuse(`exportKey of ${format}`);
            });
          }
          generateKey(algorithm, extractable, keyUsages) {
            return operation(() => {
              const name = nameOf(algorithm).toUpperCase();
              if (name !== "HMAC" && !name.startsWith("AES-")) return refuse(`generateKey of ${name}`);
              return makeKey(algorithm, Boolean(extractable), keyUsages);
            });
          }
          sign(algorithm, key, data) {
            return operation(() => {
              const bytes = keyBytes(key, "sign");
              if (key.algorithm.name !== "HMAC") return refuse("sign");
              return host.hmac(hmacHash(key), bytes, copyOf(data, "sign"));
            });
          }
          verify(algorithm, key, signature, data) {
            return operation(() => {
              const bytes = keyBytes(key, "verify");
              if (key.algorithm.name !== "HMAC") return refuse("verify");
              const given = copyOf(signature, "verify");
              const right = new Uint8Array(host.hmac(hmacHash(key), bytes, copyOf(data, "verify")));
              return given.length === right.length && right.every((byte, index) => byte === given[index]);
            });
          }
          encrypt() { return operation(() => refuse("encrypt")); }
          decrypt() { return operation(() => refuse("decrypt")); }
          deriveBits() { return operation(() => refuse("deriveBits")); }
          deriveKey() { return operation(() => refuse("deriveKey")); }
          wrapKey() { return operation(() => refuse("wrapKey")); }
          unwrapKey() { return operation(() => refuse("unwrapKey")); }
        }
        define(SubtleCrypto);
        function fromBase64URL(text) {
          const { atob } = require("base64");
          return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
        }
        const subtle = new SubtleCrypto(secret);
        class Crypto {
          constructor(key = undefined) { if (key !== secret) throw illegal(); }
          get subtle() { return subtle; }
          getRandomValues(array) {
            if (!integerArrays.includes(host.kindOf(array))) throw host.domException("The data argument must be an integer-type TypedArray", "TypeMismatchError");
            if (array.byteLength > 65536) throw host.domException("The requested length exceeds 65,536 bytes", "QuotaExceededError");
            return host.fill(array);
          }
          randomUUID() { return host.uuid(); }
        }
        define(Crypto);
        module.exports = { makeKey, secretOf, Crypto, CryptoKey, SubtleCrypto, crypto: new Crypto(secret) };
        """#
}
