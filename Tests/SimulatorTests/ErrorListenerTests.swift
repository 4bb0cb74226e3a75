import TestSupport
import Testing

@testable import Simulator

/// What a program's own listeners are told of errors that nothing catches, and what comes of it, as Node.js 20.20.2 and 24.19.0, Deno 2.9.8 and
/// Bun 1.4.4 print it.
struct ErrorListenerTests {
    struct Case: CustomTestStringConvertible {
        var name: String
        var code: String
        /// What each host prints, lines parted by a bar, and its status.
        var printed: [(host: String, lines: String, status: Int32)]

        var testDescription: String { name }

        init(_ name: String, _ code: String, _ printed: [(host: String, lines: String, status: Int32)]) {
            self.name = name
            self.code = code
            self.printed = printed
        }
    }

    private static let nodes = ["node", "node@20"]

    private static let all = nodes + ["deno", "bun"]

    private static func on(
        _ hosts: [String], _ lines: String, _ status: Int32
    ) -> [(host: String, lines: String, status: Int32)] {
        hosts.map { ($0, lines, status) }
    }

    private static let caught = "process.on('uncaughtException', (e, from) => console.log('caught', e.message, from));\n"
    private static let heard = "process.on('unhandledRejection', (e) => console.log('heard', e.message));\n"
    private static let exit = "process.on('exit', (code) => console.log('exit', code));\n"

    static let errors = [
        Case(
            "In a timer: on Node the next one of its list comes before the microtasks",
            caught
                + """
                for (let i = 0; i < 4; i++) setTimeout(() => {
                  console.log('t' + i);
                  queueMicrotask(() => console.log('m' + i));
                  if (i == 1) throw new Error('one');
                }, 20);
                """,
            on(nodes, "t0|m0|t1|caught one uncaughtException|t2|m1|m2|t3|m3", 0)
                + on(["deno", "bun"], "t0|m0|t1|caught one uncaughtException|m1|t2|m2|t3|m3", 0)),
        Case(
            "In an immediate: on Node and Bun the next one comes before the microtasks",
            caught
                + """
                setTimeout(() => {
                  setImmediate(() => {
                    console.log('i1');
                    Promise.resolve().then(() => console.log('m1'));
                    process.nextTick(() => console.log('n1'));
                    throw new Error('one');
                  });
                  setImmediate(() => console.log('i2'));
                  setImmediate(() => console.log('i3'));
                }, 20);
                """,
            on(nodes + ["bun"], "i1|caught one uncaughtException|i2|n1|m1|i3", 0)
                + on(["deno"], "i1|caught one uncaughtException|n1|m1|i2|i3", 0)),
        Case(
            "In a tick: on Node the next timer comes before the other ticks",
            caught
                + """
                setTimeout(() => {
                  process.nextTick(() => { console.log('n1'); throw new Error('tick'); });
                  process.nextTick(() => console.log('n2'));
                  Promise.resolve().then(() => console.log('m1'));
                  setImmediate(() => console.log('imm'));
                }, 20);
                setTimeout(() => console.log('t'), 20);
                """,
            on(nodes, "n1|caught tick uncaughtException|t|n2|m1|imm", 0)
                + on(["deno", "bun"], "n1|caught tick uncaughtException|n2|m1|t|imm", 0)),
        Case(
            "In an interval, which goes on",
            caught
                + """
                let n = 0;
                const i = setInterval(() => { if (++n == 2) clearInterval(i); throw new Error('n' + n); }, 10);
                """,
            on(all, "caught n1 uncaughtException|caught n2 uncaughtException", 0)),
        Case(
            "In queueMicrotask",
            caught + "queueMicrotask(() => { throw new Error('micro'); });\nqueueMicrotask(() => console.log('next'));",
            on(all, "caught micro uncaughtException|next", 0)),
        Case(
            "In a listener of an EventTarget",
            caught
                + """
                const target = new EventTarget();
                target.addEventListener('x', () => { throw new Error('bad'); });
                target.dispatchEvent(new Event('x'));
                console.log('dispatched');
                """,
            on(nodes, "dispatched|caught bad uncaughtException", 0)
                + on(["deno", "bun"], "caught bad uncaughtException|dispatched", 0)),
        Case(
            "Once: the second error ends the process",
            "process.once('uncaughtException', (e) => console.log('caught', e.message));\n" + exit
                + "setTimeout(() => { throw new Error('one'); }, 1);\nsetTimeout(() => { throw new Error('two'); }, 5);",
            on(nodes + ["bun"], "caught one|exit 1", 1) + on(["deno"], "caught one", 1)),
        Case(
            "The listener throws",
            exit + "process.on('uncaughtException', (e) => { console.log('caught', e.message); throw new Error('again'); });\n"
                + "setTimeout(() => { throw new Error('one'); }, 1);\nsetTimeout(() => console.log('never'), 5);",
            on(nodes, "caught one", 7) + on(["deno"], "caught one", 1) + on(["bun"], "caught one|exit 7", 7)),
        Case(
            "What listeners of exit find in process.exitCode",
            "process.exitCode = 3;\nprocess.on('exit', (code) => console.log(code, process.exitCode));\n"
                + "setTimeout(() => { throw new Error('one'); }, 1);",
            on(nodes + ["bun"], "1 1", 1)),
        Case(
            "The listener ends the process",
            exit + "process.on('uncaughtException', (e) => { console.log('caught', e.message); process.exit(7); });\n"
                + "setTimeout(() => { throw new Error('one'); }, 1);",
            on(all, "caught one|exit 7", 7)),
        Case(
            "A monitor sees and does not help",
            exit + "process.on('uncaughtExceptionMonitor', (e, from) => console.log('seen', e.message, from));\n"
                + "setTimeout(() => { throw new Error('one'); }, 1);",
            on(nodes + ["bun"], "seen one uncaughtException|exit 1", 1) + on(["deno"], "seen one uncaughtException", 1)),
        Case(
            "A callback that captures goes before listeners",
            caught
                + """
                process.setUncaughtExceptionCaptureCallback((e) => console.log('captured', e.message));
                console.log(process.hasUncaughtExceptionCaptureCallback());
                setTimeout(() => { throw new Error('one'); }, 1);
                setTimeout(() => { process.setUncaughtExceptionCaptureCallback(null); throw new Error('two'); }, 5);
                """,
            on(all, "true|captured one|caught two uncaughtException", 0)),
    ]

