import Diagnostics
import Scenario
import Text

/// Reads changes as a command line has them.
public enum ChangeText {
    /// The shortest text that reads as so many nanoseconds.
    static func duration(_ nanoseconds: Int64) -> String { VirtualDuration(nanoseconds: nanoseconds).description }

    private static func problem(_ option: String, _ text: String, _ message: String, _ suggestion: String) -> Diagnostic {
        Diagnostic(.usage, "\(option) \(shortened(text)): \(message)", suggestion: suggestion)
    }

    /// `SUBJECT=TIME`
    public static func set(_ text: String) throws(Diagnostic) -> Change {
        let example = "write --set config.mjs=100ms, --set config.mjs:3=50ms, or --set 'https://…=0ms'"
        guard let equals = text.lastIndex(of: "="), equals > text.startIndex else {
            throw problem("--set", text, "there is no time in it", example)
        }
        do throws(VirtualDuration.ParseError) {
            let time = try VirtualDuration(parsing: String(text[text.index(after: equals)...]))
            return .set(subject: String(text[..<equals]), nanoseconds: time.nanoseconds)
        } catch {
            throw problem("--set", text, error.message, error.suggestion ?? example)
        }
    }

    /// `MODULE`, or `MODULE:LINE,LINE`
    public static func parallel(_ text: String) throws(Diagnostic) -> Change {
        guard let colon = text.lastIndex(of: ":"), colon > text.startIndex else { return .parallel(module: text) }
        let rest = text[text.index(after: colon)...]
        let parts = rest.split(separator: ",", omittingEmptySubsequences: false)
        let lines = parts.compactMap { line($0) }
        // What stands behind a colon is no list of lines: the colon is the name's.
        guard lines.count == parts.count else {
            if rest.contains(where: \.isNumber), rest.allSatisfy({ $0.isNumber || $0 == "," || $0 == "-" || $0 == " " }) {
                throw problem("--parallel", text, "lines are numbers with commas between them", "write --parallel config.mjs:3,5,8")
            }
            return .parallel(module: text)
        }
        return .parallel(module: String(text[..<colon]), lines: lines)
    }

    /// `MODULE:LINE`, or `MODULE:LINE:COLUMN`
    public static func cut(_ text: String) throws(Diagnostic) -> Change {
        let (name, numbers) = place(text)
        switch numbers.count {
        case 1: return .cut(module: name, line: numbers[0])
        case 2: return .cut(module: name, line: numbers[0], column: numbers[1])
        default: throw problem("--cut", text, "there is no line in it", "write --cut a.mjs:12, the line of the await or import")
        }
    }

    /// A name, and up to two numbers behind it, each after a colon.
    static func place(_ text: String) -> (name: String, numbers: [Int]) {
        var name = text[...]
        var numbers: [Int] = []
        while numbers.count < 2, let colon = name.lastIndex(of: ":"), colon > name.startIndex,
            let number = line(name[name.index(after: colon)...])
        {
            numbers.insert(number, at: 0)
            name = name[..<colon]
        }
        return (String(name), numbers)
    }

    private static func line(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.count <= 9, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text), number > 0
        else {
            return nil
        }
        return number
    }
}
