import Algorithms
import JavaScript
import Trace

/// What was read of the modules' texts to tell of promises: each text once, and not more of them than a run takes time for.
struct PendingReadings {
    fileprivate var readings: [UnitID: ModuleReading?] = [:]
    /// How many more bytes are read.
    fileprivate var bytesLeft = 8_000_000
    /// The functions by where their instructions begin.
    /// By where a function begins: of its calls, how many begin at the same place of the text and are made before.
    fileprivate var ordinals: [Int32: [Int32: Int]] = [:]
    /// By instruction what it made.
    fileprivate var origins: [Int32: PendingPromise.Origin?] = [:]
    fileprivate let functions: [(start: Int32, end: Int32, unit: UnitID)]

    init(code: CodeStore) {
        functions = code.functions.map { ($0.start, $0.start + $0.count, $0.unit) }.sorted { $0.start < $1.start }
    }

    fileprivate func function(of instruction: Int32) -> (start: Int32, end: Int32, unit: UnitID)? {
        let index = functions.partitioningIndex { $0.start > instruction }
        guard index > 0, instruction < functions[index - 1].end else { return nil }
        return functions[index - 1]
    }
}

/// Where promises were made.
extension Machine {
    mutating func place(of instruction: Int32, _ readings: PendingReadings) -> Place? {
        guard instruction >= 0, Int(instruction) < code.offsets.count, let function = readings.function(of: instruction) else { return nil }
        return Place(unit: function.unit, offset: code.offsets[Int(instruction)])
    }

    /// The text of a module, read; `nil` when that was too much.
    mutating func reading(of unit: UnitID, _ readings: inout PendingReadings) -> ModuleReading? {
        if let known = readings.readings[unit] { return known }
        let source = code.modules[Int(unit.index)].source
        var made: ModuleReading?
        if source.bytes.count <= readings.bytesLeft {
            readings.bytesLeft -= source.bytes.count
            made = ModuleReading(source, nesting: limits.nesting)
        }
        readings.readings[unit] = .some(made)
        return made
    }

    /// The call that an instruction makes, in the text of its module.
    mutating func callNode(
        _ instruction: Int32, _ readings: inout PendingReadings
    ) -> (reading: ModuleReading, node: NodeID, place: Place)? {
        guard instruction >= 0, Int(instruction) < code.instructions.count, isCall(code.instructions[Int(instruction)].opcode),
            let function = readings.function(of: instruction)
        else { return nil }
        let offset = code.offsets[Int(instruction)]
        guard let reading = reading(of: function.unit, &readings) else { return nil }
        // In `a.b().c()` the calls begin at one place.
        guard let ordinal = ordinal(of: instruction, from: function.start, to: function.end, &readings),
            let node = reading.call(at: offset, ordinal: ordinal)
        else { return nil }
        return (reading, node, Place(unit: function.unit, offset: offset))
    }

    private mutating func ordinal(
        of instruction: Int32, from start: Int32, to end: Int32, _ readings: inout PendingReadings
    ) -> Int? {
        if let known = readings.ordinals[start] { return known[instruction] }
        var made: [Int32: Int] = [:]
        var counts: [UInt32: Int] = [:]
        for index in start..<end where isCall(code.instructions[Int(index)].opcode) {
            let offset = code.offsets[Int(index)]
            made[index] = counts[offset, default: 0]
            counts[offset, default: 0] += 1
        }
        readings.ordinals[start] = made
        return made[instruction]
    }

    /// The call that made a promise; `nil` where none did, and where it stands in a module of the host.
    mutating func origin(of promise: Int32, _ readings: inout PendingReadings) -> PendingPromise.Origin? {
        let maker = heap.promises[Int(promise)].maker
        guard maker >= 0 else { return nil }
        if let known = readings.origins[maker] { return known }
        var made: PendingPromise.Origin?
        if let (reading, node, place) = callNode(maker, &readings), !isHostsOwn(place.unit), let position = position(of: place) {
            made = PendingPromise.Origin(
                module: ModuleIndex(Int(graph.moduleOfUnit[Int(place.unit.index)].index)), position: position,
                expression: reading.text(of: node), name: reading.nameTaking(node) ?? "")
        }
        readings.origins[maker] = .some(made)
        return made
    }
}
