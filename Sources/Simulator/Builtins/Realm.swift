import JavaScript

/// The intrinsic objects that the machine itself reaches for. https://tc39.es/ecma262/#sec-well-known-intrinsic-objects
struct Realm {
    var global = ObjectID.none
    var objectPrototype = ObjectID.none
    var functionPrototype = ObjectID.none
    var asyncFunctionPrototype = ObjectID.none
    var generatorFunctionPrototype = ObjectID.none
    var asyncGeneratorFunctionPrototype = ObjectID.none
    var iteratorPrototype = ObjectID.none
    var iteratorHelperPrototype = ObjectID.none
    var asyncIteratorPrototype = ObjectID.none
    var generatorPrototype = ObjectID.none
    var asyncGeneratorPrototype = ObjectID.none
    var asyncFromSyncIteratorPrototype = ObjectID.none
    var arrayIteratorPrototype = ObjectID.none
    var stringIteratorPrototype = ObjectID.none
    var mapIteratorPrototype = ObjectID.none
    var setIteratorPrototype = ObjectID.none
    var regExpStringIteratorPrototype = ObjectID.none
    var arrayPrototype = ObjectID.none
    var stringPrototype = ObjectID.none
    var numberPrototype = ObjectID.none
    var booleanPrototype = ObjectID.none
    var symbolPrototype = ObjectID.none
    var arrayBufferPrototype = ObjectID.none
    var sharedArrayBufferPrototype = ObjectID.none
    var dataViewPrototype = ObjectID.none
    /// In the order of ``ElementKind``; the constructors too.
    var typedArrayPrototypes: [ObjectID] = []
    var uriErrorPrototype = ObjectID.none
    var evalErrorPrototype = ObjectID.none
    /// Runs the text that a timer was given.
    var timerTextNative: Int32 = -1
    /// %eval%, which a direct call must call.
    var eval = Value.undefined
    var bigIntPrototype = ObjectID.none
    var promisePrototype = ObjectID.none
    var timeoutPrototype = ObjectID.none
    var mapPrototype = ObjectID.none
    var setPrototype = ObjectID.none
    var weakMapPrototype = ObjectID.none
    var weakSetPrototype = ObjectID.none
    var datePrototype = ObjectID.none
    var regExpPrototype = ObjectID.none
    var responsePrototype = ObjectID.none
    var errorPrototype = ObjectID.none
    var typeErrorPrototype = ObjectID.none
    var rangeErrorPrototype = ObjectID.none
    var referenceErrorPrototype = ObjectID.none
    var syntaxErrorPrototype = ObjectID.none
    var aggregateErrorPrototype = ObjectID.none
    var domExceptionPrototype = ObjectID.none
    var suppressedErrorPrototype = ObjectID.none

    var promiseConstructor = Value.undefined
    var promiseThen = Value.undefined
    /// The accessor that `Promise[Symbol.species]` begins with.
    var promiseSpecies = Value.undefined
    var typedArrayConstructors: [Value] = []
    var arrayBufferConstructor = Value.undefined
    var sharedArrayBufferConstructor = Value.undefined
    var regExpConstructor = Value.undefined
    var regExpExec = Value.undefined
    /// The accessor that `RegExp[Symbol.species]` begins with.
    var regExpSpecies = Value.undefined
    /// What a regular expression has that nobody gave more properties.
    var regExpShape: Int32 = -1
    /// What RegExp.prototype begins with, where that decides how matching goes.
    var regExpWatched: [(PropertyKey, Value)] = []
    var latestMatch: RegExpLatestMatch?
    var arrayValues = Value.undefined
    var arrayIteratorNext = ObjectID.none
    var stringIteratorNext = ObjectID.none
    var mapIteratorNext = ObjectID.none
    var setIteratorNext = ObjectID.none
    var ordinaryHasInstance = Value.undefined
    /// %ThrowTypeError%
    var throwTypeError = ObjectID.none
    /// The `callee` of every arguments object.
    var calleeAccessor = Value.undefined

    var symbolIterator = SymbolID(index: -1)
    var symbolAsyncIterator = SymbolID(index: -1)
    var symbolToStringTag = SymbolID(index: -1)
    /// The GlobalSymbolRegistry: its keys are those of the symbols.
    var symbolRegistry = ObjectID.none
    var symbolToPrimitive = SymbolID(index: -1)
    var symbolHasInstance = SymbolID(index: -1)
    var symbolSpecies = SymbolID(index: -1)
    var symbolUnscopables = SymbolID(index: -1)
    var symbolIsConcatSpreadable = SymbolID(index: -1)
    var symbolMatch = SymbolID(index: -1)
    var symbolMatchAll = SymbolID(index: -1)
    var symbolReplace = SymbolID(index: -1)
    var symbolSearch = SymbolID(index: -1)
    var symbolSplit = SymbolID(index: -1)
    var symbolDispose = SymbolID(index: -1)
    var symbolAsyncDispose = SymbolID(index: -1)

