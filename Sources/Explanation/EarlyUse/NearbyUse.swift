import Diagnostics
import JavaScript
import Simulator
import Trace

/// A variable of the code's own module, or a property of an object that was handed to it, which a function gives its value that has not come to it.
struct NearbyUse {
    enum Reason {
        /// The function stands there.
        case stands(Position)
        /// It is handed to that call, which calls it later.
        case callback(NodeID, of: String)
    }

    private let name: String
    private let module: ReadModule
    private let assignment: ValueAssignment
    private let function: (node: NodeID, id: FunctionID)
    private let reason: Reason

    /// What calls a function that it is given in a later job.
    private static let later: Set<String> = [
        "then", "catch", "finally", "setTimeout", "setInterval", "setImmediate", "nextTick", "queueMicrotask", "on", "once", "addListener",
        "addEventListener",
    ]

    /// - Returns: `nil` where the value may have been there, and where it is not known that it is still to come.
    init?(_ error: UncaughtError, _ moment: Moment, _ finder: EarlyUseFinder) {
        guard let place = finder.failedPlace(error), place.missing == .undefined, place.operands.count == 1 else { return nil }
        let (module, operand) = (place.module, place.operands[0])
        var found: [(ReadModule, ValueAssignment)] = []
        if let id = module.bindings.binding(of: operand) {
            guard [.let, .var].contains(module.bindings[id].kind) else { return nil }
            let assignments = ValueAssignments(of: id, in: module)
            if assignments.isTakenAway || assignments.isHoisted { return nil }
            name = module.bindings[id].name
            found = assignments.all.map { (module, $0) }
        } else if let (object, _) = module.property(operand), let id = module.bindings.binding(of: object),
            module.bindings[id].kind == .const,
            case let fillings = ValueAssignments.fillings(of: id, in: module), !fillings.isEmpty
        {
            name = module.bindings[id].name
            found = fillings.map { (module, $0) }
        } else if let (object, property) = module.property(operand), case .identifier = module.tree[object] {
            name = "\(module.written(object) ?? "it").\(property)"
            found = finder.assignments(ofProperty: property)
            // Of which object a property is no text tells: of one that stands at an await it is known that it comes.
            guard found.count == 1 else { return nil }
        } else {
            return nil
        }
        for (setter, assignment) in found {
            guard let inner = assignment.functions.first else { return nil }
            let stands = (moment.standing[setter.index] ?? []).first { position in
                guard let offset = finder.offset(position, in: setter.index) else { return false }
                return offset < assignment.end && setter.function(at: offset) == inner.id
            }
            if let stands {
                (self.module, self.assignment, function, reason) = (setter, assignment, inner, .stands(stands))
                return
            }
        }
        guard module.bindings.binding(of: operand) != nil, let (setter, assignment) = found.first, let inner = assignment.functions.first,
            case .argument(let call, let callee) = FunctionUse.of(inner, in: setter),
            let method = callee.split(separator: ".").last, Self.later.contains(String(method))
        else { return nil }
        (self.module, self.assignment, function, reason) = (setter, assignment, inner, .callback(call, of: callee))
    }

    func tell(in problem: inout Diagnostic, _ finder: EarlyUseFinder) -> [Finding.Remedy] {
        let owner = functionName.map { "'\($0)'" }
        var places: [RelatedPlace?] = []
        var remedies: [String]
        switch reason {
        case .stands(let position):
            places.append(finder.related("'\(name)' is assigned here, in \(owner ?? "an async function")", assignment.node, in: module))
            let location = finder.texts.location(of: position, in: module.index)
            places.append(location.map { RelatedPlace("\(owner ?? "that function") still waits here", at: $0) })
            remedies = ["await what \(owner ?? "that function") gives before '\(name)' is used"]
            if case .argument(let call, let callee) = FunctionUse.of(function, in: module),
                let method = ["forEach", "map"].first(where: { callee.hasSuffix(".\($0)") })
            {
                places.append(finder.related("\(method)() calls it here, and does not wait for it", call, in: module))
                remedies = [
                    "write a loop in the place of \(method)(), for (const … of …), and await in it",
                    "await Promise.all(….map(async (…) => …)) before '\(name)' is used",
                ]
            }
            if case .called(let call, let isFloating) = FunctionUse.of(function, in: module) {
                places.append(
                    finder.related("\(owner ?? "it") is called here\(isFloating ? ", and nobody awaits it" : "")", call, in: module))
                if isFloating, let written = module.written(call) { remedies = ["await \(written) before '\(name)' is used"] }
            }
        case .callback(let call, let callee):
            places.append(
                finder.related("'\(name)' is only assigned here, in a callback of \(method(callee))", assignment.node, in: module))
            places.append(finder.related("that is handed on here, and is called later", call, in: module))
            let isPromise = ["then", "catch", "finally"].contains { callee.hasSuffix($0) }
            remedies =
                isPromise
                ? ["await the promise of that call before '\(name)' is used; in a function that others wait for, return it"]
                : ["use '\(name)' behind that assignment, in the same callback"]
        }
        problem.related += places.compactMap { $0 }
        return problem.suggest(remedies)
    }

    /// `then`, of what is written `.then` since its receiver is long.
    private func method(_ callee: String) -> String { callee.hasPrefix(".") ? String(callee.dropFirst()) : callee }

    private var functionName: String? {
        if let id = FunctionUse.name(of: function, in: module) { return module.bindings[id].name }
        return module.tree[function.id].name.map(module.text)
    }
}

extension EarlyUseFinder {
    /// Where modules set a property of that name of anything, in functions or not.
    fileprivate func assignments(ofProperty name: String) -> [(ReadModule, ValueAssignment)] {
        searched.flatMap { index -> [(ReadModule, ValueAssignment)] in
            guard let module = read(index) else { return [] }
            return module.nodes { if case .assignment = $0 { true } else { false } }.filter { node in
                guard case .assignment(let target, _) = module.tree[node] else { return false }
                return module.property(target)?.name == name
            }.map { (module, ValueAssignment(of: $0, in: module)) }
        }
    }
}
