import Diagnostics
import Simulator

/// What is said of a rejection whose promise another one gave: `job.finally(…)` is rejected with `job`, and a handler of `job` is none of it.
struct DerivedPromiseWords {
    let maker: UncaughtError.Maker
    /// Where that call stands.
    let place: SourceLocation
    /// Whether the error comes from what the call was given, and not from what it is a method of.
    let isFromCallback: Bool
    /// What the method is called on, as written.
    private let source: String

    /// Methods that give a promise of their own, and calls that make one of several.
    private static let (methods, combinators): (Set<String>, Set<String>) = (["then", "catch", "finally"], ["all", "any", "race"])

    /// - Parameter receiver: what the method of a call is called on, in few words.
    init?(
        _ maker: UncaughtError.Maker?, isFromCallback: Bool, at location: (UncaughtError.Frame) -> SourceLocation?,
        receiver: (UncaughtError.Frame) -> String?
    ) {
        guard let maker, let method = maker.method, let place = location(maker.place) else { return nil }
        guard Self.methods.contains(method) || Self.combinators.contains(method) && maker.callee == "Promise.\(method)" else { return nil }
        self.maker = maker
        self.place = place
        self.isFromCallback = isFromCallback
        let written = String(maker.callee.dropLast(method.count + 1))
        source = written == "(intermediate value)" ? receiver(maker.place) ?? "a promise" : written
    }

    private var isCombinator: Bool { Self.combinators.contains(maker.method ?? "") }
    private var call: String { "\(source).\(maker.method ?? "")(…)" }
    /// Whether it is the end of a chain, so that nobody can have the promise before it.
    private var isChained: Bool { source.contains("(") }

    func tell(in problem: inout Diagnostic) -> [Finding.Remedy] {
        var words = "\(call) gives a promise of its own here, which nobody handles"
        if isCombinator {
            words += ": handlers of those that it is given are none of it"
        } else if !isChained, !isFromCallback {
            words += ": a handler of \(source) is none of it"
        }
        problem.related.insert(RelatedPlace(words, at: place), at: 0)
        var remedies = ["handle what \(call) gives: put .catch(…) behind it, or await it in a try"]
        if maker.method == "then", !isChained, !isFromCallback {
            remedies.append("give \(call) a second function, which takes the error of \(source)")
        }
        return problem.suggest(remedies)
    }
}
