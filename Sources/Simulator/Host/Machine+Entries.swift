import Diagnostics
import Hosts
import Programs
import Trace

/// The entries of a program: loaded, linked and evaluated, each when its turn has come.
extension Machine {
    /// Begins to load the entries.
    mutating func startEntries() {
        let first = progress.entries.count
        for key in program.entries { progress.entries.append(EntryState(module: entryRecord(for: key))) }
        for index in progress.entries.indices[first...] {
            startEntry(index)
            if stop.reason != nil { return }
        }
    }

    mutating func startEntry(_ index: Int) {
        let module = progress.entries[index].module
        if hostLoad(module, referrer: nil) {
            entryTextLoaded(index)
        } else {
            wait(for: module, .entryText(Int32(index)))
        }
    }

    /// The entry itself is there; the rest of its graph follows.
    mutating func entryTextLoaded(_ index: Int) {
        if page.isOn { return scriptTextLoaded(index) }
        let module = progress.entries[index].module
        let failure = graph[module].failure
        if failure >= 0 {
            entryFailed(index, loading.failures[Int(failure)], failure)
        } else {
            loadGraph(module, .entry(Int32(index)))
        }
    }

    /// The graph is complete: it is linked and evaluated when its turn has come.
    mutating func entryLoaded(_ index: Int) {
        if page.isOn { return scriptGraphLoaded(index) }
        progress.entries[index].isLoaded = true
        evaluateLoadedEntries()
    }

    /// Entries run in their order, however they arrive. The scripts of a page are tasks of their own, with a microtask
    /// checkpoint after each. https://html.spec.whatwg.org/multipage/scripting.html#execute-the-script-element
    private mutating func evaluateLoadedEntries() {
        while progress.nextEntry < progress.entries.count,
            progress.entries[progress.nextEntry].isLoaded || progress.entries[progress.nextEntry].state == .failed
        {
            let index = progress.nextEntry
            progress.nextEntry += 1
            if progress.entries[index].state == .failed { continue }
            if host.entries == .aTaskEach, index > 0 {
                _ = schedule(.entry(Int32(index)), after: 0)
            } else {
                evaluateEntry(index)
            }
        }
    }

    mutating func evaluateEntry(_ index: Int) {
        let module = progress.entries[index].module
        if graph[module].commonJS >= 0 { return evaluateCommonJSEntry(index) }
        if refusesAwaits() {
            progress.entries[index].state = .failed
            return
        }
        do throws(Abrupt) {
            if !graph[module].isJSON { try link(module) }
        } catch {
            guard case .thrown(let value) = error else {
                if case .blocked(let reason) = error { stop.reason = reason }
                return
            }
            progress.entries[index].state = .failed
            progress.endTime = loop.now
            let message = errorText(value)
            if let problem = linkProblem(of: value) { reports.diagnostics.append(problem) }
            if progress.ending == nil { progress.ending = .linkError(message) }
            return
        }
        progress.entries[index].state = .evaluating
        loop.entryTurn = loop.turn
        loop.evaluatesEntry = true
        defer { loop.evaluatesEntry = false }
        do throws(Abrupt) {
            let promise = try evaluate(module)
            performThen(promise, .entry(Int32(index)))
        } catch {
            if case .blocked(let reason) = error { stop.reason = reason }
        }
    }

    /// - Parameter failure: into ``ModuleLoading/failures``.
    mutating func entryFailed(_ index: Int, _ problems: [Diagnostic], _ failure: Int32 = -1) {
        if page.isOn { return scriptFailed(index, failure) }
        progress.entries[index].state = .failed
        progress.endTime = loop.now
        reports.diagnostics.append(contentsOf: problems)
        if progress.ending == nil { progress.ending = .loadError(problems[0].message) }
        evaluateLoadedEntries()
    }

    mutating func entrySettled(_ index: Int, _ value: Value, isRejected: Bool) {
        if page.isOn { return scriptSettled(index, value, isRejected: isRejected) }
        progress.entries[index].state = isRejected ? .rejected : .fulfilled
        if progress.entries[index].isPreload, !isRejected { preloadSettled() }
        progress.endTime = loop.now
        progress.endSteps = stepCount
        guard isRejected else { return }
        if case .object(let error) = value, error == errors.overflow { progress.overflowPlace = place(ofError: value) }
        if progress.entryError == nil { progress.entryError = value }
        if agents.web.kind == nil || !isHandledByPage(value) { tellParent(of: value) }
        guard host.rejections.unhandled != .report, progress.fatalError == nil else { return }
        progress.fatalError = value
        if let hops = host.rejections.hopsFromRejectedEntryToEnd { endProcess(value, afterHops: hops) }
    }

    /// Ends the process amid the microtasks, so many of the host's own promise hops from here.
    mutating func endProcess(_ error: Value, afterHops left: Int32) {
        if left > 0 {
            enqueueJob(.entryHop(error, left: left - 1))
            return
        }
        do throws(Abrupt) {
            if try !offer(entryError: error) { endProcess(error, isPromise: true) }
        } catch {
            if case .blocked(let reason) = error { stop.reason = reason }
        }
    }
}
