import Testing

@testable import Simulator

/// Tables of keys, against a dictionary that is asked the same.
@Suite struct PositionTableTests {
    @Test func `a table answers as a dictionary does, whatever is added and taken away`() {
        var random = SplitMix64(seed: 17)
        var table = PositionTable()
        var known: [UInt64: Int] = [:]
        for position in 0..<20_000 {
            // Few keys, so that they come again: small numbers, what they are as floating point, and the highest bits alone.
            let number = random.next() % 300
            let word = [number, Double(number).bitPattern, number << 48][Int(random.next() % 3)]
            if let old = known[word] {
                #expect(table[word] == old)
                if random.next() % 2 == 0 {
                    #expect(table.remove(word) == known.removeValue(forKey: word))
                    #expect(table[word] == nil)
                }
            } else {
                #expect(table[word] == nil)
                #expect(table.remove(word) == nil)
                table.insert(word, at: position)
                known[word] = position
            }
            #expect(table.count == known.count)
        }
        table.move { $0 * 2 }
        for (word, position) in known { #expect(table[word] == position * 2) }
    }
}
