import Diagnostics
import Testing

@testable import JavaScript

@Suite("Modules")
struct ModuleTests {
    @Test(
        "imports",
        arguments: [
            ("import 'a'", "(import 'a')"), ("import {} from 'a'", "(import {} 'a')"), ("import a from 'b'", "(import {default:a} 'b')"),
            ("import a, * as b from 'c'", "(import {default:a *:b} 'c')"),
            ("import a, {b as c, default as d, 'e f' as g, if as h,} from 'i'", "(import {default:a b:c default:d e f:g if:h} 'i')"),
            ("import * as a from 'b' with {type: 'json'}", "(import {*:a} 'b' type=json)"),
            ("import a from 'b' with {z: '1', 'y': '2',}", "(import {default:a} 'b' y=2 z=1)"),
            ("import defer * as a from 'b'", "(import {*:a} 'b' defer)"),
            ("import defer from 'b'", "(import {default:defer} 'b')"),
            ("import defer, {a} from 'b'", "(import {default:defer a:a} 'b')"),
            ("import source a from 'b'", "(import {default:a} 'b' source)"),
            ("import source from 'b'", "(import {default:source} 'b')"),
            ("import source from from 'b'", "(import {default:from} 'b' source)"),
            ("import from from 'a'", "(import {default:from} 'a')"),
            ("import {as as as, from} from 'a'", "(import {as:as from:from} 'a')"),
        ])
    func imports(source: String, tree: String) {
        #expect(dump(source) == tree)
    }

    @Test(
        "exports",
        arguments: [
            ("export {}", "(export {})"),
            ("export {a, b as c, d as default, e as 'f g',}", "(export {a:a b:c d:default e:f g})"),
            ("export {default, if as 'x', 'y' as z} from 'a'", "(export {default:default if:x y:z} 'a')"),
            ("export * from 'a'", "(export {*} 'a')"),
            ("export * as b from 'a' with {type: 'json'}", "(export {*:b} 'a' type=json)"),
            ("export * as 'b c' from 'a'", "(export {*:b c} 'a')"),
            ("export * as default from 'a'", "(export {*:default} 'a')"),
            (
                "export let a = 1, {b, c: [d]} = e",
                "(exportDeclaration (let (declarator a 1.0) (declarator (objectPattern (key 'b' b) (key 'c' (arrayPattern d))) e)))"
            ),
            ("export async function f() {}", "(exportDeclaration (function f +async () ))"),
            ("export class A {}", "(exportDeclaration (class A))"),
            ("export default function () {}\n(a)", "(exportDefault (function () )) ; (expressionStatement a)"),
            ("export default async function* f() {}", "(exportDefault (function f +async +generator () ))"),
            ("export default class {}", "(exportDefault (class))"),
            ("export default (function () {})", "(exportDefault (function () ))"),
            ("export default async () => {}", "(exportDefault (function +async +arrow () ))"),
            ("export default [a]", "(exportDefault (array a))"),
        ])
    func exports(source: String, tree: String) {
        #expect(dump(source) == tree)
    }

    @Test("a declaration and an expression after 'export default' are told apart")
    func exportDefaultKinds() throws {
        let declaration = try parse("export default function () {}").tree
        let expression = try parse("export default (function () {})").tree
        #expect(declaration.nodes.contains(.functionDeclaration(FunctionID(0))))
        #expect(expression.nodes.contains(.function(FunctionID(0))))
    }

    @Test("requests of one specifier, attributes and phase are one, in the order of first appearance")
    func requests() throws {
        let parsed = try parse(
            """
            import "b"; import a from "a"; export * from "b"; import defer * as d from "b";
            import j from "a" with {type: "json", x: "1"}; export {y} from "a" with {x: "1", type: "json"};
            """)
        let requests = parsed.tree.requests.indices.map { parsed.dump(ModuleRequestID(UInt32($0))) }
        #expect(requests == ["'b'", "'a'", "'b' defer", "'a' type=json x=1"])
        #expect(parsed.tree.requests[0].range == SourceRange(start: 7, end: 10))
    }

    @Test("many requests are still one each")
    func manyRequests() throws {
        let lines = (0..<200).map { "import 'm\($0 % 100)';" }
        #expect(try parse(lines.joined()).tree.requests.count == 100)
    }

    @Test(
        "top-level await is found where it is, and nowhere else",
        arguments: [
            ("await a", 0),
            ("a; { if (b) await c }", 12),
            ("for await (a of b) ;", 4),
            ("class A { [await a] = 1 }", 11),
            ("class A extends (await b) {}", 17),
            ("export const a = await b", 17),
            ("export default await a", 15),
            ("`${await a}`", 3),
            ("async () => await a", nil),
            ("async function f() { await a; for await (b of c) ; }", nil),
            ("class A { async m() { await a } }", nil),
            ("a", nil),
            ("a.await", nil),
            ("({await: 1})", nil),
            ("async (a = b) => await a; await c", 26),
        ] as [(String, Int?)])
    func topLevelAwait(source: String, offset: Int?) throws {
        let tree = try parse(source).tree
        #expect(tree.hasTLA == (offset != nil))
        #expect(tree.firstAwait.map { Int($0.start) } == offset)
        #expect(tree.firstAwait.map { $0.end - $0.start } ?? 5 == 5)
    }

