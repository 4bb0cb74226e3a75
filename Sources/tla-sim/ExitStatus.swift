import ArgumentParser
import Diagnostics
import Trace

/// The statuses with which the commands end. README and `--help` show the same table.
enum ExitStatus {
    /// The program rejected or did not link; a scenario did not do what it expects.
    static let failed: Int32 = 1
    /// The input cannot be used.
    static let badInput: Int32 = 2
    /// As Node.js has it.
    static let unsettled: Int32 = 13
    static let blocked: Int32 = 14
    /// EX_IOERR: a result could not be written.
    static let cannotWrite: Int32 = 74

    static let help = """
        Exit status:
          0   the run fulfilled; every scenario is as it expects; it is drawn
          1   the run rejected, or its modules do not load, parse or link;
              a scenario is not as it expects
          2   the input cannot be used: a missing file, a bad scenario,
              JavaScript outside the subset
          13  the run never settles
          14  the run is blocked: it would go on for ever
          64  the command line is wrong
          74  a result cannot be written
        `console` ends with the status of its host instead.
        """

    /// The status that fits how a run ended.
    static func of(_ outcome: Outcome, _ diagnostics: [Diagnostic]) -> Int32 {
        switch outcome {
        case .fulfilled: 0
        case .rejected: failed
        case .loadError, .linkError: diagnostics.isEmpty ? failed : of(diagnostics)
        case .unsettled: unsettled
        case .blocked: blocked
        }
    }

    /// The status that fits what is wrong: the program at fault, or an input that we cannot run.
    static func of(_ diagnostics: [Diagnostic]) -> Int32 {
        diagnostics.allSatisfy { $0.kind == .syntax || $0.kind == .link } ? failed : badInput
    }
}

/// Ends the process with that status, after everything is printed.
func end(_ status: Int32) throws {
    standardOutput.flush()
    standardError.flush()
    if status != 0 { throw ExitCode(status) }
}
