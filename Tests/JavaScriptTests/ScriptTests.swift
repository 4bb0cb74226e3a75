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
            "class aw\\u0061it {} aw\\u0061it: 1; f(aw\\u0061it); ({ aw\\u0061it });", "async function f() { (function await() {}); }",
            "class A { static { () => { { class await {} } var [await] = [{ await }]; try {} catch (await) {} }; (function await(await) {}); } }",
            "async (a = () => await) => {}; async (a = function await(await) {}) => {}; async(await, { await });",
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
            ("async (await) => {}", "the parameters of an async arrow function must not hold 'await'"),
            ("async (a = await) => {}", "the parameters of an async arrow function must not hold 'await'"),
            ("async (a = await => {}) => {}", "the parameters of an async arrow function must not hold 'await'"),
            ("async (a = { await }) => {}", "the parameters of an async arrow function must not hold 'await'"),
            ("async (a = (...await) => {}) => {}", "the parameters of an async arrow function must not hold 'await'"),
            ("(async function* await() {})", "'await' is a reserved word in modules and cannot be a name"),
            ("class A { static { (await) => {} } }", "'await' must not stand in a static block"),
            ("async function f() { aw\\u0061it: 1; }", "'await' is a reserved word and cannot be a name"),
            ("async function f(a = await) {}", "'await' must not stand in the parameters of a function"),
        ])
    func refused(text: String, message: String) {
        #expect(complaint(about: text) == message)
    }
}
