import Trace

/// The strongly connected components of a graph, such as that of the static imports, by Tarjan's algorithm on a stack of its own.
///
/// Linear in modules and edges, however deep the graph.
struct GraphComponents {
    /// The component of each module. A component's number is larger than those of all that it imports.
    private(set) var component: [Int]
    private(set) var count = 0

    init(_ trace: Trace) {
        let modules = trace.modules
        self.init(
            targets: modules.map { module in
                module.requests.compactMap { request in
                    guard request.phase == .evaluation, let target = request.module, modules.indices.contains(Int(target.rawValue))
                    else { return nil }
                    return Int(target.rawValue)
                }
            })
    }

    /// - Parameter targets: by node, the nodes to which its edges lead.
    init(targets: [[Int]]) {
        let total = targets.count
        component = Array(repeating: -1, count: total)
        var index = Array(repeating: -1, count: total)
        var low = Array(repeating: 0, count: total)
        var stack: [Int] = []
        // The walk: a module and the request at which to go on.
        var path: [(module: Int, request: Int)] = []
        var next = 0
        for root in 0..<total where index[root] < 0 {
            path.append((root, 0))
            while let (module, request) = path.last {
                if request == 0 {
                    index[module] = next
                    low[module] = next
                    next += 1
                    stack.append(module)
                }
                var at = request
                var descends = false
                while at < targets[module].count {
                    let target = targets[module][at]
                    at += 1
                    if index[target] < 0 {
                        path[path.count - 1].request = at
                        path.append((target, 0))
                        descends = true
                        break
                    }
                    if component[target] < 0 { low[module] = min(low[module], index[target]) }
                }
                if descends { continue }
                path.removeLast()
                if let parent = path.last?.module { low[parent] = min(low[parent], low[module]) }
                if low[module] == index[module] {
                    while let member = stack.popLast() {
                        component[member] = count
                        if member == module { break }
                    }
                    count += 1
                }
            }
        }
    }
}
