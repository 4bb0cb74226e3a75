// Writes Sources/RegularExpressions/Unicode/UnicodeData.swift, the tables behind \p{…} and the flag i: make unicode-tables.
//
// The source is ICU as Node.js brings it (process.versions.unicode says which Unicode it is): each property that ECMA-262 names is asked for each
// code point. Names are those of the tables of ECMA-262, and of PropertyValueAliases.txt for the scripts.
// https://tc39.es/ecma262/#table-binary-unicode-properties

import { writeFileSync } from "node:fs";

const categories = `Cased_Letter=LC Close_Punctuation=Pe Connector_Punctuation=Pc Control=Cc=cntrl Currency_Symbol=Sc Dash_Punctuation=Pd
Decimal_Number=Nd=digit Enclosing_Mark=Me Final_Punctuation=Pf Format=Cf Initial_Punctuation=Pi Letter_Number=Nl Line_Separator=Zl
Lowercase_Letter=Ll Math_Symbol=Sm Modifier_Letter=Lm Modifier_Symbol=Sk Nonspacing_Mark=Mn Open_Punctuation=Ps Other_Letter=Lo Other_Number=No
Other_Punctuation=Po Other_Symbol=So Paragraph_Separator=Zp Private_Use=Co Space_Separator=Zs Spacing_Mark=Mc Surrogate=Cs Titlecase_Letter=Lt
Uppercase_Letter=Lu`;

const scripts = `Adlam=Adlm Caucasian_Albanian=Aghb Ahom Arabic=Arab Imperial_Aramaic=Armi Armenian=Armn Avestan=Avst Balinese=Bali Bamum=Bamu
Bassa_Vah=Bass Batak=Batk Bengali=Beng Beria_Erfe=Berf Bhaiksuki=Bhks Bopomofo=Bopo Brahmi=Brah Braille=Brai Buginese=Bugi Buhid=Buhd Chakma=Cakm
Canadian_Aboriginal=Cans Carian=Cari Cham Cherokee=Cher Chorasmian=Chrs Coptic=Copt=Qaac Cypro_Minoan=Cpmn Cypriot=Cprt Cyrillic=Cyrl
Devanagari=Deva Dives_Akuru=Diak Dogra=Dogr Deseret=Dsrt Duployan=Dupl Egyptian_Hieroglyphs=Egyp Elbasan=Elba Elymaic=Elym Ethiopic=Ethi
Garay=Gara Georgian=Geor Glagolitic=Glag Gunjala_Gondi=Gong Masaram_Gondi=Gonm Gothic=Goth Grantha=Gran Greek=Grek Gujarati=Gujr Gurmukhi=Guru
Gurung_Khema=Gukh Hangul=Hang Han=Hani Hanunoo=Hano Hatran=Hatr Hebrew=Hebr Hiragana=Hira Anatolian_Hieroglyphs=Hluw Pahawh_Hmong=Hmng
Nyiakeng_Puachue_Hmong=Hmnp Old_Hungarian=Hung Old_Italic=Ital Javanese=Java Kayah_Li=Kali Katakana=Kana Kawi
Kharoshthi=Khar Khmer=Khmr Khojki=Khoj Khitan_Small_Script=Kits Kannada=Knda Kirat_Rai=Krai Kaithi=Kthi Tai_Tham=Lana Lao=Laoo Latin=Latn
Lepcha=Lepc Limbu=Limb Linear_A=Lina Linear_B=Linb Lisu Lycian=Lyci Lydian=Lydi Mahajani=Mahj Makasar=Maka Mandaic=Mand Manichaean=Mani
Marchen=Marc Medefaidrin=Medf Mende_Kikakui=Mend Meroitic_Cursive=Merc Meroitic_Hieroglyphs=Mero Malayalam=Mlym Modi Mongolian=Mong Mro=Mroo
Meetei_Mayek=Mtei Multani=Mult Myanmar=Mymr Nag_Mundari=Nagm Nandinagari=Nand Old_North_Arabian=Narb Nabataean=Nbat Newa Nko=Nkoo Nushu=Nshu
Ogham=Ogam Ol_Chiki=Olck Ol_Onal=Onao Old_Turkic=Orkh Oriya=Orya Osage=Osge Osmanya=Osma Old_Uyghur=Ougr Palmyrene=Palm Pau_Cin_Hau=Pauc
Old_Permic=Perm Phags_Pa=Phag Inscriptional_Pahlavi=Phli Psalter_Pahlavi=Phlp Phoenician=Phnx Miao=Plrd Inscriptional_Parthian=Prti Rejang=Rjng
Hanifi_Rohingya=Rohg Runic=Runr Samaritan=Samr Old_South_Arabian=Sarb Saurashtra=Saur SignWriting=Sgnw Shavian=Shaw Sharada=Shrd Siddham=Sidd
Sidetic=Sidt Khudawadi=Sind Sinhala=Sinh Sogdian=Sogd Old_Sogdian=Sogo Sora_Sompeng=Sora Soyombo=Soyo Sundanese=Sund Sunuwar=Sunu
Syloti_Nagri=Sylo Syriac=Syrc Tagbanwa=Tagb Takri=Takr Tai_Le=Tale New_Tai_Lue=Talu Tai_Yo=Tayo Tamil=Taml Tangut=Tang Tai_Viet=Tavt Telugu=Telu
Tifinagh=Tfng Tagalog=Tglg Thaana=Thaa Thai Tibetan=Tibt Tirhuta=Tirh Tangsa=Tnsa Todhri=Todr Tolong_Siki=Tols Toto Tulu_Tigalari=Tutg
Ugaritic=Ugar Vai=Vaii Vithkuqi=Vith Warang_Citi=Wara Wancho=Wcho Old_Persian=Xpeo Cuneiform=Xsux Yezidi=Yezi Yi=Yiii Zanabazar_Square=Zanb
Inherited=Zinh=Qaai Common=Zyyy Unknown=Zzzz`;

