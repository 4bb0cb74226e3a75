import JavaScript

/// Places and names as V8 gives them in stacks.
extension Machine {
    /// Line and column of what an instruction does: a call is where the name of what is called is, and columns count UTF-16 code units.
    mutating func enginePlace(of instruction: Int32) -> (line: Int, column: Int)? {
        if let known = reports.enginePlaces[instruction] { return known }
        guard let place = place(of: instruction) else { return nil }
        let source = code.modules[Int(place.unit.index)].source
        let offset = place.offset + UInt32(code.shifts[Int(instruction)])
        let location = source.location(at: offset)
        var column = location.column
        if source.origins == nil {
            // Columns count characters, of which those of four bytes are two units.
            let line = source.bytes[..<min(Int(offset), source.bytes.count)].reversed().prefix { $0 != 0x0A }
            budget.countWork(line.count)
            column += line.count { $0 >= 0xF0 }
        }
        reports.enginePlaces[instruction] = (location.line, column)
        return (location.line, column)
    }

    /// The name that V8 finds for a function without one: that of the property which it is assigned to, `exports.run`.
    mutating func inferredName(_ site: CallSite) -> String? {
        guard let function = function(of: site.instruction), function.flags.isDisjoint(with: [.isModule, .isCommonJS, .isMethod]) else {
            return nil
        }
        if let known = reports.inferredNames[function.start] { return known.isEmpty ? nil : known }
        let bytes = code.modules[Int(function.unit.index)].source.bytes
        let name = Self.assignedName(before: Int(function.range.start), bytes)
        budget.countWork(name.utf8.count)
        reports.inferredNames[function.start] = name
        return name.isEmpty ? nil : name
    }

    /// The longest name of that kind that is looked for.
    private static let longestName = 200

    /// The names and dots before the `=` that stands before an offset, without `prototype` and `this`.
    private static func assignedName(before start: Int, _ bytes: [UInt8]) -> String {
        func isOfName(_ byte: UInt8) -> Bool {
            byte >= 0x80 || byte == 0x24 || byte == 0x5F || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
        }
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        let least = max(0, start - longestName)
        var end = start
        while end > least, isBlank(bytes[end - 1]) || bytes[end - 1] == UInt8(ascii: "(") { end -= 1 }
        guard end - 1 > least, bytes[end - 1] == UInt8(ascii: "=") else { return "" }
        end -= 1
        while end > least, isBlank(bytes[end - 1]) { end -= 1 }
        var first = end
        while first > least, isOfName(bytes[first - 1]) || bytes[first - 1] == UInt8(ascii: ".") { first -= 1 }
        let parts = String(decoding: bytes[first..<end], as: UTF8.self).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, !parts.contains("") else { return "" }
        return parts.filter { $0 != "prototype" && $0 != "this" }.joined(separator: ".")
    }

    /// Line and column at the end of a line of the host's own.
    static func location(inLine line: String) -> (line: Int, column: Int)? {
        let numbers = line.split(separator: ":").suffix(2).map { $0.prefix { $0.isNumber } }
        guard numbers.count == 2, let line = Int(numbers[0]), let column = Int(numbers[1]) else { return nil }
        return (line, column)
    }
}
