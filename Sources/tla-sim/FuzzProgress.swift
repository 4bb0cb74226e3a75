import Differential

/// A bar on a terminal; nothing where standard error goes elsewhere.
struct FuzzProgress: Sendable {
    let total: Int

    func show(_ state: FuzzState) { show(done: state.done, ", \(state.different.count) different") }

    func show(done: Int, _ more: String = "") {
        let width = 30
        let filled = total == 0 ? width : Int(Double(done) / Double(total) * Double(width))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        show("\(bar) \(done) of \(total)\(more)")
    }

    func show(_ text: String) {
        guard standardError.isTerminal else { return }
        standardError.write("\r\u{1B}[K\(text)")
        standardError.flush()
    }

    func clear() {
        guard standardError.isTerminal else { return }
        standardError.write("\r\u{1B}[K")
        standardError.flush()
    }
}
