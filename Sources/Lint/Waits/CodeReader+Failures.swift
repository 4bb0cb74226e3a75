import JavaScript
import Programs

/// What ends with an error.
extension CodeReader {
    // MARK: For certain

    /// Whether a call, an await or a name ends the code that it stands in with an error, in every run that comes to it.
    func throwsAlways(_ node: NodeID, in module: ModuleNumber) -> Bool {
        guard let facts = facts(of: module) else { return false }
        switch facts.code.tree[node] {
        case .identifier: return isInDeadZone(node, in: module)
        case .await(let operand): return rejectsAlways(operand, in: module)
        case .call(let callee, _, _):
            let values = values(of: callee, in: module)
            guard values.isExact, case .function(let place)? = values.all.first, let tree = tree(place.module),
                tree[place.function].flags.isDisjoint(with: [.isAsync, .isGenerator])
            else { return false }
            return throwsAlways(place)
        default: return false
        }
    }

    /// Whether the body of a function ends with an error whenever it runs.
    func throwsAlways(_ place: FunctionPlace) -> Bool {
        if let known = throwing[place] { return known }
        guard let tree = tree(place.module) else { return false }
        // Of a function that calls itself.
        throwing[place] = false
        let function = tree[place.function]
        guard !function.flags.contains(.isGenerator) else { return false }
        let result = isNested { BodyWalk(of: function.body, in: tree, by: self, of: place.module).throwsForCertain } ?? false
        throwing[place] = result
        return result
    }

    /// Whether a promise is rejected, or is never fulfilled because something that it waits for is, in every run.
    func rejectsAlways(_ node: NodeID, in module: ModuleNumber) -> Bool {
        isNested { rejects(node, in: module) } ?? false
    }

    private func rejects(_ node: NodeID, in module: ModuleNumber) -> Bool {
        guard let facts = facts(of: module) else { return false }
        let tree = facts.code.tree
        switch tree[node] {
        case .identifier:
            guard let binding = facts.code.bindings.binding(of: node), case .expression(let value)? = facts.definition(of: binding),
                isSettled(BindingPlace(module: module, binding: binding), at: NodePlace(module: module, node: node))
            else { return false }
            return rejectsAlways(value, in: module)
        case .importCall(let specifier, let options, let phase):
            if phase == .source { return false }
            let targets = targets(of: node, specifier: specifier, in: module)
            guard targets.count == 1, targets[0].isCertain, case .module(let target) = targets[0].target else { return false }
            if graph[target].kind == .json { return options.isNone }
            // One that could not be parsed here may be parsed elsewhere.
            if graph.analysed(target) == nil, graph[target].unreadReason == nil { return false }
            return failsForCertain(target)
        case .call(let callee, let arguments, _):
            if case .member(let object, let name, _) = tree[callee] {
                let given = tree[arguments]
                switch facts.code.text(name) {
                case "reject" where isGlobal(object, "Promise", in: module): return !hasPatchedPromise
                case "resolve" where isGlobal(object, "Promise", in: module):
                    return given.first.map { rejectsAlways($0, in: module) } ?? false
                case "all" where isGlobal(object, "Promise", in: module):
                    guard let list = given.first, case .array(let elements) = tree[list] else { return false }
                    return tree[elements].contains { !$0.isNone && rejectsAlways($0, in: module) }
                case "then":
                    if given.count > 1 { return false }
                    return rejectsAlways(object, in: module) || given.first.map { callThrowsAlways($0, in: module) } ?? false
                case "finally": return rejectsAlways(object, in: module) || given.first.map { callThrowsAlways($0, in: module) } ?? false
                default: break
                }
            }
            return callThrowsAlways(callee, in: module)
        default: return false
        }
    }

