// Every hash function by its names, of messages around the lengths of its blocks; codes and keys made of them; functions of old, and unknown ones.
import { createHash, createHmac, hash, hkdfSync, pbkdf2Sync } from "node:crypto";
const names = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha512-224", "sha512-256", "sha3-224", "sha3-256", "sha3-384", "sha3-512", "shake128", "shake256",
  "ripemd160", "blake2b512", "blake2s256", "sm3", "md5-sha1"];
for (const name of names) {
  let chain = Buffer.alloc(0);
  for (const length of [0, 1, 3, 55, 56, 63, 64, 65, 71, 72, 103, 104, 111, 112, 127, 128, 129, 135, 136, 143, 144, 167, 168, 199, 200, 255, 256, 257, 1000])
    chain = createHash(name).update(Buffer.concat([chain, Buffer.from(Array.from({ length }, (_, index) => (index * 7 + length) & 255))])).digest();
  console.log(name, createHash(name).update("abc").digest("hex"), chain.toString("base64"));
  try {
    const code = (key) => createHmac(name, key).update("message").digest("base64");
    console.log(code(""), code("key"), code("k".repeat(64)), code("k".repeat(145)));
  } catch (error) {
    console.log(error.name, error.code, error.message, Object.keys(error));
  }
}
for (const name of ["RSA-RIPEMD160", "ripemd", "rmd160", "RSA-SHA512/256", "sha-224", "sha2-224", "blake2b-512", "SHAKE-128", "RSA-SM3", "id-rsassa-pkcs1-v1_5-with-sha3-256", "md4", "MD4",
  "whirlpool", "mdc2", "RSA-MD4", "foo", "sha", "keccak-256"])
  for (const attempt of [() => createHash(name).update("abc").digest("base64"), () => createHmac(name, "k").update("abc").digest("base64"), () => hash(name, "abc"),
    () => pbkdf2Sync("p", "s", 2, 8, name).toString("hex"), () => Buffer.from(hkdfSync(name, "k", "s", "i", 8)).toString("hex")]) {
    try {
      console.log(name, attempt());
    } catch (error) {
      console.log(name, error.name, error.code, error.message, Object.entries(error));
    }
  }
console.log(createHash("shake256", { outputLength: 300 }).update("abc").digest("base64"), createHash("shake128", { outputLength: 0 }).digest("hex"));
for (const options of [{ outputLength: 8 }, { outputLength: -1 }, { outputLength: "8" }]) {
  try {
    console.log(createHash("sha256", options));
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
console.log(createHash("sha256", { outputLength: 32 }).update("abc").digest("hex"));
