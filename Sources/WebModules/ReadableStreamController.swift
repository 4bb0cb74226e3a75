extension WebModules {
    /// https://streams.spec.whatwg.org/#rs-default-controller-class
    static let readableController = #"""
        "use strict";
        // https://streams.spec.whatwg.org/#rs-default-controller-abstract-ops
        const host = __dirname;
        const { define, illegal, invalidThis } = require("interfaces");
        const { enqueueSized, dequeue, newQueue, isEmpty, resolved, settledBy, state } = require("queues");
        const readers = require("readers");
        const secret = {};
        const records = new WeakMap();
        const canCloseOrEnqueue = (controller) => !controller.closeRequested && controller.stream.state === "readable";
        function desiredSize(controller) {
          if (controller.stream.state === "errored") return null;
          return controller.stream.state === "closed" ? 0 : controller.highWaterMark - controller.queue.total;
        }
        function shouldPull(controller) {
          if (!canCloseOrEnqueue(controller) || !controller.isStarted) return false;
          return readers.requestCount(controller.stream) > 0 || desiredSize(controller) > 0;
        }
        function callPull(controller) {
          if (!shouldPull(controller)) return;
          if (controller.isPulling) {
            controller.pullsAgain = true;
            return;
          }
          controller.isPulling = true;
          host.react(controller.pull(), () => {
            controller.isPulling = false;
            if (!controller.pullsAgain) return;
            controller.pullsAgain = false;
            callPull(controller);
          }, (reason) => error(controller, reason));
        }
        // The next chunk of the queue, with which a stream that was to be closed may end.
        function takeQueued(controller) {
          const chunk = dequeue(controller.queue);
          if (controller.closeRequested && isEmpty(controller.queue)) {
            clear(controller);
            readers.close(controller.stream);
          }
          return chunk;
        }
        function clear(controller) { controller.pull = controller.cancel = controller.size = undefined; }
        function close(controller) {
          if (!canCloseOrEnqueue(controller)) return;
          controller.closeRequested = true;
          if (!isEmpty(controller.queue)) return;
          clear(controller);
          readers.close(controller.stream);
        }
        function enqueue(controller, chunk) {
          if (!canCloseOrEnqueue(controller)) return;
          const { stream } = controller;
          if (readers.requestCount(stream) > 0) {
            stream.reader.requests.shift().chunk(chunk);
          } else {
            try {
              enqueueSized(controller.queue, chunk, controller.size(chunk));
            } catch (reason) {
              error(controller, reason);
              throw reason;
            }
          }
          callPull(controller);
        }
        function error(controller, reason) {
          if (controller.stream.state !== "readable") return;
          controller.queue = newQueue();
          clear(controller);
          readers.error(controller.stream, reason);
        }
        // https://streams.spec.whatwg.org/#set-up-readable-stream-default-controller
        function setUp(stream, { start, pull, cancel, highWaterMark, size }) {
          const object = new ReadableStreamDefaultController(secret);
          const controller = {
            object, stream, queue: newQueue(), isStarted: false, closeRequested: false, isPulling: false, pullsAgain: false, highWaterMark, size,
            pull: pull ? () => pull(object) : () => resolved(undefined), cancel: cancel ?? (() => resolved(undefined)), isByte: false,
            cancelSteps(reason) {
              controller.queue = newQueue();
              const result = controller.cancel(reason);
              clear(controller);
              return result;
            },
            pullSteps(request) {
              if (isEmpty(controller.queue)) {
                stream.reader.requests.push(request);
                callPull(controller);
                return;
              }
              const chunk = takeQueued(controller);
              if (stream.state === "readable") callPull(controller);
              request.chunk(chunk);
            },
            releaseSteps() {},
          };
          records.set(object, controller);
          stream.controller = controller;
          const started = settledBy(start ? start(object) : undefined);
          host.react(started, () => {
            controller.isStarted = true;
            callPull(controller);
          }, (reason) => error(controller, reason));
          return controller;
        }
        function of(value) {
          const record = records.get(value);
          if (record === undefined) throw invalidThis("ReadableStreamDefaultController");
          return record;
        }
        class ReadableStreamDefaultController {
          constructor(key = undefined) { if (key !== secret) throw illegal(); }
          get desiredSize() { return desiredSize(of(this)); }
          close() {
            const controller = of(this);
            if (!canCloseOrEnqueue(controller)) throw state("Controller is already closed");
            close(controller);
          }
          enqueue(chunk = undefined) {
            const controller = of(this);
            if (!canCloseOrEnqueue(controller)) throw state("Controller is already closed");
            enqueue(controller, chunk);
          }
          error(reason = undefined) { error(of(this), reason); }
        }
        define(ReadableStreamDefaultController);
        host.inspector(ReadableStreamDefaultController.prototype, () => ({ name: "ReadableStreamDefaultController", object: {} }));
        module.exports = { ReadableStreamDefaultController, setUp, takeQueued, callPull, close, enqueue, error, desiredSize, canCloseOrEnqueue };
        """#
}
