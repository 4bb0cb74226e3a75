import JavaScript
import Trace

/// What to change, the likelier first.
extension EarlyUseWords {
    var remedies: [String] {
        if let uncalled = use.uncalled { return remedies(ofUncalled: uncalled) }
        if let call = use.call { return remedies(ofCall: call) }
        return switch use.reason {
        case .notBegun: remediesOfOrder
        case .waits: remediesOfOrder
        case .runs where use.assigner == use.user: remediesOfOrder
        case .runs(nil), .failed: cycle == nil ? [] : remediesOfOrder
        case .runs: ["in \(name(use.assigner)), move \(value) before that place", later]
        case .inFunction: remediesOfFunction
        case .copied: ["read the import where it is used: an import always has the latest value, and a copy keeps the one that it got"]
        case .furtherDown: ["assign \(value) before it is used; a function that is declared is there from the start of its scope"]
        case .takenByDefault(let variable): remediesOfDefault(variable)
        case .never: ["give \(value) a value in \(name(use.owner))"]
        }
    }

    var later: String {
        guard let call = use.call, let caller = call.place, let function = functionName(call) else {
            return "use \(value) only in functions that are called later"
        }
        return "in \(name(caller.module)), call \(function) only in functions that are called later"
    }

    private func remediesOfDefault(_ variable: BindingID) -> [String] {
        let variable = finder.read(use.owner)?.bindings[variable].name ?? ""
        return [
            "in \(name(use.owner)), write export { \(variable) as default }: importers then see what '\(variable)' is given later",
            "put the export default behind the assignment of '\(variable)'",
        ]
    }

    var remediesOfOrder: [String] {
        if use.assigner == use.user { return ["use it by its own name, without the import, behind its declaration"] }
        guard let cycle else {
            if case .notBegun = use.reason, use.assigner != use.owner {
                if leading.contains(use.assigner) {
                    let first = ways.firstImport(of: use.assigner, to: use.user, leading)?.module ?? use.user
                    return ["assign \(value) in a module of its own, which \(name(use.assigner)) imports before '\(name(first))'", later]
                }
                return [
                    "in \(name(use.user)), import '\(finder.specifier(of: use.assigner, in: use.user))' too: then \(name(use.assigner)) runs before it"
                ]
            }
            if let (own, other) = importsOfUncalledUser {
                return ["in \(name(use.user)), put the import of '\(name(own))' before that of '\(name(other))'", later]
            }
            guard case .waits = use.reason else { return [] }
            return ["wait for \(name(use.assigner)) before: await import('\(finder.specifier(of: use.assigner, in: use.user))')", later]
        }
        guard let next = cycle.next else {
            return [move ?? inversion, later]
        }
        var remedies = [
            "in \(name(use.user)), import \(asked.words) past '\(name(cycle.holder))': \(directImport); then \(name(use.owner)) runs before it"
        ]
        let imports = ways.imports(of: cycle.holder)
        if use.moment?[use.assigner] == .notBegun, let own = imports.first(where: { $0.module == next })?.request,
            let other = requestLeadingToUser(of: cycle.holder), other < own, ways.isSynchronous(next)
        {
            let name = trace[cycle.holder].requests[other].module.map { trace[$0].name } ?? name(use.user)
            remedies.append("in \(self.name(cycle.holder)), put the import of '\(self.name(next))' before that of '\(name)'")
        }
        return remedies
    }

    /// Of a user that has not begun, and whose function another module calls: what it imports the value by, and before that the module that runs.
    var importsOfUncalledUser: (own: ModuleIndex, other: ModuleIndex)? {
        guard case .notBegun = use.reason, let moment = use.moment, !moment.hasBegun(use.user),
            let runner = trace.modules.indices.map({ ModuleIndex($0) }).first(where: { if case .runs = moment[$0] { true } else { false } }
            ),
            let own = ways.imports(of: use.user).first(where: { $0.module == use.way[0] }),
            let other = ways.firstImport(of: use.user, to: runner, ways.leading(to: runner)), other.request < own.request
        else { return nil }
        return (own.module, other.module)
    }

    private var remediesOfFunction: [String] {
        let owner = name(use.assigner)
        let promise = "export a promise for \(value) from \(owner), and await that where it is used"
        guard let module = finder.read(use.assigner), let (_, call, isFloating) = call, module.functions(around: call).isEmpty else {
            return [promise, later]
        }
        if isFloating {
            let written = module.written(call) ?? "that call"
            guard let cycle else {
                return ["await \(written) at the top level of \(owner): modules that import it then wait for it", promise]
            }
            // In the cycle nobody waits; past it one does.
            if cycle.next == nil || use.assigner != use.owner { return [promise, later] }
            let past = "import \(value) past '\(name(cycle.holder))': \(directImport)"
            return ["await \(written) at the top level of \(owner), and in \(name(use.user)) \(past)", promise]
        }
        guard let parent = module.parents[call], case .declarator(let target, call) = module.tree[parent],
            let kept = module.bindings.binding(of: target).map({ module.bindings[$0] })
        else { return [promise, later] }
        let first = "await '\(kept.name)', the promise of that call, before \(value) is used"
        return [
            kept.isExported ? first : "export '\(kept.name)', the promise of that call, and await it where \(value) is used"
        ] + (cycle == nil ? ["await \(kept.name) at the top level of \(owner): modules that import it then wait for it"] : [])
    }

    // MARK: Imports as they would be written

    /// `import { Base } from './base.mjs'`.
    private var directImport: String {
        let specifier = "'\(finder.specifier(of: use.owner, in: use.user))'"
        let exported = finder.read(use.owner).flatMap { module in
            module.bindings.exports.first { $0.kind == .local(asked.binding) }?.exported.map { module.text($0) }
        }
        guard let exported, exported != "default" else { return "import \(localName ?? "value") from \(specifier)" }
        let local = localName.flatMap { $0 == exported ? nil : " as \($0)" } ?? ""
        return "import { \(exported)\(local) } from \(specifier)"
    }

    /// The name that the user imports the value by; `nil` where it is a property of a namespace.
    private var localName: String? {
        guard let module = finder.read(use.user) else { return nil }
        let entry = module.bindings.imports.first { $0.imported != nil && $0.range.start == use.origin.importOffset }
        return entry.map { module.bindings[$0.binding].name }
    }
}

extension EarlyUseFinder {
    /// How a module would ask for another.
    func specifier(of module: ModuleIndex, in user: ModuleIndex) -> String {
        let target = trace[module].name
        let user = trace[user].name
        // In a scenario, a module may be asked for by its name alone.
        let known = trace.modules.flatMap(\.requests).filter { $0.module == module }.map(\.specifier)
        if known.contains(target) || target.contains(":") || user.contains(":") { return target }
        var from = user.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        var to = target.split(separator: "/", omittingEmptySubsequences: false)[...]
        while let first = from.first, to.count > 1, first == to.first {
            from.removeFirst()
            to.removeFirst()
        }
        let up = from.map { _ in ".." }
        return ((up.isEmpty ? ["."] : up) + to.map(String.init)).joined(separator: "/")
    }
}
