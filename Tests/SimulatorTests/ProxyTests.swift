import Testing

/// Proxies: which traps each operation asks, in which order, and what is said of traps that break an invariant. All of it as Node.js 24 prints it.
@Suite struct ProxyTests {
    private static let seen = #"""
        const seen = (target) => new Proxy(target, new Proxy({}, { get(_, trap) { return (...given) => {
          console.log(trap, ...given.slice(1).map((value) => (Object(value) === value ? "·" : String(value))));
          return Reflect[trap](...given); }; } }));

        """#

    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var source: String
        var lines: [String]

        init(_ name: String, _ source: String, _ lines: String...) { (testDescription, self.source, self.lines) = (name, source, lines) }
    }

    static let orders = [
        Case(
            "for-in", #"for (const k in seen({ a: 1, b: 2 })) console.log(k);"#,
            "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor a", "a", "getOwnPropertyDescriptor b", "b"),
        Case(
            "for-in over one that inherits", #"for (const k in { z: 1, __proto__: seen({ a: 1, z: 2 }) }) console.log(k);"#,
            "ownKeys", "getPrototypeOf", "z", "getOwnPropertyDescriptor a", "a"),
        Case(
            "a spread", #"({ ...seen({ a: 1, b: 2 }) });"#,
            "ownKeys", "getOwnPropertyDescriptor a", "get a ·", "getOwnPropertyDescriptor b", "get b ·"),
        Case(
            "Object.assign", #"Object.assign({}, seen({ a: 1 }));"#,
            "ownKeys", "getOwnPropertyDescriptor a", "get a ·"),
        Case(
            "JSON.stringify", #"JSON.stringify(seen({ a: 1, b: seen([1]) }));"#,
            "get toJSON ·", "ownKeys", "getOwnPropertyDescriptor a", "getOwnPropertyDescriptor b", "get a ·", "get b ·", "get toJSON ·",
            "get length ·", "get 0 ·"),
        Case(
            "Object.keys", #"Object.keys(seen({ a: 1 }));"#,
            "ownKeys", "getOwnPropertyDescriptor a"),
        Case(
            "Object.entries", #"Object.entries(seen({ a: 1 }));"#,
            "ownKeys", "getOwnPropertyDescriptor a", "get a ·"),
        Case(
            "Object.freeze", #"Object.freeze(seen({ a: 1 }));"#,
            "preventExtensions", "ownKeys", "getOwnPropertyDescriptor a", "defineProperty a ·"),
        Case(
            "Object.seal", #"Object.seal(seen({ a: 1 }));"#,
            "preventExtensions", "ownKeys", "defineProperty a ·"),
        Case(
            "Object.isFrozen", #"Object.isFrozen(seen({ a: 1 }));"#,
            "isExtensible"),
        Case(
            "an assignment", #"seen({ a: 1 }).a = 2;"#,
            "set a 2 ·", "getOwnPropertyDescriptor a", "defineProperty a ·"),
        Case(
            "an assignment to one that inherits", #"({ __proto__: seen({ a: 1 }) }).a = 2;"#,
            "set a 2 ·"),
        Case(
            "a class that extends one", #"class A extends seen(class { constructor() { this.x = 1; } }) { y = 2; } new A();"#,
            "get prototype ·", "construct · ·"),
        Case(
            "instanceof", #"({}) instanceof seen(function () {});"#,
            "get Symbol(Symbol.hasInstance) ·", "get prototype ·"),
        Case(
            "call", #"seen(function () {}).call(1, 2);"#,
            "get call ·", "apply 1 ·"),
        Case(
            "new", #"new (seen(function () {}))(1);"#,
            "construct · ·", "get prototype ·"),
        Case(
            "in", #""a" in seen({});"#,
            "has a"),
        Case(
            "delete", #"delete seen({ a: 1 }).a;"#,
            "deleteProperty a"),
        Case(
            "concat", #"[].concat(seen([1]));"#,
            "get Symbol(Symbol.isConcatSpreadable) ·", "get length ·", "has 0", "get 0 ·"),
        Case(
            "push", #"seen([1]).push(2);"#,
            "get push ·", "get length ·", "set 1 2 ·", "getOwnPropertyDescriptor 1", "defineProperty 1 ·", "set length 2 ·",
            "getOwnPropertyDescriptor length", "defineProperty length ·"),
        Case(
            "bind", #"seen(function f() {}).bind(null);"#,
            "get bind ·", "getPrototypeOf", "getOwnPropertyDescriptor length", "get length ·", "get name ·"),
        Case(
            "await", #"await seen({});"#,
            "get then ·"),
        Case(
            "a template", #"`${seen({})}`;"#,
            "get Symbol(Symbol.toPrimitive) ·", "get toString ·", "get Symbol(Symbol.toStringTag) ·"),
        Case(
            "destructuring", #"const { a, ...rest } = seen({ a: 1, b: 2 });"#,
            "get a ·", "ownKeys", "getOwnPropertyDescriptor b", "get b ·"),
        Case(
            "map", #"seen([2]).map((x) => x);"#,
            "get map ·", "get length ·", "get constructor ·", "has 0", "get 0 ·"),
        Case(
            "Object.hasOwn", #"Object.hasOwn(seen({ a: 1 }), "a");"#,
            "getOwnPropertyDescriptor a"),
        Case(
            "Array.isArray and toString", #"console.log(Array.isArray(seen([])), Object.prototype.toString.call(seen(() => {})));"#,
            "get Symbol(Symbol.toStringTag) ·", "true [object Function]"),
    ]

    @Test(arguments: orders) func `traps are asked in V8's order`(_ operation: Case) throws {
        #expect(try console(Self.seen + "\n" + operation.source) == operation.lines)
    }

    static let errors = [
        (
            #"() => { new Proxy(Object.freeze({ a: 1 }), {}).a = 2; }"#,
            #"TypeError: Cannot assign to read only property 'a' of object '#<Object>'"#
        ),
        (
            #"() => { new Proxy(Object.freeze({ a: 1 }), {}).b = 2; }"#,
            #"TypeError: Cannot define property b, object is not extensible"#
        ),
        (
            #"() => { new Proxy(Object.freeze([1]), {}).push(2); }"#,
            #"TypeError: Cannot define property 1, object is not extensible"#
        ),
        (
            #"() => { delete new Proxy(Object.freeze({ a: 1 }), {}).a; }"#,
            #"TypeError: Cannot delete property 'a' of #<Object>"#
        ),
        (
            #"() => { Object.defineProperty(new Proxy(Object.freeze({ a: 1 }), {}), "b", {value:1}); }"#,
            #"TypeError: Cannot define property b, object is not extensible"#
        ),
        (
            #"() => { new Proxy({ get a() { return 1; } }, {}).a = 1; }"#,
            #"TypeError: Cannot set property a of #<Object> which has only a getter"#
        ),
        (
            #"() => { Object.setPrototypeOf(new Proxy(Object.freeze({}), {}), {}); }"#,
            #"TypeError: #<Object> is not extensible"#
        ),
        (
            #"() => { Object.freeze(new Proxy({}, { preventExtensions() { return false; } })); }"#,
            #"TypeError: 'preventExtensions' on proxy: trap returned falsish"#
        ),
        (
            #"() => { Object.freeze(new Proxy({ a: 1 }, { defineProperty() { return false; } })); }"#,
            #"TypeError: 'defineProperty' on proxy: trap returned falsish for property 'a'"#
        ),
        (
            #"() => { class A { x = 1; constructor() { } } ; class B { constructor() { return new Proxy({}, { defineProperty: () => false }); } } class C extends B { y = 1; } new C(); }"#,
            #"TypeError: 'defineProperty' on proxy: trap returned falsish for property 'y'"#
        ),
        (
            #"() => { const o = Object.create(new Proxy({}, { set() { return false; } })); o.x = 1; }"#,
            #"TypeError: 'set' on proxy: trap returned falsish for property 'x'"#
        ),
        (
            #"() => { new Proxy({}, {})(); }"#,
            #"TypeError: (intermediate value) is not a function"#
        ),
        (
            #"() => { const p = new Proxy(class A { }, {}); p(); }"#,
            #"TypeError: Class constructor A cannot be invoked without 'new'"#
        ),
        (
            #"() => { throw new Proxy(new Error("x"), {}); }"#,
            #"Error: x"#
        ),
        (
            #"() => { Reflect.ownKeys(new Proxy({}, { ownKeys: () => [{}] })); }"#,
            #"TypeError: #<Object> is not a valid property name"#
        ),
        (
            #"() => { "x" in new Proxy(Object.preventExtensions({ x: 1 }), { has: () => false }); }"#,
            #"TypeError: 'has' on proxy: trap returned falsish for property 'x' but the proxy target is not extensible"#
        ),
        (
            #"() => { "x" in new Proxy(Object.freeze({ x: 1 }), { has: () => false }); }"#,
            #"TypeError: 'has' on proxy: trap returned falsish for property 'x' which exists in the proxy target as non-configurable"#
        ),
        (
            #"() => { new Proxy(Object.freeze({ x: 1 }), { set: () => true }).x = 3; }"#,
            #"TypeError: 'set' on proxy: trap returned truish for property 'x' which exists in the proxy target as a non-configurable and non-writable data property with a different value"#
        ),
        (
            #"() => { new Proxy(Object.freeze({ get x() {return 1} }), { set: () => true }).x = 3; }"#,
            #"TypeError: 'set' on proxy: trap returned truish for property 'x' which exists in the proxy target as a non-configurable and non-writable accessor property without a setter"#
        ),
        (
            #"() => { new Proxy(Object.freeze({ set x(a) {} }), { get: () => 1 }).x; }"#,
            #"TypeError: 'get' on proxy: property 'x' is a non-configurable accessor property on the proxy target and does not have a getter function, but the trap did not return 'undefined' (got '1')"#
        ),
        (
            #"() => { delete new Proxy(Object.freeze({ x: 1 }), { deleteProperty: () => true }).x; }"#,
            #"TypeError: 'deleteProperty' on proxy: trap returned truish for property 'x' which is non-configurable in the proxy target"#
        ),
        (
            #"() => { delete new Proxy(Object.preventExtensions({ x: 1 }), { deleteProperty: () => true }).x; }"#,
            #"TypeError: 'deleteProperty' on proxy: trap returned truish for property 'x' but the proxy target is non-extensible"#
        ),
        (
            #"() => { Object.defineProperty(new Proxy(Object.preventExtensions({}), { defineProperty: () => true }), "x", {}); }"#,
            #"TypeError: 'defineProperty' on proxy: trap returned truish for adding property 'x'  to the non-extensible proxy target"#
        ),
        (
            #"() => { Object.defineProperty(new Proxy({}, { defineProperty: () => true }), "x", { configurable: false }); }"#,
            #"TypeError: 'defineProperty' on proxy: trap returned truish for defining non-configurable property 'x' which is either non-existent or configurable in the proxy target"#
        ),
        (
            #"() => { Object.defineProperty(new Proxy(Object.freeze({ x: 1 }), { defineProperty: () => true }), "x", { value: 2 }); }"#,
            #"TypeError: 'defineProperty' on proxy: trap returned truish for adding property 'x'  that is incompatible with the existing property in the proxy target"#
        ),
        (
            #"() => { Object.defineProperty(new Proxy(Object.defineProperty({}, "x", { value: 1, writable: true }), { defineProperty: () => true }), "x", { configurable: false, writable: false }); }"#,
            #"TypeError: 'defineProperty' on proxy: trap returned truish for defining non-configurable property 'x' which cannot be non-writable, unless there exists a corresponding non-configurable, non-writable own property of the target object."#
        ),
        (
            #"() => Object.getOwnPropertyDescriptor(new Proxy(Object.freeze({ x: 1 }), { getOwnPropertyDescriptor: () => undefined }), "x")"#,
            #"TypeError: 'getOwnPropertyDescriptor' on proxy: trap returned undefined for property 'x' which is non-configurable in the proxy target"#
        ),
        (
            #"() => Object.getOwnPropertyDescriptor(new Proxy(Object.preventExtensions({ x: 1 }), { getOwnPropertyDescriptor: () => undefined }), "x")"#,
            #"TypeError: 'getOwnPropertyDescriptor' on proxy: trap returned undefined for property 'x' which exists in the non-extensible proxy target"#
        ),
        (
            #"() => Object.getOwnPropertyDescriptor(new Proxy({}, { getOwnPropertyDescriptor: () => ({ configurable: false }) }), "x")"#,
            #"TypeError: 'getOwnPropertyDescriptor' on proxy: trap reported non-configurability for property 'x' which is either non-existent or configurable in the proxy target"#
        ),
        (
            #"() => Object.getOwnPropertyDescriptor(new Proxy(Object.preventExtensions({}), { getOwnPropertyDescriptor: () => ({}) }), "x")"#,
            #"TypeError: 'getOwnPropertyDescriptor' on proxy: trap returned descriptor for property 'x' that is incompatible with the existing property in the proxy target"#
        ),
        (
            #"() => Object.getOwnPropertyDescriptor(new Proxy(Object.defineProperty({}, "x", { value: 1, writable: true }), { getOwnPropertyDescriptor: () => ({ value: 1, configurable: false, writable: false }) }), "x")"#,
            #"TypeError: 'getOwnPropertyDescriptor' on proxy: trap reported non-configurable and non-writable for property 'x' which is non-configurable, writable in the proxy target"#
        ),
        (
            #"() => Object.setPrototypeOf(new Proxy(Object.preventExtensions({}), { setPrototypeOf: () => true }), {})"#,
            #"TypeError: 'setPrototypeOf' on proxy: trap returned truish for setting a new prototype on the non-extensible proxy target"#
        ),
        (
            #"() => Object.getPrototypeOf(new Proxy(Object.preventExtensions({}), { getPrototypeOf: () => ({}) }))"#,
            #"TypeError: 'getPrototypeOf' on proxy: proxy target is non-extensible but the trap did not return its actual prototype"#
        ),
        (
            #"() => Object.keys(new Proxy(Object.preventExtensions({ a: 1 }), { ownKeys: () => ["a", "b"] }))"#,
            #"TypeError: 'ownKeys' on proxy: trap returned extra keys but proxy target is non-extensible"#
        ),
        (
            #"() => Object.isExtensible(new Proxy(Object.preventExtensions({}), { isExtensible: () => true }))"#,
            #"TypeError: 'isExtensible' on proxy: trap result does not reflect extensibility of proxy target (which is 'false')"#
        ),
        (
            #"() => { const {proxy, revoke} = Proxy.revocable({}, {}); revoke(); return new Proxy(proxy, {}).x; }"#,
            #"TypeError: Cannot perform 'get' on a proxy that has been revoked"#
        ),
        (
            #"() => { const {proxy, revoke} = Proxy.revocable({}, {}); revoke(); return JSON.stringify([1], proxy); }"#,
            #"TypeError: Cannot perform 'IsArray' on a proxy that has been revoked"#
        ),
        (
            #"() => make({ get: 1 }).x"#,
            #"TypeError: '1' returned for property 'get' of object '#<Object>' is not a function"#
        ),
        (
            #"() => Proxy({}, {})"#,
            #"TypeError: Constructor Proxy requires 'new'"#
        ),
        (
            #"() => new Proxy(1, {})"#,
            #"TypeError: Cannot create proxy with a non-object as target or handler"#
        ),
        (
            #"() => { class C { #x = 1; static g(o) { return o.#x; } } return C.g(new Proxy(new C, {})); }"#,
            #"TypeError: Cannot read private member #x from an object whose class did not declare it"#
        ),
        (
            #"() => make({ get: () => 2 }, Object.freeze({ a: 1 })).a"#,
            #"TypeError: 'get' on proxy: property 'a' is a read-only and non-configurable data property on the proxy target but the proxy did not return its actual value (expected '1' but got '2')"#
        ),
        (
            #"() => Object.keys(make({ ownKeys: () => [] }, Object.freeze({ a: 1 })))"#,
            #"TypeError: 'ownKeys' on proxy: trap result did not include 'a'"#
        ),
        (
            #"() => Object.keys(make({ ownKeys: () => ["a", "a"] }))"#,
            #"TypeError: 'ownKeys' on proxy: trap returned duplicate entries"#
        ),
        (
            #"() => Object.keys(make({ ownKeys: () => [1] }))"#,
            #"TypeError: 1 is not a valid property name"#
        ),
        (
            #"() => Object.getOwnPropertyDescriptor(make({ getOwnPropertyDescriptor: () => 1 }), "a")"#,
            #"TypeError: 'getOwnPropertyDescriptor' on proxy: trap returned neither object nor undefined for property 'a'"#
        ),
        (
            #"() => Object.isExtensible(make({ isExtensible: () => false }))"#,
            #"TypeError: 'isExtensible' on proxy: trap result does not reflect extensibility of proxy target (which is 'true')"#
        ),
        (
            #"() => Object.preventExtensions(make({ preventExtensions: () => true }))"#,
            #"TypeError: 'preventExtensions' on proxy: trap returned truish but the proxy target is extensible"#
        ),
        (
            #"() => new (make({ construct: () => 1 }, function () {}))()"#,
            #"TypeError: 'construct' on proxy: trap returned non-object ('1')"#
        ),
        (
            #"() => Object.getPrototypeOf(make({ getPrototypeOf: () => 1 }))"#,
            #"TypeError: 'getPrototypeOf' on proxy: trap returned neither object nor null"#
        ),
        (
            #"() => Object.keys(make({ ownKeys: () => 1 }))"#,
            #"TypeError: CreateListFromArrayLike called on non-object"#
        ),
        (
            #"() => new (new Proxy(() => {}, {}))()"#,
            #"TypeError: (intermediate value) is not a constructor"#
        ),
        (
            #"() => { const p = new Proxy({}, {}); p(); }"#,
            #"TypeError: p is not a function"#
        ),
        (
            #"() => { class A extends new Proxy({}, {}) {} }"#,
            #"TypeError: Class extends value #<Object> is not a constructor or null"#
        ),
        (
            #"() => { const p = new Proxy({}, {}); const o = Object.create(p); Object.setPrototypeOf(p, o); return o.x; }"#,
            #"RangeError: Maximum call stack size exceeded"#
        ),
        (
            #"() => { let p = {}; for (let i = 0; i < 100000; i++) p = new Proxy(p, {}); return p.x; }"#,
            #"RangeError: Maximum call stack size exceeded"#
        ),
    ]

    @Test(arguments: errors) func `what goes wrong is told in V8's words`(action: String, message: String) throws {
        let make = "const make = (handler, target = {}) => new Proxy(target, handler);"
        let tell = "console.log(`${error.name}: ${error.message}`);"
        let source = "\(make)\ntry { (\(action))(); console.log('nothing'); } catch (error) { \(tell) }"
        #expect(try console(source) == [message])
    }

    @Test func `a revoked proxy refuses every operation but typeof`() throws {
        let source = #"""
            const { proxy, revoke } = Proxy.revocable(function () {}, {});
            revoke();
            revoke();
            console.log(typeof proxy, proxy);
            for (const action of [() => proxy.x, () => { proxy.x = 1; }, () => "x" in proxy, () => delete proxy.x, () => Object.keys(proxy),
              () => Array.isArray(proxy), () => Object.getPrototypeOf(proxy), () => Object.isExtensible(proxy), () => proxy(),
              () => new proxy(), () => Object.prototype.toString.call(proxy)]) {
              try { action(); } catch (error) { console.log(error.message); }
            }
            """#
        let operations = [
            "get", "set", "has", "deleteProperty", "ownKeys", "IsArray", "getPrototypeOf", "isExtensible", "apply", "construct",
            "Object.prototype.toString",
        ]
        let expected = operations.map { "Cannot perform '\($0)' on a proxy that has been revoked" }
        #expect(try console(source, host: "node") == ["function <Revoked Proxy>"] + expected)
    }

    @Test func `a console shows what a proxy stands for, and asks no trap`() throws {
        let source = #"""
            const loud = { get() { console.log("asked"); }, ownKeys() { console.log("asked"); return []; } };
            console.log(new Proxy({ a: 1 }, loud), [new Proxy([1, 2], loud)], new Proxy(class A {}, loud));
            console.log({ p: new Proxy(new Map([[1, 2]]), loud) });
            """#
        #expect(try console(source, host: "node") == ["{ a: 1 } [ [ 1, 2 ] ] [class A]", "{ p: Map(1) { 1 => 2 } }"])
    }

    @Test func `proxies of proxies are bounded, and every trap is counted`() throws {
        let deep = "let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); try { p.x; } catch (error) { console.log(error.name); }"
        #expect(try console(deep) == ["RangeError"])
        let turning = "const p = new Proxy({}, {}); for (;;) p.x;"
        guard case .blocked = try Modules([("main.mjs", turning)]).run().trace.outcome else {
            Issue.record("it is not bounded")
            return
        }
    }
}
