import Hosts
import JavaScript

/// `Error.captureStackTrace`, `Error.stackTraceLimit` and `Error.prepareStackTrace`, which hosts have and ECMA-262 has not.
/// https://v8.dev/docs/stack-trace-api
extension Machine {
    /// What an engine's `stackTraceLimit` may be at most.
    private static let longestStack = 10_000

    mutating func installStackCapture() {
        guard case .object(let constructor)? = getOwn(realm.global, key("Error"))?.value else { return }
        define(constructor, "captureStackTrace", 2) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let target) = machine.argument(arguments, 0) else { throw machine.typeError("invalid_argument") }
            try machine.captureStackTrace(target, below: machine.argument(arguments, 1))
            return .undefined
        }
        errors.preparation.constructor = constructor
        errors.preparation.key = key("prepareStackTrace")
        errors.preparation.limitKey = key("stackTraceLimit")
        if host.globals.stacks == .preparedByDefault {
            let function = define(constructor, "prepareStackTrace", 2) {
                (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                var lines = [try machine.toText(machine.argument(arguments, 0))]
                for site in try machine.list(fromArrayLike: machine.argument(arguments, 1)) { lines.append(try machine.toText(site)) }
                return machine.string(lines.joined(separator: "\n    at "))
            }
            errors.preparation.usual = .object(function)
        }
        put(constructor, errors.preparation.limitKey, Value(ErrorStack.limit))
    }

    // MARK: What the program says

    /// How many lines a stack has; -1 where `Error.stackTraceLimit` is no number, and there is no stack.
    mutating func stackTraceLimit() -> Int32 {
        let constructor = errors.preparation.constructor
        if constructor.isNone { return Int32(ErrorStack.limit) }
        guard case .number(let limit)? = lookup(constructor, errors.preparation.limitKey)?.value else { return -1 }
        let atMost = limit.isNaN ? 0 : Int32(max(0, min(limit, Double(Self.longestStack))))
        return atMost == 0 && host.globals.stacks == .preparedAtCapture ? -1 : atMost
    }

    /// The program's own `Error.prepareStackTrace`.
    mutating func stackPreparation() -> Value? {
        guard host.globals.stacks.isOfV8 || host.globals.stacks == .preparedAtCapture, !errors.preparation.constructor.isNone,
            let function = lookup(errors.preparation.constructor, errors.preparation.key)?.value, isCallable(function),
            function != errors.preparation.usual
        else { return nil }
        return function
    }

    // MARK: Capturing

    /// Gives an object the stack of this moment.
    ///
    /// - Parameter function: the frames down to the innermost call of it are left out; without one, none are.
    private mutating func captureStackTrace(_ target: ObjectID, below function: Value) throws(Abrupt) {
        var left = ObjectID.none
        if case .object(let function) = function, heap[function].isCallable { left = function }
        let index = captureStack(below: left, isOfObject: true, isOfConstructor: true)
        guard index >= 0 else { return }
        budget.steps += Self.errorSteps
        if !heap[target].isExtensible, getOwn(target, .known(.stack)) == nil {
            throw typeError("Cannot define property stack, object is not extensible")
        }
        if host.globals.stacks == .preparedAtCapture, stackPreparation() != nil {
            heap[target].isLazy = heap[target].isLazy && heap[target].kind != .error
            let stack = try preparedStack(of: target, index)
            put(target, .known(.stack), stack, .hidden)
        } else if heap[target].kind == .error {
            heap[target].payload = index
            heap[target].isLazy = true
        } else if host.globals.stacks.isOfV8 {
            errors.preparation.captured[target] = index
            deferStack(of: target)
        } else {
            put(target, .known(.stack), try stackText(of: target, index), .hidden)
        }
    }

    /// An error's own property, which nobody had looked at.
    mutating func giveStack(to error: ObjectID) {
        if stackPreparation() != nil { return deferStack(of: error) }
        if heap[error].payload >= 0, errors.stacks[Int(heap[error].payload)].shown < 0 {
            put(error, .known(.stack), .undefined, .hidden)
            return
        }
        let stack = stackText(of: error)
        budget.steps += Self.stackSteps
        // The message was copied, decoded and put together before.
        budget.steps += stack.utf8.count
        let text = strings.intern(stack)
        errors.preparation.given[error] = text
        put(error, .known(.stack), .string(text), .hidden)
    }

    // MARK: The first reading

    /// Until it is read, or written, the property is an accessor: what prepares a stack is code of the program.
    ///
    /// Deviation: from then on it is a data property, also in engines whose `stack` stays an accessor.
    private mutating func deferStack(of object: ObjectID) {
        if errors.preparation.getter.isNone {
            errors.preparation.getter = makeNative("stack", 0) {
                (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                guard case .object(let receiver) = arguments.thisValue, let (owner, index) = machine.stackOwner(receiver) else {
                    return .undefined
                }
                let stack = try machine.preparedStack(of: owner, index)
                if case .accessor? = machine.lookup(owner, .known(.stack))?.value { machine.put(owner, .known(.stack), stack, .hidden) }
                return stack
            }
            errors.preparation.setter = makeNative("stack", 1) {
                (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
                guard case .object(let receiver) = arguments.thisValue else { return .undefined }
                machine.defineOwn(receiver, .known(.stack), machine.argument(arguments, 0), .hidden)
                return .undefined
            }
        }
        heap.accessors.append((getter: errors.preparation.getter, setter: errors.preparation.setter))
        put(object, .known(.stack), .accessor(Int32(heap.accessors.count - 1)), .configurable)
    }

    /// Whose stack an object has or inherits.
    private mutating func stackOwner(_ object: ObjectID) -> (owner: ObjectID, index: Int32)? {
        var current = object
        var hops = 0
        while !current.isNone, heap[current].kind != .proxy, hops < 1000 {
            if let index = errors.preparation.captured[current] { return (current, index) }
            if heap[current].kind == .error, heap[current].payload >= 0 { return (current, heap[current].payload) }
            current = heap[current].prototype
            hops += 1
        }
        return nil
    }

    /// What the program's function makes of a stack, or the usual text.
    private mutating func preparedStack(of object: ObjectID, _ index: Int32) throws(Abrupt) -> Value {
        let stack = errors.stacks[Int(index)]
        guard stack.shown >= 0 else { return .undefined }
        guard let function = stackPreparation() else { return try stackText(of: object, index) }
        budget.steps += Self.stackSteps
        let sites = makeArray(makeCallSites(of: index).map { .object($0) })
        return try call(function, .object(errors.preparation.constructor), .object(object), .object(sites))
    }

    private mutating func stackText(of object: ObjectID, _ index: Int32) throws(Abrupt) -> Value {
        let stack = errors.stacks[Int(index)]
        if stack.shown < 0 { return .undefined }
        var head = errorText(of: object)
        if heap[object].kind != .error {
            let (name, message) = (try get(object, .known(.name)), try get(object, .known(.message)))
            let parts = [name.isUndefined ? "Error" : try toText(name), message.isUndefined ? "" : try toText(message)]
            head = parts.filter { !$0.isEmpty }.joined(separator: ": ")
        }
        let text = strings.intern(([head] + propertyLines(of: stack)).joined(separator: "\n"))
        errors.preparation.given[object] = text
        return .string(text)
    }
}
