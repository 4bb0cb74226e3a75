import Awaits
import Diagnostics
import JavaScript
import Programs

extension Rule {
    static let useBeforeInit = Rule(
        "use-before-init", "A binding of another module that is used before that module has run, in a circle of imports",
        severity: .error, page: .useBeforeInit
    ) { graph in
        var search = UseBeforeInit(graph)
        return search.findings()
    }
}

/// Looks for uses that come before the used module's own code, by the order of evaluation from each entry.
struct UseBeforeInit {
    private let graph: LintedGraph
    private let reader: CodeReader
    private let components: Components
    /// By module: what its top level uses, where it is in a circle of imports.
    private var uses: [ModuleNumber: [TopLevelUse]] = [:]
    private var initialisations: [BindingPlace: Initialisation?] = [:]
    private var found: [Key: Found] = [:]
    private var order: [Key] = []

    private struct Key: Hashable {
        var module: ModuleNumber
        var binding: BindingPlace
    }

    private struct Found {
        var use: TopLevelUse
        var initialisation: Initialisation
        var isCertain: Bool
        /// The entry from which the order is.
        var start: ModuleNumber
    }

    /// How many modules the walks from all entries together may meet, as a multiple of the graph.
    private static let mostWalks = 24

    init(_ graph: LintedGraph) {
        self.graph = graph
        reader = CodeReader(graph)
        components = Components(count: graph.graph.modules.count) { node in
            graph[ModuleNumber(node)].requests.compactMap { $0.phase == .evaluation ? $0.target : nil }
        }
    }

    private func isInCircle(_ module: ModuleNumber) -> Bool { components.sizes[Int(components.number[Int(module)])] > 1 }

    mutating func findings() -> [LintFinding] {
        guard components.sizes.contains(where: { $0 > 1 }) else { return [] }
        var isMet = Array(repeating: false, count: graph.graph.modules.count)
        // The entries of a scenario are evaluated one after another, those on disk each in a run of its own.
        let starts = graph.graph.program.isOnDisk ? graph.entries.map { [$0] } : [graph.entries]
        var walksLeft = Self.mostWalks
        for start in starts where !start.isEmpty {
            guard walksLeft > 0 else { break }
            if !leadsToCircle(start) { continue }
            let others = othersLike(start[0])
            walksLeft -= max(1, others.count)
            let order = EvaluationOrder(graph, from: start)
            for module in graph.moduleNumbers where order.isEvaluated(module) { isMet[Int(module)] = true }
            if others.count > 1 {
                lookFromEach(others)
            } else {
                look(order, from: start[0], isWhole: true)
            }
        }
        lookAtRest(isMet, walksLeft)
        return order.compactMap { key in found[key].map { finding(key.module, $0) } }
    }

    // MARK: Where it begins

    /// The modules that may be the entry as well as one that was guessed: those that it leads to and that lead to it.
    private mutating func othersLike(_ entry: ModuleNumber) -> [ModuleNumber] {
        guard graph.entriesAreGuessed else { return [entry] }
        if groups == nil {
            groups = Components(count: graph.graph.modules.count) { node in
                graph[ModuleNumber(node)].requests.compactMap(\.target) + graph[ModuleNumber(node)].calls.compactMap(\.target)
            }
        }
        guard let groups, groups.sizes[Int(groups.number[Int(entry)])] > 1 else { return [entry] }
        return graph.moduleNumbers.filter { groups.number[Int($0)] == groups.number[Int(entry)] }
    }

    /// By module, the group that it is in by imports and calls of `import()`.
    private var groups: Components?
    /// How many modules that may be the entry are tried.
    private static let mostOthers = 12

    /// Finds what is so from whichever of them it begins.
    private mutating func lookFromEach(_ starts: [ModuleNumber]) {
        guard starts.count <= Self.mostOthers else { return }
        let before = (found, order)
        var common: [Key: Found] = [:]
        var commonOrder: [Key] = []
        for (index, start) in starts.enumerated() {
            (found, order) = ([:], [])
            look(EvaluationOrder(graph, from: [start]), from: start, isWhole: true)
            if index == 0 { (common, commonOrder) = (found, order) }
            for key in commonOrder {
                guard let now = found[key] else {
                    common[key] = nil
                    continue
                }
                if !now.isCertain { common[key]?.isCertain = false }
            }
        }
        (found, order) = before
        for key in commonOrder where found[key] == nil {
            guard let now = common[key] else { continue }
            found[key] = now
            order.append(key)
        }
    }

    /// Whether the process may be over before all modules have run: what comes later is certain then for nobody.
    private lazy var exitsAtStart = graph.exitsAtStart

    private var leading: [Bool]?

