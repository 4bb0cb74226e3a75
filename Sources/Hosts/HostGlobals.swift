/// What the host puts beside ECMA-262's own names.
package struct HostGlobals: Sendable, Equatable {
    /// Whether `process`, `setImmediate` and their like are there.
    package var hasProcess = false
    /// Whether the host has the names that every host has beside ECMA-262's, such as `Event`.
    package var hasWebNames = true
    /// Whether the global object is an event target of a process, and is told of its load, its errors and its end.
    package var tellsOfItself = false
    /// Whether it has `ErrorEvent` and `PromiseRejectionEvent`, as browsers do.
    package var hasErrorEvents = false
    /// Further names that it has and the simulator has not: a program that reaches for one is told so.
    package var outside: [String] = []
    /// Names of the global object beside `globalThis`.
    package var ownNames: [String] = []
    /// What `Object.prototype.toString` makes of the global object, if it says more than `Object`.
    package var tag: String?
    /// Whether its engine parses `using` declarations.
    package var parsesUsing = true
    /// Whether `Error.captureStackTrace` is there.
    package var capturesStacks = true
    /// Properties of `import.meta` beside `url`.
    package var importMeta: Set<MetaProperty> = []
    /// What the EvalError says that the host throws in place of making code from a text; `nil` where it makes it.
    /// https://tc39.es/ecma262/#sec-hostensurecancompilestrings
    package var codeFromTextRefusal: String?
    /// AgentCanSuspend: whether `Atomics.wait` may wait. https://tc39.es/ecma262/#sec-agentcansuspend
    package var canBlock = true
    /// Paths to what this version of the host has not, from the global object, or from an intrinsic object that is named as ECMA-262
    /// names it: `Promise.try`, `%IteratorPrototype%.map`.
    package var absent: [String] = []
    /// What ECMA-262 took up of iterators in 2026.
    package static let latestIterators = [
        "Iterator.zip", "Iterator.zipKeyed", "%IteratorPrototype%.chunks", "%IteratorPrototype%.windows", "%IteratorPrototype%.includes",
    ]
    /// Functions whose `length` is otherwise than the simulator's: `setTimeout`.
    package var lengths: [FunctionLength] = []
    /// What `process.version` and `process.versions` say, without `v`.
    package var processVersion = "24.19.0"
    package var engineVersion = "13.6.233.17-node.41"
    /// What its web interfaces say.
    package var web = WebRules()
    /// Whether the errors of web interfaces have Node's codes.
    package var webErrorsHaveCodes = false
    /// Whether `MessageChannel` is that of `node:worker_threads`, whose ports are event emitters.
    package var portsAreEmitters = false

    package enum MetaProperty: Sendable { case paths, resolve, main }

    package struct FunctionLength: Sendable, Equatable {
        package var name: String
        package var length: Int32

        init(_ name: String, _ length: Int32) {
            self.name = name
            self.length = length
        }
    }
}
