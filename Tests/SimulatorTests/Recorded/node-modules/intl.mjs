// What start-ups print by Intl, in its three languages.
const show = (label, act) => {
  let text;
  try { text = JSON.stringify(act()); } catch (error) { text = `${error.name}: ${error.message}`; }
  console.log(label, text);
};
const date = new Date(Date.UTC(2000, 0, 5, 16, 7, 9, 45));
const numbers = [0, -0, 1234.5678, -1234.5, 0.005, 1e21, 123456789012345678901234567890n, NaN, -Infinity, "1234.5", 999999];
const numberOptions = [{}, { style: "percent" }, { style: "currency", currency: "USD" }, { style: "currency", currency: "EUR" }, { style: "currency", currency: "JPY" }, { style: "currency", currency: "CHF", currencyDisplay: "code" },
  { style: "currency", currency: "USD", currencyDisplay: "name" }, { style: "currency", currency: "USD", currencySign: "accounting" }, { notation: "compact" }, { notation: "compact", compactDisplay: "long" }, { notation: "scientific" },
  { notation: "engineering" }, { style: "unit", unit: "megabyte" }, { style: "unit", unit: "day", unitDisplay: "long" }, { style: "unit", unit: "kilometer-per-hour", unitDisplay: "narrow" }, { signDisplay: "always" },
  { signDisplay: "exceptZero" }, { minimumIntegerDigits: 3 }, { minimumFractionDigits: 2 }, { maximumFractionDigits: 0 }, { maximumSignificantDigits: 3 }, { useGrouping: false }, { useGrouping: "min2" }, { roundingMode: "floor", maximumFractionDigits: 1 },
  { roundingIncrement: 5, minimumFractionDigits: 2, maximumFractionDigits: 2 }, { trailingZeroDisplay: "stripIfInteger", minimumFractionDigits: 2 }];
const dateOptions = [{}, { dateStyle: "full" }, { dateStyle: "long", timeStyle: "short" }, { dateStyle: "medium", timeStyle: "medium" }, { dateStyle: "short", timeStyle: "full" }, { weekday: "long" }, { month: "long", year: "numeric" },
  { year: "numeric", month: "2-digit", day: "2-digit" }, { weekday: "short", month: "short", day: "numeric" }, { hour: "numeric" }, { hour: "2-digit", minute: "2-digit" }, { hour: "numeric", minute: "2-digit", hour12: false },
  { hour: "numeric", minute: "2-digit", hour12: true }, { minute: "numeric", second: "numeric", fractionalSecondDigits: 3 }, { timeZone: "+05:30", timeZoneName: "short", hour: "numeric" }, { month: "long", day: "numeric", hour: "numeric" }, { era: "short" }];
for (const locale of ["en-US", "en-GB", "de-DE"]) {
  for (const options of numberOptions) show(`${locale} ${JSON.stringify(options)}`, () => numbers.map((number) => new Intl.NumberFormat(locale, options).format(number)));
  for (const options of dateOptions) show(`${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options }).format(date));
  show(locale, () => new Intl.NumberFormat(locale, { style: "currency", currency: "EUR" }).formatToParts(-1234.5));
  show(locale, () => new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "long" }).formatToParts(date));
  for (const type of ["conjunction", "disjunction", "unit"]) show(`${locale} ${type}`, () => [1, 2, 3, 4].map((count) => new Intl.ListFormat(locale, { type }).format("abcd".slice(0, count))));
  show(locale, () => [0, 1, 1.5, 2].map((count) => new Intl.PluralRules(locale).select(count)));
  show(locale, () => [1, 2, 3, 4, 11, 12, 13, 21, 22, 103].map((count) => new Intl.PluralRules(locale, { type: "ordinal" }).select(count)));
  for (const numeric of ["always", "auto"]) show(`${locale} ${numeric}`, () => [-2, -1, 0, 1, 2, 10].map((count) => new Intl.RelativeTimeFormat(locale, { numeric }).format(count, "day")));
  for (const name of ["NumberFormat", "DateTimeFormat", "Collator", "PluralRules", "ListFormat", "RelativeTimeFormat", "Segmenter"]) show(`${locale} ${name}`, () => new Intl[name](locale).resolvedOptions());
}
show("methods", () => [(1234.5).toLocaleString(), (1234.5).toLocaleString("de-DE"), (0.25).toLocaleString("en", { style: "percent" }), 1234567n.toLocaleString("de"), [1234.5, date, 2n].toLocaleString("de", { timeZone: "UTC" }),
  new Float64Array([1234.5, 0.1]).toLocaleString("de"), date.toLocaleDateString("en-GB", { timeZone: "UTC" }), date.toLocaleTimeString("de-DE", { timeZone: "UTC" }), date.toLocaleString("en-US", { timeZone: "UTC" }), "ß".toLocaleUpperCase("de"),
  new Date(NaN).toLocaleString("de")]);
show("order", () => ["z", "ä", "b", "a", "Ä", "A", "10", "9", "_", " ", "é", "e"].sort(new Intl.Collator("en").compare));
show("numeric", () => ["a10", "a9", "a1"].sort(new Intl.Collator("en", { numeric: true }).compare));
show("compare", () => ["base", "accent", "case", "variant"].map((sensitivity) => ["a", "A", "á", "b"].map((other) => "a".localeCompare(other, "en", { sensitivity }))));
show("segments", () => [...new Intl.Segmenter("en").segment("e\u0301\u{1f468}\u200d\u{1f469}x")].map((one) => one.segment.length));
show("canonical", () => Intl.getCanonicalLocales(["EN-us", "zh-hans-cn"]));
show("supported", () => Intl.NumberFormat.supportedLocalesOf(["en-US", "de-DE"]));
show("kinds", () => [typeof Intl, "Intl" in globalThis, Object.prototype.toString.call(Intl), typeof Intl.DisplayNames, Object.keys(Intl).length, Intl.NumberFormat.length, Intl.NumberFormat().format(5), new Intl.Locale("de", { region: "AT" }).toString()]);
for (const act of [() => new Intl.NumberFormat("x_y"), () => new Intl.NumberFormat("en", { style: "currency" }), () => new Intl.NumberFormat("en", { style: "none" }), () => new Intl.NumberFormat("en", { maximumFractionDigits: 101 }),
  () => new Intl.DateTimeFormat("en", { timeZone: "Nowhere" }), () => new Intl.DateTimeFormat("en", { dateStyle: "short", year: "numeric" }), () => new Intl.DateTimeFormat("en").format(NaN), () => new Intl.ListFormat("en").format([1]),
  () => new Intl.RelativeTimeFormat("en").format(1, "fortnight"), () => (5).toLocaleString("x"), () => "a".localeCompare("b", "x")]) show(String(act).slice(6), act);