    /// Native code that closures are made of while a run goes on: indices into ``Heap/natives``.
    var resolveNative: Int32 = -1
    var rejectNative: Int32 = -1
    var executorNative: Int32 = -1
    var combinatorNative: Int32 = -1
    var combinatorRejectNative: Int32 = -1
    var thenFinallyNative: Int32 = -1
    var catchFinallyNative: Int32 = -1
    var valueThunkNative: Int32 = -1
    var throwerNative: Int32 = -1
    var asyncFromSyncUnwrapNative: Int32 = -1
    var asyncFromSyncCloseNative: Int32 = -1
    var boundNative: Int32 = -1
    var proxyNative: Int32 = -1
    var fillingFulfilledNative: Int32 = -1
    var fillingRejectedNative: Int32 = -1
    var disposalFulfilledNative: Int32 = -1
    var disposalRejectedNative: Int32 = -1
    var sleepNative: Int32 = -1
    var wakeNative: Int32 = -1
    /// The getters of globals that are JavaScript of our own, and of names that the simulator has not.
    var webNameNative: Int32 = -1
    var outsideNative: Int32 = -1

    /// The functions of ECMA-262 among the native ones, those among them that are the host's, and those that pass on to what they call.
    var languageNatives = Int32(0)..<0
    var nativesOfHost = Int32(0)..<0
    var passingNatives: Set<Int32> = []

    /// Of a host that answers requests.
    var service = ServiceIntrinsics()
    /// Node's `process`.
    var process = ObjectID.none
    /// What `Math.random` takes its numbers from.
    var random = SplitMix64(seed: 0x9E37_79B9_7F4A_7C15)
}

extension Machine {
    /// Makes the intrinsics and the global object.
    mutating func installRealm() {
        realm.objectPrototype = heap.makeObject(.ordinary, prototype: .none)
        installFunctionPrototype()
        realm.global = heap.makeObject(.ordinary, prototype: realm.objectPrototype)
        makeDictionary(realm.global)
        makeDictionary(realm.objectPrototype)
        installSymbols()
        installIterators()
        installFunctions()
        installErrors()
        let first = Int32(heap.natives.count)
        installDOMException()
        if host.globals.hasWebNames { installEvents() }
        realm.nativesOfHost = first..<Int32(heap.natives.count)
        installPromises()
        installObjects()
        installArrays()
        installIteratorConstructor()
        installDisposal()
        installStrings()
        installNumbers()
        installBigInts()
        installMath()
        installJSON()
        installCollections()
        installDates()
        installRegExp()
        installTypedArrays()
        installURIs()
        noteLanguageNatives()
        installTextCoders()
        installCloning()
        installHost()
        installWebNames()
        installOutside()
        put(realm.global, key("globalThis"), .object(realm.global), .hidden)
        put(realm.global, .known(.undefined), .undefined, [])
        put(realm.global, .known(.nan), .number(.nan), [])
        put(realm.global, .known(.infinity), .number(.infinity), [])
        if host.globals.stacks != .hidden { installStackCapture() }
        for name in host.globals.ownNames { put(realm.global, key(name), .object(realm.global)) }
        if let tag = host.globals.tag { defineTag(realm.global, tag) }
        for path in host.globals.absent { remove(path) }
        for function in host.globals.lengths {
            guard case .object(let object)? = getOwn(realm.global, key(function.name))?.value else { continue }
            put(object, .known(.length), Value(Int(function.length)), .configurable)
        }
        arrangeGlobals()
    }

    /// Keeps which native functions are those of ECMA-262, as far as stacks tell of them.
    private mutating func noteLanguageNatives() {
        realm.languageNatives = 0..<Int32(heap.natives.count)
        let passing = [
            "Function.prototype.call", "Function.prototype.apply", "Function.prototype.bind", "Reflect.apply", "Reflect.construct",
        ]
        for path in passing + ["Array"] {
            var object = realm.global
            for name in path.split(separator: ".") {
                guard case .object(let next)? = getOwn(object, key(String(name)))?.value else { break }
                object = next
            }
            if heap[object].kind == .function { realm.passingNatives.insert(functionRecord(object).native) }
        }
        realm.passingNatives.insert(realm.boundNative)
    }

