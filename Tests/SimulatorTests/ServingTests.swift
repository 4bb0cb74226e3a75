import Hosts
import Programs
import Scenario
import Testing
import Trace

@testable import Simulator

/// Scripts that answer requests, on the host `workers`.
@Suite("Requests and isolates")
struct ServingTests {
    /// Runs a script with requests at these milliseconds.
    private func run(_ script: String, at times: [Int] = [0], host: String = "workers", more: String = "") throws -> Run {
        try Self.program(script, at: times, host: host, more: more).run()
    }

    private static func program(_ script: String, at times: [Int], host: String = "workers", more: String = "") throws -> Program {
        let lines = script.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(separator: "\n")
        let requests = times.map { "  - {at: \($0)ms, url: \"https://a.test/x?n=\($0)\"}" }.joined(separator: "\n")
        let document =
            "host: \(host)\nentry: a\nmodules:\n  a: |\n\(lines)\n" + (times.isEmpty ? "" : "requests:\n\(requests)\n") + more
        return try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "a.yaml", folder: ""))
    }

    private func answers(_ run: Run) -> [String] {
        run.trace.responses.map { "\(($0.time ?? -1) / 1_000_000) \($0.status) \($0.error ?? $0.text)" }
    }

    private func handler(_ body: String) -> String { "export default { async fetch(request, env, ctx) { \(body) } };" }

    // MARK: The global scope

    @Test(
        "What the global scope may not use",
        arguments: [
            "fetch('https://a.test/')", "scheduler.wait(1)", "sleep(1)", "new Promise(done => setTimeout(done, 1))",
            "new Promise(done => setInterval(done, 1))", "crypto.randomUUID()", "crypto.getRandomValues([0])",
            "crypto.subtle.generateKey({ name: 'HMAC' }, false, ['sign'])",
        ])
    func disallowed(operation: String) throws {
        let result = try run("await \(operation);\n" + handler("return new Response('x');"))
        guard case .rejected(let error) = result.trace.outcome else {
            Issue.record("\(result.trace.outcome)")
            return
        }
        #expect(error.hasPrefix("Error: Disallowed operation called within global scope."))
        #expect(result.trace.responses.isEmpty)
        #expect(result.exitStatus == 1)
    }

    @Test("In a handler it is there", arguments: ["scheduler.wait(1)", "sleep(1)", "crypto.randomUUID()"])
    func allowed(operation: String) throws {
        let result = try run(handler("await \(operation); return new Response('x');"))
        #expect(result.trace.outcome == .fulfilled)
        #expect(result.trace.responses.map(\.text) == ["x"])
    }

    @Test("import(), microtasks and work with keys are allowed, and awaited")
    func allowedAtTop() throws {
        let result = try run(
            """
            await import("a").then(() => {}, () => {}), await null;
            """ + "\n" + handler("return new Response('x');"), more: "")
        // A script that awaits its own import waits for itself.
        #expect(result.trace.outcome == .rejected("Error: Top-level await in module is unsettled."))
        let keys = try run(
            "const key = await crypto.subtle.importKey('raw', [1], 'HMAC', true, ['sign']);\n" + handler("return new Response(key.type);"))
        #expect(answers(keys) == ["0 200 secret"])
    }

    @Test("The clock stands at 0, and moves in a request only between tasks")
    func clock() throws {
        let result = try run(
            "const start = [Date.now(), performance.now()];\n"
                + handler(
                    "const a = performance.now(); busy(7); const b = performance.now(); await scheduler.wait(3); "
                        + "return new Response([...start, a, b, performance.now()].join(' '));"), at: [20])
        #expect(answers(result) == ["30 200 0 0 20 20 30"])
    }

    // MARK: Property

    /// The variables, objects and texts that a start of the script leaves.
    private func state(_ program: Program, seed: UInt64) -> (values: [Value], texts: [String], hasChances: Bool) {
        var machine = Machine(program, host: .workers, limits: Limits(), isRecording: false)
        machine.loading.isImmediate = true
        machine.realm.random = SplitMix64(seed: seed)
        machine.expectRequests([])
        machine.runProgram()
        var texts: [String] = []
        for case .string(let text) in machine.graph.cells + machine.heap.slots { texts.append(machine.strings.text(text)) }
        return (machine.graph.cells + machine.heap.slots, texts, !machine.requests.chances.isEmpty)
    }

    /// Whether the values are the same to the bit: a NaN, such as `Number.NaN`, does not equal itself.
    private func areSame(_ first: [Value], _ second: [Value]) -> Bool {
        first.count == second.count
            && zip(first, second).allSatisfy { one, other in
                if case (.number(let one), .number(let other)) = (one, other) { return one.bitPattern == other.bitPattern }
                return one == other
            }
    }

    @Test("Two starts of a scope have the same state, unless the run says that they have not", arguments: 0..<60)
    func sameState(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let statements = [
            "values.push(Date.now());", "values.push(performance.now());", "values.push(new Date(5).toISOString());", "busy(3);",
            "await null;", "queueMicrotask(() => values.push('micro'));", "values.push(new Map([[1, values.length]]));",
            "await crypto.subtle.importKey('raw', [1], 'HMAC', true, ['sign']).then(key => values.push(key));",
            "try { crypto.randomUUID(); } catch (error) { values.push(error.message.length); }",
            "await fetch('https://a.test/').catch(error => values.push(error.name));", "values.push(Math.random());",
        ]
        let chosen = (0..<6).map { _ in statements[Int.random(in: 0..<statements.count, using: &random)] }
        let script = "const values = [];\n" + chosen.joined(separator: "\n") + "\n" + handler("return Response.json(values);")
        let program = try Self.program(script, at: [])
        let (first, second) = (state(program, seed: 1), state(program, seed: 2))
        let isSame = areSame(first.values, second.values) && first.texts == second.texts
        #expect(isSame != chosen.contains { $0.contains("Math.random") }, "\(chosen)")
        #expect(first.hasChances == !isSame, "\(chosen)")
    }

    @Test("A start from a snapshot answers as a start of its own does", arguments: ["on demand", "ahead", "snapshot"])
    func starts(start: String) throws {
        let script =
            "let count = 0; const table = new Map([[1, 'one']]);\n" + handler("count += 1; return new Response(table.get(1) + count);")
        let result = try run(script, at: [10, 20, 30], host: "{name: workers, start: \(start)}", more: "isolates: 2\n")
        #expect(answers(result) == ["10 200 one1", "20 200 one1", "30 200 one2"])
        #expect(result.trace.agents.map(\.name) == (start == "snapshot" ? ["snapshot"] : []) + ["isolate 1", "isolate 2"])
    }

    @Test("The run with events and that without are alike")
    func unrecorded() throws {
        let script = handler("console.log(request.url); await scheduler.wait(5); return new Response('x');")
        let program = try Self.program(script, at: [0, 1, 2], more: "isolates: 2\n")
        let detailed = program.run()
        let plain = program.run(RunOptions(recordsEvents: false, recordsModules: false))
        #expect(plain.trace.console.map { "\($0.time) \($0.text)" } == detailed.trace.console.map { "\($0.time) \($0.text)" })
        #expect(answers(plain) == answers(detailed))
        #expect(plain.trace.outcome == detailed.trace.outcome)
    }

    @Test("Numbers of a trace of two isolates are distinct, and name what is there")
    func merged() throws {
        let script =
            "import 'a';\n"
            + handler("await Promise.all([scheduler.wait(2), fetch('https://a.test/')]).catch(() => {}); return new Response('x');")
        let trace = try run(script, at: [0, 1, 2, 3], more: "isolates: 2\n").trace
        var queued: Set<Int32> = []
        for event in trace.events {
            if case .jobQueued(let number, _, _) = event.kind { #expect(queued.insert(number.rawValue).inserted) }
            if let module = event.module { #expect(trace.modules.indices.contains(Int(module.rawValue))) }
            #expect(trace.agents.indices.contains(event.agent.index))
        }
        #expect(trace.events.map(\.time) == trace.events.map(\.time).sorted())
        #expect(
            trace.modules.map(\.name) == [
                "isolate 1: a", "isolate 2: a", "isolate 1: request 1", "isolate 1: request 3", "isolate 2: request 2",
                "isolate 2: request 4",
            ])
    }

    // MARK: Contexts

    @Test("Requests that come together are open at one time, and a cached value is made by each")
    func cachedValue() throws {
        let script =
            "let value; let made = 0;\n"
            + handler("if (!value) { made += 1; await scheduler.wait(10); value = 'v'; } return new Response(`${made}`);")
        #expect(answers(try run(script, at: [0, 1, 2, 50])) == ["10 200 3", "11 200 3", "12 200 3", "50 200 3"])
        let promise =
            "let value; let made = 0;\n"
            + handler(
                "value ??= (async () => { made += 1; await scheduler.wait(10); return 'v'; })(); await value; return new Response(`${made}`);"
            )
        #expect(answers(try run(promise, at: [0, 1, 2, 50])) == ["10 200 1", "10 200 1", "10 200 1", "50 200 1"])
    }

    @Test("With the answer all ends that the request has begun")
    func canceled() throws {
        let script = handler(
            "setTimeout(() => console.log('never'), 5); if (request.url.endsWith('=1')) ctx.waitUntil(scheduler.wait(8)); return new Response('x');"
        )
        #expect(try run(script, at: [0, 1]).trace.console.map(\.text) == ["never"])
        #expect(try run(script, at: [0]).trace.console.isEmpty)
    }

    @Test("A request that waits for itself is hung at once, also through another one")
    func hung() throws {
        let script =
            "const waits = [];\n"
            + handler(
                "if (request.url.endsWith('=0')) { await new Promise(done => waits.push(done)); } "
                    + "else { waits[0]?.(); await scheduler.wait(1); } return new Response('x');")
        let hung = try run(script, at: [0, 5])
        #expect(hung.trace.responses.map(\.status) == [500, 200])
        #expect(hung.trace.responses[0].time == 0)
        #expect(hung.outcomeDiagnostics.contains { $0.message == "request 1 is never answered" })
        // While it has something to wait for, another request may settle the promise.
        let alive = script.replacing("await new Promise", with: "ctx.waitUntil(scheduler.wait(20)); await new Promise")
        #expect(answers(try run(alive, at: [0, 5])) == ["5 200 x", "6 200 x"])
    }

    @Test("Handlers that answer with something else")
    func wrongAnswers() throws {
        #expect(
            answers(try run(handler("return 'text';")))
                == ["0 500 TypeError: Incorrect type for Promise: the Promise did not resolve to 'Response'."])
        #expect(answers(try run(handler("throw new Error('boom');"))) == ["0 500 Error: boom"])
        #expect(answers(try run("export default { scheduled() {} };")) == ["0 500 Error: Handler does not export a fetch() function."])
        let twice = "const once = new Response('x');\n" + handler("return once;")
        #expect(
            answers(try run(twice, at: [0, 1]))
                == [
                    "0 200 x",
                    "1 500 TypeError: Body has already been used. It can only be used once. Use tee() first if you need to read it twice.",
                ])
    }

    @Test("What a handler is given, and what it may make of it")
    func objects() throws {
        let script = handler(
            "const url = new URL(request.url); const body = request.method === 'POST' ? await request.json() : {}; "
                + "return Response.json({ path: url.pathname, n: url.searchParams.get('n'), host: url.host, own: request.headers.get('X-Own'), "
                + "name: env.NAME, list: env.LIST, body, put: await env.KV.put('k', 'v2'), got: await env.KV.get('k'), none: await env.KV.get('z') });"
        )
        let bindings = "bindings: {NAME: shop, LIST: {json: [1, 2]}, KV: {store: {k: v}, after: 2ms}}\n"
        let document = try Self.program(
            script, at: [],
            more:
                "requests: [{url: \"https://a.test:8080/x/../y?n=1\", method: POST, headers: {x-own: yes}, body: '{\"b\":1}'}]\n" + bindings
        )
        let run = document.run()
        #expect(
            run.trace.responses.map(\.text) == [
                #"{"path":"/y","n":"1","host":"a.test:8080","own":"yes","name":"shop","list":[1,2],"body":{"b":1},"got":"v2","none":null}"#
            ])
        #expect(run.trace.responses.map(\.time) == [6_000_000])
    }

    @Test("Isolates share the steps of the run")
    func limits() throws {
        let script = "for (let i = 0; i < 30_000; i++);\n" + handler("return new Response('x');")
        let run = try run(script, at: [0, 1, 2], more: "isolates: 3\nlimits: {steps: 50000}\n")
        guard case .blocked = run.trace.outcome else {
            Issue.record("\(run.trace.outcome)")
            return
        }
        #expect(answers(run) == ["0 200 x"])
    }

    @Test("A turn looks at the requests that it changed, and at none of the others")
    func touched() {
        var contexts = RequestContexts()
        contexts.records = (0..<10_000).map {
            RequestRecord(number: $0, arrival: 0, response: TraceResponse(url: "https://a.test/", arrival: 0))
        }
        #expect(contexts.takeTouched().isEmpty)
        contexts.enter(7)
        contexts.wait(7, forPromise: 3, of: 9_000)
        contexts[21].state = .open
        #expect(contexts.takeTouched() == [7, 21])
        #expect(contexts.takeTouched().isEmpty)
        // Who waits for one that ends is looked at again.
        #expect(contexts.end(9_000).isEmpty)
        #expect(contexts.takeTouched() == [7, 9_000])
        #expect(contexts.takeActive() == [7])
        #expect(contexts.takeActive().isEmpty)
    }
}
