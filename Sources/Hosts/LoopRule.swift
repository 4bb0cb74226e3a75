/// How the host's event loop goes round.
package enum LoopRule: Sendable, Equatable {
    /// Tasks by their time, and microtasks after each. https://html.spec.whatwg.org/multipage/webappapis.html#event-loop-processing-model
    case tasks
    /// Node's, that of libuv: rounds have immediates first and timers last. https://docs.libuv.org/en/v1.x/design.html#the-i-o-loop
    ///
    /// - Parameter entryIsInRound: whether an entry is evaluated in the first round, and not before it with the timers that are due then.
    case libuv(entryIsInRound: Bool)
    /// Deno's: rounds begin with `import()` calls and have timers before immediates.
    case deno
}

/// When the entries of a run are evaluated.
package enum EntryRule: Sendable, Equatable {
    /// One after another, in one turn.
    case oneAfterAnother
    /// The first at once, and each further one in a task of its own, as the scripts of a page.
    /// https://html.spec.whatwg.org/multipage/scripting.html#execute-the-script-element
    case aTaskEach
}

/// How `import()` gets its module.
package enum ImportRule: Sendable, Equatable {
    /// Loading finishes in the call, as ECMA-262 allows.
    case immediately
    /// The host's loader has promises of its own.
    case afterHops(ImportHops)
    /// When no microtask is left, all pending calls finish loading together, in call order, in one task.
    case inBatches
    /// Once in each iteration of the event loop, before its timers: pending calls are linked and evaluated in call order, and then those
    /// whose evaluation has settled are answered one after another, each with its microtasks. A module that has been evaluated, or waits
    /// for its own or a dependency's `await`, answers at once.
    case polled
    /// Each call goes through its whole graph, also where it has been evaluated: every module takes a task. The host looks at the
    /// promise of the evaluation when no microtask is left.
    case moduleByModule
}

/// The promise hops of a host's loader on the way of an `import()`.
package struct ImportHops: Sendable, Equatable {
    /// Before it evaluates.
    package var before: Int32
    /// Then until one of its promises is resolved with the namespace, whose `then`, if it has one, is called there.
    package var namespace: Int32
    /// From there on.
    package var after: Int32
    /// From an error to the caller.
    package var failure: Int32
    /// From the call to the error where the module had failed before that; `nil` where this is no other way.
    package var erroredAgain: Int32?
    /// Whether a module that waits for the `import()`, or has called it, is one that a static import of the new graph does not wait for.
    package var skipsCallers: Bool

    init(before: Int32, namespace: Int32, after: Int32, failure: Int32? = nil, erroredAgain: Int32? = nil, skipsCallers: Bool = false) {
        self.before = before
        self.namespace = namespace
        self.after = after
        self.failure = failure ?? namespace + after
        self.erroredAgain = erroredAgain
        self.skipsCallers = skipsCallers
    }
}
