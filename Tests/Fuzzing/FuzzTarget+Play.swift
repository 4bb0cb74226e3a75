import Analysis
import Diagrams
import Explanation
import Hosts
import Player
import Programs
import Replay
import Simulator
import TestSupport
import Text
import Trace

extension FuzzTarget {
    /// Runs the program and plays it: the page is well-formed whatever the program says, its patches lead to the end and back, and a trace that
    /// was saved and damaged is refused or played.
    func checkPlay(_ input: [UInt8], isThorough: Bool) throws(Finding) {
        guard let (program, host, _) = try program(of: input) else { return }
        var options = RunOptions(host: host)
        options.recordsStates = true
        let run = program.run(options)
        let explanation = Explanation(of: run, program)
        let trace = explanation.trace
        let end = try checkStates(trace)
        // A page takes longer than the run that it plays.
        guard isThorough || fingerprint(input) % 4 == 0 else { return }
        let page = PlayerPage(
            title: trace.title, about: trace.about, runs: [PlayerRun(label: host.name, trace: trace, sources: explanation.moduleTexts)]
        ).html
        do {
            let played = try PlayedPage(page)
            try expect(played.runs.count == 1, "the page has not one run")
            let last = try PlayedPage.play(played.runs[0])
            try expect(last["printed"] == .integer(end.printed), "the page ends with other lines than the run")
            let shown: [JSONValue?] = (last["modules"]?.arrayElements ?? []).map { $0["status"] }
            let expected: [JSONValue?] = end.modules.map { JSONValue.string($0.fields.status.rawValue) }
            try expect(shown == expected, "the page ends with other states of modules than the run")
        } catch let finding as Finding {
            throw finding
        } catch {
            throw Finding("the page is wrong: \(error)")
        }
        if isThorough { try checkSaved(run.trace, input) }
    }

    /// Plays to the end and back.
    ///
    /// - Returns: the state at the end.
    @discardableResult
    private func checkStates(_ trace: Trace) throws(Finding) -> RunState {
        var replay = Replay(trace)
        let first = replay.state
        var patches: [Patch] = []
        while let patch = replay.forward() { patches.append(patch) }
        let last = replay.state
        var state = last
        for patch in patches.reversed() { state.undo(patch) }
        try expect(state == first, "the way back leads to another state")
        for patch in patches { state.apply(patch) }
        try expect(state == last, "played again, the run ends in another state")
        return last
    }

    private func checkSaved(_ trace: Trace, _ input: [UInt8]) throws(Finding) {
        var bytes: [UInt8] = []
        trace.writeJSON { bytes += $0 }
        do {
            let read = try Trace(saved: bytes)
            var again: [UInt8] = []
            read.writeJSON { again += $0 }
            try expect(again == bytes, "a saved trace reads as another one")
        } catch let finding as Finding {
            throw finding
        } catch {
            throw Finding("a saved trace cannot be read: \(error)")
        }
        // Two digits are others, by the input alone.
        var mark = fingerprint(input)
        for _ in 0..<2 where !bytes.isEmpty {
            let at = Int(mark % UInt64(bytes.count))
            if let digit = bytes[at...].firstIndex(where: { (0x30...0x39).contains($0) }) { bytes[digit] = 0x30 + UInt8(mark / 7 % 10) }
            mark = mark &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        }
        guard let damaged = try? Trace(saved: bytes) else { return }
        try checkStates(damaged)
        _ = try? Diagrams.draw(AnalysedRun(damaged.unbundled), view: .timeline).svg()
    }
}
