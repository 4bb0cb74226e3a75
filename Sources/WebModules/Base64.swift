extension WebModules {
    /// https://html.spec.whatwg.org/multipage/webappapis.html#atob
    static let base64 = #"""
        "use strict";
        // https://html.spec.whatwg.org/multipage/webappapis.html#atob
        const host = __dirname;
        const { required } = require("interfaces");
        const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        const functions = {
          btoa(input) {
            required(1, ["input"], arguments.length);
            input = `${input}`;
            const parts = [];
            for (let index = 0; index < input.length; index += 3) {
              const count = Math.min(3, input.length - index);
              let bits = 0;
              for (let offset = 0; offset < 3; offset++) {
                const code = offset < count ? input.charCodeAt(index + offset) : 0;
                if (code > 255) throw host.domException(host.words.notLatin, "InvalidCharacterError");
                bits = bits * 256 + code;
              }
              for (let digit = 0; digit < 4; digit++) parts.push(digit > count ? "=" : digits[(bits >> (18 - 6 * digit)) & 63]);
            }
            return parts.join("");
          },
          atob(input) {
            required(1, ["input"], arguments.length);
            let data = `${input}`;
            for (const space of " \t\n\f\r") data = data.replaceAll(space, "");
            if (data.length % 4 === 0) data = data.endsWith("==") ? data.slice(0, -2) : data.endsWith("=") ? data.slice(0, -1) : data;
            const fail = (words) => host.domException(words, "InvalidCharacterError");
            for (const character of data) if (!digits.includes(character)) throw fail(host.hasCodes ? host.words.notLatin : host.words.notBase64);
            if (data.length % 4 === 1) throw fail(host.words.notBase64);
            const parts = [];
            let bits = 0, count = 0;
            for (const character of data) {
              bits = ((bits << 6) | digits.indexOf(character)) & 0xFFFFFF;
              count += 6;
              if (count < 8) continue;
              count -= 8;
              parts.push(String.fromCharCode((bits >> count) & 255));
            }
            return parts.join("");
          },
        };
        module.exports = functions;
        """#
}
