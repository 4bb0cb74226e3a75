import JavaScript

/// `using` declarations. https://tc39.es/ecma262/#sec-operations-on-disposable-objects
extension Machine {
    mutating func interpretDisposal(_ instruction: Instruction) throws(Abrupt) {
        let slot = running.base + Int(instruction.small)
        if instruction.opcode == .newDisposal {
            budget.steps += Self.lookupSteps
            stack[slot] = .internal(heap.disposals.make())
            return
        }
        guard case .internal(let index) = stack[slot] else { return }
        switch instruction.opcode {
        case .addDisposable: try addDisposable(stack.top, isAsync: instruction.operand == 1, to: index)
        case .disposeNext:
            if heap.disposals.takeNext(of: index) { return }
            heap.disposals.release(index)
            stack[slot] = .undefined
            running.jump(instruction.operand)
        case .dispose:
            let result = try disposeCurrent(of: index)
            stack.push(result)
        case .disposalAwaits: stack.push(.boolean(heap.disposals[index].awaits))
        default:
            let error = stack.pop()
            let isThrowing = stack[slot + 1] == .number(1)
            let combined = isThrowing ? suppressedError(error, stack[slot + 2]) : error
            stack[slot + 1] = .number(1)
            stack[slot + 2] = combined
        }
    }

    /// AddDisposableResource. https://tc39.es/ecma262/#sec-adddisposableresource
    mutating func addDisposable(_ value: Value, isAsync: Bool, to index: Int32) throws(Abrupt) {
        budget.steps += Self.lookupSteps
        if value.isNullish {
            if isAsync { heap.disposals.add(DisposableResource(value: .undefined, method: .undefined, isAsync: true), to: index) }
            return
        }
        guard value.isObject else { throw typeError("An object is expected with `using` declarations") }
        var method = Value.undefined
        var isSyncFallback = false
        if isAsync { method = try disposeMethod(value, realm.symbolAsyncDispose) }
        if method.isUndefined {
            method = try disposeMethod(value, realm.symbolDispose)
            isSyncFallback = isAsync
        }
        if method.isUndefined { throw typeError("Symbol(Symbol.dispose) is not a function") }
        heap.disposals.add(
            DisposableResource(value: value, method: method, isAsync: isAsync, isSyncFallback: isSyncFallback), to: index)
    }

    /// GetMethod, in the words that V8 has here.
    private mutating func disposeMethod(_ value: Value, _ symbol: SymbolID) throws(Abrupt) -> Value {
        let method = try getValue(value, .symbol(symbol))
        if method.isNullish { return .undefined }
        guard isCallable(method) else { throw typeError("\(describe(.symbol(symbol) as PropertyKey)) is not a function") }
        return method
    }

    /// Disposes of what was taken.
    ///
    /// - Returns: what is to be awaited, when the capability says that something is.
    mutating func disposeCurrent(of index: Int32) throws(Abrupt) -> Value {
        guard let resource = heap.disposals[index].current else {
            heap.disposals[index].awaits = true
            return .undefined
        }
        heap.disposals[index].awaits = false
        guard resource.isSyncFallback else {
            let result = try call(resource.method, resource.value)
            if !resource.isAsync { return .undefined }
            heap.disposals[index].awaits = true
            heap.disposals[index].hasAwaited = true
            return result
        }
        // The synchronous method is called for a promise, which is awaited also when it throws.
        let promise = makePromise()
        do throws(Abrupt) {
            _ = try call(resource.method, resource.value)
            resolvePromise(promise, .undefined)
        } catch {
            guard case .thrown(let reason) = error else { throw error }
            rejectPromise(promise, reason)
        }
        heap.disposals[index].awaits = true
        heap.disposals[index].hasAwaited = true
        return .object(promiseObject(promise))
    }

    mutating func suppressedError(_ error: Value, _ suppressed: Value) -> Value {
        let made = makeError(realm.suppressedErrorPrototype, "An error was suppressed during disposal")
        put(made, key("error"), error, .hidden)
        put(made, key("suppressed"), suppressed, .hidden)
        return .object(made)
    }
}
