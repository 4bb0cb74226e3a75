import JavaScript

/// What runs now: the registers of the interpreter, and the calls that they are the innermost of.
struct RunningCode {
    /// The next instruction.
    var pc: Int32 = 0
    /// The first local slot on the stack.
    var base = 0
    /// The innermost environment on the heap: into ``Heap/contexts``; -1 for none.
    var context: Int32 = -1
    /// The running function's module.
    var module = ModuleID.none
    /// Where that module's bindings and imports start in ``ModuleGraph/cells`` and ``ModuleGraph/importTargets``.
    var cellBase: Int32 = 0
    var importBase: Int32 = 0
    /// The calls, outermost first. The registers above are the last one's.
    var frames: [Frame] = []
    /// How deep native code and the interpreter are nested in each other.
    var nativeDepth = 0
    /// What `execute` throws before it runs anything: a suspended function goes on with a throw.
    var pendingThrow: Value?
}
