import Diagnostics

/// A place in a function's code that jumps name before it is known.
struct CodeLabel: Hashable {
    var index: Int32
}

/// The code of one function while it is compiled.
struct FunctionBuilder {
    var instructions: [Instruction] = []
    var offsets: [UInt32] = []
    /// Beside ``offsets``: how far behind them V8 places what the instruction does.
    var shifts: [UInt16] = []
    var handlers: [FunctionCode.Handler] = []
    var labels: [Int32] = []
    /// How many local slots the function needs.
    private(set) var localCount: Int32 = 0
    /// The next free slot: those of the function's variables come first, and then those that the code being compiled needs for a while.
    private(set) var nextLocal: Int32 = 0
    /// How high the operand stack stands here.
    var depth: Int32 = 0
    var maximumDepth: Int32 = 0
    /// The source offset that the next instructions stand for.
    var offset: UInt32 = 0
    /// Where V8 places the next instruction, if not there: it goes with that instruction.
    var enginePlace: UInt32?
    var controls: [Control] = []
    /// The optional chains around the code being compiled; innermost last.
    var chains: [CodeLabel] = []
    /// In how many destructuring patterns the code being compiled stands.
    var patternDepth = 0
    private(set) var function = FunctionIndex.module
    private(set) var flags: SyntaxTree.FunctionFlags = []
    private(set) var isModule = false
    /// Whether it has ``Opcode/part``.
    var hasParts = false
    /// The slot of the disposal that `using` declarations add to.
    var disposal: UInt16 = 0
    /// The slot of the value that the statements of an `eval` have given so far; `nil` in any other function.
    var completion: Int32?

    /// Something around the code being compiled that a jump out of it has to mind; innermost last.
    struct Control {
        enum Kind {
            /// A loop, a switch, or a labelled statement. `iterator` is the record that a `break` closes; `awaited` what a `for await` goes
            /// through, which is waited for then, and none for others.
            case target(
                labels: [NameID], breakTo: CodeLabel, continueTo: CodeLabel?, isPlainLabel: Bool, iterator: UInt16?, awaited: NodeID)
            /// A heap context to drop.
            case context
            /// Code with a handler for throws: the body of a `try`, of a `for…of`, of an array pattern. It is known by the
            /// slot that keeps its context. `iterator` is an array pattern's.
            case region(context: Int32, start: Int32, iterator: UInt16?)
            /// A `try` with a finaliser: jumps out of it go through the finaliser.
            case finalizer(slot: Int32, entry: CodeLabel, exits: [Exit])
        }
        var kind: Kind
    }

    /// A jump that a finaliser delays.
    enum Exit: Hashable {
        case breakTo(label: NameID?)
        case continueTo(label: NameID?)
        case `return`
    }

    /// Begins another function, in the room that the one before took.
    mutating func begin(function: FunctionIndex, flags: SyntaxTree.FunctionFlags, isModule: Bool, localCount: Int32) {
        instructions.clear()
        offsets.clear()
        shifts.clear()
        handlers.clear()
        labels.clear()
        controls.clear()
        chains.clear()
        depth = 0
        maximumDepth = 0
        offset = 0
        enginePlace = nil
        patternDepth = 0
        hasParts = false
        disposal = 0
        completion = nil
        self.function = function
        self.flags = flags
        self.isModule = isModule
        self.localCount = localCount
        nextLocal = localCount
    }

    var position: Int32 { Int32(instructions.count) }
    var isAsync: Bool { isModule || flags.contains(.isAsync) }
    var isGenerator: Bool { flags.contains(.isGenerator) }

    /// Slots that are free until ``releaseLocals(to:)`` gives them back.
    mutating func newLocal(_ count: Int32 = 1) -> Int32 {
        defer {
            nextLocal += count
            localCount = max(localCount, nextLocal)
        }
        return nextLocal
    }

    /// Gives back all slots that were taken since ``nextLocal`` was this.
    mutating func releaseLocals(to mark: Int32) { nextLocal = mark }

    mutating func newLabel() -> CodeLabel {
        labels.append(-1)
        return CodeLabel(index: Int32(labels.count - 1))
    }

    mutating func place(_ label: CodeLabel) { labels[Int(label.index)] = position }

    mutating func emit(_ opcode: Opcode, _ operand: Int32 = 0, small: UInt16 = 0) {
        instructions.append(Instruction(opcode, operand, small: small))
        offsets.append(offset)
        shifts.append(takeShift())
        depth += Self.effect(opcode, operand, small)
        maximumDepth = max(maximumDepth, depth)
        assert(depth >= 0, "the operand stack is empty: \(opcode)")
    }