    /// Takes what the host has not out of the library.
    ///
    /// - Parameter path: from the global object, or from an intrinsic object: `Promise.try`, `%IteratorPrototype%.map`,
    ///   `%IteratorPrototype%.@@dispose`.
    private mutating func remove(_ path: String) {
        let names = path.split(separator: ".").map(String.init)
        var object = realm.global
        for name in names.dropLast() {
            if name == "%IteratorPrototype%" || name == "%AsyncIteratorPrototype%" {
                object = name == "%IteratorPrototype%" ? realm.iteratorPrototype : realm.asyncIteratorPrototype
                continue
            }
            guard case .object(let next)? = getOwn(object, key(name))?.value else { return }
            object = next
        }
        let last = names[names.count - 1]
        if last.hasPrefix("@@"), case .object(let symbols)? = getOwn(realm.global, key("Symbol"))?.value {
            guard case .symbol(let symbol)? = getOwn(symbols, key(String(last.dropFirst(2))))?.value else { return }
            _ = try? delete(object, .symbol(symbol))
        } else {
            _ = try? delete(object, key(last))
        }
    }

    // MARK: Defining

    /// A new object that is to have many properties.
    mutating func makeLibraryObject(_ prototype: ObjectID? = nil) -> ObjectID {
        let object = heap.makeObject(.ordinary, prototype: prototype ?? realm.objectPrototype)
        makeDictionary(object)
        return object
    }

    @discardableResult
    mutating func define(
        _ object: ObjectID, _ name: String, _ length: Int32, _ attributes: Attributes = .hidden, _ body: @escaping NativeFunction
    ) -> ObjectID {
        let function = makeNative(name, length, body)
        put(object, key(name), .object(function), attributes)
        return function
    }

    /// A function of the host: those of ECMA-262 are not listed, those by Web IDL are. https://webidl.spec.whatwg.org/#define-the-operations
    @discardableResult
    mutating func defineListed(
        _ object: ObjectID, _ name: String, _ length: Int32, _ body: @escaping NativeFunction
    ) -> ObjectID {
        define(object, name, length, .all, body)
    }

    /// A getter by Web IDL, which is listed. https://webidl.spec.whatwg.org/#define-the-attributes
    mutating func defineListedGetter(_ object: ObjectID, _ name: String, _ body: @escaping NativeFunction) {
        let getter = makeNative("get \(name)", 0, body)
        defineAccessor(object, key(name), getter: getter, setter: nil, [.enumerable, .configurable])
    }

    /// The same as ``requireNew(_:_:)`` for what is a class of the host's own.
    mutating func requireNewClass(_ arguments: Arguments, _ name: String) throws(Abrupt) {
        if arguments.newTarget.isUndefined { throw typeError("Class constructor \(name) cannot be invoked without 'new'") }
    }

    @discardableResult
    mutating func define(
        _ object: ObjectID, _ symbol: SymbolID, _ name: String, _ length: Int32, _ attributes: Attributes = .hidden,
        _ body: @escaping NativeFunction
    ) -> ObjectID {
        let function = makeNative(name, length, body)
        put(object, .symbol(symbol), .object(function), attributes)
        return function
    }

    mutating func defineGetter(_ object: ObjectID, _ key: PropertyKey, _ name: String, _ body: @escaping NativeFunction) {
        let getter = makeNative("get \(name)", 0, body)
        defineAccessor(object, key, getter: getter, setter: nil, .configurable)
    }

    mutating func defineTag(_ object: ObjectID, _ tag: String) {
        put(object, .symbol(realm.symbolToStringTag), string(tag), .configurable)
    }

    /// A global constructor with its prototype.
    @discardableResult
    mutating func defineConstructor(
        _ name: String, _ length: Int32, prototype: ObjectID, _ body: @escaping NativeFunction
    ) -> ObjectID {
        let constructor = makeNative(name, length, isConstructor: true, body)
        put(constructor, .known(.prototype), .object(prototype), [])
        put(prototype, .known(.constructor), .object(constructor), .hidden)
        put(realm.global, key(name), .object(constructor), .hidden)
        return constructor
    }

    private mutating func installSymbols() {
        func make(_ machine: inout Machine, _ name: String) -> SymbolID {
            machine.heap.symbols.append(SymbolRecord(description: machine.strings.intern("Symbol.\(name)")))
            return SymbolID(index: Int32(machine.heap.symbols.count - 1))
        }
        realm.symbolIterator = make(&self, "iterator")
        realm.symbolAsyncIterator = make(&self, "asyncIterator")
        realm.symbolToStringTag = make(&self, "toStringTag")
        realm.symbolToPrimitive = make(&self, "toPrimitive")
        realm.symbolHasInstance = make(&self, "hasInstance")
        realm.symbolSpecies = make(&self, "species")
        realm.symbolUnscopables = make(&self, "unscopables")
        realm.symbolIsConcatSpreadable = make(&self, "isConcatSpreadable")
        realm.symbolMatch = make(&self, "match")
        realm.symbolMatchAll = make(&self, "matchAll")
        realm.symbolReplace = make(&self, "replace")
        realm.symbolSearch = make(&self, "search")
        realm.symbolSplit = make(&self, "split")
        realm.symbolDispose = make(&self, "dispose")
        realm.symbolAsyncDispose = make(&self, "asyncDispose")
    }
}
