import Testing

@testable import Explanation

/// A listener that comes when its event has come: what is told names the event, where it was emitted, and why the listener came later.
@Suite struct LateListeningTests {
    private static let bus = "import { EventEmitter } from 'node:events';\nexport const bus = new EventEmitter();"

    @Test func `once behind an import that emits`() throws {
        let modules: ExplainedModules = [
            "main.mjs": """
            import { once } from 'node:events';
            import { bus } from './bus.mjs';
            import './db.mjs';
            await once(bus, 'ready');
            """,
            "bus.mjs": Self.bus,
            "db.mjs": "import { bus } from './bus.mjs';\nbus.emit('ready');",
        ]
        for recordsEvents in [true, false] {
            #expect(
                try modules.told("node", recordsEvents: recordsEvents) == [
                    "main.mjs:4:1: 'main.mjs' never settles: it waits for the event 'ready', which came before anybody listened for it here",
                    "'ready' is emitted here, at 0 ms, and nobody listens for it then (db.mjs:2:1)",
                    "'ready' is listened for here, from 0 ms on, which is too late (main.mjs:4:7)",
                    "'main.mjs' had not begun when it came: it imports 'db.mjs' here, which runs before it (main.mjs:3:8)",
                    "help: in bus.mjs, where bus is made, keep a promise of it: export const ready = once(bus, 'ready'), and await that in main.mjs",
                    "or: do not await once(bus, 'ready') at the top level of main.mjs",
                ])
        }
    }

    @Test func `the help helps`() throws {
        let mended: ExplainedModules = [
            "main.mjs": "import { ready } from './bus.mjs';\nimport './db.mjs';\nawait ready;",
            "bus.mjs": "import { EventEmitter, once } from 'node:events';\nexport const bus = new EventEmitter();\n"
                + "export const ready = once(bus, 'ready');",
            "db.mjs": "import { bus } from './bus.mjs';\nbus.emit('ready');",
        ]
        #expect(try mended.told("node").isEmpty)
    }

    @Test func `an EventTarget behind an await`() throws {
        let told = try
            ([
                "main.mjs": """
                import { player } from './player.mjs';
                await null;
                const loaded = new Promise((resolve) => player.addEventListener('loaded', resolve));
                await loaded;
                """,
                "player.mjs": "export const player = new EventTarget();\nqueueMicrotask(() => player.dispatchEvent(new Event('loaded')));",
            ] as ExplainedModules).told("node")
        #expect(
            told.dropFirst() == [
                "'loaded' is emitted here, at 0 ms, and nobody listens for it then (player.mjs:2:22)",
                "'loaded' is listened for here, from 0 ms on, which is too late (main.mjs:3:41)",
                "'main.mjs' stood here when it came (main.mjs:2:1)",
                "help: in main.mjs, listen before the await of line 2, and await the promise of it behind that",
                "or: in player.mjs, where player is made, keep a promise of it: export const loaded = new Promise((done) => "
                    + "player.addEventListener('loaded', done, { once: true })), and await that in main.mjs",
                "or: do not await loaded at the top level of main.mjs",
            ], "\(told)")
    }

    @Test func `an event of the host's own`() throws {
        let told = try
            ([
                "main.mjs": """
                import { once } from 'node:events';
                import { PassThrough } from 'node:stream';
                const stream = new PassThrough();
                stream.end('x');
                stream.resume();
                await sleep(10);
                await once(stream, 'end');
                """
            ] as ExplainedModules).told("node")
        #expect(told.contains("'end' is listened for here, from 10 ms on: 'end' came at 0 ms, before that (main.mjs:7:7)"), "\(told)")
    }

    /// Where another event may still come, and where the event comes again, nobody came too late.
    @Test func `what is not too late`() throws {
        let other = try
            ([
                "main.mjs": """
                import { bus } from './bus.mjs';
                bus.emit('close');
                await new Promise((resolve, reject) => { bus.once('open', resolve); bus.once('close', reject); });
                """,
                "bus.mjs": Self.bus,
            ] as ExplainedModules).told("node")
        #expect(!other.isEmpty && !other.contains { $0.contains("came before") }, "\(other)")
        let again = try
            ([
                "main.mjs": """
                import { once } from 'node:events';
                import { bus } from './bus.mjs';
                bus.emit('ready');
                setTimeout(() => bus.emit('ready'), 5);
                await once(bus, 'ready');
                """,
                "bus.mjs": Self.bus,
            ] as ExplainedModules).told("node")
        #expect(again.isEmpty, "\(again)")
        // The same name, of another emitter.
        let twin = try
            ([
                "main.mjs": """
                import { once, EventEmitter } from 'node:events';
                import { bus } from './bus.mjs';
                bus.emit('ready');
                await once(new EventEmitter(), 'ready');
                """,
                "bus.mjs": Self.bus,
            ] as ExplainedModules).told("node")
        #expect(!twin.isEmpty && !twin.contains { $0.contains("came before") }, "\(twin)")
    }

    // MARK: Errors

    @Test func `an error before its listener`() throws {
        let modules: ExplainedModules = [
            "main.mjs": "import { pool } from './pool.mjs';\nimport './settings.mjs';\npool.on('error', () => {});",
            "pool.mjs": """
            import { EventEmitter } from 'node:events';
            export const pool = new EventEmitter();
            setTimeout(() => pool.emit('error', new Error('refused')), 5);
            """,
            "settings.mjs": "await sleep(20);",
        ]
        #expect(
            try modules.told("node") == [
                "pool.mjs:3:37: uncaught Error: refused",
                "it is emitted here as 'error', at 5 ms, and thrown, since nobody listens for that (pool.mjs:3:18)",
                "'error' would be listened for here, from 20 ms on, which is too late (main.mjs:3:1)",
                "'main.mjs' had not begun when it came: it waited for 'settings.mjs', which stood here (settings.mjs:1:1)",
                "help: listen for 'error' in pool.mjs, where pool is made: pool.on('error', (error) => …)",
            ])
        let mended = ExplainedModules([
            modules.sources[0], ("pool.mjs", modules.sources[1].source + "\npool.on('error', () => {});"), modules.sources[2],
        ])
        #expect(try mended.told("node").isEmpty)
    }

    @Test func `an error that nobody listens for`() throws {
        let told = try
            (["main.mjs": "import { bus } from './bus.mjs';\nbus.emit('error', 'plain');", "bus.mjs": Self.bus] as ExplainedModules).told(
                "node")
        #expect(
            told.dropFirst() == [
                "it is emitted here as 'error', and thrown, since nobody listens for that (main.mjs:2:1)",
                "help: listen for 'error' in bus.mjs, where bus is made: bus.on('error', (error) => …)",
            ], "\(told)")
        // One that the program throws itself has nothing to do with an emitter that is heard.
        let thrown = try
            ([
                "main.mjs": "import { bus } from './bus.mjs';\nbus.on('error', () => {});\nbus.emit('error', 1);\nthrow new Error('own');",
                "bus.mjs": Self.bus,
            ] as ExplainedModules).told("node")
        #expect(thrown == ["main.mjs:4:7: uncaught Error: own"])
    }
}
