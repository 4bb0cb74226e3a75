import Text
import Trace

/// What takes a cycle of waits apart.
public struct WaitRemedy: Equatable {
    public enum Kind: Equatable {
        /// The `await` is taken out.
        case doNotAwait
        /// What one module imports from another goes into a module of its own.
        case move
        /// An import that brings no names is taken out.
        case dropImport
        /// Anything else.
        case other
    }
    public var kind: Kind
    /// What to do, such as `do not await import("./de.mjs") at the top level of index.mjs`.
    public var words: String
    /// Where.
    public var module: ModuleIndex
    public var position: Position?

    public init(kind: Kind, words: String, module: ModuleIndex, position: Position?) {
        self.kind = kind
        self.words = words
        self.module = module
        self.position = position
    }
}

extension WaitWords {
    /// What takes the cycle apart, the likelier first.
    ///
    /// An `await` whose value nobody uses can go. Where the code goes on with it, it is easier to move the names that are asked for back.
    public func remedies(for cycle: [Int]) -> [WaitRemedy] {
        guard let first = cycle.first else { return [] }
        var remedies: [WaitRemedy] = []
        let node = graph.nodes[first]
        let awaited = node.awaits.isEmpty ? "that" : node.awaits
        switch node.kind {
        case .module(let module) where node.position != nil:
            remedies.append(
                WaitRemedy(
                    kind: .doNotAwait, words: "do not await \(awaited) at the top level of \(trace[module].name)", module: module,
                    position: node.position))
        case .function(let name, let module):
            let other = cycle.dropFirst().lazy.compactMap { index in
                if case .function(let name, _) = graph.nodes[index].kind { named(name) } else { nil }
            }.first
            remedies.append(
                WaitRemedy(
                    kind: .doNotAwait,
                    words: "do not await \(awaited) in \(named(name))"
                        + (other.map { ": \($0) waits for \(named(name))" } ?? ": it waits for itself"),
                    module: module, position: node.position))
        default: break
        }
        if let closing = closingImport(of: cycle) {
            if closing.kind == .dropImport || closing.kind == .move && isEasier(closing, node) {
                remedies.insert(closing, at: 0)
            } else {
                remedies.append(closing)
            }
        } else if let other = otherAwait(of: cycle) {
            remedies.append(other)
        }
        return remedies
    }

    /// Whether it is easier to move the names than to do without the value that is awaited: it is used, and the names are few and known.
    private func isEasier(_ closing: WaitRemedy, _ node: WaitGraph.Node) -> Bool {
        guard node.usesValue == true else { return false }
        return trace[closing.module].requests.contains {
            $0.position == closing.position && (1...8).contains($0.nameCount) && $0.names != ["*"]
        }
    }

    /// The static import that leads back to the module whose wait is to be taken out: the last of the cycle.
    private func closingImport(of cycle: [Int]) -> WaitRemedy? {
        for place in cycle.indices.reversed() {
            let (from, to) = (cycle[place], cycle[(place + 1) % cycle.count])
            guard case .module(let importer) = graph.nodes[from].kind, let request = request(from, to, cycle), let target = request.module
            else { continue }
            let (importerName, targetName) = (trace[importer].name, trace[target].name)
            let isPlain = request.names.isEmpty && request.position != nil
            if isPlain {
                return WaitRemedy(
                    kind: .dropImport, words: "take out the import of \(targetName) in \(importerName), which brings no names",
                    module: importer,
                    position: request.position)
            }
            let names = nameList(request).map { " (\($0))" } ?? ""
            return WaitRemedy(
                kind: .move, words: "move what \(importerName) imports from \(targetName)\(names) to a module of its own", module: importer,
                position: request.position)
        }
        return nil
    }

    /// The import by which a module waits for the next module of a cycle.
    private func request(_ from: Int, _ to: Int, _ cycle: [Int]) -> TraceModule.Request? {
        let edge = graph.edge(from: from, to: to)
        if edge?.kind == .dependency { return edge?.request }
        return importStoodAt(graph.nodes[from])
    }

    /// Another module of the cycle that stands at an `await`.
    private func otherAwait(of cycle: [Int]) -> WaitRemedy? {
        for index in cycle.dropFirst() {
            let node = graph.nodes[index]
            guard case .module(let module) = node.kind, node.position != nil else { continue }
            return WaitRemedy(
                kind: .doNotAwait,
                words: "do not await \(node.awaits.isEmpty ? "that" : node.awaits) at the top level of \(trace[module].name)",
                module: module, position: node.position)
        }
        return nil
    }
}
