import Lint
import Testing

@Suite("then-export")
struct ThenExportTests {
    @Test(
        "An export that is called 'then' and can be called is found",
        arguments: [
            ("export function then() {}", "1:17", true), ("export async function then() {}", "1:23", true),
            ("export class then {}", "1:14", true),
            ("export const then = () => {};", "1:14", true), ("export let then = function () {};", "1:12", true),
            ("function go() {}\nexport { go as then };", "2:10", true), ("export const then = make();", "1:14", false),
            ("function go() {}\nexport { go as 'then' };", "2:10", true), ("export let then;\nthen = go;", "1:12", false),
        ])
    func finds(text: String, place: String, isCertain: Bool) {
        let findings = found("then-export", in: text)
        #expect(places(findings) == ["main.mjs:\(place)"], "\(text)")
        #expect(findings.map(\.isCertain) == [isCertain], "\(text)")
    }

    @Test(
        "Another name, and a value that cannot be called, are left alone",
        arguments: [
            "export function next() {}", "export const then = 1;", "export const then = 'x';", "export const then = [];",
            "function then() {}",
            "export { then as next };\nfunction then() {}", "export default { then() {} };", "export * as then from './a.mjs';",
        ])
    func leavesAlone(text: String) { #expect(found("then-export", in: text).isEmpty, "\(text)") }

    @Test("It is told where it is exported again, and who imports it by import()")
    func others() throws {
        let findings = found(
            "then-export",
            in: [
                "main.mjs": "await import('./again.mjs');", "again.mjs": "export { go as then } from './a.mjs';",
                "a.mjs": "export const go = () => {};",
            ])
        #expect(places(findings) == ["again.mjs:1:10"])
        #expect(findings.first?.isCertain == true)
        #expect(findings.first?.diagnostic.related.map(\.location.text) == ["main.mjs:1:7"])
        let value = found(
            "then-export", in: ["main.mjs": "export { then } from './a.mjs';", "a.mjs": "export const then = 5;"])
        #expect(value.isEmpty)
    }

    @Test("A class is not called, but refuses to be")
    func classes() {
        for text in ["export class then {}", "export const then = class {};", "class A {}\nexport { A as then };"] {
            #expect(found("then-export", in: text).first?.diagnostic.message.contains("is rejected with a TypeError") == true, "\(text)")
        }
        #expect(found("then-export", in: "export function then() {}").first?.diagnostic.message.contains("until one is called") == true)
    }
}
