extension WebModules {
    /// https://fetch.spec.whatwg.org/#headers-class
    static let headers = #"""
        "use strict";
        // https://fetch.spec.whatwg.org/#headers-class
        const host = __dirname;
        const { define, needs, iterators } = require("interfaces");
        const tokenSigns = "!#$%&'*+-.^_`|~";
        function isToken(name) {
          if (name === "") return false;
          for (const c of name) if (!((c >= "a" && c <= "z") || (c >= "A" && c <= "Z") || (c >= "0" && c <= "9") || tokenSigns.includes(c))) return false;
          return true;
        }
        function nameOf(value, method) {
          const name = `${value}`;
          if (!isToken(name)) throw new TypeError(`Headers.${method}: ${name} is an invalid header name.`);
          return name;
        }
        function valueOf(value, method) {
          let content = `${value}`;
          let start = 0, end = content.length;
          while (start < end && " \t\r\n".includes(content[start])) start++;
          while (end > start && " \t\r\n".includes(content[end - 1])) end--;
          content = content.slice(start, end);
          for (let index = 0; index < content.length; index++) {
            const code = content.charCodeAt(index);
            if (code > 255) throw new TypeError(`Cannot convert argument to a ByteString because the character at index ${index} has a value of ${code} which is greater than 255.`);
            if (code === 0 || code === 10 || code === 13) throw new TypeError(`Headers.${method}: ${content} is an invalid header value.`);
          }
          return content;
        }
        const iterator = iterators("Headers Iterator", (headers, index) => sortedOf(headers)[index]);
        let sortedOf, guard, setOwn;
        class Headers {
          // By lower-case name: the name as it was written first, and the values in their order.
          #list = new Map();
          // The pairs in the order of iteration, as long as nothing changes; null for what is not known yet.
          #sorted = null;
          #isImmutable = false;
          constructor(init = undefined) {
            if (init === undefined) return;
            fill(this, init);
          }
          #check() { if (this.#isImmutable) throw new TypeError("immutable"); }
          append(name, value) {
            needs(2, "Headers.append", arguments.length);
            name = nameOf(name, "append");
            value = valueOf(value, "append");
            this.#check();
            this.#sorted = null;
            const known = this.#list.get(name.toLowerCase());
            if (known) known.values.push(value); else this.#list.set(name.toLowerCase(), { name, values: [value] });
          }
          delete(name) {
            needs(1, "Headers.delete", arguments.length);
            name = nameOf(name, "delete");
            this.#check();
            this.#sorted = null;
            this.#list.delete(name.toLowerCase());
          }
          get(name) {
            needs(1, "Headers.get", arguments.length);
            return this.#list.get(nameOf(name, "get").toLowerCase())?.values.join(", ") ?? null;
          }
          has(name) {
            needs(1, "Headers.has", arguments.length);
            return this.#list.has(nameOf(name, "has").toLowerCase());
          }
          set(name, value) {
            needs(2, "Headers.set", arguments.length);
            name = nameOf(name, "set");
            value = valueOf(value, "set");
            this.#check();
            this.#sorted = null;
            this.#list.set(name.toLowerCase(), { name, values: [value] });
          }
          getSetCookie() { return [...(this.#list.get("set-cookie")?.values ?? [])]; }
          keys() { return iterator(this, "keys"); }
          values() { return iterator(this, "values"); }
          entries() { return iterator(this, "entries"); }
          forEach(callback, thisArgument = undefined) {
            if (typeof callback !== "function")
              throw new TypeError(`Failed to execute 'forEach' on 'Headers': parameter 1 is not of type 'Function'.`);
            for (const [name, value] of this) callback.call(thisArgument, value, name, this);
          }
          static {
            sortedOf = (headers) => {
              const list = headers.#list;
              return headers.#sorted ??= [...list.keys()].sort().flatMap((name) => {
                const { values } = list.get(name);
                return name === "set-cookie" ? values.map((value) => [name, value]) : [[name, values.join(", ")]];
              });
            };
            guard = (headers) => { headers.#isImmutable = true; };
            setOwn = (headers, name, value) => {
              headers.#sorted = null;
              headers.#list.set(name, { name, values: [value] });
            };
            host.inspector(this.prototype, (value) => {
              if (!(#list in value)) return undefined;
              const object = Object.fromEntries([...value.#list.values()].map(({ name, values }) => [name, values.join(", ")]));
              return { name: value.constructor.name, object };
            });
          }
        }
        function fill(headers, init) {
          if (init === null || (typeof init !== "object" && typeof init !== "function"))
            throw new TypeError("Headers constructor: init given is not a record or sequence.");
          const method = init[Symbol.iterator];
          if (method === undefined || method === null) {
            for (const key of Reflect.ownKeys(init))
              if (Reflect.getOwnPropertyDescriptor(init, key)?.enumerable) headers.append(key, init[key]);
            return;
          }
          for (const pair of init) {
            const parts = [...pair];
            if (parts.length !== 2) throw new TypeError("Headers constructor: expected name/value pair to be length 2, found " + parts.length + ".");
            headers.append(parts[0], parts[1]);
          }
        }
        define(Headers);
        Object.defineProperty(Headers.prototype, Symbol.iterator, { value: Headers.prototype.entries, writable: true, configurable: true });
        module.exports = { Headers, guard, setOwn };
        """#
}
