/// Reads a pattern. https://tc39.es/ecma262/#sec-patterns
///
/// Without u and v it is the grammar of Annex B, https://tc39.es/ecma262/#sec-regular-expressions-patterns. What is wrong is told in V8's words, and
/// found in the order in which V8 finds it. Groups are kept on a stack of our own: they may stand inside each other as deep as
/// ``PatternParser/deepest``.
struct PatternParser {
    /// A group whose end has not been read, or the whole pattern.
    struct Level {
        enum Kind {
            case whole, group
            case capture(Int32)
            case look(isBehind: Bool, isNegative: Bool)
        }
        var kind: Kind
        var alternatives: [PatternNodeID] = []
        var terms: [PatternNodeID] = []
        /// What the flags i, m and s are after it.
        var outerFlags: RegularExpressionFlags
        /// The captures that began before it.
        var firstCapture: Int32
        /// Tells the alternatives of this level from those of others.
        var identity: Int
        /// Of a group with a name, that and where it stands.
        var name: (text: [UInt16], offset: Int)?
    }

    /// Where a group of some name stands: the levels around it, each with the number of its alternative.
    typealias Path = [(level: Int, alternative: Int)]

    struct NamedReference {
        var reference: Int32
        var name: [UInt16]
    }

    /// How deep groups and classes may stand inside each other.
    static let deepest = 1000
    /// How many ranges the sets of a pattern may have in all.
    static let mostRanges = 1 << 21
    static let mostCaptures: Int32 = 32766

    let units: [UInt16]
    let readsCodePoints: Bool
    let hasSets: Bool
    var flags: RegularExpressionFlags
    var position = 0
    var pattern = Pattern()
    var levels: [Level] = []
    var levelCount = 0
    var capturesBegun: Int32 = 0
    /// How many groups the whole pattern has, once someone had to know.
    var knownCaptures: (count: Int32, hasNames: Bool)?
    var hasNames = false
    var namedGroups: [[UInt16]: (index: Int, path: Path)] = [:]
    var namedReferences: [NamedReference] = []
    var rangeCount = 0
    var classDepth = 0

    init(_ units: [UInt16], _ flags: RegularExpressionFlags) {
        self.units = units
        self.flags = flags
        readsCodePoints = flags.readsCodePoints
        hasSets = flags.contains(.unicodeSets)
    }

    static func parse(_ units: [UInt16], _ flags: RegularExpressionFlags) throws(PatternError) -> Pattern {
        var parser = PatternParser(units, flags)
        try parser.readDisjunction()
        return parser.pattern
    }

    // MARK: Looking

    /// The code unit at an offset from here, or 0xFFFFFFFF behind the end.
    func unit(_ offset: Int = 0) -> UInt32 { position + offset < units.count ? UInt32(units[position + offset]) : .max }

    var isAtEnd: Bool { position >= units.count }

    /// The character here and its length.
    func character(readsCodePoints: Bool) -> (UInt32, Int) {
        let first = unit()
        guard readsCodePoints, first & 0xFFFF_FC00 == 0xD800, unit(1) & 0xFFFF_FC00 == 0xDC00 else { return (first, 1) }
        return (0x10000 + (first - 0xD800) << 10 + (unit(1) - 0xDC00), 2)
    }

    /// The next character, stepped over.
    mutating func takeCharacter() -> UInt32 {
        let (character, length) = character(readsCodePoints: readsCodePoints)
        position += length
        return character
    }

    mutating func take(_ letter: Unicode.Scalar) -> Bool {
        guard unit() == letter.value else { return false }
        position += 1
        return true
    }

    func error(_ reason: PatternError.Reason, at offset: Int? = nil) -> PatternError {
        PatternError(reason: reason, offset: min(offset ?? position, units.count))
    }

    static func isDigit(_ unit: UInt32) -> Bool { unit >= 0x30 && unit <= 0x39 }

    // MARK: Making

    mutating func make(_ node: Pattern.Node) -> PatternNodeID {
        pattern.nodes.append(node)
        return PatternNodeID(index: Int32(pattern.nodes.count - 1))
    }

    mutating func makeList(_ nodes: [PatternNodeID]) -> Pattern.List {
        let start = pattern.children.count
        pattern.children.append(contentsOf: nodes)
        return Pattern.List(start: Int32(start), count: Int32(nodes.count))
    }

    mutating func makeSequence(_ terms: [PatternNodeID]) -> PatternNodeID {
        switch terms.count {
        case 0: return make(.empty)
        case 1: return terms[0]
        default:
            let list = makeList(terms)
            return make(.sequence(list))
        }
    }

    mutating func makeChoice(_ alternatives: [PatternNodeID]) -> PatternNodeID {
        if alternatives.count == 1 { return alternatives[0] }
        let list = makeList(alternatives)
        return make(.choice(list))
    }

    var foldsCase: Bool { flags.contains(.ignoreCase) }

    var caseMapping: CaseMapping { readsCodePoints ? .folding : .upperCase }

    mutating func makeCharacter(_ character: UInt32) -> PatternNodeID {
        guard foldsCase else { return make(.character(character, isFolded: false)) }
        let folded = caseMapping(character)
        // Most characters have no case.
        let isFolded = caseMapping.concerns(character)
        return make(.character(folded, isFolded: isFolded))
    }

    /// A set of characters. With v and i it is what Canonicalize makes of them already.
    mutating func makeSet(_ members: CodePointSet, isInverted: Bool = false) throws(PatternError) -> PatternNodeID {
        var set = foldsCase && !hasSets ? caseMapping(members) : members
        if isInverted { set = set.inverted() }
        rangeCount += set.ranges.count
        guard rangeCount <= Self.mostRanges else { throw error(.tooLarge) }
        let index: Int32
        if let last = pattern.sets.last, last == set {
            index = Int32(pattern.sets.count - 1)
        } else {
            pattern.sets.append(set)
            index = Int32(pattern.sets.count - 1)
        }
        return make(.set(index, isFolded: foldsCase))
    }

    // MARK: Levels

    mutating func open(
        _ kind: Level.Kind, outerFlags: RegularExpressionFlags, name: (text: [UInt16], offset: Int)? = nil
    ) throws(PatternError) {
        guard levels.count < Self.deepest else { throw error(.tooLarge) }
        levels.append(Level(kind: kind, outerFlags: outerFlags, firstCapture: capturesBegun, identity: levelCount, name: name))
        levelCount += 1
    }

    mutating func add(_ term: PatternNodeID) { levels[levels.count - 1].terms.append(term) }

    mutating func endAlternative() {
        let terms = levels[levels.count - 1].terms
        let alternative = makeSequence(terms)
        levels[levels.count - 1].terms = []
        levels[levels.count - 1].alternatives.append(alternative)
    }

    /// Ends the innermost level, and gives what it stands for.
    mutating func close() throws(PatternError) -> PatternNodeID {
        endAlternative()
        let level = levels.removeLast()
        if let name = level.name { try note(name.text, of: level.firstCapture + 1, at: name.offset) }
        flags = level.outerFlags
        let body = makeChoice(level.alternatives)
        switch level.kind {
        case .whole, .group: return body
        case .capture(let index): return make(.capture(index, body))
        case .look(let isBehind, let isNegative): return make(.look(body, isBehind: isBehind, isNegative: isNegative))
        }
    }
}
