// Writing and reading again: the simulator keeps what is written in the memory of the run.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "written-"));
const at = (...names) => path.join(folder, ...names);
const shown = (value) => (typeof value === "string" ? value.replaceAll(folder, "") : Array.isArray(value) ? value.map(shown) : value);
const tell = (name, body) => {
  try { console.log(name, shown(body())); } catch (error) { console.log(name, shown(error.message), error.code, error.errno, error.syscall, shown(error.path), shown(error.dest), Object.keys(error).join()); }
};
tell(1, () => fs.mkdirSync(at("a"))); tell(2, () => fs.mkdirSync(at("a"))); tell(3, () => fs.mkdirSync(at("b/c/d"))); tell(4, () => fs.mkdirSync(at("b/c/d"), { recursive: true })); tell(5, () => fs.mkdirSync(at("b/c/d"), { recursive: true }));
tell(6, () => fs.writeFileSync(at("x"), "hello")); tell(7, () => fs.readFileSync(at("x"), "utf8")); tell(8, () => fs.appendFileSync(at("x"), " world")); tell(9, () => fs.readFileSync(at("x")).toString());
tell(10, () => fs.writeFileSync(at("a"), "x")); tell(11, () => fs.writeFileSync(at("no/x"), "x")); tell(12, () => fs.writeFileSync(at("x"), "y", { flag: "wx" })); tell(13, () => fs.writeFileSync(at("x/y"), "y")); tell(14, () => fs.writeFileSync(at("n"), 12));
tell(15, () => fs.readdirSync(folder)); tell(16, () => fs.statSync(at("x")).size); tell(17, () => fs.statSync(at("a")).isDirectory()); tell(18, () => fs.existsSync(at("x"))); tell(19, () => fs.unlinkSync(at("nope"))); tell(20, () => fs.unlinkSync(at("a")));
tell(21, () => fs.rmdirSync(at("b"))); tell(22, () => fs.rmdirSync(at("x"))); tell(23, () => fs.renameSync(at("x"), at("z"))); tell(24, () => fs.renameSync(at("q"), at("z"))); tell(25, () => fs.copyFileSync(at("z"), at("x"))); tell(26, () => fs.copyFileSync(at("zz"), at("x")));
tell(27, () => fs.copyFileSync(at("z"), at("x"), fs.constants.COPYFILE_EXCL)); tell(28, () => fs.rmSync(at("nope"))); tell(29, () => fs.rmSync(at("nope"), { force: true })); tell(30, () => fs.rmSync(at("b"))); tell(31, () => fs.readdirSync(folder, { recursive: true })); tell(32, () => fs.rmSync(at("b"), { recursive: true }));
tell(33, () => fs.truncateSync(at("z"), 3)); tell(34, () => fs.readFileSync(at("z"), "utf8")); tell(35, () => fs.truncateSync(at("z"), 5)); tell(36, () => JSON.stringify(fs.readFileSync(at("z"), "utf8")));
tell(37, () => { const number = fs.openSync(at("f"), "w"); const counts = [fs.writeSync(number, "abc"), fs.writeSync(number, Buffer.from("defg"), 1, 2), fs.writeSync(number, "Z", 0), fs.fstatSync(number).size]; fs.closeSync(number); return [...counts, fs.readFileSync(at("f"), "utf8")]; });
tell(38, () => { const number = fs.openSync(at("f"), "r"); const room = Buffer.alloc(3); const counts = [fs.readSync(number, room), String(room), fs.readSync(number, room, 0, 2, 0), String(room), fs.readSync(number, room, 0, 3, null), String(room)]; fs.closeSync(number); return counts; });
tell(39, () => fs.closeSync(99999)); tell(40, () => fs.openSync(at("none"), "r")); tell(41, () => fs.openSync(at("f"), "wx")); tell(42, () => fs.openSync(at("a"), "w")); tell(43, () => fs.symlinkSync("z", at("link"))); tell(44, () => fs.readlinkSync(at("link"))); tell(45, () => fs.lstatSync(at("link")).isSymbolicLink());
tell(46, () => fs.readFileSync(at("link"), "latin1").length); tell(47, () => fs.chmodSync(at("z"), 0o600)); tell(48, () => fs.statSync(at("z")).mode.toString(8)); tell(49, () => fs.utimesSync(at("z"), 1, 2)); tell(50, () => fs.statSync(at("z")).mtimeMs); tell(51, () => fs.linkSync(at("z"), at("hard"))); tell(52, () => fs.statSync(at("hard")).nlink);
tell(53, () => fs.mkdirSync(at("z/y"), { recursive: true })); tell(54, () => fs.mkdirSync(at("z"), { recursive: true })); tell(55, () => fs.readdirSync(at("z"))); tell(56, () => fs.cpSync(at("a"), at("copy"), { recursive: true })); tell(57, () => fs.readlinkSync(at("z"))); tell(58, () => fs.statSync(at("z/q"))); tell(59, () => fs.readFileSync(at("z/q")));
tell(60, () => fs.renameSync(at("z"), at("a"))); tell(61, () => fs.renameSync(at("a"), at("z"))); tell(62, () => fs.renameSync(at("a"), at("moved"))); tell(63, () => fs.readdirSync(folder, { withFileTypes: true }).map((entry) => `${entry.name} ${entry.isFile()} ${entry.isDirectory()} ${entry.isSymbolicLink()}`)); tell(64, () => fs.writeFileSync("", ""));
tell(65, () => fs.writeFileSync(at("b"), "x", { flag: "zz" })); tell(66, () => fs.readSync(99999, Buffer.alloc(1)));
const { promises } = fs;
await promises.writeFile(at("p"), ["a", "b"]); await promises.appendFile(at("p"), "2"); console.log(await promises.readFile(at("p"), "utf8"));
const handle = await promises.open(at("h"), "w+"); console.log(await handle.write("abc")); await handle.writeFile("def"); console.log((await handle.stat()).size, await handle.read(Buffer.alloc(3), 0, 3, 0)); await handle.close();
for (const body of [() => promises.mkdir(at("copy")), () => promises.unlink(at("none")), () => promises.rm(at("none")), () => promises.open(at("none"), "r")]) await body().catch((error) => console.log(shown(error.message), error.code));
const stream = fs.createWriteStream(at("s")); for (const name of ["open", "ready", "finish", "close"]) stream.on(name, (...values) => console.log(name, values.length, stream.bytesWritten));
console.log(stream.write("abc"), stream.pending, Object.keys(stream).slice(0, 8).join()); stream.end("def", () => console.log("ended")); await new Promise((done) => stream.on("close", done)); console.log(fs.readFileSync(at("s"), "utf8"));
const more = fs.createWriteStream(at("s"), { flags: "a" }); more.end("X"); await new Promise((done) => more.on("finish", done));
const failed = fs.createWriteStream(at("no/s")); failed.on("error", (error) => console.log(shown(error.message))); await new Promise((done) => failed.on("close", done));
await new Promise((done) => fs.createReadStream(at("s"), { start: 1, end: 4 }).pipe(fs.createWriteStream(at("t"))).on("finish", done)); console.log(fs.readFileSync(at("t"), "utf8"));
fs.writeFile(at("no/q"), "1", (error) => fs.open(at("t"), "r", (problem, number) => fs.read(number, Buffer.alloc(5), 0, 5, 0, (...values) => { console.log(shown(error.stack), values); fs.close(number, (...rest) => { console.log(rest); fs.rmSync(folder, { recursive: true }); console.log(fs.existsSync(folder)); }); })));
