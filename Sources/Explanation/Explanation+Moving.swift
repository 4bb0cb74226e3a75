import Analysis
import Diagnostics
import JavaScript
import Trace

extension Explanation {
    /// Lets the pictures of the run advise as its texts do.
    public func adviseOnWaits() {
        let waits = UnsettledWaits(self)
        for (number, cycle) in analysed.waits.cycles.prefix(3).enumerated() {
            analysed.cycleRemedies[number] = waits.advice(on: cycle).remedies
        }
        guard analysed.waits.cycles.isEmpty, let end = analysed.waits.nodes.firstIndex(where: \.isDeadEnd), let way = waits.way(to: end),
            let words = waits.lateListening(forEndOf: way)
        else { return }
        analysed.endNotes[end] = words.lines
    }

    /// What takes a circle of waits apart, and why nothing else would.
    struct CycleAdvice {
        var remedies: [WaitRemedy]
        var obstacles: [RelatedPlace]
    }
}

/// Names that cannot move: what a module of a cycle would take from elsewhere needs that module itself.
extension UnsettledWaits {
    /// Worked out once for the texts and the pictures of a run.
    func advice(on cycle: [Int]) -> Explanation.CycleAdvice {
        if let known = explanation.cycleAdvice[cycle] { return known }
        var obstacles: [RelatedPlace] = []
        let remedies = words.remedies(for: cycle).map { helping($0, in: cycle, &obstacles) }
        let advice = Explanation.CycleAdvice(remedies: remedies, obstacles: obstacles)
        explanation.cycleAdvice[cycle] = advice
        return advice
    }

    /// A remedy that helps in the place of one that moves names, where moving them does not.
    private func helping(_ remedy: WaitRemedy, in cycle: [Int], _ obstacles: inout [RelatedPlace]) -> WaitRemedy {
        guard remedy.kind == .move, let request = trace[remedy.module].requests.first(where: { $0.position == remedy.position }),
            let asked = request.module, let obstacle = obstacle(to: request.names, asked, for: remedy.module, cycle)
        else { return remedy }
        if let place = obstacle.place { obstacles.append(RelatedPlace(obstacle.words, at: place)) }
        let (reader, owner) = (trace[remedy.module].name, trace[asked].name)
        let names = words.nameList(request) ?? "what it imports"
        var changed = remedy
        changed.kind = .other
        changed.words =
            usesAtTop(request, remedy.module)
            ? "let \(reader) export a function that is given \(names), and call it in \(owner), where that is there"
            : "in \(reader), take \(names) by import(\"\(request.specifier)\") in the functions that use it, in the place of the import at its top"
        return changed
    }

    private struct Obstacle {
        var words: String
        var place: SourceLocation?
    }

    /// Why names would not be there sooner in a module of their own.
    private func obstacle(to names: [String], _ asked: ModuleIndex, for reader: ModuleIndex, _ cycle: [Int]) -> Obstacle? {
        guard trace.bundler == nil, !names.isEmpty, !names.contains("*") else { return nil }
        let ways = ImportWays(trace: trace)
        let leading = ways.leading(to: reader)
        let read = { (module: ModuleIndex) in explanation.texts.read(module) }
        for name in names {
            guard let owner = ExportOwner.find(name, in: asked, trace, read), let module = read(owner.owner) else { continue }
            let needs = module.needs([owner.binding])
            if let (needed, target) = module.firstImport(of: needs, from: { $0 == reader || leading.contains($0) }, trace) {
                return Obstacle(
                    words: "'\(name)' needs '\(needed.name)' of '\(trace[target].name)' itself: moved alone, it would still wait",
                    place: explanation.texts.location(at: module.start(of: needed.node), in: owner.owner))
            }
            for index in cycle {
                let node = graph.nodes[index]
                guard case .module(owner.owner) = node.kind, let position = node.position,
                    let offset = explanation.texts.offset(of: position, in: owner.owner), needs.holds(offset)
                else { continue }
                return Obstacle(
                    words: "'\(name)' has its value from this await: moved alone, it would still wait",
                    place: explanation.texts.location(of: position, in: owner.owner))
            }
        }
        return nil
    }

    /// Whether the reader uses a name of the import while it runs itself.
    private func usesAtTop(_ request: TraceModule.Request, _ reader: ModuleIndex) -> Bool {
        guard let module = explanation.texts.read(reader) else { return true }
        let numbers = trace[reader].requests.indices.filter { trace[reader].requests[$0].position == request.position }
        for entry in module.bindings.imports where numbers.contains(Int(entry.request.index)) {
            for reference in module.bindings.references(to: entry.binding) where module.functions(around: reference.node).isEmpty {
                return true
            }
            if module.bindings[entry.binding].isExported { return true }
        }
        return false
    }
}
