import Diagnostics
import Export

/// The JavaScript that watches a program in an engine: it marks each console line with its time, and tells of errors.
enum Observer {
    /// Stands before the time, and between the time and the text.
    static let lineMark: Character = "\u{1E}"
    static let textMark: Character = "\u{1F}"
    /// Stands before an error that nothing caught, as JSON.
    static let errorMark: Character = "\u{1D}"

    /// For an engine that runs a program's files in a process; it is loaded before the program.
    ///
    /// - Parameter preloads: specifiers of modules that load the program's modules and then do not run.
    static func process(preloads: [String]) -> String {
        """
        const clock = globalThis.performance;
        const write = console.log.bind(console);
        let begin = clock.now();
        globalThis[Symbol.for("tla-sim.begin")] = () => { begin = clock.now(); };
        for (const method of ["log", "info", "debug", "warn", "error", "trace"]) {
          console[method] = (...values) => {
            const mark = `\\u001e${(clock.now() - begin).toFixed(3)}\\u001f`;
            // A text that comes first may hold %s; anything else is printed after a blank.
            if (typeof values[0] === "string") write(mark + values[0], ...values.slice(1));
            else write(`${mark}\\u001f`, ...values);
          };
        }
        console.dir = (value) => { write(`\\u001e${(clock.now() - begin).toFixed(3)}\\u001f%O`, value); };
        if (globalThis.process?.on && !globalThis.Deno) {
          const { writeSync } = await import("node:fs");
          process.on("uncaughtExceptionMonitor", (error) => {
            let text = "error";
            try { text = error instanceof Error ? `${error.name}: ${error.message}` : `${error}`; } catch {}
            const stack = `${error?.stack}`;
            writeSync(1, `\\u001d${JSON.stringify({ text, code: `${error?.code ?? ""}`, ran: /\\n +at .*program\\//.test(stack) })}\\n`);
          });
        }
        for (const preload of \(JSONValue.array(preloads.map { .string($0) }).text())) {
          try { await import(preload); } catch {}
        }

        """
    }

    /// A module that imports another after one that throws: what it asks for is loaded and linked, and runs nothing.
    static func preload(of module: ExportedProgram.Module, folder: String) -> String {
        let attributes = module.isJSON ? " with { type: \"json\" }" : ""
        return """
            import "./\(throwFile)";
            import \(jsonStringLiteral("\(folder)/\(module.file)"))\(attributes);

            """
    }

    static let throwFile = "throw.mjs"
    static let throwText = "throw null;\n"

    /// What the watched program printed, and the errors told; lines without a mark are the engine's own.
    static func read(_ output: String) -> (lines: [Observation.Line], errors: [JSONValue]) {
        var lines: [Observation.Line] = []
        var errors: [JSONValue] = []
        var isInLine = false
        for raw in output.split(separator: "\n", omittingEmptySubsequences: false) {
            if raw.first == errorMark {
                if let value = JSONReader.value(of: raw.dropFirst().utf8) { errors.append(value) }
                isInLine = false
                continue
            }
            let indentation = raw.prefix { $0 == " " }
            let rest = raw.dropFirst(indentation.count)
            guard rest.first == lineMark, let end = rest.firstIndex(of: textMark) else {
                if isInLine { lines[lines.count - 1].text += "\n" + raw }
                continue
            }
            let time = Double(rest[rest.index(after: rest.startIndex)..<end]) ?? 0
            var text = rest[rest.index(after: end)...]
            if text.first == textMark { text = text.dropFirst(2) }
            lines.append(.init(text: String(indentation) + text, time: time))
            isInLine = true
        }
        // The text ends with a line break, after which nothing stands.
        if isInLine, output.hasSuffix("\n"), lines[lines.count - 1].text.hasSuffix("\n") { lines[lines.count - 1].text.removeLast() }
        return (lines, errors)
    }
}
