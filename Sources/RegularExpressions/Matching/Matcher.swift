/// Looks for matches, by backtracking over a stack of its own.
///
/// Each instruction that runs, and each character that a repetition takes, is counted, and the stack is bounded: a pattern whose search would take ages
/// stops at a limit. Where nothing but the place in the program and in the text decides what comes next, no such pair is tried twice once a
/// search has become long, so that the search is linear in the length of the text.
public struct Matcher {
    public enum Outcome: Equatable, Sendable {
        case match
        case noMatch
        case tooManySteps
        case tooManyBytes
    }

    /// What to go back to.
    struct Entry {
        enum Kind: Int32 {
            /// Goes on at `instruction`, at position `first`.
            case branch
            /// The repetition before `instruction` ends at `first` at the latest, and at `second` at the earliest.
            case run
            /// The repetition at `instruction` has taken `second` characters up to `first`.
            case lazyRun
            /// Puts `second` back into the register `first`.
            case register
            /// A look begins; a negative one goes on at `instruction`, at position `first`, when all of it has failed.
            case look
        }
        var kind: Kind
        var instruction: Int32
        var first: Int32
        var second: Int32
    }

    /// How long a search of a program may be, for each character and instruction, until pairs are remembered.
    private static let patience = 8

    var stack: [Entry] = []
    /// Positions; -1 for a group that has no part in the match. Two for the whole and for each group.
    public internal(set) var registers: [Int32] = []
    /// Pairs of instruction and position that have been tried; empty until that is worth its room.
    var visited: [UInt64] = []
    var remembersPairs = false
    /// What the latest search took.
    public internal(set) var steps = 0
    var stepLimit = 0
    var entryLimit = 0

    public init() {}

    /// Looks for the first match at or after a position.
    ///
    /// - Parameters:
    ///   - isSticky: whether it must begin there.
    ///   - stepLimit: how much work it may be, in instructions of the pattern.
    ///   - byteLimit: how much room it may take while it lasts.
    public mutating func search(
        _ expression: RegularExpression, in text: UnsafeBufferPointer<UInt16>, from position: Int, isSticky: Bool, stepLimit: Int,
        byteLimit: Int
    ) -> Outcome {
        let program = expression.program
        steps = 0
        self.stepLimit = stepLimit
        entryLimit = max(byteLimit / MemoryLayout<Entry>.stride, 64)
        remembersPairs = false
        var begin = position
        // A position within a surrogate pair is that of the pair. https://tc39.es/ecma262/#sec-regexpbuiltinexec
        if program.readsCodePoints, Self.isWithinPair(text, begin) { begin -= 1 }
        let outcome = program.instructions.withUnsafeBufferPointer { instructions in
            program.ranges.withUnsafeBufferPointer { ranges in
                let run = Run(program: program, instructions: instructions, ranges: ranges, text: text)
                return search(run, from: begin, isSticky: isSticky, byteLimit: byteLimit)
            }
        }
        if stack.capacity > 1 << 12 { stack = [] }
        visited = []
        return outcome
    }

    /// What stays the same during a search.
    struct Run {
        let program: Program
        let instructions: UnsafeBufferPointer<Program.Instruction>
        let ranges: UnsafeBufferPointer<UInt32>
        let text: UnsafeBufferPointer<UInt16>
    }

    static func isWithinPair(_ text: UnsafeBufferPointer<UInt16>, _ position: Int) -> Bool {
        position > 0 && position < text.count && text[position] & 0xFC00 == 0xDC00 && text[position - 1] & 0xFC00 == 0xD800
    }

    private mutating func search(_ run: Run, from position: Int, isSticky: Bool, byteLimit: Int) -> Outcome {
        var begin = position
        let text = run.text
        if run.program.isAnchored, begin > 0 { return .noMatch }
        while true {
            if let start = run.program.start {
                let first = begin
                if !isSticky { while begin < text.count, !start.allows(text[begin]) { begin += 1 } }
                steps += (begin - first) >> 2
                if begin == text.count || !start.allows(text[begin]) { return .noMatch }
                // In the middle of a pair no match begins.
                if begin > first, run.program.readsCodePoints, Self.isWithinPair(text, begin) {
                    begin += 1
                    continue
                }
            }
            let outcome = attempt(run, at: begin, byteLimit: byteLimit)
            guard outcome == .noMatch, !isSticky, !run.program.isAnchored, begin < text.count else { return outcome }
            begin += 1
            if run.program.readsCodePoints, Self.isWithinPair(text, begin) { begin += 1 }
        }
    }

    /// Whether that pair has been tried; if not, it has now.
    @inline(__always) mutating func isVisited(_ memo: Int32, _ position: Int, _ count: Int32) -> Bool {
        let bit = position * Int(count) + Int(memo)
        let mask: UInt64 = 1 << UInt64(bit & 63)
        if visited[bit >> 6] & mask != 0 { return true }
        visited[bit >> 6] |= mask
        return false
    }

    /// Begins to remember pairs, if there is room for them.
    mutating func rememberPairs(_ run: Run, byteLimit: Int) {
        let (bits, overflow) = (run.text.count + 1).multipliedReportingOverflow(by: Int(run.program.memoCount))
        guard !overflow, bits > 0, bits / 8 < byteLimit / 2 else { return }
        visited = [UInt64](repeating: 0, count: bits / 64 + 1)
        steps += bits / 1024
        remembersPairs = true
        steps += stack.count >> 2
        // Repetitions that have begun already. Where one has taken all characters to the end of a stretch, another that begins in it has none to
        // note: each position is passed once.
        for entry in stack where entry.kind == .run {
            guard case .run(let index) = run.instructions[Int(entry.instruction) - 2],
                case .test(let test, let reading) = run.instructions[Int(entry.instruction) - 1]
            else { continue }
            let repetition = run.program.runs[Int(index)]
            guard Self.triesAll(repetition) else { continue }
            let begin = Int(entry.second)
            var end = begin
            while let next = Self.step(run, end, test, reading), !isVisited(repetition.memo, end, run.program.memoCount) { end = next }
            steps += (end - begin) >> 2
        }
    }

    /// Whether a repetition that has begun tries all ends that one would which begins within it.
    private static func triesAll(_ repetition: Program.Run) -> Bool { !repetition.isLazy && repetition.most == .max }

    /// Notes what a repetition takes: it tries all ends down to the least, so that one that begins within it has none that it does not try before.
    mutating func noteTaken(_ repetition: Program.Run, _ begin: Int, _ end: Int, _ memoCount: Int32) {
        guard Self.triesAll(repetition) else { return }
        for inner in begin..<max(end, begin) { _ = isVisited(repetition.memo, inner, memoCount) }
    }

    /// From how many steps on pairs are remembered.
    func patience(_ run: Run) -> Int {
        run.program.memoCount == 0 ? .max : (run.text.count + run.instructions.count + 64) * Self.patience
    }
}
