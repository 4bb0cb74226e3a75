extension RulePage {
    static let nestedAwait = RulePage(
        what: """
            The first `await` of an async function, or of a module, that is nested. It may be a statement of its own, the initialiser of a variable, or the
            right side of a plain `=` that is a statement, and only blocks and `for await` may stand between that statement and the function. It is nested under
            `if`, loops, `switch`, `try`, `catch`, `finally` and labels, in a `return`, an `export`, an argument, a condition, and in `+=` and its like. A
            `for await` is an await itself.

            Only the first one counts: when a function begins with `await null;`, the rest of it is free. Each function is looked at by itself.
            """,
        why: """
            An `await` cuts a function in two. What stands before the first runs on the caller's stack, in the caller's turn; what stands behind it runs in a
            later turn, when others have run. When the first await is nested, the cut is there only sometimes: with this argument the end of the function runs in the
            same turn, and with that one later. In a `try` the await is passed by when the expression behind it throws at once, and the `catch` or `finally` then
            runs before the caller goes on. Code that has to be right both ways is hard to read, and harder to test.

            The rule is known from the style of Agoric's code.
            """,
        wrong: [
            .init(
                "When `work()` throws before it gives a promise, `finally` runs in the same turn; when it rejects, in a later one.",
                """
                export async function counted(work) {
                  running += 1;
                  try {
                    return await work();
                  } finally {
                    running -= 1;
                  }
                }
                let running = 0;
                """),
            .init(
                "",
                """
                export async function name(user) {
                  if (!user.name) {
                    user.name = await user.load();
                  }
                  return user.name;
                }
                """),
        ],
        right: [
            .init(
                "A turn always ends before `work()` is called.",
                """
                export async function counted(work) {
                  running += 1;
                  await null;
                  try {
                    return await work();
                  } finally {
                    running -= 1;
                  }
                }
                let running = 0;
                """),
            .init(
                "The same without an await: `work()` is called in a callback, so that what it throws is a rejection.",
                """
                export function counted(work) {
                  running += 1;
                  return Promise.resolve()
                    .then(() => work())
                    .finally(() => {
                      running -= 1;
                    });
                }
                let running = 0;
                """),
        ],
        ignoring: """
            It is a rule of style: a program may be right and break it. Turn it off with `rules: {nested-await: off}` where nobody minds; ignore a place where the
            turn does not matter, such as a command line tool that does one thing after another.
            """,
        scenario: "Scenarios/lint/nested-await.yaml")

    static let cachedValueRace = RulePage(
        what: """
            A variable, a property or a Map's entry that several calls of a function share; a condition about it; an `await`, or a `then`, that happens only as the
            condition says; and then an assignment to it, with no other look at it in between. A function that the top level calls once, and nobody else, is left alone, and so is a value that comes
            from a promise which calls share (`pending ??= load(); value = await pending`).
            """,
        why: """
            While one call waits, others come to the same condition and find the same: nothing is there yet. Each does the work again: the key is imported three
            times, the connection opened three times, and the last one to come back wins. On Workers and other servers three requests at once are enough.

            Keep the promise in place of the value. It is there at once, so that every other call finds it and waits for the same work. A promise that rejected is kept
            as well: clear it in a `catch` where the next call shall try again.
            """,
        wrong: [
            .init(
                "",
                """
                let key;

                export async function getKey() {
                  if (!key) {
                    key = await importKey();
                  }
                  return key;
                }
                """),
            .init(
                "",
                """
                const users = new Map();

                export async function user(id) {
                  const known = users.get(id);
                  if (known) return known;
                  const loaded = await load(id);
                  users.set(id, loaded);
                  return loaded;
                }
                """),
        ],
        right: [
            .init(
                "",
                """
                let key;

                export function getKey() {
                  key ??= importKey();
                  return key;
                }
                """),
            .init(
                "",
                """
                const users = new Map();

                export async function user(id) {
                  if (!users.has(id)) users.set(id, load(id));
                  return await users.get(id);
                }
                """),
        ],
        ignoring: """
            Where the work may be done twice and the last result is as good as the first, and where something else sees to it that calls come one after another.
            """,
        scenario: "Scenarios/lint/cached-value-race.yaml")

    static let floatingImport = RulePage(
        what: """
            An `import()` at the top level of a module that is not awaited and has no handler: as a statement, behind `then` or `finally` without a second argument or a
            `catch`, in a `Promise.all` of that kind, behind `void`, which hears nothing either, or in a variable that nobody reads. A `catch()` without a function hears nothing. Functions
            that the top level calls, and whose result nobody takes, are looked into: what they return, and what they leave loose themselves.
            """,
        why: """
            When the module is not there, does not parse or throws, nobody hears of it: a `try` around the call hears only what is awaited. Node.js and Deno end the
            process for a rejection without a handler, whatever else it is doing; a browser says a line in its console, and the page stays half made.
            """,
        wrong: [
            .init("", ["main.mjs": "import('./metrics.mjs');", "metrics.mjs": "throw new Error('no server');"]),
            .init(
                "",
                [
                    "main.mjs": """
                    try {
                      import('./metrics.mjs').then((metrics) => metrics.start());
                    } catch (error) {
                      console.warn(error);
                    }
                    """, "metrics.mjs": "export function start() {}",
                ]),
        ],
        right: [
            .init(
                "",
                [
                    "main.mjs": "import('./metrics.mjs').catch((error) => console.warn(error));",
                    "metrics.mjs": "throw new Error('no server');",
                ]),
            .init("", ["main.mjs": "await import('./metrics.mjs');", "metrics.mjs": "export function start() {}"]),
        ],
        ignoring: """
            Where the process shall end when the module fails. Say that in the comment.
            """,
        scenario: "Scenarios/lint/floating-import.yaml")

    static let floatingAsync = RulePage(
        what: """
            A call of an async function at the top level of a module, by its name, through an import, or where it stands (`(async () => { … })()`), that is not awaited and has
            no handler; and in the same way `fetch()` and `Promise.reject()`. `void` before it
            changes nothing. A function whose whole body is a `try` with a `catch` that throws nothing is not found.
            """,
        why: """
            What the function throws becomes a rejection that nobody hears. Node.js and Deno end the process for it; a browser says a line in its console. A module can await at its
            top level: then the error is the module's own, and whoever imports it hears of it. It also waits, so that importers start when the work is done; where they shall not, write
            a handler.
            """,
        wrong: [
            .init(
                "",
                """
                async function main() {
                  const answer = await fetch('https://example.test/config');
                  console.log(await answer.json());
                }

                main();
                """),
            .init(
                "",
                [
                    "main.mjs": "import { connect } from './db.mjs';\nconnect();",
                    "db.mjs": "export async function connect() {\n  throw new Error('no database');\n}",
                ]),
        ],
        right: [
            .init("", "async function main() {\n  console.log('ready');\n}\n\nawait main();"),
            .init("", "async function main() {\n  console.log('ready');\n}\n\nmain().catch((error) => console.error(error));"),
        ],
        ignoring: """
            Where the process shall end with the error, as a command line tool may: that is what Node.js does. Say that in the comment.
            """,
        scenario: "Scenarios/lint/floating-async.yaml")

    static let thenExport = RulePage(
        what: """
            An export that is called `then` and is a function, or may be one: declared, or exported again under that name. Certain where it is a function or a class.
            """,
        why: """
            The value of `import()` is the module's namespace, and a promise that is given an object with a function `then` takes it for another promise: it calls the function with
            two functions of its own, and waits until one of them is called. So `await import('./x.mjs')` never ends when `then` calls neither, and gives something else than the
            namespace when it does. A class refuses to be called without `new`, so that the `import()` is rejected with a TypeError. A static import sees nothing of it, until somebody makes it
            an `import()`.
            """,
        wrong: [
            .init(
                "",
                [
                    "main.mjs": "const steps = await import('./steps.mjs');\nsteps.first();",
                    "steps.mjs": "export function first() {}\nexport function then() {}",
                ])
        ],
        right: [
            .init(
                "",
                [
                    "main.mjs": "const steps = await import('./steps.mjs');\nsteps.first();",
                    "steps.mjs": "export function first() {}\nexport function next() {}",
                ])
        ],
        ignoring: """
            Where the module is meant to be a thenable: `import()` of it then gives what `then` decides. Say so in the reason.
            """,
        scenario: "Scenarios/lint/then-export.yaml")

    static let startupIO = RulePage(
        what: """
            With `--host workers`: calls of `fetch`, timers, random values, key generation, `new AbortController`, caches, and methods of bindings (`env` of `cloudflare:workers`) that the top
            level of a started module makes, itself or through functions that it calls, in other modules too; and an `await` of a promise that nothing settles. They are known under other names too:
            taken out of `crypto` or `globalThis`, or imported from `node:crypto`, `node:timers` and `node:timers/promises`.

            With `--host service-worker`: the first `await` at the top level of any module of the worker.

            Without one of these hosts the rule says nothing. Reading `env`, `queueMicrotask`, `import()` and an await that microtasks settle are allowed.
            """,
        why: """
            Cloudflare Workers run the top level before there is a request: on demand, ahead of time, or once for a snapshot that many machines start from. So it must need nothing from outside and do the same each
            time, and what does not is refused with `Disallowed operation called within global scope`: the script does not start. Read in workerd's source (2026-08), and not run.

            A service worker with a top-level await is refused by `register()` with a TypeError, measured on Chromium 156 and Firefox 153.
            """,
        wrong: [
            .init(
                "",
                """
                const config = await loadConfig();

                async function loadConfig() {
                  const answer = await fetch('https://example.test/config');
                  return answer.json();
                }

                export default {
                  fetch: () => new Response(config.name),
                };
                """, settings: LintSettings(hosts: ["workers"])),
            .init(
                "",
                """
                const files = await caches.open('v1');
                addEventListener('fetch', (event) => event.respondWith(files.match(event.request)));
                """, settings: LintSettings(hosts: ["service-worker"])),
        ],
        right: [
            .init(
                "The first request starts it, and the others wait for the same promise.",
                """
                let config;

                async function loadConfig() {
                  const answer = await fetch('https://example.test/config');
                  return answer.json();
                }

                export default {
                  async fetch() {
                    config ??= loadConfig();
                    return new Response((await config).name);
                  },
                };
                """, settings: LintSettings(hosts: ["workers"]))
        ],
        ignoring: """
            Where the code never comes to the call at start-up, and the text does not show it.
            """,
        scenario: "Scenarios/lint/startup-io.yaml")
}
