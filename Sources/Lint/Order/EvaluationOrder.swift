import JavaScript
import Programs

/// In which order the bodies of modules begin when an entry is evaluated, and who waits for whom. https://tc39.es/ecma262/#sec-innermoduleevaluation
///
/// All bodies that wait for nothing begin in one job, in the order of ``place``; the others in later jobs.
struct EvaluationOrder {
    /// By module: its place among the modules that the walk is done with; -1 for one that is not evaluated.
    private(set) var place: [Int32]
    /// By module: whether it waits for something before its body begins.
    private(set) var waits: [Bool]
    /// Whether a deferred import was left out, so that nothing is certain.
    private(set) var hasDeferred = false
    /// By module: the modules whose end it waits for.
    private var waitedFor: [[ModuleNumber]]
    /// By module: [[AsyncEvaluationOrder]] is set.
    private var isAsync: [Bool]
    /// By module: the first and the last number that the walk gives in the module's subtree.
    private var first: [Int32]
    private var last: [Int32]
    /// How many waits one question follows.
    private static let longestSearch = 2_000

    private struct Visit {
        var module: ModuleNumber
        var next = 0
    }

    /// - Complexity: linear in the number of modules and requests.
    init(_ graph: LintedGraph, from starts: [ModuleNumber]) {
        let count = graph.graph.modules.count
        place = Array(repeating: -1, count: count)
        waits = Array(repeating: false, count: count)
        waitedFor = Array(repeating: [], count: count)
        isAsync = waits
        first = place
        last = place
        var low = place
        var cycleRoot = place
        var stack: [ModuleNumber] = []
        var visits: [Visit] = []
        var number: Int32 = 0
        var done: Int32 = 0
        for start in starts where first[Int(start)] < 0 {
            var next: ModuleNumber? = start
            while true {
                if let module = next {
                    first[Int(module)] = number
                    low[Int(module)] = number
                    number += 1
                    stack.append(module)
                    visits.append(Visit(module: module))
                    next = nil
                }
                guard let visit = visits.last else { break }
                let module = Int(visit.module)
                let requests = graph[visit.module].requests
                guard visit.next < requests.count else {
                    // Step 12 on: the module's own place, and its cycle if it is the root.
                    visits.removeLast()
                    last[module] = number - 1
                    place[module] = done
                    done += 1
                    waits[module] = !waitedFor[module].isEmpty
                    isAsync[module] = waits[module] || graph[visit.module].hasTLA
                    if low[module] == first[module] {
                        while true {
                            let member = stack.removeLast()
                            cycleRoot[Int(member)] = visit.module
                            if member == visit.module { break }
                        }
                    }
                    if let importer = visits.last?.module { settle(visit.module, for: importer, &low, cycleRoot) }
                    continue
                }
                visits[visits.count - 1].next += 1
                let request = requests[visit.next]
                guard let target = request.target, request.phase == .evaluation else {
                    if request.phase == .defer { hasDeferred = true }
                    continue
                }
                if first[Int(target)] < 0 { next = target } else { settle(target, for: visit.module, &low, cycleRoot) }
            }
        }
    }

    /// Step 11.c: what a module has to do with one that it asks for, when the walk has been there.
    private mutating func settle(_ required: ModuleNumber, for module: ModuleNumber, _ low: inout [Int32], _ cycleRoot: [Int32]) {
        var required = required
        if cycleRoot[Int(required)] < 0 {
            low[Int(module)] = min(low[Int(module)], low[Int(required)])
            // Still at its own requests: its order is not set.
            if place[Int(required)] < 0 { return }
        } else {
            required = cycleRoot[Int(required)]
        }
        if isAsync[Int(required)] { waitedFor[Int(module)].append(required) }
    }

    func isEvaluated(_ module: ModuleNumber) -> Bool { place[Int(module)] >= 0 }

    /// Whether a module's body begins only after another one's evaluation is over; `nil` where that takes too long to tell.
    func waits(_ module: ModuleNumber, for other: ModuleNumber) -> Bool? {
        guard isAsync[Int(other)] else { return false }
        // Who leads to it by the walk waits for it, step by step.
        if first[Int(module)] < first[Int(other)], last[Int(other)] <= last[Int(module)] { return true }
        var seen: Set<ModuleNumber> = [module]
        var pending = [module]
        var left = Self.longestSearch
        while let next = pending.popLast() {
            left -= 1
            if left == 0 { return nil }
            for target in waitedFor[Int(next)] where seen.insert(target).inserted {
                if target == other || (first[Int(target)] < first[Int(other)] && last[Int(other)] <= last[Int(target)]) { return true }
                pending.append(target)
            }
        }
        return false
    }
}
