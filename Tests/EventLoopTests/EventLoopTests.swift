import EventLoop
import Testing

/// The clock and its queues by themselves; the numbers are tasks.
@Suite struct EventLoopTests {
    private func order(of loop: inout EventLoop<Int, Int>) -> [Int] {
        var tasks: [Int] = []
        while let task = loop.nextTask() { tasks.append(task) }
        return tasks
    }

    @Test func `tasks come by time, then in the order of their scheduling`() {
        var loop = EventLoop<Int, Int>()
        for (task, delay) in [(1, 20), (2, 10), (3, 20), (4, 0), (5, 10)] { loop.schedule(task, after: Int64(delay)) }
        #expect(order(of: &loop) == [4, 2, 5, 1, 3])
        #expect(loop.now == 20)
    }

    @Test func `many tasks of one instant keep their order`() {
        // A binary heap alone is not stable: three are not enough to see that.
        var loop = EventLoop<Int, Int>()
        for task in 0..<1000 { loop.schedule(task, after: 5) }
        #expect(order(of: &loop) == Array(0..<1000))
    }

    @Test func `a task may cancel the next one of its own instant`() {
        var loop = EventLoop<Int, Int>()
        loop.schedule(1, after: 10)
        let second = loop.schedule(2, after: 10)
        loop.schedule(3, after: 10)
        #expect(loop.nextTask() == 1)
        loop.cancel(second)
        #expect(order(of: &loop) == [3])
    }

    @Test func `a cancelled task moves no clock`() {
        var loop = EventLoop<Int, Int>()
        let late = loop.schedule(1, after: 1000)
        loop.schedule(2, after: 10)
        loop.cancel(late)
        #expect(order(of: &loop) == [2])
        #expect(loop.now == 10)
        #expect(loop.nextDueTime() == nil)
    }

    @Test func `the due time is that of the first task that was not cancelled`() {
        var loop = EventLoop<Int, Int>()
        let first = loop.schedule(1, after: 10)
        loop.schedule(2, after: 30)
        #expect(loop.nextDueTime() == 10)
        loop.cancel(first)
        #expect(loop.nextDueTime() == 30)
        #expect(loop.now == 0, "asking does not move the clock")
    }

    @Test func `work that takes time moves the clock past due tasks, which then run late and in order`() {
        var loop = EventLoop<Int, Int>()
        loop.schedule(1, after: 20)
        loop.schedule(2, after: 10)
        loop.advance(by: 100)
        #expect(loop.nextTask() == 2)
        #expect(loop.now == 100, "the clock does not run back to the due time")
        // It counts from now: behind what is overdue.
        loop.schedule(3, after: 0)
        #expect(order(of: &loop) == [1, 3])
        #expect(loop.now == 100)
    }

    @Test func `a task scheduled with no delay comes behind all that is due`() {
        var loop = EventLoop<Int, Int>()
        loop.schedule(1, after: 0)
        loop.schedule(2, after: 0)
        #expect(loop.nextTask() == 1)
        loop.schedule(3, after: 0)
        #expect(order(of: &loop) == [2, 3])
    }

    @Test func `microtasks are first in, first out, also while they are taken`() {
        var loop = EventLoop<Int, Int>()
        loop.enqueue(1)
        loop.enqueue(2)
        #expect(loop.nextMicrotask() == 1)
        loop.enqueue(3)
        #expect(loop.nextMicrotask() == 2)
        #expect(loop.microtaskCount == 1)
        #expect(loop.nextMicrotask() == 3)
        #expect(loop.microtaskCount == 0)
        #expect(loop.nextMicrotask() == nil)
    }

    @Test func `the clock saturates`() {
        var loop = EventLoop<Int, Int>()
        loop.advance(by: .max)
        loop.advance(by: 1)
        #expect(loop.now == .max)
        loop.schedule(1, after: 5)
        #expect(loop.nextTask() == 1)
        #expect(loop.now == .max)
    }

    @Test func `tickets grow`() {
        var loop = EventLoop<Int, Int>()
        let tickets = (0..<10).map { loop.schedule($0, after: Int64(10 - $0)) }
        #expect(tickets == tickets.sorted())
        #expect(Set(tickets).count == 10)
    }
}
