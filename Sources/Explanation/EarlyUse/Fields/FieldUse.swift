import JavaScript
import Simulator
import Trace

/// A property of an object that was read, by a method of that object as a rule, before the code had come to what sets it.
struct FieldUse {
    enum Reason {
        /// The function or the module that sets it stands there.
        case stands(Position)
        /// What sets it is a callback, which has not been called.
        case callback(of: String)
        /// The module that sets it at its top level has not begun.
        case notBegun
        /// The call of the function that sets it is still to come, if there is one.
        case uncalled
    }

    /// A call of the function that sets it.
    struct Call {
        var module: ModuleIndex
        var node: NodeID
        var isFloating: Bool
        /// The constant that keeps its promise.
        var kept: BindingID?
    }

    var name: String
    /// At whose top level all began.
    var user: ModuleIndex
    /// The object, where it is a module's own: its module, and what it is called.
    var object: (module: ModuleIndex, binding: BindingID, name: String)?
    var setter: ModuleIndex
    var assignment: ValueAssignment
    var reason: Reason
    var call: Call?
    /// Whether the module of the call had begun.
    var isCallerBegun = false

    /// The method or function that sets it; `nil` at a top level.
    var function: (node: NodeID, id: FunctionID)? { assignment.functions.last }
}

extension EarlyUseFinder {
    /// - Returns: `nil` where the value may have been there, and where it is not known that it is still to come.
    func fieldUse(_ error: UncaughtError, _ moment: Moment) -> FieldUse? {
        guard let place = failedPlace(error), place.missing != .deadZone, place.operands.count == 1 else { return nil }
        return fieldUse(place.operands[0], in: place.module, error, moment)
    }

    /// The same of a property that an expression reads.
    ///
    /// - Parameter seen: what set it later, where a run has seen that.
    func fieldUse(
        _ node: NodeID, in module: ReadModule, _ error: UncaughtError, _ moment: Moment,
        seen: (module: ModuleIndex, assignment: ValueAssignment)? = nil
    ) -> FieldUse? {
        guard run.trace.sources.isEmpty, let user = error.frames.last?.module, let (object, name) = module.property(node) else {
            return nil
        }
        var use = FieldUse(
            name: name, user: user, object: nil, setter: module.index,
            assignment: ValueAssignment(node: node, end: 0, functions: [], awaitBefore: nil), reason: .uncalled)
        var found: [(ModuleIndex, ValueAssignment)] = []
        var container: NodeID?
        if let seen {
            use.object = self.object(of: object, in: module)
            let method = seen.assignment.functions.last?.node
            container = method.flatMap { method in read(seen.module).flatMap { $0.parents[method].flatMap($0.container(ofMember:)) } }
            return use.object == nil ? nil : decided(use, [seen], container, error, moment)
        }
        if let field = module.field(node) {
            guard let own = module.settings(of: field) else { return nil }
            container = field.container
            found = own.map { (module.index, ValueAssignment(of: $0, in: module)) }
            use.object = calledObject(error, in: module, field.container)
        } else {
            use.object = self.object(of: object, in: module)
            guard use.object != nil else { return nil }
        }
        if let object = use.object { found += assignments(of: name, to: object) }
        return decided(use, found, container, error, moment)
    }

    // MARK: The object

    /// The module's own object that a name stands for.
    func object(of node: NodeID, in module: ReadModule) -> (module: ModuleIndex, binding: BindingID, name: String)? {
        guard let id = module.bindings.binding(of: node), module.bindings[id].scope == .module else { return nil }
        let name = module.bindings[id].name
        guard module.bindings[id].isImported else { return module.bindings[id].isAssigned ? nil : (module.index, id, name) }
        guard let (owner, own) = declaration(of: id, in: module) else { return nil }
        let binding = owner.bindings[own]
        return binding.isAssigned ? nil : (owner.index, own, binding.kind == .defaultExport ? name : binding.name)
    }

    /// The object whose method the code outside of a class has called.
    func calledObject(
        _ error: UncaughtError, in module: ReadModule, _ container: NodeID
    ) -> (module: ModuleIndex, binding: BindingID, name: String)? {
        for frame in error.frames.dropFirst() {
            guard let (caller, node, callee, _) = call(at: frame), let (object, _) = caller.property(callee) else { return nil }
            if case .this = caller.tree[object], caller.index == module.index, caller.container(ofThisAt: node) == container { continue }
            return self.object(of: object, in: caller)
        }
        return nil
    }

