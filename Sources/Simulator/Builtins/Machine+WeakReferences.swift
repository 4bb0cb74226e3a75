import JavaScript

/// WeakRef and FinalizationRegistry. Nothing is ever collected during a run: a reference leads to its target for ever, and no registry calls back.
extension Machine {
    /// The target lies under a private name, which only these functions know.
    mutating func installWeakReferences() {
        heap.symbols.append(SymbolRecord(description: strings.intern("#target"), isPrivate: true))
        let slot = PropertyKey.symbol(SymbolID(index: Int32(heap.symbols.count - 1)))
        let prototype = makeLibraryObject()
        defineConstructor("WeakRef", 1, prototype: prototype) { machine, arguments throws(Abrupt) in
            try machine.requireNew(arguments, "WeakRef")
            try machine.requireWeakKey(machine.argument(arguments, 0), "WeakRef: invalid target")
            let own = try machine.prototypeFromConstructor(arguments.newTarget, prototype)
            let reference = machine.heap.makeObject(.ordinary, prototype: own)
            machine.put(reference, slot, machine.argument(arguments, 0), [])
            return .object(reference)
        }
        define(prototype, "deref", 0) { machine, arguments throws(Abrupt) in
            guard case .object(let object) = arguments.thisValue, let target = machine.lookup(object, slot) else {
                throw machine.incompatibleReceiver(arguments.thisValue, "WeakRef.prototype.deref")
            }
            return target.value
        }
        defineTag(prototype, "WeakRef")
        installFinalizationRegistry()
    }

    /// https://tc39.es/ecma262/#sec-finalization-registry-objects
    private mutating func installFinalizationRegistry() {
        let name = "FinalizationRegistry"
        let prototype = makeLibraryObject()
        defineConstructor(name, 1, prototype: prototype) { machine, arguments throws(Abrupt) in
            try machine.requireNew(arguments, name)
            guard machine.isCallable(machine.argument(arguments, 0)) else {
                throw machine.typeError("FinalizationRegistry: cleanup must be callable")
            }
            let own = try machine.prototypeFromConstructor(arguments.newTarget, prototype)
            // The tokens by which cells may be taken back.
            let tokens = machine.makeCollection(.map, prototype: machine.realm.mapPrototype)
            return .object(machine.heap.makeObject(.finalizationRegistry, prototype: own, payload: tokens.index))
        }
        define(prototype, "register", 2) { machine, arguments throws(Abrupt) in
            let tokens = try machine.tokens(arguments, "register")
            let target = machine.argument(arguments, 0)
            try machine.requireWeakKey(target, "FinalizationRegistry.prototype.register: invalid target")
            if machine.isSameValue(target, machine.argument(arguments, 1)) {
                throw machine.typeError("FinalizationRegistry.prototype.register: target and holdings must not be same")
            }
            let token = machine.argument(arguments, 2)
            if !token.isUndefined {
                try machine.requireWeakKey(token, "Invalid unregisterToken ('\(machine.plainText(of: token))')")
                machine.collectionSet(tokens, token, .undefined)
            }
            return .undefined
        }
        define(prototype, "unregister", 1) { machine, arguments throws(Abrupt) in
            let tokens = try machine.tokens(arguments, "unregister")
            let token = machine.argument(arguments, 0)
            try machine.requireWeakKey(token, "Invalid unregisterToken ('\(machine.plainText(of: token))')")
            return .boolean(machine.collectionDelete(tokens, token))
        }
        defineTag(prototype, name)
    }

    private mutating func tokens(_ arguments: Arguments, _ method: String) throws(Abrupt) -> ObjectID {
        guard case .object(let object) = arguments.thisValue, heap[object].kind == .finalizationRegistry else {
            throw incompatibleReceiver(arguments.thisValue, "FinalizationRegistry.prototype.\(method)")
        }
        return ObjectID(index: heap[object].payload)
    }
}
