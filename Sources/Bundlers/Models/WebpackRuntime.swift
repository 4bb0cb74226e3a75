import JavaScript
import Programs
import Text

/// What stands around the modules: a runtime of our own that takes as many turns as webpack's.
struct WebpackRuntime: Sendable {
    let style: WebpackStyle
    /// Before 5.88: a module that is done before its function has returned counts as one that waits, for ever.
    var forgetsWhatIsDoneAtOnce = false

    private var require: String { style.require }

    func entryText(_ entry: TableChunks.Entry, _ functions: ModuleFunctions) -> Fragment {
        let chunks = functions.chunks.chunks
        var text = Fragment()
        for chunk in entry.imports { text.appendLine("import * as chunk_\(String(chunk)) from \(literal: "./" + chunks[chunk].fileName);") }
        text.appendLine("// The modules, by name. Each is a function that defines the module's exports and runs it.")
        text.appendLine("const modules = {")
        text.appendLine(functions.table(entry.modules))
        text.appendLine("};\n")
        text.appendLine("\(core)")
        if entry.modules.contains(where: { functions.async[$0] }) || chunks.contains(where: { $0.modules.contains { functions.async[$0] } }) {
            text.appendLine("\(asyncModules)")
        }
        if !chunks.isEmpty { text.appendLine("\(chunkLoading(chunks))") }
        for chunk in entry.imports { text.appendLine("install(chunk_\(String(chunk)));") }
        let isAsync = functions.async[entry.module] ? "await " : ""
        let start = "\(isAsync)\(require)(\(jsonStringLiteral(functions.id(of: entry.module))));"
        let names = functions.graph.exports.names(of: entry.module).map(functions.graph[entry.module].analysed.text)
        guard !names.isEmpty else {
            text.appendLine("\(start)")
            return text
        }
        text.appendLine("const exported = \(start)")
        for (number, name) in names.enumerated() {
            text.appendLine("const exported_\(String(number)) = \(memberText("exported", name));")
        }
        let list = names.enumerated().map { "exported_\($0) as \(isIdentifierName($1) ? $1 : jsonStringLiteral($1))" }
        text.appendLine("export { \(list.joined(separator: ", ")) };")
        return text
    }

    func chunkText(_ chunk: TableChunks.Chunk, _ functions: ModuleFunctions) -> Fragment {
        var text: Fragment = "export const name = \(literal: chunk.name);"
        text.appendLine("export const modules = {")
        text.appendLine(functions.table(chunk.modules))
        text.appendLine("};")
        return text
    }

    private var core: String {
        """
        // The modules that have begun.
        const begun = new Map();

        // What a module exports; of an asynchronous one, a promise of that. The first who asks runs it.
        function \(require)(id) {
          let module = begun.get(id);
          if (module === undefined) {
            module = { exports: {} };
            begun.set(id, module);
            modules[id](module, module.exports, \(require));
          }
          return module.exports;
        }

        // Makes exports those of a module.
        \(require).r = (exports) => {
          Object.defineProperty(exports, Symbol.toStringTag, { value: "Module" });
          Object.defineProperty(exports, "__esModule", { value: true });
        };

        // Exports names: each is read where it is declared whenever somebody asks.
        \(require).d = (exports, getters) => {
          for (const name of Object.keys(getters)) {
            if (!Object.hasOwn(exports, name)) Object.defineProperty(exports, name, { enumerable: true, get: getters[name] });
          }
        };

        """
    }

    private var asyncModules: String {
        let (starting, isOver, suspend) =
            forgetsWhatIsDoneAtOnce
            ? ("\"done\"", "queue.state === \"done\"", "if (own) own.state = \"waiting\";")
            : ("\"running\"", "queue.state === \"done\"", "if (own && own.state === \"running\") own.state = \"waiting\";")
        return """
            // The asynchronous modules, by the promises that stand for them.
            const asyncModules = new Map();

            // Runs an asynchronous module. One that awaits has a queue of those who wait for its end; one that only imports such modules
            // is waited for through theirs.
            \(require).a = (module, body, awaits) => {
              const own = awaits ? { state: \(starting), waiters: [] } : undefined;
              const below = new Set();
              const exports = module.exports;
              let fulfil, reject;
              const promise = new Promise((yes, no) => { fulfil = yes; reject = no; });
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
              // What the modules export when they are all done: at once, or a promise of a function that gives it or throws.
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
            };

            // Wakes those who wait for nothing else.
            function finish(queue) {
              if (\(isOver)) return;
              queue.state = "done";
              for (const waiter of queue.waiters) waiter.missing--;
              for (const waiter of queue.waiters) if (waiter.missing === 0) waiter.wake();
            }

            """
    }

    private func chunkLoading(_ chunks: [TableChunks.Chunk]) -> String {
        let files = chunks.filter { !(style.importsFiles && $0.hasOneGroup) }
        let list = files.map { "  \(propertyKey($0.name)): () => import(\(jsonStringLiteral("./" + $0.fileName)))," }.joined(separator: "\n")
        var text = """
            // The chunks that are here: true; and those that are on their way: a promise.
            const chunks = new Map();

            function install(file) {
              Object.assign(modules, file.modules);
              chunks.set(file.name, true);
            }

            function load(name, file) {
              if (!chunks.has(name)) {
                const coming = file().then(install, (error) => {
                  chunks.delete(name);
                  throw error;
                });
                chunks.set(name, Promise.race([coming]));
              }
              return chunks.get(name);
            }

            """
        if !files.isEmpty {
            text += """

                // The files of chunks.
                const files = {
                \(list)
                };

                // Loads a chunk.
                \(require).e = (name) => {
                  const coming = load(name, files[name]);
                  return Promise.all(coming === true ? [] : [coming]);
                };

                """
        }
        if files.count < chunks.count {
            text += """

                // Loads a chunk from a file that nobody else loads.
                \(require).ei = (name, file) => {
                  const coming = load(name, file);
                  return coming === true ? Promise.resolve() : coming;
                };

                """
        }
        return text
    }
}
