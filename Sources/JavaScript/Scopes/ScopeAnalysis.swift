import Diagnostics

/// Finds what every identifier of a module refers to, where each binding lives, and the early errors that are about names.
///
/// Two passes: the walk declares bindings and collects references; then the references are resolved, since a
/// declaration may stand after its use.
struct ScopeAnalysis {
    /// Lent for the time of the analysis and of the compilation.
    var tree = SyntaxTree(source: SourceFile(name: "", bytes: []))
    var scopes: [Scope] = []
    var variables: [Variable] = []
    var functions: [AnalysedFunction] = []
    /// By node: the variable that an identifier means; `none` for a global.
    var resolution: [VariableID] = []
    /// By node: the scope that a block, loop, switch or handler opens; `none` when it declares nothing.
    var scopeOfNode: [ScopeID] = []
    var scopeOfClass: [ScopeID] = []
    var indexOfFunction: [FunctionIndex] = []
    /// The implicit bindings that functions need, by function.
    var implicit: [ImplicitKey: VariableID] = [:]
    var functionsWithArguments: [FunctionWithArguments] = []
    /// The `var`s whose declarations stand in scopes inside those that they belong to, each with the scope where it stands.
    private(set) var nestedVars: [(variable: VariableID, scope: ScopeID, range: SourceRange)] = []
    /// Which of ``nestedVars`` stands in the latest scope.
    private var latestNestedVar: [VariableID: Int] = [:]
    /// The `var` beside each function that sloppy code declares in a block; and those that nothing else declares.
    var outsideOfFunction: [FunctionID: VariableID] = [:]
    var outsideVars: Set<VariableID> = []
    /// Scopes with many names get a table.
    private var tables: [Int32: [NameID: VariableID]] = [:]
    /// Every identifier and private name but those after `function` and `class`, and where it stands.
    private(set) var references: [(node: NodeID, scope: ScopeID)] = []
    /// The objects of the `with` statements that each name passes on the way to its declaration, innermost first.
    private(set) var withObjects: [NodeID: [VariableID]] = [:]
    /// The calls of `eval` by its name, and where they stand.
    var evalCalls: [(callee: NodeID, scope: ScopeID)] = []
    /// What holds the variables that texts of `eval` declare, by the scope that these belong to; see ``EvalSurroundings``.
    var evalObjects: [ScopeID: VariableID] = [:]
    /// The `var`s that the text of a direct `eval` declares, which the scope around the call that they belong to has not; and what the functions that stand
    /// directly in the text are given to.
    var evalDeclarations: [VariableID] = []
    var evalFunctions: [FunctionID: VariableID] = [:]
    /// The scope of a text of `eval` whose `var`s belong outside of it.
    var evalScope = ScopeID.none
    /// What the imports bind, in their order: these are the first of ``variables``.
    var imports: [ImportRecord] = []
    /// Links of the chains being walked whose turn has not come.
    var links: [NodeID] = []
    var currentScope = ScopeID.none
    var currentFunction = FunctionIndex.module
    var names = NameTable.borrowed

    struct ImplicitKey: Hashable {
        var function: FunctionIndex
        var name: NameID
    }

    /// Analyses ``tree``.
    ///
    /// - Throws: the first early error.
    mutating func analyse(names: inout NameTable) throws(Diagnostic) {
        reset()
        swap(&self.names, &names)
        defer { swap(&self.names, &names) }
        functions.append(AnalysedFunction(scope: ScopeID(index: 0), parent: .module, isArrow: false))
        functions[0].isSloppy = tree.goal == .script(isStrict: false)
        currentScope = openScope(.module)
        try declareImports()
        if tree.goal == .eval { try walkEval() } else { try walk(tree.body) }
        try declareExports()
        resolveReferences()
        if !evalCalls.isEmpty { exposeToEval() }
        mapParameters()
        allocateStorage()
    }

    /// Forgets the module before.
    private mutating func reset() {
        scopes.clear()
        variables.clear()
        functions.clear()
        references.clear()
        imports.clear()
        if !implicit.isEmpty { implicit = [:] }
        functionsWithArguments.clear()
        if !tables.isEmpty { tables = [:] }
        nestedVars.clear()
        if !latestNestedVar.isEmpty { latestNestedVar = [:] }
        if !outsideOfFunction.isEmpty { outsideOfFunction = [:] }
        if !outsideVars.isEmpty { outsideVars = [] }
        if !withObjects.isEmpty { withObjects = [:] }
        if !evalObjects.isEmpty { evalObjects = [:] }
        if !evalFunctions.isEmpty { evalFunctions = [:] }
        evalDeclarations.clear()
        evalScope = .none
        evalCalls.clear()
        links.clear()
        currentScope = .none
        currentFunction = .module
        resolution.fill(.none, count: tree.nodes.count)
        scopeOfNode.fill(.none, count: tree.nodes.count)
        scopeOfClass.fill(.none, count: tree.classes.count)
        indexOfFunction.fill(.module, count: tree.functions.count)
    }

