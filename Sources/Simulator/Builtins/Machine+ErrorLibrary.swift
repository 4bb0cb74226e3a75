import JavaScript

/// Error objects. https://tc39.es/ecma262/#sec-error-objects
extension Machine {
    mutating func installErrors() {
        realm.errorPrototype = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
        let base = installErrorType("Error", prototype: realm.errorPrototype, parent: nil)
        define(base, "isError", 1) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let object) = machine.argument(arguments, 0) else { return .boolean(false) }
            return .boolean(machine.heap[object].kind == .error)
        }
        define(realm.errorPrototype, "toString", 0) { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            guard case .object(let object) = arguments.thisValue else {
                throw machine.typeError("Error.prototype.toString requires that 'this' be an Object")
            }
            let name = try machine.get(object, .known(.name))
            let message = try machine.get(object, .known(.message))
            let nameText = name.isUndefined ? "Error" : try machine.toText(name)
            let messageText = message.isUndefined ? "" : try machine.toText(message)
            if nameText.isEmpty { return machine.string(messageText) }
            return machine.string(messageText.isEmpty ? nameText : "\(nameText): \(messageText)")
        }
        func derive(_ machine: inout Machine, _ name: String) -> ObjectID {
            let prototype = machine.heap.makeObject(.ordinary, prototype: machine.realm.errorPrototype)
            machine.installErrorType(name, prototype: prototype, parent: base)
            return prototype
        }
        realm.typeErrorPrototype = derive(&self, "TypeError")
        realm.rangeErrorPrototype = derive(&self, "RangeError")
        realm.referenceErrorPrototype = derive(&self, "ReferenceError")
        realm.syntaxErrorPrototype = derive(&self, "SyntaxError")
        realm.evalErrorPrototype = derive(&self, "EvalError")
        realm.uriErrorPrototype = derive(&self, "URIError")
        installAggregateError(base)
        installSuppressedError(base)
    }

    @discardableResult
    private mutating func installErrorType(_ name: String, prototype: ObjectID, parent: ObjectID?) -> ObjectID {
        let constructor = defineConstructor(name, 1, prototype: prototype) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.makeErrorObject(
                arguments, fallback: prototype, message: machine.argument(arguments, 0), options: machine.argument(arguments, 1))
        }
        put(prototype, .known(.name), string(name), .hidden)
        put(prototype, .known(.message), string(""), .hidden)
        if let parent { heap[constructor].prototype = parent }
        return constructor
    }

    private mutating func installAggregateError(_ base: ObjectID) {
        let prototype = heap.makeObject(.ordinary, prototype: realm.errorPrototype)
        realm.aggregateErrorPrototype = prototype
        let constructor = defineConstructor("AggregateError", 2, prototype: prototype) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let error = try machine.makeErrorObject(
                arguments, fallback: prototype, message: machine.argument(arguments, 1), options: machine.argument(arguments, 2))
            let list = machine.makeArray()
            try machine.iterate(machine.argument(arguments, 0)) { (machine: inout Machine, value: Value) throws(Abrupt) -> Bool in
                machine.appendElement(list, value)
                try machine.countStep()
                return true
            }
            if case .object(let object) = error { machine.put(object, .known(.errors), .object(list), .hidden) }
            return error
        }
        heap[constructor].prototype = base
        put(prototype, .known(.name), string("AggregateError"), .hidden)
        put(prototype, .known(.message), string(""), .hidden)
    }

    private mutating func installSuppressedError(_ base: ObjectID) {
        let prototype = heap.makeObject(.ordinary, prototype: realm.errorPrototype)
        realm.suppressedErrorPrototype = prototype
        let constructor = defineConstructor("SuppressedError", 3, prototype: prototype) {
            (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let made = try machine.makeErrorObject(
                arguments, fallback: prototype, message: machine.argument(arguments, 2), options: .undefined)
            if case .object(let error) = made {
                machine.put(error, machine.key("error"), machine.argument(arguments, 0), .hidden)
                machine.put(error, machine.key("suppressed"), machine.argument(arguments, 1), .hidden)
            }
            return made
        }
        heap[constructor].prototype = base
        put(prototype, .known(.name), string("SuppressedError"), .hidden)
        put(prototype, .known(.message), string(""), .hidden)
    }

    private mutating func makeErrorObject(
        _ arguments: Arguments, fallback: ObjectID, message: Value, options: Value
    ) throws(Abrupt) -> Value {
        let newTarget = arguments.newTarget.isUndefined ? Value.object(arguments.function) : arguments.newTarget
        let prototype = try prototypeFromConstructor(newTarget, fallback)
        let error = makeError(prototype, nil, isOfConstructor: true)
        leaveOutConstructors(of: newTarget, of: error)
        if !message.isUndefined { put(error, .known(.message), .string(try toString(message)), .hidden) }
        // InstallErrorCause
        if case .object(let object) = options, try hasProperty(object, .known(.cause)) {
            put(error, .known(.cause), try get(object, .known(.cause)), .hidden)
        }
        heap[error].isLazy = true
        return .object(error)
    }

    /// The constructors of a class that extends Error are no part of the stack, as on V8.
    private mutating func leaveOutConstructors(of newTarget: Value, of error: ObjectID) {
        let index = Int(heap[error].payload)
        guard index >= 0 else { return }
        for depth in 0..<max(0, Int(errors.stacks[index].callCount) - 1) {
            let frame = running.frames[running.frames.count - 1 - depth]
            guard frame.flags.contains(.isConstruct), frame.newTarget == newTarget else { break }
            errors.stacks[index].start += 1
            errors.stacks[index].callCount -= 1
            if errors.stacks[index].receiverStart >= 0 { errors.stacks[index].receiverStart += 1 }
            moveMarks(of: index)
        }
    }
}
