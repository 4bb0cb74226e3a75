import Hosts
import JavaScript

/// The global object of Deno as an event target. Measured on Deno 2.9. https://docs.deno.com/runtime/reference/lifecycle/
extension Machine {
    /// Makes the global object one that events can be dispatched at.
    mutating func makeGlobalTarget() {
        heap[realm.global].kind = .eventTarget
        heap[realm.global].payload = Int32(events.targets.count)
        var record = EventTargetRecord()
        record.isGlobal = true
        events.targets.append(record)
    }

    mutating func installGlobalEvents() {
        guard host.globals.tellsOfItself else { return }
        makeGlobalTarget()
        heap[realm.global].prototype = makeLibraryObject(events.targetPrototype)
        for name in ["error", "load", "beforeunload", "unload", "unhandledrejection"] { defineEventHandler(realm.global, name) }
    }

    /// Whether anybody listens for events at the global object.
    private var hasGlobalListeners: Bool {
        host.globals.tellsOfItself && !events.targets[Int(heap[realm.global].payload)].listeners.isEmpty
    }

    /// The entries are done: `load`.
    mutating func tellOfLoad() throws(Abrupt) {
        guard hasGlobalListeners, !progress.hasToldOfLoad, areEntriesDone, progress.ending == nil else { return }
        progress.hasToldOfLoad = true
        try fire("load", at: realm.global)
    }

    /// Nothing is left to do: `beforeunload`, which a listener may cancel.
    ///
    /// - Returns: whether one did.
    mutating func tellBeforeUnload() throws(Abrupt) -> Bool {
        guard hasGlobalListeners else { return false }
        return try !fire("beforeunload", at: realm.global, .cancelable)
    }

    /// The process ends: `unload`.
    mutating func tellOfUnload() throws(Abrupt) {
        if hasGlobalListeners { try fire("unload", at: realm.global) }
    }

    /// A rejection that nobody handles.
    ///
    /// - Returns: whether a listener cancelled the event.
    mutating func offerToGlobal(rejection promise: PromiseID) throws(Abrupt) -> Bool {
        guard hasGlobalListeners else { return false }
        loop.toldRejections.insert(promise)
        return try !fire(
            "unhandledrejection", at: realm.global, interface: "PromiseRejectionEvent", .cancelable, details: rejectionDetails(promise))
    }

    /// An error that nothing caught.
    ///
    /// - Returns: whether a listener cancelled the event.
    mutating func offerToGlobal(_ error: Value) -> Bool { hasGlobalListeners && isHandledByPage(error) }
}
