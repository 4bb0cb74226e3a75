import ArgumentParser
import Diagnostics
import Trace

/// The statuses with which the commands end. README and `--help` show the same table.
enum ExitStatus {
    /// The program rejected, or did not load or link; a scenario did not do what it expects.
    static let failed: Int32 = 1
    /// The input cannot be used.
    static let badInput: Int32 = 2
    /// As Node.js has it.
    static let unsettled: Int32 = 13
    static let blocked: Int32 = 14
    /// EX_USAGE: the command line asks for what cannot be done.
    static let usage: Int32 = ExitCode.validationFailure.rawValue
    /// EX_UNAVAILABLE: the engine to compare with is not installed.
    static let noEngine: Int32 = 69
    /// EX_IOERR: a result could not be written.
    static let cannotWrite: Int32 = 74

    static let help = """
        Exit status:
          0   the run fulfilled, or goes on after its start-up; every scenario is as
              it expects; it is drawn
          1   the run rejected, or ended itself with another status than 0, or a
              module does not parse, link or load, such as
              an import of a missing file; a scenario is not as it expects;
              a picture has nothing to show
          2   the input cannot be used: it is missing itself, or a bad scenario,
              or JavaScript outside the subset
          13  the run never settles
          14  the run is blocked: it would go on for ever
          64  the command line is wrong
          69  verify, fuzz: the engine is not installed
          74  a result cannot be written
        `console` ends with the status of its host where the host has one.
        """

    /// The statuses of the commands that end as the run does.
    static let helpOfRuns = """
        Exit status:
          0   the run fulfilled, or goes on after its start-up
          1   the run rejected, or ended itself with another status than 0, or a
              module does not parse, link or load, such as an import of a missing
              file
          2   the input cannot be used: it is missing itself, or a bad scenario,
              or JavaScript outside the subset
          13  the run never settles
          14  the run is blocked: it would go on for ever
          64  the command line is wrong
          74  a result cannot be written
        """

    /// The statuses of the commands that show a run, however it ended.
    static let helpOfShowing = """
        Exit status:
          0   it is written, however the run ended
          1   there is nothing to show
          2   the input cannot be used: it is missing itself, or a bad scenario,
              or JavaScript outside the subset
          64  the command line is wrong
          74  a result cannot be written
        """

    /// The status that fits how a run ended.
    static func of(_ outcome: Outcome, _ diagnostics: [Diagnostic]) -> Int32 {
        // A missing import is the program's fault, as on any host; what we leave out is not, found early or late.
        if isOutsideSubset(diagnostics) { return badInput }
        return switch outcome {
        case .fulfilled, .running: 0
        case .exited(let status): status == 0 ? 0 : failed
        case .rejected, .loadError, .linkError: failed
        case .unsettled: unsettled
        case .blocked: blocked
        }
    }

    /// The status that fits what keeps an input from being run at all: its JavaScript, or the input itself.
    static func of(_ diagnostics: [Diagnostic]) -> Int32 {
        diagnostics.allSatisfy { $0.kind == .syntax || $0.kind == .link } ? failed : badInput
    }

    /// The status that fits what keeps a bundler from making anything of a program: a missing file is the program's fault, as it is for a host.
    static func ofBundling(_ diagnostics: [Diagnostic]) -> Int32 {
        if isOutsideSubset(diagnostics) { return badInput }
        if diagnostics.contains(where: { $0.kind == .blocked }) { return blocked }
        return diagnostics.contains { $0.kind == .usage } ? usage : failed
    }

    /// The status that fits why a change cannot be made.
    static func ofChanging(_ problem: Diagnostic) -> Int32 {
        switch problem.kind {
        case .usage: usage
        case .blocked: blocked
        default: of([problem])
        }
    }

    /// Whether the program asks for JavaScript that the simulator leaves out: no host would refuse it.
    static func isOutsideSubset(_ diagnostics: [Diagnostic]) -> Bool {
        diagnostics.contains(where: \.isOutsideSubset)
    }
}

/// Ends the process with that status, after everything is printed.
func end(_ status: Int32) throws {
    standardOutput.flush()
    standardError.flush()
    if status != 0 { throw ExitCode(status) }
}
