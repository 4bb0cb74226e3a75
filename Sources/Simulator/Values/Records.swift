import JavaScript

/// Index into ``Heap/promises``.
struct PromiseID: Hashable {
    var index: Int32
}

/// Index into ``Coroutines/records``.
struct CoroutineID: Hashable {
    var index: Int32
    static let none = CoroutineID(index: -1)
}

/// Index into ``ModuleGraph/modules``.
struct ModuleID: Hashable, Comparable {
    var index: Int32
    static let none = ModuleID(index: -1)
    static func < (a: ModuleID, b: ModuleID) -> Bool { a.index < b.index }
}

/// Index into ``DynamicImports/records``: the calls of `import()` in order.
struct ImportID: Hashable {
    var index: Int32
}

/// Index into ``ModuleLoading/graphs``.
struct GraphLoadID: Hashable {
    var index: Int32
}

/// A function object's own part.
struct FunctionRecord {
    /// The code, or -1 for a native function.
    var code: Int32
    /// Index into ``Heap/natives``.
    var native: Int32 = -1
    /// What a native closure captured: index into ``Heap/captures``.
    var captures: Int32 = -1
    var context: Int32 = -1
    /// [[HomeObject]]
    var homeObject: ObjectID = .none
    var name: StringID
    var length: Int32
    var isConstructor: Bool
    /// The class's fields and private methods: index into ``Heap/classFields``.
    var fields: Int32 = -1
}

/// What a native closure captured.
struct Captures {
    var a: Value = .undefined
    var b: Value = .undefined
    var c: Value = .undefined
    var d: Value = .undefined
    var number: Int32 = 0
}

/// https://tc39.es/ecma262/#sec-properties-of-promise-instances
struct PromiseRecord {
    enum State: UInt8 { case pending, fulfilled, rejected }
    var state: State = .pending
    /// [[PromiseIsHandled]]
    var isHandled = false
    /// [[PromiseResult]]
    var result: Value = .undefined
    /// [[PromiseFulfillReactions]] and [[PromiseRejectReactions]], one list for both: index into ``Heap/reactions``.
    var firstReaction: Int32 = -1
    var lastReaction: Int32 = -1
    var object: ObjectID
    /// The module whose code made it.
    var module: ModuleID = .none
    /// The instruction at which it was made, if code was running; it takes room that there was.
    var maker: Int32 = -1
}

/// A pair of PromiseReaction Records. https://tc39.es/ecma262/#sec-promisereaction-records
struct Reaction {
    var target: ReactionTarget
    var next: Int32
}

/// What a reaction does.
enum ReactionTarget {
    /// Await goes on.
    case resume(CoroutineID)
    /// `then` with its handlers, undefined for a missing one.
    case handlers(onFulfilled: Value, onRejected: Value, capability: Capability)
    /// What `then` of a native promise does for another promise that was resolved with it.
    case adopt(PromiseID)
    /// `finally` of a host where what it gives settles at once: the function, and the promise that was given.
    case finally(Value, PromiseID)
    /// AsyncModuleExecutionFulfilled and AsyncModuleExecutionRejected.
    case asyncModule(ModuleID)
    /// ContinueDynamicImport's two waits: for loading, and for evaluation.
    case importLoaded(ImportID)
    case importEvaluated(ImportID)
    /// One of the modules that an `import.defer()` evaluates.
    case importDependency(ImportID)
    /// One of the host's own promises on the way of an `import()`.
    case importResolved(ImportID)
    /// The host watches an entry module's promise.
    case entry(Int32)
    /// The host waits for the answer to a request, and for what `waitUntil` was given: the request's context.
    case response(Int32)
    case `extension`(Int32)
    /// An async generator's return waits for its value.
    case generatorReturn(CoroutineID)
}

/// A PromiseCapability Record. https://tc39.es/ecma262/#sec-promisecapability-records
enum Capability {
    case none
    /// A capability of %Promise%, whose resolving functions nobody sees.
    case intrinsic(PromiseID)
    /// Any other: index into ``Heap/capabilities``.
    case custom(Int32)
}

struct CustomCapability {
    var promise: Value = .undefined
    var resolve: Value = .undefined
    var reject: Value = .undefined
}

/// A built-in iterator.
struct IteratorRecord {
    enum Kind: UInt8 { case array, string, map, set, asyncFromSync, regExpString }
    enum Yield: UInt8 { case keys, values, entries }
    var kind: Kind
    var yields: Yield
    var target: Value
    /// An index, or for a map or set a serial number; of matches, 1 for all of them and 2 for code points.
    var position = 0
    var isDone = false
    /// For an async-from-sync iterator: the sync iterator's `next`; for matches, the text.
    var next: Value = .undefined
}

/// A request or a response, such as what `fetch` gave.
struct ResponseRecord {
    var url: StringID
    var status: Int
    var body: StringID
    var isUsed = false
    /// The request that it belongs to; 0 for none.
    var context: Int32 = 0
    var headers = ObjectID.none
}

/// A field or private method that a class adds to its instances.
struct ClassField {
    enum Key {
        case property(PropertyKey)
        case privateName(SymbolID)
    }
    enum Content {
        /// An initialiser, or undefined.
        case field(Value)
        /// An initialiser whose value is an anonymous function that takes the key's name.
        case functionField(Value)
        case method(Value)
        case getter(Value)
        case setter(Value)
    }
    var key: Key
    var content: Content
}
