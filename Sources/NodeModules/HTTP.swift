extension NodeModules {
    /// https://nodejs.org/api/http.html, without a network
    static let http = #"""
        "use strict";
        const host = __dirname;
        const { Readable, Stream } = require("stream");
        const net = require("net");
        const EventEmitter = require("events");
        const METHODS = ("ACL BIND CHECKOUT CONNECT COPY DELETE GET HEAD LINK LOCK M-SEARCH MERGE MKACTIVITY MKCALENDAR MKCOL MOVE NOTIFY OPTIONS " +
          "PATCH POST PROPFIND PROPPATCH PURGE PUT QUERY REBIND REPORT SEARCH SOURCE SUBSCRIBE TRACE UNBIND UNLINK UNLOCK UNSUBSCRIBE").split(" ");
        const STATUS_CODES = {
          100: "Continue", 101: "Switching Protocols", 102: "Processing", 103: "Early Hints", 200: "OK", 201: "Created",
          202: "Accepted", 203: "Non-Authoritative Information", 204: "No Content", 205: "Reset Content", 206: "Partial Content",
          207: "Multi-Status", 208: "Already Reported", 226: "IM Used", 300: "Multiple Choices", 301: "Moved Permanently",
          302: "Found", 303: "See Other", 304: "Not Modified", 305: "Use Proxy", 307: "Temporary Redirect",
          308: "Permanent Redirect", 400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden",
          404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable", 407: "Proxy Authentication Required",
          408: "Request Timeout", 409: "Conflict", 410: "Gone", 411: "Length Required", 412: "Precondition Failed",
          413: "Payload Too Large", 414: "URI Too Long", 415: "Unsupported Media Type", 416: "Range Not Satisfiable",
          417: "Expectation Failed", 418: "I'm a Teapot", 421: "Misdirected Request", 422: "Unprocessable Entity", 423: "Locked",
          424: "Failed Dependency", 425: "Too Early", 426: "Upgrade Required", 428: "Precondition Required",
          429: "Too Many Requests", 431: "Request Header Fields Too Large", 451: "Unavailable For Legal Reasons",
          500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable",
          504: "Gateway Timeout", 505: "HTTP Version Not Supported", 506: "Variant Also Negotiates", 507: "Insufficient Storage",
          508: "Loop Detected", 509: "Bandwidth Limit Exceeded", 510: "Not Extended", 511: "Network Authentication Required",
        };
        function inherit(constructor, parent) {
          Object.setPrototypeOf(constructor.prototype, parent.prototype);
          Object.setPrototypeOf(constructor, parent);
        }
        function Agent(options) {
          if (!(this instanceof Agent)) return new Agent(options);
          EventEmitter.call(this);
          this.defaultPort = 80;
          this.protocol = "http:";
          this.options = { __proto__: null, noDelay: true, path: null, ...options };
          this.requests = Object.create(null);
          this.sockets = Object.create(null);
          this.freeSockets = Object.create(null);
          this.keepAliveMsecs = this.options.keepAliveMsecs || 1000;
          this.keepAlive = this.options.keepAlive || false;
          this.maxSockets = this.options.maxSockets || Agent.defaultMaxSockets;
          this.maxFreeSockets = this.options.maxFreeSockets || 256;
          this.scheduling = this.options.scheduling || "lifo";
          this.maxTotalSockets = this.options.maxTotalSockets ?? Infinity;
          this.totalSocketCount = 0;
        }
        inherit(Agent, EventEmitter);
        Agent.defaultMaxSockets = Infinity;
        Agent.prototype.destroy = function destroy() {};
        Agent.prototype.getName = function getName(options = {}) {
          return `${options.host || "localhost"}:${options.port || ""}:${options.localAddress || ""}` +
            (options.family === 4 || options.family === 6 ? `:${options.family}` : "") + (options.socketPath ? `:${options.socketPath}` : "");
        };
        host.refuseAll(Agent.prototype, "http.Agent.prototype", "createConnection addRequest createSocket");
        function IncomingMessage(socket) {
          Readable.call(this, socket ? { highWaterMark: socket.readableHighWaterMark } : undefined);
          this.socket = socket;
          this.httpVersion = null;
          this.headers = {};
          this.rawHeaders = [];
          this.trailers = {};
          this.url = "";
          this.method = null;
          this.statusCode = null;
          this.statusMessage = null;
          this.complete = false;
          this.aborted = false;
        }
        inherit(IncomingMessage, Readable);
        Object.defineProperty(IncomingMessage.prototype, "connection", {
          configurable: true, enumerable: true, get() { return this.socket; }, set(value) { this.socket = value; },
        });
        IncomingMessage.prototype.setTimeout = function setTimeout() { return this; };
        const headers = Symbol("headers");
        const token = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/;
        const wrongName = (name) => host.error("TypeError", "ERR_INVALID_HTTP_TOKEN", `Header name must be a valid HTTP token ["${name}"]`);
        function validateHeaderName(name) { if (typeof name !== "string" || !token.test(name)) throw wrongName(name); }
        function validateHeaderValue(name, value) {
          if (value === undefined)
            throw host.error("TypeError", "ERR_HTTP_INVALID_HEADER_VALUE", `Invalid value "${value}" for header "${name}"`);
          if (/[^\t\x20-\x7e\x80-\xff]/.test(value))
            throw host.error("TypeError", "ERR_INVALID_CHAR", `Invalid character in header content ["${name}"]`);
        }
        function OutgoingMessage() {
          Stream.call(this);
          this.headersSent = false;
          this.finished = false;
          this.writable = true;
          this[headers] = new Map();
        }
        inherit(OutgoingMessage, Stream);
        Object.assign(OutgoingMessage.prototype, {
          setHeader(name, value) {
            validateHeaderName(name);
            validateHeaderValue(name, value);
            (this[headers] ??= new Map()).set(name.toLowerCase(), [name, value]);
            return this;
          },
          getHeader(name) { return this[headers]?.get(name.toLowerCase())?.[1]; },
          getHeaderNames() { return [...(this[headers]?.keys() ?? [])]; },
          getRawHeaderNames() { return [...(this[headers]?.values() ?? [])].map(([name]) => name); },
          getHeaders() { return Object.assign(Object.create(null), Object.fromEntries([...(this[headers] ?? [])].map(([key, [, value]]) => [key, value]))); },
          hasHeader(name) { return this[headers]?.has(name.toLowerCase()) ?? false; },
          removeHeader(name) { this[headers]?.delete(name.toLowerCase()); },
          setTimeout() { return this; },
        });
        host.refuseAll(OutgoingMessage.prototype, "http.OutgoingMessage.prototype", "write end flushHeaders addTrailers destroy");
        function ServerResponse(request) {
          OutgoingMessage.call(this);
          this.req = request;
          this.statusCode = 200;
          this.statusMessage = undefined;
        }
        inherit(ServerResponse, OutgoingMessage);
        host.refuseAll(ServerResponse.prototype, "http.ServerResponse.prototype", "writeHead writeContinue assignSocket");
        function ClientRequest() { host.refuse("http.ClientRequest"); }
        inherit(ClientRequest, OutgoingMessage);
        function Server(options, listener) {
          if (!(this instanceof Server)) return new Server(options, listener);
          if (typeof options === "function") [options, listener] = [{}, options];
          layOut(this, { ...options });
          net.Server.call(this, { allowHalfOpen: true, noDelay: options?.noDelay ?? true, keepAlive: options?.keepAlive,
            keepAliveInitialDelay: options?.keepAliveInitialDelay, highWaterMark: options?.highWaterMark });
          if (listener) this.on("request", listener);
          this.httpAllowHalfOpen = false;
          this.on("connection", function connectionListener() {});
          this.on("listening", function setupConnectionsTracking() {});
          this.timeout = 0;
          this.maxHeadersCount = null;
          this.maxRequestsPerSocket = 0;
          this[uniqueHeaders] = Array.isArray(options?.uniqueHeaders) ? new Set(options.uniqueHeaders.map((name) => `${name}`.toLowerCase())) : null;
        }
        const kinds = [Symbol("IncomingMessage"), Symbol("ServerResponse")];
        const optimizesEmpty = Symbol("OptimizeEmptyRequestsOption");
        const uniqueHeaders = Symbol("kUniqueHeaders");
        // The options of a server are fields of it, in this order, whether they were given or not.
        function layOut(server, options) {
          server[kinds[0]] = options.IncomingMessage || IncomingMessage;
          server[kinds[1]] = options.ServerResponse || ServerResponse;
          server.maxHeaderSize = options.maxHeaderSize;
          server.insecureHTTPParser = options.insecureHTTPParser;
          if (host.isLatest) server.httpValidation = options.httpValidation;
          server.requestTimeout = options.requestTimeout ?? 300000;
          server.headersTimeout = options.headersTimeout ?? Math.min(60000, server.requestTimeout);
          server.keepAliveTimeout = options.keepAliveTimeout ?? 5000;
          if (host.isLatest) server.keepAliveTimeoutBuffer = options.keepAliveTimeoutBuffer ?? 1000;
          server.connectionsCheckingInterval = options.connectionsCheckingInterval ?? 30000;
          server.requireHostHeader = options.requireHostHeader ?? true;
          server.joinDuplicateHeaders = options.joinDuplicateHeaders;
          server.rejectNonStandardBodyWrites = options.rejectNonStandardBodyWrites ?? false;
          if (!host.isLatest) return;
          server.shouldUpgradeCallback = options.shouldUpgradeCallback ?? (0, function () { return this.listenerCount("upgrade") > 0; });
          server[optimizesEmpty] = options.optimizeEmptyRequests ?? false;
        }
        inherit(Server, net.Server);
        Server.prototype.setTimeout = function setTimeout(time) {
          this.timeout = time;
          return this;
        };
        Server.prototype.closeAllConnections = function closeAllConnections() {};
        Server.prototype.closeIdleConnections = function closeIdleConnections() {};
        let globalAgent = new Agent({ keepAlive: true, scheduling: "lifo", timeout: 5000 });
        module.exports = {
          METHODS, STATUS_CODES, Agent, ClientRequest, IncomingMessage, OutgoingMessage, Server, ServerResponse,
          createServer: (options, listener) => new Server(options, listener), validateHeaderName, validateHeaderValue,
          setMaxIdleHTTPParsers() {}, maxHeaderSize: 16384,
          get globalAgent() { return globalAgent; },
          set globalAgent(value) { globalAgent = value; },
        };
        host.refuseAll(module.exports, "http", "get request setGlobalProxyFromEnv");
        host.lazily(module.exports, "http", "WebSocket CloseEvent MessageEvent");
        """#

    /// https://nodejs.org/api/https.html, without a network
    static let https = #"""
        "use strict";
        const host = __dirname;
        const http = require("http");
        function Agent(options) {
          if (!(this instanceof Agent)) return new Agent(options);
          http.Agent.call(this, options);
          this.defaultPort = 443;
          this.protocol = "https:";
          this.maxCachedSessions = this.options.maxCachedSessions ?? 100;
        }
        Object.setPrototypeOf(Agent.prototype, http.Agent.prototype);
        Object.setPrototypeOf(Agent, http.Agent);
        function Server(options, listener) {
          if (!(this instanceof Server)) return new Server(options, listener);
          http.Server.call(this, options, listener);
        }
        Object.setPrototypeOf(Server.prototype, http.Server.prototype);
        Object.setPrototypeOf(Server, http.Server);
        module.exports = {
          Agent, globalAgent: new Agent({ keepAlive: true, scheduling: "lifo", timeout: 5000 }), Server,
          createServer: (options, listener) => new Server(options, listener),
        };
        host.refuseAll(module.exports, "https", "get request");
        """#
}
