import Algorithms
import Diagnostics
import JavaScript
import Programs

/// A circle of waits in words.
struct CycleWords {
    let waits: WaitGraph
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
        let what = isImport(first) ? "imports" : "awaits an import() of"
        let message =
            first.from == first.to
            ? "\(waiter) \(verb): it \(what) itself here"
            : "\(waiter) \(verb): it \(what) \(awaited) here, and \(awaited) waits for it"
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

    private func name(of node: Int32) -> String { "'\(plainName(of: node))'" }

    /// A module by its name, and a piece of a bundle by that of the module that it was, where the bundle says it.
    func plainName(of node: Int32) -> String {
        guard let unit = unit(node) else { return graph[node].name }
        if let original = waits.reader.originalName(ofUnit: unit) { return original }
        let name = waits.reader.name(ofUnit: unit)
        return name.allSatisfy { $0.isNumber } ? "module \(name)" : name
    }

    func unit(_ node: Int32) -> Int? { Int(node) < waits.moduleCount ? nil : Int(node) - waits.moduleCount }

    // MARK: Places

    /// Whether a wait stands in the place of a static import: bundlers write them before the code of a module's function.
    func isImport(_ edge: WaitGraph.Edge) -> Bool {
        switch edge.kind {
        case .request, .require: true
        case .wait(_, let site): unit(edge.from).map { waits.reader.importAwaits(ofUnit: $0).contains(site.node) } ?? false
        }
    }

    private func related(_ message: String, at range: SourceRange, in module: ModuleNumber) -> RelatedPlace {
        guard let origin = waits.reader.origin(at: range.start, in: module), origin.says(moreThan: message) else {
            return graph.related(message, at: range, in: module)
        }
        return graph.related("\(message), from \(origin.text)", at: range, in: module)
    }

    private func places(of edge: WaitGraph.Edge) -> [RelatedPlace] {
        let from = name(of: edge.from)
        let to = name(of: edge.to)
        switch edge.kind {
        case .request(let index):
            let range = graph[edge.from].requests[index].range
            let names = names(edge)
            return [related("\(from) imports \(names.isEmpty ? to : "\(names) from \(to)") here", at: range, in: edge.from)]
        case .require(let place):
            guard let tree = waits.reader.tree(place.module) else { return [] }
            return [related("\(from) imports \(to) here", at: tree.range(of: place.node), in: place.module)]
        case .wait(let wait, let site):
            var result: [RelatedPlace] = []
            func add(_ message: String, _ place: NodePlace) {
                guard let tree = waits.reader.tree(place.module) else { return }
                result.append(related(message, at: tree.range(of: place.node), in: place.module))
            }
            if isImport(edge) {
                add("\(from) imports \(to) here", site)
                return result
            }
            add("\(from) awaits here", site)
            // A function that hands on what it calls is told once.
            for (index, call) in wait.way.enumerated() where index == 0 || call != wait.way[index - 1] {
                add("which calls \(calleeName(call)) here", call)
            }
            add("import() asks for \(to) here", wait.place)
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

    private func name(_ imported: String, local: String) -> String {
        imported == local || imported == "default" ? "'\(imported)'" : "'\(imported) as \(local)'"
    }

    /// What a module imports from another by name: `'a', 'b'`; empty where it names nothing.
    func names(_ edge: WaitGraph.Edge) -> String {
        guard case .request(let index) = edge.kind, let code = graph.analysed(edge.from) else { return "" }
        var names: [String] = []
        for declaration in code.tree.imports where Int(declaration.request.index) == index {
            for specifier in declaration.specifiers {
                switch specifier {
                case .named(let imported, let local, _): names.append(name(code.text(imported), local: code.text(local)))
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
        names = Array(names.uniqued())
        let shown = names.prefix(5)
        return shown.joined(separator: ", ") + (names.count > shown.count ? " and more" : "")
    }

    // MARK: Advice

    /// What takes a circle apart, the likelier first.
    func advice(_ edges: [WaitGraph.Edge]) -> [String] {
        var result: [String] = []
        if let first = edges.first(where: { !isImport($0) }) {
            result.append(
                "do not await the import() of \(name(of: first.to)) at the top level of \(name(of: first.from)): use its promise where the module is needed"
            )
        }
        guard let closing = edges.last else { return result }
        let (importer, target) = (name(of: closing.from), name(of: closing.to))
        if isImport(closing) {
            let names = names(closing)
            let what = names.isEmpty ? "what \(importer) needs of \(target)" : names
            result.append("move \(what) into a module of its own, which \(importer) imports instead of \(target)")
            if result.count == 1, unit(closing.from) != nil {
                result.append("let the bundler make chunks: what it puts into one scope instead of functions does not wait for itself")
            }
        } else if edges.count > 1 {
            result.append("do not await the import() of \(target) at the top level of \(importer)")
        }
        return result
    }
}
