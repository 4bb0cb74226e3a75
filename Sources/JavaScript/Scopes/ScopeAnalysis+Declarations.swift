import Diagnostics
import Text

extension ScopeAnalysis {
    // MARK: Errors

    func error(_ message: String, at range: SourceRange, suggestion: String? = nil) -> Diagnostic {
        tree.source.diagnostic(.syntax, message, at: range, suggestion: suggestion)
    }

    func redeclared(_ name: NameID, at range: SourceRange, first: SourceRange) -> Diagnostic {
        let line = tree.source.location(at: first.start).line
        return error("'\(names.string(name))' is already declared on line \(line)", at: range)
    }

    // MARK: Declarations

    /// Declares a name in the current scope; a `var` in the function's.
    @discardableResult
    mutating func declare(_ name: NameID, _ kind: Variable.Kind, range: SourceRange) throws(Diagnostic) -> VariableID {
        if kind == .var || (kind == .function && currentScope == evalScope) { return try declareVar(name, range: range) }
        let known = lookup(name, in: currentScope)
        let parent = scopes[Int(currentScope.index)].parent
        if parent != .none, scopes[Int(parent.index)].kind == .catchPattern, scopes[Int(currentScope.index)].kind == .block {
            let parameter = lookup(name, in: parent)
            if parameter != .none, self[parameter].kind == .let { throw redeclared(name, at: range, first: self[parameter].range) }
        }
        if kind != .function, let parameter = parameter(named: name, aroundBody: currentScope) {
            throw redeclared(name, at: range, first: self[parameter].range)
        }
        if known != .none {
            let isVarLike = hasVarLikeFunctions(scopes[Int(currentScope.index)].kind)
            let other = self[known]
            switch (other.kind, kind) {
            case (.functionName, _), (.implicit, _):
                break
            // Only the last parameter of a name is it, where a name may stand twice: in sloppy code.
            case (.parameter, .parameter) where functions[Int(currentFunction.index)].mayRepeatParameters: return known
            case (.var, .let), (.var, .const), (.var, .class):
                // What stands for a function of a block makes way.
                guard outsideVars.remove(known) != nil else { throw redeclared(name, at: range, first: other.range) }
                self[known].kind = kind
                return known
            case (.function, .function) where isVarLike || functions[Int(currentFunction.index)].isSloppy,
                (.var, .function) where isVarLike, (.parameter, .function) where isVarLike:
                // In a function's own body, and in a script, functions are var-like and the last one wins.
                if other.kind != .parameter { self[known].kind = .function }
                return known
            default:
                throw redeclared(name, at: range, first: other.range)
            }
        }
        if let nested = nestedVar(name) { throw redeclared(name, at: range, first: nested) }
        return add(name, kind, in: currentScope, range: range)
    }

    /// Whether functions that are declared directly in a scope of that kind are as good as `var`s: not so in a module.
    private func hasVarLikeFunctions(_ kind: Scope.Kind) -> Bool {
        kind == .function || (kind == .module && tree.goal.isScript)
    }

    /// The parameter of that name, when the scope is the body of a function whose parameters have a scope of their own.
    func parameter(named name: NameID, aroundBody scope: ScopeID) -> VariableID? {
        guard functions[Int(scopes[Int(scope.index)].function.index)].bodyScope == scope else { return nil }
        let variable = lookup(name, in: scopes[Int(scope.index)].parent)
        return variable != .none && self[variable].kind == .parameter ? variable : nil
    }

    private mutating func declareVar(_ name: NameID, range: SourceRange) throws(Diagnostic) -> VariableID {
        let variable = try varBehindScopes(name, range: range)
        if !scopes[Int(currentScope.index)].isVariableScope { noteNested(variable, range: range) }
        return variable
    }

    /// Looks at the scopes that a `var` passes on its way out, and declares it in the one that it belongs to.
    private mutating func varBehindScopes(_ name: NameID, range: SourceRange) throws(Diagnostic) -> VariableID {
        var scope = currentScope
        while true {
            let record = scopes[Int(scope.index)]
            let known = lookup(name, in: scope)
            let isTarget = record.isVariableScope
            if known != .none {
                let other = self[known]
                switch other.kind {
                case .parameter where isTarget && record.isOuter && tree.surroundings?.isInParameters == true:
                    throw redeclared(name, at: range, first: other.range)
                case .var, .parameter: if isTarget { return known }
                case .implicit where isTarget && record.isOuter && name == .known(.arguments): return known
                case .function:
                    if hasVarLikeFunctions(record.kind) { return known }
                    throw redeclared(name, at: range, first: other.range)
                case .functionName, .implicit: break
                case .catchParameter:
                    // `catch (e) { var e }` is allowed where the parameter is one name.
                    break
                default: throw redeclared(name, at: range, first: other.range)
                }
            }
            if isTarget { return addVar(name, in: scope, range: range) }
            scope = record.declaring
        }
    }

