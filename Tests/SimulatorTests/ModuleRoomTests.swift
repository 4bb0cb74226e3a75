import Scenario
import Testing
import Trace

@testable import Simulator

/// The texts of modules and their code count as what a run keeps.
@Suite struct ModuleRoomTests {
    private func outcome(_ texts: [String], heap: Int64) throws -> Outcome {
        var modules = Modules([("main", (0..<texts.count).map { "import 'm\($0)';" }.joined())] + texts.enumerated().map { ("m\($0)", $1) })
        modules.limits[.heap] = heap
        return try modules.run().trace.outcome
    }

    @Test(arguments: [1, 5]) func `texts, one or many`(count: Int) throws {
        let comment = "/*" + String(repeating: "x", count: 2_000_000 / count) + "*/"
        let texts = Array(repeating: comment, count: count)
        #expect(try outcome(texts, heap: 1_500_000) == .blocked("more than 1500kB of objects and texts"))
        #expect(try outcome(texts, heap: 4_000_000) == .fulfilled)
    }

    @Test func code() throws {
        let statements = String(repeating: "let a; { a = a + a * a - a }\n", count: 1).appending(
            String(repeating: "a=a*a+a;", count: 20_000))
        #expect(try outcome([statements], heap: 1_000_000) == .blocked("more than 1MB of objects and texts"))
        #expect(try outcome([statements], heap: 8_000_000) == .fulfilled)
    }
}
