import Testing

/// Waits for shared memory that leave their agent free. https://tc39.es/ecma262/#sec-atomics.waitasync
@Suite struct AtomicsWaitingTests {
    private static let shared = "const shared = new Int32Array(new SharedArrayBuffer(16));\n"

    /// Node.js 20 and 24, Deno 2.9 and Bun 1.4 print the same.
    @Test(arguments: ["spec", "node", "node@20", "deno", "bun"]) func `a wait ends when it is notified, or its time is over`(host: String)
        throws
    {
        let source = """
            setTimeout(() => console.log("later"), 100);
            const first = Atomics.waitAsync(shared, 0, 0), second = Atomics.waitAsync(shared, 0, 0), other = Atomics.waitAsync(shared, 1, 0);
            console.log(Object.keys(first).join(), first.async, Atomics.notify(shared, 0, 1), await first.value);
            console.log(await Atomics.waitAsync(shared, 0, 0, 50).value);
            console.log(Atomics.notify(shared, 0), await second.value, Atomics.notify(shared, 0), Atomics.notify(shared, 1, 0));
            console.log(Atomics.notify(shared, 1), await other.value);
            """
        #expect(
            try console(Self.shared + source, host: host) == ["async,value true 1 ok", "timed-out", "1 ok 0 0", "1 ok", "later"])
    }

    @Test(arguments: ["spec", "node"]) func `a wait that is over before it begins needs no promise`(host: String) throws {
        let source = """
            for (const wait of [Atomics.waitAsync(shared, 0, 1), Atomics.waitAsync(shared, 0, 0, -1)]) console.log(wait.async, wait.value);
            try { Atomics.waitAsync(new Int32Array(4), 0, 0); } catch (error) { console.log(error.name); }
            """
        #expect(try console(Self.shared + source, host: host) == ["false not-equal", "false timed-out", "TypeError"])
    }

    /// Node.js ends with 13, Bun prints the line.
    @Test func `only on some hosts does the process go on for it`() throws {
        let source = Self.shared + "console.log(await Atomics.waitAsync(shared, 0, 0, 20).value);"
        #expect(try console(source, host: "bun") == ["timed-out"])
        for host in ["node", "node@20"] {
            #expect(try Modules([("main.mjs", source)]).run(host).trace.outcome == .unsettled, "\(host)")
        }
    }

    @Test func `waiters count`() throws {
        let source = Self.shared + "while (true) { Atomics.waitAsync(shared, 0, 0); Atomics.notify(shared, 1); }"
        #expect(try console(source, steps: 200_000).last?.contains("no end after 200000 steps") == true)
    }
}
