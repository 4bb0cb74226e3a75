import crypto, { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
for (const name of ["md5", "sha1", "sha256", "sha384", "SHA512"]) console.log(createHash(name).update("abc").update(Buffer.from("ä")).digest("hex"));
console.log(createHmac("sha256", "key").update("text").digest("base64"), createHash("sha1").update("a").copy().digest("base64url"));
console.log(randomBytes(4).length, randomUUID().length, crypto.randomInt(1, 2), timingSafeEqual(Buffer.from("a"), Buffer.from("a")));
console.log(crypto.pbkdf2Sync("pw", "salt", 2, 20, "sha1").toString("hex"), crypto.getHashes().length, crypto.hash("md5", "x"));
for (const wrong of [() => createHash("nope"), () => createHash("md5").update(1), () => createHmac("nope", "k"), () => randomBytes(-1), () => { const hash = createHash("md5"); hash.digest(); hash.digest(); }])
  try { wrong(); } catch (error) { console.log(error.name, error.code, error.message); }
const hash = createHash("sha1");
hash.on("readable", () => { const data = hash.read(); if (data) console.log(data.toString("hex")); });
hash.write("abc");
hash.end();