    /// Whether a circle of imports is reached.
    private mutating func leadsToCircle(_ starts: [ModuleNumber]) -> Bool {
        if leading == nil {
            // Components come behind those that they lead to.
            var leads = components.sizes.map { $0 > 1 }
            let modules = graph.moduleNumbers.sorted { components.number[Int($0)] < components.number[Int($1)] }
            for module in modules {
                for request in graph[module].requests where request.phase == .evaluation {
                    if let target = request.target, leads[Int(components.number[Int(target)])] {
                        leads[Int(components.number[Int(module)])] = true
                    }
                }
            }
            leading = graph.moduleNumbers.map { leads[Int(components.number[Int($0)])] }
        }
        return starts.contains { leading?[Int($0)] == true }
    }

    /// Looks at circles that only `import()` leads to: they begin with whichever of their modules is asked for first.
    private mutating func lookAtRest(_ isMet: [Bool], _ walksLeft: Int) {
        var walksLeft = walksLeft
        var targets: [ModuleNumber] = []
        var isTarget = Array(repeating: false, count: graph.graph.modules.count)
        for module in graph.graph.modules {
            for call in module.calls {
                guard let target = call.target, !isMet[Int(target)], !isTarget[Int(target)] else { continue }
                isTarget[Int(target)] = true
                targets.append(target)
            }
        }
        for target in targets where leadsToCircle([target]) {
            guard walksLeft > 0 else { return }
            walksLeft -= 1
            look(EvaluationOrder(graph, from: [target]), from: target, isWhole: false)
        }
    }

    // MARK: What comes first

    /// - Parameter isWhole: whether nothing has been evaluated before, so that the order is certain.
    private mutating func look(_ order: EvaluationOrder, from start: ModuleNumber, isWhole: Bool) {
        let modules = graph.moduleNumbers.filter { order.isEvaluated($0) && isInCircle($0) }.sorted {
            order.place[Int($0)] < order.place[Int($1)]
        }
        for module in modules {
            for use in self.uses(of: module) {
                guard order.isEvaluated(use.binding.module), let initialisation = initialisation(of: use.binding),
                    let isCertain = comesFirst(use, in: module, initialisation, order)
                else { continue }
                let key = Key(module: module, binding: use.binding)
                let now = Found(
                    use: use, initialisation: initialisation,
                    isCertain: isCertain && isWhole && !order.hasDeferred && !initialisation.isSetByFunctions && !exitsAtStart,
                    start: start)
                if let known = found[key] {
                    if now.isCertain, !known.isCertain { found[key] = now }
                } else {
                    found[key] = now
                    self.order.append(key)
                }
            }
        }
    }

    /// Whether a use comes before the value is there, for certain or possibly; `nil` where it does not.
    private func comesFirst(_ use: TopLevelUse, in module: ModuleNumber, _ initialisation: Initialisation, _ order: EvaluationOrder)
        -> Bool?
    {
        let owner = use.binding.module
        // All of a module's code comes before what waits for its end, and after what it waits for.
        let ownerWaits = order.waits(owner, for: module)
        if ownerWaits == true { return use.isCertain }
        if order.waits(module, for: owner) == true { return nil }
        let startsAtOnce = !order.waits[Int(module)]
        let ownerStartsAtOnce = !order.waits[Int(owner)]
        let isBehind = order.place[Int(module)] < order.place[Int(owner)]
        let mayComeBehind: Bool? = initialisation.mayBeLate ? false : nil
        if !startsAtOnce || use.lateness.isLate {
            // It comes in a later job; so may the value, in an order that time decides.
            return ownerStartsAtOnce ? mayComeBehind : false
        }
        if use.lateness.mayBeLate { return ownerStartsAtOnce && !isBehind ? mayComeBehind : false }
        if !ownerStartsAtOnce || isBehind || initialisation.isLate { return use.isCertain }
        return mayComeBehind
    }

    private mutating func uses(of module: ModuleNumber) -> [TopLevelUse] {
        if let known = uses[module] { return known }
        let made = TopLevelUses.of(module, reader)
        uses[module] = made
        return made
    }

    private mutating func initialisation(of place: BindingPlace) -> Initialisation? {
        if let known = initialisations[place] { return known }
        let made = Initialisation(of: place, reader)
        initialisations[place] = made
        return made
    }

    // MARK: Words

