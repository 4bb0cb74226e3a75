import Differential
import Foundation
import Programs
import Replay
import Scenario
import Simulator
import TestSupport
import Testing
import Text
import Trace

@Suite("Saved traces")
struct SavedTraceTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func json(_ trace: Trace) -> [UInt8] {
        var bytes: [UInt8] = []
        trace.writeJSON { bytes += $0 }
        return bytes
    }

    private static func lines(_ trace: Trace) -> [UInt8] {
        var bytes: [UInt8] = []
        trace.writeNDJSON { bytes += $0 }
        return bytes
    }

    private static func traces() throws -> [(name: String, trace: Trace)] {
        let folder = root.appending(path: "Scenarios")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        return try onLargeStack {
            try files.map(\.path).filter { $0.hasSuffix(".yaml") }.sorted().enumerated().map { index, path in
                var options = RunOptions()
                options.recordsStates = index % 2 == 0
                return (String(path.dropFirst(folder.path.count + 1)), try Program.load(path: path).run(options).trace)
            }
        }
    }

    /// With no member that it does not describe.
    private static func strict(_ schema: JSONValue) -> JSONValue {
        switch schema {
        case .array(let elements): return .array(elements.map(strict))
        case .object(let members):
            var members = members.map { JSONValue.Member($0.key, strict($0.value)) }
            if members.contains(where: { $0.key == "type" && $0.value == .string("object") }) {
                members.append(.init("additionalProperties", .bool(false)))
            }
            return .object(members)
        default: return schema
        }
    }

    @Test("Every scenario's trace is as the schema says, and reads back as what it was, in both forms")
    func scenarios() throws {
        let text = try Data(contentsOf: Self.root.appending(path: "docs/trace.schema.json"))
        let schema = try #require(JSONReader.value(of: text))
        let validator = SchemaValidator(root: Self.strict(schema))
        for (name, trace) in try Self.traces() {
            let bytes = Self.json(trace)
            let value = try #require(JSONReader.value(of: bytes), "\(name)")
            let problems = validator.problems(value)
            #expect(problems.isEmpty, "\(name): \(problems.prefix(3))")
            let read = try Trace(saved: bytes)
            #expect(Self.json(read) == bytes, "\(name)")
            let lines = Self.lines(trace)
            #expect(Self.lines(try Trace(saved: lines)) == lines, "\(name), as NDJSON")
        }
    }

    private func problem(_ text: String) -> TraceProblem? {
        do throws(TraceProblem) {
            _ = try Trace(saved: Array(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    private static let head = """
        {"format":"tla-sim-trace","version":1,"title":"","about":"","host":"spec","entries":["a"],
        "outcome":"fulfilled","detail":null,"durationNanoseconds":0,"endNanoseconds":0,
        "modules":[
        {"name":"a","kind":"source","hasTLA":false,"requests":[],"cycleRoot":"a","status":"evaluated","pendingAsyncDependencies":0,"error":null}
        ],
        "console":[],
        "events":[

        """

    private func events(_ events: String) -> String { Self.head + events + "\n]}\n" }

    @Test("What is no trace, or is of another version, is refused by name")
    func refused() {
        #expect(problem("{}")?.message == "this is no trace: it has no 'format'")
        #expect(problem(#"{"format":"x","modules":[]}"#)?.message.contains("its format is 'x'") == true)
        let other = problem(Self.head.replacing("\"version\":1", with: "\"version\":2") + "]}")
        #expect(other?.message == "the trace has version 2, and this tla-sim reads version 1")
        #expect(other?.suggestion == "use the tla-sim that wrote it, or a later one")
        #expect(problem("[]")?.message == "a trace is an object")
        #expect(problem(String(Self.head.dropLast(3)))?.line != nil)
        #expect(problem(events("") + "{}")?.message == "something stands behind the trace")
    }

    @Test("An event that cannot be is refused with its line")
    func places() {
        let start = #"{"timeNanoseconds":5,"turn":0,"job":0,"module":"a","kind":"#
        #expect(
            problem(events(start + #""started","wokenBy":"b"}"#))
                == TraceProblem("'wokenBy' names 'b', which is no module of the trace", line: 8))
        #expect(problem(events(start + #""console","line":0}"#))?.message == "'line' is 0, and 'console' has no such line")
        let late = start + "\"parsed\"},\n" + start.replacing("5", with: "4") + "\"parsed\"}"
        #expect(problem(events(late)) == TraceProblem("the time goes back", line: 9))
        #expect(problem(events(start.replacing("5", with: "-5") + "\"parsed\"}"))?.message.hasPrefix("'timeNanoseconds' must be") == true)
        #expect(problem(events(start.replacing("5", with: "1e3") + "\"parsed\"}"))?.message.hasPrefix("'timeNanoseconds' must be") == true)
    }

    @Test("Kinds and members that are not known are passed over")
    func unknown() throws {
        let event = #"{"timeNanoseconds":0,"turn":0,"job":0,"module":"a","kind":"invented","with":[1,{"a":2}]}"#
        let trace = try Trace(saved: Array(events(event).utf8))
        #expect(trace.events.isEmpty && trace.modules.count == 1)
    }

    @Test("A damaged trace is refused, or played: 2,000 of them")
    func damaged() throws {
        let generator = FuzzGenerator(seed: 21, families: FuzzFamily.allCases)
        var random = FuzzRandom(seed: 21, caseIndex: 0)
        try onLargeStack {
            for number in 0..<40 {
                let text = generator.fuzzCase(number).scenarioText()
                var options = RunOptions()
                options.recordsStates = true
                let program = try Program(scenario: try Scenario.read(bytes: Array(text.utf8), name: "case.yaml", folder: ""))
                let trace = program.run(options).trace
                let bytes = number % 2 == 0 ? Self.json(trace) : Self.lines(trace)
                for _ in 0..<50 {
                    var damaged = bytes
                    for _ in 0..<Int.random(in: 1...4, using: &random) { Self.damage(&damaged, &random) }
                    guard let read = try? Trace(saved: damaged) else { continue }
                    ReplayProperty.check(read, "seed 21, case \(number)")
                }
            }
        }
    }

    /// Changes a digit, takes a line away, or puts one somewhere else: what stays well-formed is the most dangerous.
    private static func damage(_ bytes: inout [UInt8], _ random: inout FuzzRandom) {
        let at = Int.random(in: 0..<max(1, bytes.count), using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
            if let digit = bytes[at...].firstIndex(where: { (0x30...0x39).contains($0) }) {
                bytes[digit] = UInt8.random(in: 0x30...0x39, using: &random)
            }
        case 1:
            guard let start = bytes[at...].firstIndex(of: 0x0A), let end = bytes[(start + 1)...].firstIndex(of: 0x0A) else { return }
            bytes.removeSubrange(start..<end)
        case 2:
            guard let start = bytes[at...].firstIndex(of: 0x0A), let end = bytes[(start + 1)...].firstIndex(of: 0x0A) else { return }
            bytes.insert(contentsOf: Array(bytes[start..<end]), at: start)
        default: if bytes.indices.contains(at) { bytes[at] = UInt8.random(in: 0x20...0x7E, using: &random) }
        }
    }
}
