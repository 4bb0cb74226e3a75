import Diagnostics
import TestSupport
import Testing

@testable import Engines
@testable import Verification

@Suite struct ObservationTests {
    @Test("What an engine says of its version tells which it is")
    func versions() {
        func read(_ text: String) -> String? { Engine.kindAndVersion(text).map { "\($0.0.rawValue) \($0.1)" } }
        #expect(read("v24.19.0\n") == "node 24.19.0")
        #expect(read("deno 2.9.8 (stable, release, x86_64-unknown-linux-gnu)\nv8 15.0.1\ntypescript 5.9.2\n") == "deno 2.9.8")
        #expect(read("some warning\nChromium 156.0.8078.79 built on Debian\n") == "chromium 156.0.8078.79")
        #expect(read("Google Chrome 155.0.1.2 \n") == "chromium 155.0.1.2")
        #expect(read("Mozilla Firefox 153.0esr\n") == "firefox 153.0")
        // Bun tells nothing but the version.
        #expect(read("1.2.3\n") == "bun 1.2.3")
        #expect(read("1.2.3 of something\n") == nil)
        #expect(read("") == nil)
    }

    @Test(
        "The profile follows the version",
        arguments: [
            ("node 20.20.2", "node@20"), ("node 24.19.0", "node"), ("deno 2.9.8", "deno"),
            ("chromium 156.0", "chromium"), ("firefox 153.0", "browser"),
        ])
    func profiles(engine: String, name: String) {
        #expect(Engine.profile(label: engine)?.name == name)
    }

    @Test("An engine that is not there, and a program that is none, are told")
    func missingEngines() throws {
        func problem(_ name: String, _ search: String = "/nowhere") -> String? {
            do throws(Diagnostic) {
                _ = try Engine.find(name, in: ProgramSearch(search))
                return nil
            } catch {
                return error.message
            }
        }
        #expect(problem("deno") == "deno is not installed: no program of that name is on the PATH")
        #expect(problem("nod") == "there is no engine 'nod'")
        #expect(problem("/bin/cat")?.hasPrefix("/bin/cat is no engine that is known: asked for its version it says ") == true)
        // A folder is no program, whatever it is called.
        let scratch = try ScratchFolder()
        try scratch.write("node/file", "")
        #expect(problem("node", scratch.path) == "node is not installed: no program of that name is on the PATH")
        #expect(problem(scratch.path("node")) == "there is no program at \(scratch.path("node"))")
    }

    @Test("Marked lines are read with their times; others belong to the line before, or to nobody")
    func markedLines() {
        let output =
            "noise\n\u{1E}t;0.5\u{1F}a\n  \u{1E}t;12.25\u{1F}b\n  more of b\n\u{1E}1\u{1F}\n\u{1E}t;13v\u{1F} { x: 1 }\n"
            + "\u{1D}t;{\"text\":\"Error: boom\",\"code\":\"\",\"begun\":true}\n\u{1E}t;14\u{1F}\u{1F}\n"
        let (lines, reports) = Observer.read(output, token: "t")
        #expect(lines.map(\.text) == ["a", "  b\n  more of b\n\u{1E}1\u{1F}", "{ x: 1 }", "\u{1F}"])
        #expect(lines.map(\.time) == [0.5, 12.25, 13, 14])
        #expect(reports.count == 1)
        #expect(reports.first?["text"] == .string("Error: boom"))
    }

    @Test("A carriage return at the end of a line does not swallow the next")
    func carriageReturns() {
        #expect(Observer.read("\u{1E}t;1\u{1F}a\r\n\u{1E}t;2\u{1F}b\r\nc\n", token: "t").lines.map(\.text) == ["a\r", "b\r\nc"])
    }

    @Test("Of two that print without end what both have printed is compared")
    func endlessOutput() {
        func endless(_ count: Int, last: String = "x", isCut: Bool = false) -> Observation {
            var observation = Observation(
                lines: Array(repeating: .init(text: "x", time: 0), count: count - 1) + [.init(text: last, time: 0)], outcome: .noEnd)
            observation.hasPrintedTooMuch = isCut
            return observation
        }
        #expect(endless(1_000).isSame(as: endless(5_000)))
        #expect(endless(5, isCut: true).isSame(as: endless(7, isCut: true)))
        #expect(!endless(1_000, last: "y").isSame(as: endless(5_000)))
        // One of them has fallen silent.
        #expect(!endless(5).isSame(as: endless(5_000)))
        #expect(!endless(5).isSame(as: endless(6)))
        var ended = endless(1_000)
        ended.outcome = .fulfilled
        #expect(!ended.isSame(as: endless(5_000)))
    }

    @Test("Texts are the same by their code units, not where they only look the same")
    func canonicalEquivalence() {
        func printed(_ text: String, outcome: Observation.Outcome = .fulfilled) -> Observation {
            Observation(lines: [.init(text: text, time: 0)], outcome: outcome)
        }
        #expect(printed("\u{E9}").isSame(as: printed("\u{E9}")))
        #expect(!printed("\u{E9}").isSame(as: printed("e\u{301}")))
        #expect(!printed("", outcome: .rejected("\u{E9}")).isSame(as: printed("", outcome: .rejected("e\u{301}"))))
    }

    @Test("Outcomes are told by an Error's message, or by the name of another error")
    func rejections() {
        #expect(Observation.Outcome.rejection("Error: boom").text == "rejected:boom")
        #expect(Observation.Outcome.rejection("TypeError: x is not a function") == .rejected("TypeError"))
        #expect(Observation.Outcome.rejection("Error: a\n    at b") == .rejected("a"))
    }

    @Test("A recording is read as it was written")
    func recordings() throws {
        let observation = Observation(
            lines: [.init(text: "a\n\"b\" \u{1F600}", time: 3), .init(text: "", time: 4)], outcome: .fulfilled, status: 0)
        let recording = Recording(id: "x/y.yaml", digest: "00ff", engine: "node 24.19.0", observation: observation, isLoaded: false)
        #expect(try Recording.read(Array((recording.line + recording.line).utf8), name: "r") == [recording, recording])
        #expect(throws: (any Error).self) { try Recording.read(Array("{\"id\": 1}\n".utf8), name: "r") }
        #expect(throws: (any Error).self) { try Recording.read(Array("nonsense".utf8), name: "r") }
        // An outcome that nobody writes would never be the same as any.
        let unknown = recording.line.replacing("fulfilled", with: "fullfilled")
        #expect(throws: (any Error).self) { try Recording.read(Array(unknown.utf8), name: "r") }
    }

    @Test(
        "An outcome is read as it was written",
        arguments: [
            .fulfilled, .rejected("a: b"), .rejected(""), .rejected("\u{301}"), .neverSettled, .linkError("SyntaxError"), .noEnd,
            .aborted("signal 6"), .refused("x:\ny"),
        ] as [Observation.Outcome])
    func outcomes(outcome: Observation.Outcome) {
        #expect(Observation.Outcome(outcome.text) == outcome)
        #expect(["", "ended", "rejected", "no end:", "fulfilled:"].allSatisfy { Observation.Outcome($0) == nil })
    }
}
