import Scenario

/// What is linted, and how: the command's arguments.
public struct LintRequest: Sendable {
    /// Folders, modules and scenarios.
    public var paths: [String]
    /// The modules that a host starts with, in place of those that are found; paths.
    public var entries: [String] = []
    /// Names of hosts and of bundlers, in place of the configuration's.
    public var hosts: [String] = []
    public var bundlers: [String] = []
    /// The rules that are asked for, whatever the configuration says; `nil` for all that it leaves on.
    public var rules: [String]?
    /// The configuration; `nil` for the nearest `tla-sim.yaml` in the folder of each path or above it.
    public var configuration: String?
    /// Whether modules are read from outside the folder that is linted.
    public var allowsOutside = false
    /// The limits of what is read that are not the default ones.
    public var limits = LimitSettings()
    /// How many modules of a folder are read where nobody said: more than a run may have.
    public static let moduleLimit: Int64 = 1_000_000
    public var threads = 1

    public init(paths: [String]) { self.paths = paths }
}
