import Diagnostics
import Trace

/// Says on standard error what is wrong, one screen at most.
func report(_ diagnostics: [Diagnostic]) {
    let shown = 5
    for diagnostic in diagnostics.prefix(shown) { standardError.write(describe(diagnostic)) }
    if diagnostics.count > shown { standardError.write("… and \(diagnostics.count - shown) more\n") }
    standardError.flush()
}

/// One problem: the place, what is wrong, the line with a mark below the column, what to write instead.
func describe(_ diagnostic: Diagnostic) -> String {
    var text = ""
    if let location = diagnostic.location { text += "\(visibleText(location.file)):\(location.line):\(location.column): " }
    text += "error: "
    if let keyPath = diagnostic.keyPath { text += "\(visibleText(keyPath)): " }
    text += visibleText(diagnostic.message) + "\n"
    if let line = diagnostic.sourceLine, let location = diagnostic.location, line.unicodeScalars.count <= 160 {
        text += "  \(visibleText(line))\n  \(String(repeating: " ", count: max(0, location.column - 1)))"
        text += String(repeating: "^", count: min(diagnostic.width, 80)) + "\n"
    }
    if let suggestion = diagnostic.suggestion { text += "  \(visibleText(suggestion))\n" }
    return text
}

/// Carries on with a body that writes files, and ends with a word and a status when one cannot be written.
func writing(_ body: () throws(DiagnosticList) -> Void) throws {
    do {
        try body()
    } catch {
        report(error.diagnostics)
        try end(ExitStatus.cannotWrite)
    }
}
