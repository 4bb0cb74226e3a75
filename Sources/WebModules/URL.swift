extension WebModules {
    /// https://url.spec.whatwg.org/#api
    static let url = #"""
        "use strict";
        // https://url.spec.whatwg.org/#api
        const host = __dirname;
        const { define, required, invalid, invalidThis, text, iterators } = require("interfaces");
        const url = require("urlParser");

        // https://url.spec.whatwg.org/#concept-urlencoded
        function formDecode(part) { return url.percentDecode(part.replaceAll("+", " ")); }
        function parseForm(input) {
          const list = [];
          for (const part of input.split("&")) {
            if (part === "") continue;
            const index = part.indexOf("=");
            list.push([formDecode(index < 0 ? part : part.slice(0, index)), index < 0 ? "" : formDecode(part.slice(index + 1))]);
          }
          return list;
        }
        const formSet = url.sets.component + "!'()~";
        function formEncode(part) { return url.percentEncode(part, formSet).replaceAll("%20", "+"); }
        function serializeForm(list) { return list.map(([name, value]) => formEncode(name) + "=" + formEncode(value)).join("&"); }

        const iterator = iterators("URLSearchParams Iterator", (parameters, index) => listOf(parameters)[index]);
        let listOf, makeParameters, reload, isParameters;
        class URLSearchParams {
          #list = [];
          #url = null;
          static {
            listOf = (parameters) => parameters.#list;
            isParameters = (value) => #list in value;
            makeParameters = (owner) => {
              const parameters = new URLSearchParams();
              parameters.#url = owner;
              return parameters;
            };
            reload = (parameters, query) => { parameters.#list = query === null ? [] : parseForm(query); };
            host.inspector(this.prototype, (value) => {
              const parts = value.#list.map(([name, content]) => `${host.inspect(name)} => ${host.inspect(content)}`);
              const name = value.constructor.name;
              if (parts.reduce((sum, part) => sum + part.length + 2, -2) > 80) return { text: `${name} {\n  ${parts.join(",\n  ")}\n}` };
              return { text: parts.length ? `${name} { ${parts.join(", ")} }` : `${name} {}` };
            });
          }
          constructor(init = undefined) {
            if (init === undefined || init === null) return;
            if (typeof init !== "object" && typeof init !== "function") {
              const query = text(init);
              this.#list = parseForm(query[0] === "?" ? query.slice(1) : query);
              return;
            }
            const method = init[Symbol.iterator];
            if (method === undefined || method === null) {
              const seen = new Map();
              for (const key of Reflect.ownKeys(init)) {
                const descriptor = Reflect.getOwnPropertyDescriptor(init, key);
                if (typeof key === "string" && descriptor?.enumerable) seen.set(text(key), text(init[key]));
              }
              this.#list = [...seen];
              return;
            }
            if (typeof method !== "function") throw host.error("TypeError", "ERR_ARG_NOT_ITERABLE", "Query pairs must be iterable");
            for (const pair of init) {
              if (pair === null || (typeof pair !== "object" && typeof pair !== "function") || typeof pair[Symbol.iterator] !== "function")
                throw host.error("TypeError", "ERR_INVALID_TUPLE", "Each query pair must be an iterable [name, value] tuple");
              const parts = [...pair];
              if (parts.length !== 2) throw host.error("TypeError", "ERR_INVALID_TUPLE", "Each query pair must be an iterable [name, value] tuple");
              this.#list.push([text(parts[0]), text(parts[1])]);
            }
          }
          #update() { this.#url?.setQuery(this.#list.length === 0 ? null : serializeForm(this.#list)); }
          get size() { return URLSearchParams.#of(this).#list.length; }
          static #of(value) {
            if (typeof value !== "object" || value === null || !(#list in value)) throw invalidThis("URLSearchParams");
            return value;
          }
          append(name, value) {
            const own = URLSearchParams.#of(this);
            required(2, ["name", "value"], arguments.length);
            own.#list.push([text(name), text(value)]);
            own.#update();
          }
          delete(name, value = undefined) {
            const own = URLSearchParams.#of(this);
            required(1, ["name"], arguments.length);
            name = text(name);
            if (value !== undefined) value = text(value);
            own.#list = own.#list.filter((pair) => pair[0] !== name || (value !== undefined && pair[1] !== value));
            own.#update();
          }
          get(name) {
            const own = URLSearchParams.#of(this);
            required(1, ["name"], arguments.length);
            name = text(name);
            return own.#list.find((pair) => pair[0] === name)?.[1] ?? null;
          }
          getAll(name) {
            const own = URLSearchParams.#of(this);
            required(1, ["name"], arguments.length);
            name = text(name);
            return own.#list.filter((pair) => pair[0] === name).map((pair) => pair[1]);
          }
          has(name, value = undefined) {
            const own = URLSearchParams.#of(this);
            required(1, ["name"], arguments.length);
            name = text(name);
            if (value !== undefined) value = text(value);
            return own.#list.some((pair) => pair[0] === name && (value === undefined || pair[1] === value));
          }
          set(name, value) {
            const own = URLSearchParams.#of(this);
            required(2, ["name", "value"], arguments.length);
            name = text(name);
            value = text(value);
            const first = own.#list.findIndex((pair) => pair[0] === name);
            if (first < 0) {
              own.#list.push([name, value]);
            } else {
              own.#list[first][1] = value;
              own.#list = own.#list.filter((pair, index) => index <= first || pair[0] !== name);
            }
            own.#update();
          }
          sort() {
            const own = URLSearchParams.#of(this);
            own.#list.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
            own.#update();
          }
          entries() { return iterator(URLSearchParams.#of(this), "entries"); }
          forEach(callback, thisArgument = undefined) {
            const own = URLSearchParams.#of(this);
            if (typeof callback !== "function") throw invalid("callback", "of type function", callback);
            for (let index = 0; index < own.#list.length; index++) callback.call(thisArgument, own.#list[index][1], own.#list[index][0], this);
          }
          keys() { return iterator(URLSearchParams.#of(this), "keys"); }
          values() { return iterator(URLSearchParams.#of(this), "values"); }
          toString() { return serializeForm(URLSearchParams.#of(this).#list); }
        }
        define(URLSearchParams);
        Object.defineProperty(URLSearchParams.prototype, Symbol.iterator,
          { value: URLSearchParams.prototype.entries, writable: true, configurable: true });

        function failure(input, base) {
          const words = host.words.invalidURL.replaceAll("{input}", () => input);
          const error = host.error("TypeError", "ERR_INVALID_URL", words);
          if (host.hasCodes) {
            error.input = input;
            if (base !== undefined) error.base = base;
          }
          return error;
        }
        function parsed(input, base) {
          let record;
          if (base !== undefined) {
            record = url.parse(base);
            if (record === null) return null;
          }
          return url.parse(input, record);
        }
        // Given in the place of a text, it says that a record comes with it.
        const made = {};
        class URL {
          #record;
          #parameters;
          constructor(input, base = undefined) {
            if (input === made) {
              this.#record = base;
              return;
            }
            required(1, ["url"], arguments.length);
            input = text(input);
            if (base !== undefined) base = text(base);
            this.#record = parsed(input, base);
            if (this.#record === null) throw failure(input, base);
          }
          static parse(input, base = undefined) {
            required(1, ["url"], arguments.length);
            input = text(input);
            if (base !== undefined) base = text(base);
            const record = parsed(input, base);
            return record === null ? null : new URL(made, record);
          }
          static canParse(input, base = undefined) {
            required(1, ["url"], arguments.length);
            return parsed(text(input), base === undefined ? undefined : text(base)) !== null;
          }
          static createObjectURL(object) {
            required(1, ["obj"], arguments.length);
            return host.objectURLs.add(object, require("blob").isBlob(object));
          }
          static revokeObjectURL(id) {
            required(1, ["url"], arguments.length);
            host.objectURLs.delete(text(id));
          }
          #reload() { if (this.#parameters) reload(this.#parameters, this.#record.query); }
          toString() { return url.serialize(this.#record); }
          get href() { return url.serialize(this.#record); }
          set href(value) {
            value = text(value);
            const record = url.parse(value);
            if (record === null) throw failure(value);
            this.#record = record;
            this.#reload();
          }
          get origin() { return url.origin(this.#record); }
          get protocol() { return this.#record.scheme + ":"; }
          set protocol(value) { url.parse(text(value) + ":", undefined, this.#record, "scheme start"); }
          get username() { return this.#record.username; }
          set username(value) { if (this.#hasAuthority()) this.#record.username = url.percentEncode(text(value), url.sets.userinfo); }
          get password() { return this.#record.password; }
          set password(value) { if (this.#hasAuthority()) this.#record.password = url.percentEncode(text(value), url.sets.userinfo); }
          #hasAuthority() { return this.#record.host !== null && this.#record.host !== "" && this.#record.scheme !== "file"; }
          get host() {
            const { host, port } = this.#record;
            return host === null ? "" : port === null ? host : host + ":" + port;
          }
          set host(value) { this.#change(value, "host"); }
          get hostname() { return this.#record.host ?? ""; }
          set hostname(value) { this.#change(value, "hostname"); }
          #change(value, state) {
            if (url.isOpaque(this.#record)) return;
            const copy = { ...this.#record, path: [...this.#record.path] };
            if (url.parse(text(value), undefined, copy, state) !== null || (state === "host" && copy.host !== this.#record.host)) this.#record = copy;
          }
          get port() { return this.#record.port === null ? "" : String(this.#record.port); }
          set port(value) {
            if (!this.#hasAuthority()) return;
            value = text(value);
            if (value === "") this.#record.port = null; else url.parse(value, undefined, this.#record, "port");
          }
          get pathname() { return url.pathText(this.#record); }
          set pathname(value) {
            if (url.isOpaque(this.#record)) return;
            this.#record.path = [];
            url.parse(text(value), undefined, this.#record, "path start");
          }
          get search() { return this.#record.query === null || this.#record.query === "" ? "" : "?" + this.#record.query; }
          set search(value) {
            value = text(value);
            if (value === "") {
              this.#record.query = null;
            } else {
              this.#record.query = "";
              url.parse(value[0] === "?" ? value.slice(1) : value, undefined, this.#record, "query");
            }
            this.#reload();
          }
          get searchParams() {
            if (!this.#parameters) {
              this.#parameters = makeParameters({ setQuery: (query) => { this.#record.query = query; } });
              this.#reload();
            }
            return this.#parameters;
          }
          get hash() { return this.#record.fragment === null || this.#record.fragment === "" ? "" : "#" + this.#record.fragment; }
          set hash(value) {
            value = text(value);
            if (value === "") {
              this.#record.fragment = null;
              return;
            }
            this.#record.fragment = "";
            url.parse(value[0] === "#" ? value.slice(1) : value, undefined, this.#record, "fragment");
          }
          toJSON() { return url.serialize(this.#record); }
          static {
            const names = ["href", "origin", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "searchParams", "hash"];
            host.inspector(this.prototype, (value) => {
              if (!(#record in value)) return undefined;
              return { name: value.constructor.name, object: Object.fromEntries(names.map((name) => [name, value[name]])) };
            });
          }
        }
        define(URL);
        host.hooks.isParameters = (value) => isParameters(value);
        module.exports = { URL, URLSearchParams, parseForm };
        """#
}
