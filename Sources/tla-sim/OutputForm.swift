/// What a file that a command writes is.
///
/// A file that is there is replaced without a word when it begins as such files do: it is yesterday's, and not somebody's own.
enum OutputForm {
    case svg, dot, page, mermaid, markdown, perfetto, junit, recording, table, galleryPage, lintReport, foundCase, fuzzState, fuzzResult

    /// How many bytes of a file ``isBegun(by:)`` wants to see.
    static let headSize = 4096

    /// Whether a file of this form may begin so; an empty file does, and whatever a command was about to write there may take its place.
    func isBegun(by head: [UInt8]) -> Bool {
        if head.isEmpty { return true }
        let text = String(decoding: head, as: UTF8.self)
        let lines = text.split(separator: "\n", maxSplits: 3, omittingEmptySubsequences: false)
        func line(_ index: Int) -> Substring { index < lines.count ? lines[index] : "" }
        func begins(_ beginning: String) -> Bool { text.utf8.starts(with: beginning.utf8) }
        switch self {
        case .svg:
            return begins("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"") && line(0).contains(" role=\"img\" aria-labelledby=\"")
        case .page: return begins("<!doctype html>\n") && text.contains("<meta name=\"generator\" content=\"tla-sim play\"")
        case .dot:
            return begins("digraph \"") && text.contains("\n  graph [bgcolor=\"") && text.contains("pad=0, margin=0, notranslate=true];")
        case .mermaid: return (begins("gantt\n") || begins("flowchart ")) && line(1).hasPrefix("    accTitle: ")
        case .markdown: return ["Timeline", "Module graph", "Who waits for whom", "Comparison"].contains { begins("![\($0): ") }
        case .perfetto: return begins("{\"displayTimeUnit\":\"ms\",\"otherData\":{\"generator\":\"tla-sim\"")
        case .junit: return begins("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"tla-sim\" ")
        case .recording: return begins("{\"id\":\"") && line(0).contains("\",\"digest\":\"")
        case .table: return begins("# What engines do\n") || begins("# What bundlers do\n")
        case .galleryPage:
            return begins("# Gallery\n\nEvery scenario of the folder ")
                || (begins("# ") && line(1).isEmpty && line(2).hasPrefix("<a id=\""))
        case .lintReport:
            // The last line of a report in text may be all of it.
            return begins("{\"format\":\"tla-sim-lint\"") || begins("{\n  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\"")
                || begins("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"tla-sim lint\" ") || begins("nothing found in ")
                || begins("::error ") || begins("::warning ") || begins("::notice ")
                || text.contains("\n  rule: ")
        case .foundCase: return begins("title: \"Case ") && line(2).hasPrefix("  Found by tla-sim fuzz (")
        case .fuzzState: return begins("tla-sim fuzz, state ")
        case .fuzzResult: return begins("{\n  \"format\": \"tla-sim fuzz result\",")
        }
    }
}

extension PictureFormat {
    /// What a file of this format is.
    var outputForm: OutputForm {
        switch self {
        case .svg, .png, .pdf: .svg
        case .dot: .dot
        case .mermaid: .mermaid
        case .markdown: .markdown
        case .perfetto: .perfetto
        }
    }
}
