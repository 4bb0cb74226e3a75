import Export
import Text

/// The JavaScript that watches a program in an engine: it marks each console line with its time, and tells of errors.
enum Observer {
    /// Stands before the time, and between the time and the text.
    static let lineMark: UInt8 = 0x1E
    static let textMark: UInt8 = 0x1F
    /// Stands before an error that nothing caught, or who ends the process, as JSON.
    static let reportMark: UInt8 = 0x1D
    /// Stands after the time of what begins with no text, which is printed after a blank.
    private static let valueMark = UInt8(ascii: "v")
    private static let lineBreak = UInt8(ascii: "\n")

    /// For an engine that runs a program's files in a process; it is loaded before the program.
    ///
    /// - Parameters:
    ///   - token: letters and digits that the program does not print, which tell the observer's marks from its own.
    ///   - last: the specifier of a module to load before the program, after all else; `nil` for none.
    ///   - mayReachProcesses: whether the program may send signals to other processes, which no permission of Node.js is about.
    static func process(token: String, last: String?, mayReachProcesses: Bool) -> String {
        """
        const clock = globalThis.performance;
        const write = console.log.bind(console);
        // The program may take away or replace what it finds, so all that is needed later is taken now.
        const { stringify } = JSON, { getOwnPropertyDescriptor, getPrototypeOf } = Object;
        let begin = clock.now(), begun = false;
        globalThis[Symbol.for("tla-sim.begin")] = () => { begin = clock.now(); begun = true; };
        for (const method of ["log", "info", "debug", "warn", "error", "trace"]) {
          console[method] = (...values) => {
            const mark = `\\u001e\(token);${(clock.now() - begin).toFixed(3)}`;
            // A text that comes first may hold %s; anything else is printed after a blank.
            if (typeof values[0] === "string") write(`${mark}\\u001f${values[0]}`, ...values.slice(1));
            else write(`${mark}v\\u001f`, ...values);
          };
        }
        console.dir = (value) => { write(`\\u001e\(token);${(clock.now() - begin).toFixed(3)}\\u001f%O`, value); };
        // In Bun an await of one of its own modules changes the order of what follows.
        if (globalThis.process?.on && !globalThis.Deno && !globalThis.Bun) {
          const { writeSync } = await import("node:fs");
          const { inspect, types: { isNativeError } } = await import("node:util");
          // A property that is a string, without running getters.
          const read = (object, key) => {
            for (; object !== null; object = getPrototypeOf(object)) {
              const own = getOwnPropertyDescriptor(object, key);
              if (own) return typeof own.value === "string" ? own.value : undefined;
            }
          };
          // As a run of the simulator tells of what was thrown.
          const told = (error) => {
            if (typeof error === "string") return { text: error, code: "" };
            if (!isNativeError(error)) return { text: inspect(error), code: "" };
            const name = read(error, "name") ?? "Error", message = read(error, "message") ?? "", code = read(error, "code") ?? "";
            // Node.js itself puts the code into the stack of its own errors, and nowhere else.
            const head = `${name} [${code}]`;
            const kind = code && `${error.stack}`.startsWith(head) ? head : name;
            return { text: kind && message ? `${kind}: ${message}` : kind || message, code };
          };
          process.on("uncaughtExceptionMonitor", (error) => {
            let known = { text: "error", code: "" };
            try { known = told(error); } catch {}
            writeSync(1, `\\u001d\(token);${stringify({ ...known, begun })}\\n`);
          });
          // Who ends the process: the program itself, or Node.js, which up to 22 has a listener of its own until the entry settles.
          const tell = (end) => writeSync(1, `\\u001d\(token);${stringify({ end })}\\n`);
          \(mayReachProcesses ? "" : Self.withoutReach)
          \(mayReachProcesses ? "" : "for (const name of [\"kill\", \"_kill\", \"_debugProcess\"]) delete process[name];")
          const leave = process.reallyExit;
          process.reallyExit = (...status) => { tell("exit"); leave.apply(process, status); };
          process.on("exit", () => {
            if (process.listeners("exit").some(({ name }) => name === "handleProcessExit")) tell("unsettled");
          });
        }
        \(last.map { "await import(\(jsonStringLiteral($0)));" } ?? "")

        """
    }

    /// V8's own flags make it write files wherever they say, and any process of the user can be made less urgent: neither asks for a permission.
    private static let withoutReach = """
        for (const [module, names] of [["v8", ["setFlagsFromString", "startupSnapshot"]], ["os", ["setPriority"]]]) {
            const library = process.getBuiltinModule?.(module) ?? (await import("node:" + module)).default;
            for (const name of names) delete library[name];
          }
          (await import("node:module")).syncBuiltinESMExports();
        """

    /// What the watched program printed, and what else was told; lines without a mark are the engine's own.
    static func read(_ output: String, token: String) -> (lines: [Observation.Line], reports: [JSONValue]) {
        var lines: [Observation.Line] = []
        var reports: [JSONValue] = []
        // By bytes: a line break and what stands before it may be one character.
        var texts: [[UInt8]] = []
        var isInLine = false
        let lineStart = [lineMark] + "\(token);".utf8, reportStart = [reportMark] + "\(token);".utf8
        for raw in Array(output.utf8).split(separator: lineBreak, omittingEmptySubsequences: false) {
            if raw.starts(with: reportStart) {
                if let value = JSONReader.value(of: raw.dropFirst(reportStart.count)) { reports.append(value) }
                isInLine = false
                continue
            }
            let indentation = raw.prefix { $0 == UInt8(ascii: " ") }
            let rest = raw[indentation.endIndex...]
            guard rest.starts(with: lineStart), let end = rest.firstIndex(of: textMark) else {
                if isInLine { texts[texts.count - 1] += [lineBreak] + raw }
                continue
            }
            var head = rest[..<end].dropFirst(lineStart.count)
            var text = rest[end...].dropFirst()
            if head.last == valueMark {
                head.removeLast()
                text = text.dropFirst()
            }
            let time = Double(String(decoding: head, as: UTF8.self)) ?? 0
            lines.append(.init(text: "", time: time))
            texts.append(Array(indentation) + text)
            isInLine = true
        }
        // The text ends with a line break, after which nothing stands.
        if isInLine, output.utf8.last == lineBreak, texts[texts.count - 1].last == lineBreak { texts[texts.count - 1].removeLast() }
        for index in lines.indices { lines[index].text = String(decoding: texts[index], as: UTF8.self) }
        return (lines, reports)
    }
}
