import Differential

/// Changes inputs: words, lines and brackets more than bytes, so that what comes out is still nearly a program.
///
/// The same seed, input and other inputs give the same change.
public struct Mutator {
    private var random: FuzzRandom
    /// Inputs to take pieces from; there must be one at least.
    private let others: [[UInt8]]

    public init(seed: UInt64, others: [[UInt8]]) {
        random = FuzzRandom(seed: seed)
        self.others = others
    }

    /// A new input for the target: a generated one, or one of the others changed.
    public mutating func input(for target: FuzzTarget) -> [UInt8] {
        if random.chance(percent: 35) { return generated(for: target) }
        return mutated(random.pick(others), for: target)
    }

    /// The input with a few changes.
    public mutating func mutated(_ input: [UInt8], for target: FuzzTarget) -> [UInt8] {
        // The first byte of some says what the rest is.
        guard target.hasSelector, let selector = input.first else { return changed(input, for: target) }
        let digit = random.chance(percent: 10) ? random.pick(Array("0123456789ab".utf8)) : selector
        return [digit] + changed(Array(input.dropFirst()), for: target)
    }

    private mutating func changed(_ input: [UInt8], for target: FuzzTarget) -> [UInt8] {
        var pieces = split(input)
        // Most inputs are left with one change: more of them break the grammar sooner than the program.
        for _ in 0..<(random.chance(percent: 60) ? 1 : 2 + random.below(3)) { change(&pieces, target) }
        var result = pieces.flatMap { $0 }
        if random.chance(percent: 4) { spoil(&result) }
        return Array(result.prefix(FuzzTarget.inputLimit - 1))
    }

    /// The beginning of one input and the end of another.
    public mutating func crossed(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
        let (first, second) = (lines(a), lines(b))
        guard !first.isEmpty, !second.isEmpty else { return a }
        let beginning = first.prefix(1 + random.below(first.count)).joined()
        let result = Array(beginning) + Array(second.dropFirst(random.below(second.count)).joined())
        return Array(result.prefix(FuzzTarget.inputLimit))
    }

    /// An input made by a grammar.
    public mutating func generated(for target: FuzzTarget) -> [UInt8] {
        let seed = FuzzRandom(seed: random.next())
        var text: String
        switch target {
        case .yaml:
            var generator = ScenarioGenerator(random: seed)
            text = generator.document()
        case .parser:
            var generator = ModuleGenerator(random: seed)
            text = generator.module()
        case .regexp:
            var patterns = seed
            let made = RandomPattern(&patterns)
            text = "\(made.flags)\n\(made.pattern)\n\(made.text)"
        case .limits: text = "\(random.below(5))" + random.pick(Attacks.programs) + "\n" + random.pick(Attacks.programs)
        case .console, .drawing, .bundling, .lint, .play:
            let digit = random.below(10)
            if digit < 5 {
                var generator = ScenarioGenerator(random: seed)
                text = "\(digit)" + generator.document()
            } else {
                var generator = ModuleGenerator(random: seed)
                text = "\(digit)" + generator.program().text
            }
        }
        return Array(text.utf8.prefix(FuzzTarget.inputLimit))
    }

    // MARK: Pieces

    private enum Kind { case word, space, other }

