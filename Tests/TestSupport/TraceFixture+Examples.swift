import Trace

extension TraceFixture {
    /// z imports x and y; x pauses for a second, and y does not wait for it.
    public static var siblings: Trace {
        var f = TraceFixture("z imports x and y; x awaits 1000 ms", entries: ["z"], graph: [("z", ["x", "y"]), ("x*", []), ("y", [])])
        f.load("z", "x", "y")
        f.start("x")
        f.log("x", "X1")
        f.suspend("x", at: "sleep(1000)")
        f.leaveWalk("x", order: 0)
        f.start("y")
        f.log("y", "Y")
        f.complete("y")
        f.wait("z", for: 1, order: 1)
        f.timer(at: 1000, of: "x")
        f.resume("x")
        f.log("x", "X2")
        f.complete("x")
        f.microtask(.moduleFulfilled(f["x"]))
        f.add("z", .pendingDependencies(count: 0, completed: f["x"]))
        f.start("z", wokenBy: "x")
        f.log("z", "Z")
        f.complete("z")
        return f.finished(.fulfilled)
    }

    /// The same, but x awaits nothing that takes time.
    public static var microtasks: Trace {
        var f = TraceFixture("await null lets a sibling go first", entries: ["z"], graph: [("z", ["x", "y"]), ("x*", []), ("y", [])])
        f.load("z", "x", "y")
        f.start("x")
        f.log("x", "X1")
        f.suspend("x", at: "null")
        f.leaveWalk("x", order: 0)
        let first = f.queue(.resumeModule(f["x"]))
        f.start("y")
        f.log("y", "Y")
        f.complete("y")
        f.wait("z", for: 1, order: 1)
        f.run(first, .resumeModule(f["x"]))
        f.add("x", .resumed(position: Position(line: 2, column: 1)))
        f.log("x", "X2")
        f.suspend("x", at: "Promise.resolve(1)")
        f.resume("x")
        f.log("x", "X3")
        f.complete("x")
        f.microtask(.moduleFulfilled(f["x"]))
        f.start("z", wokenBy: "x")
        f.log("z", "Z")
        f.complete("z")
        return f.finished(.fulfilled)
    }

    /// main imports routes and settings, routes imports data, and is synchronous: data's end runs routes and main in one job.
    public static var between: Trace {
        var f = TraceFixture(
            "routes stands between main and data", entries: ["main"],
            graph: [("main", ["routes", "settings"]), ("routes", ["data"]), ("data*", []), ("settings*", [])])
        f.load("main", "routes", "data", "settings")
        f.start("data")
        f.suspend("data", at: "connect()")
        f.leaveWalk("data", order: 0)
        f.wait("routes", for: 1, order: 1)
        f.start("settings")
        f.suspend("settings", at: "read()")
        f.leaveWalk("settings", order: 2)
        f.wait("main", for: 2, order: 3)
        f.timer(at: 40, of: "settings")
        f.resume("settings")
        f.complete("settings")
        f.microtask(.moduleFulfilled(f["settings"]))
        f.add("main", .pendingDependencies(count: 1, completed: f["settings"]))
        f.timer(at: 120, of: "data")
        f.resume("data")
        f.complete("data")
        f.microtask(.moduleFulfilled(f["data"]))
        // Counted down before either runs, and both by data's job.
        f.add("routes", .pendingDependencies(count: 0, completed: f["data"]))
        f.add("main", .pendingDependencies(count: 0, completed: f["routes"]))
        f.start("routes", wokenBy: "data")
        f.complete("routes")
        f.start("main", wokenBy: "data")
        f.log("main", "up")
        f.complete("main")
        return f.finished(.fulfilled)
    }

