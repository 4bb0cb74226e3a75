extension NodeModules {
    /// https://nodejs.org/api/child_process.html
    static let childProcess = #"""
        "use strict";
        const host = __dirname;
        const EventEmitter = require("events");
        function ChildProcess() { EventEmitter.call(this); }
        Object.setPrototypeOf(ChildProcess.prototype, EventEmitter.prototype);
        Object.setPrototypeOf(ChildProcess, EventEmitter);
        host.refuseAll(ChildProcess.prototype, "child_process.ChildProcess.prototype", "spawn kill send");
        module.exports = { ChildProcess };
        host.refuseAll(module.exports, "child_process", "exec execFile execFileSync execSync fork spawn spawnSync");
        """#

    /// https://nodejs.org/api/cluster.html
    static let cluster = #"""
        "use strict";
        const host = __dirname;
        const EventEmitter = require("events");
        class Worker extends EventEmitter {}
        module.exports = Object.assign(new EventEmitter(), {
          isWorker: false, isMaster: true, isPrimary: true, Worker, workers: {}, settings: {}, SCHED_NONE: 1, SCHED_RR: 2, schedulingPolicy: 2,
          setupPrimary(settings) { Object.assign(this.settings, settings); }, setupMaster(settings) { Object.assign(this.settings, settings); },
          disconnect(callback) { if (callback) globalThis.process.nextTick(callback); },
        });
        host.refuseAll(module.exports, "cluster", "fork");
        """#

    /// The streams of a process whose output is read by another. https://nodejs.org/api/process.html#process-io
    static let internalStdio = #"""
        "use strict";
        const host = __dirname;
        const { Readable, Writable } = require("stream");
        const { Buffer } = require("buffer");
        // What a process has whose output is read by another: https://nodejs.org/api/process.html#process-io
        function output(fd) {
          const stream = new Writable({
            decodeStrings: false,
            write(chunk, encoding, callback) {
              host.writeOutput(fd, typeof chunk === "string" ? (encoding === "utf8" || encoding === "utf-8" ? chunk : Buffer.from(chunk, encoding).toString()) : Buffer.from(chunk).toString());
              callback();
            },
          });
          stream.fd = fd;
          stream._type = "pipe";
          stream._isStdio = true;
          stream.destroySoon = stream.destroy;
          stream._destroy = function (error, callback) { callback(error); };
          stream._handle = null;
          return stream;
        }
        // Nothing comes in.
        function input() {
          const stream = new Readable({
            highWaterMark: 65536,
            read() { globalThis.setImmediate(() => this.push(null)); },
          });
          stream.fd = 0;
          for (const name of ["ref", "unref"]) stream[name] = function () { return this; };
          return stream;
        }
        module.exports = { output, input };
        """#

    /// https://nodejs.org/api/tty.html
    static let tty = #"""
        "use strict";
        const host = __dirname;
        // Nothing that a simulated process has is a terminal.
        function isatty(fd) { return false; }
        function streams() {
          const { Readable, Writable } = require("stream");
          function ReadStream(fd, options) {
            host.refuse("tty.ReadStream");
          }
          function WriteStream(fd) {
            host.refuse("tty.WriteStream");
          }
          Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
          Object.setPrototypeOf(ReadStream, Readable);
          Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
          Object.setPrototypeOf(WriteStream, Writable);
          ReadStream.prototype.setRawMode = function setRawMode() { return this; };
          WriteStream.prototype.isTTY = true;
          WriteStream.prototype.getColorDepth = getColorDepth;
          WriteStream.prototype.hasColors = function hasColors(count, environment) {
            if (environment === undefined && (count === undefined || (typeof count === "object" && count !== null))) [environment, count] = [count, 16];
            return count <= 2 ** this.getColorDepth(environment);
          };
          WriteStream.prototype.getWindowSize = function getWindowSize() { return [this.columns, this.rows]; };
          for (const name of ["clearLine", "clearScreenDown", "cursorTo", "moveCursor"])
            WriteStream.prototype[name] = function (...values) { return require("readline")[name](this, ...values); };
          return { ReadStream, WriteStream };
        }
        // How many bits of colour a terminal of an environment shows.
        function getColorDepth(environment = globalThis.process.env) {
          const forced = environment.FORCE_COLOR;
          if (forced !== undefined) {
            if (["", "1", "true"].includes(forced)) return 4;
            if (forced === "2") return 8;
            return forced === "3" ? 24 : 1;
          }
          if ((environment.NODE_DISABLE_COLORS !== undefined && environment.NODE_DISABLE_COLORS !== "") ||
            (environment.NO_COLOR !== undefined && environment.NO_COLOR !== "") || environment.TERM === "dumb") return 1;
          if (environment.TMUX) return 24;
          if ("TF_BUILD" in environment && "AGENT_NAME" in environment) return 4;
          if ("CI" in environment) {
            if (["CIRCLECI", "GITEA_ACTIONS", "GITHUB_ACTIONS"].some((name) => name in environment)) return 24;
            if (["APPVEYOR", "BUILDKITE", "DRONE", "GITLAB_CI", "TRAVIS"].some((name) => name in environment)) return 8;
            return environment.CI_NAME === "codeship" ? 8 : 1;
          }
          if (["iTerm.app", "MacTerm", "HyperTerm"].includes(environment.TERM_PROGRAM)) return 24;
          if (environment.TERM_PROGRAM === "Apple_Terminal") return 8;
          if (environment.COLORTERM === "truecolor" || environment.COLORTERM === "24bit") return 24;
          const name = environment.TERM?.toLowerCase() ?? "";
          if (/truecolor/.test(name) || ["terminator", "mosh", "xterm-kitty"].includes(name)) return 24;
          if (name.startsWith("xterm-256") || name.endsWith("256color")) return 8;
          return /^(xterm|vt100|vt220|screen|con\d*x\d*|rxvt|linux|cygwin|putty|eterm|ansi|color|console|hurd|cons25|dtterm|gnome|konsole|kterm|mlterm|st|jfbterm|mrxvt|rxvt-unicode-24bit)/.test(name) || environment.COLORTERM ? 4 : 1;
        }
        module.exports = { isatty };
        let made;
        for (const name of ["ReadStream", "WriteStream"])
          Object.defineProperty(module.exports, name, { get: () => (made ??= streams())[name], enumerable: true, configurable: true });
        """#
}
