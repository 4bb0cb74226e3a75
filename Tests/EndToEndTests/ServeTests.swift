import Foundation
import TestSupport
import Testing

/// The bench as programs meet it that are no browser.
@Suite(.serialized) struct ServeTests {
    @Test("The page and its parts are there for who has the link, and ask nothing of others")
    func page() throws {
        let bench = try RunningBench()
        let page = bench.get("")
        #expect(page.status == 200 && page.head.contains("Content-Security-Policy: default-src 'none'"))
        for part in page.body.matches(of: /(?:src|href)="\.\/([^"]+)"/) { #expect(bench.get(String(part.1)).status == 200, "\(part.1)") }
        #expect(!page.body.contains("http://") && !page.body.contains("https://"))
        #expect((bench.get("bench.json").json["examples"] as? [Any])?.isEmpty == false)
        for path in [
            "/", "/bench.json", "/\(String(repeating: "0", count: 32))/", bench.place + "../etc/passwd", bench.place + "file/x.mjs",
        ] {
            #expect(bench.answer(bench.ask(path)).status == 404, "\(path)")
        }
    }

    @Test("A page of another origin gets nothing")
    func foreign() throws {
        let bench = try RunningBench()
        let job = RunningBench.job("console.log(1)")
        for headers in [["Origin": "http://evil.example"], ["Origin": "null"], ["Sec-Fetch-Site": "cross-site"]] {
            #expect(bench.answer(bench.ask(bench.place + "run", body: job, headers: headers)).status == 403, "\(headers)")
            #expect(bench.answer(bench.ask(bench.place, headers: headers)).status == 403)
        }
        #expect(bench.answer(bench.ask(bench.place, host: "evil.example:\(bench.port)")).status == 403)
        #expect(bench.answer(bench.ask(bench.place + "run", headers: ["Content-Length": "9223372036854775807"])).status == 413)
        #expect(bench.get("").status == 200)
    }

    @Test("A run is told with its text, pictures, explanation and problems")
    func run() throws {
        let bench = try RunningBench()
        let told = bench.run("console.log('one'); await null; console.log('two')")
        #expect((told["text"] as? String)?.contains("printed one, two") == true)
        #expect((told["outcome"] as? String)?.hasPrefix("fulfilled") == true && told["status"] as? Int == 0)
        let pictures = try #require(told["pictures"] as? [String: String])
        #expect(pictures["timeline"]?.hasPrefix("<svg") == true && pictures["graph"]?.hasPrefix("<svg") == true)
        #expect((told["explain"] as? String)?.contains("The run ends well") == true)
        let wrong = bench.run("console.log(1\n", name: "lib/x.mjs")
        let problem = try #require((wrong["problems"] as? [[String: Any]])?.first)
        #expect(problem["file"] as? String == "x.mjs" && problem["line"] != nil && problem["column"] != nil)
        let scenario = "entry: a\nmodules: {a: console.log(1)}\nexpect: {trace: [2]}\n"
        #expect(bench.run(scenario, name: "s.yaml")["isAsExpected"] as? Bool == false)
        #expect(bench.run(scenario, name: "s.yaml", bundler: "rollup")["problems"] as? [Any] != nil)
    }

    @Test("What lint finds stands beside the problems of the run, with its rule, and not twice what the run has shown")
    func lint() throws {
        let bench = try RunningBench()
        func rules(_ told: [String: Any]) -> [String?] { ((told["problems"] as? [[String: Any]]) ?? []).map { $0["rule"] as? String } }
        let circle = "entry: a\nmodules:\n  a: IFawait import('b');\n  b: import 'a';\n"
        // Nothing in this run, and another one hangs.
        let possible = bench.run(circle.replacing("IF", with: "if (globalThis.never) "), name: "s.yaml")
        #expect((possible["outcome"] as? String)?.hasPrefix("fulfilled") == true)
        #expect(rules(possible).contains("import-cycle-await"))
        // Here it does, at that place.
        let shown = rules(bench.run(circle.replacing("IF", with: ""), name: "s.yaml"))
        #expect(shown.contains(nil) && !shown.contains("import-cycle-await"))
        // The host that is chosen is the one that rules ask about.
        let start = "if (globalThis.never) await fetch('https://api.example/');"
        #expect(rules(bench.run(start, host: "workers")) != rules(bench.run(start, host: "node")))
    }

    @Test("What the command adds to programs is added to each run")
    func options() throws {
        let text = "import express from 'express'; console.log(typeof express)"
        #expect((try RunningBench().run(text)["outcome"] as? String)?.hasPrefix("load error") == true)
        let told = try RunningBench("--stub", "express").run(text)
        #expect((told["text"] as? String)?.contains("printed function") == true, "\(told)")
    }

    @Test("A run can be stepped through, on a page with an origin of its own")
    func play() throws {
        let bench = try RunningBench()
        let job = RunningBench.job("console.log('played')").replacing("\"run\"", with: "\"play\"")
        let told = bench.answer(bench.ask(bench.place + "run", body: job)).json
        let page = bench.get(try #require(told["play"] as? String))
        #expect(page.status == 200 && page.head.contains("Content-Security-Policy: sandbox allow-scripts"))
        #expect(page.body.contains("play-data") && page.body.contains("played"))
        #expect(bench.get("play/\(String(repeating: "0", count: 32))").status == 404)
    }

    @Test("A program without end is stopped, and the bench goes on")
    func endless() throws {
        let bench = try RunningBench()
        let told = bench.run("for (;;);", host: "node")
        #expect((told["outcome"] as? String)?.hasPrefix("blocked") == true)
        #expect((bench.run("console.log('after')")["text"] as? String)?.contains("after") == true)
    }

    @Test("A hundred runs at once are all told")
    func hundred() throws {
        let bench = try RunningBench()
        let asked = (0..<100).map { bench.ask(bench.place + "run", body: RunningBench.job("console.log('number \($0)')")) }
        for (number, descriptor) in asked.enumerated() {
            let text = bench.answer(descriptor).json["text"] as? String
            #expect(text?.contains("number \(number)") == true, "\(number): \(text ?? "nothing")")
        }
        #expect(bench.children.isEmpty)
    }

    #if os(Linux)
    @Test("Clients that go away take their runs with them, and a killed server leaves nothing")
    func gone() throws {
        let bench = try RunningBench("--limit", "steps=100000000000", "--limit", "heap=64MB")
        let asked = (0..<8).map { _ in bench.ask(bench.place + "run", body: RunningBench.job("for (;;);")) }
        try waitUntil { !bench.children.isEmpty }
        for descriptor in asked { close(descriptor) }
        try waitUntil { bench.children.isEmpty }
        #expect((bench.run("console.log('after')")["text"] as? String)?.contains("after") == true)
        let last = bench.ask(bench.place + "run", body: RunningBench.job("for (;;);"))
        try waitUntil { !bench.children.isEmpty }
        let children = bench.children
        bench.end(SIGKILL)
        close(last)
        for child in children { try waitUntil { !Self.isAlive(child) } }
    }

    /// What has ended and is not waited for yet has no command any more.
    private static func isAlive(_ process: Int32) -> Bool {
        (try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8))?.isEmpty == false
    }
    #endif

    @Test("The folder is read and written, and nothing beside it")
    func folder() throws {
        let scratch = try ScratchFolder()
        try scratch.write("root/lib/x.mjs", "export const x = 'from x';")
        try scratch.write("root/app/main.mjs", "")
        try scratch.write("secret.mjs", "export const secret = 'the secret';")
        let bench = try RunningBench(scratch.path("root"))
        #expect(bench.get("files.json").json["files"] as? [String] == ["app/main.mjs", "lib/x.mjs"])
        let good = bench.run("import { x } from '../lib/x.mjs'; console.log(x)", name: "app/main.mjs")
        #expect((good["text"] as? String)?.contains("from x") == true, "\(good)")
        let bad = bench.run("import { secret } from '../../secret.mjs'; console.log(secret)", name: "app/main.mjs")
        #expect("\(bad)".contains("the folder that is served") && !"\(bad)".contains("> the secret"))
        for path in ["file/../secret.mjs", "file/%2e%2e/secret.mjs", "file/app/..%2f..%2fsecret.mjs"] {
            #expect(bench.get(path).status == 404)
        }
        let save = #"{"path": "app/new.mjs", "text": "console.log(1)"}"#
        #expect(bench.answer(bench.ask(bench.place + "save", body: save)).json["digest"] != nil)
        #expect(bench.answer(bench.ask(bench.place + "save", body: save)).status == 409)
        let away = #"{"path": "../away.mjs", "text": "", "force": true}"#
        #expect(bench.answer(bench.ask(bench.place + "save", body: away)).json["failure"] != nil)
        #expect(!FileManager.default.fileExists(atPath: scratch.path("away.mjs")))
    }

    @Test("What cannot be served is said, with what to do")
    func refusals() throws {
        let missing = try CommandLineTool.run("serve", "no/such/folder")
        #expect(missing.status == 2 && missing.errors.contains("name a folder that is there"))
        let bench = try RunningBench()
        let taken = try CommandLineTool.run("serve", "--port", "\(bench.port)")
        #expect(taken.status == 2 && taken.errors.contains("cannot listen on 127.0.0.1:\(bench.port)"))
        #expect(try CommandLineTool.run("serve", "--jobs", "0").status == 64)
        let preload = try CommandLineTool.run("serve", "--import", "./first.mjs")
        #expect(preload.status == 64 && preload.errors.contains("write 'preload' in the scenario"))
    }

    @Test("A page of the folder runs with its modules, and is told of in its own lines")
    func document() throws {
        let scratch = try ScratchFolder()
        try scratch.write("app/main.mjs", "console.log('module');\n")
        let bench = try RunningBench(scratch.path)
        let told = bench.run(
            "<script>\nconsole.log('classic')\n</script>\n<script type=module src=main.mjs></script>", name: "app/index.html")
        #expect((told["text"] as? String)?.contains("printed classic, module") == true)
        #expect(told["host"] as? String == "chromium")
        let wrong = bench.run("<p>\n<script>\nlet = ;\n</script>", name: "app/index.html")
        let problem = try #require((wrong["problems"] as? [[String: Any]])?.first)
        #expect(problem["file"] as? String == "index.html" && problem["line"] as? Int == 3)
    }

    @Test("Stubs and proposals of the command are those of each run")
    func flags() throws {
        let bench = try RunningBench("--stub", "express", "--proposal", "import.sync")
        let told = bench.run("import express from 'express'; console.log(typeof express(), () => import.sync('./x.mjs'));", host: "node")
        #expect((told["text"] as? String)?.contains("printed") == true && (told["problems"] as? [Any])?.isEmpty == true)
    }
}
