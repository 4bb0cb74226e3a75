/// What of the order a host leaves to chance: what depends on how long real work takes, and so differs from run to run.
package struct ChanceRules: Sendable, Equatable {
    /// Whether code and callbacks take real time, so that timers begin late and fire late.
    package var timePasses = false
    /// Whether a file for which `import()` asks is read by threads while the program goes on, so that it comes when it comes.
    package var readsFilesInTasks = false
}

extension HostProfile {
    /// Whether it was measured which orders the host may choose between, so that a seed can choose.
    public var leavesToChance: Bool { chance.timePasses || chance.readsFilesInTasks }
}
