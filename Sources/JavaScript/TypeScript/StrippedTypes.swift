import Diagnostics

/// The text of TypeScript without its types: JavaScript of the same length, in which everything stands where it stood.
///
/// This is what Node.js does with a `.ts`, `.mts` or `.cts` file. https://nodejs.org/api/typescript.html#type-stripping
///
/// **Why in this room.** Where a type begins and ends only the grammar around it tells: `a < b > (c)` is a call with types or two comparisons, `(a): b => c`
/// an arrow function or the middle of a conditional. So the parser has a mode in which it reads types as well and notes their places, and there is one
/// grammar of expressions. Its tree is thrown away: what is left of the text is parsed anew as JavaScript, so that everything that comes after knows nothing
/// of types.
///
/// - Complexity: linear in the length of the text, but for arrow functions in parentheses that turn out to be none.
/// - Throws: the first ``Diagnostic``: `.syntax` for what is no TypeScript, and for what is more than types, such as an `enum`.
public func strippingTypes(
    from source: SourceFile, goal: SourceGoal = .module, nesting: Int = ParserLimits.nestingDepth
) throws(Diagnostic) -> SourceFile {
    guard source.bytes.count <= ParserLimits.sourceBytes else {
        throw Diagnostic(
            .syntax, "a module must not be larger than \(ParserLimits.sourceBytes / 1_000_000) MB", at: source.location(at: 0))
    }
    if source.bytes.isEmpty { return source }
    var names = NameTable()
    var room = ParserRoom()
    var found = TypeErasure()
    let problem: Diagnostic? = withUnsafeMutablePointer(to: &names) { names in
        source.bytes.withUnsafeBufferPointer { bytes in
            var parser = Parser(source: source, goal: goal, bytes: bytes, names: names, room: &room, nestingLimit: nesting)
            parser.lexer.acceptsAll = true
            parser.readsTypes = true
            parser.erasure = TypeErasure()
            do throws(SyntaxFailure) {
                try parser.parseBody()
                if let erasure = parser.erasure { found = erasure }
                return nil
            } catch {
                return parser.diagnostic()
            }
        }
    }
    if let problem { throw problem }
    var stripped = source
    stripped.bytes = found.applied(to: source.bytes)
    return stripped
}

/// What is taken out of a text, and the few characters that stand there instead.
struct TypeErasure {
    /// Ranges of types; one that is found later may hold earlier ones.
    var blanks: [SourceRange] = []
    /// Characters that are written over what is left blank, such as a `;` where a line would else go on with the next.
    var marks: [(offset: UInt32, byte: UInt8)] = []
    /// The starts of parentheses that begin no arrow function, so that nobody tries again.
    var noArrows: Set<UInt32> = []
    /// Places of `<`, the last one first, from which the types of a call were tried at the latest, and are none.
    var noTypeArguments: [UInt32] = []
    /// Arrow functions whose `:` is that of a conditional around them.
    var noReturnTypes: Set<UInt32> = []
    /// The last arrow function with a type of its result, and where it ends.
    var lastTypedArrow: (start: UInt32, end: UInt32) = (0, 0)
    /// By the start of a statement: the end of the token before it.
    var endsBefore: [UInt32: UInt32] = [:]
    /// Whether the function that was parsed last has no body.
    var lacksBody = false
    /// Whether the member of a class at hand is one that only types know, by `declare` or `abstract`.
    var isTypeOnlyMember = false
    /// Where the modifiers of the class member at hand start; `nil` without any.
    var modifierStart: UInt32?

    /// Blanks keep line breaks, and take as many bytes and as many UTF-16 code units as what stood there, as in Node.js.
    func applied(to text: [UInt8]) -> [UInt8] {
        var bytes = text
        for range in blanks {
            var index = Int(range.start)
            while index < min(Int(range.end), bytes.count) {
                let byte = text[index]
                switch byte {
                case 0x0A, 0x0D: index += 1
                case 0..<0x80:
                    bytes[index] = 0x20
                    index += 1
                case 0xC0..<0xE0:
                    bytes.write([0xC2, 0xA0], at: index)
                    index += 2
                case 0xE0..<0xF0:
                    let isLineBreak = byte == 0xE2 && index + 2 < text.count && text[index + 1] == 0x80 && (text[index + 2] & 0xFE) == 0xA8
                    if !isLineBreak { bytes.write([0xE2, 0x80, 0x82], at: index) }
                    index += 3
                default:
                    bytes.write([0xEF, 0xBB, 0xBF, 0x20], at: index)
                    index += 4
                }
            }
        }
        for mark in marks where Int(mark.offset) < bytes.count { bytes[Int(mark.offset)] = mark.byte }
        return bytes
    }
}

extension [UInt8] {
    fileprivate mutating func write(_ other: [UInt8], at start: Int) {
        for (offset, byte) in other.enumerated() where start + offset < count { self[start + offset] = byte }
    }
}
