extension NodeModules {
    /// A part of `stream`.
    static let streamBeingDestroyed = #"""
        // Being destroyed.
        const states = (stream) => [stream._writableState, stream._readableState];
        const toEach = (stream, body) => { for (const state of states(stream)) if (state) body(state); };
        const anyOf = (stream, name) => states(stream).some((state) => state?.[name]);
        function destroy(error, callback) {
          const [writable, readable] = states(this);
          const first = writable ?? readable;
          if (anyOf(this, "destroyed")) {
            if (typeof callback === "function") callback();
            return this;
          }
          toEach(this, (state) => {
            if (error && !state.errored) state.errored = error;
            state.destroyed = true;
          });
          if (first && !first.constructed) this.once(constructed, (other) => runDestroy(this, other ?? error, callback));
          else runDestroy(this, error, callback);
          return this;
        }
        function runDestroy(stream, error, callback) {
          let isCalled = false;
          function done(problem) {
            if (isCalled) return;
            isCalled = true;
            toEach(stream, (state) => {
              if (problem && !state.errored) state.errored = problem;
              state.closed = true;
            });
            if (typeof callback === "function") callback(problem);
            if (problem) nextTick(emitErrorAndClose, stream, problem);
            else nextTick(emitClose, stream);
          }
          try {
            stream._destroy(error || null, done);
          } catch (problem) {
            done(problem);
          }
        }
        function emitErrorAndClose(stream, error) {
          emitError(stream, error);
          emitClose(stream);
        }
        function emitClose(stream) {
          toEach(stream, (state) => { state.closeEmitted = true; });
          if (anyOf(stream, "emitClose")) stream.emit("close");
        }
        function emitError(stream, error) {
          if (anyOf(stream, "errorEmitted")) return;
          toEach(stream, (state) => { state.errorEmitted = true; });
          stream.emit("error", error);
        }
        function undestroy() {
          toEach(this, (state) => {
            Object.assign(state, { constructed: true, closed: false, closeEmitted: false, destroyed: false, errored: null, errorEmitted: false });
            if ("reading" in state) Object.assign(state, { reading: false, ended: this.readable === false, endEmitted: this.readable === false });
            else {
              const isOver = this.writable === false;
              Object.assign(state, { finalCalled: false, prefinished: false, ended: isOver, ending: isOver, finished: isOver });
            }
          });
        }
        function errorOrDestroy(stream, error, isLater) {
          if (anyOf(stream, "destroyed")) return;
          if (anyOf(stream, "autoDestroy")) stream.destroy(error);
          else if (error) {
            toEach(stream, (state) => { if (!state.errored) state.errored = error; });
            if (isLater) nextTick(emitError, stream, error);
            else emitError(stream, error);
          }
        }
        const constructed = Symbol("constructed");
        // _construct, which everything else waits for.
        function construct(stream, done) {
          if (typeof stream._construct !== "function") return;
          toEach(stream, (state) => { state.constructed = false; });
          stream.once(constructing, done);
          if (stream.listenerCount(constructing) > 1) return;
          nextTick(() => {
            let isCalled = false;
            function onConstruct(error) {
              if (isCalled) return errorOrDestroy(stream, error ?? failure("ERR_MULTIPLE_CALLBACK", "Callback called multiple times"));
              isCalled = true;
              toEach(stream, (state) => { state.constructed = true; });
              if (anyOf(stream, "destroyed")) stream.emit(constructed, error);
              else if (error) errorOrDestroy(stream, error, true);
              else stream.emit(constructing);
            }
            try {
              stream._construct((error) => nextTick(onConstruct, error));
            } catch (error) {
              nextTick(onConstruct, error);
            }
          });
        }
        const constructing = Symbol("constructing");
        function destroyer(stream, error) {
          if (!stream || anyOf(stream, "destroyed")) return;
          if (!error && !isFinishedStream(stream)) error = abortError();
          if (typeof stream.destroy === "function") stream.destroy(error);
          else if (typeof stream.close === "function") stream.close();
        }
        const isFinishedStream = (stream) => {
          const [writable, readable] = states(stream);
          return (!writable || writable.finished) && (!readable || readable.endEmitted);
        };
        """#
}
