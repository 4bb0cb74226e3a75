/// What a match of a pattern can begin with: looked at once, so that the rest of a text is skipped quickly.
struct PatternStart {
    struct Result {
        var units: Program.Start
        var canBeEmpty: Bool
    }

    private let pattern: Pattern
    private let program: Program

    init(_ pattern: Pattern, _ program: Program) {
        self.pattern = pattern
        self.program = program
    }

    func start(of id: PatternNodeID) -> Result {
        switch pattern[id] {
        case .empty, .look, .lineStart, .lineEnd, .wordBoundary: return Result(units: Program.Start(), canBeEmpty: true)
        case .backreference: return Result(units: .any, canBeEmpty: true)
        case .character(let character, let isFolded): return Result(units: units(character, isFolded), canBeEmpty: false)
        case .set(let index, let isFolded): return Result(units: units(program.sets[Int(index)], isFolded), canBeEmpty: false)
        case .dot: return Result(units: .any, canBeEmpty: false)
        case .capture(_, let body): return start(of: body)
        case .repeated(let body, let quantifier):
            if pattern.quantifiers[Int(quantifier)].most == 0 { return Result(units: Program.Start(), canBeEmpty: true) }
            var result = start(of: body)
            if pattern.quantifiers[Int(quantifier)].least == 0 { result.canBeEmpty = true }
            return result
        case .sequence(let list):
            var result = Result(units: Program.Start(), canBeEmpty: true)
            for child in pattern[list] {
                let next = start(of: child)
                result.units.formUnion(next.units)
                guard next.canBeEmpty else {
                    result.canBeEmpty = false
                    break
                }
            }
            return result
        case .choice(let list):
            var result = Result(units: Program.Start(), canBeEmpty: false)
            for child in pattern[list] {
                let next = start(of: child)
                result.units.formUnion(next.units)
                result.canBeEmpty = result.canBeEmpty || next.canBeEmpty
            }
            return result
        }
    }

    private func units(_ character: UInt32, _ isFolded: Bool) -> Program.Start {
        var start = Program.Start()
        if !isFolded {
            Self.insert(character, into: &start)
            return start
        }
        for other in UInt32(0)..<128 where program.mapping(other) == character { Self.insert(other, into: &start) }
        start.others = true
        return start
    }

    private func units(_ set: Program.Set, _ isFolded: Bool) -> Program.Start {
        var start = Program.Start(low: set.low, high: set.high, others: set.count > 0)
        guard isFolded else { return start }
        for other in UInt32(0)..<128 {
            let mapped = program.mapping(other)
            if mapped >= 128 {
                Self.insert(other, into: &start)
            } else if (mapped < 64 ? set.low >> UInt64(mapped) : set.high >> UInt64(mapped - 64)) & 1 != 0 {
                Self.insert(other, into: &start)
            }
        }
        start.others = true
        return start
    }

    private static func insert(_ character: UInt32, into start: inout Program.Start) {
        switch character {
        case 0..<64: start.low |= 1 << UInt64(character)
        case 64..<128: start.high |= 1 << UInt64(character - 64)
        default: start.others = true
        }
    }

    /// Of each node whether it can match without a character: children stand before their parents.
    static func emptiness(of pattern: Pattern) -> [Bool] {
        var result: [Bool] = []
        for node in pattern.nodes {
            let canBeEmpty =
                switch node {
                case .empty, .look, .lineStart, .lineEnd, .wordBoundary, .backreference: true
                case .character, .set, .dot: false
                case .capture(_, let body): result[Int(body.index)]
                case .repeated(let body, let quantifier):
                    pattern.quantifiers[Int(quantifier)].least == 0 || result[Int(body.index)]
                case .sequence(let list): pattern[list].allSatisfy { result[Int($0.index)] }
                case .choice(let list): pattern[list].contains { result[Int($0.index)] }
                }
            result.append(canBeEmpty)
        }
        return result
    }

    /// Whether it begins with a `^` that matches at the start of the text only.
    static func isAnchored(_ pattern: Pattern, _ id: PatternNodeID) -> Bool {
        switch pattern[id] {
        case .lineStart(let isMultiline): !isMultiline
        case .capture(_, let body): isAnchored(pattern, body)
        case .sequence(let list): pattern[list].first.map { isAnchored(pattern, $0) } ?? false
        case .choice(let list): pattern[list].allSatisfy { isAnchored(pattern, $0) }
        default: false
        }
    }
}
