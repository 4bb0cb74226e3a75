// Maps, Sets and objects that are written to under computed keys.
const words = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu".split(" ");
const byObject = {};
const byMap = new Map();
const seen = new Set();
let state = 7;
const next = () => (state = (state * 48271) % 2147483647);
for (let i = 0; i < 200_000; i++) {
  const number = next();
  const word = words[number % words.length];
  const key = word + (number % 1_000);
  byObject[key] = (byObject[key] ?? 0) + 1;
  byMap.set(key, (byMap.get(key) ?? 0) + 1);
  if (!seen.has(number % 5_000)) seen.add(number % 5_000);
}
let agree = 0;
for (const key of Object.keys(byObject)) if (byMap.get(key) === byObject[key]) agree++;
console.log(agree, byMap.size, seen.size);
