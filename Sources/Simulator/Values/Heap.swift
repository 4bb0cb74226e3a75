import JavaScript

/// A stretch of ``Heap/slots`` whose room is a power of two.
struct Block {
    var start: Int32
    /// The room as a power of two; -1 for no room at all.
    var logarithm: Int8
    static let empty = Block(start: 0, logarithm: -1)
    var capacity: Int { logarithm < 0 ? 0 : 1 << Int(logarithm) }
}

/// What an object is besides its properties. `payload` in ``ObjectRecord`` means what the case says.
enum ObjectKind: UInt8 {
    case ordinary
    /// Elements in a block of their own; `payload` is the index into ``Heap/arrays``.
    case array
    /// Index into ``Heap/functions``.
    case function
    /// Index into ``Heap/promises``.
    case promise
    /// Index into ``ErrorNotes/stacks``, or -1.
    case error
    /// The module's index.
    case namespace
    /// Index into ``Heap/functions``; what that record captured are the target and the handler.
    case proxy
    /// Index into ``Heap/collections``.
    case map, set, weakMap, weakSet
    /// Index into ``Heap/iterators``.
    case iterator
    /// The coroutine's index.
    case generator, asyncGenerator
    /// Index into ``Heap/primitives``.
    case primitive
    case arguments
    /// Index into ``Heap/dates``.
    case date
    /// Index into ``BufferTable/buffers``.
    case arrayBuffer
    /// Index into ``BufferTable/views``.
    case typedArray, dataView
    case textEncoder
    /// Index into ``Heap/decoders``.
    case textDecoder
    /// Index into ``ExpressionTable/records``.
    case regularExpression
    /// Index into ``Heap/responses``: what `fetch` gave.
    case response
    /// Index into ``HostLoop/timers``: what `setTimeout` gives on Node.
    case timer
    /// Index into ``Immediates/records``.
    case immediate
    /// Index into ``EventState/events``.
    case event
    /// Index into ``EventState/targets``.
    case eventTarget
    /// Index into ``DisposalTable``.
    case disposableStack, asyncDisposableStack
    /// Index into ``Heap/iteratorHelpers``: an Iterator Helper, or what `Iterator.from` puts around an iterator.
    case iteratorHelper, wrappedIterator
    /// A FinalizationRegistry, which keeps nothing.
    case finalizationRegistry
    /// What `JSON.rawJSON` gave.
    case rawJSON

    /// Whether its internal methods are others than those of ordinary objects in all: no walk along prototypes looks into it.
    @inline(__always) var hasOwnMethods: Bool { self == .namespace || self == .proxy }
}

/// An object: a plain value.
struct ObjectRecord {
    var kind: ObjectKind
    var isExtensible = true
    /// A function whose own properties, or an error whose `stack`, were not asked for yet.
    var isLazy = false
    var isCallable = false
    /// The keys; negative: `-1 - index` into ``Heap/dictionaries``.
    var shape: Int32
    var prototype: ObjectID
    var slots: Block
    /// Whether a property of it was read that is not there: see ``UnsetReads``.
    var isWatched = false
    var payload: Int32
}

/// The arena of a run: everything that code can reach, as plain values in flat arrays. It is dropped as a whole.
struct Heap {
    var objects: [ObjectRecord] = []
    var shapes = ShapeTable()
    var slots: [Value] = []
    private var freeBlocks = [[Int32]](repeating: [], count: 32)
    var dictionaries: [PropertyDictionary] = []
    var accessors: [(getter: ObjectID, setter: ObjectID)] = []
    var arrays: [ArrayRecord] = []
    var functions: [FunctionRecord] = []
    var promises: [PromiseRecord] = []
    var reactions: [Reaction] = []
    var capabilities: [CustomCapability] = []
    var symbols: [SymbolRecord] = []
    var collections: [Collection] = []
    /// What the entries of Maps, Sets and property dictionaries take, roughly.
    var collectionBytes = 0
    var iterators: [IteratorRecord] = []
    var primitives: [Value] = []
    var dates: [Double] = []
    var expressions = ExpressionTable()
    var bigInts = BigIntTable()
    var buffers = BufferTable()
    var decoders: [TextDecoding] = []
    var responses: [ResponseRecord] = []
    var contexts: [ContextRecord] = []
    /// Which of ``reactions`` may be taken again.
    var freeReactions: [Int32] = []
    var combinators: [CombinatorState] = []
    /// What native functions that are made while a run goes on hold on to.
    var captures: [Captures] = []
    var disposals = DisposalTable()
    /// What Iterator Helper objects are at.
    var iteratorHelpers: [IteratorHelper] = []
    /// What calls of `Array.fromAsync` are at.
    var fillings: [Machine.AsyncArrayFilling] = []
    var natives: [Native] = []
    var classFields: [[ClassField]] = []
    /// The symbols that `Symbol.for` made.
    var registeredSymbols: Set<SymbolID> = []
    var templateObjects: [Int32: ObjectID] = [:]

