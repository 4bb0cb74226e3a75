/// A regular expression by ECMA-262, ready to be matched. https://tc39.es/ecma262/#sec-regexp-regular-expression-objects
///
/// It is our own matcher: no library at hand has the semantics of ECMA-262 (code units or code points by a flag, Annex B, what a group holds after another turn
/// of a loop, `\b` and `$` without locale), and none can be stopped after so many steps.
public struct RegularExpression: Sendable {
    public let flags: RegularExpressionFlags
    /// Groups that capture, without the whole.
    public let captureCount: Int
    /// The names of groups in the order in which they stand. Groups of one name stand in different alternatives.
    public let names: [(name: [UInt16], groups: [Int32])]
    let program: Program

    /// - Parameter pattern: in code units.
    public init(_ pattern: [UInt16], _ flags: RegularExpressionFlags) throws(PatternError) {
        let pattern = try PatternParser.parse(pattern, flags)
        self.flags = flags
        captureCount = Int(pattern.captureCount)
        names = pattern.names
        program = PatternCompiler.compile(pattern, flags)
    }

    public init(_ pattern: String, _ flags: RegularExpressionFlags = []) throws(PatternError) {
        try self.init(Array(pattern.utf16), flags)
    }

    /// What is wrong with a pattern, without compiling it.
    public static func problem(of pattern: [UInt16], _ flags: RegularExpressionFlags) -> PatternError? {
        do throws(PatternError) {
            _ = try PatternParser.parse(pattern, flags)
            return nil
        } catch {
            return error
        }
    }

    /// Roughly, what it takes in memory.
    public var byteCount: Int {
        program.instructions.count * MemoryLayout<Program.Instruction>.stride + program.ranges.count * 4
            + program.sets.count * MemoryLayout<Program.Set>.stride + 256
    }
}
