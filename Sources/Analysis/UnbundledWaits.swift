import Trace

/// Who waits for whom in a bundle that never settles, by the user's own modules.
///
/// A bundler's code lets modules begin by promises of its own, of which no text of the user's tells. What the user knows is that a module has not begun
/// because one that it imports stands at an `await`, and that a pending `import()` waits for its module: that is told in the place of those promises.
struct UnbundledWaits {
    /// The trace, by the user's own modules.
    private(set) var trace: Trace
    private let calls: [[TraceSource.Call]]
    /// By module: how many imports lie between it and one that stands at an `await`, of those that have not begun; `nil` where there is none.
    private var distance: [Int?]
    /// By module: whether its body has begun, or it stands at an `await` in the place of an import.
    private let isTold: [Bool]

    /// - Parameters:
    ///   - sources: what the trace's modules were in the bundle's.
    ///   - hasBegun: by module, whether its body has.
    init(_ trace: Trace, _ sources: [TraceSource], hasBegun: [Bool]) {
        self.trace = trace
        calls = sources.map(\.calls)
        distance = Array(repeating: nil, count: trace.modules.count)
        var isTold = hasBegun
        for wait in trace.pendingWaits where wait.function == nil && isTold.indices.contains(Int(wait.module.rawValue)) {
            let module = Int(wait.module.rawValue)
            isTold[module] = true
            distance[module] = 0
        }
        self.isTold = isTold
        measure()
    }

    /// Nearest first, from those that stand at an `await` up to their importers.
    private mutating func measure() {
        var importers = [[Int]](repeating: [], count: trace.modules.count)
        for (module, content) in trace.modules.enumerated() where canWait(module) {
            for request in content.requests where request.phase == .evaluation {
                if let target = request.module, importers.indices.contains(Int(target.rawValue)) {
                    importers[Int(target.rawValue)].append(module)
                }
            }
        }
        var queue = distance.indices.filter { distance[$0] != nil }
        var next = 0
        while next < queue.count {
            let module = queue[next]
            next += 1
            for importer in importers[module] where distance[importer] == nil {
                distance[importer] = (distance[module] ?? 0) + 1
                queue.append(importer)
            }
        }
    }

    /// Whether the module has not begun, and nothing else tells for what it waits.
    private func canWait(_ module: Int) -> Bool { !isTold[module] && trace.modules[module].status != .evaluated }

    /// Puts imports in the place of the bundler's own promises.
    mutating func read() {
        var asked = trace.entries.map { Int($0.rawValue) }
        for index in trace.pendingPromises.indices {
            guard let target = target(of: trace.pendingPromises[index]) else { continue }
            trace.pendingPromises[index].settlers = [.module(ModuleIndex(target), import: -1)]
            asked.append(target)
        }
        var seen: Set<Int> = []
        while let module = asked.popLast() {
            guard trace.modules.indices.contains(module), canWait(module), seen.insert(module).inserted, let own = distance[module] else {
                continue
            }
            var awaited: [ModuleIndex] = []
            for request in trace.modules[module].requests where request.phase == .evaluation {
                guard let target = request.module, distance.indices.contains(Int(target.rawValue)),
                    let other = distance[Int(target.rawValue)], other < own, !awaited.contains(target)
                else { continue }
                awaited.append(target)
                asked.append(Int(target.rawValue))
            }
            trace.modules[module].pendingDependencies = awaited
        }
    }

    /// Whether a text of the user's is a declaration that asks for a module, in the place of which a bundler put something else.
    static func isImport(_ text: String) -> Bool {
        if text.hasPrefix("export") { return true }
        guard text.hasPrefix("import"), let next = text.dropFirst(6).first else { return false }
        return next != "(" && next != "."
    }

    /// The module for which a promise waits that an import of the user's made; `nil` where that is done, and where nobody knows what it waits for.
    private func target(of promise: PendingPromise) -> Int? {
        guard let origin = promise.origin, calls.indices.contains(Int(origin.module.rawValue)) else { return nil }
        let source = Int(origin.module.rawValue)
        let target: Int
        if let call = calls[source].first(where: {
            $0.position.line == origin.position.line && $0.position.column == origin.position.column
        }) {
            target = Int(call.target.rawValue)
        } else {
            // A bundler puts calls into the place of declarations as well.
            guard Self.isImport(origin.expression),
                let request = trace.modules[source].requests.first(where: { origin.expression.contains($0.specifier) }),
                let module = request.module
            else { return nil }
            target = Int(module.rawValue)
        }
        return trace.modules.indices.contains(target) && distance[target] != nil ? target : nil
    }
}
