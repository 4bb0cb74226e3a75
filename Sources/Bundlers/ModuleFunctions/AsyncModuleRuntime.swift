/// The JavaScript that runs asynchronous modules, in words of our own and in as many turns as webpack takes; Turbopack has a copy of it.
enum AsyncModuleRuntime {
    /// `runAsync(module, body, awaits)`, which calls `body(wait, done)`.
    ///
    /// - Parameter forgetsWhatIsDoneAtOnce: as webpack before 5.88, where a module that is done before its function has returned counts as one that
    ///   waits, for ever.
    static func text(forgetsWhatIsDoneAtOnce: Bool = false) -> String {
        let (starting, suspend) =
            forgetsWhatIsDoneAtOnce
            ? ("done", "if (own) own.state = \"waiting\";")
            : ("running", "if (own && own.state === \"running\") own.state = \"waiting\";")
        return """
            // The asynchronous modules, by the promises that stand for them.
            const asyncModules = new Map();

            // Runs an asynchronous module. One that awaits has a queue of those who wait for its end; one that only imports such modules
            // is waited for through theirs.
            function runAsync(module, body, awaits) {
              const own = awaits ? { state: "\(starting)", waiters: [] } : undefined;
              const below = new Set();
              const exports = module.exports;
              let fulfil, reject;
              const promise = new Promise((yes, no) => {
                fulfil = yes;
                reject = no;
              });
              const record = {
                exports,
                error: undefined,
                eachQueue(visit) {
                  if (own) visit(own);
                  below.forEach(visit);
                  promise.catch(() => {});
                },
              };
              asyncModules.set(promise, record);
              module.exports = promise;
              // What the modules export when all are done: at once, or a promise of a function that gives it or throws.
              const wait = (promises) => {
                const records = promises.map((promise) => asyncModules.get(promise));
                const results = () => records.map((record) => {
                  if (record.error) throw record.error;
                  return record.exports;
                });
                const waiter = { missing: 0, wake: undefined };
                const ready = new Promise((resolve) => {
                  waiter.wake = () => resolve(results);
                  for (const record of records) {
                    record.eachQueue((queue) => {
                      if (queue === own || below.has(queue)) return;
                      below.add(queue);
                      if (queue.state !== "waiting") return;
                      waiter.missing++;
                      queue.waiters.push(waiter);
                    });
                  }
                });
                return waiter.missing > 0 ? ready : results();
              };
              const done = (error) => {
                if (error) {
                  record.error = error;
                  reject(error);
                } else {
                  fulfil(exports);
                }
                if (own) finish(own);
              };
              body(wait, done);
              \(suspend)
            }

            // Wakes those who wait for nothing else.
            function finish(queue) {
              if (queue.state === "done") return;
              queue.state = "done";
              for (const waiter of queue.waiters) waiter.missing--;
              for (const waiter of queue.waiters) if (waiter.missing === 0) waiter.wake();
            }

            """
    }
}
