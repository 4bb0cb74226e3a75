extension NodeModules {
    /// https://nodejs.org/api/url.html
    static let url = #"""
        "use strict";
        const host = __dirname;
        function fileURLToPath(url) {
          const text = typeof url === "string" ? url : url?.href;
          if (typeof text !== "string")
            throw host.wrongType("path", "of type string or an instance of URL", url);
          if (!text.startsWith("file:")) {
            if (!text.includes(":")) {
              const error = host.error("TypeError", "ERR_INVALID_URL", "Invalid URL");
              error.input = text;
              throw error;
            }
            throw host.error("TypeError", "ERR_INVALID_URL_SCHEME", "The URL must be of scheme file");
          }
          const path = host.filePath(text);
          if (path === undefined)
            throw host.error("TypeError", "ERR_INVALID_FILE_URL_HOST", 'File URL host must be "localhost" or empty on linux');
          return path;
        }
        function pathToFileURL(path) {
          if (typeof path !== "string")
            throw host.wrongType("path", "of type string", path);
          let resolved = require("path").resolve(path);
          if (path.endsWith("/") && resolved !== "/") resolved += "/";
          return new globalThis.URL(host.fileURL(resolved));
        }
        // The URLs of old. https://nodejs.org/api/url.html#legacy-url-api
        function Url() {
          for (const name of ["protocol", "slashes", "auth", "host", "port", "hostname", "hash", "search", "query", "pathname", "path", "href"]) this[name] = null;
        }
        const withSlashes = ["http:", "https:", "ftp:", "gopher:", "file:", "ws:", "wss:"];
        const escapes = { "\t": "%09", "\n": "%0A", "\r": "%0D", " ": "%20", '"': "%22", "'": "%27", "<": "%3C", ">": "%3E", "\\": "%5C", "^": "%5E", "`": "%60", "{": "%7B", "|": "%7C", "}": "%7D" };
        function parse(url, parseQuery, slashesDenoteHost) {
          if (url instanceof Url) return url;
          if (typeof url !== "string")
            throw host.wrongType("url", "of type string", url);
          const result = new Url();
          let rest = url.trim();
          const cut = rest.search(/[?#]/);
          rest = (cut < 0 ? rest : rest.slice(0, cut)).replaceAll("\\", "/") + (cut < 0 ? "" : rest.slice(cut));
          const protocol = /^[a-zA-Z0-9.+-]+:/.exec(rest)?.[0];
          if (protocol) {
            result.protocol = protocol.toLowerCase();
            rest = rest.slice(protocol.length);
          }
          const isScript = result.protocol === "javascript:";
          let hasSlashes = false;
          if (slashesDenoteHost || protocol || /^\/\/[^@/]+@[^@/]+/.test(rest)) {
            hasSlashes = rest.startsWith("//") && !isScript;
            if (hasSlashes) {
              rest = rest.slice(2);
              result.slashes = true;
            }
          }
          if (!isScript && (hasSlashes || (protocol && !withSlashes.includes(result.protocol)))) {
            const end = rest.search(/[/?#]/);
            let place = end < 0 ? rest : rest.slice(0, end);
            rest = end < 0 ? "" : rest.slice(end);
            const at = place.lastIndexOf("@");
            if (at >= 0) {
              result.auth = globalThis.decodeURIComponent(place.slice(0, at));
              place = place.slice(at + 1);
            }
            const port = /:(\d*)$/.exec(place);
            if (port) {
              if (port[1] !== "") result.port = port[1];
              place = place.slice(0, port.index);
            }
            const isSix = place.startsWith("[") && place.endsWith("]");
            const odd = isSix ? -1 : place.search(/[^a-zA-Z0-9._\u0080-\uffff-]/);
            if (odd >= 0) {
              rest = (rest.startsWith("/") || place.slice(odd).startsWith("/") ? "" : "/") + place.slice(odd) + rest;
              place = place.slice(0, odd);
            }
            result.hostname = isSix ? place.slice(1, -1).toLowerCase() : require("punycode").toASCII(place.toLowerCase());
            result.host = (isSix ? `[${result.hostname}]` : result.hostname) + (result.port === null ? "" : `:${result.port}`);
          }
          if (!isScript) rest = rest.replace(/[\t\n\r "'<>\\^`{|}]/g, (one) => escapes[one]);
          const hash = rest.indexOf("#");
          if (hash >= 0) {
            result.hash = rest.slice(hash);
            rest = rest.slice(0, hash);
          }
          const question = rest.indexOf("?");
          if (question >= 0) {
            result.search = rest.slice(question);
            result.query = parseQuery ? require("querystring").parse(result.search.slice(1)) : result.search.slice(1);
            rest = rest.slice(0, question);
          } else if (parseQuery) {
            result.search = null;
            result.query = Object.create(null);
          }
          if (rest !== "") result.pathname = rest;
          if (withSlashes.includes(result.protocol) && result.hostname && !result.pathname) result.pathname = "/";
          if (result.pathname !== null || result.search !== null) result.path = (result.pathname ?? "") + (result.search ?? "");
          result.href = result.format();
          return result;
        }
        Url.prototype.parse = function (url, parseQuery, slashesDenoteHost) { return Object.assign(this, parse(url, parseQuery, slashesDenoteHost)); };
        Url.prototype.format = function () {
          const auth = this.auth ? globalThis.encodeURIComponent(this.auth).replace(/%3A/i, ":") + "@" : "";
          let protocol = this.protocol ?? "";
          let place = "";
          if (this.host) place = auth + this.host;
          else if (this.hostname)
            place = auth + (this.hostname.includes(":") ? `[${this.hostname}]` : this.hostname) + (this.port ? `:${this.port}` : "");
          const query = this.query !== null && typeof this.query === "object" ? require("querystring").stringify(this.query) : "";
          let search = this.search || (query && `?${query}`) || "";
          let pathname = this.pathname ?? "";
          let hash = this.hash ?? "";
          if (protocol && !protocol.endsWith(":")) protocol += ":";
          pathname = pathname.replace(/[?#]/g, (one) => globalThis.encodeURIComponent(one));
          if (this.slashes || withSlashes.includes(protocol)) {
            if (this.slashes || place) {
              if (pathname && !pathname.startsWith("/")) pathname = "/" + pathname;
              place = "//" + place;
            } else if (protocol === "file:") place = "//";
          }
          search = search.replaceAll("#", "%23");
          if (hash && !hash.startsWith("#")) hash = "#" + hash;
          if (search && !search.startsWith("?")) search = "?" + search;
          return protocol + place + pathname + search + hash;
        };
        Url.prototype.resolve = function (relative) { return this.resolveObject(parse(relative, false, true)).format(); };
        Url.prototype.resolveObject = function (relative) {
          if (typeof relative === "string") relative = parse(relative, false, true);
          const result = Object.assign(new Url(), this);
          result.hash = relative.hash;
          const finish = () => {
            result.path = result.pathname !== null || result.search !== null ? (result.pathname ?? "") + (result.search ?? "") : null;
            result.href = result.format();
            return result;
          };
          if (relative.href === "") return finish();
          if (relative.protocol && relative.protocol !== result.protocol) return Object.assign(new Url(), relative);
          if (relative.host !== null && relative.host !== undefined) {
            for (const name of ["auth", "host", "hostname", "port", "slashes"]) result[name] = relative[name] ?? result[name];
            result.pathname = relative.pathname;
            [result.search, result.query] = [relative.search, relative.query];
            return finish();
          }
          if (!relative.pathname) {
            if (relative.search !== null) [result.search, result.query] = [relative.search, relative.query];
            return finish();
          }
          [result.search, result.query] = [relative.search, relative.query];
          const base = result.pathname ?? "";
          let path = relative.pathname.startsWith("/") ? relative.pathname : base.slice(0, base.lastIndexOf("/") + 1) + relative.pathname;
          if (!path.startsWith("/") && result.host) path = "/" + path;
          const isRooted = path.startsWith("/");
          const parts = path.split("/");
          const endsInFolder = ["", ".", ".."].includes(parts.at(-1));
          const kept = [];
          for (const part of parts) {
            if (part === "" || part === ".") continue;
            if (part === "..") {
              if (kept.length > 0 && kept.at(-1) !== "..") kept.pop();
              else if (!isRooted) kept.push("..");
            } else kept.push(part);
          }
          result.pathname = (isRooted ? "/" : "") + kept.join("/") + (endsInFolder && kept.length > 0 ? "/" : "");
          return finish();
        };
        function urlParse(url, parseQueryString, slashesDenoteHost) { return parse(url, parseQueryString, slashesDenoteHost); }
        function urlFormat(url, options) {
          if (typeof url === "string") url = parse(url);
          else if (typeof url !== "object" || url === null)
            throw host.wrongType("urlObject", "one of type object or string", url);
          else if (typeof globalThis.URL === "function" && url instanceof globalThis.URL) {
            const { fragment = true, search = true, auth = true } = options ?? {};
            return url.protocol + (url.host || url.protocol === "file:" ? "//" : "") +
              (auth && (url.username || url.password) ? url.username + (url.password ? `:${url.password}` : "") + "@" : "") + url.host + url.pathname +
              (search ? url.search : "") + (fragment ? url.hash : "");
          }
          return Url.prototype.format.call(url);
        }
        function urlToHttpOptions(url) {
          const options = {
            __proto__: null, ...url, protocol: url.protocol,
            hostname: url.hostname.startsWith("[") ? url.hostname.slice(1, -1) : url.hostname, hash: url.hash, search: url.search, pathname: url.pathname,
            path: `${url.pathname || ""}${url.search || ""}`, href: url.href,
          };
          if (url.port !== "") options.port = Number(url.port);
          if (url.username || url.password) options.auth = `${globalThis.decodeURIComponent(url.username)}:${globalThis.decodeURIComponent(url.password)}`;
          return options;
        }
        // A domain as a URL has it; none where no URL can have it.
        const hostname = (domain) => URL.parse(`ws://${domain}`)?.hostname ?? "";
        module.exports = {
          Url, parse: urlParse, resolve: function urlResolve(source, relative) { return parse(source, false, true).resolve(relative); },
          resolveObject: function urlResolveObject(source, relative) { return source ? parse(source, false, true).resolveObject(relative) : relative; },
          fileURLToPath, pathToFileURL, format: urlFormat, urlToHttpOptions, domainToASCII: function domainToASCII(domain) { return hostname(domain); },
          domainToUnicode: (domain) => require("punycode").toUnicode(hostname(domain)), fileURLToPathBuffer: (url) => require("buffer").Buffer.from(fileURLToPath(url)),
        };
        host.lazily(module.exports, "url", "URL URLSearchParams" + (host.isLatest ? " URLPattern" : ""));
        """#

    /// https://nodejs.org/api/querystring.html
    static let querystring = #"""
        "use strict";
        const escape = (text) => globalThis.encodeURIComponent(text);
        const unescape = (text) => { try { return globalThis.decodeURIComponent(text); } catch { return text; } };
        const shown = (value) =>
          typeof value === "string" ? value : ["number", "bigint", "boolean"].includes(typeof value) ? String(value) : "";
        function stringify(object, separator = "&", equals = "=", options) {
          const encode = options?.encodeURIComponent ?? module.exports.escape;
          if (object === null || typeof object !== "object") return "";
          return Object.keys(object).flatMap((key) => {
            const values = Array.isArray(object[key]) ? object[key] : [object[key]];
            return values.map((value) => encode(shown(key)) + equals + encode(shown(value)));
          }).join(separator);
        }
        function parse(text, separator = "&", equals = "=", options) {
          const decode = options?.decodeURIComponent ?? module.exports.unescape;
          const result = Object.create(null);
          if (typeof text !== "string" || text === "") return result;
          for (const part of text.split(separator)) {
            if (part === "") continue;
            const index = part.indexOf(equals);
            const read = (piece) => decode(piece.replaceAll("+", " "));
            const key = read(index < 0 ? part : part.slice(0, index));
            const value = index < 0 ? "" : read(part.slice(index + equals.length));
            if (!(key in result)) result[key] = value;
            else if (Array.isArray(result[key])) result[key].push(value);
            else result[key] = [result[key], value];
          }
          return result;
        }
        const unescapeBuffer = (text) => require("buffer").Buffer.from(unescape(text));
        module.exports = { escape, unescape, unescapeBuffer, stringify, parse, encode: stringify, decode: parse };
        """#
}
