extension WebModules {
    /// What the constructors of Intl share: languages and options. https://tc39.es/ecma402/
    static let locales = #"""
        "use strict";
        // What the constructors of Intl share. https://tc39.es/ecma402/
        const host = __dirname;
        const { locales: data } = require("localeData");
        // The languages that there is data for, and what each means.
        const available = { "en-US": "en-US", en: "en-US", "en-GB": "en-GB", "de-DE": "de-DE", de: "de-DE" };
        const standard = "en-US";
        const own = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
        // https://tc39.es/ecma402/#sec-isstructurallyvalidlanguagetag
        const tagPattern = /^(?:[a-z]{2,3}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?$/i;
        // Case alone: aliases of languages stay as they are.
        function canonicalTag(tag) {
          if (!tagPattern.test(tag)) throw new RangeError("Incorrect locale information provided");
          let isExtension = false;
          return tag.toLowerCase().split("-").map((part, index) => {
            if (part.length === 1) isExtension = true;
            if (index === 0 || isExtension) return part;
            if (part.length === 4 && !/^\d/.test(part)) return part[0].toUpperCase() + part.slice(1);
            return part.length === 2 ? part.toUpperCase() : part;
          }).join("-");
        }
        // https://tc39.es/ecma402/#sec-canonicalizelocalelist
        function canonicalList(locales) {
          if (locales === undefined) return [];
          const list = typeof locales === "string" || isLocale(locales) ? [locales] : Object(locales);
          if (locales === null) throw new TypeError("Cannot convert undefined or null to object");
          const seen = [];
          for (let index = 0, length = Math.min(Math.max(Math.trunc(Number(list.length)) || 0, 0), Number.MAX_SAFE_INTEGER); index < length; index++) {
            if (!(index in list)) continue;
            const value = list[index];
            if (typeof value !== "string" && (typeof value !== "object" || value === null)) throw new TypeError("Language ID should be string or object.");
            const tag = canonicalTag(isLocale(value) ? localeTag(value) : String(value));
            if (!seen.includes(tag)) seen.push(tag);
          }
          return seen;
        }
        const withoutExtensions = (tag) => tag.replace(/-[a-z\d]-.*$/, "");
        // https://tc39.es/ecma402/#sec-lookupmatchinglocalebyprefix
        function availableTag(tag) {
          for (let prefix = withoutExtensions(tag); prefix; prefix = prefix.slice(0, Math.max(prefix.lastIndexOf("-"), 0))) {
            if (own(available, prefix)) return prefix;
          }
          return undefined;
        }
        // The first language that there is, or that of the host.
        function resolve(locales) {
          for (const tag of canonicalList(locales)) {
            const found = availableTag(tag);
            if (found !== undefined) return found;
          }
          return standard;
        }
        const dataOf = (locale) => data[available[locale]];
        // What British English says of its own, or what American English says.
        const text = (locale, topic, key) => {
          const found = dataOf(locale)[topic];
          if (own(found, key)) return found[key];
          return own(data[standard][topic], key) && available[locale] !== "de-DE" ? data[standard][topic][key] : undefined;
        };
        // https://tc39.es/ecma402/#sec-supportedlocales
        function supportedLocalesOf(locales, options) {
          const list = canonicalList(locales);
          if (options !== undefined) choice("Intl", Object(options), "localeMatcher", ["lookup", "best fit"]);
          return list.filter((tag) => availableTag(tag) !== undefined);
        }
        // https://tc39.es/ecma402/#sec-getoption
        function choice(name, options, property, values, fallback) {
          const value = options[property];
          if (value === undefined) return fallback;
          const given = String(value);
          if (values && !values.includes(given)) throw new RangeError(`Value ${given} out of range for ${name} options property ${property}`);
          return given;
        }
        function flag(options, property, fallback) {
          const value = options[property];
          return value === undefined ? fallback : Boolean(value);
        }
        // https://tc39.es/ecma402/#sec-defaultnumberoption
        function within(value, least, most, fallback, property) {
          if (value === undefined) return fallback;
          const number = Number(value);
          if (!(number >= least && number <= most)) throw new RangeError(`${property} value is out of range.`);
          return Math.floor(number);
        }
        const numberOption = (options, property, least, most, fallback) => within(options[property], least, most, fallback, property);
        function optionsObject(options) {
          if (options === undefined) return Object.create(null);
          if ((typeof options !== "object" && typeof options !== "function") || options === null) throw new TypeError("invalid_argument");
          return options;
        }
        const coerced = (options) => (options === undefined ? Object.create(null) : Object(options));
        // A constructor of Intl: its tag, and supportedLocalesOf.
        function define(constructor, name) {
          Object.defineProperty(constructor.prototype, Symbol.toStringTag, { value: `Intl.${name}`, configurable: true });
          Object.defineProperty(constructor, "prototype", { writable: false });
          if (name !== "Locale") {
            const supports = { supportedLocalesOf(locales, options = undefined) { return supportedLocalesOf(locales, options); } };
            Object.defineProperty(constructor, "supportedLocalesOf", { value: supports.supportedLocalesOf, writable: true, configurable: true });
          }
          return constructor;
        }
        // https://tc39.es/ecma402/#sec-intl-locale-constructor
        let isLocale, localeTag;
        class Locale {
          #tag;
          constructor(tag, options = undefined) {
            if (typeof tag !== "string" && (typeof tag !== "object" || tag === null)) throw new TypeError("First argument to Intl.Locale constructor can't be empty or missing");
            let whole = canonicalTag(isLocale(tag) ? tag.#tag : String(tag));
            options = coerced(options);
            const base = withoutExtensions(whole);
            const parts = base.split("-");
            const change = (property, pattern, place) => {
              const value = options[property];
              if (value === undefined) return;
              if (!pattern.test(String(value))) throw new RangeError("Incorrect locale information provided");
              const index = parts.findIndex((part, position) => place(part, position));
              if (index >= 0) parts[index] = String(value);
              else if (property === "script") parts.splice(1, 0, String(value));
              else parts.push(String(value));
            };
            change("language", /^(?:[a-z]{2,3}|[a-z]{5,8})$/i, (_, position) => position === 0);
            change("script", /^[a-z]{4}$/i, (part, position) => position === 1 && /^[a-z]{4}$/i.test(part));
            change("region", /^(?:[a-z]{2}|\d{3})$/i, (part, position) => position > 0 && /^(?:[a-z]{2}|\d{3})$/i.test(part));
            this.#tag = canonicalTag(parts.join("-") + whole.slice(base.length));
          }
          toString() { return this.#tag; }
          get baseName() { return withoutExtensions(this.#tag); }
          get language() { return this.#tag.split("-")[0]; }
          get script() { return this.baseName.split("-").slice(1).find((part) => /^[A-Z][a-z]{3}$/.test(part)); }
          get region() { return this.baseName.split("-").slice(1).find((part) => /^(?:[A-Z]{2}|\d{3})$/.test(part)); }
          static {
            isLocale = (value) => typeof value === "object" && value !== null && #tag in value;
            localeTag = (value) => value.#tag;
          }
        }
        define(Locale, "Locale");
        module.exports = { host, Locale, canonicalList, resolve, dataOf, text, choice, flag, within, numberOption, optionsObject, coerced, define, own };
        """#
}
