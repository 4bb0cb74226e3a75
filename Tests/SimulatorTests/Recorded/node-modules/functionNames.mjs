// Own names of functions: those that are not strict have two more in V8. Who makes objects of prototypes that lead to nothing. Letters by language.
import path from "node:path";
import fs from "node:fs";
const own = (value) => Object.getOwnPropertyNames(value).join();
const sloppy = new Function("return function f(a, b) { return 1; }")();
console.log(own(sloppy), own(new Function("a", "b")), own(new Function("return () => 1")()), own(new Function("return { m() {} }.m")()));
console.log(own(new Function("return function* () {}")()), own(new Function("return async function () {}")()), own(sloppy.bind()), own(function () {}), own(class {}));
console.log(Object.getOwnPropertyDescriptor(sloppy, "caller"), Object.getOwnPropertyDescriptor(sloppy, "arguments"), sloppy.arguments, Object.keys(sloppy));
function Table() { this.a = 1; }
Table.prototype = Object.create(null);
console.log(new Table(), { table: new Table() });
console.log(["istanbul", "i", "ß"].map((word) => [word.toLocaleUpperCase("tr"), word.toLocaleUpperCase("az"), word.toLocaleUpperCase(["tr-TR", "en"]), word.toLocaleUpperCase("en-US"), word.toLocaleUpperCase()]));
console.log("Iİı".toLocaleLowerCase("tr"), "I\u0307x".toLocaleLowerCase("az"), "I\u0323\u0307".toLocaleLowerCase("tr").length, "ΑΣ I".toLocaleLowerCase("tr"), "I".toLocaleLowerCase("de"));
fs.stat("not-there", (error) => {
  console.log(error);
  fs.realpath("not-there/x/y", (problem) => {
    console.log(problem.syscall, problem.path.endsWith("not-there"));
    fs.promises.realpath("not-there/x").catch((last) => console.log(last.syscall, last.path));
  });
});
console.log(fs.existsSync(""), fs.existsSync("."), typeof process.config.variables, typeof process.config.target_defaults);
console.log(path.win32.basename("C:\\a"));
