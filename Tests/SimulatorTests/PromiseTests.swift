import Testing

/// Promises by what programs see of them. Where ticks decide, two chains run beside each other.
@Suite struct PromiseTests {
    @Test func `a thenable's then is called in a job, not at once`() throws {
        let lines = try console(
            """
            const thenable = { then(resolve) { console.log('then called'); resolve('value'); } };
            Promise.resolve(thenable).then((value) => console.log(value));
            console.log('sync');
            """)
        #expect(lines == ["sync", "then called", "value"])
    }

    @Test func `the then of a thenable is read once, at once, and an error of it rejects`() throws {
        let lines = try console(
            """
            const thenable = { get then() { console.log('read'); return (resolve) => resolve(1); } };
            Promise.resolve(thenable).then((value) => console.log(value));
            const broken = { get then() { throw new Error('getter'); } };
            Promise.resolve(broken).catch((error) => console.log(error.message));
            console.log('sync');
            """)
        #expect(lines == ["read", "sync", "getter", "1"])
    }

    @Test func `after the first resolve or reject the others do nothing`() throws {
        let lines = try console(
            """
            new Promise((resolve, reject) => { resolve(1); reject(2); resolve(3); throw 4; }).then((v) => console.log('ok', v));
            // It is resolved, though not settled, with a promise that never settles.
            new Promise((resolve, reject) => { resolve(new Promise(() => {})); reject(2); }).catch((v) => console.log('never'));
            Promise.resolve({ then(resolve, reject) { resolve(5); throw 6; } }).then((v) => console.log('ok', v));
            """)
        #expect(lines == ["ok 1", "ok 5"])
    }

    @Test func `a promise resolved with itself is rejected`() throws {
        let lines = try console(
            """
            let resolve;
            const promise = new Promise((r) => { resolve = r; });
            resolve(promise);
            promise.catch((error) => console.log(error.name));
            const chained = Promise.resolve().then(() => chained);
            await chained.catch((error) => console.log(error.name));
            """)
        #expect(lines == ["TypeError", "TypeError"])
    }

    @Test func `returning a promise from an async function costs three jobs`() throws {
        // The ruler prints a number a job.
        let lines = try console(
            """
            async function plain() { return 1; }
            async function promised() { return Promise.resolve(1); }
            async function awaited() { return await Promise.resolve(1); }
            promised().then(() => console.log('promised'));
            awaited().then(() => console.log('awaited'));
            plain().then(() => console.log('plain'));
            let ruler = Promise.resolve();
            for (let i = 1; i <= 4; i++) ruler = ruler.then(() => console.log(i));
            """)
        #expect(lines == ["plain", "1", "awaited", "2", "promised", "3", "4"])
    }

    @Test func `a callback that returns a promise delays the chain by two jobs`() throws {
        let lines = try console(
            """
            Promise.resolve().then(() => Promise.resolve()).then(() => console.log('promise'));
            Promise.resolve().then(() => 1).then(() => console.log('value'));
            let ruler = Promise.resolve();
            for (let i = 1; i <= 5; i++) ruler = ruler.then(() => console.log(i));
            """)
        #expect(lines == ["1", "value", "2", "3", "promise", "4", "5"])
    }

    @Test func `finally hands on the value or the reason, three jobs later, and its own failure wins`() throws {
        let lines = try console(
            """
            Promise.resolve('value').finally(() => 'ignored').then((value) => console.log(value));
            Promise.reject('reason').finally(() => 'ignored').catch((reason) => console.log(reason));
            Promise.resolve('value').finally(() => { throw 'own'; }).catch((reason) => console.log(reason));
            let ruler = Promise.resolve();
            for (let i = 1; i <= 5; i++) ruler = ruler.then(() => console.log(i));
            """)
        #expect(lines == ["1", "own", "2", "3", "value", "reason", "4", "5"])
    }

    @Test func `finally waits for the promise that its callback returns`() throws {
        let lines = try console(
            """
            const after = (ms, settle) => new Promise((resolve, reject) => setTimeout(() => settle(resolve, reject), ms));
            Promise.resolve('value').finally(() => after(10, (resolve) => resolve('ignored'))).then((value) => console.log(value));
            Promise.reject('reason').finally(() => after(20, (resolve) => resolve('ignored'))).catch((reason) => console.log(reason));
            Promise.resolve('value').finally(() => after(30, (_, reject) => reject('own'))).catch((reason) => console.log(reason));
            for (const ms of [5, 15, 25]) setTimeout(() => console.log(ms), ms);
            """)
        #expect(lines == ["5", "value", "15", "reason", "25", "own"])
    }

    /// Only a constructor whose `resolve` gives back what it was given lets a thenable have the element functions themselves.
    @Test func `an element function of all, allSettled and any does its work once`() throws {
        let lines = try console(
            """
            class Own extends Promise { static resolve(value) { return value; } }
            const twice = { then(fulfil) { fulfil('a'); fulfil('b'); } };
            const both = { then(fulfil, reject) { fulfil('a'); reject('b'); } };
            const failsTwice = { then(_, reject) { reject('x'); reject('y'); } };
            const late = { then(fulfil) { setTimeout(() => fulfil('c'), 1); } };
            const failsLate = { then(_, reject) { setTimeout(() => reject('z'), 1); } };
            Own.all([twice, late]).then((values) => console.log('all ' + values.join()));
            Own.allSettled([both, late]).then((records) => console.log('settled ' + records.map((r) => r.status + ' ' + r.value).join()));
            Own.any([failsTwice, failsLate]).catch((error) => console.log('none ' + error.errors.join()));
            """)
        #expect(lines == ["all a,c", "settled fulfilled a,fulfilled c", "none x,z"])
    }

