import Diagnostics
import Hosts
import JavaScript
import Programs
import Simulator
import Text
import Trace

extension Explanation {
    /// Errors that nothing caught, rejections that nobody handles, and what stopped the run or keeps it going.
    func findErrors() -> [Finding] {
        let explainer = ErrorExplainer(run, program, texts)
        var findings = run.outcomeDiagnostics.map { Finding(.error, $0) }
        for number in run.uncaughtErrors.indices.prefix(ErrorExplainer.limit) {
            let diagnostic = run.uncaughtErrors[number].diagnostic
            guard findings.indices.contains(diagnostic) else { continue }
            explainer.explain(number, in: &findings[diagnostic])
        }
        return Self.folded(findings)
    }
}

/// Says of errors what the run itself does not tell. Where the run was not recorded, it is run again.
private final class ErrorExplainer {
    /// So many errors of a run are explained.
    static let limit = 20
    /// So many times a program is run again to see what comes later.
    private static let runLimit = 4

    private let run: Run
    private let program: Program
    private let texts: SourceTexts
    private lazy var finder: EarlyUseFinder = makeFinder()
    private var unheardErrors: [SeenEvent]?
    private var runsLeft = ErrorExplainer.runLimit

    init(_ run: Run, _ program: Program, _ texts: SourceTexts) {
        self.run = run
        self.program = program
        self.texts = texts
    }

    /// The host of the run, with the options that the scenario gives it.
    private var host: HostProfile? {
        if let own = program.host, own.name == run.trace.host { return own }
        return HostProfile.named(run.trace.host)
    }

    /// How large the texts of a program may be together that is run again for what is told of an error.
    private static let byteLimit = 2_000_000

    private func makeFinder() -> EarlyUseFinder {
        let isRecorded = !run.trace.events.isEmpty && !run.trace.modules.isEmpty
        let byteCount = run.sourceFiles.reduce(0) { $0 + ($1?.bytes.count ?? 0) }
        // To read large texts for another run takes longer than what it would tell is worth.
        if isRecorded || byteCount > Self.byteLimit { return EarlyUseFinder(run, run.trace.unbundled, texts) }
        let recorded = program.run(RunOptions(host: host, seed: run.trace.seed))
        return EarlyUseFinder(recorded, recorded.trace.unbundled, SourceTexts(recorded, program))
    }

    func explain(_ number: Int, in finding: inout Finding) {
        if run.uncaughtErrors[number].failure != nil { explainEarlyUse(number, in: &finding) }
        if finding.kind == .error { explainRequire(number, in: &finding) }
        if finding.kind == .error { explainUnset(number, in: &finding) }
        explainTwin(number, in: &finding)
        if finding.kind == .error { explainUnheard(number, in: &finding) }
        if finding.kind == .error { explainGlobalScope(in: &finding.diagnostic) }
        if finding.kind == .error, finding.remedies.isEmpty, run.uncaughtErrors[number].promise != nil {
            explainLateHandling(number, in: &finding)
        }
        if finding.kind == .error, finding.remedies.isEmpty { explainUnsetRead(number, in: &finding) }
        if finding.kind == .error, finding.remedies.isEmpty { explainListOfPromises(number, in: &finding) }
        if finding.kind == .error, finding.remedies.isEmpty { explainAsyncExecutor(number, in: &finding) }
        if finding.kind == .error, finding.remedies.isEmpty { explainLeftHandler(number, in: &finding) }
        if finding.kind == .error, finding.remedies.isEmpty { explainFloatingCall(number, in: &finding) }
        if finding.kind == .error, finding.remedies.isEmpty { explainTwinClass(number, in: &finding) }
        if finding.kind == .error, finding.remedies.isEmpty { explainLateReport(number, in: &finding) }
        if finding.kind == .error, finding.remedies.isEmpty { explainContent(number, in: &finding) }
        if finding.kind == .error, finding.remedies.isEmpty { explainPromiseValue(number, in: &finding) }
        if finding.kind == .error, finding.remedies.isEmpty { explainSurroundings(number, in: &finding.diagnostic) }
        if finding.kind == .error, finding.diagnostic.location == nil { explainGeneratedCode(number, in: &finding) }
    }

