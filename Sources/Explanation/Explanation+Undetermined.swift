extension Explanation {
    /// What happened in an order that a real host does not promise.
    func findUndetermined() -> [Finding] { [] }
}
