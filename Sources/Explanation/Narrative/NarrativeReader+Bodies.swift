import Diagnostics
import Trace

/// Bodies of modules: why they begin, where they stop, how they end.
extension NarrativeReader {
    mutating func start(_ event: Event, _ waker: ModuleIndex?) {
        endStretch()
        endWaits()
        guard let module = event.module else { return }
        let (reason, place) = reasonToStart(module, waker)
        var made = Stretch(
            step: step(.start, event, [words.name(module), .words(hasStarted ? " starts" : " starts first")] + reason, place: place))
        made.module = module
        made.isBodyStart = true
        made.waker = waker
        // A reason ends the sentence.
        made.link = reason.isEmpty ? ", " : ". It "
        stretch = made
        hasStarted = true
    }

    /// Why a body begins now, as it follows "x starts", and where that is said in the program.
    private mutating func reasonToStart(_ module: ModuleIndex, _ waker: ModuleIndex?) -> ([Part], SourceLocation?) {
        if let waker { return ([.words(": "), words.name(waker), .words(", the last that it waited for, is done")], nil) }
        let suspended = lastSuspended
        lastSuspended = nil
        switch words.way(to: module) {
        case .request(let importer, let number):
            // A place costs a look into a text, which nobody needs of ten thousand modules.
            let place = steps.count < 120 ? words.placeOfRequest(number, of: importer) : nil
            var parts: [Part] = [.words(": "), words.name(importer), .words(" imports it")]
            if let place { parts += [.words(" ("), .place(place), .words(")")] }
            if let suspended, trace[importer].requests.prefix(number).suffix(64).contains(where: { $0.module == suspended }) {
                parts += [.words(", and it does not wait for "), words.name(suspended), .words(", its sibling")]
            } else if !hasStarted {
                parts.append(.words(", and imports run before their importer"))
            }
            return (parts, place)
        case .call(let number): return ([.words(" for the import()")] + words.atCall(number), words.place(ofCall: number))
        case .entry where trace[module].requests.contains(where: { $0.module != nil }):
            return ([.words(", now that its imports have run")], nil)
        case .entry, nil: return ([], nil)
        }
    }

    mutating func suspend(_ event: Event, _ position: Position, _ expression: String, _ index: Int) {
        let place = words.place(position, in: event.module)
        join(event, asBody: true)
        lastSuspended = event.module
        // An await of it says that it was called.
        if let call = stretch?.lastCall, expression == call { stretch?.told.removeLast() }
        var parts: [Part] = [.words("waits")]
        if let place { parts += [.words(" at "), .place(place)] }
        parts += [.words(" for "), .code(expression.isEmpty ? "a value" : expression)]
        if let resumed = words.resumption[index] {
            let time = trace.events[resumed].time
            if time > event.time { parts += [.words(" until "), .time(time)] }
        } else if !trace.isTruncated {
            parts += [.words(", \(trace.wordsForStanding)")]
        }
        add(parts, event, place: place)
        endStretch()
    }

    mutating func resume(_ event: Event, _ position: Position) {
        endStretch()
        endWaits()
        let place = words.place(position, in: event.module)
        var parts: [Part] = [name(event), .words(" goes on")]
        if let place { parts += [.words(" behind its await at "), .place(place)] }
        var made = Stretch(step: step(.resume, event, parts, place: place))
        made.module = event.module
        made.link = ", "
        stretch = made
    }

    mutating func complete(_ event: Event) {
        guard stretch?.module == event.module else { return }
        add([.words("is done")], event)
        stretch?.isDone = true
        endStretch()
    }

    mutating func fail(_ event: Event, _ error: String) {
        join(event, asBody: true)
        stretch?.step.kind = .failure
        add([.words("fails with "), .output(error)], event)
        endStretch()
    }

    mutating func wait(_ event: Event, _ index: Int) {
        guard let module = event.module, let awaited = words.awaited[index], !awaited.isEmpty else { return }
        endStretch()
        endQuiet()
        if let waits, waits.awaited != awaited { endWaits() }
        if waits == nil { waits = CommonWait(step: step(.wait, event, []), awaited: awaited) }
        waits?.modules.append(module)
    }
}