const binaries = `ASCII_Hex_Digit=AHex Alphabetic=Alpha Bidi_Control=Bidi_C Bidi_Mirrored=Bidi_M Case_Ignorable=CI Cased Changes_When_Casefolded=CWCF
Changes_When_Casemapped=CWCM Changes_When_Lowercased=CWL Changes_When_NFKC_Casefolded=CWKCF Changes_When_Titlecased=CWT
Changes_When_Uppercased=CWU Dash Default_Ignorable_Code_Point=DI Deprecated=Dep Diacritic=Dia Emoji Emoji_Component=EComp Emoji_Modifier=EMod
Emoji_Modifier_Base=EBase Emoji_Presentation=EPres Extended_Pictographic=ExtPict Extender=Ext Grapheme_Base=Gr_Base Grapheme_Extend=Gr_Ext
Hex_Digit=Hex IDS_Binary_Operator=IDSB IDS_Trinary_Operator=IDST ID_Continue=IDC ID_Start=IDS Ideographic=Ideo Join_Control=Join_C
Logical_Order_Exception=LOE Lowercase=Lower Math Noncharacter_Code_Point=NChar Pattern_Syntax=Pat_Syn Pattern_White_Space=Pat_WS
Quotation_Mark=QMark Radical Regional_Indicator=RI Sentence_Terminal=STerm Soft_Dotted=SD Terminal_Punctuation=Term Unified_Ideograph=UIdeo
Uppercase=Upper Variation_Selector=VS White_Space=space XID_Continue=XIDC XID_Start=XIDS`;

const last = 0x10ffff;
const text = (point) => String.fromCodePoint(point);

/** The ranges of the code points that a pattern matches. */
function ranges(pattern) {
  const test = new RegExp(`^${pattern}$`, "u");
  const found = [];
  for (let point = 0; point <= last; point++) {
    if (!test.test(text(point))) continue;
    const open = found.at(-1);
    if (open && open[1] === point - 1) open[1] = point;
    else found.push([point, point]);
  }
  return found;
}

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
/** Each range as its distance from the end of the one before, and its length less one. */
function encoded(list) {
  let end = 0;
  return list.map(([from, to]) => {
    const result = number(from - end) + number(to - from);
    end = to + 1;
    return result;
  }).join("");
}

const entries = (list) => list.trim().split(/\s+/).map((entry) => entry.split("="));
const line = (names, list) => names.join("=") + ":" + encoded(list);
const categoryLines = entries(categories).filter(([name]) => name !== "Cased_Letter").map((names) => line(names, ranges(`\\p{gc=${names[0]}}`)));
const scriptLines = [];
const extensionLines = [];
for (const names of entries(scripts)) {
  const own = ranges(`\\p{sc=${names[0]}}`);
  const extended = ranges(`\\p{scx=${names[0]}}`);
  scriptLines.push(line(names, own));
  if (encoded(own) !== encoded(extended)) extensionLines.push(line([names[0]], extended));
}
const binaryLines = entries(binaries).map((names) => line(names, ranges(`\\p{${names[0]}}`)));

