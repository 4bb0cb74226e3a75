import Diagnostics
import Hosts
import JavaScript
import Programs
import Trace

/// LoadRequestedModules, with a stack of its own. https://tc39.es/ecma262/#sec-LoadRequestedModules
extension Machine {
    /// LoadRequestedModules: the load's end is told to its purpose.
    mutating func loadGraph(_ root: ModuleID, _ purpose: GraphLoad.Purpose) {
        let load = GraphLoadID(index: Int32(loading.graphs.count))
        loading.graphs.append(GraphLoad(purpose: purpose, root: root))
        loading[load].pendingModules = 1
        innerModuleLoading(load, root)
    }

    /// InnerModuleLoading, with a stack of its own. https://tc39.es/ecma262/#sec-InnerModuleLoading
    private mutating func innerModuleLoading(_ id: GraphLoadID, _ start: ModuleID) {
        let load = Int(id.index)
        var pending: [(module: ModuleID, next: Int32)] = []
        var module: ModuleID? = start
        while loading.graphs[load].isLoading, stop.reason == nil {
            if let current = module {
                module = nil
                // Step 2.
                let isNew = graph[current].status == .new && !graph[current].isJSON
                if isNew, loading.graphs[load].visited.insert(current.index).inserted {
                    // Step 2.b–c.
                    loading.graphs[load].order.append(current)
                    loading.graphs[load].pendingModules += Int(graph[current].requestCount)
                    pending.append((current, 0))
                } else {
                    finishInnerLoading(load)
                }
                continue
            }
            guard let top = pending.last else { return }
            if top.next == graph[top.module].requestCount {
                pending.removeLast()
                finishInnerLoading(load)
                continue
            }
            pending[pending.count - 1].next += 1
            // Step 2.d: HostLoadImportedModule for the next request.
            let slot = Int(graph[top.module].requestStart + top.next)
            if graph.loadedModules[slot] == .none {
                guard resolveRequest(top.module, Int(top.next), slot) else {
                    if postpone(loading.unresolvedFailure, load, top.module, Int(top.next)) { continue }
                    failGraph(load, failure: loading.unresolvedFailure, referrer: top.module, request: Int(top.next))
                    return
                }
            }
            let target = graph.loadedModules[slot]
            if hostLoad(target, referrer: top.module) {
                let unit = Int(graph[top.module].unit.index)
                let wantsJSON = !code.requests[code.modules[unit].requests.lowerBound + Int(top.next)].attributes.isEmpty
                var failure = graph[target].failure
                if failure < 0, let mismatch = typeMismatch(target, wantsJSON: wantsJSON) { failure = mismatch }
                if failure >= 0 {
                    if postpone(failure, load, top.module, Int(top.next)) { continue }
                    failGraph(load, failure: failure, referrer: top.module, request: Int(top.next))
                    return
                }
                module = target
            } else {
                wait(for: target, .graph(id))
            }
        }
    }

    /// Steps 3–5 of InnerModuleLoading.
    private mutating func finishInnerLoading(_ load: Int) {
        loading.graphs[load].pendingModules -= 1
        guard loading.graphs[load].pendingModules == 0 else { return }
        if let failed = loading.graphs[load].postponed {
            return failGraph(load, failure: failed.failure, referrer: failed.referrer, request: failed.request)
        }
        loading.graphs[load].isLoading = false
        // Step 5.b: every new module of the graph is unlinked now.
        for module in loading.graphs[load].order where graph[module].status == .new { setStatus(module, .unlinked) }
        loading.graphs[load].visited = []
        loading.graphs[load].order = []
        graphLoaded(loading.graphs[load].purpose, loading.graphs[load].root)
    }

    /// Whether the rest of the graph is loaded before a failure counts, since a file that is missing there comes first.
    private mutating func postpone(_ failure: Int32, _ load: Int, _ referrer: ModuleID, _ request: Int) -> Bool {
        guard page.rules?.missingFileComesFirst == true, case .entry = loading.graphs[load].purpose, isErrorOfText(failure) else {
            return false
        }
        if loading.graphs[load].postponed == nil { loading.graphs[load].postponed = (failure, referrer, request) }
        finishInnerLoading(load)
        return true
    }

    /// ContinueModuleLoading. https://tc39.es/ecma262/#sec-ContinueModuleLoading
    mutating func continueModuleLoading(_ load: GraphLoadID, _ id: ModuleID) {
        guard loading[load].isLoading else { return }
        if graph[id].failure >= 0 {
            let place = firstRequest(of: id, in: loading[load].order)
            if let place, postpone(graph[id].failure, Int(load.index), place.referrer, place.request) { return }
            failGraph(Int(load.index), failure: graph[id].failure, referrer: place?.referrer, request: place?.request ?? 0)
        } else if let place = firstRequest(of: id, in: loading[load].order), let failure = mismatch(of: place, id) {
            failGraph(Int(load.index), failure: failure, referrer: place.referrer, request: place.request)
        } else {
            innerModuleLoading(load, id)
        }
    }

