import Diagnostics
import Text

/// Until when a run is watched. What is left to do by then keeps the process alive: it runs on, and the outcome says so.
public enum RunUntil: Hashable, Sendable {
    /// Until nothing is left to do; but of what recurs after the start-up and has no end within the limits, such as an interval, only for a while.
    case startUp
    /// Until every entry has settled.
    case settled
    /// Until nothing is left to do, or a limit is met.
    case idle
    /// Until that virtual time.
    case time(VirtualDuration)

    /// The words for all but times, as the scenario and the command line write them.
    public static let words = ["startup", "settled", "idle"]

    /// How long, in virtual time, a run without end is shown after its start-up: nanoseconds.
    public static let grace: Int64 = 60 * 1_000_000_000
    /// Which part of a limit of steps it may take meanwhile.
    public static let graceStepsDivisor = 10

    /// - Throws: what is wrong with the text.
    public init(parsing text: String) throws(Limit.ValueError) {
        switch text {
        case "startup": self = .startUp
        case "settled": self = .settled
        case "idle": self = .idle
        default:
            do throws(VirtualDuration.ParseError) {
                self = .time(try VirtualDuration(parsing: text))
            } catch {
                if let first = text.first, first.isNumber || first == "-" {
                    throw Limit.ValueError(message: error.message, suggestion: error.suggestion)
                }
                let near = nearestName(to: text, among: Self.words)
                throw Limit.ValueError(
                    message: "expected startup, settled, idle or a time, found '\(shortened(text))'",
                    suggestion: near.map { "did you mean '\($0)'?" } ?? "a time is a number and a unit, such as 10s")
            }
        }
    }
}
