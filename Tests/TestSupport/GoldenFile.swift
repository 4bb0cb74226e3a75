import Foundation

/// Files that hold what a test expects, byte for byte.
///
/// Run the tests with `TLA_SIM_RECORD=1` to write them anew. A run that writes fails, so that nobody commits what nobody
/// read.
public enum GoldenFile {
    public struct Difference: Error, CustomStringConvertible {
        public var description: String
    }

    /// Compares the text with the file `Golden/NAME` beside the test's own file.
    public static func compare(_ text: String, with name: String, beside test: String = #filePath) throws {
        let folder = URL(fileURLWithPath: test).deletingLastPathComponent().appendingPathComponent("Golden")
        let file = folder.appendingPathComponent(name)
        let expected = try? String(contentsOf: file, encoding: .utf8)
        if expected == text { return }
        if ProcessInfo.processInfo.environment["TLA_SIM_RECORD"] != nil {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
            throw Difference(description: "\(name) was written anew: read it, then run again without TLA_SIM_RECORD")
        }
        guard let expected else { throw Difference(description: "\(name) does not exist: run with TLA_SIM_RECORD=1") }
        let seen = text.split(separator: "\n", omittingEmptySubsequences: false)
        let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(seen, wanted).prefix { $0 == $1 }.count
        let (was, now) = (line < wanted.count ? wanted[line] : "(end)", line < seen.count ? seen[line] : "(end)")
        throw Difference(description: "\(name):\(line + 1) expected\n  \(was)\nand saw\n  \(now)")
    }
}
