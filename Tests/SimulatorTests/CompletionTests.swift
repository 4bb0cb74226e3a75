import TestSupport
import Testing

/// Every way through `try`, `catch` and `finally` in a loop: each part may end normally, throw, return, break or continue, and may not
/// be there. In plain functions, async functions, generators, and loops over an iterator that tells when it is closed.
@Suite(.enabled(if: Node.isInstalled, "needs node 20 or later on the PATH"))
struct CompletionTests {
    private static let ends = ["", "throw '!';", "return 'r';", "break;", "continue;"]

    enum Kind: String, CaseIterable { case function, async, generator, iterator, nested }

    private func program(_ kind: Kind) -> String {
        var program = """
            let s = '';
            const two = () => ({ [Symbol.iterator]() { let n = 0; return { next: () => ({ done: n++ > 1 }), return() { s += 'closed '; return {}; } }; } });
            const finish = (f) => { try { return f(); } catch (error) { return 'threw ' + error; } };
            const drain = (it) => { for (;;) { const r = it.next(); if (r.done) return r.value; s += 'y'; } };

            """
        let parts: [String?] = [nil] + Self.ends
        var number = 0
        for first in Self.ends {
            for handler in parts {
                for finalizer in parts where handler != nil || finalizer != nil {
                    let pause = kind == .async ? "await null; " : kind == .generator ? "yield 1; " : ""
                    var statement = "try { s += 't'; \(pause)\(first) s += 'T'; }"
                    if let handler { statement += " catch (e) { s += 'c' + e; \(pause)\(handler) s += 'C'; }" }
                    if let finalizer { statement += " finally { s += 'f'; \(pause)\(finalizer) s += 'F'; }" }
                    if kind == .nested { statement = "lab: for (const q of two()) { try { \(statement) } finally { s += 'o'; } }" }
                    let head = kind == .iterator ? "for (const x of two())" : "for (let i = 0; i < 2; i++)"
                    let body = "{ \(head) { \(statement) s += 'e'; } return 'end'; }"
                    program += "s = '\(number) ';\n"
                    switch kind {
                    case .function, .iterator, .nested: program += "console.log(s + finish(() => \(body)), s);\n"
                    case .async:
                        program += "console.log(await (async () => \(body))().catch((error) => 'threw ' + error), s);\n"
                    case .generator: program += "console.log(finish(() => drain((function* () \(body))())), s);\n"
                    }
                    number += 1
                }
            }
        }
        return program
    }

    @Test(arguments: Kind.allCases)
    func `every way through try`(kind: Kind) throws {
        let source = program(kind)
        let expected = try Node.lines(of: [("main.mjs", source)])
        let seen = try console(source)
        #expect(expected.count == 175)
        #expect(seen.count == expected.count)
        for (line, wanted) in zip(seen, expected) where line != wanted {
            Issue.record("\(kind.rawValue): \(line), and node prints \(wanted)")
        }
    }
}
