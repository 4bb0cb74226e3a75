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
        /// By place: where it is written, ascending.
        var writes: [String: [UInt32]] = [:]
        for event in events { if case .write(let place) = event.kind { writes[place, default: []].append(event.place) } }
        guard !writes.isEmpty else { return [] }
        var found: [(write: UInt32, finding: LintFinding)] = []
        // Every condition looks at the events behind it: a text that was made to have thousands of each is not looked at to its end.
        var budget = 2_000_000
        for (node, test) in conditions where budget > 0 {
            let looked = Set(places.places(in: test)).filter { writes[$0] != nil }.sorted()
            for region in looked.isEmpty ? [] : regions(of: node, in: function) {
                for place in looked where writes[place]?.contains(where: { $0 > region.start && $0 <= region.end }) ?? false {
                    let first = Self.firstIndex(behind: region.start, events)
                    guard let (write, wait) = race(for: place, in: region, events[first...], &budget) else { continue }
                    found.append((write.index, finding(at: write, place, check: test, wait: wait)))
                }
            }
        }
        return found
    }

    /// Binary search.
    private static func firstIndex(behind place: UInt32, _ events: [Event]) -> Int {
        var (low, high) = (0, events.count)
        while low < high {
            let middle = (low + high) / 2
            if events[middle].place <= place { low = middle + 1 } else { high = middle }
        }
        return low
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
            /// The first branch of an `if` begins, a branch ends, and whether control then leaves, and the `if` ends.
            case branches(hasElse: Bool)
            case branchEnd(leaves: Bool)
            case rejoin
            case check([String])
            case write(String)
        }
        var kind: Kind
        var node: NodeID
        /// Whether it comes when what it is of is over.
        var isEnd: Bool {
            switch kind {
            case .wait, .leave, .branchEnd, .rejoin, .write: true
            case .enter, .branches, .check: false
            }
        }
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
                func add(_ kind: Event.Kind, at place: UInt32) { events.append(Event(kind: kind, node: node, place: place)) }
                switch view.tree[node] {
                case .await: add(.wait, at: range.end)
                case .forOf(_, _, _, isAwait: true): add(.wait, at: range.start)
                case .assignment(let target, let value):
                    if let place = places.place(of: target), isWritable(target), !isReset(value) { add(.write(place), at: range.end) }
                case .logicalAssignment(_, let target, _):
                    add(.check(places.places(in: target)), at: view.range(target).end)
                    if let place = places.place(of: target), isWritable(target) { add(.write(place), at: range.end) }
                case .conditional(let test, _, _), .logical(_, let test, _): add(.check(places.places(in: test)), at: view.range(test).end)
                case .if(let test, let then, let otherwise):
                    add(.check(places.places(in: test)), at: view.range(test).end)
                    add(.branches(hasElse: !otherwise.isNone), at: view.range(then).start)
                    add(.branchEnd(leaves: leaves(then)), at: view.range(then).end)
                    if !otherwise.isNone { add(.branchEnd(leaves: leaves(otherwise)), at: view.range(otherwise).end) }
                    add(.rejoin, at: range.end)
                case .call(let callee, let arguments, _):
                    if let place = places.place(setBy: callee, arguments) { add(.write(place), at: range.end) }
                    guard places.method(callee)?.name == "then", let callback = view.tree[arguments].first, !callback.isNone,
                        view.isFunction(callback)
                    else { break }
                    add(.enter, at: view.range(callback).start)
                    add(.leave, at: view.range(callback).end)
                    pending.append(callback)
                default: break
                }
                return true
            }
        }
        // Of what ends at one place, what is inside was found later.
        return events.enumerated().sorted { left, right in
            let (a, b) = (left.element, right.element)
            if a.place != b.place { return a.place < b.place }
            if a.isEnd != b.isEnd { return !a.isEnd }
            return a.isEnd
                ? left.offset > right.offset && a.node != b.node || a.node == b.node && left.offset < right.offset
                : left.offset < right.offset
        }.map(\.element)
    }

    private func isWritable(_ target: NodeID) -> Bool {
        guard case .identifier = view.tree[target], let binding = view.bindings.binding(of: target) else { return true }
        let kind = view.bindings[binding].kind
        return kind == .let || kind == .var || kind == .parameter
    }

    /// Whether a value says that nothing is there any more.
    private func isReset(_ value: NodeID) -> Bool {
        switch view.tree[value] {
        case .null, .boolean(false): true
        case .unary(.void, _): true
        case .identifier(let name): name == .known(.undefined)
        default: false
        }
    }

    /// The assignment to a place in a region that comes behind an await, and that await; `nil` where the place is set or looked at again before.
    private func race(for place: String, in region: SourceRange, _ events: ArraySlice<Event>, _ budget: inout Int) -> (
        write: NodeID, wait: NodeID
    )? {
        var wait: NodeID?
        var outer: [NodeID?] = []
        /// For each `if` around: what was waited for before it, and behind it so far.
        var branches: [(before: NodeID?, behind: NodeID?)] = []
        /// How many `if`s deep what follows is in a branch that control does not come to.
        var skipped = 0
        for event in events {
            if event.place > region.end { return nil }
            budget -= 1
            if skipped > 0 {
                switch event.kind {
                case .branches: skipped += 1
                case .rejoin: skipped -= 1
                default: break
                }
                continue
            }
            switch event.kind {
            case .wait: wait = event.node
            case .enter:
                outer.append(wait)
                wait = event.node
            case .leave: if let last = outer.popLast() { wait = last }
            case .branches(let hasElse): branches.append((wait, hasElse ? nil : wait))
            case .branchEnd(let leaves):
                guard let last = branches.last else {
                    // The region began in this branch: its other is not come to.
                    if leaves { return nil }
                    skipped = 1
                    continue
                }
                if !leaves { branches[branches.count - 1].behind = wait ?? last.behind }
                wait = last.before
            case .rejoin: if let last = branches.popLast() { wait = last.behind }
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