    /// Whether the result of calling a value is an error, thrown or of the promise that it returns.
    private func callThrowsAlways(_ callee: NodeID, in module: ModuleNumber) -> Bool {
        let values = values(of: callee, in: module)
        guard values.isExact, case .function(let place)? = values.all.first, let tree = tree(place.module) else { return false }
        if throwsAlways(place) { return true }
        let function = tree[place.function]
        guard function.body.count == 1, let only = tree[function.body].first, case .return(let argument) = tree[only], !argument.isNone,
            !function.flags.contains(.isGenerator)
        else { return false }
        return rejectsAlways(argument, in: place.module)
    }

    /// Whether a module's own code ends with an error, or its names do not link, in every run.
    func failsForCertain(_ module: ModuleNumber) -> Bool {
        if let known = failingModules[module] { return known }
        failingModules[module] = false
        let result = findFailure(of: module)
        failingModules[module] = result
        return result
    }

    private func findFailure(of module: ModuleNumber) -> Bool {
        guard let code = graph.analysed(module) else { return graph[module].kind != .json }
        for request in graph[module].requests where request.target == nil && request.specifier.hasPrefix(".") { return true }
        for entry in code.bindings.imports {
            switch names.meaning(of: entry, in: module, code) {
            case .missing, .ambiguous:
                // What JSON and CommonJS export is not read.
                if let target = graph[module].requests[Int(entry.request.index)].target, graph[target].kind == .module { return true }
            case .binding, .namespace, .outside: break
            }
        }
        return BodyWalk(of: code.tree.body, in: code.tree, by: self, of: module).throwsForCertain
    }

    // MARK: Maybe

    /// Whether evaluating an expression or statement may end with an error, as far as its text tells.
    func mayThrow(_ node: NodeID, in module: ModuleNumber) -> Bool {
        isNested { mayThrowHere(node, in: module) } ?? true
    }

    private func mayThrowHere(_ node: NodeID, in module: ModuleNumber) -> Bool {
        guard !node.isNone else { return false }
        guard let facts = facts(of: module), stepsLeft > 0 else { return true }
        stepsLeft -= 1
        let tree = facts.code.tree
        func any(_ list: NodeList) -> Bool { tree[list].contains { !$0.isNone && mayThrow($0, in: module) } }
        switch tree[node] {
        case .null, .boolean, .number, .string, .this, .function, .functionDeclaration, .importMeta, .empty, .break, .continue, .debugger,
            .importDeclaration, .exportNames:
            return false
        case .exportDeclaration(let inner), .exportDefault(let inner): return mayThrow(inner, in: module)
        case .classDeclaration(let index), .classExpression(let index):
            let definition = tree.classes[Int(index)]
            return !definition.superclass.isNone || tree[definition.members].contains { runsAtOnce($0, tree) }
        case .identifier:
            guard let binding = facts.code.bindings.binding(of: node) else { return false }
            return !isSettled(BindingPlace(module: module, binding: binding), at: NodePlace(module: module, node: node))
        case .importCall(let specifier, let options, _):
            if case .string = tree[specifier] { return !options.isNone }
            return true
        case .await(let operand): return mayThrow(operand, in: module) || mayReject(operand, in: module)
        case .array(let list), .sequence(let list), .block(let list), .variables(_, let list), .object(let list): return any(list)
        case .property(let key, let value, _, false): return mayThrow(key, in: module) || mayThrow(value, in: module)
        case .declarator(let target, let value):
            guard case .identifier = tree[target] else { return true }
            return mayThrow(value, in: module)
        case .unary(let sign, let operand) where [.void, .typeof, .not].contains(sign): return mayThrow(operand, in: module)
        case .expressionStatement(let inner): return mayThrow(inner, in: module)
        case .return(let inner): return mayThrow(inner, in: module) || mayReject(inner, in: module)
        case .conditional(let first, let second, let third), .if(let first, let second, let third):
            return mayThrow(first, in: module) || mayThrow(second, in: module) || mayThrow(third, in: module)
        case .logical(_, let first, let second): return mayThrow(first, in: module) || mayThrow(second, in: module)
        case .member(let object, _, false):
            // What a promise's methods are members of.
            if isGlobal(object, "Promise", in: module) || isGlobal(object, "console", in: module) { return false }
            if case .call = tree[object] { return mayThrow(object, in: module) || !isPromise(object, in: module) }
            if case .importCall = tree[object] { return mayThrow(object, in: module) }
            return true
        case .call(let callee, let arguments, _):
            if tree[arguments].contains(where: { mayThrow($0, in: module) }) { return true }
            if case .member(let object, let name, _) = tree[callee] {
                let name = facts.code.text(name)
                if isGlobal(object, "Promise", in: module) { return hasPatchedPromise || !Self.combinators.contains(name) }
                if isGlobal(object, "console", in: module) { return false }
                if ["then", "catch", "finally"].contains(name) {
                    return hasPatchedPromise || mayThrow(object, in: module) || !isPromise(object, in: module)
                }
            }
            let values = values(of: callee, in: module)
            guard values.isExact, case .function(let place)? = values.all.first, let home = self.tree(place.module) else { return true }
            let function = home[place.function]
            return function.flags.contains(.isAsync) ? false : function.flags.contains(.isGenerator) || bodyMayThrow(place)
        default: return true
        }
    }

