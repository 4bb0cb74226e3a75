extension NodeModules {
    /// A part of `stream`.
    static let streamTheEndOfAStream = #"""
        // The end of a stream.
        const premature = () => failure("ERR_STREAM_PREMATURE_CLOSE", "Premature close");
        const isNodeStream = (value) => Boolean(value) && (value._readableState || value._writableState ||
          (typeof value.write === "function" && typeof value.on === "function") || (typeof value.pipe === "function" && typeof value.on === "function"));
        const isReadableNode = (value) => Boolean(value) && typeof value.pipe === "function" && typeof value.on === "function" &&
          (!value._writableState || value._readableState?.readable !== false) && (!value._writableState || Boolean(value._readableState));
        const isWritableNode = (value) => Boolean(value) && typeof value.write === "function" && typeof value.on === "function" &&
          (!value._readableState || value._writableState?.writable !== false);
        const isEndedReading = (stream) => Boolean(stream._readableState?.endEmitted);
        const isEndedWriting = (stream) => Boolean(stream._writableState?.finished);
        function finished(stream, options, callback) {
          if (arguments.length === 2) [callback, options] = [options, {}];
          else options ??= {};
          if (typeof options !== "object") throw wrongType("options", "of type object", options);
          if (typeof callback !== "function") throw wrongType("callback", "of type function", callback);
          if (!isNodeStream(stream)) throw wrongType("stream", "an instance of ReadableStream, WritableStream, or Stream", stream);
          let isCalled = false;
          const given = callback;
          callback = function (...values) {
            if (isCalled) return;
            isCalled = true;
            given.apply(this, values);
          };
          let wantsRead = options.readable ?? isReadableNode(stream);
          const wantsWrite = options.writable ?? isWritableNode(stream);
          const [writable, readable] = states(stream);
          const state = writable ?? readable;
          const onLegacyFinish = () => { if (!stream.writable) onFinish(); };
          let willClose = Boolean(state) && state.autoDestroy && state.emitClose && !state.closed && isReadableNode(stream) === Boolean(wantsRead) && isWritableNode(stream) === Boolean(wantsWrite);
          let isFinished = isEndedWriting(stream);
          function onFinish() {
            isFinished = true;
            if (stream.destroyed) willClose = false;
            if (willClose && (!stream.writable || stream.readable)) {
              if (!wantsRead || stream.readable) return;
            }
            if (!wantsRead || isRead) callback.call(stream);
          }
          let isRead = isEndedReading(stream);
          function onEnd() {
            isRead = true;
            if (stream.destroyed) willClose = false;
            if (willClose && (!stream.readable || stream.writable)) {
              if (!wantsWrite || stream.writable) return;
            }
            if (!wantsWrite || isFinished) callback.call(stream);
          }
          const onError = (error) => callback.call(stream, error);
          let isClosed = Boolean(state?.closed);
          function onClose() {
            isClosed = true;
            const errored = writable?.errored ?? readable?.errored;
            if (errored && typeof errored !== "boolean") return callback.call(stream, errored);
            if (wantsRead && !isRead && isReadableNode(stream) && !isEndedReading(stream)) return callback.call(stream, premature());
            if (wantsWrite && !isFinished && !isEndedWriting(stream)) return callback.call(stream, premature());
            callback.call(stream);
          }
          function onClosed() {
            isClosed = true;
            const errored = writable?.errored ?? readable?.errored;
            if (errored && typeof errored !== "boolean") return callback.call(stream, errored);
            callback.call(stream);
          }
          if (wantsWrite && !writable) {
            stream.on("end", onLegacyFinish);
            stream.on("close", onLegacyFinish);
          }
          stream.on("end", onEnd);
          stream.on("finish", onFinish);
          if (options.error !== false) stream.on("error", onError);
          stream.on("close", onClose);
          if (isClosed) nextTick(onClose);
          else if (writable?.errorEmitted || readable?.errorEmitted) { if (!willClose) nextTick(onClosed); }
          else if (!wantsRead && (!willClose || stream.readable) && (isFinished || stream.writable === false)) nextTick(onClosed);
          else if (!wantsWrite && (!willClose || stream.writable) && (isRead || stream.readable === false)) nextTick(onClosed);
          const cleanup = () => {
            callback = nothing;
            stream.removeListener("finish", onFinish);
            stream.removeListener("end", onLegacyFinish);
            stream.removeListener("close", onLegacyFinish);
            stream.removeListener("end", onEnd);
            stream.removeListener("error", onError);
            stream.removeListener("close", onClose);
          };
          if (options.signal && !isClosed) {
            const abort = () => {
              const end = callback;
              cleanup();
              end.call(stream, abortError(options.signal.reason));
            };
            if (options.signal.aborted) nextTick(abort);
            else {
              options.signal.addEventListener("abort", abort, { once: true });
              const before = callback;
              callback = function (...values) {
                options.signal.removeEventListener("abort", abort);
                before.apply(stream, values);
              };
            }
          }
          return cleanup;
        }
        function addAbortSignal(signal, stream) {
          if (typeof signal !== "object" || !("aborted" in signal)) throw wrongType("signal", "an instance of AbortSignal", signal);
          if (!isNodeStream(stream)) throw wrongType("stream", "an instance of ReadableStream, WritableStream, or Stream", stream);
          const abort = () => stream.destroy(abortError(signal.reason));
          if (signal.aborted) abort();
          else {
            signal.addEventListener("abort", abort, { once: true });
            finished(stream, () => signal.removeEventListener("abort", abort));
          }
          return stream;
        }
        """#
}
