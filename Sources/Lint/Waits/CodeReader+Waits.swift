import JavaScript
import Programs

/// What promises wait for.
extension CodeReader {
    /// What has to be over before the value of an expression settles.
    func waits(of node: NodeID, in module: ModuleNumber, depth: Int = 0) -> [Wait] {
        guard stepsLeft > 0, !node.isNone, let facts = facts(of: module) else { return [] }
        stepsLeft -= 1
        // What is too far to be followed step by step is possible.
        if depth >= Self.deepest { return reach(of: node, in: module) }
        return isNested { waitsHere(of: node, in: module, facts, depth) } ?? reach(of: node, in: module)
    }

    private func waitsHere(of node: NodeID, in module: ModuleNumber, _ facts: ModuleFacts, _ depth: Int) -> [Wait] {
        let tree = facts.code.tree
        let next = depth + 1
        switch tree[node] {
        case .importCall(let specifier, let options, let phase):
            // A source is had without evaluation; of attributes that are given a module is none.
            if phase == .source { return [] }
            return targets(of: node, specifier: specifier, in: module).changed(isCertain: options.isNone)
        case .identifier:
            guard let binding = facts.code.bindings.binding(of: node) else { return [] }
            let place = BindingPlace(module: module, binding: binding)
            let waits = waits(of: place, at: node, depth: next)
            guard waits.contains(where: \.isCertain), !isSettled(place, at: NodePlace(module: module, node: node)) else { return waits }
            return waits.changed(isCertain: false)
        case .call(let callee, let arguments, _): return waits(ofCall: node, callee, arguments, in: module, depth)
        case .new(let callee, let arguments):
            guard isGlobal(callee, "Promise", in: module), let executor = tree[arguments].first else { return [] }
            return reach(of: executor, in: module).changed(isCertain: false)
        // A promise is no value that `&&` stops at.
        case .logical(.and, _, let second): return waits(of: second, in: module, depth: next).changed(isCertain: false)
        case .conditional(_, let first, let second), .logical(_, let first, let second):
            var result = waits(of: first, in: module, depth: next).changed(isCertain: false)
            result.add(waits(of: second, in: module, depth: next).changed(isCertain: false))
            return result
        case .sequence(let list): return tree[list].last.map { waits(of: $0, in: module, depth: next) } ?? []
        case .assignment(_, let value): return waits(of: value, in: module, depth: next)
        case .logicalAssignment(_, _, let value): return waits(of: value, in: module, depth: next).changed(isCertain: false)
        case .optionalChain(let inner): return waits(of: inner, in: module, depth: next).changed(isCertain: false)
        case .member(let object, let name, _):
            let values = values(of: object, in: module, depth: next)
            if values.isExact, let value = values.all.first, let home = export(facts.code.text(name), of: value) {
                switch home {
                case .binding(let place):
                    let isSettled = isSettled(place, at: NodePlace(module: module, node: node))
                    return waits(of: place, at: node, depth: next).changed(isCertain: isSettled)
                case .node(let place): return waits(of: place.node, in: place.module, depth: next)
                }
            }
            return reach(of: node, in: module)
        case .computedMember, .privateMember: return reach(of: node, in: module)
        default: return []
        }
    }

    /// The same for what a name stands for.
    private func waits(of place: BindingPlace, at node: NodeID, depth: Int) -> [Wait] {
        guard depth < Self.deepest, let facts = facts(of: place.module) else { return [] }
        if let entry = facts.importOfBinding[place.binding] {
            guard case .binding(let other) = names.meaning(of: entry, in: place.module, facts.code) else { return [] }
            return waits(of: other, at: node, depth: depth + 1)
        }
        let assigned = facts.assigned[place.binding] ?? []
        var result: [Wait] = []
        switch facts.definition(of: place.binding) {
        case .expression(let value): result = waits(of: value, in: place.module, depth: depth + 1)
        case .parameter: result = [Wait(target: .value(place), place: NodePlace(module: place.module, node: node))]
        case .element(let whole), .part(let whole, _): result = reach(of: whole, in: place.module)
        case .parameterPart(let function, let index, _):
            if let parameter = parameter(index, of: FunctionPlace(module: place.module, function: function)) {
                result = [Wait(target: .reach(parameter), place: NodePlace(module: place.module, node: node), isCertain: false)]
            }
        case .function, .class, nil: break
        }
        if assigned.isEmpty { return result }
        let isOnlyOne = assigned.count == 1 && result.isEmpty && facts.definition(of: place.binding) == nil
        for value in assigned.prefix(Values.most) {
            result.add(waits(of: value, in: place.module, depth: depth + 1).changed(isCertain: isOnlyOne))
        }
        return isOnlyOne ? result : result.changed(isCertain: false)
    }

