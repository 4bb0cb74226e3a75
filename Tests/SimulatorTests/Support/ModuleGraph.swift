import Simulator

/// A module graph of numbered modules; 0 is the entry.
struct ModuleGraph: CustomStringConvertible {
    struct Node {
        /// Imports in order.
        var requests: [Int] = []
        /// How often the body awaits a value; the module is async when that is not `nil`, even for 0.
        var awaits: Int?
        /// Whether the body throws at its end.
        var fails = false
    }

    var nodes: [Node]

    /// Prints `N start` and `N end`.
    func modules(prefix: String = "") -> [(name: String, source: String)] {
        nodes.indices.map { index in
            let node = nodes[index]
            var source = node.requests.map { "import './m\($0).mjs';\n" }.joined()
            source += "console.log('\(prefix)\(index) start');\n"
            if node.awaits == 0 { source += "if (false) await null;\n" }
            source += String(repeating: "await null;\n", count: node.awaits ?? 0)
            source += "console.log('\(prefix)\(index) end');\n"
            if node.fails { source += "throw new Error('\(index)');\n" }
            return ("m\(index).mjs", source)
        }
    }

    var description: String {
        nodes.indices.map { index in
            let node = nodes[index]
            let kind = (node.awaits.map { "async\($0)" } ?? "sync") + (node.fails ? " fails" : "")
            return "\(index) \(kind) → \(node.requests.map(String.init).joined(separator: ","))"
        }.joined(separator: "; ")
    }

    // MARK: Random graphs

    static func random(_ random: inout SplitMix64, cyclic: Bool, awaits: Bool = true, fails: Bool = false) -> ModuleGraph {
        let count = Int.random(in: 2...9, using: &random)
        var graph = ModuleGraph(nodes: Array(repeating: Node(), count: count))
        for index in 0..<count {
            for target in (0..<count).shuffled(using: &random) {
                // Edges back are few and short, so that there are several small cycles and modules outside of them.
                let isBack = target <= index
                if isBack, !cyclic || index - target > 3 || target == 0 { continue }
                let chance = isBack ? 12 : target == index + 1 ? 60 : 25
                if Int.random(in: 0..<100, using: &random) < chance { graph.nodes[index].requests.append(target) }
            }
            if awaits, Int.random(in: 0..<5, using: &random) < 2 { graph.nodes[index].awaits = Int.random(in: 0...3, using: &random) }
            if fails, Int.random(in: 0..<8, using: &random) == 0 { graph.nodes[index].fails = true }
        }
        return graph
    }

    /// The modules that a module's imports lead to, itself only when it is in a cycle.
    func reachable(from start: Int) -> Set<Int> {
        var seen: Set<Int> = []
        var pending = nodes[start].requests
        while let next = pending.popLast() {
            if seen.insert(next).inserted { pending += nodes[next].requests }
        }
        return seen
    }
}
