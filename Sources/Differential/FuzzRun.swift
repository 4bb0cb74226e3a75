import Diagnostics
import Text

/// Which cases of a run are to be compared.
public struct FuzzPlan: Hashable, Sendable {
    public var seed: UInt64
    public var caseCount: Int
    public var families: [FuzzFamily]
    public var shard: Shard

    /// - Parameter caseCount: how many cases all shards have together.
    public init(seed: UInt64, caseCount: Int, families: [FuzzFamily], shard: Shard = .whole) {
        self.seed = seed
        self.caseCount = caseCount
        self.families = families
        self.shard = shard
    }

    /// How many cases it has.
    public var count: Int { shard.caseCount(of: caseCount) }

    /// The numbers of its cases from the one at a place on.
    public func numbers(from first: Int, atMost limit: Int) -> [Int] {
        (first..<max(first, first + min(limit, count - first))).map(shard.number)
    }

    public var generator: FuzzGenerator { FuzzGenerator(seed: seed, families: families) }

    /// The words by which a state file says what it belongs to.
    var words: String {
        "seed \(seed) cases \(caseCount) families \(families.map(\.rawValue).joined(separator: ",")) shard \(shard.text)"
    }
}

/// How far a run has come, and what it found.
public struct FuzzState: Hashable, Sendable {
    /// How many of the plan's cases are done.
    public var done = 0
    /// The numbers of the cases that differ in a way that is known.
    public var known: [KnownDeparture: [Int]] = [:]
    /// The numbers of the cases on which the engine differs from itself.
    public var unsteady: [Int] = []
    /// The numbers of the cases that differ.
    public var different: [Int] = []
    /// How many cases the bundler makes nothing of.
    public var refusedCount = 0

    public init() {}

    public var same: Int { done - different.count - unsteady.count - knownCount - refusedCount }

    private var knownCount: Int { known.values.reduce(0) { $0 + $1.count } }

    /// The last line of a run.
    public var summary: String {
        var parts = [counted(done, "case")]
        let names = KnownDeparture.allCases.compactMap { kind in known[kind].map { "\($0.count) \(kind.rawValue)" } }
        if !names.isEmpty || !unsteady.isEmpty || refusedCount > 0 { parts.append("\(same) same") }
        if !names.isEmpty { parts.append("\(knownCount) known (\(names.joined(separator: ", ")))") }
        if !unsteady.isEmpty { parts.append("\(unsteady.count) unsteady") }
        if refusedCount > 0 { parts.append("\(refusedCount) not bundled") }
        parts.append(counted(different.count, "difference"))
        return parts.joined(separator: ", ")
    }

    // MARK: The state file

    /// The text of a state file: what it belongs to, and how far it is.
    public func text(of plan: FuzzPlan, engine: String) -> String {
        var text = "tla-sim fuzz, state 1\n\(plan.words) against \(engine)\ndone \(done)\n"
        for kind in KnownDeparture.allCases {
            for number in known[kind] ?? [] { text += "known \(number) \(kind.rawValue)\n" }
        }
        if refusedCount > 0 { text += "refused \(refusedCount)\n" }
        for number in unsteady { text += "unsteady \(number)\n" }
        for number in different { text += "different \(number)\n" }
        return text
    }

    /// The state in a file's text; `nil` when that belongs to another plan or engine, or is none.
    public init?(text: String, plan: FuzzPlan, engine: String) {
        let lines = text.split(separator: "\n").map(String.init)
        guard lines.count >= 3, lines[0] == "tla-sim fuzz, state 1", lines[1] == "\(plan.words) against \(engine)" else { return nil }
        for line in lines[2...] {
            let words = line.split(separator: " ", maxSplits: 2).map(String.init)
            guard words.count >= 2, let number = Int(words[1]), number >= 0 else { return nil }
            switch (words[0], words.count) {
            case ("done", 2): done = number
            case ("refused", 2): refusedCount = number
            case ("unsteady", 2): unsteady.append(number)
            case ("different", 2): different.append(number)
            case ("known", 3):
                guard let kind = KnownDeparture(rawValue: words[2]) else { return nil }
                known[kind, default: []].append(number)
            default: return nil
            }
        }
        guard done <= plan.count, same >= 0 else { return nil }
    }
}

/// A difference, as small as it could be made.
public struct FuzzDifference: Sendable {
    public var number: Int
    public var smallest: FuzzCase
    public var seen: FuzzResult
    public var simulated: FuzzResult

    /// A scenario that shows it.
    public func scenarioText(plan: FuzzPlan, comparison: FuzzComparison) -> String {
        smallest.scenarioText(
            title: "Case \(number) of seed \(plan.seed) differs from \(comparison.engine.engine.label)",
            origin: "--seed \(plan.seed), case \(number), family \(smallest.family.rawValue)",
            engine: comparison.engine.engine.label, host: comparison.host.name, bundler: comparison.bundling?.bundler.name,
            seen: seen, simulated: simulated)
    }
}

/// Compares the cases of a plan, some hundred at a time.
public struct FuzzRun: Sendable {
    public let plan: FuzzPlan
    public let comparison: FuzzComparison
    public private(set) var state: FuzzState

    /// How many graphs go through one process of the engine.
    private static let batchSize = 250

    public init(plan: FuzzPlan, comparison: FuzzComparison, state: FuzzState = FuzzState()) {
        self.plan = plan
        self.comparison = comparison
        self.state = state
    }

    public var isDone: Bool { state.done >= plan.count }

    /// Compares the next cases.
    ///
    /// - Parameter willShrink: called before a difference, given by its number, is made smaller, which may take a while.
    /// - Returns: the differences found.
    public mutating func advance(willShrink: (Int) -> Void = { _ in }) throws(Diagnostic) -> [FuzzDifference] {
        let numbers = plan.numbers(from: state.done, atMost: Self.batchSize)
        let cases = numbers.map(plan.generator.fuzzCase)
        let verdicts = try comparison.verdicts(cases)
        var differences: [FuzzDifference] = []
        var next = state
        for (offset, number) in numbers.enumerated() {
            switch verdicts[offset] {
            case .same: break
            case .refused: next.refusedCount += 1
            case .unsteady: next.unsteady.append(number)
            case .known(let kind): next.known[kind, default: []].append(number)
            case .different(let seen, let simulated):
                next.different.append(number)
                willShrink(number)
                differences.append(try shrunk(cases[offset], number, seen, simulated))
            }
            next.done += 1
        }
        state = next
        return differences
    }

    private func shrunk(
        _ item: FuzzCase, _ number: Int, _ seen: FuzzResult, _ simulated: FuzzResult
    ) throws(Diagnostic) -> FuzzDifference {
        var difference = FuzzDifference(number: number, smallest: item, seen: seen, simulated: simulated)
        // The results of the smallest are those of the verdict that chose it.
        var results: [FuzzCase: (FuzzResult, FuzzResult)] = [:]
        difference.smallest = try FuzzShrinker.shrink(item) { candidates throws(Diagnostic) in
            zip(candidates, try comparison.verdicts(candidates)).map { candidate, verdict in
                guard case .different(let seen, let simulated) = verdict else { return false }
                results[candidate] = (seen, simulated)
                return true
            }
        }
        if let (seen, simulated) = results[difference.smallest] { (difference.seen, difference.simulated) = (seen, simulated) }
        return difference
    }
}
