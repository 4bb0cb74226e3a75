import Simulator
import Text
import Trace

extension Run {
    /// What a real host would print at its end, each a line with its end: ECMA-262 alone says nothing, and how a blocked run ended is said already.
    var hostLines: [String] {
        if case .blocked = trace.outcome { return [] }
        guard trace.isOfHost else { return [] }
        // The place and the way there are told as every problem's.
        return hostMessages.map { "\(visibleText(trace.host)) says: \(visibleText($0.headline))\n" }
    }
}
