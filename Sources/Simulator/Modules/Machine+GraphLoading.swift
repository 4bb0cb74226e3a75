import Diagnostics
import JavaScript
import Trace

/// LoadRequestedModules, with a stack of its own. https://tc39.es/ecma262/#sec-LoadRequestedModules
extension Machine {
    /// LoadRequestedModules: the load's end is told to its purpose.
    mutating func loadGraph(_ root: ModuleID, _ purpose: GraphLoad.Purpose) {
        let load = GraphLoadID(index: Int32(graphLoads.count))
        graphLoads.append(GraphLoad(purpose: purpose, root: root))
        graphLoads[Int(load.index)].pendingModules = 1
        innerModuleLoading(load, root)
    }

    /// InnerModuleLoading, with a stack of its own. https://tc39.es/ecma262/#sec-InnerModuleLoading
    private mutating func innerModuleLoading(_ id: GraphLoadID, _ start: ModuleID) {
        let load = Int(id.index)
        var pending: [(module: ModuleID, next: Int32)] = []
        var module: ModuleID? = start
        while graphLoads[load].isLoading, stopped == nil {
            if let current = module {
                module = nil
                // Step 2.
                let isNew = modules[Int(current.index)].status == .new && !modules[Int(current.index)].isJSON
                if isNew, graphLoads[load].visited.insert(current.index).inserted {
                    // Step 2.b–c.
                    graphLoads[load].order.append(current)
                    graphLoads[load].pendingModules += Int(modules[Int(current.index)].requestCount)
                    pending.append((current, 0))
                } else {
                    finishInnerLoading(load)
                }
                continue
            }
            guard let top = pending.last else { return }
            if top.next == modules[Int(top.module.index)].requestCount {
                pending.removeLast()
                finishInnerLoading(load)
                continue
            }
            pending[pending.count - 1].next += 1
            // Step 2.d: HostLoadImportedModule for the next request.
            let slot = Int(modules[Int(top.module.index)].requestStart + top.next)
            if loadedModules[slot] == .none {
                guard resolveRequest(top.module, Int(top.next), slot) else {
                    failGraph(load, failure: unresolvedFailure, referrer: top.module, request: Int(top.next))
                    return
                }
            }
            let target = loadedModules[slot]
            if hostLoad(target, referrer: top.module) {
                let unit = Int(modules[Int(top.module.index)].unit.index)
                let wantsJSON = !code.requests[code.modules[unit].requests.lowerBound + Int(top.next)].attributes.isEmpty
                var failure = modules[Int(target.index)].failure
                if failure < 0, let mismatch = typeMismatch(target, wantsJSON: wantsJSON) { failure = mismatch }
                if failure >= 0 {
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
        graphLoads[load].pendingModules -= 1
        guard graphLoads[load].pendingModules == 0 else { return }
        graphLoads[load].isLoading = false
        // Step 5.b: every new module of the graph is unlinked now.
        for module in graphLoads[load].order where modules[Int(module.index)].status == .new { setStatus(module, .unlinked) }
        graphLoads[load].visited = []
        graphLoads[load].order = []
        graphLoaded(graphLoads[load].purpose, graphLoads[load].root)
    }

    /// ContinueModuleLoading. https://tc39.es/ecma262/#sec-ContinueModuleLoading
    mutating func continueModuleLoading(_ load: GraphLoadID, _ id: ModuleID) {
        guard graphLoads[Int(load.index)].isLoading else { return }
        if modules[Int(id.index)].failure >= 0 {
            let place = firstRequest(of: id, in: graphLoads[Int(load.index)].order)
            failGraph(Int(load.index), failure: modules[Int(id.index)].failure, referrer: place?.referrer, request: place?.request ?? 0)
        } else {
            innerModuleLoading(load, id)
        }
    }

    /// The first import that asked for a module.
    private func firstRequest(of id: ModuleID, in visited: [ModuleID]) -> (referrer: ModuleID, request: Int)? {
        for module in visited {
            let record = modules[Int(module.index)]
            for request in 0..<Int(record.requestCount) where loadedModules[Int(record.requestStart) + request] == id {
                return (module, request)
            }
        }
        return nil
    }

    private mutating func failGraph(_ load: Int, failure: Int32, referrer: ModuleID?, request: Int) {
        graphLoads[load].isLoading = false
        graphLoads[load].visited = []
        var problems = loadFailures[Int(failure)]
        var hostError: HostLoadError?
        if let referrer {
            let asked = code.request(ModuleRequestID(UInt32(request)), of: modules[Int(referrer.index)].unit)
            let target = loadedModules[Int(modules[Int(referrer.index)].requestStart) + request]
            if isRecording, target == .none || modules[Int(target.index)].failure < 0 {
                let specifier = text(strings.names.string(asked.specifier))
                record(.requestFailed(specifier: specifier, error: text(problems[0].message)), module: referrer)
            }
            hostError = hostLoadError(
                failure, specifier: strings.names.string(asked.specifier), referrer: referrer,
                target: target)
        }
        if let referrer, problems[0].location == nil {
            // The failure itself has no place: the import that asked for it has.
            let unit = modules[Int(referrer.index)].unit
            let asked = code.request(ModuleRequestID(UInt32(request)), of: unit)
            var problem = problems[0]
            let specifier = strings.names.string(asked.specifier)
            // What is there and cannot be read, or lies outside, is not misspelt.
            let isNoModule = loadFailureReasons[failure] == .notFound || loadFailureReasons[failure] == .isFolder
            if problem.kind == .link || (isNoModule && problem.suggestion == nil),
                let near = input.nearestFile(to: specifier, from: modules[Int(referrer.index)].key)
            {
                problem.suggestion = "did you mean '\(near)'?"
            }
            if problem.kind == .file {
                problem.kind = .link
                let path = modules[Int(loadedModules[Int(modules[Int(referrer.index)].requestStart) + request].index)].key
                let opening = "cannot read \(path): "
                let reason = problem.message.hasPrefix(opening) ? String(problem.message.dropFirst(opening.count)) : problem.message
                problem.message = "cannot load '\(specifier)': \(reason)"
            }
            let shown = code.modules[Int(unit.index)].source.diagnostic(
                problem.kind, problem.message, at: asked.range, suggestion: problem.suggestion)
            problems[0] = locate(shown)
            problems[0].stack = loadWay(to: referrer, root: graphLoads[load].root)
        } else if let referrer, problems[0].stack.isEmpty {
            let site = ImportSite(importer: referrer, request: request)
            problems[0].stack = stackEntries(of: [site]) + loadWay(to: referrer, root: graphLoads[load].root)
        }
        graphFailed(graphLoads[load].purpose, problems, hostError)
    }

    /// Finds the module that a request means. False when there is none: ``unresolvedFailure`` says why.
    mutating func resolveRequest(_ referrer: ModuleID, _ request: Int, _ slot: Int) -> Bool {
        let unit = modules[Int(referrer.index)].unit
        let specifier = code.request(ModuleRequestID(UInt32(request)), of: unit).specifier
        if let target = resolveModule(specifier, from: referrer) {
            loadedModules[slot] = target
            if stopped != nil, blockedAt == nil {
                blockedAt = Place(unit: unit, offset: code.request(ModuleRequestID(UInt32(request)), of: unit).range.start)
            }
            return true
        }
        return false
    }
}
