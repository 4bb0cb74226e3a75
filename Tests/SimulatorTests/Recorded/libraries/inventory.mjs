// What the global object and the objects of ECMA-262's library have, a line each. Recorded with:
//   node inventory.mjs > inventory.node-20.20.2.txt
const lines = [];
const nameOf = (key) => (typeof key === "symbol" ? `@@${String(key.description).replace("Symbol.", "")}` : key);

function kindOf(object, key) {
  const own = Reflect.getOwnPropertyDescriptor(object, key);
  if (own.get || own.set) return "accessor";
  const listed = own.enumerable ? " listed" : "";
  if (typeof own.value !== "function") return typeof own.value + listed;
  return `function ${Reflect.getOwnPropertyDescriptor(own.value, "length")?.value}${listed}`;
}

function list(path, object) {
  if (object === null || (typeof object !== "object" && typeof object !== "function")) return;
  for (const key of Reflect.ownKeys(object)) {
    if (path !== "" && typeof object === "function" && ["length", "name", "prototype"].includes(key)) continue;
    lines.push(`${path}${nameOf(key)} ${kindOf(object, key)}`);
  }
}

const valueOf = (object, key) => {
  const own = Reflect.getOwnPropertyDescriptor(object, key);
  return own && "value" in own ? own.value : undefined;
};

list("", globalThis);
for (const name of [
  "Object", "Function", "Boolean", "Symbol", "Error", "AggregateError", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError",
  "URIError", "Number", "Math", "Date", "String", "Array", "Map", "Set", "WeakMap", "WeakSet", "WeakRef", "JSON", "Atomics", "Reflect", "Promise",
  "console",
]) {
  const value = valueOf(globalThis, name);
  list(`${name}.`, value);
  if (typeof value === "function") list(`${name}.prototype.`, valueOf(value, "prototype"));
}
const parent = Reflect.getPrototypeOf;
list("%ArrayIteratorPrototype%.", parent([][Symbol.iterator]()));
list("%MapIteratorPrototype%.", parent(new Map()[Symbol.iterator]()));
list("%SetIteratorPrototype%.", parent(new Set()[Symbol.iterator]()));
list("%StringIteratorPrototype%.", parent(""[Symbol.iterator]()));
list("%IteratorPrototype%.", parent(parent([][Symbol.iterator]())));
list("%AsyncIteratorPrototype%.", parent((async function* () {}).constructor.prototype.prototype));
for (const [name, kind] of [["Generator", function* () {}], ["AsyncGenerator", async function* () {}]]) {
  list(`%${name}Function.prototype%.`, kind.constructor.prototype);
  list(`%${name}Prototype%.`, kind.constructor.prototype.prototype);
}
console.log(lines.sort().join("\n"));
