import Trace

extension Trace {
    /// Whether what had not ended when the run did might have gone on: after an error, with which some hosts end the process, at a limit,
    /// and where the process goes on.
    var mightHaveGoneOn: Bool {
        switch outcome {
        case .running, .exited, .rejected, .blocked: true
        case .fulfilled, .unsettled, .loadError, .linkError: false
        }
    }

    /// What is said of a module that had not ended.
    var wordsForUnended: String { mightHaveGoneOn ? "has not ended" : "never settles" }
}
