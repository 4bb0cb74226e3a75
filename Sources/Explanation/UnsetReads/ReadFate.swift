import JavaScript
import Trace

/// What code does with a value that it has read.
enum ReadFate {
    /// It looks whether there is a value, or does without one.
    case asked
    /// It takes something else where there is none: `|| 3000`.
    case replaced
    /// It makes something of it, keeps it, or hands it on.
    case used
    /// The text does not tell.
    case unknown
}

/// Follows a value that was read through the text, to what becomes of it.
struct ReadFates {
    let finder: EarlyUseFinder

    /// Names of names are followed so many times.
    private static let depthLimit = 4
    /// How functions begin that look at what they are given: `isDefined(x)`, `assert(x)`, `expect(x)`.
    private static let asking = ["is", "has", "assert", "expect", "ok", "equal", "strictEqual", "deepEqual", "check", "Boolean"]

    /// - Parameter node: what reads the value, or the name that a pattern gives it.
    func fate(of node: NodeID, in module: ReadModule, depth: Int = depthLimit) -> ReadFate {
        var value = node
        for parent in module.ancestors(of: node) {
            if let fate = fate(of: value, at: parent, in: module, depth) { return fate }
            value = parent
        }
        return .unknown
    }

    /// - Returns: `nil` where the value goes on to what is around it.
    private func fate(of value: NodeID, at parent: NodeID, in module: ReadModule, _ depth: Int) -> ReadFate? {
        switch module.tree[parent] {
        case .logical(.or, value, _), .logical(.coalesce, value, _), .patternDefault(value, _): return .replaced
        default: if module.tree.isAsked(value, by: parent) { return .asked }
        }
        switch module.tree[parent] {
        case .spread(value): return .asked
        case .call(value, _, _), .new(value, _), .member, .computedMember, .privateMember, .binary, .template, .taggedTemplate, .unary,
            .update,
            .compoundAssignment, .await, .exportDefault, .throw:
            return .used
        case .logical, .conditional, .array, .object, .property(_, value, _, _): return nil
        case .call(let callee, let arguments, _), .new(let callee, let arguments):
            guard let place = Array(module.tree[arguments]).firstIndex(of: value) else { return .unknown }
            return fate(ofArgument: place, of: callee, in: module, depth)
        case .declarator(let target, value), .assignment(let target, value): return fate(ofTarget: target, in: module, depth)
        case .patternProperty(_, value, _): return fate(ofTarget: value, in: module, depth)
        case .return:
            // A static field has its value when its class is defined.
            guard let function = module.functions(around: parent).first?.node, let field = module.parents[function],
                case .classField(_, function, let flags) = module.tree[field], flags.contains(.isStatic)
            else { return .unknown }
            return .used
        default: return .unknown
        }
    }

    /// What is done with a variable that has the value, or what has the property.
    private func fate(ofTarget target: NodeID, in module: ReadModule, _ depth: Int) -> ReadFate {
        switch module.tree[target] {
        case .identifier: break
        case .member, .computedMember, .privateMember: return .used
        default: return .asked
        }
        guard depth > 0, let id = module.bindings.binding(of: target) else { return .unknown }
        let binding = module.bindings[id]
        let references = module.bindings.references(to: id)
        // What is assigned again may have got the right value by then.
        guard references.filter({ $0.usage != .read && $0.node != target }).allSatisfy({ $0.usage == .declaration }) else { return .asked }
        return fate(of: references, in: module, depth, else: binding.isExported ? .used : .unknown)
    }

    /// A copy stays what it was when it was made, whoever reads it, and whenever.
    private func fate(of references: some Sequence<Reference>, in module: ReadModule, _ depth: Int, else other: ReadFate) -> ReadFate {
        let fates = references.filter { $0.usage == .read }.map { fate(of: $0.node, in: module, depth: depth - 1) }
        if fates.contains(.asked) || fates.contains(.replaced) { return .asked }
        return fates.isEmpty ? other : .used
    }

    // MARK: Calls

    private func fate(ofArgument place: Int, of callee: NodeID, in module: ReadModule, _ depth: Int) -> ReadFate {
        let name: String
        switch module.tree[callee] {
        case .identifier(let own): name = module.text(own)
        case .member(_, let own, _): name = module.text(own)
        default: return .unknown
        }
        if Self.asking.contains(where: { name.begins(with: $0) }) { return .asked }
        guard case .identifier = module.tree[callee], let (owner, function) = function(named: callee, in: module) else { return .used }
        let parameters = Array(owner.tree[owner.tree[function].parameters])
        // What comes into a list stays in it as it is.
        if let last = parameters.last, case .rest = owner.tree[last], place >= parameters.count - 1 { return .used }
        guard parameters.indices.contains(place), depth > 0 else { return .unknown }
        guard case .identifier = owner.tree[parameters[place]], let id = owner.bindings.binding(of: parameters[place]) else {
            return .asked
        }
        return fate(of: owner.bindings.references(to: id), in: owner, depth, else: .unknown)
    }

    /// The function that a name stands for, here or in the module that it is imported from.
    private func function(named node: NodeID, in module: ReadModule) -> (module: ReadModule, id: FunctionID)? {
        guard let id = module.bindings.binding(of: node), let (owner, binding) = finder.declaration(of: id, in: module) else { return nil }
        return owner.function(declaredAs: binding).map { (owner, $0) }
    }
}

extension String {
    /// Whether the name begins with that word: `isDefined` with `is`, and `issue` does not.
    fileprivate func begins(with word: String) -> Bool {
        guard hasPrefix(word) else { return false }
        return dropFirst(word.count).first.map { !$0.isLowercase } ?? true
    }
}

extension ReadModule {
    /// The function that a binding is declared as.
    func function(declaredAs id: BindingID) -> FunctionID? {
        for index in tree.nodes.indices {
            switch tree.nodes[index] {
            case .functionDeclaration(let function) where bindings.binding(of: function) == id: return function
            case .declarator(let target, let value) where bindings.binding(of: target) == id:
                if case .function(let function) = value.isNone ? .empty : tree[value] { return function }
            default: continue
            }
        }
        return nil
    }
}
