import Trace

extension Trace {
    /// Whether what had not ended when the run did might have gone on: after an error, with which some hosts end the process, at a limit,
    /// and where the process goes on.
    public var mightHaveGoneOn: Bool {
        switch outcome {
        case .running, .exited, .rejected, .blocked: true
        case .fulfilled, .unsettled, .loadError, .linkError: false
        }
    }

    /// What is said of a module that had not ended.
    public var wordsForUnended: String { mightHaveGoneOn ? "has not ended" : "never settles" }

    /// What is said of code that stood at an `await` when the run ended.
    public var wordsForStanding: String { mightHaveGoneOn ? "and has not gone on when the run ends" : "and never goes on" }
}
