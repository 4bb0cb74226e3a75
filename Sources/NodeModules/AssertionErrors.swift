extension NodeModules {
    /// The errors of `node:assert`, and the differences that they show.
    /// https://nodejs.org/api/assert.html#class-assertassertionerror
    static let internalAssertions = #"""
        "use strict";
        const host = __dirname;
        const heads = {
          deepStrictEqual: "Expected values to be strictly deep-equal:",
          partialDeepStrictEqual: "Expected values to be partially and strictly deep-equal:",
          strictEqual: "Expected values to be strictly equal:",
          sameObject: 'Expected "actual" to be reference-equal to "expected":',
          sameLook: "Values have same structure but are not reference-equal:",
          deepEqual: "Expected values to be loosely deep-equal:",
          notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
          notStrictEqual: 'Expected "actual" to be strictly unequal to:',
          otherObject: 'Expected "actual" not to be reference-equal to "expected":',
          notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
        };
        const isObject = (value) => typeof value === "object" && value !== null;
        function shown(value) {
          const text = host.inspect(value, {
            compact: false, customInspect: false, depth: 1000, maxArrayLength: Infinity, showHidden: false, showProxy: false, sorted: true, getters: true,
          });
          // An error is shown without its stack.
          return host.isError(value) ? text.replace(/^([^\n[]*)( \{\n[^]*)?$/, (_, head, rest = "") => `[${head}]${rest}`) : text;
        }

        // The shortest way from one list of lines to another, as parts { sign, line }: "+" for what only the first has, "-" for what only the second has.
        // https://doi.org/10.1007/BF01840446
        function difference(actual, expected, mayLackCommas) {
          const areEqual = (a, b) => a === b || (mayLackCommas && (`${a},` === b || a === `${b},`));
          // How far each diagonal has come, by level; a level has the diagonals from -level to level.
          const levels = [];
          const furthest = new Map([[1, 0]]);
          const isDown = (from, level, diagonal) =>
            diagonal === -level || (diagonal !== level && (from.get(diagonal - 1) ?? 0) < (from.get(diagonal + 1) ?? 0));
          for (let level = 0; ; level++) {
            levels.push(new Map(furthest));
            for (let diagonal = -level; diagonal <= level; diagonal += 2) {
              let x = isDown(furthest, level, diagonal) ? furthest.get(diagonal + 1) ?? 0 : (furthest.get(diagonal - 1) ?? 0) + 1;
              let y = x - diagonal;
              while (x < actual.length && y < expected.length && areEqual(actual[x], expected[y])) { x++; y++; }
              furthest.set(diagonal, x);
              if (x >= actual.length && y >= expected.length) return wayBack(levels, isDown, actual, expected, mayLackCommas);
            }
          }
        }
        function wayBack(levels, isDown, actual, expected, mayLackCommas) {
          let [x, y] = [actual.length, expected.length];
          const parts = [];
          for (let level = levels.length - 1; level >= 0; level--) {
            const from = levels[level];
            const diagonal = x - y;
            const before = isDown(from, level, diagonal) ? diagonal + 1 : diagonal - 1;
            const startX = from.get(before) ?? 0;
            const startY = startX - before;
            while (x > startX && y > startY) {
              x--;
              y--;
              parts.push({ sign: " ", line: mayLackCommas && !actual[x].endsWith(",") ? expected[y] : actual[x] });
            }
            if (level === 0) break;
            if (x > startX) parts.push({ sign: "+", line: actual[--x] }); else parts.push({ sign: "-", line: expected[--y] });
          }
          return parts.reverse();
        }

        // Of more lines than that between two differences only the first and the last are shown.
        const mostBetween = 5;
        function printed(parts) {
          const lines = [];
          let isCut = false;
          for (let index = 0; index < parts.length;) {
            if (parts[index].sign !== " ") {
              lines.push(`${parts[index].sign} ${parts[index].line}`);
              index++;
              continue;
            }
            let end = index;
            while (end < parts.length && parts[end].sign === " ") end++;
            const same = parts.slice(index, end).map((part) => `  ${part.line}`);
            index = end;
            const rest = same.splice(mostBetween);
            lines.push(...same);
            // What stands behind the last difference is left out without a word.
            if (end === parts.length || rest.length === 0) continue;
            if (rest.length <= 2) lines.push(...rest);
            else {
              lines.push("...", rest.at(-1));
              isCut = true;
            }
          }
          return { text: "\n" + lines.join("\n").trimEnd(), isCut };
        }

        // Two values of one line each.
        function side(actual, expected, first, second) {
          const length = first.length + second.length - (typeof actual === "string" ? 2 : 0) - (typeof expected === "string" ? 2 : 0);
          if (length <= 12 && (actual !== 0 || expected !== 0)) return { head: "", text: `${first} !== ${second}` };
          let text = `\n+ ${first}\n- ${second}`;
          if (first.length + second.length <= 80) {
            let index = 0;
            while (index < first.length && first[index] === second[index]) index++;
            if (index >= 3 && index < first.length) text += `\n${" ".repeat(index + 2)}^`;
          }
          return { text };
        }

        // - own: the words of the program, in the place of the first line.
        function comparison(actual, expected, operator, own) {
          if (operator === "strictEqual" && ((isObject(actual) && isObject(expected)) || (typeof actual === "function" && typeof expected === "function")))
            operator = "sameObject";
          const [first, second] = [shown(actual), shown(expected)];
          const [lines, others] = [first.split("\n"), second.split("\n")];
          let [head, text, isCut] = ["+ actual - expected", "", false];
          if (lines.length === 1 && others.length === 1 && !(isObject(actual) && isObject(expected)))
            ({ head = head, text } = side(actual, expected, first, second));
          else if (first === second) {
            operator = "sameLook";
            head = "";
            isCut = lines.length > 50;
            text = isCut ? `${lines.slice(0, 50).join("\n")}\n...}` : first;
          } else ({ text, isCut } = printed(difference(lines, others, isObject(actual))));
          return `${own ?? heads[operator]}\n${head}${isCut ? "\n... Skipped lines" : ""}\n${text}\n`;
        }
        function inequality(actual, operator) {
          const lines = shown(actual).split("\n");
          const head = operator === "notStrictEqual" && (isObject(actual) || typeof actual === "function") ? heads.otherObject : heads[operator];
          if (lines.length > 50) lines.splice(46, Infinity, "...");
          if (lines.length > 1) return `${head}\n\n${lines.join("\n")}\n`;
          return `${head}${lines[0].length > 5 ? "\n\n" : " "}${lines[0]}`;
        }
        const cut = (text, most) => (text.length > most ? `${text.slice(0, most - 3)}...` : text);
        function words(actual, expected, operator) {
          if (operator === "deepStrictEqual" || operator === "strictEqual" || operator === "partialDeepStrictEqual")
            return comparison(actual, expected, operator);
          if (operator === "notDeepStrictEqual" || operator === "notStrictEqual") return inequality(actual, operator);
          const [first, second] = [shown(actual), shown(expected)];
          if (operator === "notDeepEqual" && first === second) return cut(`${heads.notDeepEqual}\n\n${first}`, 1024);
          const [start, end] = [cut(first, 512), cut(second, 512)];
          if (operator === "deepEqual") return `${heads.deepEqual}\n\n${start}\n\nshould loosely deep-equal\n\n${end}`;
          if (operator === "notDeepEqual")
            return `Expected values not to be loosely deep-equal:\n\n${start}\n\nshould not loosely deep-equal\n\n${end}`;
          return `${start} ${operator} ${end}`;
        }
        class AssertionError extends Error {
          constructor(options) {
            if (!isObject(options)) throw host.wrongType("options", "of type object", options);
            const { message, operator, actual, expected, diff = "simple" } = options;
            const isGiven = message !== undefined && message !== null;
            const isCompared = host.isLatest && (operator === "deepStrictEqual" || operator === "strictEqual");
            super(!isGiven ? words(actual, expected, operator)
              : isCompared ? comparison(actual, expected, operator, `${message}`) : `${message}`);
            this.generatedMessage = !message;
            // Node shows the code while the stack is made, and then takes the plain name.
            Object.defineProperty(this, "name", { value: "AssertionError [ERR_ASSERTION]", writable: true, configurable: true });
            void this.stack;
            this.name = "AssertionError";
            this.code = "ERR_ASSERTION";
            this.actual = actual;
            this.expected = expected;
            this.operator = operator;
            if (host.isLatest) this.diff = diff;
          }
          toString() { return `${this.name} [${this.code}]: ${this.message}`; }
        }
        module.exports = { AssertionError, shown };
        """#
}
