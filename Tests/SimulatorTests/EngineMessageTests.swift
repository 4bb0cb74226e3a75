import TestSupport
import Testing

/// The messages of the language's own errors: programs show them, and people look them up. They are V8's, as Node.js 20 prints them.
@Suite struct EngineMessageTests {
    struct Case: Sendable {
        var code: String
        var message: String
        init(_ code: String, _ message: String) {
            self.code = code
            self.message = message
        }
    }

    static let refusedSets: [Case] = [
        Case("Object.preventExtensions({}).a = 1", "Cannot add property a, object is not extensible"),
        Case("Object.freeze([1])[1] = 1", "Cannot add property 1, object is not extensible"),
        Case("Object.freeze([1])[0] = 2", "Cannot assign to read only property '0' of object '[object Array]'"),
        Case("Object.freeze([1]).unshift(2)", "Cannot add property 1, object is not extensible"),
        Case("class A { b = 1 } Object.freeze(new A()).b = 2", "Cannot assign to read only property 'b' of object '#<A>'"),
        Case("function foo() {} foo.name = 1", "Cannot assign to read only property 'name' of function 'function foo() {}'"),
        Case("self.x = 1", "Cannot add property x, object is not extensible"),
        Case("self.own = 1", "Cannot assign to read only property 'own' of object '[object Module]'"),
        Case("delete self.own", "Cannot delete property 'own' of [object Module]"),
        Case("Object.defineProperty(self, 'x', { value: 1 })", "Cannot redefine property: x"),
        Case("Object.setPrototypeOf(self, {})", "[object Module] is not extensible"),
        Case("'abc'.length = 1", "Cannot assign to read only property 'length' of string 'abc'"),
        Case("'abc'[0] = 1", "Cannot assign to read only property '0' of string 'abc'"),
        Case("'abc'[9] = 1", "Cannot create property '9' on string 'abc'"),
        Case("(5).x = 1", "Cannot create property 'x' on number '5'"),
        Case("Symbol('s').x = 1", "Cannot create property 'x' on symbol 'Symbol(s)'"),
        Case("new String('abc').length = 1", "Cannot assign to read only property 'length' of object '[object String]'"),
        Case("({ get a() { return 1 } }).a = 2", "Cannot set property a of #<Object> which has only a getter"),
        Case("class A { get a() { return 1 } } new A().a = 2", "Cannot set property a of #<A> which has only a getter"),
        Case("class A { static get a() { } } A.a = 2", "Cannot set property a of class A { static get a() { } } which has only a getter"),
        Case(
            "Object.create(null, { a: { get() { return 1 } } }).a = 2", "Cannot set property a of [object Object] which has only a getter"),
        Case("new Map().size = 2", "Cannot set property size of #<Map> which has only a getter"),
        Case("delete Object.freeze({ a: 1 }).a", "Cannot delete property 'a' of #<Object>"),
        Case("delete 'abc'[0]", "Cannot delete property '0' of [object String]"),
    ]

    static let classesAndOperators: [Case] = [
        Case("class A extends null {} new A()", "Super constructor null of A is not a constructor"),
        Case("new (class extends null {})()", "Super constructor null of anonymous class is not a constructor"),
        Case("class A extends null { constructor() { super(); } } new A()", "Super constructor null of A is not a constructor"),
        Case("function f() {} f.prototype = 3; class A extends f {}", "Class extends value does not have valid prototype property 3"),
        Case("class A extends ({}) {}", "Class extends value #<Object> is not a constructor or null"),
        Case("'a' in 'b'", "Cannot use 'in' operator to search for 'a' in b"),
        Case("5 in 7", "Cannot use 'in' operator to search for '5' in 7"),
        Case("Symbol('a') in null", "Cannot use 'in' operator to search for 'Symbol(a)' in null"),
        Case("({}) instanceof (() => 1)", "Function has non-object prototype 'undefined' in instanceof check"),
        Case("'abc'.foo()", "\"abc\".foo is not a function"),
        Case("(5).foo()", "5.foo is not a function"),
        Case("new (() => 1)()", "(intermediate value) is not a constructor"),
    ]

    static let receiversAndCallbacks: [Case] = [
        Case("(function* () {})().next.call({})", "Method [Generator].prototype.next called on incompatible receiver #<Object>"),
        Case("(function* () {})().return.call([])", "Method [Generator].prototype.return called on incompatible receiver [object Array]"),
        Case("[][Symbol.iterator]().next.call({})", "Method Array Iterator.prototype.next called on incompatible receiver #<Object>"),
        Case("new Map().keys().next.call([].values())", "Method Map Iterator.prototype.next called on incompatible receiver #<Object>"),
        Case("''[Symbol.iterator]().next.call('x')", "Method String Iterator.prototype.next called on incompatible receiver x"),
        Case("Map.prototype.get.call('x', 1)", "Method Map.prototype.get called on incompatible receiver x"),
        Case("Array.prototype.map.call(undefined, (x) => x)", "Array.prototype.map called on null or undefined"),
        Case("Array.prototype.concat.call(null)", "Array.prototype.concat called on null or undefined"),
        Case("[1].find('x')", "x is not a function"), Case("[1].map()", "undefined is not a function"),
        Case("[1].flatMap()", "flatMap mapper function is not callable"), Case("new Map().forEach(1)", "number 1 is not a function"),
        Case("new Set().forEach()", "undefined is not a function"),
        Case(
            "Array.from({ [Symbol.iterator]: 1 })",
            "%Array%.from requires that the property of the first argument, items[Symbol.iterator], when exists, be a function"),
        Case("Object.fromEntries(null)", "undefined is not iterable"), Case("structuredClone()", "The value argument must be specified"),
        Case("for (const x of { [Symbol.iterator]: () => ({ next: () => 1 }) });", "Iterator result 1 is not an object"),
        Case("const o = { [Symbol.iterator]: 1 }; for (const x of o);", "o is not iterable"),
        Case("new Set({ [Symbol.iterator]: 1 })", "object is not iterable (cannot read property Symbol(Symbol.iterator))"),
        Case("Promise.all.call(undefined)", "Promise.all called on non-object"),
        Case(
            "const a = [1]; Object.defineProperty(a, 'length', { writable: false }); a[1] = 1;",
            "Cannot assign to read only property 'length' of object '[object Array]'"),
        Case(
            "const a = [1]; Object.defineProperty(a, 'length', { writable: false }); a.push(1);",
            "Cannot assign to read only property 'length' of object '[object Array]'"),
        Case(
            "(function () { arguments.callee })()",
            "'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them"
        ),
    ]

