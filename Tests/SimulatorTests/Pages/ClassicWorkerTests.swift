import Hosts
import Programs
import TestSupport
import Testing

@testable import Scenario
@testable import Simulator

/// Workers whose script is a classic one. What Chromium 156 and Firefox 153 were seen to do; they say it in words of their own.
struct ClassicWorkerTests {
    private func run(_ main: String, _ scripts: [String: String] = [:], on host: String = "chromium") throws -> Run {
        var document = "page:\n  - classic: main.js\nscripts:\n"
        for (name, text) in scripts.merging(["main.js": main], uniquingKeysWith: { $1 }).sorted(by: { $0.key < $1.key }) {
            document += "  \(name): |\n" + text.split(separator: "\n").map { "    \($0)\n" }.joined()
        }
        let scenario = try Scenario.read(bytes: Array(document.utf8), name: "page.yaml", folder: "")
        let program = try Program(scenario: scenario)
        return try onLargeStack { program.run(RunOptions(host: HostProfile.named(host))) }
    }

    private func lines(_ main: String, _ scripts: [String: String] = [:], on host: String = "chromium") throws -> [String] {
        try run(main, scripts, on: host).trace.console.map(\.text)
    }

    private static let told = """
        function tell(make) {
          try { make(); console.log("made"); } catch (error) { console.log(error.name, error.message); }
        }

        """

    @Test(
        "a worker that cannot be made says why",
        arguments: [
            (
                "chromium",
                [
                    "TypeError Failed to construct 'Worker': Failed to read the 'type' property from 'WorkerOptions': The provided value 'x' is not a valid enum value of type WorkerType.",
                    "SyntaxError Failed to construct 'Worker': 'http://' is not a valid URL.", "made", "made",
                ]
            ),
            (
                "firefox",
                [
                    "TypeError Worker constructor: 'x' (value of 'type' member of WorkerOptions) is not a valid value for enumeration WorkerType.",
                    "SyntaxError Worker constructor: Failed to load worker script at \"http://\"", "made", "made",
                ]
            ),
        ])
    func refusals(host: String, expected: [String]) throws {
        let main =
            Self.told + """
                tell(() => new Worker("w.js", { type: "x" }));
                tell(() => new Worker("http://"));
                tell(() => new Worker(" w.js "));
                tell(() => new SharedWorker("w.js", "a name"));
                """
        #expect(try lines(main, ["w.js": ";"], on: host) == expected)
    }

    @Test(
        "importScripts() says what is wrong with what it is given",
        arguments: [
            (
                "chromium",
                [
                    "SyntaxError Failed to execute 'importScripts' on 'WorkerGlobalScope': The URL 'http://' is invalid.",
                    "TypeError Failed to execute 'importScripts' on 'WorkerGlobalScope': Module scripts don't support importScripts().",
                    "SyntaxError Failed to execute 'importScripts' on 'WorkerGlobalScope': await is only valid in async functions and the top level bodies of modules",
                    "RangeError inside",
                ]
            ),
            (
                "firefox",
                [
                    "SyntaxError WorkerGlobalScope.importScripts: Failed to load worker script at \"http://\"",
                    "TypeError WorkerGlobalScope.importScripts: Using `ImportScripts` inside a Module Worker is disallowed.",
                    "SyntaxError await is only valid in async functions and the top level bodies of modules",
                    "RangeError inside",
                ]
            ),
        ])
    func refusedImports(host: String, expected: [String]) throws {
        let worker = """
            for (const name of ["http://", "await.js", "throws.js"]) {
              try { importScripts("fine.js", name); } catch (error) { console.log(error.name, error.message); }
            }
            """
        let module = "try { importScripts('fine.js'); } catch (error) { console.log(error.name, error.message); }"
        let printed = try lines(
            "new Worker('w.js'); new Worker('m.js', { type: 'module' });",
            ["w.js": worker, "m.js": module, "await.js": "await 1;", "fine.js": ";", "throws.js": "throw new RangeError('inside');"],
            on: host)
        #expect(printed == expected)
    }

    @Test("a URL that is wrong keeps all of a call from running, a file that is missing only what comes behind it")
    func importsInTheirOrder() throws {
        let worker = """
            for (const list of [["one.js", "http://"], ["one.js", "gone.js", "one.js"]]) {
              try { importScripts(...list); } catch (error) { console.log(error.name); }
            }
            importScripts();
            """
        let printed = try lines("new Worker('w.js');", ["w.js": worker, "one.js": "console.log('one');"])
        #expect(printed == ["SyntaxError", "one", "NetworkError"])
    }

    @Test("scripts of a worker share their declarations, and no others'")
    func declarations() throws {
        let worker = """
            let first = 1; var second = 2; function third() { return 3; }
            importScripts("lib/other.js");
            try { importScripts("again.js"); } catch (error) { console.log(error.name); }
            console.log(fourth, self.second, self.first, this === self);
            """
        let printed = try lines(
            "var second = 'of the page'; new Worker('w.js');",
            ["w.js": worker, "lib/other.js": "console.log(first, second, third()); const fourth = 4;", "again.js": "let first = 5;"])
        #expect(printed == ["1 2 3", "SyntaxError", "4 2 undefined true"])
    }

    @Test(
        "a script that is none is an event without a reason, but a classic one in Chromium",
        arguments: [
            ("chromium", ["classic Uncaught SyntaxError: await is only valid in async functions and the top level bodies of modules"]),
            ("firefox", ["classic undefined"]),
        ])
    func noScript(host: String, expected: [String]) throws {
        let main = """
            for (const [what, name, type] of [["classic", "await.js", "classic"], ["module", "broken.js", "module"], ["gone", "gone.js", "classic"]]) {
              new Worker(name, { type }).onerror = event => { event.preventDefault(); console.log(what, event.message); };
            }
            """
        let run = try run(main, ["await.js": "await 1;", "broken.js": "let let;"], on: host)
        #expect(run.trace.console.map(\.text) == expected + ["module undefined", "gone undefined"])
        // Whoever runs it here is told what the page is not.
        let told = run.outcomeDiagnostics.map(\.message)
        #expect(told.count == 3)
        #expect(told.allSatisfy { $0.contains("does not run: ") })
    }

    @Test(
        "an import of what is not there that nobody catches is told by its own name",
        arguments: [
            (
                "chromium",
                "Uncaught NetworkError: Failed to execute 'importScripts' on 'WorkerGlobalScope': The script at 'https://other.invalid/x.js' failed to load."
            ), ("firefox", "NetworkError: A network error occurred."),
        ])
    func uncaughtImports(host: String, expected: String) throws {
        let main = "new Worker('w.js').onerror = event => { event.preventDefault(); console.log(event.message); };"
        #expect(try lines(main, ["w.js": "importScripts('https://other.invalid/x.js');"], on: host) == [expected])
    }

    @Test("a worker that imports without end comes to a limit")
    func endless() throws {
        let run = try run("new Worker('w.js');", ["w.js": "for (;;) importScripts('one.js');", "one.js": ";"])
        guard case .blocked = run.trace.outcome else {
            Issue.record("it ended as \(run.trace.outcome)")
            return
        }
    }
}
