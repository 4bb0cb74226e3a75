import Testing

@testable import Scenario

/// Keys that are not known where they stand.
@Suite struct KeyMistakeTests {
    /// What people write who write their first scenario, and all that is said of it.
    // swift-format-ignore: messages are compared whole
    static let mistakes: [Mistake] = [
        .init(
            "entry: main\nmodule:\n  main: console.log(1)\n",
            "2:1 module: unknown key 'module' in a scenario (did you mean 'modules'?)"
        ),
        .init(
            "title: T\nentry: main\nmodule:\n  a:\n    steps: [{log: A}]\n  main:\n    imports: [a]\n    steps:\n      - log: hi\n",
            "3:1 module: unknown key 'module' in a scenario (did you mean 'modules'?)"
        ),
        .init(
            "entry: main\nmodules:\n  a:\n    steps: [{log: A}]\n  main:\n  imports: [a]\n  steps:\n    - log: hi\n",
            "6:3 modules.imports: 'imports' and 'steps' stand outside of 'main', which is empty (indent them by 4, deeper than 'main')"
        ),
        .init(
            "entry: main\nmodules:\n  a:\n    steps: [{log: A}]\n  main:\nimports: [a]\nsteps:\n  - log: hi\n",
            "6:1 imports: 'imports' and 'steps' stand outside of 'main', which is empty (indent them by 4, deeper than 'main')"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n  steps:\n    - log: hi\n",
            "4:3 modules.steps: 'steps' stands outside of 'main', which is empty (indent it by 4, deeper than 'main')"
        ),
        .init(
            "entry: main\nmodules:\n  a: console.log(1)\nmain:\n  imports: [a]\n",
            "4:1 main: unknown key 'main' in a scenario (to make it one of 'modules', indent it by 2)"
        ),
        .init(
            "entries: [main]\nmodules:\n  main: x()\n",
            "1:1 entries: unknown key 'entries' in a scenario (did you mean 'entry'?)"
        ),
        .init(
            "entry: main\nmodules:\n  a: x()\n  main:\n    import: [a]\n",
            "5:5 modules.main.import: unknown key 'import' in a module (did you mean 'imports'?)"
        ),
        .init(
            "entry: main\nmodules:\n  a: x()\n  main:\n    imports:\n      - {module: a, names: [x]}\n",
            "6:10 modules.main.imports[0].module: unknown key 'module' in an import (did you mean 'from'?)"
        ),
        .init(
            "entry: main\nmodules:\n  a: x()\n  main:\n    imports:\n      - {from: a, default: d}\n",
            "6:19 modules.main.imports[0].default: unknown key 'default' in an import (known keys: from, names, as, phase)"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\ntrace: [A]\n",
            "4:1 trace: unknown key 'trace' in a scenario ('trace' is a key of an expectation: write it below 'expect', indented deeper)"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\noutcome: fulfilled\n",
            "4:1 outcome: unknown key 'outcome' in a scenario ('outcome' is a key of an expectation: write it below 'expect', indented deeper)"
        ),
        .init(
            "entry: a\nmodules:\n  a: console.log(1)\nexpect:\ntrace: [A]\noutcome: fulfilled\n",
            "5:1 trace: 'trace' and 'outcome' stand outside of 'expect', which is empty (indent them by 2, deeper than 'expect')"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - lgo: A\n",
            "5:9 modules.main.steps[0].lgo: unknown key 'lgo' in a step (did you mean 'log'?)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - print: A\n",
            "5:9 modules.main.steps[0].print: unknown key 'print' in a step (did you mean 'log'?)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - console.log: A\n",
            "5:9 modules.main.steps[0][\"console.log\"]: unknown key 'console.log' in a step (did you mean 'log'?)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - wait: 1s\n",
            "5:9 modules.main.steps[0].wait: unknown key 'wait' in a step (did you mean 'sleep'?)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - Log: A\n",
            "5:9 modules.main.steps[0].Log: unknown key 'Log' in a step (did you mean 'log'?)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - setTimeout: 1s\n",
            "5:9 modules.main.steps[0].setTimeout: unknown key 'setTimeout' in a step (did you mean 'timeout'?)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - code: x()\n",
            "5:9 modules.main.steps[0].code: unknown key 'code' in a step (did you mean 'js'?)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - console.log('A: b')\n",
            "5:9 modules.main.steps[0][\"console.log('A\"]: unknown key 'console.log('A' in a step (write JavaScript in quotes, as a step: js: \"…\")"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - log: A\n        sleep: 1s\n",
            "6:9 modules.main.steps[0].sleep: 'sleep' and 'log' cannot stand together in a step (make it a step of its own: a list entry that begins with '- sleep:')"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - {log: A, sleep: 1s, busy: 2ms}\n",
            "5:18 modules.main.steps[0].sleep: 'sleep' and 'log' cannot stand together in a step (make it a step of its own: a list entry that begins with '- sleep:')"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    steps:\n      - try:\n          - log: A\n      - catch:\n          - log: B\n",
            "5:9 modules.main.steps[0].try: 'try' needs a 'catch' or a 'finally' beside it (write both in one entry, without '- ' between them)",
            "7:9 modules.main.steps[1]: 'catch' needs a 'try' beside it (write both in one entry, without '- ' between them)"
        ),
        .init(
            "{\"entry\": \"main\", \"modules\": {\"main\": {\"stepz\": [{\"log\": \"A\"}]}}}",
            "1:40 modules.main.stepz: unknown key 'stepz' in a module (did you mean 'steps'?)"
        ),
        .init(
            "{\"entry\": \"main\", \"entry\": \"b\", \"modules\": {\"main\": \"x()\"}}",
            "1:19 entry: the key 'entry' stands twice, first on line 1 (remove one, or rename it)"
        ),
        .init(
            "entry: main\r\nmodules:\r\n  main:\r\n    stepz:\r\n      - log: A\r\n",
            "4:5 modules.main.stepz: unknown key 'stepz' in a module (did you mean 'steps'?)"
        ),
        .init(
            "\u{FEFF}entry: main\nmodules:\n  main:\n    stepz:\n      - log: A\n",
            "4:5 modules.main.stepz: unknown key 'stepz' in a module (did you mean 'steps'?)"
        ),
        .init(
            "entry: main\nmodules:\n  main: {console.log(1)}\n",
            "3:10 modules.main[\"console.log(1)\"]: unknown key 'console.log(1)' in a module (write JavaScript in a block: '|' behind the module's name, and the code on the lines below)"
        ),
        .init(
            "entry: main\nmodules:\n  main: x()\n  main: y()\n",
            "4:3 modules.main: the key 'main' stands twice, first on line 3 (remove one, or rename it)"
        ),
        .init(
            "entry: main\ntitle: a\ntitle: b\nmodules:\n  main: x()\n",
            "3:1 title: the key 'title' stands twice, first on line 2 (remove one, or rename it)"
        ),
        .init(
            "entry: main\nmodules:\n  main: &x x()\n  b: *x\n",
            "3:9 modules.main: anchors are not part of the scenario format (leave out the '&name', or put text in quotes)",
            "4:6 modules.b: aliases are not part of the scenario format (repeat the value here, or put text in quotes)"
        ),
        .init(
            "entry: main\nmodules:\n  main: {steps: []}\n  b: {<<: {load: 1s}}\n",
            "4:7 modules.b[\"<<\"]: merge keys are not part of the scenario format (repeat the keys here)"
        ),
        .init(
            "entry: main\nmodules:\n  main: x()\n---\nentry: b\n",
            "4:1 a second document begins here, and a file holds one scenario (put it in a file of its own, or leave out the '---')"
        ),
        .init(
            "entry: main\nload: 1s\nmodules:\n  main: x()\n",
            "2:1 load: unknown key 'load' in a scenario ('load' is a key of a module: write it below one of 'modules', indented deeper)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    a: x()\n    b: y()\n",
            "4:5 modules.main.a: unknown key 'a' in a module (known keys: code, file, imports, steps, json, load, parse, size, cached, commonjs, wasm)",
            "5:5 modules.main.b: unknown key 'b' in a module (known keys: code, file, imports, steps, json, load, parse, size, cached, commonjs, wasm)"
        ),
        .init(
            "entry: main\nmodules:\n  main:\n    exports: {x: 1}\n",
            "4:5 modules.main.exports: unknown key 'exports' in a module ('export' is a key of a step: write '- export: …' below 'steps')"
        ),
        .init(
            "Entry: main\nModules:\n  main: x()\n",
            "1:1 Entry: unknown key 'Entry' in a scenario (did you mean 'entry'?)",
            "2:1 Modules: unknown key 'Modules' in a scenario (did you mean 'modules'?)"
        ),
        .init(
            "entry: main\nmodules:\n  main: console.log(1)\n  expect:\n    trace: ['1']\n",
            "4:3 modules.expect: 'expect' is a key of a scenario (indent it by 0)"
        ),
    ]

    @Test("The mistake is told where it is", arguments: mistakes)
    func message(mistake: Mistake) {
        #expect(problems(mistake.document) == mistake.problems)
    }
}