    @Test func `all keeps the order of its input, allSettled tells all, any the first success, race the first of all`() throws {
        let lines = try console(
            """
            const after = (ms, value) => new Promise((resolve) => setTimeout(() => resolve(value), ms));
            const failing = (ms, reason) => new Promise((_, reject) => setTimeout(() => reject(reason), ms));
            const show = (name) => (value) => console.log(name + ' ' + value);
            Promise.all([after(30, 'a'), 'b', after(10, 'c')]).then((v) => show('all')(v.join()));
            Promise.all([after(30, 'a'), failing(20, 'x'), failing(10, 'y')]).catch(show('all rejected'));
            Promise.allSettled([after(5, 'a'), failing(1, 'x')]).then((r) => show('settled')(r[0].value + r[0].status + r[1].reason + r[1].status));
            Promise.any([failing(1, 'x'), after(20, 'a'), after(15, 'b')]).then(show('any'));
            Promise.any([failing(2, 'x'), failing(1, 'y')]).catch((error) => show('none')(error.name + ' ' + error.errors.join()));
            Promise.race([failing(12, 'x'), after(13, 'a')]).catch(show('race'));
            Promise.all([]).then((v) => show('empty')(v.length));
            Promise.race([]).then(() => console.log('never'));
            """)
        #expect(
            lines == [
                "empty 0", "none AggregateError x,y", "settled afulfilledxrejected", "all rejected y", "race x", "any b", "all a,b,c",
            ])
    }

    @Test func `a subclass makes its own promises`() throws {
        let lines = try console(
            """
            class Own extends Promise { name() { return 'own'; } }
            const promise = Own.resolve(1).then((v) => v + 1);
            console.log(promise instanceof Own, promise.name(), Own.all([1]) instanceof Own, Own.resolve(promise) === promise);
            console.log(Promise.resolve(promise) === promise);
            class Plain extends Promise { static get [Symbol.species]() { return Promise; } }
            const derived = Plain.resolve(1).then(() => {});
            console.log(derived instanceof Plain, derived instanceof Promise);
            console.log(await promise);
            """)
        #expect(lines == ["true own true true", "false", "false true", "2"])
    }

    @Test func `await of a subclass instance takes the long way`() throws {
        // PromiseResolve gives back only promises whose `constructor` is %Promise%: any other is adopted, two jobs later.
        let lines = try console(
            """
            class Own extends Promise {}
            (async () => { await Own.resolve(); console.log('own'); })();
            (async () => { await Promise.resolve(); console.log('native'); })();
            let ruler = Promise.resolve();
            for (let i = 1; i <= 4; i++) ruler = ruler.then(() => console.log(i));
            """)
        #expect(lines == ["native", "1", "2", "own", "3", "4"])
    }

    @Test func `withResolvers and try`() throws {
        let lines = try console(
            """
            const { promise, resolve } = Promise.withResolvers();
            promise.then((value) => console.log(value));
            resolve('resolved');
            console.log('sync');
            """)
        #expect(lines == ["sync", "resolved"])
    }

    @Test func `several waiters go on in the order in which they came`() throws {
        let lines = try console(
            """
            let resolve;
            const gate = new Promise((r) => { resolve = r; });
            for (let i = 0; i < 5; i++) (async () => { await gate; console.log(i); })();
            gate.then(() => console.log('then'));
            resolve();
            console.log('sync');
            """)
        #expect(lines == ["sync", "0", "1", "2", "3", "4", "then"])
    }

    // MARK: Rejections that nobody handles

    private func unhandled(_ source: String) throws -> [String] {
        let trace = try Modules([("main.mjs", source)]).run().trace
        return trace.events.compactMap { event in
            if case .unhandledRejection(_, let error) = event.kind { trace[error] } else { nil }
        }
    }

    @Test func `a rejection is reported when its turn ends without a handler`() throws {
        #expect(try unhandled("Promise.reject(new Error('loose'));") == ["Error: loose"])
        #expect(try unhandled("Promise.reject(1).catch(() => {});") == [])
        // A handler that comes within the turn is in time, one that comes in a later task is not.
        #expect(try unhandled("const p = Promise.reject(1); await null; await null; p.catch(() => {});") == [])
        #expect(try unhandled("const p = Promise.reject(new Error('late')); await sleep(1); p.catch(() => {});") == ["Error: late"])
    }

    @Test func `each link of a chain without handlers is no rejection of its own`() throws {
        #expect(try unhandled("Promise.reject(new Error('one')).then(() => {}).then(() => {});") == ["Error: one"])
        #expect(
            try unhandled("const p = Promise.reject(new Error('two')); p.then(() => {}); p.then(() => {});") == [
                "Error: two", "Error: two",
            ])
    }

    @Test func `the failures of a module and of its importers are one, the entry's`() throws {
        let modules: Modules = ["main.mjs": "import './bad.mjs';", "bad.mjs": "await null; throw new Error('boom');"]
        let trace = try modules.run().trace
        #expect(trace.outcome == .rejected("Error: boom"))
        #expect(!trace.events.contains { if case .unhandledRejection = $0.kind { true } else { false } })
    }
}