    private mutating func takeShift() -> UInt16 {
        guard let place = enginePlace else { return 0 }
        enginePlace = nil
        // What stands further off is placed where the expression begins.
        return place > offset ? UInt16(exactly: place - offset) ?? 0 : 0
    }

    mutating func emit(_ opcode: Opcode, to label: CodeLabel, small: UInt16 = 0) {
        emit(opcode, label.index, small: small)
    }

    mutating func emit(_ opcode: Opcode, _ name: NameID, small: UInt16 = 0) {
        emit(opcode, Int32(name.index), small: small)
    }

    /// Turns labels into distances.
    mutating func resolveLabels() {
        for index in instructions.indices where instructions[index].opcode.isJump {
            let target = labels[Int(instructions[index].operand)]
            assert(target >= 0, "a label was never placed")
            instructions[index].operand = target - Int32(index)
        }
    }

    /// How the operand stack changes where the code goes on with the next instruction.
    static func effect(_ opcode: Opcode, _ operand: Int32, _ small: UInt16) -> Int32 {
        switch opcode {
        case .pushUndefined, .pushNull, .pushTrue, .pushFalse, .pushInteger, .pushNumber, .pushString, .pushUninitialized,
            .pushBigInt, .newRegularExpression,
            .duplicate, .loadLocal, .loadContext, .loadCell, .loadImport, .loadGlobal, .loadGlobalOrUndefined, .loadThis,
            .loadFunction, .loadNewTarget, .createArguments, .createRest, .getMethod, .newPrivateName, .newObject,
            .newArray, .closure, .templateObject, .iteratorStep, .iteratorNext, .iteratorElement, .iteratorRest, .iteratorReturn,
            .keysStep, .importMeta, .newClass, .dispose, .disposalAwaits:
            1
        case .duplicateTwo: 2
        case .swap, .rotateThree, .rotateFour, .checkInitialized, .pushContext, .popContext, .copyContext, .saveContext,
            .restoreContext, .throwConstantAssignment, .getProperty, .getElementMethod, .deleteProperty, .appendHole,
            .setFunctionName, .negate, .toNumber, .not, .bitwiseNot, .typeOf, .toNumeric, .increment, .decrement, .toPropertyKey,
            .toReferenceKey,
            .superBase, .mapArguments, .getMapped, .throwSuperDelete, .resumeThrowing, .toObject, .hasBinding,
            .toString, .requireObjectCoercible, .jump, .loop, .jumpUnlessReturning, .endFinally, .await, .yield,
            .initialYield, .yieldDelegate, .iteratorUnwrap, .iteratorForward, .delegateUnwrap, .iteratorClose,
            .iteratorCloseSilently, .requireObject, .debugger, .part, .newDisposal, .addDisposable, .disposeNext:
            0
        case .pop, .storeLocal, .storeContext, .storeCell, .storeGlobal, .initializeGlobal, .setProperty, .getElement, .deleteElement,
            .getPrivate,
            .hasPrivate, .appendElement, .appendSpread, .defineProperty, .definePrototype, .defineMethod, .copyProperties,
            .getSuperProperty, .callStatic, .derivedReturn, .initializeFields, .add, .subtract, .multiply, .divide, .remainder, .exponent,
            .bitwiseAnd, .bitwiseOr, .bitwiseXor, .shiftLeft, .shiftRight, .shiftRightUnsigned, .equal, .notEqual, .strictEqual,
            .strictNotEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .instanceOf, .inOperator, .jumpIfTrue, .jumpIfFalse,
            .jumpIfTrueOrPop, .jumpIfFalseOrPop, .jumpIfPresentOrPop, .jumpIfNotUndefined, .requireUnbound, .return, .throw,
            .getIterator, .getKeys, .newSpread, .importCall, .disposalFailed:
            -1
        case .jumpIfNullish: 0
        case .setElement, .setMapped, .setPrivate, .getSuperElement, .setSuperProperty, .defineElement, .defineElementMethod, .callSpread,
            .superCall, .addField, .addPrivateMethod, .defineStaticField:
            -2
        case .setSuperElement: -3
        case .call: -operand - 1
        case .directEval: -Int32(small) - 1
        case .new: -operand
        case .copyPropertiesExcept: 1 - operand
        }
    }
}