    /// Where a name stands that is exported.
    enum ExportPlace {
        case binding(BindingPlace)
        case node(NodePlace)
    }

    /// What a namespace has of that name.
    func export(_ name: String, of value: Value) -> ExportPlace? {
        switch value {
        case .namespace(let module):
            if case .binding(let place) = names.meaning(of: name, in: module) { return .binding(place) }
            return nil
        case .exports(let unit): return tableExport(name, of: unit).map { .node($0) }
        case .getters(let place): return getter(name, of: place).map { .node($0) }
        case .function, .literal, .class, .instance, .parameter, .unit: return nil
        }
    }

    func isGlobal(_ node: NodeID, _ name: String, in module: ModuleNumber) -> Bool {
        guard let code = graph.analysed(module), case .identifier(let found) = code.tree[node] else { return false }
        return code.bindings.binding(of: node) == nil && code.text(found) == name
    }

    // MARK: Functions

    /// What has to be over before the promise that a function returns is fulfilled. A function that is not async returns a value, which may be a promise.
    func summary(of place: FunctionPlace) -> [Wait] {
        if let known = summaries[place] { return known }
        guard let tree = tree(place.module), openSummaries.insert(place).inserted else { return [] }
        defer { openSummaries.remove(place) }
        let function = tree[place.function]
        guard let walk = isNested({ BodyWalk(of: function.body, in: tree, by: self, of: place.module) }) else {
            return facts(of: place.module).map { reach(of: $0.nodeOfFunction[Int(place.function.index)], in: place.module) } ?? []
        }
        let result = waits(
            of: walk.sites, in: place.module, isAsync: function.flags.contains(.isAsync), isGenerator: function.flags.contains(.isGenerator)
        )
        summaries[place] = result
        return result
    }

    /// What a body waits for, and what it returns.
    func waits(of sites: [BodySite], in module: ModuleNumber, isAsync: Bool, isGenerator: Bool = false) -> [Wait] {
        var result: [Wait] = []
        for site in sites {
            if !isAsync, site.kind != .return { continue }
            var waits: [Wait]
            switch site.kind {
            case .await, .return: waits = self.waits(of: site.operand, in: module)
            case .iteration: waits = self.waits(ofIteration: site, in: module)
            }
            waits = waits.changed(isCertain: site.isCertain && !isGenerator, isLate: site.isLate)
            settle(&waits, of: site, in: module)
            result.add(waits)
        }
        return result
    }

    /// Takes certainty from what an error passes by: a promise that is rejected ends the wait for all others, and a `catch` goes on behind it.
    func settle(_ waits: inout [Wait], of site: BodySite, in module: ModuleNumber) {
        guard waits.contains(where: \.isCertain) else { return }
        let isSure =
            site.isGuarded
            ? !mayThrow(site.operand, in: module) && !mayReject(site.operand, in: module) : !rejectsAlways(site.operand, in: module)
        if !isSure { waits = waits.changed(isCertain: false) }
    }