    static let iteration: [Case] = [
        Case("new Map(5)", "number 5 is not iterable (cannot read property Symbol(Symbol.iterator))"),
        Case("new Set({})", "object is not iterable (cannot read property Symbol(Symbol.iterator))"),
        Case("new Map(['ab'])", "Iterator value ab is not an entry object"),
        Case("Object.fromEntries()", "undefined is not iterable"),
        Case("const o = {}; for (const x of o);", "o is not iterable"),
        Case("const o = {}; for (const x of o.a);", "o.a is not iterable"),
        Case("const f = () => 5; for (const x of f(1));", "f is not a function or its return value is not iterable"),
        Case("for (const x of 5);", "5 is not iterable"),
        Case("const o = {}; for (const x of o?.a);", "undefined is not iterable (cannot read property Symbol(Symbol.iterator))"),
        Case("const o = {}; [...o.a[0]]", "Cannot read properties of undefined (reading '0')"),
        Case("const o = {}; [...o]", "o is not iterable"),
        Case("const o = {}; Math.max(...o)", "Spread syntax requires ...iterable[Symbol.iterator] to be a function"),
        Case("let u; Math.max(...u)", "u is not iterable (cannot read property undefined)"),
        Case("const o = {}; const [a] = o;", "o is not iterable"),
        Case("const o = {}; let a; [a] = o;", "object is not iterable (cannot read property Symbol(Symbol.iterator))"),
        Case("(([a]) => a)()", "undefined is not iterable (cannot read property Symbol(Symbol.iterator))"),
        Case("const o = {}; const { a } = o.b;", "Cannot destructure property 'a' of 'o.b' as it is undefined."),
        Case("const f = () => null; const { a } = f(1);", "Cannot destructure property 'a' of 'f(...)' as it is null."),
        Case("let a; ({ a } = null);", "Cannot destructure property 'a' of 'null' as it is null."),
        Case("(({ a }) => a)()", "Cannot destructure property 'a' of 'undefined' as it is undefined."),
        Case("(({ a }) => a)(null)", "Cannot destructure property 'a' of 'object null' as it is null."),
        Case("const { f = ({ b }) => b } = {}; f()", "Cannot destructure property 'b' of 'undefined' as it is undefined."),
        Case("null[Symbol.iterator]", "object null is not iterable (cannot read property Symbol(Symbol.iterator))"),
        Case("const { a: { b } } = {};", "Cannot read properties of undefined (reading 'b')"),
        Case("const [{ b }] = [null];", "Cannot read properties of null (reading 'b')"),
    ]

    static let all = refusedSets + classesAndOperators + receiversAndCallbacks + iteration + callees + iterated

    /// One module that prints the message of each.
    static let source =
        "import * as self from './main.mjs'; export const own = 1; const tell = (error) => console.log(error.message);\n"
        + all.map { "try { \($0.code); console.log('nothing'); } catch (error) { tell(error); }\n" }.joined()

    @Test func `the simulator says what V8 says`() throws {
        let modules: Modules = ["main.mjs": Self.source]
        let lines = try modules.lines()
        try #require(lines.count == Self.all.count)
        for (line, known) in zip(lines, Self.all) { #expect(line == known.message, "\(known.code)") }
    }

    @Test(.enabled(if: Node.majorVersion == 20, "needs node 20 on the PATH"))
    func `Node says the same`() throws {
        #expect(try Node.lines(of: [("main.mjs", Self.source)]) == Self.all.map(\.message))
    }

    @Test func `a long text is cut`() throws {
        let lines = try console("try { 'a' in 'b'.repeat(100_000) } catch (error) { console.log(error.message.length < 2_000); }")
        #expect(lines == ["true"])
    }

    @Test func `messages of objects that inherit from many do not hold up the run`() throws {
        let run = """
            let object = {};
            for (let i = 0; i < 100_000; i++) object = Object.create(object);
            let last;
            for (let i = 0; i < 20_000; i++) try { new Promise(object); } catch (error) { last = error.message; }
            console.log(last);
            """
        #expect(try console(run) == ["Promise resolver #<Object> is not a function"])
    }

    @Test func `an assignment that fails runs no getter`() throws {
        #expect(
            try console(
                """
                const strange = { get constructor() { console.log('ran'); }, get toString() { console.log('ran'); }, get a() { return 1; } };
                try { strange.a = 1; } catch (error) { console.log(error.message); }
                """) == ["Cannot set property a of [object Object] which has only a getter"])
    }
}
