import Diagnostics

/// Functions that sloppy code declares in blocks: each is a `var` of the function around too, which takes the function when the declaration is
/// reached. https://tc39.es/ecma262/#sec-block-level-function-declarations-web-legacy-compatibility-semantics
extension ScopeAnalysis {
    /// Declares the `var` beside a function that was declared in the current scope, unless a `let` or its like would be in its way.
    mutating func declareOutside(_ name: NameID, _ id: FunctionID) {
        let flags = tree[id].flags
        guard functions[Int(currentFunction.index)].isSloppy, flags.isDisjoint(with: [.isAsync, .isGenerator]) else { return }
        var scope = currentScope
        guard !scopes[Int(scope.index)].isVariableScope, scope != evalScope else { return }
        while true {
            scope = scopes[Int(scope.index)].parent
            guard scope != .none else { return }
            let known = lookup(name, in: scope)
            let isTarget = scopes[Int(scope.index)].isVariableScope
            if known != .none {
                switch self[known].kind {
                case .var, .function:
                    guard isTarget else { return }
                    outsideOfFunction[id] = known
                    return
                case .functionName, .implicit: break
                default: return
                }
            }
            if isTarget {
                if parameter(named: name, aroundBody: scope) != nil { return }
                let variable = addVar(name, in: scope, range: tree[id].range)
                outsideVars.insert(variable)
                outsideOfFunction[id] = variable
                return
            }
        }
    }
}

extension Compiler {
    /// The declaration of a function is reached.
    mutating func storeOutside(_ id: FunctionID) {
        guard !analysis.outsideOfFunction.isEmpty, let outside = analysis.outsideOfFunction[id], let name = tree[id].name else { return }
        let inside = analysis.lookup(name, in: scope)
        guard inside != .none, inside != outside, [.var, .function].contains(analysis[outside].kind) else { return }
        loadUnchecked(inside)
        initialize(outside)
    }
}