    // MARK: Code that a bundler wrote

    /// No line of the user's has failed: where the bundle has a module that is in a cycle of imports, that is what the bundler could not order.
    private func explainGeneratedCode(_ number: Int, in finding: inout Finding) {
        guard let bundler = run.trace.bundler, let frame = run.uncaughtErrors[number].frames.first, !finder.run.trace.sources.isEmpty,
            finder.run.trace.modules.indices.contains(Int(frame.module.rawValue))
        else { return }
        let chunk = finder.run.trace[frame.module].name
        let sources = finder.run.trace.sources.indices.filter { finder.run.trace.sources[$0].chunk == chunk }
        guard let way = sources.lazy.compactMap({ self.finder.ways.way(from: ModuleIndex($0), to: ModuleIndex($0)) }).first else { return }
        finding.diagnostic.message += ": \(bundler) has no order for the import cycle \(finder.ways.words(way))"
        let remedy =
            "take that cycle apart: move what \(finder.trace[way[0]].name) imports from \(finder.trace[way[1]].name) to a module of its own"
        finding.diagnostic.suggestion = remedy
        finding.remedies = [Finding.Remedy(remedy)]
    }

    /// What is known of an error, as the run that has all events saw it.
    private func uncaught(_ number: Int) -> UncaughtError? {
        finder.run.uncaughtErrors.indices.contains(number) ? finder.run.uncaughtErrors[number] : nil
    }

    // MARK: Used too early

    private func explainEarlyUse(_ number: Int, in finding: inout Finding) {
        // Run again, a program does the same.
        guard let error = uncaught(number), var use = finder.find(error) else { return }
        switch use.reason {
        case .inFunction where use.functionStands == nil:
            if getsItsValue(use) { break }
            guard use.origin.member == nil,
                let uncalled = finder.uncalledFunction(
                    around: use.assignments.map(\.functions), in: use.assigner, use.moment, error)
            else { return }
            use.uncalled = uncalled
        case .copied: if !getsItsValue(use) { return }
        default: break
        }
        finding.remedies = EarlyUseWords(use: use, finder: finder).tell(in: &finding.diagnostic)
        finding.kind = .usedTooEarly
    }

    /// What had no value yet where the code itself looks for it: a variable, a global, an export.
    private func explainUnset(_ number: Int, in finding: inout Finding) {
        guard run.trace.sources.isEmpty, let error = uncaught(number) else { return }
        if let wrapped = WrappedDefaultWords(error, finder) {
            finding.remedies = wrapped.tell(in: &finding.diagnostic)
            return
        }
        if let partial = finder.partialExports(error) {
            finding.remedies = finder.tell(partial, in: &finding.diagnostic)
            finding.kind = .usedTooEarly
            return
        }
        if let missing = finder.missingExport(error) {
            finding.remedies = missing.tell(in: &finding.diagnostic)
            return
        }
        guard let moment = Moment(of: finder.run.trace, eventCount: error.eventCount) else { return }
        for candidate in UnsetReader(error, finder).candidates {
            switch candidate.unset {
            case .shared(let name):
                guard let use = finder.sharedUse(name, candidate, error, moment) else { continue }
                finding.remedies = SharedUseWords(use, finder).tell(in: &finding.diagnostic)
            case .variable(let owner, let binding, let isContent):
                if let use = finder.unsetVariable(binding, of: owner, isContent: isContent, error, moment) {
                    finding.remedies = EarlyUseWords(use: use, finder: finder).tell(in: &finding.diagnostic)
                } else if isContent, let use = finder.unsetEntry(of: binding, in: owner, error, moment) {
                    finding.remedies = SharedUseWords(use, finder).tell(in: &finding.diagnostic)
                } else if TwinModule(of: owner, finder.trace, finder.texts)?.asking == nil {
                    continue
                }
                tellTwin(of: owner, binding, in: &finding)
            case .property:
                guard let read = finder.read(candidate.module) else { continue }
                if let partial = finder.partialExports(candidate.node, in: read, moment) {
                    finding.remedies = finder.tell(partial, in: &finding.diagnostic)
                } else if let use = finder.fieldUse(candidate.node, in: read, error, moment) {
                    finding.remedies = FieldUseWords(use, finder).tell(in: &finding.diagnostic)
                } else {
                    continue
                }
            }
            finding.kind = .usedTooEarly
            return
        }
        if let use = finder.fieldUse(error, moment) {
            finding.remedies = FieldUseWords(use, finder).tell(in: &finding.diagnostic)
            finding.kind = .usedTooEarly
        } else if let missed = MissedExportWords(error, finder) {
            finding.remedies = missed.tell(in: &finding.diagnostic)
        } else if let near = NearbyUse(error, moment, finder) {
            finding.remedies = near.tell(in: &finding.diagnostic, finder)
            finding.kind = .usedTooEarly
        } else if let lost = LostContext(error, finder) {
            finding.remedies = lost.tell(in: &finding.diagnostic, finder)
        }
    }

