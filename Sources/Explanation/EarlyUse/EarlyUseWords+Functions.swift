import Diagnostics
import JavaScript
import Trace

/// Values that functions give.
extension EarlyUseWords {
    /// The assignment that is told: the one whose function stands at an `await`, or the first.
    private var assignment: ValueAssignment? { use.assignments.first { !$0.functions.isEmpty } }

    var functionPlaces: [RelatedPlace] {
        guard let module = finder.read(use.assigner), let assignment, let inner = assignment.functions.first,
            let location = location(of: assignment.node, in: use.assigner)
        else { return [] }
        var words = "\(value) is \(given) here, in \(functionName(inner, module))"
        if let awaited = assignment.awaitBefore.flatMap({ self.location(of: $0, in: use.assigner) }) {
            words += ", behind the await in line \(awaited.line)"
        }
        var places = [declarationPlace, RelatedPlace(words, at: location)].compactMap { $0 }
        if let position = use.functionStands, let location = finder.texts.location(of: position, in: use.assigner) {
            places.append(RelatedPlace("\(again(inner, module)) still waits here", at: location))
        }
        if let (function, call, isFloating) = call, let location = self.location(of: call, in: use.assigner) {
            let name = function.node == inner.node ? again(function, module) : functionName(function, module)
            places.append(RelatedPlace("\(name) is called here\(isFloating ? ", and nobody awaits it" : "")", at: location))
        } else if case .argument(let call, let callee) = FunctionUse.of(inner, in: module),
            let location = self.location(of: call, in: use.assigner)
        {
            places.append(RelatedPlace("that function is handed to \(callee) here, which calls it later", at: location))
        }
        return places
    }

    /// The call of the outermost function around the assignment that is called by its name, or where it stands.
    var call: (function: (node: NodeID, id: FunctionID), node: NodeID, isFloating: Bool)? {
        guard let module = finder.read(use.assigner), let assignment else { return nil }
        for function in assignment.functions.reversed() {
            if case .called(let call, let isFloating) = FunctionUse.of(function, in: module) { return (function, call, isFloating) }
        }
        return nil
    }

    /// A function that was named before.
    private func again(_ function: (node: NodeID, id: FunctionID), _ module: ReadModule) -> String {
        let name = functionName(function, module)
        return name.hasPrefix("'") ? name : "that function"
    }

    private func functionName(_ function: (node: NodeID, id: FunctionID), _ module: ReadModule) -> String {
        if let name = FunctionUse.name(of: function, in: module) { return "'\(module.bindings[name].name)'" }
        if let name = module.tree[function.id].name { return "'\(module.text(name))'" }
        if case .argument(_, let callee) = FunctionUse.of(function, in: module) { return "a callback of \(callee)" }
        return module.tree[function.id].flags.contains(.isAsync) ? "an async function" : "a function"
    }
}
