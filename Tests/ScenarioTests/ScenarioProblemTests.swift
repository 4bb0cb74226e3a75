import Diagnostics
import Testing

@testable import Scenario

@Suite struct ScenarioProblemTests {
    @Test func aMistypedKeyIsFoundWithItsPlaceAndItsNeighbour() {
        #expect(
            problems(
                """
                entry: x
                modules:
                  x:
                    laod: 20ms
                    code: ""
                """) == ["4:5 modules.x.laod: unknown key 'laod' in a module (did you mean 'load'?)"])
    }

    // swift-format-ignore: messages are compared whole
    @Test func allProblemsAreToldByPosition() {
        #expect(
            problems(
                """
                titel: x
                entry: [a, b]
                modules:
                  a: {load: fast, steps: [{sleep: 1m}, {lgo: 1}]}
                  a.mjs: 3
                expect: {outcome: fulfiled, trace: X, duration: -1}
                """) == [
                    "1:1 titel: unknown key 'titel' in a scenario (did you mean 'title'?)",
                    "2:12 entry[1]: no module is called 'b' (the modules are a, a.mjs)",
                    "4:13 modules.a.load: expected a duration, found 'fast' (write a number and a unit, such as 250ms, 1.5s or 2min)",
                    "4:35 modules.a.steps[0].sleep: unknown unit in the duration '1m', expected ns, us, ms, s or min (write 1ms for milliseconds, or 1min for minutes)",
                    "4:41 modules.a.steps[1].lgo: unknown key 'lgo' in a step (did you mean 'log'?)",
                    #"5:10 modules["a.mjs"]: expected text, found the number 3 (put it in quotes: "3")"#,
                    "6:19 expect.outcome: 'fulfiled' is not known here, expected one of fulfilled, running, exited, rejected, unsettled, link error, load error, blocked (did you mean 'fulfilled'?)",
                    "6:36 expect.trace: expected a list of texts, found the text 'X' (write [X])",
                    "6:49 expect.duration: a duration cannot be negative, found '-1'",
                ])
    }

    @Test func duplicateKeysAreFoundAtEveryLevel() {
        #expect(
            problems(
                """
                entry: a
                entry: a
                host: {name: node, name: deno, deep: {x: 1, x: 2}}
                modules:
                  a: {code: "", code: ""}
                  b: {steps: [{log: 1, log: 2}, {timeout: {after: 1, after: 2, do: []}}, {export: {x: 1, x: 2}}]}
                  c: {json: {k: [{d: 1, d: 2}]}}
                  a: ""
                resources: {/u: {text: a, text: b}, /u: {}}
                limits: {steps: 1, steps: 2}
                expect: {at: {x: 1, x: 2}, hosts: {node: {trace: [], trace: []}, node: {}}}
                unknown: {z: 1, z: 2}
                """
            ).filter { $0.contains("twice") }.map { $0.prefix { $0 != "," } } == [
                "2:1 entry: the key 'entry' stands twice",
                "3:20 host.name: the key 'name' stands twice",
                "3:45 host.deep.x: the key 'x' stands twice",
                "5:17 modules.a.code: the key 'code' stands twice",
                "6:24 modules.b.steps[0].log: the key 'log' stands twice",
                "6:54 modules.b.steps[1].timeout.after: the key 'after' stands twice",
                "6:90 modules.b.steps[2].export.x: the key 'x' stands twice",
                "7:25 modules.c.json.k[0].d: the key 'd' stands twice",
                "8:3 modules.a: the key 'a' stands twice",
                "9:27 resources[\"/u\"].text: the key 'text' stands twice",
                "9:37 resources[\"/u\"]: the key '/u' stands twice",
                "10:20 limits.steps: the key 'steps' stands twice",
                "11:21 expect.at.x: the key 'x' stands twice",
                "11:54 expect.hosts.node.trace: the key 'trace' stands twice",
                "11:66 expect.hosts.node: the key 'node' stands twice",
                "12:17 unknown.z: the key 'z' stands twice",
            ])
    }

    /// One problem a document.
    // swift-format-ignore: messages are compared whole
    @Test(arguments: [
        // The document as a whole.
        ("", "1:1 the document is empty"),
        (
            "null",
            "1:1 expected a scenario (with title, about, host, entry, modules, resources, …), found null (begin with 'entry: …' and 'modules: …')"
        ),
        (
            "[]",
            "1:1 expected a scenario (with title, about, host, entry, modules, resources, …), found a list (begin with 'entry: …' and 'modules: …')"
        ),
        (
            "just text",
            "1:1 expected a scenario (with title, about, host, entry, modules, resources, …), found the text 'just text' (begin with 'entry: …' and 'modules: …')"
        ),
        (
            "modules: {a: ''}",
            "1:1 the key 'entry' of a scenario is missing: The entry module's name; a list for several, as one page may have several module scripts."
        ),
        (
            "entry: a\nmodules: {a: ''}\n---\nentry: b",
            "3:1 a second document begins here, and a file holds one scenario (put it in a file of its own, or leave out the '---')"
        ),
        // YAML that the format leaves out.
        (
            "entry: a\nmodules: {a: &x ''}",
            "2:14 modules.a: anchors are not part of the scenario format (leave out the '&name', or put text in quotes)"
        ),
        (
            "entry: a\nmodules: {a: *x}",
            "2:14 modules.a: aliases are not part of the scenario format (repeat the value here, or put text in quotes)"
        ),
        (
            "entry: a\nmodules: {a: !!str x}",
            "2:14 modules.a: tags are not part of the scenario format (leave out the '!…', or put text in quotes)"
        ),
        (
            "entry: a\nmodules: {a: '', <<: {b: ''}}",
            "2:18 modules[\"<<\"]: merge keys are not part of the scenario format (repeat the keys here)"
        ),
        ("entry: a\nmodules: {[a, b]: '', a: ''}", "2:11 modules: a key must be text"),
        // Syntax.
        (
            "entry: a\nmodules: {a: ''",
            "2:16 '}' is missing: the '{' is not closed (write '}' here) [the '{' is here: 2:10]"
        ),
        (
            "entry: a\nmodules:\n\ta: ''",
            "3:1 the line is indented with a tab, and YAML takes only blanks (write blanks, two for each level)"
        ),
        (
            "entry: a\nmodules: {a: 'x}",
            "2:14 the text in quotes is not closed (write ' where the text ends)"
        ),
        (
            "entry: a\ntitle: outcome: x\nmodules: {a: ''}",
            "2:8 the text holds ': ', which YAML takes for the end of a key (write {outcome: x}, or put it in quotes: \"outcome: x\")"
        ),
        (
            "entry: a\nmodules: {é: \u{1}}",
            "2:14 the document holds the character U+0001, which YAML does not allow (remove it; a text in double quotes can hold it as \\u0001)"
        ),
        (
            "entry: a\nmodules: {a: {wasm: {start: f}}}",
            "2:29 modules.a.wasm.start: 'f' is not imported (name a function of 'imports', which is what the start function calls)"
        ),
        (
            "entry: a\nmodules: {a: {wasm: {exports: {f: x}}}}",
            "2:35 modules.a.wasm.exports.f: a function of WebAssembly gives a number, found 'x'"
        ),
        (
            "entry: a\nmodules: {a: ''}\nrequests: [{url: /, isolate: 2}]",
            "3:30 requests[0].isolate: there is no isolate 2 (write 'isolates: 2' beside 'requests')"
        ),
        (
            "entry: a\nmodules: {a: ''}\nrequests: [{at: 1s}]",
            "3:12 requests[0]: the key 'url' of a request is missing: What is asked for."
        ),
        (
            "entry: a\nmodules: {a: ''}\nlimits: {heap: 32GB}",
            "3:16 limits.heap: the limit 'heap' takes a size such as 64MB from 1B to 1GB, found '32GB'"
        ),
        (
            "entry: a\nmodules: {a: ''}\nlimits: {nesting: 5000}",
            "3:19 limits.nesting: expected a whole number from 1 to 2000, found the number 5000"
        ),
        (
            "entry: a\nmodules: {a: ''}\nlimits: {steps: 100000001}",
            "3:17 limits.steps: expected a whole number from 1 to 100000000, found the number 100000001"
        ),
        (
            "entry: a\nmodules: {a: ''}\nlimits: {time: -1s}",
            "3:16 limits.time: a duration cannot be negative, found '-1s'"
        ),
        (
            "entry: a\nmodules: {a: ''}\nlimits: {stepz: 1}",
            "3:10 limits.stepz: unknown key 'stepz' in limits (did you mean 'steps'?)"
        ),
        // Modules.
        (
            "entry: a\nmodules: {a: ~}",
            "2:14 modules.a: expected text, or a module (with code, file, imports, steps, json, load, …), found null ~ (write \"\" for empty text)"
        ),
        (
            "entry: a\nmodules:\n  a:",
            "3:5 modules.a: the value is missing, expected text, or a module (with code, file, imports, steps, json, load, …) (write \"\" for empty text)"
        ),
        ("entry: a\nmodules: {a: {code: x, steps: []}}", "2:24 modules.a.steps: 'steps' and 'code' cannot stand together in a module"),
        (
            "entry: a\nmodules: {a: '', ./a: ''}",
            "2:18 modules[\"./a\"]: './a' and 'a' name the same module, 'a' (remove one, or rename it)"
        ),
        (
            "entry: a\nmodules: {a: '', ../b: ''}",
            "2:18 modules[\"../b\"]: a module's name cannot leave the scenario's root (name it as the scenario sees it, such as 'lib/db.mjs')"
        ),
        (
            "entry: a\nmodules: {a: {file: ../x.mjs}}",
            "2:21 modules.a.file: the path '../x.mjs' leaves the scenario's folder (say --allow-outside if you trust it to read other files)"
        ),
        (
            "entry: a\nmodules: {a: {file: b/../../x.mjs}}",
            "2:21 modules.a.file: the path 'b/../../x.mjs' leaves the scenario's folder (say --allow-outside if you trust it to read other files)"
        ),
        (
            "entry: a\nmodules: {a: {file: /etc/passwd}}",
            "2:21 modules.a.file: the path must start from the scenario's folder, found '/etc/passwd' (say --allow-outside if you trust it to read other files)"
        ),
        (
            "entry: a\nmodules: {a: {json: .inf}}",
            "2:21 modules.a.json: '.inf' is not a number in JSON (write it in decimal, or put it in quotes for text)"
        ),
        // Imports.
        (
            "entry: a\nmodules: {a: {imports: [{names: [x]}]}}",
            "2:25 modules.a.imports[0]: the key 'from' of an import is missing: The module."
        ),
        (
            "entry: a\nmodules: {a: {imports: [{from: b, names: [x], as: y}]}}",
            "2:47 modules.a.imports[0].as: 'as' and 'names' cannot stand together in an import"
        ),
        (
            "entry: a\nmodules: {a: {imports: [{from: b, names: ['x} from \"y\"; z(']}]}}",
            "2:43 modules.a.imports[0].names[0]: expected a name, or 'a as b', found 'x} from \"y\"; z('"
        ),
        (
            "entry: a\nmodules: {a: {imports: [{from: b, names: [default]}]}}",
            "2:43 modules.a.imports[0].names[0]: 'default' cannot be a variable's name (write 'default as name')"
        ),
        (
            "entry: a\nmodules: {a: {imports: [{from: b, names: [x], phase: defer}]}}",
            "2:54 modules.a.imports[0].phase: a deferred import gives a namespace, and so needs 'as' (write {from: b, as: name, phase: defer})"
        ),
        // Steps.
        (
            "entry: a\nmodules: {a: {steps: [{}]}}",
            "2:23 modules.a.steps[0]: a step needs one of these keys: log, sleep, await, busy, import, export, throw, require, microtask, timeout, try, catch, finally, js"
        ),
        (
            "entry: a\nmodules: {a: {steps: [console.log(1)]}}",
            "2:23 modules.a.steps[0]: expected a step (with log, sleep, await, busy, import, export, …), found the text 'console.log(1)' (write 'js: \"console.log(1)\"')"
        ),
        (
            "entry: a\nmodules: {a: {steps: [{log: 1, sleep: 1}]}}",
            "2:32 modules.a.steps[0].sleep: 'sleep' and 'log' cannot stand together in a step (make it a step of its own: a list entry that begins with '- sleep:')"
        ),
        (
            "entry: a\nmodules: {a: {steps: [{catch: []}]}}",
            "2:24 modules.a.steps[0]: 'catch' needs a 'try' beside it (write both in one entry, without '- ' between them)"
        ),
        (
            "entry: a\nmodules: {a: {steps: [{try: []}]}}",
            "2:24 modules.a.steps[0].try: 'try' needs a 'catch' or a 'finally' beside it (write both in one entry, without '- ' between them)"
        ),
        (
            "entry: a\nmodules: {a: {steps: [{microtask: [{export: {b: 1}}]}]}}",
            "2:37 modules.a.steps[0].microtask[0].export: 'export' stands only among the module's own steps (move it out of the steps that hold it)"
        ),
        (
            "entry: a\nmodules: {a: {steps: [{await: '1); evil('}]}}",
            "2:33 modules.a.steps[0].await: the expression closes a ')' that it does not open"
        ),
        (
            "entry: a\nmodules: {a: {steps: [{await: 'f`${a` + 1'}]}}",
            "2:37 modules.a.steps[0].await: the expression has a template without an end"
        ),
        ("entry: a\nmodules: {a: {steps: [{await: '`${a'}]}}", "2:33 modules.a.steps[0].await: the expression has no '}' for a '${'"),
        (
            "entry: a\nmodules: {a: {steps: [{await: '(`${)}`'}]}}",
            "2:36 modules.a.steps[0].await: the expression closes a ')' that it does not open"
        ),
        (
            "entry: a\nmodules: {a: {steps: [{export: {x: '1; evil()'}}]}}",
            "2:36 modules.a.steps[0].export.x: expected one expression, found a ';' (write statements in a 'js' step)"
        ),
        (
            "entry: a\nmodules: {a: {steps: [{await: '// c'}]}}",
            "2:31 modules.a.steps[0].await: expected a JavaScript expression, found nothing"
        ),
        ("entry: a\nmodules: {a: {steps: [{js: '}'}]}}", "2:29 modules.a.steps[0].js: the JavaScript closes a '}' that it does not open"),
        (
            "entry: a\nmodules: {a: {steps: [{log: [a, [b]]}]}}",
            "2:33 modules.a.steps[0].log[1]: expected text, found a list (write b without the brackets)"
        ),
        // Expectations.
        (
            "entry: a\nmodules: {a: ''}\nexpect: {outcome: 'rejected: Error: boom'}",
            "3:19 expect.outcome: 'rejected: Error: boom' is not known here, expected one of fulfilled, running, exited, rejected, unsettled, link error, load error, blocked (write {rejected: \"Error: boom\"})"
        ),
        (
            "entry: a\nmodules: {a: ''}\nexpect: {bundlers: {'rollup,, bun': {}}}",
            "3:21 expect.bundlers[\"rollup,, bun\"]: a bundler's name cannot be empty (write names with commas between, as in 'rollup, bun')"
        ),
        (
            "entry: a\nmodules: {a: ''}\nexpect: {bundlers: {rollup: {format: es}}}",
            "3:38 expect.bundlers.rollup.format: 'es' is not known here, expected one of esm, cjs, iife, umd, system (did you mean 'esm'?)"
        ),
        (
            "entry: a\nmodules: {a: ''}\nexpect: {bundlers: {rollup: [{chunks: {x: [b]}}]}}",
            "3:44 expect.bundlers.rollup[0].chunks.x[0]: no module is called 'b' (the only module is a)"
        ),
        (
            "entry: a\nmodules: {a: ''}\nexpect: {trace: [X], bundlers: {rollup: {at: {Y: 1}}}}",
            "3:47 expect.bundlers.rollup.at.Y: the expected trace holds no line 'Y'"
        ),
        (
            "entry: a\nmodules: {a: ''}\nexpect: {outcome: {build error: x}}",
            "3:20 expect.outcome[\"build error\"]: unknown key 'build error' in an outcome (did you mean 'link error'?)"
        ),
        (
            "entry: a\nmodules: {a: ''}\nexpect: {trace: [X1, Y], at: {X2: 1}}",
            "3:31 expect.at.X2: the expected trace holds no line 'X2' (did you mean 'X1'?)"
        ),
        (
            "entry: a\nmodules: {a: ''}\nexpect: {trace: [X1], before: [[X1]]}",
            "3:32 expect.before[0]: expected at least 2 elements in the list, found 1"
        ),
        (
            "entry: a\nmodules: {main: '', a: ''}\nexpect: {evaluated: [mian]}",
            "3:22 expect.evaluated[0]: no module is called 'mian' (did you mean 'main'?)"
        ),
        (
            "entry: a\nmodules: {a: ''}\nresources: {/u: {fails: x, status: 500}}",
            "3:28 resources[\"/u\"].status: 'status' and 'fails' cannot stand together in a resource"
        ),
        (
            "entry: a\nmodules: {a: ''}\nresources: {/u: {status: 99}}",
            "3:26 resources[\"/u\"].status: expected a whole number from 200 to 599, found the number 99"
        ),
    ])
    func oneProblem(document: String, expected: String) {
        #expect(problems(document) == [expected])
    }

    @Test func columnsCountCharactersAndNotBytes() {
        #expect(
            problems("entry: a\nmodules: {a: '', 'é漢😀': {laod: 1}}")
                == ["2:26 modules[\"é漢😀\"].laod: unknown key 'laod' in a module (did you mean 'load'?)"])
        // YAML takes U+2028 for a line break, and editors do not.
        #expect(
            problems("title: \"a\u{2028}b\"\nentry: a\nmodules: {b: ''}")
                == ["2:8 entry: no module is called 'a' (the only module is b)"])
    }

    @Test func invalidUTF8IsToldWithItsPlace() {
        #expect(
            problems(bytes: Array("entry: é\nb: ".utf8) + [0xC3, 0x28]) == [
                "2:4 the document is not valid UTF-8 from here (save it as UTF-8)"
            ])
        #expect(problems(bytes: [0xFF, 0xFE, 0x61, 0x00]) == ["cannot read s.yaml: it is UTF-16 (save it as UTF-8)"])
        #expect(problems(bytes: [0xED, 0xA0, 0x80]).count == 1, "a surrogate is no character")
    }
}
