import Analysis
import Diagrams
import Explanation
import Foundation
import Hashing
import Player
import Programs
import Replay
import Scenario
import Simulator
import TestSupport
import Testing
import Text
import Trace

@Suite("The page that plays a run")
struct PlayerPageTests {
    static func run(_ program: Program, label: String = "spec") throws -> PlayerRun {
        var options = RunOptions()
        options.recordsStates = true
        let run = program.run(options)
        let explanation = Explanation(of: run, program)
        let trace = explanation.trace
        var drawing = DrawOptions()
        drawing.idPrefix = "graph"
        let graph = try PlayerPicture(draw(explanation.analysed, view: .graph, options: drawing))
        drawing.idPrefix = "timeline"
        let timeline = try PlayerPicture(draw(explanation.analysed, view: .timeline, options: drawing))
        return PlayerRun(label: label, trace: trace, sources: explanation.moduleTexts, graph: graph, timeline: timeline)
    }

    private func page(_ text: String) throws -> PlayedPage {
        try onLargeStack {
            let scenario = try Scenario.read(bytes: Array(text.utf8), name: "case.yaml", folder: "")
            let run = try Self.run(try Program(scenario: scenario))
            return try PlayedPage(PlayerPage(title: run.trace.title, about: run.trace.about, runs: [run]).html)
        }
    }

    private let siblings = """
        title: Siblings
        entry: z
        modules:
          z: |
            import "x";
            import "y";
            console.log("Z");
          x: |
            console.log("X1");
            await sleep(1000);
            console.log("X2");
          y: |
            console.log("Y");
        """

    @Test("Its policy allows its own script and style and nothing else")
    func policy() throws {
        let page = try page(siblings).page
        let policy = try #require(
            page.elements.first { $0.attributes["http-equiv"] == "Content-Security-Policy" }?.attributes["content"])
        let scripts = page.elements.filter { $0.name == "script" && $0.attributes["type"] != "application/json" }
        let styles = page.elements.filter { $0.name == "style" }
        #expect(scripts.count == 1 && styles.count == 1)
        #expect(policy.hasPrefix("default-src 'none'; "))
        func hash(_ text: String) -> String { base64(HashFunction.sha256.digest(of: Array(text.utf8))) }
        #expect(policy.contains("script-src 'sha256-\(hash(scripts[0].text))'"))
        #expect(policy.contains("style-src 'sha256-\(hash(styles[0].text))'"))
        #expect(!policy.contains("unsafe") && !policy.contains("http") && !policy.contains("*"))
        for element in page.elements {
            #expect(!element.attributes.keys.contains { $0 == "style" || $0.hasPrefix("on") || $0 == "src" }, "\(element)")
            #expect(!["iframe", "object", "base", "form"].contains(element.name))
            // An icon of its own, so that no browser asks a server for one.
            if element.name == "link" { #expect(element.attributes["rel"] == "icon" && element.attributes["href"] == "data:,") }
        }
        #expect(page.elements.first { $0.name == "title" }?.text.contains("Siblings") == true)
    }

    @Test("Its patches lead to the end and back, and what they lead to is the machine's")
    func patches() throws {
        let run = try #require(try page(siblings).runs.first)
        let end = try PlayedPage.play(run)
        #expect(end["printed"] == .integer(4))
        #expect(end["microtasks"]?.arrayElements == [] && end["tasks"]?.arrayElements == [] && end["stack"]?.arrayElements == [])
        let modules = try #require(end["modules"]?.arrayElements)
        #expect(modules.map { $0["status"] } == Array(repeating: .string("evaluated"), count: 3))
        #expect(modules.map { $0["order"] } == [.string("done"), .string("done"), .null])
        #expect(modules.map { $0["cycleRoot"] } == [.integer(0), .integer(1), .integer(2)])
        #expect(modules[1]["parents"]?.arrayElements == [.integer(0)])
    }

    @Test("Lines are rows of the text shown, and their numbers are those of the file")
    func lines() throws {
        let run = try #require(try page(siblings).runs.first)
        let source = try #require(run.data["sources"]?.arrayElements?.first { $0["name"] == .string("x") })
        #expect(source["lines"]?.arrayElements?.prefix(3) == [.integer(9), .integer(10), .integer(11)])
        let step = try #require(run.steps.first { $0[4] == .string("suspended") })
        #expect(step[5] == .integer(2) && step[6] == .integer(1))
        #expect(step[8] == .string("Await") && step[9] == .string("https://tc39.es/ecma262/#await"))
    }

    @Test("Console lines name the state behind the step that prints them")
    func console() throws {
        let run = try #require(try page(siblings).runs.first)
        for line in try #require(run.data["console"]?.arrayElements) {
            guard case .number(let number)? = line["step"], let step = Int(number) else { return #expect(Bool(false)) }
            #expect(run.steps[step - 1][4] == .string("console"))
        }
    }

    @Test("Nothing that the program says ends the page's elements")
    func hostile() throws {
        let page = try page(
            """
            title: "</script><script>alert(1)</script> & <!-- \\u2028"
            about: "</title><img src=x onerror=alert(1)>"
            entry: "</script><b>.mjs"
            modules:
              "</script><b>.mjs": |
                console.log("</script><!-- <script>", "\\u2028\\u202e\\u0000");
            """)
        let scripts = page.page.elements.filter { $0.name == "script" }
        #expect(scripts.count == 2)
        #expect(!page.page.elements.contains { $0.name == "b" || $0.name == "img" })
        let data = try #require(scripts.first { $0.attributes["id"] == "play-data" })
        #expect(
            !data.text.contains("<") && !data.text.unicodeScalars.contains("\u{2028}") && !data.text.unicodeScalars.contains("\u{202E}"))
        let run = try #require(page.runs.first)
        #expect(run.data["console"]?.arrayElements?.first?["text"] == .string("</script><!-- <script> \u{2028}\u{202E}\u{0}"))
    }

    @Test("Without the run it is no larger than 120 kB")
    func size() {
        let empty = PlayerPage(title: "", about: "", runs: []).html
        #expect(empty.utf8.count <= 120_000, "\(empty.utf8.count)")
    }
}
