extension WebModules {
    /// What a page's `fetch` and the `fetch` event of its service worker tell each other. https://w3c.github.io/ServiceWorker/#on-fetch-request-algorithm
    static let serviceFetch = #"""
        "use strict";
        const { URL } = require("url");
        const { Request } = require("request");
        const { Response, respond } = require("response");
        // Tells what is asked for, once its body is there.
        function ask(input, options, base, tell) {
          const isText = typeof input !== "object" || input === null;
          const request = new Request(isText ? new URL(input, base).href : input, options);
          const { url, method } = request;
          const question = (body) => tell({ url, method, headers: [...request.headers], body });
          if (method === "GET" || method === "HEAD") question(null); else request.text().then(question);
        }
        const requestOf = ({ url, method, headers, body }) => new Request(url, body === null ? { method, headers } : { method, headers, body });
        // Tells what the worker has answered with, once its body is there; nothing for what is no answer.
        function answer(response, tell) {
          try {
            if (!(response instanceof Response) || response.type === "error" || response.bodyUsed) return tell(null);
            const { status, statusText } = response;
            const headers = [...response.headers];
            response.text().then((body) => tell({ status, statusText, headers, body }), () => tell(null));
          } catch {
            tell(null);
          }
        }
        const responseOf = (url, { status, statusText, headers, body }) => respond(url, status, body, statusText, headers);
        module.exports = { ask, requestOf, answer, responseOf };
        """#
}
