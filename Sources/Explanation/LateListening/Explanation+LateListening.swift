import Analysis
import Diagnostics
import Simulator
import Text
import Trace

extension UnsettledWaits {
    /// What is said of the listener by which the promise at the end of a way would be settled, if that came too late.
    func lateListening(forEndOf way: [Int]) -> LateListeningWords? {
        let listenings = listenings(forEndOf: way)
        // Another event of those that would settle it may be the one that is still to come.
        guard listenings.allSatisfy({ $0 != nil }), let late = listenings.first ?? nil else { return nil }
        return LateListeningWords(late, explanation.finder)
    }

    /// Says of a promise that a listener would settle that the event came before.
    func tellLateListening(
        forEndOf way: [Int], _ problem: inout Diagnostic, _ remedies: inout [WaitRemedy], _ subject: String
    ) {
        guard let words = lateListening(forEndOf: way) else { return }
        let late = words.late
        problem.message = "\(subject): it waits for the event '\(late.event)', which came before anybody listened for it here"
        problem.related = words.places
        let module = late.place?.module ?? ModuleIndex(0)
        remedies =
            words.remedies.map { WaitRemedy(kind: .other, words: $0, module: module, position: nil) }
            + remedies.filter { $0.kind == .doNotAwait }
    }
}

extension UnsettledWaits {
    /// Says of a promise that a listener would settle that this was taken off before the event came.
    func tellTakenOff(forEndOf way: [Int], _ problem: inout Diagnostic, _ remedies: inout [WaitRemedy], _ subject: String) {
        let listenings = seenListenings(forEndOf: way)
        guard listenings.allSatisfy({ $0?.listening.takenOff != nil }), let (event, listening) = listenings.first ?? nil,
            let takenOff = listening.takenOff
        else { return }
        problem.message = "\(subject): its listener for the event '\(event.name)' was taken off before that came"
        func place(_ words: String, _ call: SeenEvent.Call?) -> RelatedPlace? {
            guard let frame = call?.frames.first, let place = explanation.texts.location(of: frame.position, in: frame.module) else {
                return nil
            }
            return RelatedPlace(words, at: place)
        }
        problem.related = [
            place("'\(event.name)' is listened for here", listening.call),
            place("its listeners are taken off here, at \(durationText(takenOff.time))", takenOff),
            listening.missedThen.flatMap { place("'\(event.name)' is emitted here, at \(durationText($0.time)), and comes to nobody", $0) },
        ].compactMap { $0 }
        let module = takenOff.frames.first?.module ?? ModuleIndex(0)
        remedies =
            [
                WaitRemedy(
                    kind: .other, words: "in \(trace[module].name), take the listeners off when '\(event.name)' has come", module: module,
                    position: nil)
            ] + remedies.filter { $0.kind == .doNotAwait }
    }
}

extension UnsettledWaits {
    /// Says of a promise that a module has made that the module runs a second time, where who settles the one promise may have the other.
    func tellTwin(of end: WaitGraph.Node, _ problem: inout Diagnostic, _ remedies: inout [WaitRemedy]) {
        guard trace.bundler == nil, let origin = end.origin, let number = end.promise,
            let pending = trace.pendingPromises.first(where: { $0.promise == number }),
            pending.resolverUses.contains(where: { $0.module == origin.module && $0.kind == .kept || $0.kind == .returned }),
            let twin = TwinModule(of: origin.module, trace, explanation.texts),
            let place = twin.place(origin.name.isEmpty ? "such a promise" : "'\(origin.name)'", trace)
        else { return }
        problem.related.append(place)
        remedies.insert(
            WaitRemedy(kind: .other, words: twin.remedy(trace), module: origin.module, position: nil), at: 0)
    }
}

extension Explanation {
    /// Events of a page that come once.
    private static let eventsOfPage: Set<String> = ["DOMContentLoaded", "load"]
    /// Names that programs give to events of a start: who listens when it is over waits for what does not come.
    private static let eventsOfStart: Set<String> = [
        "ready", "open", "opened", "connect", "connected", "listening", "loaded", "online", "init", "initialized", "initialised", "started",
    ]

    /// Listeners for such an event that were attached when it had come: they are never called, and no error says it.
    ///
    /// - Parameter told: what is told already.
    func findLateListening(besides told: [Finding]) -> [Finding] {
        let listeners = ListeningFinder(run: run, program: program, texts: texts)
        guard program.page != nil || listeners.mentions(Self.eventsOfStart) || listeners.emits else {
            return []
        }
        let places = Set(told.flatMap(\.diagnostic.related).map(\.location))
        return seenEvents.flatMap { seen in seen.listenings.compactMap { seen.late($0) } }.filter { isLost($0) }.compactMap { late in
            guard let place = late.place, let location = texts.location(of: place.position, in: place.module), !places.contains(location)
            else { return nil }
            let message =
                "this listener for '\(late.event)' is never called: the event came at \(durationText(late.missed.time)), before that was attached"
            var problem = texts.problem(.runtime, message, at: place.position, in: place.module)
            problem.severity = .warning
            let words = LateListeningWords(late, finder)
            problem.related = words.places.filter { $0.location != location }
            let remedies = problem.suggest(words.remedies)
            return Finding(.listensTooLate, problem, remedies: remedies)
        }
    }

    /// Whether an event was emitted by the top level of one module and is listened for at that of another, which had not begun.
    private func isOfBodies(_ late: LateListening) -> Bool {
        guard late.event != "error", let emitting = late.missed.frames.last, let listening = late.listening.frames.last,
            emitting.module != listening.module,
            let before = Moment(of: finder.run.trace, eventCount: late.missed.eventCount), before[emitting.module] == .runs,
            !before.hasBegun(listening.module),
            let after = Moment(of: finder.run.trace, eventCount: late.listening.eventCount), after[listening.module] == .runs
        else { return false }
        return true
    }

    private func isLost(_ late: LateListening) -> Bool {
        if late.isOfPage { return Self.eventsOfPage.contains(late.event) }
        guard !late.missed.isHeard, let place = late.place else { return false }
        // What a module emits while it runs, and is listened for by one that runs after it.
        guard Self.eventsOfStart.contains(late.event) || isOfBodies(late) else { return false }
        // A package may listen for what does not matter to it.
        return trace.modules.indices.contains(Int(place.module.rawValue)) && !trace[place.module].name.contains("node_modules/")
    }
}
