/// Makes a ``Program`` of a ``Pattern``. https://tc39.es/ecma262/#sec-compilepattern
///
/// It recurses as deep as groups stand inside each other, which ``PatternParser/deepest`` bounds.
struct PatternCompiler {
    let pattern: Pattern
    /// Of each node whether it can match without a character.
    private let emptiness: [Bool]
    private var program: Program
    private var isBackward = false
    /// Whether the program has what makes trying again come out otherwise: backreferences, looks, counters.
    private var hasState = false

    static func compile(_ pattern: Pattern, _ flags: RegularExpressionFlags) -> Program {
        var compiler = PatternCompiler(pattern, flags)
        return compiler.compiled()
    }

    private init(_ pattern: Pattern, _ flags: RegularExpressionFlags) {
        self.pattern = pattern
        emptiness = PatternStart.emptiness(of: pattern)
        program = Program(mapping: flags.readsCodePoints ? .folding : .upperCase, readsCodePoints: flags.readsCodePoints)
    }

    private mutating func compiled() -> Program {
        program.registerCount = Int(pattern.captureCount + 1) * 2
        program.references = pattern.references
        program.sets = pattern.sets.map { makeSet($0) }
        emit(pattern.root)
        emit(.accept)
        if hasState { program.memoCount = 0 }
        let start = PatternStart(pattern, program).start(of: pattern.root)
        program.start = start.canBeEmpty ? nil : start.units
        program.isAnchored = PatternStart.isAnchored(pattern, pattern.root)
        let ranges = program.sets.map { Int($0.count) }.max() ?? 0
        program.attemptCost = 4 + program.registerCount / 4 + 2 * (Int.bitWidth - ranges.leadingZeroBitCount)
        return program
    }

    private mutating func makeSet(_ set: CodePointSet) -> Program.Set {
        let start = program.ranges.count
        var (low, high): (UInt64, UInt64) = (0, 0)
        for range in set.ranges {
            program.ranges.append(range.first)
            program.ranges.append(range.last)
            guard range.first < 128 else { continue }
            for character in range.first...min(range.last, 127) {
                if character < 64 { low |= 1 << UInt64(character) } else { high |= 1 << UInt64(character - 64) }
            }
        }
        return Program.Set(low: low, high: high, start: Int32(start), count: Int32(set.ranges.count))
    }

    // MARK: Emitting

    private var next: Int32 { Int32(program.instructions.count) }

    private mutating func emit(_ instruction: Program.Instruction) { program.instructions.append(instruction) }

    private mutating func takeRegister() -> Int32 {
        program.registerCount += 1
        return Int32(program.registerCount - 1)
    }

    private mutating func takeMemo() -> Int32 {
        program.memoCount += 1
        return program.memoCount - 1
    }

    /// An instruction whose target is not known yet.
    private mutating func reserve() -> Int {
        emit(.jump(0))
        return program.instructions.count - 1
    }

    private var reading: Program.Reading {
        var reading: Program.Reading = program.readsCodePoints ? .codePoint : []
        if isBackward { reading.insert(.backward) }
        return reading
    }

    private mutating func emit(_ id: PatternNodeID) {
        switch pattern[id] {
        case .empty: break
        case .character, .set, .dot: emitCharacter(id)
        case .sequence(let list):
            if isBackward {
                for child in pattern[list].reversed() { emit(child) }
            } else {
                for child in pattern[list] { emit(child) }
            }
        case .choice(let list): emitChoice(pattern[list])
        case .capture(let index, let body):
            emit(.save(isBackward ? index * 2 + 1 : index * 2))
            emit(body)
            emit(.save(isBackward ? index * 2 : index * 2 + 1))
        case .look(let body, let isBehind, let isNegative): emitLook(body, isBehind, isNegative)
        case .backreference(let reference, let isFolded):
            hasState = true
            emit(.backreference(reference, reading, isFolded: isFolded))
        case .lineStart(let isMultiline): emit(.lineStart(isMultiline: isMultiline))
        case .lineEnd(let isMultiline): emit(.lineEnd(isMultiline: isMultiline))
        case .wordBoundary(let isNegative, let isFolded): emit(.wordBoundary(isNegative: isNegative, isFolded: isFolded))
        case .repeated(let body, let quantifier): emitRepeated(body, pattern.quantifiers[Int(quantifier)])
        }
    }

    private mutating func emitCharacter(_ id: PatternNodeID) {
        guard let test = Self.test(pattern[id]) else { return }
        if case .equals(let character) = test, !isBackward, !isSurrogate(character) || !program.readsCodePoints {
            if let unit = UInt16(exactly: character) {
                emit(.unit(unit))
            } else {
                let offset = character - 0x10000
                emit(.unit(UInt16(0xD800 + offset >> 10)))
                emit(.unit(UInt16(0xDC00 + offset & 0x3FF)))
            }
            return
        }
        emit(.test(test, reading))
    }

    private func isSurrogate(_ character: UInt32) -> Bool { character & 0xFFFF_F800 == 0xD800 }

    /// What a node that matches one character holds it against.
    private static func test(_ node: Pattern.Node) -> Program.Test? {
        switch node {
        case .character(let character, let isFolded): isFolded ? .equalsFolded(character) : .equals(character)
        case .set(let index, let isFolded): isFolded ? .setFolded(index) : .set(index)
        case .dot(let matchesAll): matchesAll ? .any : .anyButLineTerminator
        default: nil
        }
    }