    // MARK: Scopes

    mutating func openScope(_ kind: Scope.Kind) -> ScopeID {
        var declaring = ScopeID.none
        if currentScope != .none {
            let parent = scopes[Int(currentScope.index)]
            declaring = parent.variableCount > 0 || parent.isVariableScope ? currentScope : parent.declaring
        }
        scopes.append(Scope(kind: kind, parent: currentScope, function: currentFunction, declaring: declaring))
        return ScopeID(index: Int32(scopes.count - 1))
    }

    /// Runs `body` inside a new scope; one that declared nothing is forgotten by its node.
    mutating func within(_ scope: ScopeID, _ body: (inout ScopeAnalysis) throws(Diagnostic) -> Void) throws(Diagnostic) {
        let outer = currentScope
        currentScope = scope
        try body(&self)
        currentScope = outer
    }

    func lookup(_ name: NameID, in scope: ScopeID) -> VariableID {
        let record = scopes[Int(scope.index)]
        if record.variableCount > Self.tableThreshold {
            return tables[scope.index]?[name] ?? .none
        }
        var variable = record.firstVariable
        while variable != .none {
            if variables[Int(variable.index)].name == name { return variable }
            variable = variables[Int(variable.index)].next
        }
        return .none
    }

    private static let tableThreshold = 12

    @discardableResult
    mutating func add(_ name: NameID, _ kind: Variable.Kind, in scope: ScopeID, range: SourceRange) -> VariableID {
        let id = VariableID(index: Int32(variables.count))
        let index = Int(scope.index)
        variables.append(Variable(name: name, kind: kind, scope: scope, next: scopes[index].firstVariable, range: range))
        scopes[index].firstVariable = id
        scopes[index].variableCount += 1
        if scopes[index].variableCount > Self.tableThreshold {
            if tables[scope.index] == nil {
                var table: [NameID: VariableID] = [:]
                var variable = id
                while variable != .none {
                    // The newest of a name stands first.
                    let record = variables[Int(variable.index)]
                    if table[record.name] == nil { table[record.name] = variable }
                    variable = record.next
                }
                tables[scope.index] = table
            } else {
                tables[scope.index]![name] = id
            }
        }
        return id
    }

    subscript(variable: VariableID) -> Variable {
        get { variables[Int(variable.index)] }
        set { variables[Int(variable.index)] = newValue }
    }

    /// Notes that the declaration of a `var` stands in the current scope, which is not the one that it belongs to.
    mutating func noteNested(_ variable: VariableID, range: SourceRange) {
        if let known = latestNestedVar[variable], nestedVars[known].scope == currentScope { return }
        latestNestedVar[variable] = nestedVars.count
        nestedVars.append((variable, currentScope, range))
    }

    /// Where a `var` of that name is declared in the current scope or in one inside it, when the `var` belongs further out.
    ///
    /// Scopes are numbered as they begin: while one is open, all later ones are inside it.
    func nestedVar(_ name: NameID) -> SourceRange? {
        let variable = lookup(name, in: variableScope(around: currentScope))
        guard variable != .none, let latest = latestNestedVar[variable] else { return nil }
        return nestedVars[latest].scope.index >= currentScope.index ? nestedVars[latest].range : nil
    }

    // MARK: References

    mutating func reference(_ node: NodeID) {
        references.append((node, currentScope))
    }

    /// The implicit binding of the nearest function that is no arrow, and a reference to it from here.
    mutating func referenceImplicit(_ name: NameID, from node: NodeID) {
        let function = functionOfThis(around: currentFunction)
        guard function != .module else { return }
        let isDirect = function == currentFunction
        let needsBinding = !isDirect || functions[Int(function.index)].isDerivedConstructor || name == .known(.arguments)
        guard needsBinding else { return }
        let variable = implicitVariable(name, of: function, from: node)
        resolution[Int(node.index)] = variable
        if !isDirect { variables[Int(variable.index)].isCaptured = true }
    }

    /// The nearest function from one outwards that is no arrow.
    func functionOfThis(around function: FunctionIndex) -> FunctionIndex {
        var function = function
        while functions[Int(function.index)].isArrow { function = functions[Int(function.index)].parent }
        return function
    }

    /// The implicit binding of a function, which is made where it has none.
    @discardableResult
    mutating func implicitVariable(_ name: NameID, of function: FunctionIndex, from node: NodeID) -> VariableID {
        let key = ImplicitKey(function: function, name: name)
        if let known = implicit[key] { return known }
        let variable = add(name, .implicit, in: functions[Int(function.index)].scope, range: tree.range(of: node))
        implicit[key] = variable
        return variable
    }

