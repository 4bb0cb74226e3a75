import JavaScript
import Programs

/// What gives a binding its value.
enum Definition: Hashable, Sendable {
    /// The value of a declarator, or of `export default`.
    case expression(NodeID)
    case function(FunctionID)
    /// Index into ``SyntaxTree/classes``.
    case `class`(UInt32)
    case parameter(FunctionID, Int)
    /// A name in a pattern: a part of the value of that expression, by its key where that is constant and stands outermost.
    case part(of: NodeID, key: NameID?)
    case parameterPart(FunctionID, Int, key: NameID?)
    /// Of a `for … of`: what the expression gives, one after another.
    case element(of: NodeID)
}

/// What is looked up in a module's tree again and again.
///
/// - Complexity: linear in the size of the tree to make, constant to look into.
struct ModuleFacts {
    let code: AnalysedModule
    /// By binding.
    private(set) var definitions: [Definition?]
    /// By binding: what is assigned to it elsewhere.
    private(set) var assigned: [BindingID: [NodeID]] = [:]
    /// By node of an `import()`: into ``StaticGraph/Module/calls``.
    private(set) var callOfNode: [NodeID: Int] = [:]
    /// By function: the node that is it.
    private(set) var nodeOfFunction: [NodeID]
    /// By binding: the object of functions by which a bundler's helper gives it its properties.
    private(set) var gettersOfBinding: [BindingID: NodeID] = [:]
    private(set) var importOfBinding: [BindingID: ImportEntry] = [:]
    /// Bindings that have more than one definition, such as two `var`s of one name.
    private(set) var redefined: Set<BindingID> = []
    /// By the binding of a class that is declared: the declaration.
    private(set) var classNodes: [BindingID: NodeID] = [:]

    init(_ code: AnalysedModule) {
        self.code = code
        definitions = Array(repeating: nil, count: code.bindings.all.count)
        nodeOfFunction = Array(repeating: .none, count: code.tree.functions.count)
        for entry in code.bindings.imports { importOfBinding[entry.binding] = entry }
        let tree = code.tree
        for index in tree.nodes.indices { note(NodeID(UInt32(index)), tree) }
        for (index, function) in tree.functions.enumerated() {
            for (position, parameter) in tree[function.parameters].enumerated() {
                define(parameter, tree, .parameter(FunctionID(UInt32(index)), position)) {
                    .parameterPart(FunctionID(UInt32(index)), position, key: $0)
                }
            }
        }
    }

    func definition(of binding: BindingID) -> Definition? { definitions[Int(binding.index)] }

    private mutating func note(_ node: NodeID, _ tree: SyntaxTree) {
        switch tree[node] {
        case .importCall: callOfNode[node] = callOfNode.count
        case .function(let function): nodeOfFunction[Int(function.index)] = node
        case .functionDeclaration(let function):
            nodeOfFunction[Int(function.index)] = node
            set(code.bindings.binding(of: function), .function(function))
        case .classDeclaration(let index):
            let binding = code.bindings.binding(ofClass: index)
            set(binding, .class(index))
            if let binding { classNodes[binding] = node }
        case .call(_, let arguments, _) where arguments.count == 2:
            let list = tree[arguments]
            guard let first = list.first, let second = list.last, case .identifier = tree[first],
                case .object(let properties) = tree[second],
                !properties.isEmpty, let binding = code.bindings.binding(of: first),
                tree[properties].allSatisfy({
                    if case .property(_, let value, _, false) = tree[$0], case .function = tree[value] { true } else { false }
                })
            else { return }
            gettersOfBinding[binding] = second
        case .declarator(let target, let value) where !value.isNone:
            define(target, tree, .expression(value)) { .part(of: value, key: $0) }
        case .exportDefault(let value):
            switch tree[value] {
            case .functionDeclaration, .classDeclaration: break
            default: set(code.bindings.moduleBinding(named: .known(.starDefault)), .expression(value))
            }
        case .forOf(let left, let right, _, _):
            if case .variables(_, let list) = tree[left], let first = tree[list].first, case .declarator(let target, _) = tree[first] {
                define(target, tree, .element(of: right)) { _ in .element(of: right) }
            }
        case .assignment(let target, let value), .logicalAssignment(_, let target, let value):
            tree.forEachTarget(in: target) { name in
                guard case .identifier = tree[name], let binding = code.bindings.binding(of: name) else { return }
                assigned[binding, default: []].append(value)
            }
        default: break
        }
    }

    private mutating func define(_ target: NodeID, _ tree: SyntaxTree, _ whole: Definition, part: (NameID?) -> Definition) {
        switch tree[target] {
        case .identifier: set(code.bindings.binding(of: target), whole)
        case .patternDefault(let inner, let value):
            // What stands in for a missing argument is a value as good as another.
            if case .identifier = tree[inner], let binding = code.bindings.binding(of: inner) {
                assigned[binding, default: []].append(value)
            }
            define(inner, tree, whole, part: part)
        case .objectPattern(let properties):
            for property in tree[properties] {
                if case .patternProperty(let key, let inner, false) = tree[property], case .string(let name) = tree[key] {
                    let name: NameID? = name
                    tree.forEachTarget(in: inner) { set(code.bindings.binding(of: $0), part(name)) }
                } else {
                    tree.forEachTarget(in: property) { set(code.bindings.binding(of: $0), part(nil)) }
                }
            }
        default: tree.forEachTarget(in: target) { set(code.bindings.binding(of: $0), part(nil)) }
        }
    }

    private mutating func set(_ binding: BindingID?, _ definition: Definition) {
        guard let binding else { return }
        if definitions[Int(binding.index)] == nil { definitions[Int(binding.index)] = definition } else { redefined.insert(binding) }
    }
}