    /// Declares the names of a binding pattern, and walks the expressions in it.
    ///
    /// - Parameter initializedAt: from where on the bindings are known to be initialised; `nil` when unknown.
    mutating func declarePattern(_ node: NodeID, _ kind: Variable.Kind, initializedAt: UInt32?) throws(Diagnostic) {
        guard !node.isNone else { return }
        switch tree[node] {
        case .identifier(let name):
            let variable = try declare(name, kind, range: tree.range(of: node))
            // A `var` may name a parameter again, which has its value by then: it begins no dead zone.
            if kind != .var, scopes[Int(currentScope.index)].kind != .switch { self[variable].initializedAt = initializedAt }
            reference(node)
        case .patternDefault(let target, let value):
            try declarePattern(target, kind, initializedAt: initializedAt)
            try walk(value)
        case .rest(let target):
            try declarePattern(target, kind, initializedAt: initializedAt)
        case .arrayPattern(let elements):
            for element in tree[elements] { try declarePattern(element, kind, initializedAt: initializedAt) }
        case .objectPattern(let properties):
            for property in tree[properties] { try declarePattern(property, kind, initializedAt: initializedAt) }
        case .patternProperty(let key, let target, let isComputed):
            if isComputed { try walk(key) }
            try declarePattern(target, kind, initializedAt: initializedAt)
        default:
            try walk(node)
        }
    }

    // MARK: Module

    mutating func declareImports() throws(Diagnostic) {
        for declaration in tree.imports {
            for specifier in declaration.specifiers {
                switch specifier {
                case .named(let imported, let local, let range):
                    try declare(local, .import_, range: range)
                    imports.append(ImportRecord(request: declaration.request, imported: imported, range: range))
                case .namespace(let local, let range):
                    try declare(local, .namespace, range: range)
                    imports.append(ImportRecord(request: declaration.request, imported: nil, range: range))
                }
            }
        }
    }

    /// Marks what is exported. https://tc39.es/ecma262/#sec-module-semantics-static-semantics-early-errors
    mutating func declareExports() throws(Diagnostic) {
        let module = ScopeID(index: 0)
        for item in tree[tree.body] {
            switch tree[item] {
            case .exportDeclaration(let declaration):
                for name in declaredNames(declaration) { self[lookup(name, in: module)].isExported = true }
            case .exportDefault(let declaration):
                self[lookup(defaultName(declaration), in: module)].isExported = true
            default: break
            }
        }
        for declaration in tree.exports where declaration.request == nil {
            for case .named(let local, _, let range) in declaration.specifiers {
                let variable = lookup(local, in: module)
                guard variable != .none, self[variable].kind != .implicit else {
                    let text = names.string(local)
                    let near = nearestName(to: text, among: moduleNames())
                    throw error(
                        "'\(text)' is exported but not declared in this module", at: range,
                        suggestion: near.map { "did you mean '\($0)'?" })
                }
                self[variable].isExported = true
            }
        }
    }

    private func moduleNames() -> [String] {
        variables.filter { $0.scope.index == 0 && $0.kind != .implicit }.map { names.string($0.name) }
    }

    /// The local name that `export default` binds: the declaration's own, or `*default*`.
    func defaultName(_ declaration: NodeID) -> NameID {
        switch tree[declaration] {
        case .functionDeclaration(let function): tree[function].name ?? .known(.starDefault)
        case .classDeclaration(let index): tree.classes[Int(index)].name ?? .known(.starDefault)
        default: .known(.starDefault)
        }
    }

    /// BoundNames of a declaration.
    func declaredNames(_ node: NodeID) -> [NameID] {
        var found: [NameID] = []
        collectNames(node, into: &found)
        return found
    }

    private func collectNames(_ node: NodeID, into found: inout [NameID]) {
        guard !node.isNone else { return }
        switch tree[node] {
        case .identifier(let name): found.append(name)
        case .variables(_, let declarators): for declarator in tree[declarators] { collectNames(declarator, into: &found) }
        case .declarator(let target, _), .patternDefault(let target, _), .rest(let target), .patternProperty(_, let target, _):
            collectNames(target, into: &found)
        case .arrayPattern(let list), .objectPattern(let list): for element in tree[list] { collectNames(element, into: &found) }
        case .functionDeclaration(let function): if let name = tree[function].name { found.append(name) }
        case .classDeclaration(let index): if let name = tree.classes[Int(index)].name { found.append(name) }
        default: break
        }
    }
}
