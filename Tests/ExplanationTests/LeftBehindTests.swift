import Testing

@testable import Explanation

/// What a run that ended well, or that ended its process, left behind: told as a warning, and only where it is lost for certain.
@Suite struct LeftBehindTests {
    /// https://github.com/sveltejs/kit/issues/17177
    @Test func `a module that nobody awaits and that never settles`() throws {
        let modules: ExplainedModules = [
            "main.mjs": "import('./markdown.mjs').then(() => console.log('rendered'));",
            "markdown.mjs": "export const escape = (text) => text;\nexport const katex = await import('./katex.mjs');",
            "katex.mjs": "import { escape } from './markdown.mjs';\nexport const render = (text) => escape(text);",
        ]
        for recordsEvents in [true, false] {
            let told = try modules.told("node", recordsEvents: recordsEvents)
            #expect(
                told.first
                    == "markdown.mjs:2:22: 'markdown.mjs' never settles: it and 'katex.mjs' wait for each other; the process ends without it, with status 0",
                "\(told)")
        }
        #expect(try modules.explained("node").outcomeDiagnostics.allSatisfy { $0.severity == .warning })
    }

    @Test func `the same where nobody waits for the other`() throws {
        let modules: ExplainedModules = [
            "main.mjs": "import('./markdown.mjs').then(() => console.log('rendered'));",
            "markdown.mjs": "import { escape } from './escape.mjs';\nexport const katex = await import('./katex.mjs');\nescape('');",
            "escape.mjs": "export const escape = (text) => text;",
            "katex.mjs": "import { escape } from './escape.mjs';\nexport const render = (text) => escape(text);",
        ]
        #expect(try modules.told("node").isEmpty)
    }

    @Test func `a function that waits for a promise without a resolver`() throws {
        let modules: ExplainedModules = [
            "main.cjs": "async function main() {\n  await new Promise(() => {});\n  console.log('done');\n}\nmain();"
        ]
        let told = try modules.told("node")
        #expect(
            told.first
                == "main.cjs:2:3: 'main' never goes on: nothing settles the promise that it awaits; the process ends without it, with status 0",
            "\(told)")
    }

    @Test func `functions that wait for events or beat in the background are no matter`() throws {
        let waiting: ExplainedModules = [
            "main.mjs":
                "import { EventEmitter, once } from 'node:events';\nconst bus = new EventEmitter();\n(async () => { await once(bus, 'close'); })();"
        ]
        #expect(try waiting.told("node").isEmpty)
        let beating: ExplainedModules = [
            "main.mjs":
                "import { setTimeout as sleep } from 'node:timers/promises';\nasync function beat() {\n  while (true) await sleep(1000, null, { ref: false });\n}\nbeat();"
        ]
        #expect(try beating.told("node").isEmpty)
    }

    /// https://github.com/pinojs/pino/issues/542
    @Test func `process.exit before a log is written`() throws {
        let modules: ExplainedModules = [
            "main.mjs": "import { log } from './log.mjs';\nlog('start');\nprocess.exit(1);",
            "log.mjs": "export function log(line) { setImmediate(() => console.log(line)); }",
        ]
        #expect(
            try modules.told("node") == [
                "main.mjs:3:1: process.exit() ends the process here, and what was begun before does not come to its end",
                "this setImmediate was still to come (log.mjs:1:29)",
                "help: set process.exitCode in its place: the process then ends by itself, when all is done",
                "or: wait for what was begun before process.exit(): await its promise, or call it where that tells that it is done",
            ])
    }

    @Test func `process.exit behind a call of what was to come`() throws {
        let modules: ExplainedModules = [
            "main.mjs": "import { flush, log } from './log.mjs';\nlog('start');\nflush();\nprocess.exit(1);",
            "log.mjs":
                "const lines = [];\nexport function log(line) {\n  lines.push(line);\n  setImmediate(flush);\n}\nexport function flush() { for (const line of lines.splice(0)) console.log(line); }",
        ]
        #expect(try modules.told("node").isEmpty)
    }

    @Test func `process.exit while a function waits for a timer`() throws {
        let modules: ExplainedModules = [
            "main.mjs":
                "async function save() { await new Promise((done) => setTimeout(done, 20)); }\nsave();\nsetTimeout(() => process.exit(), 5);"
        ]
        let told = try modules.told("node")
        #expect(
            told.contains(
                "'save' still waits here for new Promise((done) => setTimeout(done, 20)), which would end at 20 ms (main.mjs:1:25)"),
            "\(told)")
    }

    @Test func `process.exit when all is done, behind a limit of time, or beside an interval`() throws {
        for source in [
            "await null;\nprocess.exit();",
            "const work = async () => { await null; };\nwork().then(() => process.exit(0));",
            "setTimeout(() => process.exit(1), 500);\nawait null;\nprocess.exit(0);",
            "setInterval(() => {}, 10);\nawait null;\nprocess.exit(0);",
            "async function main() {\n  await null;\n  process.exit(0);\n}\nawait main();",
        ] {
            let modules: ExplainedModules = ["main.mjs": source]
            #expect(try modules.told("node").isEmpty, "\(source)")
        }
    }

    @Test func `a listener for beforeExit that process.exit leaves out`() throws {
        let modules: ExplainedModules = ["main.mjs": "process.on('beforeExit', () => console.log('flushed'));\nprocess.exit(0);"]
        let told = try modules.told("node")
        #expect(
            told.contains("this listener for 'beforeExit' is not called: that comes when a process ends by itself (main.mjs:1:1)"),
            "\(told)")
    }

    @Test func `a listener for exit that awaits`() throws {
        let modules: ExplainedModules = [
            "main.mjs":
                "process.on('exit', async () => {\n  await new Promise((done) => setTimeout(done, 10));\n  console.log('cleaned up');\n});"
        ]
        let told = try modules.told("node")
        #expect(
            told.first
                == "main.mjs:2:3: what this listener for 'exit' awaits never comes: the process ends when its listeners have returned",
            "\(told)")
        let mended: ExplainedModules = ["main.mjs": "process.on('exit', () => console.log('cleaned up'));"]
        #expect(try mended.told("node").isEmpty)
    }
}
