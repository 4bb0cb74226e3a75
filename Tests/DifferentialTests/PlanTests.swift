import Testing

@testable import Differential

@Suite struct PlanTests {
    @Test(arguments: [1, 2, 3, 7, 50, 200])
    func `the shards together are the whole, and share nothing`(count: Int) {
        let whole = FuzzPlan(seed: 1, caseCount: 101, families: [.dag])
        let parts = (1...count).map { FuzzPlan(seed: 1, caseCount: 101, families: [.dag], shard: $0, shardCount: count).numbers }
        #expect(parts.flatMap { $0 }.sorted() == whole.numbers)
        #expect(whole.numbers == Array(0..<101))
    }

    @Test func `a state comes back from its text, for the same plan and engine only`() throws {
        let plan = FuzzPlan(seed: 1, caseCount: 1000, families: [.dag, .errors], shard: 2, shardCount: 4)
        var state = FuzzState()
        state.done = 200
        state.known[.abortsOnErroredCycle] = [9, 13]
        state.different = [5, 401]
        let text = state.text(of: plan, engine: "node 20.1.0")
        #expect(FuzzState(text: text, plan: plan, engine: "node 20.1.0") == state)
        #expect(FuzzState(text: text, plan: plan, engine: "node 22.0.0") == nil)
        var other = plan
        other.seed = 2
        #expect(FuzzState(text: text, plan: other, engine: "node 20.1.0") == nil)
        other = plan
        other.shard = 3
        #expect(FuzzState(text: text, plan: other, engine: "node 20.1.0") == nil)
        for broken in ["", "done 3", text + "done 9999\n", text + "known 1 nothing\n", text + "what 3\n", text + "different -1\n"] {
            #expect(FuzzState(text: broken, plan: plan, engine: "node 20.1.0") == nil, "\(broken)")
        }
    }

    @Test func `the last line counts what is known by its name`() {
        var state = FuzzState()
        state.done = 5000
        #expect(state.summary == "5000 cases, 0 differences")
        state.known[.abortsOnErroredCycle] = Array(10..<20)
        #expect(state.summary == "5000 cases, 4990 same, 10 known (10 errored async cycle), 0 differences")
        state.different = [4]
        #expect(state.summary == "5000 cases, 4989 same, 10 known (10 errored async cycle), 1 difference")
    }
}
