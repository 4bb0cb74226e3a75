import { Writable, Readable } from "node:stream";
import tty from "node:tty";
process.stdout.write("part, ");
process.stdout.write(Buffer.from("whole\n"), () => console.log("written"));
console.log(process.stdout.isTTY, process.stdout.columns, tty.isatty(1), process.stdout instanceof Writable, process.stdin instanceof Readable, process.stdout.fd, process.stderr.writable);
console.log(tty.WriteStream.prototype.getColorDepth.call({}, { TERM: "xterm-256color" }), tty.WriteStream.prototype.getColorDepth.call({}, { COLORTERM: "truecolor" }));
Readable.from(["piped\n"]).pipe(process.stdout);
process.stdin.on("end", () => console.log("stdin ends")).resume();