    static let combinators: Set<String> = ["all", "allSettled", "race", "any", "resolve", "reject"]

    /// Whether an expression is a promise, for all that is known.
    private func isPromise(_ node: NodeID, in module: ModuleNumber) -> Bool {
        guard let facts = facts(of: module) else { return false }
        switch facts.code.tree[node] {
        case .importCall: return true
        case .call(let callee, _, _):
            if case .member(let object, let name, _) = facts.code.tree[callee] {
                let name = facts.code.text(name)
                if isGlobal(object, "Promise", in: module) { return Self.combinators.contains(name) }
                if ["then", "catch", "finally"].contains(name) { return isNested { isPromise(object, in: module) } ?? false }
            }
            let values = values(of: callee, in: module)
            guard values.isExact, case .function(let place)? = values.all.first, let home = tree(place.module) else { return false }
            return home[place.function].flags.contains(.isAsync)
        default: return false
        }
    }

    private func bodyMayThrow(_ place: FunctionPlace) -> Bool {
        if let known = throwingSometimes[place] { return known }
        guard let tree = tree(place.module) else { return true }
        throwingSometimes[place] = true
        let function = tree[place.function]
        // A parameter that is a name takes whatever it is given.
        let result =
            tree[function.parameters].contains { if case .identifier = tree[$0] { false } else { true } }
            || tree[function.body].contains { mayThrow($0, in: place.module) }
        throwingSometimes[place] = result
        return result
    }

    private func runsAtOnce(_ member: NodeID, _ tree: SyntaxTree) -> Bool {
        switch tree[member] {
        case .classStaticBlock: true
        case .classMethod(_, _, _, let flags): flags.contains(.isComputed)
        case .classField(_, _, let flags): !flags.isDisjoint(with: [.isComputed, .isStatic])
        default: false
        }
    }

    /// Whether a module, or one that it imports, may fail while another waits for it. What imports that other one does not run before it is done.
    private func mayFail(_ target: ModuleNumber, awaitedBy module: ModuleNumber) -> Bool {
        let waiting = importers(of: module)
        var seen: Set<ModuleNumber> = [target]
        var pending = [target]
        while let next = pending.popLast() {
            stepsLeft -= 1
            if stepsLeft <= 0 { return true }
            for request in graph[next].requests {
                guard let inner = request.target else { return true }
                if seen.insert(inner).inserted { pending.append(inner) }
            }
            if !waiting.contains(next), bodyMayThrow(next) { return true }
        }
        return false
    }