    static let rejections = [
        Case(
            "Told, and handled later",
            "process.on('unhandledRejection', (e, p) => console.log('heard', e.message, p instanceof Promise));\n" + exit
                + """
                process.on('rejectionHandled', () => console.log('handled'));
                const p = Promise.reject(new Error('one'));
                setTimeout(() => { console.log('t'); p.catch(() => console.log('catch')); }, 20);
                """,
            on(all, "heard one true|t|catch|handled|exit 0", 0)),
        Case(
            "What listeners leave to do comes before rejections of their own",
            """
            process.on('unhandledRejection', (e) => {
              console.log('heard', e.message);
              queueMicrotask(() => console.log('micro', e.message));
              process.nextTick(() => console.log('tick', e.message));
              if (e.message == 'one') Promise.reject(new Error('nested'));
            });
            Promise.reject(new Error('one'));
            """,
            on(nodes, "heard one|tick one|micro one|heard nested|tick nested|micro nested", 0)),
        Case(
            "Without a listener of its own it is an uncaught exception, but on Bun", caught + "Promise.reject(new Error('one'));",
            on(nodes + ["deno"], "caught one unhandledRejection", 0) + on(["bun"], "", 1)),
        Case(
            "What is no error comes in one",
            "process.on('uncaughtException', (e) => console.log(e.name, e.code, e.message.slice(e.message.indexOf('with the reason'))));\n"
                + "Promise.reject(5);\nPromise.reject({});",
            on(
                nodes,
                "UnhandledPromiseRejection ERR_UNHANDLED_REJECTION with the reason \"5\"."
                    + "|UnhandledPromiseRejection ERR_UNHANDLED_REJECTION with the reason \"#<Object>\".", 0)
                + on(
                    ["deno"],
                    "UnhandledPromiseRejection ERR_UNHANDLED_REJECTION with the reason \"5\"."
                        + "|UnhandledPromiseRejection ERR_UNHANDLED_REJECTION with the reason \"[object Object]\".", 0)),
        Case(
            "A listener throws: on Node the others are forgotten",
            "process.on('unhandledRejection', (e) => { console.log('heard', e.message); throw new Error('again ' + e.message); });\n"
                + caught + "Promise.reject(new Error('one'));\nPromise.reject(new Error('two'));\nsetTimeout(() => console.log('t'), 5);",
            on(nodes, "heard one|caught again one uncaughtException|t", 0) + on(["deno"], "heard one", 1)
                + on(
                    ["bun"], "heard one|caught again one uncaughtException|heard two|caught again two uncaughtException|t", 0)),
    ]

