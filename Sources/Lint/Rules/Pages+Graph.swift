extension RulePage {
    static let importCycleAwait = RulePage(
        what: """
            A module that at its top level waits for an `import()` of a module whose imports lead back to it. The `import()` may stand in the await, in a function that is called
            there, in a function that such a call is given, behind `then`, in a `Promise.all`, in a method, in another module, or in a variable; its specifier may be a
            template or an element of a list, where modules of that name are there. Two modules that await an `import()` of each other are found too, and one that awaits itself.

            It is certain where every run that comes to the await stays there, and possible where a condition, a value or a function that is not known decides. For
            `Promise.race` and `Promise.any` one way that does not lead back is enough to be right. So it is only possible where a name may be read before it has its value or is given another, where
            a method or `Promise` itself is replaced, where something before ends with an error, where a `catch` hears of an error that comes instead, and where the process may end itself. That
            code which nobody knows does not throw is taken for granted only where nothing catches it.

            In the output of bundlers the functions that run once in the place of modules (esbuild, rolldown, bun) and the tables of modules that await (webpack, rspack) count as modules. They are called by the names of the modules that they were where the output says these: in a source map, in the comments of esbuild, bun and rolldown, or in webpack's names.

            What is not seen: promises that somebody else has to resolve, functions that are kept in containers and found by computed names, and what a host does: Deno lets two modules
            that only `import()` each other go on.
            """,
        why: """
            `import()` is fulfilled when the module that it asks for has been evaluated. That module waits for all that it imports, and so for the one that waits for it. Nobody
            is wrong, and nobody goes on: no error, no rejection that a `catch` could hear. Node.js ends with status 13, Deno with 1 and an error, a page stays blank, and a server never
            listens.

            It often comes with a bundler: a chunk that is loaded lazily takes what it shares with the entry from the entry's chunk. Before bundling there was no circle.
            """,
        wrong: [
            .init(
                "",
                [
                    "main.mjs": """
                    export const version = 4;
                    const plugin = await import('./plugin.mjs');
                    console.log(plugin.name);
                    """, "plugin.mjs": "import { version } from './main.mjs';\nexport const name = `plugin ${version}`;",
                ]),
            .init(
                "The same through a helper.",
                [
                    "main.mjs": """
                    import { load } from './load.mjs';
                    export const version = 4;
                    await load(() => import('./plugin.mjs'));
                    """, "load.mjs": "export const load = async (get) => (await get()).name;",
                    "plugin.mjs": "import { version } from './main.mjs';\nexport const name = `plugin ${version}`;",
                ]),
        ],
        right: [
            .init(
                "What both need is in a module of its own.",
                [
                    "main.mjs": """
                    export { version } from './version.mjs';
                    const plugin = await import('./plugin.mjs');
                    console.log(plugin.name);
                    """, "version.mjs": "export const version = 4;",
                    "plugin.mjs": "import { version } from './version.mjs';\nexport const name = `plugin ${version}`;",
                ]),
            .init(
                "Nobody waits for it at the top level.",
                [
                    "main.mjs": """
                    export const version = 4;
                    import('./plugin.mjs').then((plugin) => console.log(plugin.name), console.error);
                    """, "plugin.mjs": "import { version } from './main.mjs';\nexport const name = `plugin ${version}`;",
                ]),
        ],
        ignoring: """
            A possible finding, where you know that the condition never leads there: say so in the reason. A certain one never.
            """,
        scenario: "Scenarios/lint/import-cycle-await.yaml")

    static let useBeforeInit = RulePage(
        what: """
            Modules that import each other, and code at the top level of one, or in a function that is called there, that uses a binding of another which has not run so far. The order is that of evaluation
            from each entry: imports in the order of the text, each before its importer, where there is no circle; modules that wait for an await come later.

            Of a `let`, `const` or `class` the use is a ReferenceError; a `var` is undefined. Functions are there from the start. It is certain where every run from an entry does so, and
            possible where a condition decides, where both come after awaits, or where an `import()` leads to the circle.
            """,
        why: """
            In a circle somebody has to be first, and that is whoever the entry comes to last on its way down. So the program works or not by the order of import lines, in files that have nothing to do
            with it, and a new import elsewhere breaks it. Bundlers write `var` for `const` and `class`: then there is no ReferenceError, but `undefined`, and an error far from its cause.
            """,
        wrong: [
            .init(
                "`child.mjs` is run first, and `base.mjs` after it.",
                [
                    "index.mjs": "export * from './child.mjs';\nexport * from './base.mjs';",
                    "child.mjs": "import { Base } from './index.mjs';\nexport class Child extends Base {}",
                    "base.mjs": "export class Base {}",
                ]),
            .init(
                "",
                [
                    "main.mjs": "import { describe } from './view.mjs';\nexport const name = 'main';\nconsole.log(describe());",
                    "view.mjs":
                        "import { name } from './main.mjs';\nconst title = `view of ${name}`;\nexport const describe = () => title;",
                ]),
        ],
        right: [
            .init(
                "",
                [
                    "index.mjs": "export * from './child.mjs';\nexport * from './base.mjs';",
                    "child.mjs": "import { Base } from './base.mjs';\nexport class Child extends Base {}",
                    "base.mjs": "export class Base {}",
                ]),
            .init(
                "The name is read when it is there.",
                [
                    "main.mjs": "import { describe } from './view.mjs';\nexport const name = 'main';\nconsole.log(describe());",
                    "view.mjs": "import { name } from './main.mjs';\nexport const describe = () => `view of ${name}`;",
                ]),
        ],
        ignoring: "A possible finding in code that is never run before all modules are there.",
        scenario: "Scenarios/lint/use-before-init.yaml")

    static let lateExport = RulePage(
        what: """
            An exported variable without a value, which gets one only in an async function that nobody awaits, behind an await of it, or in a callback of `then`, of a timer or of an event; and an
            importer that reads it at its top level. It is certain where neither module waits for anything. An importer that looks anywhere whether the value is there is left alone.
            """,
        why: """
            An importer starts when the module is over, and an async function that was only called is not part of that. What it reads is `undefined`, or not, as time has it: "works on my machine" means that the
            database was fast. Before modules could await there was no other way; now the module can wait for its value, and everybody who imports it waits too.
            """,
        wrong: [
            .init(
                "",
                [
                    "main.mjs": "import { db } from './db.mjs';\nconsole.log(db.name);",
                    "db.mjs": """
                    export let db;
                    async function connect() {
                      const address = await lookUp();
                      db = { name: address };
                    }
                    async function lookUp() {
                      return 'local';
                    }
                    connect();
                    """,
                ]),
            .init(
                "",
                [
                    "main.mjs": "import { output } from './awaiting.mjs';\nconsole.log(output + 1);",
                    "awaiting.mjs": """
                    let output;
                    import('./dynamic.mjs').then((dynamic) => {
                      output = dynamic.value;
                    });
                    export { output };
                    """, "dynamic.mjs": "export const value = 41;",
                ]),
        ],
        right: [
            .init(
                "",
                [
                    "main.mjs": "import { db } from './db.mjs';\nconsole.log(db.name);",
                    "db.mjs": """
                    export let db;
                    async function connect() {
                      const address = await lookUp();
                      db = { name: address };
                    }
                    async function lookUp() {
                      return 'local';
                    }
                    await connect();
                    """,
                ]),
            .init(
                "A promise is exported, and awaited where the value is needed.",
                [
                    "main.mjs": "import { ready } from './db.mjs';\nconst db = await ready;\nconsole.log(db.name);",
                    "db.mjs": "export const ready = connect();\nasync function connect() {\n  return { name: await 'local' };\n}",
                ]),
        ],
        ignoring: "Where the value is only shown, and undefined will do.",
        scenario: "Scenarios/lint/late-export.yaml")

    static let serialAwaits = RulePage(
        what: """
            Awaits at the top level of a module that stand one after another, where the later ones need nothing that the earlier ones gave. It is certain as far as names tell, and possible where a
            function of another module is called for its effects in between. Awaits of what is there already, such as `await null`, do not count.
            """,
        why: """
            Each waits until the one before is over, though their work could go on at the same time; and every module that imports this one waits for the sum.
            """,
        wrong: [
            .init(
                "",
                [
                    "config.mjs": """
                    import { read } from './store.mjs';
                    export const secrets = await read('secrets');
                    export const flags = await read('flags');
                    """, "store.mjs": "export const read = async (name) => ({ name });",
                ])
        ],
        right: [
            .init(
                "",
                [
                    "config.mjs": """
                    import { read } from './store.mjs';
                    export const [secrets, flags] = await Promise.all([read('secrets'), read('flags')]);
                    """, "store.mjs": "export const read = async (name) => ({ name });",
                ]),
            .init(
                "The second needs what the first gave.",
                [
                    "config.mjs": """
                    import { read } from './store.mjs';
                    export const user = await read('user');
                    export const flags = await read(`flags of ${user.name}`);
                    """, "store.mjs": "export const read = async (name) => ({ name });",
                ]),
        ],
        ignoring:
            "Where the order matters for reasons that the text does not show: a server that takes one request at a time, a limit, a transaction.",
        scenario: "Scenarios/lint/serial-awaits.yaml")

    static let polyfillSibling = RulePage(
        what: """
            A module that awaits, exports nothing and sets a property of the global object, or of a built-in object or its prototype, itself or in a module whose `import()` it awaits; imported beside a module
            that uses the property at its top level, and does not import it. It is certain where the property is set behind an await that every run meets, and the user waits for nothing.
            """,
        why: """
            `import './polyfill.mjs'` above the other imports was enough as long as nothing awaited: modules run one after another. A module that awaits gives way: its siblings run while it waits, and find the old world.
            Only who imports it waits for it. It shows where the polyfill is needed, which is not on the developer's machine.
            """,
        wrong: [
            .init(
                "",
                [
                    "main.mjs": "import './polyfill.mjs';\nimport './app.mjs';",
                    "polyfill.mjs": "const { plan } = await import('./plan.mjs');\nglobalThis.plan = plan;",
                    "plan.mjs": "export const plan = (work) => work();", "app.mjs": "plan(() => console.log('planned'));",
                ])
        ],
        right: [
            .init(
                "",
                [
                    "main.mjs": "import './app.mjs';",
                    "polyfill.mjs": "const { plan } = await import('./plan.mjs');\nglobalThis.plan = plan;",
                    "plan.mjs": "export const plan = (work) => work();",
                    "app.mjs": "import './polyfill.mjs';\nplan(() => console.log('planned'));",
                ]),
            .init(
                "It does not wait, and runs before its siblings.",
                [
                    "main.mjs": "import './polyfill.mjs';\nimport './app.mjs';",
                    "polyfill.mjs": "import { plan } from './plan.mjs';\nglobalThis.plan = plan;",
                    "plan.mjs": "export const plan = (work) => work();", "app.mjs": "plan(() => console.log('planned'));",
                ]),
        ],
        ignoring: "Where the module does without the property while it is not there.",
        scenario: "Scenarios/lint/polyfill-sibling.yaml")

    static let sharedRace = RulePage(
        what: """
            A property of an object that one module declares and others import: set at the top level of a module behind an await, and used at the top level of another, where undefined will not do, by a module that does not
            import the first and starts without waiting. It is left alone where the code asks for the property before, stands in a `try` with a `catch`, or hands the object on. It is never certain: other code may set the property in a way that no text tells. And a property that two modules set, each behind an await of its own, of which neither waits for the other.
            """,
        why: """
            As long as nothing awaits, modules run one after another, and the order of the imports is enough to have the object filled before it is read. A module that awaits gives way: its siblings run while it waits, and find
            the object as it was. Of two that set the same property the slower one wins, and which one that is differs from run to run.
            """,
        wrong: [
            .init(
                "",
                [
                    "main.mjs": "import './session.mjs';\nimport './page.mjs';",
                    "store.mjs": "export const store = {};",
                    "session.mjs": "import { store } from './store.mjs';\nstore.user = await fetch('/me');",
                    "page.mjs": "import { store } from './store.mjs';\nconsole.log(store.user.name);",
                ]),
            .init(
                "Which of the two stays?",
                [
                    "main.mjs": "import './defaults.mjs';\nimport './saved.mjs';",
                    "store.mjs": "export const store = { theme: undefined };",
                    "defaults.mjs": "import { store } from './store.mjs';\nstore.theme = await fetch('/theme');",
                    "saved.mjs": "import { store } from './store.mjs';\nstore.theme = await fetch('/my-theme');",
                ]),
        ],
        right: [
            .init(
                "",
                [
                    "main.mjs": "import './page.mjs';",
                    "store.mjs": "export const store = {};",
                    "session.mjs": "import { store } from './store.mjs';\nstore.user = await fetch('/me');",
                    "page.mjs": "import './session.mjs';\nimport { store } from './store.mjs';\nconsole.log(store.user.name);",
                ]),
            .init(
                "Better still, what is awaited is exported, and not put anywhere.",
                [
                    "main.mjs": "import './page.mjs';",
                    "session.mjs": "export const user = await fetch('/me');",
                    "page.mjs": "import { user } from './session.mjs';\nconsole.log(user.name);",
                ]),
        ],
        ignoring: "Where it is all one which of the two values stays.",
        scenario: "Scenarios/lint/shared-race.yaml")

    static let requireAsync = RulePage(
        what: """
            `require('./x.mjs')`, in CommonJS or by what `createRequire` made, of a module that awaits at its top level, or whose imports lead to one that does. With `--bundler NAME:FORMAT`, as in `rollup:cjs`, also each
            await that such output cannot have: only ECMAScript modules and SystemJS's form have awaits at their top.
            """,
        why: """
            `require` returns what the module exports, at once; a module that awaits has not got that far. Node.js throws ERR_REQUIRE_ASYNC_MODULE before any of it is run, bundlers refuse to build. An await that a package adds in a
            patch release breaks everybody who requires it.
            """,
        wrong: [
            .init(
                "",
                [
                    "main.mjs": """
                    import { createRequire } from 'node:module';
                    const require = createRequire(import.meta.url);
                    console.log(require('./config.mjs').port);
                    """, "config.mjs": "export { port } from './port.mjs';", "port.mjs": "export const port = await Promise.resolve(80);",
                ]),
            .init("", "export const port = await Promise.resolve(80);", settings: LintSettings(bundlers: ["rollup:cjs"])),
        ],
        right: [
            .init(
                "",
                [
                    "main.mjs": "const { port } = await import('./config.mjs');\nconsole.log(port);",
                    "config.mjs": "export { port } from './port.mjs';", "port.mjs": "export const port = await Promise.resolve(80);",
                ]),
            .init("", "export const port = await Promise.resolve(80);", settings: LintSettings(bundlers: ["rollup:esm"])),
        ],
        ignoring: "Where the error is caught, and the module is then loaded by `import()`.",
        scenario: "Scenarios/lint/require-async.yaml")

    static let bundlerOrder = RulePage(
        what: """
            Imports of one module that each lead to an await that the others do not, where a bundler is named that puts modules into one scope: rollup, esbuild, rolldown, bun and vite. With constant waits (`sleep(100)`, a
            promise that `setTimeout` resolves) it says what that costs.
            """,
        why: """
            As modules they wait side by side: each begins when its turn comes, and goes on when it may. In one scope each await stands in front of the next module's code, so that they wait one after another, and start-up takes
            the sum. Code that ran between two parts of a module runs behind them, too.
            """,
        wrong: [
            .init(
                "",
                [
                    "main.mjs": "import { flags } from './flags.mjs';\nimport { texts } from './texts.mjs';\nconsole.log(flags, texts);",
                    "flags.mjs": "await new Promise((resolve) => setTimeout(resolve, 300));\nexport const flags = {};",
                    "texts.mjs": "await new Promise((resolve) => setTimeout(resolve, 200));\nexport const texts = {};",
                ], settings: LintSettings(bundlers: ["esbuild"]))
        ],
        right: [
            .init(
                "The work begins with the modules, and one await waits for all of it.",
                [
                    "main.mjs": """
                    import { flagsReady } from './flags.mjs';
                    import { textsReady } from './texts.mjs';
                    const [flags, texts] = await Promise.all([flagsReady, textsReady]);
                    console.log(flags, texts);
                    """, "flags.mjs": "export const flagsReady = new Promise((resolve) => setTimeout(resolve, 300, {}));",
                    "texts.mjs": "export const textsReady = new Promise((resolve) => setTimeout(resolve, 200, {}));",
                ], settings: LintSettings(bundlers: ["esbuild"])),
            .init(
                "webpack keeps modules apart.",
                [
                    "main.mjs": "import './flags.mjs';\nimport './texts.mjs';",
                    "flags.mjs": "await new Promise((resolve) => setTimeout(resolve, 300));",
                    "texts.mjs": "await new Promise((resolve) => setTimeout(resolve, 200));",
                ], settings: LintSettings(bundlers: ["webpack"])),
        ],
        ignoring: "Where the waits are short, or the order of the row is the one that is wanted.",
        scenario: "Scenarios/lint/bundler-order.yaml")
}