    /// Eight modules with load times, two awaits, a cycle and a dynamic import; much happens at 400 ms.
    public static var crowded: Trace {
        var f = TraceFixture(
            "8 modules: two awaits, a cycle, a dynamic import", entries: ["main.mjs"],
            graph: [
                ("main.mjs*", ["a.mjs", "b.mjs", "c.mjs"]), ("a.mjs", ["db.mjs"]), ("b.mjs", ["cfg.mjs", "util.mjs"]),
                ("c.mjs", ["d.mjs"]), ("db.mjs*", []), ("cfg.mjs*", []), ("util.mjs", []), ("d.mjs", ["c.mjs", "db.mjs"]),
                ("lazy.mjs", ["util.mjs"]),
            ])
        f.cycle(root: "c.mjs", "c.mjs", "d.mjs")
        f.load("main.mjs", from: 0, to: 18, parse: 2)
        f.load("a.mjs", from: 20, to: 44, parse: 4)
        f.load("b.mjs", from: 20, to: 52, parse: 4)
        f.load("c.mjs", from: 20, to: 48, parse: 4)
        f.load("db.mjs", from: 48, to: 74, parse: 4)
        f.load("cfg.mjs", from: 56, to: 86, parse: 4)
        f.load("util.mjs", from: 56, to: 80, parse: 2)
        f.load("d.mjs", from: 52, to: 80, parse: 4)
        f.at(100)
        f.start("db.mjs")
        f.log("db.mjs", "db1")
        f.suspend("db.mjs", at: "connect()")
        f.leaveWalk("db.mjs", order: 0)
        f.wait("a.mjs", for: 1, order: 1)
        f.start("cfg.mjs")
        f.log("cfg.mjs", "cfg1")
        f.suspend("cfg.mjs", at: "readConfiguration()")
        f.leaveWalk("cfg.mjs", order: 2)
        f.start("util.mjs")
        f.complete("util.mjs")
        f.wait("b.mjs", for: 1, order: 3)
        f.wait("d.mjs", for: 1, order: 4)
        f.wait("c.mjs", for: 1, order: 5)
        f.wait("main.mjs", for: 3, order: 6)
        f.timer(at: 220, of: "cfg.mjs")
        f.resume("cfg.mjs")
        f.log("cfg.mjs", "cfg2")
        f.complete("cfg.mjs")
        f.microtask(.moduleFulfilled(f["cfg.mjs"]))
        f.start("b.mjs", wokenBy: "cfg.mjs")
        f.log("b.mjs", "B")
        f.complete("b.mjs")
        f.timer(at: 400, of: "db.mjs")
        f.resume("db.mjs")
        f.log("db.mjs", "db2")
        f.complete("db.mjs")
        f.microtask(.moduleFulfilled(f["db.mjs"]))
        f.start("a.mjs", wokenBy: "db.mjs")
        f.log("a.mjs", "A")
        f.complete("a.mjs")
        let then = f.queue(.reaction(name: f.text("loaded")))
        f.start("d.mjs", wokenBy: "db.mjs")
        f.log("d.mjs", "D")
        f.complete("d.mjs")
        f.start("c.mjs", wokenBy: "d.mjs")
        f.log("c.mjs", "C")
        f.complete("c.mjs")
        f.start("main.mjs", wokenBy: "c.mjs")
        f.log("main.mjs", "M")
        f.add("main.mjs", .importCalled(number: 1, specifier: f.text("./lazy.mjs"), position: Position(line: 3, column: 1)))
        f.suspend("main.mjs", at: "import(\"./lazy.mjs\")")
        let loading = f.queue(.importStep(number: 1))
        f.run(then, .reaction(name: f.text("loaded")))
        f.log("a.mjs", "A2")
        f.run(loading, .importStep(number: 1))
        f.load("lazy.mjs", from: 400, to: 428, parse: 4)
        f.run(f.queue(.moduleLoaded(f["lazy.mjs"])), .moduleLoaded(f["lazy.mjs"]), isTask: true)
        f.start("lazy.mjs")
        f.log("lazy.mjs", "lazy")
        f.complete("lazy.mjs")
        f.add("main.mjs", .importSettled(number: 1, target: f["lazy.mjs"], isFulfilled: true))
        f.resume("main.mjs")
        f.log("main.mjs", "done")
        f.complete("main.mjs")
        return f.finished(.fulfilled)
    }

    /// b rejects beside c, which still waits; the error goes up to a.
    public static var error: Trace {
        var f = TraceFixture("A rejected dependency", entries: ["a"], graph: [("a", ["b", "c"]), ("b*", []), ("c*", [])])
        f.load("a", "b", "c")
        f.start("b")
        f.log("b", "b starts")
        f.suspend("b", at: "fetch(\"https://example.com/config.json\")")
        f.leaveWalk("b", order: 0)
        f.start("c")
        f.suspend("c", at: "sleep(300)")
        f.leaveWalk("c", order: 1)
        f.wait("a", for: 2, order: 2)
        f.timer(at: 120)
        f.resume("b")
        f.log("b", "no network", method: "error")
        f.fail("b", "TypeError: fetch failed")
        f.microtask(.moduleRejected(f["b"]))
        f.fail("a", "TypeError: fetch failed", from: "b")
        f.timer(at: 300)
        f.resume("c")
        f.log("c", "c done")
        f.complete("c")
        return f.finished(.rejected("TypeError: fetch failed"))
    }

