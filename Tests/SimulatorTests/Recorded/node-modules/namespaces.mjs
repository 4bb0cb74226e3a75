// Whoever lists all that comes with Node and asks for its kind goes on; old ways to make and to bind go on too.
import { builtinModules, createRequire } from "node:module";
const require = createRequire(import.meta.url);
let count = 0;
for (const name of builtinModules) {
  if (name.startsWith("_")) continue;
  const namespace = await import(name.startsWith("node:") ? name : `node:${name}`);
  for (const key of Object.keys(namespace.default)) if (typeof namespace.default[key] === "function") count++;
}
console.log(count > 300, typeof require("url").URLPattern, typeof require("http").WebSocket, typeof console.table, typeof process.send);
for (const name of ["kill", "chdir", "dlopen", "binding", "reallyExit", "abort"]) console.log(name, typeof process[name]);
console.log(new Buffer.from("a"), new Buffer.alloc(2), new Buffer.concat([]));
console.log(Object.keys(process.binding("util")).join(), process.binding("util").isDate(new Date()), process.binding("util") === process.binding("util"));
console.log(Object.keys(process.binding("constants")).join());
for (const name of ["x", "", undefined, "types", "worker"]) {
  try {
    process.binding(name);
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
const own = Intl.NumberFormat.call(Object.create(Intl.NumberFormat.prototype));
console.log(Object.getOwnPropertySymbols(own).map(String), own.format(1234.5), own.resolvedOptions().locale);
const date = Intl.DateTimeFormat.call(Object.create(Intl.DateTimeFormat.prototype), "en", { timeZone: "UTC" });
console.log(date.format(0), Object.getOwnPropertySymbols(own)[0] === Object.getOwnPropertySymbols(date)[0], Intl.NumberFormat.call({}) instanceof Intl.NumberFormat);
try {
  Intl.NumberFormat.call(own);
} catch (error) {
  console.log(error.name, error.message);
}
console.log(new ArrayBuffer(120));
const { parse, format, resolve, resolveObject, domainToASCII } = require("url");
for (const one of [parse, format, resolve, resolveObject, domainToASCII]) console.log(one.name, one.length);
process.on("exit", () => console.log("never told"));
process.reallyExit(0);
