extension WebModules {
    /// https://url.spec.whatwg.org/#url-parsing
    static let urlParser = #"""
        "use strict";
        // https://url.spec.whatwg.org
        const host = __dirname;
        const defaultPorts = { __proto__: null, "http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21, "file": null };
        const isSpecial = (url) => url.scheme in defaultPorts;
        const isDigit = (c) => c >= "0" && c <= "9";
        const isLetter = (c) => (c >= "a" && c <= "z") || (c >= "A" && c <= "Z");
        const isHexadecimal = (c) => isDigit(c) || (c >= "a" && c <= "f") || (c >= "A" && c <= "F");

        // https://url.spec.whatwg.org/#percent-encoded-bytes: the characters of ASCII that each set has beside controls.
        const sets = { __proto__: null, control: "", fragment: " \"<>`", query: " \"#<>", specialQuery: " \"#<>'", path: " \"#<>?^`{}" };
        sets.userinfo = sets.path + "/:;=@[\\]|";
        sets.component = sets.userinfo + "$&+,%";
        function isOutside(code, set) { return code < 0x20 || code > 0x7E || set.includes(String.fromCharCode(code)); }
        function percentEncode(text, set) {
          let result = "";
          for (const character of text) {
            const code = character.codePointAt(0);
            if (!isOutside(code, set)) result += character;
            else if (code > 0x7F) result += host.encodeURIComponent(character);
            else result += "%" + (code < 16 ? "0" : "") + code.toString(16).toUpperCase();
          }
          return result;
        }
        // The text that percent-encoded bytes stand for, read as UTF-8.
        function percentDecode(text) {
          if (!text.includes("%")) return text;
          const bytes = host.utf8(text);
          const result = [];
          for (let index = 0; index < bytes.length; index++) {
            const digits = bytes[index] === 0x25 ? text.length > 0 && String.fromCharCode(bytes[index + 1] ?? 0, bytes[index + 2] ?? 0) : "";
            if (digits && isHexadecimal(digits[0]) && isHexadecimal(digits[1])) {
              result.push(parseInt(digits, 16));
              index += 2;
            } else {
              result.push(bytes[index]);
            }
          }
          return host.text(new host.Uint8Array(result), true);
        }

        // https://url.spec.whatwg.org/#host-parsing
        const isForbiddenInHost = (c) => "\0\t\n\r #/:<>?@[\\]^|".includes(c);
        const isForbiddenInDomain = (c) => isForbiddenInHost(c) || c <= "\x1F" || c === "%" || c === "\x7F";
        function parseHost(text, isOpaque) {
          if (text[0] === "[") return text.endsWith("]") ? parseIPv6(text.slice(1, -1)) : null;
          if (isOpaque) {
            for (const c of text) if (isForbiddenInHost(c)) return null;
            return percentEncode(text, sets.control);
          }
          const domain = domainToASCII(percentDecode(text));
          if (domain === null || domain === "") return null;
          for (const c of domain) if (isForbiddenInDomain(c)) return null;
          return endsInNumber(domain) ? parseIPv4(domain) : domain;
        }
        // Domain to ASCII. Deviation: of the mapping of UTS 46 only case, width, full stops and what is ignored.
        function domainToASCII(domain) {
          let isPlain = true;
          for (let index = 0; index < domain.length && isPlain; index++) isPlain = domain.charCodeAt(index) < 0x80;
          let mapped = isPlain ? domain : "";
          if (!isPlain) for (const character of domain) {
            const code = character.codePointAt(0);
            if (code === 0xAD || code === 0x200B || code === 0x2060 || code === 0xFEFF || (code >= 0xFE00 && code <= 0xFE0F)) continue;
            if (code === 0x3002 || code === 0xFF0E || code === 0xFF61) mapped += ".";
            else if (code >= 0xFF01 && code <= 0xFF5E) mapped += String.fromCharCode(code - 0xFEE0);
            else if (code === 0xFFFD) return null;
            else if (code === 0x1E9E) mapped += "ß";
            else mapped += character;
          }
          const lower = mapped.toLowerCase();
          if (isPlain && !lower.includes("xn--")) return lower;
          const { decode, toASCII } = require("punycode");
          const labels = [];
          for (const label of lower.split(".")) {
            const ascii = toASCII(label);
            // A label that says that it is encoded must be.
            if (label.startsWith("xn--") && (ascii !== label || decode(label.slice(4)) === undefined)) return null;
            labels.push(ascii);
          }
          return labels.join(".");
        }
        function endsInNumber(domain) {
          const parts = domain.split(".");
          if (parts[parts.length - 1] === "") {
            if (parts.length === 1) return false;
            parts.pop();
          }
          const last = parts[parts.length - 1];
          return (last !== "" && [...last].every(isDigit)) || parseIPv4Number(last) !== null;
        }
        function parseIPv4Number(text) {
          if (text === "") return null;
          let radix = 10;
          if (text.length >= 2 && (text.startsWith("0x") || text.startsWith("0X"))) { radix = 16; text = text.slice(2); }
          else if (text.length >= 2 && text[0] === "0") { radix = 8; text = text.slice(1); }
          if (text === "") return 0;
          for (const c of text) if (!(radix === 16 ? isHexadecimal(c) : radix === 10 ? isDigit(c) : c >= "0" && c <= "7")) return null;
          return parseInt(text, radix);
        }
        function parseIPv4(text) {
          const parts = text.split(".");
          if (parts[parts.length - 1] === "" && parts.length > 1) parts.pop();
          if (parts.length > 4) return null;
          const numbers = parts.map(parseIPv4Number);
          if (numbers.includes(null)) return null;
          const last = numbers.pop();
          if (numbers.some((number) => number > 255) || last >= 256 ** (4 - numbers.length)) return null;
          let address = last;
          numbers.forEach((number, index) => { address += number * 256 ** (3 - index); });
          return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
        }
        function parseIPv6(text) {
          const pieces = [0, 0, 0, 0, 0, 0, 0, 0];
          let piece = 0, compress = null, index = 0;
          if (text[0] === ":") {
            if (text[1] !== ":") return null;
            index = 2;
            compress = ++piece;
          }
          while (index < text.length) {
            if (piece === 8) return null;
            if (text[index] === ":") {
              if (compress !== null) return null;
              index++;
              compress = ++piece;
              continue;
            }
            let value = 0, length = 0;
            while (length < 4 && index < text.length && isHexadecimal(text[index])) {
              value = value * 16 + parseInt(text[index++], 16);
              length++;
            }
            if (text[index] === ".") {
              if (length === 0 || piece > 6) return null;
              index -= length;
              let seen = 0;
              while (index < text.length) {
                if (seen > 0) {
                  if (text[index] !== "." || seen >= 4) return null;
                  index++;
                }
                if (index >= text.length || !isDigit(text[index])) return null;
                let byte = null;
                while (index < text.length && isDigit(text[index])) {
                  const digit = Number(text[index]);
                  if (byte === null) byte = digit; else if (byte === 0) return null; else byte = byte * 10 + digit;
                  if (byte > 255) return null;
                  index++;
                }
                pieces[piece] = pieces[piece] * 256 + byte;
                seen++;
                if (seen === 2 || seen === 4) piece++;
              }
              if (seen !== 4) return null;
              break;
            }
            if (text[index] === ":") {
              index++;
              if (index >= text.length) return null;
            } else if (index < text.length) {
              return null;
            }
            pieces[piece++] = value;
          }
          if (compress !== null) {
            let swaps = piece - compress;
            piece = 7;
            while (piece !== 0 && swaps > 0) {
              const other = compress + swaps - 1;
              [pieces[piece], pieces[other]] = [pieces[other], pieces[piece]];
              piece--;
              swaps--;
            }
          } else if (piece !== 8) {
            return null;
          }
          return "[" + ipv6Text(pieces) + "]";
        }
        function ipv6Text(pieces) {
          let best = -1, bestLength = 1;
          for (let start = 0; start < 8; start++) {
            let end = start;
            while (end < 8 && pieces[end] === 0) end++;
            if (end - start > bestLength) { best = start; bestLength = end - start; }
          }
          let result = "";
          for (let index = 0; index < 8; index++) {
            if (index === best) {
              result += index === 0 ? "::" : ":";
              index += bestLength - 1;
            } else {
              result += pieces[index].toString(16) + (index < 7 ? ":" : "");
            }
          }
          return result;
        }

        // https://url.spec.whatwg.org/#url-parsing
        const isSingleDot = (text) => text === "." || text.toLowerCase() === "%2e";
        const isDoubleDot = (text) => ["..", ".%2e", "%2e.", "%2e%2e"].includes(text.toLowerCase());
        const isDriveLetter = (text) => text.length === 2 && isLetter(text[0]) && (text[1] === ":" || text[1] === "|");
        const isNormalDriveLetter = (text) => isDriveLetter(text) && text[1] === ":";
        function startsWithDriveLetter(input, at) {
          return isDriveLetter(input.slice(at, at + 2)) && (input.length === at + 2 || "/\\?#".includes(input[at + 2]));
        }
        function shorten(url) {
          if (url.scheme === "file" && url.path.length === 1 && isNormalDriveLetter(url.path[0])) return;
          url.path.pop();
        }
        const newURL = () => ({ scheme: "", username: "", password: "", host: null, port: null, path: [], query: null, fragment: null });
        const isOpaque = (url) => typeof url.path === "string";
        const hasCredentials = (url) => url.username !== "" || url.password !== "";

        // The record of a URL; null for a failure. With `override`, the state that a setter begins in, `url` is changed in place.
        function parse(input, base, url, override) {
          if (!url) {
            url = newURL();
            let start = 0, end = input.length;
            while (start < end && input.charCodeAt(start) <= 0x20) start++;
            while (end > start && input.charCodeAt(end - 1) <= 0x20) end--;
            input = input.slice(start, end);
          }
          if (input.includes("\t") || input.includes("\n") || input.includes("\r")) input = [...input].filter((c) => !"\t\n\r".includes(c)).join("");
          let state = override ?? "scheme start";
          let buffer = "", atSeen = false, inBrackets = false, passwordSeen = false;
          for (let at = 0; ; at++) {
            const c = input[at];
            const isEnd = c === undefined;
            switch (state) {
              case "scheme start":
                if (!isEnd && isLetter(c)) { buffer += c.toLowerCase(); state = "scheme"; }
                else if (!override) { state = "no scheme"; at--; }
                else return null;
                break;
              case "scheme":
                if (!isEnd && (isLetter(c) || isDigit(c) || "+-.".includes(c))) { buffer += c.toLowerCase(); break; }
                if (c === ":") {
                  if (override) {
                    if (isSpecial(url) !== (buffer in defaultPorts)) return url;
                    if ((hasCredentials(url) || url.port !== null) && buffer === "file") return url;
                    if (url.scheme === "file" && url.host === "") return url;
                    url.scheme = buffer;
                    if (url.port === defaultPorts[url.scheme]) url.port = null;
                    return url;
                  }
                  url.scheme = buffer;
                  buffer = "";
                  if (url.scheme === "file") state = "file";
                  else if (isSpecial(url) && base && base.scheme === url.scheme) state = "special relative or authority";
                  else if (isSpecial(url)) state = "special authority slashes";
                  else if (input[at + 1] === "/") { state = "path or authority"; at++; }
                  else { url.path = ""; state = "opaque path"; }
                  break;
                }
                if (override) return null;
                buffer = "";
                state = "no scheme";
                at = -1;
                break;
              case "no scheme":
                if (!base || (isOpaque(base) && c !== "#")) return null;
                if (isOpaque(base)) {
                  url.scheme = base.scheme;
                  url.path = base.path;
                  url.query = base.query;
                  url.fragment = "";
                  state = "fragment";
                } else {
                  state = base.scheme === "file" ? "file" : "relative";
                  at--;
                }
                break;
              case "special relative or authority":
                if (c === "/" && input[at + 1] === "/") { state = "special authority ignore slashes"; at++; }
                else { state = "relative"; at--; }
                break;
              case "path or authority":
                if (c === "/") state = "authority"; else { state = "path"; at--; }
                break;
              case "relative":
                url.scheme = base.scheme;
                if (c === "/") state = "relative slash";
                else if (isSpecial(url) && c === "\\") state = "relative slash";
                else {
                  url.username = base.username;
                  url.password = base.password;
                  url.host = base.host;
                  url.port = base.port;
                  url.path = [...base.path];
                  url.query = base.query;
                  if (c === "?") { url.query = ""; state = "query"; }
                  else if (c === "#") { url.fragment = ""; state = "fragment"; }
                  else if (!isEnd) { url.query = null; shorten(url); state = "path"; at--; }
                }
                break;
              case "relative slash":
                if (isSpecial(url) && (c === "/" || c === "\\")) state = "special authority ignore slashes";
                else if (c === "/") state = "authority";
                else {
                  url.username = base.username;
                  url.password = base.password;
                  url.host = base.host;
                  url.port = base.port;
                  state = "path";
                  at--;
                }
                break;
              case "special authority slashes":
                state = "special authority ignore slashes";
                if (c === "/" && input[at + 1] === "/") at++; else at--;
                break;
              case "special authority ignore slashes":
                if (c !== "/" && c !== "\\") { state = "authority"; at--; }
                break;
              case "authority":
                if (c === "@") {
                  if (atSeen) buffer = "%40" + buffer;
                  atSeen = true;
                  for (const one of buffer) {
                    if (one === ":" && !passwordSeen) { passwordSeen = true; continue; }
                    if (passwordSeen) url.password += percentEncode(one, sets.userinfo); else url.username += percentEncode(one, sets.userinfo);
                  }
                  buffer = "";
                } else if (isEnd || "/?#".includes(c) || (isSpecial(url) && c === "\\")) {
                  if (atSeen && buffer === "") return null;
                  at -= buffer.length + 1;
                  buffer = "";
                  state = "host";
                } else {
                  buffer += c;
                }
                break;
              case "host":
              case "hostname":
                if (override && url.scheme === "file") { at--; state = "file host"; break; }
                if (c === ":" && !inBrackets) {
                  if (buffer === "") return null;
                  if (override === "hostname") return null;
                  const parsed = parseHost(buffer, !isSpecial(url));
                  if (parsed === null) return null;
                  url.host = parsed;
                  buffer = "";
                  state = "port";
                } else if (isEnd || "/?#".includes(c) || (isSpecial(url) && c === "\\")) {
                  at--;
                  if (isSpecial(url) && buffer === "") return null;
                  if (override && buffer === "" && (hasCredentials(url) || url.port !== null)) return null;
                  const parsed = parseHost(buffer, !isSpecial(url));
                  if (parsed === null) return null;
                  url.host = parsed;
                  buffer = "";
                  state = "path start";
                  if (override) return url;
                } else {
                  if (c === "[") inBrackets = true;
                  if (c === "]") inBrackets = false;
                  buffer += c;
                }
                break;
              case "port":
                if (!isEnd && isDigit(c)) { buffer += c; break; }
                if (isEnd || "/?#".includes(c) || (isSpecial(url) && c === "\\") || override) {
                  if (buffer !== "") {
                    const port = Number(buffer);
                    if (port > 65535) return null;
                    url.port = port === defaultPorts[url.scheme] ? null : port;
                    buffer = "";
                    if (override) return url;
                  }
                  if (override) return null;
                  state = "path start";
                  at--;
                  break;
                }
                return null;
              case "file":
                url.scheme = "file";
                url.host = "";
                if (c === "/" || c === "\\") state = "file slash";
                else if (base && base.scheme === "file") {
                  url.host = base.host;
                  url.path = [...base.path];
                  url.query = base.query;
                  if (c === "?") { url.query = ""; state = "query"; }
                  else if (c === "#") { url.fragment = ""; state = "fragment"; }
                  else if (!isEnd) {
                    url.query = null;
                    if (!startsWithDriveLetter(input, at)) shorten(url); else url.path = [];
                    state = "path";
                    at--;
                  }
                } else { state = "path"; at--; }
                break;
              case "file slash":
                if (c === "/" || c === "\\") { state = "file host"; break; }
                if (base && base.scheme === "file") {
                  url.host = base.host;
                  if (!startsWithDriveLetter(input, at) && base.path.length > 0 && isNormalDriveLetter(base.path[0])) url.path.push(base.path[0]);
                }
                state = "path";
                at--;
                break;
              case "file host":
                if (isEnd || "/\\?#".includes(c)) {
                  at--;
                  if (!override && isDriveLetter(buffer)) state = "path";
                  else if (buffer === "") {
                    url.host = "";
                    if (override) return url;
                    state = "path start";
                  } else {
                    const parsed = parseHost(buffer, false);
                    if (parsed === null) return null;
                    url.host = parsed === "localhost" ? "" : parsed;
                    if (override) return url;
                    buffer = "";
                    state = "path start";
                  }
                } else {
                  buffer += c;
                }
                break;
              case "path start":
                if (isSpecial(url)) { state = "path"; if (c !== "/" && c !== "\\") at--; }
                else if (!override && c === "?") { url.query = ""; state = "query"; }
                else if (!override && c === "#") { url.fragment = ""; state = "fragment"; }
                else if (!isEnd) { state = "path"; if (c !== "/") at--; }
                else if (override && url.host === null) url.path.push("");
                break;
              case "path":
                if (isEnd || c === "/" || (isSpecial(url) && c === "\\") || (!override && (c === "?" || c === "#"))) {
                  const isSlash = c === "/" || (isSpecial(url) && c === "\\");
                  buffer = percentEncode(buffer, sets.path);
                  if (isDoubleDot(buffer)) { shorten(url); if (!isSlash) url.path.push(""); }
                  else if (isSingleDot(buffer)) { if (!isSlash) url.path.push(""); }
                  else {
                    if (url.scheme === "file" && url.path.length === 0 && isDriveLetter(buffer)) buffer = buffer[0] + ":";
                    url.path.push(buffer);
                  }
                  buffer = "";
                  if (c === "?") { url.query = ""; state = "query"; }
                  if (c === "#") { url.fragment = ""; state = "fragment"; }
                } else {
                  buffer += c;
                }
                break;
              case "opaque path": {
                let end = at;
                while (end < input.length && input[end] !== "?" && input[end] !== "#") end++;
                let text = input.slice(at, end);
                if (end < input.length && text.endsWith(" ")) text = text.slice(0, -1) + "%20";
                url.path += percentEncode(text, sets.control);
                at = end;
                if (input[end] === "?") { url.query = ""; state = "query"; }
                else if (input[end] === "#") { url.fragment = ""; state = "fragment"; }
                break;
              }
              case "query": {
                let end = at;
                while (end < input.length && (override || input[end] !== "#")) end++;
                url.query += percentEncode(input.slice(at, end), isSpecial(url) ? sets.specialQuery : sets.query);
                at = end;
                if (input[end] === "#") { url.fragment = ""; state = "fragment"; }
                break;
              }
              case "fragment":
                url.fragment += percentEncode(input.slice(at), sets.fragment);
                at = input.length;
                break;
            }
            if (isEnd || at >= input.length) {
              if (isEnd && at >= input.length) return url;
              if (at > input.length) return url;
            }
          }
        }
        // https://url.spec.whatwg.org/#url-serializing
        function pathText(url) { return isOpaque(url) ? url.path : url.path.map((part) => "/" + part).join(""); }
        function serialize(url, withoutFragment) {
          let text = url.scheme + ":";
          if (url.host !== null) {
            text += "//";
            if (hasCredentials(url)) text += url.username + (url.password === "" ? "" : ":" + url.password) + "@";
            text += url.host + (url.port === null ? "" : ":" + url.port);
          } else if (!isOpaque(url) && url.path.length > 1 && url.path[0] === "") {
            text += "/.";
          }
          text += pathText(url);
          if (url.query !== null) text += "?" + url.query;
          if (!withoutFragment && url.fragment !== null) text += "#" + url.fragment;
          return text;
        }
        function origin(url) {
          if (url.scheme === "blob") {
            const inner = parse(pathText(url));
            return inner !== null && (inner.scheme === "http" || inner.scheme === "https") ? origin(inner) : "null";
          }
          if (!isSpecial(url) || url.scheme === "file") return "null";
          return url.scheme + "://" + url.host + (url.port === null ? "" : ":" + url.port);
        }
        module.exports = { parse, serialize, origin, pathText, percentEncode, percentDecode, sets, isOpaque };
        """#
}