    private func kind(_ byte: UInt8) -> Kind {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x24, 0x5F, 0x80...0xFF: .word
        case 0x20, 0x09: .space
        default: .other
        }
    }

    /// Words, blanks, and everything else by itself.
    private func split(_ input: [UInt8]) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var last = Kind.other
        for byte in input {
            let kind = kind(byte)
            if kind == last, kind != .other { pieces[pieces.count - 1].append(byte) } else { pieces.append([byte]) }
            last = kind
        }
        return pieces
    }

    private func lines(_ input: [UInt8]) -> [[UInt8]] {
        input.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) + [0x0A] }
    }

    private func isWord(_ piece: [UInt8]) -> Bool { piece.first.map { kind($0) == .word } ?? false }

    private func isNumber(_ piece: [UInt8]) -> Bool { piece.first.map { (0x30...0x39).contains($0) } ?? false }

    /// The pieces of the line that a piece stands in.
    private func line(at index: Int, in pieces: [[UInt8]]) -> Range<Int> {
        guard index < pieces.count else { return pieces.count..<pieces.count }
        let start = pieces[..<index].lastIndex(of: [0x0A]).map { $0 + 1 } ?? 0
        return start..<(pieces[index...].firstIndex(of: [0x0A]).map { $0 + 1 } ?? pieces.count)
    }

    // MARK: Changes

    private mutating func change(_ pieces: inout [[UInt8]], _ target: FuzzTarget) {
        guard !pieces.isEmpty else {
            pieces = split(generated(for: target))
            return
        }
        let place = random.below(pieces.count)
        switch random.below(26) {
        case 0: pieces.removeSubrange(random.range(in: pieces.count, upTo: 8))
        case 1: pieces.insert(contentsOf: pieces[random.range(in: pieces.count, upTo: 12)], at: place)
        case 2: pieces.swapAt(place, random.below(pieces.count))
        case 3, 4, 20, 21: replaceWord(&pieces, near: place, target)
        case 5, 6: replaceNumber(&pieces, near: place)
        case 7: pieces.insert(Array(" \(random.pick(Words.operators)) ".utf8), at: place)
        case 8: pieces.insert(Array(" \(random.pick(Words.keywords)) ".utf8), at: place)
        case 9: wrap(&pieces)
        case 10: pieces.removeSubrange(line(at: place, in: pieces))
        case 11:
            let line = line(at: place, in: pieces)
            pieces.insert(contentsOf: pieces[line], at: self.line(at: random.below(pieces.count), in: pieces).lowerBound)
        case 12: swapLines(&pieces)
        case 13: indent(&pieces, line(at: place, in: pieces))
        case 14, 15: splice(&pieces, at: line(at: place, in: pieces).lowerBound)
        case 16, 17, 22...25: insertGenerated(&pieces, at: place, target)
        case 18: repeatPieces(&pieces)
        default: pieces.insert(Array("\"\(random.pick(Words.strings))\"".utf8), at: place)
        }
    }

    private mutating func replaceWord(_ pieces: inout [[UInt8]], near place: Int, _ target: FuzzTarget) {
        guard let index = pieces[place...].firstIndex(where: { isWord($0) }) else { return }
        let words = pieces.filter { isWord($0) }
        switch random.below(6) {
        case 0, 1: pieces[index] = random.pick(words)
        case 2: pieces[index] = Array(random.pick(Words.globals).utf8)
        case 3: pieces[index] = Array(random.pick(Words.members).utf8)
        case 4 where target != .parser: pieces[index] = Array(random.pick(Words.documentKeys).utf8)
        case 5 where target != .parser: pieces[index] = Array(random.pick(Words.documentScalars).utf8)
        default: pieces[index] = Array(random.pick(Words.names).utf8)
        }
    }

    private mutating func replaceNumber(_ pieces: inout [[UInt8]], near place: Int) {
        guard let index = pieces[place...].firstIndex(where: { isNumber($0) }) ?? pieces.firstIndex(where: { isNumber($0) }) else { return }
        pieces[index] = Array(random.pick(Words.numbers).utf8)
    }

    private mutating func wrap(_ pieces: inout [[UInt8]]) {
        let range = random.range(in: pieces.count, upTo: 10)
        let (open, close) = random.pick(Words.brackets)
        let times = random.chance(percent: 90) ? 1 : 1 + random.below(500)
        pieces.insert(Array(String(repeating: close, count: times).utf8), at: range.upperBound)
        pieces.insert(Array(String(repeating: open, count: times).utf8), at: range.lowerBound)
    }

    private mutating func swapLines(_ pieces: inout [[UInt8]]) {
        let a = line(at: random.below(pieces.count), in: pieces)
        let b = line(at: random.below(pieces.count), in: pieces)
        guard a.upperBound <= b.lowerBound else { return }
        let first = Array(pieces[a])
        pieces.replaceSubrange(a, with: [])
        pieces.insert(contentsOf: first, at: b.upperBound - a.count)
    }

    private mutating func indent(_ pieces: inout [[UInt8]], _ line: Range<Int>) {
        guard let first = line.first else { return }
        if pieces[first].first == 0x20, random.chance(percent: 50) {
            pieces[first].removeLast(min(pieces[first].count, 1 + random.below(4)))
        } else {
            pieces.insert(Array(repeating: 0x20, count: 1 + random.below(6)), at: first)
        }
    }

    /// Lines of another input.
    private mutating func splice(_ pieces: inout [[UInt8]], at place: Int) {
        let lines = lines(random.pick(others))
        let range = random.range(in: lines.count, upTo: 6)
        pieces.insert(contentsOf: lines[range], at: place)
    }

    private mutating func insertGenerated(_ pieces: inout [[UInt8]], at place: Int, _ target: FuzzTarget) {
        var generator = ModuleGenerator(random: FuzzRandom(seed: random.next()))
        if random.chance(percent: 50) {
            let line = line(at: place, in: pieces)
            // A statement on a line of its own, as deep as the line it comes before.
            let margin = pieces[line].first.map { $0.first == 0x20 ? $0 : [] } ?? []
            pieces.insert(margin + Array(generator.statement().utf8) + [0x0A], at: line.lowerBound)
        } else {
            pieces.insert(Array("(\(generator.expression()))".utf8), at: place)
        }
    }

    private mutating func repeatPieces(_ pieces: inout [[UInt8]]) {
        let range = random.range(in: pieces.count, upTo: 6)
        let times = random.chance(percent: 70) ? 2 + random.below(6) : 2 + random.below(1000)
        pieces.insert(contentsOf: Array(repeating: pieces[range].flatMap { $0 }, count: times), at: range.lowerBound)
    }

    /// Bytes that no text should have.
    private mutating func spoil(_ input: inout [UInt8]) {
        let place = random.below(input.count + 1)
        switch random.below(4) {
        case 0 where place < input.count: input[place] ^= 1 << random.below(8)
        case 1: input.removeSubrange(min(place, input.count)...)
        default: input.insert(contentsOf: random.pick(Words.hostileBytes), at: place)
        }
    }
}

extension FuzzTarget {
    /// Whether the first byte of an input says what the rest is.
    var hasSelector: Bool { self == .console || self == .drawing || self == .play || self == .limits }
}
