import Diagnostics
import Hosts
import JavaScript
import Simulator
import Text
import Trace

/// What is said of a rejection that would have been handled, if its handler had come earlier.
struct LateHandlingWords {
    let handling: LateHandling
    /// Whether the host ended the process at the rejection.
    let isEnding: Bool
    /// A place of running code by the user's own modules, in the file that a person edits.
    let location: (UncaughtError.Frame) -> SourceLocation?
    /// The name of its module.
    let name: (UncaughtError.Frame) -> String?
    /// The name of a module of the run; `nil` for one that a bundler made of several.
    let nameOfModule: (ModuleIndex) -> String?
    /// The call at a place, with what is called on its promise: `Promise.all(jobs).catch`; `nil` where that is long.
    let written: (UncaughtError.Frame) -> String?

    func tell(in problem: inout Diagnostic) -> [Finding.Remedy] {
        guard let place = handling.frames.lazy.compactMap({ location($0) }).first else { return [] }
        var places = [RelatedPlace("\(what) \(isEnding ? "would handle it" : "handles it") here, \(delay)", at: place)]
        if !handling.isCaught { places[0].message = "\(what) would take it here, \(delay), and nobody handles what becomes of that" }
        let wait = handling.await.flatMap { location($0) }
        if let wait {
            places.append(
                RelatedPlace(
                    "\(waiter) waits here until then; a rejection is told of when the microtasks of its turn are done", at: wait))
        }
        let reason = [lateModule, lateTask].compactMap { $0 }
        problem.related = places + reason + problem.related
        let before = wait.map { "before the await at \($0.file):\($0.line):\($0.column)" } ?? "at once"
        let atOnce = "give the promise a handler where it is made, such as .catch(…)"
        // Where the code that has the handler cannot run sooner, it is for the code that makes the promise.
        let isSooner = handling.isCaught && reason.isEmpty && (wait == nil || handling.wasThereBefore)
        let remedies =
            isLoop
            // It takes one promise after the other, and nobody listens to those that are to come.
            ? ["loop over what await Promise.all(…) of the promises gives, which listens to all of them at once", atOnce]
            : isSooner
                ? ["attach the handler \(before): \(advice)", atOnce]
                : reason.isEmpty ? [atOnce] : ["\(atOnce); \(what) still sees the error later"]
        return problem.suggest(remedies)
    }

    /// That the module which has the handler had not begun, and why.
    private var lateModule: RelatedPlace? {
        guard let late = handling.notBegun, let name = nameOfModule(late.module) else { return nil }
        let told = "a rejection is told of when the microtasks of its turn are done"
        if let request = late.request.flatMap({ location($0) }), let awaited = late.awaited.flatMap({ nameOfModule($0) }) {
            return RelatedPlace("'\(name)' had not begun then: it waits for '\(awaited)', which it imports here; \(told)", at: request)
        }
        guard let place = handling.frames.last.flatMap({ location($0) }) else { return nil }
        return RelatedPlace(
            late.isNew ? "'\(name)' had not even been asked for then; \(told)" : "'\(name)' had not begun then; \(told)", at: place)
    }

    /// That a timer or its like attaches the handler.
    private var lateTask: RelatedPlace? {
        guard let task = handling.task, let place = location(task.place) else { return nil }
        let name = task.name == "task" ? "the task that is asked for" : "the \(task.name)"
        return RelatedPlace(
            "\(name) here comes in a later turn; a rejection is told of when the microtasks of its turn are done", at: place)
    }

    /// Whether the wait is that of a `for await`, which attaches the handler itself in a later round.
    private var isLoop: Bool { handling.callee?.isEmpty == true && handling.await != nil && handling.await == handling.frames.first }

    private var waiter: String { handling.await.flatMap(name).map { "'\($0)'" } ?? "the code that does it" }

    /// What attaches the handler.
    private var what: String {
        guard let callee = handling.callee else { return "the await" }
        if let written = handling.frames.first.flatMap(written) { return written }
        return callee.isEmpty ? "a handler" : "\(callee)(…)"
    }

    /// When it comes, counted from when the rejection was told of.
    private var delay: String {
        let nanoseconds = handling.time - handling.toldTime
        return nanoseconds == 0 ? "in a later turn" : "\(durationText(nanoseconds)) later"
    }

    private var advice: String {
        guard let callee = handling.callee, !callee.isEmpty else { return "await it there, in a try" }
        return "call \(what) there, keep its promise, and await that later"
    }
}