    /// Why a module cannot be what a request asks for.
    private mutating func mismatch(of place: (referrer: ModuleID, request: Int), _ id: ModuleID) -> Int32? {
        let unit = Int(graph[place.referrer].unit.index)
        let wantsJSON = !code.requests[code.modules[unit].requests.lowerBound + place.request].attributes.isEmpty
        return typeMismatch(id, wantsJSON: wantsJSON)
    }

    /// The first import that asked for a module.
    private mutating func firstRequest(of id: ModuleID, in visited: [ModuleID]) -> (referrer: ModuleID, request: Int)? {
        for module in visited {
            let record = graph[module]
            for request in 0..<Int(record.requestCount) where graph.loadedModules[Int(record.requestStart) + request] == id {
                return (module, request)
            }
        }
        return nil
    }

    private mutating func failGraph(_ load: Int, failure: Int32, referrer: ModuleID?, request: Int) {
        loading.graphs[load].isLoading = false
        loading.graphs[load].visited = []
        var problems = loading.failures[Int(failure)]
        var hostError: HostError?
        if let referrer {
            let asked = code.request(ModuleRequestID(UInt32(request)), of: graph[referrer].unit)
            let target = graph.loadedModules[Int(graph[referrer].requestStart) + request]
            if recorder.isRecording, target == .none || graph[target].failure < 0 {
                let specifier = text(strings.names.string(asked.specifier))
                record(.requestFailed(specifier: specifier, error: text(problems[0].message)), module: referrer)
            }
            hostError = hostLoadError(
                failure, specifier: strings.names.string(asked.specifier), referrer: referrer,
                target: target)
        }
        if let referrer, problems[0].location == nil {
            // The failure itself has no place: the import that asked for it has.
            let unit = graph[referrer].unit
            let asked = code.request(ModuleRequestID(UInt32(request)), of: unit)
            var problem = problems[0]
            let specifier = strings.names.string(asked.specifier)
            // What is there and cannot be read, lies outside, or has no source is not misspelt.
            let isNoModule = loading.failureReasons[failure] == .notFound || loading.failureReasons[failure] == .isFolder
            let target = graph.loadedModules[Int(graph[referrer].requestStart) + request]
            var isRefused = target != .none && graph[target].isSource
            if case .refused = loading.failureReasons[failure] { isRefused = true }
            if program.isOnDisk, problem.kind == .link && !isRefused || (isNoModule && problem.suggestion == nil),
                let near = program.nearestSpecifier(to: specifier, from: graph.key(of: referrer))
            {
                problem.suggestion = "did you mean '\(near)'?"
                if page.isOn, Specifier(specifier).form == .bare {
                    problem.alternatives = [
                        "give it an address in an import map, before the first module: { \"imports\": { \"\(specifier)\": \"\(near)\" } }"
                    ]
                }
            }
            if problem.kind == .file {
                problem.kind = .link
                let path = graph.key(of: target).path
                let opening = "cannot read \(path): "
                let reason = problem.message.hasPrefix(opening) ? String(problem.message.dropFirst(opening.count)) : problem.message
                problem.message = "cannot load '\(specifier)': \(reason)"
            }
            let shown = code.modules[Int(unit.index)].source.diagnostic(
                problem.kind, problem.message, at: asked.range, suggestion: problem.suggestion)
            problems[0] = locate(shown)
            problems[0].stack = loadWay(to: referrer, root: loading.graphs[load].root)
        } else if let referrer, problems[0].stack.isEmpty {
            let site = ImportSite(importer: referrer, request: request)
            problems[0].stack = stackEntries(of: [site]) + loadWay(to: referrer, root: loading.graphs[load].root)
        }
        graphFailed(loading.graphs[load].purpose, problems, hostError, cause: failure)
    }

    /// Finds the module that a request means. False when there is none: ``unresolvedFailure`` says why.
    mutating func resolveRequest(_ referrer: ModuleID, _ request: Int, _ slot: Int) -> Bool {
        let unit = graph[referrer].unit
        let asked = code.request(ModuleRequestID(UInt32(request)), of: unit)
        if var target = resolveModule(asked.specifier, from: referrer) {
            if asked.phase == .source { target = sourceRecord(of: target) }
            graph.loadedModules[slot] = target
            if stop.reason != nil, stop.place == nil {
                stop.place = Place(unit: unit, offset: code.request(ModuleRequestID(UInt32(request)), of: unit).range.start)
            }
            return true
        }
        return false
    }
}
