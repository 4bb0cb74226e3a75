import JavaScript
import Trace

/// Promise Objects, step by step. https://tc39.es/ecma262/#sec-promise-objects
extension Machine {
    // MARK: Promises

    /// A new pending promise whose prototype is %Promise.prototype%. Its object is made when somebody looks at it.
    mutating func makePromise(for purpose: PromisePurpose = .call) -> PromiseID {
        heap.promises.append(
            PromiseRecord(
                object: .none, module: running.module,
                maker: running.frames.isEmpty ? -1 : program.making == nil ? running.pc - 1 : userInstruction()))
        if requests.isOn { requests.note(promise: Int32(heap.promises.count - 1)) }
        let promise = PromiseID(index: Int32(heap.promises.count - 1))
        if recorder.recordsStates { noteCreation(of: promise, for: purpose) }
        return promise
    }

    mutating func promiseObject(_ id: PromiseID) -> ObjectID {
        let known = heap.promises[Int(id.index)].object
        if !known.isNone { return known }
        let object = heap.makeObject(.promise, prototype: realm.promisePrototype, payload: id.index)
        heap.promises[Int(id.index)].object = object
        return object
    }

    /// IsPromise. https://tc39.es/ecma262/#sec-ispromise
    mutating func promise(of value: Value) -> PromiseID? {
        guard case .object(let object) = value, heap[object].kind == .promise else { return nil }
        return PromiseID(index: heap[object].payload)
    }

    /// CreateResolvingFunctions. https://tc39.es/ecma262/#sec-createresolvingfunctions
    mutating func makeResolvingFunctions(_ id: PromiseID) -> (resolve: ObjectID, reject: ObjectID) {
        // The pair shares [[AlreadyResolved]]: the captures' number, 0 or 1.
        let shared = Int32(heap.captures.count)
        let resolve = makeNative("", 1, captures: Captures(a: .internal(id.index)), native: realm.resolveNative)
        let reject = makeNative("", 1, native: realm.rejectNative)
        heap.functions[Int(heap[reject].payload)].captures = shared
        return (resolve, reject)
    }

    /// Promise Resolve Functions, once [[AlreadyResolved]] was looked at. https://tc39.es/ecma262/#sec-promise-resolve-functions
    mutating func resolvePromise(_ id: PromiseID, _ resolution: Value) {
        guard case .object(let object) = resolution else {
            // Step 8.
            fulfill(id, resolution)
            return
        }
        // Step 7: a promise cannot wait for itself.
        if let own = promise(of: resolution), own == id {
            let error = makeError(realm.typeErrorPrototype, "Chaining cycle detected for promise #<Promise>")
            rejectPromise(id, .object(error))
            return
        }
        // Step 9.
        let then: Value
        do throws(Abrupt) {
            then = try get(object, .known(.then))
        } catch {
            // Step 10.
            settleAbrupt(id, error)
            return
        }
        // Step 12.
        guard isCallable(then) else {
            fulfill(id, resolution)
            return
        }
        // Steps 13–15.
        enqueueJob(.resolveThenable(promise: id, thenable: resolution, then: then))
    }

    /// Rejects with a throw completion; a run that is stopped stays stopped.
    mutating func settleAbrupt(_ id: PromiseID, _ abrupt: Abrupt) {
        switch abrupt {
        case .thrown(let value): rejectPromise(id, value)
        case .blocked(let reason): stop.reason = reason
        }
    }

    /// A promise, as a native function returns it: rejected with what `body` throws. A run that is stopped goes no further.
    mutating func promised(_ body: (inout Machine, PromiseID) throws(Abrupt) -> Void) throws(Abrupt) -> Value {
        let promise = makePromise()
        do throws(Abrupt) {
            try body(&self, promise)
        } catch {
            settleAbrupt(promise, error)
            try throwIfStopped()
        }
        return .object(promiseObject(promise))
    }

    /// FulfillPromise. https://tc39.es/ecma262/#sec-fulfillpromise
    mutating func fulfill(_ id: PromiseID, _ value: Value) { settle(id, .fulfilled, value) }

    /// RejectPromise. https://tc39.es/ecma262/#sec-rejectpromise
    mutating func rejectPromise(_ id: PromiseID, _ reason: Value) {
        let isHandled = heap.promises[Int(id.index)].isHandled
        settle(id, .rejected, reason)
        // Step 7: HostPromiseRejectionTracker(promise, "reject")
        if !isHandled { loop.rejections.append(id) }
    }

