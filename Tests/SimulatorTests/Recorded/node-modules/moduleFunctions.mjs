// The functions of node:module that libraries call, and those that they put their own in the place of.
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const M = require("module");
const t = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.code, e.message); } };
for (const f of [
  () => M._load("path") === require("path"), () => M._resolveFilename("path"), () => M._resolveFilename("node:path"), () => M._resolveFilename("./nope-at-all"),
  () => [Object.keys(M._extensions), M._extensions === require.extensions, M._cache === require.cache], () => M._nodeModulePaths("/a/node_modules/b"),
  () => M._resolveLookupPaths("fs"), () => M._resolveLookupPaths("./x", { filename: "/q/w.js" }), () => M._findPath("nope", ["/q"]), () => [M.Module === M, M.length, M._load.length, M._resolveFilename.length],
  () => new M("/x/y.js"), () => {
    const m = new M("/x/virtual.js");
    m.filename = "/x/virtual.js";
    m._compile("module.exports = [__filename, __dirname, 1 + 1, typeof require, module.id, require('path') === module.require('path')]", "/x/virtual.js");
    return m.exports;
  },
]) t(f);
const seen = [];
const { _load } = M;
M._load = function (request, parent, isMain) {
  seen.push([request, isMain]);
  return request === "virtual" ? "made" : _load.apply(this, arguments);
};
console.log(require("virtual"), require("os") === _load("os"), seen);
M._load = _load;
const { _resolveFilename } = M;
M._resolveFilename = function (request, ...rest) { return request === "alias" ? "util" : _resolveFilename.call(this, request, ...rest); };
console.log(require("alias") === require("util"), require.resolve("alias"));
M._resolveFilename = _resolveFilename;
try {
  require("alias");
} catch (error) {
  console.log(error.code, error.message.split("\n")[0]);
}
