import Hosts
import Testing

/// How hosts read the files for which `import()` asks. The orders were measured on Node.js 24.19 and 20.20, Deno 2.9 and Bun 1.4, with programs that
/// were run as anybody runs them.
@Suite struct ReadingTests {
    /// Counts microtasks from the call on.
    private static let beats = """
        globalThis.ticks = 0;
        const beat = () => { if (++ticks < 60) queueMicrotask(beat); };
        queueMicrotask(beat);

        """

    /// A chain of modules, the last of which prints.
    private static func chain(_ count: Int, printing text: String) -> [(name: String, source: String)] {
        (1...count).map { number in
            ("m\(number).mjs", number == count ? "console.log(\(text));" : "import './m\(number + 1).mjs';")
        }
    }

    private static func lines(_ main: String, _ others: [(name: String, source: String)], on host: String) throws -> String {
        try Modules(others + [("main.mjs", main)], entry: "main.mjs").lines(host).joined(separator: " ")
    }

    @Test(arguments: [(1, 5), (2, 7), (3, 9), (4, 11), (5, 13)])
    func `Node 24 reads in the call and links two microtasks a level`(levels: Int, ticks: Int) throws {
        let main = Self.beats + "import('./m1.mjs');"
        #expect(try Self.lines(main, Self.chain(levels, printing: "ticks"), on: "node") == "\(ticks)")
        #expect(try Self.lines(main, Self.chain(levels, printing: "ticks"), on: "node+loaded") == "2")
    }

    @Test
    func `a module that was evaluated before takes the same, whatever is below it`() throws {
        let main = "import './m1.mjs';\n" + Self.beats + "await import('./m1.mjs'); console.log(ticks);"
        for levels in [1, 2, 4, 6] { #expect(try Self.lines(main, Self.chain(levels, printing: "0"), on: "node") == "0 8", "\(levels)") }
    }

    /// By name: the root of the first call, the number of its modules; the same of the second; which is first on Deno and on Node.
    @Test(arguments: [
        (2, 4, "wide tall", "wide tall"), (2, 3, "wide tall", "wide tall"), (2, 2, "tall wide", "wide tall"),
        (3, 4, "wide tall", "wide tall"),
        (3, 3, "tall wide", "wide tall"), (4, 4, "tall wide", "wide tall"), (4, 5, "wide tall", "wide tall"),
        (2, 1, "tall wide", "tall wide"),
    ])
    func `Deno counts modules, Node levels`(leaves: Int, height: Int, deno: String, node: String) throws {
        var modules = (1...leaves).map { (name: "leaf\($0).mjs", source: "") }
        modules.append(("wide.mjs", (1...leaves).map { "import './leaf\($0).mjs';" }.joined() + "console.log('wide');"))
        modules += Self.chain(height, printing: "'tall'")
        let main = "import('./wide.mjs'); import('./m1.mjs');"
        #expect(try Self.lines(main, modules, on: "deno") == deno)
        #expect(try Self.lines(main, modules, on: "deno+loaded") == "wide tall")
        #expect(try Self.lines(main, modules, on: "node") == (height == 2 ? "wide tall" : node))
    }

    @Test(arguments: [(1, "i1 i2 i3 i4 body i5 i6 i7 i8 i9"), (2, "i1 i2 i3 i4 i5 i6 i7 i8 body i9")])
    func `Node 20 takes four rounds a level`(levels: Int, expected: String) throws {
        let main = """
            let n = 0;
            const next = () => { console.log("i" + ++n); if (n < 9) setImmediate(next); };
            setImmediate(next);
            import("./m1.mjs");
            """
        #expect(try Self.lines(main, Self.chain(levels, printing: "'body'"), on: "node@20") == expected)
    }

    @Test(arguments: [
        ("node", "body imported immediate timer"), ("node@20", "immediate timer body imported"), ("deno", "body imported immediate timer"),
        ("bun", "body imported immediate timer"),
    ])
    func `a flat module beside a timer and an immediate`(host: String, expected: String) throws {
        let main = """
            setTimeout(() => console.log("timer"), 0);
            setImmediate(() => console.log("immediate"));
            import("./m1.mjs").then(() => console.log("imported"));
            """
        #expect(try Self.lines(main, Self.chain(1, printing: "'body'"), on: host) == expected)
    }

    @Test(arguments: [
        ("node", "start body immediate timer"), ("node@20", "start immediate timer body"), ("bun", "start immediate body timer"),
    ])
    func `the same in a timer's callback`(host: String, expected: String) throws {
        let main = """
            setTimeout(() => {
              console.log("start");
              setTimeout(() => console.log("timer"), 0);
              setImmediate(() => console.log("immediate"));
              import("./m1.mjs");
            }, 20);
            """
        #expect(try Self.lines(main, Self.chain(1, printing: "'body'"), on: host) == expected)
    }

    @Test(arguments: ["node", "node@20", "deno", "bun"])
    func `a missing file is an error before a flat module runs`(host: String) throws {
        let main = "import('./missing.mjs').catch(() => console.log('caught')); import('./m1.mjs');"
        #expect(try Self.lines(main, Self.chain(1, printing: "'body'"), on: host) == "caught body")
    }

    @Test("Reading waits for nobody who does not keep the process alive, and keeps it alive itself", arguments: ["node@20", "bun"])
    func keepsAlive(host: String) throws {
        let main = "setTimeout(() => console.log('late'), 10).unref(); import('./m1.mjs');"
        #expect(try Self.lines(main, Self.chain(3, printing: "'body'"), on: host) == "body")
    }

    @Test("Names of hosts with all files read before")
    func names() {
        #expect(HostProfile.named("node@20+loaded")?.name == "node@20+loaded")
        #expect(HostProfile.named("node@24+loaded") == HostProfile.node.loaded)
        #expect(HostProfile.named("spec+loaded") == .spec)
        #expect(HostProfile.named("nodes+loaded") == nil)
        #expect(HostProfile.plainName("node@20+loaded") == "node@20")
    }
}
