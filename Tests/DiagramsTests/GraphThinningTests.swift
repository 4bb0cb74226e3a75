import TestSupport
import Testing

@testable import Diagrams

@Suite struct GraphThinningTests {
    private func edges(_ imports: [[Int]]) -> [GraphLayout.Edge] {
        imports.enumerated().flatMap { from, targets in targets.map { GraphLayout.Edge(from: from, to: $0) } }
    }

    private func reached(_ count: Int, _ edges: [GraphLayout.Edge]) -> [Set<Int>] {
        var below = Array(repeating: [Int](), count: count)
        for edge in edges { below[edge.from].append(edge.to) }
        return (0..<count).map { start in
            var seen: Set<Int> = []
            var stack = [start]
            while let box = stack.popLast() {
                for target in below[box] where seen.insert(target).inserted { stack.append(target) }
            }
            return seen
        }
    }

    @Test(arguments: ModuleGraphShape.allCases, [2, 7, 30, 120, 500])
    func whatEdgesSpanIsBounded(shape: ModuleGraphShape, count: Int) {
        let edges = edges(shape.imports(count))
        let thinning = GraphThinning(count: count, edges: edges, impliedLimit: 1_000, limit: 1_000)
        let kept = zip(edges, thinning.isKept).filter(\.1).map(\.0)
        let ranks = GraphRanks(count: count, edges: kept)
        #expect(ranks.span(of: kept) <= 1_000)
        // Who is imported keeps an arrow that says so, but where it began a walk into a cycle.
        let before = Set(edges.map(\.to))
        let after = Set(kept.map(\.to))
        #expect(before.count - after.count <= GraphRanks(count: count, edges: edges).arrival.count { $0 == nil })
    }

    /// Random graphs with cycles: whatever leads from one module to another does so still.
    @Test(arguments: 0..<200)
    func edgesThatAreImpliedLeaveEveryWay(seed: Int) {
        var state = UInt64(seed) &* 7919 &+ 17
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        let count = 2 + random(14)
        let edges = (0..<random(4 * count)).map { _ in
            GraphLayout.Edge(from: random(count), to: random(count), isHeavy: random(9) == 0)
        }
        // Above what is there, and low enough for what is implied to go first.
        let ranks = GraphRanks(count: count, edges: edges)
        let span = ranks.span(of: edges)
        guard span > 0 else { return }
        let thinning = GraphThinning(count: count, edges: edges, impliedLimit: span - 1, limit: span - 1)
        let kept = zip(edges, thinning.isKept).filter(\.1).map(\.0)
        if thinning.keepsEveryWay { #expect(reached(count, kept) == reached(count, edges)) }
        for (edge, isKept) in zip(edges, thinning.isKept) where edge.isHeavy && thinning.keepsEveryWay { #expect(isKept) }
    }

    @Test func aCompleteGraphIsAChain() {
        let edges = edges(ModuleGraphShape.complete.imports(60))
        let thinning = GraphThinning(count: 60, edges: edges, impliedLimit: 1_000, limit: 1_000)
        #expect(thinning.keepsEveryWay)
        #expect(zip(edges, thinning.isKept).filter(\.1).map { $0.0.to - $0.0.from } == Array(repeating: 1, count: 59))
    }

    @Test func aCompleteCycleIsARing() {
        let edges = edges(ModuleGraphShape.completeCycle.imports(49))
        let thinning = GraphThinning(count: 49, edges: edges, impliedLimit: 1_000, limit: 1_000)
        #expect(thinning.keepsEveryWay)
        #expect(thinning.isKept.count { $0 } == 49)
    }

    @Test func aSmallGraphKeepsAll() {
        let edges = edges(ModuleGraphShape.complete.imports(8))
        #expect(GraphThinning(count: 8, edges: edges, impliedLimit: 1_000, limit: 1_000).isKept.allSatisfy { $0 })
    }
}
