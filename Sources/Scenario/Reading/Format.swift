/// The scenario format: every key, what it may hold, and what it is for.
package enum Format {
    /// The whole document.
    static let document = KeyTable(
        what: "a scenario",
        keys: [
            .init("title", .text, "One line that names the scenario.", alsoCalled: ["name", "heading"]),
            .init(
                "about", .text, "Prose about it; becomes the picture's description.",
                alsoCalled: ["description", "summary", "comment", "notes"]),
            .init(
                "host", host, "The host whose rules apply: spec (default), node, node@20, deno, browser, …; or {name: node, …options}.",
                alsoCalled: ["engine", "runtime", "platform", "environment", "target"]),
            .init(
                "entry", .either([.line, .list(of: .line, minimum: 1)]),
                "The entry module's name; a list for several, as one page may have several module scripts.", isRequired: true,
                replacedBy: "page", alsoCalled: ["entries", "main", "start", "input"]),
            .init(
                "modules", .mapping(of: .reference("module"), minimum: 1),
                "The modules by name. The name is the specifier: main.mjs, lib/db.mjs, x.", isRequired: true, replacedBy: "page",
                alsoCalled: ["module", "files", "sources"]),
            .init("resources", .mapping(of: .object(resource)), "What fetch() finds, by URL.", alsoCalled: ["fetch", "urls", "responses"]),
            .init(
                "preload", .list(of: .object(preload), minimum: 1),
                "What runs before the entries, as by node's --import and --require: {import: x} or {require: y}.",
                alsoCalled: ["preloads"]),
            .init(
                "stubs", .mapping(of: .duration, minimum: 1),
                "Modules that are not there, and how long each takes to arrive: what is done with one gives a thing of its own kind.",
                alsoCalled: ["stub", "mocks", "externals"]),
            .init(
                "isolates", .integer(1...64), "How many isolates a worker has, among which requests are spread; 1 when left out.",
                alsoCalled: ["instances", "replicas"]),
            .init(
                "requests", .list(of: .object(request), minimum: 1), "What a worker is asked for, and when.",
                alsoCalled: ["request", "events"]),
            .init(
                "bindings", .mapping(of: .either([.line, .object(binding)])), "What `env` holds, by name.",
                alsoCalled: ["env", "secrets", "vars"]),
            .init("network", .object(network), "How modules without a `load` of their own arrive.", alsoCalled: ["net", "connection"]),
            .init(
                "proposals", .list(of: .word(Proposal.allCases.map(\.rawValue))),
                "What it uses that is only proposed to TC39, as by --proposal.",
                alsoCalled: ["proposal"]),
            .init(
                "checkpoints", .word([betweenModules, "between scripts"]),
                "When microtasks run while a graph is evaluated: between scripts (default), or between modules too, which no host does.",
                alsoCalled: ["microtasks"]),
            .init("limits", .object(limits), "Where a run is stopped and reported as blocked."),
            .init("until", .until, "Until when the run is watched: startup (default), settled, idle, or a time."),
            .init(
                "expect", .object(expect), "What a run must show; `tla-sim check` compares.",
                alsoCalled: ["expects", "expected", "expectation", "expectations", "assert", "then"]),
            .init(
                "see", .either([.text, .list(of: .text)]), "Links that the scenario illustrates.",
                alsoCalled: ["links", "link", "url", "source"]),
        ] + pageKeys)

    static let betweenModules = "between modules"

    /// The shapes that hold themselves or are used in several places, by name.
    static let definitions: [(name: String, shape: Shape)] = [
        ("module", .either([.text, .object(module)])),
        ("import", .either([.line, .object(importEntry)])),
        ("inline", .object(inline)),
        ("step", .object(step)),
        ("expectation", .object(KeyTable(what: "an expectation", keys: expectation))),
        ("bundle", .object(KeyTable(what: "an expectation of a bundle", keys: bundled))),
    ]

    static func definition(_ name: String) -> Shape {
        guard let definition = definitions.first(where: { $0.name == name }) else {
            preconditionFailure("no definition is called \(name)")
        }
        return definition.shape
    }

    private static let host = Shape.either([
        .text,
        .object(KeyTable(what: "a host", keys: [.init("name", .text, "The profile's name.", isRequired: true)], isOpen: true)),
    ])

    static let module = KeyTable(
        what: "a module",
        keys: [
            .init("code", .text, "JavaScript source.", alsoCalled: ["source", "js", "javascript", "script", "text", "content"]),
            .init(
                "file", .text, "A JavaScript or .json file, by its path from the scenario's folder.", alsoCalled: ["path", "src"]),
            .init(
                "imports", .list(of: .reference("import")), "What the module imports, in order.",
                alsoCalled: ["import", "dependencies", "deps", "requires", "needs"]),
            .init("steps", .list(of: .reference("step")), "What its body does, in order.", alsoCalled: ["body", "do", "run", "actions"]),
            .init("json", .any, "The value of a JSON module."),
            .init("load", .duration, "How long the module takes to arrive.", alsoCalled: ["latency", "delay", "fetch"]),
            .init("parse", .duration, "How long it takes to parse."),
            .init("size", .size, "How large it is, which `network.bandwidth` makes a time of."),
            .init("cached", .boolean, "Whether it is there from an earlier visit, and nothing is loaded.", alsoCalled: ["cache"]),
            .init(
                "commonjs", .either([.text, .list(of: .reference("step"))]), "A CommonJS module: JavaScript source, or what its body does.",
                alsoCalled: ["cjs", "commonJS"]),
            .init("wasm", .object(wasm), "What a WebAssembly module does: it is described, and not compiled.", alsoCalled: ["webassembly"]),
        ],
        forms: [
            .init(["code"]), .init(["file"]), .init(["json"]), .init(["commonjs"]), .init(["wasm"]),
            .init([], optional: ["imports", "steps"]),
        ])

    private static let importEntry = KeyTable(
        what: "an import",
        keys: [
            .init("from", .line, "The module.", isRequired: true, alsoCalled: ["module", "specifier", "path", "import"]),
            .init("names", .list(of: .text, minimum: 1), "The names: `a`, or `a as b`.", alsoCalled: ["name", "bindings", "import"]),
            .init("as", .text, "The name of the namespace object.", alsoCalled: ["namespace", "alias"]),
            .init(
                "phase", .word(["evaluation", "defer", "source"]),
                "`defer` for `import defer`, and `source` for `import source`, which go with `as`."),
        ],
        forms: [.init([], optional: ["names"]), .init([], optional: ["as"])])

    static let step = KeyTable(
        what: "a step",
        keys: [
            .init(
                "log", .either([.line, .list(of: .line)]), "Prints a line: text, or a list of texts and numbers.",
                alsoCalled: ["print", "console.log", "console", "echo", "write", "say"]),
            .init("sleep", .duration, "Awaits a timer.", alsoCalled: ["wait", "delay", "pause"]),
            .init("await", .line, "Awaits a JavaScript expression."),
            .init("busy", .duration, "Synchronous work that moves the clock.", alsoCalled: ["work", "block", "spin", "compute"]),
            .init("import", .either([.line, .object(dynamicImport)]), "A dynamic import, awaited unless `await: false`."),
            .init(
                "export", .mapping(of: .line, minimum: 1), "Exports by name, each with its JavaScript expression.", alsoCalled: ["exports"]),
            .init("throw", .line, "Throws an Error with this message.", alsoCalled: ["error", "fail", "raise", "reject"]),
            .init("require", .line, "Calls `require()`, as CommonJS does."),
            .init(
                "microtask", .list(of: .reference("step")), "Steps that run in a microtask of their own.", alsoCalled: ["queueMicrotask"]),
            .init("timeout", .object(timeout), "Steps that a timer runs.", alsoCalled: ["setTimeout", "timer"]),
            .init("try", .list(of: .reference("step")), "Steps whose error `catch` takes."),
            .init("catch", .list(of: .reference("step")), "Steps after an error, which is `error`."),
            .init("finally", .list(of: .reference("step")), "Steps that run either way."),
            .init("js", .text, "JavaScript statements.", alsoCalled: ["code", "javascript", "script", "run", "eval"]),
        ],
        forms: ["log", "sleep", "await", "busy", "import", "require", "export", "throw", "microtask", "timeout", "js"].map { .init([$0]) }
            + [.init(["try"], optional: ["catch", "finally"])])

    private static let dynamicImport = KeyTable(
        what: "a dynamic import",
        keys: [
            .init("module", .line, "The module.", isRequired: true, alsoCalled: ["from", "specifier", "path"]),
            .init("await", .boolean, "Whether the step waits for the module; true when left out."),
        ])

    private static let timeout = KeyTable(
        what: "a timeout",
        keys: [
            .init("after", .duration, "The timer's delay.", isRequired: true, alsoCalled: ["delay", "ms", "time", "sleep", "wait"]),
            .init("do", .list(of: .reference("step")), "What the timer runs.", isRequired: true, alsoCalled: ["steps", "run", "then"]),
        ])

    private static let preload = KeyTable(
        what: "a preload",
        keys: [
            .init("import", .line, "A module that is imported, and waited for."),
            .init("require", .line, "A module that is required; those come before all that are imported."),
        ],
        forms: [.init(["import"]), .init(["require"])])

    private static let resource = KeyTable(
        what: "a resource",
        keys: [
            .init("after", .duration, "How long the answer takes; 0 when left out.", alsoCalled: ["delay", "latency", "load", "sleep"]),
            .init("json", .any, "The body, a value that is sent as JSON."),
            .init("text", .line, "The body as text.", alsoCalled: ["body", "content"]),
            .init("status", .integer(200...599), "The HTTP status; 200 when left out.", alsoCalled: ["code"]),
            .init("fails", .line, "The promise of fetch() rejects with this message.", alsoCalled: ["error", "rejects", "throws", "fail"]),
        ],
        forms: [.init(["fails"]), .init([], optional: ["json", "status"]), .init([], optional: ["text", "status"])])

    private static let request = KeyTable(
        what: "a request",
        keys: [
            .init("at", .duration, "When it comes; 0 when left out.", alsoCalled: ["after", "time", "when"]),
            .init("url", .line, "What is asked for.", isRequired: true, alsoCalled: ["path", "to"]),
            .init("method", .word(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]), "GET when left out."),
            .init("headers", .mapping(of: .line), "Headers by name.", alsoCalled: ["header"]),
            .init("body", .line, "The body as text.", alsoCalled: ["text", "data"]),
            .init("isolate", .integer(1...64), "The isolate that it reaches, from 1; the next in turn when left out."),
        ])

    private static let binding = KeyTable(
        what: "a binding",
        keys: [
            .init("text", .line, "A text, as a variable or a secret is one.", alsoCalled: ["value", "secret", "var"]),
            .init("json", .any, "A value."),
            .init(
                "cryptoKey",
                .either([.boolean, .object(KeyTable(what: "a key", keys: [.init("algorithm", .text, "Its name, such as HMAC.")]))]),
                "A CryptoKey that is there when the script starts.", alsoCalled: ["crypto_key", "key"]),
            .init("store", .mapping(of: .line), "Texts by their keys, read by `get(key)`.", alsoCalled: ["kv", "kvNamespace"]),
            .init("after", .duration, "How long `get` takes; 0 when left out.", alsoCalled: ["delay", "latency"]),
        ],
        forms: [.init(["text"]), .init(["json"]), .init(["cryptoKey"]), .init(["store"], optional: ["after"])])

    private static let wasm = KeyTable(
        what: "a WebAssembly module",
        keys: [
            .init("compile", .duration, "How long its compilation takes; 0 when left out."),
            .init(
                "async", .boolean,
                "Whether it is compiled when it is its turn to be evaluated, and its importers wait for that; false when left out."),
            .init("imports", .list(of: .object(wasmImport)), "The functions that it imports, in order.", alsoCalled: ["import"]),
            .init("start", .line, "The imported function that it calls when it is instantiated."),
            .init(
                "exports", .mapping(of: .line), "The functions that it exports, each with the number that it gives.", alsoCalled: ["export"]
            ),
        ])

    private static let wasmImport = KeyTable(
        what: "an import of a WebAssembly module",
        keys: [
            .init("from", .line, "The module.", isRequired: true, alsoCalled: ["module", "specifier"]),
            .init("names", .list(of: .text, minimum: 1), "The functions.", isRequired: true, alsoCalled: ["name"]),
        ])

    private static let response = KeyTable(
        what: "a response",
        keys: [
            .init("status", .integer(100...599), "The HTTP status.", alsoCalled: ["code"]),
            .init("text", .line, "The body.", alsoCalled: ["body"]),
            .init("at", .duration, "When it is there.", alsoCalled: ["time", "after"]),
            .init("error", .line, "How the error begins that was the end of the request.", alsoCalled: ["fails", "exception"]),
        ])

    private static let limits = KeyTable(
        what: "limits",
        keys: [
            .init("steps", count(.steps), "Steps of the JavaScript machine: turns of loops, calls, jobs."),
            .init("time", .duration, "Virtual time."),
            .init("heap", .size, "What the program's objects and texts take."),
            .init("calls", count(.calls), "Calls inside each other."),
            .init("modules", count(.modules), "Modules of the graph."),
            .init("source", .size, "How large a module may be."),
            .init("words", count(.words), "How many words and signs all modules may have together where they are read and not only run."),
            .init("nesting", count(.nesting), "How deep brackets, blocks and functions may nest in a module."),
            .init("trace", count(.trace), "How many events are recorded; a longer run goes on unrecorded."),
            .init("output", .size, "What the program may print."),
        ])

    private static func count(_ limit: Limit) -> Shape { .integer(limit.range.lowerBound...limit.scenarioMaximum) }

    private static let outcomeNames = ["result", "status", "state", "ends"]

    private static let expectation: [KeyTable.Key] = [
        .init(
            "trace", .list(of: .line), "The console lines in order.", alsoCalled: ["output", "console", "log", "lines", "prints", "stdout"]),
        .init("outcome", outcome, "How the run ends.", alsoCalled: outcomeNames),
        .init("duration", .duration, "The time at which the last entry settles.", alsoCalled: ["time", "takes", "total", "end"]),
        .init(
            "at", .mapping(of: .either([.duration, .list(of: .duration, minimum: 1)])), "The time at which a console line is printed.",
            alsoCalled: ["times", "when"]),
        .init(
            "before", .list(of: .list(of: .line, minimum: 2)), "Console lines each of which is printed before the next.",
            alsoCalled: ["order"]),
        .init("evaluated", .list(of: .line), "The modules in the order in which their bodies start.", alsoCalled: ["evaluation"]),
        .init(
            "responses", .list(of: .object(response)), "What the requests are answered with, in their order.",
            alsoCalled: ["answers", "response"]),
    ]

    private static let expect = KeyTable(
        what: "an expectation",
        keys: expectation + [
            .init("hosts", .mapping(of: .reference("expectation")), "What differs on a host, by its name."),
            .init(
                "bundlers", .mapping(of: .either([.reference("bundle"), .list(of: .reference("bundle"), minimum: 1)])),
                "What differs in a bundler's output, by its name, or by several with commas between; a list for several ways to bundle.",
                alsoCalled: ["bundler", "bundles", "bundled"]),
        ])

    /// The modules of a bundle are files that the scenario does not name, so none of them is expected to be evaluated.
    private static let bundled =
        expectation.filter { $0.name != "evaluated" && $0.name != "outcome" } + [
            .init("outcome", bundledOutcome, "How the run of the output ends, or that the bundler refuses.", alsoCalled: outcomeNames),
            .init("splitting", .boolean, "Whether chunks are made; what the bundler does by itself when left out.", alsoCalled: ["split"]),
            .init(
                "chunks", .mapping(of: .list(of: .line, minimum: 1), minimum: 1), "Modules that go into a chunk together, by its name.",
                alsoCalled: ["chunk", "manualChunks", "groups"]),
            .init("format", .word(formatWords), "The form of the output; modules when left out.", alsoCalled: ["form", "output"]),
        ]

    /// Of a bundler's output; the models have no others.
    static let formatWords = ["esm", "cjs", "iife", "umd", "system"]

    static let outcomeWords = ["fulfilled", "running", "exited", "rejected", "unsettled", "link error", "load error", "blocked"]

    private static let outcomeSynonyms: [String: String] = {
        let groups: [(String, [String])] = [
            (
                "fulfilled",
                ["resolved", "fulfils", "fulfills", "resolves", "ok", "success", "succeeds", "passes", "passed", "done", "completed"]
            ),
            ("rejected", ["error", "failed", "fails", "failure", "throws", "thrown", "rejects", "exception"]),
            ("unsettled", ["pending", "hangs", "hanging", "hung", "deadlock", "never", "stuck", "unresolved", "never settles"]),
            ("link error", ["SyntaxError", "syntax error", "linkError", "link-error", "link"]),
            ("load error", ["not found", "loadError", "load-error", "missing"]),
            ("running", ["serving", "alive", "service", "listening", "daemon"]),
            ("blocked", ["timeout", "endless", "infinite loop", "loop", "limit"]),
        ]
        return Dictionary(uniqueKeysWithValues: groups.flatMap { word, others in others.map { ($0, word) } })
    }()

    private static let outcome = outcome(outcomeKeys)

    private static let bundledOutcome = outcome(
        outcomeKeys + [.init("build error", .line, "Part of what the bundler says.", alsoCalled: ["buildError", "bundle error"])],
        alsoCalled: ["buildError": "build error", "bundle error": "build error", "refused": "build error"])

    private static let outcomeKeys: [KeyTable.Key] = [
        .init("rejected", .line, "The error as the host prints it: `Error: boom`."),
        .init("link error", .line, "Part of the message."),
        .init("load error", .line, "Part of the message."),
        .init("blocked", .line, "Part of the message."),
        .init("running", .line, "Part of what is said of what keeps the process alive."),
        .init("exited", .integer(0...255), "The status that the program ended its process with."),
    ]

    /// A word, or one of these keys.
    private static func outcome(_ keys: [KeyTable.Key], alsoCalled: [String: String] = [:]) -> Shape {
        let words = outcomeWords + keys.map(\.name).filter { !outcomeWords.contains($0) }
        return .either([
            .word(words, alsoCalled: outcomeSynonyms.merging(alsoCalled) { first, _ in first }),
            .object(KeyTable(what: "an outcome", keys: keys, forms: keys.map { .init([$0.name]) })),
        ])
    }

    /// Whether some mapping of the format has a key of that name.
    static func isKey(_ name: String) -> Bool { keyNames.contains(name) }

    private static let keyNames: Set<String> = {
        var names: Set<String> = []
        func collect(_ shape: Shape) {
            switch shape {
            case .either(let shapes): shapes.forEach(collect)
            case .list(let element, _): collect(element)
            case .mapping(let value, _): collect(value)
            case .object(let table):
                for key in table.keys {
                    names.insert(key.name)
                    collect(key.shape)
                }
            // What references lead to is gone through by itself, as it may hold itself.
            default: break
            }
        }
        collect(.object(document))
        for definition in definitions { collect(definition.shape) }
        return names
    }()
}