/** Mappings of single code points as from, length less one, step, and distance (twice, and one more when negative). */
function mappings(pairs) {
  let result = "";
  let end = 0;
  for (let index = 0; index < pairs.length; ) {
    const [from, to] = pairs[index];
    let step = 1;
    let count = 1;
    for (const candidate of [1, 2]) {
      let length = 1;
      while (index + length < pairs.length && pairs[index + length][0] === from + candidate * length && pairs[index + length][1] - pairs[index + length][0] === to - from) length++;
      if (length > count) [step, count] = [candidate, length];
    }
    const distance = to - from;
    result += number(from - end) + number(count - 1) + number(step) + number(distance < 0 ? -distance * 2 + 1 : distance * 2);
    end = from + step * (count - 1) + 1;
    index += count;
  }
  return result;
}

// Canonicalize without u and v: toUppercase of one code unit, when that is one, and does not lead from beyond ASCII into it.
const upper = [];
for (let unit = 0; unit < 0x10000; unit++) {
  if (unit >= 0xd800 && unit < 0xe000) continue;
  const mapped = text(unit).toUpperCase();
  if (mapped.length !== 1) continue;
  const to = mapped.charCodeAt(0);
  if (to !== unit && !(unit >= 128 && to < 128)) upper.push([unit, to]);
}

// With u and v: simple case folding. What is equal to what /iu tells; the smallest that is its own lower case stands for all.
const cased = [];
for (let point = 0; point <= last; point++) {
  if (/^[\p{CWCM}\p{CWCF}\p{CWKCF}]$/u.test(text(point)) && new RegExp(`^[^${text(point) === "\\" ? "\\\\" : text(point)}]$`, "u")) cased.push(point);
}
const parent = new Map();
const all = cased.map(text).join("");
for (const point of cased) {
  const matches = all.match(new RegExp(`\\u{${point.toString(16)}}`, "giu"));
  if (matches.length > 1) parent.set(point, [...new Set(matches.map((match) => match.codePointAt(0)))].sort((a, b) => a - b));
}
const folding = [];
for (const [point, group] of [...parent].sort((a, b) => a[0] - b[0])) {
  const chosen = group.find((member) => text(member).toLowerCase() === text(member) && text(member).toUpperCase() !== text(member)) ?? group[0];
  if (chosen !== point) folding.push([point, chosen]);
}

// Properties of strings: those of one character, with and without the selector of emoji; flags; and what is joined.
const is = (property) => {
  const test = new RegExp(`^\\p{${property}}$`, "v");
  return (string) => test.test(string);
};
const selector = "\u{FE0F}";
const isBasic = is("Basic_Emoji");
const basic = [];
const selected = [];
for (let point = 0x20; point <= 0x1ffff; point++) {
  if (point >= 0xd800 && point < 0xe000) continue;
  if (isBasic(text(point))) basic.push([point, point]);
  if (isBasic(text(point) + selector)) selected.push([point, point]);
}
const modifiers = ["\u{1F3FB}", "\u{1F3FC}", "\u{1F3FD}", "\u{1F3FE}", "\u{1F3FF}"];
const isModified = is("RGI_Emoji_Modifier_Sequence");
const bases = [];
for (let point = 0x20; point <= 0x1ffff; point++) if (isModified(text(point) + modifiers[0])) bases.push([point, point]);
const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const indicator = (letter) => text(0x1f1e6 + letter.charCodeAt(0) - 65);
const isFlag = is("RGI_Emoji_Flag_Sequence");
const flags = letters.flatMap((first) => letters.filter((second) => isFlag(indicator(first) + indicator(second))).map((second) => first + second));