    /// Where modules set a property of an object by its name.
    private func assignments(
        of name: String, to object: (module: ModuleIndex, binding: BindingID, name: String)
    ) -> [(ModuleIndex, ValueAssignment)] {
        searched.flatMap { index -> [(ModuleIndex, ValueAssignment)] in
            guard let module = read(index) else { return [] }
            return names(of: object, in: module).flatMap { ValueAssignments(ofMember: name, of: $0, in: module).all }.filter { found in
                guard let assignment = module.assignment(in: found.node) else { return true }
                return !module.isNothing(assignment)
            }.map { (index, $0) }
        }
    }

    /// The names by which a module has an object: its own, and those that it imports.
    private func names(
        of object: (module: ModuleIndex, binding: BindingID, name: String), in module: ReadModule
    ) -> [BindingID] {
        var names = module.index == object.module ? [object.binding] : []
        for entry in module.bindings.imports {
            guard let imported = entry.imported, let asked = trace.target(of: entry.request, in: module.index),
                let meant = ExportOwner.find(module.text(imported), in: asked, trace, { self.read($0) }), meant.owner == object.module,
                meant.binding == object.binding
            else { continue }
            names.append(entry.binding)
        }
        return names
    }

    // MARK: Why it is not set

    private func decided(
        _ use: FieldUse, _ found: [(ModuleIndex, ValueAssignment)], _ container: NodeID?, _ error: UncaughtError, _ moment: Moment
    ) -> FieldUse? {
        var uses: [FieldUse] = []
        for (setter, assignment) in found {
            guard let module = read(setter) else { return nil }
            var use = use
            (use.setter, use.assignment) = (setter, assignment)
            guard let reason = reason(use, module, container, error, moment) else { return nil }
            use.reason = reason.reason
            use.call = reason.call
            use.isCallerBegun = reason.call.map { moment.hasBegun($0.module) } ?? false
            uses.append(use)
        }
        // What stands explains more than what nobody has called.
        return uses.first { if case .stands = $0.reason { true } else { false } } ?? uses.first
    }

    private func reason(
        _ use: FieldUse, _ module: ReadModule, _ container: NodeID?, _ error: UncaughtError, _ moment: Moment
    ) -> (reason: FieldUse.Reason, call: FieldUse.Call?)? {
        guard let inner = use.assignment.functions.first, let outer = use.function else {
            switch moment[use.setter] {
            case .notBegun, .waitsForImports: return (.notBegun, nil)
            case .waits(let position): return comes(after: position, use, module) ? (.stands(position), nil) : nil
            case .runs, .ended, .failed: return nil
            }
        }
        let calls = calls(of: outer, use, module, container)
        let first = calls?.first
        // What stands there may do it for another object of the class.
        let isMeant = calls.map { !$0.isEmpty } ?? true
        for position in moment.standing[use.setter] ?? [] where isMeant {
            guard let offset = offset(position, in: use.setter), module.function(at: offset) == inner.id,
                comes(after: position, use, module)
            else { continue }
            return (.stands(position), first)
        }
        if inner.node != outer.node {
            guard isMeant, case .argument(_, let callee) = FunctionUse.of(inner, in: module) else { return nil }
            return (.callback(of: callee), first)
        }
        guard let calls, !module.isConstructor(outer.node) else { return nil }
        // Of a function that nobody names nobody can tell more.
        return calls.allSatisfy { isToCome($0, error, moment) } ? (.uncalled, first) : nil
    }

    private func comes(after position: Position, _ use: FieldUse, _ module: ReadModule) -> Bool {
        offset(position, in: use.setter).map { $0 < use.assignment.end } ?? false
    }

    private func isToCome(_ call: FieldUse.Call, _ error: UncaughtError, _ moment: Moment) -> Bool {
        read(call.module).map { isToCome(call.node, in: $0, moment, error) } ?? false
    }
}

extension ValueAssignment {
    /// An assignment at a place.
    init(of node: NodeID, in module: ReadModule) {
        let end = module.tree.range(of: node).end
        let functions = module.functions(around: node)
        let before = module.awaits.last { module.start(of: $0.node) < end && $0.function == functions.first?.node }?.node
        self.init(node: node, end: end, functions: functions, awaitBefore: before)
    }
}

extension ReadModule {
    /// What is assigned in a statement or an expression that is an assignment.
    fileprivate func assignment(in node: NodeID) -> NodeID? {
        switch tree[node] {
        case .expressionStatement(let inner): assignment(in: inner)
        case .assignment(_, let value): value
        default: nil
        }
    }
}
