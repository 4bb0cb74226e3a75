/// The lines of a stack that are the host's own code: where it runs a module, a callback or a job of the program's, innermost first.
/// https://v8.dev/docs/stack-trace-api
///
/// Each version of a host has places of its own; they are those of the version that the profile was measured on.
package struct HostStackLines: Sendable, Equatable {
    /// What finds no module for `require()`.
    package var unresolved: [String]
    /// What runs the text of a CommonJS module; who required it, what ran it as the entry, and what imported it.
    package var compiled: [String]
    package var required: [String]
    package var main: [String]
    package var imported: [String]
    /// What evaluates a graph of modules, who awaits that, and who awaits that for the entry.
    package var evaluated: [String]
    package var awaited: [String]
    package var awaitedEntry: [String]
    /// Callbacks of `process.nextTick`, by how many arguments they get; the microtasks behind them.
    package var ticks: [String]
    package var microtasks: String
    /// Callbacks of timers and of `setImmediate`, without arguments and with them.
    package var timers: [String]
    package var timerLists: String
    package var immediates: [String]
    /// Functions of the host's modules that call back or throw: by module and name, and by what they call where they do it at several places, what
    /// stands behind the name, or the whole line.
    package var functions: [String: String]
}

extension HostStackLines {
    package static let node = HostStackLines(
        unresolved: [
            "Module._resolveFilename (node:internal/modules/cjs/loader:1517:15)",
            "wrapResolveFilename (node:internal/modules/cjs/loader:1071:27)",
            "defaultResolveImplForCJSLoading (node:internal/modules/cjs/loader:1095:10)",
            "resolveForCJSWithHooks (node:internal/modules/cjs/loader:1122:12)",
            "Module._load (node:internal/modules/cjs/loader:1294:5)",
            "wrapModuleLoad (node:internal/modules/cjs/loader:255:19)",
        ],
        compiled: [
            "Module._compile (node:internal/modules/cjs/loader:1872:14)", "Object..js (node:internal/modules/cjs/loader:2003:10)",
            "Module.load (node:internal/modules/cjs/loader:1594:32)", "Module._load (node:internal/modules/cjs/loader:1396:12)",
            "wrapModuleLoad (node:internal/modules/cjs/loader:255:19)",
        ],
        required: ["Module.require (node:internal/modules/cjs/loader:1617:12)", "require (node:internal/modules/helpers:153:16)"],
        main: [
            "Module.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:154:5)", "node:internal/main/run_main_module:33:47",
        ],
        imported: [
            "loadCJSModuleWithModuleLoad (node:internal/modules/esm/translators:372:15)",
            "ModuleWrap.<anonymous> (node:internal/modules/esm/translators:244:9)",
        ],
        evaluated: ["ModuleJob.run (node:internal/modules/esm/module_job:439:25)"],
        awaited: ["async node:internal/modules/esm/loader:643:26"],
        awaitedEntry: ["async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:101:5)"],
        ticks: ["85:11", "89:21", "90:21", "91:21", "92:21", "93:21"].map {
            "process.processTicksAndRejections (node:internal/process/task_queues:\($0))"
        },
        microtasks: "process.processTicksAndRejections (node:internal/process/task_queues:104:5)",
        timers: ["listOnTimeout (node:internal/timers:635:17)", "listOnTimeout (node:internal/timers:637:11)"],
        timerLists: "process.processTimers (node:internal/timers:571:7)",
        immediates: ["process.processImmediate (node:internal/timers:534:21)", "process.processImmediate (node:internal/timers:536:21)"],
        functions: places(
            "fs", "node:fs",
            "accessSync 245:11 chmodSync 2111:11 closeSync 579:11 copyFileSync 3177:11 fstatSync 1748:25 "
                + " linkSync 1976:11 lstatSync 1771:25 mkdirSync 1411:26 mkdtempSync 3111:18 readSync 798:18 "
                + " readdirSync 1631:26 readlinkSync 1840:18 realpathSync 2848:29 renameSync 1074:11 rmSync 1282:16 "
                + " rmdirSync 1237:11 statSync 1795:25 symlinkSync 1938:11 unlinkSync 2001:11 utimesSync 2252:11 "
                + " writeFileSync 2483:20 writeSync 978:3"
        )
        .merging(
            places(
                "path", "node:path",
                "basename 1475:5 dirname 1442:5 extname 1552:5 isAbsolute 1323:5 join 1339:7 normalize 1294:5 parse 1616:5 "
                    + " relative 1357:5 resolve 1257:7")
        ) { $1 }
        .merging([
            "events.emit": "node:events:509:28",
            "events.emit@listener": "node:events:521:24",
            "events.onceWrapper": "node:events:631:26",
            "fs.oncomplete": "FSReqCallback.oncomplete (node:fs:200:5)",
            "fs.onFailure": "FSReqCallback.oncomplete (node:fs:198:21)",
            "fs.onCall": "FSReqCallback.oncomplete (node:fs:188:23)",
            "fs.wrapper": "FSReqCallback.wrapper [as oncomplete] (node:fs:731:5)",
            "fs.readFileAfterOpen": "FSReqCallback.readFileAfterOpen [as oncomplete] (node:fs:301:13)",
            "fs.readFileAfterClose": "FSReqCallback.readFileAfterClose [as oncomplete] (node:internal/fs/read/context:96:3)",
            "fs.openSync": "Object.openSync (node:fs:622:18)",
            "fs.readFileSync": "node:fs:484:20",
            "fs.readFileSync@openSync": "node:fs:488:35",
            "fs.writeFileSync@openSync": "node:fs:2497:35",
            "fs.appendFileSync": "node:fs:2565:6",
            "fs.truncateSync": "node:fs:1121:17",
            "fs.opendirSync": "node:internal/fs/dir:360:29",
            "url.URL": "node:internal/url:840:25",
            "url.fileURLToPath": "node:internal/url:1629:11",
            "util.promisify": "node:internal/util:460:3",
            "util.inherits": "node:util:351:11",
            "buffer.alloc": "node:buffer:441:3",
            "buffer.from": "node:buffer:364:9",
            "buffer.concat": "node:buffer:629:3",
        ]) { $1 })

