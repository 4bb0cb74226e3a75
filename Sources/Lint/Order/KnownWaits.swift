import JavaScript
import Programs

/// How long a module's top level waits, where its text says it: `await sleep(100)`, or a promise that a timer of a constant time resolves.
struct KnownWaits {
    /// Nanoseconds; `nil` where something else is waited for.
    let nanoseconds: Int64?

    init(of code: AnalysedModule) {
        let tree = code.tree
        var total: Int64? = 0
        for site in BodyWalk(of: tree.body, in: tree).sites where site.kind != .return {
            guard site.isCertain, site.kind == .await, let time = Self.milliseconds(site.operand, code) else {
                total = nil
                break
            }
            total = total.map { $0 + Int64(time * 1_000_000) }
        }
        nanoseconds = total
    }

    private static func milliseconds(_ node: NodeID, _ code: AnalysedModule) -> Double? {
        let tree = code.tree
        func number(_ node: NodeID) -> Double? {
            guard case .number(let index) = tree[node], tree.numbers[Int(index)] >= 0, tree.numbers[Int(index)] < 1e9 else { return nil }
            return tree.numbers[Int(index)]
        }
        switch tree[node] {
        // Nothing but a turn.
        case .null, .number, .string, .boolean: return 0
        case .call(let callee, let arguments, _):
            guard case .identifier(let name) = tree[callee], ["sleep", "delay", "wait"].contains(code.text(name)), arguments.count == 1,
                let first = tree[arguments].first
            else { return nil }
            return number(first)
        case .new(_, let arguments):
            guard let executor = tree[arguments].first, case .function(let function) = tree[executor], tree[function].body.count == 1,
                let statement = tree[tree[function].body].first
            else { return nil }
            let call: NodeID
            switch tree[statement] {
            case .return(let value) where !value.isNone: call = value
            case .expressionStatement(let value): call = value
            default: return nil
            }
            guard case .call(let callee, let timer, _) = tree[call], case .identifier(let name) = tree[callee],
                code.text(name) == "setTimeout", timer.count == 2, let time = tree[timer].last
            else { return nil }
            return number(time)
        default: return nil
        }
    }
}
