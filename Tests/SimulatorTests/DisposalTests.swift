import Testing

/// `using` and `await using`; Node.js 24 prints the same.
extension LanguageTests {
    static let disposal: [Program] = [
        Program(
            "scopes, and how they are left",
            #"""
            const resource = (name, extra) => ({ name, [Symbol.dispose]() { console.log("close", name); if (extra) throw extra; } });

            { using a = resource("a"), b = resource("b"); using c = null; console.log("body"); }
            function early() { using a = resource("early"); return "value"; }
            console.log(early());
            for (using x of [resource(1), resource(2)]) { if (x.name === 1) continue; break; }
            outer: for (const y of [1, 2]) { using a = resource("y" + y); for (;;) { using b = resource("inner"); continue outer; } }
            class A { static { using s = resource("static"); console.log("in static"); } }
            const arrow = () => { using using_ = resource("arrow"); return using_.name; };
            console.log(arrow());
            function* generator() { using a = resource("generator"); yield 1; yield 2; }
            for (const value of generator()) { console.log(value); break; }
            try { using a = resource("try"); throw new Error("out"); } catch (error) { console.log(error.message); }
            """#,
            [
                "body",
                "close b",
                "close a",
                "close early",
                "value",
                "close 1",
                "close 2",
                "close inner",
                "close y1",
                "close inner",
                "close y2",
                "in static",
                "close static",
                "close arrow",
                "arrow",
                "1",
                "close generator",
                "close try",
                "out",
            ]),
        Program(
            "what is thrown while it is disposed of",
            #"""
            const resource = (name, extra) => ({ name, [Symbol.dispose]() { console.log("close", name); if (extra) throw extra; } });

            try { using a = resource("a", 1); using b = resource("b", 2); throw 3; } catch (error) {
              console.log(error instanceof SuppressedError, error.message, error.error, error.suppressed.error, error.suppressed.suppressed);
            }
            try { using a = resource("a", 1); } catch (error) { console.log(error); }
            function finallyWins() { try { using a = resource("a", 1); return 1; } finally { return 2; } }
            console.log(finallyWins());
            const own = new SuppressedError(1, 2, "both");
            console.log(own.message, own.error, own.suppressed, Object.keys(own), SuppressedError.length, SuppressedError(1, 2).message === "");
            """#,
            [
                "close b",
                "close a",
                "true An error was suppressed during disposal 1 2 3",
                "close a",
                "1",
                "close a",
                "2",
                "both 1 2 [] 3 true",
            ]),
        Program(
            "what cannot be disposed of",
            #"""
            const told = (action) => { try { console.log(action()); } catch (error) { console.log(`${error.name}: ${error.message}`); } };

            told(() => { using x = 1; });
            told(() => { using x = {}; });
            told(() => { using x = { [Symbol.dispose]: 1 }; });
            told(() => { using x = null, y = undefined; return "nothing"; });
            told(() => { x; using x = null; });
            """#,
            [
                "TypeError: An object is expected with `using` declarations",
                "TypeError: Symbol(Symbol.dispose) is not a function",
                "TypeError: Symbol(Symbol.dispose) is not a function",
                "nothing",
                "ReferenceError: Cannot access 'x' before initialization",
            ]),
        Program(
            "turns of the microtask queue",
            #"""
            let turns = 0;
            const count = async () => { for (let i = 0; i < 12; i++) { await null; turns++; } };
            const test = async (name, body) => { turns = 0; const counting = count(); await body(); console.log(name, turns); await counting; };
            await test("nothing", async () => { await using x = null; });
            await test("a synchronous method", async () => { await using x = { [Symbol.dispose]() {} }; });
            await test("an async method", async () => { await using x = { async [Symbol.asyncDispose]() {} }; });
            await test("a plain method", async () => { await using x = { [Symbol.asyncDispose]() {} }; });
            await test("twice nothing", async () => { await using x = null; await using y = null; });
            await test("both kinds", async () => { await using x = { async [Symbol.asyncDispose]() {} }; await using y = { [Symbol.dispose]() {} }; });
            await test("an empty stack", async () => { await new AsyncDisposableStack().disposeAsync(); });
            await test("a method that throws", async () => { try { await using x = { [Symbol.dispose]() { throw 1; } }; } catch {} });
            """#,
            [
                "nothing 2",
                "a synchronous method 2",
                "an async method 2",
                "a plain method 2",
                "twice nothing 2",
                "both kinds 3",
                "an empty stack 2",
                "a method that throws 2",
            ]),
        Program(
            "at the top level of a module",
            #"""
            await using last = { async [Symbol.asyncDispose]() { await null; console.log("closed"); } };
            for await (await using x of [{ [Symbol.asyncDispose]() { console.log("x"); } }]) console.log("body");
            console.log("end of the body");
            """#,
            [
                "body",
                "x",
                "end of the body",
                "closed",
            ]),
        Program(
            "stacks",
            #"""
            const told = (action) => { try { console.log(action()); } catch (error) { console.log(`${error.name}: ${error.message}`); } };

            const stack = new DisposableStack();
            console.log(stack.use(null), stack.adopt(5, (value) => console.log("adopted", value)), stack.defer(() => console.log("deferred")), stack.disposed);
            const moved = stack.move();
            console.log(stack.disposed, moved.disposed, moved instanceof DisposableStack);
            moved.dispose(); moved[Symbol.dispose]();
            console.log(moved.disposed, stack, new AsyncDisposableStack());
            told(() => stack.use(null)); told(() => new DisposableStack().use(1)); told(() => new DisposableStack().defer(1)); told(() => DisposableStack());
            told(() => DisposableStack.prototype.use.call({}, 1)); told(() => new DisposableStack().adopt(1, 2)); told(() => stack.move());
            const failing = new DisposableStack(); failing.defer(() => { throw 1; }); failing.defer(() => { throw 2; });
            try { failing.dispose(); } catch (error) { console.log(error.error, error.suppressed); }
            const later = new AsyncDisposableStack(); later.defer(async () => { await null; console.log("later"); }); later.use({ [Symbol.dispose]() { console.log("sooner"); } });
            await later.disposeAsync();
            console.log(later.disposed, await AsyncDisposableStack.prototype.disposeAsync.call(1).catch((error) => error.message));
            console.log(DisposableStack.prototype[Symbol.dispose].name, [].values()[Symbol.dispose].name, typeof (async function* () {})()[Symbol.asyncDispose]);
            """#,
            [
                "null 5 undefined false",
                "true false true",
                "deferred",
                "adopted 5",
                "true DisposableStack {} AsyncDisposableStack {}",
                "ReferenceError: Cannot call DisposableStack.prototype.use on an already-disposed DisposableStack",
                "TypeError: An object is expected with `using` declarations",
                "TypeError: 1 is not a function",
                "TypeError: Constructor DisposableStack requires 'new'",
                "TypeError: Method DisposableStack.prototype.use called on incompatible receiver #<Object>",
                "TypeError: 2 is not a function",
                "ReferenceError: Cannot call DisposableStack.prototype.move on an already-disposed DisposableStack",
                "1 2",
                "sooner",
                "later",
                "true Receiver is not an AsyncDisposableStack",
                "dispose [Symbol.dispose] function",
            ]),
    ]
}
