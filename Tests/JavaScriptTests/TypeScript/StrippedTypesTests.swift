import Diagnostics
import TestSupport
import Testing

@testable import JavaScript

@Suite("TypeScript without its types") struct StrippedTypesTests {
    private func stripped(_ text: String) throws -> String {
        String(decoding: try strippingTypes(from: SourceFile(name: "main.ts", text: text)).bytes, as: UTF8.self)
    }

    /// Texts of which Node.js makes something else. Those of the first lines are not imitated: a byte order mark and a comment within a type that go or stay, the places
    /// of blanks for four bytes, and what Node.js leaves invalid, which is a syntax error here at once. The others are not read yet.
    private static let departures: Set<String> = [
        "\u{FEFF}let x: 1", "function f(a /* x */ ? /* y */ : /* z */ B /* w */) {}",
        "type A = { \u{E9}: string, \u{65E5}: 1, '\u{1F600}': 2 };\nlet y = 1", "class A { static\n readonly x: 1 }", "label: type A = 1",
        "yield", "a<b>await", "export as namespace X", "export as namespace A;",
        "@dec class A { @dec x: 1; @dec() f(@p a: 1) {} }", "export { type as as as } from 'x'",
        "type T = this is B", "export default interface\nA {}", "super.x<y>(z)", "a ? (b): c => (d) : e => f",
    ]

    @Test("It is what Node.js makes of it, character by character", arguments: StrippedByNode.texts)
    func sameAsNode(text: String, expected: String) {
        if Self.departures.contains(text) { return }
        #expect((try? stripped(text)) == expected, "\(text)")
    }

    @Test("What is more than types is refused, in the words of Node.js", arguments: StrippedByNode.refused)
    func refused(text: String, words: String) throws {
        do {
            let result = try stripped(text)
            Issue.record("\(text) became \(result)")
        } catch let problem as Diagnostic {
            #expect(problem.kind == .syntax && problem.message == words + " (ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX)", "\(problem.message)")
            #expect(problem.suggestion != nil)
        }
    }

    @Test(
        "JavaScript stays as it is",
        arguments: [
            "a < b > c", "a<b>c", "f(a<b, c>d)", "x = a ? (b) : c => d", "a\n!b", "/x/.test(a) ? b : c", "type = declare\nabstract", "",
        ])
    func leavesAlone(text: String) throws { #expect(try stripped(text) == text) }

    @Test(
        "A place where no types begin is known, and the next one is another matter",
        arguments: [
            ("a < b < c > (d)", "a < b       (d)"), ("a < b < c < d", "a < b < c < d"), ("f(a < b, g<c>(d))", "f(a < b, g   (d))"),
            ("a < b < c, d<e>(f)", "a < b < c, d   (f)"), ("a<b<c>>(d) < e<f>(g)", "a      (d) < e   (g)"),
        ])
    func notTypes(text: String, expected: String) throws { #expect(try stripped(text) == expected) }

    @Test(
        "What is no TypeScript is a syntax error at its place",
        arguments: [
            ("let x: = 1;", "main.ts:1:8"), ("let x: A<B;", "main.ts:1:11"), ("type A = {", "main.ts:1:11"),
            ("interface A", "main.ts:1:12"),
            ("function f(a: ) {}", "main.ts:1:15"), ("const f = (a): string\n => a", "main.ts:2:2"),
            ("import { type A, type } from", "main.ts:1:29"), ("x as", "main.ts:1:5"),
        ])
    func wrong(text: String, place: String) throws {
        do {
            let result = try stripped(text)
            Issue.record("\(text) became \(result)")
        } catch let problem as Diagnostic {
            #expect(
                problem.kind == .syntax && problem.location?.text == place, "\(text): \(problem.message) \(problem.location?.text ?? "")")
        }
    }

    @Test(
        "Deep and long texts end",
        arguments: [
            String(repeating: "(", count: 5_000), String(repeating: "let x: (a: ", count: 1) + String(repeating: "(a: ", count: 5_000),
            "let x: " + String(repeating: "A<", count: 5_000), "let x: " + String(repeating: "{ a: ", count: 5_000),
            "x = " + String(repeating: "(a = ", count: 250) + "1" + String(repeating: ")", count: 250),
            "x = " + String(repeating: "a ? (b) : ", count: 200) + "c => d",
            "let x: " + String(repeating: "a extends b ? c : ", count: 5_000) + "d",
            String(repeating: "f<", count: 3_000), "let x = a" + String(repeating: " as b", count: 5_000),
        ])
    func hostile(text: String) { _ = try? onLargeStack { try stripped(text) } }
}
