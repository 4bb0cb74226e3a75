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

    func tell(in problem: inout Diagnostic) -> [Finding.Remedy] {
        guard let place = handling.frames.lazy.compactMap({ location($0) }).first else { return [] }
        var places = [RelatedPlace("\(what) \(isEnding ? "would handle it" : "handles it") here, \(delay)", at: place)]
        if !handling.isCaught { places[0].message = "\(what) would take it here, \(delay), and nobody handles what becomes of that" }
        let wait = handling.await.flatMap { location($0) }
        if let wait {
            places.append(
                RelatedPlace(
                    "the code that does it waits here, while the rejection is told of: that is when the microtasks of the turn are done",
                    at: wait))
        }
        problem.related = places + problem.related
        let before = wait.map { "before the await at \($0.file):\($0.line):\($0.column)" } ?? "when the promise is made"
        let remedy =
            handling.isCaught
            ? "attach the handler \(before): \(advice)"
            : "attach a handler \(before), such as .catch(…)"
        problem.suggestion = remedy
        return [Finding.Remedy(remedy)]
    }

    private var what: String {
        guard let callee = handling.callee else { return "the await" }
        return callee.isEmpty ? "a handler" : callee
    }

    /// When it comes, counted from when the rejection was told of.
    private var delay: String {
        let nanoseconds = handling.time - handling.toldTime
        return nanoseconds == 0 ? "later in the same millisecond" : "\(durationText(nanoseconds)) later"
    }

    private var advice: String {
        guard let callee = handling.callee, !callee.isEmpty else { return "a .catch(…) where the promise is made, or a try around an await there" }
        if callee.hasPrefix("Promise.") { return "call \(callee) there, keep its promise, and await that later" }
        return "call it as soon as the promise is made"
    }
}
