import Text

/// What `console` remembers.
struct ConsoleState {
    /// How much was printed.
    var byteCount = 0
    var groupDepth = 0
    var counts: [ExactText: Int] = [:]
    var timers: [ExactText: Int64] = [:]
}
