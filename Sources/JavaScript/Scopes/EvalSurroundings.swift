import Diagnostics

/// What a direct call of `eval` has around it, which its text is compiled with. https://tc39.es/ecma262/#sec-performeval
///
/// Where a function calls `eval` by its name, all bindings that it sees live where other functions can reach them: in contexts and cells.
///
/// A `var` or function that sloppy text declares, and that the function around has not, is a property of an object of that function, which is made with the
/// first of them. Names that code in the function means by what is declared outside of it are looked for in that object first, as in the object of
/// a `with` statement.
public struct EvalSurroundings: Sendable {
    struct Binding: Sendable {
        var name: NameID
        var kind: Variable.Kind
        var storage: Variable.Storage
    }

    struct Level: Sendable {
        var kind: Scope.Kind
        var contextSize: Int32
        /// In the order in which they were declared.
        var bindings: [Binding]
    }

    /// The scopes around the call, outermost first.
    var levels: [Level] = []
    /// Whether the code around is strict.
    var isStrict: Bool
    /// Whether `this` is that of a function, and not of a module or script.
    var hasFunction: Bool
    /// Whether it is the global object otherwise.
    var isScript: Bool
    /// What of `super`, `new.target` and `arguments` the function around allows.
    var permissions: FunctionContext.Permissions
    /// Whether what sloppy text declares belongs to the global object.
    public var declaresGlobals: Bool
    /// Whether the call stands in the parameters of a function, which such text must not declare again.
    var isInParameters: Bool

    /// How many names the text sees of those around, outer ones of the same spelling too.
    public var bindingCount: Int { levels.reduce(0) { $0 + $1.bindings.count } }

    var context: FunctionContext {
        var context = FunctionContext.eval
        context.permissions = permissions
        return context
    }
}

extension ScopeAnalysis {
    // MARK: Around a call

    /// `eval` is called by its name, in the current scope.
    mutating func noteEval(_ callee: NodeID) throws(Diagnostic) {
        evalCalls.append((callee, currentScope))
        let variables = variableScope(around: currentScope)
        if functions[Int(currentFunction.index)].isSloppy, evalObjects[variables] == nil, !declaresGlobals(in: variables) {
            try checkEvalDepth(variables, at: callee)
            evalObjects[variables] = add(.known(.evalBinding), .implicit, in: variables, range: tree.range(of: callee))
        }
        let function = functionOfThis(around: currentFunction)
        guard function != .module else { return }
        let permissions = functions[Int(function.index)].permissions
        var names: [NameID] = [.known(.thisBinding), .known(.newTargetBinding)]
        if permissions.contains(.arguments) { names.append(.known(.arguments)) }
        if permissions.contains(.superProperty) { names.append(.known(.functionBinding)) }
        for name in names { implicitVariable(name, of: function, from: callee) }
    }

    /// Each name inside is looked for in the objects of all functions around, so that few may stand in each other.
    private func checkEvalDepth(_ start: ScopeID, at callee: NodeID) throws(Diagnostic) {
        var count = 0
        var scope = start
        while scope != .none {
            if evalObjects[scope] != nil { count += 1 }
            scope = scopes[Int(scope.index)].parent
        }
        guard count >= ParserLimits.withDepth else { return }
        throw error(
            "the code nests too deeply: more than \(ParserLimits.withDepth) functions with 'eval' in each other", at: tree.range(of: callee)
        )
    }

    /// The scope whose `var`s and functions are properties of the global object; `none` for none.
    var globalScope: ScopeID {
        guard tree.goal == .eval else { return tree.declaresGlobals ? .module : .none }
        // https://tc39.es/ecma262/#sec-evaldeclarationinstantiation
        return tree.surroundings == nil && (functions[1].isSloppy || tree.declaresGlobals) ? functions[1].scope : .none
    }

    /// Whether a `var` in a scope that holds variables is a property of the global object.
    private func declaresGlobals(in scope: ScopeID) -> Bool {
        scope == globalScope || (scopes[Int(scope.index)].isOuter && tree.surroundings?.declaresGlobals == true)
    }

    /// What the text of a direct `eval` in a function may use of what is around it. https://tc39.es/ecma262/#sec-performeval, steps 6–14
    static func evalPermissions(in flags: SyntaxTree.FunctionFlags) -> FunctionContext.Permissions {
        var permissions: FunctionContext.Permissions = [.newTarget, .arguments]
        if flags.contains(.isMethod) { permissions.insert(.superProperty) }
        if flags.contains(.isDerivedConstructor) { permissions.insert(.superCall) }
        if !flags.isDisjoint(with: [.isFieldInitializer, .isStaticBlock]) { permissions.remove(.arguments) }
        return permissions
    }

    /// The scope that a sloppy `eval` in a scope declares its `var`s in.
    func variableScope(around scope: ScopeID) -> ScopeID {
        var scope = scope
        while !scopes[Int(scope.index)].isVariableScope { scope = scopes[Int(scope.index)].parent }
        return scope
    }

