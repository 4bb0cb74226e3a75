// JSON there and back, and copies of objects by spread, destructuring and entries.
const table = [];
for (let i = 0; i < 3_000; i++) {
  table.push({ id: i, name: `row ${i}`, tags: ["a", "b", String(i % 10)], nested: { on: i % 2 === 0, ratio: i / 8 } });
}
let length = 0;
let copies = table;
for (let round = 0; round < 4; round++) {
  const text = JSON.stringify(copies);
  length += text.length;
  copies = JSON.parse(text).map(({ id, ...rest }) => ({ id: id + 1, ...rest }));
}
const groups = {};
for (const row of copies) (groups[row.tags[2]] ??= []).push(row);
const sizes = Object.fromEntries(Object.entries(groups).map(([key, rows]) => [key, rows.length]));
console.log(length, copies[7].id, copies[7].nested.ratio, JSON.stringify(sizes));
