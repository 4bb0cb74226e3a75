import Testing

/// What Node has besides the timers of the web, as Node.js 20 runs it.
@Suite struct NodeGlobalsTests {
    @Test func `timers and immediates are objects`() throws {
        let lines = try console(
            """
            const timer = setTimeout(() => console.log('fired'), 10);
            console.log(typeof timer, timer.constructor.name, timer.hasRef(), timer.unref() === timer, timer.hasRef(), timer.ref() === timer, timer.hasRef());
            console.log(typeof +timer, clearTimeout(`${timer}`), Object.prototype.toString.call(timer));
            setInterval(() => console.log('tick'), 500).unref();
            const late = setTimeout(() => console.log('refreshed'), 1000);
            setTimeout(() => late.refresh(), 800);
            const once = setTimeout(() => console.log('again'), 100);
            setTimeout(() => once.refresh(), 300);
            const gone = setTimeout(() => console.log('never'), 100).close();
            setTimeout(() => gone.refresh(), 300);
            const dropped = setImmediate(() => console.log('never'));
            clearImmediate(dropped);
            setImmediate((a, b) => console.log('immediate', a, b), 1, 2).ref();
            console.log(setImmediate(() => console.log('unreferenced')).unref().hasRef());
            for (const f of [setTimeout, setInterval, setImmediate, queueMicrotask, process.nextTick])
              for (const value of [undefined, 'x', {}, [1], new (class A {})(), Symbol('s'), 'a long text that is cut somewhere', null])
                try { f(value); } catch (error) { if (f === setTimeout || value === undefined) console.log(error.name, error.code, error.message); }
            """, host: "node@20")
        #expect(
            lines == [
                "object Timeout true true false true true",
                "number undefined [object Object]",
                "false",
                #"TypeError ERR_INVALID_ARG_TYPE The "callback" argument must be of type function. Received undefined"#,
                #"TypeError ERR_INVALID_ARG_TYPE The "callback" argument must be of type function. Received type string ('x')"#,
                #"TypeError ERR_INVALID_ARG_TYPE The "callback" argument must be of type function. Received an instance of Object"#,
                #"TypeError ERR_INVALID_ARG_TYPE The "callback" argument must be of type function. Received an instance of Array"#,
                #"TypeError ERR_INVALID_ARG_TYPE The "callback" argument must be of type function. Received an instance of A"#,
                #"TypeError ERR_INVALID_ARG_TYPE The "callback" argument must be of type function. Received type symbol (Symbol(s))"#,
                #"TypeError ERR_INVALID_ARG_TYPE The "callback" argument must be of type function. Received type string ('a long text that is cut s...')"#,
                #"TypeError ERR_INVALID_ARG_TYPE The "callback" argument must be of type function. Received null"#,
                #"TypeError ERR_INVALID_ARG_TYPE The "callback" argument must be of type function. Received undefined"#,
                #"TypeError ERR_INVALID_ARG_TYPE The "callback" argument must be of type function. Received undefined"#,
                #"TypeError ERR_INVALID_ARG_TYPE The "callback" argument must be of type function. Received undefined"#,
                #"TypeError ERR_INVALID_ARG_TYPE The "callback" argument must be of type function. Received undefined"#,
                "immediate 1 2",
                "unreferenced",
                "again",
                "again",
                "tick",
                "tick",
                "tick",
                "refreshed",
            ])
    }

    @Test func `the process does not go on for what is unreferenced`() throws {
        let waiting = "setTimeout(() => console.log('late'), 50).unref(); await new Promise(() => {});"
        #expect(try Modules([("main.mjs", waiting)]).run("node").exitStatus == 13)
        let both = "setTimeout(() => console.log('late'), 50).unref(); setTimeout(() => console.log('last'), 60);"
        #expect(try console(both, host: "node") == ["late", "last"])
        let taken =
            "const t = setTimeout(() => console.log('late'), 50); t.unref(); clearTimeout(t); setTimeout(() => console.log('last'), 60);"
        #expect(try console(taken, host: "node") == ["last"])
    }

    @Test func `elsewhere a timer is a number`() throws {
        for host in ["spec", "browser"] {
            #expect(
                try console("console.log(typeof setTimeout(() => {}), typeof setImmediate);", host: host).first?.hasPrefix("number") == true
            )
        }
    }

    @Test func `a module knows its file and folder`() throws {
        let modules: Modules = [
            "lib/main.mjs": """
            console.log(import.meta.dirname, import.meta.filename, Object.keys(import.meta).join());
            console.log(import.meta.resolve('./x.mjs'), import.meta.resolve('../y.mjs'), import.meta.resolve('node:fs'));
            try { import.meta.resolve('nope'); } catch (error) { console.log(error.code, error.message); }
            """
        ]
        #expect(
            try modules.lines("node") == [
                "/lib /lib/main.mjs dirname,filename,main,resolve,url", "file:///lib/x.mjs file:///y.mjs node:fs",
                "ERR_MODULE_NOT_FOUND Cannot find package 'nope' imported from lib/main.mjs",
            ])
        #expect(try console("console.log(Object.keys(import.meta).join());", host: "node@20") == ["dirname,filename,resolve,url"])
        #expect(try console("console.log(Object.keys(import.meta).join());") == ["url"])
    }

    @Test func `an attribute that Node does not know is told with its module`() throws {
        let source = "try { await import('./x.mjs', { with: { foo: 'bar' } }); } catch (error) { console.log(error.code, error.message); }"
        #expect(
            try console(source, host: "node") == [
                #"ERR_IMPORT_ATTRIBUTE_UNSUPPORTED Import attribute "foo" with value "bar" is not supported in x.mjs"#
            ])
    }
}
