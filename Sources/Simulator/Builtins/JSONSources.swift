import JavaScript

/// Where the values of a JSON text stand in it: what a reviver is told of those that nobody has changed.
/// https://tc39.es/ecma262/#sec-json-parse-record
struct JSONSources {
    private struct Part {
        var value: Value
        /// Of a scalar.
        var range: Range<Int32>?
    }

    private struct Place: Hashable {
        var object: ObjectID
        var key: PropertyKey
    }

    let text: StringID
    private var parts: [Part] = []
    private var places: [Place: Int32] = [:]
    /// Those that are complete but for what they belong to.
    private var unplaced: [Int32] = []

    init(text: StringID) { self.text = text }

    var byteCount: Int { parts.count * (MemoryLayout<Part>.stride + 2 * MemoryLayout<Place>.stride) }

    /// The whole text's part.
    var root: Int32 { parts.isEmpty ? -1 : unplaced.first ?? -1 }

    mutating func addScalar(_ value: Value, _ range: Range<Int>) {
        add(Part(value: value, range: Int32(range.lowerBound)..<Int32(range.upperBound)))
    }

    /// An object or array begins.
    mutating func open(_ value: Value) { add(Part(value: value)) }

    private mutating func add(_ part: Part) {
        parts.append(part)
        unplaced.append(Int32(parts.count - 1))
    }

    /// The latest value is complete, and belongs there.
    mutating func close(in object: ObjectID, _ key: PropertyKey) {
        if let part = unplaced.popLast() { places[Place(object: object, key: key)] = part }
    }

    func value(of part: Int32) -> Value { parts[Int(part)].value }

    func range(of part: Int32) -> Range<Int>? { parts[Int(part)].range.map { Int($0.lowerBound)..<Int($0.upperBound) } }

    /// The part of a property; -1 where the text had none.
    func part(of object: ObjectID, _ key: PropertyKey) -> Int32 { places[Place(object: object, key: key)] ?? -1 }
}
