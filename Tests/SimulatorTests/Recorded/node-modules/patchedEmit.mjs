// A program that looks at the events of its process by a function of its own in the place of `process.emit`.
process.prependListener("exit", (code) => console.log("first", code, process.exitCode));
process.on("exit", (code) => console.log("exit", code, process.exitCode));
console.log(process.rawListeners("exit").length, process.listeners("exit").length);
process.on("uncaughtException", (error) => {
  console.log(String(error).slice(0, 60));
  if (error.message === "last") process.exit();
});
const emit = process.emit;
process.emit = function (name, ...rest) {
  console.log("emits", name);
  return emit.call(this, name, ...rest);
};
Promise.reject(4);
setTimeout(() => {
  throw new Error("last");
}, 5);
