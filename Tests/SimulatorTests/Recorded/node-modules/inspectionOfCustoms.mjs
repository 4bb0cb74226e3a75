import { inspect } from "node:util";
for (const n of [1, 2, 3, 20, 100, 200]) { let v = 1; for (let i = 0; i < n; i++) { const w = v; v = { [inspect.custom]() { return { x: w } } }; } const t = inspect(v, { depth: Infinity }); console.log(t.length); if (n < 4) console.log(t); }
console.log(inspect({ a: { [inspect.custom]() { return "one\ntwo" } } }));
