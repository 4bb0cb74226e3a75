import { StringDecoder } from "node:string_decoder";
const decoder = new StringDecoder("utf8");
console.log([decoder.write(Buffer.from([0xe2, 0x82])), decoder.lastNeed, decoder.write(Buffer.from([0xac, 0x41])), decoder.end(Buffer.from([0xf0]))]);
const other = new StringDecoder("base64");
console.log([other.write(Buffer.from("ab")), other.end(Buffer.from("cd"))]);
