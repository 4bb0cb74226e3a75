// Strings: built up, split, joined, cut out, searched and compared.
const lines = [];
for (let i = 0; i < 25_000; i++) lines.push(`${i}: name=${(i * 7919) % 1_000}; kind=${i % 3 === 0 ? "even" : "odd"}`);
const text = lines.join("\n");
let total = 0;
const names = [];
for (const line of text.split("\n")) {
  const colon = line.indexOf(":");
  const [name, kind] = line.slice(colon + 1).split(";");
  total += Number(name.trim().slice(5));
  if (kind.trim().endsWith("even")) names.push(name.trim().toUpperCase());
}
let built = "";
for (let i = 0; i < 150_000; i++) built += String.fromCharCode(97 + (i % 26));
let vowels = 0;
for (const character of built) if ("aeiou".includes(character)) vowels++;
console.log(total, names.length, names[100], built.length, vowels);
