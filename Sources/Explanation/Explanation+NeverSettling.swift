extension Explanation {
    /// Code that waits for what never comes.
    func findNeverSettling() -> [Finding] { [] }
}