    package static let node20 = HostStackLines(
        unresolved: [
            "Module._resolveFilename (node:internal/modules/cjs/loader:1207:15)",
            "Module._load (node:internal/modules/cjs/loader:1038:27)",
        ],
        compiled: [
            "Module._compile (node:internal/modules/cjs/loader:1521:14)",
            "Module._extensions..js (node:internal/modules/cjs/loader:1623:10)", "Module.load (node:internal/modules/cjs/loader:1266:32)",
            "Module._load (node:internal/modules/cjs/loader:1091:12)",
        ],
        required: ["Module.require (node:internal/modules/cjs/loader:1289:19)", "require (node:internal/modules/helpers:182:18)"],
        main: [
            "Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:164:12)",
            "node:internal/main/run_main_module:28:49",
        ],
        imported: [
            "cjsLoader (node:internal/modules/esm/translators:298:15)",
            "ModuleWrap.<anonymous> (node:internal/modules/esm/translators:240:7)",
        ],
        evaluated: ["ModuleJob.run (node:internal/modules/esm/module_job:325:25)"],
        awaited: ["async ModuleLoader.import (node:internal/modules/esm/loader:606:24)"],
        awaitedEntry: ["async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5)"],
        ticks: ["77:11", "81:21", "82:21", "83:21", "84:21", "85:21"].map {
            "process.processTicksAndRejections (node:internal/process/task_queues:\($0))"
        },
        microtasks: "process.processTicksAndRejections (node:internal/process/task_queues:95:5)",
        timers: ["listOnTimeout (node:internal/timers:581:17)", "listOnTimeout (node:internal/timers:583:11)"],
        timerLists: "process.processTimers (node:internal/timers:519:7)",
        immediates: ["process.processImmediate (node:internal/timers:483:21)", "process.processImmediate (node:internal/timers:485:21)"],
        functions: places(
            "fs", "node:fs",
            "accessSync 244:11 chmodSync 1999:11 closeSync 525:11 copyFileSync 3047:11 fstatSync 1633:25 "
                + " linkSync 1862:11 lstatSync 1656:25 mkdirSync 1386:26 mkdtempSync 3005:18 readSync 750:18 "
                + " readdirSync 1521:26 readlinkSync 1729:18 realpathSync 2741:29 renameSync 1032:11 rmSync 1260:13 "
                + " rmdirSync 1214:11 statSync 1681:25 symlinkSync 1822:11 unlinkSync 1889:11 utimesSync 2150:11 "
                + " writeFileSync 2380:20 writeSync 933:3"
        )
        .merging(
            places(
                "path", "node:path",
                "basename 1441:5 dirname 1408:5 extname 1518:5 isAbsolute 1289:5 join 1305:7 normalize 1260:5 parse 1582:5 "
                    + " relative 1323:5 resolve 1223:7")
        ) { $1 }
        .merging([
            "events.emit": "node:events:524:28",
            "events.emit@listener": "node:events:536:35",
            "events.onceWrapper": "node:events:639:26",
            "fs.oncomplete": "FSReqCallback.oncomplete (node:fs:198:5)",
            "fs.onFailure": "FSReqCallback.oncomplete (node:fs:197:21)",
            "fs.onCall": "FSReqCallback.oncomplete (node:fs:187:23)",
            "fs.readFileAfterOpen": "FSReqCallback.readFileAfterOpen [as oncomplete] (node:fs:299:13)",
            "fs.readFileAfterClose": "FSReqCallback.readFileAfterClose [as oncomplete] (node:internal/fs/read/context:68:3)",
            "fs.openSync": "Object.openSync (node:fs:573:18)",
            "fs.readFileSync": "node:fs:448:20",
            "fs.readFileSync@openSync": "node:fs:452:35",
            "fs.writeFileSync@openSync": "node:fs:2393:35",
            "fs.appendFileSync": "node:fs:2461:6",
            "fs.truncateSync": "node:fs:1088:17",
            "fs.opendirSync": "node:internal/fs/dir:327:29",
            "url.URL": "node:internal/url:806:29",
            "url.fileURLToPath": "node:internal/url:1489:11",
            "util.promisify": "node:internal/util:409:3",
            "util.inherits": "node:util:330:11",
            "buffer.alloc": "node:buffer:392:3",
            "buffer.from": "node:buffer:322:9",
            "buffer.concat": "node:buffer:578:3",
        ]) { $1 })
}

extension HostStackLines {
    /// The functions of a module, by names and the lines and columns in a file.
    private static func places(_ module: String, _ file: String, _ list: String) -> [String: String] {
        let words = list.split(separator: " ")
        return Dictionary(
            uniqueKeysWithValues: stride(from: 0, to: words.count, by: 2).map { ("\(module).\(words[$0])", "\(file):\(words[$0 + 1])") })
    }
}

extension HostGlobals {
    /// The host's own lines in stacks; `nil` where those of the program stand alone.
    package var stackLines: HostStackLines? { stacks == .preparedByDefault ? isLatestNode ? .node : .node20 : nil }
}
