import Foundation
import Testing
import Trace

@Suite("The trace as JSON")
struct JSONTests {
    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test("Of a service, the JSON says what keeps it alive and where its start-up ends, and the text says it in a line")
    func service() throws {
        var run = TraceBuilder("One", modules: ["a"], entry: "a")
        run.add("a", .started(wokenBy: nil))
        run.trace.outcome = .running("setInterval at a:1:1 keeps it alive")
        run.trace.duration = 200_000_000
        run.trace.startUpEnd = 300_000_000
        run.trace.end = 60_200_000_000
        let json = try object(run.trace.jsonText)
        #expect(json["outcome"] as? String == "running" && json["detail"] as? String == "setInterval at a:1:1 keeps it alive")
        #expect(json["startUpEndNanoseconds"] as? Int == 300_000_000 && json["endNanoseconds"] as? Int == 60_200_000_000)
        let words = "running: fulfilled after 200 ms, and goes on at 60200 ms: setInterval at a:1:1 keeps it alive\n"
        #expect(run.trace.text().contains(words))
    }

    @Test("A small trace, byte for byte")
    func golden() {
        var run = TraceBuilder("One", modules: ["a"], entry: "a")
        run.add("a", .started(wokenBy: nil))
        run.log("a", "A")
        run.trace.outcome = .fulfilled
        #expect(
            run.trace.jsonText == """
                {"format":"tla-sim-trace","version":1,"title":"One","about":"","host":"spec","entries":["a"],
                "outcome":"fulfilled","detail":null,"durationNanoseconds":0,"endNanoseconds":0,
                "modules":[
                {"name":"a","kind":"source","hasTLA":false,"requests":[],"cycleRoot":null,"status":"new",\
                "pendingAsyncDependencies":null,"error":null}
                ],
                "console":[
                {"timeNanoseconds":0,"turn":0,"job":0,"module":"a","method":"log","stream":"out","text":"A"}
                ],
                "events":[
                {"timeNanoseconds":0,"turn":0,"job":0,"module":"a","kind":"started","wokenBy":null,\
                "clause":"ExecuteModule","anchor":"sec-source-text-module-record-execute-module"},
                {"timeNanoseconds":0,"turn":0,"job":0,"module":"a","kind":"console","line":0}
                ]}

                """)
    }

    @Test("The critical path has whose doing each stretch was, its share, and which await it stood at")
    func criticalPath() throws {
        var run = TraceBuilder("One", modules: ["a"], entry: "a")
        run.add("a", .suspended(position: Position(line: 3, column: 5), expression: TextIndex(rawValue: 0)))
        run.trace.texts = ["sleep(3)"]
        run.trace.outcome = .fulfilled
        let path = [
            CriticalStretch(module: nil, activity: .loads, from: 0, to: 1_000_000, firstEvent: 0, lastEvent: 0),
            CriticalStretch(
                module: ModuleIndex(0), activity: .awaits, suspension: 0, from: 1_000_000, to: 4_000_000, firstEvent: 0, lastEvent: 0),
            CriticalStretch(module: ModuleIndex(0), activity: .runs, from: 4_000_000, to: 7_000_000, firstEvent: 0, lastEvent: 0),
        ]
        let expected = """
            "criticalPath":[\
            {"module":null,"activity":"loads","fromNanoseconds":0,"toNanoseconds":1000000,"share":0.1428},\
            {"module":"a","activity":"awaits","fromNanoseconds":1000000,"toNanoseconds":4000000,"share":0.4285,\
            "line":3,"column":5,"expression":"sleep(3)"},\
            {"module":"a","activity":"runs","fromNanoseconds":4000000,"toNanoseconds":7000000,"share":0.4285}]
            """
        var (json, lines) = ([UInt8](), [UInt8]())
        run.trace.writeJSON(criticalPath: path) { json += $0 }
        run.trace.writeNDJSON(criticalPath: path) { lines += $0 }
        #expect(String(decoding: json, as: UTF8.self).contains(expected))
        let last = try #require(String(decoding: lines, as: UTF8.self).split(separator: "\n").last)
        #expect(last.contains(expected) && last.hasPrefix("{\"record\":\"end\""))
        #expect(try object(String(decoding: json, as: UTF8.self))["criticalPath"] as? [[String: Any]] != nil)
        #expect(!run.trace.jsonText.contains("criticalPath"), "nothing is said where nothing is known")
    }

    @Test("Another reader understands it")
    func readBack() throws {
        let json = try object(siblingsTrace().jsonText)
        #expect(json["format"] as? String == "tla-sim-trace")
        #expect(json["version"] as? Int == 1)
        let console = try #require(json["console"] as? [[String: Any]])
        #expect(console.map { $0["text"] as? String } == ["X1", "Y", "X2", "Z"])
        #expect(console.map { $0["timeNanoseconds"] as? Int } == [0, 0, 1_000_000_000, 1_000_000_000])
        let events = try #require(json["events"] as? [[String: Any]])
        #expect(events.count == siblingsTrace().events.count)
    }

    @Test("NDJSON has a record a line, the console among the events")
    func ndjson() throws {
        let lines = siblingsTrace().ndjsonText.split(separator: "\n").map(String.init)
        let records = try lines.map { try #require(try object($0)["record"] as? String) }
        #expect(records.first == "trace")
        #expect(records.last == "end")
        #expect(records[1...3] == ["module", "module", "module"])
        #expect(lines.count == 2 + 3 + siblingsTrace().events.count)
        let printed = try lines.map(object).filter { $0["record"] as? String == "console" }
        #expect(printed.map { $0["text"] as? String } == ["X1", "Y", "X2", "Z"])
    }

    @Test("Without events NDJSON still has the console")
    func ndjsonWithoutEvents() {
        var trace = siblingsTrace()
        trace.events = []
        #expect(trace.ndjsonText.split(separator: "\n").count == 2 + 3 + 4)
    }

    @Test("Any text comes back as it was, and the bytes are safe to print")
    func hostileText() throws {
        var trace = hostileTrace()
        trace.about = "\"\\/\u{0}\u{8}\u{C}\u{2028}\u{E0041}😀é"
        for text in [trace.jsonText, trace.ndjsonText] {
            #expect(text.unicodeScalars.allSatisfy { $0.isSafe })
        }
        let json = try object(trace.jsonText)
        #expect(json["about"] as? String == trace.about)
        #expect(json["title"] as? String == trace.title)
    }

    @Test("Every event kind is valid JSON and has words")
    func everyKind() throws {
        var run = TraceBuilder("All", modules: ["a", "b"], entry: "a")
        let (text, place, b) = (run.text("some text"), Position(line: 1, column: 2), run.index("b"))
        let (job, promise) = (JobNumber(rawValue: 7), PromiseNumber(rawValue: 8))
        let jobs: [JobKind] = [
            .hostStart, .timer(1), .moduleLoaded(b), .moduleLoaded(nil), .finishLoadingImports, .fetch(1), .immediate, .resumeModule(b),
            .resumeFunction(name: text), .reaction(name: text), .resolveThenable, .moduleFulfilled(b), .moduleRejected(b),
            .importStep(number: 1), .queueMicrotask, .nextTick, .hostStep, .entrySettled,
        ]
        var kinds: [Event.Kind] = [
            .loadStarted(referrer: nil), .loadStarted(referrer: b), .loaded, .parsed, .loadFailed(text),
            .requestFailed(specifier: text, error: text), .linkFailed(text), .pendingDependencies(count: 1, completed: b),
            .asyncEvaluationOrder(3), .started(wokenBy: b),
            .suspended(position: place, expression: text), .resumed(position: place), .completed, .failed(error: text, from: b),
            .busy(nanoseconds: 5), .functionSuspended(name: text, position: place), .functionResumed(name: text, position: place),
            .partStarted(source: .none, isImport: true), .partStarted(source: .none, isImport: false),
            .partSuspended(position: place, expression: text), .partResumed(position: place), .partEnded(source: .none),
            .importCalled(number: 1, specifier: text, position: place), .importSettled(number: 1, target: b, isFulfilled: true),
            .importSettled(number: 1, target: nil, isFulfilled: false), .timerSet(timer: 1, delay: 2, isInterval: true),
            .timerFired(timer: 1), .timerCleared(timer: 1), .promiseSettled(promise, isFulfilled: true),
            .promiseSettled(.none, isFulfilled: false), .fetchStarted(number: 1, url: text), .fetchSettled(number: 1, isFulfilled: true),
            .unhandledRejection(promise, error: text), .uncaught(error: text), .blocked(reason: text, position: place),
            .blocked(reason: text, position: nil),
        ]
        kinds += ModuleStatus.allCases.map { .status($0) }
        kinds += jobs.flatMap { [.jobQueued(job, $0, promise: promise), .jobStarted(job, $0)] }
        for kind in kinds { run.add("a", kind) }
        let events = try #require(try object(run.trace.jsonText)["events"] as? [[String: Any]])
        #expect(events.count == kinds.count)
        for (event, kind) in zip(events, kinds) { #expect(event["kind"] as? String == kind.name) }
        let rows = run.trace.text(TextOptions(isVerbose: true)).split(separator: "\n")
        #expect(rows.count == kinds.count + 3, "a title, headings, a row an event, and how it ended")
    }
}