    /// A variable of a module that runs twice, which in the one instance has no value: the other may have been given it.
    private func tellTwin(of owner: ModuleIndex, _ binding: BindingID, in finding: inout Finding) {
        guard let module = finder.read(owner), let twin = TwinModule(of: owner, finder.trace, finder.texts),
            let place = twin.place("'\(module.bindings[binding].name)'", finder.trace)
        else { return }
        let remedy = twin.remedy(finder.trace)
        finding.diagnostic.related.insert(place, at: 0)
        finding.diagnostic.alternatives = [finding.diagnostic.suggestion].compactMap { $0 } + finding.diagnostic.alternatives
        finding.diagnostic.suggestion = remedy
        finding.remedies.insert(Finding.Remedy(remedy), at: 0)
    }

    /// A value that was missing in one instance of a module, and that another one has.
    private func explainTwin(_ number: Int, in finding: inout Finding) {
        guard run.trace.sources.isEmpty, let error = uncaught(number),
            let missing = finder.missingValue(error),
            let twin = TwinModule(of: missing.owner, finder.trace, finder.texts), let place = twin.place(missing.value, finder.trace)
        else { return }
        guard let exported = missing.exported, hasValue(WatchedExport(module: twin.twin, name: exported, member: missing.member)) else {
            return
        }
        let remedy = twin.remedy(finder.trace)
        finding.diagnostic.related.insert(place, at: 0)
        finding.diagnostic.alternatives = [finding.diagnostic.suggestion].compactMap { $0 } + finding.diagnostic.alternatives
        finding.diagnostic.suggestion = remedy
        finding.remedies.insert(Finding.Remedy(remedy), at: 0)
        finding.kind = .usedTooEarly
    }

    /// What Workers refuse at start-up they allow while a request is handled. The words are workerd's.
    private func explainGlobalScope(in problem: inout Diagnostic) {
        guard problem.suggestion == nil, problem.message.contains("Disallowed operation called within global scope") else { return }
        problem.suggestion =
            "do it in a handler, such as fetch() of what is exported as default, and keep what it gives for the next request"
    }

    /// A `require()` that Node.js refuses: the await, or the cycle, for which it does.
    private func explainRequire(_ number: Int, in finding: inout Finding) {
        guard run.trace.sources.isEmpty, let error = uncaught(number),
            let refusal = RequireRefusal(error, finding.diagnostic.message, finder)
        else { return }
        finding.remedies = refusal.tell(in: &finding.diagnostic)
    }

    /// An `error` of an emitter that nobody listened for.
    private func explainUnheard(_ number: Int, in finding: inout Finding) {
        guard run.trace.sources.isEmpty, let error = uncaught(number) else { return }
        if unheardErrors == nil, runsLeft > 0 {
            runsLeft -= 1
            unheardErrors = ListeningFinder(run: run, program: program, texts: finder.texts).seenEvents(.keepingErrors)
        }
        guard let seen = unheardErrors, let unheard = UnheardError(error, seen) else { return }
        finding.remedies = unheard.tell(in: &finding.diagnostic, finder)
        finding.kind = .listensTooLate
    }

