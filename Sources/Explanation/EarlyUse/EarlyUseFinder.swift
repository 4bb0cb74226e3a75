import Diagnostics
import JavaScript
import Programs
import Simulator
import Trace

/// Finds out of errors whether a value of another module was missing, and why.
///
/// What cannot be told for certain is not told.
final class EarlyUseFinder {
    /// The run with its events.
    let run: Run
    /// The same by the user's own modules.
    let trace: Trace
    let texts: SourceTexts
    private(set) lazy var ways = ImportWays(trace: trace)

    init(_ run: Run, _ trace: Trace, _ texts: SourceTexts) {
        self.run = run
        self.trace = trace
        self.texts = texts
    }

    func read(_ module: ModuleIndex) -> ReadModule? { texts.read(module) }

    /// A place of running code by the user's own modules; `nil` for code that a bundler added.
    func own(_ frame: UncaughtError.Frame) -> UncaughtError.Frame? {
        guard !run.trace.sources.isEmpty else { return frame }
        guard frame.position.source != .none else { return nil }
        var own = frame
        own.module = ModuleIndex(rawValue: frame.position.source.rawValue)
        own.position.source = .none
        return trace.modules.indices.contains(Int(own.module.rawValue)) ? own : nil
    }

    func offset(_ position: Position, in module: ModuleIndex) -> UInt32? { texts.offset(of: position, in: module) }

    // MARK: One error

    func find(_ error: UncaughtError) -> EarlyUse? {
        guard let (failed, missing) = error.failure else { return nil }
        if let own = findOwn(failed, missing, error) { return own }
        var access = failed
        var place = error.frames.first.flatMap { own($0) }
        if place == nil, !run.trace.sources.isEmpty {
            // A bundler's own code read it for the module.
            place = error.frames.lazy.compactMap { self.own($0) }.first
            if missing == .deadZone { access = .name }
        }
        guard let frame = place, let user = read(frame.module) else { return nil }
        let origin: ValueOrigin
        var written: String?
        if case .export(let name, let asked) = access {
            guard run.trace.sources.isEmpty else { return nil }
            origin = ValueOrigin(asked: asked, exported: name)
        } else {
            guard let offset = offset(frame.position, in: frame.module) else { return nil }
            let origins = ValueOrigins(module: user, trace: trace) { self.target(ofImportAt: $0, in: frame.module) }
            guard let found = origins.missingValue(access, at: offset) else { return nil }
            // In its dead zone is the copy, and not what is copied.
            if missing == .deadZone, !found.origin.copies.isEmpty, run.trace.sources.isEmpty { return nil }
            origin = found.origin
            written = user.written(found.node)
        }
        return use(of: origin, missing, written: written, by: frame.module, error)
    }

    /// - Parameters:
    ///   - written: as it stands in the user's text, if that is short.
    ///   - setting: of a property, what gave it its value, where a run has seen that.
    func use(
        of origin: ValueOrigin, _ missing: UncaughtError.Missing, written: String?, by user: ModuleIndex, _ error: UncaughtError,
        setting: (module: ModuleIndex, assignment: ValueAssignment)? = nil
    ) -> EarlyUse? {
        guard let exported = ExportOwner.find(origin.exported, in: origin.asked, trace, { self.read($0) }),
            let owner = read(exported.owner)
        else { return nil }
        var use = EarlyUse(
            missing: missing, user: user, written: written ?? origin.member ?? origin.exported, origin: origin, way: exported.way,
            binding: exported.binding, assignments: [], assigner: exported.owner, reason: .never,
            moment: Moment(of: run.trace, eventCount: error.eventCount))
        if let member = origin.member {
            guard missing == .undefined else { return nil }
            if let setting {
                (use.assigner, use.assignments) = (setting.module, [setting.assignment])
            } else {
                findMember(member, &use)
            }
            if use.assignments.isEmpty { return nil }
        } else if missing == .deadZone {
            use.assignments = ValueAssignments.declaration(of: exported.binding, in: owner).map { [$0] } ?? []
        } else if let source = ValueAssignments.source(ofDefault: exported.binding, in: owner) {
            use.assignments = source.later
            use.reason = .takenByDefault(source.variable)
            return use
        } else {
            let assignments = ValueAssignments(of: exported.binding, in: owner)
            if assignments.isHoisted { return nil }
            use.assignments = assignments.all
            use.isTakenAway = assignments.isTakenAway
        }
        guard let reason = reason(of: use, error) else { return nil }
        use.reason = reason
        if case .inFunction = reason { use.functionStands = whereFunctionStands(use) }
        return use
    }

