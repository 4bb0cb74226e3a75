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
    /// Whether it parses `import defer`; where it does not, modules run as the proposal says, with a warning.
    package var parsesDeferredImports = true
    /// What its engine lets programs do with stacks.
    package var stacks = StackRule.captured
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
    /// What the object `WebAssembly` has, in the order in which the host lists it.
    package var webAssemblyNames = WebAssemblyNames.deno

    /// Whether Node's modules are those of its latest version here.
    package var isLatestNode: Bool { processVersion.split(separator: ".").first.flatMap { Int($0) } ?? 0 >= 22 }

    package enum MetaProperty: Sendable { case paths, resolve, main }

    /// Whether programs capture stacks, and prepare them with `Error.prepareStackTrace`. https://v8.dev/docs/stack-trace-api
    package enum StackRule: UInt8, Sendable {
        case hidden
        /// `Error.captureStackTrace` is there, and no more.
        case captured
        /// The stack is prepared when it is read first; call sites have the URLs of modules.
        case prepared
        /// The same, and `Error.prepareStackTrace` is a function from the start.
        case preparedByDefault
        /// The same as ``prepared``, with call sites of the host's own that have the paths of modules.
        case preparedWithPaths
        /// The stack that is captured is prepared at once, that of a new error when it is read first; in call sites there is nothing of the values.
        case preparedAtCapture

        /// Whether the stack is an error's first property, and prepared when it is read.
        package var isOfV8: Bool { self == .prepared || self == .preparedByDefault || self == .preparedWithPaths }
    }

    package struct FunctionLength: Sendable, Equatable {
        package var name: String
        package var length: Int32

        init(_ name: String, _ length: Int32) {
            self.name = name
            self.length = length
        }
    }
}
