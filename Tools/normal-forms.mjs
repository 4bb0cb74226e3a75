// Writes Sources/Locales/NormalFormData.swift, the tables behind String.prototype.normalize: make unicode-tables.
//
// The source is ICU as Node.js brings it: each code point is normalized, and the order of marks is found by looking at which of two are exchanged.

import { writeFileSync } from "node:fs";

const last = 0x10ffff;
const text = (point) => String.fromCodePoint(point);
const points = (string) => [...string].map((character) => character.codePointAt(0));
const isHangul = (point) => point >= 0xac00 && point < 0xac00 + 11172;

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** Five bits a digit, the least first; a digit of 32 or more goes on. */
function number(value) {
  let result = "";
  do {
    result += digits[(value & 31) | (value > 31 ? 32 : 0)];
    value >>>= 5;
  } while (value > 0);
  return result;
}

/** Each code point as its distance from the one before, how many it becomes, and these. */
function decompositions(form, isNew) {
  let before = 0;
  let result = "";
  for (let point = 0; point <= last; point++) {
    if ((point >= 0xd800 && point < 0xe000) || isHangul(point)) continue;
    const whole = text(point).normalize(form);
    if (whole === text(point) || !isNew(point, whole)) continue;
    const parts = points(whole);
    result += number(point - before) + number(parts.length) + parts.map(number).join("");
    before = point;
  }
  return result;
}

/** The marks of each combining class, which are told from each other by which of two in a row are exchanged. */
function classes() {
  const exchanged = (first, second) => (text(first) + text(second)).normalize("NFD") !== text(first) + text(second);
  const [lowest, highest] = [0x334, 0x345];
  const marks = [];
  for (let point = 0; point <= last; point++) {
    if ((point >= 0xd800 && point < 0xe000) || text(point).normalize("NFD") !== text(point)) continue;
    if (exchanged(point, lowest) || exchanged(highest, point)) marks.push(point);
  }
  const groups = [];
  for (const mark of marks) {
    const group = groups.find(([other]) => !exchanged(other, mark) && !exchanged(mark, other));
    if (group) group.push(mark);
    else groups.push([mark]);
  }
  return groups.sort(([a], [b]) => (exchanged(a, b) ? 1 : -1));
}

/** Two code points and the one that they become. */
function compositions() {
  let result = "";
  for (let point = 0; point <= last; point++) {
    if ((point >= 0xd800 && point < 0xe000) || isHangul(point)) continue;
    const parts = points(text(point).normalize("NFD"));
    if (parts.length < 2 || text(point).normalize("NFC") !== text(point)) continue;
    const first = points(parts.slice(0, -1).map(text).join("").normalize("NFC"));
    if (first.length !== 1) throw new Error(`${point.toString(16)} is not made of two`);
    result += number(first[0]) + number(parts.at(-1)) + number(point);
  }
  return result;
}

const wrapped = (content) => content.match(/.{1,140}/g).join("\\\n        ");
const table = (name, about, content) => `    /// ${about}\n    static let ${name}: StaticString = """\n        ${wrapped(content)}\n        """\n`;
const canonical = decompositions("NFD", () => true);
const compatible = decompositions("NFKD", (point, whole) => whole !== text(point).normalize("NFD"));
const marks = classes().map((group) => {
  let before = 0;
  return number(group.length) + group.map((point) => { const result = number(point - before); before = point; return result; }).join("");
}).join("");

writeFileSync("Sources/Locales/NormalFormData.swift", `// Written by Tools/normal-forms.mjs: make unicode-tables.

/// Unicode ${process.versions.unicode}, as ICU ${process.versions.icu} tells it. Numbers have five bits a digit.
enum NormalFormData {
${[
    table("canonical", "Code points as distances, how many each becomes, and these.", canonical),
    table("compatible", "The same of those that have another compatibility decomposition.", compatible),
    table("classes", "For each combining class, in their order, how many marks it has, and these as distances.", marks),
    table("compositions", "Two code points, and the one that they become.", compositions()),
  ].join("\n")}}
`);
