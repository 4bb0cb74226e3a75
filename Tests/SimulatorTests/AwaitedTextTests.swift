import Testing
import Trace

@Suite("What an await waits for")
struct AwaitedTextTests {
    /// The texts of the awaits that a module stops at, in order.
    private func texts(_ source: String) throws -> [String] {
        let trace = try Modules([("main.mjs", source)]).run().trace
        return trace.events.compactMap { event in
            if case .suspended(_, let expression) = event.kind { trace[expression] } else { nil }
        }
    }

    @Test(
        "it is the whole expression, and no more",
        arguments: [
            ("await g(/* ) */ 1);", "g(/* ) */ 1)"), ("await g(1 /* ; */, 2); h", "g(1 /* ; */, 2)"),
            ("await `a${`b${1}`}c`;", "`a${`b${1}`}c`"),
            ("await `;${[`)`]}]`, h;", "`;${[`)`]}]`"), ("await g('(', \"]\");", "g('(', \"]\")"), ("await (g(1));", "g(1)"),
            ("await (h, g(1));", "(h, g(1))"), ("await (h ?? 1);", "(h ?? 1)"), ("await (() => 1);", "(() => 1)"),
            ("[await g(1), h]", "g(1)"),
            ("h = await g(1) + h;", "g(1)"), ("await /* why */ g(1);", "g(1)"), ("await\n  g(1);", "g(1)"), ("await 1 / 2 / h;", "1"),
            ("await g(1 / 2 /h);", "g(1 / 2 /h)"),
            ("await g(\n  1,\n\n  2,\n);", "g( 1, 2, )"), ("await { a: ';' };", "{ a: ';' }"), ("await { a: 1 }\nh", "{ a: 1 }"),
            ("await await g(1)", "g(1)"),
        ])
    func whole(source: String, text: String) throws {
        let found = try texts("let h = 1; const g = (x) => x;\n" + source)
        #expect(found.first == text)
    }

    @Test("`for await` shows what it goes through, also when it is left early")
    func loops() throws {
        #expect(try texts("const g = (x) => [x];\nfor await (const x of g(/* ) */ ';')) x;").first == "g(/* ) */ ';')")
        let source = """
            const list = { [Symbol.asyncIterator]() { return { next: () => ({ value: 1 }), return: () => ({}) }; } };
            for await (const x of list) break;
            """
        #expect(try texts(source) == ["list", "list"])
    }

    @Test("what is long is cut between two characters")
    func long() throws {
        let name = String(repeating: "é", count: 58)
        #expect(try texts("const \(name) = 1;\nawait \(name);") == [name])
        #expect(try texts("const \(name) = (x) => x;\nawait \(name)(1, 2);") == [name + "(1…"])
    }
}