    /// A module, and all that wait for it by their imports.
    ///
    /// In a cycle of imports one module runs before another that it imports, so that only who imports the module itself, or another that waits and is in
    /// no cycle with it, does not run before that is done. https://tc39.es/ecma262/#sec-innermoduleevaluation
    private func importers(of module: ModuleNumber) -> Set<ModuleNumber> {
        if let known = knownImporters[module] { return known }
        var found: Set<ModuleNumber> = [module]
        var pending = [module]
        while let next = pending.popLast(), stepsLeft > 0 {
            stepsLeft -= 1
            for importer in directImporters[Int(next)] where next == module || !isInOneCircle(importer, next) {
                if found.insert(importer).inserted { pending.append(importer) }
            }
        }
        knownImporters[module] = found
        return found
    }

    private func bodyMayThrow(_ module: ModuleNumber) -> Bool {
        if let known = failingSometimes[module] { return known }
        failingSometimes[module] = false
        var result = graph[module].kind != .json
        if let code = graph.analysed(module) {
            result =
                failsForCertain(module)
                || code.tree[code.tree.body].contains { statement in
                    // An await that is in a circle never ends, and one that is not has been looked at where it stands.
                    mayThrow(statement, in: module)
                }
        }
        failingSometimes[module] = result
        return result
    }

    /// Whether the promise that an expression gives may be rejected.
    func mayReject(_ node: NodeID, in module: ModuleNumber) -> Bool {
        isNested { mayRejectHere(node, in: module) } ?? true
    }

    private func mayRejectHere(_ node: NodeID, in module: ModuleNumber) -> Bool {
        guard !node.isNone else { return false }
        guard let facts = facts(of: module), stepsLeft > 0 else { return true }
        stepsLeft -= 1
        let tree = facts.code.tree
        switch tree[node] {
        case .null, .boolean, .number, .string, .function, .array, .object, .unary, .template, .binary, .await: return false
        case .importCall(let specifier, let options, _):
            let targets = targets(of: node, specifier: specifier, in: module)
            guard options.isNone, targets.count == 1, targets[0].isCertain, case .module(let target) = targets[0].target else {
                return true
            }
            return mayFail(target, awaitedBy: module)
        case .identifier(let name):
            guard let binding = facts.code.bindings.binding(of: node) else { return name != .known(.undefined) }
            guard case .expression(let value)? = facts.definition(of: binding),
                isSettled(BindingPlace(module: module, binding: binding), at: NodePlace(module: module, node: node))
            else { return true }
            return mayReject(value, in: module)
        case .conditional(_, let first, let second), .logical(_, let first, let second):
            return mayReject(first, in: module) || mayReject(second, in: module)
        case .sequence(let list): return tree[list].last.map { mayReject($0, in: module) } ?? true
        case .call(let callee, let arguments, _):
            if case .member(let object, let name, _) = tree[callee] {
                let given = tree[arguments]
                let name = facts.code.text(name)
                if isGlobal(object, "Promise", in: module) {
                    guard !hasPatchedPromise, let first = given.first, name != "reject" else {
                        return name != "resolve" || hasPatchedPromise
                    }
                    if name == "resolve" { return mayReject(first, in: module) }
                    guard case .array(let elements) = tree[first] else { return true }
                    return name != "allSettled" && tree[elements].contains { !$0.isNone && mayReject($0, in: module) }
                }
                switch name {
                case "then" where given.count == 1, "finally" where given.count == 1:
                    return hasPatchedPromise || mayReject(object, in: module) || given.first.map { callMayThrow($0, in: module) } ?? true
                case "catch" where given.count == 1, "then" where given.count == 2:
                    return hasPatchedPromise || given.contains { callMayThrow($0, in: module) }
                default: break
                }
            }
            return callMayThrow(callee, in: module)
        default: return true
        }
    }

    private func callMayThrow(_ callee: NodeID, in module: ModuleNumber) -> Bool {
        let values = values(of: callee, in: module)
        guard values.isExact, case .function(let place)? = values.all.first, let tree = tree(place.module) else { return true }
        return tree[place.function].flags.contains(.isGenerator) || bodyMayThrow(place)
    }
}
