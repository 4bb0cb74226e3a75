import Scenario
import Text

/// The JavaScript that gives a real engine the names that the simulator's host gives.
enum Prelude {
    /// - Parameters:
    ///   - modules: names and files, where an `import()` computes its specifier; else `nil`.
    ///   - seen: what computed specifiers meant in a run.
    ///   - hasBareNames: whether a bare specifier is a module's name, as in a scenario.
    static func text(
        resources: [ScenarioResource], modules: [(name: String, file: String)]?,
        seen: [(referrer: String, specifier: String, file: String)],
        hasBareNames: Bool
    ) -> String {
        var parts = [core, fetch(resources)]
        if let modules { parts.append(specifiers(modules, seen, hasBareNames: hasBareNames)) }
        return parts.joined(separator: "\n")
    }

    private static let core = """
        // The names that tla-sim gives to modules beside those of every host. Written by `tla-sim export`.

        const startTimer = globalThis.setTimeout;
        const clock = globalThis.performance;

        function define(name, value) {
          Object.defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
        }

        /** A promise that a timer fulfils. */
        define("sleep", (milliseconds) => new Promise((wake) => { startTimer(() => wake(), milliseconds); }));

        /** Works for that long without letting anything else run. */
        define("busy", (milliseconds) => {
          const end = clock.now() + Number(milliseconds);
          while (clock.now() < end);
        });

        """

    /// What `fetch` finds: the entries of a Map's literal.
    static func rows(_ resources: [ScenarioResource]) -> String {
        resources.map { resource -> String in
            let answer: [JSONValue.Member] =
                switch resource.answer {
                case .response(let status, let body): [.init("status", .integer(status)), .init("body", .string(body))]
                case .failure(let message): [.init("fails", .string(message))]
                }
            let object = JSONValue.object([.init("after", .number(resource.after.milliseconds))] + answer)
            return "  [\(jsonStringLiteral(resource.url)), \(object.text())],\n"
        }.joined()
    }

    /// The answer's members and their ticks are the simulator's: a real `Response` reads its body in tasks of its own.
    private static func fetch(_ resources: [ScenarioResource]) -> String {
        """
        /** What `fetch` finds, by URL; times in milliseconds. */
        const resources = new Map([
        \(rows(resources))]);

        class Answer {
          #url; #status; #body; #isUsed = false;
          constructor(url, status, body) { this.#url = url; this.#status = status; this.#body = body; }
          get url() { return this.#url; }
          get status() { return this.#status; }
          get ok() { return this.#status >= 200 && this.#status < 300; }
          get bodyUsed() { return this.#isUsed; }
          get [Symbol.toStringTag]() { return "Response"; }
          text() { return this.#read((body) => body); }
          json() { return this.#read((body) => JSON.parse(body)); }
          #read(make) {
            return new Promise((resolve) => {
              if (this.#isUsed) throw new TypeError("Body is unusable: Body has already been read");
              this.#isUsed = true;
              resolve(make(this.#body));
            });
          }
        }

        define("fetch", (target, options) => new Promise((resolve, reject) => {
          const url = `${target?.url ?? target}`;
          const found = resources.get(url);
          const signal = options?.signal ?? target?.signal;
          signal?.throwIfAborted();
          const timer = startTimer(() => {
            if (found === undefined) {
              reject(new TypeError(`fetch failed: the scenario's resources have no '${url}'`));
            } else if (found.fails !== undefined) {
              reject(new TypeError(found.fails));
            } else {
              resolve(new Answer(url, found.status, found.body));
            }
          }, found?.after ?? 0);
          signal?.addEventListener("abort", () => {
            clearTimeout(timer);
            reject(signal.reason);
          });
        }));

        """
    }

    /// `specifierFrom`: what a computed specifier means, by the rule by which those that stand in the text were resolved.
    private static func specifiers(
        _ modules: [(name: String, file: String)], _ seen: [(referrer: String, specifier: String, file: String)], hasBareNames: Bool
    ) -> String {
        let rows = modules.map { "  [\(jsonStringLiteral($0.name)), \(jsonStringLiteral($0.file))],\n" }
        let seenRows = seen.map { entry in
            let key = JSONValue.array([.string(entry.referrer), .string(entry.specifier)]).text()
            return "  [\(jsonStringLiteral(key)), \(jsonStringLiteral(entry.file))],\n"
        }
        let table =
            seen.isEmpty
            ? ""
            : """
            /** What specifiers meant in the simulated run, by the module that says them. */
            const seen = new Map([
            \(seenRows.joined())]);


            """
        let seenFirst = """
              const known = seen.get(JSON.stringify([referrer, specifier]));
              if (known !== undefined) return new URL(known, import.meta.url).href;

            """
        return """
            const files = new Map([
            \(rows.joined())]);
            \(table)

            const ownFiles = new Set(files.values());
            const home = new URL(".", import.meta.url).href;

            function decoded(text) {
              try { return decodeURIComponent(text); } catch { return text; }
            }

            /** The file of a name, which may have a query or a fragment behind it. */
            function lookup(name) {
              if (files.has(name)) return files.get(name);
              const [, path, tail] = /^([^?#]*)(.*)$/s.exec(name);
              for (const candidate of [path, decoded(path)]) if (files.has(candidate)) return files.get(candidate) + tail;
            }

            function fileOf(referrer, specifier) {
            \(seen.isEmpty ? "" : seenFirst)  let file\(hasBareNames ? " = files.get(specifier)" : "");
              if (specifier.startsWith(home)) {
                // What import.meta.url and its like give here is where the export's own files are.
                const name = specifier.slice(home.length);
                if (ownFiles.has(decoded(name.split(/[?#]/)[0]))) return specifier;
                file = lookup(name);
              } else if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(specifier)) {
                file ??= lookup(specifier.replace(/^file:\\/\\/(localhost)?\\//i, ""));
              } else if (/^(\\.{1,2}$|\\.{1,2}\\/|\\/)/.test(specifier)) {
                const origin = /^[A-Za-z0-9+.-]+:\\/\\/[^/]*\\/?/.exec(referrer)?.[0] ?? "";
                const path = [];
                if (!specifier.startsWith("/")) path.push(...referrer.slice(origin.length).split(/[?#]/)[0].split("/").slice(0, -1));
                const tail = /[?#].*$/s.exec(specifier)?.[0] ?? "";
                for (const part of specifier.slice(0, specifier.length - tail.length).split("/")) {
                  if (part === "..") path.pop();
                  else if (part !== "." && part !== "") path.push(part);
                }
                file = lookup(origin + path.join("/") + tail);
              }
              // An encoded slash is refused, and not looked for.
              file ??= `\(FileNames.nowhere)/${encodeURIComponent(specifier).replaceAll("%", "_")}.mjs`;
              return new URL(file, import.meta.url).href;
            }

            /** The specifier to give to import() in a module of that name. An object is made a string where import() does it. */
            export function specifierFrom(referrer, value) {
              if (typeof value === "symbol") return value;
              if ((typeof value === "object" && value !== null) || typeof value === "function") {
                return { [Symbol.toPrimitive]: () => fileOf(referrer, `${value}`) };
              }
              return fileOf(referrer, `${value}`);
            }

            """
    }
}
