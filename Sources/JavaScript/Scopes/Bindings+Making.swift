import Diagnostics

extension Bindings {
    /// What an analysis found.
    ///
    /// - Complexity: linear in the size of the tree, and in the number of scopes that lie between each name's uses and its declaration.
    init(_ analysis: ScopeAnalysis, names: NameTable) {
        var maker = BindingsMaker(analysis: analysis, names: names)
        maker.make()
        self = maker.result
    }
}

/// Turns what the compiler needs to know of names into what a reader of a module needs to.
private struct BindingsMaker {
    let analysis: ScopeAnalysis
    let names: NameTable
    var result = Bindings()
    /// By variable: the binding's index, or -1 for what is none.
    private var bindingOfVariable: [Int32] = []
    private var freeIndices: [NameID: Int] = [:]

    init(analysis: ScopeAnalysis, names: NameTable) {
        self.analysis = analysis
        self.names = names
    }

    private var tree: SyntaxTree {
        @inline(__always) _read { yield analysis.tree }
    }

    mutating func make() {
        makeScopes()
        makeBindings()
        nameFunctionsAndClasses()
        findNamesakes()
        makeReferences()
        findOutsideMeanings()
        makeEntries()
    }

    // MARK: Scopes and bindings

    private mutating func makeScopes() {
        let bodies = Set(analysis.functions.compactMap(\.bodyScope))
        for (index, scope) in analysis.scopes.enumerated() {
            let kind: BindingScope.Kind =
                switch scope.kind {
                case .module: .module
                case .function: bodies.contains(ScopeID(index: Int32(index))) ? .functionBody : .function
                case .block, .with: .block
                case .loop: .loop
                case .switch: .switch
                case .class: .class
                case .catch: .catch
                case .catchPattern: .catchPattern
                }
            result.scopes.append(BindingScope(kind: kind, parent: scope.parent == .none ? nil : scope.parent))
        }
        result.scopeOfNode = analysis.scopeOfNode
        result.scopeOfClass = analysis.scopeOfClass
        result.scopesOfFunction = analysis.indexOfFunction.map { index in
            let function = analysis.functions[Int(index.index)]
            return (function.scope, function.bodyScope)
        }
    }

    private mutating func makeBindings() {
        bindingOfVariable.reserveCapacity(analysis.variables.count)
        var pairs: [(group: Int32, element: BindingID)] = []
        for variable in analysis.variables {
            guard let kind = kind(of: variable) else {
                bindingOfVariable.append(-1)
                continue
            }
            let id = BindingID(Int32(result.all.count))
            bindingOfVariable.append(id.index)
            pairs.append((variable.scope.index, id))
            if variable.scope == .module { result.moduleNames[variable.name] = id }
            result.all.append(
                Binding(
                    name: names.string(variable.name), kind: kind, scope: variable.scope, range: variable.range,
                    isCaptured: variable.isCaptured, isAssigned: false, isExported: variable.isExported, namesake: id))
        }
        result.byScope = Groups(count: result.scopes.count, pairs)
    }

    /// `nil` for what only the compiler needs.
    private func kind(of variable: Variable) -> Binding.Kind? {
        if variable.name == .known(.starDefault) { return .defaultExport }
        let scope = analysis.scopes[Int(variable.scope.index)].kind
        return switch variable.kind {
        case .var: .var
        case .let: scope == .catchPattern ? .catchParameter : .let
        case .const: scope == .class ? .className : .const
        case .class: .class
        case .function: .function
        case .parameter: .parameter
        case .catchParameter: .catchParameter
        case .import_: .import
        case .namespace: .namespace
        case .functionName: .functionName
        case .privateName: .privateName
        case .implicit: nil
        }
    }

    private func binding(_ variable: VariableID) -> BindingID? {
        guard variable != .none else { return nil }
        let index = bindingOfVariable[Int(variable.index)]
        return index < 0 ? nil : BindingID(index)
    }

    // MARK: Names that are no nodes

