// What indirect eval may not declare as a global.
const tell = (text) => {
  try {
    (0, eval)(text);
    console.log(text, "done");
  } catch (error) {
    console.log(text, error.name, error.message);
  }
};
tell("function NaN() {}");
tell("function* undefined() {}");
tell("var NaN");
tell("var fine = 1");
tell("function fine() {}");
Object.preventExtensions(globalThis);
tell("var more = 1");
tell("function more() {}");
tell("var fine");
