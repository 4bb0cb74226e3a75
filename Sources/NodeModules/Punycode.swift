extension NodeModules {
    /// https://nodejs.org/api/punycode.html
    static let punycode = #"""
        "use strict";
        // Bootstring with the numbers of https://www.rfc-editor.org/rfc/rfc3492#section-5
        const words = { overflow: "Overflow: input needs wider integers to process", "not-basic": "Illegal input >= 0x80 (not a basic code point)", "invalid-input": "Invalid input" };
        const failure = (kind) => new RangeError(words[kind]);
        function adapt(delta, count, isFirst) {
          delta = isFirst ? Math.floor(delta / 700) : delta >> 1;
          delta += Math.floor(delta / count);
          let bias = 0;
          for (; delta > 455; bias += 36) delta = Math.floor(delta / 35);
          return Math.floor(bias + (36 * delta) / (delta + 38));
        }
        const threshold = (position, bias) => (position <= bias ? 1 : position >= bias + 26 ? 26 : position - bias);
        const digitOf = (unit) => (unit >= 48 && unit < 58 ? unit - 22 : unit >= 65 && unit < 91 ? unit - 65 : unit >= 97 && unit < 123 ? unit - 97 : 36);
        const unitOf = (digit) => String.fromCharCode(digit < 26 ? digit + 97 : digit + 22);
        function decode(text) {
          const result = [];
          const last = Math.max(text.lastIndexOf("-"), 0);
          for (let index = 0; index < last; index++) {
            if (text.charCodeAt(index) >= 128) throw failure("not-basic");
            result.push(text.charCodeAt(index));
          }
          let [place, point, bias] = [0, 128, 72];
          for (let index = last > 0 ? last + 1 : 0; index < text.length;) {
            const before = place;
            for (let weight = 1, position = 36; ; position += 36) {
              if (index >= text.length) throw failure("invalid-input");
              const digit = digitOf(text.charCodeAt(index++));
              if (digit >= 36) throw failure("invalid-input");
              if (digit > Math.floor((2147483647 - place) / weight)) throw failure("overflow");
              place += digit * weight;
              const limit = threshold(position, bias);
              if (digit < limit) break;
              if (weight > Math.floor(2147483647 / (36 - limit))) throw failure("overflow");
              weight *= 36 - limit;
            }
            const count = result.length + 1;
            bias = adapt(place - before, count, before === 0);
            if (Math.floor(place / count) > 2147483647 - point) throw failure("overflow");
            point += Math.floor(place / count);
            place %= count;
            result.splice(place++, 0, point);
          }
          return String.fromCodePoint(...result);
        }
        function encode(text) {
          const points = ucs2decode(text);
          let result = points.filter((point) => point < 128).map((point) => String.fromCharCode(point)).join("");
          const basic = result.length;
          if (basic > 0) result += "-";
          let [point, delta, bias, done] = [128, 0, 72, basic];
          while (done < points.length) {
            let next = 2147483647;
            for (const one of points) if (one >= point && one < next) next = one;
            if (next - point > Math.floor((2147483647 - delta) / (done + 1))) throw failure("overflow");
            delta += (next - point) * (done + 1);
            point = next;
            for (const one of points) {
              if (one < point && ++delta > 2147483647) throw failure("overflow");
              if (one !== point) continue;
              let rest = delta;
              for (let position = 36; ; position += 36) {
                const limit = threshold(position, bias);
                if (rest < limit) break;
                result += unitOf(limit + ((rest - limit) % (36 - limit)));
                rest = Math.floor((rest - limit) / (36 - limit));
              }
              result += unitOf(rest);
              bias = adapt(delta, done + 1, done === basic);
              delta = 0;
              done++;
            }
            delta++;
            point++;
          }
          return result;
        }
        function ucs2decode(text) { return Array.from(text, (one) => one.codePointAt(0)); }
        function eachLabel(domain, body) {
          const parts = domain.split("@");
          const name = parts.length > 1 ? parts[1] : domain;
          return (parts.length > 1 ? parts[0] + "@" : "") + name.replace(/[\x2E\u3002\uFF0E\uFF61]/g, ".").split(".").map(body).join(".");
        }
        module.exports = {
          version: "2.1.0",
          ucs2: { decode: ucs2decode, encode: (points) => String.fromCodePoint(...points) },
          decode, encode,
          toASCII: (domain) => eachLabel(domain, (label) => (/[^\0-\x7F]/.test(label) ? "xn--" + encode(label) : label)),
          toUnicode: (domain) => eachLabel(domain, (label) => (/^xn--/.test(label) ? decode(label.slice(4).toLowerCase()) : label)),
        };
        """#
}
