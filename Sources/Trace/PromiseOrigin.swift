/// What a promise was made for.
public enum PromiseOrigin: Hashable, Sendable {
    /// Evaluate() of the event's module, as [[TopLevelCapability]] has it.
    case evaluation
    /// The body of the event's module, which contains an `await`.
    case body
    /// A call of `import()`, of that number.
    case importCall(Int32)
    /// A call at this place, in the event's module: of an async function, `then`, `new Promise`, `fetch`.
    case call(Position)
    /// The host's own.
    case host
}
