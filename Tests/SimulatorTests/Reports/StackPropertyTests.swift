import Testing

/// `error.stack`, which hosts have: V8's form, and the moment at which it is made.
@Suite struct StackPropertyTests {
    @Test func `calls and awaits`() throws {
        #expect(
            try console(
                """
                async function load() { await null; throw new TypeError('no'); }
                async function start() { await load(); }
                try { await start(); } catch (error) { console.log(error.stack); }
                """) == [
                    "TypeError: no\n    at load (main.mjs:1:43)\n    at async start (main.mjs:2:26)\n    at async main.mjs:3:7"
                ])
    }

    @Test func `errors of the language itself have one`() throws {
        #expect(
            try console("const f = () => null.x;\ntry { f(); } catch (error) { console.log(error.stack); }") == [
                "TypeError: Cannot read properties of null (reading 'x')\n    at f (main.mjs:1:17)\n    at main.mjs:2:7"
            ])
    }

    @Test func `the constructors of a subclass are no part of it, and its name is`() throws {
        #expect(
            try console(
                """
                class Missing extends Error {
                  constructor(what) { super(what); this.name = 'Missing'; }
                }
                function find() { return new Missing('door'); }
                console.log(find().stack);
                """) == ["Missing: door\n    at find (main.mjs:4:26)\n    at main.mjs:5:13"])
    }

    @Test func `it is an ordinary hidden property`() throws {
        #expect(
            try console(
                """
                const error = new Error('a');
                console.log(Object.keys(error).length, Object.getOwnPropertyNames(error).includes('stack'));
                error.stack = 'mine';
                console.log(error.stack, delete error.stack, 'stack' in error);
                """) == ["0 true", "mine true false"])
    }
}
