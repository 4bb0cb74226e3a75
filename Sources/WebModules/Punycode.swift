extension WebModules {
    /// https://www.rfc-editor.org/rfc/rfc3492
    static let punycode = #"""
        "use strict";
        // https://www.rfc-editor.org/rfc/rfc3492
        function adapt(delta, count, isFirst) {
          let rest = isFirst ? Math.floor(delta / 700) : delta >> 1;
          rest += Math.floor(rest / count);
          let k = 0;
          while (rest > 455) {
            rest = Math.floor(rest / 35);
            k += 36;
          }
          return k + Math.floor((36 * rest) / (rest + 38));
        }
        const threshold = (k, bias) => (k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias);
        const digit = (value) => String.fromCharCode(value < 26 ? value + 97 : value + 22);
        function encode(text) {
          const points = [...text].map((character) => character.codePointAt(0));
          let result = points.filter((point) => point < 0x80).map((point) => String.fromCharCode(point)).join("");
          const basic = result.length;
          let handled = basic, next = 0x80, delta = 0, bias = 72;
          if (basic > 0) result += "-";
          while (handled < points.length) {
            const least = points.reduce((best, point) => (point >= next && point < best ? point : best), 0x110000);
            delta += (least - next) * (handled + 1);
            next = least;
            for (const point of points) {
              if (point < next) delta++;
              if (point !== next) continue;
              let rest = delta;
              for (let k = 36; ; k += 36) {
                const limit = threshold(k, bias);
                if (rest < limit) break;
                result += digit(limit + ((rest - limit) % (36 - limit)));
                rest = Math.floor((rest - limit) / (36 - limit));
              }
              result += digit(rest);
              bias = adapt(delta, handled + 1, handled === basic);
              delta = 0;
              handled++;
            }
            delta++;
            next++;
          }
          return result;
        }
        // Undefined for what is no such text.
        function decode(text) {
          const end = text.lastIndexOf("-");
          const points = [...text.slice(0, Math.max(end, 0))].map((character) => character.charCodeAt(0));
          let at = end < 0 ? 0 : end + 1, next = 0x80, index = 0, bias = 72;
          if (at === text.length) return undefined;
          while (at < text.length) {
            const before = index;
            for (let weight = 1, k = 36; ; k += 36) {
              const code = at < text.length ? text.charCodeAt(at++) : 0;
              const value = code >= 48 && code <= 57 ? code - 22 : code >= 97 && code <= 122 ? code - 97 : code >= 65 && code <= 90 ? code - 65 : 36;
              if (value >= 36) return undefined;
              index += value * weight;
              const limit = threshold(k, bias);
              if (value < limit) break;
              weight *= 36 - limit;
              if (weight > 2 ** 40) return undefined;
            }
            bias = adapt(index - before, points.length + 1, before === 0);
            next += Math.floor(index / (points.length + 1));
            index %= points.length + 1;
            if (next > 0x10FFFF) return undefined;
            points.splice(index++, 0, next);
          }
          return String.fromCodePoint(...points);
        }
        const toASCII = (label) => {
          for (let index = 0; index < label.length; index++) if (label.charCodeAt(index) >= 0x80) return "xn--" + encode(label);
          return label;
        };
        module.exports = { encode, decode, toASCII };
        """#
}
