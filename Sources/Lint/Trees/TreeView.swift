import Diagnostics
import JavaScript
import Programs

/// A module's tree, with the way up from each node where somebody asks for it.
final class TreeView {
    let module: AnalysedModule
    private(set) lazy var parents = ParentTable(of: module.tree)

    var tree: SyntaxTree { module.tree }
    var bindings: Bindings { module.bindings }

    /// By variable that is declared with a value, or taken out of one by its name: the value, and that name.
    private(set) lazy var aliases: [BindingID: (value: NodeID, key: String?)] = {
        var aliases: [BindingID: (value: NodeID, key: String?)] = [:]
        for case .declarator(let target, let value) in tree.nodes where !value.isNone {
            switch tree[target] {
            case .identifier: if let binding = bindings.binding(of: target) { aliases[binding] = (value, nil) }
            case .objectPattern(let properties):
                for case .patternProperty(let key, let inner, false) in tree[properties].map({ tree[$0] }) {
                    guard case .string(let name) = tree[key], case .identifier = tree[inner], let binding = bindings.binding(of: inner)
                    else {
                        continue
                    }
                    aliases[binding] = (value, module.text(name))
                }
            default: break
            }
        }
        return aliases
    }()

    /// By parameter, or other name of a pattern: what it has where nothing is given.
    private(set) lazy var defaults: [BindingID: NodeID] = {
        var defaults: [BindingID: NodeID] = [:]
        for case .patternDefault(let target, let value) in tree.nodes {
            if case .identifier = tree[target], let binding = bindings.binding(of: target) { defaults[binding] = value }
        }
        return defaults
    }()

    /// The bindings that are used anywhere but where they are declared.
    private(set) lazy var usedBindings: Set<BindingID> = {
        var used: Set<BindingID> = []
        for reference in bindings.references where reference.usage != .declaration {
            if case .binding(let binding) = reference.meaning { used.insert(binding) }
        }
        return used
    }()

    init(_ module: AnalysedModule) { self.module = module }

    func range(_ node: NodeID) -> SourceRange { module.tree.range(of: node) }

    /// The function whose code a node is; `nil` for the module's own. A function's name and its computed key are code around it.
    func function(around node: NodeID) -> NodeID? {
        var child = node
        while let parent = parents[child] {
            if isFunction(parent) { return parent }
            child = parent
        }
        return nil
    }

    func functionID(_ node: NodeID) -> FunctionID? {
        switch module.tree[node] {
        case .function(let id), .functionDeclaration(let id): id
        default: nil
        }
    }

    func isFunction(_ node: NodeID) -> Bool { functionID(node) != nil }

    /// Whether a node is evaluated with the module: it stands in no function, but for static blocks and the values of static fields.
    func isAtTopLevel(_ node: NodeID) -> Bool {
        var child = node
        while let parent = parents[child] {
            if let id = functionID(parent) {
                let flags = module.tree[id].flags
                if flags.contains(.isStaticBlock) {
                    child = parent
                    continue
                }
                guard flags.contains(.isFieldInitializer), let field = parents[parent],
                    case .classField(_, _, let own) = module.tree[field],
                    own.contains(.isStatic)
                else { return false }
            }
            child = parent
        }
        return true
    }

    /// Calls `body` with the node and all below it, in the order of the text, but with nothing inside of functions; ends when it gives `false`.
    func forEachNode(in root: NodeID, _ body: (NodeID) -> Bool) {
        var pending = [root]
        while let node = pending.popLast() {
            if node.isNone { continue }
            guard body(node) else { return }
            if isFunction(node), node != root { continue }
            let mark = pending.count
            module.tree.forEachChild(of: node) { pending.append($0) }
            pending[mark...].reverse()
        }
    }

    /// The text of the node, as it is written, on one line and not long.
    func text(_ node: NodeID, limit: Int = 60) -> String {
        let range = range(node)
        return TreeView.text(range, of: module.source, limit: limit)
    }

    static func text(_ range: SourceRange, of source: SourceFile, limit: Int = 60) -> String {
        let bytes = source.bytes[Int(range.start)..<min(Int(range.end), Int(range.start) + 4 * limit)]
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count > limit ? words.prefix(limit - 1) + "…" : words
    }

    /// What a function is called where it is told of: its own name, or that of what it is given to; `nil` for none.
    func name(ofFunction node: NodeID) -> String? {
        guard let id = functionID(node) else { return nil }
        if let name = module.tree[id].name { return module.text(name) }
        guard let parent = parents[node] else { return nil }
        switch module.tree[parent] {
        case .declarator(let target, _), .assignment(let target, _), .patternDefault(let target, _): return nameText(target)
        case .property(let key, _, _, let isComputed): return isComputed ? nil : nameText(key)
        case .classMethod(let key, _, _, let flags): return flags.contains(.isComputed) ? nil : nameText(key)
        default: return nil
        }
    }

    private func nameText(_ node: NodeID) -> String? {
        switch module.tree[node] {
        case .identifier(let name), .string(let name): module.text(name)
        case .privateName(let name): "#" + module.text(name)
        case .member(_, let name, _): module.text(name)
        default: nil
        }
    }
}
