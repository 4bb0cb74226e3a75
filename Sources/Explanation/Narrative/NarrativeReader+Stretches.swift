import Diagnostics
import Text
import Trace

extension NarrativeReader {
    /// A stretch in which code of one module runs, and what is told of it.
    struct Stretch {
        /// Its beginning: who runs, and why.
        var step: Step
        var module: ModuleIndex?
        /// What stands between the beginning and what is told.
        var link = " "
        var told: [[Part]] = []
        /// What its code prints, until something else is told of it.
        var printed: [String] = []
        var printedCount = 0
        /// What it posts, until something else is told of it.
        var posted: Posting?
        var isBodyStart = false
        var waker: ModuleIndex?
        var isDone = false
        /// The `import()` that was told last.
        var lastCall: String?

        init(step: Step) { self.step = step }
    }

    /// Bodies that ran one after another, of none of which there is anything to tell.
    struct QuietBodies {
        var step: Step
        var modules: [ModuleIndex]
        /// What made them begin.
        var waker: ModuleIndex?
    }

    /// Modules that begin to wait, one after another, for the same.
    struct CommonWait {
        var step: Step
        var modules: [ModuleIndex] = []
        var awaited: [ModuleIndex]
    }

    // MARK: What code does

    /// Makes sure that the stretch that is told of is of the event's module.
    ///
    /// - Parameter asBody: whether it is its body that runs, and no callback.
    mutating func join(_ event: Event, asBody: Bool = false) {
        if let stretch, stretch.module == event.module { return }
        endStretch()
        endWaits()
        var made: Stretch
        if asBody {
            made = Stretch(step: step(.resume, event, [name(event)]))
        } else {
            let (parts, place, link) = callbackWords(event)
            made = Stretch(step: step(.callback, event, parts, place: place))
            made.link = link
        }
        made.module = event.module
        made.step.clauses = jobKind.clause.map { [$0] } ?? []
        stretch = made
    }

    mutating func add(_ parts: [Part], _ event: Event, place: SourceLocation? = nil) {
        endPrinting()
        stretch?.told.append(parts)
        if let clause = event.kind.clause, stretch?.step.clauses.contains(clause) == false { stretch?.step.clauses.append(clause) }
        if stretch?.step.place == nil { stretch?.step.place = place }
    }

    mutating func print(_ event: Event, _ line: Int) {
        guard trace.console.indices.contains(line) else { return }
        join(event)
        endPosting()
        guard var open = stretch else { return }
        open.printedCount += 1
        if open.printed.count < Self.printedLimit { open.printed.append(trace.console[line].text) }
        stretch = open
    }

    /// So many lines of one stretch are told.
    private static let printedLimit = 4

    /// Tells what was printed, once something else is to be told.
    mutating func endPrinting() {
        endPosting()
        guard let open = stretch, open.printedCount > 0 else { return }
        let shown = open.printedCount == open.printed.count ? open.printed.count : open.printed.count - 1
        var parts: [Part] = [.words("prints ")]
        for (index, text) in open.printed.prefix(shown).enumerated() {
            if index > 0 { parts.append(.words(index == open.printedCount - 1 ? " and " : ", ")) }
            parts.append(.output(text))
        }
        let rest = open.printedCount - shown
        if rest > 0 { parts.append(.words(" and \(grouped(rest)) more lines")) }
        stretch?.told.append(parts)
        stretch?.printed = []
        stretch?.printedCount = 0
    }

    mutating func call(_ event: Event, _ specifier: String, _ position: Position) {
        join(event)
        let place = words.place(position, in: event.module)
        stretch?.lastCall = "import(\"\(specifier)\")"
        add(
            [.words("calls "), .code("import(\"\(specifier)\")")] + (place.map { [.words(" at "), .place($0)] } ?? []), event, place: place)
    }

    /// What of the module runs, where it is not its body: the beginning of a sentence, where that was asked for, and how it goes on.
    private mutating func callbackWords(_ event: Event) -> ([Part], SourceLocation?, String) {
        let asked = words.place(ofJob: job)
        let at: [Part] = asked.map { [.words(" at "), .place($0)] } ?? []
        if let arrival, arrival.event.agent == event.agent {
            self.arrival = nil
            return (
                words.arrival(arrival.number, from: arrival.sender, at: event.agent), nil,
                event.module == nil ? ", and its code " : ". Its code "
            )
        }
        let who: [Part] = event.module == nil ? [] : [.words(" of "), name(event)]
        switch jobKind {
        case .timer:
            return (
                [.words("The timer")] + who + (asked.map { [.words(" set at "), .place($0)] } ?? []) + [.words(" fires")], asked, " and "
            )
        case .immediate: return ([.words("The setImmediate()")] + who + at + [.words(" has its turn")], asked, " and ")
        case .fetch: return ([.words("The request")] + who + at + [.words(" is answered")], asked, ", and its code ")
        case .queueMicrotask, .nextTick: return ([.words("The microtask")] + who + [.words(" queued")] + at, asked, " ")
        case .reaction, .resolveThenable: return ([.words("The callback")] + who + at, asked, " ")
        case .resumeFunction:
            let named: Part = function.map { $0.name.isEmpty ? .words("An async function") : .code($0.name) } ?? .words("An async function")
            let place = function?.place ?? asked
            return (
                [named] + who + [.words(" goes on")] + (place.map { [.words(" behind its await at "), .place($0)] } ?? []), place, ", "
            )
        default: return ([.words("Code")] + who, nil, " ")
        }
    }

    // MARK: Ends

    mutating func endStretch() {
        endPrinting()
        guard let open = stretch else { return }
        stretch = nil
        if open.isBodyStart, open.isDone, open.told.count == 1, let module = open.module {
            if let quiet, quiet.waker != open.waker { endQuiet() }
            if quiet == nil { quiet = QuietBodies(step: open.step, modules: [], waker: open.waker) }
            quiet?.modules.append(module)
            return
        }
        endQuiet()
        var step = open.step
        for (index, parts) in open.told.enumerated() {
            let isLast = index == open.told.count - 1
            step.parts.append(.words(index == 0 && !(isLast && open.link == ", ") ? open.link : isLast ? " and " : ", "))
            step.parts += parts
        }
        steps.append(step)
    }

    mutating func endQuiet() {
        guard let bodies = quiet else { return }
        quiet = nil
        var step = bodies.step
        if bodies.modules.count > 1 {
            step.kind = .run
            step.count = bodies.modules.count
            step.parts = words.list(bodies.modules) + [.words(" run")]
            if let waker = bodies.waker { step.parts += [.words(", now that "), words.name(waker), .words(" is done")] }
            step.parts.append(.words(bodies.modules.count == 2 ? "; neither waits" : ", one after another; none waits"))
        } else {
            step.parts.append(.words(step.parts.count > 2 ? ". It runs to its end" : " and runs to its end"))
        }
        steps.append(step)
    }

    mutating func endWaits() {
        guard let common = waits else { return }
        waits = nil
        var step = common.step
        step.count = common.modules.count
        step.parts = words.list(common.modules) + [.words(common.modules.count == 1 ? " has to wait for " : " have to wait for ")]
        step.parts += words.list(common.awaited)
        steps.append(step)
    }
}
