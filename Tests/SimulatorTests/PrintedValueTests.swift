import Testing

/// What a console prints of errors, deferred namespaces and classes.
@Suite struct PrintedValueTests {
    /// Stacks are left out of a trace, so that an error is one line: in another value it stands in brackets, as Node prints an error
    /// without a stack.
    @Test func errors() throws {
        #expect(
            try console(
                """
                const error = new Error('boom');
                console.log(error, [error], { error }, new Set([error]));
                class V extends Error {}
                class MyError extends Error {}
                console.log([new V('a'), new MyError('b')]);
                const renamed = new TypeError('c');
                renamed.name = 'Custom';
                console.log([renamed], [Object.assign(new Error('d'), { code: 7 })]);
                console.log([new Error('two\\nlines')]);
                const own = new Error('e');
                own.stack = 'my own';
                console.log(own, [own]);
                """) == [
                    "Error: boom [ [Error: boom] ] { error: [Error: boom] } Set(1) { [Error: boom] }",
                    "[ [V [Error]: a], [MyError: b] ]",
                    "[ [Custom: c] ] [ [Error: d] { code: 7 } ]",
                    "[\n  [Error: two\n  lines]\n]",
                    "[my own] [ [my own] ]",
                ])
    }

    /// As Node prints what has no stack.
    @Test func `objects that only inherit from an error`() throws {
        #expect(
            try console(
                """
                class MyError extends Error {}
                console.log(Object.create(Error.prototype), [Object.create(TypeError.prototype)], Error.prototype);
                console.log(Object.assign(Object.create(Error.prototype), { message: 'x', a: 1 }));
                console.log(TypeError.prototype, MyError.prototype, Object.create(MyError.prototype));
                """) == [
                    "[Error] [ [TypeError] ] {}", "[Error: x] { a: 1 }", "[Error [TypeError]] [Error] [MyError]",
                ])
    }

    /// Node would evaluate the module, since it asks for the keys.
    @Test func `a deferred namespace is printed without being evaluated`() throws {
        let modules: Modules = [
            "main.mjs": """
            import defer * as dep from './dep.mjs';
            console.log(dep);
            dep.x;
            console.log(dep);
            import defer * as none from './none.mjs';
            console.log(none);
            """,
            "dep.mjs": "console.log('runs'); export const x = 1; export function f() {} export const then = 2;",
            "none.mjs": "console.log('runs');",
        ]
        #expect(
            try modules.lines() == [
                "[Module: null prototype] [Deferred Module] {\n  f: [Function: f],\n  x: <uninitialized>\n}",
                "runs", "[Module: null prototype] [Deferred Module] { f: [Function: f], x: 1 }",
                "[Module: null prototype] [Deferred Module] {}",
            ])
    }

    @Test func `structuredClone throws a DOMException`() throws {
        #expect(
            try console(
                """
                try { structuredClone({ f: () => 1 }); } catch (error) {
                  console.log(error.name, error.code, error.message, error instanceof DOMException, error instanceof Error);
                  console.log(String(error), Object.prototype.toString.call(error), Object.keys(error).length, error.constructor.name);
                  console.log([error]);
                }
                for (const value of [Symbol('q'), new WeakMap(), Promise.resolve(1)])
                  try { structuredClone(value); } catch (error) { console.log(error.message); }
                const abort = new DOMException('m', 'AbortError');
                console.log(abort.code, String(abort), DOMException.ABORT_ERR, abort.DATA_CLONE_ERR, new DOMException().name);
                console.log(new DOMException('m', 'Other').code, new DOMException('q', { cause: 4 }).cause);
                """) == [
                    "DataCloneError 25 () => 1 could not be cloned. true true",
                    "DataCloneError: () => 1 could not be cloned. [object DOMException] 0 DOMException",
                    "[ [DOMException [DataCloneError]: () => 1 could not be cloned.] ]",
                    "Symbol(q) could not be cloned.", "#<WeakMap> could not be cloned.", "#<Promise> could not be cloned.",
                    "20 AbortError: m 20 25 Error", "0 4",
                ])
    }

    @Test func `the global object has a tag on Node`() throws {
        let source = "console.log(Object.prototype.toString.call(globalThis), Object.keys(globalThis).sort().join());"
        let shared = "clearInterval,clearTimeout,fetch,"
        let end = "performance,queueMicrotask,"
        #expect(
            try console(source, host: "node") == [
                "[object global] atob,btoa,clearImmediate,clearInterval,clearTimeout,crypto,fetch,global,navigator,\(end)"
                    + "setImmediate,setInterval,setTimeout,structuredClone"
            ])
        #expect(try console(source) == ["[object Object] \(shared)\(end)setInterval,setTimeout,structuredClone"])
    }

    @Test func `console.dir takes a depth`() throws {
        #expect(
            try console(
                """
                const deep = { a: { b: { c: { d: { e: 1 } } } } };
                console.dir(deep); console.dir(deep, { depth: 0 }); console.dir(deep, { depth: null }); console.dir('text', { depth: 1 });
                """) == [
                    "{ a: { b: { c: [Object] } } }", "{ a: [Object] }",
                    "{\n  a: {\n    b: { c: { d: { e: 1 } } }\n  }\n}", "'text'",
                ])
    }
}
