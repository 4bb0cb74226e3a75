import TestSupport
import Testing

/// Node's modules, of our own making. Each expected line was printed by Node.js 24.19.
@Suite struct NodeModuleTests {
    private func lines(_ code: String) throws -> [String] { try Modules([("main.mjs", code)]).lines("node") }

    @Test func path() throws {
        let code = """
            import path, { join } from "node:path";
            console.log(join("a", "..", "b", "c.js"), path.resolve("/a/b", "../c", "./d"), path.normalize("/a//b/./c/.."), path.normalize("../x/.."));
            console.log(path.extname("x.tar.gz"), path.extname(".rc"), path.extname("a."), path.basename("/a/b.js", ".js"), path.basename("/"));
            console.log(path.dirname("/a/b"), path.dirname("a"), path.dirname("/a"), path.dirname("a/b/"), path.relative("/a/b/c", "/a/d"));
            console.log(JSON.stringify(path.parse("/home/u/file.txt")), path.format({ dir: "/x", name: "n", ext: "e" }), path.isAbsolute("a"));
            try { path.join(1); } catch (error) { console.log(error.code, error.message); }
            """
        #expect(
            try lines(code) == [
                "b/c.js /a/c/d /a/b ..", ".gz  . b ", "/a . / a ../../d",
                #"{"root":"/","dir":"/home/u","base":"file.txt","ext":".txt","name":"file"} /x/n.e false"#,
                #"ERR_INVALID_ARG_TYPE The "path" argument must be of type string. Received type number (1)"#,
            ])
    }

    @Test(arguments: ["node", "node@20", "deno", "bun"]) func `timers become promises`(host: String) throws {
        let code = """
            import { promisify } from "node:util";
            import * as timers from "node:timers";
            const own = Object.getOwnPropertyDescriptor(setTimeout, promisify.custom);
            console.log(own.enumerable, own.configurable, own.set);
            console.log(promisify(setTimeout) === promisify(timers.setTimeout), await promisify(setTimeout)(20, "later"), await promisify(setImmediate)("soon"));
            """
        #expect(try Modules([("main.mjs", code)]).lines(host) == ["true false undefined", "true later soon"])
    }

    @Test func `what node:fs makes when somebody asks`() throws {
        let code = """
            import fs from "node:fs";
            const { ReadStream, FileReadStream, Dir, promises, realpath, realpathSync, lstatSync, statSync, constants } = fs;
            console.log(ReadStream === FileReadStream, ReadStream.name, Dir, realpath.native, realpathSync.native, lstatSync === statSync, lstatSync.name);
            for (const name of ["ReadStream", "promises"]) {
              const own = Object.getOwnPropertyDescriptor(fs, name);
              console.log(typeof own.get, typeof own.set, own.enumerable, own.configurable);
            }
            console.log(Object.getPrototypeOf(constants), promises.constants === constants);
            """
        #expect(
            try lines(code) == [
                "true ReadStream [class Dir] [Function (anonymous)] [Function (anonymous)] false lstatSync",
                "function function true true", "function undefined true true", "null true",
            ])
    }

    @Test func events() throws {
        let code = """
            import EventEmitter, { once } from "node:events";
            class Door extends EventEmitter {}
            const door = new Door();
            door.on("open", function (who) { console.log("on", who, this === door); });
            door.once("open", (who) => console.log("once", who));
            door.prependListener("open", () => console.log("first"));
            console.log(door.emit("open", 1), door.emit("open", 2), door.emit("shut"), door.listenerCount("open"), door.eventNames());
            queueMicrotask(() => door.emit("open", 3));
            console.log(await once(door, "open"));
            try { door.emit("error", new Error("boom")); } catch (error) { console.log(error.message); }
            try { door.emit("error", 5); } catch (error) { console.log(error.code, error.message); }
            """
        #expect(
            try lines(code) == [
                "first", "on 1 true", "once 1", "first", "on 2 true", "true true false 2 [ 'open' ]", "first", "on 3 true", "[ 3 ]", "boom",
                "ERR_UNHANDLED_ERROR Unhandled error. (5)",
            ])
    }

    @Test func `listeners are added at the cost of one each`() throws {
        var modules = Modules([
            (
                "main.mjs",
                """
                import { EventEmitter } from "node:events";
                const bus = new EventEmitter();
                bus.setMaxListeners(0);
                let count = 0;
                const add = () => count++;
                for (let i = 0; i < 10_000; i++) bus.on("x", add);
                bus.emit("x");
                bus.off("x", add);
                console.log(bus.listenerCount("x"), count);
                """
            )
        ])
        modules.limits[.steps] = 2_000_000
        #expect(try modules.lines("node") == ["9999 10000"])
    }

    @Test func timers() throws {
        let code = """
            import { setTimeout as sleep, setImmediate, setInterval } from "node:timers/promises";
            const order = [];
            await Promise.all([sleep(20, "b").then((v) => order.push(v)), sleep(5, "a").then((v) => order.push(v)), setImmediate("i").then((v) => order.push(v))]);
            console.log(order.join());
            let count = 0;
            for await (const tick of setInterval(10, "tick")) { console.log(tick, performance.now()); if (++count === 2) break; }
            """
        #expect(try lines(code) == ["i,a,b", "tick 30", "tick 40"])
    }

    @Test func utilities() throws {
        let code = """
            import util, { promisify } from "util";
            import assert from "node:assert/strict";
            console.log(await promisify((a, done) => done(null, a * 2))(4), util.format("%s=%d", "x", 5), util.inspect({ a: { b: { c: {} } } }));
            console.log(util.isDeepStrictEqual({ a: [1] }, { a: [1] }), util.types.isPromise(Promise.resolve()));
            try { assert.equal(1, 2); } catch (error) { console.log(error.name, error.code, error.message.split("\\n")[0]); }
            assert.deepEqual({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] });
            assert.throws(() => { throw new TypeError("x"); }, TypeError);
            await assert.rejects(Promise.reject(new Error("y")), { message: "y" });
            """
        #expect(
            try lines(code) == [
                "8 x=5 { a: { b: { c: {} } } }", "true true", "AssertionError ERR_ASSERTION Expected values to be strictly equal:",
            ])
    }

    @Test func filesOfTheScenario() throws {
        var modules = Modules([
            (
                "main.mjs",
                """
                import fs from "node:fs";
                import { readFile } from "node:fs/promises";
                console.log(fs.existsSync("/lib"), fs.existsSync("none"), fs.statSync("conf.json").isFile());
                console.log(JSON.parse(await readFile("conf.json", "utf8")).port);
                await readFile("none").catch((error) => console.log(error.code, error.message));
                """
            ), ("conf.json", #"{"port":80}"#), ("lib/x.mjs", ""),
        ])
        modules.json = ["conf.json"]
        #expect(try modules.lines("node") == ["true false true", "80", "ENOENT ENOENT: no such file or directory, open 'none'"])
    }

    @Test func theProcess() throws {
        let code = """
            process.on("exit", (code) => console.log("exit", code));
            process.once("beforeExit", (code) => { console.log("beforeExit", code); setTimeout(() => console.log("once more"), 5); });
            process.stdout.write("no line, ");
            console.log(process.argv.length, process.cwd(), process.platform);
            process.exitCode = 3;
            """
        #expect(try lines(code) == ["no line, 2 / linux", "beforeExit 3", "once more", "exit 3"])
    }

    @Test func socketsOverStreams() throws {
        let code = """
            import tls from "node:tls";
            import { PassThrough } from "node:stream";
            const wrap = new tls.TLSSocket(new PassThrough())._handle._parentWrap;
            console.log(wrap.constructor.name, wrap.stream instanceof PassThrough);
            """
        #expect(try lines(code) == ["JSStreamSocket true"])
    }

    @Test func scenariosNamesComeFirst() throws {
        let modules = Modules([("main.mjs", "import 'path'; import 'node:path';"), ("path", "console.log('my own');")])
        #expect(try modules.lines("node") == ["my own"])
    }

    /// What the host's modules ask for is the host's.
    @Test func namesOfTheProgramAreNotTheHosts() throws {
        let modules = Modules([
            ("main.mjs", "import { Readable } from 'node:stream'; for await (const x of Readable.from([1])) console.log(x);"),
            ("events", "export default 'my own';"),
        ])
        #expect(try modules.lines("node") == ["1"])
    }
}
