import Diagnostics
import JavaScript
import Programs

extension Rule {
    static let importCycleAwait = Rule(
        "import-cycle-await", "An await, at the top level of a module, of an import() of one that waits for it", severity: .error,
        page: .importCycleAwait
    ) { graph in
        let waits = WaitGraph(CodeReader(graph))
        let words = CycleWords(waits)
        var cycles = WaitCycles(waits).cycles(most: LintReport.limitOfRule)
        if cycles.count == LintReport.limitOfRule {
            graph.note("import-cycle-await looked for no more circles than \(LintReport.limitOfRule)")
        }
        if waits.reader.endedEarly { graph.note("import-cycle-await looked at a part of the code only: the rest takes too many steps") }
        // A process that ends itself waits no longer, and Deno goes on where an import() leads back to who awaits it.
        if cycles.contains(where: \.isCertain), graph.settings.hosts == ["deno"] || graph.callsExit {
            for index in cycles.indices { cycles[index].isCertain = false }
        }
        return cycles.compactMap(words.finding)
    }
}

/// A circle of waits in words.
private struct CycleWords {
    private let waits: WaitGraph
    private var graph: LintedGraph { waits.graph }
    /// How many places of a way are told.
    private static let mostPlaces = 16

    init(_ waits: WaitGraph) { self.waits = waits }

    func finding(_ cycle: WaitCycles.Cycle) -> LintFinding? {
        let edges = cycle.edges.map { waits.edges[Int($0)] }
        guard let first = edges.first, let (_, site) = first.wait, let tree = waits.reader.tree(site.module) else { return nil }
        let waiter = name(of: first.from)
        let awaited = name(of: first.to)
        let verb = cycle.isCertain ? "never finishes" : "may never finish"
        let message =
            first.from == first.to
            ? "\(waiter) \(verb): it awaits \(what(first.to)) itself here"
            : "\(waiter) \(verb): it awaits \(what(first.to)) \(awaited) here, and \(awaited) waits for it"
        var problem = graph.diagnostic(message, at: tree.range(of: site.node), in: site.module)
        var places = edges.flatMap(places(of:))
        if places.count > Self.mostPlaces { places.removeSubrange(Self.mostPlaces / 2..<places.count - Self.mostPlaces / 2) }
        problem.related = places
        let advice = advice(edges)
        problem.suggestion = advice.first
        problem.alternatives = Array(advice.dropFirst())
        return LintFinding(
            rule: "import-cycle-await", isCertain: cycle.isCertain, problem,
            command: graph.input(for: site.module).map { ["explain", $0] } ?? [])
    }

    private func name(of node: Int32) -> String {
        guard Int(node) >= waits.moduleCount else { return "'\(graph[node].name)'" }
        return "'\(waits.reader.name(ofUnit: Int(node) - waits.moduleCount))'"
    }

    private func what(_ node: Int32) -> String { Int(node) < waits.moduleCount ? "an import() of" : "the start of" }

    // MARK: Places

    private func places(of edge: WaitGraph.Edge) -> [RelatedPlace] {
        let from = name(of: edge.from)
        let to = name(of: edge.to)
        switch edge.kind {
        case .request(let index):
            let range = graph[edge.from].requests[index].range
            let names = names(edge)
            return [graph.related("\(from) imports \(names.isEmpty ? to : "\(names) from \(to)") here", at: range, in: edge.from)]
        case .require(let place):
            guard let tree = waits.reader.tree(place.module) else { return [] }
            return [graph.related("\(from) requires \(to) here", at: tree.range(of: place.node), in: place.module)]
        case .wait(let wait, let site):
            var result: [RelatedPlace] = []
            func add(_ message: String, _ place: NodePlace) {
                guard let tree = waits.reader.tree(place.module) else { return }
                result.append(graph.related(message, at: tree.range(of: place.node), in: place.module))
            }
            add("\(from) awaits here", site)
            // A function that hands on what it calls is told once.
            for (index, call) in wait.way.enumerated() where index == 0 || call != wait.way[index - 1] {
                add("which calls \(calleeName(call)) here", call)
            }
            add(Int(edge.to) < waits.moduleCount ? "import() asks for \(to) here" : "\(to) is asked for here", wait.place)
            return result
        }
    }

    private func calleeName(_ place: NodePlace) -> String {
        guard let code = graph.analysed(place.module), case .call(let callee, _, _) = code.tree[place.node] else { return "a function" }
        switch code.tree[callee] {
        case .identifier(let name), .member(_, let name, _): return "'\(code.text(name))'"
        case .privateMember(_, let name, _): return "'#\(code.text(name))'"
        default: return "a function"
        }
    }

    /// What a module imports from another by name: `'a', 'b'`; empty where it names nothing.
    private func names(_ edge: WaitGraph.Edge) -> String {
        guard case .request(let index) = edge.kind, let code = graph.analysed(edge.from) else { return "" }
        var names: [String] = []
        for declaration in code.tree.imports where Int(declaration.request.index) == index {
            for specifier in declaration.specifiers {
                switch specifier {
                case .named(let imported, _, _): names.append("'\(code.text(imported))'")
                case .namespace: names.append("everything")
                }
            }
        }
        for declaration in code.tree.exports where declaration.request.map({ Int($0.index) == index }) == true {
            for specifier in declaration.specifiers {
                switch specifier {
                case .named(let local, _, _): names.append("'\(code.text(local))'")
                case .all: names.append("everything")
                }
            }
        }
        let shown = names.prefix(5)
        return shown.joined(separator: ", ") + (names.count > shown.count ? " and more" : "")
    }

    // MARK: Advice

    private func advice(_ edges: [WaitGraph.Edge]) -> [String] {
        guard let first = edges.first else { return [] }
        let waiter = name(of: first.from)
        guard Int(first.to) < waits.moduleCount else {
            return ["break the circle in the sources: a module that is started here imports one that waits for it"]
        }
        var result = ["do not await the import() at the top level of \(waiter): use its promise where the module is needed"]
        if let closing = edges.last, case .request = closing.kind {
            let names = names(closing)
            let what = names.isEmpty ? "what \(name(of: closing.from)) needs of \(name(of: closing.to))" : "\(names)"
            result.append(
                "move \(what) into a module of its own, which \(name(of: closing.from)) imports instead of \(name(of: closing.to))")
        } else if let closing = edges.last, edges.count > 1, closing.wait != nil {
            result.append("do not await the import() of \(name(of: closing.to)) at the top level of \(name(of: closing.from))")
        }
        return result
    }
}
