import Diagnostics
import JavaScript
import Simulator
import Trace

/// A value that modules hand each other, which one of them read before it was there: undefined went on in its place, and no error tells of it.
struct UnsetUse {
    let read: UnsetRead
    /// What reads it, or the name that a pattern gives it.
    let node: NodeID
    let module: ReadModule
    let fate: ReadFate

    /// At whose top level all began.
    var user: ModuleIndex {
        // A property is looked at only where a module's own code reads it.
        (read.property == nil ? read.frames.last : read.frames.first)?.module ?? module.index
    }

    /// Why it was not there, in the words for errors that come of the same.
    enum Reason {
        case early(EarlyUse)
        case shared(SharedUse)
        case field(FieldUse)
        case partial(PartialExports)
        /// What set it afterwards is known, and no more.
        case setting(UnsetRead.Setting)

        /// Whether the module that has the value had not begun.
        var isOfOrder: Bool {
            switch self {
            case .early(let early): if case .notBegun = early.reason { true } else { false }
            case .partial: true
            case .shared, .field, .setting: false
            }
        }

        /// Whether an `export default` has taken the value for good.
        var staysUndefined: Bool {
            if case .early(let early) = self, case .takenByDefault = early.reason { true } else { false }
        }
    }
}

extension EarlyUseFinder {
    /// - Returns: `nil` where the code looks whether there is a value, and where the text does not tell what it does.
    func unsetUse(_ read: UnsetRead) -> UnsetUse? {
        guard let frame = read.frames.first, let module = self.read(frame.module), let offset = offset(frame.position, in: frame.module),
            let node = module.reading(read.property, at: offset)
        else { return nil }
        let use = UnsetUse(read: read, node: node, module: module, fate: ReadFates(finder: self).fate(of: node, in: module))
        switch use.fate {
        case .used: return use
        // A default is meant for what is never set.
        case .replaced: if case .environment? = module.sharedName(of: node) { return use }
        case .asked, .unknown: break
        }
        return nil
    }

    /// The value that a call of the code which failed was given, and that was still undefined, with the reason.
    func unsetUse(before error: UncaughtError) -> (use: UnsetUse, reason: UnsetUse.Reason)? {
        for read in run.unsetReads.reversed() where read.eventCount <= error.eventCount {
            guard let frame = read.frames.first, let use = unsetUse(read),
                error.frames.dropFirst().contains(where: { $0.module == frame.module && isGiven(use.node, toCallAt: $0) }),
                let reason = reason(of: use)
            else { continue }
            if read.isSetLater { return (use, reason) }
            // The run ended before: that it would have come the text alone says.
            guard case .early(let early) = reason else { continue }
            switch early.reason {
            case .notBegun, .waits, .runs: return (use, reason)
            default: continue
            }
        }
        return nil
    }

    private func isGiven(_ node: NodeID, toCallAt frame: UncaughtError.Frame) -> Bool {
        guard let (module, _, _, arguments) = call(at: frame) else { return false }
        let start = module.start(of: node)
        return module.tree[arguments].contains { module.start(of: $0) <= start && start < module.tree.range(of: $0).end }
    }

    /// - Returns: `nil` where it is no other module that brings the value, or where the module that reads it does so itself, later.
    func reason(of use: UnsetUse) -> UnsetUse.Reason? {
        let (error, user) = (use.read.asError, use.user)
        guard let moment = Moment(of: run.trace, eventCount: error.eventCount),
            use.read.setting.map({ !$0.frames.contains { $0.module == user } }) ?? true
        else { return nil }
        let setting = setting(of: use.read)
        let origins = ValueOrigins(module: use.module, trace: trace) { self.target(ofImportAt: $0, in: use.module.index) }
        if let name = use.module.sharedName(of: use.node) {
            if let shared = sharedUse(name, of: use, setting, error, moment) { return .shared(shared) }
        } else if let origin = use.module.origin(of: use.node, origins) {
            if let field = methodUse(use, setting, error, moment) { return field.call?.module == user ? nil : .field(field) }
            if let early = earlyUse(of: origin, use, setting, error) { return isOwn(early, user) ? nil : .early(early) }
            if let partial = partialExports(of: origin, in: use.module) ?? lateExports(of: origin, in: use.module, moment) {
                return .partial(partial)
            }
            if let field = fieldUse(use.node, in: use.module, error, moment) { return field.call?.module == user ? nil : .field(field) }
            if origin.asked == user { return nil }
        } else {
            return nil
        }
        return use.read.setting.map { .setting($0) }
    }

