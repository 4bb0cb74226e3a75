import Hosts
import JavaScript

/// The end of the document, and of the page's loading. https://html.spec.whatwg.org/multipage/parsing.html#the-end
extension Machine {
    /// Steps 3–5: the document has been parsed; its deferred scripts follow.
    mutating func endDocument() throws(Abrupt) {
        guard page.state == .parsing else { return }
        page.state = .ending
        makeBody()
        try fire("readystatechange", at: page.document)
        // What was held while the parser waited comes before the deferred scripts.
        let (scripts, calls) = (page.heldScripts, page.heldImports)
        (page.heldScripts, page.heldImports) = ([], [])
        for id in calls { continueHeldImport(id) }
        if !calls.isEmpty { try performMicrotaskCheckpoint() }
        for number in scripts { try executeAsync(number) }
        try runDeferred()
    }

    /// Step 5: scripts that are ready run one after another, with no task between.
    mutating func runDeferred() throws(Abrupt) {
        guard page.state == .ending else { return }
        while let first = page.deferred.first {
            guard page.scripts[Int(first)].isReady else { return }
            page.deferred.removeFirst()
            try execute(first)
        }
        try documentIsReady()
    }

    /// Step 6: `DOMContentLoaded`, at once or in a task.
    mutating func documentIsReady() throws(Abrupt) {
        guard page.state == .ending, !page.isReadyDue else { return }
        if page.rules?.readyWaitsForOrderedScripts == true, page.hasHadDeferred, !page.ordered.isEmpty { return }
        page.isReadyDue = true
        // Rejections of the scripts that have run are told of before.
        if page.rules?.ready == .inATask { queueRejections() }
        if page.rules?.ready == .atOnce { try contentLoaded() } else { _ = schedule(.page(.contentLoaded), after: 0) }
    }

    mutating func contentLoaded() throws(Abrupt) {
        page.state = .ready
        try fire("DOMContentLoaded", at: page.document, .bubbles)
        try checkLoad()
    }

    /// Steps 7–9: nothing is left that `load` waits for.
    mutating func checkLoad() throws(Abrupt) {
        guard page.state == .ready, page.asyncCount == 0, page.ordered.isEmpty, page.loadDelays == 0, page.importsLoading == 0 else {
            return
        }
        page.state = .complete
        try fire("readystatechange", at: page.document)
        let event = makeHostEvent("load")
        _ = try dispatch(event, at: realm.global, isOfHost: true, shownTarget: page.document)
        try fire("pageshow", at: realm.global)
    }

    // MARK: Tasks

    mutating func run(_ task: PageTask) throws(Abrupt) {
        switch task {
        case .parse:
            page.awaitsText = false
            try parse()
        case .scan: lookAhead()
        case .end: try endDocument()
        case .ready(let number): try inlineReady(number)
        case .execute(let number): try executeAsync(number)
        case .contentLoaded: try contentLoaded()
        case .checkLoad: try checkLoad()
        case .rejections(let index): try tellRejections(Int(index))
        case .rejectionHandled(let promise):
            try fire("rejectionhandled", at: realm.global, interface: "PromiseRejectionEvent", details: rejectionDetails(promise))
        case .elementEvent(let element, let isError):
            try fire(isError ? "error" : "load", at: page.elements[Int(element)].object)
        case .image(let element): try imageArrived(element)
        case .message(let port): try deliver(to: port)
        case .closed(let port): try endClosing(port: port)
        case .prioritized(let number): try runPrioritized(number)
        case .delayOver(let number): try endDelay(number)
        case .frame: try runFrame()
        case .idle(let number): try runIdle(number, isTimeout: false)
        case .idleTimeout(let number): try runIdle(number, isTimeout: true)
        case .updateFound(let number): try fire("updatefound", at: agents.service.records[Int(number)].registration)
        case .lifeEvent: try fireLifeEvent()
        }
    }
}
