/// What a pattern comes to: instructions for ``Matcher``.
struct Program: Sendable {
    /// What a character is held against.
    enum Test: Sendable {
        case equals(UInt32)
        case equalsFolded(UInt32)
        /// Index into ``sets``.
        case set(Int32)
        case setFolded(Int32)
        case anyButLineTerminator
        case any
    }

    /// Where a character is read: what kind, and to which side.
    struct Reading: OptionSet, Sendable {
        let rawValue: UInt8
        static let codePoint = Reading(rawValue: 1)
        static let backward = Reading(rawValue: 2)
    }

    enum Instruction: Sendable {
        /// A code unit, forward: the most frequent of all.
        case unit(UInt16)
        case test(Test, Reading)
        /// The character test that follows, again and again: index into ``runs``.
        case run(Int32)
        /// Goes on here, and there when this fails; with a number for ``Matcher/visited``.
        case split(Int32, memo: Int32)
        /// The same the other way round.
        case splitLater(Int32, memo: Int32)
        case jump(Int32)
        /// The position goes into a register.
        case save(Int32)
        /// Registers are emptied, up to the second.
        case clear(Int32, Int32)
        /// A counter starts at 0.
        case zero(Int32)
        /// A counted loop chooses between another turn, which follows, and its end: index into ``loops``.
        case loop(Int32)
        case loopTurn(Int32)
        /// Fails when the position is still the one in the register.
        case progress(Int32)
        /// The same where the counter has passed what the loop must do.
        case loopProgress(Int32)
        case lineStart(isMultiline: Bool)
        case lineEnd(isMultiline: Bool)
        case wordBoundary(isNegative: Bool, isFolded: Bool)
        /// Index into ``references``.
        case backreference(Int32, Reading, isFolded: Bool)
        /// A look to either side begins; its registers hold the height of the stack, and the position. A negative one goes on there when it fails.
        case look(Int32, otherwise: Int32)
        case lookEnd(Int32, isNegative: Bool)
        case accept
    }

    struct Run: Sendable {
        var least: Int
        var most: Int
        var isLazy: Bool
        /// How many code units the characters have: 0 when that differs.
        var width: Int
        var memo: Int32
    }

    struct Loop: Sendable {
        var least: Int32
        var most: Int32
        var isLazy: Bool
        var counter: Int32
        /// Where the turn began; negative when it cannot be empty.
        var mark: Int32
        var firstCapture: Int32
        var endCapture: Int32
        var end: Int32
    }

    struct Set: Sendable {
        /// The first 128 characters.
        var low: UInt64
        var high: UInt64
        /// A stretch of ``ranges``.
        var start: Int32
        var count: Int32
    }

    /// Which code units a match may begin with.
    struct Start: Sendable {
        var low: UInt64 = 0
        var high: UInt64 = 0
        var others = false
        static let any = Start(low: .max, high: .max, others: true)

        mutating func formUnion(_ other: Start) {
            low |= other.low
            high |= other.high
            others = others || other.others
        }

        @inline(__always) func allows(_ unit: UInt16) -> Bool {
            if unit >= 128 { return others }
            return (unit < 64 ? low >> UInt64(unit) : high >> UInt64(unit - 64)) & 1 != 0
        }
    }

    var instructions: [Instruction] = []
    var sets: [Set] = []
    /// First and last of each range, one after the other.
    var ranges: [UInt32] = []
    var runs: [Run] = []
    var loops: [Loop] = []
    var references: [[Int32]] = []
    /// Two for the whole and for each group, and those that loops and looks need.
    var registerCount = 0
    /// What an attempt costs beside its instructions: registers are emptied, and its first character may be looked for in ranges.
    var attemptCost = 0
    /// How many instructions have a number for ``Matcher/visited``; 0 where what was tried once may come out otherwise again.
    var memoCount: Int32 = 0
    var mapping: CaseMapping
    var readsCodePoints: Bool
    /// `nil` when a match may begin with anything, or may be empty.
    var start: Start?
    /// Whether a match can begin only at the start of the text.
    var isAnchored = false
}
