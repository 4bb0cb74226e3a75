import TestSupport
import Testing

/// Parameters that the body of their function declares again, by a `var` or a function: every kind of function, of parameter and of
/// declaration, with what ECMA-262 says of each worked out from the three.
/// https://tc39.es/ecma262/#sec-functiondeclarationinstantiation
@Suite struct RedeclaredParameterTests {
    /// A function whose parameters and body stand in for `P` and `B`, called with 1 and 2 as far as it takes them.
    private static let functions = [
        "function f(P) { B } f(1, 2);", "(function (P) { B })(1, 2);", "(function a(P) { B })(1, 2);", "((P) => { B })(1, 2);",
        "await (async function (P) { B })(1, 2);", "await (async (P) => { B })(1, 2);", "[...(function* (P) { B })(1, 2)];",
        "for await (const _ of (async function* (P) { B })(1, 2));", "({ m(P) { B } }).m(1, 2);", "({ set m(P) { B } }).m = 1;",
        "(class { static m(P) { B } }).m(1, 2);", "new (class { constructor(P) { B } })(1, 2);",
        "new (class extends Object { constructor(P) { B super(); } })(1, 2);", "(class { static { ((P) => { B })(1, 2); } });",
    ]

    /// Parameters, and what `a` is where the body begins.
    private static let parameters = [
        ("a", "1"), ("b, a", "2"), ("b", "undefined"), ("", "undefined"), ("a = 7", "1"), ("b, c, a = 7", "7"),
        ("b, c, { a } = { a: 3 }", "3"),
        ("b, c, [a] = [3]", "3"), ("b, ...a", "2"), ("b, c, d = 0", "undefined"), ("a, c, inner = () => a", "1"),
        ("b, c, inner = (a = 8) => a", "undefined"),
    ]

    private enum Effect {
        /// `a` has that value afterwards.
        case value(String)
        /// `a` stays what it was.
        case nothing
        /// It stays when it is a number other than 0, and has that value otherwise.
        case fallback(String)
        /// `a` is a function from the beginning.
        case function
    }

    private static let declarations: [(text: String, effect: Effect)] = [
        ("var a;", .nothing), ("var a = 5;", .value("5")), ("var a = a || 5;", .fallback("5")), ("var a; a = a ?? 5;", .fallback("5")),
        ("if (a) { var a; }", .nothing), ("if (0) var a;", .nothing), ("for (var a = 8; a < 9; a++);", .value("9")),
        ("for (var a of [4, 6]);", .value("6")), ("for (var a in { k: 0 });", .value("k")), ("for (var a; 0;);", .nothing),
        ("var { a } = { a: 6 };", .value("6")), ("var { x: [a = 6] } = { x: [] };", .value("6")), ("var [, ...a] = [0, 6];", .value("6")),
        ("try { throw 4; } catch (a) { var a = 5; }", .nothing), ("try { throw 4; } catch { var a = 5; }", .value("5")),
        ("switch (0) { case 1: var a = 5; default: }", .nothing), ("label: var a;", .nothing), ("function a() {}", .function),
        ("var a; function a() {}", .function), ("function a() {} var a; function a() {}", .function),
        ("function a() {} var a = 5;", .value("5")),
        ("var a; { function a() {} }", .nothing), ("var a; { let a = 6; }", .nothing), ("var a; { class a {} }", .nothing),
    ]

    /// What else the function does with `a`: a closure moves the binding to the heap.
    private static let captures = ["", "const later = () => show(a); seen.push(later());"]

    private struct Case {
        var source: String
        var line: String
    }

    private static let cases: [Case] = {
        var cases: [Case] = []
        for function in functions {
            for (list, start) in parameters {
                let isSetter = function.contains("set m")
                // A setter has one parameter.
                if isSetter, list.isEmpty || list.contains(",") || list.contains("...") { continue }
                for (declaration, effect) in declarations {
                    for capture in captures {
                        let isFunction = if case .function = effect { true } else { declaration.hasPrefix("function") }
                        let before = isFunction ? "function" : start
                        let after =
                            switch effect {
                            case .value(let value): value
                            case .nothing, .function: before
                            case .fallback(let value): before == "undefined" ? value : before
                            }
                        // A closure among the parameters sees the parameter, and not the variable of the body.
                        let inner = list.hasPrefix("a, c, inner") ? "1" : list.hasPrefix("b, c, inner") ? "8" : "none"
                        let early = capture.contains("later") ? ",\(before)" : ""
                        let body = """
                            seen.push(show(a)); \(capture) \(declaration) seen.push(show(a)); \
                            seen.push(typeof inner === "undefined" ? "none" : show(inner()));
                            """
                        let text = function.replacing("P", with: list, maxReplacements: 1).replacing("B", with: body, maxReplacements: 1)
                        cases.append(
                            Case(
                                source: "{ const seen = []; \(text) console.log(seen.join()); }\n",
                                line: "\(before)\(early),\(after),\(inner)"))
                    }
                }
            }
        }
        return cases
    }()

    private static let prelude = "const show = (value) => (typeof value === 'function' ? 'function' : String(value));\n"

    @Test func `a variable of the body begins with the parameter of its name`() throws {
        let printed = try console(Self.prelude + Self.cases.map(\.source).joined())
        #expect(printed.count == Self.cases.count)
        for (line, wanted) in zip(printed, Self.cases) where line != wanted.line {
            Issue.record("printed \(line) for \(wanted.line): \(wanted.source)")
            return
        }
    }

    @Test(.enabled(if: Node.isInstalled, "needs node 20 or later on the PATH"))
    func `node prints the same`() throws {
        let printed = try Node.lines(of: [("main.mjs", Self.prelude + Self.cases.map(\.source).joined())])
        #expect(printed.count == Self.cases.count)
        for (line, wanted) in zip(printed, Self.cases) where line != wanted.line {
            Issue.record("node prints \(line) for \(wanted.line): \(wanted.source)")
            return
        }
    }

    /// What reads a parameter that has no value yet meets its dead zone, whatever the body declares.
    @Test func `a parameter has its dead zone all the same`() throws {
        let source = """
            const attempt = (action) => { try { return action(); } catch (error) { return error.message; } };
            console.log(attempt(() => (function (a = b, b) { var a, b; return a; })()));
            console.log(attempt(() => (function (a = a) { var a; return a; })()));
            console.log(attempt(() => (function (a = (() => b)(), b = 1) { var b; return a; })()));
            console.log(attempt(() => (function ({ a, c = a } = { a: 1 }) { var a; return c; })()));
            """
        #expect(
            try console(source) == [
                "Cannot access 'b' before initialization", "Cannot access 'a' before initialization",
                "Cannot access 'b' before initialization", "1",
            ])
    }
}
