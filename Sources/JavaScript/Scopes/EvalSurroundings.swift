import Diagnostics

/// What a direct call of `eval` has around it, which its text is compiled with. https://tc39.es/ecma262/#sec-performeval
///
/// Where a function calls `eval` by its name, all bindings that it sees live where other functions can reach them: in contexts and cells.
///
/// Deviations: the text sees no private names and no `super`; and a `var` or function that sloppy text declares belongs to that text alone, unless it is a
/// `var` of the function around too. Text that declares what the function around would then see is refused.
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
    /// Names by which the function around means what lies outside of it.
    var exposedNames: Set<NameID>

    /// How many names the text sees of those around, outer ones of the same spelling too.
    public var bindingCount: Int { levels.reduce(0) { $0 + $1.bindings.count } }

    var context: FunctionContext {
        var context = FunctionContext.eval
        if hasFunction { context.permissions.insert(.newTarget) }
        return context
    }
}

extension ScopeAnalysis {
    // MARK: Around a call

    /// `eval` is called by its name, in the current scope.
    mutating func noteEval(_ callee: NodeID) {
        evalCalls.append((callee, currentScope))
        let function = functionOfThis(around: currentFunction)
        guard function != .module else { return }
        for name in [NameID.known(.thisBinding), .known(.newTargetBinding), .known(.arguments)] {
            implicitVariable(name, of: function, from: callee)
        }
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
        var result = EvalSurroundings(
            isStrict: !functions[Int(function.index)].isSloppy, hasFunction: outermost != .module,
            isScript: tree.isOutsideModules, exposedNames: exposedNames[variableScope(around: start)] ?? [])
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
        try refuseExposed(in: functions[Int(indexOfFunction[Int(function.index)].index)])
    }

    private mutating func openSurroundings(_ surroundings: EvalSurroundings) {
        let nowhere = SourceRange(start: 0, end: 0)
        if surroundings.hasFunction {
            currentFunction = FunctionIndex(index: Int32(functions.count))
            functions.append(AnalysedFunction(scope: .module, parent: .module, isArrow: false))
            functions[Int(currentFunction.index)].isSloppy = !surroundings.isStrict
        }
        for level in surroundings.levels {
            let scope = openScope(level.kind)
            scopes[Int(scope.index)].isOuter = true
            scopes[Int(scope.index)].contextSize = level.contextSize
            if level.kind == .with { tree.hasWith = true }
            for binding in level.bindings {
                let variable = add(binding.name, binding.kind, in: scope, range: nowhere)
                self[variable].storage = binding.storage
                // Of two functions the inner one's counts.
                if binding.kind == .implicit { implicit[.init(function: currentFunction, name: binding.name)] = variable }
            }
            currentScope = scope
        }
    }

    /// The `var` of the function around a direct `eval` that a `var` of its sloppy text is; `none` where there is none.
    func outerVar(_ name: NameID, of scope: ScopeID, range: SourceRange) throws(Diagnostic) -> VariableID {
        guard tree.surroundings != nil, functions[Int(currentFunction.index)].isSloppy else { return .none }
        var outer = scopes[Int(scope.index)].parent
        guard outer != .none, scopes[Int(outer.index)].isOuter else { return .none }
        while outer != .none {
            let known = lookup(name, in: outer)
            if known != .none {
                switch self[known].kind {
                case .var, .function, .parameter: return known
                case .let, .const, .class: throw error("'\(names.string(name))' is already declared around the call of eval", at: range)
                default: break
                }
            }
            if scopes[Int(outer.index)].isVariableScope { return .none }
            outer = scopes[Int(outer.index)].parent
        }
        return .none
    }

    /// Refuses declarations of sloppy text that the function around the call would see.
    private func refuseExposed(in function: AnalysedFunction) throws(Diagnostic) {
        guard let surroundings = tree.surroundings, function.isSloppy else { return }
        var variable = scopes[Int(function.scope.index)].firstVariable
        while variable != .none {
            let binding = self[variable]
            if binding.kind == .var || binding.kind == .function {
                let isKnown = try outerVar(binding.name, of: function.scope, range: binding.range) != .none
                if isKnown || surroundings.exposedNames.contains(binding.name) {
                    throw tree.source.diagnostic(
                        .unsupported, "a direct eval declares '\(names.string(binding.name))' for the function around it",
                        at: binding.range)
                }
            }
            variable = binding.next
        }
    }
}

extension SyntaxTree {
    /// Whether `this` outside of functions is the global object: in a script, and in the text of an `eval` that has neither a function nor a module
    /// around.
    var isOutsideModules: Bool { goal == .script || goal == .eval && (surroundings.map { !$0.hasFunction && $0.isScript } ?? true) }

    /// Whether a function is the whole text of an `eval`.
    func isWholeEval(_ function: FunctionID) -> Bool { goal == .eval && Int(function.index) == functions.count - 1 }
}
