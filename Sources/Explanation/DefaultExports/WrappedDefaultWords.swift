import Diagnostics
import JavaScript
import Simulator
import Trace

/// What is said of a call of what a module exports as a whole, where its default would have done.
struct WrappedDefaultWords {
    let wrapped: WrappedDefault
    let module: ModuleIndex
    /// What is called, as it is written.
    let written: String
    let finder: EarlyUseFinder

    init?(_ error: UncaughtError, _ finder: EarlyUseFinder) {
        guard let wrapped = error.wrapped, let module = wrapped.module, finder.trace.modules.indices.contains(Int(module.rawValue)),
            let frame = error.frames.first, let user = finder.read(frame.module),
            let offset = finder.offset(frame.position, in: frame.module),
            let callee = user.callee(at: offset, method: wrapped.member), let written = user.written(callee)
        else { return nil }
        self.wrapped = wrapped
        self.module = module
        self.written = written
        self.finder = finder
    }

    private var name: String { finder.trace[module].name }

    func tell(in problem: inout Diagnostic) -> [Finding.Remedy] {
        if let place = finder.placeOfDefault(in: module) { problem.related.insert(RelatedPlace(words, at: place), at: 0) }
        return problem.suggest(remedies)
    }

    private var words: String {
        if let member = wrapped.member {
            return wrapped.isNamespace
                ? "'\(member)' is a method of the default export of '\(name)', and '\(name)' exports nothing by that name"
                : "'\(name)' puts its default into module.exports, which has '\(member)': what is imported as the default is all of module.exports"
        }
        return wrapped.isNamespace
            ? "'\(written)' is the namespace of '\(name)', whose default export is the function"
            : "'\(written)' is all of module.exports of '\(name)', which Node.js gives as the default: the function is the property 'default' of that"
    }

    private var remedies: [String] {
        if let member = wrapped.member {
            let object = String(written.dropLast(member.count + 1))
            return ["call \(object).default.\(member)(…)"]
        }
        let call = "take \(written).default in its place"
        guard wrapped.isNamespace else { return [call, "in \(name), set module.exports to it"] }
        return [call, "take the default where '\(name)' is asked for: const { default: \(written) } = await import(…)"]
    }
}

extension ReadModule {
    /// What the call or the `new` at an offset calls.
    fileprivate func callee(at offset: UInt32, method: String?) -> NodeID? {
        for index in tree.nodes.indices where tree.ranges[index].start == offset {
            switch tree.nodes[index] {
            case .call(let callee, _, _), .new(let callee, _):
                if let method {
                    if case .member(_, let name, _) = tree[callee], text(name) == method { return callee }
                } else {
                    return callee
                }
            default: continue
            }
        }
        return nil
    }
}

extension EarlyUseFinder {
    /// Where a module exports its default, or else where it begins.
    func placeOfDefault(in index: ModuleIndex) -> SourceLocation? {
        guard let module = read(index) else { return nil }
        let entry = module.bindings.exports.first { $0.exported.map(module.text) == "default" }
        return texts.location(at: entry?.range.start ?? module.setting(ofExport: "default").map { module.start(of: $0) } ?? 0, in: index)
    }
}
