import JavaScript

/// What a call calls, for messages: looked up at a throw, in the module's text.
extension Machine {
    /// What the running instruction calls, as V8 writes it.
    mutating func runningCalleeText() -> String { callee(of: running.pc - 1)?.text ?? "(intermediate value)" }

    /// - Parameter instruction: a call, or a `new`.
    /// - Returns: `nil` when the text does not tell.
    mutating func callee(of instruction: Int32) -> CallSites.Callee? {
        if let known = reports.callees[instruction] { return known }
        guard instruction >= 0, let function = function(of: instruction) else { return nil }
        let offset = code.offsets[Int(instruction)]
        // Only a call that fails is looked for, and each but once.
        budget.countWork(Int(instruction - function.start))
        let ordinal = (function.start..<instruction).count { code.offsets[Int($0)] == offset && isCall(code.instructions[Int($0)].opcode) }
        let callee = callSites(of: function.unit)?.callee(at: offset, ordinal: ordinal)
        reports.callees.updateValue(callee, forKey: instruction)
        return callee
    }

    mutating func isCall(_ opcode: Opcode) -> Bool {
        switch opcode {
        case .call, .callSpread, .new, .newSpread, .superCall, .importCall: true
        default: false
        }
    }

    /// Those of the latest module that was asked for are kept.
    private mutating func callSites(of unit: UnitID) -> CallSites? {
        if let latest = reports.latestCallSites, latest.unit == unit { return latest.sites }
        let source = code.modules[Int(unit.index)].source
        budget.countCloseWork(source.bytes.count)
        let sites = CallSites(in: source, nesting: limits.nesting)
        reports.latestCallSites = (unit, sites)
        return sites
    }
}
