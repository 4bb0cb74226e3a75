import JavaScript

/// DisposableStack and AsyncDisposableStack. https://tc39.es/ecma262/#sec-disposablestack-objects
extension Machine {
    mutating func installDisposal() {
        installDisposableStack(isAsync: false)
        installDisposableStack(isAsync: true)
        installIteratorDisposal()
    }

    private mutating func installDisposableStack(isAsync: Bool) {
        let name = isAsync ? "AsyncDisposableStack" : "DisposableStack"
        let kind: ObjectKind = isAsync ? .asyncDisposableStack : .disposableStack
        let prototype = makeLibraryObject()
        defineConstructor(name, 0, prototype: prototype) { machine, arguments throws(Abrupt) in
            try machine.requireNew(arguments, name)
            let own = try machine.prototypeFromConstructor(arguments.newTarget, prototype)
            machine.budget.steps += Self.lookupSteps
            return .object(machine.heap.makeObject(kind, prototype: own, payload: machine.heap.disposals.make()))
        }
        let deferred = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            let held = machine.captured(arguments)
            return try machine.call(held.b, .undefined, held.a)
        }
        define(prototype, "use", 1) { machine, arguments throws(Abrupt) in
            let index = try machine.pendingDisposal(arguments, kind, name, "use")
            let value = machine.argument(arguments, 0)
            try machine.addDisposable(value, isAsync: isAsync, to: index)
            return value
        }
        define(prototype, "adopt", 2) { machine, arguments throws(Abrupt) in
            let index = try machine.pendingDisposal(arguments, kind, name, "adopt")
            let (value, method) = (machine.argument(arguments, 0), try machine.requireCallable(machine.argument(arguments, 1)))
            let closure = machine.makeNative("", 0, captures: Captures(a: value, b: method), native: deferred)
            machine.heap.disposals.add(
                DisposableResource(value: .undefined, method: .object(closure), isAsync: isAsync), to: index)
            return value
        }
        define(prototype, "defer", 1) { machine, arguments throws(Abrupt) in
            let index = try machine.pendingDisposal(arguments, kind, name, "defer")
            let method = try machine.requireCallable(machine.argument(arguments, 0))
            machine.heap.disposals.add(DisposableResource(value: .undefined, method: method, isAsync: isAsync), to: index)
            return .undefined
        }
        define(prototype, "move", 0) { machine, arguments throws(Abrupt) in
            let index = try machine.pendingDisposal(arguments, kind, name, "move")
            let moved = machine.heap.disposals.make()
            machine.heap.disposals[moved].resources = machine.heap.disposals[index].resources
            machine.heap.disposals[index].resources = []
            machine.heap.disposals[index].isDisposed = true
            return .object(machine.heap.makeObject(kind, prototype: prototype, payload: moved))
        }
        defineGetter(prototype, key("disposed"), "disposed") { machine, arguments throws(Abrupt) in
            let index = try machine.disposal(arguments, kind, "get \(name).prototype.disposed")
            return .boolean(machine.heap.disposals[index].isDisposed)
        }
        let method = isAsync ? "disposeAsync" : "dispose"
        let dispose = define(prototype, method, 0) { machine, arguments throws(Abrupt) in
            if isAsync { return try machine.disposeAsync(arguments) }
            let index = try machine.disposal(arguments, kind, "\(name).prototype.\(method)")
            return try machine.disposeAll(of: index)
        }
        put(prototype, .symbol(isAsync ? realm.symbolAsyncDispose : realm.symbolDispose), .object(dispose), .hidden)
        defineTag(prototype, name)
    }

    private mutating func disposal(_ arguments: Arguments, _ kind: ObjectKind, _ method: String) throws(Abrupt) -> Int32 {
        guard case .object(let object) = arguments.thisValue, heap[object].kind == kind else {
            throw incompatibleReceiver(arguments.thisValue, method)
        }
        return heap[object].payload
    }

    private mutating func pendingDisposal(
        _ arguments: Arguments, _ kind: ObjectKind, _ name: String, _ method: String
    ) throws(Abrupt) -> Int32 {
        let index = try disposal(arguments, kind, "\(name).prototype.\(method)")
        if heap.disposals[index].isDisposed {
            throw referenceError("Cannot call \(name).prototype.\(method) on an already-disposed DisposableStack")
        }
        budget.steps += Self.lookupSteps
        return index
    }

    /// DisposeResources of a synchronous stack.
    private mutating func disposeAll(of index: Int32) throws(Abrupt) -> Value {
        if heap.disposals[index].isDisposed { return .undefined }
        heap.disposals[index].isDisposed = true
        var failure = Value.uninitialized
        while heap.disposals.takeNext(of: index) {
            try countStep()
            do throws(Abrupt) {
                _ = try disposeCurrent(of: index)
            } catch {
                guard case .thrown(let value) = error else { throw error }
                failure = combined(value, failure)
            }
        }
        if !failure.isUninitialized { throw .thrown(failure) }
        return .undefined
    }

    // MARK: Asynchronous stacks

    /// https://tc39.es/ecma262/#sec-asyncdisposablestack.prototype.disposeAsync
    private mutating func disposeAsync(_ arguments: Arguments) throws(Abrupt) -> Value {
        let promise = makePromise()
        let result = Value.object(promiseObject(promise))
        guard case .object(let object) = arguments.thisValue, heap[object].kind == .asyncDisposableStack else {
            let error = makeError(realm.typeErrorPrototype, "Receiver is not an AsyncDisposableStack")
            rejectPromise(promise, .object(error))
            return result
        }
        let index = heap[object].payload
        if heap.disposals[index].isDisposed {
            resolvePromise(promise, .undefined)
            return result
        }
        heap.disposals[index].isDisposed = true
        try goOnDisposing(index, for: promise, failure: .uninitialized)
        return result
    }

    /// DisposeResources, from one await to the next.
    ///
    /// - Parameter failure: what it has thrown so far; uninitialized for nothing.
    private mutating func goOnDisposing(_ index: Int32, for promise: PromiseID, failure: Value) throws(Abrupt) {
        var failure = failure
        while heap.disposals.takeNext(of: index) {
            try countStep()
            do throws(Abrupt) {
                let result = try disposeCurrent(of: index)
                guard heap.disposals[index].awaits else { continue }
                let awaited = try promiseResolve(result)
                let held = Captures(a: .internal(promise.index), b: failure, number: index)
                let onFulfilled = makeNative("", 1, captures: held, native: realm.disposalFulfilledNative)
                let onRejected = makeNative("", 1, captures: held, native: realm.disposalRejectedNative)
                performThen(awaited, .handlers(onFulfilled: .object(onFulfilled), onRejected: .object(onRejected), capability: .none))
                return
            } catch {
                guard case .thrown(let value) = error else { throw error }
                failure = combined(value, failure)
            }
        }
        if failure.isUninitialized { resolvePromise(promise, .undefined) } else { rejectPromise(promise, failure) }
    }

    /// - Parameter failure: what was thrown before; uninitialized for nothing.
    private mutating func combined(_ error: Value, _ failure: Value) -> Value {
        failure.isUninitialized ? error : suppressedError(error, failure)
    }

    private mutating func disposalSettled(_ arguments: Arguments, isRejected: Bool) throws(Abrupt) -> Value {
        let held = captured(arguments)
        guard case .internal(let promise) = held.a else { return .undefined }
        let failure = isRejected ? combined(argument(arguments, 0), held.b) : held.b
        try goOnDisposing(held.number, for: PromiseID(index: promise), failure: failure)
        return .undefined
    }

    // MARK: Iterators

    /// https://tc39.es/ecma262/#sec-%25iteratorprototype%25-%25symbol.dispose%25
    private mutating func installIteratorDisposal() {
        realm.disposalFulfilledNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.disposalSettled(arguments, isRejected: false)
        }
        realm.disposalRejectedNative = addNative { (machine: inout Machine, arguments: Arguments) throws(Abrupt) -> Value in
            try machine.disposalSettled(arguments, isRejected: true)
        }
        define(realm.iteratorPrototype, realm.symbolDispose, "[Symbol.dispose]", 0) { machine, arguments throws(Abrupt) in
            let method = try machine.getMethod(arguments.thisValue, .known(.return))
            if !method.isUndefined { _ = try machine.call(method, arguments.thisValue) }
            return .undefined
        }
        let toUndefined = addNative { (_: inout Machine, _: Arguments) throws(Abrupt) -> Value in .undefined }
        define(realm.asyncIteratorPrototype, realm.symbolAsyncDispose, "[Symbol.asyncDispose]", 0) { machine, arguments throws(Abrupt) in
            let promise = machine.makePromise()
            do throws(Abrupt) {
                let method = try machine.getMethod(arguments.thisValue, .known(.return))
                if method.isUndefined {
                    machine.resolvePromise(promise, .undefined)
                } else {
                    let result = try machine.call(method, arguments.thisValue)
                    let awaited = try machine.promiseResolve(result)
                    let unwrap = machine.makeNative("", 1, native: toUndefined)
                    machine.performThen(
                        awaited, .handlers(onFulfilled: .object(unwrap), onRejected: .undefined, capability: .intrinsic(promise)))
                }
            } catch {
                machine.settleAbrupt(promise, error)
            }
            return .object(machine.promiseObject(promise))
        }
    }
}
