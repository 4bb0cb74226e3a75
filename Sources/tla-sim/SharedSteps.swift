import Hosts
import Programs
import Simulator
import Trace

/// The limit of steps of a program that a command runs several times: all runs have it together.
struct SharedSteps {
    private let limit: Int
    private var taken = 0
    private var wasBlocked = false
    /// What each run may take whatever the others took: most programs end within it.
    private var least: Int { max(limit / 10, min(limit, 1_000_000)) }
    /// How often the limit may be taken in all.
    private static let most = 4

    init(_ program: Program) { limit = program.effectiveLimits.steps }

    /// Counts work beside the runs, and tells whether there is room for it; where there is not, it is not done.
    mutating func affords(_ steps: Int) -> Bool {
        guard taken + steps <= limit * Self.most else { return false }
        taken += steps
        return true
    }

    /// Runs a program with what is left.
    ///
    /// - Returns: `nil` where the steps that others took kept it from its end. Where one has none within the whole limit, that another is stopped too
    ///   says nothing else of it.
    mutating func run(_ program: Program, _ options: RunOptions) -> Run? {
        guard taken < limit * Self.most else { return nil }
        var options = options
        options.stepsTaken = min(taken, limit - least)
        let run = program.run(options)
        taken += run.stepCount - options.stepsTaken
        let isStopped = run.trace.outcome.isBlocked && run.stepCount > limit
        if isStopped, options.stepsTaken > 0, !wasBlocked { return nil }
        wasBlocked = wasBlocked || isStopped
        return run
    }
}
