/// Reading characters, and what they are held against.
extension Matcher {
    /// Past the next character if it passes the test. https://tc39.es/ecma262/#sec-runtime-semantics-charactersetmatcher-abstract-operation
    @inline(__always)
    static func step(_ run: Run, _ position: Int, _ test: Program.Test, _ reading: Program.Reading) -> Int? {
        let text = run.text
        if reading.rawValue == 0 {
            guard position < text.count, passes(run, UInt32(text[position]), test) else { return nil }
            return position + 1
        }
        guard let (character, end) = read(text, position, reading), passes(run, character, test) else { return nil }
        return end
    }

    /// The next character to that side, and where it ends.
    static func read(_ text: UnsafeBufferPointer<UInt16>, _ position: Int, _ reading: Program.Reading) -> (UInt32, Int)? {
        let takesPairs = reading.contains(.codePoint)
        if reading.contains(.backward) {
            guard position > 0 else { return nil }
            if takesPairs, position > 1, isWithinPair(text, position - 1) { return (joined(text, position - 2), position - 2) }
            return (UInt32(text[position - 1]), position - 1)
        }
        guard position < text.count else { return nil }
        if takesPairs, isWithinPair(text, position + 1) { return (joined(text, position), position + 2) }
        return (UInt32(text[position]), position + 1)
    }

    private static func joined(_ text: UnsafeBufferPointer<UInt16>, _ position: Int) -> UInt32 {
        0x10000 + (UInt32(text[position]) - 0xD800) << 10 + (UInt32(text[position + 1]) - 0xDC00)
    }

    @inline(__always) private static func passes(_ run: Run, _ character: UInt32, _ test: Program.Test) -> Bool {
        switch test {
        case .any: true
        case .anyButLineTerminator: !isLineTerminator(character)
        case .equals(let other): character == other
        case .equalsFolded(let other): run.program.mapping(character) == other
        case .set(let index): contains(run, run.program.sets[Int(index)], character)
        case .setFolded(let index): contains(run, run.program.sets[Int(index)], run.program.mapping(character))
        }
    }

    @inline(__always) private static func contains(_ run: Run, _ set: Program.Set, _ character: UInt32) -> Bool {
        if character < 64 { return set.low >> UInt64(character) & 1 != 0 }
        if character < 128 { return set.high >> UInt64(character - 64) & 1 != 0 }
        var low = 0
        var high = Int(set.count)
        let start = Int(set.start)
        while low < high {
            let middle = (low + high) / 2
            if run.ranges[start + middle * 2 + 1] < character { low = middle + 1 } else { high = middle }
        }
        return low < Int(set.count) && run.ranges[start + low * 2] <= character
    }

    @inline(__always) static func isLineTerminator(_ character: UInt32) -> Bool {
        character == 0x0A || character == 0x0D || character == 0x2028 || character == 0x2029
    }

    /// https://tc39.es/ecma262/#sec-wordcharacters
    static func isWord(_ unit: UInt16, _ isFolded: Bool) -> Bool {
        switch unit {
        case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
        case 0x17F, 0x212A: isFolded
        default: false
        }
    }

    /// BackreferenceMatcher: past the text of a group again; `nil` when something else stands there.
    /// https://tc39.es/ecma262/#sec-backreference-matcher
    func stepOver(
        _ groups: [Int32], _ run: Run, _ position: Int, _ reading: Program.Reading, _ isFolded: Bool, _ steps: inout Int
    ) -> Int? {
        guard let group = groups.first(where: { registers[Int($0) * 2] >= 0 && registers[Int($0) * 2 + 1] >= 0 }) else { return position }
        let start = Int(registers[Int(group) * 2])
        let end = Int(registers[Int(group) * 2 + 1])
        let length = end - start
        let isBackward = reading.contains(.backward)
        let target = isBackward ? position - length : position + length
        guard target >= 0, target <= run.text.count else { return nil }
        steps += length >> 2
        let other = min(position, target)
        if !isFolded {
            for offset in 0..<length where run.text[start + offset] != run.text[other + offset] { return nil }
            return target
        }
        var offset = 0
        let forward = reading.subtracting(.backward)
        while offset < length {
            guard let (left, leftEnd) = Self.read(run.text, start + offset, forward),
                let (right, rightEnd) = Self.read(run.text, other + offset, forward),
                leftEnd - start == rightEnd - other, run.program.mapping(left) == run.program.mapping(right)
            else { return nil }
            offset = leftEnd - start
        }
        return target
    }
}
