import JavaScript
import Simulator
import Trace

/// A value of another module that was used before it was there.
struct EarlyUse {
    /// Why it was not there.
    enum Reason {
        /// The owner's code had not begun.
        case notBegun
        /// The owner stood at an `await`, and the assignment comes behind that.
        case waits(Position)
        /// The owner ran, and had come as far as this place.
        case runs(UncaughtError.Frame?)
        /// Only functions assign it.
        case inFunction
        /// Nothing assigns it.
        case never
        /// It was copied before it was there, and is there in the end.
        case copied
        /// The owner had failed before it came to it.
        case failed
        /// The function that used it assigns it, further down.
        case furtherDown
        /// The owner's `export default` took it from this variable, which was not assigned then.
        case takenByDefault(BindingID)
    }

    var missing: UncaughtError.Missing
    var user: ModuleIndex
    /// As it stands in the user's text, if that is short.
    var written: String
    var origin: ValueOrigin
    var way: [ModuleIndex]
    var owner: ModuleIndex { way[way.count - 1] }
    var binding: BindingID
    /// Where it gets its value, in one module, in the order of the text.
    var assignments: [ValueAssignment]
    /// Whether the value may have been there and have been taken away.
    var isTakenAway = false
    /// Whether it is not the value that was missing, but what it holds.
    var isContent = false
    /// The module of those: the owner, but for properties that others set.
    var assigner: ModuleIndex
    var reason: Reason
    /// Where the innermost function that assigns it stood at an `await`.
    var functionStands: Position?
    /// `nil` where it is not known how far modules were.
    var moment: Moment?
    /// Of a value that a function of its own module used: who called that.
    var call: EarlyCall?
    /// Of a value that only functions assign, and that is not there in the end either: what is known of the calls of such a function.
    var uncalled: UncalledFunction?
}