    private func finding(_ module: ModuleNumber, _ found: Found) -> LintFinding {
        let use = found.use
        let owner = use.binding.module
        let name = graph[module].name
        let ownerName = graph[owner].name
        let code = reader.facts(of: owner)?.code
        let binding =
            code?.bindings[use.binding.binding].kind == .defaultExport
            ? "the default export" : "'\(code?.bindings[use.binding.binding].name ?? "")'"
        let top = use.way.first ?? use.node
        let what = found.initialisation.before == .deadZone ? "is in its dead zone" : "is undefined"
        let verb = found.isCertain ? what : what.replacing("is ", with: "may be ", maxReplacements: 1)
        let message = "\(binding) of '\(ownerName)' \(verb) here: '\(name)' runs before '\(ownerName)' has come to it"
        let range = reader.tree(top.module).map { $0.range(of: top.node) } ?? SourceRange(start: 0, end: 0)
        var problem = graph.diagnostic(message, at: range, in: top.module)
        if let first = use.way.first, use.node != first, let tree = reader.tree(use.node.module) {
            problem.related.append(graph.related("\(binding) is used here", at: tree.range(of: use.node.node), in: use.node.module))
        }
        problem.related.append(graph.related("\(binding) is declared here", at: found.initialisation.range, in: owner))
        problem.related += circle(of: module)
        if found.start != module {
            problem.related.append(
                graph.related(
                    "the order is that from '\(graph[found.start].name)'", at: SourceRange(start: 0, end: 0), in: found.start))
        }
        if let need = need(of: use.binding, for: module), let place = need.place {
            problem.related.append(graph.related("\(binding) needs '\(need.name)' of '\(need.module)'", at: place, in: owner))
            problem.suggestion =
                "let '\(name)' export a function that is given \(binding), and call it in '\(ownerName)', where \(binding) is there"
        } else {
            problem.suggestion = advice(module, owner, binding, function: function(of: use))
        }
        problem.alternatives = [
            function(of: use).map { "call '\($0)' only in functions that are called later" }
                ?? "use \(binding) in a function that is called later"
        ]
        return LintFinding(
            rule: "use-before-init", isCertain: found.isCertain, problem,
            command: graph.input(for: found.start).map { ["explain", $0] } ?? [])
    }

    /// The imports by which a module leads back to itself, as few as there can be.
    private func circle(of module: ModuleNumber) -> [RelatedPlace] {
        let component = components.number[Int(module)]
        var cameBy: [ModuleNumber: (from: ModuleNumber, request: Int)] = [:]
        var queue = [module]
        var next = 0
        search: while next < queue.count {
            let current = queue[next]
            next += 1
            for (index, request) in graph[current].requests.enumerated() where request.phase == .evaluation {
                guard let target = request.target, components.number[Int(target)] == component, cameBy[target] == nil else { continue }
                cameBy[target] = (current, index)
                if target == module { break search }
                queue.append(target)
            }
        }
        var places: [RelatedPlace] = []
        var current = module
        while let step = cameBy[current], places.count < 8 {
            let request = graph[step.from].requests[step.request]
            places.append(
                graph.related("'\(graph[step.from].name)' imports '\(graph[current].name)' here", at: request.range, in: step.from))
            current = step.from
            if current == module { break }
        }
        return places.reversed()
    }

    /// The function by which a use comes that stands in a function: as the call names it.
    private func function(of use: TopLevelUse) -> String? {
        guard let call = use.way.first, let code = reader.facts(of: call.module)?.code else { return nil }
        switch code.tree[call.node] {
        case .call(let callee, _, _), .new(let callee, _):
            switch code.tree[callee] {
            case .identifier(let name), .member(_, let name, _): return code.text(name)
            default: return nil
            }
        default: return nil
        }
    }

    /// A name that the value needs from the module that uses it, or from one that leads there: moved alone, the value would still come later.
    private func need(of binding: BindingPlace, for module: ModuleNumber) -> (name: String, module: String, place: SourceRange?)? {
        guard let code = reader.facts(of: binding.module)?.code else { return nil }
        for entry in ValueNeeds(of: [binding.binding], in: code, ParentTable(of: code.tree), code.findDeclarations()).imports {
            let requests = graph[binding.module].requests
            guard requests.indices.contains(Int(entry.request.index)), let target = requests[Int(entry.request.index)].target,
                target == module || leads(target, to: module)
            else { continue }
            return (entry.name, graph[target].name, code.tree.range(of: entry.node))
        }
        return nil
    }

    /// Whether a module leads to another by its imports. Both are in a circle, or one of them is in none.
    private func leads(_ start: ModuleNumber, to end: ModuleNumber) -> Bool {
        components.number[Int(start)] == components.number[Int(end)]
    }

    private func advice(_ module: ModuleNumber, _ owner: ModuleNumber, _ binding: String, function: String?) -> String {
        let isDirect = graph[module].requests.contains { $0.target == owner }
        if !isDirect, components.number[Int(module)] != components.number[Int(owner)] {
            return "import \(binding) from '\(graph[owner].name)' itself, which leads back to nobody"
        }
        let moved = function.map { "'\($0)' and \(binding)" } ?? binding
        return "move \(moved) into a module that does not import '\(graph[module].name)'"
    }
}
