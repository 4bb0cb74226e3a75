import Hosts
import Programs
import Scenario
import Testing
import Trace

@testable import Simulator

/// Several agents on one virtual clock.
@Suite("Agents")
struct AgentTests {
    private func run(_ main: String, _ worker: String, host: String = "node", limits: String = "{}", recordsEvents: Bool = true) throws
        -> Run
    {
        func indented(_ text: String) -> String {
            text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(separator: "\n")
        }
        let head = "import { Worker } from 'node:worker_threads';\nconst worker = new Worker(new URL('./worker.mjs', import.meta.url));\n"
        let document =
            "host: \(host)\nlimits: \(limits)\nentry: main.mjs\nmodules:\n  main.mjs: |\n\(indented(head + main))\n  worker.mjs: |\n"
            + indented("import { parentPort } from 'node:worker_threads';\n" + worker) + "\n"
        let program = try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "a.yaml", folder: ""))
        return program.run(RunOptions(recordsEvents: recordsEvents))
    }

    private func lines(_ run: Run) -> [String] { run.trace.console.map(\.text) }

    @Test("A message is a copy, with what it shares and its cycles")
    func copies() throws {
        let result = try run(
            """
            const list = [1, , 'x'];
            const value = { list, again: list, map: new Map([[list, new Set([null, undefined])]]), when: new Date(5), error: new RangeError('r'), deep: { a: { b: true } } };
            value.self = value;
            worker.on('message', text => console.log(text));
            worker.postMessage(value);
            list.push('later');
            """,
            """
            parentPort.on('message', value => {
              const [key, set] = [...value.map][0];
              parentPort.postMessage([value.self === value, value.again === value.list, key === value.list, value.list.length, 1 in value.list,
                [...set].length, value.when.getTime(), value.error instanceof RangeError, value.error.message, value.deep.a.b].join(' '));
              parentPort.close();
            });
            """)
        #expect(lines(result) == ["true true true 3 false 2 5 true r true"])
        #expect(result.trace.outcome == .fulfilled)
    }

    @Test("An error keeps its cause")
    func causes() throws {
        let result = try run(
            "worker.on('message', error => console.log(error.message, error.cause.reason, error.cause.inner.message, 'cause' in error.cause.inner));",
            "parentPort.postMessage(new Error('outer', { cause: { reason: 7, inner: new TypeError('inner') } }));")
        #expect(lines(result) == ["outer 7 inner false"])
    }

    private static let progress =
        "parentPort.postMessage('a'); busy(200); console.log('w b'); parentPort.postMessage('b'); busy(200); parentPort.postMessage('c'); busy(200); console.log('w d');"

    /// What Node.js 20 and 24, Deno and Bun do, with their own times.
    @Test("A thread runs while its parent is busy, and what it posts comes at once")
    func sideBySide() throws {
        let result = try run(
            "worker.on('message', m => console.log(m)); busy(300); console.log('main'); setTimeout(() => worker.terminate(), 150);",
            Self.progress)
        #expect(result.trace.console.map { "\($0.text) \($0.time / 1_000_000)" } == ["w b 200", "main 300", "a 300", "b 300", "c 400"])
        let events = result.trace.events
        #expect(zip(events, events.dropFirst()).allSatisfy { $0.time <= $1.time })
        let sent = events.compactMap { event -> Int64? in
            if case .messageSent(_, let to) = event.kind, event.agent.index == 1, to.index == 0 { event.time / 1_000_000 } else { nil }
        }
        #expect(sent == [0, 200, 400])
        #expect(events.last { $0.kind == .agentEnded }.map { $0.time / 1_000_000 } == 450)
        #expect(result.trace.end == 450_000_000)
    }

    /// As Node.js 20 and 24 and Bun have it; on Deno the code that runs goes on, and nothing comes behind it.
    @Test("A thread without an end ends when it is terminated", arguments: ["node", "bun", "deno"])
    func terminated(host: String) throws {
        let endless = try run(
            "worker.on('message', n => { console.log(n); if (n === 3) worker.terminate().then(() => console.log('ended')); });",
            "let i = 0; while (true) { busy(100); parentPort.postMessage(++i); }", host: host, limits: "{steps: 100000}",
            recordsEvents: false)
        #expect(lines(endless) == ["1", "2", "3", "ended"])
        #expect(endless.trace.outcome == .fulfilled)
        let busy = try run(
            "worker.on('message', m => { console.log(m); worker.terminate(); });",
            "parentPort.postMessage('m'); busy(300); console.log('goes on'); parentPort.postMessage('lost'); setTimeout(() => console.log('never'), 0);",
            host: host)
        #expect(lines(busy) == (host == "deno" ? ["m", "goes on"] : ["m"]))
    }

    /// It takes no virtual time, so that it would never be ahead of the others.
    @Test("A loop that takes no time holds up nobody who would end it", arguments: ["node", "bun"])
    func loops(host: String) throws {
        let loop = "while (true);"
        let limits = "{steps: 100000}"
        let ended = try run("setTimeout(() => worker.terminate().then(() => console.log('ended')), 50);", loop, host: host, limits: limits)
        #expect(lines(ended) == ["ended"] && ended.trace.outcome == .fulfilled && ended.exitStatus == 0)
        // The record has it run until then.
        let stretches = ended.trace.events.compactMap { event in
            if case .busy(let time) = event.kind, event.agent == AgentIndex(1) { [event.time, time] } else { nil }
        }
        #expect(stretches == [[50_000_000, 50_000_000]])
        #expect(!ended.trace.events.contains { if case .blocked = $0.kind { true } else { false } })
        let left = try run("setTimeout(() => process.exit(3), 50);", loop, host: host, limits: limits)
        #expect(left.exitStatus == 3)
        let unnoticed = try run("worker.unref();", loop, host: host, limits: limits)
        #expect(unnoticed.trace.outcome == .fulfilled && unnoticed.exitStatus == 0)
        // Several of them leave enough to those who end them.
        let pool = try run(
            """
            const more = [1, 2, 3].map(() => new Worker(new URL('./worker.mjs', import.meta.url)));
            setTimeout(() => { for (const thread of [worker, ...more]) thread.terminate(); }, 50);
            """, loop, host: host, limits: "{steps: 1000000}")
        #expect(pool.trace.outcome == .fulfilled && pool.exitStatus == 0)
    }

    @Test("A loop that nobody ends is what is told, whatever the program goes on with", arguments: ["", "setInterval(() => {}, 50);"])
    func endless(main: String) throws {
        let run = try run(main, "while (true);", limits: "{steps: 100000}")
        #expect(run.exitStatus == 14)
        #expect(run.outcomeDiagnostics.first?.location?.line == 11)
    }

    @Test("A port that a thread would have sent away later is closed with it")
    func portsUnderway() throws {
        let result = try run(
            """
            const { port1, port2 } = new MessageChannel();
            port1.on('message', m => console.log(m)).on('close', () => console.log('closed'));
            worker.on('message', () => worker.terminate());
            worker.postMessage(port2, [port2]);
            """,
            "parentPort.once('message', port => { parentPort.postMessage('here'); busy(300); parentPort.postMessage(port, [port]); });")
        #expect(lines(result) == ["closed"])
        #expect(result.trace.outcome == .fulfilled)
    }

    @Test("What threads do while the program is told of its end is seen, and nothing behind it")
    func busyEnd() throws {
        let result = try run(
            "process.on('exit', () => { busy(250); console.log('exit'); }); worker.once('message', () => process.exit(0));", Self.progress)
        #expect(lines(result) == ["w b", "exit"])
    }

    @Test("What a thread does behind the end of the program nobody sees")
    func exitOfProgram() throws {
        let result = try run("worker.on('message', m => { console.log(m); if (m === 'b') process.exit(3); });", Self.progress)
        #expect(lines(result) == ["a", "w b", "b"])
        #expect(result.trace.end == 200_000_000)
        let others = try run("busy(250); process.exit(3);", Self.progress)
        #expect(lines(others) == ["w b"])
    }

    /// What Node.js 20 and 24 and Bun print.
    @Test("A program with threads is told of its end once, and what it writes in pieces are lines", arguments: ["node", "node@20", "bun"])
    func ends(host: String) throws {
        let result = try run(
            """
            process.on('exit', code => console.log('exit', code));
            let count = 0;
            process.on('beforeExit', code => {
              console.log('beforeExit', code);
              if (count++ < 1) setTimeout(() => console.log('more'), 5);
            });
            worker.on('message', text => console.log(text));
            worker.on('exit', code => console.log('worker', code));
            process.stdout.write('be');
            process.stdout.write('gun\\ntail');
            """,
            """
            process.on('exit', code => parentPort.postMessage('exit of the worker ' + code));
            process.on('beforeExit', code => parentPort.postMessage('beforeExit of the worker ' + code));
            parentPort.postMessage('hello');
            """, host: host)
        #expect(
            lines(result) == [
                "begun", "tailhello", "beforeExit of the worker 0", "exit of the worker 0", "worker 0", "beforeExit 0", "more",
                "beforeExit 0",
                "exit 0",
            ])
    }

    @Test("A value that cannot be cloned throws where it is sent")
    func refused() throws {
        let result = try run("try { worker.postMessage(() => {}); } catch (error) { console.log(error.name); }\nworker.unref();", "")
        #expect(lines(result) == ["DataCloneError"])
    }

    @Test("Of one time the agent that was begun first goes first, and clocks are one")
    func order() throws {
        let result = try run(
            """
            worker.on('message', text => console.log(text, performance.now()));
            for (const at of [10, 20]) setTimeout(() => console.log('main', performance.now()), at);
            """,
            """
            for (const at of [5, 10, 20]) setTimeout(() => parentPort.postMessage('worker'), at);
            busy(3);
            """)
        // The worker's timers count from where it set them, and fire when it is no longer busy.
        #expect(lines(result) == ["worker 5", "main 10", "worker 10", "main 20", "worker 20"])
    }

    @Test("What is busy in one agent does not hold up another")
    func parallel() throws {
        let result = try run(
            "setTimeout(() => console.log('main'), 10);\nworker.on('exit', () => console.log('end', performance.now()));", "busy(50);")
        #expect(lines(result) == ["main", "end 50"])
        #expect(result.trace.console.map(\.time) == [10_000_000, 50_000_000])
    }

    @Test("The trace has the agents, and each event says whose it is")
    func trace() throws {
        let trace = try run("worker.on('message', () => console.log('done'));", "parentPort.postMessage(1);").trace
        #expect(trace.agents.map(\.name) == ["main", "worker 1"])
        #expect(trace.agents.map(\.kind) == [.main, .thread])
        #expect(trace.modules.contains { $0.name == "worker 1: worker.mjs" && $0.agent == AgentIndex(1) })
        #expect(trace.events.map(\.time) == trace.events.map(\.time).sorted())
        var queued: Set<Int32> = []
        var kinds: [String] = []
        for event in trace.events {
            if case .jobQueued(let number, _, _) = event.kind { #expect(queued.insert(number.rawValue).inserted) }
            if let module = event.module { #expect(trace.modules[Int(module.rawValue)].agent == event.agent) }
            if ["agentStarted", "messageSent", "messageReceived", "agentEnded"].contains(event.kind.name) { kinds.append(event.kind.name) }
        }
        #expect(
            kinds == ["agentStarted", "messageSent", "agentEnded", "messageReceived"]
                || kinds == ["agentStarted", "messageSent", "messageReceived", "agentEnded"])
    }

    @Test("A run without events prints the same", arguments: ["node", "node@20", "deno", "bun"])
    func unrecorded(host: String) throws {
        let main =
            "worker.on('message', text => console.log(text));\nworker.on('exit', code => console.log('exit', code));\nworker.postMessage(1);"
        let worker = "parentPort.once('message', value => parentPort.postMessage(value + 1));"
        let (recorded, plain) = (try run(main, worker, host: host), try run(main, worker, host: host, recordsEvents: false))
        #expect(lines(recorded) == ["2", "exit 0"])
        // The turns and jobs have the same numbers too.
        #expect(plain.trace.console == recorded.trace.console)
    }

    @Test("A run has so many workers and no more")
    func limit() throws {
        let result = try run(
            "try { for (;;) new Worker(new URL('./worker.mjs', import.meta.url)); } catch (error) { console.log(error.message); }", "")
        #expect(lines(result) == ["a run of tla-sim has at most 64 workers"])
        #expect(result.trace.agents.count == 65)
    }

    @Test("Agents have one limit of steps together, one of the heap, and one of what is printed")
    func limits() throws {
        let more = "for (let i = 0; i < 4; i++) new Worker(new URL('./worker.mjs', import.meta.url));"
        let endless = try run(more, "for (;;);", limits: "{steps: 500000}")
        #expect(endless.trace.outcome == .blocked("no end after 500000 steps at a.yaml:11:13"))
        #expect(endless.exitStatus == 14 && endless.outcomeDiagnostics.first?.location?.line == 11)
        // Each keeps, or prints, a third of what is allowed.
        let kept = try run(
            more, "globalThis.kept = new Uint8Array(3_000_000).fill(1); parentPort.on('message', () => {});", limits: "{heap: 10MB}")
        #expect(kept.exitStatus == 14 && "\(kept.trace.outcome)".contains("more than 10MB of objects and texts at a.yaml:11:"))
        let printed = try run(more, "console.log('x'.repeat(3_000_000));", limits: "{output: 10MB}")
        #expect(printed.exitStatus == 14 && "\(printed.trace.outcome)".contains("more than 10MB of output at a.yaml:11:"))
        // What the others have taken is told to nobody who has enough.
        let enough = try run(more, "for (let i = 0; i < 1000; i++); console.log('done');", limits: "{steps: 500000, heap: 100MB}")
        #expect(enough.trace.outcome == .fulfilled && lines(enough) == Array(repeating: "done", count: 5))
    }

    @Test("A run with one agent has none of this")
    func alone() throws {
        let document = "host: node\nentry: a\nmodules:\n  a: console.log(1);\n"
        let trace = try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "a.yaml", folder: "")).run().trace
        #expect(trace.agents.isEmpty && trace.modules.map(\.agent) == [nil] && !trace.jsonText.contains("\"agent"))
    }
}
