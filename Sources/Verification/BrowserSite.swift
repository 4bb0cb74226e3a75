import Export
import Loopback
import Text

/// The page of one program, its files, and what the page reports.
struct BrowserSite {
    /// The path of the page, without the `/` at its end.
    let place: String
    private let page: String
    private var files: [String: [UInt8]] = [:]

    init(_ program: ExportedProgram, place: String, expectedEnd: Double, isEndless: Bool) {
        self.place = place
        // What is not there yet when it is asked for is a task of the network; so all is loaded, also where the export need not.
        for file in LoadFirst.files(for: program.modules) { files["program/\(file.path)"] = file.bytes }
        for file in program.watched.files { files["program/\(file.path)"] = file.bytes }
        func list(_ texts: [String]) -> String {
            // Inside a script element a text must not end it.
            JSONValue.array(texts.map { .string($0) }).text().split(separator: "<", omittingEmptySubsequences: false)
                .joined(separator: "\\u003c")
        }
        page = """
            <!doctype html>
            <meta charset="utf-8">
            <title>tla-sim verify</title>
            <script>
            \(Self.watch)</script>
            <script type="module">
            const watch = window[Symbol.for("tla-sim.watch")];
            await import("./program/\(LoadFirst.file)");
            watch(\(list(program.entries.map { "./program/\($0)" })), \(Int(expectedEnd * 1000)), \(isEndless));
            </script>

            """
    }

    /// With these two a page has SharedArrayBuffer.
    private static let isolation = [
        ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Embedder-Policy", "require-corp"),
    ]

    func response(to path: String) -> HTTPResponse {
        guard path.hasPrefix(place + "/") else { return .notFound }
        let name = String(path.dropFirst(place.count + 1))
        func response(_ type: String, _ body: [UInt8]) -> HTTPResponse { HTTPResponse(type: type, headers: Self.isolation, body: body) }
        if name.isEmpty { return response("text/html; charset=utf-8", Array(page.utf8)) }
        guard let bytes = files[name] else { return .notFound }
        return response(name.hasSuffix(".json") ? "application/json" : "text/javascript; charset=utf-8", bytes)
    }

    /// What the page reported; `nil` when it is no report.
    static func observation(_ body: [UInt8]) -> Observation? {
        guard let value = JSONReader.value(of: body), case .array(let lines)? = value["lines"],
            case .string(let told)? = value["outcome"], case .string(let error)? = value["error"]
        else { return nil }
        let isRejected = told == "rejected"
        guard let outcome = isRejected ? rejection(error, isFirst: lines.isEmpty) : Observation.Outcome(told) else { return nil }
        var observation = Observation(lines: [], outcome: outcome)
        for value in lines {
            guard let line = line(value) else { return nil }
            observation.lines.append(line)
        }
        return observation
    }

    /// How it ended, by the error of an entry.
    ///
    /// - Parameter isFirst: whether nothing was printed before.
    private static func rejection(_ error: String, isFirst: Bool) -> Observation.Outcome {
        let ofLoader = ["SyntaxError", "TypeError: Failed to fetch", "TypeError: error loading", "TypeError: Failed to resolve"]
        guard isFirst, ofLoader.contains(where: error.hasPrefix) else { return .rejection(error) }
        return .linkError(String(error.prefix { $0 != ":" }))
    }

    /// A line told by itself.
    static func line(_ body: [UInt8]) -> Observation.Line? { JSONReader.value(of: body).flatMap { line($0) } }

    private static func line(_ value: JSONValue) -> Observation.Line? {
        guard case .string(let text)? = value["text"], case .number(let digits)? = value["time"] else { return nil }
        return .init(text: text, time: Double(digits) ?? 0)
    }

