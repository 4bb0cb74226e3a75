import Diagnostics
import Export

/// The JavaScript that watches a program in an engine: it marks each console line with its time, and tells of errors.
enum Observer {
    /// Stands before the time, and between the time and the text.
    static let lineMark: UInt8 = 0x1E
    static let textMark: UInt8 = 0x1F
    /// Stands before an error that nothing caught, as JSON.
    static let errorMark: UInt8 = 0x1D
    private static let lineBreak = UInt8(ascii: "\n")

    /// For an engine that runs a program's files in a process; it is loaded before the program.
    ///
    /// - Parameter last: the specifier of a module to load before the program, after all else; `nil` for none.
    static func process(last: String?) -> String {
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
        \(last.map { "await import(\(jsonStringLiteral($0)));" } ?? "")

        """
    }

    /// What the watched program printed, and the errors told; lines without a mark are the engine's own.
    static func read(_ output: String) -> (lines: [Observation.Line], errors: [JSONValue]) {
        var lines: [Observation.Line] = []
        var errors: [JSONValue] = []
        // By bytes: a line break and what stands before it may be one character.
        var texts: [[UInt8]] = []
        var isInLine = false
        for raw in Array(output.utf8).split(separator: lineBreak, omittingEmptySubsequences: false) {
            if raw.first == errorMark {
                if let value = JSONReader.value(of: raw.dropFirst()) { errors.append(value) }
                isInLine = false
                continue
            }
            let indentation = raw.prefix { $0 == UInt8(ascii: " ") }
            let rest = raw[indentation.endIndex...]
            guard rest.first == lineMark, let end = rest.firstIndex(of: textMark) else {
                if isInLine { texts[texts.count - 1] += [lineBreak] + raw }
                continue
            }
            let time = Double(String(decoding: rest[..<end].dropFirst(), as: UTF8.self)) ?? 0
            var text = rest[end...].dropFirst()
            // Behind another mark, and a blank, stands what is no text.
            if text.first == textMark { text = text.dropFirst(2) }
            lines.append(.init(text: "", time: time))
            texts.append(Array(indentation) + text)
            isInLine = true
        }
        // The text ends with a line break, after which nothing stands.
        if isInLine, output.utf8.last == lineBreak, texts[texts.count - 1].last == lineBreak { texts[texts.count - 1].removeLast() }
        for index in lines.indices { lines[index].text = String(decoding: texts[index], as: UTF8.self) }
        return (lines, errors)
    }
}
