import Diagnostics
import JavaScript

/// Names of places that several calls of one function share: variables from outside of it, and what such a variable, or `this`, holds.
struct SharedPlaces {
    let view: TreeView
    /// The function's text: what is declared in it is each call's own.
    let range: SourceRange
    /// Variables of the function that were given the value of a place, such as `const hit = cache.get(id)`.
    var aliases: [BindingID: String] = [:]

    init(of function: FunctionID, _ view: TreeView) {
        self.view = view
        range = view.tree[function].range
    }

    /// The place that an expression reads, or an assignment's left side writes; `nil` for anything else.
    func place(of node: NodeID) -> String? {
        switch view.tree[node] {
        case .identifier(let name):
            guard let binding = view.bindings.binding(of: node) else {
                return name == .known(.undefined) ? nil : "global \(view.module.text(name))"
            }
            return isOwn(binding) ? nil : "\(binding.index)"
        case .this: return "this"
        case .optionalChain(let inner): return place(of: inner)
        case .member(let object, let name, _): return place(of: object).map { "\($0).\(view.module.text(name))" }
        case .privateMember(let object, let name, _): return place(of: object).map { "\($0).#\(view.module.text(name))" }
        case .computedMember(let object, let entry, _): return place(of: object).map { "\($0)[\(key(entry))]" }
        case .call(let callee, let arguments, _):
            // The entry of a Map.
            guard let (object, name) = method(callee), name == "get" || name == "has", arguments.count == 1,
                let entry = view.tree[arguments].first
            else { return nil }
            return place(of: object).map { "\($0){\(key(entry))}" }
        default: return nil
        }
    }

    /// The place that a call of `set` writes.
    func place(setBy callee: NodeID, _ arguments: NodeList) -> String? {
        guard let (object, name) = method(callee), name == "set", arguments.count == 2, let entry = view.tree[arguments].first else {
            return nil
        }
        return place(of: object).map { "\($0){\(key(entry))}" }
    }

    /// The object and the name of `object.name`.
    func method(_ callee: NodeID) -> (object: NodeID, name: String)? {
        switch view.tree[callee] {
        case .member(let object, let name, _): (object, view.module.text(name))
        case .optionalChain(let inner): method(inner)
        default: nil
        }
    }

    /// Every place that an expression looks at, functions in it left out.
    func places(in expression: NodeID) -> [String] {
        var places: [String] = []
        view.forEachNode(in: expression) { node in
            if let place = place(of: node), !isPart(node) { places.append(place) }
            if case .identifier = view.tree[node], let binding = view.bindings.binding(of: node), let alias = aliases[binding] {
                places.append(alias)
            }
            if case .binary(.in, let entry, let object) = view.tree[node], let place = place(of: object) {
                places.append("\(place)[\(key(entry))]")
            }
            return true
        }
        return places
    }

    /// Whether only something in what the node means is looked at. That a list or a map is empty is a look at itself.
    private func isPart(_ node: NodeID) -> Bool {
        guard let parent = view.parents[node] else { return false }
        switch view.tree[parent] {
        case .member(let object, let name, _): return object == node && !["length", "size"].contains(view.module.text(name))
        case .computedMember(let object, _, _), .privateMember(let object, _, _): return object == node
        case .call(let callee, _, _): return callee == node
        default: return false
        }
    }

    mutating func noteAlias(_ target: NodeID, _ value: NodeID) {
        guard !value.isNone, case .identifier = view.tree[target], let binding = view.bindings.binding(of: target),
            let place = place(of: value)
        else { return }
        aliases[binding] = place
    }

    private func isOwn(_ binding: BindingID) -> Bool {
        let place = view.bindings[binding].range.start
        return place >= range.start && place < range.end
    }

    /// A key, alike for keys that are written alike.
    private func key(_ node: NodeID) -> String {
        if case .string(let name) = view.tree[node] { return "'\(view.module.text(name))'" }
        return view.text(node, limit: 200)
    }
}