    /// The scope that an identifier at that offset stands in.
    func scopeOfReference(at offset: UInt32) -> ScopeID? {
        references.first { tree.range(of: $0.node).start == offset }?.scope
    }

    private mutating func resolveReferences() {
        let hasDynamicScopes = tree.hasWith || !evalObjects.isEmpty
        for (node, from) in references {
            let name: NameID
            switch tree[node] {
            case .identifier(let identifier): name = identifier
            case .privateMember(_, let privateName, _), .privateIn(let privateName, _), .privateName(let privateName):
                name = names.internPrivate(privateName)
            default: continue
            }
            let start = tree.range(of: node).start
            let function = scopes[Int(from.index)].function
            var scope = from
            while scope != .none {
                let variable = lookup(name, in: scope)
                if hasDynamicScopes, mayHide(variable) { passObject(of: scope, node, from: function) }
                if variable != .none, self[variable].storage != .dynamic {
                    resolve(node, to: variable, from: function, at: start)
                    break
                }
                scope = scopes[Int(scope.index)].parent
            }
        }
    }

    /// Whether what a text of `eval` declares comes before what a name means in a scope, or nothing at all: a function's own name gives way to it.
    private func mayHide(_ variable: VariableID) -> Bool {
        variable == .none || self[variable].storage == .dynamic || self[variable].kind == .functionName
    }

    /// A name passes a `with` statement, or a function in which texts of `eval` may declare it, on the way to its declaration.
    private mutating func passObject(of scope: ScopeID, _ node: NodeID, from function: FunctionIndex) {
        let isWith = scopes[Int(scope.index)].kind == .with
        guard let object = isWith ? lookup(.known(.withBinding), in: scope) : evalObjects[scope] else { return }
        self[object].isUsed = true
        if scopes[Int(scope.index)].function != function { self[object].isCaptured = true }
        withObjects[node, default: []].append(object)
    }

    private mutating func resolve(_ node: NodeID, to variable: VariableID, from function: FunctionIndex, at start: UInt32) {
        resolution[Int(node.index)] = variable
        let index = Int(variable.index)
        variables[index].isUsed = true
        let owner = scopes[Int(variables[index].scope.index)].function
        if owner != function { variables[index].isCaptured = true }
        guard variables[index].hasDeadZone || variables[index].kind == .parameter else { return }
        if needsCheck(variable, from: function, at: start) { variables[index].isChecked = true }
    }

    /// Whether a reference may meet the binding in its dead zone.
    func needsCheck(_ variable: VariableID, from function: FunctionIndex, at start: UInt32) -> Bool {
        let record = self[variable]
        guard record.hasDeadZone || (record.kind == .parameter && record.initializedAt != nil) else { return false }
        let owner = scopes[Int(record.scope.index)].function
        guard owner == function, let initializedAt = record.initializedAt else { return true }
        return start < initializedAt
    }

    // MARK: Storage

    private mutating func allocateStorage() {
        var cells: Int32 = 0
        var imports: Int32 = 0
        let globalScope = globalScope
        for index in variables.indices {
            let variable = variables[index]
            let scopeIndex = Int(variable.scope.index)
            if scopes[scopeIndex].isOuter { continue }
            if case .mapped = variable.storage { continue }
            let function = Int(scopes[scopeIndex].function.index)
            switch variable.kind {
            case .import_:
                variables[index].storage = .importBinding(imports)
                imports += 1
            case .namespace:
                variables[index].storage = .cell(cells)
                cells += 1
            case .var where variable.scope == globalScope, .function where variable.scope == globalScope:
                variables[index].storage = .global
            case _ where variable.scope == globalScope && variable.hasDeadZone && tree.goal == .eval && tree.declaresGlobals:
                variables[index].storage = .global
            default:
                if scopes[scopeIndex].kind == .module, variable.isCaptured || variable.isExported || tree.declaresGlobals {
                    variables[index].storage = .cell(cells)
                    cells += 1
                } else if variable.isCaptured {
                    variables[index].storage = .context(scopes[scopeIndex].contextSize)
                    scopes[scopeIndex].contextSize += 1
                } else if variable.kind != .parameter {
                    variables[index].storage = .local(functions[function].localCount)
                    functions[function].localCount += 1
                }
            }
        }
    }
}

extension NameTable {
    /// A table without storage, to stand in while the real one is lent.
    static var borrowed: NameTable { NameTable(lent: ()) }

    /// The binding name of `#name`.
    mutating func internPrivate(_ name: NameID) -> NameID {
        intern([0x23] + units[range(of: name)])
    }

    private mutating func intern(_ units: [UInt16]) -> NameID { intern(units[...]) }
}