    static let entries = [
        Case(
            "A listener of uncaughtException keeps the process",
            caught + exit + "setTimeout(() => console.log('t'), 20);\nawait null;\nthrow new Error('entry');",
            on(all, "caught entry unhandledRejection|t|exit 0", 0)),
        Case(
            "A listener of unhandledRejection does so on Deno alone",
            heard + exit + "setTimeout(() => console.log('t'), 20);\nawait null;\nthrow new Error('entry');",
            on(nodes + ["bun"], "exit 1", 1) + on(["deno"], "heard entry|t|exit 0", 0)),
        Case(
            "With a status of its own",
            "process.on('uncaughtException', () => { process.exitCode = 4; });\n" + exit + "throw new Error('entry');",
            on(all, "exit 4", 4)),
    ]

    static let ofDeno = [
        Case(
            "The global object is told",
            """
            for (const type of ['load', 'beforeunload', 'unload', 'error', 'unhandledrejection', 'rejectionhandled']) {
              addEventListener(type, (event) => {
                if (type != 'beforeunload') event.preventDefault();
                console.log(type, event.constructor.name, event.cancelable);
              });
            }
            const p = Promise.reject(new Error('x'));
            setTimeout(() => p.catch(() => {}), 50);
            await new Promise((resolve) => setTimeout(resolve, 20));
            console.log('after await');
            setTimeout(() => { throw new Error('y'); }, 5);
            """,
            [
                (
                    "deno",
                    "unhandledrejection PromiseRejectionEvent true|after await|load Event false|error ErrorEvent true"
                        + "|rejectionhandled PromiseRejectionEvent false|beforeunload Event true|unload Event false", 0
                )
            ])
    ]

    @Test(arguments: errors + rejections + entries + ofDeno)
    func asHosts(_ example: Case) throws {
        for (host, lines, status) in example.printed {
            let run = try Modules([("main.mjs", example.code)]).run(host)
            #expect(run.trace.console.map(\.text).joined(separator: "|") == lines, "\(host)")
            #expect(run.exitStatus == status, "\(host)")
        }
    }

    /// What a listener took on the host does not tell; that the entry failed the run says all the same.
    @Test(arguments: ["node", "node@20", "deno", "bun"])
    func nothingIsTold(host: String) throws {
        let code = Self.caught + "setTimeout(() => { throw new Error('one'); }, 1);\nthrow new Error('entry');"
        let run = try Modules([("main.mjs", code)]).run(host)
        #expect(run.hostMessages.isEmpty)
        #expect(run.trace.outcome == .rejected("Error: entry"))
        #expect(run.exitStatus == 0)
        #expect(run.outcomeDiagnostics.map(\.severity) == [.warning])
        #expect(
            run.outcomeDiagnostics.first?.suggestion
                == "the program's own listener took it on, so the process went on and ended with 0")
    }

    /// In a thread the listeners of the thread are asked, and the parent is told only of what they leave.
    @Test(arguments: ["node", "node@20", "deno"])
    func inAThread(host: String) throws {
        let code = """
            import { Worker, isMainThread, parentPort } from 'node:worker_threads';
            if (isMainThread) {
              const worker = new Worker(new URL(import.meta.url));
              for (const type of ['message', 'error', 'exit']) worker.on(type, (value) => console.log(type, value?.message ?? value));
            } else {
              process.once('uncaughtException', (e) => parentPort.postMessage('caught ' + e.message));
              setTimeout(() => { throw new Error('one'); }, 5);
              setTimeout(() => { throw new Error('two'); }, 50);
            }
            """
        #expect(try Modules([("main.mjs", code)]).lines(host) == ["message caught one", "error two", "exit 1"])
    }
}
