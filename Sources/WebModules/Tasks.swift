extension WebModules {
    /// https://wicg.github.io/scheduling-apis/#sec-controlling-tasks
    static let tasks = #"""
        "use strict";
        // https://wicg.github.io/scheduling-apis/#sec-controlling-tasks
        const host = __dirname;
        const { define, required } = require("interfaces");
        const { AbortController, AbortSignal, makeDependent, secret } = require("abort");
        const priorities = ["user-blocking", "user-visible", "background"];
        function checked(value) {
          const word = `${value}`;
          if (!priorities.includes(word))
            throw host.error("TypeError", "ERR_INVALID_ARG_VALUE",
              `The provided value '${word.slice(0, 40)}' is not a valid enum value of type TaskPriority.`);
          return word;
        }
        let setPriority;
        class TaskSignal extends AbortSignal {
          #priority;
          #isChanging = false;
          #algorithms = [];
          #followers = [];
          constructor(key = undefined, priority = undefined) {
            super(key);
            this.#priority = priority;
          }
          static any(signals, init = {}) {
            required(1, ["signals"], arguments.length);
            const given = init?.priority;
            const source = typeof given === "object" && given !== null && #priority in given ? given : undefined;
            const priority = source ? source.#priority : given === undefined ? "user-visible" : checked(given);
            const result = makeDependent(new TaskSignal(secret, priority), signals);
            if (source) source.#followers.push(result);
            return result;
          }
          get priority() { return this.#priority; }
          static {
            // https://wicg.github.io/scheduling-apis/#tasksignal-signal-priority-change
            setPriority = (signal, priority) => {
              if (signal.#isChanging)
                throw host.domException("Cannot change priority when a prioritychange event is in progress.", "NotAllowedError");
              if (signal.#priority === priority) return;
              const previous = signal.#priority;
              signal.#isChanging = true;
              try {
                signal.#priority = priority;
                for (const algorithm of signal.#algorithms) algorithm(priority);
                host.firePriorityChange(signal, previous);
                for (const follower of signal.#followers) setPriority(follower, priority);
              } finally {
                signal.#isChanging = false;
              }
            };
            // The priority of a signal that has one, and an algorithm that is given each further one.
            host.hooks.priority = (value, algorithm) => {
              if (typeof value !== "object" || value === null || !(#priority in value)) return undefined;
              if (algorithm !== undefined) value.#algorithms.push(algorithm);
              return value.#priority;
            };
            host.inspector(this.prototype, (value) =>
              #priority in value ? { name: "TaskSignal", object: { priority: value.#priority, aborted: value.aborted } } : undefined);
          }
        }
        define(TaskSignal);
        host.eventHandler(TaskSignal.prototype, "prioritychange");
        class TaskController extends AbortController {
          #signal;
          constructor(init = {}) {
            const given = init?.priority;
            const signal = new TaskSignal(secret, given === undefined ? "user-visible" : checked(given));
            super(secret, signal);
            this.#signal = signal;
          }
          setPriority(priority) {
            required(1, ["priority"], arguments.length);
            setPriority(this.#signal, checked(priority));
          }
          static {
            host.inspector(this.prototype, (value) =>
              #signal in value ? { name: "TaskController", object: { signal: value.#signal } } : undefined);
          }
        }
        define(TaskController);
        module.exports = { TaskController, TaskSignal };
        """#
}
