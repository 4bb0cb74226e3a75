/// An `await` that nothing ends: code that still stood there when a run that never settles had nothing left to do.
public struct PendingWait: Sendable, Equatable {
    /// The module whose code it is.
    public var module: ModuleIndex
    /// The async function that stands there, empty for one without a name; `nil` for the module's own body.
    public var function: String?
    public var position: Position
    /// Whether it is code that a bundler put around the body of a module, that of the position.
    public var isPart = false
    /// What is awaited, as written.
    public var expression: String
    /// The promise that is awaited.
    public var promise: PromiseNumber

    public init(module: ModuleIndex, function: String?, position: Position, expression: String, promise: PromiseNumber) {
        self.module = module
        self.function = function
        self.position = position
        self.expression = expression
        self.promise = promise
    }
}

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

    public var promise: PromiseNumber
    /// Empty when nothing that is left would.
    public var settlers: [Settler]

    public init(promise: PromiseNumber, settlers: [Settler]) {
        self.promise = promise
        self.settlers = settlers
    }
}
