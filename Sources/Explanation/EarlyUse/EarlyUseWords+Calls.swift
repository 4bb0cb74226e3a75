import Awaits
import Diagnostics
import JavaScript
import Trace

/// Functions that were called before their module had come to what they use, and functions that nobody called.
extension EarlyUseWords {
    /// `'setUp'`; `nil` for a function without a name.
    func functionName(_ call: EarlyCall) -> String? {
        call.function.flatMap { id in finder.read(use.assigner).map { "'\($0.bindings[id].name)'" } }
    }

    // MARK: Called too early

    /// Who called the function.
    var callPlace: RelatedPlace? {
        guard let call = use.call, let place = call.place, let location = finder.texts.location(of: place.position, in: place.module) else {
            return nil
        }
        let function = functionName(call) ?? "a function of '\(name(use.assigner))'"
        switch use.reason {
        case .notBegun where call.isHoisted:
            return RelatedPlace(
                "\(function) is called here: a function declaration is there before its module has run, and what it uses is not",
                at: location)
        default: return RelatedPlace("\(function) is called here", at: location)
        }
    }

    func remedies(ofCall call: EarlyCall) -> [String] {
        let function = functionName(call) ?? "that function"
        let owner = name(use.assigner)
        let caller = call.place.map { name($0.module) }
        let later =
            caller.map { "in \($0), call \(function) only in functions that are called later" }
            ?? "call \(function) only when \(owner) has run"
        switch use.reason {
        case .waits(let position):
            let line = finder.texts.location(of: position, in: use.assigner)?.line ?? Int(position.line)
            let needsIt = finder.offset(position, in: use.assigner).map { needs?.holds($0) ?? true } ?? true
            return (needsIt ? [] : ["in \(owner), move \(value) before the await of line \(line)"]) + [later]
        case .runs: return ["in \(owner), move \(value) before that place", later]
        default: break
        }
        guard let cycle else { return [later] }
        // A barrel leads there: past it the module runs first.
        if cycle.next != nil, call.function != nil { return remediesOfOrder }
        return [move ?? inversion, later]
    }

    /// What the user asks for: the value, or the function that uses it.
    var asked: (binding: BindingID, words: String) {
        guard let call = use.call, let function = call.function, let words = functionName(call) else { return (use.binding, value) }
        return (function, words)
    }

    // MARK: Not called

    func uncalledPlaces(_ uncalled: UncalledFunction) -> [RelatedPlace] {
        guard let module = finder.read(use.assigner), let assignment = use.assignments.first,
            let location = location(of: assignment.node, in: use.assigner)
        else { return [] }
        let function = "'\(module.bindings[uncalled.binding].name)'"
        var places = [use.isContent ? nil : declarationPlace].compactMap { $0 }
        if let call = uncalled.call, let place = self.location(of: call.node, in: call.module) {
            places.append(RelatedPlace("\(value) is \(given) here, in \(function)", at: location))
            let why =
                importing(call.module) == nil
                ? "has not been called before" : "'\(name(call.module))' has not begun: what it imports runs before its own code"
            places.append(RelatedPlace("\(function) is called here, and \(why)", at: place))
        } else {
            places.append(RelatedPlace("\(value) is only \(given) here, in \(function), which nobody calls", at: location))
        }
        return places
    }

    /// The module by which one that has not begun leads to the user: it runs before that one's own code.
    private func importing(_ module: ModuleIndex) -> ModuleIndex? {
        guard let moment = use.moment, !moment.hasBegun(module) else { return nil }
        return ways.firstImport(of: module, to: use.user, leading)?.module
    }

    func remedies(ofUncalled uncalled: UncalledFunction) -> [String] {
        guard let module = finder.read(use.assigner) else { return [] }
        let function = module.bindings[uncalled.binding].name
        let call = uncalled.isAsync ? "await \(function)()" : "call \(function)()"
        if uncalled.isAsync, let caller = uncalled.call?.module, importing(caller) != nil {
            return [
                "\(call) in a module of its own, which \(name(use.user)) imports: it waits for that, and not for what stands beside it",
                later,
            ]
        }
        if let caller = uncalled.call?.module, let first = importing(caller) {
            return ["\(call) in a module of its own, which \(name(caller)) imports before '\(name(first))'", later]
        }
        if let caller = uncalled.call?.module, caller != use.assigner, case .waits(let position)? = use.moment?[caller],
            let line = finder.texts.location(of: position, in: caller)?.line
        {
            return ["in \(name(caller)), \(call) before the await of line \(line)", later]
        }
        return ["\(call) before \(value) is used, such as at the top level of \(name(use.assigner))"]
    }

    // MARK: Moving

    /// What would have to move along with the value, and with the function that uses it.
    private var needs: ValueNeeds? { finder.read(use.assigner)?.needs([use.binding] + [use.call?.function].compactMap { $0 }) }

    func findObstacle() -> (import: ValueNeeds.Import, module: ModuleIndex)? {
        guard let needs else { return nil }
        return finder.read(use.assigner)?.firstImport(of: needs, from: { $0 == use.user || leading.contains($0) }, trace)
    }

    private var moved: String {
        guard let call = use.call, let function = functionName(call) else { return value }
        return "\(function) and \(value)"
    }

    /// `nil` where that would not help.
    var move: String? {
        guard obstacle == nil, let cycle else { return nil }
        return "move \(moved) into a module of its own, which \(name(cycle.holder)) and \(name(use.user)) both import"
    }

    /// What helps where two modules need each other's values.
    var inversion: String {
        "let \(name(use.user)) export a function that is given \(value), and call it in \(name(use.assigner)), where \(value) is there"
    }

    /// Where the value needs what uses it.
    var needPlace: RelatedPlace? {
        guard cycle != nil, cycle?.next == nil, remedies.contains(inversion), let obstacle,
            let location = location(of: obstacle.import.node, in: use.assigner)
        else { return nil }
        let whose = obstacle.module == use.user ? "" : ", which leads to '\(name(use.user))'"
        return RelatedPlace(
            "\(value) needs '\(obstacle.import.name)' of '\(name(obstacle.module))'\(whose), so that it cannot run before", at: location)
    }
}
