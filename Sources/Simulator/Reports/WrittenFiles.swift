import Diagnostics
import Text

/// The files that a program has written, which are kept in the memory of the run: the first of them, and how many there are.
struct WrittenFiles {
    private static let limit = 100
    private(set) var paths: [String] = []
    private(set) var omitted = 0

    mutating func note(_ path: String, isThere: Bool) {
        if let known = paths.firstIndex(of: path) {
            if !isThere { paths.remove(at: known) }
        } else if isThere {
            if paths.count < Self.limit { paths.append(path) } else { omitted += 1 }
        }
    }
}

extension Run {
    /// What a person should know of files that the program has written: they are not on the disk.
    public var writtenNote: Diagnostic? {
        guard !writtenFiles.isEmpty else { return nil }
        let names = writtenFiles.prefix(10).map { visibleText($0) }.joined(separator: ", ")
        let rest = writtenFiles.count > 10 ? " and others" : ""
        var note = Diagnostic(.file, "the program has written \(names)\(rest), which the run keeps in memory: nothing is on the disk")
        note.severity = .note
        return note
    }
}