    /// Two modules import each other by `import()` and wait for it.
    public static var deadlock: Trace {
        var f = TraceFixture(
            "Two imports wait for each other", host: "node", entries: ["a.mjs"],
            graph: [("a.mjs*", []), ("b.mjs*", []), ("c.mjs", ["b.mjs"])])
        f.load("a.mjs")
        f.start("a.mjs")
        f.log("a.mjs", "a starts")
        f.add("a.mjs", .importCalled(number: 1, specifier: f.text("./b.mjs"), position: Position(line: 1, column: 7)))
        f.suspend("a.mjs", at: "import(\"./b.mjs\")")
        f.leaveWalk("a.mjs", order: 0)
        f.microtask(.importStep(number: 1))
        f.load("b.mjs", "c.mjs")
        f.start("b.mjs")
        f.log("b.mjs", "b starts")
        f.add("b.mjs", .importCalled(number: 2, specifier: f.text("./a.mjs"), position: Position(line: 1, column: 7)))
        f.suspend("b.mjs", at: "import(\"./a.mjs\")")
        f.leaveWalk("b.mjs", order: 1)
        f.wait("c.mjs", for: 1, order: 2)
        return f.finished(.unsettled)
    }

    /// A run that stops while time has passed.
    public static var unsettled: Trace {
        var f = TraceFixture("A promise that nobody resolves", entries: ["app"], graph: [("app", ["db", "ui"]), ("db*", []), ("ui*", [])])
        f.load("app", "db", "ui")
        f.start("db")
        f.log("db", "connecting")
        f.suspend("db", at: "new Promise(() => {})")
        f.leaveWalk("db", order: 0)
        f.start("ui")
        f.suspend("ui", at: "sleep(50)")
        f.leaveWalk("ui", order: 1)
        f.wait("app", for: 2, order: 2)
        f.timer(at: 50, of: "ui")
        f.resume("ui")
        f.log("ui", "ui ready")
        f.complete("ui")
        return f.finished(.unsettled)
    }

    /// Names and texts that would break out of anything that does not quote.
    public static var hostile: Trace {
        let name = "</text></svg><script>alert(\"1\")</script>\\N\\\"&amp;&lt;\u{0}\u{1}\u{202E}evil\n]]>"
        var f = TraceFixture(
            "</title><script>alert(1)</script> & \"quotes\" \\G\u{0}", entries: [name], graph: [(name, ["<b>x</b>"]), ("<b>x</b>*", [])])
        f.trace.about = "]]> --> <!-- \u{FFFE} \u{8} 漢字 \u{1F600}"
        f.load(name, "<b>x</b>")
        f.start("<b>x</b>")
        f.log("<b>x</b>", "\u{1B}[31mred\u{1B}[0m\r\n<i>&nbsp;</i>\u{0}\\l")
        f.suspend("<b>x</b>", at: "x`${\"</style>\"}`\u{2028}")
        f.leaveWalk("<b>x</b>", order: 0)
        f.wait(name, for: 1, order: 1)
        f.timer(at: 1)
        f.resume("<b>x</b>")
        f.complete("<b>x</b>")
        f.microtask(.moduleFulfilled(f["<b>x</b>"]))
        f.start(name, wokenBy: "<b>x</b>")
        f.log(name, "%s <%= %> {{x}}", method: "error")
        f.fail(name, "Error: </desc>\u{7F}")
        return f.finished(.rejected("Error: </desc>"))
    }

    /// Idle for a long time between short bursts, and chatty.
    public static var gaps: Trace {
        var f = TraceFixture(
            "Retries with long pauses", entries: ["worker.mjs"],
            graph: [
                ("worker.mjs*", ["lib/deeply/nested/folder/of/helpers/retry-with-backoff.mjs"]),
                ("lib/deeply/nested/folder/of/helpers/retry-with-backoff.mjs*", []),
            ])
        let helper = "lib/deeply/nested/folder/of/helpers/retry-with-backoff.mjs"
        f.load("worker.mjs", helper)
        f.start(helper)
        for number in 1...6 { f.log(helper, "attempt \(number) of the first series") }
        f.suspend(helper, at: "backoff(2)")
        f.leaveWalk(helper, order: 0)
        f.wait("worker.mjs", for: 1, order: 1)
        for (time, next) in [(2, "backoff(5)"), (7, "backoff(60_000)"), (60_007, "")] as [(Int64, String)] {
            f.timer(at: time, of: helper)
            f.resume(helper)
            f.log(helper, "try")
            if next.isEmpty { f.complete(helper) } else { f.suspend(helper, at: next) }
        }
        f.microtask(.moduleFulfilled(f[helper]))
        f.start("worker.mjs", wokenBy: helper)
        f.at(60_012)
        f.add("worker.mjs", .busy(nanoseconds: 5_000_000))
        f.log("worker.mjs", "working")
        f.suspend("worker.mjs", at: "done")
        f.resume("worker.mjs")
        f.complete("worker.mjs")
        return f.finished(.fulfilled)
    }