    private mutating func nameFunctionsAndClasses() {
        result.ofFunction = Array(repeating: -1, count: tree.functions.count)
        result.ofClass = Array(repeating: -1, count: tree.classes.count)
        for node in tree.nodes {
            switch node {
            case .functionDeclaration(let id):
                let scope = analysis.scopes[Int(functionScope(id).index)].parent
                let name = tree[id].name ?? .known(.starDefault)
                declare(analysis.lookup(name, in: scope), at: tree[id].nameRange) { $0.ofFunction[Int(id.index)] = $1 }
            case .function(let id):
                guard tree[id].name != nil, let variable = functionName(in: functionScope(id)) else { continue }
                declare(variable, at: tree[id].nameRange) { $0.ofFunction[Int(id.index)] = $1 }
            case .classDeclaration(let index):
                let scope = analysis.scopes[Int(analysis.scopeOfClass[Int(index)].index)].parent
                let definition = tree.classes[Int(index)]
                declare(analysis.lookup(definition.name ?? .known(.starDefault), in: scope), at: definition.nameRange) {
                    $0.ofClass[Int(index)] = $1
                }
                guard let inner = className(index) else { continue }
                declare(inner, at: definition.nameRange) { _, _ in }
                if let outer = BindingID(nonNegative: result.ofClass[Int(index)]), let inner = binding(inner) { unite(outer, inner) }
            case .classExpression(let index):
                guard let inner = className(index) else { continue }
                declare(inner, at: tree.classes[Int(index)].nameRange) { $0.ofClass[Int(index)] = $1 }
            default: break
            }
        }
    }

    /// Notes a name's declaration. The analysis knows that of a function or class by the range of all of it.
    private mutating func declare(_ variable: VariableID, at range: SourceRange, _ note: (inout Bindings, Int32) -> Void) {
        guard let id = binding(variable) else { return }
        note(&result, id.index)
        let known = result.all[Int(id.index)].range
        // A second declaration of the same name leaves the first one's range.
        if range.end > 0, known.start <= range.start, known.end >= range.end { result.all[Int(id.index)].range = range }
    }

    private func functionScope(_ id: FunctionID) -> ScopeID {
        analysis.functions[Int(analysis.indexOfFunction[Int(id.index)].index)].scope
    }

    /// The name of a function expression inside itself, which a parameter may hide.
    private func functionName(in scope: ScopeID) -> VariableID? {
        var variable = analysis.scopes[Int(scope.index)].firstVariable
        while variable != .none {
            if analysis[variable].kind == .functionName { return variable }
            variable = analysis[variable].next
        }
        return nil
    }

    private func className(_ index: UInt32) -> VariableID? {
        guard let name = tree.classes[Int(index)].name else { return nil }
        return analysis.lookup(name, in: analysis.scopeOfClass[Int(index)])
    }

    // MARK: Namesakes

    private mutating func findNamesakes() {
        for function in analysis.functions {
            guard let body = function.bodyScope else { continue }
            var variable = analysis.scopes[Int(body.index)].firstVariable
            while variable != .none {
                if analysis[variable].kind == .var {
                    let parameter = analysis.lookup(analysis[variable].name, in: function.scope)
                    if parameter != .none, analysis[parameter].kind == .parameter { unite(variable, parameter) }
                }
                variable = analysis[variable].next
            }
        }
        for node in tree.nodes {
            guard case .variables(.var, let declarators) = node else { continue }
            for declarator in tree[declarators] {
                guard case .declarator(let target, _) = tree[declarator] else { continue }
                tree.forEachTarget(in: target) { node in uniteWithCatchParameter(node) }
            }
        }
        for index in result.all.indices { result.all[index].namesake = root(BindingID(Int32(index))) }
    }

    /// The name of a `var` means the parameter of a `catch` around it that has the name, and declares the variable further out.
    private mutating func uniteWithCatchParameter(_ node: NodeID) {
        let parameter = analysis.resolution[Int(node.index)]
        guard parameter != .none, analysis[parameter].kind == .catchParameter else { return }
        let name = analysis[parameter].name
        var scope = analysis.scopes[Int(analysis[parameter].scope.index)].parent
        while scope != .none {
            let variable = analysis.lookup(name, in: scope)
            if variable != .none {
                switch analysis[variable].kind {
                // One `catch` in another: the innermost is what the name means, and all have it.
                case .catchParameter: unite(parameter, variable)
                default: return unite(parameter, variable)
                }
            }
            scope = analysis.scopes[Int(scope.index)].parent
        }
    }

