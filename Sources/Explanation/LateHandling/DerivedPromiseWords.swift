import Diagnostics
import Simulator

/// What is said of a rejection whose promise another one gave: `job.finally(…)` is rejected with `job`, and a handler of `job` is none of it.
struct DerivedPromiseWords {
    let maker: UncaughtError.Maker
    /// Where that call stands.
    let place: SourceLocation

    /// Methods that give a promise of their own, and calls that make one of several.
    private static let (methods, combinators): (Set<String>, Set<String>) = (["then", "catch", "finally"], ["all", "any", "race"])

    init?(_ maker: UncaughtError.Maker?, at location: (UncaughtError.Frame) -> SourceLocation?) {
        guard let maker, let method = maker.method, let place = location(maker.place) else { return nil }
        guard Self.methods.contains(method) || Self.combinators.contains(method) && maker.callee == "Promise.\(method)" else { return nil }
        self.maker = maker
        self.place = place
    }

    private var isCombinator: Bool { Self.combinators.contains(maker.method ?? "") }
    /// What the method is called on, as written.
    private var source: String { String(maker.callee.dropLast((maker.method?.count ?? 0) + 1)) }
    private var call: String { "\(maker.callee)(…)" }

    func tell(in problem: inout Diagnostic) -> [Finding.Remedy] {
        let others = isCombinator ? "handlers of those that it is given are none of it" : "a handler of \(source) is none of it"
        problem.related.insert(RelatedPlace("\(call) gives a promise of its own here, which nobody handles: \(others)", at: place), at: 0)
        let first = "handle what \(call) gives: put .catch(…) behind it, or await it in a try"
        let remedies = maker.method == "then" ? [first, "give \(call) a second function, which takes the error of \(source)"] : [first]
        problem.suggestion = remedies[0]
        problem.alternatives = Array(remedies.dropFirst())
        return remedies.map { Finding.Remedy($0) }
    }
}
