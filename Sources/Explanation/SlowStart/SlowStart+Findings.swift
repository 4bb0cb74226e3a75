import Analysis
import Awaits
import Bundlers
import Diagnostics
import Programs
import Text
import Trace
import WhatIf

extension SlowStart {
    /// What saves less than this share of the start-up is not worth a word: a fiftieth.
    func pays(_ saved: Int64) -> Bool { saved >= 1_000_000 && saved >= total / 50 }

    func noted(_ diagnostic: Diagnostic, _ remedy: Finding.Remedy) -> Diagnostic {
        var diagnostic = diagnostic
        diagnostic.severity = .note
        diagnostic.suggestion = remedy.words
        return diagnostic
    }

    /// The modules that have most of the path by awaits of their own.
    var waitingModules: [ModuleIndex] { parts.filter { $0.activity == .awaits }.map(\.module) }

    /// Modules that wait for `import()` of those that are on the path: they have nothing of it themselves.
    private var askingModules: [ModuleIndex] {
        let onPath = Set(parts.map(\.module))
        var callers: [Int32: ModuleIndex] = [:]
        var counts: [ModuleIndex: Int] = [:]
        for event in trace.events {
            switch event.kind {
            case .importCalled(let number, _, _): callers[number] = event.module
            case .importSettled(let number, let target?, true):
                if onPath.contains(target), let caller = callers[number], !onPath.contains(caller) { counts[caller, default: 0] += 1 }
            default: break
            }
        }
        return trace.modules.indices.map { ModuleIndex($0) }.filter { counts[$0] ?? 0 > 1 }
    }

    // MARK: Awaits in a row

    /// Awaits of one module that do not depend on each other.
    func findSerialAwaits(_ trials: inout Trials) -> [Finding] {
        var findings: [Finding] = []
        for module in (waitingModules + askingModules).prefix(6) where trials.areAllowed {
            guard let analysed = explanation.texts.analysed(module) else { continue }
            let awaits = TopLevelAwaits(of: analysed)
            // Who only sleeps wants to.
            guard awaits.groups().contains(where: { group in group.contains { !awaits.awaits[$0].isForEffects } }) else { continue }
            let change = Change.parallel(module: name(module))
            guard let trial = trials.tryOut([change]), pays(trial.saved) else { continue }
            // What prints something else than before is no remedy.
            guard trial.comparison.line == nil || trial.comparison.isOnlyOrder else { continue }
            findings.append(serial(module, trial, change))
        }
        return findings
    }

    private func serial(
        _ module: ModuleIndex, _ trial: (saved: Int64, result: WhatIf.Result, comparison: BeforeAndAfter), _ change: Change
    ) -> Finding {
        let (head, tail) = ("\(name(module)): ", " wait side by side")
        let subjects = trial.result.done.map { sentence in
            let subject = sentence.hasSuffix(tail) ? sentence.dropLast(tail.count) : sentence[...]
            return String(subject.hasPrefix(head) ? subject.dropFirst(head.count) : subject)
        }
        let saved = "\(durationText(trial.saved)) of \(durationText(total)) (\(share(trial.saved)))"
        let message =
            "\(head)\(subjects.joined(separator: "; ")) are waited for one after another and do not depend on each other, as far as their names tell: side by side they save \(saved)"
        var diagnostic = Diagnostic(.slow, message)
        let places = trial.result.together.flatMap { $0 }
        if let first = places.first {
            diagnostic = explanation.texts.problem(
                .slow, message, at: Position(line: Int32(first.line), column: Int32(first.column)), in: module)
        }
        for place in places.dropFirst().prefix(7) { diagnostic.related.append(RelatedPlace("this could begin with it", at: place)) }
        let remedy = Finding.Remedy(
            "begin them together, and await each where its value is needed; \(Self.quietly)", change: change,
            savedNanoseconds: trial.saved)
        return Finding(.serialAwaits, noted(diagnostic, remedy), remedies: [remedy])
    }

    /// What is begun early may fail early, and then somebody has to hear it.
    private static let quietly = "give each promise .catch(() => {}) at once, lest one that fails before its await ends the process"

    // MARK: Loads

    /// Modules on the path whose loading begins only when the module that asks for them has arrived.
    func findEarlierLoads(_ trials: inout Trials) -> [Finding] {
        let loads = parts.filter { $0.activity == .loads }
        guard loads.count > 1, trials.areAllowed else { return [] }
        let chain = loads.sorted { ($0.stretches[0].from, $0.module) < ($1.stretches[0].from, $1.module) }
        guard let saved = savedByAskingEarlier(chain, &trials), pays(saved) else { return [] }
        let names = chain.map { "'\(name($0.module))'" }
        let shown = names.count > 6 ? names.prefix(5).joined(separator: ", ") + " and \(names.count - 5) more" : wordList(names)
        let message =
            "\(shown) are loaded one after another, each when the module that imports it has arrived: asked for at the start they save \(durationText(saved)) of \(durationText(total)) (\(share(saved)))"
        let remedy = Finding.Remedy(
            "ask for them at the start, in a page by <link rel=\"modulepreload\">, or import them in the entry", savedNanoseconds: saved)
        return [Finding(.slowStart, noted(Diagnostic(.slow, message), remedy), remedies: [remedy])]
    }

