import Analysis
import Graphviz
import Text
import Trace

/// The words of a picture of waiting.
struct WaitTexts {
    private static let limit = 40

    let trace: Trace
    let graph: WaitGraph
    private let shared: WaitWords
    /// By node of a promise: the one that awaits it first.
    private let awaiters: [Int: Int]

    /// As ``AnalysedRun/cycleRemedies``.
    private let cycleRemedies: [Int: [WaitRemedy]]

    /// As ``AnalysedRun/endNotes``.
    private let endNotes: [Int: [WaitWords.Line]]

    init(_ run: AnalysedRun) {
        endNotes = run.endNotes
        trace = run.trace
        graph = run.waits
        cycleRemedies = run.cycleRemedies
        shared = WaitWords(trace, graph)
        let awaits = graph.edges.lazy.filter { $0.kind == .awaits }
        awaiters = Dictionary(awaits.map { ($0.to, $0.from) }, uniquingKeysWith: { first, _ in first })
    }

    func name(of node: WaitGraph.Node) -> String {
        switch node.kind {
        case .module(let module): DOTText.visible(trace[module].name)
        case .function(let name, _):
            name.isEmpty ? "async function" : "async \(DOTText.visible(name))" + (name.hasPrefix("callback of ") ? "" : "()")
        case .promise(let expression): expression.isEmpty ? "promise" : DOTText.visible(expression)
        case .promiseBehind(let expression): "promise behind \(expression.isEmpty ? "another" : DOTText.visible(expression))"
        case .thenFunction(let module): "then() of \(DOTText.visible(trace[module].name))"
        }
    }

    /// The name of so many of whom each waits for the next.
    static func folded(_ count: Int) -> String { "+ \(count) that wait in a row" }

    private func name(_ index: Int) -> String { name(of: graph.nodes[index]) }

    func words(for index: Int) -> String {
        let node = graph.nodes[index]
        let line = node.position.map { ", line \($0.line)" } ?? ""
        let more =
            node.isDeadEnd
            ? ": nothing that is left to do settles it" : node.isUntold ? ": the trace does not tell what would settle it" : ""
        switch node.kind {
        case .module: return name(of: node) + (node.position == nil ? " has not begun" : " stands at its await\(line)")
        case .function(_, let module): return "\(name(of: node)) of \(DOTText.visible(trace[module].name)) stands at its await\(line)"
        case .promise: return "the promise of \(name(of: node))\(madePlace(index))\(awaitedPlace(index))\(more)"
        case .promiseBehind: return "a \(name(of: node))\(more)"
        case .thenFunction: return "\(name(of: node)), which import() has called, never calls back"
        }
    }

    func words(for edge: WaitGraph.Edge) -> String {
        let verb =
            switch edge.kind {
            case .dependency: "waits for its import"
            case .awaits: "awaits"
            case .settles: "settles when this does:"
            }
        return "\(name(edge.from)) \(verb) \(name(edge.to))"
    }

    /// The modules of a cycle, each once, and the first again.
    private func modulesAround(_ cycle: [Int]) -> [String] {
        var names: [String] = []
        for index in cycle {
            guard case .module = graph.nodes[index].kind else { continue }
            names.append(TextMetrics.shortened(name(index), to: 34))
        }
        if names.count > 8 { names = names.prefix(4) + ["…"] + names.suffix(3) }
        return names + names.prefix(1)
    }

    /// In a few words, for a subtitle.
    var summary: String {
        if let first = graph.cycles.first {
            let names = modulesAround(first)
            let text =
                names.isEmpty
                ? DOTText.visible(shared.circle(first))
                : names.count == 2 ? "\(names[0]) waits for itself" : "they wait for each other: \(names.joined(separator: " → "))"
            return graph.cycles.count > 1 ? text + ", and \(counted(graph.cycles.count - 1, "more cycle"))" : text
        }
        let ends = graph.nodes.filter(\.isDeadEnd)
        if ends.isEmpty { return "more wait than the trace tells of" }
        let functions = ends.filter { if case .thenFunction = $0.kind { true } else { false } }
        if functions.count == ends.count, let first = functions.first { return "\(name(of: first)) never calls back" }
        return ends.count == 1 ? "one promise that nothing settles" : "\(ends.count) promises that nothing settles"
    }

