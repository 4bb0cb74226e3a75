import JavaScript

/// Microtasks between the modules of a graph (`checkpoints: between modules`), which ECMA-262 does not have: what it would change is an open question of the
/// proposal of top-level await. https://github.com/tc39/proposal-top-level-await#faq
extension Machine {
    /// Runs the microtasks that a module has left, before the next of its graph is evaluated.
    ///
    /// Within a cycle there is none: its modules become what they are together. An `import()` that is loaded by now is linked and evaluated when
    /// the graph is done, since two evaluations do not go on at once.
    mutating func checkpointBetweenModules() throws(Abrupt) {
        guard program.checkpointsBetweenModules, !graph.isBetweenModules, running.frames.isEmpty else { return }
        graph.isBetweenModules = true
        defer { graph.isBetweenModules = false }
        try drainMicrotasks()
        try throwIfStopped()
    }

    /// Whether an `import()` waits for the end of an evaluation.
    mutating func waitsForGraph(_ id: ImportID) -> Bool {
        guard graph.isBetweenModules else { return false }
        graph.heldImports.append(id)
        return true
    }

    /// The evaluation of a graph is over: what has waited goes on.
    mutating func continueHeldImports() {
        guard !graph.heldImports.isEmpty else { return }
        let held = graph.heldImports
        graph.heldImports = []
        for id in held { continueHeldImport(id) }
    }
}