    /// What going through an async iterator, or a list of promises, waits for.
    func waits(ofIteration site: BodySite, in module: ModuleNumber) -> [Wait] {
        guard let tree = tree(module) else { return [] }
        let node = site.operand
        if case .array(let elements) = tree[node] {
            guard case .forOf(_, _, let body, _) = tree[site.node], let first = tree[elements].first, !first.isNone,
                tree.holds(body, where: \.leaves)
            else {
                return waits(ofList: node, in: module, 0)
            }
            // The body may have enough of it before the end.
            var result = waits(of: first, in: module)
            result.add(waits(ofList: node, in: module, 0).changed(isCertain: false))
            return result
        }
        var result = waits(of: node, in: module).changed(isCertain: false)
        result.add(reach(of: node, in: module).changed(isCertain: false))
        return result
    }

    /// What the result of calling a value waits for.
    func result(of value: Value, arguments: [NodeID?]?, from module: ModuleNumber, at call: NodePlace, depth: Int) -> [Wait]? {
        switch value {
        case .function(let place):
            return applied(summary(of: place), to: place, arguments: arguments, from: module, at: call, depth: depth)
        case .parameter(let place): return [Wait(target: .call(place), place: call)]
        case .unit(let unit): return [Wait(target: .unit(unit), place: call)]
        case .exports(let unit): return contextUnits(of: unit).map { Wait(target: .unit($0), place: call, isCertain: false, isLate: true) }
        case .literal, .getters, .class, .instance, .namespace: return nil
        }
    }

    /// A function's waits, where its parameters are what a call gives.
    ///
    /// - Parameter arguments: `nil` for what is not known; all of it `nil` where nothing is.
    func applied(
        _ waits: [Wait], to place: FunctionPlace, arguments: [NodeID?]?, from module: ModuleNumber, at call: NodePlace, depth: Int
    ) -> [Wait] {
        var result: [Wait] = []
        for wait in waits {
            let parameter: BindingPlace
            switch wait.target {
            case .module, .unit:
                result.add([wait.changed(through: call)])
                continue
            case .value(let found), .list(let found), .call(let found), .reach(let found), .specifier(let found): parameter = found
            }
            guard parameter.module == place.module, let facts = facts(of: place.module),
                let (function, index) = Self.parameter(facts.definition(of: parameter.binding)), function == place.function
            else {
                // A parameter of a function further out.
                result.add([wait.changed(through: call)])
                continue
            }
            guard let arguments, index < arguments.count, let argument = arguments[index] else { continue }
            stepsLeft -= 1
            guard stepsLeft > 0, depth < Self.deepest else { continue }
            var given: [Wait]
            switch wait.target {
            case .value: given = self.waits(of: argument, in: module, depth: depth + 1)
            case .list: given = self.waits(ofList: argument, in: module, depth + 1)
            case .call:
                given = self.waits(ofCalling: argument, arguments: nil, in: module, at: wait.place, depth + 1).changed(through: wait.place)
            case .reach: given = reach(of: argument, in: module).changed(isCertain: false)
            case .specifier:
                var isExact = true
                var specifiers = self.specifiers(of: argument, in: module, isExact: &isExact)
                if specifiers.isEmpty { specifiers = constants(in: argument, of: module, isExact: &isExact, 0) }
                if specifiers.count != 1 { isExact = false }
                given = []
                for specifier in specifiers { given.add(self.waits(for: specifier, at: wait.place).changed(isCertain: isExact)) }
            case .module, .unit: given = []
            }
            result.add(given.changed(isCertain: wait.isCertain, isLate: wait.isLate, through: call))
        }
        return result
    }

    private static func parameter(_ definition: Definition?) -> (FunctionID, Int)? {
        switch definition {
        case .parameter(let function, let index), .parameterPart(let function, let index, _): (function, index)
        default: nil
        }
    }

    /// What the result of calling an expression's value waits for.
    func waits(ofCalling node: NodeID, arguments: [NodeID?]?, in module: ModuleNumber, at call: NodePlace, _ depth: Int) -> [Wait] {
        let values = values(of: node, in: module, depth: depth)
        var result: [Wait] = []
        for value in values.all {
            result.add(self.result(of: value, arguments: arguments, from: module, at: call, depth: depth + 1) ?? [])
        }
        if values.all.isEmpty { return reach(of: node, in: module).changed(isCertain: false) }
        return result.changed(isCertain: values.isExact)
    }
}
