import { appendFile, readFile, writeFile } from "node:fs/promises";
import { readFile as read, writeFile as write } from "node:fs";

const show = (label) => (error) => console.log(label, error?.name, error?.code, error?.message, error?.cause?.name);
await readFile("none.txt", { signal: AbortSignal.abort() }).catch(show("read"));
await writeFile("none.txt", "x", { signal: AbortSignal.abort(new Error("why")) }).catch(show("write"));
await appendFile("none.txt", "x", { signal: AbortSignal.abort() }).catch(show("append"));
read("none.txt", { signal: AbortSignal.abort() }, show("called back"));
write("none.txt", "y", { signal: AbortSignal.abort() }, show("called back"));
await readFile("none.txt", { signal: 5 }).catch(show("wrong"));
