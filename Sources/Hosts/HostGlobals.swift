/// What the host puts beside ECMA-262's own names.
package struct HostGlobals: Sendable, Equatable {
    /// Whether `process`, `setImmediate` and their like are there.
    package var hasProcess = false
    /// Whether the host has the names that every host has beside ECMA-262's, such as `Event`.
    package var hasWebNames = true
    /// Properties of `import.meta` beside `url`.
    package var importMeta: Set<MetaProperty> = []
    /// AgentCanSuspend: whether `Atomics.wait` may wait. https://tc39.es/ecma262/#sec-agentcansuspend
    package var canBlock = true
    /// Paths from the global object to what this version of the host has not yet: `Promise.try`.
    package var absent: [String] = []

    package enum MetaProperty: Sendable { case paths, resolve, main }
}
