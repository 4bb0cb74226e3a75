// `let` as a name, a label and a shorthand property in sloppy code, and texts that are none.
const run = eval;
for (const text of [
  "let: 7",
  "let: for (;;) { break let }",
  "let: for (let i = 0; i < 2; i++) { continue let }",
  "var let = 3; ({ let }).let",
  "({ let } = { let: 4 }).let",
  "@",
  "@x class {}",
  "1;;;\n;-->x",
]) {
  try {
    console.log(text, run(text));
  } catch (error) {
    console.log(text, error.name, error.message);
  }
}
