import JavaScript
import Simulator
import Trace

/// Variables of a module that its own functions look at, and throw where they have no value yet: `if (!app) throw new Error("no app")`.
extension EarlyUseFinder {
    /// - Parameter isContent: whether what the variable holds was missing, and not its own value.
    /// - Returns: `nil` where it is not known that it is still to come.
    func unsetVariable(
        _ binding: BindingID, of owner: ModuleIndex, isContent: Bool, _ error: UncaughtError, _ moment: Moment
    ) -> EarlyUse? {
        guard let module = read(owner) else { return nil }
        let outermost = error.frames.last { $0.module != owner }
        let name = module.bindings[binding].name
        var use = EarlyUse(
            missing: .undefined, user: outermost?.module ?? owner, written: name, origin: ValueOrigin(asked: owner, exported: name),
            way: [owner], binding: binding, assignments: [], assigner: owner, reason: .never, moment: moment)
        use.isContent = isContent
        if isContent {
            use.assignments = ValueAssignments.fillings(of: binding, in: module)
        } else {
            let assignments = ValueAssignments(of: binding, in: module)
            if assignments.isHoisted { return nil }
            (use.assignments, use.isTakenAway) = (assignments.all, assignments.isTakenAway)
        }
        guard !use.assignments.isEmpty, let reason = reason(of: use, error) else { return nil }
        use.reason = reason
        use.call = call(from: owner, error)
        switch reason {
        case .notBegun, .waits: return use
        case .inFunction:
            use.functionStands = whereFunctionStands(use)
            if use.functionStands != nil { return use }
            use.uncalled = uncalledFunction(around: use.assignments.map(\.functions), in: owner, moment, error)
            return use.uncalled == nil ? nil : use
        case .runs, .never, .copied, .failed, .furtherDown, .takenByDefault: return nil
        }
    }

    /// The call by which another module came to the code that threw.
    private func call(from owner: ModuleIndex, _ error: UncaughtError) -> EarlyCall? {
        guard let module = read(owner), let place = error.frames.firstIndex(where: { $0.module != owner }), place > 0,
            let offset = offset(error.frames[place - 1].position, in: owner), let function = module.function(at: offset)
        else { return nil }
        return EarlyCall(function: module.name(of: function), isHoisted: false, place: error.frames[place])
    }
}
