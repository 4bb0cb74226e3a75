import Diagnostics

/// Finds the lines of many places of one text, in the files that a person edits.
struct Lines {
    private let file: SourceFile
    /// Of a text that is the file itself: where its lines begin.
    private var starts: [UInt32] = []
    private var sources: [Lines] = []

    init(_ file: SourceFile) {
        self.file = file
        if let origins = file.origins {
            sources = origins.sources.map { Lines($0) }
        } else if file.segments.isEmpty {
            starts = [0]
            for (index, byte) in file.bytes.enumerated() {
                let next = index + 1 < file.bytes.count ? file.bytes[index + 1] : 0
                if byte == 0x0A || (byte == 0x0D && next != 0x0A) { starts.append(UInt32(index + 1)) }
            }
        }
    }

    /// The file's name and the line of an offset. Logarithmic in the number of lines, but for texts that stand in a scenario.
    func line(at offset: UInt32) -> (file: String, line: Int) {
        if let origins = file.origins {
            guard let place = origins.place(of: offset) else { return (file.name, 0) }
            return sources[place.source].line(at: place.offset)
        }
        guard file.segments.isEmpty else {
            let place = file.location(at: offset)
            return (place.file, place.line)
        }
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle + 1 } else { high = middle }
        }
        return (file.name, low)
    }

    /// The line of an offset in the module's own text, where that stands in a scenario document: counted from its first line.
    func ownLine(at offset: UInt32) -> Int {
        if let origins = file.origins {
            guard let place = origins.place(of: offset) else { return 0 }
            return sources[place.source].ownLine(at: place.offset)
        }
        if file.segments.isEmpty { return line(at: offset).line }
        return 1 + file.bytes.prefix(Int(offset)).count { $0 == 0x0A }
    }
}
