import JavaScript

/// What runs now: the registers of the interpreter, and the calls that they are the innermost of.
struct RunningCode {
    /// The next instruction.
    private(set) var pc: Int32 = 0
    /// How far all jumps, calls and returns together have led forward.
    private var leaps = 0
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
    var frames = FrameStack(capacity: 64)
    /// How deep native code and the interpreter are nested in each other.
    var nativeDepth = 0
    /// What `execute` throws before it runs anything: a suspended function goes on with a throw.
    var pendingThrow: Value?

    /// How many instructions have run: ``pc`` has come as far as they and the leaps have led it.
    @inline(__always) var instructionCount: Int { Int(pc) &- leaps }

    /// On to the instruction behind the running one, which is given.
    @inline(__always) mutating func next(in instructions: [Instruction]) -> Instruction {
        let instruction = upcoming(in: instructions)
        pc &+= 1
        return instruction
    }

    /// The instruction behind the running one. Only a build without optimisation looks whether there is one: the compiler lets every function end
    /// with an instruction that leaves it.
    @inline(__always) func upcoming(in instructions: [Instruction]) -> Instruction {
        instructions.withUnsafeBufferPointer { $0[Int(pc)] }
    }

    /// On past the upcoming instruction, which was done together with the running one. It counts as it would by itself.
    @inline(__always) mutating func skip() { pc &+= 1 }

    /// On to the instruction that is so far from the running one.
    @inline(__always) mutating func jump(_ distance: Int32) { go(to: pc &+ distance &- 1) }

    /// On to an instruction anywhere.
    @inline(__always) mutating func go(to target: Int32) {
        leaps &+= Int(target) &- Int(pc)
        pc = target
    }
}
