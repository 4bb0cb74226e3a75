extension NodeModules {
    /// What `console.table` prints. https://nodejs.org/api/console.html#consoletabletabulardata-properties
    static let internalTables = #"""
        "use strict";
        const host = __dirname;
        const isObject = (value) => (typeof value === "object" || typeof value === "function") && value !== null;
        let style;
        function shown(value) {
          if (typeof value === "string" && style.texts !== "inspected") return style.texts === "plain" ? value : JSON.stringify(value);
          if (style.texts !== "inspected") return typeof value === "function" ? "" : host.inspect(value, { depth: 1, breakLength: Infinity });
          const isLarge = typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 2;
          return host.inspect(value, { depth: isLarge ? -1 : 0, maxArrayLength: 3, breakLength: Infinity });
        }
        const width = (text) => host.textWidth(text.replace(/\u001b\[[\d;]*m/g, ""));
        function draw(head, columns) {
          const count = Math.max(0, ...columns.map((column) => column.length));
          const cells = columns.map((column) => Array.from({ length: count }, (_, index) => (Object.hasOwn(column, index) ? column[index] : "")));
          const widths = head.map((title, index) => Math.max(width(title), ...cells[index].map(width)) + 2);
          const rule = (left, middle, right) => left + widths.map((count) => "─".repeat(count)).join(middle) + right;
          const isRight = cells.map((column, index) => (style.alignsIndex && index === 0) || (style.alignsNumbers && column.every((text) => Number.isInteger(Number(text)))));
          const cell = (text, index, toRight) => {
            const rest = " ".repeat(widths[index] - width(text) - 2);
            return toRight ? ` ${rest}${text} ` : ` ${text}${rest} `;
          };
          const row = (texts, aligns) => "│" + texts.map((text, index) => cell(text, index, aligns && isRight[index])).join("│") + "│";
          const rows = Array.from({ length: count }, (_, index) => row(cells.map((column) => column[index]), true));
          return [rule("┌", "┬", "┐"), row(head, false), rule("├", "┼", "┤"), ...rows, rule("└", "┴", "┘")].join("\n");
        }
        const numbers = (list) => list.map((_, index) => shown(index));
        function ofPairs(pairs) {
          return draw([style.iterationIndex, "Key", "Values"], [numbers(pairs), pairs.map(([key]) => shown(key)), pairs.map(([, value]) => shown(value))]);
        }
        function ofRows(data, properties) {
          const columns = { __proto__: null };
          const values = [];
          let hasValues = false;
          const indices = Object.keys(data);
          indices.forEach((index, row) => {
            const item = data[index];
            if (properties === undefined && !isObject(item)) {
              hasValues = true;
              values[row] = shown(item);
              return;
            }
            for (const key of properties ?? Object.keys(item)) {
              columns[key] ??= [];
              columns[key][row] = isObject(item) && Object.hasOwn(item, key) ? shown(item[key]) : "";
            }
          });
          const head = [style.index, ...Object.keys(columns)];
          const cells = [indices, ...Object.values(columns)];
          return hasValues ? draw([...head, "Values"], [...cells, values]) : draw(head, cells);
        }
        // Of what is no object the text is what `console.log` prints.
        module.exports = function table(data, properties, own) {
          style = own;
          if (typeof data !== "object" || data === null) return host.format(data);
          if (properties !== undefined && !Array.isArray(properties)) throw host.wrongType("properties", "an instance of Array", properties);
          const kind = Object.prototype.toString.call(data);
          if (data instanceof Map) return ofPairs([...data]);
          if (kind === "[object Map Iterator]" && host.inspect(data).startsWith("[Map Entries]")) return ofPairs([...data]);
          if (data instanceof Set || kind === "[object Set Iterator]" || kind === "[object Map Iterator]") {
            const items = [...data];
            return draw([style.iterationIndex, "Values"], [numbers(items), items.map(shown)]);
          }
          return ofRows(data, properties);
        };
        """#
}
