// Secret keys of node:crypto.
import * as c from "node:crypto";
const t = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.code, e.message); } };
const k = c.createSecretKey(Buffer.from("abc"));
for (const f of [
  () => [k.type, k.symmetricKeySize, k.asymmetricKeyType, Object.keys(k), JSON.stringify(k)], () => k.export(), () => k.export({ format: "jwk" }), () => k.export({ format: "pem" }), () => k.export(1),
  () => k.equals(c.createSecretKey("abc", "utf8")), () => k.equals(c.createSecretKey("abd", "utf8")), () => k.equals(1), () => c.createSecretKey("YWJj", "base64").export(),
  () => c.createSecretKey(), () => c.createSecretKey(5), () => c.createSecretKey(Buffer.alloc(0)).symmetricKeySize,
  () => c.createHmac("sha1", k).update("x").digest("hex") === c.createHmac("sha1", "abc").update("x").digest("hex"), () => k instanceof c.KeyObject, () => Object.prototype.toString.call(k),
  () => new c.KeyObject(), () => new c.KeyObject("secret", {}), () => new c.KeyObject("x", {}), () => c.KeyObject.from(1), () => Object.getPrototypeOf(k).constructor.name,
  () => c.KeyObject.prototype.type, () => c.createHmac("sha1", {}), () => Buffer.from(c.hkdfSync("sha1", k, "s", "i", 8)).toString("hex"), () => [c.createSecretKey.length, c.KeyObject.length],
]) t(f);
const own = await crypto.subtle.importKey("raw", Buffer.from("abc"), { name: "HMAC", hash: "SHA-256" }, true, ["sign"]);
t(() => c.KeyObject.from(own).export());
t(() => k.toCryptoKey({ name: "HMAC", hash: "SHA-256" }, true, ["sign"]).algorithm);
