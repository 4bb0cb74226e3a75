extension WebModules {
    /// https://fetch.spec.whatwg.org/#response-class
    static let response = #"""
        "use strict";
        // https://fetch.spec.whatwg.org/#response-class
        const host = __dirname;
        const { define, needs } = require("interfaces");
        const { Headers, guard, setOwn } = require("headers");
        const { extract, streamOf, isUsed, isLocked, clone, mixIn } = require("body");
        const nullStatuses = [101, 103, 204, 205, 304];
        let respond, bodyOf;
        class Response {
          #type = "default"; #url = ""; #redirected = false; #status = 200; #statusText = ""; #headers; #body = null;
          constructor(body = null, init = {}) {
            this.#headers = new Headers();
            this.#initialize(body === null || body === undefined ? null : extract(body), init ?? {});
          }
          #initialize(given, init) {
            if (init.status !== undefined) {
              const status = Number(init.status) & 0xFFFF;
              if (status < 200 || status > 599) throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
              this.#status = status;
            }
            if (init.statusText !== undefined) this.#statusText = `${init.statusText}`;
            if (init.headers !== undefined) this.#headers = new Headers(init.headers);
            if (given === null) return;
            if (nullStatuses.includes(this.#status)) throw new TypeError(`Response constructor: Invalid response status code ${this.#status}`);
            this.#body = given.body;
            if (given.type !== null && !this.#headers.has("content-type")) this.#headers.append("content-type", given.type);
          }
          static error() {
            const response = new Response();
            response.#type = "error";
            response.#status = 0;
            guard(response.#headers);
            return response;
          }
          static json(data, init = {}) {
            needs(1, "Response.json", arguments.length);
            const content = JSON.stringify(data);
            if (content === undefined) throw new TypeError("Value is not JSON serializable");
            const response = new Response();
            response.#initialize({ body: extract(content).body, type: "application/json" }, init ?? {});
            return response;
          }
          static redirect(url, status = 302) {
            const { URL } = require("url");
            let location;
            try {
              location = new URL(url).href;
            } catch (error) {
              throw new TypeError(`Failed to parse URL from ${url}`, { cause: error });
            }
            if (![301, 302, 303, 307, 308].includes(status)) throw new RangeError(`Invalid status code ${status}`);
            const response = new Response();
            response.#status = status;
            setOwn(response.#headers, "location", location);
            guard(response.#headers);
            return response;
          }
          get type() { return this.#type; }
          get url() { return this.#url; }
          get redirected() { return this.#redirected; }
          get status() { return this.#status; }
          get ok() { return this.#status >= 200 && this.#status <= 299; }
          get statusText() { return this.#statusText; }
          get headers() { return this.#headers; }
          get body() { return this.#body === null ? null : streamOf(this.#body); }
          get bodyUsed() { return isUsed(this.#body); }
          clone() {
            if (isUsed(this.#body) || isLocked(this.#body)) throw new TypeError("Response.clone: Body has already been consumed.");
            const copy = new Response();
            copy.#type = this.#type;
            copy.#url = this.#url;
            copy.#status = this.#status;
            copy.#statusText = this.#statusText;
            copy.#headers = new Headers(this.#headers);
            copy.#body = clone(this.#body);
            return copy;
          }
          static {
            bodyOf = (response) => response.#body;
            // What fetch gives.
            respond = (url, status, content, statusText = "", headers = []) => {
              const response = new Response();
              response.#type = "basic";
              response.#url = url;
              response.#status = status;
              response.#statusText = statusText;
              for (const [name, value] of headers) response.#headers.append(name, value);
              response.#body = { text: content, isUsed: false, isOfNetwork: true };
              guard(response.#headers);
              return response;
            };
            host.inspector(this.prototype, (value) => {
              if (!(#body in value)) return undefined;
              const { status, statusText, headers, body, bodyUsed, ok, redirected, type, url } = value;
              return { name: value.constructor.name, object: { status, statusText, headers, body, bodyUsed, ok, redirected, type, url } };
            });
          }
        }
        mixIn(Response, bodyOf, (response) => response.headers.get("content-type"));
        define(Response);
        module.exports = { Response, respond };
        """#
}