    /// Whether the value is there in the end, when the program goes on after the error.
    private func getsItsValue(_ use: EarlyUse) -> Bool {
        hasValue(WatchedExport(module: use.origin.asked, name: use.origin.exported, member: use.origin.member))
    }

    private func hasValue(_ watched: WatchedExport) -> Bool {
        guard run.trace.sources.isEmpty, runsLeft > 0 else { return false }
        runsLeft -= 1
        var options = RunOptions(host: host, recordsEvents: false, recordsModules: false, seed: run.trace.seed)
        options.watchedExport = watched
        return program.run(options).watchedExportHasValue
    }

    /// A value of another module that a call was given before it was there.
    private func explainUnsetRead(_ number: Int, in finding: inout Finding) {
        guard run.trace.sources.isEmpty, let error = uncaught(number),
            let (use, reason) = finder.unsetUse(before: error)
        else { return }
        finding.remedies = UnsetUseWords(use, reason, finder).explain(&finding.diagnostic)
        finding.kind = .usedTooEarly
    }

    /// An `await` in the list of promises.
    private func explainListOfPromises(_ number: Int, in finding: inout Finding) {
        guard run.trace.sources.isEmpty, let error = uncaught(number),
            let list = AwaitInList(error, finder)
        else { return }
        finding.remedies = list.tell(in: &finding.diagnostic, finder)
        finding.kind = .handledTooLate
    }

    /// An `await` of the promise that the code did not come to, since another threw.
    private func explainLeftHandler(_ number: Int, in finding: inout Finding) {
        guard run.trace.sources.isEmpty, let error = uncaught(number), let left = LeftHandler(error, finder) else { return }
        finding.remedies = left.tell(in: &finding.diagnostic, finder)
        finding.kind = .handledTooLate
    }

    /// A call whose promise nobody keeps.
    private func explainFloatingCall(_ number: Int, in finding: inout Finding) {
        guard run.trace.sources.isEmpty, let error = uncaught(number), let floating = FloatingCall(error, finder) else { return }
        finding.remedies = floating.tell(in: &finding.diagnostic, finder)
    }

    /// An object of the class of a module's other instance.
    private func explainTwinClass(_ number: Int, in finding: inout Finding) {
        guard run.trace.sources.isEmpty, let error = uncaught(number), let (twin, name) = finder.twinClass(error),
            let place = twin.place("a class '\(name)'", finder.trace)
        else { return }
        finding.diagnostic.related.append(place)
        finding.remedies = finding.diagnostic.suggest([
            twin.remedy(finder.trace),
            "do not ask by instanceof, which is false for an object of the other one's class: ask for a property of it",
        ])
    }

    /// What an object does not hold yet, or what its twin holds.
    private func explainContent(_ number: Int, in finding: inout Finding) {
        guard run.trace.sources.isEmpty, let error = uncaught(number),
            let moment = Moment(of: finder.run.trace, eventCount: error.eventCount)
        else { return }
        if let use = finder.registeredLater(error, finding.diagnostic.message, moment) {
            finding.remedies = SharedUseWords(use, finder).tell(in: &finding.diagnostic)
        } else if let (twin, name) = finder.twinOfTable(error), let place = twin.place("'\(name)'", finder.trace) {
            finding.diagnostic.related.append(place)
            finding.remedies = finding.diagnostic.suggest([twin.remedy(finder.trace)])
        } else {
            return
        }
        finding.kind = .usedTooEarly
    }

    /// A promise that the code takes for what it will give.
    private func explainPromiseValue(_ number: Int, in finding: inout Finding) {
        guard run.trace.sources.isEmpty, let error = uncaught(number),
            let promise = PromiseValue(error, finding.diagnostic.message, finder)
        else { return }
        finding.remedies = promise.tell(in: &finding.diagnostic)
        finding.kind = .usedTooEarly
    }

