import Diagnostics
import JavaScript
import Simulator
import Trace

/// The call of a function that used its own module's value before that was there.
struct EarlyCall {
    /// The function as its module names it; `nil` for one without a name.
    var function: BindingID?
    /// Whether it is a function declaration, which can be called before its module runs.
    var isHoisted: Bool
    /// Where another module calls it; `nil` for what a timer or a promise calls.
    var place: UncaughtError.Frame?
}

/// Values that a function of their own module used, which was called before the module had come to them.
extension EarlyUseFinder {
    func findOwn(_ access: UncaughtError.Access, _ missing: UncaughtError.Missing, _ error: UncaughtError) -> EarlyUse? {
        // Of a bundle's own code nobody reads here.
        guard let first = error.frames.first, let frame = own(first), let module = read(frame.module),
            let offset = offset(frame.position, in: frame.module), let function = module.function(at: offset)
        else { return nil }
        let origins = ValueOrigins(module: module, trace: trace) { _ in nil }
        guard let (binding, node) = origins.ownBinding(access, at: offset) else { return nil }
        let frames = error.frames.compactMap { own($0) }
        let caller = frames.firstIndex { $0.module != frame.module }
        var use = EarlyUse(
            missing: missing, user: caller.map { frames[$0].module } ?? frame.module, written: module.written(node) ?? "",
            origin: ValueOrigin(asked: frame.module, exported: module.bindings[binding].name), way: [frame.module], binding: binding,
            assignments: [], assigner: frame.module, reason: .never, moment: Moment(of: run.trace, eventCount: error.eventCount))
        if missing == .deadZone {
            use.assignments = ValueAssignments.declaration(of: binding, in: module).map { [$0] } ?? []
        } else {
            let assignments = ValueAssignments(of: binding, in: module)
            guard !assignments.isHoisted else { return nil }
            use.assignments = assignments.all
            use.isTakenAway = assignments.isTakenAway
        }
        guard let reason = reason(of: use, error) else { return nil }
        switch reason {
        case .notBegun, .waits, .runs(.some): use.reason = reason
        case .inFunction:
            guard missing == .undefined, use.assignments.allSatisfy({ $0.functions.first?.id == function && $0.end > offset }) else {
                return nil
            }
            use.reason = .furtherDown
            return use
        case .runs(nil), .never, .copied, .failed, .furtherDown, .takenByDefault: return nil
        }
        // A function of the module that its own top level calls.
        let outermost = frames[(caller ?? frames.count) - 1]
        guard let called = self.offset(outermost.position, in: frame.module).flatMap({ module.function(at: $0) }) else { return nil }
        let name = module.name(of: called) ?? module.name(of: function)
        use.call = EarlyCall(function: name, isHoisted: module.isHoisted(called), place: caller.map { frames[$0] })
        if let name, let (way, offset) = wayOfImport(of: name, frame.module, to: use.user) {
            (use.way, use.origin.asked, use.origin.importOffset) = (way, way[0], offset)
        }
        return use
    }

    /// From the module that the caller asks for a function to that which has it, and where the caller's import of it stands.
    private func wayOfImport(of function: BindingID, _ owner: ModuleIndex, to user: ModuleIndex) -> (way: [ModuleIndex], offset: UInt32)? {
        guard user != owner, let module = read(user) else { return nil }
        for entry in module.bindings.imports {
            guard let imported = entry.imported, let asked = trace.target(of: entry.request, in: user),
                let found = ExportOwner.find(module.text(imported), in: asked, trace, { self.read($0) }), found.owner == owner,
                found.binding == function
            else { continue }
            return (found.way, entry.range.start)
        }
        return nil
    }
}

extension ReadModule {
    /// The binding that stands for a function.
    func name(of function: FunctionID) -> BindingID? {
        if let binding = bindings.binding(of: function), bindings[binding].kind == .function { return binding }
        return nodes { if case .function(function) = $0 { true } else { false } }.first
            .flatMap { FunctionUse.name(of: ($0, function), in: self) }
    }

    fileprivate func isHoisted(_ function: FunctionID) -> Bool {
        !nodes { if case .functionDeclaration(function) = $0 { true } else { false } }.isEmpty
    }
}
