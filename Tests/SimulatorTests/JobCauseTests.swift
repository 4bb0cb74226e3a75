import Diagnostics
import Hosts
import Programs
import Testing
import Trace

@testable import Simulator

@Suite("Why there is a job")
struct JobCauseTests {
    /// Rule and place of each microtask, in the order in which they run.
    private func causes(_ source: String, host: HostProfile = .spec) -> [String] {
        let program = Program(
            made: [MadeModule(name: "main.mjs", text: ModuleText(file: SourceFile(name: "main.mjs", text: source)))], entries: ["main.mjs"],
            title: "")
        let trace = program.run(RunOptions(host: host)).trace
        return trace.events.compactMap { event in
            guard case .jobStarted(let job, let kind) = event.kind, !kind.isTask, let cause = trace.cause(of: job) else { return nil }
            let place = cause.position.map { " \($0.line):\($0.column)" } ?? ""
            return cause.rule.rawValue + place
        }
    }

    @Test("An async function that returns a promise: three jobs, the first two at its return")
    func returned() {
        #expect(
            causes("const p = Promise.resolve();\nasync function f() {\n  return p;\n}\nawait f();") == [
                "callsThen 3:3", "adopts 3:3", "awaitsPromise 5:1", "endsModule", "host",
            ])
    }

    @Test("A callback of then that returns a promise: the place is its then")
    func callback() {
        #expect(
            causes("Promise.resolve().then(() => Promise.resolve())\n  .then(() => {})\n  .catch(() => {});") == [
                "callsBack 1:19", "host", "callsThen 1:19", "adopts 1:19", "callsBack 2:4", "handsOn 3:4",
            ])
    }

    @Test("Awaits of values and of promises, and what is asked for by name")
    func others() {
        #expect(causes("await 1;\nawait Promise.resolve();") == ["awaitsValue 1:1", "awaitsPromise 2:1", "endsModule", "host"])
        #expect(causes("queueMicrotask(() => {});") == ["asked 1:1", "host"])
        #expect(causes("process.nextTick(() => {});", host: .node).contains("asked 1:9"))
    }

    @Test("Causes stand in the order of their jobs, and each job that was queued has one")
    func complete() {
        let source = """
            const later = (value) => new Promise(resolve => setTimeout(() => resolve(value), 1));
            async function* items() { yield 1; yield later(2); }
            for await (const item of items()) console.log(item);
            await Promise.all([later(1), 2, { then(done) { done(3); } }]).finally(() => later(4));
            """
        let program = Program(
            made: [MadeModule(name: "main.mjs", text: ModuleText(file: SourceFile(name: "main.mjs", text: source)))], entries: ["main.mjs"],
            title: "")
        let trace = program.run(RunOptions(host: .node)).trace
        let jobs = trace.jobCauses.map(\.job)
        #expect(zip(jobs, jobs.dropFirst()).allSatisfy { $0 < $1 })
        for event in trace.events { if case .jobQueued(let job, _, _) = event.kind { #expect(trace.cause(of: job) != nil, "\(job)") } }
    }
}
