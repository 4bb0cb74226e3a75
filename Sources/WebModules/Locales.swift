extension WebModules {
    /// What the constructors of Intl share: languages and options. https://tc39.es/ecma402/
    static let locales = #"""
        "use strict";
        // What the constructors of Intl share. https://tc39.es/ecma402/
        const host = __dirname;
        // The data is read when something is to be written.
        let tables;
        const data = () => (tables ??= require("localeData").locales);
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
        const regionOf = (locale) => available[locale];
        const dataOf = (locale) => data()[regionOf(locale)];
        // What the language says of its own, or what American English says: British English has only what differs.
        const text = (locale, topic, key) => [dataOf(locale)[topic], data()[standard][topic]].find((found) => own(found, key))?.[key];
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
        function define(constructor) {
          const { name } = constructor;
          Object.defineProperty(constructor.prototype, Symbol.toStringTag, { value: `Intl.${name}`, configurable: true });
          Object.defineProperty(constructor, "prototype", { writable: false });
          if (name !== "Locale") {
            const supports = { supportedLocalesOf(locales, options = undefined) { return supportedLocalesOf(locales, options); } };
            Object.defineProperty(constructor, "supportedLocalesOf", { value: supports.supportedLocalesOf, writable: true, configurable: true });
          }
        }
        function addMethods(constructor, methods) {
          for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(methods))) {
            descriptor.enumerable = false;
            Object.defineProperty(constructor.prototype, key, descriptor);
          }
        }
        // What a method's receiver was made with.
        function stateIn(states, object, method) {
          const state = states.get(object);
          if (state === undefined) throw new TypeError(`Method ${method} called on incompatible receiver ${object === undefined ? "undefined" : Object.prototype.toString.call(object)}`);
          return state;
        }
        // An object that a constructor is called on as a function, and that inherits from its prototype: it stands for what was made.
        const legacySymbol = Symbol("IntlLegacyConstructedSymbol");
        const isInstance = (constructor, value) => Function.prototype[Symbol.hasInstance].call(constructor, value);
        // https://tc39.es/ecma402/#sec-chainnumberformat
        function chained(made, constructor, receiver) {
          if (!isInstance(constructor, receiver)) return made;
          Object.defineProperty(receiver, legacySymbol, { value: made });
          return receiver;
        }
        // https://tc39.es/ecma402/#sec-unwrapnumberformat
        function unwrapped(states, object, constructor) {
          const state = states.get(object) ?? (isInstance(constructor, object) ? states.get(object[legacySymbol]) : undefined);
          if (state === undefined) throw new TypeError(`Method Unwrap${constructor.name} called on incompatible receiver undefined`);
          return state;
        }
        const joined = (parts) => parts.map((part) => part.value).join("");
        function requireLatin(options) {
          const system = options.numberingSystem;
          if (system === undefined) return;
          if (!/^[a-z\d]{3,8}(?:-[a-z\d]{3,8})*$/i.test(String(system))) throw new RangeError(`Invalid numberingSystem : ${system}`);
          if (String(system) !== "latn") host.outside(`Intl with the digits '${system}'`);
        }
        // https://tc39.es/ecma402/#sec-intl-locale-constructor
        let isLocale, localeTag;
        class Locale {
          #tag;
          constructor(tag, options = undefined) {
            if (typeof tag !== "string" && (typeof tag !== "object" || tag === null)) throw new TypeError("First argument to Intl.Locale constructor can't be empty or missing");
            const whole = canonicalTag(isLocale(tag) ? tag.#tag : String(tag));
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
        define(Locale);
        module.exports = {
          host, Locale, canonicalList, resolve, regionOf, dataOf, text, choice, within, numberOption, optionsObject, coerced, define, addMethods, stateIn, joined,
          chained, unwrapped,
          requireLatin,
        };
        """#
}
