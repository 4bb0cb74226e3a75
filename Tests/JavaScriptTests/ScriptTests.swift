import Diagnostics
import Testing

@testable import JavaScript

/// Scripts are told from what is none; they are not run.
@Suite("Scripts")
struct ScriptTests {
    private func complaint(about text: String) -> String? {
        var names = NameTable()
        do throws(Diagnostic) {
            _ = try parseScript(SourceFile(name: "s.js", text: text), names: &names)
            return nil
        } catch {
            return error.message
        }
    }

    @Test(
        "what modules must not say",
        arguments: [
            "var f; function f() {}", "function f() {} var f;", "function f() {} function f() {}",
            "class await {} new await instanceof await;",
            "var await = 1; await: 1; f(await, { await }); function g(await) {}", "async function f() { await 1; } var await;",
        ])
    func allowed(text: String) {
        #expect(complaint(about: text) == nil)
    }

    @Test(
        "what scripts must not say",
        arguments: [
            ("import a from 'a';", "'import' declarations stand only at the top level of a module"),
            ("export let a;", "'export' stands only at the top level of a module"),
            ("import.meta;", "'import.meta' stands only in modules"), ("let f; function f() {}", "'f' is already declared on line 1"),
            ("async function f() { var await; }", "'await' is a reserved word in modules and cannot be a name"),
            ("async function f(a = await) {}", "'await' must not stand in the parameters of a function"),
        ])
    func refused(text: String, message: String) {
        #expect(complaint(about: text) == message)
    }
}
