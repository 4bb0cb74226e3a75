/// One step of the virtual machine: eight bytes.
public struct Instruction: Hashable, Sendable {
    public var opcode: Opcode
    /// A second, small operand; its meaning is the opcode's.
    public var small: UInt16
    public var operand: Int32

    @inlinable public init(_ opcode: Opcode, _ operand: Int32 = 0, small: UInt16 = 0) {
        self.opcode = opcode
        self.small = small
        self.operand = operand
    }
}

/// What an ``Instruction`` does. `[a b → c]` shows the top of the operand stack before and after, the top at the right.
///
/// Jumps are relative to the instruction itself. "Slot" is a local slot of the frame.
public enum Opcode: UInt8, Hashable, Sendable {
    // MARK: Constants and the operand stack

    case pushUndefined, pushNull, pushTrue, pushFalse
    /// [→ n]: the operand itself.
    case pushInteger
    /// [→ n]: operand is an index into ``CodeStore/numbers``.
    case pushNumber
    /// [→ s]: operand is a ``NameID``.
    case pushString
    /// [→ hole]: the value of a binding in its temporal dead zone.
    case pushUninitialized
    /// [→ n]: operand is the name of a BigInt's text.
    case pushBigInt
    /// [→ r]: a new regular expression. Operand: its pattern's name; `small` are its flags.
    case newRegularExpression
    case pop
    /// [a → a a]
    case duplicate
    /// [a b → a b a b]
    case duplicateTwo
    /// [a b → b a]
    case swap
    /// [a b c → c a b]
    case rotateThree
    /// [a b c d → d a b c]
    case rotateFour

    // MARK: Bindings

    /// [→ v]: operand is the slot.
    case loadLocal
    /// [v →]
    case storeLocal
    /// [v → v]; a ReferenceError when v is the hole. Operand: the binding's name.
    case checkInitialized
    /// [→ v]: operand is the slot in the context `small` links up.
    case loadContext
    /// [v →]
    case storeContext
    /// A new context of `operand` slots, all holes, becomes the current one.
    case pushContext
    case popContext
    /// A copy of the current context replaces it: the next iteration's bindings.
    case copyContext
    /// The current context is kept in a slot, and taken back from it.
    case saveContext, restoreContext
    /// [→ v]: a cell of the function's own module; operand is its index there.
    case loadCell
    /// [v →]
    case storeCell
    /// [→ v]: an import binding of the function's own module; a ReferenceError when it is the hole.
    case loadImport
    /// [→ v]: a property of the global object; a ReferenceError when there is none. Operand: the name. `small` 1: the text itself declares it.
    case loadGlobal
    /// [→ v]: the same, undefined when there is none (for `typeof`).
    case loadGlobalOrUndefined
    /// [v →]: strict mode: a ReferenceError when there is none.
    case storeGlobal
    /// [v →]: what `let` and its like declared in the global environment has its first value. Operand: the name.
    case initializeGlobal
    /// [v → o]: the object of a `with` statement; a TypeError when v is undefined or null.
    case toObject
    /// [o → boolean]: whether the object of a `with` statement has a binding of the name that the operand is.
    case hasBinding
    /// TypeError: assignment to the constant that the operand names.
    case throwConstantAssignment
    /// [→ this]; a ReferenceError when it is the hole (a derived constructor before `super()`).
    case loadThis
    /// [→ f]: the running function object.
    case loadFunction
    /// [→ v]: new.target.
    case loadNewTarget
    /// [→ a]: a fresh arguments object.
    case createArguments
    /// [a → a]: the arguments object keeps as many parameters as the operand says.
    case mapArguments
    /// [a → v]: a parameter that it keeps.
    case getMapped
    /// [v a →]
    case setMapped
    /// [→ a]: an array of the arguments from the operand on.
    case createRest

    // MARK: Properties

    /// [o → v]: operand is the name.
    case getProperty
    /// [o → f o]: the method and its receiver.
    case getMethod
    /// [o v → v]
    case setProperty
    /// [o k → v]
    case getElement
    /// [o k → f o]
    case getElementMethod
    /// [o k v → v]
    case setElement
    /// [o → boolean]
    case deleteProperty
    /// [o k → boolean]
    case deleteElement
    /// [f → b]: f is the running method, b the object above its home object, or null.
    case superBase
    /// [this b → v]. Operand: the name.
    case getSuperProperty
    /// [this b k → v]
    case getSuperElement
    /// [this b v → v]
    case setSuperProperty
    /// [this b k v → v]
    case setSuperElement
    /// ReferenceError: `delete` of a property of `super`.
    case throwSuperDelete
    /// [o p → v]: p is the private name.
    case getPrivate
    /// [o p v → v]
    case setPrivate
    /// [p o → boolean]: `#p in o`.
    case hasPrivate
    /// [→ p]: a new private name; operand is its description.
    case newPrivateName

