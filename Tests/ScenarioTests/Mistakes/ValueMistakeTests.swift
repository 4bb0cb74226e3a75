import Testing

@testable import Scenario

/// Values that are not what their keys want.
@Suite struct ValueMistakeTests {
    /// What people write who write their first scenario, and all that is said of it.
    // swift-format-ignore: messages are compared whole
    static let mistakes: [Mistake] = [
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      log: A\n      sleep: 1s\n",
            "5:7 modules.main.steps: expected a list of steps, found a mapping (begin each entry with '- ', as in '- log: A')"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      log: A\n      sleep: 1s\n      log: B\n",
            "5:7 modules.main.steps: expected a list of steps, found a mapping (begin each entry with '- ', as in '- log: A')"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps: {log: A, sleep: 1s}\n",
            "4:12 modules.main.steps: expected a list of steps, found a mapping (write [{log: A}, {sleep: 1s}])"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    imports: {from: lib, names: [a]}\n  lib: export const a = 1\n",
            "4:14 modules.main.imports: expected a list of imports, found a mapping (write [{from: lib, names: [a]}])"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    - log: A\n",
            "4:5 modules.main: expected text, or a module (with code, file, imports, steps, json, load, …), found a list (write it below 'steps:', indented deeper)"
        ),
        .init(
            "entry: main\nmodules:\n  main:console.log(1)\n",
            "3:3 modules: expected a mapping, found the text 'main:console.log(1)' (put a blank behind the ':' of 'main:')"
        ),
        .init(
            "title: x\n---\ntitle: y\n",
            "2:1 a second document begins here, and a file holds one scenario (put it in a file of its own, or leave out the '---')"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - log A\n      - sleep: 1s\n",
            "5:9 modules.main.steps[0]: expected a step (with log, sleep, await, busy, import, export, …), found the text 'log A' (write 'log: A')"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - log A\n      - sleep 1s\n      - import b\n",
            "5:9 modules.main.steps[0]: expected a step (with log, sleep, await, busy, import, export, …), found the text 'log A' (write 'log: A')",
            "6:9 modules.main.steps[1]: expected a step (with log, sleep, await, busy, import, export, …), found the text 'sleep 1s' (write 'sleep: 1s')",
            "7:9 modules.main.steps[2]: expected a step (with log, sleep, await, busy, import, export, …), found the text 'import b' (write 'import: b')"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\n  outcome: resolved\n",
            "5:12 expect.outcome: 'resolved' is not known here, expected one of fulfilled, running, exited, rejected, unsettled, link error, load error, blocked (did you mean 'fulfilled'?)"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\n  outcome: ok\n",
            "5:12 expect.outcome: 'ok' is not known here, expected one of fulfilled, running, exited, rejected, unsettled, link error, load error, blocked (did you mean 'fulfilled'?)"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\n  outcome: 'Error: boom'\n",
            "5:12 expect.outcome: 'Error: boom' is not known here, expected one of fulfilled, running, exited, rejected, unsettled, link error, load error, blocked (write {rejected: \"Error: boom\"})"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\n  outcome: pending\n",
            "5:12 expect.outcome: 'pending' is not known here, expected one of fulfilled, running, exited, rejected, unsettled, link error, load error, blocked (did you mean 'unsettled'?)"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\n  outcome: 13\n",
            "5:12 expect.outcome: expected one of fulfilled, running, exited, rejected, unsettled, link error, load error, blocked, or an outcome (with rejected, link error, load error, blocked, running, exited), found the number 13"
        ),
        .init(
            "entry: main\nmodules:\n  main: true\n",
            "3:9 modules.main: expected text, found the bool true (put it in quotes: \"true\")"
        ),
        .init(
            "title: 12\nentry: main\nmodules:\n  main: x()\n",
            "1:8 title: expected text, found the number 12 (put it in quotes: \"12\")"
        ),
        .init(
            "title: true\nentry: main\nmodules:\n  main: x()\n",
            "1:8 title: expected text, found the bool true (put it in quotes: \"true\")"
        ),
        .init(
            "entry:\nmodules:\n  main: x()\n",
            "1:7 entry: the value of 'entry' is missing: The entry module's name; a list for several, as one page may have several module scripts."
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - sleep: 1 s\n",
            "5:16 modules.main.steps[0].sleep: unknown unit in the duration '1 s', expected ns, us, ms, s or min (write 1s)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - sleep: 1sec\n",
            "5:16 modules.main.steps[0].sleep: unknown unit in the duration '1sec', expected ns, us, ms, s or min (write 1s)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - sleep: 1h\n",
            "5:16 modules.main.steps[0].sleep: unknown unit in the duration '1h', expected ns, us, ms, s or min (write 60min)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - sleep: 1,5s\n",
            "5:16 modules.main.steps[0].sleep: expected a duration, found '1,5s' (write 1.5s)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - sleep: one second\n",
            "5:16 modules.main.steps[0].sleep: expected a duration, found 'one second' (write a number and a unit, such as 250ms, 1.5s or 2min)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - sleep:\n",
            "5:15 modules.main.steps[0].sleep: the value is missing, expected a duration such as 250ms or 1.5s"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - sleep: 1S\n",
            "5:16 modules.main.steps[0].sleep: unknown unit in the duration '1S', expected ns, us, ms, s or min (write 1s)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - sleep: 100MS\n",
            "5:16 modules.main.steps[0].sleep: unknown unit in the duration '100MS', expected ns, us, ms, s or min (write 100ms)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - sleep: true\n",
            "5:16 modules.main.steps[0].sleep: expected a duration such as 250ms or 1.5s, found the bool true"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - sleep: {ms: 5}\n",
            "5:16 modules.main.steps[0].sleep: expected a duration such as 250ms or 1.5s, found a mapping (write 5ms)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    load: [5ms]\n",
            "4:11 modules.main.load: expected a duration such as 250ms or 1.5s, found a list (write 5ms without the brackets)"
        ),
        .init(
            "entry: man\nmodules:\n  main: x()\n",
            "1:8 entry: no module is called 'man' (did you mean 'main'?)"
        ),
        .init(
            "entry: index.js\nmodules:\n  main: x()\n  b: y()\n",
            "1:8 entry: no module is called 'index.js' (the modules are main, b)"
        ),
        .init(
            "entry: main.mjs\nmodules:\n  main: x()\n",
            "1:8 entry: no module is called 'main.mjs' (did you mean 'main'?)"
        ),
        .init(
            "modules:\n  main: x()\n",
            "1:1 the key 'entry' of a scenario is missing: The entry module's name; a list for several, as one page may have several module scripts."
        ),
        .init(
            "entry: main\n",
            "1:1 the key 'modules' of a scenario is missing: The modules by name. The name is the specifier: main.mjs, lib/db.mjs, x."
        ),
        .init(
            "entry: main\nmodules:\n",
            "2:9 modules: the value of 'modules' is missing: The modules by name. The name is the specifier: main.mjs, lib/db.mjs, x."
        ),
        .init(
            "entry: main\nmodules:\n  - name: main\n    code: x()\n",
            "3:3 modules: expected a mapping, found a list (begin with the name as a key: 'main:' in place of '- name: main')"
        ),
        .init(
            "entry: main\nmodules:\n  - main:\n      steps: [{log: A}]\n  - a: x()\n",
            "3:3 modules: expected a mapping, found a list (leave out the '- ' before each name: 'main:')"
        ),
        .init(
            "entry: main\nmodules: main\n",
            "2:10 modules: expected a mapping, found the text 'main' (write a name and its value: {main: …})"
        ),
        .init(
            "entry: main\nmodules:\n  a: x()\n  main:\n    imports: a\n",
            "5:14 modules.main.imports: expected a list of imports, found the text 'a' (write [a])"
        ),
        .init(
            "entry: main\nmodules:\n  a: x()\n  main:\n    imports:\n      - import './a'\n",
            "6:9 modules.main.imports[0]: expected the name of a module, found a statement (write ./a)"
        ),
        .init(
            "entry: main\nmodules:\n  a: x()\n  main:\n    imports:\n      a: [x, y]\n",
            "6:7 modules.main.imports: expected a list of imports, found a mapping (write '- {from: a, names: [x, y]}')"
        ),
        .init(
            "entry: main\nmodules:\n  a: x()\n  main:\n    imports:\n      - {from: a, names: x}\n",
            "6:26 modules.main.imports[0].names: expected a list of texts, found the text 'x' (write [x])"
        ),
        .init(
            "entry: main\nmodules:\n  a: x()\n  main:\n    imports:\n      - {from: a, names: ['*']}\n",
            "6:27 modules.main.imports[0].names[0]: '*' is no name (write 'as: name' in place of 'names' for the namespace)"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect: [A, B]\n",
            "4:9 expect: expected an expectation (with trace, outcome, duration, at, before, evaluated, …), found a list (write {trace: [A, B]})"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect: fulfilled\n",
            "4:9 expect: expected an expectation (with trace, outcome, duration, at, before, evaluated, …), found the text 'fulfilled' (write {outcome: fulfilled})"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\n  trace: A B\n",
            "5:10 expect.trace: expected a list of texts, found the text 'A B' (write [A B])"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\n  trace: A, B, C\n",
            "5:10 expect.trace: expected a list of texts, found the text 'A, B, C' (write [A, B, C])"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\n  trace: |\n    A\n    B\n",
            "5:10 expect.trace: expected a list of texts, found the text 'A\nB\n' (write each line as an entry of its own, beginning with '- ')"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\n  trace: {A: 1}\n",
            "5:10 expect.trace: expected a list of texts, found a mapping (write [A, …])"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\n  before: [A, B]\n",
            "5:11 expect.before: expected a list of lists, found a list of texts (write [[A, B]])"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\n  at: [A, 1s]\n",
            "5:7 expect.at: expected a mapping, found a list (write keys with their values: {A: …})"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\n  at:\n    - A: 1s\n",
            "6:5 expect.at: expected a mapping, found a list (leave out the '- ' before each name: 'A:')"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\n  evaluated: [a, b]\n",
            "5:18 expect.evaluated[1]: no module is called 'b' (the only module is a)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - console.log('A')\n      - await sleep(100)\n",
            "5:9 modules.main.steps[0]: expected a step (with log, sleep, await, busy, import, export, …), found the text 'console.log('A')' (write 'js: \"console.log('A')\"')",
            "6:9 modules.main.steps[1]: expected a step (with log, sleep, await, busy, import, export, …), found the text 'await sleep(100)' (write 'js: \"await sleep(100)\"')"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps: console.log(1)\n",
            "4:12 modules.main.steps: expected a list of steps, found the text 'console.log(1)' (write 'code' in place of the key for JavaScript; a list entry begins with '- ')"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps: |\n      console.log(1);\n",
            "4:12 modules.main.steps: expected a list of steps, found the text 'console.log(1);\n' (write 'code' in place of the key for JavaScript; a list entry begins with '- ')"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps: {log: A}\n",
            "4:12 modules.main.steps: expected a list of steps, found a mapping (write [{log: A}])"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n",
            "4:11 modules.main.steps: the value is missing, expected a list of steps (write [] for none)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - timeout: {after: 1s}\n",
            "5:18 modules.main.steps[0].timeout: the key 'do' of a timeout is missing: What the timer runs."
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - timeout: 1s\n",
            "5:18 modules.main.steps[0].timeout: expected a timeout (with after, do), found the text '1s' (write {after: 1s, do: …})"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - timeout: [1s, {log: A}]\n",
            "5:18 modules.main.steps[0].timeout: expected a timeout (with after, do), found a list (write a mapping with 'after: …' and 'do: …')"
        ),
        .init(
            "[]",
            "1:1 expected a scenario (with title, about, host, entry, modules, resources, …), found a list (begin with 'entry: …' and 'modules: …')"
        ),
        .init(
            "host: [node, deno]\nentry: main\nmodules:\n  main: x()\n",
            "1:7 host: expected text, or a host (with name), found a list (write one of them, without the brackets)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    - log: A\n    - sleep: 1s\n",
            "4:5 modules.main: expected text, or a module (with code, file, imports, steps, json, load, …), found a list (write it below 'steps:', indented deeper)"
        ),
        .init(
            "entry: main\nmodules:\n  main: 3\n",
            "3:9 modules.main: expected text, found the number 3 (put it in quotes: \"3\")"
        ),
        .init(
            "entry: main\nmodules:\n  main: ./main.mjs\n",
            "3:9 modules.main: expected JavaScript, found a path (write {file: ./main.mjs})"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      • log: A\n",
            "5:7 modules.main.steps: expected a list of steps, found a mapping (begin each entry with '- ', as in '- log: …')"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - export: [x]\n",
            "5:17 modules.main.steps[0].export: expected a mapping, found a list (write keys with their values: {x: …})"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - export: x\n",
            "5:17 modules.main.steps[0].export: expected a mapping, found the text 'x' (write a name and its value: {x: …})"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - export: x = 1\n",
            "5:17 modules.main.steps[0].export: expected a mapping, found the text 'x = 1' (write {x: 1})"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nlimits: {steps: many}\n",
            "4:17 limits.steps: expected a whole number from 1 to 100000000, found the text 'many'"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nlimits: {steps: 5k}\n",
            "4:17 limits.steps: expected a whole number from 1 to 100000000, found the text '5k' (write 5000)"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nlimits: {heap: 64 MB}\n",
            "4:16 limits.heap: expected a size, found '64 MB' (write 64MB)"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nlimits: {heap: 64mb}\n",
            "4:16 limits.heap: expected a size, found '64mb' (write 64MB)"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nresources: {https://x.test/: hello}\n",
            "4:30 resources[\"https://x.test/\"]: expected a resource (with after, json, text, status, fails), found the text 'hello' (write {text: hello})"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nresources:\n  - url: https://x.test/\n    text: a\n",
            "5:3 resources: expected a mapping, found a list (begin with the name as a key: 'https://x.test/:' in place of '- url: https://x.test/')"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nsee: {a: b}\n",
            "4:6 see: expected text, or a list of texts, found a mapping (put it in quotes: \"{a: b}\")"
        ),
        .init(
            "This is a scenario\n",
            "1:1 expected a scenario (with title, about, host, entry, modules, resources, …), found the text 'This is a scenario' (begin with 'entry: …' and 'modules: …')"
        ),
        .init(
            "import './a.mjs';\nconsole.log(1);\n",
            "1:1 expected a scenario (with title, about, host, entry, modules, resources, …), found the text 'import './a.mjs'; console.log(1);' (begin with 'entry: …' and 'modules: …')"
        ),
        .init(
            "entry: main\nmodules:\n  main: {code: x(), size: 40 kb}\n",
            "3:27 modules.main.size: expected a size, found '40 kb' (write 40kB)"
        ),
        .init(
            "entry: main\nmodules:\n  main: {code: x(), size: 40k}\n",
            "3:27 modules.main.size: expected a size, found '40k' (write 40kB)"
        ),
        .init(
            "entry: main\nmodules:\n  main: {code: x(), load: -5ms}\n",
            "3:27 modules.main.load: a duration cannot be negative, found '-5ms'"
        ),
        .init(
            "entry: main\nmodules:\n  b: x()\n  main:\n    steps:\n      - import: {module: b, await: no}\n",
            "6:36 modules.main.steps[0].import.await: expected true or false, found the text 'no' (write false)"
        ),
    ]

    @Test("The mistake is told where it is", arguments: mistakes)
    func message(mistake: Mistake) {
        #expect(problems(mistake.document) == mistake.problems)
    }
}
