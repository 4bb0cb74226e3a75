// Writes Sources/WebModules/LocaleData.swift, what Intl says in the languages that it has: make unicode-tables.
//
// The source is ICU as Node.js brings it: each format is asked for what it writes.

import { writeFileSync } from "node:fs";

const locales = ["en-US", "en-GB", "de-DE"];
const utc = { timeZone: "UTC" };
const day = new Date(Date.UTC(2000, 0, 5, 16, 7, 9));

const part = (parts, type) => parts.find((one) => one.type === type)?.value;
const template = (parts) => parts.map(({ type, value }) => (type === "literal" ? value : `{${type}}`)).join("");

/** The order and the signs of a date, by the letters of what it has: weekday, year, month as a number or a name, day. */
function dateTemplates(locale) {
  const result = {};
  for (const weekday of ["", "w"]) for (const year of ["", "y"]) for (const month of ["", "n", "m"]) for (const date of ["", "d"]) {
    const key = weekday + year + month + date;
    if (key === "") continue;
    const options = { ...utc };
    if (weekday) options.weekday = "short";
    if (year) options.year = "numeric";
    if (month) options.month = month === "n" ? "numeric" : "short";
    if (date) options.day = "numeric";
    result[key] = template(new Intl.DateTimeFormat(locale, options).formatToParts(day));
  }
  return result;
}

/** Names of months or weekdays in each width, within a date, and by themselves where that is otherwise. */
function names(locale, type, count, other) {
  const result = {};
  for (const width of ["long", "short", "narrow"]) {
    const all = (options) => Array.from({ length: count }, (_, index) => {
      const time = type === "month" ? Date.UTC(2000, index, 1) : Date.UTC(2000, 0, 2 + index);
      return part(new Intl.DateTimeFormat(locale, { ...utc, [type]: width, ...options }).formatToParts(time), type);
    });
    result[width] = all(other);
    const alone = all({});
    if (alone.join() !== result[width].join()) result[`${width}Alone`] = alone;
  }
  return result;
}

const simpleUnits = Intl.supportedValuesOf("unit");
const perUnits = ["kilometer-per-hour", "mile-per-hour", "meter-per-second", "liter-per-kilometer", "mile-per-gallon", "kilobyte-per-second", "megabyte-per-second",
  "megabit-per-second", "gigabyte-per-second", "gigabit-per-second"];

function units(locale) {
  const result = {};
  for (const unit of [...simpleUnits, ...perUnits]) {
    result[unit] = ["long", "short", "narrow"].map((unitDisplay) => {
      const forms = [1, 2].map((count) => new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay }).format(count).replace(String(count), "#"));
      return forms[0] === forms[1] ? forms[0] : forms.join("|");
    }).join(";");
  }
  return result;
}

const currencies = `AED ARS AUD BDT BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP GEL HKD HUF IDR ILS INR ISK JPY KES KRW KZT LKR MAD MXN MYR NGN NOK NZD PEN PHP PKR PLN
RON RSD RUB SAR SEK SGD THB TRY TWD UAH USD UYU VND XAF XCD XOF XPF ZAR`.split(/\s+/);

/** Symbol, narrow symbol, and name for one and for several. */
function currencyTexts(locale) {
  const result = {};
  for (const currency of currencies) {
    const text = (currencyDisplay, count) => part(new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay }).formatToParts(count), "currency");
    const [symbol, narrow, one, other] = [text("symbol", 2), text("narrowSymbol", 2), text("name", 1), text("name", 2)];
    // In every language the amount stands before the name: as many digits as the currency has make "1" other than "one" where they are shown.
    const single = part(new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "name", minimumFractionDigits: 0 }).formatToParts(1), "currency") ?? one;
    result[currency] = [symbol, narrow, single, other].join("|");
  }
  return result;
}

function digitsOfCurrencies() {
  const result = {};
  for (const currency of Intl.supportedValuesOf("currency")) {
    const digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
    if (digits !== 2) (result[digits] ??= []).push(currency);
  }
  return Object.fromEntries(Object.entries(result).map(([digits, list]) => [digits, list.join(" ")]));
}