    private mutating func settle(_ id: PromiseID, _ state: PromiseRecord.State, _ value: Value) {
        let index = Int(id.index)
        guard heap.promises[index].state == .pending else { return }
        heap.promises[index].state = state
        heap.promises[index].result = value
        if recorder.isRecording { record(.promiseSettled(PromiseNumber(rawValue: id.index), isFulfilled: state == .fulfilled)) }
        // TriggerPromiseReactions
        var reaction = heap.promises[index].firstReaction
        heap.promises[index].firstReaction = -1
        heap.promises[index].lastReaction = -1
        while reaction >= 0 {
            let record = heap.reactions[Int(reaction)]
            heap.freeReactions.append(reaction)
            let owner = setTimes.owner
            let context = asyncContexts.current
            if setTimes.isOn { setTimes.begin(reaction: reaction) }
            if asyncContexts.isOn { asyncContexts.begin(reaction: reaction) }
            if recorder.isRecording { recorder.reactionPlace = recorder.reactionPlaces.removeValue(forKey: reaction) }
            if !requests.isOn || !handOver(reaction, record.target, value, isRejected: state == .rejected, promise: id) {
                enqueueReaction(record.target, value, isRejected: state == .rejected, promise: id)
            }
            setTimes.owner = owner
            asyncContexts.current = context
            reaction = record.next
        }
    }

    mutating func enqueueReaction(_ target: ReactionTarget, _ value: Value, isRejected: Bool, promise: PromiseID) {
        if case .resume(let coroutine) = target {
            enqueueJob(.resume(coroutine, value, isThrow: isRejected), promise: promise)
        } else {
            enqueueJob(.reaction(target, value, isRejected: isRejected), promise: promise)
        }
    }

    /// PerformPromiseThen. https://tc39.es/ecma262/#sec-performpromisethen
    mutating func performThen(_ id: PromiseID, _ target: ReactionTarget) {
        let index = Int(id.index)
        if recorder.isRecording { recorder.reactionPlace = askingPlace() }
        switch heap.promises[index].state {
        case .pending:
            let reaction: Int32
            if let free = heap.freeReactions.popLast() {
                heap.reactions[Int(free)] = Reaction(target: target, next: -1)
                reaction = free
            } else {
                heap.reactions.append(Reaction(target: target, next: -1))
                reaction = Int32(heap.reactions.count - 1)
            }
            if heap.promises[index].lastReaction >= 0 {
                heap.reactions[Int(heap.promises[index].lastReaction)].next = reaction
            } else {
                heap.promises[index].firstReaction = reaction
            }
            heap.promises[index].lastReaction = reaction
            if tracksOwners { noteOwner(ofReaction: reaction, promise: id) }
            if recorder.isRecording { recorder.reactionPlaces[reaction] = askingPlace() }
        case .fulfilled: enqueueReaction(target, heap.promises[index].result, isRejected: false, promise: id)
        case .rejected:
            // HostPromiseRejectionTracker(promise, "handle"): the report at the end of the turn looks at [[PromiseIsHandled]].
            if watches(id) { noteHandler() }
            if !loop.toldRejections.isEmpty { noteHandled(id) }
            enqueueReaction(target, heap.promises[index].result, isRejected: true, promise: id)
        }
        // Step 12.
        heap.promises[index].isHandled = true
    }

    /// PromiseResolve with %Promise%. https://tc39.es/ecma262/#sec-promise-resolve
    mutating func promiseResolve(_ value: Value) throws(Abrupt) -> PromiseID {
        if let known = promise(of: value), case .object(let object) = value {
            let constructor = try get(object, .known(.constructor))
            if constructor == realm.promiseConstructor { return known }
        }
        budget.steps += Self.lookupSteps
        let promise = makePromise()
        resolvePromise(promise, value)
        return promise
    }

    // MARK: Capabilities

    /// NewPromiseCapability. https://tc39.es/ecma262/#sec-newpromisecapability
    mutating func newCapability(_ constructor: Value) throws(Abrupt) -> Capability {
        if constructor == realm.promiseConstructor { return .intrinsic(makePromise()) }
        guard isConstructor(constructor) else { throw typeError("\(describe(constructor)) is not a constructor") }
        heap.capabilities.append(CustomCapability())
        let index = Int32(heap.capabilities.count - 1)
        let executor = makeNative("", 2, captures: Captures(number: index), native: realm.executorNative)
        let promise = try construct(constructor, arguments: [.object(executor)])
        let made = heap.capabilities[Int(index)]
        guard isCallable(made.resolve), isCallable(made.reject) else {
            throw typeError("Promise resolve or reject function is not callable")
        }
        heap.capabilities[Int(index)].promise = promise
        return .custom(index)
    }

