import Diagnostics
import Programs
import Scenario
import Text

/// The steps that a command has for many bundles of one program and their runs: first come, first served, but for a run without end. That takes from
/// those after it no more than an equal share of what is left, or twice what the program itself takes.
struct StepShares {
    /// That of one run.
    let limit: Int
    /// What is left for all.
    private var left: Int
    /// How many runs are to come.
    private var count: Int
    /// What the program itself took.
    private var expected = 0
    private let limits: Limits
    /// How often the limit may be taken in all, and once more for the program itself.
    private static let most = 2

    init(_ program: Program, count: Int, taken: Int) {
        limits = program.effectiveLimits
        limit = limits.steps
        self.count = count
        left = limit * Self.most - taken
    }

    /// Counts work beside the runs.
    ///
    /// - Returns: whether there is room for it; where there is not, it is not done.
    mutating func affords(_ steps: Int) -> Bool {
        guard steps < left else { return false }
        left -= steps
        return true
    }

    /// What the next run may take.
    mutating func share() -> Int {
        defer { count -= 1 }
        return max(0, min(limit, left, max(left / max(1, count), 2 * expected)))
    }

    /// Counts a run and what is done with it.
    mutating func count(run steps: Int, isProgramItself: Bool) {
        if isProgramItself { expected = max(expected, steps) } else { left -= steps }
    }

    /// That too few are left.
    ///
    /// - Parameter what: what is not done, such as `it is not bundled`.
    func problem(_ what: String) -> Diagnostic {
        var problem = Diagnostic(
            .blocked, "\(what): all bundles and their runs have \(counted(limit * Self.most, "step")) together",
            suggestion: limits.advice(.steps))
        problem.alternatives = ["name fewer bundlers or hosts"]
        return problem
    }
}
