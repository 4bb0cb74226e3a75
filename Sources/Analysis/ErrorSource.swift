import Trace

/// From whom a module got an error that it did not throw itself.
///
/// An error thrown in the walk over the graph is stored in every module of the walk's stack at once, without an event that names
/// its source. https://tc39.es/ecma262/#sec-moduleevaluation
enum ErrorSource {
    /// The first import that failed with the same error, which is where the walk ended; `nil` when there is none.
    static func of(_ module: Int, in trace: Trace, hasFailed: (Int) -> Bool) -> Int? {
        guard let error = trace.modules[module].error else { return nil }
        let imports = trace.modules[module].requests.lazy.compactMap { $0.module.map { Int($0.rawValue) } }
        return imports.first { target in
            target != module && trace.modules.indices.contains(target) && trace.modules[target].error == error && hasFailed(target)
        }
    }

    /// The modules that a walk was given up with, in the order in which its error came to them, and from whom: first up along the imports that
    /// the walk was at, then to the other members of their cycles, whose own walk was done.
    ///
    /// - Parameters:
    ///   - stack: the modules from the walk's first on.
    ///   - isDone: whether the walk had left a module but for its cycle.
    ///   - hasFailed: whether a module had failed before.
    static func ofWalk(
        _ stack: [Int], in trace: Trace, isDone: (Int) -> Bool, hasFailed: (Int) -> Bool
    ) -> [(module: Int, source: Int?)] {
        var told: Set<Int> = []
        let waiting = Set(stack)
        let order = stack.reversed().filter { !isDone($0) } + stack.reversed().filter(isDone)
        return order.map { module in
            let source = of(module, in: trace) { told.contains($0) || !waiting.contains($0) && hasFailed($0) }
            told.insert(module)
            return (module, source)
        }
    }

    /// The deferred import whose error a body threw, which it evaluated by its first use of the namespace; `nil` when there is none.
    ///
    /// https://tc39.es/proposal-defer-import-eval/#sec-EvaluateModuleSync
    static func ofDeferred(_ module: Int, error: String, in trace: Trace, failsNow: (Int) -> Bool) -> Int? {
        let deferred = trace.modules[module].requests.lazy.filter { $0.phase == .defer }
        return deferred.compactMap { $0.module.map { Int($0.rawValue) } }.first { target in
            target != module && trace.modules.indices.contains(target) && trace.modules[target].error == error && failsNow(target)
        }
    }
}
