import Diagnostics
import JavaScript
import Programs
import Text

extension Bundler {
    /// `System.register` modules as TypeScript writes them, and SystemJS's loader.
    static let systemjs = Bundler(
        name: "systemjs", tool: "SystemJS 6.15 with TypeScript's System modules",
        rule: "Promise.all of the imports' promises a level; the second importer of one that awaits, within an import, does not wait",
        evidence: "measured with SystemJS 6.15 and TypeScript 4.8 on Node.js 24", splitsByDefault: nil, formats: [.esm]
    ) { request throws(DiagnosticList) in
        let graph = request.graph
        var output = Output()
        var names = FileNames()
        let registered = SystemModules(graph: graph)
        for entry in graph.entries {
            let modules = graph.discoveryOrder(from: [entry]).sorted()
            let name = names.claim(graph[entry].name)
            let runtime = RuntimeNames(["System"], beside: modules, of: graph)
            let system = runtime["System"]
            var text = Fragment(runtime.text(SystemJSRuntime.text))
            for module in modules {
                text.appendLine(registered.registration(of: module, system: system))
                text.appendLine("")
            }
            text.appendLine("await \(system).import(\(literal: registered.id(of: entry)));")
            output.files.append(Bundle.File(name: name, source: text.printed(as: name), modules: modules))
            output.entries.append(name)
        }
        return output
    }
}

/// The loader: a text of our own that takes as many turns as SystemJS 6.15.
private enum SystemJSRuntime {
    static let text = """
        // Loads, links and runs modules that were registered.
        const System = (() => {
          const registrations = new Map();
          const loads = new Map();

          function loadOf(id) {
            let load = loads.get(id);
            if (load !== undefined) return load;
            const namespace = Object.create(null);
            Object.defineProperty(namespace, Symbol.toStringTag, { value: "Module" });
            load = {
              namespace,
              setters: [],
              hasExports: false,
              imports: undefined,
              body: undefined,
              error: undefined,
              declared: undefined,
              linked: undefined,
              running: undefined,
              completed: undefined,
            };
            loads.set(id, load);
            load.declared = Promise.resolve().then(() => registrations.get(id)).then((registration) => declare(id, load, registration));
            load.linked = load.declared.then((declared) => link(load, declared));
            load.linked.catch(() => {});
            return load;
          }

          function declare(id, load, registration) {
            if (registration === undefined) throw new Error(`Module ${id} did not instantiate`);
            const context = { import: (other) => System.import(other), meta: { url: id } };
            const { setters, execute } = registration.declare((name, value) => exportNames(load, name, value), context);
            load.body = execute;
            return [registration.imports, setters];
          }

          // Exports one name, or those of an object, and tells those who import them.
          function exportNames(load, name, value) {
            const { namespace } = load;
            load.hasExports = true;
            let isChanged = false;
            const set = (name, value) => {
              if (name in namespace && namespace[name] === value) return;
              namespace[name] = value;
              isChanged = true;
            };
            if (typeof name === "string") {
              set(name, value);
            } else {
              for (const key in name) set(key, name[key]);
            }
            if (isChanged) for (const setter of load.setters) setter(namespace);
            return value;
          }

          function link(load, [imports, setters]) {
            const others = imports.map((id, index) => Promise.resolve(id).then((id) => {
              const other = loadOf(id);
              return Promise.resolve(other.declared).then(() => {
                const setter = setters[index];
                other.setters.push(setter);
                if (other.hasExports || !other.declared) setter(other.namespace);
                return other;
              });
            }));
            return Promise.all(others).then((others) => {
              load.imports = others;
            });
          }

          function linkAll(load, seen) {
            if (seen.has(load)) return undefined;
            seen.add(load);
            return Promise.resolve(load.linked)
              .then(() => Promise.all(load.imports.map((other) => linkAll(other, seen))))
              .catch((error) => {
                if (!load.error) load.body = null;
                throw error;
              });
          }

          // Runs what a module imports and then the module: at once, or as a promise where something awaits. What was met in this walk before
          // is not waited for.
          function run(load, seen) {
            if (seen.has(load)) return undefined;
            seen.add(load);
            if (!load.body) {
              if (load.error) throw load.error;
              return load.running;
            }
            const body = load.body;
            load.body = null;
            const waits = [];
            for (const other of load.imports) {
              try {
                const wait = run(other, seen);
                if (wait) waits.push(wait);
              } catch (error) {
                load.error = error;
                throw error;
              }
            }
            return waits.length > 0 ? Promise.all(waits).then(() => runBody(load, body)) : runBody(load, body);
          }

          function runBody(load, body) {
            try {
              const end = body.call(Object.freeze(Object.create(null)));
              if (end) {
                load.running = end.then(() => {
                  load.completed = load.namespace;
                  load.running = undefined;
                }, (error) => {
                  load.error = error;
                  load.running = undefined;
                  throw error;
                });
                return load.running;
              }
              load.completed = load.namespace;
              load.linked = undefined;
              load.declared = undefined;
            } catch (error) {
              load.error = error;
              throw error;
            }
            return undefined;
          }

          return {
            register(id, imports, declare) {
              registrations.set(id, { imports, declare });
            },
            import(id) {
              return Promise.resolve().then(() => id).then((id) => {
                const load = loadOf(id);
                load.completed ||= linkAll(load, new Set()).then(() => run(load, new Set())).then(() => load.namespace);
                return load.completed;
              });
            },
          };
        })();

        """
}
