import Trace

/// What the events tell of errors, and of code that a limit stopped.
extension TimelineReader {
    // MARK: Modules that fail

    /// The module threw, or got the error of `source`.
    mutating func fail(_ module: Int, with error: TextIndex, from source: ModuleIndex?, at moment: Moment) {
        states[module].ended = moment.event
        states[module].hasFailed = true
        fail(module, with: error, at: moment, as: .inheritedError)
        var origin = source.map { Int($0.rawValue) } ?? module
        if origin == module {
            // Thrown where the body used a namespace for the first time.
            origin =
                ErrorSource.ofDeferred(module, error: trace[checked: error], in: trace) { target in
                    guard states[target].hasFailed, let last = states[target].lastBodyVisit else { return false }
                    return lanes[target].visits[last].to.step == moment.step
                } ?? module
        }
        guard states.indices.contains(origin), origin != module else { return }
        // Its body never began: what failed is what it waited for.
        if source != nil, !lanes[module].visits.contains(where: { $0.kind == .start }) { states[module].awaitedLast = ModuleIndex(origin) }
        guard let last = states[origin].lastBodyVisit else { return }
        wakes.append(
            Timeline.Wake(
                fromLane: origin, fromVisit: last, toLane: module, toVisit: lanes[module].visits.count - 1, isFailure: true))
    }

    /// - Parameter kind: what the visit is when the module runs no code now.
    mutating func fail(_ module: Int, with error: TextIndex, at moment: Moment, as kind: Timeline.Visit.Kind) {
        closeWait(of: module, at: moment)
        closeSuspension(of: module, at: moment)
        if states[module].openVisit == nil { open(kind, of: module, at: moment) }
        lanes[module].visits[lanes[module].visits.count - 1].error = trace[checked: error]
        closeVisit(of: module, at: moment)
        lanes[module].ending = .failed
    }

    mutating func goOnWithErrors(at event: Event) {
        switch event.kind {
        case .status: break
        case .failed:
            // This one tells of itself.
            givenUp.removeAll { ModuleIndex($0.module) == event.module }
            inheritErrors()
        default: inheritErrors()
        }
    }

    /// Modules whose evaluation was given up since an import of theirs threw, in the walk over the graph: no event of their own says
    /// so. The walk's stack is told from its bottom.
    mutating func inheritErrors() {
        let stack = givenUp.filter { states[$0.module].ended == nil && lanes[$0.module].visits.isEmpty }
        givenUp = []
        let moments = Dictionary(stack.map { ($0.module, $0.moment) }, uniquingKeysWith: { first, _ in first })
        let inherited = ErrorSource.ofWalk(
            stack.map(\.module), in: trace, isDone: { states[$0].gotOrder != nil }, hasFailed: { states[$0].hasFailed })
        for (module, source) in inherited {
            guard states[module].ended == nil, let moment = moments[module] else { continue }
            states[module].ended = moment.event
            states[module].hasFailed = true
            closeWait(of: module, at: moment)
            open(.inheritedError, of: module, at: moment)
            lanes[module].visits[0].error = trace.modules[module].error
            closeVisit(of: module, at: moment)
            lanes[module].ending = .failed
            guard let source, let last = states[source].lastBodyVisit else { continue }
            wakes.append(Timeline.Wake(fromLane: source, fromVisit: last, toLane: module, toVisit: 0, isFailure: true))
        }
    }

    // MARK: Errors of nobody

    /// Shows an error that nobody handled, unless the module's own failure says it already.
    mutating func mark(_ module: Int, with error: String, at moment: Moment) {
        guard lanes[module].ending != .failed else { return }
        visitCallback(of: module, at: moment)
        lanes[module].visits[lanes[module].visits.count - 1].error = error
    }

    /// Marks where code was stopped: in a body that never gave control back, or else in what ran last. A run that was stopped while it
    /// waited has no such place.
    mutating func markStop(_ reason: String) {
        var isInBody = false
        for module in states.indices {
            guard let open = states[module].openVisit else { continue }
            lanes[module].visits[open].error = reason
            isInBody = true
        }
        guard !isInBody, !wasIdle, let lastModule, !lanes[lastModule].visits.isEmpty,
            let event = trace.events.indices.last, trace.events[event].time == trace.end
        else { return }
        mark(lastModule, with: reason, at: Moment(time: trace.end, step: steps.count - 1, event: event))
    }

    /// The errors that went to an `await import()`: from where the module failed to where the caller went on.
    mutating func addRejections() {
        var seen: Set<[Int]> = []
        for call in imports {
            // Later calls get the same error again.
            guard let settled = call.settled, !call.isFulfilled, let target = call.target, target != call.lane,
                seen.insert([target, call.lane]).inserted,
                let from = lanes[target].visits.lastIndex(where: { $0.error != nil && $0.from.event <= settled.event }),
                lanes[target].visits[from].to.time == settled.time,
                let to = lanes[call.lane].visits.firstIndex(where: { $0.kind == .resume && $0.from.event > settled.event }),
                lanes[call.lane].visits[to].from.time == settled.time,
                // Other code may go on before the one that gets the error.
                lanes[call.lane].segments.contains(where: { segment in
                    guard case .suspended(let expression) = segment.kind else { return false }
                    return segment.to?.event == lanes[call.lane].visits[to].from.event && expression.hasPrefix("import(")
                        && expression.contains(call.specifier)
                })
            else { continue }
            wakes.append(Timeline.Wake(fromLane: target, fromVisit: from, toLane: call.lane, toVisit: to, isFailure: true))
        }
    }
}