    // MARK: Literals

    /// [→ o]
    case newObject
    /// [→ a]: an empty array with room for the operand.
    case newArray
    /// [a v → a]
    case appendElement
    /// [a → a]
    case appendHole
    /// [a iterable → a]
    case appendSpread
    /// [o v → o]: CreateDataProperty. Operand: the name.
    case defineProperty
    /// [o k v → o]
    case defineElement
    /// [o v → o]: `__proto__: v`.
    case definePrototype
    /// [o f → o]: `small` is a ``MethodKind`` with ``MethodKind/isEnumerable``; sets the home object. Operand: the name.
    case defineMethod
    /// [o k f → o]
    case defineElementMethod
    /// [o source → o]: own enumerable properties, as object spread copies them.
    case copyProperties
    /// [source k1…kn → source rest]: what is left for an object pattern's rest; n is the operand.
    case copyPropertiesExcept
    /// [k f → k f]: the function's name becomes the key's. `small`: 0 none, 1 `get `, 2 `set `.
    case setFunctionName
    /// [→ f]: a closure of the function that the operand names.
    case closure
    /// [→ strings]: the template object of a tagged template; operand is an index into ``CodeStore/templates``.
    case templateObject

    // MARK: Classes

    /// [superclass → constructor prototype]: operand is the constructor's code; `small` 1 when there is an `extends`.
    case newClass
    /// [constructor prototype key f → constructor prototype]: an instance field with its initialiser (or undefined). `small` 1:
    /// its value is an anonymous function that takes the key's name.
    case addField
    /// [constructor prototype p f → constructor prototype]: a private method. `small` is a ``MethodKind``; the operand 1
    /// for a static one.
    case addPrivateMethod
    /// [constructor key f → constructor]: a static field, defined now. `small` as for ``addField``.
    case defineStaticField
    /// [constructor f → constructor]: runs a static block with `this` = constructor.
    case callStatic
    /// [this f → this]: adds the fields of the class whose constructor f is.
    case initializeFields
    /// [value this → value]: what a derived constructor returns.
    case derivedReturn

    // MARK: Operators

    case add, subtract, multiply, divide, remainder, exponent
    case bitwiseAnd, bitwiseOr, bitwiseXor, shiftLeft, shiftRight, shiftRightUnsigned
    case equal, notEqual, strictEqual, strictNotEqual, less, lessOrEqual, greater, greaterOrEqual
    case instanceOf, inOperator
    case negate, toNumber, not, bitwiseNot, typeOf
    /// [v → n]: ToNumeric.
    case toNumeric
    /// [n → n±1]
    case increment, decrement
    /// [v → k]: ToPropertyKey.
    case toPropertyKey
    /// [o v → o k]: the same for the key of a reference; a TypeError comes first when o is undefined or null.
    case toReferenceKey
    /// [v → s]: ToString, for templates.
    case toString
    /// [v → v]: a TypeError when v is undefined or null. Operand: the pattern's first key or the empty name.
    case requireObjectCoercible

    // MARK: Control

    case jump
    /// [v →]
    case jumpIfTrue, jumpIfFalse
    /// [v → v] when it jumps, else [v →]
    case jumpIfTrueOrPop, jumpIfFalseOrPop
    /// [v → v] when v is neither undefined nor null, and it jumps; else [v →]
    case jumpIfPresentOrPop
    /// [v →] and jumps when v is undefined or null; else [v → v]. The target pushes the chain's undefined.
    case jumpIfNullish
    /// [v → v] and jumps when v is not undefined; else [v →]: defaults of patterns and parameters.
    case jumpIfNotUndefined
    /// A jump backwards; counted as a step of the run.
    case loop
    /// [f this a1…an → v]: n is the operand.
    case call
    /// [f this array → v]
    case callSpread
    /// [f this a1…an → v]: n is `small`. Where f is `eval`, its text runs inside what is around the call: index into ``CodeStore/evalSites``.
    case directEval
    /// [f a1…an → o]
    case new
    /// [f array → o]
    case newSpread
    /// [f newTarget array → this]: f is the running constructor; its class's fields are added to the new object.
    case superCall
    /// [new old → new]: a ReferenceError when `this` is bound already.
    case requireUnbound
    /// [v →]
    case `return`
    /// [v →]
    case `throw`