    /// An async function that `new Promise` was given: what it throws is heard by nobody.
    private func explainAsyncExecutor(_ number: Int, in finding: inout Finding) {
        guard run.trace.sources.isEmpty, let error = uncaught(number), error.promise != nil, let frame = error.frames.first,
            let read = finder.read(frame.module), let offset = finder.offset(frame.position, in: frame.module),
            let executor = read.executor(around: offset),
            let place = finder.related(
                "the function that new Promise is given is async: what it throws behind an await rejects another promise, and not this one",
                executor, in: read)
        else { return }
        finding.diagnostic.related.append(place)
        finding.remedies = finding.diagnostic.suggest([
            "leave new Promise out, and let an async function return the value: then what it throws is heard",
            "catch the error in that function, and call reject(error)",
        ])
    }

    /// What code expects that only other surroundings have.
    private func explainSurroundings(_ number: Int, in problem: inout Diagnostic) {
        guard problem.suggestion == nil, let frame = uncaught(number)?.frames.first, let read = finder.read(frame.module),
            let offset = finder.offset(frame.position, in: frame.module)
        else { return }
        let text = String(decoding: read.tree.source.bytes.dropFirst(Int(offset)).prefix(40), as: UTF8.self)
        if text.hasPrefix("import.meta.env.") {
            problem.suggestion =
                "import.meta.env is there only in what Vite and its like have built: read it as import.meta.env?.…, or read process.env"
        } else if text.hasPrefix("document.currentScript") {
            problem.suggestion =
                "document.currentScript is null while a module runs: its address is import.meta.url, and its element can be found by an id"
        }
    }

    /// A listener for uncaught errors that was still to come.
    private func explainLateReport(_ number: Int, in finding: inout Finding) {
        guard run.trace.sources.isEmpty, let error = uncaught(number),
            let report = LateReport(error, finder)
        else { return }
        finding.remedies = report.tell(in: &finding.diagnostic, finder)
    }

    // MARK: Handled too late

    private func explainLateHandling(_ number: Int, in finding: inout Finding) {
        guard let (handling, watching) = lateHandling(number) else { return explainDerived(number, in: &finding) }
        let isBundled = !run.trace.sources.isEmpty
        // The run that was watched goes on where this one ended, and has modules that this one did not come to.
        let texts = isBundled ? finder.texts : SourceTexts(watching, program)
        let trace = isBundled ? finder.trace : watching.trace
        let name = { (module: ModuleIndex) in trace.modules.indices.contains(Int(module.rawValue)) ? trace[module].name : nil }
        let words = LateHandlingWords(
            handling: handling, isEnding: host?.rejections.unhandled == .endProcess,
            location: { self.finder.own($0).flatMap { texts.location(of: $0.position, in: $0.module) } },
            name: { self.finder.own($0).flatMap { name($0.module) } }, nameOfModule: { isBundled ? nil : name($0) },
            written: { self.finder.own($0).flatMap { self.finder.chainedCall(at: $0) } })
        let remedies = words.tell(in: &finding.diagnostic)
        guard !remedies.isEmpty else { return }
        finding.remedies = remedies
        finding.kind = .handledTooLate
    }

    private func lateHandling(_ number: Int) -> (LateHandling, Run)? {
        guard runsLeft > 0 else { return nil }
        runsLeft -= 1
        var options = RunOptions(host: host, recordsEvents: false, seed: run.trace.seed)
        options.watchedPromise = run.uncaughtErrors[number].promise
        let watching = program.run(options)
        return watching.lateHandling.map { ($0, watching) }
    }

    /// The promise that nobody handles is one that `then`, `catch` or `finally` gave.
    private func explainDerived(_ number: Int, in finding: inout Finding) {
        let error = run.uncaughtErrors[number]
        let isFromCallback = error.maker.map { finder.isInside(error.frames, callAt: $0.place) } ?? false
        let words = DerivedPromiseWords(error.maker, isFromCallback: isFromCallback) { frame in
            self.finder.own(frame).flatMap { self.finder.texts.location(of: $0.position, in: $0.module) }
        } receiver: { frame in
            self.finder.own(frame).flatMap { self.finder.receiver(ofCallAt: $0) }
        }
        guard let words else { return }
        finding.remedies = words.tell(in: &finding.diagnostic)
    }
}
