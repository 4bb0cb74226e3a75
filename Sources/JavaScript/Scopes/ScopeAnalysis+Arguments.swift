/// Parameters of sloppy functions that the elements of `arguments` follow. https://tc39.es/ecma262/#sec-arguments-exotic-objects
///
/// Such a parameter lives in the arguments object, for as long as that has its element. Most functions that ask for their arguments never tell: those
/// that neither change a parameter nor give the object away, or change an element. In them parameters stay where those of strict code are.
extension ScopeAnalysis {
    /// A sloppy function that names `arguments`, with parameters that are plain names.
    struct FunctionWithArguments {
        var id: FunctionID
        var index: FunctionIndex
    }

    /// What is done with the object, from the least that could tell to the most.
    private enum ArgumentsUse: Int { case none, elementsRead, anything }

    /// A function has been walked.
    mutating func noteArguments(of id: FunctionID, _ index: FunctionIndex) {
        let function = functions[Int(index.index)]
        guard function.isSloppy, !function.isArrow, !function.hasParameterExpressions, !tree[tree[id].parameters].isEmpty,
            implicit[.init(function: index, name: .known(.arguments))] != nil,
            tree[tree[id].parameters].allSatisfy({ if case .identifier = tree[$0] { true } else { false } })
        else { return }
        functionsWithArguments.append(.init(id: id, index: index))
    }

    /// Finds the parameters whose elements follow, after all names were resolved.
    ///
    /// Deviation: not those that the text of a direct `eval` sees.
    mutating func mapParameters() {
        guard !functionsWithArguments.isEmpty else { return }
        let changed = changedParameters()
        let uses = usesOfArguments()
        let seenByEval = functionsAroundEval()
        for function in functionsWithArguments where !seenByEval.contains(function.index) {
            guard let object = implicit[.init(function: function.index, name: .known(.arguments))], let use = uses[object] else { continue }
            let parameters = tree[tree[function.id].parameters]
            let scope = functions[Int(function.index.index)].scope
            let variables = parameters.compactMap { node -> VariableID? in
                guard case .identifier(let name) = tree[node] else { return nil }
                let variable = lookup(name, in: scope)
                return variable != .none && self[variable].kind == .parameter ? variable : nil
            }
            guard variables.count == parameters.count,
                use == .anything || use == .elementsRead && variables.contains(where: changed.contains)
            else { continue }
            let mapping = implicitVariable(.known(.mappedBinding), of: function.index, from: parameters[parameters.startIndex])
            for (slot, variable) in variables.enumerated() {
                // The last one of several of the same name has it.
                self[variable].storage = .mapped(Int32(slot))
                if self[variable].isCaptured { self[mapping].isCaptured = true }
            }
        }
    }

    private func changedParameters() -> Set<VariableID> {
        let usages = tree.usages()
        var changed: Set<VariableID> = []
        for (node, _) in references where usages[Int(node.index)] != .read {
            let variable = resolution[Int(node.index)]
            guard variable != .none, self[variable].kind == .parameter, tree.range(of: node) != self[variable].range else { continue }
            changed.insert(variable)
        }
        // A function that the body declares takes the place of a parameter of its name.
        let declared = Set(tree.functions.compactMap(\.name))
        for function in functionsWithArguments {
            for node in tree[tree[function.id].parameters] {
                guard case .identifier(let name) = tree[node], declared.contains(name) else { continue }
                let variable = lookup(name, in: functions[Int(function.index.index)].scope)
                if variable != .none { changed.insert(variable) }
            }
        }
        return changed
    }

    /// By the binding of `arguments`: the most that is done with it.
    private func usesOfArguments() -> [VariableID: ArgumentsUse] {
        var uses: [NodeID: ArgumentsUse] = [:]
        func note(_ node: NodeID, _ use: ArgumentsUse) {
            if !node.isNone, case .identifier(.known(.arguments)) = tree[node] { uses[node] = use }
        }
        /// What is written to is an element.
        func noteWrite(_ target: NodeID) {
            tree.forEachTarget(in: target) { if case .computedMember(let object, _, _) = tree[$0] { note(object, .anything) } }
        }
        // Children come before their parents, which know better.
        for (index, node) in tree.nodes.enumerated() {
            switch node {
            case .identifier(.known(.arguments)): uses[NodeID(UInt32(index))] = .anything
            case .member(let object, _, _): note(object, .none)
            case .computedMember(let object, _, _), .spread(let object): note(object, .elementsRead)
            case .call(let callee, let list, _): if readsOnly(callee) { for argument in tree[list] { note(argument, .elementsRead) } }
            case .assignment(let target, _), .compoundAssignment(_, let target, _), .logicalAssignment(_, let target, _),
                .update(_, _, let target), .unary(.delete, let target), .forIn(let target, _, _), .forOf(let target, _, _, _):
                noteWrite(target)
            default: break
            }
        }
        var most: [VariableID: ArgumentsUse] = [:]
        for (node, use) in uses {
            let variable = resolution[Int(node.index)]
            guard variable != .none else { continue }
            if use.rawValue >= most[variable, default: .none].rawValue { most[variable] = use }
        }
        return most
    }

    /// Whether a call only reads what it is given, as `f.apply(this, arguments)` and `slice.call(arguments)` do.
    private func readsOnly(_ callee: NodeID) -> Bool {
        guard case .member(let object, let name, _) = tree[callee] else { return false }
        switch names.string(name) {
        case "apply": return true
        case "call": if case .member(_, let method, _) = tree[object] { return names.string(method) == "slice" }
        default: break
        }
        return false
    }

    private func functionsAroundEval() -> Set<FunctionIndex> {
        var found: Set<FunctionIndex> = []
        for call in evalCalls {
            var function = scopes[Int(call.scope.index)].function
            while found.insert(function).inserted, function != .module { function = functions[Int(function.index)].parent }
        }
        return found
    }
}

extension Compiler {
    /// The object that holds a parameter.
    func mapping(of parameter: Variable) -> VariableID {
        let function = analysis.scopes[Int(parameter.scope.index)].function
        return analysis.implicit[.init(function: function, name: .known(.mappedBinding))] ?? .none
    }

    /// The arguments object takes the parameters.
    mutating func mapArguments(count: Int) {
        guard let variable = analysis.implicit[.init(function: builder.function, name: .known(.mappedBinding))],
            let object = analysis.implicit[.init(function: builder.function, name: .known(.arguments))]
        else { return }
        loadUnchecked(object)
        builder.emit(.mapArguments, Int32(count))
        initialize(variable)
    }
}
