// The paths of Windows, and what their parts are.
import path from "node:path";
const { win32 } = path;
const paths = [
  "", ".", "..", "/", "\\", "C:", "C:\\", "c:/", "C:a", "C:\\a\\b.txt", "c:/a/../b/", "\\\\srv\\share", "\\\\srv\\share\\", "//srv/share/x/../y", "\\\\?\\C:\\a",
  "\\\\.\\pipe\\x", "a/b\\c", "a\\..\\..\\b", "./a//b/", "..\\..\\x.tar.gz", ".bashrc", "a.", "D:\\x", "D:x\\y", "\\a\\b", "/a/b/c/", "x:y", "ab:cd/ef",
  "foo/../C:/bar", "//", "///a", "\\\\srv", "\\\\srv\\", "c", "C:\\a\\..", "a/..", "C:..", "file.", "..a", "...", "C:\\Users\\foo bar\\baz.js",
];
for (const one of paths) {
  console.log(JSON.stringify(one), JSON.stringify([win32.normalize(one), win32.isAbsolute(one), win32.dirname(one), win32.basename(one, ".txt"), win32.extname(one)]));
  console.log(JSON.stringify(win32.parse(one)), JSON.stringify(win32.format(win32.parse(one))));
}
const absolute = paths.filter((one) => /^[a-zA-Z]:[\\/]|^[\\/]{2}[^\\/?.]+[\\/][^\\/]/.test(one));
// Those of a drive without a slash begin in a folder of the machine.
const rooted = paths.filter((one) => !/^[a-zA-Z]:(?![\\/])/.test(one));
for (const one of absolute) {
  console.log(JSON.stringify([win32.toNamespacedPath(one), ...rooted.map((other) => win32.resolve(one, other))]));
  console.log(JSON.stringify(absolute.map((other) => win32.relative(one, other))));
}
for (const one of paths) console.log(JSON.stringify(["", "x", "..\\y", "/z", "\\\\k\\l"].map((other) => win32.join(one, other))));
console.log(win32.sep, win32.delimiter, win32.win32 === win32, win32.posix === path, path.posix === path);
try { win32.join("a", 1); } catch (error) { console.log(error.code, error.message); }