    private mutating func emitChoice(_ alternatives: ArraySlice<PatternNodeID>) {
        var ends: [Int] = []
        for (index, alternative) in alternatives.enumerated() {
            guard index + 1 < alternatives.count else {
                emit(alternative)
                break
            }
            let split = reserve()
            emit(alternative)
            ends.append(reserve())
            program.instructions[split] = .split(next, memo: takeMemo())
        }
        for end in ends { program.instructions[end] = .jump(next) }
    }

    private mutating func emitLook(_ body: PatternNodeID, _ isBehind: Bool, _ isNegative: Bool) {
        hasState = true
        let outer = isBackward
        isBackward = isBehind
        let height = takeRegister()
        _ = takeRegister()
        let start = reserve()
        emit(body)
        emit(.lookEnd(height, isNegative: isNegative))
        program.instructions[start] = .look(height, otherwise: isNegative ? next : -1)
        isBackward = outer
    }

    // MARK: Repeating

    /// RepeatMatcher. https://tc39.es/ecma262/#sec-runtime-semantics-repeatmatcher-abstract-operation
    private mutating func emitRepeated(_ body: PatternNodeID, _ quantifier: Pattern.Quantifier) {
        if quantifier.most == 0 { return }
        if quantifier.least == 1, quantifier.most == 1 { return emit(body) }
        if !isBackward, let test = Self.test(pattern[body]) { return emitRun(body, test, quantifier) }
        let canBeEmpty = emptiness[Int(body.index)]
        if quantifier.most == 1 {
            emitOptional(body, quantifier, canBeEmpty)
        } else if quantifier.most == Pattern.Quantifier.unlimited, quantifier.least == 0 || (quantifier.least == 1 && !canBeEmpty) {
            emitLoop(body, quantifier, canBeEmpty)
        } else {
            emitCountedLoop(body, quantifier, canBeEmpty)
        }
    }

    private mutating func emitRun(_ body: PatternNodeID, _ test: Program.Test, _ quantifier: Pattern.Quantifier) {
        var width = program.readsCodePoints ? 0 : 1
        if case .equals(let character) = test, program.readsCodePoints, character < 0x10000, !isSurrogate(character) { width = 1 }
        let most = quantifier.most == Pattern.Quantifier.unlimited ? Int.max : Int(quantifier.most)
        program.runs.append(
            Program.Run(least: Int(quantifier.least), most: most, isLazy: quantifier.isLazy, width: width, memo: takeMemo()))
        emit(.run(Int32(program.runs.count - 1)))
        emit(.test(test, width == 1 ? [] : reading))
    }

    private func split(_ isLazy: Bool, _ target: Int32, _ memo: Int32) -> Program.Instruction {
        isLazy ? .splitLater(target, memo: memo) : .split(target, memo: memo)
    }

    private mutating func emitOptional(_ body: PatternNodeID, _ quantifier: Pattern.Quantifier, _ canBeEmpty: Bool) {
        let start = reserve()
        emitTurn(body, canBeEmpty)
        let memo = takeMemo()
        program.instructions[start] = split(quantifier.isLazy, next, memo)
    }

    /// A turn of a loop, which must not be empty.
    private mutating func emitTurn(_ body: PatternNodeID, _ canBeEmpty: Bool) {
        guard canBeEmpty else { return emit(body) }
        let mark = takeRegister()
        emit(.save(mark))
        emit(body)
        emit(.progress(mark))
    }

    private mutating func emitLoop(_ body: PatternNodeID, _ quantifier: Pattern.Quantifier, _ canBeEmpty: Bool) {
        let start = next
        let hasCaptures = quantifier.firstCapture < quantifier.endCapture
        if quantifier.least == 1 {
            if hasCaptures { emit(.clear(quantifier.firstCapture * 2, quantifier.endCapture * 2)) }
            emit(body)
            let memo = takeMemo()
            // Another turn first, or the end first.
            emit(split(!quantifier.isLazy, start, memo))
            return
        }
        let first = reserve()
        if hasCaptures { emit(.clear(quantifier.firstCapture * 2, quantifier.endCapture * 2)) }
        emitTurn(body, canBeEmpty)
        emit(.jump(start))
        let memo = takeMemo()
        program.instructions[first] = split(quantifier.isLazy, next, memo)
    }

    private mutating func emitCountedLoop(_ body: PatternNodeID, _ quantifier: Pattern.Quantifier, _ canBeEmpty: Bool) {
        hasState = true
        let counter = takeRegister()
        let mark = canBeEmpty ? takeRegister() : -1
        emit(.zero(counter))
        let start = next
        let index = program.loops.count
        program.loops.append(
            Program.Loop(
                least: quantifier.least, most: quantifier.most, isLazy: quantifier.isLazy, counter: counter, mark: mark,
                firstCapture: quantifier.firstCapture * 2, endCapture: quantifier.endCapture * 2, end: 0))
        emit(.loop(Int32(index)))
        emit(.loopTurn(Int32(index)))
        emit(body)
        if canBeEmpty { emit(.loopProgress(Int32(index))) }
        emit(.jump(start))
        program.loops[index].end = next
    }
}
