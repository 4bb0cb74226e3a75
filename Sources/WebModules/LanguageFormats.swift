extension WebModules {
    /// The smaller constructors of Intl: lists, plurals, relative times, order, segments.
    static let languageFormats = #"""
        "use strict";
        // The smaller constructors of Intl. https://tc39.es/ecma402/
        const { host, canonicalList, resolve, text, choice, optionsObject, coerced, define, addMethods, stateIn, joined, requireLatin } = require("locales");
        const numbers = require("numberFormat");
        // https://tc39.es/ecma402/#listformat-objects
        class ListFormat {
          #state;
          constructor(locales = undefined, options = undefined) {
            const locale = resolve(locales);
            options = optionsObject(options);
            choice("Intl.ListFormat", options, "localeMatcher", ["lookup", "best fit"]);
            const type = choice("Intl.ListFormat", options, "type", ["conjunction", "disjunction", "unit"], "conjunction");
            const style = choice("Intl.ListFormat", options, "style", ["long", "short", "narrow"], "long");
            this.#state = { locale, type, style };
          }
          #parts(list) {
            const items = [];
            for (const item of list === undefined ? [] : list) {
              if (typeof item !== "string") throw new TypeError(`Iterable yielded ${String(item)} which is not a string`);
              items.push(item);
            }
            const [two, middle, last] = text(this.#state.locale, "lists", `${this.#state.type} ${this.#state.style}`);
            return items.flatMap((value, index) => {
              const separator = items.length === 2 ? two : index === items.length - 1 ? last : middle;
              return index === 0 ? [{ type: "element", value }] : [{ type: "literal", value: separator }, { type: "element", value }];
            });
          }
          format(list) { return joined(this.#parts(list)); }
          formatToParts(list) { return this.#parts(list); }
          resolvedOptions() { return { locale: this.#state.locale, type: this.#state.type, style: this.#state.style }; }
        }
        // Where regions do not differ, a language that was asked for is told without one.
        const named = (locale, locales) => (canonicalList(locales).length === 0 ? locale : locale.slice(0, 2));
        // https://tc39.es/ecma402/#pluralrules-objects
        class PluralRules {
          #state;
          constructor(locales = undefined, options = undefined) {
            const locale = resolve(locales);
            options = coerced(options);
            choice("Intl.PluralRules", options, "localeMatcher", ["lookup", "best fit"]);
            const type = choice("Intl.PluralRules", options, "type", ["cardinal", "ordinal"], "cardinal");
            this.#state = { locale: named(locale, locales), language: locale.slice(0, 2), type };
            numbers.setDigits(this.#state, options, 0, 3, "standard");
          }
          select(value) {
            const state = this.#state;
            const number = numbers.decimal(Number(value));
            if (number.special) return "other";
            const [result, least] = numbers.precise(state, number);
            if (state.type === "cardinal") return numbers.isOnly(result, least) ? "one" : "other";
            if (state.language === "de" || result.digits.length > result.point) return "other";
            const whole = result.digits.padEnd(result.point, "0");
            if (whole.at(-2) === "1") return "other";
            return { 1: "one", 2: "two", 3: "few" }[whole.at(-1)] ?? "other";
          }
          selectRange(start, end) {
            if (start === undefined || end === undefined) throw new TypeError("start or end is undefined");
            if (Number.isNaN(Number(start)) || Number.isNaN(Number(end))) throw new RangeError("Invalid start or end of selectRange");
            // In both languages a range is named as its end is, and in English never as one.
            return this.#state.language === "en" && this.#state.type === "cardinal" ? "other" : this.select(end);
          }
          resolvedOptions() {
            const { locale, language, type } = this.#state;
            const categories = type === "cardinal" ? ["one", "other"] : language === "de" ? ["other"] : ["one", "two", "few", "other"];
            const result = numbers.resolved({ locale, type }, this.#state, numbers.digitOptions.slice(0, 5));
            return numbers.resolved(Object.assign(result, { pluralCategories: categories }), this.#state, numbers.digitOptions.slice(5));
          }
        }
        // https://tc39.es/ecma402/#relativetimeformat-objects
        class RelativeTimeFormat {
          #state;
          constructor(locales = undefined, options = undefined) {
            const locale = resolve(locales);
            options = coerced(options);
            choice("Intl.RelativeTimeFormat", options, "localeMatcher", ["lookup", "best fit"]);
            requireLatin(options);
            const style = choice("Intl.RelativeTimeFormat", options, "style", ["long", "short", "narrow"], "long");
            const numeric = choice("Intl.RelativeTimeFormat", options, "numeric", ["always", "auto"], "always");
            this.#state = { locale, style, numeric, numbers: numbers.setUp(locale, undefined), rules: new PluralRules(locale) };
          }
          #parts(value, unit, method) {
            const state = this.#state;
            value = Number(value);
            unit = String(unit);
            if (!Number.isFinite(value)) throw new RangeError(`Value need to be finite number for ${method}()`);
            const singular = unit.endsWith("s") ? unit.slice(0, -1) : unit;
            const found = text(state.locale, "relative", singular);
            if (found === undefined) throw new RangeError(`Invalid unit argument for ${method}() '${unit}'`);
            const width = ["long", "short", "narrow"].indexOf(state.style);
            if (state.numeric === "auto" && Number.isInteger(value) && Math.abs(value) <= 2) {
              const word = found.words[width].split("|")[value + 2];
              if (word) return [{ type: "literal", value: word }];
            }
            const isPast = value < 0 || Object.is(value, -0);
            const forms = found.styles[width].split(";")[isPast ? 1 : 0].split("|");
            const form = state.rules.select(Math.abs(value)) === "one" ? forms[0] : forms.at(-1);
            const [before, after] = form.split("#");
            const parts = numbers.partsOf(state.numbers, Math.abs(value)).map((part) => ({ ...part, unit: singular }));
            return [...(before ? [{ type: "literal", value: before }] : []), ...parts, ...(after ? [{ type: "literal", value: after }] : [])];
          }
          format(value, unit) { return joined(this.#parts(value, unit, "Intl.RelativeTimeFormat.prototype.format")); }
          formatToParts(value, unit) { return this.#parts(value, unit, "Intl.RelativeTimeFormat.prototype.formatToParts"); }
          resolvedOptions() { return { locale: this.#state.locale, style: this.#state.style, numeric: this.#state.numeric, numberingSystem: "latn" }; }
        }
        // https://tc39.es/ecma402/#collator-objects
        const collators = new WeakMap();
        const collatorState = (collator, method) => stateIn(collators, collator, method);
        function setUpCollator(locales, options) {
          const locale = resolve(locales);
          options = coerced(options);
          const usage = choice("Intl.Collator", options, "usage", ["sort", "search"], "sort");
          choice("Intl.Collator", options, "localeMatcher", ["lookup", "best fit"]);
          const collation = choice("Intl.Collator", options, "collation");
          if (collation !== undefined && !["default", "standard", "emoji", "eor"].includes(collation)) host.outside(`Intl.Collator with the collation '${collation}'`);
          const numeric = Boolean(options.numeric);
          const caseFirst = choice("Intl.Collator", options, "caseFirst", ["upper", "lower", "false"], "false");
          const sensitivity = choice("Intl.Collator", options, "sensitivity", ["base", "accent", "case", "variant"], "variant");
          const ignorePunctuation = Boolean(options.ignorePunctuation);
          return { locale: locale === "en-US" ? locale : named(locale, locales), usage, numeric, caseFirst, sensitivity, ignorePunctuation };
        }
        const compared = (state, left, right) => host.compareWords(String(left), String(right), state.sensitivity, state.numeric, state.caseFirst === "upper", state.ignorePunctuation);
        function Collator(locales = undefined, options = undefined) {
          const collator = new.target === undefined ? Object.create(Collator.prototype) : this;
          collators.set(collator, setUpCollator(locales, options));
          return collator;
        }
        addMethods(Collator, {
          get compare() {
            const state = collatorState(this, "get Intl.Collator.prototype.compare");
            return (state.bound ??= (left, right) => compared(state, left, right));
          },
          resolvedOptions() {
            const { locale, usage, sensitivity, ignorePunctuation, numeric, caseFirst } = collatorState(this, "Intl.Collator.prototype.resolvedOptions");
            return { locale, usage, sensitivity, ignorePunctuation, collation: "default", numeric, caseFirst };
          },
        });
        // https://tc39.es/ecma402/#segmenter-objects
        const iteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
        const segmentsStates = new WeakMap();
        const segment = (string, [start, end]) => ({ segment: string.slice(start, end), index: start, input: string });
        const segmentsPrototype = {
          containing(index = undefined) {
            const { string, ends } = segmentsStates.get(this);
            const place = Math.trunc(Number(index)) || 0;
            if (place < 0 || place >= string.length) return undefined;
            const number = ends.findIndex((end) => end > place);
            return segment(string, [number === 0 ? 0 : ends[number - 1], ends[number]]);
          },
          [Symbol.iterator]() {
            const iterator = Object.create(segmentIteratorPrototype);
            segmentsStates.set(iterator, { ...segmentsStates.get(this), next: 0 });
            return iterator;
          },
        };
        const segmentIteratorPrototype = Object.create(iteratorPrototype, {
          next: {
            value: function next() {
              const state = segmentsStates.get(this);
              if (state.next >= state.ends.length) return { value: undefined, done: true };
              const start = state.next === 0 ? 0 : state.ends[state.next - 1];
              return { value: segment(state.string, [start, state.ends[state.next++]]), done: false };
            }, writable: true, configurable: true,
          },
          [Symbol.toStringTag]: { value: "Segmenter String Iterator", configurable: true },
        });
        for (const key of Reflect.ownKeys(segmentsPrototype)) Object.defineProperty(segmentsPrototype, key, { enumerable: false });
        class Segmenter {
          #state;
          constructor(locales = undefined, options = undefined) {
            const locale = resolve(locales);
            options = optionsObject(options);
            choice("Intl.Segmenter", options, "localeMatcher", ["lookup", "best fit"]);
            const granularity = choice("Intl.Segmenter", options, "granularity", ["grapheme", "word", "sentence"], "grapheme");
            this.#state = { locale, granularity };
          }
          segment(input) {
            const string = String(input);
            if (this.#state.granularity !== "grapheme") host.outside(`Intl.Segmenter with the granularity '${this.#state.granularity}'`);
            const segments = Object.create(segmentsPrototype);
            segmentsStates.set(segments, { string, ends: host.graphemeEnds(string) });
            return segments;
          }
          resolvedOptions() { return { locale: this.#state.locale, granularity: this.#state.granularity }; }
        }
        // By name only: whoever makes one is told so.
        class DisplayNames {
          constructor(locales, options) { host.outside("Intl.DisplayNames"); }
        }
        class DurationFormat {
          constructor(locales = undefined, options = undefined) { host.outside("Intl.DurationFormat"); }
        }
        for (const constructor of [ListFormat, PluralRules, RelativeTimeFormat, Collator, Segmenter, DisplayNames, DurationFormat]) define(constructor);
        module.exports = {
          ListFormat, PluralRules, RelativeTimeFormat, Collator, Segmenter, DisplayNames, DurationFormat,
          compareText: (left, right, locales, options) => compared(setUpCollator(locales, options), left, right),
        };
        """#
}
