extension WebModules {
    /// https://w3c.github.io/user-timing/
    static let performance = #"""
        "use strict";
        // https://w3c.github.io/hr-time/ and https://w3c.github.io/user-timing/
        const host = __dirname;
        const { define, required, illegal, invalid } = require("interfaces");
        const secret = {};
        class PerformanceEntry {
          #name; #type; #start; #duration;
          constructor(key = undefined, name, type, start, duration) {
            if (key !== secret) throw illegal();
            this.#name = name;
            this.#type = type;
            this.#start = start;
            this.#duration = duration;
          }
          get name() { return this.#name; }
          get entryType() { return this.#type; }
          get startTime() { return this.#start; }
          get duration() { return this.#duration; }
          toJSON() { return { name: this.#name, entryType: this.#type, startTime: this.#start, duration: this.#duration }; }
          static {
            host.inspector(this.prototype, (value) => {
              if (!(#name in value)) return undefined;
              const object = { name: value.name, entryType: value.entryType, startTime: value.startTime, duration: value.duration };
              if (value instanceof PerformanceMark || value instanceof PerformanceMeasure) object.detail = value.detail;
              return { name: value.constructor.name, object };
            });
          }
        }
        define(PerformanceEntry);
        function detailOf(options) { return options?.detail === undefined || options.detail === null ? null : host.clone(options.detail); }
        function timeOf(value, name) {
          if (typeof value === "number") {
            if (value < 0) throw host.error("TypeError", "ERR_PERFORMANCE_INVALID_TIMESTAMP", `${value} is not a valid timestamp`);
            return value;
          }
          if (value === undefined) throw invalid(name, "of type number", value);
          const mark = entries.findLast((entry) => entry.entryType === "mark" && entry.name === `${value}`);
          if (!mark) throw host.domException(`The "${value}" performance mark has not been set`, "SyntaxError");
          return mark.startTime;
        }
        class PerformanceMark extends PerformanceEntry {
          #detail;
          constructor(name, options = undefined) {
            required(1, ["name"], arguments.length);
            super(secret, `${name}`, "mark", options?.startTime === undefined ? host.now() : timeOf(options.startTime, "options.startTime"), 0);
            this.#detail = detailOf(options);
          }
          get detail() { return this.#detail; }
        }
        define(PerformanceMark);
        class PerformanceMeasure extends PerformanceEntry {
          #detail;
          constructor(key = undefined, name, start, duration, detail) {
            super(key, name, "measure", start, duration);
            this.#detail = detail;
          }
          get detail() { return this.#detail; }
        }
        define(PerformanceMeasure);

        let entries = [];
        const observers = new Set();
        function add(entry) {
          entries.push(entry);
          for (const observer of observers) deliver(observer, entry);
        }
        let deliver;
        class PerformanceObserverEntryList {
          #entries;
          constructor(key = undefined, list) {
            if (key !== secret) throw illegal();
            this.#entries = list;
          }
          getEntries() { return [...this.#entries]; }
          getEntriesByType(type) { return this.#entries.filter((entry) => entry.entryType === `${type}`); }
          getEntriesByName(name, type = undefined) { return byName(this.#entries, name, type); }
        }
        define(PerformanceObserverEntryList);
        class PerformanceObserver {
          #callback; #types = new Set(); #buffer = []; #isWaiting = false;
          constructor(callback) {
            if (typeof callback !== "function") throw invalid("callback", "of type function", callback);
            this.#callback = callback;
          }
          static get supportedEntryTypes() { return Object.freeze(["mark", "measure"]); }
          observe(options = {}) {
            const types = options.entryTypes ?? (options.type === undefined ? undefined : [options.type]);
            if (types === undefined) throw host.error("TypeError", "ERR_MISSING_ARGS", 'The "options.entryTypes" or "options.type" argument must be specified');
            if (options.entryTypes) this.#types.clear();
            for (const type of types) this.#types.add(type);
            observers.add(this);
            if (options.buffered && options.type !== undefined) for (const entry of entries) deliver(this, entry);
          }
          disconnect() {
            observers.delete(this);
            this.#buffer = [];
            this.#types.clear();
          }
          takeRecords() { return this.#buffer.splice(0); }
          static {
            deliver = (observer, entry) => {
              if (!observer.#types.has(entry.entryType)) return;
              observer.#buffer.push(entry);
              if (observer.#isWaiting) return;
              observer.#isWaiting = true;
              host.task(() => {
                observer.#isWaiting = false;
                const list = observer.#buffer.splice(0);
                if (list.length) observer.#callback.call(observer, new PerformanceObserverEntryList(secret, list), observer);
              });
            };
          }
        }
        define(PerformanceObserver);
        function byName(list, name, type) {
          return list.filter((entry) => entry.name === `${name}` && (type === undefined || entry.entryType === `${type}`));
        }
        const sorted = () => entries.map((entry, index) => [entry, index]).sort((a, b) => a[0].startTime - b[0].startTime || a[1] - b[1]).map((pair) => pair[0]);
        class Performance extends host.EventTarget {
          constructor(key = undefined) {
            if (key !== secret) throw illegal();
            super();
          }
          now() { return host.now(); }
          get timeOrigin() { return host.timeOrigin(); }
          mark(name, options = undefined) {
            const mark = new PerformanceMark(name, options);
            add(mark);
            return mark;
          }
          measure(name, startOrOptions = undefined, endMark = undefined) {
            required(1, ["name"], arguments.length);
            const options = typeof startOrOptions === "object" && startOrOptions !== null ? startOrOptions : { start: startOrOptions, end: endMark };
            const { start, end, duration } = options;
            const stop = end !== undefined ? timeOf(end, "endMark")
              : start !== undefined && duration !== undefined ? timeOf(start, "startMark") + duration : host.now();
            const begin = start !== undefined ? timeOf(start, "startMark") : duration !== undefined ? stop - duration : 0;
            const measure = new PerformanceMeasure(secret, `${name}`, begin, stop - begin, detailOf(options));
            add(measure);
            return measure;
          }
          getEntries() { return sorted(); }
          getEntriesByType(type) {
            required(1, ["type"], arguments.length);
            return sorted().filter((entry) => entry.entryType === `${type}`);
          }
          getEntriesByName(name, type = undefined) {
            required(1, ["name"], arguments.length);
            return byName(sorted(), name, type);
          }
          clearMarks(name = undefined) { entries = entries.filter((entry) => entry.entryType !== "mark" || (name !== undefined && entry.name !== `${name}`)); }
          clearMeasures(name = undefined) { entries = entries.filter((entry) => entry.entryType !== "measure" || (name !== undefined && entry.name !== `${name}`)); }
          clearResourceTimings() {}
          setResourceTimingBufferSize() {}
          toJSON() { return { timeOrigin: this.timeOrigin }; }
          static {
            host.inspector(this.prototype, (value) => ({ name: "Performance", object: { timeOrigin: host.timeOrigin() } }));
          }
        }
        define(Performance);
        const performance = new Performance(secret);
        if (host.hasProcess) {
          // https://nodejs.org/api/perf_hooks.html#performancetimerifyfn-options
          Object.defineProperties(Performance.prototype, {
            eventLoopUtilization: { value: function eventLoopUtilization() { return { idle: 0, active: 0, utilization: 0 }; }, writable: true, enumerable: true, configurable: true },
            timerify: { value: function timerify(fn) { return fn; }, writable: true, enumerable: true, configurable: true },
          });
        }
        module.exports = {
          performance, Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver, PerformanceObserverEntryList,
        };
        """#
}
