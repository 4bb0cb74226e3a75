// The console of Node.js as a value, and consoles that programs make and extend.
import consoleModule from "node:console";
import { Writable } from "node:stream";
console.log({ logger: console }, String(console), Object.keys(console).join());
console.log(console._stdout === process.stdout, console._stderr === process.stderr, consoleModule === console, consoleModule.Console === console.Console);
const written = [];
const target = new Writable({ write(chunk, encoding, done) { written.push(`${chunk}`); done(); } });
const own = new console.Console(target);
own.log("a %d", 1);
own.group("g");
own.error({ a: 1 });
own.groupEnd();
const { log } = own;
log("alone");
console.log(written.splice(0), own instanceof console.Console, console.Console(target) instanceof console.Console);
class Named extends console.Console {
  constructor() { super({ stdout: target, stderr: target }); }
}
const named = new Named();
named.log("q");
named.info("z");
console.log(written, named instanceof Named, console.Console.name, console.Console.length);
