/// The strongly connected components of a graph of numbered nodes.
struct Components {
    /// By node. Numbers rise against the edges: a node's targets lie in components of the same number or a smaller one.
    private(set) var number: [Int32]
    /// By component: how many nodes it has.
    private(set) var sizes: [Int32] = []

    /// Tarjan's walk, with a stack of its own.
    ///
    /// - Complexity: linear in the number of nodes and edges.
    init(count: Int, targets: (Int) -> [Int32]) {
        number = Array(repeating: -1, count: count)
        var index = Array(repeating: Int32(-1), count: count)
        var low = index
        var next: Int32 = 0
        var stack: [Int32] = []
        var visits: [(node: Int, targets: [Int32], next: Int)] = []
        func enter(_ node: Int) {
            index[node] = next
            low[node] = next
            next += 1
            stack.append(Int32(node))
            visits.append((node, targets(node), 0))
        }
        for start in 0..<count where index[start] < 0 {
            enter(start)
            while let visit = visits.last {
                if visit.next < visit.targets.count {
                    visits[visits.count - 1].next += 1
                    let target = Int(visit.targets[visit.next])
                    if index[target] < 0 {
                        enter(target)
                    } else if number[target] < 0 {
                        low[visit.node] = min(low[visit.node], index[target])
                    }
                    continue
                }
                visits.removeLast()
                if low[visit.node] == index[visit.node] {
                    let component = Int32(sizes.count)
                    var size: Int32 = 0
                    while true {
                        let member = Int(stack.removeLast())
                        number[member] = component
                        size += 1
                        if member == visit.node { break }
                    }
                    sizes.append(size)
                }
                if let importer = visits.last?.node { low[importer] = min(low[importer], low[visit.node]) }
            }
        }
    }
}
