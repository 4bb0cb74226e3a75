import JavaScript
import Programs
import Threads

/// What of a module a rule asks first, so that most modules cost nothing.
struct ModuleTraits: Sendable {
    /// Whether it says `await`, at the top level or in a function, or `for await`.
    var hasAwait = false
    /// Whether it has an async function, or a generator of that kind.
    var hasAsyncFunction = false
    /// Whether it calls something by `import()`.
    var hasImportCall = false

    init(_ tree: SyntaxTree) {
        for node in tree.nodes {
            switch node {
            case .await, .forOf(_, _, _, isAwait: true): hasAwait = true
            case .importCall: hasImportCall = true
            default: break
            }
        }
        hasAsyncFunction = tree.functions.contains { $0.flags.contains(.isAsync) }
    }
}

extension LintedGraph {
    /// What `body` finds in each module that was parsed and has the trait, in the order of the modules.
    func forEachModule(
        where trait: (ModuleTraits) -> Bool = { _ in true }, _ body: (ModuleNumber, AnalysedModule) -> [LintFinding]
    ) -> [LintFinding] {
        var findings: [LintFinding] = []
        for number in moduleNumbers where traits[Int(number)].map(trait) ?? false {
            if let module = analysed(number) { findings += body(number, module) }
        }
        return findings
    }
}
