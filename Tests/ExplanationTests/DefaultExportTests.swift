import Testing

@testable import Explanation

/// A default that is taken for a name, or the reverse: what is told is where undefined came from, and what the module exports.
@Suite struct DefaultExportTests {
    @Test func `a name of a module that has only a default`() throws {
        #expect(
            try
                ([
                    "main.mjs": "import { routes } from './routes.mjs';\nroutes.home();",
                    "routes.mjs": "const { App } = await import('./app.mjs');\nexport const routes = { home: App };",
                    "app.mjs": "export default function App() {}",
                ] as ExplainedModules).told("node") == [
                    "main.mjs:2:1: uncaught TypeError: routes.home is not a function",
                    "'App' of 'app.mjs' is read here, and is undefined (routes.mjs:1:7)",
                    "'app.mjs' exports only a default, and nothing as 'App' (app.mjs:1:1)",
                    "help: in routes.mjs, take the default in its place: { default: App }",
                    "or: in app.mjs, export it as 'App' too",
                ])
    }

    @Test func `a loader that wants a default`() throws {
        let told = try
            ([
                "main.mjs": "import { lazy } from './lazy.mjs';\nawait lazy(() => import('./page.mjs')).render();",
                "lazy.mjs": """
                export function lazy(load) {
                  let component;
                  return { async render() { component ??= (await load()).default; return component(); } };
                }
                """,
                "page.mjs": "export const Page = () => 1;",
            ] as ExplainedModules).told("node")
        #expect(
            told.dropFirst() == [
                "'default' of 'page.mjs' is read here, and is undefined (lazy.mjs:3:43)",
                "'page.mjs' exports 'Page', and nothing as 'default' (page.mjs:1:1)",
                "help: where 'page.mjs' is asked for, give it a default: import(…).then((module) => ({ default: module.Page }))",
                "or: in page.mjs, export it as the default",
            ], "\(told)")
    }

    @Test func `a namespace that is called`() throws {
        let told = try
            (["main.mjs": "const setup = await import('./setup.mjs');\nsetup();", "setup.mjs": "export default function setup() {}"]
            as ExplainedModules).told("node")
        #expect(
            told.dropFirst() == [
                "'setup' is the namespace of 'setup.mjs', whose default export is the function (setup.mjs:1:1)",
                "help: take setup.default in its place",
                "or: take the default where 'setup.mjs' is asked for: const { default: setup } = await import(…)",
            ], "\(told)")
    }

    /// What fails by another name is another value.
    @Test(arguments: [
        "const option = m.missing;\nconsole.log(option);\nconst o = {};\no.run();",
        "const all = [m.before, m.after].filter(Boolean);\nconst o = {};\no.rows.length;",
        "const keys = ['a'].map((key) => [key, m[key]]);\nconst o = [][0];\no.length;",
        "const all = { ...m.config };\nconst users = new Map();\nusers.get('bob').mail;",
        "let setup;\ntry { setup = m.setup; } catch {}\nsetup();",
    ])
    func `another undefined value is not blamed on it`(code: String) throws {
        let told = try
            ([
                "main.mjs": "const m = await import('./app.mjs');\n" + code,
                "app.mjs": "export default function App() {}\nexport const run = 1;",
            ] as ExplainedModules).told("node")
        #expect(told.allSatisfy { !$0.contains("is read here, and is undefined") }, "\(told)")
    }

    /// Who asks whether there is such an export has an answer for that there is none.
    @Test(arguments: [
        "(m.App ?? m.default)", "(m.App || m.default)", "(m.App ? m.App : m.default)", "(m.App?.render, m.default)",
        "(typeof m.App, m.default)",
    ])
    func `a question is no mistake`(expression: String) throws {
        let told = try
            ([
                "main.mjs": "const m = await import('./app.mjs');\nconst app = \(expression);\nconst table = {};\ntable.missing();",
                "app.mjs": "export default function App() {}",
            ] as ExplainedModules).told("node")
        #expect(told == ["main.mjs:4:1: uncaught TypeError: table.missing is not a function"])
    }
}