    private mutating func unite(_ first: VariableID, _ second: VariableID) {
        if let first = binding(first), let second = binding(second) { unite(first, second) }
    }

    private mutating func unite(_ first: BindingID, _ second: BindingID) {
        let (first, second) = (root(first), root(second))
        result.all[Int(max(first, second).index)].namesake = min(first, second)
    }

    private func root(_ id: BindingID) -> BindingID {
        var id = id
        while result[id].namesake != id { id = result[id].namesake }
        return id
    }

    // MARK: References

    private mutating func makeReferences() {
        result.meaning = Array(repeating: -1, count: tree.nodes.count)
        let usages = tree.usages()
        var pairs: [(group: Int32, element: Int32)] = []
        for (node, scope) in analysis.references {
            let variable = analysis.resolution[Int(node.index)]
            let usage = usages[Int(node.index)]
            if variable == .none {
                guard case .identifier(let name) = tree[node] else { continue }
                result.references.append(Reference(node: node, scope: scope, meaning: .free(freeIndex(name)), usage: usage))
            } else if let id = binding(variable) {
                result.meaning[Int(node.index)] = id.index
                pairs.append((id.index, Int32(result.references.count)))
                result.references.append(Reference(node: node, scope: scope, meaning: .binding(id), usage: usage))
                if usage == .write || usage == .readAndWrite { result.all[Int(id.index)].isAssigned = true }
            }
        }
        result.byBinding = Groups(count: result.all.count, pairs)
    }

    private mutating func freeIndex(_ name: NameID) -> Int {
        if let known = freeIndices[name] { return known }
        freeIndices[name] = result.freeNames.count
        result.freeNames.append(names.string(name))
        return result.freeNames.count - 1
    }

    /// Notes each meaning in every scope between its uses and its declaration, once.
    private mutating func findOutsideMeanings() {
        let bindingCount = Int32(result.all.count)
        func number(_ meaning: Reference.Meaning) -> Int32 {
            switch meaning {
            case .binding(let id): id.index
            case .free(let index): bindingCount + Int32(index)
            }
        }
        var uses: [(group: Int32, element: (meaning: Reference.Meaning, scope: ScopeID))] = []
        for reference in result.references { uses.append((number(reference.meaning), (reference.meaning, reference.scope))) }
        for nested in analysis.nestedVars {
            // The name of a `var` passes through the scopes on its way out, and meets no other declaration there.
            guard let id = binding(nested.variable) else { continue }
            uses.append((id.index, (.binding(id), nested.scope)))
        }
        let byMeaning = Groups(count: result.all.count + result.freeNames.count, uses)
        let made = result
        result.outside = Groups(count: made.scopes.count, filler: .free(0)) { give in
            var latest = Array(repeating: Int32(-1), count: made.scopes.count)
            for number in 0..<(made.all.count + made.freeNames.count) {
                for use in byMeaning[number] {
                    var home: ScopeID?
                    if case .binding(let id) = use.meaning { home = made[id].scope }
                    var scope = use.scope
                    while scope != home, scope != .none, latest[Int(scope.index)] != Int32(number) {
                        latest[Int(scope.index)] = Int32(number)
                        give(scope.index, use.meaning)
                        scope = analysis.scopes[Int(scope.index)].parent
                    }
                }
            }
        }
    }

    // MARK: Imports and exports

    private mutating func makeEntries() {
        for (index, record) in analysis.imports.enumerated() {
            guard let id = binding(VariableID(index: Int32(index))) else { continue }
            result.imports.append(ImportEntry(binding: id, request: record.request, imported: record.imported, range: record.range))
        }
        for record in analysis.exportRecords() {
            let kind: ExportEntry.Kind
            switch record.kind {
            case .local(let variable):
                guard let id = binding(variable) else { continue }
                kind = .local(id)
            case .indirect(let request, let imported): kind = .indirect(request, imported: imported)
            case .namespace(let request): kind = .namespace(request)
            case .all(let request): kind = .all(request)
            }
            result.exports.append(ExportEntry(exported: record.exported, kind: kind, range: record.range))
        }
    }
}

extension BindingID {
    fileprivate init?(nonNegative index: Int32) {
        if index < 0 { return nil }
        self.init(index)
    }
}
