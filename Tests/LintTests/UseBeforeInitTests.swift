import Lint
import TestSupport
import Testing

@Suite("use-before-init")
struct UseBeforeInitTests {
    private func uses(_ modules: KeyValuePairs<String, String>) -> [LintFinding] { found("use-before-init", in: modules) }

    @Test(
        "A use at the top level of the module that runs first is certain",
        arguments: [
            "console.log(name);", "export class Child extends Base {}", "const title = `of ${name}`;", "export const two = [name, name];",
            "function read() { return name; }\nread();", "const read = () => name;\nread();", "class A { static b = name; }",
            "class A { constructor() { this.b = name; } }\nnew A();", "new Base();", "try { console.log(name); } catch {}",
            "console.log(main.name);", "console.log(typeof name);", "new Promise((resolve) => resolve(name));",
            "export default name;", "(() => name)();", "async function read() { console.log(name); await null; }\nread();",
        ])
    func certain(text: String) {
        let findings = uses([
            "main.mjs": "import './first.mjs';\nexport const name = 'main';\nexport class Base {}",
            "first.mjs": "import * as main from './main.mjs';\nimport { name, Base } from './main.mjs';\n" + text,
        ])
        #expect(findings.count == 1, "\(text)")
        #expect(findings.allSatisfy { $0.isCertain }, "\(text)")
        #expect(findings.first?.diagnostic.message.contains("dead zone") == true)
    }

    @Test(
        "Where a condition decides, it is possible",
        arguments: [
            "if (Math.random() > 2) console.log(name);", "const read = (flag) => flag && name;\nread(false);",
            "['a'].map(() => name);", "console.log(globalThis.flag ? name : 1);",
        ])
    func possible(text: String) {
        let findings = uses([
            "main.mjs": "import './first.mjs';\nexport const name = 'main';", "first.mjs": "import { name } from './main.mjs';\n" + text,
        ])
        #expect(findings.map(\.isCertain) == [false], "\(text)")
    }

    @Test(
        "What is used later, or is there from the start, is left alone",
        arguments: [
            "export const read = () => name;", "run();", "export { name };", "setTimeout(() => console.log(name));",
            "export class A { read() { return name; } }", "Promise.resolve().then(() => name);", "export * from './main.mjs';",
            "function* read() { yield name; }\nread();", "class A { b = name; }",
        ])
    func leavesAlone(text: String) {
        let findings = uses([
            "main.mjs": "import './first.mjs';\nexport const name = 'main';\nexport function run() {}",
            "first.mjs": "import { name, run } from './main.mjs';\n" + text,
        ])
        #expect(findings.isEmpty, "\(text)")
    }

    @Test("The order is that from the entry: from the other side nothing is wrong")
    func order() {
        let first = "import { name } from './second.mjs';\nconsole.log(name);\nexport const own = 1;"
        let second = "import { own } from './first.mjs';\nexport const name = 'second';\nexport const later = () => own;"
        #expect(uses(["main.mjs": "import './first.mjs';", "first.mjs": first, "second.mjs": second]).isEmpty)
        let findings = uses(["main.mjs": "import './second.mjs';", "first.mjs": first, "second.mjs": second])
        #expect(findings.map(\.isCertain) == [true])
        #expect(places(findings) == ["first.mjs:2:13"])
        #expect(findings.first?.diagnostic.related.contains { $0.message.contains("order is that from 'main.mjs'") } == true)
    }

    @Test("A var is undefined, through a list of exports too")
    func variables() throws {
        let findings = uses([
            "index.mjs": "export * from './child.mjs';\nexport * from './base.mjs';",
            "child.mjs": "import { Base } from './index.mjs';\nexport var Child = class extends Base {};",
            "base.mjs": "export var Base = class {};",
        ])
        let finding = try #require(findings.first)
        #expect(finding.isCertain && findings.count == 1)
        #expect(finding.diagnostic.message.contains("is undefined here"))
        #expect(finding.diagnostic.suggestion == "import 'Base' from 'base.mjs' itself, which leads back to nobody")
    }

    @Test("What waits for an await is later than what does not")
    func waits() {
        // first waits for slow, and so runs behind main's siblings, but not before main.
        let waiting = uses([
            "main.mjs": "import './first.mjs';\nexport const name = 'main';",
            "first.mjs": "import './slow.mjs';\nimport { name } from './main.mjs';\nconsole.log(name);",
            "slow.mjs": "await null;",
        ])
        #expect(waiting.map(\.isCertain) == [true])
        // child waits, base does not: base is over when child begins.
        let later = uses([
            "index.mjs": "export * from './child.mjs';\nexport * from './base.mjs';",
            "child.mjs": "import './slow.mjs';\nimport { Base } from './index.mjs';\nexport class Child extends Base {}",
            "base.mjs": "export class Base {}", "slow.mjs": "await null;",
        ])
        #expect(later.isEmpty)
        // base has an await before its class, and nobody waits for it.
        let suspended = uses([
            "index.mjs": "export * from './base.mjs';\nexport * from './child.mjs';",
            "child.mjs": "import { Base } from './index.mjs';\nexport class Child extends Base {}",
            "base.mjs": "await null;\nexport class Base {}",
        ])
        #expect(suspended.map(\.isCertain) == [true])
    }

