import JavaScript

/// A running function's state that is not kept in the machine's registers.
struct Frame {
    struct Flags: OptionSet {
        let rawValue: UInt8
        /// Called by the machine's own code: its end ends the loop that runs it.
        static let isEntry = Flags(rawValue: 1)
        /// `new`: an object result replaces `this`.
        static let isConstruct = Flags(rawValue: 2)
        /// Goes on after a suspension.
        static let isResumed = Flags(rawValue: 4)
    }

    var code: CodeID
    var flags: Flags
    /// The next instruction, while another frame runs.
    var pc: Int32
    /// The first local slot.
    var base: Int32
    /// Where the stack goes back to when the function ends.
    var bottom: Int32
    var argumentStart: Int32
    var argumentCount: Int32
    var context: Int32
    var function: ObjectID
    var thisValue: Value
    var newTarget: Value
    var coroutine: CoroutineID
}

/// A function that can be suspended: its frame, and its part of the stack while it does not run.
struct Coroutine {
    enum Kind: UInt8 { case asyncFunction, asyncModule, generator, asyncGenerator }
    enum State: UInt8 { case running, suspendedStart, suspended, awaitingReturn, done }
    /// How a generator goes on. https://tc39.es/ecma262/#sec-generatorresumeabrupt
    enum Resumption: UInt8 { case next, `throw`, `return` }

    var kind: Kind
    var state: State = .running
    var resumption: Resumption = .next
    var frame: Frame
    var saved: Block = .empty
    var savedCount: Int32 = 0
    /// The promise of an async function or module.
    var promise = PromiseID(index: -1)
    var module: ModuleID = .none
    /// The generator object.
    var object: ObjectID = .none
    /// [[AsyncGeneratorQueue]]: index into ``Coroutines/queues``.
    var queue: Int32 = -1
    /// How many suspensions of the run there were when it was suspended last.
    var suspension: Int32 = 0
}

/// An AsyncGeneratorRequest Record.
struct GeneratorRequest {
    var resumption: Coroutine.Resumption
    var value: Value
    var promise: PromiseID
}
