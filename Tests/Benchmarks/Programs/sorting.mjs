// Arrays that are sorted with and without a comparison function, and gone through by callbacks.
let state = 1;
const next = () => (state = (state * 48271) % 2147483647);
const numbers = Array.from({ length: 30_000 }, next);
const ascending = numbers.toSorted((a, b) => a - b);
const records = numbers.map((id, index) => ({ id, name: "n" + (id % 1_000), index }));
records.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id - b.id));
const texts = numbers.map((n) => n.toString(36)).sort();
const sum = records.filter((r) => r.id % 3 === 0).reduce((total, r) => total + r.index, 0);
console.log(ascending[0], ascending.at(-1), records[0].name, records.at(-1).index, texts[15_000], sum);