    @Test("Where nobody says which module of a circle is started, nothing is said that depends on it")
    func guessed() throws {
        let folder = try ScratchFolder()
        try folder.write("a.mjs", "import { b } from './b.mjs';\nexport const a = 1;\nconsole.log(b);")
        try folder.write("b.mjs", "import { a } from './a.mjs';\nexport const b = 2;\nexport const later = () => a;")
        var request = LintRequest(paths: [folder.path])
        #expect(lint(request).findings.filter { $0.rule == "use-before-init" }.isEmpty)
        request.entries = [folder.path + "/b.mjs"]
        #expect(lint(request).findings.filter { $0.rule == "use-before-init" }.map(\.isCertain) == [true])
    }

    @Test("A circle that only import() leads to begins somewhere: possible")
    func lazy() {
        let findings = uses([
            "main.mjs": "export const go = () => import('./second.mjs');",
            "first.mjs": "import { name } from './second.mjs';\nconsole.log(name);",
            "second.mjs": "import './first.mjs';\nexport const name = 'second';",
        ])
        #expect(findings.map(\.isCertain) == [false])
    }

    /// The form that compilers give an enum: the variable gets its value where a function is called with it.
    @Test("A var that an expression of the top level assigns")
    func enumeration() {
        let findings = uses([
            "main.mjs": "import './label.mjs';\nexport var Kind;\n(function (Kind) { Kind.open = 1; })(Kind || (Kind = {}));",
            "label.mjs": "import { Kind } from './main.mjs';\nexport const label = { [Kind.open]: 'Open' };",
        ])
        #expect(findings.map(\.isCertain) == [true])
        #expect(findings.first?.diagnostic.message.contains("is undefined here") == true)
    }

    @Test("A value that needs its reader is not moved, and a function that uses it moves with it")
    func advice() {
        let mutual = uses([
            "main.mjs": "import './a.mjs';",
            "a.mjs": "import { B } from './b.mjs';\nexport class A { make() { return new B(); } }",
            "b.mjs": "import { A } from './a.mjs';\nexport class B extends A {}",
        ])
        #expect(
            mutual.first?.diagnostic.suggestion
                == "let 'b.mjs' export a function that is given 'A', and call it in 'a.mjs', where 'A' is there")
        #expect(mutual.first?.diagnostic.related.contains { $0.message == "'A' needs 'B' of 'b.mjs'" } == true)
        let called = uses([
            "main.mjs": "import './list.mjs';",
            "list.mjs": "import './plugin.mjs';\nconst all = [];\nexport function add(name) { all.push(name); }",
            "plugin.mjs": "import { add } from './list.mjs';\nadd('plugin');",
        ])
        #expect(called.first?.diagnostic.suggestion == "move 'add' and 'all' into a module that does not import 'plugin.mjs'")
        #expect(called.first?.diagnostic.alternatives == ["call 'add' only in functions that are called later"])
    }

    @Test(
        "Where the process may end before, or a function has given the value, it is not certain",
        arguments: [
            ("process.exit(0);\nname;", "export const name = 1;"), ("process['ex' + 'it'](0);\nname;", "export const name = 1;"),
            ("const end = () => process.exit(0);\nend();\nname;", "export const name = 1;"),
            ("set();\nname.a;", "export var name;\nexport function set() { name = { a: 1 }; }\nname = name || {};"),
            ("set();\nname.a;", "export var name = {};\nexport function set() { name = { a: 1 }; }"),
        ])
    func isNotCertain(first: String, main: String) {
        let findings = uses([
            "main.mjs": "import './first.mjs';\nexport function other() {}\n" + main,
            "first.mjs":
                "import * as main from './main.mjs';\nimport { name, \(main.contains("set") ? "set" : "other") } from './main.mjs';\n"
                + first,
        ])
        #expect(findings.allSatisfy { !$0.isCertain }, "\(first)")
    }

    @Test("A handler that ends the process comes later")
    func handler() {
        let findings = uses([
            "main.mjs": "import './first.mjs';\nexport const name = 1;",
            "first.mjs": "import { name } from './main.mjs';\nprocess.on('SIGTERM', () => process.exit(0));\nname;",
        ])
        #expect(findings.map(\.isCertain) == [true])
    }
}
