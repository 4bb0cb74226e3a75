import DequeModule
import JavaScript

/// AsyncGenerator objects. https://tc39.es/ecma262/#sec-asyncgenerator-abstract-operations
extension Machine {
    /// `next`, `throw` and `return` of an async generator.
    mutating func asyncGeneratorEnqueue(
        _ receiver: Value, _ resumption: Coroutine.Resumption, _ value: Value
    ) throws(Abrupt) -> Value {
        let promise = makePromise()
        guard case .object(let object) = receiver, heap[object].kind == .asyncGenerator else {
            let error = makeError(
                realm.typeErrorPrototype, incompatibleReceiverText(receiver, "[AsyncGenerator].prototype.\(resumption)"))
            rejectPromise(promise, .object(error))
            return .object(promiseObject(promise))
        }
        let id = CoroutineID(index: heap[object].payload)
        let queue = Int(coroutines[id].queue)
        coroutines.queues[queue].append(GeneratorRequest(resumption: resumption, value: value, promise: promise))
        switch coroutines[id].state {
        case .running, .awaitingReturn: break
        case .suspended: if coroutines.queues[queue].count == 1 { try asyncGeneratorResume(id) }
        case .suspendedStart, .done: if coroutines.queues[queue].count == 1 { try asyncGeneratorResume(id) }
        }
        return .object(promiseObject(promise))
    }

    /// Serves the first request of the queue.
    private mutating func asyncGeneratorResume(_ id: CoroutineID) throws(Abrupt) {
        let queue = Int(coroutines[id].queue)
        guard let request = coroutines.queues[queue].first else { return }
        let state = coroutines[id].state
        if state == .suspendedStart, request.resumption != .next { finishGenerator(id) }
        if coroutines[id].state == .done {
            asyncGeneratorDrain(id)
            return
        }
        var value = request.value
        if request.resumption == .next, state == .suspendedStart { value = .undefined }
        do throws(Abrupt) {
            _ = try runGenerator(id, request.resumption, value)
        } catch {
            guard case .thrown(let reason) = error else { throw error }
            asyncGeneratorThrew(id, reason)
        }
    }

    /// AsyncGeneratorYield: the first request gets the value.
    mutating func asyncGeneratorYielded(_ id: CoroutineID, _ value: Value) {
        guard let request = coroutines.takeRequest(id) else { return }
        resolvePromise(request.promise, .object(iteratorResult(value, isDone: false)))
        let queue = Int(coroutines[id].queue)
        // The next request is served at once.
        if !coroutines.queues[queue].isEmpty {
            do throws(Abrupt) {
                try asyncGeneratorResume(id)
            } catch {
                if case .blocked(let reason) = error { stop.reason = reason }
            }
        }
    }

    mutating func asyncGeneratorReturned(_ id: CoroutineID, _ value: Value) {
        if let request = coroutines.takeRequest(id) { resolvePromise(request.promise, .object(iteratorResult(value, isDone: true))) }
        asyncGeneratorDrain(id)
    }

    mutating func asyncGeneratorThrew(_ id: CoroutineID, _ reason: Value) {
        if let request = coroutines.takeRequest(id) { rejectPromise(request.promise, reason) }
        asyncGeneratorDrain(id)
    }

    /// AsyncGeneratorDrainQueue.
    private mutating func asyncGeneratorDrain(_ id: CoroutineID) {
        let queue = Int(coroutines[id].queue)
        while let request = coroutines.queues[queue].first {
            switch request.resumption {
            case .next:
                coroutines.queues[queue].removeFirst()
                resolvePromise(request.promise, .object(iteratorResult(.undefined, isDone: true)))
            case .throw:
                coroutines.queues[queue].removeFirst()
                rejectPromise(request.promise, request.value)
            case .return:
                // AsyncGeneratorAwaitReturn
                coroutines[id].state = .awaitingReturn
                do throws(Abrupt) {
                    let promise = try promiseResolve(request.value)
                    performThen(promise, .generatorReturn(id))
                    return
                } catch {
                    coroutines[id].state = .done
                    coroutines.queues[queue].removeFirst()
                    settleAbrupt(request.promise, error)
                }
            }
        }
    }

    mutating func asyncGeneratorReturnAwaited(_ id: CoroutineID, _ value: Value, isRejected: Bool) {
        coroutines[id].state = .done
        if let request = coroutines.takeRequest(id) {
            if isRejected {
                rejectPromise(request.promise, value)
            } else {
                resolvePromise(request.promise, .object(iteratorResult(value, isDone: true)))
            }
        }
        asyncGeneratorDrain(id)
    }
}
