import Diagnostics

extension Explanation {
    /// Errors that nothing caught, rejections that nobody handles, and what stopped the run or keeps it going.
    func findErrors() -> [Finding] { run.outcomeDiagnostics.map { Finding(.error, $0) } }
}
