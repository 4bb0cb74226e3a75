extension WebModules {
    /// https://fetch.spec.whatwg.org/#request-class
    static let request = #"""
        "use strict";
        // https://fetch.spec.whatwg.org/#request-class
        const host = __dirname;
        const { define, needs } = require("interfaces");
        const { Headers } = require("headers");
        const { extract, streamOf, isUsed, isLocked, clone, mixIn } = require("body");
        const { follow } = require("abort");
        const { URL } = require("url");
        const normal = ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH"];
        const modes = {
          referrer: "about:client", referrerPolicy: "", mode: "cors", credentials: "same-origin", cache: "default", redirect: "follow", integrity: "",
        };
        let bodyOf;
        class Request {
          #url; #method = "GET"; #headers; #body = null; #signal; #modes = { ...modes }; #keepalive = false; #duplex = "half";
          constructor(input, init = {}) {
            needs(1, "Request constructor", arguments.length);
            init ??= {};
            let inherited = null;
            let signal = null;
            if (typeof input === "object" && input !== null && #url in input) {
              this.#url = input.#url;
              this.#method = input.#method;
              this.#modes = { ...input.#modes };
              this.#headers = new Headers(input.#headers);
              signal = input.#signal;
              inherited = input.#body;
              if (init.body === undefined && inherited !== null && (isUsed(inherited) || isLocked(inherited)))
                throw new TypeError("Cannot construct a Request with a Request object that has already been used.");
            } else {
              let record;
              try {
                record = new URL(input);
                this.#url = record.href;
              } catch (error) {
                throw new TypeError("Failed to parse URL from " + input, { cause: error });
              }
              if (record.username || record.password)
                throw new TypeError("Request cannot be constructed from a URL that includes credentials: " + input);
              this.#headers = new Headers();
            }
            if (init.method !== undefined) {
              const method = `${init.method}`;
              const upper = method.toUpperCase();
              if (["CONNECT", "TRACE", "TRACK"].includes(upper)) throw new TypeError(`'${method}' HTTP method is unsupported.`);
              this.#method = normal.includes(upper) && upper !== "PATCH" ? upper : method;
            }
            for (const name of Object.keys(modes)) if (init[name] !== undefined) this.#modes[name] = `${init[name]}`;
            if (init.keepalive !== undefined) this.#keepalive = Boolean(init.keepalive);
            if (init.signal !== undefined) signal = init.signal;
            this.#signal = follow(signal);
            if (init.headers !== undefined) this.#headers = new Headers(init.headers);
            const hasBody = init.body !== undefined && init.body !== null;
            if ((hasBody || inherited !== null) && (this.#method === "GET" || this.#method === "HEAD"))
              throw new TypeError("Request with GET/HEAD method cannot have body.");
            if (hasBody) {
              const { body, type } = extract(init.body);
              if (body.isOfStream && init.duplex === undefined) throw new TypeError("RequestInit: duplex option is required when sending a body.");
              this.#body = body;
              if (type !== null && !this.#headers.has("content-type")) this.#headers.append("content-type", type);
            } else if (inherited !== null) {
              this.#body = { ...inherited };
              inherited.isUsed = true;
            }
          }
          get method() { return this.#method; }
          get url() { return this.#url; }
          get headers() { return this.#headers; }
          get destination() { return ""; }
          get referrer() { return this.#modes.referrer; }
          get referrerPolicy() { return this.#modes.referrerPolicy; }
          get mode() { return this.#modes.mode; }
          get credentials() { return this.#modes.credentials; }
          get cache() { return this.#modes.cache; }
          get redirect() { return this.#modes.redirect; }
          get integrity() { return this.#modes.integrity; }
          get keepalive() { return this.#keepalive; }
          get isReloadNavigation() { return false; }
          get isHistoryNavigation() { return false; }
          get signal() { return this.#signal; }
          get body() { return this.#body === null ? null : streamOf(this.#body); }
          get bodyUsed() { return isUsed(this.#body); }
          get duplex() { return this.#duplex; }
          clone() {
            if (isUsed(this.#body) || isLocked(this.#body)) throw new TypeError("unusable");
            const copy = new Request(this.#url, { ...this.#modes, method: this.#method, headers: this.#headers, signal: this.#signal });
            copy.#body = clone(this.#body);
            return copy;
          }
          static {
            bodyOf = (request) => request.#body;
            // What fetch asks of a request.
            host.hooks.request = (value) => (#url in value ? { url: value.#url, signal: value.#signal } : undefined);
            host.inspector(this.prototype, (value) => {
              if (!(#url in value)) return undefined;
              const object = {};
              for (const name of ["method", "url", "headers", "destination", ...Object.keys(modes), "keepalive", "isReloadNavigation",
                "isHistoryNavigation", "signal"]) object[name] = value[name];
              return { name: value.constructor.name, object };
            });
          }
        }
        mixIn(Request, bodyOf, (request) => request.headers.get("content-type"));
        define(Request);
        module.exports = { Request };
        """#
}
