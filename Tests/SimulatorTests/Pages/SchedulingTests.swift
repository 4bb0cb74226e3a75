import Hosts
import Programs
import Scenario
import Testing

@testable import Simulator

/// Timers, messages, tasks with a priority, frames and idle time of pages.
struct SchedulingTests {
    /// Random programs that Chromium 156 and Firefox 153 ran, each twice with the same lines.
    @Test(arguments: ["chromium", "firefox"])
    func recordedProgramsRunInTheirOrder(host: String) throws {
        for page in try RecordedPage.read("scheduling.jsonl") {
            let printed = try page.printed(host)
            #expect(page.recorded(host).contains(printed), "\(page.id) on \(host)")
        }
    }

    private func run(_ code: String, host: String = "chromium", items: String = "", limits: LimitSettings = LimitSettings()) throws -> Run {
        let text = code.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n")
        let document = "host: \(host)\npage:\n\(items)  - module:\n     code: |\n\(text)\n"
        let program = try Program(scenario: Scenario.read(bytes: Array(document.utf8), name: "a.yaml", folder: ""), limits: limits)
        return program.run(RunOptions())
    }

    private func lines(_ code: String, host: String = "chromium", items: String = "") throws -> [String] {
        try run(code, host: host, items: items).trace.console.map(\.text)
    }

    @Test("A page that draws for ever goes on, and is told by whom")
    func endlessFrames() throws {
        let result = try run("let count = 0;\nconst draw = () => { count += 1; requestAnimationFrame(draw); };\ndraw();")
        guard case .running(let words) = result.trace.outcome else {
            Issue.record("\(result.trace.outcome)")
            return
        }
        #expect(words.hasPrefix("requestAnimationFrame at "))
    }

    @Test(
        "Tasks and idle callbacks without end are stopped, or go on",
        arguments: [
            "const go = () => scheduler.postTask(go); go();", "const go = () => { requestIdleCallback(go, { timeout: 5 }); }; go();",
            "while (true) await scheduler.yield();", "const go = () => scheduler.postTask(go, { delay: 1, priority: 'background' }); go();",
        ])
    func endlessTasks(code: String) throws {
        let outcome = try run(code).trace.outcome
        switch outcome {
        case .running, .blocked: break
        default: Issue.record("\(outcome)")
        }
    }

    @Test("Handles of frames and idle callbacks are taken back, once")
    func cancelling() throws {
        let printed = try lines(
            """
            const frame = requestAnimationFrame(() => console.log('never'));
            const idle = requestIdleCallback(() => console.log('never'), { timeout: 1 });
            for (const twice of [1, 2]) { cancelAnimationFrame(frame); cancelIdleCallback(idle); }
            cancelAnimationFrame(7); cancelIdleCallback('x'); cancelAnimationFrame();
            setTimeout(() => console.log('timer'), 40);
            """)
        #expect(printed == ["timer"])
    }

    @Test("A signal of many is aborted once, and takes listeners and tasks with it")
    func signals() throws {
        let printed = try lines(
            """
            const one = new AbortController(), two = new AbortController();
            const any = AbortSignal.any([one.signal, two.signal]);
            const target = new EventTarget();
            target.addEventListener('x', () => console.log('heard'), { signal: any });
            target.dispatchEvent(new Event('x'));
            any.onabort = () => console.log('aborted', any.reason);
            scheduler.postTask(() => console.log('never'), { signal: any }).catch(reason => console.log('task', reason));
            two.abort('two');
            one.abort('one');
            target.dispatchEvent(new Event('x'));
            target.addEventListener('x', () => console.log('never'), { signal: any });
            target.dispatchEvent(new Event('x'));
            try { any.throwIfAborted(); } catch (reason) { console.log('thrown', reason); }
            console.log(AbortSignal.abort().reason.name, AbortSignal.timeout(5).aborted);
            """)
        #expect(printed == ["heard", "aborted two", "thrown two", "AbortError false", "task two"])
    }

    @Test("What a call is given wrongly rejects or throws, as in a browser")
    func wrongArguments() throws {
        let printed = try lines(
            """
            for (const call of [() => requestAnimationFrame(), () => requestIdleCallback(1), () => new TaskController({ priority: 'high' }),
              () => new AbortSignal(), () => AbortSignal.any([1]), () => new TaskController().setPriority('x')]) {
              try { call(); } catch (error) { console.log(error.name); }
            }
            for (const call of [() => scheduler.postTask(1), () => scheduler.postTask(() => {}, { priority: 'x' }),
              () => scheduler.postTask(() => {}, { signal: 1 })])
              await call().catch(error => console.log('rejects', error.name));
            """)
        #expect(printed == Array(repeating: "TypeError", count: 6) + Array(repeating: "rejects TypeError", count: 3))
    }
}
