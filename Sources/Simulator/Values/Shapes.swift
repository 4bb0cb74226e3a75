/// The keys of objects that were built alike: a tree in which every child adds one key.
struct ShapeTable {
    struct Shape {
        var parent: Int32
        var key: PropertyKey
        /// ``PropertyKey/word`` of the key, which is quicker to compare.
        fileprivate var word: UInt64
        var attributes: Attributes
        /// The number of keys; the last one's slot is `count - 1`.
        var count: Int32
        /// The most recent child, and what it adds: most shapes have one.
        var child: Int32 = -1
        var childKey: PropertyKey
        var childAttributes: Attributes

        /// A shape without children.
        fileprivate init(parent: Int32, key: PropertyKey, attributes: Attributes, count: Int32) {
            (self.parent, self.key, self.attributes, self.count) = (parent, key, attributes, count)
            word = key.word
            childKey = .index(.max)
            childAttributes = []
        }
    }

    private struct Transition: Hashable {
        var shape: Int32
        var key: PropertyKey
        var attributes: Attributes
    }

    static let root: Int32 = 0
    /// Objects with more keys than this keep a dictionary of their own.
    static let largest: Int32 = 48

    /// What was found about a key that is none of the latest ones of a shape; a shape never changes.
    private struct Answer {
        var shape: Int32 = -1
        /// ``PropertyKey/word``.
        var word: UInt64 = 0
        /// Negative for a key that it has not.
        var slot: Int32 = -1
        var attributes: Attributes = []
    }

    /// How many of the latest keys are looked at one by one.
    private static let nearShapes = 8
    /// A power of two.
    private static let answerCount = 1024

    private var answers: [Answer] = []
    private(set) var shapes: [Shape]
    private var transitions: [Transition: Int32] = [:]

    init() {
        shapes = [Shape(parent: -1, key: .index(.max), attributes: [], count: 0)]
    }

    subscript(shape: Int32) -> Shape { shapes[Int(shape)] }

    /// Where a key's value is.
    mutating func find(_ key: PropertyKey, in shape: Int32) -> (slot: Int32, attributes: Attributes)? {
        let word = key.word
        var current = Int(shape)
        var shapesLeft = Self.nearShapes
        while current != Int(Self.root) {
            if shapesLeft == 0 { return findFar(key, from: current, in: shape) }
            if shapes[current].word == word { return (shapes[current].count - 1, shapes[current].attributes) }
            current = Int(shapes[current].parent)
            shapesLeft -= 1
        }
        return nil
    }

    /// The same where it is none of the latest keys: what was found the last time is kept, in a table of few places.
    private mutating func findFar(_ key: PropertyKey, from near: Int, in shape: Int32) -> (slot: Int32, attributes: Attributes)? {
        if answers.isEmpty { answers = Array(repeating: Answer(), count: Self.answerCount) }
        let word = key.word
        let mixed = word ^ word >> 32 &* 0x9E37_79B9
        let place = (Int(shape) &* 31 &+ Int(truncatingIfNeeded: mixed)) & (Self.answerCount - 1)
        let known = answers[place]
        if known.shape == shape, known.word == word { return known.slot < 0 ? nil : (known.slot, known.attributes) }
        var answer = Answer(shape: shape, word: word)
        var current = near
        while current != Int(Self.root) {
            if shapes[current].word == word {
                answer.slot = shapes[current].count - 1
                answer.attributes = shapes[current].attributes
                break
            }
            current = Int(shapes[current].parent)
        }
        answers[place] = answer
        return answer.slot < 0 ? nil : (answer.slot, answer.attributes)
    }

    /// The shape with one more key.
    mutating func adding(_ key: PropertyKey, _ attributes: Attributes, to shape: Int32) -> Int32 {
        let record = shapes[Int(shape)]
        if record.child >= 0, record.childKey == key, record.childAttributes == attributes { return record.child }
        let transition = Transition(shape: shape, key: key, attributes: attributes)
        if let known = transitions[transition] { return known }
        let child = Int32(shapes.count)
        shapes.append(Shape(parent: shape, key: key, attributes: attributes, count: record.count + 1))
        if record.child >= 0 {
            transitions[transition] = child
        } else {
            shapes[Int(shape)].child = child
            shapes[Int(shape)].childKey = key
            shapes[Int(shape)].childAttributes = attributes
        }
        return child
    }

    /// The keys in the order in which they were added.
    func keys(of shape: Int32) -> [(key: PropertyKey, attributes: Attributes)] {
        var found: [(key: PropertyKey, attributes: Attributes)] = []
        var current = shape
        while current != Self.root {
            let record = shapes[Int(current)]
            found.append((record.key, record.attributes))
            current = record.parent
        }
        return found.reversed()
    }
}
