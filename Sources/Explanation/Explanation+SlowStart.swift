extension Explanation {
    /// What made the start take as long as it did.
    func findSlowStart() -> [Finding] { [] }
}
