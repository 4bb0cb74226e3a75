/// An `await` that nothing ends: code that still stood there when a run that never settles had nothing left to do.
public struct PendingWait: Sendable, Equatable {
    /// The module whose code it is.
    public var module: ModuleIndex
    /// The async function that stands there, empty for one without a name; `nil` for the module's own body.
    public var function: String?
    /// What a reader calls a function without a name: the variable that takes it, or the call that it is handed to; empty where there is none.
    public var alias = ""
    public var position: Position
    /// Whether it is code that a bundler put around the body of a module, that of the position.
    public var isPart = false
    /// What is awaited, as written.
    public var expression: String
    /// The promise that is awaited.
    public var promise: PromiseNumber
    /// Of two waits the one that began later has the greater number; -1 where that is not known.
    public var order: Int32 = -1
    /// Of two functions or bodies the one that began later has the greater number; -1 where that is not known.
    public var start: Int32 = -1
    /// Whether the code goes on with the value that is awaited; `nil` where that is not known, and for functions.
    public var usesValue: Bool?

    public init(module: ModuleIndex, function: String?, position: Position, expression: String, promise: PromiseNumber) {
        self.module = module
        self.function = function
        self.position = position
        self.expression = expression
        self.promise = promise
    }

    /// The name of the function, or what a reader calls it; empty where there is nothing to call it by, `nil` for the module's own body.
    public var functionName: String? { function.map { $0.isEmpty ? alias : $0 } }
}