    /// No await anywhere: everything runs in the first job.
    public static var synchronous: Trace {
        var f = TraceFixture(
            "Depth first, once each", entries: ["main.js"],
            graph: [
                ("main.js", ["a.js", "b.js"]), ("a.js", ["shared.js"]), ("shared.js", []), ("b.js", ["shared.js", "c.js", "a.js"]),
                ("c.js", ["b.js"]),
            ])
        f.cycle(root: "b.js", "b.js", "c.js")
        f.load("main.js", "a.js", "shared.js", "b.js", "c.js")
        for name in ["shared.js", "a.js", "c.js", "b.js", "main.js"] {
            f.start(name)
            if name != "a.js" { f.log(name, name == "main.js" ? "ready to serve" : String(name.prefix(1)).uppercased()) }
            f.complete(name)
        }
        return f.finished(.fulfilled)
    }

    /// Two `import()` calls race through the microtask queue; callbacks print in between.
    public static var racing: Trace {
        var f = TraceFixture(
            "import() against promises", entries: ["main"],
            graph: [("main*", []), ("fast", []), ("slow*", ["fast"])])
        f.load("main")
        f.start("main")
        f.add("main", .importCalled(number: 1, specifier: f.text("slow"), position: Position(line: 1, column: 1)))
        let slow = f.queue(.importStep(number: 1))
        f.add("main", .importCalled(number: 2, specifier: f.text("fast"), position: Position(line: 2, column: 1)))
        let fast = f.queue(.importStep(number: 2))
        let then = f.queue(.reaction(name: f.text("report")))
        f.log("main", "started")
        f.suspend("main", at: "Promise.all([slow, fast])")
        f.leaveWalk("main", order: 0)
        f.run(slow, .importStep(number: 1))
        f.load("slow", "fast")
        f.start("fast")
        f.log("fast", "F")
        f.complete("fast")
        f.start("slow")
        f.log("slow", "S1")
        f.suspend("slow", at: "0")
        let resumed = f.queue(.resumeModule(f["slow"]))
        f.leaveWalk("slow", order: 1)
        f.run(fast, .importStep(number: 2))
        f.add("main", .importSettled(number: 2, target: f["fast"], isFulfilled: true))
        f.run(then, .reaction(name: f.text("report")))
        f.log("main", "a callback")
        f.log("main", "is odd", method: "warn")
        f.run(resumed, .resumeModule(f["slow"]))
        f.add("slow", .resumed(position: Position(line: 1, column: 1)))
        f.log("slow", "S2")
        f.complete("slow")
        f.microtask(.moduleFulfilled(f["slow"]))
        f.add("main", .importSettled(number: 1, target: f["slow"], isFulfilled: true))
        f.resume("main")
        f.log("main", "all here")
        f.complete("main")
        return f.finished(.fulfilled)
    }

    /// b's timer is due after 5 ms, but c works for 30, and prints before and after.
    public static var heldUp: Trace {
        var f = TraceFixture("held up", entries: ["a"], graph: [("a", ["b", "c"]), ("b*", []), ("c", [])])
        f.start("b")
        f.add("b", .timerSet(timer: 1, delay: 5_000_000, isInterval: false))
        let timer = f.queue(.timer(1))
        f.suspend("b", at: "sleep(5)")
        f.start("c")
        f.log("c", "before")
        f.at(30)
        f.add("c", .busy(nanoseconds: 30_000_000))
        f.log("c", "after")
        f.complete("c")
        f.wait("a", for: 1, order: 1)
        f.run(timer, .timer(1), isTask: true)
        f.add("b", .timerFired(timer: 1))
        f.resume("b")
        f.complete("b")
        f.start("a", wokenBy: "b")
        f.complete("a")
        return f.finished(.fulfilled)
    }

    public static var examples: [(name: String, trace: Trace)] {
        [
            ("siblings", siblings), ("microtasks", microtasks), ("between", between),
            ("crowded", crowded), ("error", error), ("deadlock", deadlock),
            ("unsettled", unsettled), ("hostile", hostile), ("gaps", gaps),
            ("synchronous", synchronous), ("racing", racing),
        ]
    }
}