    /// Takes the console over, runs the entries as scripts of the page, in order, and reports when there is nothing more to expect.
    private static let watch = """
        window[Symbol.for("tla-sim.watch")] = (() => {
          const clock = performance, ask = fetch.bind(window), later = setTimeout.bind(window);
          const lines = [];
          let begin = clock.now(), depth = 0, tellsLines = false;
          window[Symbol.for("tla-sim.begin")] = () => { begin = clock.now(); };

          // As Node.js shows values, for what programs print as a rule.
          function show(value, level = 0) {
            if (typeof value === "string") return level ? `'${value}'` : value;
            if (typeof value === "bigint") return `${value}n`;
            if (typeof value === "symbol") return String(value);
            if (Object.is(value, -0)) return "-0";
            if (typeof value === "function") return `[Function: ${value.name || "(anonymous)"}]`;
            if (typeof value !== "object" || value === null) return `${value}`;
            if (value instanceof Error) return level ? `[${value.name}: ${value.message}]` : value.stack ?? `${value}`;
            if (level > 2) return "[Object]";
            if (Array.isArray(value)) return value.length ? `[ ${value.map((item) => show(item, level + 1)).join(", ")} ]` : "[]";
            const members = Object.keys(value).map((key) => `${key}: ${show(value[key], level + 1)}`);
            const isModule = value[Symbol.toStringTag] === "Module";
            const head = isModule ? "[Module: null prototype] " : value.constructor && value.constructor !== Object ? `${value.constructor.name} ` : "";
            return head + (members.length ? `{ ${members.join(", ")} }` : "{}");
          }

          function told(error) {
            if (!(error instanceof Error)) return show(error);
            const { name, message } = error;
            return name && message ? `${name}: ${message}` : `${name || message}`;
          }

          function format(values) {
            let [first, ...rest] = values;
            if (typeof first !== "string") return values.map((value) => show(value)).join(" ");
            const text = first.replace(/%([sdifjoOc%])/g, (whole, kind) => {
              if (kind === "%") return "%";
              if (!rest.length) return whole;
              const value = rest.shift();
              if (kind === "s") return typeof value === "object" ? show(value, 1) : String(value);
              if (kind === "d") return `${Number(value)}`;
              if (kind === "i") return `${parseInt(value)}`;
              if (kind === "f") return `${parseFloat(value)}`;
              if (kind === "j") return JSON.stringify(value);
              return kind === "c" ? "" : show(value, 1);
            });
            return [text, ...rest.map((value) => show(value))].join(" ");
          }

          function print(values) {
            const indentation = "  ".repeat(depth);
            const line = { text: format(values).replace(/^/gm, indentation), time: clock.now() - begin };
            lines.push(line);
            // A page that will hang tells each line at once, and is heard although it hangs.
            if (tellsLines && lines.length < 1000) navigator.sendBeacon("./line", JSON.stringify(line));
          }
          for (const method of ["log", "info", "debug", "warn", "error", "trace", "dir"]) console[method] = (...values) => print(values);
          console.assert = (holds, ...values) => { if (!holds) print(["Assertion failed", ...values]); };
          console.group = console.groupCollapsed = (...values) => { if (values.length) print(values); depth += 1; };
          console.groupEnd = () => { depth = Math.max(0, depth - 1); };

          const pause = (milliseconds) => new Promise((wake) => later(wake, milliseconds));

          async function run(entries, expectedEnd, isEndless) {
            tellsLines = isEndless;
            await Promise.all(["./program/prelude.mjs", ...entries].map((source) => new Promise((done) => {
              const script = document.createElement("script");
              Object.assign(script, { type: "module", async: false, src: source, onload: done, onerror: done });
              document.head.append(script);
            })));
            const states = entries.map(() => "never settled");
            let error = "";
            entries.forEach((entry, index) => {
              import(new URL(entry, document.baseURI).href).then(
                () => { states[index] = "fulfilled"; },
                (reason) => {
                  if (!states.includes("rejected")) error = told(reason);
                  states[index] = "rejected";
                });
            });
            const isSettled = () => !states.includes("never settled");
            while (clock.now() - begin < (isSettled() ? expectedEnd + 150 : expectedEnd * 1.25 + 1000)) await pause(10);
            const outcome = states.find((state) => state === "rejected") ?? states.find((state) => state !== "fulfilled") ?? "fulfilled";
            const answer = await ask("./report", { method: "POST", body: JSON.stringify({ lines, outcome, error }) });
            const next = await answer.text();
            if (next) location.replace(next);
          }
          return run;
        })();

        """
}
