import Diagnostics
import JavaScript

/// Code that a bundler wrote: it stands in no file of the user's.
extension Machine {
    /// How many calls are looked through for one that the user wrote.
    private static var callLimit: Int { 16 }

    /// Whether nobody but a bundler wrote what stands at a place.
    mutating func isGenerated(_ place: Place) -> Bool {
        program.making != nil && code.modules[Int(place.unit.index)].source.originNumber(of: place.offset) < 0
    }

    /// The instruction that runs, or where a bundler wrote it, that of the innermost call which the user wrote.
    ///
    /// A bundler's own code makes promises on behalf of the `import()` that calls it.
    mutating func userInstruction() -> Int32 {
        let count = running.frames.count
        for depth in 0..<min(count, Self.callLimit) {
            let frame = running.frames[count - 1 - depth]
            let instruction = (depth == 0 ? running.pc : frame.pc) - 1
            guard instruction >= 0 else { break }
            let place = Place(unit: code.functions[Int(frame.code.index)].unit, offset: code.offsets[Int(instruction)])
            if !isGenerated(place) { return instruction }
        }
        return running.pc - 1
    }

    /// The innermost place that the user wrote, of a call or an await that an error came through.
    mutating func userPlace(of error: Value) -> Place? {
        guard let stack = errorStack(of: error) else { return nil }
        return userPlace(of: stack)
    }

    mutating func userPlace(of stack: ErrorStack) -> Place? {
        for instruction in Array(calls(of: stack)) + awaits(of: stack) {
            if let place = place(of: instruction), !isGenerated(place) { return place }
        }
        return nil
    }

    /// The name of the function that an instruction belongs to, where the user has given it one.
    mutating func userFrameName(_ instruction: Int32) -> String? {
        if program.making != nil, let function = function(of: instruction),
            isGenerated(Place(unit: function.unit, offset: function.range.start))
        {
            return nil
        }
        return frameName(instruction)
    }

    /// The module whose code stands at a place, as the user knows it, where its place does not tell it.
    mutating func distinctName(at place: Place, in location: SourceLocation) -> String? {
        guard let making = program.making else { return distinctName(of: graph.moduleOfUnit[Int(place.unit.index)], in: location) }
        let number = Int(code.modules[Int(place.unit.index)].source.originNumber(of: place.offset))
        guard program.scenario != nil, making.sources.indices.contains(number), making.sources[number].name != location.file else {
            return nil
        }
        return making.sources[number].name
    }

    /// Whether a bundler put a call into the place of a declaration that asks for a module.
    mutating func isImportDeclaration(_ place: Place) -> Bool {
        guard program.making != nil, let (source, offset) = code.modules[Int(place.unit.index)].source.origin(of: place.offset) else {
            return false
        }
        let text = source.bytes[Int(offset)...].prefix(7)
        if text.starts(with: Array("export".utf8)) { return true }
        guard text.starts(with: Array("import".utf8)), text.count == 7, let next = text.last else { return false }
        return next != UInt8(ascii: "(") && next != UInt8(ascii: ".")
    }

    /// What a stack says of calls that a bundler wrote: that there are some, once, and not where the way begins or ends, nor before an import, of which
    /// they are what the bundler made.
    static func withoutGeneratedEnds(_ entries: [StackEntry]) -> [StackEntry] {
        var kept: [StackEntry] = []
        for entry in entries {
            if entry.kind == .bundler, kept.last?.kind ?? .importer == .importer { continue }
            if kept.last?.kind == .bundler, entry.kind == .importer || entry.kind == .bundler { kept.removeLast() }
            kept.append(entry)
        }
        if kept.last?.kind == .bundler { kept.removeLast() }
        return kept
    }
}