    /// The module that a call of `import()` led to.
    func target(ofImportAt offset: UInt32, in module: ModuleIndex) -> ModuleIndex? {
        guard let location = texts.location(at: offset, in: module) else { return nil }
        var numbers: Set<Int32> = []
        for event in trace.events {
            switch event.kind {
            case .importCalled(let number, _, let position) where event.module == module:
                if position.line == location.line, position.column == location.column { numbers.insert(number) }
            case .importSettled(let number, let target?, true) where numbers.contains(number): return target
            default: break
            }
        }
        return nil
    }

    /// In so many modules a name is looked for.
    static let moduleLimit = 500

    /// The modules in which a name is looked for.
    var searched: [ModuleIndex] { trace.modules.indices.prefix(Self.moduleLimit).map { ModuleIndex($0) } }

    /// Who sets a property of what the owner exports: the owner, or one module that imports it.
    private func findMember(_ member: String, _ use: inout EarlyUse) {
        guard let owner = read(use.owner) else { return }
        use.assignments = ValueAssignments(ofMember: member, of: use.binding, in: owner).all
        if !use.assignments.isEmpty { return }
        var found: [(ModuleIndex, [ValueAssignment])] = []
        for index in searched where index != use.owner && index != use.user {
            guard let module = read(index) else { continue }
            for entry in module.bindings.imports {
                guard let imported = entry.imported, let asked = trace.target(of: entry.request, in: index) else { continue }
                let assignments = ValueAssignments(ofMember: member, of: entry.binding, in: module).all
                if assignments.isEmpty { continue }
                let meant = ExportOwner.find(module.text(imported), in: asked, trace) { self.read($0) }
                if meant?.owner == use.owner, meant?.binding == use.binding { found.append((index, assignments)) }
            }
        }
        if found.count == 1 { (use.assigner, use.assignments) = found[0] }
    }

    // MARK: Why

    func reason(of use: EarlyUse, _ error: UncaughtError) -> EarlyUse.Reason? {
        // The dead zone itself says that the declaration is still to come.
        let isDead = use.missing == .deadZone
        guard let moment = use.moment else { return isDead ? .runs(nil) : nil }
        let topLevel = use.assignments.filter { $0.functions.isEmpty }
        let isLater = { (stands: UInt32?) in stands.map { stands in topLevel.allSatisfy { stands < $0.end } } ?? false }
        if use.isTakenAway, moment.hasBegun(use.assigner) { return nil }
        switch moment[use.assigner] {
        case .notBegun, .waitsForImports: if isDead || !topLevel.isEmpty { return .notBegun }
        case .waits(let position) where isDead || !topLevel.isEmpty:
            if isLater(offset(position, in: use.assigner)) { return .waits(position) }
            return isDead ? .runs(nil) : reasonOfCopy(use)
        case .runs where isDead || !topLevel.isEmpty:
            let place = error.frames.dropFirst().compactMap { own($0) }.last { $0.module == use.assigner }
            if let place, isLater(offset(place.position, in: use.assigner)) { return .runs(place) }
            return isDead ? .runs(nil) : reasonOfCopy(use)
        case .failed where isDead: return .failed
        case .ended, .failed:
            if !topLevel.isEmpty { return reasonOfCopy(use) }
        case .waits, .runs: break
        }
        if use.assignments.isEmpty { return use.missing == .undefined && use.origin.member == nil ? .never : nil }
        return .inFunction
    }

    /// Something was read before it was assigned, if it has a value in the end: the assignment has only now been made.
    private func reasonOfCopy(_ use: EarlyUse) -> EarlyUse.Reason? { use.origin.copies.isEmpty ? nil : .copied }

    /// Where the innermost function that assigns it stood, if it will assign it when it goes on.
    func whereFunctionStands(_ use: EarlyUse) -> Position? {
        guard let module = read(use.assigner), let standing = use.moment?.standing[use.assigner] else { return nil }
        for assignment in use.assignments {
            guard let function = assignment.functions.first else { continue }
            for position in standing {
                guard let offset = offset(position, in: use.assigner), offset < assignment.end,
                    module.function(at: offset) == function.id
                else { continue }
                return position
            }
        }
        return nil
    }
}
