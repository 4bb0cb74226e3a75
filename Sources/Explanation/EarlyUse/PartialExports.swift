import Diagnostics
import JavaScript
import Simulator
import Trace

/// A property of what a CommonJS module exports, which another took while that module had not come to it: the two require each other.
///
/// https://nodejs.org/api/modules.html#cycles
struct PartialExports {
    var name: String
    var user: ModuleIndex
    var owner: ModuleIndex
    /// As the user asks for the owner.
    var specifier: String
    /// Where the value was taken; `nil` where it is read from the exports.
    var taken: NodeID?
    /// Where the owner sets it.
    var setting: NodeID
    /// The owner's request by which the user runs first; `nil` where the owner is over, and one of its functions sets the value later.
    var request: Int?
    /// Where that function stands.
    var stands: Position?
}

extension EarlyUseFinder {
    func partialExports(_ error: UncaughtError) -> PartialExports? {
        guard let place = failedPlace(error), place.missing == .undefined, let origin = place.origin(followsImports: false) else {
            return nil
        }
        return partialExports(of: origin, in: place.module)
    }

    /// The same of a value that a module reads.
    func partialExports(of origin: ValueOrigin, in module: ReadModule) -> PartialExports? {
        guard origin.member == nil, origin.asked != module.index, let owner = read(origin.asked),
            let setting = owner.setting(ofExport: origin.exported)
        else { return nil }
        let user = module.index
        let leading = ways.leading(to: user)
        guard
            let request = ways.firstImport(of: origin.asked, to: user, leading)?.request,
            let specifier = trace[user].requests.first(where: { $0.module == origin.asked })?.specifier
        else { return nil }
        return PartialExports(
            name: origin.exported, user: user, owner: origin.asked, specifier: specifier, taken: origin.copies.first,
            setting: setting,
            request: request)
    }

    /// What a module looks for in the exports of another, and that is still to come there.
    func partialExports(_ node: NodeID, in module: ReadModule, _ moment: Moment) -> PartialExports? {
        let origins = ValueOrigins(module: module, trace: trace) { _ in nil }
        guard let origin = origins.origin(of: node) else { return nil }
        return partialExports(of: origin, in: module) ?? lateExports(of: origin, in: module, moment)
    }

    /// The same of what a function sets that stands at an `await` before it.
    func lateExports(of origin: ValueOrigin, in module: ReadModule, _ moment: Moment) -> PartialExports? {
        guard origin.member == nil, origin.asked != module.index, let owner = read(origin.asked),
            let setting = owner.setting(ofExport: origin.exported), let function = owner.functions(around: setting).first,
            let specifier = trace[module.index].requests.first(where: { $0.module == origin.asked })?.specifier
        else { return nil }
        let stands = (moment.standing[origin.asked] ?? []).first { position in
            guard let offset = offset(position, in: origin.asked) else { return false }
            return owner.function(at: offset) == function.id && offset < owner.start(of: setting)
        }
        guard let stands else { return nil }
        return PartialExports(
            name: origin.exported, user: module.index, owner: origin.asked, specifier: specifier, taken: origin.copies.first,
            setting: setting, request: nil, stands: stands)
    }

    func tell(_ partial: PartialExports, in problem: inout Diagnostic) -> [Finding.Remedy] {
        guard let request = partial.request else { return tellLate(partial, in: &problem) }
        let (user, owner) = (trace[partial.user].name, trace[partial.owner].name)
        func place(_ words: String, _ node: NodeID, in module: ModuleIndex) -> RelatedPlace? {
            read(module).flatMap { related(words, node, in: $0) }
        }
        let asked = trace[partial.owner].requests[request]
        let call = read(partial.owner)?.requireCall(of: asked.specifier)
        problem.related = [
            partial.taken.flatMap { place("'\(partial.name)' is taken here, while '\(owner)' has not come to it", $0, in: partial.user) },
            place("'\(owner)' sets it here", partial.setting, in: partial.owner),
            call.flatMap {
                place(
                    "'\(owner)' asks here for '\(asked.module.map { trace[$0].name } ?? user)', and so '\(user)' runs first", $0,
                    in: partial.owner)
            },
        ].compactMap { $0 }
        let remedies = [
            "in \(user), take '\(partial.name)' where it is used: require('\(partial.specifier)').\(partial.name), in a function that is called later",
            "in \(owner), set '\(partial.name)' before it requires '\(asked.specifier)'",
        ]
        return problem.suggest(remedies)
    }
}

extension EarlyUseFinder {
    private func tellLate(_ partial: PartialExports, in problem: inout Diagnostic) -> [Finding.Remedy] {
        let (user, owner) = (trace[partial.user].name, trace[partial.owner].name)
        let setting = read(partial.owner).flatMap { texts.location(at: $0.start(of: partial.setting), in: partial.owner) }
        let stands = partial.stands.flatMap { texts.location(of: $0, in: partial.owner) }
        problem.related = [
            setting.map { place in
                let behind = stands.map { ", behind the await of line \($0.line)" } ?? ""
                return RelatedPlace("'\(owner)' sets '\(partial.name)' here, in an async function\(behind)", at: place)
            },
            stands.map { RelatedPlace("that function still waits here, and require() waits for nobody", at: $0) },
        ].compactMap { $0 }
        return problem.suggest([
            "in \(owner), set '\(partial.name)' at once, and wait inside of it for what it needs",
            "export a promise from \(owner), and await that in \(user) before '\(partial.name)' is used",
        ])
    }
}

extension ReadModule {
    /// `exports` or `module.exports` of a CommonJS module.
    private func isExports(_ node: NodeID) -> Bool {
        switch tree[node] {
        case .identifier(let name): bindings.binding(of: node) == nil && text(name) == "exports"
        case .member(let object, let name, _):
            if case .identifier(let module) = tree[object] {
                bindings.binding(of: object) == nil && text(module) == "module" && text(name) == "exports"
            } else {
                false
            }
        default: false
        }
    }

    /// The first assignment to a property of the exports, or else to all of them.
    func setting(ofExport exported: String) -> NodeID? {
        let assignments = nodes { if case .assignment = $0 { true } else { false } }
        let own = assignments.first { node in
            guard case .assignment(let target, _) = tree[node], case .member(let object, let name, _) = tree[target] else { return false }
            return text(name) == exported && isExports(object)
        }
        return own
            ?? assignments.first { node in
                guard case .assignment(let target, _) = tree[node], case .member = tree[target] else { return false }
                return isExports(target)
            }
    }

    /// The call of `require` with that text.
    func requireCall(of specifier: String) -> NodeID? {
        nodes { if case .call = $0 { true } else { false } }.first { self.specifier(ofRequire: $0) == specifier }
    }

    /// The text that a call of the module's `require` is given.
    func specifier(ofRequire call: NodeID) -> String? {
        guard case .call(let callee, let arguments, _) = tree[call], case .identifier(let name) = tree[callee],
            bindings.binding(of: callee) == nil, text(name) == "require", let first = tree[arguments].first,
            case .string(let specifier) = tree[first]
        else { return nil }
        return text(specifier)
    }
}
