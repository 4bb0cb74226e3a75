import Analysis
import Diagnostics
import Hosts
import Programs
import Simulator
import Trace
import WhatIf

/// Runs of the program with something changed: only so many, and only of a program that takes little to run.
struct Trials {
    /// How many are made to find all that there is to say.
    static let limitOfFindings = 12
    private static let (moduleLimit, eventLimit) = (2_000, 200_000)

    private let explanation: Explanation
    private var left: Int
    private lazy var whatIf = WhatIf(explanation.program, loaded: explanation.run.loadedModules)
    private lazy var host = Self.host(of: explanation)

    /// None are made of a bundle, whose modules are other ones than the user's, and of a large program.
    init(_ explanation: Explanation, limit: Int) {
        self.explanation = explanation
        let isSmall = explanation.trace.modules.count <= Self.moduleLimit && explanation.trace.events.count <= Self.eventLimit
        left = explanation.run.trace.bundler == nil && explanation.program.making == nil && isSmall ? min(limit, Self.room(explanation)) : 0
    }

    /// For how many trials the run has left steps: one takes those of the run, a step for each byte of the texts that are printed and read, and some for
    /// each event that is compared.
    private static func room(_ explanation: Explanation) -> Int {
        let run = explanation.run
        let bytes = run.sourceFiles.reduce(0) { $0 + ($1?.bytes.count ?? 0) }
        let left = explanation.program.effectiveLimits.steps - run.stepCount
        return max(0, left) / max(1, run.stepCount + bytes + explanation.trace.events.count * stepsOfEvent)
    }
    private static let stepsOfEvent = 4

    var areAllowed: Bool { left > 0 }

    /// The host of the run, with the options that the scenario gives it.
    private static func host(of explanation: Explanation) -> HostProfile? {
        if let own = explanation.program.host, own.name == explanation.trace.host { return own }
        return HostProfile.named(explanation.trace.host)
    }

    /// What a change brings; `nil` where it cannot be made, no run is left, or it breaks something.
    mutating func tryOut(_ changes: [Change]) -> (saved: Int64, result: WhatIf.Result, comparison: BeforeAndAfter)? {
        guard left > 0, let result = try? whatIf.applying(changes) else { return nil }
        guard let comparison = run(result.program), let saved = comparison.saved else { return nil }
        return (saved, result, comparison)
    }

    /// What another program takes in the place of this one; `nil` where no run is left, or where it ends otherwise.
    mutating func run(_ program: Program) -> BeforeAndAfter? {
        guard left > 0 else { return nil }
        left -= 1
        let after = program.run(RunOptions(host: host, seed: explanation.run.trace.seed))
        let comparison = BeforeAndAfter(explanation.trace, after.trace.unbundled)
        return comparison.endAlike ? comparison : nil
    }
}
