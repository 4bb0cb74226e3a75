/// A random module graph, in a form that can be made smaller piece by piece.
///
/// The first four variants are those that evanw/tla-fuzzer describes, so that tables can be laid beside what was measured elsewhere.
public struct RandomGraph: Hashable, Sendable {
    struct Module: Hashable, Sendable {
        /// Whether it awaits once, and prints before and after.
        var awaits = false
        /// Whether a reaction of a promise prints after it.
        var reacts = false
        var calls: [Call] = []
        /// Static imports in order; the same module may come twice.
        var imports: [Int] = []
    }

    /// A call of `import()`, after which a line is printed.
    struct Call: Hashable, Sendable {
        enum Form: Hashable, Sendable, CaseIterable {
            /// `await import(…)`
            case awaited
            /// `import(…).then(…)`
            case loose
            /// In an async function whose call is awaited.
            case awaitedFunction
            /// In an async function that is only called.
            case looseFunction
        }

        var target: Int
        var form: Form
    }

    /// The last is the entry. Imports and calls name modules by their place in this list.
    var modules: [Module]

    var entry: Int { modules.count - 1 }

    public var moduleCount: Int { modules.count }

    /// What decides which of two graphs is smaller: the modules that the entry leads to, their edges, and what else they do.
    public var size: GraphSize {
        let reached = isReachable
        var size = GraphSize(modules: 0, edges: 0, statements: 0)
        for (index, module) in modules.enumerated() where reached[index] {
            size.modules += 1
            size.edges += module.imports.count + module.calls.count
            size.statements += (module.awaits ? 1 : 0) + (module.reacts ? 1 : 0)
        }
        return size
    }

    /// By module: whether the entry leads to it.
    var isReachable: [Bool] {
        var reached = [Bool](repeating: false, count: modules.count)
        var pending = [entry]
        reached[entry] = true
        while let next = pending.popLast() {
            for target in modules[next].imports + modules[next].calls.map(\.target) where !reached[target] {
                reached[target] = true
                pending.append(target)
            }
        }
        return reached
    }
}

/// How large a graph is; of two counterexamples the smaller is shown.
public struct GraphSize: Hashable, Sendable, Comparable {
    public var modules: Int
    public var edges: Int
    public var statements: Int

    public static func < (left: GraphSize, right: GraphSize) -> Bool {
        (left.modules, left.edges, left.statements) < (right.modules, right.edges, right.statements)
    }
}
