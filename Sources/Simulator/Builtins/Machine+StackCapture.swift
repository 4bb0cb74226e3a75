import JavaScript

/// `Error.captureStackTrace` and `Error.stackTraceLimit`, which hosts have and ECMA-262 has not. https://v8.dev/docs/stack-trace-api
///
/// Deviation: as many frames are kept whatever the limit says, and `Error.prepareStackTrace` is not called.
extension Machine {
    mutating func installStackCapture() {
        guard case .object(let constructor)? = getOwn(realm.global, key("Error"))?.value else { return }
        define(constructor, "captureStackTrace", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let target) = machine.argument(arguments, 0) else { throw machine.typeError("Invalid argument") }
            try machine.captureStackTrace(target, below: machine.argument(arguments, 1))
            return .undefined
        }
        put(constructor, key("stackTraceLimit"), Value(ErrorStack.limit))
    }

    /// Gives an object the stack of this moment.
    ///
    /// - Parameter function: the frames down to the outermost call of it are left out; without one, none are.
    private mutating func captureStackTrace(_ target: ObjectID, below function: Value) throws(Abrupt) {
        let index = captureStack()
        guard index >= 0 else { return }
        budget.steps += Self.errorSteps
        if case .object(let function) = function { leaveOutCalls(through: function, of: index) }
        if heap[target].kind == .error {
            heap[target].payload = index
            heap[target].isLazy = true
            return
        }
        let (name, message) = (try get(target, .known(.name)), try get(target, .known(.message)))
        let head = [name.isUndefined ? "Error" : try toText(name), message.isUndefined ? "" : try toText(message)].filter { !$0.isEmpty }
        let lines = [head.joined(separator: ": ")] + stackLines(of: errors.stacks[Int(index)])
        put(target, .known(.stack), string(lines.joined(separator: "\n")), .hidden)
    }

    /// Takes the calls down to the outermost one of a function off a stack that was kept just now; all, when it is not among them.
    private mutating func leaveOutCalls(through function: ObjectID, of index: Int32) {
        let count = Int(errors.stacks[Int(index)].callCount)
        var left = count
        for depth in 0..<count where running.frames[running.frames.count - 1 - depth].function == function { left = depth + 1 }
        errors.stacks[Int(index)].start += Int32(left)
        errors.stacks[Int(index)].callCount -= Int32(left)
    }
}
