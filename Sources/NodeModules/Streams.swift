extension NodeModules {
    /// https://nodejs.org/api/stream.html
    ///
    /// One text, of which each part has a file.
    static let stream = [
        streamBase,
        streamStates,
        streamTheBaseOfAll,
        streamBeingDestroyed,
        streamReading,
        streamWriting,
        streamBoth,
        streamTheEndOfAStream,
        streamPipelines,
    ].joined(separator: "\n")

    /// The helpers of all parts.
    static let streamBase = #"""
        "use strict";
        const host = __dirname;
        const EventEmitter = require("events");
        const { Buffer } = require("buffer");
        const { nextTick } = globalThis.process;
        const nothing = () => {};
        const failure = (code, message, type = "Error") => host.error(type, code, message);
        const { wrongType } = host;
        function abortError(reason) {
          const error = new Error("The operation was aborted", reason === undefined ? undefined : { cause: reason });
          error.name = "AbortError";
          error.code = "ABORT_ERR";
          return error;
        }
        let byteMark = host.isLatest ? 65536 : 16384;
        let objectMark = 16;
        const getDefaultHighWaterMark = (isObjects) => (isObjects ? objectMark : byteMark);
        function setDefaultHighWaterMark(isObjects, value) {
          if (!Number.isInteger(value) || value < 0) throw wrongType("value", "of type number", value);
          if (isObjects) objectMark = value;
          else byteMark = value;
        }
        // The mark of one side of a stream, from its options.
        function markOf(options, isDuplex, side, isObjects) {
          const own = options?.highWaterMark ?? (isDuplex ? options?.[`${side}HighWaterMark`] : undefined);
          if (own === undefined || own === null) return getDefaultHighWaterMark(isObjects);
          if (!Number.isInteger(own) || own < 0)
            throw failure("ERR_INVALID_ARG_VALUE", `The property 'options.${isDuplex && options?.highWaterMark == null ? `${side}HighWaterMark` : "highWaterMark"}' is invalid. Received ${host.inspect(own)}`, "TypeError");
          return Math.floor(own);
        }
        const bytesOf = (chunk) => Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        const isView = (chunk) => ArrayBuffer.isView(chunk);
        """#

    /// The class that all streams extend.
    static let streamTheBaseOfAll = #"""
        // The base of all.
        function Stream(options) { EventEmitter.call(this, options); }
        Object.setPrototypeOf(Stream.prototype, EventEmitter.prototype);
        Object.setPrototypeOf(Stream, EventEmitter);
        // The way of old: what is emitted as data is written.
        Stream.prototype.pipe = function pipe(target, options) {
          const source = this;
          function onData(chunk) { if (target.writable && target.write(chunk) === false && source.pause) source.pause(); }
          function onDrain() { if (source.readable && source.resume) source.resume(); }
          let isOver = false;
          function onEnd() {
            if (isOver) return;
            isOver = true;
            target.end();
          }
          function onClose() {
            if (isOver) return;
            isOver = true;
            if (typeof target.destroy === "function") target.destroy();
          }
          function onError(error) {
            cleanup();
            if (EventEmitter.listenerCount(this, "error") === 0) this.emit("error", error);
          }
          const pairs = [[source, "data", onData], [target, "drain", onDrain], [source, "error", onError], [target, "error", onError]];
          if (!target._isStdio && (!options || options.end !== false)) pairs.push([source, "end", onEnd], [source, "close", onClose]);
          const ends = [[source, "end", cleanup], [source, "close", cleanup], [target, "close", cleanup]];
          function cleanup() { for (const [one, name, listener] of [...pairs, ...ends]) one.removeListener(name, listener); }
          for (const [one, name, listener] of [...pairs, ...ends]) one.on(name, listener);
          target.emit("pipe", source);
          return target;
        };
        """#
}
