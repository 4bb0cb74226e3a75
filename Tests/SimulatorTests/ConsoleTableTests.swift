import TestSupport
import Testing

/// `console.table` where it is not Node's. Measured on Deno 2.9 and Bun 1.4; what Node.js draws is recorded.
@Suite struct ConsoleTableTests {
    private static let program = """
        console.table([{ a: 1, b: 'x' }, { a: 20, c: true }]);
        console.table(new Map([['long', 1], ['k', 200]]));
        console.table({ first: 'text', f: () => 1 });
        console.table([{ a: { b: 1, c: 2, d: 3 } }]);
        console.table(5);
        """

    private func drawn(_ host: String) throws -> [String] {
        try Modules([("main.mjs", Self.program)]).lines(host).flatMap { $0.split(separator: "\n").map(String.init) }
    }

    @Test func onDeno() throws {
        #expect(
            try drawn("deno") == [
                "┌───────┬────┬─────┬──────┐",
                "│ (idx) │ a  │ b   │ c    │",
                "├───────┼────┼─────┼──────┤",
                "│     0 │  1 │ \"x\" │      │",
                "│     1 │ 20 │     │ true │",
                "└───────┴────┴─────┴──────┘",
                "┌────────────┬────────┬────────┐",
                "│ (iter idx) │ Key    │ Values │",
                "├────────────┼────────┼────────┤",
                "│          0 │ \"long\" │      1 │",
                "│          1 │ \"k\"    │    200 │",
                "└────────────┴────────┴────────┘",
                "┌───────┬────────┐",
                "│ (idx) │ Values │",
                "├───────┼────────┤",
                "│ first │ \"text\" │",
                "│ f     │        │",
                "└───────┴────────┘",
                "┌───────┬──────────────────────┐",
                "│ (idx) │ a                    │",
                "├───────┼──────────────────────┤",
                "│     0 │ { b: 1, c: 2, d: 3 } │",
                "└───────┴──────────────────────┘",
                "5",
            ])
    }

    @Test func onBun() throws {
        #expect(
            try drawn("bun") == [
                "┌───┬────┬───┬──────┐",
                "│   │ a  │ b │ c    │",
                "├───┼────┼───┼──────┤",
                "│ 0 │ 1  │ x │      │",
                "│ 1 │ 20 │   │ true │",
                "└───┴────┴───┴──────┘",
                "┌───┬──────┬────────┐",
                "│   │ Key  │ Values │",
                "├───┼──────┼────────┤",
                "│ 0 │ long │ 1      │",
                "│ 1 │ k    │ 200    │",
                "└───┴──────┴────────┘",
                "┌───────┬────────┐",
                "│       │ Values │",
                "├───────┼────────┤",
                "│ first │ text   │",
                "│     f │        │",
                "└───────┴────────┘",
                "┌───┬──────────────────────┐",
                "│   │ a                    │",
                "├───┼──────────────────────┤",
                "│ 0 │ { b: 1, c: 2, d: 3 } │",
                "└───┴──────────────────────┘",
                "5",
            ])
    }

    @Test(arguments: ["spec", "chromium", "firefox", "workers"]) func elsewhere(host: String) throws {
        #expect(try Modules([("main.mjs", "console.table([1]);")]).lines(host).first?.contains("(index)") == true)
    }
}
