import Diagnostics
import Hosts
import JavaScript
import Programs
import Scenario

/// Entries that are CommonJS, and what runs before the entries. https://nodejs.org/api/cli.html#--importmodule
extension Machine {
    /// Runs an entry that is CommonJS. It is done when its text has run, whatever it has left to do.
    mutating func evaluateCommonJSEntry(_ index: Int) {
        let module = progress.entries[index].module
        progress.entries[index].state = .evaluating
        let isModules = host.commonJS?.entry == .ofModule
        do throws(Abrupt) {
            if try cachedModule(module) == nil {
                commonJS.records[Int(graph[module].commonJS)].isWrapped = true
                try runCommonJS(module, parent: .none, isMain: !progress.entries[index].isPreload)
            }
            entrySettled(index, .undefined, isRejected: false)
        } catch {
            switch error {
            case .blocked(let reason): stop.reason = reason
            case .thrown(let value) where isModules || host.rejections.unhandled == .report:
                // The promise of the module that requires it rejects, which the host learns of when no microtask is left.
                loop.ticksWait = true
                entrySettled(index, value, isRejected: true)
            case .thrown(let value):
                progress.entries[index].state = .rejected
                progress.endTime = loop.now
                progress.endSteps = stepCount
                if progress.entryError == nil { progress.entryError = value }
                if reportUncaught(value) { noteTaken(index) }
            }
        }
    }

    // MARK: Preloads

    /// Runs what is required before the entries, and then what is imported, one after another; or what is imported first, as the host has it.
    mutating func startPreloads() throws(Abrupt) {
        if host.commonJS?.requiresLast != true, try !requirePreloads() { return }
        startNextPreload()
    }

    /// Runs what is required before the entries.
    ///
    /// - Returns: false when that failed, which is the end.
    private mutating func requirePreloads() throws(Abrupt) -> Bool {
        let place = program.preloadPlace
        for preload in program.preloads where preload.manner == .require {
            let base = CommonJSModules.Base(key: place, module: .none, object: .none)
            do throws(Abrupt) {
                _ = try require(string(preload.specifier), from: base)
            } catch {
                guard case .thrown(let value) = error else { throw error }
                progress.entries.append(EntryState(module: entryRecord(for: program.entries[0]), state: .rejected))
                progress.entryError = value
                reportUncaught(value)
                return false
            }
        }
        return true
    }

    /// Begins with the next preload of those that are imported; with the entries when there is none.
    private mutating func startNextPreload() {
        let preloads = program.preloads
        while progress.nextPreload < preloads.count, preloads[progress.nextPreload].manner != .import { progress.nextPreload += 1 }
        guard progress.nextPreload < preloads.count else { return startEntriesAfterPreloads() }
        let specifier = preloads[progress.nextPreload].specifier
        progress.nextPreload += 1
        do throws(Diagnostic) {
            let key = try program.resolve(specifier, from: program.preloadPlace, graph.table.rules, reader: &loading.files)
            progress.entries.append(EntryState(module: requiredRecord(key), isPreload: true))
            startEntry(progress.entries.count - 1)
        } catch {
            var problem = error
            problem.message = "cannot preload '\(specifier)': \(problem.message)"
            progress.entries.append(EntryState(module: entryRecord(for: program.entries[0])))
            entryFailed(progress.entries.count - 1, [problem])
        }
    }

    private mutating func startEntriesAfterPreloads() {
        do throws(Abrupt) {
            if host.commonJS?.requiresLast == true, try !requirePreloads() { return }
            startEntries()
        } catch {
            if case .blocked(let reason) = error { stop.reason = reason }
        }
    }

    /// A preload has been evaluated.
    mutating func preloadSettled() { startNextPreload() }

    /// Whether modules are left that only an `import()` has asked for, on a host that minds.
    var leavesImports: Bool {
        mutating get {
            guard host.exit.countsImports, progress.ending == nil, !progress.hasExited, !progress.goesOn else { return false }
            return imports.polling.evaluations.contains { heap.promises[Int($0.promise.index)].state == .pending }
        }
    }

    /// Whether the run ends because a preload never settled.
    var isAtPreload: Bool { progress.entries.last?.isPreload ?? false }
}
