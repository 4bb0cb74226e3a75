import Diagnostics
import JavaScript
import Simulator
import Trace

/// What is said of a property that was read before it was set: what sets it, what that waits for, and which `await` would do.
struct FieldUseWords {
    let use: FieldUse
    let finder: EarlyUseFinder
    /// The modules that evaluate the user before themselves.
    private let leading: Set<ModuleIndex>

    init(_ use: FieldUse, _ finder: EarlyUseFinder) {
        self.use = use
        self.finder = finder
        leading = finder.ways.leading(to: use.user)
    }

    private func name(_ module: ModuleIndex) -> String { finder.trace[module].name }
    private var user: String { name(use.user) }
    var value: String { "'\(use.object?.name ?? "this").\(use.name)'" }

    private var function: String? {
        guard let module = finder.read(use.setter), let function = use.function else { return nil }
        if module.isConstructor(function.node) { return "the constructor" }
        if let name = module.methodName(function.node) { return "'\(name)'" }
        return FunctionUse.name(of: function, in: module).map { "'\(module.bindings[$0].name)'" } ?? "a function"
    }

    func tell(in problem: inout Diagnostic) -> [Finding.Remedy] {
        problem.related = places + problem.related
        return problem.suggest(remedies)
    }

    // MARK: Why

    private var places: [RelatedPlace] {
        guard let setting = location(of: use.assignment.node, in: use.setter) else { return [] }
        let place = function.map { ", in \($0)" } ?? ", at the top level of '\(name(use.setter))'"
        switch use.reason {
        case .stands(let position):
            let stands = finder.texts.location(of: position, in: use.setter)
            let behind = stands.map { ", behind the await of line \($0.line)" } ?? ""
            let waits = stands.map { RelatedPlace("\(function ?? "'\(name(use.setter))'") still waits here\(awaited(position))", at: $0) }
            return [RelatedPlace("\(value) is set here\(place)\(behind)", at: setting)] + [waits, callPlace].compactMap { $0 }
        case .callback(let callee):
            let why = "\(value) is set here\(place), in a callback of \(callee), which has not been called yet"
            return [RelatedPlace(why, at: setting)] + [callPlace].compactMap { $0 }
        case .notBegun:
            return [RelatedPlace("\(value) is set here\(place), which has not begun\(order(use.setter))", at: setting)]
        case .uncalled:
            guard use.call != nil else {
                return [
                    RelatedPlace("\(value) is only set here\(place), which nobody calls\(use.object == nil ? "" : " on it")", at: setting)
                ]
            }
            return [RelatedPlace("\(value) is set here\(place)", at: setting)] + [callPlace].compactMap { $0 }
        }
    }

    /// `: import("./de.mjs")`
    private func awaited(_ position: Position) -> String {
        guard let module = finder.read(use.setter), let offset = finder.offset(position, in: use.setter),
            let wait = module.await(at: offset)?.node,
            case .await(let operand) = module.tree[wait],
            let written = module.written(operand)
        else { return "" }
        return ", for \(written)"
    }

    private func order(_ module: ModuleIndex) -> String {
        leading.contains(module) ? ": what it imports runs before its own code" : ""
    }

    private var callPlace: RelatedPlace? {
        guard let call = use.call, let function, let location = location(of: call.node, in: call.module) else { return nil }
        if case .uncalled = use.reason {
            let why =
                use.isCallerBegun
                ? "and '\(name(call.module))' has not come to that" : "and '\(name(call.module))' has not begun\(order(call.module))"
            return RelatedPlace("\(function) is called here, \(why)", at: location)
        }
        let kept = call.kept.flatMap { id in finder.read(call.module).map { ", and its promise is kept as '\($0.bindings[id].name)'" } }
        return RelatedPlace("\(function) is called here\(call.isFloating ? ", and nobody awaits it" : kept ?? "")", at: location)
    }

    // MARK: What to change

    private var remedies: [String] {
        let later = "read \(value) only in functions that are called when it is set"
        switch use.reason {
        case .stands, .callback: return [use.call.map(remedy) ?? remedyOfTopLevel, later]
        case .notBegun: return [remedyOfTopLevel, later]
        case .uncalled:
            guard let call = use.call, let function else { return ["call \(function ?? "it") before \(value) is read"] }
            guard leading.contains(call.module), call.module != use.user else {
                return ["call \(function) before \(value) is read, in a module that \(user) imports", later]
            }
            let first = finder.ways.firstImport(of: call.module, to: use.user, leading)?.module ?? use.user
            return ["call \(function) in a module of its own, which \(name(call.module)) imports before '\(name(first))'", later]
        }
    }

    /// The await of the call that does.
    private func remedy(of call: FieldUse.Call) -> String {
        guard let module = finder.read(call.module) else { return "await what sets \(value)" }
        let owner = name(call.module)
        if let id = call.kept, module.functions(around: call.node).isEmpty {
            let kept = module.bindings[id]
            if call.module == use.user { return "await \(kept.name) before \(value) is read" }
            let specifier = finder.specifier(of: call.module, in: use.user)
            let export = kept.isExported ? "" : "export '\(kept.name)' from \(owner), and "
            return "\(export)in \(user), await \(kept.name) before \(value) is read: import { \(kept.name) } from '\(specifier)'"
        }
        guard module.functions(around: call.node).isEmpty, call.isFloating else {
            let written = module.written(call.node) ?? "that call"
            return "keep the promise of \(written) in line \(line(of: call)) of \(owner), and await it before \(value) is read"
        }
        let awaiting = "await \(module.written(call.node) ?? "that call")"
        if call.module == use.user { return "\(awaiting) in line \(line(of: call)) of \(owner)" }
        if leading.contains(call.module) {
            // In the module itself the wait would come behind what it imports, unless that stands beside it.
            return "\(awaiting) in a module of its own, which \(user) imports"
        }
        let at = "\(awaiting) at the top level of \(owner), line \(line(of: call))"
        return finder.ways.way(from: use.user, to: call.module) != nil
            ? "\(at): '\(user)', which imports it, then waits for it"
            : "\(at), and import '\(finder.specifier(of: call.module, in: use.user))' in \(user): modules that only stand beside it do not wait for it"
    }

    private func line(of call: FieldUse.Call) -> Int { location(of: call.node, in: call.module)?.line ?? 0 }

    private var remedyOfTopLevel: String {
        let setter = name(use.setter)
        if use.function != nil { return "keep a promise of what sets \(value) in \(setter), and await that before it is read" }
        if leading.contains(use.setter) { return "set \(value) in a module of its own, which \(setter) imports before '\(user)'" }
        return "in \(user), import '\(finder.specifier(of: use.setter, in: use.user))' too: then it waits for \(setter)"
    }

    private func location(of node: NodeID, in module: ModuleIndex) -> SourceLocation? {
        finder.read(module).flatMap { finder.texts.location(at: $0.start(of: node), in: module) }
    }
}
