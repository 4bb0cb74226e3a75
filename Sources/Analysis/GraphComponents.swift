import Trace

/// The strongly connected components of the static imports, by Tarjan's algorithm on a stack of its own.
///
/// Linear in modules and edges, however deep the graph.
struct GraphComponents {
    /// The component of each module. A component's number is larger than those of all that it imports.
    private(set) var component: [Int]
    private(set) var count = 0

    init(_ trace: Trace) {
        let total = trace.modules.count
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
                let requests = trace.modules[module].requests
                var at = request
                var descends = false
                while at < requests.count {
                    let target = requests[at].module.map { Int($0.rawValue) } ?? -1
                    at += 1
                    guard requests[at - 1].phase == .evaluation, target >= 0, target < total else { continue }
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