    /// What to do about it, a sentence a line.
    var advice: [String] {
        var lines: [String] = []
        for (index, cycle) in graph.cycles.prefix(3).enumerated() {
            for (number, remedy) in (cycleRemedies[index] ?? shared.remedies(for: cycle)).enumerated() {
                let line = remedy.position.map { ", line \($0.line)" } ?? ""
                lines.append((number == 0 ? "To cut the cycle: " : "Or: ") + DOTText.visible(remedy.words) + line + ".")
            }
        }
        guard lines.isEmpty, let end = graph.nodes.firstIndex(where: \.isDeadEnd) else { return lines }
        if case .thenFunction(let module) = graph.nodes[end].kind {
            let owner = DOTText.visible(trace[module].name)
            lines.append("import() takes \(owner), which exports a function then, for a promise, and calls it: export it by another name.")
            return lines
        }
        let awaiting = graph.edges.first { $0.to == end && $0.kind == .awaits }?.from
        if let awaiting {
            let from = graph.nodes[awaiting]
            let line = from.position.map { ", line \($0.line)" } ?? ""
            lines.append("Nothing that is left to do settles what \(place(of: from))\(line) awaits: \(name(end)).")
        } else if let edge = graph.edges.first(where: { $0.to == end }) {
            lines.append("Nothing that is left to do settles \(name(end))\(madePlace(end)), and \(name(edge.from)) settles only with that.")
        }
        let module = graph.nodes.first { if case .module = $0.kind { $0.position != nil } else { false } }
        let resolver = ResolverWords(shared, graph.nodes[end], awaiting: module ?? graph.nodes[end])
        for note in (endNotes[end] ?? resolver.notes).prefix(3) {
            let words = DOTText.visible(note.words)
            lines.append(words.prefix(1).uppercased() + words.dropFirst() + placeWords(note) + ".")
        }
        return lines
    }

    private func placeWords(_ line: WaitWords.Line) -> String {
        guard let module = line.module, let position = line.position else { return "" }
        return " (\(DOTText.visible(trace[module].name)), line \(position.line))"
    }

    /// `, made in db.mjs, line 3`
    private func madePlace(_ promise: Int) -> String {
        guard let origin = graph.nodes[promise].origin else { return "" }
        return ", made in \(DOTText.visible(trace[origin.module].name)), line \(origin.position.line)"
    }

    /// `, awaited in db.mjs, line 3`, for a promise that code awaits.
    private func awaitedPlace(_ promise: Int) -> String {
        guard let waiter = awaiters[promise].map({ graph.nodes[$0] }), let position = waiter.position else { return "" }
        return ", awaited in \(place(of: waiter)), line \(position.line)"
    }

    private func place(of node: WaitGraph.Node) -> String {
        if case .function(_, let module) = node.kind { return "\(name(of: node)) in \(DOTText.visible(trace[module].name))" }
        return name(of: node)
    }

    var description: String {
        var sentences: [String] = []
        if !trace.about.isEmpty { sentences.append(trace.about) }
        sentences.append(
            "\(counted(trace.modules.count, "module")), host \(trace.host); \(TimelineTexts(trace: trace).outcome); \(summary).")
        for edge in graph.edges.prefix(Self.limit) { sentences.append(words(for: edge) + ".") }
        if graph.edges.count > Self.limit { sentences.append("There are \(graph.edges.count - Self.limit) more such waits.") }
        for index in graph.nodes.indices.lazy.filter({ graph.nodes[$0].isDeadEnd }).prefix(Self.limit) {
            if case .thenFunction = graph.nodes[index].kind {
                sentences.append("\(name(index)) never calls back.")
            } else {
                sentences.append("Nothing settles \(name(index))\(awaitedPlace(index)).")
            }
        }
        return (sentences + advice).joined(separator: " ")
    }
}
