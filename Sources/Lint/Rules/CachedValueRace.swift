import Diagnostics
import JavaScript
import Programs

extension Rule {
    static let cachedValueRace = Rule(
        "cached-value-race", "A shared variable that is checked, and set only behind an await, so that calls in between do the work again",
        severity: .warning, page: .cachedValueRace
    ) { graph in
        graph.forEachModule { number, module in
            guard module.tree.functions.contains(where: { !$0.body.isEmpty }) else { return [] }
            return CachedValueRace(graph, number, module).findings()
        }
    }
}

/// Looks in each function for a condition about a place that calls share, an await behind it, and then an assignment to that place, with no other look
/// at it in between.
private struct CachedValueRace {
    private let graph: LintedGraph
    private let number: ModuleNumber
    private let view: TreeView

    init(_ graph: LintedGraph, _ number: ModuleNumber, _ module: AnalysedModule) {
        self.graph = graph
        self.number = number
        view = TreeView(module)
    }

    func findings() -> [LintFinding] {
        var findings: [LintFinding] = []
        var told: Set<UInt32> = []
        for (index, node) in view.tree.nodes.enumerated() {
            guard let id = functionID(node), mayRace(id) else { continue }
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

    // MARK: One function

    private func races(in id: FunctionID, _ function: NodeID) -> [(write: UInt32, finding: LintFinding)] {
        var places = SharedPlaces(of: id, view)
        var conditions: [(node: NodeID, test: NodeID)] = []
        var hasWait = false
        view.forEachNode(in: function) { node in
            switch view.tree[node] {
            case .await, .forOf(_, _, _, isAwait: true): hasWait = true
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
        guard events.contains(where: { if case .write = $0.kind { true } else { false } }) else { return [] }
        var found: [(write: UInt32, finding: LintFinding)] = []
        for (node, test) in conditions {
            for region in regions(of: node, in: function) {
                for place in Set(places.places(in: test)).sorted() {
                    guard let (write, wait) = race(for: place, in: region, events) else { continue }
                    found.append((write.index, finding(at: write, place, check: test, wait: wait)))
                }
            }
        }
        return found
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
    private func leaves(_ statement: NodeID) -> Bool {
        switch view.tree[statement] {
        case .return, .throw, .continue, .break: true
        case .block(let list): view.tree[list].last.map { leaves($0) } ?? false
        default: false
        }
    }

    // MARK: Events

    private struct Event {
        enum Kind {
            case wait
            /// A callback of `then` begins, and ends.
            case enter, leave
            case check([String])
            case write(String)
        }
        var kind: Kind
        var node: NodeID
        /// When it happens, by place in the text.
        var place: UInt32
    }

    /// What happens in a function, in the order of the text, with the callbacks that wait for a promise.
    private func events(in function: NodeID, _ places: SharedPlaces) -> [Event] {
        var events: [Event] = []
        var pending = [function]
        while let root = pending.popLast() {
            view.forEachNode(in: root) { node in
                let range = view.range(node)
                switch view.tree[node] {
                case .await: events.append(Event(kind: .wait, node: node, place: range.end))
                case .forOf(_, _, _, isAwait: true): events.append(Event(kind: .wait, node: node, place: range.start))
                case .assignment(let target, _), .logicalAssignment(_, let target, _):
                    if let place = places.place(of: target), isWritable(target) {
                        events.append(Event(kind: .write(place), node: node, place: range.end))
                    }
                case .if(let test, _, _), .conditional(let test, _, _):
                    events.append(Event(kind: .check(places.places(in: test)), node: node, place: view.range(test).end))
                case .call(let callee, let arguments, _):
                    if let place = places.place(setBy: callee, arguments) {
                        events.append(Event(kind: .write(place), node: node, place: range.end))
                    }
                    guard places.method(callee)?.name == "then", let callback = view.tree[arguments].first, !callback.isNone,
                        view.isFunction(callback)
                    else { break }
                    events.append(Event(kind: .enter, node: node, place: view.range(callback).start))
                    events.append(Event(kind: .leave, node: node, place: view.range(callback).end))
                    pending.append(callback)
                default: break
                }
                return true
            }
        }
        return events.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }.map(\.element)
    }

    private func isWritable(_ target: NodeID) -> Bool {
        guard case .identifier = view.tree[target], let binding = view.bindings.binding(of: target) else { return true }
        let kind = view.bindings[binding].kind
        return kind == .let || kind == .var || kind == .parameter
    }

    /// The assignment to a place in a region that comes behind an await, and that await; `nil` where the place is set or looked at again before.
    private func race(for place: String, in region: SourceRange, _ events: [Event]) -> (write: NodeID, wait: NodeID)? {
        var wait: NodeID?
        var outer: [NodeID?] = []
        for event in events where event.place > region.start && event.place <= region.end {
            switch event.kind {
            case .wait: wait = event.node
            case .enter:
                outer.append(wait)
                wait = event.node
            case .leave: if let last = outer.popLast() { wait = last }
            case .check(let places): if places.contains(place) { wait = nil }
            case .write(let written):
                guard written == place else { continue }
                return wait.map { (event.node, $0) }
            }
        }
        return nil
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
