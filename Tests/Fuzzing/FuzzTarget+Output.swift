import Diagnostics
import TestSupport
import Text
import Trace

// What must be true of anything that the program shows.
extension FuzzTarget {
    /// Problems have places inside the input, and can be shown on a terminal and as JSON.
    func check(_ problems: [Diagnostic], in input: [UInt8]) throws(Finding) {
        guard !problems.isEmpty else { return }
        let lines = 1 + input.count { $0 == 0x0A || $0 == 0x0D } + (input.isEmpty ? 0 : separators(input))
        for problem in problems {
            try expect(!problem.message.isEmpty, "a problem without a message")
            let places = [problem.location] + problem.related.map(\.location) + problem.stack.map(\.location)
            // Code that a program makes of a text is named in parentheses, and is no part of the input.
            for case let place? in places where !place.file.hasPrefix("(") {
                try expect(
                    place.line >= 1 && place.line <= lines && place.column >= 1 && place.column <= input.count + 2,
                    "a problem outside the input: \(problem.kind.rawValue)")
            }
            try expect(problem.width >= 1, "a problem of no width")
        }
        let list = DiagnosticList(problems)
        try checkVisible(list.text(), "the text of a problem")
        try checkJSONLines(Array(list.jsonLines.utf8), "the JSON of a problem")
    }

    /// ECMAScript ends lines at U+2028 and U+2029 too.
    private func separators(_ input: [UInt8]) -> Int {
        var count = 0
        for index in input.indices.dropLast(2) where input[index] == 0xE2 && input[index + 1] == 0x80 {
            if input[index + 2] == 0xA8 || input[index + 2] == 0xA9 { count += 1 }
        }
        return count
    }

    /// Text for a terminal holds nothing that would drive it.
    func checkVisible(_ text: String, _ what: String) throws(Finding) {
        for scalar in text.unicodeScalars where scalar != "\n" && isInvisibleControl(scalar) {
            throw Finding("\(what) holds U+\(String(scalar.value, radix: 16, uppercase: true))")
        }
    }

    func checkJSON(_ bytes: [UInt8], _ what: String) throws(Finding) {
        do {
            try WellFormedJSON.check(bytes)
        } catch {
            throw Finding("\(what) is not well-formed: \(error)")
        }
    }

    func checkJSONLines(_ bytes: [UInt8], _ what: String) throws(Finding) {
        try expect(bytes.last == 0x0A, "the last line of \(what) has no end")
        for line in bytes.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false) { try checkJSON(Array(line), what) }
    }

    /// The three forms of a trace.
    func check(_ trace: Trace) throws(Finding) {
        try checkVisible(trace.text(), "the trace")
        try checkVisible(trace.text(TextOptions(isVerbose: true)), "the verbose trace")
        var json: [UInt8] = []
        trace.writeJSON { json += $0 }
        try checkJSON(json, "the trace as JSON")
        var lines: [UInt8] = []
        trace.writeNDJSON { lines += $0 }
        try checkJSONLines(lines, "the trace as NDJSON")
    }
}