    mutating func promiseValue(_ capability: Capability) -> Value {
        switch capability {
        case .none: .undefined
        case .intrinsic(let id): .object(promiseObject(id))
        case .custom(let index): heap.capabilities[Int(index)].promise
        }
    }

    mutating func resolve(_ capability: Capability, _ value: Value) throws(Abrupt) {
        switch capability {
        case .none: break
        case .intrinsic(let id): resolvePromise(id, value)
        case .custom(let index): _ = try call(heap.capabilities[Int(index)].resolve, .undefined, value)
        }
    }

    mutating func reject(_ capability: Capability, _ reason: Value) throws(Abrupt) {
        switch capability {
        case .none: break
        case .intrinsic(let id): rejectPromise(id, reason)
        case .custom(let index): _ = try call(heap.capabilities[Int(index)].reject, .undefined, reason)
        }
    }

    /// The capability's resolving functions as function objects.
    mutating func resolvingFunctions(_ capability: Capability) -> (resolve: Value, reject: Value) {
        switch capability {
        case .none: return (.undefined, .undefined)
        case .intrinsic(let id):
            let pair = makeResolvingFunctions(id)
            return (.object(pair.resolve), .object(pair.reject))
        case .custom(let index):
            let record = heap.capabilities[Int(index)]
            return (record.resolve, record.reject)
        }
    }

    // MARK: Jobs

    /// NewPromiseReactionJob. https://tc39.es/ecma262/#sec-newpromisereactionjob
    mutating func runReaction(_ target: ReactionTarget, _ argument: Value, isRejected: Bool) throws(Abrupt) {
        switch target {
        case .resume(let coroutine): try resume(coroutine, argument, isThrow: isRejected)
        case .handlers(let onFulfilled, let onRejected, let capability):
            let handler = isRejected ? onRejected : onFulfilled
            if handler.isUndefined {
                if isRejected { try reject(capability, argument) } else { try resolve(capability, argument) }
                return
            }
            let result: Value
            do throws(Abrupt) {
                result = try call(handler, .undefined, argument)
            } catch {
                guard case .thrown(let reason) = error else { throw error }
                try reject(capability, reason)
                return
            }
            try resolve(capability, result)
        case .finally(let function, let derived): try runFinally(function, derived, argument, isRejected: isRejected)
        case .adopt(let promise): if isRejected { rejectPromise(promise, argument) } else { resolvePromise(promise, argument) }
        case .asyncModule(let id):
            if isRejected { asyncModuleExecutionRejected(id, argument) } else { try asyncModuleExecutionFulfilled(id) }
        case .importLoaded(let id): importGraphLoaded(id, argument, isRejected: isRejected)
        case .importEvaluated(let id): importEvaluated(id, argument, isRejected: isRejected)
        case .importDependency(let id): importDependencySettled(id, argument, isRejected: isRejected)
        case .importResolved(let id): importResolved(id, argument, isRejected: isRejected)
        case .response(let context): try requestSettled(context, argument, isRejected: isRejected)
        case .extension(let context): extensionSettled(context, argument, isRejected: isRejected)
        case .entry(let index): entrySettled(Int(index), argument, isRejected: isRejected)
        case .generatorReturn(let coroutine): asyncGeneratorReturnAwaited(coroutine, argument, isRejected: isRejected)
        }
    }

    /// NewPromiseResolveThenableJob. https://tc39.es/ecma262/#sec-newpromiseresolvethenablejob
    mutating func runResolveThenable(_ id: PromiseID, _ thenable: Value, _ then: Value) throws(Abrupt) {
        if then == realm.promiseThen, let inner = promise(of: thenable), case .object(let object) = thenable,
            try get(object, .known(.constructor)) == realm.promiseConstructor
        {
            // `then` of a native promise: nobody sees the resolving functions.
            performThen(inner, .adopt(id))
            return
        }
        budget.steps += Self.entrySteps
        let pair = makeResolvingFunctions(id)
        do throws(Abrupt) {
            _ = try call(then, thenable, .object(pair.resolve), .object(pair.reject))
        } catch {
            guard case .thrown(let reason) = error else { throw error }
            _ = try call(.object(pair.reject), .undefined, reason)
        }
    }
}
