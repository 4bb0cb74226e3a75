import Analysis
import Text
import Trace

/// A module graph as Mermaid's flowchart: own awaits are stadiums, what waits for others has round corners, cycles are boxed, the
/// critical path is thick, and `import()` and deferred imports are dashed.
///
/// https://mermaid.js.org/syntax/flowchart.html
struct MermaidFlowchart {
    private static let moduleLimit = 150
    /// Mermaid refuses more than 500 (`maxEdges`), unless its host says otherwise.
    private static let edgeLimit = 450

    private let trace: Trace
    private let model: GraphModel

    init(_ run: AnalysedRun) {
        trace = run.trace
        model = run.graph
    }

    func text(title: String, description: String) -> String {
        var lines = MermaidLines("flowchart TD", title: title, description: description, reserve: 16_000)
        let isShown = addModules(to: &lines)
        let drawn = addEdges(to: &lines, isShown)
        let left = (isShown.count { !$0 }, model.edges.count - drawn.count)
        if left != (0, 0) { lines.must("    more[\"\(counted(left.0, "module")) and \(counted(left.1, "import")) left out\"]") }
        addStyles(to: &lines, isShown, drawn)
        return lines.text
    }

    // MARK: Modules

    /// Which of the modules found room.
    private func addModules(to lines: inout MermaidLines) -> [Bool] {
        let chosen = choose()
        var isShown = Array(repeating: false, count: model.nodes.count)
        for node in model.nodes where chosen[index(node.module)] && node.cycle == nil {
            isShown[index(node.module)] = lines.add(["    " + box(node)])
        }
        for (number, cycle) in model.cycles.enumerated() {
            let members = cycle.members.filter { chosen[index($0)] }
            guard !members.isEmpty else { continue }
            let root = MermaidText.escaped(trace[cycle.root].name)
            let boxes = members.map { "        " + box(model.nodes[index($0)]) }
            guard lines.add(["    subgraph c\(number)[\"cycle, root \(root)\"]"] + boxes + ["    end"]) else { continue }
            for member in members { isShown[index(member)] = true }
        }
        return isShown
    }

    private func box(_ node: GraphModel.Node) -> String {
        var words: [String] = []
        if let order = node.evaluationOrder { words.append("order \(order)") }
        if node.isEntry { words.append("entry") }
        if trace[node.module].kind == .json { words.append("JSON") }
        if node.suspendedNanoseconds > 0, !node.isSuspendedAtEnd { words.append("awaits \(duration(node.suspendedNanoseconds))") }
        switch node.state {
        case .completed: break
        case .failed(_, let source): words.append(source == nil ? "fails" : "fails with a dependency")
        case .unsettled: words.append(trace.wordsForUnended)
        case .neverRan: words.append("never runs")
        }
        let details = words.isEmpty ? "" : "<br/>\(words.joined(separator: ", "))"
        let label = "\"\(MermaidText.escaped(trace[node.module].name))\(details)\""
        switch node.asynchrony {
        case .ownAwait: return "m\(node.module.rawValue)([\(label)])"
        case .throughDependency: return "m\(node.module.rawValue)(\(label))"
        case .synchronous: return "m\(node.module.rawValue)[\(label)]"
        }
    }

    /// All of a small graph; of a large one what matters, and what is near the entries.
    private func choose() -> [Bool] {
        guard model.nodes.count > Self.moduleLimit else { return Array(repeating: true, count: model.nodes.count) }
        var chosen = Array(repeating: false, count: model.nodes.count)
        var count = 0
        func add(_ module: ModuleIndex) {
            guard count < Self.moduleLimit, !chosen[index(module)] else { return }
            chosen[index(module)] = true
            count += 1
        }
        let entries = model.nodes.lazy.filter(\.isEntry).map(\.module)
        entries.prefix(20).forEach(add)
        let path = model.criticalPath.modules
        path.prefix(20).forEach(add)
        path.suffix(20).forEach(add)
        model.criticalPath.workers.prefix(10).forEach(add)
        model.nodes.lazy.filter { if case .failed = $0.state { true } else { false } }.map(\.module).prefix(20).forEach(add)
        model.nodes.lazy.filter { $0.state == .unsettled }.map(\.module).prefix(20).forEach(add)
        var imports: [ModuleIndex: [ModuleIndex]] = [:]
        for edge in model.edges { imports[edge.from, default: []].append(edge.to) }
        var queue = Array(entries.prefix(20))
        var seen = Set(queue)
        var next = 0
        while next < queue.count, count < Self.moduleLimit {
            for module in imports[queue[next]] ?? [] where seen.insert(module).inserted {
                add(module)
                queue.append(module)
            }
            next += 1
        }
        return chosen
    }

    // MARK: Edges

    /// The edges that are drawn, in the order by which Mermaid counts them.
    private func addEdges(to lines: inout MermaidLines, _ isShown: [Bool]) -> [GraphModel.Edge] {
        let between = model.edges.filter { isShown[index($0.from)] && isShown[index($0.to)] }
        var drawn: [GraphModel.Edge] = []
        // Styles count edges by place, so the critical ones, which are kept in any case, come first only in a graph cut short.
        let ordered = between.count > Self.edgeLimit ? between.filter(\.isCritical) + between.filter { !$0.isCritical } : between
        for edge in ordered.prefix(Self.edgeLimit) {
            let (from, to) = ("m\(edge.from.rawValue)", "m\(edge.to.rawValue)")
            let line =
                switch edge.kind {
                case .import: "    \(from) -->|\(edge.order)| \(to)"
                case .deferred: "    \(from) -.->|\"\(edge.order), defer\"| \(to)"
                case .dynamic: "    \(from) -.->|\"import()\"| \(to)"
                }
            lines.must(line)
            drawn.append(edge)
        }
        return drawn
    }

    // MARK: Styles

    private func addStyles(to lines: inout MermaidLines, _ isShown: [Bool], _ drawn: [GraphModel.Edge]) {
        func mark(_ name: String, _ style: String, _ isMarked: (GraphModel.Node) -> Bool) {
            let modules = model.nodes.filter { isShown[index($0.module)] && isMarked($0) }.map { "m\($0.module.rawValue)" }
            guard !modules.isEmpty else { return }
            lines.must("    classDef \(name) \(style)")
            lines.must("    class \(modules.joined(separator: ",")) \(name)")
        }
        mark("ownAwait", "fill:#A6D3F2,stroke:#0072B2,color:#1F2328") { $0.asynchrony == .ownAwait }
        mark("throughDependency", "fill:#E4E7EB,stroke:#0072B2,color:#1F2328") { $0.asynchrony == .throughDependency }
        mark("synchronous", "fill:#F3F5F8,stroke:#59636E,color:#1F2328") { $0.asynchrony == .synchronous }
        mark("critical", "stroke:#D55E00,stroke-width:3px", \.isCritical)
        mark("stuck", "stroke:#C62828,stroke-width:3px,stroke-dasharray:6 3") { node in
            switch node.state {
            case .failed, .unsettled: true
            default: false
            }
        }
        let critical = drawn.indices.filter { drawn[$0].isCritical }.map(String.init)
        if !critical.isEmpty { lines.must("    linkStyle \(critical.joined(separator: ",")) stroke:#D55E00,stroke-width:3px") }
    }

    private func index(_ module: ModuleIndex) -> Int { Int(module.rawValue) }
}
