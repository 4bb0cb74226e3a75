// A program that takes over what the console writes, as those do that test what commands print.
const { write } = process.stdout;
const taken = [];
process.stdout.write = function (...values) {
  taken.push(values, this === process.stdout);
  return true;
};
console.log("one %d", 1);
console.group("g");
console.info("a\nb");
console.table([1]);
console.groupEnd();
process.stdout.write = write;
console.log(taken);
process.stdout.write = () => { throw new Error("lost"); };
console.log("this is lost");
delete process.stdout.write;
console.log(typeof process.stdout.write);
process.stderr.write = (text) => { console.log("on stderr", JSON.stringify(text)); };
console.error("x", { a: 1 });
