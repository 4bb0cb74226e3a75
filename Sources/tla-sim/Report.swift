import Diagnostics

/// Says on standard error what is wrong, one screen at most.
func report(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    standardOutput.flush()
    standardError.write(DiagnosticList(diagnostics).text(isColoured: ColorChoice.auto.isOn(standardError), limit: 5))
    standardError.flush()
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
