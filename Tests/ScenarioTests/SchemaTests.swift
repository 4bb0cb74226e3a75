import Diagnostics
import Files
import TestSupport
import Testing
import Text

@testable import Scenario

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

@Suite struct SchemaTests {
    static let validator = SchemaValidator(root: Format.schema)

    /// A YAML document as a JSON Schema validator of an editor sees it.
    private func value(_ text: String) throws -> JSONValue {
        let positions = DocumentPositions(file: "s.yaml", bytes: Array(text.utf8))
        var composer = YAMLComposer(positions)
        let composed = composer.compose()
        let root = try #require(composed)
        var reader = ScenarioReader(positions, folder: ".", allowsOutside: false)
        return reader.jsonValue(root, "")
    }

    /// The reader accepts these, and so does the schema.
    @Test(arguments: [
        ScenarioReaderTests.siblings,
        "{entry: a, modules: {a: ''}}",
        "{entry: [a, b], modules: {a: {}, b: {imports: []}}}",
        "{entry: 1, modules: {1: {code: '', load: 1, parse: 1.5s, size: 40kB}}}",
        "{entry: a, modules: {a: {file: x.mjs}, b: {json: null}, c: {json: {a: [1]}, load: '5'}}}",
        "{entry: a, host: {name: node, any: [1, {b: c}]}, modules: {a: ''}}",
        "{entry: a, modules: {a: {imports: [b, {from: b}, {from: b, names: [x]}, {from: b, as: n, phase: defer}]}}}",
        "{entry: a, modules: {a: {steps: [{log: 1}, {log: [a, true, null]}, {sleep: .5}, {busy: 1e2us}, {await: f()}, {throw: x}]}}}",
        "{entry: a, modules: {a: {steps: [{import: b}, {import: {module: b, await: false}}, {export: {x: 1}}, {js: f()}]}}}",
        "{entry: a, modules: {a: {steps: [{microtask: [{log: a}]}, {timeout: {after: 1, do: []}}, {try: [], catch: [], finally: []}]}}}",
        "{entry: a, modules: {a: ''}, resources: {/a: {}, /b: {json: 1, status: 404, after: 1s}, /c: {text: x}, /d: {fails: x}}}",
        "{entry: a, modules: {a: ''}, limits: {steps: 10, time: 1s, heap: 1MB, nesting: 2}, see: [https://a.test/], about: x, title: y}",
        "{entry: a, modules: {a: ''}, expect: {trace: [1, true, x], at: {x: 1, 1: [1, 2s]}, before: [[1, x]], evaluated: [a]}}",
        "{entry: a, modules: {a: ''}, expect: {outcome: {link error: x}, hosts: {node: {outcome: rejected}}}}",
        "{entry: a, modules: {a: ''}, expect: {bundlers: {rollup: {}, 'bun, x': [{format: iife, outcome: build error}, {splitting: true}]}}}",
        "{entry: a, modules: {a: ''}, expect: {bundlers: {x: {outcome: {build error: x}, chunks: {c: [a]}, trace: [x], at: {x: 1}, duration: 1}}}}",
    ])
    func bothAccept(document: String) throws {
        _ = try read(document)
        #expect(Self.validator.problems(try value(document)) == [])
    }

