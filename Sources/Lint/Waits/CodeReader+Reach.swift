import JavaScript
import Programs

/// Which `import()` calls can be reached from a value, whatever is done with it.
extension CodeReader {
    /// How many nodes one search looks at.
    private static let furthest = 20_000

    /// Functions that call others when everything that waits now is over, or never.
    private static let laterCalls: Set<String> = [
        "setTimeout", "setInterval", "setImmediate", "queueMicrotask", "nextTick", "addEventListener", "requestAnimationFrame",
        "requestIdleCallback", "on", "once", "addListener",
    ]

    /// The `import()` calls in an expression, and in the functions and values that its names lead to, but for those whose promise is dropped; none of
    /// them is certain.
    func reach(of node: NodeID, in module: ModuleNumber) -> [Wait] {
        let start = NodePlace(module: module, node: node)
        if let known = reaches[start] { return known }
        var search = ReachSearch(reader: self, start: start)
        let result = search.run(Self.furthest)
        reaches[start] = result
        return result
    }

    fileprivate struct ReachSearch {
        let reader: CodeReader
        private var pending: [NodePlace]
        private var bindings: Set<BindingPlace> = []
        private var functions: Set<FunctionPlace> = []
        private var classes: Set<NodePlace> = []
        private var result: [Wait] = []
        private var parameters: [(BindingPlace, NodePlace)] = []

        init(reader: CodeReader, start: NodePlace) {
            self.reader = reader
            pending = [start]
        }

        mutating func run(_ limit: Int) -> [Wait] {
            var left = limit
            while let place = pending.popLast(), left > 0, reader.stepsLeft > 0 {
                left -= 1
                reader.stepsLeft -= 1
                visit(place)
            }
            for (parameter, place) in parameters {
                // Those of functions that the search itself went into are bound by nobody who is known.
                guard let facts = reader.facts(of: parameter.module),
                    let function = Self.function(facts.definition(of: parameter.binding)),
                    !functions.contains(FunctionPlace(module: parameter.module, function: function))
                else { continue }
                result.add([Wait(target: .reach(parameter), place: place, isCertain: false, isLate: false)])
            }
            return result
        }

        private static func function(_ definition: Definition?) -> FunctionID? {
            switch definition {
            case .parameter(let function, _), .parameterPart(let function, _, _): function
            default: nil
            }
        }

        private mutating func visit(_ place: NodePlace) {
            guard !place.node.isNone, let facts = reader.facts(of: place.module) else { return }
            let tree = facts.code.tree
            switch tree[place.node] {
            case .importCall(let specifier, _, _):
                result.add(reader.targets(of: place.node, specifier: specifier, in: place.module).changed(isCertain: false))
            case .expressionStatement(let expression):
                if !isDropped(expression, tree, facts.code) { push(expression, place.module) }
            case .functionDeclaration, .classDeclaration: break
            case .function(let function): enter(FunctionPlace(module: place.module, function: function))
            case .call(let callee, let arguments, _):
                if Self.isLater(callee, tree, facts.code) || reader.unit(requiredBy: place.node, in: place.module) != nil { return }
                if case .call = tree[callee], let context = reader.unit(requiredBy: callee, in: place.module) {
                    for unit in reader.contextUnits(of: context) {
                        result.add([Wait(target: .unit(unit), place: place, isCertain: false, isLate: true)])
                    }
                }
                if case .member = tree[callee], let first = tree[arguments].first, let unit = reader.requiredUnit(first, in: place.module) {
                    result.add([Wait(target: .unit(unit), place: place, isCertain: false, isLate: true)])
                }
                push(callee, place.module)
                for argument in tree[arguments] { push(argument, place.module) }
            case .identifier:
                guard let binding = facts.code.bindings.binding(of: place.node) else { return }
                visit(BindingPlace(module: place.module, binding: binding), at: place)
            case .member(let object, let name, _) where visitExport(facts.code.text(name), of: object, at: place): break
            case .member(let object, _, _), .privateMember(let object, _, _), .computedMember(let object, _, _):
                let values = reader.values(of: place.node, in: place.module)
                if values.all.isEmpty {
                    push(object, place.module)
                    if case .computedMember(_, let key, _) = tree[place.node] { push(key, place.module) }
                }
                for value in values.all { visit(value, at: place) }
            default: tree.forEachChild(of: place.node) { pending.append(NodePlace(module: place.module, node: $0)) }
            }
        }

        /// Goes on with what a namespace has of that name, if the object is one.
        private mutating func visitExport(_ name: String, of object: NodeID, at place: NodePlace) -> Bool {
            let values = reader.values(of: object, in: place.module)
            guard values.all.count == 1, let value = values.all.first, let home = reader.export(name, of: value) else { return false }
            switch home {
            case .binding(let binding): visit(binding, at: place)
            case .node(let node): pending.append(node)
            }
            return true
        }

        private mutating func push(_ node: NodeID, _ module: ModuleNumber) { pending.append(NodePlace(module: module, node: node)) }

        private mutating func visit(_ value: Value, at place: NodePlace) {
            switch value {
            case .function(let function): enter(function)
            case .literal(let literal), .getters(let literal): if literal != place { pending.append(literal) }
            case .class(let module, let index), .instance(let module, let index): enter(class: index, of: module)
            case .unit(let unit): result.add([Wait(target: .unit(unit), place: place, isCertain: false, isLate: true)])
            case .parameter(let parameter): parameters.append((parameter, place))
            case .namespace, .exports: break
            }
        }

        private mutating func enter(_ function: FunctionPlace) {
            guard functions.insert(function).inserted, let tree = reader.tree(function.module) else { return }
            for statement in tree[tree[function.function].body] { push(statement, function.module) }
        }

        private mutating func enter(class index: UInt32, of module: ModuleNumber) {
            guard let tree = reader.tree(module), classes.insert(NodePlace(module: module, node: NodeID(index))).inserted else { return }
            let definition = tree.classes[Int(index)]
            push(definition.superclass, module)
            push(definition.constructor, module)
            for member in tree[definition.members] { push(member, module) }
        }

        private mutating func visit(_ place: BindingPlace, at use: NodePlace) {
            guard bindings.insert(place).inserted, let facts = reader.facts(of: place.module) else { return }
            if let known = reader.bound[place] {
                for value in known.all { visit(value, at: use) }
                return
            }
            if let entry = facts.importOfBinding[place.binding] {
                if case .binding(let other) = reader.names.meaning(of: entry, in: place.module, facts.code) { visit(other, at: use) }
                return
            }
            switch facts.definition(of: place.binding) {
            case .expression(let value):
                if let unit = reader.unit(declaredBy: value, in: place.module) {
                    result.add([Wait(target: .unit(unit), place: use, isCertain: false, isLate: true)])
                } else {
                    push(value, place.module)
                }
            case .part(let value, _), .element(let value): push(value, place.module)
            case .function(let function): enter(FunctionPlace(module: place.module, function: function))
            case .class(let index): enter(class: index, of: place.module)
            case .parameter: parameters.append((place, use))
            case .parameterPart(let function, let index, _):
                if let parameter = reader.parameter(index, of: FunctionPlace(module: place.module, function: function)) {
                    parameters.append((parameter, use))
                }
            case nil: break
            }
            for value in (facts.assigned[place.binding] ?? []).prefix(Values.most) { push(value, place.module) }
        }

        /// Whether nobody gets the promise that a statement makes.
        private func isDropped(_ expression: NodeID, _ tree: SyntaxTree, _ code: AnalysedModule) -> Bool {
            switch tree[expression] {
            case .importCall, .unary(.void, _): true
            case .call(let callee, _, _):
                if case .member(_, let name, _) = tree[callee] { ["then", "catch", "finally"].contains(code.text(name)) } else { false }
            default: false
            }
        }

        private static func isLater(_ callee: NodeID, _ tree: SyntaxTree, _ code: AnalysedModule) -> Bool {
            switch tree[callee] {
            case .identifier(let name), .member(_, let name, _): laterCalls.contains(code.text(name))
            default: false
            }
        }
    }
}
