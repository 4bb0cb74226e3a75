import Algorithms

/// Numbers that each agent counts for itself, such as those of its jobs, as numbers of the run.
///
/// They hang on how the agents went on alone, and not on what was recorded of it.
struct MergedNumbers {
    /// An agent's numbers that stand together in the run's: from one of them on up to another, and what the first is in the run.
    private struct Stretch {
        var start: Int32
        var end: Int32
        var number: Int32
    }

    /// By agent, ascending.
    private var stretches: [[Stretch]]
    /// Those that no stretch has, by agent and number.
    private var others: [Int64: Int32] = [:]
    private var count: Int32 = 0

    init(agents: Int) { stretches = Array(repeating: [], count: agents) }

    /// The next numbers of the run are these of an agent, and above those that it has had.
    mutating func add(_ numbers: Range<Int32>, of agent: Int) {
        guard !numbers.isEmpty else { return }
        stretches[agent].append(Stretch(start: numbers.lowerBound, end: numbers.upperBound, number: count))
        count += Int32(numbers.count)
    }

    /// The run's number for one of an agent. Logarithmic time.
    mutating func number(of number: Int32, in agent: Int) -> Int32 {
        let index = stretches[agent].partitioningIndex { $0.end > number }
        if index < stretches[agent].count, stretches[agent][index].start <= number {
            return stretches[agent][index].number + (number - stretches[agent][index].start)
        }
        let key = Int64(agent) << 32 | Int64(UInt32(bitPattern: number))
        if let known = others[key] { return known }
        others[key] = count
        count += 1
        return count - 1
    }
}