    /// The reader refuses these, and so does the schema.
    @Test(arguments: [
        "[]", "{}", "{entry: a}", "{modules: {a: ''}}", "{entry: a, modules: {}}", "{entry: [], modules: {a: ''}}",
        "{entry: {a: b}, modules: {a: ''}}", "{entry: a, modules: {a: ''}, titel: x}", "{entry: a, modules: {a: ''}, title: 1}",
        "{entry: a, modules: {a: ''}, title: [x]}", "{entry: a, modules: {a: ''}, network: {connections: 0}}", "{entry: a, modules: [a]}",
        "{entry: a, modules: {a: 1}}", "{entry: a, modules: {a: null}}", "{entry: a, modules: {a: []}}",
        "{entry: a, modules: {a: {wasm: {x: 1}}}}", "{entry: a, modules: {a: {code: '', file: x}}}",
        "{entry: a, modules: {a: {code: '', steps: []}}}", "{entry: a, modules: {a: {json: 1, imports: []}}}",
        "{entry: a, modules: {a: {code: '', load: fast}}}", "{entry: a, modules: {a: {code: '', load: -1}}}",
        "{entry: a, modules: {a: {code: '', load: 1h}}}", "{entry: a, modules: {a: {code: '', load: null}}}",
        "{entry: a, modules: {a: {code: '', size: 1TB}}}", "{entry: a, modules: {a: {code: '', lod: 1}}}",
        "{entry: a, host: {flag: 1}, modules: {a: ''}}", "{entry: a, host: 1, modules: {a: ''}}",
        "{entry: a, modules: {a: {imports: b}}}", "{entry: a, modules: {a: {imports: [{names: [x]}]}}}",
        "{entry: a, modules: {a: {imports: [{from: b, names: []}]}}}",
        "{entry: a, modules: {a: {imports: [{from: b, names: [x], as: y}]}}}",
        "{entry: a, modules: {a: {imports: [{from: b, as: y, phase: instance}]}}}",
        "{entry: a, modules: {a: {steps: {log: 1}}}}", "{entry: a, modules: {a: {steps: [log]}}}",
        "{entry: a, modules: {a: {steps: [{}]}}}",
        "{entry: a, modules: {a: {steps: [{log: 1, busy: 1}]}}}", "{entry: a, modules: {a: {steps: [{log: {a: b}}]}}}",
        "{entry: a, modules: {a: {steps: [{log: [[a]]}]}}}", "{entry: a, modules: {a: {steps: [{sleep: soon}]}}}",
        "{entry: a, modules: {a: {steps: [{import: {await: false}}]}}}",
        "{entry: a, modules: {a: {steps: [{import: {module: b, await: 1}}]}}}",
        "{entry: a, modules: {a: {steps: [{export: x}]}}}", "{entry: a, modules: {a: {steps: [{export: {}}]}}}",
        "{entry: a, modules: {a: {steps: [{catch: []}]}}}", "{entry: a, modules: {a: {steps: [{timeout: {after: 1}}]}}}",
        "{entry: a, modules: {a: {steps: [{microtask: [{lgo: 1}]}]}}}",
        "{entry: a, modules: {a: {steps: [{try: [{log: 1}, {sleep: x}], finally: []}]}}}",
        "{entry: a, modules: {a: ''}, resources: {/a: {fails: x, json: 1}}}",
        "{entry: a, modules: {a: ''}, resources: {/a: {json: 1, text: x}}}",
        "{entry: a, modules: {a: ''}, resources: {/a: {status: 99}}}", "{entry: a, modules: {a: ''}, limits: {steps: 0}}",
        "{entry: a, modules: {a: ''}, limits: {heap: many}}", "{entry: a, modules: {a: ''}, expect: {trace: x}}",
        "{entry: a, modules: {a: ''}, expect: {outcome: done}}",
        "{entry: a, modules: {a: ''}, expect: {outcome: {rejected: x, blocked: y}}}",
        "{entry: a, modules: {a: ''}, expect: {outcome: {}}}", "{entry: a, modules: {a: ''}, expect: {at: {x: []}}}",
        "{entry: a, modules: {a: ''}, expect: {before: [[x]]}}", "{entry: a, modules: {a: ''}, expect: {hosts: {node: {hosts: {}}}}}",
        "{entry: a, modules: {a: ''}, expect: {hosts: {node: x}}}",
        "{entry: a, modules: {a: ''}, expect: {outcome: build error}}", "{entry: a, modules: {a: ''}, expect: {bundlers: [rollup]}}",
        "{entry: a, modules: {a: ''}, expect: {bundlers: {rollup: []}}}",
        "{entry: a, modules: {a: ''}, expect: {bundlers: {rollup: {evaluated: [a]}}}}",
        "{entry: a, modules: {a: ''}, expect: {bundlers: {rollup: {splitting: x}}}}",
        "{entry: a, modules: {a: ''}, expect: {bundlers: {rollup: {chunks: {x: []}}}}}",
        "{entry: a, modules: {a: ''}, expect: {hosts: {node: {format: esm}}}}",
    ])
    func bothRefuse(document: String) throws {
        #expect(problems(document) != [], "the reader accepts it")
        #expect(Self.validator.problems(try value(document)) != [], "the schema accepts it")
    }

    /// Editors load the committed file. Run the tests with TLA_SIM_RECORD=1 to write it anew.
    @Test func theCommittedSchemaIsTheReaders() throws {
        let path = #filePath.replacing("Tests/ScenarioTests/SchemaTests.swift", with: "docs/scenario.schema.json")
        let current = Format.schema.text(isIndented: true) + "\n"
        if getenv("TLA_SIM_RECORD") != nil {
            let file = try #require(fopen(path, "w"))
            fputs(current, file)
            fclose(file)
            Issue.record("recorded \(path): read the difference before committing it")
        }
        let committed = String(decoding: try readFile(path: path, limit: 1 << 20), as: UTF8.self)
        #expect(committed == current, "docs/scenario.schema.json is not what the reader checks")
    }
}