// Which joined sequences there are is asked for those that are built as all of them are: two characters, people side by side, families, and people
// that turn to a side.
const joiner = "\u{200D}";
const isJoined = is("RGI_Emoji_ZWJ_Sequence");
const skins = (base) => [base, ...modifiers.map((modifier) => base + modifier)];
const elements = [...basic.map(([point]) => text(point)), ...selected.map(([point]) => text(point) + selector), ...bases.flatMap(([point]) => skins(text(point)).slice(1))];
const joined = [];
const ask = (...parts) => { const string = parts.join(joiner); if (isJoined(string)) joined.push(string); };
for (const first of elements) for (const second of elements) ask(first, second);
const people = ["\u{1F468}", "\u{1F469}", "\u{1F9D1}"].flatMap(skins);
const children = ["\u{1F466}", "\u{1F467}", "\u{1F9D2}"];
for (const first of people) for (const second of people) {
  for (const between of elements) ask(first, between, second);
  ask(first, "\u{2764}\u{FE0F}", "\u{1F48B}", second);
  for (const child of children) {
    ask(first, second, child);
    for (const other of children) ask(first, second, child, other);
  }
}
for (const person of people) for (const child of children) for (const other of children) ask(person, child, other);
for (const person of people) for (const thing of elements) for (const side of ["\u{27A1}\u{FE0F}", "\u{2B05}\u{FE0F}"]) ask(person, thing, side);
for (const first of elements) for (const sex of ["\u{2640}\u{FE0F}", "\u{2642}\u{FE0F}"]) for (const side of elements) ask(first, sex, side);
const sequences = [...new Set(joined)].map((string) => [...string].map((part) => part.codePointAt(0)))
  .sort((a, b) => { for (let index = 0; ; index++) if (a[index] !== b[index]) return (a[index] ?? -1) - (b[index] ?? -1); });
const points = [...new Set(sequences.flat())].sort((a, b) => a - b);
let packed = number(points.length) + points.map((point, index) => number(point - (points[index - 1] ?? 0))).join("");
sequences.forEach((sequence, index) => {
  const before = sequences[index - 1] ?? [];
  let shared = 0;
  while (shared < before.length && before[shared] === sequence[shared]) shared++;
  packed += number(shared) + number(sequence.length - shared) + sequence.slice(shared).map((point) => number(points.indexOf(point))).join("");
});
console.log(`${sequences.length} joined sequences, ${flags.length} flags, ${bases.length} bases`);
const merged = (list) => list.reduce((found, [point]) => {
  const open = found.at(-1);
  if (open && open[1] === point - 1) open[1] = point; else found.push([point, point]);
  return found;
}, []);

const width = 140;
const wrapped = (content) => content.split("\n").map((whole) => {
  const pieces = [];
  for (let start = 0; start < whole.length; start += width) pieces.push(whole.slice(start, start + width));
  return pieces.join("\\\n        ");
}).join("\n        ");
const constant = (name, comment, content) => `    /// ${comment}
    static let ${name}: StaticString = """
        ${wrapped(content)}
        """
`;
writeFileSync(new URL("../Sources/RegularExpressions/Unicode/UnicodeData.swift", import.meta.url), `// Written by Tools/unicode-tables.mjs: make unicode-tables.

/// Unicode ${process.versions.unicode}, as ICU ${process.versions.icu} tells it. A line of properties is \`name=alias:ranges\`: of each range the distance from the end of the one
/// before, and its length less one, as numbers of five bits a digit.
enum UnicodeData {
    static let version = "${process.versions.unicode}"

${[
  constant("categories", "General_Category, without Unassigned and those that are made of others.", categoryLines.join("\n")),
  constant("scripts", "Script.", scriptLines.join("\n")),
  constant("scriptExtensions", "Script_Extensions, where they are not the same as Script.", extensionLines.join("\n")),
  constant("binaryProperties", "The binary properties of ECMA-262 but Any, ASCII and Assigned.", binaryLines.join("\n")),
  constant("upperCase", "toUppercase of a code unit, where Canonicalize takes it: distance, length less one, step, and what is added.", mappings(upper)),
  constant("folding", "Simple case folding, in the same form.", mappings(folding)),
  constant("basicEmoji", "Basic_Emoji: those of one character, those with the selector; and what takes a modifier.",
    [line(["single"], merged(basic)), line(["selected"], merged(selected)), line(["modified"], merged(bases))].join("\n")),
  constant("flags", "RGI_Emoji_Flag_Sequence, by their letters.", flags.join("")),
  constant("joined", "RGI_Emoji_ZWJ_Sequence: how many characters they are made of, and these; then of each how many it shares with the one before, how many follow, and which.", packed),
].join("\n")}}
`);
