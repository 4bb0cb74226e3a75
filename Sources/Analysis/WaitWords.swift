import Text
import Trace

/// What is said of who waits for whom, by text and picture alike: names as they are, without places, which each tells in its way.
public struct WaitWords {
    public let trace: Trace
    public let graph: WaitGraph

    public init(_ trace: Trace, _ graph: WaitGraph) {
        self.trace = trace
        self.graph = graph
    }

    /// One wait of a way: what waits for what, and where that stands.
    public struct Line: Equatable {
        public var words: String
        /// `nil` where no place is known.
        public var module: ModuleIndex?
        public var position: Position?

        public init(words: String, module: ModuleIndex? = nil, position: Position? = nil) {
            self.words = words
            self.module = module
            self.position = position
        }
    }

    private func name(_ module: ModuleIndex) -> String { trace[module].name }

    // MARK: Ways

    /// The waits along a way of nodes.
    ///
    /// - Parameter isClosed: whether the last waits for the first.
    public func lines(along way: [Int], isClosed: Bool) -> [Line] {
        var lines: [Line] = []
        for (place, index) in way.enumerated() {
            let next = place + 1 < way.count ? way[place + 1] : isClosed ? way[0] : nil
            let before = place > 0 ? way[place - 1] : isClosed ? way.last : nil
            if let line = line(index, next: next, before: before) { lines.append(line) }
        }
        return lines
    }

    private func line(_ index: Int, next: Int?, before: Int?) -> Line? {
        let node = graph.nodes[index]
        switch node.kind {
        case .module(let module):
            if node.standsAtImport, let position = node.position {
                if let request = importStoodAt(node), let asked = request.module {
                    return Line(
                        words: "\(name(module)) has not begun: it imports \(imported(request, from: name(asked)))", module: module,
                        position: request.position)
                }
                return Line(words: "\(name(module)) has not begun: it waits for \(awaited(node))", module: module, position: position)
            }
            if let position = node.position {
                return Line(words: "\(name(module)) awaits \(awaited(node))", module: module, position: position)
            }
            guard let next, let edge = graph.edge(from: index, to: next) else { return nil }
            return Line(words: "\(name(module)) has not begun: \(importWords(edge))", module: module, position: edge.request?.position)
        case .function(let function, let module):
            return Line(words: "\(named(function)) awaits \(awaited(node))", module: module, position: node.position)
        case .promise, .promiseBehind: return promiseLine(node, awaitedBy: before.map { graph.nodes[$0] })
        case .thenFunction(let module):
            return Line(words: "that takes \(name(module)) for a promise and has called its function 'then', which never calls back")
        }
    }

    /// A promise that is only what the `await` before it says needs no line.
    private func promiseLine(_ node: WaitGraph.Node, awaitedBy before: WaitGraph.Node?) -> Line? {
        let isAwaited = before?.module != nil
        let label = label(node)
        if isAwaited, let origin = node.origin,
            origin.expression == before?.awaits || node.isImport && before?.awaits.hasPrefix("import(") == true
        {
            return origin.name.isEmpty || !node.isDeadEnd
                ? nil : Line(words: "that is the promise '\(origin.name)'", module: origin.module, position: origin.position)
        }
        guard let origin = node.origin else {
            if isAwaited { return nil }
            return label.isEmpty ? nil : Line(words: "which waits for \(label)")
        }
        let made =
            origin.name.isEmpty || isAwaited && origin.name == before?.awaits ? origin.expression : "\(origin.name) = \(origin.expression)"
        return Line(
            words: isAwaited ? "whose promise was made by \(made)" : "which waits for \(node.isImport ? label : made)",
            module: origin.module,
            position: origin.position)
    }

    private func awaited(_ node: WaitGraph.Node) -> String { node.awaits.isEmpty ? "a promise" : node.awaits }

    func named(_ function: String) -> String { function.isEmpty ? "an async function" : function }

    private func label(_ node: WaitGraph.Node) -> String {
        switch node.kind {
        case .promise(let text), .promiseBehind(let text): text
        case .module, .function, .thenFunction: ""
        }
    }

    // MARK: Imports

    /// The import in the place of which a bundler put the `await` that a module stands at.
    public func importStoodAt(_ node: WaitGraph.Node) -> TraceModule.Request? {
        guard node.standsAtImport, case .module(let module) = node.kind, let position = node.position else { return nil }
        // The specifier stands behind the word `import`, and what is awaited may be cut before it.
        let behind = trace[module].requests.filter { request in
            request.position.map { ($0.line, $0.column) > (position.line, position.column) } ?? false
        }
        return behind.first { node.awaits.contains($0.specifier) }
            ?? behind.min { ($0.position?.line ?? 0, $0.position?.column ?? 0) < ($1.position?.line ?? 0, $1.position?.column ?? 0) }
    }

    /// Why a module has not begun: `it imports a and b from x.mjs`.
    ///
    /// - Parameter edge: its wait.
    public func importWords(_ edge: WaitGraph.Edge) -> String {
        guard case .module(let target) = graph.nodes[edge.to].kind else { return "it waits for another" }
        guard let request = edge.request, let asked = request.module else { return "it waits for \(name(target))" }
        let text = "it imports \(imported(request, from: name(asked)))"
        return asked == target ? text : text + ", which is in a cycle of imports with \(name(target))"
    }

    private func imported(_ request: TraceModule.Request, from module: String) -> String {
        guard let names = nameList(request) else { return request.names.first == "*" ? "all of \(module)" : module }
        return "\(names) from \(module)"
    }

    /// `a, b and c`; `nil` where there are no names.
    package func nameList(_ request: TraceModule.Request) -> String? {
        let names = request.names.filter { $0 != "*" }
        guard !names.isEmpty, names.count == request.names.count else { return nil }
        let more = request.nameCount - names.count
        if more > 0 { return names.joined(separator: ", ") + " and \(more) more" }
        return names.count == 1 ? names[0] : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
    }

    // MARK: In a few words

    /// What a cycle is, as in `it and 'b.mjs' wait for each other`; `it` is what the cycle begins with.
    public func circle(_ cycle: [Int]) -> String {
        let modules = modules(of: cycle)
        if modules.isEmpty {
            let names = cycle.compactMap { if case .function(let name, _) = graph.nodes[$0].kind { named(name) } else { nil } }
            if names.count == 1 { return "\(names[0]) waits for itself" }
            return names.isEmpty ? "promises wait for each other" : "async functions wait for each other: \(round(names))"
        }
        switch modules.count {
        case 1: return "it waits for itself"
        case 2: return "it and '\(name(modules[1]))' wait for each other"
        default: return "\(modules.count) modules wait for each other: \(round(modules.map(name)))"
        }
    }

    /// The modules of a cycle, each once.
    public func modules(of cycle: [Int]) -> [ModuleIndex] {
        var seen: Set<ModuleIndex> = []
        return cycle.compactMap { index in
            guard case .module(let module) = graph.nodes[index].kind, seen.insert(module).inserted else { return nil }
            return module
        }
    }

    private func round(_ names: [String]) -> String {
        let shown = names.count > 8 ? names.prefix(4) + ["…"] + names.suffix(3) : names[...]
        return (shown + names.prefix(1)).joined(separator: " → ")
    }
}