    // MARK: try … finally

    /// After a finaliser: slot `operand` holds how the block ended (0: normally, 1: threw, n: jump n-2 of
    /// the table that follows), the next slot its value. `small` is the length of the table of ``jump``s behind it.
    case endFinally

    // MARK: using. `small` is the slot of a disposal: a DisposeCapability, how the scope ended, as for `endFinally`, and its value.

    /// A new DisposeCapability.
    case newDisposal
    /// [v → v]: AddDisposableResource. Operand: 0 sync-dispose, 1 async-dispose.
    case addDisposable
    /// Takes the next resource to dispose of, or jumps when none is left.
    case disposeNext
    /// [→ v]: disposes of the resource that was taken.
    case dispose
    /// [→ flag]: whether what ``dispose`` gave is to be awaited.
    case disposalAwaits
    /// [error →]: the scope ends with that error; with a SuppressedError when it would have ended with another.
    case disposalFailed

    // MARK: Suspension

    /// [v → result]
    case await
    /// [v → received]
    case yield
    /// Before a generator's body: hands the generator object to the caller.
    case initialYield
    /// [result → received]: `yield*`'s suspension. A sync generator hands the inner result object on as it is. Resuming
    /// neither throws nor returns: ``iteratorForward`` looks at how it was resumed.
    case yieldDelegate
    /// [v → v]: from here on the generator counts as resumed by `throw`.
    case resumeThrowing
    /// [v → v]: jumps unless the generator was resumed by `return`.
    case jumpUnlessReturning

    // MARK: Iteration. `small` is the slot of an iterator record: iterator, next method, done.

    /// [iterable →]: GetIterator into the record. Operand: 0 sync, 1 async.
    case getIterator
    /// [→ v], or jumps when the iterator is done.
    case iteratorStep
    /// [→ result]: calls next with no argument.
    case iteratorNext
    /// [result → v], or jumps when it is done (result is then dropped).
    case iteratorUnwrap
    /// [→ v]: the next element for an array pattern; undefined when done.
    case iteratorElement
    /// [→ a]: the elements that are left, for an array pattern's rest.
    case iteratorRest
    /// Calls `return` when there is one and the iterator is not done, after a normal completion.
    case iteratorClose
    /// The same after a throw: what `return` throws is dropped.
    case iteratorCloseSilently
    /// [→ result]: calls `return` of an async iterator, or jumps when there is none. For `for await`, which awaits it.
    case iteratorReturn
    /// [v → v]: a TypeError when v is not an object.
    case requireObject
    /// [received → result]: passes on to the inner iterator of `yield*` how the generator was resumed. Jumps, with
    /// [received] kept, when it was resumed by `return` and the inner iterator has no such method.
    case iteratorForward
    /// [result → result], or jumps with [value] when the inner iterator of `yield*` is done.
    case delegateUnwrap
    /// [o →]: the enumerable string keys, own and inherited, into the record's first slot.
    case getKeys
    /// [→ key], or jumps when none is left.
    case keysStep

    // MARK: Modules

    /// [specifier options → promise]. `small` is the phase.
    case importCall
    case importMeta
    case debugger
    /// A part of the text begins, or is done (`small` ``PartMark``), that comes from the text of the number in the operand.
    case part
}

/// What ``Opcode/part`` tells.
public enum PartMark {
    public static let begin: UInt16 = 0
    /// What begins stands for the import of another module.
    public static let beginImport: UInt16 = 1
    public static let end: UInt16 = 2
}

/// What ``Opcode/defineMethod`` defines.
public enum MethodKind {
    public static let method: UInt16 = 0
    public static let getter: UInt16 = 1
    public static let setter: UInt16 = 2
    public static let isEnumerable: UInt16 = 4
}

extension Opcode {
    /// Whether the operand is a jump's distance.
    var isJump: Bool {
        switch self {
        case .jump, .jumpIfTrue, .jumpIfFalse, .jumpIfTrueOrPop, .jumpIfFalseOrPop, .jumpIfPresentOrPop, .jumpIfNullish,
            .jumpIfNotUndefined, .loop, .iteratorStep, .iteratorUnwrap, .iteratorForward, .delegateUnwrap, .iteratorReturn,
            .keysStep, .jumpUnlessReturning, .disposeNext:
            true
        default: false
        }
    }
}