    // MARK: Blocks

    mutating func allocate(capacity: Int) -> Block {
        guard capacity > 0 else { return .empty }
        let logarithm = capacity == 1 ? 0 : Int.bitWidth - (capacity - 1).leadingZeroBitCount
        if let start = freeBlocks[logarithm].popLast() { return Block(start: start, logarithm: Int8(logarithm)) }
        let start = slots.count
        slots.append(contentsOf: repeatElement(.undefined, count: 1 << logarithm))
        return Block(start: Int32(start), logarithm: Int8(logarithm))
    }

    mutating func free(_ block: Block) {
        guard block.logarithm >= 0 else { return }
        freeBlocks[Int(block.logarithm)].append(block.start)
    }

    /// Makes room for `capacity` values, of which the first `count` are in use.
    mutating func grow(_ block: inout Block, count: Int, to capacity: Int) {
        guard capacity > block.capacity else { return }
        let larger = allocate(capacity: max(capacity, 4))
        for offset in 0..<count { slots[Int(larger.start) + offset] = slots[Int(block.start) + offset] }
        free(block)
        block = larger
    }

    // MARK: Objects

    mutating func makeObject(
        _ kind: ObjectKind, prototype: ObjectID, payload: Int32 = -1, shape: Int32 = ShapeTable.root
    ) -> ObjectID {
        objects.append(
            ObjectRecord(kind: kind, shape: shape, prototype: prototype, slots: .empty, payload: payload))
        return ObjectID(index: Int32(objects.count - 1))
    }

    subscript(object: ObjectID) -> ObjectRecord {
        get { objects[Int(object.index)] }
        _modify { yield &objects[Int(object.index)] }
    }

    /// What an empty table takes, roughly, in bytes.
    private static let tableBytes = 64

    /// A rough count of the bytes in use, for the limit.
    var byteCount: Int {
        objects.count * MemoryLayout<ObjectRecord>.stride + slots.count * MemoryLayout<Value>.stride
            + promises.count * MemoryLayout<PromiseRecord>.stride + reactions.count * MemoryLayout<Reaction>.stride
            + functions.count * MemoryLayout<FunctionRecord>.stride + contexts.count * MemoryLayout<ContextRecord>.stride
            + iterators.count * MemoryLayout<IteratorRecord>.stride + primitives.count * MemoryLayout<Value>.stride
            + accessors.count * 8 + collectionBytes + arrays.count * MemoryLayout<ArrayRecord>.stride
            + (dictionaries.count + collections.count) * Self.tableBytes + capabilities.count * MemoryLayout<CustomCapability>.stride
            + symbols.count * MemoryLayout<SymbolRecord>.stride + dates.count * 8 + captures.count * MemoryLayout<Captures>.stride
            + combinators.count * MemoryLayout<CombinatorState>.stride + expressions.byteCount + bigInts.byteCount + buffers.byteCount
            + decoders.count * MemoryLayout<TextDecoding>.stride + disposals.byteCount
            + iteratorHelpers.count * MemoryLayout<IteratorHelper>.stride
            + fillings.count * MemoryLayout<Machine.AsyncArrayFilling>.stride
            + shapes.shapes.count
            * MemoryLayout<ShapeTable.Shape>.stride * 2
    }
}

struct SymbolRecord {
    var description: StringID?
    /// A class's `#name`.
    var isPrivate = false
    /// Of a private method or accessor, the class that has it: for itself when it is static, else for its instances.
    var owner = ObjectID.none
    var isStatic = false
}

/// A heap environment: its slots, and the one around it.
struct ContextRecord {
    var parent: Int32
    var slots: Block
    var count: Int32
}
