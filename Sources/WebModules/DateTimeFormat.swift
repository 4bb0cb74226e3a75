extension WebModules {
    /// https://tc39.es/ecma402/#datetimeformat-objects
    static let dateTimeFormat = #"""
        "use strict";
        // https://tc39.es/ecma402/#datetimeformat-objects
        const { host, resolve, regionOf, dataOf, choice, numberOption, coerced, define, addMethods, stateIn, chained, unwrapped, joined, requireLatin } = require("locales");
        const states = new WeakMap();
        const name = "Intl.DateTimeFormat";
        const pad = (number, width = 2) => String(number).padStart(width, "0");
        const dateFields = ["weekday", "year", "month", "day"];
        const timeFields = ["dayPeriod", "hour", "minute", "second", "fractionalSecondDigits"];
        const widths = {
          weekday: ["narrow", "short", "long"], era: ["narrow", "short", "long"], year: ["2-digit", "numeric"], month: ["2-digit", "numeric", "narrow", "short", "long"],
          day: ["2-digit", "numeric"], dayPeriod: ["narrow", "short", "long"], hour: ["2-digit", "numeric"], minute: ["2-digit", "numeric"], second: ["2-digit", "numeric"],
          timeZoneName: ["short", "long", "shortOffset", "longOffset", "shortGeneric", "longGeneric"],
        };
        // What the styles of a date show.
        const dateStyles = {
          full: { weekday: "long", year: "numeric", month: "long", day: "numeric" }, long: { year: "numeric", month: "long", day: "numeric" },
          medium: { year: "numeric", month: "short", day: "numeric" }, short: { year: "2-digit", month: "numeric", day: "numeric" },
        };
        const ownDateStyles = {
          "en-GB": { short: { year: "numeric", month: "2-digit", day: "2-digit" } },
          "de-DE": { medium: { year: "numeric", month: "2-digit", day: "2-digit" }, short: { year: "2-digit", month: "2-digit", day: "2-digit" } },
        };
        const timeStyles = {
          full: { hour: "numeric", minute: "numeric", second: "numeric", timeZoneName: "long" }, long: { hour: "numeric", minute: "numeric", second: "numeric", timeZoneName: "short" },
          medium: { hour: "numeric", minute: "numeric", second: "numeric" }, short: { hour: "numeric", minute: "numeric" },
        };
        // https://tc39.es/ecma402/#sec-createdatetimeformat
        function setUp(locales, options, required, defaults) {
          const locale = resolve(locales);
          options = coerced(options);
          const state = { locale, data: regionOf(locale) };
          choice(name, options, "localeMatcher", ["lookup", "best fit"]);
          const calendar = choice(name, options, "calendar");
          if (calendar !== undefined && !/^[a-z\d]{3,8}(?:-[a-z\d]{3,8})*$/i.test(calendar)) throw new RangeError(`Invalid calendar : ${calendar}`);
          if (calendar !== undefined && calendar !== "gregory") host.outside(`Intl.DateTimeFormat with the calendar '${calendar}'`);
          requireLatin(options);
          const hour12 = options.hour12 === undefined ? undefined : Boolean(options.hour12);
          let hourCycle = choice(name, options, "hourCycle", ["h11", "h12", "h23", "h24"]);
          setZone(state, options.timeZone);
          const asked = {};
          for (const field of ["weekday", "era", "year", "month", "day", "dayPeriod", "hour", "minute", "second", "fractionalSecondDigits", "timeZoneName"]) {
            asked[field] = field === "fractionalSecondDigits" ? numberOption(options, field, 1, 3) : choice(name, options, field, widths[field]);
          }
          choice(name, options, "formatMatcher", ["basic", "best fit"]);
          const dateStyle = choice(name, options, "dateStyle", ["full", "long", "medium", "short"]);
          const timeStyle = choice(name, options, "timeStyle", ["full", "long", "medium", "short"]);
          const has = (fields) => fields.some((field) => asked[field] !== undefined);
          if (dateStyle !== undefined || timeStyle !== undefined) {
            if (Object.values(asked).some((value) => value !== undefined)) throw new TypeError("Invalid option : option");
            if (required === "date" && timeStyle !== undefined) throw new TypeError("Invalid option : timeStyle");
            if (required === "time" && dateStyle !== undefined) throw new TypeError("Invalid option : dateStyle");
            Object.assign(state, { dateStyle, timeStyle });
            Object.assign(asked, dateStyle && (ownDateStyles[state.data]?.[dateStyle] ?? dateStyles[dateStyle]), timeStyle && timeStyles[timeStyle]);
          } else {
            const isMissing = !((required !== "time" && has(dateFields)) || (required !== "date" && has(timeFields)));
            if (isMissing && defaults !== "time") for (const field of ["year", "month", "day"]) asked[field] = "numeric";
            if (isMissing && defaults !== "date") for (const field of ["hour", "minute", "second"]) asked[field] = "numeric";
          }
          if (asked.dayPeriod !== undefined) host.outside("Intl.DateTimeFormat with the option dayPeriod");
          state.fields = asked;
          if (asked.hour !== undefined) {
            if (hour12 !== undefined) hourCycle = hour12 ? "h12" : "h23";
            state.hourCycle = hourCycle ?? (state.data === "en-US" ? "h12" : "h23");
          }
          settleWidths(state, asked);
          return state;
        }
        // Minutes and seconds have two digits beside others, and hours of a whole day always; a date of numbers has two digits where British English asks for them.
        function settleWidths(state, fields) {
          if (fields.hour !== undefined && state.hourCycle >= "h23") fields.hour = "2-digit";
          if (fields.fractionalSecondDigits !== undefined && fields.minute !== undefined) fields.second ??= "2-digit";
          if (fields.hour !== undefined && fields.minute === undefined && (fields.second !== undefined || fields.fractionalSecondDigits !== undefined)) {
            host.outside("Intl.DateTimeFormat with hours and seconds, and no minutes,");
          }
          if (fields.minute !== undefined) fields.minute = fields.hour !== undefined || fields.second !== undefined ? "2-digit" : "numeric";
          if (fields.second !== undefined) fields.second = fields.minute !== undefined ? "2-digit" : "numeric";
          const key = keyOf(fields);
          const isOdd = ["yd", "wn", "wm", "wy", "wyd", "wyn", "wym"].includes(key) || (fields.era !== undefined && !["", "y", "ynd", "ymd"].includes(key));
          if (isOdd) host.outside("Intl.DateTimeFormat with these parts of a date");
          if (state.data === "de-DE" && fields.era !== undefined && key === "ynd") Object.assign(fields, { month: "2-digit", day: "2-digit" });
          if (state.data === "en-GB" && fields.month === "numeric" && fields.day !== "2-digit" && (fields.day ?? fields.year) !== undefined) {
            fields.month = "2-digit";
            if (fields.day !== undefined) fields.day = "2-digit";
          }
        }
        // What a date has, by letters; a month that is a number is n, and one that is a name m.
        const keyOf = ({ weekday, year, month, day }) => (weekday ? "w" : "") + (year ? "y" : "") + (month ? (month === "numeric" || month === "2-digit" ? "n" : "m") : "") + (day ? "d" : "");
        // MARK: Time zones: the virtual one, and those that are an offset.
        function setZone(state, zone) {
          if (zone === undefined) return void Object.assign(state, { timeZone: "UTC", offset: 0 });
          const given = String(zone);
          const offset = /^([+-])([01]\d|2[0-3])(?::?([0-5]\d))?$/.exec(given);
          if (offset) {
            const minutes = (offset[1] === "-" ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0));
            const size = Math.abs(minutes);
            Object.assign(state, { timeZone: `${minutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60))}:${pad(size % 60)}`, offset: minutes, isOffset: true });
          } else if (/^(?:utc|gmt|etc\/(?:utc|gmt|uct|zulu|universal|greenwich)|uct|zulu|universal|greenwich|etc\/gmt[+-]?0|gmt[+-]?0)$/i.test(given)) {
            Object.assign(state, { timeZone: "UTC", offset: 0 });
          } else if (/^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc|US|Canada|Brazil|Chile|Mexico)\/[A-Za-z_+\-\d]+(?:\/[A-Za-z_+\-\d]+)?$/i.test(given)) {
            host.outside(`the time zone '${given}'`);
          } else {
            throw new RangeError(`Invalid time zone specified: ${given}`);
          }
        }
        function zoneName(state, width) {
          if (!state.isOffset && width === "short") return "UTC";
          if (!state.isOffset && width === "long") return dataOf(state.locale).utc;
          const size = Math.abs(state.offset);
          const [hours, minutes] = [Math.floor(size / 60), size % 60];
          const sign = state.offset < 0 ? "-" : "+";
          if (width.startsWith("long")) return `GMT${sign}${pad(hours)}:${pad(minutes)}`;
          return `GMT${sign}${hours}${minutes ? `:${pad(minutes)}` : ""}`;
        }
        // MARK: Parts
        function fieldsOf(state, time) {
          // The last days that there are have no date in a zone behind them.
          const date = new Date(Math.max(Math.min(time + state.offset * 60000, 8.64e15), -8.64e15));
          const year = date.getUTCFullYear();
          return {
            weekday: date.getUTCDay(), year: year > 0 ? year : 1 - year, isBefore: year <= 0, month: date.getUTCMonth(), day: date.getUTCDate(), hour: date.getUTCHours(),
            minute: date.getUTCMinutes(), second: date.getUTCSeconds(), millisecond: date.getUTCMilliseconds(),
          };
        }
        const sized = (width, number) => (width === "2-digit" ? pad(number % 100) : String(number));
        function fieldText(state, field, parts, isAlone) {
          const width = state.fields[field];
          switch (field) {
            case "year": case "day": return sized(width, parts[field]);
            case "month":
              if (width === "numeric" || width === "2-digit") return sized(width, parts.month + 1);
            // falls through
            default: {
              const names = dataOf(state.locale)[`${field}s`];
              return ((isAlone && names[`${width}Alone`]) || names[width])[parts[field]];
            }
          }
        }
        function dateParts(state, parts) {
          const { fields } = state;
          const key = keyOf(fields);
          const result = [];
          if (key !== "") {
            const template = dataOf(state.locale).dates[key];
            for (const piece of template.split(/(\{[a-z]+\})/)) {
              if (piece === "") continue;
              if (piece[0] !== "{") result.push({ type: "literal", value: piece });
              else result.push({ type: piece.slice(1, -1), value: fieldText(state, piece.slice(1, -1), parts, standsAlone(state, piece, key)) });
            }
          }
          if (fields.era !== undefined) {
            if (result.length > 0) result.push({ type: "literal", value: " " });
            result.push({ type: "era", value: dataOf(state.locale).eras[fields.era][parts.isBefore ? 0 : 1] });
          }
          return result;
        }
        // Whether a name is written as it is without a date around it.
        const standsAlone = (state, piece, key) => (piece === "{month}" ? key === "m" || key === "wm" : key === "w" || !key.includes("d"));
        function timeParts(state, parts) {
          const { fields } = state;
          const result = [];
          const add = (type, value, separator = ":") => {
            if (result.length > 0) result.push({ type: "literal", value: separator });
            result.push({ type, value });
          };
          const isHalf = state.hourCycle === "h11" || state.hourCycle === "h12";
          if (fields.hour !== undefined) {
            let { hour } = parts;
            if (isHalf) hour %= 12;
            if (hour === 0 && (state.hourCycle === "h12" || state.hourCycle === "h24")) hour = isHalf ? 12 : 24;
            add("hour", sized(fields.hour, hour));
          }
          if (fields.minute !== undefined) add("minute", sized(fields.minute, parts.minute));
          if (fields.second !== undefined) add("second", sized(fields.second, parts.second));
          if (fields.fractionalSecondDigits !== undefined) add("fractionalSecond", pad(parts.millisecond, 3).slice(0, fields.fractionalSecondDigits), state.data === "de-DE" ? "," : ".");
          if (fields.hour !== undefined && isHalf) add("dayPeriod", dataOf(state.locale).halves[parts.hour < 12 ? 0 : 1], state.data === "en-GB" ? " " : "\u202F");
          if (fields.hour !== undefined && !isHalf && state.data === "de-DE" && fields.minute === undefined) result.push({ type: "literal", value: " Uhr" });
          return result;
        }
        // What stands between a date and a time.
        function glue(state) {
          const { fields, dateStyle } = state;
          if (dateStyle === "full" || dateStyle === "long" || (dateStyle === undefined && fields.month === "long")) return state.data === "de-DE" ? " um " : " at ";
          return dateStyle === undefined && fields.weekday !== undefined && keyOf(fields) === "w" && fields.hour !== undefined && state.data === "en-US" ? " " : ", ";
        }
        function partsOf(state, time) {
          if (!(Math.abs(time) <= 8.64e15)) throw new RangeError("Invalid time value");
          const parts = fieldsOf(state, time);
          const [date, clock] = [dateParts(state, parts), timeParts(state, parts)];
          const result = date.length > 0 && clock.length > 0 ? [...date, { type: "literal", value: glue(state) }, ...clock] : [...date, ...clock];
          if (state.fields.timeZoneName !== undefined) {
            if (result.length > 0) result.push({ type: "literal", value: clock.length > 0 ? " " : ", " });
            result.push({ type: "timeZoneName", value: zoneName(state, state.fields.timeZoneName) });
          }
          return merged(result);
        }
        function merged(parts) {
          const result = [];
          for (const part of parts) {
            const last = result.at(-1);
            if (part.type === "literal" && last?.type === "literal") last.value += part.value;
            else result.push(part);
          }
          return result;
        }
        const timeOf = (date) => (date === undefined ? Date.now() : Number(date));
        // V8 writes plain spaces, but for the parts.
        const plain = (parts) => joined(parts).replaceAll("\u202F", " ");
        function DateTimeFormat(locales = undefined, options = undefined) {
          const format = new.target === undefined ? Object.create(DateTimeFormat.prototype) : this;
          states.set(format, setUp(locales, options, "any", "date"));
          return new.target === undefined ? chained(format, DateTimeFormat, this) : format;
        }
        const stateOf = (format, method) => stateIn(states, format, method);
        function range(state, start, end, method) {
          if (start === undefined || end === undefined) throw new TypeError("startDate or endDate cannot be undefined");
          const [first, second] = [partsOf(state, Number(start)), partsOf(state, Number(end))];
          if (joined(first) !== joined(second)) host.outside(`Intl.DateTimeFormat.prototype.${method} of two dates`);
          return first.map((part) => ({ ...part, source: "shared" }));
        }
        addMethods(DateTimeFormat, {
          get format() {
            const state = unwrapped(states, this, DateTimeFormat);
            return (state.bound ??= (date) => plain(partsOf(state, timeOf(date))));
          },
          formatToParts(date) { return partsOf(stateOf(this, "Intl.DateTimeFormat.prototype.formatToParts"), timeOf(date)); },
          formatRange(start, end) { return joined(range(stateOf(this, "Intl.DateTimeFormat.prototype.formatRange"), start, end, "formatRange")); },
          formatRangeToParts(start, end) { return range(stateOf(this, "Intl.DateTimeFormat.prototype.formatRangeToParts"), start, end, "formatRangeToParts"); },
          resolvedOptions() {
            const state = unwrapped(states, this, DateTimeFormat);
            const result = { locale: state.locale, calendar: "gregory", numberingSystem: "latn", timeZone: state.timeZone };
            if (state.hourCycle !== undefined) Object.assign(result, { hourCycle: state.hourCycle, hour12: state.hourCycle < "h23" });
            const isStyled = state.dateStyle !== undefined || state.timeStyle !== undefined;
            for (const field of ["weekday", "era", "year", "month", "day", "hour", "minute", "second", "fractionalSecondDigits", "timeZoneName"]) {
              if (!isStyled && state.fields[field] !== undefined) result[field] = state.fields[field];
            }
            for (const style of ["dateStyle", "timeStyle"]) if (state[style] !== undefined) result[style] = state[style];
            return result;
          },
        });
        define(DateTimeFormat);
        // https://tc39.es/ecma402/#sup-date.prototype.tolocalestring
        const dateText = (time, locales, options, required, defaults) => {
          const state = setUp(locales, options, required, defaults);
          return time === time ? plain(partsOf(state, time)) : "Invalid Date";
        };
        module.exports = { DateTimeFormat, dateText };
        """#
}
