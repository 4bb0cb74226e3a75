extension NodeModules {
    /// https://nodejs.org/api/readline.html
    static let readline = #"""
        "use strict";
        const host = __dirname;
        const EventEmitter = require("events");
        const { StringDecoder } = require("string_decoder");
        const { wrongType } = host;
        // Lines of a stream. Of a terminal there is what it shows while nobody types.
        function Interface(input, output, completer, terminal) {
          if (!(this instanceof Interface)) return new Interface(input, output, completer, terminal);
          EventEmitter.call(this);
          const options = input?.input ? input : { input, output, terminal };
          this.input = options.input;
          this.output = options.output;
          this.terminal = Boolean(options.terminal ?? this.output?.isTTY);
          this.line = "";
          this.cursor = 0;
          this.closed = false;
          this.history = [];
          this._prompt = options.prompt === undefined ? "> " : `${options.prompt}`;
          let rest = "";
          let endsInReturn = false;
          const decoder = new StringDecoder("utf8");
          const onData = (chunk) => {
            let text = decoder.write(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
            if (text === "") return;
            if (this.terminal) host.refuse("readline of what is typed at a terminal");
            if (endsInReturn && text.startsWith("\n")) text = text.slice(1);
            endsInReturn = text.endsWith("\r");
            const lines = (rest + text).split(/\r\n|\n|\r|\u2028|\u2029/);
            rest = lines.pop();
            for (const line of lines) onLine(line);
          };
          const onLine = (line) => {
            if (this.question_) {
              const answer = this.question_;
              this.question_ = undefined;
              answer(line);
            } else this.emit("line", line);
          };
          const onEnd = () => {
            rest += decoder.end();
            if (rest !== "") onLine(rest);
            this.close();
          };
          this.input.on("error", (error) => this.emit("error", error));
          this.input.on("data", onData);
          this.input.on("end", onEnd);
          this.once("close", () => {
            this.input.removeListener("data", onData);
            this.input.removeListener("end", onEnd);
          });
          options.signal?.addEventListener("abort", () => this.close(), { once: true });
          this.input.resume();
        }
        const { Buffer } = require("buffer");
        Object.setPrototypeOf(Interface.prototype, EventEmitter.prototype);
        Object.setPrototypeOf(Interface, EventEmitter);
        const closed = () => host.error("Error", "ERR_USE_AFTER_CLOSE", "readline was closed");
        Object.assign(Interface.prototype, {
          getPrompt() { return this._prompt; },
          setPrompt(text) { this._prompt = text; },
          prompt() {
            if (this.closed) throw closed();
            if (this.paused) this.resume();
            if (this.terminal) refresh(this, this._prompt); else this.output?.write(this._prompt);
          },
          question(text, options, callback = options) {
            if (this.closed) throw closed();
            if (typeof callback !== "function") return;
            if (this.terminal) refresh(this, text); else this.output?.write(text);
            this.question_ = callback;
          },
          write(data) {
            if (this.closed) throw closed();
            if (this.paused) this.resume();
            if (data !== undefined) this.input.emit("data", data);
          },
          pause() {
            if (this.closed) throw closed();
            if (this.paused) return this;
            this.input.pause();
            this.paused = true;
            this.emit("pause");
            return this;
          },
          resume() {
            if (this.closed) throw closed();
            if (!this.paused) return this;
            this.input.resume();
            this.paused = false;
            this.emit("resume");
            return this;
          },
          close() {
            if (this.closed) return;
            this.input.pause();
            if (!this.paused) this.emit("pause");
            this.paused = true;
            this.closed = true;
            this.emit("close");
          },
          getCursorPos: () => ({ rows: 0, cols: 0 }),
          [Symbol.asyncIterator]() {
            const lines = async function* (readline, events) {
              try {
                for await (const [line] of events) yield line;
              } finally {
                readline.close();
              }
            };
            return this.lines_ ??= lines(this, EventEmitter.on(this, "line", { close: ["close"] }));
          },
        });
        // The line of a terminal is written anew, with the cursor behind it.
        function refresh(readline, text) {
          const { cursorTo, clearScreenDown } = module.exports;
          const shown = host.withoutEscapes(text);
          cursorTo(readline.output, 0);
          clearScreenDown(readline.output);
          readline.output?.write(text === "" ? " " : text);
          cursorTo(readline.output, [...shown.slice(shown.lastIndexOf("\n") + 1)].length);
        }
        // What moves the cursor of a terminal.
        function send(stream, text, callback) {
          if (callback !== undefined && typeof callback !== "function") throw wrongType("callback", "of type function", callback);
          if (stream === null || stream === undefined || text === "") {
            if (typeof callback === "function") globalThis.process.nextTick(callback, null);
            return true;
          }
          return stream.write(text, callback);
        }
        module.exports = {
          Interface,
          clearLine: (stream, direction, callback) => send(stream, direction < 0 ? "\x1b[1K" : direction > 0 ? "\x1b[0K" : "\x1b[2K", callback),
          clearScreenDown: (stream, callback) => send(stream, "\x1b[0J", callback),
          createInterface: (input, output, completer, terminal) => new Interface(input, output, completer, terminal),
          cursorTo(stream, x, y, callback) {
            if (typeof y === "function") [callback, y] = [y, undefined];
            if (typeof x !== "number") throw host.error("TypeError", "ERR_INVALID_CURSOR_POS", "Cannot set cursor row without setting its column");
            return send(stream, typeof y === "number" ? `\x1b[${y + 1};${x + 1}H` : `\x1b[${x + 1}G`, callback);
          },
          emitKeypressEvents(stream) {
            const onData = () => host.refuse("readline of what is typed at a terminal");
            const onListener = (name) => {
              if (name !== "keypress") return;
              stream.on("data", onData);
              stream.removeListener("newListener", onListener);
            };
            if (stream.listenerCount("keypress") > 0) stream.on("data", onData); else stream.on("newListener", onListener);
          },
          moveCursor(stream, dx, dy, callback) {
            const across = dx < 0 ? `\x1b[${-dx}D` : dx > 0 ? `\x1b[${dx}C` : "";
            return send(stream, across + (dy < 0 ? `\x1b[${-dy}A` : dy > 0 ? `\x1b[${dy}B` : ""), callback);
          },
        };
        Object.defineProperty(module.exports, "promises", { get: () => require("readline/promises"), enumerable: true, configurable: true });
        """#

    /// https://nodejs.org/api/readline.html#promises-api
    static let readlinePromises = #"""
        "use strict";
        const base = require("readline");
        class Interface extends base.Interface {
          question(text, options) { return new Promise((resolve) => super.question(text, options ?? {}, resolve)); }
        }
        class Readline {
          #stream;
          #texts = [];
          constructor(stream) { this.#stream = stream; }
          #add(name, ...values) {
            base[name]({ write: (text) => this.#texts.push(text) }, ...values);
            return this;
          }
          clearLine(direction) { return this.#add("clearLine", direction); }
          clearScreenDown() { return this.#add("clearScreenDown"); }
          cursorTo(x, y) { return this.#add("cursorTo", x, y); }
          moveCursor(dx, dy) { return this.#add("moveCursor", dx, dy); }
          commit() { return new Promise((resolve) => this.#stream.write(this.#texts.splice(0).join(""), resolve)); }
          rollback() {
            this.#texts = [];
            return this;
          }
        }
        module.exports = { Interface, Readline, createInterface: (input, output, completer, terminal) => new Interface(input, output, completer, terminal) };
        """#
}
