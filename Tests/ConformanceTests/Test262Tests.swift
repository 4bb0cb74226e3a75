import Conformance
import Diagnostics
import Foundation
import TestSupport
import Testing

/// The runner of test262's tests, on tests of our own in the form that test262 has.
@Suite struct Test262Tests {
    /// Writes files into a folder of their own, and runs the first as a test.
    private func run(_ source: String, _ others: [String: String] = [:]) throws -> Test262Result {
        let folder = try ScratchFolder()
        for (name, text) in others { try folder.write(name, text) }
        try folder.write("test.js", source)
        let test = try Test262Test(path: "test.js", checkout: folder.path)
        return try onLargeStack { test.run() }
    }

    @Test func `a test that comes to its end passes, one that throws does not`() throws {
        #expect(try run("/*---\nflags: [module]\n---*/\nassert.sameValue(1 + 1, 2);") == .passed)
        #expect(
            try run("/*---\nflags: [module]\n---*/\nassert.sameValue(1 + 1, 3, 'sum');")
                == .failed("Test262Error { message: 'sum: expected 3, got 2' }"))
        #expect(try run("/*---\nflags: [module]\n---*/\nnothing();") == .failed("ReferenceError: nothing is not defined"))
    }

    @Test func `an asynchronous test must say once that it is done`() throws {
        let head = "/*---\nflags: [async]\n---*/\n"
        #expect(try run(head + "Promise.resolve().then($DONE);") == .passed)
        #expect(try run(head + "Promise.resolve().then(() => {});") == .failed("$DONE was never called"))
        #expect(try run(head + "$DONE(); $DONE();") == .failed("Test262Error: $DONE was called twice"))
        #expect(try run(head + "asyncTest(async () => { throw new RangeError('far'); });") == .failed("RangeError: far"))
        #expect(
            try run(head + "asyncTest(() => assert.throwsAsync(TypeError, async () => 1));")
                == .failed("Test262Error: expected TypeError to be thrown asynchronously, but nothing was"))
    }

    @Test func `a negative test must fail in its phase with its error`() throws {
        func head(_ phase: String, _ type: String) -> String {
            "/*---\nflags: [module]\nnegative:\n  phase: \(phase)\n  type: \(type)\n---*/\n"
        }
        #expect(try run(head("parse", "SyntaxError") + "let a; let a;") == .passed)
        #expect(try run(head("parse", "SyntaxError") + "a();").isFailure)
        #expect(
            try run(head("parse", "SyntaxError") + "class A { accessor x }")
                == .notRun("test.js:7:11: 'accessor' fields are not in tla-sim's subset"))
        #expect(try run(head("resolution", "SyntaxError") + "import { a } from './b.js';", ["b.js": ""]) == .passed)
        #expect(try run(head("resolution", "SyntaxError") + "import './b.js';", ["b.js": "let a; let a;"]) == .passed)
        #expect(try run(head("resolution", "SyntaxError") + "let a; let a;").isFailure, "the test itself must parse")
        #expect(try run(head("resolution", "SyntaxError") + "import './b.js' with { b: '' };", ["b.js": ""]) == .passed)
        #expect(try run(head("parse", "SyntaxError") + "import './b.js';", ["b.js": "let a; let a;"]).isFailure)
        #expect(try run(head("runtime", "TypeError") + "null.x;") == .passed)
        #expect(try run(head("runtime", "RangeError") + "null.x;").isFailure)
        #expect(try run(head("runtime", "Test262Error") + "throw new Test262Error('x');") == .passed)
        #expect(try run(head("runtime", "Test262Error") + "") == .failed("expected Test262Error in the phase runtime, got: it ended well"))
    }

    @Test(arguments: ["", "/.", "//", "/./", "/sub/.."]) func `the checkout may be named in any way`(ending: String) throws {
        let folder = try ScratchFolder()
        try folder.write("sub/none.js", "")
        try folder.write("test/a.js", "/*---\nflags: [module]\nnegative:\n  phase: parse\n  type: SyntaxError\n---*/\nlet a; let a;")
        for path in [folder.path + ending, "/" + folder.path + ending] {
            let test = try Test262Test(path: "test/a.js", checkout: path)
            #expect(try onLargeStack { test.run() } == .passed, "\(path)")
        }
    }

    @Test func `a script has the global object for its this`() throws {
        #expect(
            try run("/*---\nflags: [onlyStrict]\n---*/\nassert.sameValue(this, globalThis); (() => assert.sameValue(this, globalThis))();")
                == .passed)
        #expect(try run("/*---\nflags: [module]\n---*/\nassert.sameValue(this, undefined);") == .passed)
    }

    @Test func `a script must not declare what the global object keeps`() throws {
        let head = "/*---\nnegative:\n  phase: runtime\n  type: SyntaxError\n---*/\n"
        #expect(try run(head + "let undefined;") == .passed)
        #expect(try run(head + "let Array;") == .failed("expected SyntaxError in the phase runtime, got: it ended well"))
    }

    @Test func `in a script a resource may be named await, also in a function of a static block`() throws {
        let head = "/*---\ndescription: x\n---*/\n"
        #expect(try run(head + "class C { static { (() => { using await = null; })(); } }") == .passed)
    }

    @Test func `a buffer may be detached twice`() throws {
        let source = "const b = new ArrayBuffer(1); $262.detachArrayBuffer(b); $262.detachArrayBuffer(b); assert(b.detached);"
        #expect(try run("/*---\ndescription: x\n---*/\n" + source) == .passed)
    }

    @Test func `scripts are strict, but those that need sloppy code or are run as they stand`() throws {
        let isStrict = "assert.sameValue((function () { return this === undefined; })(), true);"
        let isSloppy = "undeclared = 1; with ({ a: 2 }) { assert.sameValue(a, 2); }"
        #expect(try run("/*---\ndescription: x\n---*/\n" + isStrict) == .passed)
        #expect(try run("/*---\nflags: [onlyStrict]\n---*/\n" + isStrict) == .passed)
        #expect(try run("/*---\nflags: [noStrict]\n---*/\n" + isSloppy) == .passed)
        #expect(try run("/*---\nflags: [raw]\n---*/\nwith ({}) {}") == .passed)
        #expect(try run("/*---\nflags: [noStrict]\n---*/\n" + isStrict) != .passed)
    }

    @Test func `what needs more than the subset is not run`() throws {
        #expect(try run("/*---\nflags: [raw, module]\n---*/\n") == .passed)
        #expect(try run("/*---\nflags: [raw]\nnegative:\n  phase: parse\n  type: SyntaxError\n---*/\nvar 1;") == .passed)
        let detaching = "const b = new ArrayBuffer(1); $262.detachArrayBuffer(b); assert(b.detached);"
        #expect(try run("/*---\ndescription: x\n---*/\n" + detaching) == .passed)
        #expect(try run("/*---\ndescription: x\n---*/\n$262.gc();") == .notRun("it reaches into the engine by $262.gc"))
        #expect(try run("/*---\ndescription: x\n---*/\n$262.agent.start('');") == .notRun("it reaches into the engine by $262.agent.start"))
        #expect(try run("/*---\ndescription: x\n---*/\nassert($262.agent.monotonicNow() > 0);") == .passed)
        #expect(try run("/*---\nfeatures: [Temporal]\n---*/\n") == .notRun("'Temporal' is not in tla-sim's subset"))
        #expect(
            try run("/*---\ndescription: x\n---*/\nclass A { accessor a; }")
                == .notRun("test.js:4:11: 'accessor' fields are not in tla-sim's subset"))
    }

    @Test func `no file outside the checkout is read`() throws {
        let folder = try ScratchFolder()
        let head = "/*---\nflags: [module]\n---*/\n"
        try folder.write("outside.js", head)
        for (name, specifier) in [
            ("up", "../../outside.js"), ("absolute", folder.path("outside.js")), ("link", "./elsewhere.js"), ("inside", "../b.js"),
        ] {
            try folder.write("checkout/test/\(name).js", head + "import '\(specifier)';")
        }
        try folder.write("checkout/b.js", "")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("checkout/test/elsewhere.js"), withDestinationPath: folder.path("outside.js"))
        func run(_ path: String) throws -> Test262Result {
            let test = try Test262Test(path: path, checkout: folder.path("checkout"))
            return try onLargeStack { test.run() }
        }
        #expect(try run("test/inside.js") == .passed, "a test may import what lies above it")
        for (name, words) in [("up", "lies outside"), ("absolute", "lies outside"), ("link", "leads out of")] {
            guard case .failed(let reason) = try run("test/\(name).js") else {
                Issue.record("\(name) read a file outside")
                continue
            }
            #expect(reason.hasSuffix("\(words) the checkout"), "\(reason)")
        }
        for path in ["../outside.js", "test/../../outside.js", "test/elsewhere.js"] {
            let refusal = try #require(throws: DiagnosticList.self) { try run(path) }
            #expect(refusal.diagnostics[0].message.hasSuffix("it lies outside the checkout"))
        }
    }

    @Test func `a file without metadata is no test`() throws {
        #expect(throws: DiagnosticList.self) { try run("assert(true);") }
        #expect(throws: DiagnosticList.self) { try run("/*---\nflags: [module\n---*/\n") }
        #expect(throws: DiagnosticList.self, "nothing is taken for nothing asked") { try run("/*---\nnegative: 5\n---*/\n") }
        #expect(throws: DiagnosticList.self) { try run("/*---\nflags: [modul]\n---*/\n") }
    }

    @Test(arguments: [
        ("assert(1)", "expected true, got 1"), ("assert.notSameValue(NaN, NaN)", "expected something other than NaN"),
        ("assert.throws(TypeError, () => {})", "expected TypeError to be thrown, and nothing was"),
        ("assert.throws(TypeError, () => { throw new RangeError('r'); })", "expected TypeError to be thrown, got RangeError: r"),
        ("assert.compareArray([1, 2], [1, 3])", "expected [1,3], got [1,2]"),
        ("assert.deepEqual({ a: [1] }, { a: [2] })", "expected [object Object], got [object Object]"),
        ("checkSequence([1, 3])", "steps in an unexpected sequence: 1,3"),
        ("verifyProperty({ a: 1 }, 'a', { writable: false })", "a writable: expected false, got true"),
        ("verifyNotConfigurable({ a: 1 }, 'a')", "a is not configurable: expected true, got false"),
        ("$DONOTEVALUATE()", "Test262: This statement should not be evaluated."),
    ]) func `the harness finds what is wrong`(code: String, message: String) throws {
        guard case .failed(let reason) = try run("/*---\nflags: [module]\n---*/\n\(code);") else {
            Issue.record("it passed")
            return
        }
        #expect(reason.contains(message), "\(reason)")
    }

    @Test func `the harness lets pass what is right`() throws {
        let code = """
            /*---
            flags: [module]
            ---*/
            assert.sameValue(-0, -0);
            assert.notSameValue(0, -0);
            assert.throws(Test262Error, () => { throw new Test262Error(); });
            assert.compareArray([NaN, -0], [NaN, -0]);
            assert.deepEqual({ a: [1, { b: 2 }], m: new Map([[1, 2]]) }, { a: [1, { b: 2 }], m: new Map([[1, 2]]) });
            verifyProperty({ a: 1 }, "a", { value: 1, writable: true, enumerable: true, configurable: true });
            verifyProperty({}, "a", undefined);
            verifyNotWritable(Object.freeze({ a: 1 }), "a");
            verifyCallableProperty(Math, "max", "max", 2);
            assert(isConstructor(class {}));
            assert(!isConstructor(() => {}));
            assert.sameValue(fnGlobalObject(), globalThis);
            checkSettledPromises([{ status: "fulfilled", value: 1 }], [{ status: "fulfilled", value: 1 }]);
            """
        #expect(try run(code) == .passed)
    }

    @Test func `the summary counts by folder and ends with the total`() {
        var summary = Test262Summary()
        summary.add(.passed, for: "test/language/import/import-defer/syntax/a.js")
        summary.add(.failed("x"), for: "test/language/import/import-defer/errors/b.js")
        summary.add(.notRun("y"), for: "test/built-ins/Promise/all/c.js")
        #expect(
            summary.text == """
                test/language/import/import-defer  1 passed, 1 failed
                test/built-ins/Promise             0 passed, 0 failed, 1 not run
                1 passed, 1 failed, 1 not run

                """)
    }
}

extension Test262Result {
    fileprivate var isFailure: Bool { if case .failed = self { true } else { false } }
}
