import Diagnostics
import JavaScript
import Programs
import Simulator
import Text
import Trace

/// What is said of such a value: where it is read, what brings it later, and what to change.
struct UnsetUseWords {
    let use: UnsetUse
    let reason: UnsetUse.Reason
    let finder: EarlyUseFinder

    init(_ use: UnsetUse, _ reason: UnsetUse.Reason, _ finder: EarlyUseFinder) {
        (self.use, self.reason, self.finder) = (use, reason, finder)
    }

    func finding(at location: SourceLocation, _ program: Program) -> Finding {
        let file = finder.texts.file(of: use.module.index)
        let range = use.module.tree.range(of: use.node)
        let message = "\(value) is undefined here\(fortune)"
        var problem = program.located(
            Diagnostic(
                .runtime, message, at: location, width: Int(range.end - range.start), sourceLine: file?.line(at: range.start)))
        problem.severity = .warning
        let remedies = tell(in: &problem)
        return Finding(.usedTooEarly, problem, remedies: remedies)
    }

    /// What becomes of it.
    private var fortune: String {
        if reason.staysUndefined { return ", and stays so" }
        return (use.fate == .replaced ? ", and its default is taken" : "") + ": it gets its value only later"
    }

    /// Says of an error that it is for want of this value.
    func explain(_ problem: inout Diagnostic) -> [Finding.Remedy] {
        let before = problem.related
        let remedies = tell(in: &problem)
        if let place = finder.texts.location(at: use.start, in: use.module.index) {
            problem.related.insert(RelatedPlace("\(value) is read here, and is still undefined", at: place), at: 0)
        }
        problem.related += before
        return remedies
    }

    var value: String {
        switch reason {
        case .early(let early):
            reason.staysUndefined
                ? "the default export of '\(finder.trace[early.owner].name)'" : EarlyUseWords(use: early, finder: finder).value
        case .shared(let shared): SharedUseWords(shared, finder).value
        case .field(let field): FieldUseWords(field, finder).value
        case .partial(let partial): "'\(partial.name)' of '\(finder.trace[partial.owner].name)'"
        case .setting: use.module.written(use.node).map { "'\($0)'" } ?? "'\(use.read.property ?? "it")'"
        }
    }

    private func tell(in problem: inout Diagnostic) -> [Finding.Remedy] {
        switch reason {
        case .early(let early): return EarlyUseWords(use: early, finder: finder).tell(in: &problem)
        case .shared(let shared): return SharedUseWords(shared, finder).tell(in: &problem)
        case .field(let field): return FieldUseWords(field, finder).tell(in: &problem)
        case .partial(let partial): return finder.tell(partial, in: &problem)
        case .setting(let setting):
            problem.related = places(of: setting)
            return problem.suggest(remedies(of: setting))
        }
    }

    private func places(of setting: UnsetRead.Setting) -> [RelatedPlace] {
        func place(_ words: String, _ frame: UncaughtError.Frame) -> RelatedPlace? {
            finder.texts.location(of: frame.position, in: frame.module).map { RelatedPlace(words, at: $0) }
        }
        guard let frame = setting.frames.first else { return [] }
        let late = late(setting)
        let why = late.map {
            ", and '\(name($0.module))' has not begun when it is read\(isLeading($0.module) ? ": what it imports runs before its own code" : "")"
        }
        guard let late, late != frame else {
            return [place("\(value) is set here, at \(durationText(setting.time))\(why ?? "")", frame)].compactMap { $0 }
        }
        return [
            place("\(value) is set here, at \(durationText(setting.time))", frame), place("it is set by this call\(why ?? "")", late),
        ].compactMap { $0 }
    }

    private func remedies(of setting: UnsetRead.Setting) -> [String] {
        let later = "read \(value) only in functions that are called later"
        guard let late = late(setting), isLeading(late.module), let line = finder.texts.location(of: late.position, in: late.module)?.line
        else { return [later] }
        let leading = finder.ways.leading(to: use.user)
        let first = finder.ways.firstImport(of: late.module, to: use.user, leading)?.module ?? use.user
        return ["do what line \(line) does in a module of its own, which \(name(late.module)) imports before '\(name(first))'", later]
    }

    /// The code at the top level of a module that had not begun, by which the value was set.
    private func late(_ setting: UnsetRead.Setting) -> UncaughtError.Frame? {
        guard let last = setting.frames.last, let moment = Moment(of: finder.run.trace, eventCount: use.read.eventCount),
            !moment.hasBegun(last.module)
        else { return nil }
        return last
    }

    private func isLeading(_ module: ModuleIndex) -> Bool { finder.ways.leading(to: use.user).contains(module) }

    private func name(_ module: ModuleIndex) -> String { finder.trace[module].name }
}

extension UnsetUse {
    /// Where what reads the value begins.
    var start: UInt32 { module.start(of: node) }
}