    /// Lets the texts of all calls of `eval` reach what they see.
    mutating func exposeToEval() {
        var exposed: Set<ScopeID> = []
        for (callee, start) in evalCalls where resolution[Int(callee.index)] == .none {
            var scope = start
            // Around a scope that has been gone through all others have been.
            while scope != .none, exposed.insert(scope).inserted {
                var variable = scopes[Int(scope.index)].firstVariable
                while variable != .none {
                    self[variable].isUsed = true
                    self[variable].isCaptured = true
                    variable = self[variable].next
                }
                scope = scopes[Int(scope.index)].parent
            }
        }
    }

    /// What is around a call of `eval` in a scope, once all has its place.
    ///
    /// - Parameter known: the levels of scopes that an earlier call had around it, which share their bindings; those of others are added.
    func surroundings(
        in start: ScopeID, of function: FunctionIndex, known: inout [ScopeID: EvalSurroundings.Level]
    ) -> EvalSurroundings {
        let outermost = functionOfThis(around: function)
        let variables = variableScope(around: start)
        let owner = functions[Int(scopes[Int(variables.index)].function.index)]
        var result = EvalSurroundings(
            isStrict: !functions[Int(function.index)].isSloppy, hasFunction: outermost != .module, isScript: tree.isOutsideModules,
            permissions: functions[Int(outermost.index)].permissions, declaresGlobals: declaresGlobals(in: variables),
            isInParameters: owner.hasParameterExpressions && owner.scope == variables)
        var scope = start
        while scope != .none {
            let level = known[scope] ?? level(of: scope)
            known[scope] = level
            result.levels.append(level)
            scope = scopes[Int(scope.index)].parent
        }
        result.levels.reverse()
        return result
    }

    private func level(of scope: ScopeID) -> EvalSurroundings.Level {
        let record = scopes[Int(scope.index)]
        var level = EvalSurroundings.Level(kind: record.kind, contextSize: record.contextSize, bindings: [])
        var variable = record.firstVariable
        while variable != .none {
            let binding = self[variable]
            level.bindings.append(.init(name: binding.name, kind: binding.kind, storage: binding.storage))
            variable = binding.next
        }
        level.bindings.reverse()
        return level
    }

    // MARK: The text

    /// Walks the text of an `eval`, inside what is around the call.
    mutating func walkEval() throws(Diagnostic) {
        guard let item = tree[tree.body].first, case .exportDefault(let declaration) = tree[item],
            case .functionDeclaration(let function) = tree[declaration]
        else { return }
        try declare(.known(.starDefault), .function, range: tree.range(of: declaration))
        if let surroundings = tree.surroundings { openSurroundings(surroundings) }
        try walkFunction(function, isExpression: false)
    }

    private mutating func openSurroundings(_ surroundings: EvalSurroundings) {
        let nowhere = SourceRange(start: 0, end: 0)
        if surroundings.hasFunction {
            currentFunction = FunctionIndex(index: Int32(functions.count))
            functions.append(AnalysedFunction(scope: .module, parent: .module, isArrow: false))
            functions[Int(currentFunction.index)].isSloppy = !surroundings.isStrict
            functions[Int(currentFunction.index)].permissions = surroundings.permissions
        }
        for level in surroundings.levels {
            let scope = openScope(level.kind)
            scopes[Int(scope.index)].isOuter = true
            scopes[Int(scope.index)].contextSize = level.contextSize
            if level.kind == .with { tree.hasWith = true }
            for binding in level.bindings {
                let variable = add(binding.name, binding.kind, in: scope, range: nowhere)
                self[variable].storage = binding.storage
                if binding.name == .known(.evalBinding) { evalObjects[scope] = variable }
                // Of two functions the inner one's counts.
                if binding.kind == .implicit { implicit[.init(function: currentFunction, name: binding.name)] = variable }
            }
            currentScope = scope
        }
    }

    /// Declares a `var` in the scope that it belongs to, which has none of that name.
    mutating func addVar(_ name: NameID, in scope: ScopeID, range: SourceRange) -> VariableID {
        let variable = add(name, .var, in: scope, range: range)
        if scopes[Int(scope.index)].isOuter {
            self[variable].storage = declaresGlobals(in: scope) ? .global : .dynamic
            evalDeclarations.append(variable)
        }
        return variable
    }
}

extension SyntaxTree {
    /// Whether `this` outside of functions is the global object: in a script, and in the text of an `eval` that has neither a function nor a module
    /// around.
    var isOutsideModules: Bool { goal.isScript || goal == .eval && (surroundings.map { !$0.hasFunction && $0.isScript } ?? true) }

    /// Whether a function is the whole text of an `eval`.
    func isWholeEval(_ function: FunctionID) -> Bool { goal == .eval && Int(function.index) == functions.count - 1 }
}
