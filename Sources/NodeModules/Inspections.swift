extension NodeModules {
    /// `util.inspect`, and how it asks objects that say themselves how they are shown.
    /// https://nodejs.org/api/util.html#custom-inspection-functions-on-objects
    static let internalInspection = #"""
        "use strict";
        const host = __dirname;
        function inspect(value, options, depth, colors) {
          // Before there were options, they were arguments.
          const given = typeof options === "object" && options !== null ? options
            : { showHidden: options, ...(depth === undefined ? {} : { depth }), ...(colors === undefined ? {} : { colors }) };
          return host.inspect(value, given);
        }
        inspect.custom = Symbol.for("nodejs.util.inspect.custom");
        inspect.defaultOptions = {
          showHidden: false, depth: 2, colors: false, customInspect: true, showProxy: false, maxArrayLength: 100, maxStringLength: 10000, breakLength: 128,
          compact: 3, sorted: false, getters: false, numericSeparator: false,
        };
        inspect.colors = Object.assign(Object.create(null), {
          reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], blink: [5, 25], inverse: [7, 27], hidden: [8, 28],
          strikethrough: [9, 29], doubleunderline: [21, 24], black: [30, 39], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39],
          magenta: [35, 39], cyan: [36, 39], white: [37, 39], bgBlack: [40, 49], bgRed: [41, 49], bgGreen: [42, 49], bgYellow: [43, 49], bgBlue: [44, 49],
          bgMagenta: [45, 49], bgCyan: [46, 49], bgWhite: [47, 49], framed: [51, 54], overlined: [53, 55], gray: [90, 39], redBright: [91, 39],
          greenBright: [92, 39], yellowBright: [93, 39], blueBright: [94, 39], magentaBright: [95, 39], cyanBright: [96, 39], whiteBright: [97, 39],
          bgGray: [100, 49], bgRedBright: [101, 49], bgGreenBright: [102, 49], bgYellowBright: [103, 49], bgBlueBright: [104, 49],
          bgMagentaBright: [105, 49], bgCyanBright: [106, 49], bgWhiteBright: [107, 49],
        });
        for (const [name, other] of [["gray", "grey"], ["gray", "blackBright"], ["bgGray", "bgGrey"], ["bgGray", "bgBlackBright"], ["dim", "faint"],
          ["inverse", "swapcolors"], ["inverse", "swapColors"], ["strikethrough", "crossedout"], ["strikethrough", "strikeThrough"],
          ["strikethrough", "crossedOut"], ["hidden", "conceal"], ["doubleunderline", "doubleUnderline"]])
          Object.defineProperty(inspect.colors, other, { get() { return this[name]; }, enumerable: false, configurable: true });
        inspect.styles = Object.assign(Object.create(null), {
          special: "cyan", number: "yellow", bigint: "yellow", boolean: "yellow", undefined: "grey", null: "bold", string: "green", symbol: "green",
          date: "magenta", regexp: "red", module: "underline",
        });
        // Calls an object's own method.
        function ask(method, object, depth, given) {
          const options = { stylize: undefined, ...inspect.defaultOptions, ...given };
          options.stylize = (text, style) => {
            const codes = options.colors ? inspect.colors[inspect.styles[style]] : undefined;
            return codes ? `\x1b[${codes[0]}m${text}\x1b[${codes[1]}m` : `${text}`;
          };
          return method.call(object, given?.depth === null ? null : depth, options, inspect);
        }
        module.exports = { inspect, ask };
        """#
}