    /// What it brings to ask for modules at the start, of which each asks for the next; nanoseconds.
    private func savedByAskingEarlier(_ chain: [Part], _ trials: inout Trials) -> Int64? {
        var program = explanation.program
        // A page can be told to ask, and its network says what that brings.
        if program.page != nil { return trials.tryOut(chain.dropFirst().map { .preload(module: name($0.module)) })?.saved }
        // Elsewhere a module is there after its own time: what is left of that when its importer asks for it.
        var times = program.times
        var keys: [ExactText: ModuleKey] = [:]
        for key in explanation.run.loadedModules { keys[ExactText(program.name(of: key))] = key }
        for part in chain.dropFirst() {
            guard let key = keys[ExactText(name(part.module))], let text = try? program.text(of: key), text.hasOwnLoad else { continue }
            times.loads[key] = max(0, text.load - part.stretches[0].from)
        }
        program = program.with(times: times)
        return trials.run(program)?.saved
    }

    // MARK: Modules that the start does not need

    /// Modules of the path whose names only functions use.
    func findDeferrable(_ trials: inout Trials) -> [Finding] {
        var findings: [Finding] = []
        let entries = Set(trace.entries)
        for module in waitingModules.filter({ !entries.contains($0) }).prefix(4) where trials.areAllowed {
            guard isImportedByName(module) else { continue }
            let change = Change.defer(module: name(module))
            guard let trial = trials.tryOut([change]), pays(trial.saved), trial.comparison.line == nil || trial.comparison.isOnlyOrder
            else {
                continue
            }
            let message =
                "the start-up does not need '\(name(module))', of which only functions use anything: loaded later it saves \(durationText(trial.saved)) of \(durationText(total)) (\(share(trial.saved)))"
            let remedy = Finding.Remedy(
                "load it by import() in the functions that use it", change: change, savedNanoseconds: trial.saved)
            findings.append(Finding(.slowStart, noted(Diagnostic(.slow, message), remedy), remedies: [remedy]))
        }
        return findings
    }

    /// Whether each module that imports it takes names from it: who imports it for its effects needs those, maybe, at the start.
    private func isImportedByName(_ target: ModuleIndex) -> Bool {
        for index in trace.modules.indices {
            let module = ModuleIndex(index)
            for request in trace.modules[index].requests where request.module == target {
                guard let analysed = explanation.texts.analysed(module) else { return false }
                let numbers = analysed.tree.requests.indices.filter {
                    analysed.text(analysed.tree.requests[$0].specifier) == request.specifier
                }
                let isNamed = analysed.bindings.imports.contains { numbers.contains(Int($0.request.index)) }
                if !isNamed { return false }
            }
        }
        return true
    }

    // MARK: Code without a break

    /// From here on code keeps everything else waiting for so long that people notice; nanoseconds.
    private static let longWork: Int64 = 50_000_000

    /// Code that runs long in one job.
    func findLongWork() -> [Finding] {
        struct Work {
            var job: JobNumber
            var module: ModuleIndex
            var length: Int64
            var end: Int64
        }
        var works: [Work] = []
        for event in trace.events {
            guard case .busy(let nanoseconds) = event.kind, let module = event.module else { continue }
            if let last = works.last, last.job == event.job, last.module == module {
                works[works.count - 1].length += nanoseconds
                works[works.count - 1].end = event.time
            } else {
                works.append(Work(job: event.job, module: module, length: nanoseconds, end: event.time))
            }
        }
        let end = trace.startUpEnd ?? trace.duration
        return works.filter { $0.length >= Self.longWork && $0.end <= end && trace.modules.indices.contains(Int($0.module.rawValue)) }
            .prefix(4).map { work in
                let isInWorker = trace.modules[Int(work.module.rawValue)].agent.map { $0.index > 0 } ?? false
                let message =
                    "'\(name(work.module))' runs for \(durationText(work.length)) without a break, until \(durationText(work.end)): nothing else goes on \(isInWorker ? "in that worker " : "")meanwhile"
                var diagnostic = Diagnostic(.slow, message)
                if let position = busyCall(in: work.module) {
                    diagnostic = explanation.texts.problem(.slow, message, at: position, in: work.module)
                }
                let remedy = Finding.Remedy(
                    isInWorker
                        ? "do it later, or in parts with an await between them"
                        : "do it later, in parts with an await between them, or in a worker")
                return Finding(.slowStart, noted(diagnostic, remedy), remedies: [remedy])
            }
    }

    /// Where a module calls `busy`, when it does so in one place.
    private func busyCall(in module: ModuleIndex) -> Position? {
        guard let analysed = explanation.texts.analysed(module) else { return nil }
        let tree = analysed.tree
        let calls = tree.nodes.indices.filter { index in
            guard case .call(let callee, _, _) = tree.nodes[index], case .identifier(let name) = tree[callee] else { return false }
            return analysed.text(name) == "busy"
        }
        guard calls.count == 1, let place = explanation.texts.location(at: tree.ranges[calls[0]].start, in: module) else { return nil }
        return Position(line: Int32(place.line), column: Int32(place.column))
    }

    // MARK: Bundling

    /// What a bundler that puts modules into one scope makes of the time.
    func findBundling(_ trials: inout Trials) -> [Finding] {
        guard trials.areAllowed, trace.modules.count <= 500, trace.modules.count(where: \.hasTLA) > 1, let rollup = Bundler.named("rollup"),
            let bundle = try? rollup.bundle(explanation.program, BundleOptions()), let comparison = trials.run(bundle.program),
            let saved = comparison.saved, pays(-saved), let after = comparison.after
        else { return [] }
        let message =
            "bundled into one file as rollup does, the start-up takes \(durationText(after)) instead of \(durationText(total)): modules that wait side by side come in a row"
        let remedy = Finding.Remedy(
            "keep them side by side: see tla-sim compare for bundlers that do, or begin their work in functions and wait for all with Promise.all"
        )
        return [Finding(.slowStart, noted(Diagnostic(.slow, message), remedy), remedies: [remedy])]
    }
}
