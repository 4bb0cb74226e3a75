import Analysis
import Text
import Trace

/// The graph in words, for those who do not see the picture.
struct GraphDescription {
    private static let limit = 30

    let trace: Trace
    let model: GraphModel
    let selection: GraphSelection

    var text: String {
        var sentences: [String] = []
        if !trace.about.isEmpty { sentences.append(trace.about) }
        sentences.append("\(counted(model.moduleCount, "module")); \(TimelineTexts(trace: trace).outcome).")
        sentences += imports(.import, "imports").prefix(Self.limit)
        sentences += imports(.deferred, "imports, and evaluates when it is first used,").prefix(Self.limit)
        sentences += imports(.dynamic, "dynamically imports").prefix(Self.limit)
        list(model.nodes.filter { $0.asynchrony == .ownAwait }.map(\.module)).map { sentences.append("Top-level await: \($0).") }
        for cycle in model.cycles.prefix(Self.limit) where cycle.members.count > 1 {
            list(cycle.members).map { sentences.append("A cycle: \($0); its root is \(trace[cycle.root].name).") }
        }
        let order = model.nodes.filter { $0.evaluationOrder != nil }.sorted { ($0.evaluationOrder ?? 0) < ($1.evaluationOrder ?? 0) }
        list(order.map(\.module)).map { sentences.append("Evaluated in this order: \($0).") }
        list(model.criticalPath.modules).map { sentences.append("Critical path: \($0).") }
        list(model.criticalPath.workers).map { sentences.append("It was held up by code of \($0).") }
        list(model.nodes.filter { $0.state == .unsettled }.map(\.module)).map { sentences.append("Never settled: \($0).") }
        for node in model.nodes {
            guard sentences.count < 6 * Self.limit, case .failed(let error, let source) = node.state else { continue }
            let from = source.map { ", the error of \(trace[$0].name)" } ?? ""
            sentences.append("\(trace[node.module].name) fails: \(error)\(from).")
        }
        if selection.omittedModules > 0 {
            let drawn = counted(selection.nodes.count, "module")
            sentences.append("Drawn: \(drawn) \(selection.reason); \(selection.omittedModules) left out.")
        }
        if let note = selection.omittedEdgesNote { sentences.append("\(note).") }
        return sentences.joined(separator: " ")
    }

    private func imports(_ kind: GraphModel.Edge.Kind, _ verb: String) -> [String] {
        var sentences: [String] = []
        var from: ModuleIndex?
        var names: [String] = []
        func flush() {
            if let from { sentences.append("\(trace[from].name) \(verb) \(names.joined(separator: ", ")).") }
            names = []
        }
        for edge in selection.edges where edge.kind == kind && sentences.count < Self.limit {
            if edge.from != from { flush() }
            from = edge.from
            if names.count < Self.limit { names.append(trace[edge.to].name) }
        }
        flush()
        return sentences
    }

    private func list(_ modules: [ModuleIndex]) -> String? {
        guard !modules.isEmpty else { return nil }
        let names = modules.prefix(Self.limit).map { trace[$0].name }.joined(separator: ", ")
        let rest = modules.count - Self.limit
        return rest > 0 ? "\(names) and \(rest) more" : names
    }
}
