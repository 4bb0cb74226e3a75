console.table([{ a: 1, b: "x" }, { a: 2, c: { d: 1 } }]);
console.table([[1, 2], [3]]);
console.table(new Map([["k", 1], ["l", { a: 1 }]]));
console.table(new Set([1, "b"]));
console.table({ x: 1, y: { z: [1, 2, 3, 4], w: { p: 1, q: 2, r: 3 } } });
for (const value of [5, "s %s", null, undefined]) console.table(value);
console.table([{ a: 1, b: 2 }, 3], ["b"]);
console.table([]);
console.table([1, "ä", "日本", undefined, null, () => 1, Symbol("q"), 5n, new Date(0), [1, [2]], class A {}]);
console.table(new Map([["k", 1]]).entries());
console.table(new Map([["k", 1]]).keys());
console.table(new Set([3]).values());
console.table([new Map([[1, 2]]), { a: { b: { c: 1 } } }, { "\u001b[31mred\u001b[0m": 1 }]);
console.table(new Uint8Array([1, 2]));
console.group("in a group");
console.table([1]);
console.groupEnd();
try { console.table([1], "a"); } catch (error) { console.log(error.code, error.message); }
console.log(String.prototype, [Number.prototype, Boolean.prototype]);
console.log(console.createTask("t"), console.createTask("t").run(() => 5), console.createTask);
for (const wrong of [() => console.createTask(), () => console.createTask(""), () => console.createTask("x").run(3)]) try { wrong(); } catch (error) { console.log(error.name, error.message); }
console.dir(Buffer.from("abc"));
console.log({ buffer: Buffer.from("abc") });
