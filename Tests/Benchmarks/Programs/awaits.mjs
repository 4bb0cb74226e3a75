// A million microtasks.
let turns = 0;
for (; turns < 1_000_000; turns++) await null;
console.log(turns);
