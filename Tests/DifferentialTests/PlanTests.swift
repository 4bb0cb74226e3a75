import Testing

@testable import Differential

@Suite struct PlanTests {
    @Test(arguments: [1, 2, 3, 7, 50, 200])
    func `the shards together are the whole, and share nothing`(count: Int) {
        let whole = FuzzPlan(seed: 1, caseCount: 101, families: [.dag])
        let parts = (1...count).map { part in
            let plan = FuzzPlan(seed: 1, caseCount: 101, families: [.dag], shard: Shard(part, of: count)!)
            #expect(plan.numbers(from: 0, atMost: .max).count == plan.count)
            return plan.numbers(from: 0, atMost: .max)
        }
        #expect(parts.flatMap { $0 }.sorted() == whole.numbers(from: 0, atMost: 1_000))
        #expect(whole.numbers(from: 0, atMost: 1_000) == Array(0..<101))
    }

    @Test(arguments: ["0/4", "5/4", "1", "1/", "/4", "1/4/2", "a/b", "-1/4", ""]) func `what names no part is none`(text: String) {
        #expect(Shard(text) == nil)
        #expect(Shard("3/16") == Shard(3, of: 16) && Shard(3, of: 16)?.text == "3/16")
    }

    @Test func `a plan of any size is no work before it begins`() {
        let plan = FuzzPlan(seed: 1, caseCount: .max, families: [.dag], shard: Shard(2, of: 3)!)
        #expect(plan.count == Int.max / 3)
        #expect(plan.numbers(from: 4, atMost: 2) == [13, 16])
        #expect(plan.numbers(from: plan.count - 1, atMost: 250).count == 1)
        #expect(FuzzPlan(seed: 1, caseCount: 2, families: [.dag], shard: Shard(3, of: 4)!).numbers(from: 0, atMost: 9) == [])
    }

    @Test func `a state comes back from its text, for the same plan and engine only`() throws {
        let plan = FuzzPlan(seed: 1, caseCount: 1000, families: [.dag, .errors], shard: Shard(2, of: 4)!)
        var state = FuzzState()
        state.done = 200
        state.known[.abortsOnErroredCycle] = [9, 13]
        state.unsteady = [17]
        state.different = [5, 401]
        let text = state.text(of: plan, engine: "node 20.1.0")
        #expect(FuzzState(text: text, plan: plan, engine: "node 20.1.0") == state)
        #expect(FuzzState(text: text, plan: plan, engine: "node 22.0.0") == nil)
        var other = plan
        other.seed = 2
        #expect(FuzzState(text: text, plan: other, engine: "node 20.1.0") == nil)
        other = plan
        other.shard = Shard(3, of: 4)!
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
        state.unsteady = [5, 6]
        #expect(state.summary == "5000 cases, 4987 same, 10 known (10 errored async cycle), 2 unsteady, 1 difference")
        state.known = [:]
        #expect(state.summary == "5000 cases, 4997 same, 2 unsteady, 1 difference")
    }
}
