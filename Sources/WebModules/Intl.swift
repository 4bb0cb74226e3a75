extension WebModules {
    /// https://tc39.es/ecma402/#intl-object
    static let intl = #"""
        "use strict";
        // The Intl object. https://tc39.es/ecma402/#intl-object
        const { host, Locale, canonicalList } = require("locales");
        const { NumberFormat } = require("numberFormat");
        const { DateTimeFormat } = require("dateTimeFormat");
        const { Collator, PluralRules, RelativeTimeFormat, ListFormat, DisplayNames, Segmenter, DurationFormat } = require("languageFormats");
        const functions = {
          getCanonicalLocales(locales) { return canonicalList(locales); },
          supportedValuesOf(key) { host.outside(`Intl.supportedValuesOf('${String(key)}')`); },
        };
        const Intl = {};
        const members = { ...functions, DateTimeFormat, NumberFormat, Collator, PluralRules, RelativeTimeFormat, ListFormat, Locale, DisplayNames, Segmenter, DurationFormat };
        for (const [key, value] of Object.entries(members)) Object.defineProperty(Intl, key, { value, writable: true, configurable: true });
        Object.defineProperty(Intl, Symbol.toStringTag, { value: "Intl", configurable: true });
        module.exports = { Intl };
        """#
}
