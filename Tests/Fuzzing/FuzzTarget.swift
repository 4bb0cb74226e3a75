import Text

/// A part of the program that is given inputs nobody wrote.
///
/// A check passes or throws a ``Finding``; a crash and a hang are for the process around it to notice.
public enum FuzzTarget: String, CaseIterable, Sendable {
    /// The reader of scenario documents.
    case yaml
    /// The parser, and the printer on everything that parses.
    case parser
    /// The whole run on every host, and what it writes.
    case console
    /// A run and its pictures, down to the SVG.
    case drawing
    /// A run and the page that plays it, forwards and backwards.
    case play
    /// What bundlers' models make of a program, its run and its pictures.
    case bundling
    /// What lint finds in a program, in every form of its report.
    case lint
    /// A run of a program that was written to last, as long as the limits let it: how long it takes, and how much memory.
    case limits

    /// The parser of regular expressions, and the search for what they match.
    case regexp

    /// The longest input that is made, in bytes. Past some size an input is only slower, not harder.
    public static let inputLimit = 1 << 15

    /// Gives the input to the target.
    ///
    /// Needs a large stack, as the commands do. The same input is always judged alike.
    ///
    /// - Parameter isThorough: whether what is only tried on some inputs otherwise, because it costs a second run, is tried.
    /// - Throws: a ``Finding`` when something came of it that must never be.
    public func check(_ input: [UInt8], isThorough: Bool = false) throws(Finding) {
        let isThorough = isThorough || fingerprint(input) % 16 == 0
        switch self {
        case .yaml: try checkReader(input, isThorough: isThorough)
        case .parser: try checkParser(input, isThorough: isThorough)
        case .console: try checkRun(input, isThorough: isThorough)
        case .drawing: try checkDrawing(input, isThorough: isThorough)
        case .play: try checkPlay(input, isThorough: isThorough)
        case .bundling: try checkBundling(input, isThorough: isThorough)
        case .lint: try checkLint(input, isThorough: isThorough)
        case .limits: try checkLimits(input)
        case .regexp: try checkPattern(input)
        }
    }
}

/// What an input showed that must never be.
public struct Finding: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong, the same words for the same fault where possible.
    public var message: String
    public init(_ message: String) { self.message = message }
    public var description: String { message }
}

func expect(_ condition: Bool, _ message: @autoclosure () -> String) throws(Finding) {
    if !condition { throw Finding(message()) }
}

/// FNV-1a: the same number for the same bytes, everywhere.
public func fingerprint(_ bytes: [UInt8]) -> UInt64 {
    let hash = fnv1a(bytes)
    return hash ^ (hash >> 32)
}
