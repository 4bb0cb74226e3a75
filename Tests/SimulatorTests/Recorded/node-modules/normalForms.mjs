// A fold of what becomes of all kinds of characters in the four forms, alone and with marks around them.
let fold = 0;
const add = (text) => { for (let index = 0; index < text.length; index++) fold = (Math.imul(fold ^ text.charCodeAt(index), 0x01000193)) >>> 0; };
const forms = ["NFC", "NFD", "NFKC", "NFKD"];
for (const form of forms) {
  fold = 0x811c9dc5;
  for (let point = 0; point < 0x3400; point++) add(String.fromCodePoint(point).normalize(form));
  for (const [first, last, step] of [[0xa600, 0xac00, 1], [0xac00, 0xd800, 97], [0xf900, 0x10000, 1], [0x10000, 0x12000, 1], [0x16d40, 0x16d80, 1], [0x1d100, 0x1d800, 1], [0x1ee00, 0x1f300, 1], [0x2f800, 0x2fa20, 1]]) {
    for (let point = first; point < last; point += step) add(String.fromCodePoint(point).normalize(form));
  }
  console.log(form, fold.toString(16));
}
const marks = [0x300, 0x301, 0x304, 0x307, 0x308, 0x31b, 0x323, 0x327, 0x328, 0x334, 0x338, 0x345, 0x35c, 0x360, 0x591, 0x5b0, 0x64b, 0x93c, 0x94d, 0xe38, 0xf71, 0x20d0, 0x302a, 0x3099, 0x1100, 0x1161, 0x11a8, 0xac00, 0x1d165];
fold = 0x811c9dc5;
for (const first of marks) for (const second of marks) for (const form of forms) add(("a" + String.fromCodePoint(first, second) + "\u0323\ud800").normalize(form));
console.log("marks", fold.toString(16));
const lone = "\ud800e\u0301\udc00";
console.log(lone.normalize() === "\ud800\u00e9\udc00", "".normalize("NFD") === "", "\ufb01".normalize("NFKC"), String.prototype.normalize.length);
try { "a".normalize("nfc"); } catch (error) { console.log(error.name + ": " + error.message); }
