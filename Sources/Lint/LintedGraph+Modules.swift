import JavaScript
import Programs
import Threads

/// What of a module a rule asks first, so that most modules cost nothing.
struct ModuleTraits: Sendable {
    /// Whether it says `await`, at the top level or in a function, or `for await`.
    var hasAwait = false
    /// Whether it has an async function, or a generator of that kind.
    var hasAsyncFunction = false
    /// Whether it names a member `then`.
    var hasThen = false

    init(_ tree: SyntaxTree) {
        for node in tree.nodes {
            if node.isWait { hasAwait = true }
            if case .member(_, .known(.then), _) = node { hasThen = true }
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

extension StaticGraph {
    /// Whether each module can be run, as far as a look tells: with all that it declares to import.
    func modulesThatCanBeRun(_ traits: [ModuleTraits?]) -> [Bool] {
        var canBeRun = modules.enumerated().map { number, module in
            module.kind == .json
                || module.kind == .module && traits[number] != nil && module.requests.allSatisfy { $0.target != nil }
        }
        let importers = importers()
        var pending = canBeRun.indices.filter { !canBeRun[$0] }
        while let module = pending.popLast() {
            for importer in importers[module] where canBeRun[Int(importer)] {
                canBeRun[Int(importer)] = false
                pending.append(Int(importer))
            }
        }
        return canBeRun
    }
}