    private func sharedUse(
        _ name: SharedName, of use: UnsetUse, _ setting: (module: ModuleIndex, assignment: ValueAssignment)?, _ error: UncaughtError,
        _ moment: Moment
    ) -> SharedUse? {
        let candidate = UnsetReader.Candidate(unset: .shared(name), module: use.module.index, node: use.node)
        let seen = setting.map { ($0.module, SharedSetting(node: $0.assignment.node, functions: $0.assignment.functions)) }
        return sharedUse(name, candidate, error, moment, seen: seen)
    }

    /// Of a property that a method of the object set.
    private func methodUse(
        _ use: UnsetUse, _ setting: (module: ModuleIndex, assignment: ValueAssignment)?, _ error: UncaughtError, _ moment: Moment
    ) -> FieldUse? {
        guard let setting, let method = setting.assignment.functions.last, let setter = read(setting.module),
            setter.methodName(method.node) != nil
        else { return nil }
        return fieldUse(use.node, in: use.module, error, moment, seen: setting)
    }

    private func earlyUse(
        of origin: ValueOrigin, _ use: UnsetUse, _ setting: (module: ModuleIndex, assignment: ValueAssignment)?, _ error: UncaughtError
    ) -> EarlyUse? {
        guard
            var early = self.use(
                of: origin, .undefined, written: use.module.written(use.node), by: use.module.index, error,
                setting: origin.member == nil ? nil : setting)
        else { return nil }
        switch early.reason {
        case .never, .copied, .failed: return nil
        case .inFunction where early.functionStands == nil:
            let uncalled = uncalledFunction(around: early.assignments.map(\.functions), in: early.assigner, early.moment, error)
            // It has its value in the end: somebody calls it.
            if let uncalled, uncalled.call != nil { early.uncalled = uncalled }
        default: break
        }
        return early
    }

    /// Whether the code that reads the value brings it itself, further down.
    private func isOwn(_ early: EarlyUse, _ user: ModuleIndex) -> Bool {
        early.uncalled.map { $0.call?.module == user } ?? (early.assigner == user)
    }

    /// The assignment or the call that gave the property its value.
    private func setting(of read: UnsetRead) -> (module: ModuleIndex, assignment: ValueAssignment)? {
        guard let frame = read.setting?.frames.first, let module = self.read(frame.module),
            let offset = offset(frame.position, in: frame.module), let node = module.setting(at: offset)
        else { return nil }
        return (frame.module, ValueAssignment(of: node, in: module))
    }
}

extension ReadModule {
    /// What reads a name, or a property of that name, at an offset; of a pattern the name that it gives it.
    fileprivate func reading(_ property: String?, at offset: UInt32) -> NodeID? {
        let found = tree.nodes.indices.filter { tree.ranges[$0].start == offset }.compactMap { index -> NodeID? in
            switch tree.nodes[index] {
            case .identifier: property == nil ? NodeID(UInt32(index)) : nil
            case .member(_, let name, _): text(name) == property ? NodeID(UInt32(index)) : nil
            case .computedMember: property == nil ? nil : NodeID(UInt32(index))
            case .objectPattern(let properties): tree[properties].lazy.compactMap { self.target(of: $0, named: property) }.first
            default: nil
            }
        }
        return found.count == 1 ? found[0] : nil
    }

    private func target(of node: NodeID, named property: String?) -> NodeID? {
        guard case .patternProperty(let key, let target, false) = tree[node], case .string(let name) = tree[key], text(name) == property
        else { return nil }
        return target
    }

    /// The assignment or the call that begins at an offset, the outermost of them.
    fileprivate func setting(at offset: UInt32) -> NodeID? {
        let found = nodes { node in
            switch node {
            case .assignment, .logicalAssignment, .call: true
            default: false
            }
        }.filter { start(of: $0) == offset }
        return found.max { tree.range(of: $0).end < tree.range(of: $1).end }
    }

    /// From where a value comes: of a name that a pattern gives, that of the property.
    fileprivate func origin(of node: NodeID, _ origins: ValueOrigins) -> ValueOrigin? {
        guard let parent = parents[node], case .patternProperty = tree[parent] else { return origins.origin(of: node) }
        return origins.origin(of: node).map { origin in
            var origin = origin
            origin.copies = []
            return origin
        }
    }
}