    @Test(
        "the use of import.meta and of the module's this",
        arguments: [
            ("import.meta", true), ("function f() { import.meta }", true), ("this", true), ("() => this", true),
            ("function f() { this }", false), ("a", false),
        ])
    func importMeta(source: String, isUsed: Bool) throws {
        #expect(try parse(source).tree.usesImportMeta == isUsed)
    }

    @Test(
        "what modules must not say",
        arguments: [
            ("import a from b", "1:15 expected the module's specifier, a string, found 'b'"),
            ("import {a b} from 'c'", "1:11 expected ',' or '}' in the list of imports, found 'b'"),
            ("import {if} from 'a'", "1:9 'if' is a reserved word and cannot be a name"),
            ("import {'a'} from 'b'", "1:12 expected 'as' and a name after the string, found '}'"),
            ("import {a as eval} from 'b'", "1:14 'eval' must not be declared or assigned in a module"),
            ("import * from 'a'", "1:10 expected 'as' and a name after '*', found 'from'"),
            (#"import {'\uD800' as a} from 'b'"#, "1:9 the name of an export must not hold half a surrogate pair"),
            ("import a, b from 'c'", "1:11 expected '*' or '{' after the default import, found 'b'"),
            ("import a from 'b' with {type: 1}", "1:31 expected a string as the value of an import attribute, found the number 1"),
            ("import a from 'b' with {x: '1', 'x': '2'}", "1:33 the import attribute 'x' stands twice"),
            ("import a from 'b' assert {type: 'json'}", "1:19 import assertions are obsolete"),
            ("import defer a from 'b'", "1:14 expected 'from' and the module's specifier, found 'a'"),
            ("{ import 'a' }", "1:3 'import' declarations stand only at the top level of a module"),
            ("function f() { export {} }", "1:16 'export' stands only at the top level of a module"),
            ("export default a, b", "1:17 expected ';' or a line break after the default export, found ','"),
            ("export a", "1:8 expected a declaration, 'default', '{' or '*' after 'export', found 'a'"),
            ("export {a, b as a}", "1:17 'a' is exported twice"),
            ("export let a; export function a() {}", "1:22 'a' is exported twice"),
            ("export default 1; export {a as default}", "1:32 'default' is exported twice"),
            ("export {if}", "1:9 'if' is a reserved word and cannot be a name"),
            ("export {'a' as b}", "1:9 a string names an export only with 'from', found no 'from'"),
            ("export * as a, b from 'c'", "1:14 expected 'from' and the module's specifier, found ','"),
            ("export async () => {}", "1:14 expected 'function' on the same line after 'export async', found '('"),
            ("import()", "1:8 import() needs a specifier, found ')'"),
            ("import(a, b, c)", "1:14 expected ')' to close import(), which has at most two arguments, found 'c'"),
            ("import(...a)", "1:8 import() must not be given a spread"),
            ("new import('a')", "1:5 import() cannot be constructed with 'new'"),
            ("import.foo", "1:8 expected 'meta', 'defer' or 'source' after 'import.', found 'foo'"),
            ("import.defer", "1:1 expected '(' after 'import.defer', found the end of the module"),
            ("const a = import.defer\nb()", "1:11 expected '(' after 'import.defer', found 'b'"),
            ("import.meta = 1", "1:1 cannot assign to 'import.meta'"),
            ("import('a') = 1", "1:1 cannot assign to an import() call"),
            (#"import.m\u0065ta"#, "1:8 expected 'meta', 'defer' or 'source' after 'import.', found 'm\\u0065ta'"),
            ("new.target", "1:1 'new.target' stands only in a function"),
            ("super.x", "1:1 'super' stands only in methods"),
            ("return", "1:1 'return' stands only in a function"),
            ("with (a) {}", "1:1 'with' statements are not allowed in modules"),
            ("using a", "1:8 expected '=' and a value for the constant 'a', found the end of the module"),
            ("using a = 1, [b] = c", "1:14 a 'using' declaration takes nothing apart"),
            ("switch (1) { case 1: using a = b; }", "1:22 a 'using' declaration must not stand directly in a 'switch'"),
            ("for (using a in b);", "1:6 a 'using' declaration must not stand in a 'for … in' loop"),
        ])
    func errors(source: String, message: String) {
        #expect(complaint(about: source) == message)
    }

    @Test(
        "what an import of a phase takes",
        arguments: [
            ("import defer a from 'b'", "import defer takes the whole namespace: import defer * as name from …"),
            ("import defer {a} from 'b'", "import defer takes the whole namespace: import defer * as name from …"),
            ("import source {a} from 'b'", "import source takes one name: import source name from …"),
            ("import.defer", "it is no value, only a call: import.defer(specifier)"),
        ])
    func phases(source: String, suggestion: String) {
        #expect(diagnostic(about: source)?.suggestion == suggestion)
    }
}
