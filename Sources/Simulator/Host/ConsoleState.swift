import Text

/// What `console` remembers.
struct ConsoleState {
    /// How much was printed.
    var byteCount = 0
    var groupDepth = 0
    /// Whether errors are shown with their stacks.
    var showsStacks = false
    /// What was written to each stream behind its last line break.
    var begun = ["", ""]
    var counts: [ExactText: Int] = [:]
    var timers: [ExactText: Int64] = [:]
    /// The names of the functions that make objects of prototypes that lead to nothing.
    var makers: [ObjectID: String] = [:]
}