/** `in 1 day|in # days;1 day ago|# days ago` in each width, and the words for yesterday, today and their like. */
function relativeTimes(locale) {
  const result = {};
  for (const unit of ["second", "minute", "hour", "day", "week", "month", "quarter", "year"]) {
    const styles = ["long", "short", "narrow"].map((style) => {
      const format = new Intl.RelativeTimeFormat(locale, { style });
      return [[1, 2], [-1, -2]].map((pair) => pair.map((count) => format.format(count, unit).replace(/[12]/, "#")).join("|")).join(";");
    });
    const words = ["long", "short", "narrow"].map((style) => {
      const format = new Intl.RelativeTimeFormat(locale, { style, numeric: "auto" });
      return [-2, -1, 0, 1, 2].map((count) => { const text = format.format(count, unit); return /\d/.test(text) ? "" : text; }).join("|");
    });
    result[unit] = { styles, words };
  }
  return result;
}

function lists(locale) {
  const result = {};
  for (const type of ["conjunction", "disjunction", "unit"]) for (const style of ["long", "short", "narrow"]) {
    const separators = (count) => new Intl.ListFormat(locale, { type, style }).formatToParts("abcd".slice(0, count)).filter((one) => one.type === "literal").map((one) => one.value);
    const [middle, , last] = separators(4);
    result[`${type} ${style}`] = [separators(2)[0], middle, last];
  }
  return result;
}

const data = {};
for (const locale of locales) {
  const date = (options) => new Intl.DateTimeFormat(locale, { ...utc, ...options }).formatToParts(day);
  data[locale] = {
    dates: dateTemplates(locale),
    months: names(locale, "month", 12, { day: "numeric" }),
    weekdays: names(locale, "weekday", 7, { day: "numeric" }),
    eras: Object.fromEntries(["long", "short", "narrow"].map((era) => [era, [Date.UTC(-100, 0, 1), day].map((time) => part(new Intl.DateTimeFormat(locale, { ...utc, era }).formatToParts(time), "era"))])),
    halves: [Date.UTC(2000, 0, 5, 4), day].map((time) => part(new Intl.DateTimeFormat(locale, { ...utc, hour: "numeric", hour12: true }).formatToParts(time), "dayPeriod")),
    utc: part(date({ timeZoneName: "long" }), "timeZoneName"),
    units: units(locale),
    currencies: currencyTexts(locale),
    relative: relativeTimes(locale),
    lists: lists(locale),
  };
}
// British English says most of it as American English does.
const british = data["en-GB"];
for (const topic of ["units", "currencies", "relative"]) {
  for (const key of Object.keys(british[topic])) if (JSON.stringify(british[topic][key]) === JSON.stringify(data["en-US"][topic][key])) delete british[topic][key];
}

const lines = (object, indent) => Object.entries(object).map(([key, value]) => `${indent}${JSON.stringify(key)}: ${JSON.stringify(value)},`).join("\n");
const body = Object.entries(data).map(([locale, topics]) => `          "${locale}": {
${Object.entries(topics).map(([topic, value]) => (["units", "currencies", "relative", "lists", "dates"].includes(topic) ? `            ${topic}: {\n${lines(value, "              ")}\n            },` : `            ${topic}: ${JSON.stringify(value)},`)).join("\n")}
          },`).join("\n");
writeFileSync("Sources/WebModules/LocaleData.swift", `// Written by Tools/locales.mjs: make unicode-tables.

extension WebModules {
    /// What Intl says in its languages, as ICU ${process.versions.icu} tells it.
    static let localeData = #"""
        "use strict";
        // A template names the parts of a date. "#" stands for a number; "|" parts one from several, ";" widths or directions.
        const currencyDigits = ${JSON.stringify(digitsOfCurrencies())};
        const locales = {
${body}
        };
        module.exports = { currencyDigits, locales };
        """#
}
`);
