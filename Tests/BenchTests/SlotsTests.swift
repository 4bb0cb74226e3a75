import Testing
import Threads

@testable import Bench

@Suite struct SlotsTests {
    private actor Count {
        var now = 0, most = 0, done = 0
        func begin() { now += 1; most = max(most, now) }
        func end() { now -= 1; done += 1 }
    }

    @Test("No more than so many are within at once, and all get their turn")
    func most() async {
        let slots = Slots(3, longestQueue: 1_000), count = Count()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    await slots.with {
                        await count.begin()
                        for _ in 0..<10 { await Task.yield() }
                        await count.end()
                    }
                }
            }
        }
        #expect(await count.done == 100)
        #expect(await count.most <= 3)
    }

    @Test("Who goes away while waiting leaves the place to others")
    func cancelled() async {
        let slots = Slots(1, longestQueue: 10)
        let (gate, opening) = AsyncStream.makeStream(of: Void.self)
        let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
        let first = Task {
            await slots.with {
                beginning.yield()
                for await _ in gate { break }
            }
        }
        for await _ in begun { break }
        let second = Task { await slots.with { 2 } }
        second.cancel()
        #expect(await second.value == nil)
        opening.yield()
        _ = await first.value
        #expect(await slots.with { 3 } == 3)
        #expect(!slots.isFull)
    }
}
