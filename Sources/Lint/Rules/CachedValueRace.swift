import Algorithms
import Diagnostics
import JavaScript
import Programs

extension Rule {
    static let cachedValueRace = Rule(
        "cached-value-race", "A shared variable that is checked, and set only behind an await, so that calls in between do the work again",
        severity: .warning, page: .cachedValueRace
    ) { graph in
        graph.forEachModule(where: { $0.hasAwait || $0.hasThen }) { number, module in CachedValueRace(graph, number, module).findings() }
    }
}

/// Looks in each function for a condition about a place that calls share, an await behind it, and then an assignment to that place, with no other look
/// at it in between.
struct CachedValueRace {
    private let graph: LintedGraph
    private let number: ModuleNumber
    let view: TreeView

    init(_ graph: LintedGraph, _ number: ModuleNumber, _ module: AnalysedModule) {
        self.graph = graph
        self.number = number
        view = TreeView(module)
    }

    func findings() -> [LintFinding] {
        var findings: [LintFinding] = []
        var told: Set<UInt32> = []
        for (index, node) in view.tree.nodes.enumerated() {
            guard let id = functionID(node), mayRace(id), !runsOnce(NodeID(UInt32(index)), id) else { continue }
            for finding in races(in: id, NodeID(UInt32(index))) where told.insert(finding.write).inserted {
                findings.append(finding.finding)
            }
        }
        return findings
    }

    private func functionID(_ node: Node) -> FunctionID? {
        switch node {
        case .function(let id), .functionDeclaration(let id): id
        default: nil
        }
    }

    /// An async function, or one that waits by `then`.
    private func mayRace(_ id: FunctionID) -> Bool {
        let flags = view.tree[id].flags
        return !flags.contains(.isFieldInitializer) && !flags.contains(.isStaticBlock)
    }

    /// Whether a function is called at one place only, which the module comes to once: no other call comes in between.
    private func runsOnce(_ function: NodeID, _ id: FunctionID) -> Bool {
        var place = function
        switch view.tree[function] {
        case .functionDeclaration:
            guard let binding = view.bindings.binding(of: id), let use = onlyUse(of: binding) else { return false }
            place = use
        default:
            if let parent = view.parents[function], case .declarator(let target, function) = view.tree[parent],
                case .identifier = view.tree[target],
                let binding = view.bindings.binding(of: target)
            {
                guard let use = onlyUse(of: binding) else { return false }
                place = use
            }
        }
        guard let call = view.parents[place], case .call(place, _, _) = view.tree[call], view.isAtTopLevel(call) else { return false }
        var node = call
        while let parent = view.parents[node] {
            switch view.tree[parent] {
            case .for, .forIn, .forOf, .while, .doWhile: return false
            default: node = parent
            }
        }
        return true
    }

    /// The one place where a name is used that is not exported.
    private func onlyUse(of binding: BindingID) -> NodeID? {
        if view.bindings[binding].isExported { return nil }
        var use: NodeID?
        for reference in view.bindings.references(to: binding) where reference.usage != .declaration {
            guard use == nil, reference.usage == .read else { return nil }
            use = reference.node
        }
        return use
    }

    // MARK: One function

    private func races(in id: FunctionID, _ function: NodeID) -> [(write: UInt32, finding: LintFinding)] {
        var places = SharedPlaces(of: id, view)
        var conditions: [(node: NodeID, test: NodeID)] = []
        var hasWait = false
        view.forEachNode(in: function) { node in
            switch view.tree[node] {
            case let wait where wait.isWait: hasWait = true
            case .call(let callee, _, _): if places.method(callee)?.name == "then" { hasWait = true }
            case .declarator(let target, let value): places.noteAlias(target, value)
            case .if(let test, _, _), .conditional(let test, _, _), .logical(_, let test, _), .logicalAssignment(_, let test, _):
                conditions.append((node, test))
            default: break
            }
            return true
        }
        guard hasWait, !conditions.isEmpty else { return [] }
        let events = events(in: function, places)
        /// By place: where it is written, ascending.
        var writes: [String: [UInt32]] = [:]
        for event in events { if case .write(let place) = event.kind { writes[place, default: []].append(event.place) } }
        guard !writes.isEmpty else { return [] }
        var found: [(write: UInt32, finding: LintFinding)] = []
        // Every condition looks at the events behind it: a text that was made to have thousands of each is not looked at to its end.
        var budget = 2_000_000
        let allWrites = writes.values.joined().sorted()
        for (node, test) in conditions where budget > 0 {
            let regions = regions(of: node, in: function).filter { Self.hasPlace(in: $0, allWrites) }
            if regions.isEmpty { continue }
            let range = view.range(test)
            budget -= Int(range.end - range.start)
            let looked = Set(places.places(in: test)).filter { writes[$0] != nil }.sorted()
            for region in looked.isEmpty ? [] : regions {
                for place in looked where writes[place]?.contains(where: { $0 > region.start && $0 <= region.end }) ?? false {
                    let first = Self.firstIndex(behind: region.start, events)
                    guard let (write, wait) = race(for: place, in: region, events[first...], &budget) else { continue }
                    found.append((write.index, finding(at: write, place, check: test, wait: wait)))
                }
            }
        }
        return found
    }

