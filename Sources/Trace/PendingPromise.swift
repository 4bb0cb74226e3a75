/// A promise that somebody waits for and that never settled.
public struct PendingPromise: Sendable, Equatable {
    /// What would settle it.
    public enum Settler: Sendable, Equatable {
        /// The end of the async function that stands at this wait: an index into ``Trace/pendingWaits``.
        case function(Int)
        /// The evaluation of a module, for an `import()` of it. `import` is the number of the call.
        case module(ModuleIndex, import: Int32)
        /// The function `then` that a module exports, if it calls back: `import()` takes the namespace for a promise and has called it.
        /// `import` is the number of the call.
        case thenable(ModuleIndex, import: Int32)
        /// Another promise: by `then`, or by a combinator such as Promise.all.
        case promise(PromiseNumber)
    }

    /// The call that made a promise.
    public struct Origin: Sendable, Equatable {
        public var module: ModuleIndex
        /// Where the call begins.
        public var position: Position
        /// The call as written, cut where it is long: `initPromise.then(…)`, `new Promise(…)`.
        public var expression: String
        /// The variable or property that the promise was put into; empty where there is none.
        public var name: String

        public init(module: ModuleIndex, position: Position, expression: String, name: String) {
            self.module = module
            self.position = position
            self.expression = expression
            self.name = name
        }
    }

    /// What the texts of the modules do with the function that would resolve the promise.
    public struct ResolverUse: Sendable, Equatable {
        public enum Kind: String, Sendable, CaseIterable {
            /// It is called there, which did not happen.
            case called
            /// It is handed to the call of what ``ResolverUse/name`` says.
            case handed
            /// It is put into the variable or property ``ResolverUse/name``.
            case kept
            /// It is returned.
            case returned
            /// It is named, and nothing is done with it.
            case named
            /// The function that `new Promise` was given takes none.
            case missing
            /// That function takes it as ``ResolverUse/name``, and does nothing with it.
            case unused
        }
        public var kind: Kind
        /// Where it goes, or where it is called or named its name there, such as `initResolve`.
        public var name: String
        public var module: ModuleIndex
        public var position: Position
        /// The function that the place is in, as a reader calls it; `nil` at the top level of the module.
        public var function: String?
        /// What that function is handed to, such as `setTimeout`; empty for others.
        public var callbackOf = ""
        /// Whether the run has come to the place for certain.
        public var isReached = false
        /// Of one that is missing or unused: whether the function that `new Promise` was given can reject the promise.
        public var canReject = false

        public init(_ kind: Kind, name: String = "", module: ModuleIndex, position: Position, function: String? = nil) {
            self.kind = kind
            self.name = name
            self.module = module
            self.position = position
            self.function = function
        }
    }

    /// A timer whose function could have settled the promise: it has the function that does.
    public struct Timer: Sendable, Equatable {
        public enum State: String, Sendable, CaseIterable {
            /// It fired, and the promise is pending all the same.
            case fired
            /// The program took it back.
            case cleared
            /// An interval that its own function took back, which had fired.
            case clearedItself = "cleared-itself"
            /// It was still to come, and the process did not wait for it.
            case unreferenced
            /// It was still to come.
            case pending
        }
        public var state: State
        /// When it fired, or would have; virtual time, nanoseconds.
        public var time: Int64
        /// `nil` where no code of the program set it.
        public var position: Position?
        public var module: ModuleIndex
        /// `setTimeout`, `setInterval`, `sleep`.
        public var function: String

        public init(_ state: State, time: Int64, module: ModuleIndex, position: Position?, function: String) {
            self.state = state
            self.time = time
            self.module = module
            self.position = position
            self.function = function
        }
    }

    public var promise: PromiseNumber
    /// Empty when nothing that is left would.
    public var settlers: [Settler]
    /// The specifier, for the promise of an `import()`.
    public var specifier: String?
    /// `nil` where no call of the program made it, or where that is not known.
    public var origin: Origin?
    /// Of a promise without settlers: where its resolving function is, as far as the texts tell.
    public var resolverUses: [ResolverUse] = []
    /// Of a promise without settlers: the timers that had its resolving function, the first of them.
    public var timers: [Timer] = []

    public init(promise: PromiseNumber, settlers: [Settler]) {
        self.promise = promise
        self.settlers = settlers
    }
}
