/// Why a pattern is no pattern.
public struct PatternError: Error, Equatable, Sendable {
    public enum Reason: String, Sendable {
        case tooLarge = "Regular expression too large"
        case unterminatedGroup = "Unterminated group"
        case unmatchedParenthesis = "Unmatched ')'"
        case escapeAtEnd = "\\ at end of pattern"
        case invalidPropertyName = "Invalid property name"
        case invalidPropertyNameInClass = "Invalid property name in character class"
        case invalidEscape = "Invalid escape"
        case invalidDecimalEscape = "Invalid decimal escape"
        case invalidUnicodeEscape = "Invalid Unicode escape"
        case nothingToRepeat = "Nothing to repeat"
        case loneQuantifierBrackets = "Lone quantifier brackets"
        case quantifierOutOfOrder = "numbers out of order in {} quantifier"
        case incompleteQuantifier = "Incomplete quantifier"
        case invalidQuantifier = "Invalid quantifier"
        case invalidGroup = "Invalid group"
        case multipleFlagDashes = "Multiple dashes in flag group"
        case repeatedFlag = "Repeated flag in flag group"
        case invalidFlagGroup = "Invalid flag group"
        case tooManyCaptures = "Too many captures"
        case invalidGroupName = "Invalid capture group name"
        case duplicateGroupName = "Duplicate capture group name"
        case invalidNamedReference = "Invalid named reference"
        case invalidNamedCapture = "Invalid named capture referenced"
        case invalidClassEscape = "Invalid class escape"
        case invalidClassSetOperation = "Invalid set operation in character class"
        case invalidCharacterInClass = "Invalid character in character class"
        case unterminatedClass = "Unterminated character class"
        case classRangeOutOfOrder = "Range out of order in character class"
        case invalidClass = "Invalid character class"
        case negatedClassWithStrings = "Negated character class may contain strings"
    }

    public var reason: Reason
    /// Where in the pattern, in code units.
    public var offset: Int

    /// What V8 says.
    public var message: String { reason.rawValue }
}
