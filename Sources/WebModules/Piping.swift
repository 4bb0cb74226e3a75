extension WebModules {
    /// https://streams.spec.whatwg.org/#rs-pipe-to
    static let piping = #"""
        "use strict";
        // https://streams.spec.whatwg.org/#readable-stream-pipe-to
        const host = __dirname;
        const { isEmpty, resolved, rejected, state } = require("queues");
        const readers = require("readers");
        const sources = require("readableController");
        const writables = require("writable");
        function pipe(source, target, { preventAbort, preventCancel, preventClose }, signal) {
          const reader = readers.acquire(source, false);
          const writer = writables.acquire(target);
          source.isDisturbed = true;
          let isShuttingDown = false;
          let latestWrite = resolved(undefined);
          const promise = host.promise();
          let forget = () => {};
          function finalize(failure) {
            writables.release(writer);
            readers.release(reader);
            forget();
            if (failure) host.reject(promise, failure.reason); else host.resolve(promise, undefined);
          }
          // All that has been read is written first.
          function waitForWrites() {
            const written = host.promise();
            const latest = latestWrite;
            const goOn = () => host.react(waitForWrites(), () => host.resolve(written, undefined), (reason) => host.reject(written, reason));
            host.react(latest, () => (latest !== latestWrite ? goOn() : host.resolve(written, undefined)), (reason) => host.reject(written, reason));
            return written;
          }
          function shutDown(action, failure) {
            if (isShuttingDown) return;
            isShuttingDown = true;
            const proceed = () => {
              if (action === undefined) {
                finalize(failure);
                return;
              }
              host.react(action(), () => finalize(failure), (reason) => finalize({ reason }));
            };
            if (target.state === "writable" && !writables.closesOrIsInFlight(target))
              host.react(waitForWrites(), proceed, (reason) => finalize({ reason }));
            else proceed();
          }
          if (signal !== undefined) {
            const { isAborted, addAlgorithm } = require("abort");
            const algorithm = () => {
              const { reason } = signal;
              const actions = [];
              if (!preventAbort) actions.push(() => (target.state === "writable" ? writables.abort(target, reason) : resolved(undefined)));
              if (!preventCancel) actions.push(() => (source.state === "readable" ? readers.cancel(source, reason) : resolved(undefined)));
              shutDown(() => all(actions.map((action) => action())), { reason });
            };
            if (isAborted(signal)) {
              algorithm();
              return promise;
            }
            forget = addAlgorithm(signal, algorithm);
          }
          function write(chunk) {
            latestWrite = writables.write(writer, chunk);
            host.handled(latestWrite);
          }
          // Node.js takes all that the queue has, as long as the sink wants it.
          function writeQueued(controller) {
            while (!isEmpty(controller.queue)) {
              if (isShuttingDown) return true;
              write(sources.takeQueued(controller));
              if (target.backpressure || target.state !== "writable" || writables.closesOrIsInFlight(target)) break;
            }
            sources.callPull(controller);
            return source.state === "closed";
          }
          function readNext() {
            if (isShuttingDown) return true;
            const { controller } = source;
            if (host.words.iteration === "node" && source.state === "readable" && !controller.isByte && !isEmpty(controller.queue))
              return writeQueued(controller);
            const read = host.promise();
            readers.read(reader, {
              chunk(chunk) {
                const done = () => {
                  write(chunk);
                  host.resolve(read, false);
                };
                // The standard came to let it wait for a microtask after most hosts had it otherwise.
                if (host.words.iteration === "node") host.react(resolved(undefined), done); else done();
              },
              close: () => host.resolve(read, true), error: (reason) => host.reject(read, reason),
            });
            return read;
          }
          function step() {
            const done = host.promise();
            if (isShuttingDown) host.resolve(done, true);
            else if (host.words.iteration === "node" && !target.backpressure) host.resolve(done, readNext());
            else host.react(writer.ready, () => host.resolve(done, readNext()), (reason) => host.reject(done, reason));
            return done;
          }
          function loop(isDone) { if (!isDone) host.react(step(), loop, () => {}); }
          loop(false);
          function isOrBecomes(record, settled, stateName, action) {
            if (record.state === stateName) action(); else host.react(settled, ...(stateName === "closed" ? [action] : [undefined, action]));
          }
          const propagate = (preventsAction, action, failure) => (preventsAction ? shutDown(undefined, failure) : shutDown(action, failure));
          isOrBecomes(source, reader.closed, "errored", () =>
            propagate(preventAbort, () => writables.abort(target, source.error), { reason: source.error }));
          isOrBecomes(target, writer.closed, "errored", () =>
            propagate(preventCancel, () => readers.cancel(source, target.error), { reason: target.error }));
          isOrBecomes(source, reader.closed, "closed", () => propagate(preventClose, () => closeTarget(target, writer)));
          if (writables.closesOrIsInFlight(target) || target.state === "closed") {
            const reason = state("Destination WritableStream is closed");
            propagate(preventCancel, () => readers.cancel(source, reason), { reason });
          }
          return promise;
        }
        function closeTarget(target, writer) {
          if (writables.closesOrIsInFlight(target) || target.state === "closed") return resolved(undefined);
          return target.state === "errored" ? rejected(target.error) : writables.close(target);
        }
        function all(promises) {
          const result = host.promise();
          let left = promises.length;
          if (left === 0) host.resolve(result, undefined);
          for (const promise of promises) {
            host.react(promise, () => { if (--left === 0) host.resolve(result, undefined); }, (reason) => host.reject(result, reason));
          }
          return result;
        }
        module.exports = { pipe };
        """#
}
