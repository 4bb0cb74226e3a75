import Diagnostics

/// Finds the lines of places of one text, in the files that a person edits.
struct Lines {
    private let file: SourceFile

    init(_ file: SourceFile) { self.file = file }

    /// The file's name and the line of an offset; line 0 for text that nobody wrote.
    func line(at offset: UInt32) -> (file: String, line: Int) {
        if let origins = file.origins, origins.place(of: offset) == nil { return (file.name, 0) }
        let place = file.location(at: offset)
        return (place.file, place.line)
    }

    /// The line of an offset in the module's own text, where that stands in a scenario document: counted from its first line.
    func ownLine(at offset: UInt32) -> Int { file.ownLine(at: offset) }
}
