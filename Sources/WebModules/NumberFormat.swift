extension WebModules {
    /// https://tc39.es/ecma402/#numberformat-objects
    static let numberFormat = #"""
        "use strict";
        // https://tc39.es/ecma402/#numberformat-objects
        const { host, resolve, regionOf, text, choice, within, numberOption, coerced, define, addMethods, stateIn, chained, unwrapped, joined, requireLatin } = require("locales");
        const states = new WeakMap();
        const name = "Intl.NumberFormat";
        // MARK: Decimals: { negative, digits, point }, the number 0.digits × 10 ** point; or { negative, special }.
        const tenTo = (count) => 10n ** BigInt(count);
        function decimal(value) {
          if (typeof value === "bigint") return trimmed(value < 0n, String(value < 0n ? -value : value), undefined);
          if (typeof value === "string") {
            const literal = /^[\s\uFEFF]*([+-]?)(?:(\d+)\.?(\d*)|\.(\d+))(?:e([+-]?\d{1,4}))?[\s\uFEFF]*$/i.exec(value);
            if (literal) {
              const whole = literal[2] ?? "";
              return trimmed(literal[1] === "-", whole + (literal[3] ?? literal[4] ?? ""), whole.length + Number(literal[5] ?? 0));
            }
            value = Number(value);
          }
          const negative = value < 0 || Object.is(value, -0);
          if (value !== value) return { negative: false, special: "NaN" };
          if (value === Infinity || value === -Infinity) return { negative, special: "∞" };
          const [mantissa, exponent] = String(Math.abs(value)).split("e");
          const [whole, fraction = ""] = mantissa.split(".");
          return trimmed(negative, whole + fraction, whole.length + Number(exponent ?? 0));
        }
        function trimmed(negative, digits, point = digits.length) {
          const zeros = /^0*/.exec(digits)[0].length;
          digits = digits.slice(zeros).replace(/0+$/, "");
          return { negative, digits, point: digits === "" ? 0 : point - zeros };
        }
        // Whether what is cut off makes the rest larger by one. https://tc39.es/ecma402/#table-intl-rounding-modes
        function growsBy(mode, negative, half, isOdd) {
          switch (mode) {
            case "ceil": return !negative;
            case "floor": return negative;
            case "expand": return true;
            case "trunc": return false;
            case "halfCeil": return half > 0 || (half === 0 && !negative);
            case "halfFloor": return half > 0 || (half === 0 && negative);
            case "halfTrunc": return half > 0;
            case "halfEven": return half > 0 || (half === 0 && isOdd);
            default: return half >= 0;
          }
        }
        // To so many digits behind the point, in steps of `increment` of the last one.
        function rounded(number, places, mode, increment = 1) {
          const { negative, digits, point } = number;
          const cut = digits.length - point - places;
          if (digits === "" || (cut <= 0 && increment === 1)) return number;
          // What is smaller than any half needs no long division.
          if (point + places < -1 && increment === 1) return growsBy(mode, negative, -1, false) ? trimmed(negative, "1", 1 - places) : { negative, digits: "", point: 0 };
          let value = BigInt(digits);
          if (cut < 0) value *= tenTo(-cut);
          const step = tenTo(Math.max(cut, 0)) * BigInt(increment);
          let quotient = value / step;
          const rest = value % step;
          if (rest !== 0n) {
            const half = rest * 2n < step ? -1 : rest * 2n > step ? 1 : 0;
            if (growsBy(mode, negative, half, quotient % 2n === 1n)) quotient += 1n;
          }
          const result = String(quotient * BigInt(increment));
          return trimmed(negative, result, result.length - places);
        }
        // By fraction digits, by significant ones, or by what of both keeps more or less. → the number, and how many digits stand behind the point at least.
        function precise(state, number) {
          const bySignificance = (most) => most - (number.digits === "" ? 1 : number.point);
          const significant = () => {
            const result = rounded(number, bySignificance(state.maximumSignificantDigits), state.roundingMode);
            return [result, Math.max(state.minimumSignificantDigits - (result.digits === "" ? 1 : result.point), 0)];
          };
          const fraction = () => [rounded(number, state.maximumFractionDigits, state.roundingMode, state.roundingIncrement), state.minimumFractionDigits];
          let found;
          if (state.rounding === "significantDigits") found = significant();
          else if (state.rounding === "fractionDigits") found = fraction();
          else {
            const keepsMore = bySignificance(state.maximumSignificantDigits) > state.maximumFractionDigits;
            found = keepsMore === (state.rounding === "morePrecision") ? significant() : fraction();
          }
          if (state.trailingZeroDisplay === "stripIfInteger" && found[0].digits.length <= found[0].point) found[1] = 0;
          return found;
        }
        // MARK: Text
        const isGerman = (state) => state.data === "de-DE";
        const signs = (state) => (isGerman(state) ? { decimal: ",", group: "." } : { decimal: ".", group: "," });
        function numberParts(state, number, least, parts, grouping) {
          if (number.special) return void parts.push({ type: number.special === "NaN" ? "nan" : "infinity", value: number.special });
          const { digits, point } = number;
          let whole = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "";
          whole = whole.padStart(state.minimumIntegerDigits, "0");
          const fraction = (point >= 0 ? digits.slice(point) : "0".repeat(-point) + digits).padEnd(least, "0");
          const sign = signs(state);
          if (grouping && whole.length >= (grouping === "min2" ? 5 : 4)) {
            const first = whole.length % 3 || 3;
            parts.push({ type: "integer", value: whole.slice(0, first) });
            for (let index = first; index < whole.length; index += 3) parts.push({ type: "group", value: sign.group }, { type: "integer", value: whole.slice(index, index + 3) });
          } else {
            parts.push({ type: "integer", value: whole });
          }
          if (fraction !== "") parts.push({ type: "decimal", value: sign.decimal }, { type: "fraction", value: fraction });
        }
        // Whether a number is 1, and nothing behind the point is shown.
        const isOnly = (number, least) => number.digits === "1" && number.point === 1 && least === 0;
        // Words for powers of a thousand, from the first that has one: for one and for several.
        const compactWords = {
          "en-US": { short: [[1, "K"], [2, "M"], [3, "B"], [4, "T"]], long: [[1, "thousand"], [2, "million"], [3, "billion"], [4, "trillion"]] },
          "en-GB": { short: [[1, "k"], [2, "m"], [3, "bn"], [4, "tn"]], long: [[1, "thousand"], [2, "million"], [3, "billion"], [4, "trillion"]] },
          "de-DE": {
            short: [[2, "Mio."], [3, "Mrd."], [4, "Bio."]],
            long: [[1, "Tausend"], [2, "Million|Millionen"], [3, "Milliarde|Milliarden"], [4, "Billion|Billionen"]],
          },
        };
        function compact(state, number) {
          const words = compactWords[state.data][state.compactDisplay];
          // A number that is rounded up to the next power has that one's word.
          for (let tries = 0, magnitude = number.point - 1; ; tries++) {
            const power = words.filter(([exponent]) => exponent * 3 <= magnitude).at(-1);
            const shift = (power?.[0] ?? 0) * 3;
            const [result, least] = precise(state, { ...number, point: number.digits === "" ? 0 : number.point - shift });
            if (result.digits !== "" && result.point + shift - 1 > magnitude && tries === 0) {
              magnitude = result.point + shift - 1;
              continue;
            }
            const [one, other = one] = (power?.[1] ?? "").split("|");
            return { result, least, word: isOnly(result, least) ? one : other };
          }
        }
        function exponential(state, number) {
          const step = state.notation === "engineering" ? 3 : 1;
          const exponentOf = (point) => Math.floor((point - 1) / step) * step;
          let exponent = number.digits === "" ? 0 : exponentOf(number.point);
          let [result, least] = precise(state, { ...number, point: number.digits === "" ? 0 : number.point - exponent });
          const carried = result.digits === "" ? 0 : exponentOf(result.point);
          if (carried > 0) {
            exponent += carried;
            [result, least] = precise(state, { ...number, point: number.point - exponent });
          }
          return { result, least, exponent };
        }
        // The sign that a number has by signDisplay. https://tc39.es/ecma402/#sec-getnumberformatpattern
        function signOf(state, number) {
          const isZero = number.digits === "";
          switch (state.signDisplay) {
            case "never": return "";
            case "always": return number.negative ? "-" : "+";
            case "exceptZero": return isZero || number.special === "NaN" ? "" : number.negative ? "-" : "+";
            case "negative": return number.negative && !isZero ? "-" : "";
            default: return number.negative ? "-" : "";
          }
        }
        const isOne = (state, number, least) => isOnly(number, least) && state.notation !== "compact";
        function partsOf(state, value) {
          let number = decimal(value);
          if (state.style === "percent" && number.digits) number = { ...number, point: number.point + 2 };
          const body = [];
          let least = 0;
          let result = number;
          if (number.special) numberParts(state, number, 0, body, false);
          else if (state.notation === "compact") {
            let word;
            ({ result, least, word } = compact(state, number));
            numberParts(state, result, least, body, state.useGrouping);
            if (word) {
              if (state.compactDisplay === "long" || isGerman(state)) body.push({ type: "literal", value: state.compactDisplay === "long" ? " " : "\u00A0" });
              body.push({ type: "compact", value: word });
            }
          } else if (state.notation === "standard") {
            [result, least] = precise(state, number);
            numberParts(state, result, least, body, state.useGrouping);
          } else {
            let exponent;
            ({ result, least, exponent } = exponential(state, number));
            numberParts(state, result, least, body, state.useGrouping);
            body.push({ type: "exponentSeparator", value: "E" });
            if (exponent < 0) body.push({ type: "exponentMinusSign", value: "-" });
            body.push({ type: "exponentInteger", value: String(Math.abs(exponent)) });
          }
          return withSign(state, result, withAffixes(state, result, least, body));
        }
        // The number with its currency, percent sign or unit; what stands before the number may stand between it and the sign.
        function withAffixes(state, number, least, body) {
          switch (state.style) {
            case "percent": return [...body, ...(isGerman(state) ? [{ type: "literal", value: "\u00A0" }] : []), { type: "percentSign", value: "%" }];
            case "currency": return withCurrency(state, number, least, body);
            case "unit": {
              const forms = text(state.locale, "units", state.unit).split(";");
              const form = forms[["long", "short", "narrow"].indexOf(state.unitDisplay)].split("|");
              return filled(isOne(state, number, least) ? form[0] : form.at(-1), body, state.unit === "percent" ? "percentSign" : "unit");
            }
            default: return body;
          }
        }
        function filled(template, body, type) {
          const [before, after] = template.split("#");
          const side = (content) => (/^[\s\u00A0\u202F]*$/.test(content) ? (content ? [{ type: "literal", value: content }] : [])
            : /^[\s\u00A0\u202F]/.test(content) ? [{ type: "literal", value: content[0] }, { type, value: content.slice(1) }]
              : /[\s\u00A0\u202F]$/.test(content) ? [{ type, value: content.slice(0, -1) }, { type: "literal", value: content.at(-1) }] : [{ type, value: content }]);
          return [...side(before), ...body, ...side(after)];
        }
        function withCurrency(state, number, least, body) {
          const [symbol, narrow, one, other] = (text(state.locale, "currencies", state.currency) ?? "").split("|");
          const code = state.currency;
          const space = { type: "literal", value: "\u00A0" };
          if (state.currencyDisplay === "name") {
            const value = (isOne(state, number, least) ? one : other) || code;
            return [...body, { type: "literal", value: " " }, { type: "currency", value }];
          }
          const value = state.currencyDisplay === "code" ? code : (state.currencyDisplay === "narrowSymbol" ? narrow : symbol) || code;
          const currency = { type: "currency", value };
          if (isGerman(state)) return [...body, space, currency];
          return /[a-z]$/i.test(value) && !number.special ? [currency, space, ...body] : [currency, ...body];
        }
        function withSign(state, number, parts) {
          const sign = signOf(state, number);
          if (sign === "") return parts;
          if (sign === "-" && state.style === "currency" && state.currencySign === "accounting" && state.currencyDisplay !== "name" && !isGerman(state)) {
            return [{ type: "literal", value: "(" }, ...parts, { type: "literal", value: ")" }];
          }
          return [{ type: sign === "-" ? "minusSign" : "plusSign", value: sign }, ...parts];
        }
        // MARK: Options. https://tc39.es/ecma402/#sec-setnumberformatunitoptions
        function setUnit(state, options) {
          state.style = choice(name, options, "style", ["decimal", "percent", "currency", "unit"], "decimal");
          const currency = options.currency === undefined ? undefined : String(options.currency);
          if (currency === undefined && state.style === "currency") throw new TypeError("Currency code is required with currency style.");
          if (currency !== undefined && !/^[a-z]{3}$/i.test(currency)) throw new RangeError(`Invalid currency code : ${currency}`);
          const currencyDisplay = choice(name, options, "currencyDisplay", ["code", "symbol", "narrowSymbol", "name"], "symbol");
          const currencySign = choice(name, options, "currencySign", ["standard", "accounting"], "standard");
          const unit = options.unit === undefined ? undefined : String(options.unit);
          if (unit === undefined && state.style === "unit") throw new TypeError("Invalid unit argument for Intl.NumberFormat() ''");
          if (unit !== undefined && !isUnit(unit)) throw new RangeError(`Invalid unit argument for Intl.NumberFormat() '${unit}'`);
          const unitDisplay = choice(name, options, "unitDisplay", ["short", "narrow", "long"], "short");
          if (state.style === "currency") Object.assign(state, { currency: currency.toUpperCase(), currencyDisplay, currencySign });
          if (state.style === "unit") {
            if (text(state.locale, "units", unit) === undefined) host.outside(`Intl.NumberFormat with the unit '${unit}'`);
            Object.assign(state, { unit, unitDisplay });
          }
        }
        function isUnit(unit) {
          const parts = unit.split("-per-");
          return parts.length <= 2 && parts.every((part) => text("en-US", "units", part) !== undefined);
        }
        // https://tc39.es/ecma402/#sec-setnfdigitoptions
        function setDigits(state, options, leastDefault, mostDefault, notation) {
          const minimumIntegerDigits = numberOption(options, "minimumIntegerDigits", 1, 21, 1);
          let { minimumFractionDigits: leastFraction, maximumFractionDigits: mostFraction } = options;
          let { minimumSignificantDigits: leastSignificant, maximumSignificantDigits: mostSignificant } = options;
          const roundingIncrement = numberOption(options, "roundingIncrement", 1, 5000, 1);
          if (![1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000].includes(roundingIncrement)) throw new RangeError("roundingIncrement value is out of range.");
          const roundingMode = choice(name, options, "roundingMode", ["ceil", "floor", "expand", "trunc", "halfCeil", "halfFloor", "halfExpand", "halfTrunc", "halfEven"], "halfExpand");
          const roundingPriority = choice(name, options, "roundingPriority", ["auto", "morePrecision", "lessPrecision"], "auto");
          const trailingZeroDisplay = choice(name, options, "trailingZeroDisplay", ["auto", "stripIfInteger"], "auto");
          if (roundingIncrement !== 1) mostDefault = leastDefault;
          const hasSignificant = leastSignificant !== undefined || mostSignificant !== undefined;
          const hasFraction = leastFraction !== undefined || mostFraction !== undefined;
          let needsSignificant = true;
          let needsFraction = true;
          if (roundingPriority === "auto") {
            needsSignificant = hasSignificant;
            if (needsSignificant || (!hasFraction && notation === "compact")) needsFraction = false;
          }
          Object.assign(state, { minimumIntegerDigits });
          if (needsSignificant && hasSignificant) {
            leastSignificant = within(leastSignificant, 1, 21, 1, "minimumSignificantDigits");
            mostSignificant = within(mostSignificant, leastSignificant, 21, 21, "maximumSignificantDigits");
          } else {
            [leastSignificant, mostSignificant] = [1, 21];
          }
          if (needsFraction && hasFraction) {
            leastFraction = within(leastFraction, 0, 100, undefined, "minimumFractionDigits");
            mostFraction = within(mostFraction, 0, 100, undefined, "maximumFractionDigits");
            if (leastFraction === undefined) leastFraction = Math.min(leastDefault, mostFraction);
            else if (mostFraction === undefined) mostFraction = Math.max(mostDefault, leastFraction);
            else if (leastFraction > mostFraction) throw new RangeError("maximumFractionDigits value is out of range.");
          } else {
            [leastFraction, mostFraction] = [leastDefault, mostDefault];
          }
          let rounding = roundingPriority;
          if (!needsSignificant && !needsFraction) {
            [leastFraction, mostFraction, leastSignificant, mostSignificant] = [0, 0, 1, 2];
            rounding = "morePrecision";
          } else if (roundingPriority === "auto") {
            rounding = hasSignificant ? "significantDigits" : "fractionDigits";
          }
          if (rounding !== "significantDigits") Object.assign(state, { minimumFractionDigits: leastFraction, maximumFractionDigits: mostFraction });
          if (rounding !== "fractionDigits") Object.assign(state, { minimumSignificantDigits: leastSignificant, maximumSignificantDigits: mostSignificant });
          Object.assign(state, { rounding, roundingIncrement, roundingMode, trailingZeroDisplay });
          if (roundingIncrement !== 1) {
            if (rounding !== "fractionDigits") throw new TypeError("roundingIncrement value is invalid.");
            if (mostFraction !== leastFraction) throw new RangeError("roundingIncrement value is out of range.");
          }
        }
        function digitsOf(currency) {
          const { currencyDigits } = require("localeData");
          for (const digits in currencyDigits) if (currencyDigits[digits].includes(currency)) return Number(digits);
          return 2;
        }
        function setUp(locales, options) {
          const locale = resolve(locales);
          options = coerced(options);
          const state = { locale, data: regionOf(locale) };
          choice(name, options, "localeMatcher", ["lookup", "best fit"]);
          requireLatin(options);
          setUnit(state, options);
          state.notation = choice(name, options, "notation", ["standard", "scientific", "engineering", "compact"], "standard");
          const isCurrency = state.style === "currency" && state.notation === "standard";
          const least = isCurrency ? digitsOf(state.currency) : 0;
          setDigits(state, options, least, isCurrency ? least : state.style === "percent" ? 0 : 3, state.notation);
          const compactDisplay = choice(name, options, "compactDisplay", ["short", "long"], "short");
          if (state.notation === "compact") state.compactDisplay = compactDisplay;
          const grouping = options.useGrouping;
          const usual = state.notation === "compact" ? "min2" : "auto";
          if (grouping === undefined) state.useGrouping = usual;
          else if (grouping === true) state.useGrouping = "always";
          else if (grouping === false || grouping === null || grouping === 0 || grouping === "") state.useGrouping = false;
          else if (grouping === "true" || grouping === "false") state.useGrouping = usual;
          else state.useGrouping = choice(name, options, "useGrouping", ["min2", "auto", "always"], usual);
          state.signDisplay = choice(name, options, "signDisplay", ["auto", "never", "always", "exceptZero", "negative"], "auto");
          return state;
        }
        // https://tc39.es/ecma402/#sec-tointlmathematicalvalue
        function numeric(value) {
          const primitive = typeof value === "object" || typeof value === "function" ? toPrimitive(value) : value;
          return typeof primitive === "bigint" || typeof primitive === "string" ? primitive : Number(primitive);
        }
        function toPrimitive(value) {
          if (value === null) return 0;
          const method = value[Symbol.toPrimitive];
          if (method !== undefined && method !== null) return method.call(value, "number");
          for (const key of ["valueOf", "toString"]) {
            const candidate = value[key];
            if (typeof candidate !== "function") continue;
            const result = candidate.call(value);
            if ((typeof result !== "object" && typeof result !== "function") || result === null) return result;
          }
          throw new TypeError("Cannot convert object to primitive value");
        }
        // MARK: The constructor
        function NumberFormat(locales = undefined, options = undefined) {
          const format = new.target === undefined ? Object.create(NumberFormat.prototype) : this;
          states.set(format, setUp(locales, options));
          return new.target === undefined ? chained(format, NumberFormat, this) : format;
        }
        const stateOf = (format, method) => stateIn(states, format, method);
        const formatted = (state, value) => joined(partsOf(state, numeric(value)));
        function range(state, start, end, method) {
          if (start === undefined || end === undefined) throw new TypeError("start or end is undefined");
          [start, end] = [numeric(start), numeric(end)];
          const [first, second] = [partsOf(state, start), partsOf(state, end)];
          if ([first, second].some((parts) => parts.some((part) => part.type === "nan"))) throw new RangeError(`Invalid start or end of ${method}`);
          if (joined(first) === joined(second)) return [{ type: "approximatelySign", value: isGerman(state) ? "≈" : "~", source: "shared" }, ...first.map((part) => ({ ...part, source: "shared" }))];
          if (state.style !== "decimal" || state.notation !== "standard") host.outside(`Intl.NumberFormat.prototype.${method} of more than plain numbers`);
          return [...first.map((part) => ({ ...part, source: "startRange" })), { type: "literal", value: "–", source: "shared" }, ...second.map((part) => ({ ...part, source: "endRange" }))];
        }
        const methods = {
          get format() {
            const state = unwrapped(states, this, NumberFormat);
            return (state.bound ??= (value) => formatted(state, value));
          },
          formatToParts(value) { return partsOf(stateOf(this, "Intl.NumberFormat.prototype.formatToParts"), numeric(value)); },
          formatRange(start, end) { return joined(range(stateOf(this, "Intl.NumberFormat.prototype.formatRange"), start, end, "formatRange")); },
          formatRangeToParts(start, end) { return range(stateOf(this, "Intl.NumberFormat.prototype.formatRangeToParts"), start, end, "formatRangeToParts"); },
          resolvedOptions() {
            const state = unwrapped(states, this, NumberFormat);
            return resolved({ locale: state.locale, numberingSystem: "latn" }, state, ["style", "currency", "currencyDisplay", "currencySign", "unit", "unitDisplay", ...digitOptions.slice(0, 5),
              "useGrouping", "notation", "compactDisplay", "signDisplay", ...digitOptions.slice(5)]);
          },
        };
        const digitOptions = ["minimumIntegerDigits", "minimumFractionDigits", "maximumFractionDigits", "minimumSignificantDigits", "maximumSignificantDigits", "roundingIncrement", "roundingMode",
          "roundingPriority", "trailingZeroDisplay"];
        function resolved(result, state, keys) {
          for (const key of keys) {
            if (key === "roundingPriority") result[key] = state.rounding === "morePrecision" || state.rounding === "lessPrecision" ? state.rounding : "auto";
            else if (state[key] !== undefined) result[key] = state[key];
          }
          return result;
        }
        addMethods(NumberFormat, methods);
        define(NumberFormat);
        module.exports = {
          NumberFormat, setDigits, precise, decimal, digitOptions, resolved, isOnly,
          // `toLocaleString` of numbers and BigInts.
          numberText: (value, locales, options) => formatted(setUp(locales, options), value), setUp, partsOf,
        };
        """#
}
