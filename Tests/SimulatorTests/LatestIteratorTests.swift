import Testing

/// What ECMA-262 has of iterators since 2026. Bun 1.4 prints the same.
@Suite struct LatestIteratorTests {
    private static let helpers = """
        const told = (action) => { try { console.log(JSON.stringify(action())); } catch (error) { console.log(error.name); } };
        const closing = (name, count) => ({
          __proto__: Iterator.prototype, i: 0,
          next() { return { value: name + this.i, done: this.i++ >= count }; },
          return() { console.log(`closed ${name}`); return {}; },
        });

        """

    private func printed(_ source: String, host: String) throws -> [String] { try console(Self.helpers + source, host: host) }

    @Test(arguments: ["spec", "bun"]) func `several iterators are gone through at once`(host: String) throws {
        let source = """
            told(() => [...Iterator.zip([[1, 2, 3], ["a", "b"]])]);
            told(() => [...Iterator.zip([[1, 2, 3], ["a"]], { mode: "longest", padding: [0, "-"] })]);
            told(() => [...Iterator.zip([[1], ["a", "b"]], { mode: "strict" })]);
            told(() => [...Iterator.zip([])]);
            told(() => [...Iterator.zipKeyed({ a: [1, 2], b: ["x", "y"] })]);
            told(() => [...Iterator.zipKeyed({ a: [1], b: ["x", "y"] }, { mode: "longest", padding: { a: "none" } })]);
            """
        #expect(
            try printed(source, host: host) == [
                #"[[1,"a"],[2,"b"]]"#,
                #"[[1,"a"],[2,"-"],[3,"-"]]"#,
                "TypeError",
                "[]",
                #"[{"a":1,"b":"x"},{"a":2,"b":"y"}]"#,
                #"[{"a":1,"b":"x"},{"a":"none","b":"y"}]"#,
            ])
    }

    @Test(arguments: ["spec", "bun"]) func `those that are open are closed, the last one first`(host: String) throws {
        let source = """
            told(() => [...Iterator.zip([closing("p", 3), closing("q", 1), closing("r", 3)])]);
            told(() => { const zip = Iterator.zip([closing("p", 3), closing("q", 3)]); zip.next(); return zip.return(); });
            told(() => Iterator.zip([closing("p", 1), "no object"]));
            """
        #expect(
            try printed(source, host: host) == [
                "closed r", "closed p", #"[["p0","q0","r0"]]"#, "closed q", "closed p", #"{"done":true}"#, "closed p", "TypeError",
            ])
    }

    @Test(arguments: ["spec", "bun"]) func `values are gathered into chunks and windows`(host: String) throws {
        let source = """
            told(() => [...[1, 2, 3, 4, 5].values().chunks(2)]);
            told(() => [...[1, 2, 3, 4].values().windows(3)]);
            told(() => [...[1, 2].values().windows(3)]);
            told(() => [...[1, 2].values().windows(3, "allow-partial")]);
            told(() => closing("p", 3).chunks(0));
            told(() => closing("p", 3).windows("2"));
            told(() => { const chunks = closing("p", 9).chunks(2); chunks.next(); return chunks.return(); });
            told(() => { const chunks = closing("p", 1).chunks(2); return [chunks.next(), chunks.return()]; });
            """
        #expect(
            try printed(source, host: host) == [
                "[[1,2],[3,4],[5]]",
                "[[1,2,3],[2,3,4]]",
                "[]",
                "[[1,2]]",
                "closed p", "RangeError",
                "closed p", "TypeError",
                "closed p", #"{"done":true}"#,
                #"[{"value":["p0"],"done":false},{"done":true}]"#,
            ])
    }

    @Test(arguments: ["spec", "bun", "chromium"]) func `a value is looked for`(host: String) throws {
        let source = """
            told(() => [[1, NaN].values().includes(NaN), [1, 2].values().includes(1, 1), closing("p", 3).includes("p1")]);
            told(() => closing("p", 3).includes("p1", -1));
            told(() => closing("p", 3).includes("p1", "1"));
            """
        #expect(
            try printed(source, host: host) == ["closed p", "[true,false,true]", "closed p", "RangeError", "closed p", "TypeError"])
    }

    /// Read from each engine.
    @Test(arguments: [
        ("spec", "zip zipKeyed chunks windows includes"), ("bun", "zip zipKeyed chunks windows includes"), ("node", ""), ("deno", ""),
        ("chromium", "zip zipKeyed includes"), ("firefox", "zip zipKeyed"),
    ]) func `a host has those that its engine has`(host: String, names: String) throws {
        let source = """
            const has = (name) => name in Iterator || name in Iterator.prototype;
            console.log(["zip", "zipKeyed", "chunks", "windows", "includes"].filter(has).join(" "));
            """
        #expect(try console(source, host: host) == [names])
    }

    @Test func `work on windows counts`() throws {
        let source = """
            const endless = { __proto__: Iterator.prototype, next: () => ({ value: 0, done: false }) };
            for (const window of endless.windows(2 ** 32 - 1)) console.log(window.length);
            """
        #expect(try console(source, steps: 100_000).last?.contains("no end after 100000 steps") == true)
    }
}
