import Testing
import Trace

/// A run that is stopped between functions is told by the code that ran last, or asked for what the host does then.
@Suite struct BlockedPlaceTests {
    @Test(arguments: [
        "for (let i = 0; ; i++) await import('node:fs');", "await import(import.meta.url + '?' + Math.random());",
        "for await (const x of [1].concat(Array(100_000).fill(Promise.resolve(1))));",
        "for (;;) try { await Promise.any([Promise.reject(1)]); } catch {}",
        "for (let i = 0; ; i++) await fetch('http://x/' + i).catch(() => {});",
        "for (let i = 0; ; i++) await import('./x' + i).catch(() => {});",
        "process.on('unhandledRejection', () => {}); for (;;) { Promise.reject(1); await new Promise((r) => setTimeout(r, 1)); }",
    ])
    func `the place is told`(_ source: String) throws {
        for steps in [Int64(20_000), 20_003, 20_007, 20_011, 20_050] {
            let outcome = try console(source, host: "node", steps: steps).first { $0.hasPrefix("outcome:") }
            #expect(outcome?.hasPrefix("outcome: blocked(\"no end after \(steps) steps at main.mjs") == true, "\(outcome ?? "")")
        }
    }
}