    /// Whether one of the places, ascending, lies in the region.
    private static func hasPlace(in region: SourceRange, _ places: [UInt32]) -> Bool {
        let index = places.partitioningIndex { $0 > region.start }
        return index < places.count && places[index] <= region.end
    }

    /// Binary search.
    private static func firstIndex(behind place: UInt32, _ events: [Event]) -> Int {
        return events.partitioningIndex { $0.place > place }
    }

    /// The text that runs only as the condition says.
    private func regions(of condition: NodeID, in function: NodeID) -> [SourceRange] {
        switch view.tree[condition] {
        case .if(_, let then, let otherwise):
            var regions = [then, otherwise].filter { !$0.isNone }.map { view.range($0) }
            if leaves(then) || (!otherwise.isNone && leaves(otherwise)) {
                regions.append(SourceRange(start: view.range(condition).end, end: view.range(function).end))
            }
            return regions
        case .conditional(_, let first, let second): return [view.range(first), view.range(second)].map { extended($0, condition) }
        case .logical(_, _, let right): return [extended(view.range(right), condition)]
        case .logicalAssignment(_, _, let value): return [SourceRange(start: view.range(value).start, end: view.range(condition).end)]
        default: return []
        }
    }

    /// A part of an assignment's value, up to the assignment's own end: `key = key ?? await load()` writes behind both.
    private func extended(_ range: SourceRange, _ node: NodeID) -> SourceRange {
        var end = range.end
        var child = node
        while let parent = view.parents[child] {
            if case .assignment(_, let value) = view.tree[parent], value == child { end = view.range(parent).end }
            switch view.tree[parent] {
            case .assignment, .conditional, .logical, .sequence: child = parent
            default: return SourceRange(start: range.start, end: end)
            }
        }
        return SourceRange(start: range.start, end: end)
    }

    /// Whether a branch ends the function, or the round of a loop.
    func leaves(_ statement: NodeID) -> Bool {
        switch view.tree[statement] {
        case .return, .throw, .continue, .break: true
        case .block(let list): view.tree[list].last.map { leaves($0) } ?? false
        default: false
        }
    }

    // MARK: Words

    private func finding(at write: NodeID, _ place: String, check: NodeID, wait: NodeID) -> LintFinding {
        let (target, value) = parts(of: write)
        let name = view.text(target, limit: 40)
        var suggestion = "keep the promise in place of the value, set before the await, and await it where the value is used"
        if case .await(let operand) = view.tree[value] {
            suggestion = "keep the promise: \(name) ??= \(view.text(operand, limit: 40)); and await \(name) where it is used"
        }
        if case .call = view.tree[write] { suggestion = "put the promise into the map before it is awaited, and await what the map has" }
        var diagnostic = graph.diagnostic(
            "'\(name)' is checked, and set only behind an await: each call that comes in between does the work again",
            at: view.range(write),
            in: number, suggestion: suggestion)
        diagnostic.related = [
            graph.related("it is checked here", at: view.range(check), in: number),
            graph.related("other code runs while this is waited for", at: view.range(wait), in: number),
        ]
        diagnostic.alternatives = ["look again behind the await, and keep what another call has set; the work is done twice all the same"]
        return LintFinding(rule: Rule.cachedValueRace.name, isCertain: false, diagnostic)
    }

    private func parts(of write: NodeID) -> (target: NodeID, value: NodeID) {
        switch view.tree[write] {
        case .assignment(let target, let value), .logicalAssignment(_, let target, let value): (target, value)
        case .call(_, let arguments, _): (view.tree[arguments].first ?? write, view.tree[arguments].last ?? write)
        default: (write, write)
        }
    }
}
