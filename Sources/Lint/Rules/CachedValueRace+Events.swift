import Diagnostics
import JavaScript

/// What happens in a function, in the order of its text, as far as the rule asks.
extension CachedValueRace {
    struct Event {
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
    func events(in function: NodeID, _ places: SharedPlaces) -> [Event] {
        var events: [Event] = []
        var pending = [function]
        while let root = pending.popLast() {
            view.forEachNode(in: root) { node in
                let range = view.range(node)
                func add(_ kind: Event.Kind, at place: UInt32) { events.append(Event(kind: kind, node: node, place: place)) }
                switch view.tree[node] {
                case .await: add(.wait, at: range.end)
                case .forOf(_, _, _, isAwait: true): add(.wait, at: range.start)
                // It waits where its scope ends. https://tc39.es/proposal-explicit-resource-management/
                case .variables(.awaitUsing, _): add(.wait, at: view.parents[node].map { view.range($0).end } ?? range.end)
                case .assignment(let target, let value):
                    if let place = places.place(of: target), isWritable(target), !isReset(value), !isOfSharedPromise(value, places) {
                        add(.write(place), at: range.end)
                    }
                case .logicalAssignment(_, let target, _):
                    add(.check(places.places(in: target)), at: view.range(target).end)
                    if let place = places.place(of: target), isWritable(target) { add(.write(place), at: range.end) }
                case .conditional(let test, _, _): add(.check(places.places(in: test)), at: view.range(test).end)
                case .logical(_, let left, _):
                    // In a row of them each tells of what the one before did not.
                    var test = left
                    if case .logical(_, _, let right) = view.tree[left] { test = right }
                    add(.check(places.places(in: test)), at: view.range(left).end)
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

    /// Whether a value is what a promise gives that calls share, such as `pending` of `pending ??= load()`: who comes in between gets the same.
    private func isOfSharedPromise(_ value: NodeID, _ places: SharedPlaces) -> Bool {
        guard case .await(let promise) = view.tree[value] else { return false }
        if case .logicalAssignment(_, let target, let made) = view.tree[promise] {
            if case .await = view.tree[made] { return false }
            return places.place(of: target) != nil
        }
        return places.place(of: promise) != nil
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
    func race(for place: String, in region: SourceRange, _ events: ArraySlice<Event>, _ budget: inout Int) -> (
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
}
