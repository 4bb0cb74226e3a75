import { Buffer as Own, constants, isAscii, transcode } from "node:buffer";
console.log(Buffer === Own, typeof Buffer, Buffer.from("hé").toString("hex"), Buffer.from("aGk=", "base64").toString(), Buffer.alloc(3, "ab"));
console.log(Buffer.concat([Buffer.from("a"), Buffer.from([98, 99])]), Buffer.byteLength("€"), Buffer.compare(Buffer.from("a"), Buffer.from("b")));
const bytes = Buffer.alloc(8);
console.log(bytes.writeUInt32BE(0xcafe, 0), bytes.writeInt16LE(-2, 4), bytes.readUInt32BE(0), bytes.readInt16LE(4), bytes.readDoubleLE(0));
console.log(Buffer.from("hello world").indexOf("wor"), Buffer.from("abcabc").lastIndexOf("abc"), Buffer.from("abc").equals(Buffer.from("abc")));
console.log(JSON.stringify(Buffer.from("ab")), Buffer.from("abcdef").subarray(1, -1).toString("latin1"), [...Buffer.from("ab")]);
console.log(Buffer.isBuffer(new Uint8Array(1)), Buffer.from("x") instanceof Uint8Array, Buffer.isEncoding("UCS-2"), constants.MAX_STRING_LENGTH);
console.log(isAscii(Buffer.from("a")), transcode(Buffer.from("ä"), "utf8", "latin1"), { nested: Buffer.from("z".repeat(60)) });
for (const wrong of [() => Buffer.from(5), () => Buffer.alloc(-1), () => bytes.readInt8(9), () => bytes.writeUInt8(256), () => bytes.toString("no")])
  try { wrong(); } catch (error) { console.log(error.name, error.code, error.message); }
