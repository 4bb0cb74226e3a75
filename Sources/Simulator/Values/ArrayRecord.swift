/// An array object's own part.
struct ArrayRecord {
    /// The room of the elements; ``first`` lies in it, and moves on where elements are taken from the front.
    private(set) var block: Block
    /// Where in ``Heap/slots`` the first element is.
    private(set) var first: Int32
    /// The first elements, holes among them; what lies between them and ``length`` are holes too.
    var count: Int32
    var length: UInt32
    /// Whether the elements are properties in the object's own table, and ``block`` has none: they lie far apart, or one of them
    /// has attributes of its own or is an accessor.
    var isSparse = false
    var isLengthWritable = true
    /// Cleared by `Object.freeze`: of the elements in ``block``.
    var isWritable = true
    /// Cleared when the elements in ``block`` may not be removed or redefined.
    var isConfigurable = true

    init(block: Block, count: Int) {
        self.block = block
        first = block.start
        self.count = Int32(count)
        length = UInt32(count)
    }

    /// Whether `block` has all there is, so that an element can be appended to it.
    var isDense: Bool { !isSparse && UInt32(bitPattern: count) == length }

    /// How many slots before the first element are free.
    var spareBefore: Int { Int(first - block.start) }
    /// How many elements there is room for from ``first`` on.
    var capacity: Int { block.capacity - spareBefore }

    /// Where an element is in ``Heap/slots``.
    @inline(__always) func slot(_ index: Int) -> Int { Int(first) + index }

    mutating func use(_ block: Block) {
        self.block = block
        first = block.start
    }

    /// Takes so many elements from the front of a dense array; fewer than none gives it so many more, of which there must be room for
    /// before the first.
    mutating func dropFirst(_ dropped: Int) {
        first += Int32(dropped)
        count -= Int32(dropped)
        length = UInt32(bitPattern: count)
    }
}

extension Heap {
    /// Makes room for so many elements of an array, of which the ones that are there are kept.
    mutating func growElements(of array: Int, to capacity: Int) {
        let record = arrays[array]
        guard capacity > record.capacity else { return }
        if capacity <= record.block.capacity / 2 {
            // What is used lies at the end of its room: it moves to the front, which happens once for so many elements taken away.
            for index in 0..<Int(record.count) { slots[Int(record.block.start) + index] = slots[record.slot(index)] }
            arrays[array].use(record.block)
            return
        }
        let larger = allocate(capacity: max(capacity, 4))
        for index in 0..<Int(record.count) { slots[Int(larger.start) + index] = slots[record.slot(index)] }
        free(record.block)
        arrays[array].use(larger)
    }
}
